// What is in a bundle: every document with its pages and the hash of its content, for people and for programs. The hash of
// this account is printed in the bundle, so that nobody can pass off another account for it.
import { createHash } from 'node:crypto';
import { type BundleTexts, bundleTexts } from './bundle-texts.ts';

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
  about: {
    readonly title: string;
    readonly reference: string;
    readonly recipient: string;
    readonly date: string;
    readonly language: string;
  },
  rows: readonly ManifestRow[],
): Manifest {
  // The JSON is for programs and has no language; the table is for people.
  const { title, reference, recipient, date, language } = about;
  const json = `${JSON.stringify({ format: 'casewright-bundle/1', title, reference, recipient, date, documents: rows }, null, 2)}\n`;
  return { json, csv: csvOf(rows, bundleTexts(language)), hash: createHash('sha256').update(json).digest('hex') };
}

/** The range of its pages, as an index says it. */
export function pagesText(labels: readonly string[]): string {
  const [first = '', last = first] = [labels[0], labels.at(-1)];
  return first === last ? first : `${first}\u2013${last}`;
}

function csvOf(rows: readonly ManifestRow[], { table, shapes }: BundleTexts): string {
  const lines = rows.map(({ number, section, title, date, exhibit, mediaType, content, shape, labels }) => [
    ...[String(number), section, title, date ?? '', exhibit ?? '', mediaType, content, shapes[shape]],
    ...[String(labels.length), labels[0] ?? '', labels.at(-1) ?? ''],
  ]);
  return [table, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** RFC 4180; what a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
