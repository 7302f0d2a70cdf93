// What is in a bundle: every document with its pages and the hash of its content, for people and for programs. The hash of
// this account is printed in the bundle, so that nobody can pass off another account for it.
import { createHash } from 'node:crypto';

/** How a document is there: as it is, with parts taken out, or as a sheet that stands for it. */
export type Shape = 'whole' | 'redacted' | 'sheet';

export interface ManifestRow {
  readonly number: number;
  readonly section: string;
  readonly title: string;
  readonly date: string | null;
  readonly exhibit: string | null;
  readonly mediaType: string;
  /** SHA-256 of the document, in hex. */
  readonly content: string;
  readonly shape: Shape;
  /** Of its pages in the bundle. */
  readonly labels: readonly string[];
}

export interface Manifest {
  readonly json: string;
  readonly csv: string;
  /** SHA-256 of `json`, in hex. */
  readonly hash: string;
}

export function manifestOf(
  about: { readonly title: string; readonly reference: string; readonly recipient: string; readonly date: string },
  rows: readonly ManifestRow[],
): Manifest {
  const { title, reference, recipient, date } = about;
  const json = `${JSON.stringify({ format: 'casewright-bundle/1', title, reference, recipient, date, documents: rows }, null, 2)}\n`;
  return { json, csv: csvOf(rows), hash: createHash('sha256').update(json).digest('hex') };
}

/** The range of its pages, as an index says it. */
export function pagesText(labels: readonly string[]): string {
  const [first = '', last = first] = [labels[0], labels.at(-1)];
  return first === last ? first : `${first}\u2013${last}`;
}

const COLUMNS = [
  'number',
  'section',
  'title',
  'date',
  'exhibit',
  'media_type',
  'sha256',
  'shape',
  'pages',
  'first',
  'last',
];

function csvOf(rows: readonly ManifestRow[]): string {
  const lines = rows.map(({ number, section, title, date, exhibit, mediaType, content, shape, labels }) => [
    ...[String(number), section, title, date ?? '', exhibit ?? '', mediaType, content, shape],
    ...[String(labels.length), labels[0] ?? '', labels.at(-1) ?? ''],
  ]);
  return [COLUMNS, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** RFC 4180; what a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
