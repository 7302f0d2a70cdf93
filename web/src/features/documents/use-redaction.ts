// Has a redacted copy made and files it. What is made and cannot be filed yet is kept, so that filing is tried again without making it anew.
import { useRef, useState } from 'react';
import { fileDocument, makeRedactedCopy, type VersionPlace } from '../../client/documents.ts';
import { RequestFailed } from '../../client/request.ts';
import type { CaseView } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { enRedaction as texts } from '../../texts/en-redaction.ts';
import { problemText, textOf } from '../../ui/problem-text.ts';
import type { Copy } from './redact-copy.tsx';
import type { Box } from './redact-boxes.ts';

export interface Redaction {
  readonly isBusy: boolean;
  readonly wrong: string | null;
  readonly attempt: number;
  /** Id of the file that was filed. */
  readonly file: string | null;
  readonly make: (copy: Copy, boxes: readonly Box[]) => Promise<void>;
}

export function useRedaction(view: CaseView, place: VersionPlace): Redaction {
  const act = useAct();
  const made = useRef<{ readonly asked: string; readonly file: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ readonly attempt: number; readonly wrong: string | null }>(NOT_REFUSED);
  const [file, setFile] = useState<string | null>(null);
  const refuse = (wrong: string): void => setRefused(({ attempt }) => ({ attempt: attempt + 1, wrong }));

  async function fileOf({ of, audience }: Copy, boxes: readonly Box[]): Promise<string | null> {
    const said = { of, audience: audience === '' ? null : audience, boxes: boxes.map(boxAsked) };
    const asked = JSON.stringify(said);
    if (made.current?.asked === asked) return made.current.file;
    const upload = await makeRedactedCopy(place, said);
    if (upload.refused !== null) {
      refuse(upload.refused.reason ?? upload.refused.code);
      return null;
    }
    made.current = { asked, file: upload.file };
    return upload.file;
  }

  async function makeOnce(copy: Copy, boxes: readonly Box[]): Promise<void> {
    const found = await fileOf(copy, boxes);
    if (found === null) return;
    const audience = copy.audience === '' ? null : copy.audience;
    const { entry, content } = place;
    const redactedFrom = { entry, content };
    const filing = { of: copy.of, audience, title: copy.title.trim(), file: found, receivedOn: null, redactedFrom };
    const result = await act.perform(fileDocument(view.caseId, filing));
    if ('problem' in result) return refuse(textOf(result.problem));
    setFile(found);
  }

  async function make(copy: Copy, boxes: readonly Box[]): Promise<void> {
    const fault = faultOf(view, copy, boxes);
    if (fault !== null) return refuse(fault);
    setRefused(NOT_REFUSED);
    setBusy(true);
    try {
      await makeOnce(copy, boxes);
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      refuse(problemText(error));
    } finally {
      setBusy(false);
    }
  }
  return { isBusy, ...refused, file, make };
}

const NOT_REFUSED = { attempt: 0, wrong: null };

function boxAsked({ page, x, y, width, height, reason }: Box) {
  return { page, x, y, width, height, reason: reason.trim() };
}

function faultOf({ kept }: CaseView, { of, audience, title }: Copy, boxes: readonly Box[]): string | null {
  const kind = kept.kinds.documents.find((one) => one.of === of);
  const bare = boxes.findIndex(({ reason }) => reason.trim() === '');
  if (boxes.length === 0) return texts.noBox;
  if (bare !== -1) return texts.noReason(bare + 1);
  if (kind === undefined) return texts.noKind;
  if (kind.audiences.length > 0 && audience === '') return texts.noAudience;
  return title.trim() === '' ? texts.noTitle : null;
}
