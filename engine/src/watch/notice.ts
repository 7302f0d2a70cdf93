// Holds lines of the access log against the rules. A pure function of lines and facts; what is noticed
// of one line does not depend on the others, only on what is known when it is judged.
import { addDays, dayKind, offsetAt, weekdayName } from '../calendar/calendar.ts';
import { chosen, dayOf, isOpening, workKey } from './watch-facts.ts';
import type { DayOfReads, Tie, WatchedLine, WatchFacts, WatchSettings } from './watch-facts.ts';
import type { WatchKind, WatchRules } from './watch-rules.ts';

/** A line that a rule noticed, and why in codes and numbers. */
export interface Finding {
  readonly kind: WatchKind;
  readonly person: string;
  readonly day: string;
  readonly entryId: string;
  readonly recordedAt: string;
  readonly why: string;
}

type Notice = (line: WatchedLine, facts: WatchFacts, rules: WatchRules) => string | null;

const NOTICES: { readonly [K in WatchKind]: Notice } = {
  'own-record': (line, { ties }) =>
    tied(line, (id) => ties.some((of) => isTie(of, { caseId: id, tie: 'self', person: line.person }))),
  kin: (line, { ties }) =>
    tied(line, (id) => ties.some((of) => isTie(of, { caseId: id, tie: 'kin', person: line.person }))),
  colleague: (line, { ties }) =>
    tied(line, (id) => ties.some((of) => of.caseId === id && of.tie === 'self' && of.person !== line.person)),
  'no-work': (line, { work }) =>
    isOpening(line) ? ofCases(chosen(line).filter((id) => !work.has(workKey(line.person, id)))) : null,
  volume: noticeVolume,
  hours: (line, { settings }) => (isOpening(line) ? outsideHours(line.recordedAt, settings) : null),
  'denied-series': noticeRefusals,
  'walled-attempt': (line, { walled }) =>
    line.denied ? ofCases(chosen(line).filter((id) => walled.has(workKey(line.person, id)))) : null,
  vip: (line, { vip, ownWork }) =>
    isOpening(line)
      ? ofCases(chosen(line).filter((id) => vip.has(id) && !ownWork.has(workKey(line.person, id))))
      : null,
  'break-glass': (line) => (line.rule === 'break-glass' && !line.denied ? ofCases(line.caseIds) : null),
};

/** What the rules notice in some lines. */
export function noticeIn(lines: readonly WatchedLine[], facts: WatchFacts, rules: WatchRules): readonly Finding[] {
  return lines.flatMap((line) =>
    rules.rules.flatMap(({ kind }): readonly Finding[] => {
      const why = NOTICES[kind](line, facts, rules);
      if (why === null) return [];
      const { person, entryId, recordedAt } = line;
      return [{ kind, person, day: dayOf(line, facts.settings), entryId, recordedAt, why }];
    }),
  );
}

/** The day by which somebody decides: so many days on which the agency works, after the day of the look. */
export function reviewDueOn(day: string, workingDays: number, settings: WatchSettings): string {
  let date = day;
  // Nowhere do ten days pass without one that works; a calendar that says so is not waited for.
  for (let left = workingDays, tries = 0; left > 0 && tries < workingDays + 60; tries += 1) {
    date = addDays(date, 1);
    if (works(date, settings)) left -= 1;
  }
  return date;
}

function isTie(one: Tie, other: Tie): boolean {
  return one.caseId === other.caseId && one.tie === other.tie && one.person === other.person;
}

function tied(line: WatchedLine, isTied: (caseId: string) => boolean): string | null {
  return ofCases(chosen(line).filter(isTied));
}

function ofCases(caseIds: readonly string[]): string | null {
  return caseIds.length === 0 ? null : `cases=${caseIds.length}`;
}

/** Both the own days and those of others count: a busy office is usual, and so is a busy person. */
function noticeVolume(
  line: WatchedLine,
  { today, history, peers, settings }: WatchFacts,
  rules: WatchRules,
): string | null {
  if (!isOpening(line)) return null;
  const { person } = line;
  const day = dayOf(line, settings);
  const { atLeast, times } = rules.volume;
  const opened = today.find((of) => of.person === person && of.day === day)?.opened ?? 0;
  const before = history.filter((of) => of.day < day);
  const own = median(before.filter((of) => of.person === person));
  const others = median(before.filter((of) => of.person !== person && peers.get(person)?.has(of.person) === true));
  const usual = Math.max(own, others);
  return opened >= atLeast && opened > usual * times ? `opened=${opened} usual=${usual}` : null;
}

function median(days: readonly DayOfReads[]): number {
  const counts = days.map(({ opened }) => opened).toSorted((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)] ?? 0;
}

function outsideHours(instant: string, settings: WatchSettings): string | null {
  const { hours, zone } = settings;
  if (hours === null) return null;
  const ms = Date.parse(instant);
  const local = new Date(ms + offsetAt(ms, zone)).toISOString();
  const [date, time] = [local.slice(0, 10), local.slice(11, 16)];
  if (!works(date, settings)) return `day=${date}`;
  return time < hours.from || time >= hours.until ? `time=${time}` : null;
}

/** A day that the calendar does not cover is judged by its weekday. */
function works(date: string, { calendar }: WatchSettings): boolean {
  const kind = calendar === null ? null : dayKind(calendar, date);
  if (kind !== null && 'works' in kind) return kind.works;
  return !['Saturday', 'Sunday'].includes(weekdayName(date));
}

/** Those before a line that was refused; so the first few of a series go unnoticed, and the rest are all named. */
function noticeRefusals(line: WatchedLine, { refusals }: WatchFacts, { denied }: WatchRules): string | null {
  if (!line.denied) return null;
  const last = Date.parse(line.recordedAt);
  const first = last - denied.minutes * 60_000;
  const count = refusals.filter(({ person, at }) => {
    const ms = Date.parse(at);
    return person === line.person && ms > first && ms <= last;
  }).length;
  return count >= denied.count ? `refused=${count}` : null;
}
