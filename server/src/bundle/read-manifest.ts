// What was in a bundle, out of its own file: the manifest that lies in it, and from the manifests of all its versions the numbering that
// the next one goes on from. So a bundle needs nothing beside it. Knows no case, and believes no more than the shape.
import { createHash } from 'node:crypto';
import type { Bytes } from '../files/bytes.ts';
import { ABOUT, unescaped } from '../pdf/title-metadata.ts';
import type { ManifestRow, Shape } from './manifest.ts';
import type { NumberedDocument, Numbering } from './numbering.ts';

export interface ReadManifest {
  readonly title: string;
  readonly reference: string;
  readonly recipient: string;
  readonly date: string;
  readonly documents: readonly ManifestRow[];
  /** SHA-256 of the manifest, in hex: what the index prints. */
  readonly hash: string;
}

/** It stands near the end, before what only says where things are. */
const TAIL = 16 * 1024 * 1024;

/** @returns null for a file that is no bundle of ours */
export async function readManifest(bytes: Bytes): Promise<ReadManifest | null> {
  const from = Math.max(0, bytes.size - TAIL);
  const tail = await bytes.read(from, bytes.size - from);
  const last = tail.lastIndexOf(ABOUT.last);
  const first = last === -1 ? -1 : tail.lastIndexOf(ABOUT.first, last);
  if (first === -1) return null;
  const json = unescaped(tail.toString('utf8', first + ABOUT.first.length, last));
  try {
    const parsed: unknown = JSON.parse(json);
    return isManifest(parsed) ? { ...parsed, hash: createHash('sha256').update(json).digest('hex') } : null;
  } catch {
    return null;
  }
}

/**
 * The numbering after some versions of a bundle, for the next.
 * @param manifests of all versions, in their order
 * @param idOf what a document is known by: its content, and how many of that content came before it in the bundle
 */
export function numberingAfter(
  manifests: readonly ReadManifest[],
  idOf: (content: string, before: number) => string,
): Numbering | null {
  const last = manifests.at(-1);
  if (last === undefined) return null;
  const seen = new Map<string, number>();
  const documents = last.documents.map(({ content, labels }): NumberedDocument => {
    const before = seen.get(content) ?? 0;
    seen.set(content, before + 1);
    return { id: idOf(content, before), content, labels };
  });
  const there = new Set(documents.flatMap(({ labels }) => labels));
  const ever = new Set(manifests.flatMap((each) => each.documents.flatMap(({ labels }) => labels)));
  return { documents, retired: [...ever].filter((label) => !there.has(label)) };
}

const LABEL = /^[0-9]{1,9}[A-Z0-9.]{0,40}$/;
const HASH = /^[0-9a-f]{64}$/;
const SHAPES: readonly unknown[] = ['whole', 'redacted', 'sheet'] satisfies readonly Shape[];

function isManifest(value: unknown): value is Omit<ReadManifest, 'hash'> {
  if (!isRecord(value) || value['format'] !== 'casewright-bundle/1' || !Array.isArray(value['documents'])) return false;
  const said = ['title', 'reference', 'recipient', 'date'].every((name) => typeof value[name] === 'string');
  // Of a list whose elements are not known.
  const rows: readonly unknown[] = value['documents'];
  return said && rows.every(isRow);
}

function isRow(value: unknown): boolean {
  if (!isRecord(value) || !Array.isArray(value['labels'])) return false;
  const { number, content, shape } = value;
  const labels: readonly unknown[] = value['labels'];
  return (
    ['section', 'title', 'mediaType'].every((name) => typeof value[name] === 'string') &&
    ['date', 'exhibit'].every((name) => value[name] === null || typeof value[name] === 'string') &&
    typeof number === 'number' &&
    typeof content === 'string' &&
    HASH.test(content) &&
    SHAPES.includes(shape) &&
    labels.every((label) => typeof label === 'string' && LABEL.test(label))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
