// Makes a log in the shape of the road traffic fines from a seed, for machines that do not have the real one: the same
// columns and activities, dates without times, each case in the order in which things can happen. It copies no data.
import { seededChance, type Chance } from './seeded-chance.ts';

export interface MadeLog {
  readonly csv: string;
  readonly cases: number;
  readonly rows: number;
}

type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

const COLUMNS = [
  ...(['case_id', 'event_no', 'activity', 'timestamp', 'resource', 'amount', 'expense', 'payment_amount'] as const),
  ...([
    'total_payment_amount',
    'article',
    'points',
    'vehicle_class',
    'notification_type',
    'last_sent',
    'dismissal',
    'matricola',
  ] as const),
] as const;

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2006, 5, 1);
const PENALTY_DAYS = 60;
/** The log ends here: a penalty that falls due later has no row. */
const LAST_DAY = Date.UTC(2012, 11, 31);

/** @returns the log as CSV text; the same for the same seed and number of cases */
export function makeFines(seed: number, cases: number): MadeLog {
  const chance = seededChance(seed);
  const rows = Array.from({ length: cases }, (_, index) => makeCase(chance, `M${index + 1}`)).flat();
  const lines = rows.map((row, index) =>
    COLUMNS.map((column) => (column === 'event_no' ? String(index + 1) : (row[column] ?? ''))).join(','),
  );
  return { csv: `${[COLUMNS.join(','), ...lines].join('\n')}\n`, cases, rows: rows.length };
}

function makeCase(chance: Chance, caseId: string): readonly Row[] {
  let day = FIRST_DAY + chance.between(0, 4 * 365) * DAY_MS;
  const amount = chance.between(20, 90);
  const at = (activity: string, values: Row = {}): Row => ({
    case_id: caseId,
    activity,
    timestamp: dateText(day),
    ...values,
  });
  const rows = [
    at('Create Fine', {
      ...{ resource: String(chance.between(500, 565)), amount: `${amount}.0`, total_payment_amount: '0.0' },
      ...{ article: '157', points: '0', vehicle_class: 'A', dismissal: 'NIL' },
    }),
  ];
  let paid = 0;
  const pay = (): void => {
    paid += amount;
    rows.push(at('Payment', { payment_amount: `${amount}.0`, total_payment_amount: `${paid}.0` }));
  };
  if (chance.percent(30)) {
    day += chance.between(0, 60) * DAY_MS;
    pay();
    return rows;
  }
  day += chance.between(30, 150) * DAY_MS;
  rows.push(at('Send Fine', { expense: '11.0' }));
  if (chance.percent(20)) return rows;
  day += chance.between(5, 30) * DAY_MS;
  rows.push(at('Insert Fine Notification', { notification_type: 'P', last_sent: 'P' }));
  const penaltyDay = day + PENALTY_DAYS * DAY_MS;
  if (chance.percent(10)) {
    day += chance.between(5, 55) * DAY_MS;
    rows.push(at('Insert Date Appeal to Prefecture'));
  }
  if (penaltyDay > LAST_DAY) return rows;
  day = penaltyDay;
  rows.push(at('Add penalty', { amount: `${amount * 2}.0` }));
  if (chance.percent(30)) {
    day += chance.between(1, 200) * DAY_MS;
    pay();
  } else if (chance.percent(70)) {
    day += chance.between(100, 500) * DAY_MS;
    rows.push(at('Send for Credit Collection'));
  }
  return rows;
}

function dateText(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
