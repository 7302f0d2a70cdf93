// What a case holds about one person is destroyed: the documents that are about nobody else, each under a key of its own, and then what
// the person's key seals. Each goes through the one function that destroys, with its certificate; what is refused stays, and so does the key
// of the person, by which whoever asks again finds the rest.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { allEntries, keyOfDocument } from '@casewright/engine/entries';
import { casesOfSubject } from '../store/cases-of-subject.ts';
import { programContext } from '../store/context.ts';
import { flight, rollback } from '../store/database.ts';
import { secretName } from '../store/keys.ts';
import { readCase } from '../store/read-case.ts';
import { placesOfMembers } from '../store/subject-files.ts';
import { memberName, traceOfMember } from '../store/trace-rows.ts';
import { TOMBSTONE } from '../store/seal-event.ts';
import {
  destroy,
  type DestroyDeps,
  type DestroyOutcome,
  type DestroyRefusal,
  type DestroyRequest,
  tryDestruction,
} from './destroy.ts';

export interface PersonToDestroy extends Omit<DestroyRequest, 'subject' | 'alongside'> {
  /** Whether a party of the case is this person, by who it is and by its own id. */
  readonly isTheirs: (subject: string, party: string) => boolean;
  /** Nothing is done, and it is said what would be. */
  readonly isTrial?: boolean;
}

export interface PartOfPerson {
  readonly kind: 'document' | 'person';
  /** By what the key is named: the first file of a document, or the id of somebody. */
  readonly subject: string;
}

export type PartOutcome =
  | DestroyOutcome
  /** It would be done. */
  | { readonly kind: 'possible' };

export interface PartDestroyed extends PartOfPerson {
  readonly outcome: PartOutcome;
}

/** Cases that hold something of somebody: where a key is theirs, or where they are a party. @param subject their id */
export async function casesOfPerson(
  { database, keys }: Pick<DestroyDeps, 'database' | 'keys'>,
  tenant: number,
  subject: string,
): Promise<readonly string[]> {
  const member = memberName((text) => keys.requestMac(tenant, text), subject);
  const [sealed, named] = await database.once(programContext(tenant, 'system.disposal'), [
    casesOfSubject(tenant, [subject, secretName(keys, tenant, subject)]),
    placesOfMembers(tenant, [traceOfMember(member)]),
  ]);
  return [...new Set([...sealed.rows, ...named.rows].map((row) => row.case_id))].toSorted();
}

/** In the order in which it was done; after what is refused nothing more is. Empty where the case holds nothing about them. */
export async function destroyPerson(deps: DestroyDeps, asked: PersonToDestroy): Promise<readonly PartDestroyed[]> {
  const { isTheirs: _whose, isTrial = false, ...request } = asked;
  const done: PartDestroyed[] = [];
  for (const part of await partsOfPerson(deps, asked)) {
    const of = { ...request, subject: part.subject };
    const outcome = isTrial ? trialOf(await tryDestruction(deps, of)) : await destroy(deps, of);
    if (outcome.kind === 'refused' && isNothing(outcome.refusal)) continue;
    done.push({ ...part, outcome });
    if (outcome.kind === 'refused') break;
  }
  return done;
}

/** Nothing is there, or nothing any more: not everybody in a case has a key, and whoever asks again finds what was done before. */
function isNothing({ code }: DestroyRefusal): boolean {
  return code === 'destroyed-already' || code === 'unknown-subject';
}

function trialOf(refusal: DestroyRefusal | null): PartOutcome {
  return refusal === null ? { kind: 'possible' } : { kind: 'refused', refusal };
}

async function partsOfPerson(
  { database, caseTypes }: DestroyDeps,
  { tenant, caseId, isTheirs }: PersonToDestroy,
): Promise<readonly PartOfPerson[]> {
  return database.transaction(programContext(tenant, 'system.disposal'), async (tx) => {
    const [found] = await flight(tx, [readCase(tenant, caseId)]);
    const [row] = found.rows;
    const caseType = row === undefined ? null : await caseTypes.byHash(tx, tenant, row.case_type_hash);
    rollback(tx);
    if (row === undefined || caseType === null) return [];
    // The store keeps exactly what the engine made.
    return partsIn(caseType, JSON.parse(row.state) as CaseState, isTheirs);
  });
}

/** Documents that name nobody else as whom they are about, and everybody in the case who is this person. */
export function partsIn(
  caseType: CaseType,
  state: CaseState,
  isTheirs: PersonToDestroy['isTheirs'],
): readonly PartOfPerson[] {
  const entries = Object.entries(allEntries(caseType, state));
  const people = entries.flatMap(([id, entry]) =>
    entry.kind === 'party' && entry.subject !== TOMBSTONE && isTheirs(entry.subject, id)
      ? [{ id, subject: entry.subject }]
      : [],
  );
  const own = new Set(people.map(({ id }) => id));
  const documents = entries.flatMap(([, entry]) => {
    if (entry.kind !== 'document') return [];
    const isAboutThem = entry.about.length > 0 && entry.about.every((party) => own.has(party));
    return isAboutThem ? (keyOfDocument(entry) ?? []) : [];
  });
  return [
    ...documents.map((subject) => ({ kind: 'document' as const, subject })),
    ...[...new Set(people.map(({ subject }) => subject))].map((subject) => ({ kind: 'person' as const, subject })),
  ];
}
