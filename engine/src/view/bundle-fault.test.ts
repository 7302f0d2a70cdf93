import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCaseType, partsAsked, type CaseType } from '../definition/definition.ts';
import { DESTROYED, type Document } from '../entries/entries.ts';
import { bundleFault } from './bundle-fault.ts';
import { mayReadEntry } from './entry-words.ts';

const KINDS = `
documents:
  plain: { title: Plain }
  brief: { title: Brief, audiences: { sides: { title: Both sides }, ours: { title: Ours }, sealed: { title: Sealed, section: sealed } } }
  record: { title: Record, section: health, audiences: { sides: { title: Both sides }, sealed: { title: Sealed, section: sealed } } }
  opinion: { title: Opinion, section: sealed }
`;
const SOURCE = `
caseType: bundling
version: 1.0.0
title: Bundling
archetype: service
reference: BU-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, nurse: Nurse, judge: Judge }
data: { note: { type: text, label: Note }, illness: { type: text, label: Illness }, secret: { type: text, label: Secret } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { visit: { title: Visit, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
access:
  sections:
    - { name: health, title: Health, fields: [illness], readers: [nurse] }
    - { name: sealed, title: Sealed, fields: [secret], readers: [judge] }
${KINDS}`;

function compiled(): CaseType {
  const checked = checkCaseType(SOURCE, 'hash');
  if (!('caseType' in checked)) throw new Error(JSON.stringify(checked.problems));
  return checked.caseType;
}

const caseType = compiled();
const AUDIENCES = [...caseType.documents.values()].flatMap(({ name, audiences }) =>
  (audiences.length === 0 ? [null] : audiences.map((one) => one.name)).map((audience) => ({ of: name, audience })),
);

function documentOf(kept: (typeof AUDIENCES)[number], more: Partial<Document> = {}): Document {
  return {
    ...{ kind: 'document', status: 'filed', from: '2026-01-01', until: null, number: 1, title: 'Paper', ...kept },
    ...{ channel: 'staff', receivedOn: '2026-01-01', sender: null, about: [], versions: [], derivedFrom: null },
    ...{ reasons: null, ...more },
  };
}

describe('what may go into a bundle', () => {
  it('is nothing that somebody may not read who may read the bundle, and nothing for others', () => {
    const parts = [
      ...new Set(['documents.opinion', 'documents.record', 'note'].flatMap((n) => partsAsked(caseType, n))),
    ];
    expect(parts).toHaveLength(3);
    let looked = 0;
    let fit = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...AUDIENCES),
        fc.constantFrom(...AUDIENCES),
        fc.subarray(parts),
        (one, kept, mine) => {
          const document = documentOf(one);
          const reader = new Set(mine);
          const mayReadBundle = mayReadEntry(caseType, documentOf(kept), reader);
          const fault = bundleFault(caseType, document, kept);
          if (fault !== null) return;
          fit += 1;
          if (one.audience !== null) expect(one.audience).toBe(kept.audience);
          if (!mayReadBundle) return;
          looked += 1;
          expect(mayReadEntry(caseType, document, reader), JSON.stringify({ one, kept, mine })).toBe(true);
        },
      ),
      { seed: 7, numRuns: 2_000 },
    );
    expect([looked > 150, fit > 400]).toEqual([true, true]);
  });

  it('says why not, in each of four ways', () => {
    const sides = { of: 'brief', audience: 'sides' };
    expect(bundleFault(caseType, documentOf({ of: 'plain', audience: null }), sides)).toBeNull();
    expect(bundleFault(caseType, documentOf(sides), sides)).toBeNull();
    expect(bundleFault(caseType, documentOf({ of: 'brief', audience: 'ours' }), sides)).toBe('for-others');
    expect(bundleFault(caseType, documentOf({ of: 'record', audience: 'sides' }), sides)).toBe('other-section');
    expect(bundleFault(caseType, documentOf({ of: 'opinion', audience: null }), sides)).toBe('other-section');
    expect(bundleFault(caseType, documentOf(sides, { status: 'withdrawn' }), sides)).toBe('withdrawn');
    expect(bundleFault(caseType, documentOf(sides, { title: DESTROYED }), sides)).toBe('destroyed');
  });
});
