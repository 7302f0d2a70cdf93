// The rows of the road traffic fines log: their columns, reading and writing them as CSV, and their dates as day
// numbers. It knows nothing of what may happen to a case.

export const columns = [
  'case_id',
  'event_no',
  'activity',
  'timestamp',
  'resource',
  'amount',
  'expense',
  'payment_amount',
  'total_payment_amount',
  'article',
  'points',
  'vehicle_class',
  'notification_type',
  'last_sent',
  'dismissal',
  'matricola',
] as const;

export const activities = [
  'Create Fine',
  'Send Fine',
  'Insert Fine Notification',
  'Insert Date Appeal to Prefecture',
  'Send Appeal to Prefecture',
  'Receive Result Appeal from Prefecture',
  'Notify Result Appeal to Offender',
  'Appeal to Judge',
  'Payment',
  'Add penalty',
  'Send for Credit Collection',
] as const;

export type Column = (typeof columns)[number];
export type Activity = (typeof activities)[number];
export type FineRow = Readonly<Record<Column, string>>;

export function readFines(csvText: string): FineRow[] {
  const [header = [], ...records] = recordsOf(csvText);
  for (const name of ['case_id', 'activity', 'timestamp']) {
    if (!header.includes(name)) throw new Error(`The log has no column "${name}".`);
  }
  const places = columns.map((column) => header.indexOf(column));
  return records.map((record) => rowOf((column) => record[places[columns.indexOf(column)] ?? -1] ?? ''));
}

export function toCsv(rows: readonly FineRow[]): string {
  const lines = rows.map((row) => columns.map((column) => quoted(row[column])).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

export function rowOf(value: (column: Column) => string): FineRow {
  return {
    case_id: value('case_id'),
    event_no: value('event_no'),
    activity: value('activity'),
    timestamp: value('timestamp'),
    resource: value('resource'),
    amount: value('amount'),
    expense: value('expense'),
    payment_amount: value('payment_amount'),
    total_payment_amount: value('total_payment_amount'),
    article: value('article'),
    points: value('points'),
    vehicle_class: value('vehicle_class'),
    notification_type: value('notification_type'),
    last_sent: value('last_sent'),
    dismissal: value('dismissal'),
    matricola: value('matricola'),
  };
}

export function isActivity(name: string): name is Activity {
  return activities.some((activity) => activity === name);
}

/** The number of a day counted from 1970-01-01, or null where the text is not a calendar date YYYY-MM-DD. */
export function dayOf(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return null;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || date < 1 || date > lengthOfMonth(year, month)) return null;
  // 400 years on, the calendar is the same, and Date.UTC does not take the year 7 for 1907.
  return Date.UTC(year + 400, month - 1, date) / 86_400_000 - 146_097;
}

export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

export function lastDayOf(rows: readonly FineRow[]): number {
  return rows.reduce((last, row) => Math.max(last, dayOf(row.timestamp) ?? -Infinity), -Infinity);
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function recordsOf(csvText: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  // A field, quoted or plain, and what ends it. Empty matches at the end of the text are left out below.
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|$)/gy;
  const text = csvText.replace(/^\uFEFF/, '');
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const found = field.exec(text);
    if (found === null) throw new Error(`The log cannot be read as CSV at character ${at + 1}.`);
    record.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',' && field.lastIndex < text.length) continue;
    if (found[3] === ',') record.push('');
    records.push(record);
    record = [];
  }
  return records.filter((each) => each.length > 1 || each[0] !== '');
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
