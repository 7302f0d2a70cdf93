// The report of a conversion for people: counts by sheet, then what was lost or refused, with how many rows and which first.
import type { CcdReport } from './convert-ccd.ts';
import type { RowAccount } from './report.ts';

const SHOWN = 5;

/** Plain text, one thing a line. */
export function reportText({ names, sheets, total, remarks, unread, people, rows }: CcdReport): string {
  const counts = Object.entries(sheets).map(
    ([sheet, { rows: all, carried, inPart, notCarried }]) =>
      `  ${sheet}: ${all} rows, ${carried} carried, ${inPart} in part, ${notCarried} not carried`,
  );
  return [
    `The CCD definition ${names.caseType} as a case type`,
    '',
    `${total.rows} rows were read: ${total.carried} are carried, ${total.inPart} in part, ${total.notCarried} are not carried.`,
    ...counts,
    '',
    'In general',
    ...remarks.map((remark) => `  ${remark}`),
    ...section(
      'Files without rows',
      unread.map(({ file, reason }) => `  ${file}: ${reason}`),
    ),
    ...section('Carried in part: what is lost', grouped(rows, 'in-part')),
    ...section('Not carried', grouped(rows, 'not-carried')),
    ...section(
      'Roles to give to people',
      Object.entries(people).map(([role, profiles]) => `  ${role}: ${profiles.join(', ')}`),
    ),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

/** Rows by sheet and reason, most first. */
function grouped(rows: readonly RowAccount[], status: RowAccount['status']): readonly string[] {
  const groups = new Map<string, RowAccount[]>();
  for (const row of rows.filter((one) => one.status === status)) {
    for (const reason of row.reasons) {
      const key = `${row.sheet}: ${reason}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
  }
  return [...groups]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([key, held]) => {
      const first = held.slice(0, SHOWN).map(({ of, file, row }) => `${of || file} (${file} ${row})`);
      const more = held.length > SHOWN ? ', …' : '';
      return `  ${held.length} × ${key}\n      ${first.join(', ')}${more}`;
    });
}
