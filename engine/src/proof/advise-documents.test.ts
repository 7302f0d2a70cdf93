// What is advised of documents: each fault is put into a sound text and found at its place, and nothing else is.
import { expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { adviseCaseType } from './proof.ts';

const SOUND = `${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: inquiries
roles: { officer: Officer, delegate: Delegate, registry: Registry }
parties: { owner: { title: Owner, subject: true } }
data: { note: { type: text, label: Note } }
documents:
  brief:
    title: Brief
    by: registry
    accepts: [pdf, picture]
    audiences: { joint: { title: Everybody }, sealed: { title: Under seal, section: seal } }
  memo: { title: Memo, by: delegate, section: bench }
evidence:
  exhibit: { title: Exhibit, audiences: { joint: { title: Everybody } }, custody: none }
disclosures:
  service: { title: Service, by: officer, to: [owner], documents: [brief], audiences: [joint] }
determinations:
  ruling:
    title: Ruling
    delegation: { role: delegate, instrument: rules, law: { ref: Act s 1, kind: statute } }
    outcomes: { yes: 'Yes', no: 'No' }
    mustBeRead: [memo, evidence]
    evidence: [exhibit]
    disclosed: [service]
    review: {}
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer, repeat: true } } }
access:
  sections:
    - { name: seal, title: Sealed, fields: [], readers: [registry] }
    - { name: bench, title: Bench, fields: [], readers: [delegate] }
closing: { by: officer, outcomes: { done: Done } }
`;

function advice(source: string): readonly string[] {
  const checked = checkCaseType(source, '0'.repeat(64));
  if ('problems' in checked) throw new Error(checked.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
  return adviseCaseType(source, checked.caseType).map(({ path, code }) => `${path} ${code}`);
}

test('nothing is said of a sound text', () => {
  expect(advice(SOUND)).toEqual([]);
});

test.each([
  [
    'evidence that a decision asks for and its delegate may not read for each audience',
    'exhibit: { title: Exhibit, audiences: { joint: { title: Everybody } }, custody: none }',
    'exhibit: { title: Exhibit, audiences: { joint: { title: Everybody }, registry: { title: Registry, section: seal } }, custody: none }',
    'determinations.ruling.evidence[0] cannot-do',
  ],
  [
    'a kind whose section its filer may not read',
    'title: Memo, by: delegate',
    'title: Memo, by: officer',
    'documents.memo cannot-do',
  ],
  [
    'an audience that its filer may not know',
    'by: registry',
    'by: officer',
    'documents.brief.audiences.sealed cannot-do',
  ],
  [
    'a section that nobody reads',
    'title: Everybody }, sealed: { title: Under seal, section: seal } }\n',
    'title: Everybody }, sealed: { title: Under seal, section: seal } }\n    section: bench\n',
    'documents.brief.audiences.sealed read-by-nobody',
  ],
  [
    'a media type within a family',
    'accepts: [pdf, picture]',
    'accepts: [picture, pdf, image/png]',
    'documents.brief.accepts[2] unused',
  ],
  [
    'a family that is named twice',
    'accepts: [pdf, picture]',
    'accepts: [picture, pdf, picture]',
    'documents.brief.accepts[2] unused',
  ],
  ['a duty of whoever may not read what is due', ', audiences: [joint] }', ' }', 'disclosures.service cannot-do'],
  [
    'what must be read by who may not',
    '[memo, evidence]',
    '[brief, memo, evidence]',
    'determinations.ruling.mustBeRead[0] cannot-do',
  ],
  [
    'exhibits that must be read by who may not',
    'exhibit: { title: Exhibit, audiences: { joint: { title: Everybody } }',
    'exhibit: { title: Exhibit, audiences: { joint: { title: Everybody, section: seal } }',
    'determinations.ruling.mustBeRead[1] cannot-do',
  ],
  [
    'parties of a duty whom the maker may not know',
    'owner: { title: Owner,',
    'owner: { title: Owner, section: seal,',
    'determinations.ruling.disclosed[0] cannot-do',
  ],
] as const)('%s is found where it is', (_what, put, instead, found) => {
  expect(SOUND.split(put)).toHaveLength(2);
  expect(advice(SOUND.replace(put, () => instead))).toContain(found);
});
