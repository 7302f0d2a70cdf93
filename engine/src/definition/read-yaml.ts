// Reads YAML into located nodes and refuses what makes YAML dangerous: size, depth, anchors, aliases and tags.
// Knows nothing of case types.
import { LineCounter, type Node, type Pair, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { LocatedNode, MapEntry, MapNode } from './located.ts';
import { type Findings, type Place, report } from './problem.ts';
import { DEEPEST_SOURCE, NO_ALIASES, refusedUnread, TOO_DEEP } from './yaml-bounds.ts';

const START: Place = { offset: 0, path: '' };

/** The root of the source, or null where nothing can be read of it; problems are added to the findings. */
export function readYaml(source: string): { readonly root: LocatedNode | null; readonly findings: Findings } {
  const lines = new LineCounter();
  const findings: Findings = {
    problems: [],
    positionAt: (offset) => {
      const { line, col } = lines.linePos(offset);
      return { line: Math.max(line, 1), column: Math.max(col, 1) };
    },
  };
  const refusal = refusedUnread(source);
  if (refusal !== null) {
    lines.addNewLine(0);
    for (let at = source.indexOf('\n'); at !== -1 && at < refusal.offset; at = source.indexOf('\n', at + 1))
      lines.addNewLine(at + 1);
    report(findings, { offset: refusal.offset, path: '' }, refusal);
    return { root: null, findings };
  }
  const document = parseWithoutTraces(source, lines);
  if (document === null) {
    report(findings, START, { code: 'too-deep', reason: TOO_DEEP });
    return { root: null, findings };
  }
  for (const error of document.errors.slice(0, 20)) reportYaml(findings, error);
  if (document.contents === null) {
    if (document.errors.length === 0)
      report(findings, START, { code: 'yaml', reason: 'The file is empty. Start with “caseType: name-of-it”.' });
    return { root: null, findings };
  }
  const root = located(document.contents, { source, findings, path: '', depth: 0 });
  return { root, findings };
}

/**
 * The library makes an error object of each fault, and the trace of the stack in it, which nobody reads, costs more than
 * everything else about a broken file.
 */
function parseWithoutTraces(source: string, lineCounter: LineCounter): ReturnType<typeof parseDocument> | null {
  // The property exists where this engine does, and the language's own types do not name it.
  const errors = Error as { stackTraceLimit?: number };
  const limit = errors.stackTraceLimit;
  if (limit !== undefined) errors.stackTraceLimit = 0;
  try {
    return parseDocument(source, { lineCounter, uniqueKeys: false, prettyErrors: false, merge: false, version: '1.2' });
  } catch (thrown) {
    // The library goes down a nesting by recursion, and finds ways to nest that nobody bounded before.
    if (thrown instanceof RangeError) return null;
    throw thrown;
  } finally {
    if (limit !== undefined) errors.stackTraceLimit = limit;
  }
}

function reportYaml(
  findings: Findings,
  error: { readonly code: string; readonly message: string; readonly pos: [number, number] },
): void {
  const place = { offset: error.pos[0], path: '' };
  if (error.code === 'RESOURCE_EXHAUSTION') report(findings, place, { code: 'too-deep', reason: TOO_DEEP });
  else
    report(findings, place, {
      code: 'yaml',
      reason: `This is not YAML: ${error.message}. Look at the indentation, colons and quotes here and above.`,
    });
}

interface Reading {
  readonly source: string;
  readonly findings: Findings;
  readonly path: string;
  readonly depth: number;
}

const NOTHING = { kind: 'scalar', value: null, textOffset: null } as const;

function located(node: Node | null, reading: Reading): LocatedNode {
  const place = { offset: node?.range?.[0] ?? 0, path: reading.path };
  if (node === null) return { ...NOTHING, ...place };
  if (reading.depth > DEEPEST_SOURCE) {
    report(reading.findings, place, { code: 'too-deep', reason: TOO_DEEP });
    return { ...NOTHING, ...place };
  }
  if (isAlias(node) || node.tag !== undefined || ('anchor' in node && node.anchor !== undefined)) {
    report(reading.findings, place, {
      code: 'alias',
      reason: NO_ALIASES,
    });
    return { ...NOTHING, ...place };
  }
  if (isMap(node)) return mapNode(node.items, place, reading);
  if (isSeq(node)) {
    const items = node.items.map((item, index) =>
      // The items of a parsed sequence are nodes; the library types them as unknown for hand-made documents.
      located(item as Node | null, { ...reading, path: `${reading.path}[${index}]`, depth: reading.depth + 1 }),
    );
    return { kind: 'list', items, ...place };
  }
  return isScalar(node) ? scalarNode(node.value, place, reading) : { ...NOTHING, ...place };
}

function mapNode(pairs: readonly Pair[], place: Place, reading: Reading): MapNode {
  const entries = new Map<string, MapEntry>();
  for (const pair of pairs) {
    const named = isScalar(pair.key) ? pair.key : null;
    const key = named === null ? '' : String(named.value);
    const path = reading.path === '' ? key : `${reading.path}.${key}`;
    const at = { offset: named?.range?.[0] ?? place.offset, path };
    if (named === null || key === '') {
      report(reading.findings, at, { code: 'yaml', reason: 'A key must be a plain word.' });
      continue;
    }
    if (entries.has(key)) {
      report(reading.findings, at, {
        code: 'duplicate-key',
        reason: `“${key}” is written twice here. Keep one of them.`,
      });
      continue;
    }
    // The values of a parsed map are nodes; the library types them as unknown for hand-made documents.
    const value = located(pair.value as Node | null, { ...reading, path, depth: reading.depth + 1 });
    entries.set(key, { key, at, value: value.offset === 0 ? { ...value, offset: at.offset } : value });
  }
  return { kind: 'map', entries, ...place };
}

function scalarNode(value: unknown, place: Place, reading: Reading): LocatedNode {
  if (typeof value !== 'string') {
    const plain = typeof value === 'number' || typeof value === 'boolean' ? value : null;
    return { kind: 'scalar', value: plain, textOffset: null, ...place };
  }
  const quoted = reading.source[place.offset] === '"' || reading.source[place.offset] === "'" ? 1 : 0;
  const start = place.offset + quoted;
  return { kind: 'scalar', value, textOffset: reading.source.startsWith(value, start) ? start : null, ...place };
}
