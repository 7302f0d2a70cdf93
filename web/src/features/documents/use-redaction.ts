// A draft of a redaction on this screen: saved on the server soon after each change, one saving after the other, and taken from step to step.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { newKey } from '../../client/acts.ts';
import type { VersionPlace } from '../../client/documents.ts';
import { saveRedaction, takeRedactionStep, type RedactionDraft, type StepName } from '../../client/redactions.ts';
import { RequestFailed } from '../../client/request.ts';
import type { CaseView } from '../../client/types.ts';
import { redactionTexts as texts } from '#texts/redaction';
import { announce } from '../../ui/announcer.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { copyOf, type Copy } from './redact-copy.tsx';
import type { Box } from './redact-boxes.ts';

export interface Redaction {
  readonly isBusy: boolean;
  readonly wrong: string | null;
  readonly attempt: number;
  /** What was refused is what somebody pressed, and not a saving that went on by itself. */
  readonly isPressed: boolean;
  /** What of it the server has. */
  readonly saved: 'nothing' | 'part' | 'all';
  /** The document that the copy is, once it is filed. */
  readonly filed: string | null;
  readonly submit: () => Promise<boolean>;
  readonly approve: () => Promise<boolean>;
  /** @param unsent the form in which the remark was typed */
  readonly returnIt: (remark: string, unsent: string) => Promise<boolean>;
  readonly discard: () => Promise<boolean>;
  /** Saves what is not saved yet. */
  readonly leave: () => Promise<boolean>;
}

interface OnScreen {
  readonly view: CaseView;
  readonly place: VersionPlace;
  /** Null for a new one. */
  readonly draft: RedactionDraft | null;
  readonly copy: Copy;
  readonly boxes: readonly Box[];
}

interface Kept {
  readonly version: number;
  readonly digest: string;
  /** What was saved last, as text. */
  readonly asked: string;
}

interface Remark {
  readonly remark: string;
  /** The form in which it was typed. */
  readonly unsent: string;
}

const SOON_MS = 800;
const NOT_REFUSED = { attempt: 0, wrong: null, isPressed: false };

export function useRedaction(screen: OnScreen): Redaction {
  const { view, place, draft, copy, boxes } = screen;
  const client = useQueryClient();
  const [id] = useState(() => draft?.draft ?? newKey());
  const kept = useRef<Kept>(keptOf(draft));
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  const [filed, setFiled] = useState<string | null>(null);
  const [savedText, setSavedText] = useState(() => keptOf(draft).asked);
  const asked = askedOf(copy, boxes);
  const text = JSON.stringify(asked);
  const { isBusy, refused, trying, saveQuietly } = useTrying(text);
  const canBeSaved = faultOfKind(view, copy) === null && (boxes.length > 0 || savedText !== '');

  function save(): Promise<void> {
    const next = saving.current
      .catch(() => {})
      .then(async () => {
        if (text === kept.current.asked) return;
        const { version, digest } = await saveRedaction(place, id, { ...asked, version: kept.current.version });
        kept.current = { version, digest, asked: text };
        setSavedText(text);
      });
    saving.current = next;
    return next;
  }

  const isOpen = draft === null || draft.state === 'open';
  useSoon(text, isOpen && canBeSaved && savedText !== text, () => void saveQuietly(save));

  async function step(name: StepName, said: Remark | null = null): Promise<void> {
    const { version, digest } = kept.current;
    const taking = { draft: id, step: name, version, digest, remark: said?.remark ?? null };
    const taken = await takeRedactionStep(place, taking, said?.unsent);
    if (taken.filed !== null) {
      await client.invalidateQueries({ queryKey: ['case', view.caseId] });
      setFiled(taken.filed);
    }
  }

  /** Whole, saved, and then handed on. */
  const handOn = (name: 'submit' | 'approve'): Promise<boolean> =>
    trying(
      async () => {
        if (isOpen) await save();
        await step(name);
      },
      faultOf(view, copy, boxes),
    );

  return {
    ...{ isBusy, ...refused, filed, saved: savedText === text ? 'all' : savedText === '' ? 'nothing' : 'part' },
    submit: () => handOn('submit'),
    approve: () => handOn('approve'),
    returnIt: (remark, unsent) => trying(() => step('return', { remark, unsent })),
    discard: () =>
      trying(() => saving.current.catch(() => {}).then(() => (kept.current.version > 0 ? step('discard') : undefined))),
    leave: () => trying(async () => (isOpen && canBeSaved ? save() : undefined)),
  };
}

/** A while after `what` was last another, where it is due. */
function useSoon(what: string, isDue: boolean, work: (what: string) => void): void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => latest.current(what), SOON_MS);
    return () => clearTimeout(timer);
    // Each change of it begins the wait anew.
  }, [what, isDue]);
}

type Refused = Pick<Redaction, 'attempt' | 'wrong' | 'isPressed'>;

/** Does something, and keeps why it was refused until `text`, which is what it was about, is another. */
function useTrying(text: string) {
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>(NOT_REFUSED);
  const [about, setAbout] = useState(text);
  if (about !== text) {
    setAbout(text);
    setRefused(NOT_REFUSED);
  }
  const refuse = (wrong: string, isPressed = true): void =>
    setRefused(({ attempt }) => ({ attempt: attempt + 1, wrong, isPressed }));
  async function trying(work: () => Promise<void>, fault: string | null = null): Promise<boolean> {
    if (fault !== null) {
      refuse(fault);
      return false;
    }
    setBusy(true);
    try {
      await work();
      setRefused(NOT_REFUSED);
      return true;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      refuse(problemText(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  /** Nobody waits for it: it is told where they are, and leaves alone what was refused to them. */
  async function saveQuietly(save: () => Promise<void>): Promise<void> {
    try {
      await save();
      setRefused((last) => (last.isPressed ? last : NOT_REFUSED));
    } catch (error) {
      const wrong = problemText(error);
      refuse(wrong, false);
      announce(wrong);
    }
  }

  return { isBusy, refused, trying, saveQuietly };
}

function keptOf(draft: RedactionDraft | null): Kept {
  if (draft === null) return { version: 0, digest: '', asked: '' };
  const { version, digest, boxes } = draft;
  return { version, digest, asked: JSON.stringify(askedOf(copyOf(draft), boxes)) };
}

function askedOf({ of, audience, title }: Copy, boxes: readonly Omit<Box, 'id'>[]) {
  const drawn = boxes.map(({ page, x, y, width, height, reason }) => ({ page, x, y, width, height, reason }));
  return { of, audience: audience === '' ? null : audience, title, boxes: drawn };
}

/** Without these nobody could tell who may know of it. */
function faultOfKind({ kept }: CaseView, { of, audience }: Copy): string | null {
  const kind = kept.kinds.documents.find((one) => one.of === of);
  if (kind === undefined) return texts.noKind;
  return kind.audiences.length > 0 && audience === '' ? texts.noAudience : null;
}

function faultOf(view: CaseView, copy: Copy, boxes: readonly Box[]): string | null {
  const bare = boxes.findIndex(({ reason }) => reason.trim() === '');
  if (boxes.length === 0) return texts.noBox;
  if (bare !== -1) return texts.noReason(bare + 1);
  return faultOfKind(view, copy) ?? (copy.title.trim() === '' ? texts.noTitle : null);
}
