// The rules of the fines log, each and in their precedence, on logs small enough to check by eye; then the real log.

import { describe, expect, it } from 'vitest';

import type { Code, FineRow } from './fines-log.ts';
import { codes, damage, predict, readFines, toCsv } from './fines-log.ts';
import { hasRealLog, realLogText } from './real-log.ts';

const names: Record<string, string> = {
  create: 'Create Fine',
  send: 'Send Fine',
  notify: 'Insert Fine Notification',
  date: 'Insert Date Appeal to Prefecture',
  appeal: 'Send Appeal to Prefecture',
  result: 'Receive Result Appeal from Prefecture',
  tell: 'Notify Result Appeal to Offender',
  judge: 'Appeal to Judge',
  pay: 'Payment',
  penalty: 'Add penalty',
  collect: 'Send for Credit Collection',
};

/** Lines such as `create 2007-01-01` for the case A, or `pay 2007-01-01 B` for another. What follows a bar is left. */
function log(lines: readonly string[]): FineRow[] {
  const rows = lines.map((line) => {
    const [activity = '', timestamp = '', id = 'A'] = line.replace(/ *\|.*/, '').split(' ');
    return [id, names[activity] ?? activity, timestamp].join(',');
  });
  return readFines(['case_id,activity,timestamp', ...rows].join('\n'));
}

/** The lines that come out otherwise than they say: each ends in `| code`, or in `| ok` for a row that is applied. */
function surprises(...lines: readonly string[]): string[] {
  const told = lines.map((line) => line.split('|').map((part) => part.trim()));
  const { outcomes } = predict(log(lines));
  return outcomes
    .map(({ code }, position) => `${told[position]?.[0]} | ${code ?? 'ok'}`)
    .filter((line, position) => line !== told[position]?.join(' | '));
}

function ownPenalties(...lines: readonly string[]): readonly string[] {
  return predict(log(lines)).penaltiesWithoutRow;
}

// A notification on 1 March is due for its penalty on 30 April.
const notified = ['create 2007-01-01 | ok', 'send 2007-02-01 | ok', 'notify 2007-03-01 | ok'] as const;

describe('opening a case', () => {
  it('is refused a second time', () => {
    expect(surprises('create 2007-01-01 | ok', 'create 2007-01-01 | case-exists')).toEqual([]);
  });

  it('is refused a second time whatever the date', () => {
    expect(
      surprises('create 2007-01-02 | ok', 'create 2007-01-01 | case-exists', 'create 2008-01-01 | case-exists'),
    ).toEqual([]);
  });

  it('comes before every other row of the case', () => {
    expect(surprises('send 2007-01-01 | unknown-case', 'create 2007-01-01 | ok', 'send 2007-01-01 | ok')).toEqual([]);
  });

  it('is not done by a row that is rejected', () => {
    expect(surprises('create 2007-02-30 | unparsable-date', 'pay 2007-03-03 | unknown-case')).toEqual([]);
  });

  it('opens only its own case', () => {
    expect(
      surprises('create 2007-01-01 A | ok', 'pay 2007-01-02 B | unknown-case', 'create 2006-01-01 B | ok'),
    ).toEqual([]);
  });
});

describe('an unknown activity', () => {
  it('is refused before the date, the case and the order are looked at', () => {
    expect(
      surprises('Tow 2007-13-01 | unknown-activity', 'create 2007-01-02 | ok', 'Tow 2007-01-01 | unknown-activity'),
    ).toEqual([]);
  });

  it('is one that is written otherwise', () => {
    expect(surprises('create_fine 2007-01-01 | unknown-activity')).toEqual([]);
  });
});

