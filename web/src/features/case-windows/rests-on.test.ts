import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../client/types.ts';
import { isUnread, restsOn, type Decision } from './rests-on.ts';

type Kept = CaseView['kept'];

// Only what is read of them: the shapes on the wire have many members more.
const document = (entry: string, of: string, pages: number | null) =>
  ({
    entry,
    of,
    words: `Paper ${entry}`,
    versions: [{ file: `file-${entry}`, content: `hash-${entry}`, pages }],
  }) as unknown as Kept['documents'][number];
const KEPT = {
  documents: [document('d1', 'memo', 3), document('d2', 'letter', 2), document('d3', 'memo', null)],
  evidence: [
    { entry: 'e1', exhibit: 1, words: 'A note', document: null },
    { entry: 'e2', exhibit: 2, words: 'A plan', document: 'hash-d3' },
    { entry: 'e3', exhibit: 3, words: 'Elsewhere', document: 'hash-unknown' },
  ],
  issues: [{ entry: 'i1', words: 'Was it loud?' }],
  parties: [],
  kinds: { determinations: [{ of: 'ruling', mustBeRead: ['memo', 'evidence'] }] },
} as unknown as Kept;
const decision = (manifest: Decision['manifest']) => ({ of: 'ruling', manifest }) as unknown as Decision;
const entries = (...names: string[]) => decision(names.map((entry) => ({ entry, version: 1 })));

describe('what a decision rests on', () => {
  it('puts first what is unread and must be read, then what is unread, then the rest', () => {
    const lines = restsOn(entries('i1', 'd2', 'd1'), KEPT, []);
    expect(lines.map(({ open, mustBeRead }) => [open, mustBeRead])).toEqual([
      ['d1', true],
      ['d2', false],
      [null, false],
    ]);
    expect(lines.map(isUnread)).toEqual([true, true, false]);
  });

  it('counts pages, and takes the whole for all of them', () => {
    const some = restsOn(entries('d1'), KEPT, [{ file: 'file-d1', pages: [1, 3], whole: false }]);
    expect(some[0]?.pages).toEqual({ read: 2, of: 3 });
    const all = restsOn(entries('d1'), KEPT, [{ file: 'file-d1', pages: [], whole: true }]);
    expect(all.map(isUnread)).toEqual([false]);
  });

  it('holds a file without pages for unread until it was opened as a whole', () => {
    expect(restsOn(entries('d3'), KEPT, [{ file: 'file-d3', pages: [1], whole: false }]).map(isUnread)).toEqual([true]);
    expect(restsOn(entries('d3'), KEPT, [{ file: 'file-d3', pages: [], whole: true }]).map(isUnread)).toEqual([false]);
  });

  it('asks for the document of an exhibit, also of one that its reader may not open', () => {
    const lines = restsOn(entries('e1', 'e2', 'e3'), KEPT, [{ file: 'file-d3', pages: [], whole: true }]);
    expect(lines.map(({ what, open }) => [what, open, isUnread])).toHaveLength(3);
    expect(lines.filter(isUnread).map(({ what }) => what)).toEqual([
      { kind: 'exhibit', number: 3, words: 'Elsewhere' },
    ]);
    expect(lines.filter(({ mustBeRead }) => mustBeRead)).toHaveLength(2);
  });

  it('names a document by its content, and what is hidden as unknown', () => {
    const lines = restsOn(
      decision([
        { document: 'hash-d2', words: 'The letter' },
        { entry: 'gone', version: 1 },
      ]),
      KEPT,
      [],
    );
    expect(lines.map(({ what }) => what.kind)).toEqual(['document', 'unknown']);
  });
});
