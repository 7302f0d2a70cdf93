// A case is found by its words, and by none of them for somebody from whom the part is hidden in which it stands.
import { describe, expect, it } from 'vitest';
import { caseTypeOf, SECTIONED } from '../case/case-under-test.ts';
import { CASE_WORDS_MOST, type CaseWord, wordsFound, wordsOfCase } from './case-words.ts';
import { soughtIn } from './words.ts';

const SECTIONED_TYPE = caseTypeOf(SECTIONED);
const STATE = {
  reference: 'T-2026-7',
  data: { note: 'Both open', diagnosis: 'open fracture', bornOn: '1977-07-07', income: '8888.88', source: 'Informer' },
};

function of(data: Readonly<Record<string, string>>): readonly CaseWord[] {
  return wordsOfCase(SECTIONED_TYPE, { reference: 'T-1', data });
}

describe('the words of a case', () => {
  it('are the reference and its texts, each with the parts and readers of its field; numbers and dates are none', () => {
    expect(wordsOfCase(SECTIONED_TYPE, STATE)).toEqual([
      { word: 't-2026-7', parts: [], readers: null },
      { word: 'both', parts: ['general'], readers: null },
      { word: 'open', parts: ['general'], readers: null },
      { word: 'open', parts: ['health'], readers: ['nurse'] },
      { word: 'fracture', parts: ['health'], readers: ['nurse'] },
      { word: 'informer', parts: ['general', 'source'], readers: ['manager'] },
    ]);
  });

  it('name no parts where the whole case is one', () => {
    const plain = caseTypeOf('version: 1.0.0\nplan: { tasks: { visit: { title: Visit, by: officer } } }');
    const [field = ''] = [...plain.fields.values()].filter(({ kind }) => kind === 'text').map(({ name }) => name);
    const words = wordsOfCase(plain, { reference: 'T-1', data: { [field]: 'Word' } });
    expect(words).toEqual([
      { word: 't-1', parts: [], readers: null },
      { word: 'word', parts: [], readers: null },
    ]);
  });

  it('are bounded', () => {
    const text = Array.from({ length: 2 * CASE_WORDS_MOST }, (_, at) => `w${at}`).join(' ');
    expect(of({ note: text })).toHaveLength(CASE_WORDS_MOST);
  });
});

describe('finding words', () => {
  const words = wordsOfCase(SECTIONED_TYPE, STATE);
  const found = (text: string, parts: readonly string[] | null): readonly string[] | null =>
    wordsFound(words, soughtIn(text), parts === null ? null : new Set(parts));

  it('says which there are, or nothing where one is missing', () => {
    expect(found('FRACTURE open', null)).toEqual(['fracture', 'open']);
    expect(found('fracture closed', null)).toBeNull();
    expect(found('t-2026-7 inf*', null)).toEqual(['t-2026-7', 'informer']);
    expect(found('', null)).toBeNull();
  });

  it('sees no word of a part that may not be read, and of a field only where section and field may', () => {
    expect(found('fracture', ['general'])).toBeNull();
    expect(found('fracture', ['health'])).toEqual(['fracture']);
    expect(found('open', ['general'])).toEqual(['open']);
    expect(found('inf*', ['source'])).toBeNull();
    expect(found('inf*', ['general', 'source'])).toEqual(['informer']);
    expect(found('t-2026-7', [])).toEqual(['t-2026-7']);
  });
});