describe('a date', () => {
  it('is refused where it is not in the calendar, before the case is looked at', () => {
    expect(
      surprises('pay 2007-02-30 | unparsable-date', 'create 2007-01-01 | ok', 'create 2007-02-29 | unparsable-date'),
    ).toEqual([]);
    expect(surprises('create 2008-02-29 | ok', 'pay 2008-06-31 | unparsable-date', 'pay 2008-12-31 | ok')).toEqual([]);
  });

  it('is refused where it is not written YYYY-MM-DD', () => {
    expect(
      surprises('create 2007-1-1 | unparsable-date', 'create 01/01/2007 | unparsable-date', 'create | unparsable-date'),
    ).toEqual([]);
  });

  it('before the time of the case is out of order, and the same day is not', () => {
    expect(surprises('create 2007-01-02 | ok', 'pay 2007-01-01 | out-of-order', 'pay 2007-01-02 | ok')).toEqual([]);
  });

  it('of a rejected row does not move the time of the case', () => {
    expect(surprises('create 2007-01-01 | ok', 'notify 2007-06-01 | not-available', 'pay 2007-02-01 | ok')).toEqual([]);
  });

  it('out of order comes before not available and before a timer mismatch', () => {
    expect(
      surprises('create 2007-01-02 | ok', 'notify 2007-01-01 | out-of-order', 'penalty 2007-01-01 | out-of-order'),
    ).toEqual([]);
  });
});

describe('an activity', () => {
  it('that happens once is refused a second time', () => {
    expect(surprises(...notified, 'send 2007-03-02 | not-available', 'notify 2007-03-02 | not-available')).toEqual([]);
    expect(surprises(...notified, 'date 2007-03-02 | ok', 'date 2007-03-02 | not-available')).toEqual([]);
    expect(
      surprises(...notified, 'date 2007-03-02 | ok', 'appeal 2007-03-02 | ok', 'appeal 2007-03-02 | not-available'),
    ).toEqual([]);
    for (const activity of ['result', 'tell', 'judge']) {
      expect(surprises(...notified, `${activity} 2007-03-02 | ok`, `${activity} 2007-03-02 | not-available`)).toEqual(
        [],
      );
    }
    expect(surprises(...notified, 'collect 2007-05-01 | ok', 'collect 2007-05-02 | not-available')).toEqual([]);
  });

  it('that follows the sending is refused before it', () => {
    for (const activity of ['notify', 'result', 'tell']) {
      const refused = `${activity} 2007-01-01 | not-available`;
      expect(
        surprises('create 2007-01-01 | ok', refused, 'send 2007-01-01 | ok', `${activity} 2007-01-01 | ok`),
      ).toEqual([]);
    }
  });

  it('appeals come without a sending, because a notice may be handed over on the spot', () => {
    expect(surprises('create 2007-01-01 | ok', 'judge 2007-01-01 | ok')).toEqual([]);
    expect(surprises('create 2007-01-01 | ok', 'date 2007-01-01 | ok', 'result 2007-01-02 | ok')).toEqual([]);
  });

  it('that was refused may still happen once', () => {
    expect(surprises('create 2007-01-02 | ok', 'send 2007-01-01 | out-of-order', 'send 2007-01-02 | ok')).toEqual([]);
  });

  it('appeals to the prefecture only after the date of the appeal', () => {
    expect(
      surprises(...notified, 'appeal 2007-03-02 | not-available', 'date 2007-03-02 | ok', 'appeal 2007-03-02 | ok'),
    ).toEqual([]);
  });

  it('pays at any time and as often as one likes', () => {
    expect(
      surprises('create 2007-01-01 | ok', 'pay 2007-01-01 | ok', 'pay 2007-01-01 | ok', 'send 2007-01-01 | ok'),
    ).toEqual([]);
  });
});

describe('a penalty row', () => {
  it('is applied 60 days after the notification and only then', () => {
    expect(surprises(...notified, 'penalty 2007-04-29 | timer-mismatch', 'penalty 2007-04-30 | ok')).toEqual([]);
    expect(surprises(...notified, 'penalty 2007-05-01 | timer-mismatch', 'penalty 2007-04-30 | ok')).toEqual([]);
  });

  it('is applied once', () => {
    expect(surprises(...notified, 'penalty 2007-04-30 | ok', 'penalty 2007-04-30 | timer-mismatch')).toEqual([]);
  });

  it('is refused without an applied notification', () => {
    expect(
      surprises('create 2007-01-01 | ok', 'notify 2007-03-01 | not-available', 'penalty 2007-04-30 | timer-mismatch'),
    ).toEqual([]);
  });

  it('is out of order once something later happened', () => {
    const lines = [...notified, 'pay 2007-05-01 | ok', 'penalty 2007-04-30 | out-of-order'];
    expect(surprises(...lines)).toEqual([]);
    expect(ownPenalties(...lines)).toEqual(['A']);
  });
});

