// A file that the program made and kept, with its key, as the step of an upload that somebody else brought would have it.
import { programContext } from '../store/context.ts';
import { readFile, readKeyOfFile } from '../store/stored-files.ts';
import { ABSENT, type OpenedStep, type StepOutcome } from './upload-step.ts';
import type { UploadDeps } from './upload-types.ts';

export type KeptView = OpenedStep;

/** Absent where its key was lawfully destroyed. */
export async function viewKept(
  { database, keys }: Pick<UploadDeps, 'database' | 'keys'>,
  tenant: number,
  file: string,
): Promise<StepOutcome<KeptView>> {
  const context = programContext(tenant, 'made-file');
  const [rows, wrapped] = await database.once(context, [readFile(tenant, file), readKeyOfFile(tenant, file)]);
  const [row, key] = [rows.rows[0], wrapped.rows[0]];
  if (row === undefined || key === undefined || row.state === 'disposed') return ABSENT;
  const owner = { tenant, caseId: row.case_id, subject: row.subject };
  return {
    kind: 'done',
    value: { row, documentKey: keys.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped }) },
  };
}
