// Holds what was read against the rules that notice snooping, some lines at a time, and puts what they notice before people.
// Lines are taken, judged and struck off in one transaction: a crash gives them back, and none is judged twice.
import { programContext } from '../store/context.ts';
import { createHash } from 'node:crypto';
import { addDays, calendarOf, dateOf, endOfDay, SHIPPED_HOLIDAYS, startOfDay } from '@casewright/engine/calendar';
import {
  LIST_ACTIONS,
  noticeIn,
  OVERSIGHT_RULES,
  reviewDueOn,
  VIP_MARK,
  watchRules,
  workKey,
} from '@casewright/engine/watch';
import type { Finding, WatchedLine, WatchFacts, WatchRules, WatchSettings } from '@casewright/engine/watch';
import { commit, flight, type Database, type Tx } from '../store/database.ts';
import { currentHolidayTable } from '../store/holiday-table.ts';
import { holdingOf } from '../store/reader-standing.ts';
import { parseHolidays } from '../store/holidays.ts';
import { keepReviews, tellOverdue, type ReviewToKeep } from '../store/reviews.ts';
import {
  claimPending,
  countOpened,
  findMarked,
  findPeers,
  findWork,
  keepDays,
  readHistory,
  readRefusals,
  readStandings,
  readTies,
  readWalls,
  readWatchedLines,
  removePending,
  type PersonDays,
} from '../store/watch-reads.ts';
import { parseWatchSettings, readWatchSettings } from '../store/watch-settings.ts';

export interface WatchDeps {
  readonly database: Database;
  readonly nowMs: () => number;
  /** Absent: those that ship with the program. */
  readonly rules?: WatchRules;
}

export interface Noticed {
  /** Lines that were judged. */
  readonly lines: number;
  readonly findings: number;
}

const LINES_PER_ROUND = 200;
const DAY_MS = 24 * 60 * 60 * 1000;
const WATCHER = 'system.watch';

/** Judges the oldest lines of an agency that have settled. Any number of processes may do it at once. */
export function noticeReads(deps: WatchDeps, tenant: number): Promise<Noticed> {
  const { database, nowMs, rules = watchRules } = deps;
  const now = nowMs();
  return database.transaction(programContext(tenant, WATCHER), async (tx) => {
    const settled = new Date(now - rules.settleMinutes * 60_000).toISOString();
    const [claimed] = await flight(tx, [claimPending(tenant, settled, LINES_PER_ROUND)]);
    if (claimed.count === 0) return { lines: 0, findings: 0 };
    const [found, settings] = await Promise.all([
      flight(tx, [readWatchedLines(tenant, claimed.rows)]),
      readSettings(tx, tenant),
    ]);
    const lines = found[0].rows.map(({ line }) => line);
    const facts = await readFacts(tx, { tenant, lines, settings, rules });
    const findings = noticeIn(lines, facts, rules);
    const reviews = reviewsOf({ tenant, rules, settings }, findings);
    await commit(tx, [
      ...keepReviews(tenant, reviews, new Date(now).toISOString()),
      keepDays(tenant, facts.today),
      removePending(tenant, claimed.rows),
    ]);
    return { lines: lines.length, findings: findings.length };
  });
}

/** Tells of reviews that nobody has decided in time. @returns how many are overdue */
export async function tellOverdueReviews({ database, nowMs }: WatchDeps, tenant: number): Promise<number> {
  const now = new Date(nowMs()).toISOString();
  return database.transaction(programContext(tenant, WATCHER), async (tx) => {
    const { zone } = await readSettings(tx, tenant);
    const [, counted] = await commit(tx, tellOverdue(tenant, dateOf(now, zone), now));
    return counted.rows[0]?.overdue ?? 0;
  });
}

async function readSettings(tx: Tx, tenant: number): Promise<WatchSettings> {
  const [rows, tables] = await flight(tx, [readWatchSettings(tenant), currentHolidayTable(tenant)]);
  const { zone, hours, place } = parseWatchSettings(rows.rows[0]);
  const own = tables.rows[0];
  const made =
    place === null ? null : calendarOf(place, own === undefined ? SHIPPED_HOLIDAYS : parseHolidays(own.days));
  // A place that another table no longer has leaves the weekends.
  return { zone, hours, calendar: made !== null && 'calendar' in made ? made.calendar : null };
}

interface Judging {
  readonly tenant: number;
  readonly lines: readonly WatchedLine[];
  readonly settings: WatchSettings;
  readonly rules: WatchRules;
}