describe('the penalty of the engine', () => {
  it('happens at the place of its row', () => {
    const early = 'collect 2007-04-30 | not-available';
    const lines = [...notified, early, 'penalty 2007-04-30 | ok', 'collect 2007-04-30 | ok'];
    expect(surprises(...lines)).toEqual([]);
    expect(ownPenalties(...lines)).toEqual([]);
  });

  it('happens at the end of its day where it has no row', () => {
    const lines = [...notified, 'collect 2007-04-30 | not-available', 'collect 2007-05-01 | ok'];
    expect(surprises(...lines)).toEqual([]);
    expect(ownPenalties(...lines)).toEqual(['A']);
  });

  it('moves the time of the case when a later day is reached by a row that is refused', () => {
    const reached = ['send 2007-05-05 | not-available', 'pay 2007-04-29 | out-of-order'] as const;
    expect(surprises(...notified, ...reached, 'collect 2007-04-30 | ok', 'penalty 2007-04-30 | ok')).toEqual([]);
  });

  it('does not happen when only its own day is reached', () => {
    expect(surprises(...notified, 'send 2007-04-30 | not-available', 'pay 2007-04-29 | ok')).toEqual([]);
  });

  it('follows a notification that is recorded late', () => {
    const before = ['create 2007-01-01 | ok', 'send 2007-02-01 | ok', 'penalty 2007-04-30 | timer-mismatch'] as const;
    const lines = [
      ...before,
      'notify 2007-03-01 | ok',
      'collect 2007-04-30 | not-available',
      'collect 2009-03-30 | ok',
    ];
    expect(surprises(...lines)).toEqual([]);
    expect(ownPenalties(...lines)).toEqual(['A']);
  });

  it('is let happen by a second opening and by an activity that is refused', () => {
    const refused = ['create 2007-05-05 | case-exists', 'penalty 2007-05-05 | timer-mismatch'];
    for (const line of [...refused, 'appeal 2007-05-05 | not-available']) {
      expect(surprises(...notified, line, 'pay 2007-04-29 | out-of-order')).toEqual([]);
    }
  });

  it('is past for a penalty row behind a later row', () => {
    const lines = [...notified, 'collect 2009-03-30 | ok', 'penalty 2007-04-30 | out-of-order'];
    expect(surprises(...lines)).toEqual([]);
    expect(ownPenalties(...lines)).toEqual(['A']);
  });

  it('happens once, whatever a second notification says', () => {
    expect(surprises(...notified, 'notify 2007-03-05 | not-available', 'penalty 2007-05-04 | timer-mismatch')).toEqual(
      [],
    );
  });

  it('happens at the end of a log that reaches its day, in whichever case', () => {
    expect(ownPenalties(...notified, 'create 2007-04-29 B')).toEqual([]);
    expect(ownPenalties(...notified, 'create 2007-04-30 B')).toEqual(['A']);
  });

  it('is unmoved by a payment', () => {
    expect(surprises(...notified, 'pay 2007-03-05 | ok', 'collect 2007-05-01 | ok')).toEqual([]);
  });
});

describe('a prediction', () => {
  it('counts the rows, the cases opened and every code', () => {
    const rows = log(['create 2007-01-01', 'create 2007-01-01', 'pay 2007-01-01 B']);
    expect(predict(rows)).toEqual({
      cases: 1,
      events: 3,
      applied: 1,
      rejected: 2,
      byCode: { ...noRejection(), 'case-exists': 1, 'unknown-case': 1 },
      outcomes: [
        { index: 1, case: 'A', activity: 'Create Fine', code: null },
        { index: 2, case: 'A', activity: 'Create Fine', code: 'case-exists' },
        { index: 3, case: 'B', activity: 'Payment', code: 'unknown-case' },
      ],
      penaltiesWithoutRow: [],
    });
  });
});

