import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const WEB = new URL('../../web/src/', import.meta.url);
const PAGE = new URL('features/components/', WEB);
/** Seen on every screen: the frame has them, and headings are one a page. */
const IN_FRAME = ['ui/announcer.tsx', 'ui/brand.tsx'];
/** Faces of kinds of field, and what those are made of, come with the table of kinds. */
const BY_KIND = 'fields/field-parts.ts';

it('shows every part of the screens on the page of parts', () => {
  const sources = readdirSync(PAGE).map((name) => readFileSync(new URL(name, PAGE), 'utf8'));
  const imported = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/from '\.\.\/\.\.\/((?:ui|fields)\/[^']+)'/g)].map(([, path]) => path),
    ),
  );
  const parts = ['ui', 'fields'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, WEB))
      .filter((name) => name.endsWith('.tsx') && !name.endsWith('.test.tsx'))
      .map((name) => `${folder}/${name}`),
  );
  expect(parts.length).toBeGreaterThan(20);
  const byKind = readFileSync(new URL(BY_KIND, WEB), 'utf8');
  expect(imported.has(BY_KIND)).toBe(true);
  const shown = (part: string): boolean =>
    imported.has(part) || IN_FRAME.includes(part) || byKind.includes(part.replace('fields/', './')) || isWithin(part);
  expect(parts.filter((part) => !shown(part))).toEqual([]);
});

/** Parts of parts: used by a face of a kind of field. */
function isWithin(part: string): boolean {
  const faces = ['field-frame', 'option-list', 'date-boxes', 'phrase-insert', 'phrase-picker'];
  return faces.some((name) => part === `fields/${name}.tsx`);
}
