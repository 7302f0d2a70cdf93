// Why something in a case is as it is: why a step is there or does not go on, and why a date is that date. Whatever rests on a part that
// the reader may not read is said without it.
import { explainClock, type CaseEvent, type CaseState } from '@casewright/engine/case';
import { SHIPPED_HOLIDAYS } from '@casewright/engine/calendar';
import { saidOf } from '@casewright/engine/clocks';
import type { CaseType } from '@casewright/engine/definition';
import { definitionOf } from '@casewright/engine/plan';
import { inWords, languageFor, type Language } from '@casewright/engine/sentences';
import {
  askWhyAvailable,
  askWhyBegun,
  cutToParts,
  mayReadClock,
  mayReadWords,
  type CutToParts,
  type ReadableParts,
} from '@casewright/engine/view';
import { currentHolidayTable } from '../store/holiday-table.ts';
import { parseHolidays } from '../store/holidays.ts';
import type { KeyProvider } from '../store/keys.ts';
import { loadKeys } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import { readablePartsOf, shownParts } from '../store/readable-parts-of.ts';
import { readCase } from '../store/read-case.ts';
import { readEvents, type EventRow } from '../store/read-events.ts';
import type { CaseKeys } from '../store/seal-event.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import { stateOf } from './access-world-of.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { following } from './at-once.ts';
import { spokenTo, type CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface WhyItemView {
  readonly item: string;
  readonly title: string;
  readonly state: string;
  /** Sentences: what keeps it from going on, in the smallest set from which that follows. Empty where nothing does. */
  readonly hindered: readonly string[];
  /** Sentences: what brought it where it is. Empty where it was never there, or nobody may know. */
  readonly begun: readonly string[];
}

export interface WhyClockView {
  readonly clock: string;
  readonly title: string;
  readonly law: string;
  readonly dueOn: string | null;
  /** How the date was reckoned, a sentence for each step. */
  readonly steps: readonly string[];
  /** What moved it, and the date that it would be without that; null where there would be none. */
  readonly causes: readonly { readonly says: string; readonly otherwise: string | null }[];
}

/** Beyond any case that people work on; of one that is longer it is not said what brought a step there. */
const MOST_EVENTS = 20_000;

export interface WhyItemOptions {
  readonly caseId: string;
  readonly item: string;
  readonly caseTypes: CaseTypes;
  readonly keys: KeyProvider;
}

export function showWhyItem(
  send: SendReading,
  reader: Reader,
  { caseId, item, caseTypes, keys }: WhyItemOptions,
): Promise<ReadAnswer<WhyItemView>> {
  const { tenant } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'explain-item',
    asked: [caseId],
    statements: [
      readCase(tenant, caseId),
      readEvents({ tenant, caseId, from: 0, limit: MOST_EVENTS + 1 }),
      loadKeys(tenant, caseId),
    ],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found, events, wrapped]) => {
      const row = requireRow(found.rows);
      return following(caseTypes.byHash(reader.principal, row.case_type_hash), (caseType) => {
        const parts = readablePartsOf(row, caseType);
        const known = unwrapKeys(keys, { tenant, caseId }, wrapped.rows);
        const happened = events.count > MOST_EVENTS ? null : eventsIn(events.rows, known, tenant);
        const language = languageFor(reader.languages);
        const view = whyItem(spokenTo(reader, caseType), stateOf(row.state), { item, parts, happened, language });
        return view === null ? null : { view, ...shownParts(parts), caseIds: [caseId] };
      });
    },
  });
}

interface AskedItem {
  readonly item: string;
  readonly parts: ReadableParts;
  /** Null where not all of them can be read. */
  readonly happened: readonly CaseEvent[] | null;
  readonly language: Language;
}

function whyItem(
  caseType: CaseType,
  state: CaseState,
  { item, parts, happened, language }: AskedItem,
): CutToParts<WhyItemView> | null {
  const why = askWhyAvailable(caseType, state, { of: item, parts });
  if (why === null) return null;
  const begun = happened === null ? null : askWhyBegun(caseType, happened, { of: why.instance ?? item, parts });
  return cutToParts(parts, () => ({
    ...{ item, title: caseType.items.get(definitionOf(item))?.title ?? item, state: why.state },
    hindered: why.causes.map(({ sentence }) => inWords(sentence, language)),
    begun: begun === null ? [] : [...new Set(begun.causes.map(({ sentence }) => inWords(sentence, language)))],
  }));
}

/** Null where one of them cannot be opened any more. */
function eventsIn(rows: readonly EventRow[], keys: CaseKeys, tenant: number): readonly CaseEvent[] | null {
  const events: CaseEvent[] = [];
  for (const { seq, type, occurred, payload, case_id: caseId } of rows) {
    const opened = openEvent({ tenant, caseId, seq, type, occurred, payload }, keys);
    if (opened.kind === 'destroyed') return null;
    if (opened.kind === 'event') events.push(opened.event);
  }
  return events;
}

export interface WhyClockOptions {
  readonly caseId: string;
  readonly clock: string;
  readonly caseTypes: CaseTypes;
}

export function showWhyClock(
  send: SendReading,
  reader: Reader,
  { caseId, clock, caseTypes }: WhyClockOptions,
): Promise<ReadAnswer<WhyClockView>> {
  const { tenant } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'read-case' },
    name: 'explain-clock',
    asked: [caseId],
    statements: [readCase(tenant, caseId), currentHolidayTable(tenant)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found, tables]) => {
      const row = requireRow(found.rows);
      return following(caseTypes.byHash(reader.principal, row.case_type_hash), (caseType) => {
        const parts = readablePartsOf(row, caseType);
        // Of a clock that may not be known nothing is said, as of one that there is not. Its steps carry words that people wrote.
        if (!mayReadClock(caseType, clock, parts) || !mayReadWords(parts)) return null;
        const [own] = tables.rows;
        const holidays = own === undefined ? SHIPPED_HOLIDAYS : parseHolidays(own.days);
        const spoken = spokenTo(reader, caseType);
        const language = languageFor(reader.languages);
        const explained = explainClock(spoken, stateOf(row.state), { clock, holidays });
        const definition = spoken.clocks.get(clock);
        if (explained === null || definition === undefined) return null;
        const { steps, why } = explained;
        const view = cutToParts(parts, () => ({
          ...{ clock, title: definition.title, law: definition.law.reference },
          dueOn: 'problem' in steps ? null : steps.dueOn,
          steps: ('problem' in steps ? [saidOf(steps.problem)] : steps.said).map((one) => inWords(one, language)),
          causes:
            'problem' in why
              ? []
              : why.causes.map(({ sentence, otherwise }) => ({ says: inWords(sentence, language), otherwise })),
        }));
        return { view, ...shownParts(parts), caseIds: [caseId] };
      });
    },
  });
}
