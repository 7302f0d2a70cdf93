// One case of a sample, for whoever reviews it: the questions, what was found, and who worked on the case as far as the reader may know of it.
import { stoodInFor, withoutCaseFile } from '@casewright/engine/policy';
import { isEventHidden, type ReadableParts } from '@casewright/engine/view';
import { programContext } from '../store/context.ts';
import { loadKeys } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import { readCase, type CaseRecord } from '../store/read-case.ts';
import { readEvents, type EventRow } from '../store/read-events.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { mayKnowOfOutcome } from '../store/sample-population.ts';
import { isWork } from '../store/samples.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import type { CaseKeys } from '../store/seal-event.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { namesOf } from './names-of.ts';
import type { SendReading } from './read-flights.ts';
import { findingsIn, reviewOf, sampleFor, type ReviewView, type SampleDoorsOfQueries } from './samples.ts';
import type { Reader } from './sessions.ts';

export interface SampledCaseView {
  readonly sample: string;
  readonly caseId: string;
  readonly reference: string;
  readonly questions: readonly string[];
  /** Names of those who worked on it, of what the reader may know. */
  readonly workedOn: readonly string[];
  readonly isOwnWork: boolean;
  readonly review: ReviewView | null;
}

/** Events that are looked at for who did them. */
const MOST_EVENTS = 2_000;

export interface SampledCaseAsked {
  readonly doors: SampleDoorsOfQueries;
  readonly sample: string;
  readonly caseId: string;
}

export function showSampledCase(
  send: SendReading,
  reader: Reader,
  { doors, sample, caseId }: SampledCaseAsked,
): Promise<ReadAnswer<SampledCaseView>> {
  const { tenant } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'read-sampled-case',
    asked: [caseId],
    filter: sample,
    statements: [
      readCase(tenant, caseId),
      readEvents({ tenant, caseId, from: 0, limit: MOST_EVENTS }),
      loadKeys(tenant, caseId),
    ],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: async ([found, events, wrapped]) => {
      const [record] = found.rows;
      const isOf = await sampleFor(doors, reader, sample);
      if (record === undefined || isOf === null || !isOf.row.members.includes(caseId)) return null;
      const caseType = await doors.caseTypes.byHash(reader.principal, record.case_type_hash);
      if (!mayKnowOfOutcome(record, isOf.row, caseType)) return null;
      const keys = unwrapKeys(doors.keys, { tenant, caseId }, wrapped.rows);
      const at = { doors, reader, caseId, keys, parts: readablePartsOf(record, caseType) };
      const people = await workedOn(at, events.rows);
      const { findings, worked } = await findingsIn(doors, reader, { sample, caseIds: [caseId] });
      const [finding] = findings;
      const names = await namesOf(doors, programContext(tenant, 'read-sampled-case'), [
        ...people,
        ...findings.map((one) => one.reviewed_by),
      ]);
      const view: SampledCaseView = {
        ...{ sample, caseId, reference: referenceOf(record), isOwnWork: worked.has(caseId) },
        // Only `wholeSample` writes them.
        questions: JSON.parse(isOf.row.questions) as readonly string[],
        workedOn: people.flatMap((person) => names.get(person) ?? []).toSorted(),
        review: reviewOf(finding, keys.ofCase?.key, { reader, names, sample }),
      };
      return { view: withoutCaseFile(view), caseIds: [caseId] };
    },
  });
}

function referenceOf({ state }: CaseRecord): string {
  // The store keeps exactly what the engine made.
  return (JSON.parse(state) as { readonly reference: string }).reference;
}

interface Looking {
  readonly doors: SampleDoorsOfQueries;
  readonly reader: Reader;
  readonly caseId: string;
  readonly keys: CaseKeys;
  readonly parts: ReadableParts;
}

/** Ids of those who did something, or for whom it was done, in events that the reader may know of. */
async function workedOn(
  { doors, reader, caseId, keys, parts }: Looking,
  rows: readonly EventRow[],
): Promise<readonly string[]> {
  const { principal } = reader;
  const people = new Set<string>();
  for (const row of rows.filter(({ type }) => isWork(type))) {
    const { seq, type, occurred, payload, actor, authority } = row;
    const opened = openEvent({ tenant: principal.tenant, caseId, seq, type, occurred, payload }, keys);
    // What was destroyed of a person is told of by nobody.
    if (opened.kind !== 'event') continue;
    const caseType = await doors.caseTypes.byHash(principal, row.case_type_hash);
    if (isEventHidden(caseType, opened.event, parts)) continue;
    people.add(actor);
    const colleague = stoodInFor(authority);
    if (colleague !== null) people.add(colleague);
  }
  return [...people];
}
