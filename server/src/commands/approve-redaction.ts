// The approval of a redaction: what was approved is made, once, and filed as a document that is derived from the original. The copy is kept
// with the draft before it is filed, so whoever was cut off asks again and ends with one.
import { commit } from '../store/database.ts';
import { programContext } from '../store/context.ts';
import {
  approveRedaction,
  moveRedaction,
  openRedaction,
  type RedactionDraftRow,
  type RedactionWords,
} from '../store/redaction-drafts.ts';
import { readFile, rejectFile } from '../store/stored-files.ts';
import { lineOf } from './access-line.ts';
import { removeBytes, sealedFileOf } from './arriving-file.ts';
import { executeCommand, type CommandDeps } from './execute-command.ts';
import type { Overseer } from './oversee.ts';
import { makeCopy, type Redact } from './redact-version.ts';
import { viewKept } from './view-kept.ts';
import {
  digestOf,
  faultOfApproval,
  incompleteness,
  withRedaction,
  type RedactionStepAsked,
  type RedactionStepTaken,
} from './redaction-drafts.ts';
import { ABSENT, refused, type StepOutcome, type UploadRefusal } from './upload-step.ts';
import type { UploadDeps } from './upload-types.ts';

export type ApproveDeps = CommandDeps & UploadDeps & { readonly redact: Redact };

interface Approved {
  readonly row: RedactionDraftRow;
  readonly words: RedactionWords;
  readonly digest: string;
  /** Of the original. */
  readonly file: string;
  readonly mediaType: string;
}

export async function approveRedactionDraft(
  deps: ApproveDeps,
  by: Overseer,
  asked: RedactionStepAsked,
): Promise<StepOutcome<RedactionStepTaken>> {
  const approved = await approve(deps, by, asked);
  if (approved.kind !== 'done') return approved;
  const { row } = approved.value;
  const copy = row.copy === null ? await copyOf(deps, by, { asked, approved: approved.value }) : row.copy;
  return typeof copy === 'string' ? fileCopy(deps, by, { asked, approved: approved.value, copy }) : copy;
}

/** Who may, and that what they approve is what is there; the line says so before anything is made. */
function approve(deps: ApproveDeps, by: Overseer, asked: RedactionStepAsked): Promise<StepOutcome<Approved>> {
  const { principal } = by;
  const { tenant } = principal;
  const { caseId, draft } = asked;
  return withRedaction<Approved>(deps, by, {
    ...{ asked, copy: null },
    work: async (tx, found) => {
      const { row, version, people, documentKey } = found;
      const line = (action: string) => lineOf(deps, by, { action, caseIds: [caseId], denied: false });
      const refuseWith = async (refusal: UploadRefusal): Promise<StepOutcome<Approved>> => {
        await commit(tx, line('refused:approve-redaction'));
        return refused(refusal);
      };
      // Without a row `withRedaction` finds nothing, since no copy was named.
      if (row === null) return refuseWith('redaction-moved');
      const words = openRedaction(documentKey, { tenant, draft }, row.sealed);
      const digest = digestOf(found, row, words);
      const isAgain = row.state === 'approved' && row.approved_by === principal.person;
      const isReady = row.state === 'submitted' || (people === 1 && row.state === 'open') || isAgain;
      if (!isReady || row.version !== asked.version || asked.digest !== digest) return refuseWith('redaction-moved');
      const fault = faultOfApproval(principal, { ...found, row }) ?? incompleteness(words);
      if (fault !== null) return refuseWith(fault);
      await commit(tx, line('approve-redaction'));
      return { kind: 'done', value: { row, words, digest, file: version.file, mediaType: version.mediaType } };
    },
  });
}

interface Making {
  readonly asked: RedactionStepAsked;
  readonly approved: Approved;
}

/** Makes the copy and keeps it with the draft, unless somebody else did meanwhile. @returns its file */
async function copyOf(
  deps: ApproveDeps,
  by: Overseer,
  { asked: { caseId, draft }, approved: { row, words, file, mediaType } }: Making,
): Promise<string | StepOutcome<never>> {
  const { tenant, person } = by.principal;
  const original = await viewKept(deps, tenant, file);
  if (original.kind !== 'done') return original;
  const made = await makeCopy(deps, by, {
    ...{ caseId, kind: row.kind, audience: row.audience, mediaType, fractions: true },
    ...{ boxes: words.boxes, reasons: [...new Set(words.boxes.map(({ reason }) => reason))] },
    keepRecognised: words.keepRecognised,
    sealed: sealedFileOf(deps.store, { tenant, ...original.value }),
  });
  if (made.kind !== 'done') return made;
  const copy = made.value.row.file;
  const at = new Date(deps.nowMs()).toISOString();
  const from = row.state === 'open' ? 'open' : 'submitted';
  const approval = { version: row.version, from, approvedBy: person, copy, at } as const;
  const [kept] = await deps.database.once(programContext(tenant, 'approve-redaction'), [
    approveRedaction(tenant, draft, approval),
  ]);
  if (kept.count === 1) return copy;
  await giveUp(deps, tenant, copy);
  return refused('redaction-moved');
}

async function fileCopy(
  deps: ApproveDeps,
  by: Overseer,
  { asked, approved, copy }: Making & { readonly copy: string },
): Promise<StepOutcome<RedactionStepTaken>> {
  const { tenant } = by.principal;
  const { caseId, entry, content, draft, version } = asked;
  const { row, words, digest } = approved;
  const { kind: of, audience } = row;
  const derivedFrom = { entry, content, how: 'redaction' } as const;
  const filed = await executeCommand(deps, by.principal, {
    ...{ caseId, proof: by.proof, idempotencyKey: `redaction ${copy}` },
    command: { type: 'FileDocument', of, audience, title: words.title.trim(), file: copy, derivedFrom },
  });
  if (filed.kind === 'session-gone') return { kind: 'session-gone' };
  if (filed.kind === 'not-found') return ABSENT;
  if (filed.kind !== 'applied') return refused('redaction-unfiled');
  const at = new Date(deps.nowMs()).toISOString();
  await deps.database.once(programContext(tenant, 'approve-redaction'), [
    moveRedaction(tenant, draft, { version, from: 'approved', to: 'filed', sealed: row.sealed, at }),
  ]);
  const document = 'entry' in filed.event ? filed.event.entry : null;
  return { kind: 'done', value: { draft, state: 'filed', version, digest, filed: document } };
}

/** A copy that nobody files. What cannot be removed now is found by the sweep. */
async function giveUp(deps: ApproveDeps, tenant: number, file: string): Promise<void> {
  const at = new Date(deps.nowMs()).toISOString();
  const [rows] = await deps.database.once(programContext(tenant, 'approve-redaction'), [
    readFile(tenant, file),
    rejectFile(tenant, file, { reason: 'given-up', said: null, at }),
  ]);
  const [row] = rows.rows;
  if (row !== undefined) await removeBytes(deps, tenant, row);
}
