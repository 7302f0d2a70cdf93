// What another version would have changed, in lines for whoever decides whether it is published.
import type { ChangedCase, Measures, Spread, WhatIfAnswer } from '@casewright/engine/what-if';
import { count } from './check-command.ts';

export function whatIfLines(answer: WhatIfAnswer): readonly string[] {
  const { before, after, cases, moved, notOpened, faithful, unplaced, assumed, unanswered } = answer;
  const played = cases - moved;
  return [
    ...table([
      ['', 'as it was', 'as it would be'],
      ['cases', number(before.cases), number(after.cases)],
      ['closed', number(before.closed), number(after.closed)],
      ['days until closed, the middle', days(before.daysToClose, 'median'), days(after.daysToClose, 'median')],
      ['days until closed, nine in ten', days(before.daysToClose, 'ninth'), days(after.daysToClose, 'ninth')],
      ...rowsOf('outcome', before.outcomes, after.outcomes),
      ...rowsOf('deadline missed', before.breaches, after.breaches),
      ...workRows(before, after),
    ]),
    ...(played === 0
      ? []
      : [`${faithful} of ${count(played, 'case')} came under their own version to what they really came to.`]),
    ...(moved > 0 ? [`${count(moved, 'case')} have moved between versions and were not played.`] : []),
    ...(notOpened > 0 ? [`${count(notOpened, 'case')} could not have been opened.`] : []),
    ...Object.entries(unplaced).map(([act, times]) => `no place for it any more: ${act}, in ${count(times, 'case')}`),
    ...Object.entries(assumed).map(([task, times]) => `assumed: ${task} was done, in ${count(times, 'case')}`),
    ...Object.entries(unanswered).map(
      ([task, times]) =>
        `stays open in ${count(times, 'case')}, since nobody has said what is answered: ${task} (--assume)`,
    ),
  ];
}

export function changedText({
  reference,
  caseId,
  before,
  after,
}: ChangedCase & Record<'reference' | 'caseId', string>): string {
  const parts = [
    ...(before.outcome === after.outcome
      ? []
      : [`${before.outcome ?? 'no outcome'} → ${after.outcome ?? 'no outcome'}`]),
    ...(before.closedOn === after.closedOn ? [] : [`closed ${before.closedOn ?? 'not'} → ${after.closedOn ?? 'not'}`]),
    ...after.breaches.filter((clock) => !before.breaches.includes(clock)).map((clock) => `${clock} is missed`),
    ...before.breaches.filter((clock) => !after.breaches.includes(clock)).map((clock) => `${clock} is kept`),
  ];
  return `${reference} (case ${caseId}): ${parts.join('; ')}`;
}

type Row = readonly [string, string, string];

function rowsOf(what: string, before: Measures['outcomes'], after: Measures['outcomes']): readonly Row[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.map((name) => [`${what}: ${name}`, number(before[name] ?? 0), number(after[name] ?? 0)]);
}

/** Only work of which something differs, since a case type may have fifty kinds of it. */
function workRows(before: Measures, after: Measures): readonly Row[] {
  const names = [...new Set([...Object.keys(before.work), ...Object.keys(after.work)])].toSorted();
  return names.flatMap((task): readonly Row[] => {
    const [was, is] = [before.work[task], after.work[task]];
    const rows: readonly Row[] = [
      [`${task}: came up`, number(was?.came ?? 0), number(is?.came ?? 0)],
      [`${task}: days, the middle`, days(was?.days ?? null, 'median'), days(is?.days ?? null, 'median')],
      [`${task}: open on an average day`, (was?.open ?? 0).toFixed(1), (is?.open ?? 0).toFixed(1)],
    ];
    return rows.filter(([, one, other]) => one !== other);
  });
}

function table(rows: readonly Row[]): readonly string[] {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(
    ([what, was, is]) =>
      `${what.padEnd(widths[0] ?? 0)}  ${was.padStart(widths[1] ?? 0)}  ${is.padStart(widths[2] ?? 0)}`,
  );
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

function days(spread: Spread | null, which: keyof Spread): string {
  return spread === null ? '-' : spread[which].toFixed(1);
}
