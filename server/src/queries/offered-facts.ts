// Facts that other cases of the same people have on record, offered in a case for the fields of a form that have none. Only what
// whoever asks may read where it stands, and what may serve the purpose for which it is needed here; of anything else it is not said
// that it is there. Each case of which something is offered is on record as looked at.
import { inWords, languageFor, type Language } from '@casewright/engine/sentences';
import type { CaseState, FieldValue } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { definitionOf } from '@casewright/engine/plan';
import { type CorrectionFace, cutToParts } from '@casewright/engine/view';
import type { CaseTypes as CaseTypesOfStore } from '../store/case-types.ts';
import type { Database } from '../store/database.ts';
import { findFacts, type FactOnOffer } from '../store/find-facts.ts';
import type { KeyProvider } from '../store/keys.ts';
import { readCase, type CaseRecord } from '../store/read-case.ts';
import { readablePartsOf, shownParts } from '../store/readable-parts-of.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { following } from './at-once.ts';
import { allSpokenTo, spokenTo, type CaseTypes } from './case-types.ts';
import { namesOf } from './names-of.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface OfferedFactView {
  readonly field: string;
  readonly label: string;
  readonly value: FieldValue;
  readonly from: {
    readonly caseId: string;
    readonly reference: string;
    /** Title of the kind of case. */
    readonly title: string;
    readonly version: number;
  };
  /** Null, both, where what happened would tell of what may not be read there. */
  readonly collectedAt: string | null;
  readonly collectedBy: string | null;
  /** For what it is needed here, and under which law it may serve that. */
  readonly purpose: string;
  readonly authority: string;
  /** Why it may not be taken, in a sentence about consent; then its value is null. */
  readonly refused: string | null;
  /** What is said there of it being wrong. */
  readonly corrections: readonly OfferedCorrection[];
}

export interface OfferedCorrection {
  readonly standing: CorrectionFace['standing'];
  readonly words: string;
  readonly on: string;
  readonly authority: string;
}

export interface OfferedFactsView {
  readonly items: readonly OfferedFactView[];
}

export interface OfferedFactsOptions {
  readonly caseId: string;
  /** A task of the case, whose form asks; undefined: every field of the case. */
  readonly task: string | undefined;
  readonly nowMs: number;
  readonly database: Database;
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
  readonly stored: CaseTypesOfStore;
}

export function showOfferedFacts(
  send: SendReading,
  reader: Reader,
  options: OfferedFactsOptions,
): Promise<ReadAnswer<OfferedFactsView>> {
  const { principal } = reader;
  const { caseId, task } = options;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'offer-facts',
    asked: [caseId],
    filter: task ?? '',
    statements: [readCase(principal.tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found]) => {
      const row = requireRow(found.rows);
      return following(options.caseTypes.byHash(principal, row.case_type_hash), (caseType) =>
        offered(reader, options, { row, caseType: spokenTo(reader, caseType) }),
      );
    },
  });
}

interface Target {
  readonly row: CaseRecord;
  readonly caseType: CaseType;
}

async function offered(
  reader: Reader,
  options: OfferedFactsOptions,
  { row, caseType }: Target,
): Promise<Shown<OfferedFactsView>> {
  const { tenant, person, holding, scope } = reader.principal;
  const { caseId, task, database, keys, stored, nowMs } = options;
  // The store keeps exactly what the engine made.
  const state = JSON.parse(row.state) as CaseState;
  const parts = readablePartsOf(row, caseType);
  const asked = {
    ...{ tenant, caseId, target: { caseType, state, parts }, scope: scope?.caseTypes ?? null },
    now: new Date(nowMs).toISOString(),
    fields: task === undefined ? null : fieldsOf(caseType, task),
  };
  const facts = await database.transaction({ tenant, person, holding }, (tx) =>
    findFacts({ keys, caseTypes: stored }, tx, asked),
  );
  const actors = facts.flatMap(({ collected }) => collected?.actor ?? []);
  const known = await namesOf(options, { tenant, person, holding }, actors);
  const kinds = await options.caseTypes.byName(reader.principal, new Set(facts.map(({ from }) => from.caseType)));
  const language = languageFor(reader.languages);
  const items = facts.map((fact) => faceOf(fact, { caseType, known, kinds: allSpokenTo(reader, kinds), language }));
  const sources = new Set(items.map(({ from }) => from.caseId));
  // Each fact was held against the parts of its own case and of this one.
  return { view: cutToParts(parts, () => ({ items })), ...shownParts(parts), caseIds: [caseId, ...sources] };
}

function fieldsOf({ items, forms }: CaseType, task: string): readonly string[] {
  const form = forms.get(items.get(definitionOf(task))?.task?.form ?? '');
  return (form?.fields ?? []).map(({ field }) => field);
}

interface Words {
  readonly caseType: CaseType;
  /** Names of people by id. */
  readonly known: ReadonlyMap<string, string>;
  readonly kinds: ReadonlyMap<string, CaseType>;
  readonly language: Language;
}

function faceOf(
  { field, value, authority, from, collected, refused, corrections }: FactOnOffer,
  { caseType, known, kinds, language }: Words,
): OfferedFactView {
  const { caseId, reference, version } = from;
  const definition = caseType.fields.get(field);
  return {
    ...{ field, label: definition?.label ?? field, value: refused === null ? value : null, authority },
    refused: refused === null ? null : inWords(refused, language),
    corrections: corrections.map((one) => ({
      ...{ standing: one.standing, words: one.words, on: one.on, authority: one.authority },
    })),
    from: { caseId, reference, version, title: kinds.get(from.caseType)?.title ?? from.caseType },
    collectedAt: collected?.occurred ?? null,
    collectedBy: collected === null ? null : (known.get(collected.actor) ?? collected.actor),
    purpose: definition?.fact?.neededFor ?? '',
  };
}
