// Case types in several languages: all that people see, and nothing else, is in each of them.
import { describe, expect, it } from 'vitest';
import { openCaseUnderTest } from '../case/case-under-test.ts';
import { viewCase } from '../view/case-view.ts';
import { checkCaseType } from './check.ts';
import { expandCaseType } from './expand.ts';
import { HEAD_UNDER_TEST } from './head-under-test.ts';
import { inLanguage, textsOf } from './languages.ts';

const PARTS = `
zone: Europe/Rome
team: desk
roles: { officer: Officer }
data:
  note: { type: text, label: Note, hint: In your own words, purpose: To know what happened }
  way: { type: choice, label: Way, options: { post: Post, phone: Phone } }
forms: { open: { title: Open, fields: { note: optional, way: optional } } }
opening: { form: open, by: officer }
plan: { tasks: { look: { title: Look, by: officer, complete: { when: note != null, otherwise: Write the note first. } } } }
closing: { by: officer, outcomes: { done: Done } }
`;
const FRENCH = {
  Example: 'Exemple',
  Testing: 'Essai',
  Officer: 'Agent',
  Note: 'Remarque',
  'In your own words': 'Avec vos propres mots',
  'To know what happened': 'Pour savoir ce qui s’est passé',
  Way: 'Voie',
  Post: 'Courrier',
  Phone: 'Téléphone',
  Open: 'Ouvrir',
  Look: 'Examiner',
  'Write the note first.': 'Écrivez d’abord la remarque.',
  Done: 'Terminé',
};

const withLanguages = (languages: object): string =>
  `${HEAD_UNDER_TEST}${PARTS}languages: ${JSON.stringify(languages)}\n`;

function compiled(source: string) {
  const checked = checkCaseType(source, 'f'.repeat(64));
  if ('problems' in checked)
    throw new Error(checked.problems.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  return checked.caseType;
}

function problems(source: string): readonly string[] {
  const checked = checkCaseType(source, 'f'.repeat(64));
  return 'problems' in checked ? checked.problems.map(({ code, path, reason }) => `${code} ${path} ${reason}`) : [];
}

describe('a case type in another language', () => {
  const caseType = compiled(withLanguages({ fr: FRENCH }));

  it('has every text that people see, and none of its own is left', () => {
    const french = inLanguage(caseType, ['fr']);
    expect([...textsOf(french)].toSorted()).toEqual(Object.values(FRENCH).toSorted());
    expect(french.fields.get('way')?.options).toEqual([
      { value: 'post', label: 'Courrier' },
      { value: 'phone', label: 'Téléphone' },
    ]);
    // Law, names and what decides stay.
    expect(french).toMatchObject({ name: 'example', hash: caseType.hash, purpose: { authority: 'None' } });
    expect(french.items.get('look')?.task?.complete?.when).toBe(caseType.items.get('look')?.task?.complete?.when);
  });

  it('is made once, and is itself where it has not that language', () => {
    expect(inLanguage(caseType, ['fr'])).toBe(inLanguage(caseType, ['fr']));
    expect(inLanguage(caseType, ['fr-CA'])).toBe(inLanguage(caseType, ['fr']));
    expect(inLanguage(caseType, ['de', 'fr'])).toBe(inLanguage(caseType, ['fr']));
    for (const other of [[], ['de'], ['constructor'], ['en-AU', 'fr']])
      expect(inLanguage(caseType, other)).toBe(caseType);
  });

  it('shows a case in that language and decides the same', () => {
    const on = openCaseUnderTest(caseType);
    const asked = { caseId: 'c', parts: null, today: '2024-03-01', mayDo: () => true };
    if (on.state === null) throw new Error('It was not opened.');
    const face = JSON.stringify(viewCase(inLanguage(caseType, ['fr']), on.state, asked));
    expect(face).toContain('Examiner');
    expect(face).not.toContain('Look');
    expect(on.refusal({ type: 'CompleteTask', task: 'look', data: {} })).toBe('condition-not-met');
  });
});

describe('the checker', () => {
  it('finds what is not translated, and what nothing says any more', () => {
    const { Look: _look, ...rest } = FRENCH;
    expect(problems(withLanguages({ fr: { ...rest, Loook: 'Examiner' } }))).toEqual([
      'no-translation languages.fr “Look” has no text in fr. Say it, under the same words.',
      'no-translation languages.fr.Loook Nothing in the case type says “Loook”. Did you mean “Look”? Then look whether the text still says the same.',
    ]);
    expect(problems(withLanguages({ fr: {} }))).toHaveLength(Object.keys(FRENCH).length);
    expect(problems(withLanguages({ french: FRENCH }))[0]).toContain('bad-name');
  });
});

describe('a block', () => {
  const block = (texts: object): string =>
    `block: words\nversion: 1.0.0\ntitle: Words\nabout: Texts\nlanguages: ${JSON.stringify({ fr: texts })}\n`;
  const shelf = (texts: object) => new Map([['words@1.0.0', { file: 'words.yaml', source: block(texts) }]]);
  const source = (own: object): string => withLanguages({ fr: own }).replace('zone:', 'uses: [words@1.0.0]\nzone:');

  it('brings texts, and may say again what is said, but not otherwise', () => {
    const { Look, ...rest } = FRENCH;
    const whole = expandCaseType(source({ ...rest, Note: 'Remarque' }), shelf({ Look, Note: 'Remarque' }));
    if ('problems' in whole) throw new Error(JSON.stringify(whole.problems));
    expect(compiled(whole.source).languages.get('fr')?.get('Look')).toBe('Examiner');
    const other = expandCaseType(source(FRENCH), shelf({ Note: 'Note' }));
    expect('problems' in other && other.problems.map(({ code }) => code)).toEqual(['block-conflict']);
  });
});
