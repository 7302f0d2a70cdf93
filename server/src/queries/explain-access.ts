// Why somebody may read a case or a part of it, and who else may: the rules asked again over everything that is known, now or
// as of a day. Nothing is named that the asker may not know of.
import { managerOf, type CaseType } from '@casewright/engine/definition';
import {
  explainAccess,
  explainFact,
  factsById,
  nameIn,
  whyAccess,
  SEAT_RULE,
  type AccessDecision,
  type AccessNames,
  type Admitted,
  type ExplainedAccess,
  type ExplainedFact,
} from '@casewright/engine/policy';
import { cutToParts } from '@casewright/engine/view';
import type { SeatRow } from '../store/auditor-seats.ts';
import { readCase, type CaseRecord } from '../store/read-case.ts';
import {
  mayAskAbout,
  namesFor,
  partTitle,
  worldOfCase,
  type ExplainedWorld,
  type ExplainOptions,
} from './access-world-of.ts';
import { answerRead, type ReadAction, type ReadAnswer, type Shown } from './answer-read.ts';
import { following, type AtOnce } from './at-once.ts';
import { isCount, readCursor, writeCursor } from './cursor.ts';
import { PAGE_ROWS } from './list-work.ts';
import { readersOfCase, type ReadersOfCase } from './readers-of-case.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import type { SendReading } from './read-flights.ts';
import { explainSeat, SEAT_SAYS, seatsOnCase, type ExplainedSeat } from './seats-on-case.ts';
import type { Asker } from './sessions.ts';
import { requireRow } from './show-case.ts';

/** What is asked about: a part by its name or the case itself, at an instant or now. */
export interface AskedAccess {
  readonly caseId: string;
  readonly part: string | null;
  readonly at: string | null;
}

export interface WhyAccessView extends ExplainedAccess {
  readonly person: string;
  readonly name: string;
  /** What people call the part; null for the case itself. */
  readonly part: string | null;
  readonly at: string;
  /** Name of the colleague for whom they stand in, where it is that which lets them read it. */
  readonly onBehalfOf: string | null;
  /** The seat by which they may look at it, if they hold one. */
  readonly seat: ExplainedSeat | null;
}

export interface WhoMayReadView {
  readonly part: string | null;
  readonly at: string;
  readonly total: number;
  /** How many each rule lets read it; somebody may be let in by several. */
  readonly by: readonly { readonly rule: string; readonly says: string; readonly people: number }[];
  /** Other agencies that are shown parts of it; who of them reads it is theirs to say. */
  readonly shares: readonly ExplainedFact[];
  readonly items: readonly AdmittedView[];
  readonly next: string | null;
}

export interface AdmittedView {
  readonly person: string;
  readonly name: string;
  readonly onBehalfOf: string | null;
  /** What must be stated as the purpose of reading, where one must. */
  readonly purpose: string | null;
  readonly by: readonly ((ExplainedFact & { readonly rule: string }) | ExplainedSeat)[];
}

export function showWhy(
  send: SendReading,
  reader: Asker,
  { options, ...asked }: AskedAccess & { readonly person: string | null; readonly options: ExplainOptions },
): Promise<ReadAnswer<WhyAccessView>> {
  const own = reader.principal.person;
  const person = asked.person ?? own;
  return answerRead<[ReturnType<typeof readCase>], WhyAccessView>(send, reader, {
    action: ([found]) => (person === own ? { type: 'read-case' } : actionOn(reader, options, requireRow(found.rows))),
    name: 'explain-why',
    asked: [asked.caseId],
    statements: [readCase(reader.principal.tenant, asked.caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found]) =>
      explained(
        { reader, options, asked, row: requireRow(found.rows) },
        [person],
        why(person, person === own ? reader.principal.onBehalfOf : undefined),
      ),
  });
}

export async function showWho(
  send: SendReading,
  reader: Asker,
  { options, ...asked }: AskedAccess & { readonly after: string | undefined; readonly options: ExplainOptions },
): Promise<ReadAnswer<WhoMayReadView>> {
  const start = asked.after === undefined ? 0 : placeOf(asked.after);
  if (start === undefined) return { kind: 'invalid-cursor' };
  return answerRead<[ReturnType<typeof readCase>], WhoMayReadView>(send, reader, {
    action: ([found]) => actionOn(reader, options, requireRow(found.rows)),
    name: 'explain-who',
    asked: [asked.caseId],
    statements: [readCase(reader.principal.tenant, asked.caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found]) => whoMayReadIt({ reader, options, asked, row: requireRow(found.rows) }, start),
  });
}

/** For questions about others: the role that may change who reads it, as the case type names it. */
export function actionOn(reader: Asker, { caseTypes }: ExplainOptions, row: CaseRecord): AtOnce<ReadAction> {
  return following(caseTypes.byHash(reader.principal, row.case_type_hash), (caseType) => ({
    type: 'explain-access',
    by: managerOf(caseType),
  }));
}

interface Explaining {
  readonly reader: Asker;
  readonly options: ExplainOptions;
  readonly asked: AskedAccess;
  readonly row: CaseRecord;
}

interface Found extends ExplainedWorld {
  readonly tenant: number;
  readonly caseType: CaseType;
  /** The case and the part as the rules name them. */
  readonly question: { readonly case: string; readonly part: string | null };
  readonly names: AccessNames;
  readonly partTitle: string | null;
}

