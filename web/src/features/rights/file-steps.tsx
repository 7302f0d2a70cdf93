// How far a file is, and the steps that are left: putting on it what came since, approving it as it is by its hash, and giving it out.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { RequestFailed } from '../../client/request.ts';
import {
  approveFile,
  completeFile,
  exportFile,
  type FilePlace,
  RIGHTS_KEY,
  type SubjectFile,
  type SubjectFileExported,
} from '../../client/rights.ts';
import { saveFile } from '../../client/save-file.ts';
import type { Problem } from '../../client/types.ts';
import { rightsTexts as words } from '#texts/rights';
import { appTexts } from '#texts/app';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { COLON } from '../../ui/locale.ts';
import { Notice } from '../../ui/notice.tsx';
import { textOf } from '../../ui/problem-text.ts';

export function FileSteps({ place, file }: { readonly place: FilePlace; readonly file: SubjectFile }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { whole } = file;

  async function take(step: () => Promise<string>): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      announce(await step());
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      setProblem(error.problem);
    } finally {
      await client.invalidateQueries({ queryKey: RIGHTS_KEY });
      setBusy(false);
    }
  }

  const refusal = whole?.refusal ?? null;
  return (
    <>
      {problem === null ? null : (
        <Notice tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(problem)}</p>
        </Notice>
      )}
      <Standing file={file} />
      <p className="page-actions">
        <Button busy={busy} onClick={() => void take(async () => words.completed((await completeFile(place)).added))}>
          {words.complete}
        </Button>
        {whole !== null && refusal !== null ? (
          <Button
            busy={busy}
            onClick={() =>
              void take(async () => {
                await approveFile(place, whole.list);
                return words.approved;
              })
            }
          >
            {words.approve}
          </Button>
        ) : null}
        {whole !== null && refusal === null ? (
          <Button
            busy={busy}
            look="primary"
            onClick={() => void take(async () => words.gaveOut(save(await exportFile(place, whole.list))))}
          >
            {words.giveOut}
          </Button>
        ) : null}
      </p>
    </>
  );
}

/** Whether it can go out, and what became of it so far. */
function Standing({ file: { whole, approvals, given } }: { readonly file: SubjectFile }) {
  const refusal = whole?.refusal ?? null;
  return (
    <>
      {whole === null ? null : refusal === null ? (
        <Notice tone="good" title={words.ready} />
      ) : (
        <Notice tone="info" title={words.notReady}>
          <p>{words.refusals[refusal.code] ?? refusal.code}</p>
        </Notice>
      )}
      {whole === null || whole.hidden === 0 ? null : <Notice tone="warn" title={words.hidden(whole.hidden)} />}
      {whole === null ? null : (
        <p>
          {words.hash}
          {COLON}
          <code className="watch-id">{whole.list}</code>
        </p>
      )}
      <ul>
        {approvals.map(({ person, at }) => (
          <li key={`${person} ${at}`}>{words.approvedBy(person, formatOccurred(at))}</li>
        ))}
        {given.map(({ by, at, bag }) => (
          <li key={bag}>{words.gaveBy(by, formatOccurred(at))}</li>
        ))}
      </ul>
    </>
  );
}

/** @returns what the archive is called */
function save({ name, zip }: SubjectFileExported): string {
  const bytes = Uint8Array.from(atob(zip), (character) => character.charCodeAt(0));
  saveFile(name, bytes, 'application/zip');
  return name;
}
