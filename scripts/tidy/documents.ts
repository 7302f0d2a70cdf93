// The documents: titles, links that lead somewhere, decision records in their index, and a code map that names the
// rooms that exist and no other.
import { roomOf } from './house.ts';
import type { Finding, Rule, SourceFile, Tree } from './tree.ts';

const ARCHITECTURE = 'ARCHITECTURE.md';
const ARCHITECTURE_LINES = 300;
const DECISIONS = 'docs/decisions/';

export const documentRules: readonly Rule[] = [
  {
    name: 'one-title',
    cure: 'Give every document exactly one first-level heading, as its first heading.',
    find: (tree) =>
      documents(tree).flatMap((file) => {
        const titles = prose(file).filter(({ text }) => text.startsWith('# '));
        return titles.length === 1
          ? []
          : [{ path: file.path, line: titles[1]?.line ?? 1, what: `${titles.length} titles` }];
      }),
  },
  {
    name: 'links-lead-somewhere',
    cure: 'Correct the link, or write the file it promises.',
    find: (tree) => documents(tree).flatMap((file) => links(file).flatMap((link) => deadLink(tree, file, link))),
  },
  {
    name: 'decisions-indexed',
    cure: `Name the record ${DECISIONS}NNNN-title.md, with a number of its own, and link it in ${DECISIONS}README.md.`,
    find: findUnindexedDecisions,
  },
  {
    name: 'code-map',
    cure: 'The code map in ARCHITECTURE.md names every room as `engine/src/plan` and no other: add or remove its row in the same change.',
    find: compareCodeMap,
  },
  {
    name: 'architecture-size',
    cure: `Keep ARCHITECTURE.md to ${ARCHITECTURE_LINES} lines: move detail into docs/ or the comment that opens the room.`,
    find: (tree) => {
      const lines = tree.files.get(ARCHITECTURE)?.text.split('\n').length ?? 0;
      return lines <= ARCHITECTURE_LINES
        ? []
        : [{ path: ARCHITECTURE, line: ARCHITECTURE_LINES, what: `${lines} lines` }];
    },
  },
];

interface Line {
  readonly text: string;
  readonly line: number;
}

function documents(tree: Tree): readonly SourceFile[] {
  return [...tree.files.values()].filter((file) => file.path.endsWith('.md'));
}

/** The lines of a document outside its code blocks. */
function prose(file: SourceFile): readonly Line[] {
  let inside = false;
  return file.text.split('\n').flatMap((text, index) => {
    const fence = /^\s*(```|~~~)/.test(text);
    if (fence) inside = !inside;
    return fence || inside ? [] : [{ text, line: index + 1 }];
  });
}

function links(file: SourceFile): readonly Line[] {
  return prose(file).flatMap(({ text, line }) =>
    [...text.replaceAll(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map((match) => ({ text: match[1] ?? '', line })),
  );
}

function deadLink(tree: Tree, file: SourceFile, link: Line): readonly Finding[] {
  if (/^[a-z]+:/.test(link.text)) return [];
  const [target = '', anchor] = link.text.split('#');
  const path = target === '' ? file.path : joinLink(file.path, target);
  const found = tree.files.get(path);
  const folder = path === '' || [...tree.files.keys()].some((each) => each.startsWith(`${path.replace(/\/$/, '')}/`));
  if (found === undefined && !folder) return [{ path: file.path, line: link.line, what: `${link.text} leads nowhere` }];
  if (anchor === undefined || found === undefined || !path.endsWith('.md') || anchors(found).has(anchor)) return [];
  return [{ path: file.path, line: link.line, what: `${link.text}: no such heading` }];
}

function anchors(file: SourceFile): ReadonlySet<string> {
  const headings = prose(file).filter(({ text }) => /^#{1,6} /.test(text));
  return new Set(
    headings.map(({ text }) =>
      text
        .replace(/^#+ /, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

function joinLink(from: string, target: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function findUnindexedDecisions(tree: Tree): readonly Finding[] {
  const index = tree.files.get(`${DECISIONS}README.md`);
  const records = [...tree.files.keys()].filter(
    (path) => path.startsWith(DECISIONS) && path.endsWith('.md') && path !== index?.path,
  );
  const linked = new Set(index === undefined ? [] : links(index).map((link) => joinLink(index.path, link.text)));
  const numbers = new Map<string, string>();
  return records.flatMap((path) => {
    const number = /^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.md$/.exec(path.slice(DECISIONS.length))?.[1];
    if (number === undefined) return [{ path, line: 1, what: 'is not named NNNN-title.md' }];
    const twin = numbers.get(number);
    numbers.set(number, path);
    if (twin !== undefined) return [{ path, line: 1, what: `has the number of ${twin}` }];
    return linked.has(path) ? [] : [{ path, line: 1, what: 'is not linked in the index' }];
  });
}

function compareCodeMap(tree: Tree): readonly Finding[] {
  const architecture = tree.files.get(ARCHITECTURE);
  if (architecture === undefined) return [];
  const lines = prose(architecture);
  const from = lines.findIndex(({ text }) => /^## .*code map/i.test(text));
  const length = lines.slice(from + 1).findIndex(({ text }) => text.startsWith('## '));
  const map = from === -1 ? [] : lines.slice(from, length === -1 ? undefined : from + 1 + length);
  const named = new Map(map.flatMap(({ text, line }) => roomsNamed(text).map((room) => [room, line] as const)));
  const existing = new Set([...tree.code.keys()].flatMap(roomFolder));
  return [
    ...[...existing]
      .filter((room) => !named.has(room))
      .map((room) => ({
        path: ARCHITECTURE,
        line: (map[0]?.line ?? 0) + 1,
        what: `the code map does not name ${room}`,
      })),
    ...[...named]
      .filter(([room]) => !existing.has(room))
      .map(([room, line]) => ({ path: ARCHITECTURE, line, what: `the code map names ${room}, which does not exist` })),
  ];
}

/** Rooms in a line's code spans: `engine/src/plan`, `web/src/features/worklist`. */
function roomsNamed(text: string): readonly string[] {
  return [...text.matchAll(/`((?:engine|server|web)\/src\/(?:features\/)?[a-z-]+)\/?`/g)]
    .map((match) => match[1] ?? '')
    .filter((room) => room !== 'web/src/features');
}

function roomFolder(path: string): readonly string[] {
  const parts = path.split('/');
  if (
    !/^(engine|server|web)\/src\//.test(path) ||
    !/^[a-z]+\/[a-z-]+$/.test(roomOf(path)) ||
    roomOf(path).endsWith('/main')
  )
    return [];
  return [parts.slice(0, parts[2] === 'features' ? 4 : 3).join('/')];
}
