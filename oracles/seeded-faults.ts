// Deliberately wrong variants of the prediction. A damaged log on which a variant foretells something else than
// `predict` is a log on which a product with that fault would be caught.

import type { FineRow, Prediction } from './fines-log.ts';
import { predict } from './fines-log.ts';
import type { Fault, OtherReading, Variation } from './fines-predict.ts';

export interface Variant<Name extends Variation> {
  readonly name: Name;
  readonly says: string;
  readonly predict: (rows: readonly FineRow[]) => Prediction;
}

export const faults: readonly Variant<Fault>[] = [
  variant('repeats-allowed', 'A once-only activity may happen again.'),
  variant('penalty-at-61-days', 'The penalty is due 61 days after the notification.'),
  variant('unknown-case-accepted', 'Any row opens a case that has not been opened.'),
  variant('collection-before-penalty', 'Credit collection does not wait for the penalty.'),
  variant('out-of-order-ignored', 'A row dated before the time of its case is played.'),
  variant('penalty-needs-its-row', 'The penalty happens only where the log has a row for it.'),
  variant('penalty-at-start-of-day', 'The penalty happens before the other rows of its day.'),
  variant('rejected-row-moves-time', 'A rejected row moves the time of its case.'),
  variant('rejected-row-reaches-nothing', 'A penalty that a rejected row let happen is taken back.'),
  variant('penalty-leaves-time', 'The penalty of the engine does not move the time of its case.'),
  variant('penalty-rows-not-compared', 'A penalty row is applied on any date after the notification.'),
  variant('prerequisites-ignored', 'Only credit collection waits for what must come before it.'),
  variant('out-of-order-before-case-exists', 'A second opening dated too early is out of order.'),
  variant('unknown-case-before-date', 'The case is looked up before the date is read.'),
  variant('impossible-date-accepted', 'The 30th of February is the 2nd of March.'),
];

/** Readings that the text does not quite exclude. */
export const otherReadings: readonly Variant<OtherReading>[] = [
  variant('unknown-activity-reaches-nothing', 'An unknown activity does not let the penalty of earlier days happen.'),
  variant('case-exists-reaches-nothing', 'A second opening does not let the penalty of earlier days happen.'),
  variant('log-ends-with-last-applied-row', 'The last date of the log is that of its last applied row.'),
  variant(
    'penalty-waits-for-later-row',
    'A penalty row further on holds the penalty back though a later day is reached.',
  ),
];

/** The rows on which two predictions for the same log differ, and the cases whose penalty they see differently. */
export function differences(left: Prediction, right: Prediction): { rows: number[]; cases: string[] } {
  const rows = left.outcomes
    .filter((outcome, position) => outcome.code !== right.outcomes[position]?.code)
    .map((outcome) => outcome.index);
  const [ours, theirs] = [new Set(left.penaltiesWithoutRow), new Set(right.penaltiesWithoutRow)];
  const cases = [...new Set([...ours, ...theirs])].filter((id) => ours.has(id) !== theirs.has(id));
  return { rows, cases };
}

function variant<Name extends Variation>(name: Name, says: string): Variant<Name> {
  return { name, says, predict: (rows) => predict(rows, name) };
}