async function explained<V>(
  { reader, options, asked, row }: Explaining,
  whom: readonly string[],
  show: (found: Found) => V,
): Promise<Shown<V> | null> {
  const { tenant } = reader.principal;
  const { caseId, part, at } = asked;
  const caseType: CaseType = await options.caseTypes.byHash(reader.principal, row.case_type_hash);
  const parts = readablePartsOf(row, caseType);
  if (!mayAskAbout(part, parts)) return null;
  const found = await worldOfCase(options, { tenant, caseId, caseType, row, at }, whom);
  if (found === null) return null;
  const view = cutToParts(parts, () =>
    show({
      ...found,
      ...{ tenant, caseType, question: { case: `${tenant}/${caseId}`, part } },
      names: namesFor({ ...reader, tenant, caseType }, found.agency, parts),
      partTitle: part === null ? null : partTitle(caseType, part),
    }),
  );
  return { view, caseIds: [caseId] };
}

/** @param asked the colleague for whom they say that they stand in */
function why(person: string, asked: string | undefined): (found: Found) => WhyAccessView {
  return (found) => {
    const { world, names, tenant, question, nowMs, partTitle: part } = found;
    const id = `${tenant}/${person}`;
    const colleagues = [...factsById(world).values()].flatMap((fact) =>
      fact.kind === 'delegation' && fact.to === id ? [fact.by] : [],
    );
    const ask = (onBehalfOf: string | null): AccessDecision =>
      whyAccess(world, { reader: { person: id, onBehalfOf, purpose: null }, ...question }, nowMs);
    const own = ask(null);
    const standingIn =
      asked === undefined
        ? own.allowed
          ? undefined
          : colleagues.find((colleague) => ask(colleague).allowed)
        : `${tenant}/${asked}`;
    const decision = standingIn === undefined ? own : ask(standingIn);
    const held = seatsOnCase(found, found).find((seat) => seat.person === person);
    return {
      ...{ person, name: names.person(id), part, at: new Date(nowMs).toISOString() },
      onBehalfOf: standingIn === undefined ? null : names.person(standingIn),
      seat: held === undefined ? null : explainSeat(held, tenant, names),
      ...explainAccess(world, decision, names),
    };
  };
}

async function whoMayReadIt(
  { reader, options, asked, row }: Explaining,
  start: number,
): Promise<Shown<WhoMayReadView> | null> {
  const { tenant } = reader.principal;
  const { caseId, part, at } = asked;
  const caseType: CaseType = await options.caseTypes.byHash(reader.principal, row.case_type_hash);
  const parts = readablePartsOf(row, caseType);
  if (!mayAskAbout(part, parts)) return null;
  const found = await readersOfCase(options, { tenant, caseId, caseType, row, at }, { part, start });
  if (found === null) return null;
  const names = namesFor({ ...reader, tenant, caseType }, found.agency, parts);
  const title = part === null ? null : partTitle(caseType, part);
  const view = cutToParts(parts, () => viewOfReaders(found, { tenant, names, part, title, start }));
  return { view, caseIds: [caseId] };
}

interface Named {
  readonly tenant: number;
  readonly names: AccessNames;
  readonly part: string | null;
  readonly title: string | null;
  readonly start: number;
}

function viewOfReaders(found: ReadersOfCase, named: Named): WhoMayReadView {
  const { world, nowMs, total, by, page } = found;
  const { names, part, title, start } = named;
  const facts = factsById(world);
  const shares = [...facts.values()].filter(
    (fact) => fact.kind === 'share' && (fact.until ?? 0) > nowMs && (part === null || fact.sections.includes(part)),
  );
  const rules = [...world.rules.grants, { rule: SEAT_RULE, says: SEAT_SAYS }];
  return {
    ...{ part: title, at: new Date(nowMs).toISOString(), total },
    by: rules.flatMap(({ rule, says }) => {
      const people = by.get(rule) ?? 0;
      return people === 0 ? [] : [{ rule, says, people }];
    }),
    shares: shares.map((fact) => explainFact(fact, names)),
    items: page.map((one) => ('seat' in one ? viewOfSeat(one.seat, named) : viewOfReader(one, facts, named))),
    next: total > start + PAGE_ROWS ? writeCursor([String(start + PAGE_ROWS)]) : null,
  };
}

function viewOfReader(
  { reader, grants }: Admitted,
  facts: ReturnType<typeof factsById>,
  { names }: Named,
): AdmittedView {
  return {
    person: nameIn(reader.person),
    name: names.person(reader.person),
    onBehalfOf: reader.onBehalfOf === null ? null : names.person(reader.onBehalfOf),
    purpose: reader.purpose,
    by: grants.flatMap(({ rule, fact: id }) => {
      const fact = facts.get(id);
      return fact === undefined ? [] : [{ rule, ...explainFact(fact, names) }];
    }),
  };
}

function viewOfSeat(seat: SeatRow, { tenant, names }: Named): AdmittedView {
  const { person } = seat;
  const by = [explainSeat(seat, tenant, names)];
  return { person, name: names.person(`${tenant}/${person}`), onBehalfOf: null, purpose: null, by };
}

/** Undefined for a cursor that this list did not make. */
function placeOf(cursor: string): number | undefined {
  const [start] = readCursor(cursor, [isCount]) ?? [];
  return start === undefined ? undefined : Number(start);
}
