// A handbook says everything that its definition does, and nothing of a definition becomes a tag.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkCaseType } from '@casewright/engine/definition';
import { readShipped } from '../cli/read-case-types.ts';
import { personalElements } from './assessments.ts';
import { handbookOf } from './handbook.ts';

const { caseTypes } = readShipped(fileURLToPath(new URL('../../../case-types', import.meta.url)));

function shown(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

describe.each(caseTypes.map(({ caseType }) => [caseType.name, caseType] as const))(
  'the handbook of %s',
  (_name, caseType) => {
    const page = handbookOf(caseType);

    it('names every step, field, form, party, role, clock with its law, outcome and section', () => {
      const names = [
        ...[...caseType.items.values()].map(({ title }) => title),
        ...[...caseType.fields.values()].map(({ label }) => label),
        ...[...caseType.forms.values(), ...caseType.parties.values(), ...caseType.roles.values()].map(
          ({ title }) => title,
        ),
        ...[...caseType.clocks.values()].flatMap(({ title, law }) => [title, law.reference]),
        ...caseType.closing.outcomes.map(({ label }) => label),
        ...(caseType.access?.sections ?? []).map(({ title }) => title),
        ...(caseType.retention?.classes ?? []).flatMap(({ called, said, authority }) => [called, said, authority]),
        ...(caseType.retention?.floors ?? []).map(({ called }) => called),
        ...[caseType.issues, caseType.goals, caseType.obligations, caseType.determinations, caseType.evidence]
          .flatMap((kinds): readonly { readonly title: string }[] => [...kinds.values()])
          .map(({ title }) => title),
        ...[...(caseType.publish?.columns.values() ?? [])].map(({ title }) => title),
        ...[...(caseType.consents?.values() ?? [])].map(({ title }) => title),
      ];
      expect(names.length).toBeGreaterThan(20);
      expect(names.filter((name) => !page.includes(shown(name)))).toEqual([]);
    });

    it('covers every personal element in the draft of its privacy assessment', () => {
      const draft = page.slice(page.indexOf('id="privacy"'), page.indexOf('id="security"'));
      const personal = [...caseType.fields.values()].filter((field) => field.personal);
      expect(personal.filter(({ label }) => !draft.includes(shown(label)))).toEqual([]);
      expect(personalElements(caseType).length).toBeGreaterThanOrEqual(personal.length + caseType.parties.size);
      expect(personal.filter(({ purpose = '' }) => purpose === '' || !draft.includes(shown(purpose)))).toEqual([]);
    });

    it('says what people may do about what is wrong, and what is done with their consent alone', () => {
      const rights = page.slice(page.indexOf('id="rights"'), page.indexOf('id="privacy"'));
      const consents = [...(caseType.consents?.values() ?? [])];
      expect(rights).toContain('statement of disagreement');
      expect(rights.includes('Nothing in these cases rests on consent')).toBe(consents.length === 0);
      expect(consents.filter(({ title }) => !rights.includes(shown(title)))).toEqual([]);
      const resting = [...caseType.referrals.values()].filter(
        ({ purpose }) => caseType.consents?.has(purpose) === true,
      );
      expect(resting.filter(({ title }) => !rights.includes(shown(title)))).toEqual([]);
      expect(page.split('only while they agree')).toHaveLength(resting.length + 1);
    });

    it('is one page that needs no script and loads nothing', () => {
      expect(page).not.toMatch(/<script|<link|<img|https?:\/\/[^"]*\.(js|css|png)/);
      expect(page.match(/<h1>/g)).toHaveLength(1);
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
    });
  },
);

it('takes nothing of a definition for a tag', () => {
  const [first] = caseTypes;
  if (first === undefined) throw new Error('No case type is shipped.');
  const source = first.source.replace(/^title: .*$/m, 'title: "<script>alert(1)</script> & more"');
  const checked = checkCaseType(source, 'f'.repeat(64));
  if ('problems' in checked) throw new Error(checked.problems[0]?.reason);
  expect(handbookOf(checked.caseType)).not.toContain('<script');
  expect(handbookOf(checked.caseType)).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; more');
});