async function readFacts(tx: Tx, { tenant, lines, settings, rules }: Judging): Promise<WatchFacts> {
  const people = [...new Set(lines.map(({ person }) => person))];
  const times = lines.map(({ recordedAt }) => recordedAt).toSorted();
  const [first = '', last = ''] = [times[0], times.at(-1)];
  const handed = lines.flatMap(handedIn);
  const pairs = [...new Map([...lines.flatMap(pairsOf), ...handed.map(({ theirs }) => keyed(theirs))]).values()];
  const today = daysOf(lines, settings);
  const caseIds = [...new Set(pairs.map(({ caseId }) => caseId))];
  const [ties, work, refusals, opened, peers, history, marked] = await flight(tx, [
    readTies(tenant, caseIds),
    findWork(tenant, {
      people: pairs.map(({ person }) => person),
      caseIds: pairs.map(({ caseId }) => caseId),
      since: new Date(Date.parse(first) - rules.workDays * DAY_MS).toISOString(),
    }),
    readRefusals(tenant, { people, from: minutesBefore(first, rules.denied.minutes), until: last }),
    countOpened(tenant, today, { lists: LIST_ACTIONS, oversight: OVERSIGHT_RULES }),
    findPeers(tenant, people),
    readHistory(tenant, {
      people,
      from: addDays(first.slice(0, 10), -rules.volume.historyDays),
      until: last.slice(0, 10),
    }),
    findMarked(tenant, { caseIds, mark: VIP_MARK }),
  ]);
  const peersOf = new Map<string, Set<string>>(people.map((person) => [person, new Set()]));
  for (const { person, peer } of peers.rows) peersOf.get(person)?.add(peer);
  return {
    settings,
    ties: ties.rows.map(({ person, case_id: caseId, tie }) => ({ person, caseId, tie })),
    work: withHanded(
      work.rows.map((row) => workKey(row.person, row.case_id)),
      handed,
    ),
    ownWork: withHanded(
      work.rows.flatMap((row) => (row.own ? [workKey(row.person, row.case_id)] : [])),
      handed,
    ),
    walled: await readWalled(tx, { tenant, lines, nowMs: Date.parse(last) }),
    vip: new Set(marked.rows.map((row) => row.case_id)),
    refusals: refusals.rows,
    today: opened.rows,
    history: history.rows,
    peers: peersOf,
  };
}

/** Looks that were refused and against which a wall stands now; one more flight where anything was refused. */
async function readWalled(
  tx: Tx,
  { tenant, lines, nowMs }: { readonly tenant: number; readonly lines: readonly WatchedLine[]; readonly nowMs: number },
): Promise<ReadonlySet<string>> {
  const refused = lines.filter(({ denied }) => denied).flatMap((line) => pairsOf(line).map(([, pair]) => pair));
  if (refused.length === 0) return new Set();
  const [cases, people] = await flight(tx, [
    readWalls(tenant, [...new Set(refused.map(({ caseId }) => caseId))]),
    readStandings(tenant, [...new Set(refused.map(({ person }) => person))]),
  ]);
  const walls = new Map(cases.rows.map((row) => [row.case_id, row.walls]));
  const held = new Map(
    people.rows.map(({ person, standing }) => {
      const { tokens } = holdingOf({ tenant, person, lines: standing, gives: () => true, nowMs });
      return [person, new Set(tokens)];
    }),
  );
  const isWalled = ({ person, caseId }: Pair): boolean =>
    walls.get(caseId)?.some((wall) => held.get(person)?.has(wall) === true) === true;
  return new Set(refused.filter(isWalled).map(({ person, caseId }) => workKey(person, caseId)));
}

function pairsOf({ person, caseIds }: WatchedLine): readonly (readonly [string, Pair])[] {
  return caseIds.map((caseId) => keyed({ person, caseId }));
}

function keyed(pair: Pair): readonly [string, Pair] {
  return [workKey(pair.person, pair.caseId), pair];
}

/** Looks of somebody who stood in, beside those of the colleague whose work it is. */
function handedIn({ person, caseIds, onBehalfOf, denied }: WatchedLine): readonly Handed[] {
  if (onBehalfOf === undefined || onBehalfOf === null || denied) return [];
  return caseIds.map((caseId) => ({ own: { person, caseId }, theirs: { person: onBehalfOf, caseId } }));
}

interface Handed {
  readonly own: Pair;
  readonly theirs: Pair;
}

/** What is the colleague's work is a reason for whoever stood in. */
function withHanded(work: readonly string[], handed: readonly Handed[]): ReadonlySet<string> {
  const known = new Set(work);
  const more = handed.filter(({ theirs }) => known.has(keyed(theirs)[0])).map(({ own }) => keyed(own)[0]);
  return new Set([...work, ...more]);
}

interface Pair {
  readonly person: string;
  readonly caseId: string;
}

function daysOf(lines: readonly WatchedLine[], { zone }: WatchSettings): PersonDays {
  const all = lines.map(({ person, recordedAt }) => ({ person, day: dateOf(recordedAt, zone) }));
  const days = [...new Map(all.map((of) => [`${of.person} ${of.day}`, of])).values()];
  return {
    people: days.map(({ person }) => person),
    days: days.map(({ day }) => day),
    starts: days.map(({ day }) => startOfDay(day, zone)),
    ends: days.map(({ day }) => endOfDay(day, zone)),
  };
}

function minutesBefore(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) - minutes * 60_000).toISOString();
}

interface Opening {
  readonly tenant: number;
  readonly rules: WatchRules;
  readonly settings: WatchSettings;
}

/** One for each rule, person and day, in one order everywhere, so that two processes never wait for each other. */
function reviewsOf({ tenant, rules, settings }: Opening, findings: readonly Finding[]): readonly ReviewToKeep[] {
  const reviews = new Map<string, Finding[]>();
  for (const finding of findings) {
    const reviewId = reviewIdOf(tenant, finding);
    reviews.set(reviewId, [...(reviews.get(reviewId) ?? []), finding]);
  }
  const inOrder = [...reviews].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return inOrder.flatMap(([reviewId, of]) => {
    const [first] = of;
    const days = rules.rules.find(({ kind }) => kind === first?.kind)?.dueInDays ?? 0;
    if (first === undefined) return [];
    const { kind, person, day } = first;
    return [{ reviewId, kind, person, day, dueOn: reviewDueOn(day, days, settings), findings: of }];
  });
}

/** The same for every process that notices the same (RFC 9562, 5.8). */
function reviewIdOf(tenant: number, { kind, person, day }: Finding): string {
  const hex = createHash('sha256').update(`${tenant} ${kind} ${person} ${day}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
