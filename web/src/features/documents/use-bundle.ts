// Has a bundle made and files it, and records for whom it was that they were given what is in it. What is made and cannot be filed yet is
// kept, so that filing is tried again without making it anew.
import { useEffect, useRef, useState } from 'react';
import { askProgress, discloseDocument, fileBundle, makeBundle, type BundleToMake } from '../../client/bundles.ts';
import { RequestFailed } from '../../client/request.ts';
import type { CaseView } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { bundlesTexts as texts } from '#texts/bundles';
import { problemText, textOf } from '../../ui/problem-text.ts';
import { wordsOf } from './bundle-draft.ts';

export interface ToRecord {
  readonly duty: string;
  readonly party: string;
}

export interface BundleMaking {
  readonly isBusy: boolean;
  readonly progress: { readonly done: number; readonly of: number } | null;
  readonly wrong: string | null;
  readonly attempt: number;
  readonly refuse: (wrong: string) => void;
  /** What was refused is being changed. */
  readonly forget: () => void;
  /** @param record under which duty and to whom it is recorded as given; null: nothing is recorded */
  readonly make: (asked: BundleToMake, record: ToRecord | null) => Promise<void>;
  readonly filed: { readonly file: string; readonly recorded: number } | null;
}

const LOOK_MS = 2_000;
const NOT_REFUSED = { attempt: 0, wrong: null };

/** The form in which it is put together. */
export interface BundleForm {
  readonly place: string;
  readonly sending: <T>(work: () => Promise<T>, isTaken: (result: T) => boolean) => Promise<T>;
}

export function useBundle(view: CaseView, { place, sending }: BundleForm): BundleMaking {
  const act = useAct();
  const made = useRef<{ readonly asked: string; readonly file: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [filed, setFiled] = useState<BundleMaking['filed']>(null);
  const progress = useProgress(view.caseId, isBusy);
  const { refused, refuse, forget } = useRefusal();

  async function fileOf(asked: BundleToMake): Promise<string | null> {
    const said = JSON.stringify(asked);
    if (made.current?.asked === said) return made.current.file;
    const upload = await makeBundle(view.caseId, asked);
    if (upload.refused !== null) {
      refuse(upload.refused.reason ?? upload.refused.code);
      return null;
    }
    made.current = { asked: said, file: upload.file };
    return upload.file;
  }

  async function recordAll(asked: BundleToMake, { duty, party }: ToRecord): Promise<number> {
    let count = 0;
    for (const { entry, content } of asked.sections.flatMap(({ documents }) => documents)) {
      const document = view.kept.documents.find((one) => one.entry === entry);
      if (document?.due.some((one) => one.duty === duty && one.party === party) !== true) continue;
      const { of, audience } = document;
      const given = await act.perform(discloseDocument(view.caseId, { of, audience, entry, content, duty, to: party }));
      if ('problem' in given) refuse(texts.notRecorded(wordsOf(view, entry)));
      else count += 1;
    }
    return count;
  }

  async function makeOnce(asked: BundleToMake, record: ToRecord | null): Promise<void> {
    const file = await fileOf(asked);
    const [first] = asked.sections.flatMap(({ documents }) => documents);
    if (file === null || first === undefined) return;
    await sending(async () => {
      const filing = { ...fileBundle(view.caseId, { ...asked, file, first }), unsent: place };
      const result = await act.perform(filing);
      if ('problem' in result) refuse(textOf(result.problem));
      else setFiled({ file, recorded: record === null ? 0 : await recordAll(asked, record) });
      return 'answer' in result;
    }, Boolean);
  }

  async function make(asked: BundleToMake, record: ToRecord | null): Promise<void> {
    forget();
    setBusy(true);
    try {
      await makeOnce(asked, record);
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      refuse(problemText(error));
    } finally {
      setBusy(false);
    }
  }
  return { isBusy, progress, ...refused, refuse, forget, make, filed };
}

function useRefusal() {
  const [refused, setRefused] = useState<{ readonly attempt: number; readonly wrong: string | null }>(NOT_REFUSED);
  return {
    refused,
    refuse: (wrong: string): void => setRefused(({ attempt }) => ({ attempt: attempt + 1, wrong })),
    forget: (): void => setRefused(NOT_REFUSED),
  };
}

/** Asked for now and then while it is made; that it is not known is no fault. */
function useProgress(caseId: string, isBusy: boolean): BundleMaking['progress'] {
  const [progress, setProgress] = useState<BundleMaking['progress']>(null);
  useEffect(() => {
    if (!isBusy) return;
    const timer = setInterval(() => {
      askProgress(caseId).then(setProgress, () => setProgress(null));
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      setProgress(null);
    };
  }, [caseId, isBusy]);
  return progress;
}
