// One recorded command as a template: the same statements with the same bytes for another case. It knows which values
// must differ from case to case, and nothing of what the others mean.
import type { SentStatement } from './record-statements.ts';

/** What was recorded, and which of its values belong to that one command. */
export interface RecordedCommand {
  readonly writes: readonly SentStatement[];
  readonly caseId: string;
  /** Values that are unique in a table: the case's number and the receipt's key. */
  readonly unique: readonly string[];
}

export interface TemplateStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly TemplateValue[];
}

export type TemplateValue =
  | { readonly is: 'case' }
  | { readonly is: 'unique'; readonly like: string }
  /** A list on the wire, of texts of which some name the case. */
  | { readonly is: 'naming'; readonly like: string; readonly caseId: string }
  | { readonly is: 'same'; readonly value: unknown };

/** The tables written, in the order of the statements. */
export function makeTemplate(recorded: RecordedCommand): readonly TemplateStatement[] {
  const { caseId, unique } = recorded;
  return recorded.writes.map(({ name, text, values }) => ({
    name,
    text,
    values: values.map((value): TemplateValue => {
      if (value === caseId) return { is: 'case' };
      if (typeof value === 'string' && unique.includes(value)) return { is: 'unique', like: value };
      if (typeof value === 'string' && value.startsWith('{"') && value.includes(caseId) && isTokens(value))
        return { is: 'naming', like: value, caseId };
      return { is: 'same', value };
    }),
  }));
}

/** A list of PostgreSQL, and no JSON: the state of a case may name it too, and is the same for all. */
function isTokens(value: string): boolean {
  return /^\{"[^":]+:[^"]*"(,|\})/.test(value);
}

/** The id of the case with this number: the number in hexadecimal, so that SQL and JavaScript make the same one. */
export function caseIdOf(number: number): string {
  const hex = number.toString(16).padStart(32, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** As long as the text it stands for, and different for each number. */
export function uniqueText(like: string, number: number): string {
  const digits = Math.min(12, like.length);
  return like.slice(0, like.length - digits) + String(number).padStart(digits, '0');
}

/** The values of one statement for the case with this number. */
export function fillValues(values: readonly TemplateValue[], number: number): unknown[] {
  return values.map((value) => {
    if (value.is === 'same') return value.value;
    if (value.is === 'naming') return value.like.replaceAll(value.caseId, caseIdOf(number));
    return value.is === 'case' ? caseIdOf(number) : uniqueText(value.like, number);
  });
}

/** Bytes of all values of a template as they travel, for the report. */
export function templateBytes(template: readonly TemplateStatement[]): number {
  return template.reduce(
    (sum, { values }) => sum + values.reduce((bytes: number, value) => bytes + bytesOf(value), 0),
    0,
  );
}

function bytesOf(value: TemplateValue): number {
  if (value.is === 'case') return 16;
  if (value.is === 'naming') return sizeOf(value.like);
  if (value.is === 'unique') return value.like.length;
  return sizeOf(value.value);
}

function sizeOf(value: unknown): number {
  if (Buffer.isBuffer(value)) return value.length;
  return typeof value === 'string' ? Buffer.byteLength(value) : 0;
}
