// The file of what is held about a person as it goes out over the wire: the bag that the command line writes, made in a folder of its own that is
// gone afterwards, as one ZIP. What is not on record did not go out.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Overseer } from '../commands/oversee.ts';
import type { AskedExport, SubjectExport, SubjectFileDoors } from '../commands/subject-doors.ts';
import { recordSubjectGiven, type SubjectFileAnswer, type SubjectFileDeps } from '../commands/subject-file.ts';
import { agencyName } from '../store/agency-name.ts';
import { programContext } from '../store/context.ts';
import { type ItemToGive, writeSubjectBag } from './subject-bag.ts';
import { zipOfFolder } from './write-zip.ts';

/** More is taken where the installation is kept. */
const MOST_BYTES = 64 * 1024 * 1024;

type Refusal = Extract<SubjectFileAnswer<unknown>, { readonly kind: 'refused' }>['refusal'];

/** What goes out, as the queries say it to somebody who may give it out. */
type ToGive =
  | { readonly refusal: Refusal }
  | {
      readonly refusal: null;
      readonly list: string;
      readonly gone: number;
      readonly approvedBy: readonly string[];
      readonly items: readonly ItemToGive[];
    };

type Asked<V> =
  | { readonly kind: 'answer'; readonly view: V }
  | { readonly kind: 'absent' | 'invalid-cursor' | 'session-gone' };

interface ExportDeps extends SubjectFileDeps {
  /** The questions that it asks. */
  readonly queries: {
    readonly subjectFiles: {
      readonly give: (
        by: Overseer,
        asked: { readonly fileId: string; readonly hash: string; readonly requestCase: string },
      ) => Promise<Asked<ToGive>>;
    };
    readonly findCase: (by: Overseer, name: string) => Promise<Asked<{ readonly reference: string }>>;
  };
}

/** Gives out a file that was approved as it is, to somebody who may read all of it. */
async function exportSubjectFile(
  deps: ExportDeps,
  by: Overseer,
  { requestCase, fileId, hash, language }: AskedExport,
): Promise<SubjectFileAnswer<SubjectExport>> {
  const answer = await deps.queries.subjectFiles.give(by, { fileId, hash, requestCase });
  if (answer.kind === 'session-gone') return { kind: 'session-gone' };
  if (answer.kind !== 'answer') return { kind: 'absent' };
  const { view } = answer;
  if (view.refusal !== null) return { kind: 'refused', refusal: view.refusal };
  const folder = await mkdtemp(join(tmpdir(), 'casewright-subject-'));
  try {
    const named = await deps.queries.findCase(by, requestCase);
    const request = named.kind === 'answer' ? named.view.reference : requestCase;
    const { list, gone, approvedBy, items } = view;
    const on = new Date(deps.nowMs()).toISOString().slice(0, 10);
    const { tenant } = by.principal;
    const [agencies] = await deps.database.once(programContext(tenant, 'subject-file'), [agencyName(tenant)]);
    const agency = agencies.rows[0]?.name ?? '';
    const bag = await writeSubjectBag({
      ...{ folder, agency, request, fileId, list, gone, approvedBy, on },
      language,
      items,
    });
    const name = `subject-file-${on}`;
    const zip = await zipOfFolder(folder, name, MOST_BYTES);
    if (zip === null) return { kind: 'refused', refusal: { code: 'file-too-large' } };
    const done = await recordSubjectGiven(deps, by, { fileId, hash, bag });
    return done.kind === 'done'
      ? { kind: 'done', value: { name: `${name}.zip`, bag, items: items.length, zip } }
      : done;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** For whoever wires the doors. */
export function openGivingOut(deps: ExportDeps): SubjectFileDoors['exportSubjectFile'] {
  return (by, asked) => exportSubjectFile(deps, by, asked);
}