describe('the text of a log', () => {
  it('is read by the names of its columns, with quotes and any line ends', () => {
    const [row, ...others] = readFines(
      '\uFEFFtimestamp,case_id,activity,article\r\n2007-01-01,"A ""1"", x",Payment,\r\n',
    );
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      case_id: 'A "1", x',
      activity: 'Payment',
      timestamp: '2007-01-01',
      article: '',
      points: '',
    });
    expect(readFines(toCsv(row ? [row] : []))).toEqual([row]);
  });

  it('is refused without a column that the rules need', () => {
    expect(() => readFines('case_id,activity\nA,Payment\n')).toThrow('timestamp');
  });
});

describe.skipIf(!hasRealLog)('the real log, where the shared data are here', () => {
  const text = hasRealLog ? realLogText() : 'case_id,activity,timestamp\n';
  const rows = readFines(text);

  it('is written back as it was read', () => {
    expect(toCsv(rows) === text).toBe(true);
  });

  it('is foretold without a rejection', () => {
    const { cases, events, applied, rejected, byCode, penaltiesWithoutRow } = predict(rows);
    expect({ cases, events, applied, rejected }).toEqual({
      cases: 10_000,
      events: 34_724,
      applied: 34_724,
      rejected: 0,
    });
    expect(byCode).toEqual(noRejection());
    expect(penaltiesWithoutRow).toEqual([]);
  });

  it('is left alone by a share of nothing', () => {
    const { rows: same, damages } = damage(rows, { seed: 1, share: 0 });
    expect(damages).toEqual([]);
    expect(toCsv(same) === text).toBe(true);
    expect(predict(same)).toEqual(predict(rows));
  });

  it.each([1, 2, 3, 4, 5])('damaged from seed %i is refused with every code', (seed) => {
    const { rows: damaged, damages } = damage(rows, { seed, share: 0.05 });
    expect(damages).toHaveLength(1736);
    const count = (kind: string) => damages.filter((each) => each.kind === kind).length;
    expect([count('reordered'), count('dropped'), count('invented')]).toEqual([579, 579, 578]);
    expect(damaged).toHaveLength(34_724 - 579 + 578);
    const { byCode, outcomes } = predict(damaged);
    for (const code of codes) expect(byCode[code], code).toBeGreaterThan(0);
    expect(outcomes.every(({ index }, position) => index === position + 1)).toBe(true);
    expect(toCsv(readFines(toCsv(damaged))) === toCsv(damaged)).toBe(true);
  });

  it('is damaged alike from the same seed and otherwise from another', () => {
    const first = damage(rows, { seed: 7, share: 0.05 });
    expect(toCsv(damage(rows, { seed: 7, share: 0.05 }).rows) === toCsv(first.rows)).toBe(true);
    expect(toCsv(damage(rows, { seed: 8, share: 0.05 }).rows) === toCsv(first.rows)).toBe(false);
  });

  it.each([0.001, 0.01, 0.2])('is damaged as often as the share %d says', (share) => {
    expect(damage(rows, { seed: 1, share }).damages).toHaveLength(Math.round(rows.length * share));
  });

  it('keeps the values that a row needs', () => {
    const needed: [string, keyof FineRow][] = [
      ['Create Fine', 'amount'],
      ['Create Fine', 'article'],
      ['Send Fine', 'expense'],
      ['Payment', 'payment_amount'],
      ['Insert Fine Notification', 'notification_type'],
    ];
    const damaged = damage(rows, { seed: 1, share: 0.2 }).rows;
    const without = (each: [string, keyof FineRow]) =>
      damaged.filter((row) => row.activity === each[0] && !row[each[1]]);
    expect(needed.flatMap(without)).toEqual([]);
  });
});

function noRejection(): Record<Code, number> {
  return {
    'unknown-activity': 0,
    'unparsable-date': 0,
    'unknown-case': 0,
    'case-exists': 0,
    'out-of-order': 0,
    'not-available': 0,
    'timer-mismatch': 0,
  };
}
