// Every form of the staff app keeps what is typed in it until it was sent: the sources are walked, so that a form that is added without
// keeping is refused here, or stands below with the reason.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..');

/** What is typed there asks something, chooses or looks up: there is nothing to send, so nothing to keep. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'app/find-box.tsx': 'what is looked for; a name that somebody looked for is kept nowhere (0061)',
  'app/key-help.tsx': 'looks through the keys; a chosen key is kept at once',
  'features/access/ask-why.tsx': 'whose access is asked for',
  'features/administration/access-page.tsx': 'whose access to which case is tried',
  'features/administration/people-page.tsx': 'which people are shown',
  'features/administration/step-window.tsx': 'a role, a team and who: each is chosen, none is written',
  'features/audit/audit-page.tsx': 'what of the log is asked for',
  'features/audit/case-as-of.tsx': 'as of when, and between which two',
  'features/case-types/draft-preview.tsx': 'tries a form of a draft out; nothing is sent',
  'features/case-types/kind-page.tsx': 'which two versions are compared',
  'features/case-windows/assign-window.tsx': 'looks for a person among those to whom it may be given',
  'features/goals/goals-page.tsx': 'which period is counted',
  'features/inbox/choose-case.tsx': 'a reference that is looked up; the form of a new case is kept',
  'features/review/emergencies-page.tsx': 'which days are counted',
  'features/review/rules-page.tsx': 'what rules are tried with',
  'features/sign-in/sign-in-page.tsx': 'who signs in',
  'features/documents/pdf-pages.tsx': 'the number of a page',
  'features/documents/redact-suggest.tsx': 'words that are looked for in a document',
};

/** Not forms: parts of which every form is made, and the page that shows them. */
const PARTS = /^(?:fields|ui|features\/components)\//;

/** A piece of a form, and the form that keeps it. */
const KEPT_BY: Readonly<Record<string, string>> = {
  'features/documents/bundle-list.tsx': 'features/documents/make-bundle.tsx',
  'features/inbox/part-fields.tsx': 'features/inbox/file-item.tsx',
};

/** Saved as what it is, by itself and within a second of each change: a draft of a redaction. */
const SAVED_BY: Readonly<Record<string, string>> = {
  'features/documents/redact-copy.tsx': 'features/documents/redact-edit.tsx',
  'features/documents/redact-list.tsx': 'features/documents/redact-edit.tsx',
};

const sources = new Map(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.tsx') && !PARTS.test(name))
    .map((name) => [name, readFileSync(join(SRC, name), 'utf8')] as const),
);

describe('forms of the staff app', () => {
  it('are sent with their name, so that what is kept of them goes with the change, or ask a question that is listed', () => {
    const forms = tagsIn(['CaseForm', 'FoldedForm']);
    expect(forms.length).toBeGreaterThan(35);
    const wrong = forms.flatMap(({ name, tag, code }) => {
      if (/keeps=\{false\}/.test(tag)) return name in QUESTIONS ? [] : [`${name} asks and is not listed`];
      return /\bunsent\b/.test(code) ? [] : [`${name} sends without naming its form`];
    });
    expect(wrong).toEqual([]);
  });

  it('keep every other input in which something is written', () => {
    const inputs = tagsIn(['TextLine', 'input', 'textarea']).filter(({ tag }) => isWritten(tag));
    expect(inputs.length).toBeGreaterThan(12);
    const names = [...new Set(inputs.map(({ name }) => name))];
    const loose = names.filter((name) => !(name in QUESTIONS) && !isKept(name));
    expect(loose).toEqual([]);
  });

  it('are listed for a reason that is still there', () => {
    const written = new Set(
      [...tagsIn(['TextLine', 'input', 'textarea']), ...tagsIn(['CaseForm', 'FoldedForm'])].map(({ name }) => name),
    );
    for (const name of [...Object.keys(QUESTIONS), ...Object.keys(KEPT_BY), ...Object.keys(SAVED_BY)])
      expect(written.has(name), name).toBe(true);
  });
});

function isKept(name: string): boolean {
  if (keeps(sources.get(name) ?? '')) return true;
  const by = KEPT_BY[name] ?? SAVED_BY[name];
  const code = by === undefined ? '' : (sources.get(by) ?? '');
  const isUsed = code.includes(`./${name.split('/').at(-1) ?? ''}'`);
  return isUsed && (name in KEPT_BY ? keeps(code) : /\buseRedaction\(/.test(code));
}

function keeps(code: string): boolean {
  return /\buse(?:Kept|KeptFields|Keeper)\b\(?/.test(code) && /<KeptLine\b/.test(code);
}

function isWritten(tag: string): boolean {
  return !/\btype="(?:checkbox|radio|date|number|file)"/.test(tag) && !/\breadOnly\b/.test(tag);
}

interface Tag {
  readonly name: string;
  readonly tag: string;
  readonly code: string;
}

function tagsIn(elements: readonly string[]): readonly Tag[] {
  return [...sources].flatMap(([name, code]) =>
    elements.flatMap((element) =>
      [...code.matchAll(new RegExp(`<${element}(?=[\\s/>])`, 'g'))].map(({ index }) => ({
        ...{ name, code },
        tag: openingTag(code, index),
      })),
    ),
  );
}

/** Up to the sign that ends it, outside of braces. */
function openingTag(code: string, from: number): string {
  let depth = 0;
  for (let at = from; at < code.length; at += 1) {
    const sign = code.charAt(at);
    if (sign === '{') depth += 1;
    if (sign === '}') depth -= 1;
    if (sign === '>' && depth === 0) return code.slice(from, at);
  }
  return code.slice(from);
}
