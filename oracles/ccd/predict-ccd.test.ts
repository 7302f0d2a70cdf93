// The prediction on a definition small enough to check by eye.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FormPage } from './ccd-forms.ts';
import { writeDefinition } from './made-definition.ts';
import { predictCcd } from './predict-ccd.ts';
import { readSheets } from './read-sheets.ts';

const folder = mkdtempSync(join(tmpdir(), 'casewright-ccd-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a definition made up for what the published ones do not have', () => {
  writeDefinition(folder);

  it('is read as one reads it by eye', () => {
    const { allowed, events, readable, writable } = predictCcd(readSheets(folder, '2026-11-23'));
    const anywhere = ['brackets', 'empty', 'inside', 'no-amount', 'of-value', 'parts', 'right'];
    expect(allowed['clerk']).toEqual({
      '': ['open'],
      draft: [...anywhere, 'named', 'next', 'pages', 'state'].toSorted(),
      ready: [...anywhere, 'closed', 'pages'].toSorted(),
      done: [],
    });
    const ofJudge = [...anywhere, 'named'].filter((event) => event !== 'parts');
    expect(allowed['judge']?.['done']).toEqual(ofJudge.toSorted());
    expect(Object.values({ ...allowed['reader'], ...allowed['[OWNER]'] }).flat()).toEqual([]);
    expect(asLines(events['pages'])).toEqual(['first: later open', 'two: third= note= second!', 'late: plain']);
    expect(['state', 'left', 'right', 'filled'].flatMap((event) => asLines(events[event]))).toEqual([
      'one: list= party.aliases=',
      'one: list party.aliases!',
      'one: list! party.aliases=',
      'one: plain! second! third!',
    ]);
    expect([asLines(events['closed']), asLines(events['named'])]).toEqual([[], ['two: plain', 'one: second']]);
    expect(asLines(events['parts'])).toEqual(['one: plain! party.name.last party.aliases party.born= party.hint=']);
    expect([readable['reader'], writable['reader'], readable['[OWNER]']]).toEqual([['plain', 'spaced'], [], []]);
    const parts = (paths: readonly string[] | undefined) => paths?.filter((path) => path.startsWith('party.'));
    expect(parts(readable['judge'])).toEqual(['party.kind', 'party.name.first', 'party.name.last']);
    expect(parts(writable['judge'])).toEqual(['party.name.first', 'party.name.last']);
    expect(parts(writable['clerk'])).not.toContain('party.name.last');
  });
});

/** Pages for the eye: `!` is mandatory, `=` read-only. */
function asLines(pages: readonly FormPage[] | undefined): string[] | undefined {
  return pages?.map(({ id, fields }) => {
    const marked = fields.map(
      ({ path, mandatory, readOnly }) => `${path}${mandatory ? '!' : ''}${readOnly ? '=' : ''}`,
    );
    return `${id}: ${marked.join(' ')}`;
  });
}
