// Brings files one after the other and files each as soon as it is there. What is refused or breaks off does not keep the others back.
import { useRef, useState } from 'react';
import type { Act } from '../../client/acts.ts';
import { fileDocument, moveDocument } from '../../client/documents.ts';
import { RequestFailed } from '../../client/request.ts';
import { bringFile } from '../../client/uploads.ts';
import { useAct, type Performed } from '../../client/use-act.ts';
import { documentsTexts as texts } from '#texts/documents';
import { problemText, textOf } from '../../ui/problem-text.ts';
import type { FileRow, KeptRow } from './file-row.ts';

type Change = (key: string, change: Partial<FileRow>) => void;

export interface BringFiles {
  readonly isBusy: boolean;
  /** @returns how many are filed */
  readonly bring: (rows: readonly FileRow[]) => Promise<number>;
  readonly stop: () => void;
}

export function useBringFiles(caseId: string, document: KeptRow | null, change: Change): BringFiles {
  const act = useAct();
  const stopping = useRef<AbortController | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function bringOne(row: FileRow, signal: AbortSignal): Promise<boolean> {
    change(row.key, { state: 'sending', said: null });
    const audience = row.audience === '' ? null : row.audience;
    const asked = { caseId, of: row.of, audience, document: document?.entry ?? null, file: row.file };
    const upload = await bringFile(asked, {
      onProgress: (share) => change(row.key, { share }),
      onSent: () => change(row.key, { state: 'checking', share: 1 }),
      signal,
    });
    if (upload.refused !== null) {
      change(row.key, { state: 'refused', said: upload.refused.reason ?? upload.refused.code });
      return false;
    }
    change(row.key, { state: 'filing' });
    await row.keeper.pause();
    const performed = await act.perform({ ...actOf(row, upload.file, { caseId, document }), unsent: row.place });
    if ('answer' in performed) row.keeper.sent();
    else row.keeper.resume();
    const said = upload.found?.warnings.map((code) => texts.warning(code)).join(' ') ?? '';
    return settle(row, performed, said);
  }

  function settle(row: FileRow, performed: Performed, said: string): boolean {
    if ('problem' in performed) {
      change(row.key, { state: 'failed', said: textOf(performed.problem) });
      return false;
    }
    change(row.key, { state: 'filed', said: said === '' ? null : said });
    return true;
  }

  async function bring(rows: readonly FileRow[]): Promise<number> {
    const stop = new AbortController();
    stopping.current = stop;
    setBusy(true);
    let filed = 0;
    for (const row of rows) {
      try {
        if (!stop.signal.aborted && (await bringOne(row, stop.signal))) filed += 1;
      } catch (error) {
        const isStopped = error instanceof DOMException || stop.signal.aborted;
        if (!isStopped && !(error instanceof RequestFailed)) throw error;
        const why = isStopped ? '' : `${problemText(error)} `;
        change(row.key, { state: 'failed', said: `${why}${texts.add.kept}` });
      }
    }
    setBusy(false);
    return filed;
  }

  return { isBusy, bring, stop: () => stopping.current?.abort() };
}

function actOf(
  row: FileRow,
  file: string,
  { caseId, document }: { readonly caseId: string; readonly document: KeptRow | null },
): Act {
  const audience = row.audience === '' ? null : row.audience;
  const receivedOn = row.receivedOn === '' ? null : row.receivedOn;
  if (document === null)
    return fileDocument(caseId, { of: row.of, audience, title: row.title.trim(), file, receivedOn });
  const body = { of: document.of, ...(document.audience === null ? {} : { audience: document.audience }), file };
  return moveDocument(caseId, { entry: document.entry, move: 'add-version', body });
}
