// Disclosure: what a duty covers is given to each party to whom it is due, as it is now or in a copy made of it, or withheld on a ground; what
// is neither keeps a case open and a decision from being made, and conditions see it.
import { beforeEach, describe, expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import {
  allEntries,
  contentOf,
  disclosuresIn,
  type Document,
  filesMadeFor,
  notYetDisclosed,
} from '../entries/entries.ts';
import { describeEvent } from '../view/activity.ts';
import { keptFace } from '../view/entry-faces.ts';
import { missingForCommand } from '../view/readable-parts.ts';
import { decide } from './case.ts';
import { type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { roleOfEntryCommand } from './entry-roles.ts';
import { replay } from './evolve.ts';

const CASE_TYPE = `${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: inquiries
roles: { officer: Officer, delegate: Delegate, counsel: Counsel }
parties:
  applicant: { title: Applicant, subject: true }
  respondent: { title: Respondent, subject: true, min: 0, max: 5 }
data: { note: { type: text, label: Note } }
documents:
  statement:
    title: Statement
    audiences: { joint: { title: Everybody }, ours: { title: Our side, section: ours } }
  report: { title: Report }
  memo: { title: Memo }
disclosures:
  full:
    title: Disclosure
    by: counsel
    to: [applicant, respondent]
    documents: [statement, report]
    audiences: [joint]
    grounds: { privilege: Legal privilege, safety: Safety of a person }
    atClosing: must-be-settled
determinations:
  ruling:
    title: Ruling
    delegation: { role: delegate, instrument: rules, law: { ref: Act s 1, kind: statute } }
    outcomes: { yes: 'Yes', no: 'No' }
    disclosed: [full]
    review: {}
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan:
  tasks:
    talk: { title: Talk, by: officer, repeat: true }
    serve: { title: Serve, by: counsel, entry: [{ when: 'count(disclosures[status = "open"]) > 0' }] }
    after: { title: After, by: officer, repeat: true, entry: [{ after: { document: report, on: disclosed } }] }
access: { sections: [{ name: ours, title: Ours, fields: [], readers: [counsel] }] }
closing: { by: officer, outcomes: { done: Done } }
`;

const checked = checkCaseType(CASE_TYPE, '0'.repeat(64));
const REPORT = contentOf('report.pdf');
const ON = { of: 'report', entry: 'document.2', duty: 'full' } as const;
const GIVE = { type: 'DiscloseDocument', ...ON, to: 'party.applicant', content: REPORT } as const satisfies CaseCommand;
const WITHHOLD = {
  ...{ type: 'WithholdDocument', ...ON, from: 'party.applicant', content: REPORT },
  ...{ ground: 'privilege', reasons: 'SECRET advice' },
} as const satisfies CaseCommand;
const CLOSE = { type: 'CloseCase', outcome: 'done' } as const;
let on: CaseUnderTest;

function file(command: Omit<Extract<CaseCommand, { type: 'FileDocument' }>, 'type' | 'title'>): void {
  const whole = { type: 'FileDocument', title: 'x', ...command } as const;
  on.given = { ...on.given, files: filesMadeFor(whole) };
  on.do(whole);
}

function document(id = 'document.2'): Document {
  const entry = on.state?.entries?.[id];
  if (entry?.kind !== 'document') throw new Error('There is no document.');
  return entry;
}

function sentence(command: CaseCommand): string | null {
  const decision = decide(on.caseType, on.state, command, { ...on.given, occurred: on.now, actor: 'kim' });
  if (!('rejection' in decision)) return null;
  return 'reason' in decision.rejection ? decision.rejection.reason : decision.rejection.code;
}

/** Of each document and party under the duty, how it stands. */
function standing(): readonly string[] {
  if (on.state === null) return [];
  const entries = allEntries(on.caseType, on.state);
  return disclosuresIn(on.caseType.disclosures, entries).map(
    ({ document: id, party, status, copy }) => `${id} ${party} ${status}${copy === null ? '' : ` as ${copy}`}`,
  );
}

beforeEach(() => {
  if ('problems' in checked) throw new Error(checked.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
  on = openCaseUnderTest(checked.caseType);
  on.now = '2024-03-01T12:00:00+11:00';
  on.given = { delegations: [{ id: 'D', instrument: 'rules', person: 'kim', from: '2020-01-01', until: null }] };
  file({ of: 'report', file: 'report.pdf' });
});

describe('what is due', () => {
  test('is each document of these kinds for these audiences, to each party who stands in the role', () => {
    expect(standing()).toEqual(['document.2 party.applicant open']);
    file({ of: 'memo', file: 'memo.pdf' });
    file({ of: 'statement', audience: 'ours', file: 'ours.pdf' });
    file({ of: 'statement', audience: 'joint', file: 'joint.pdf' });
    on.do({ type: 'AddParty', of: 'respondent', subject: 'r' });
    expect(standing()).toEqual([
      'document.2 party.applicant open',
      'document.5 party.applicant open',
      'document.2 party.6 open',
      'document.5 party.6 open',
    ]);
    on.do({ type: 'EndParty', of: 'respondent', entry: 'party.6', reason: 'Left' });
    on.do({ type: 'WithdrawDocument', of: 'statement', audience: 'joint', entry: 'document.5', reason: 'Not ours' });
    expect(standing()).toEqual(['document.2 party.applicant open']);
  });

  test('is nothing that came from them', () => {
    file({ of: 'report', file: 'theirs.pdf', sender: 'party.applicant' });
    expect(standing()).toEqual(['document.2 party.applicant open']);
  });

  test('is given, with the version and the day, and given again when there is another version', () => {
    on.do({ ...GIVE, on: '2024-02-29' }, 'lena');
    expect(document().disclosures).toEqual([
      {
        ...{ duty: 'full', party: 'party.applicant', on: '2024-02-29', content: REPORT },
        ...{ ground: null, reasons: null, by: 'lena' },
      },
    ]);
    expect(standing()).toEqual(['document.2 party.applicant given']);
    on.given = { ...on.given, files: filesMadeFor({ file: 'second.pdf' }) };
    on.do({ type: 'AddDocumentVersion', of: 'report', entry: 'document.2', file: 'second.pdf' });
    expect(standing()).toEqual(['document.2 party.applicant open']);
    on.do({ ...GIVE, content: contentOf('second.pdf') });
    expect(standing()).toEqual(['document.2 party.applicant given']);
    expect(document().disclosures).toHaveLength(2);
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test('is withheld on a ground, until it is given after all', () => {
    on.do(WITHHOLD);
    expect(standing()).toEqual(['document.2 party.applicant withheld']);
    expect(document().disclosures).toMatchObject([{ ground: 'privilege', reasons: 'SECRET advice' }]);
    on.do(GIVE);
    expect(standing()).toEqual(['document.2 party.applicant given']);
    expect(sentence(WITHHOLD)).toBe('They were given it already.');
  });

  test('is given in a redacted copy, which stands for the version that it was made of and is not due besides', () => {
    const derivedFrom = { entry: 'document.2', content: REPORT, how: 'redaction' } as const;
    file({ of: 'memo', file: 'redacted.pdf', derivedFrom });
    file({ of: 'report', file: 'other.pdf', derivedFrom: { ...derivedFrom, how: 'bundle' } });
    // A bundle is a document of its own.
    expect(standing()).toEqual(['document.2 party.applicant open', 'document.4 party.applicant open']);
    const redacted = { of: 'memo', entry: 'document.3', content: contentOf('redacted.pdf') } as const;
    on.do({ type: 'DiscloseDocument', ...redacted, duty: 'full', to: 'party.applicant' });
    expect(standing()[0]).toBe('document.2 party.applicant given as document.3');
    on.given = { ...on.given, files: filesMadeFor({ file: 'second.pdf' }) };
    on.do({ type: 'AddDocumentVersion', of: 'report', entry: 'document.2', file: 'second.pdf' });
    expect(standing()[0]).toBe('document.2 party.applicant open');
  });

  test.each([
    [
      'somebody to whom it is not due',
      { to: 'party.other' },
      '“Disclosure” is to current parties: applicant, respondent.',
    ],
    ['a version that there is not', { content: 'f'.repeat(64) }, 'It has no version with that content.'],
    ['a day to come', { on: '2024-03-02' }, 'It is recorded when it was given, and not before.'],
    ['a duty that there is not', { duty: 'other' }, 'Cases of this kind have nothing that is called other.'],
  ] as const)('is not said to be given with %s', (_what, change, reason) => {
    expect(sentence({ ...GIVE, ...change })).toBe(reason);
  });

  test('is not withheld without a ground and reasons, and what is not covered is neither', () => {
    expect(sentence({ ...WITHHOLD, ground: 'whim' })).toBe('“Disclosure” is withheld on: privilege, safety.');
    expect(sentence({ ...WITHHOLD, reasons: ' ' })).toBe('The reasons must be said in words.');
    file({ of: 'memo', file: 'memo.pdf' });
    const memo = { of: 'memo', entry: 'document.3', content: contentOf('memo.pdf') } as const;
    expect(sentence({ ...GIVE, ...memo })).toBe('“Disclosure” does not cover such a document.');
    expect(sentence({ ...WITHHOLD, ...memo })).toBe('“Disclosure” does not cover such a document.');
  });
});

describe('what is still to be disclosed', () => {
  test('keeps the case open, by number', () => {
    file({ of: 'report', file: 'more.pdf' });
    expect(sentence(CLOSE)).toBe('Disclose or withhold first. “Disclosure”: document 1, 2.');
    on.do(GIVE);
    on.do({ ...WITHHOLD, entry: 'document.3', content: contentOf('more.pdf') });
    expect(sentence(CLOSE)).toBeNull();
  });

  test('keeps a decision from being made', () => {
    const manifest = [{ field: 'note', version: 1 }];
    on.do({ type: 'DraftDetermination', of: 'ruling', outcome: 'yes', reasons: 'Heard', manifest });
    const make = { type: 'MakeDetermination', of: 'ruling', entry: 'determination.3', draft: 3 } as const;
    expect(sentence(make)).toBe('Disclose or withhold first. “Disclosure”: document 1.');
    on.do(GIVE);
    expect(sentence(make)).toBeNull();
  });

  test('is told to nobody who may not read of what the duty covers', () => {
    const general = new Set(['general']);
    expect(missingForCommand(on.caseType, CLOSE, general)).toEqual([]);
    const all = checkCaseType(CASE_TYPE.replace('    audiences: [joint]\n', ''), '0'.repeat(64));
    // Whoever closes the case and cannot read what is for one side would be told that it is there.
    if ('problems' in all) throw new Error(all.problems.map(({ reason }) => reason).join('\n'));
    expect(missingForCommand(all.caseType, CLOSE, general)).toEqual(['Ours']);
    expect(
      missingForCommand(all.caseType, { type: 'MakeDetermination', of: 'ruling', entry: 'x', draft: 1 }, general),
    ).toEqual(['Ours']);
  });

  test('is seen by conditions and waited for by plans', () => {
    expect([on.item('serve'), on.item('after')]).toEqual(['active', 'available']);
    on.do(GIVE);
    expect(on.item('after')).toBe('active');
  });

  test('is listed for one party', () => {
    on.do({ type: 'AddParty', of: 'respondent', subject: 'r' });
    on.do(GIVE);
    const duty = on.caseType.disclosures.get('full');
    if (on.state === null || duty === undefined) throw new Error('There is no duty.');
    const entries = allEntries(on.caseType, on.state);
    expect(notYetDisclosed(duty, entries, 'party.applicant')).toEqual([]);
    expect(notYetDisclosed(duty, entries, 'party.3')).toEqual(['document.2']);
    expect(notYetDisclosed(duty, entries)).toEqual(['document.2']);
  });
});

test('a view says what was given and withheld, what is due and who may give it', () => {
  on.do({ type: 'AddParty', of: 'respondent', subject: 'r' });
  on.do(WITHHOLD);
  if (on.state === null) throw new Error('There is no case.');
  const seen = keptFace(on.caseType, on.state, { parts: null, mayDo: (role) => role !== 'officer' });
  expect(seen.documents).toMatchObject([
    {
      disclosures: [{ title: 'Disclosure', groundTitle: 'Legal privilege', reasons: 'SECRET advice' }],
      due: [{ duty: 'full', title: 'Disclosure', party: 'party.3' }],
    },
  ]);
  expect(seen.documents[0]?.may).toEqual(expect.arrayContaining(['disclose', 'withhold']));
  expect(seen.kinds.disclosures).toMatchObject([{ of: 'full', to: ['applicant', 'respondent'], mayDisclose: true }]);
});

test('the timeline says under which duty and why, and not to whom', () => {
  const told = describeEvent(on.caseType, on.do(WITHHOLD), { nameOf: (person) => person, parts: null });
  expect(told).toMatchObject({ title: 'Document withheld: Report' });
  expect(JSON.stringify(told)).toMatch(/Disclosure, 1 March 2024.*Ground: Legal privilege.*SECRET advice/);
  expect(JSON.stringify(told)).not.toMatch(/applicant/);
});

test('who gives and withholds has the role of the duty', () => {
  expect([GIVE, WITHHOLD].map((command) => roleOfEntryCommand(on.caseType, command))).toEqual(['counsel', 'counsel']);
});

test('what a duty names is there', () => {
  const problems = (change: (source: string) => string): readonly string[] => {
    const result = checkCaseType(change(CASE_TYPE), '0'.repeat(64));
    return 'problems' in result ? result.problems.map(({ path, reason }) => `${path} ${reason}`) : [];
  };
  expect(problems((source) => source)).toEqual([]);
  expect(
    problems((source) => source.replace('documents: [statement, report]', 'documents: [statement, reprot]'))[0],
  ).toMatch(/^disclosures.full.documents\[1\] There is no “reprot” under documents/);
  expect(problems((source) => source.replace('    audiences: [joint]', '    audiences: [jiont]'))).toEqual([
    expect.stringMatching(
      /^disclosures.full.audiences\[0\] None of these documents is for “jiont”\. Did you mean “joint”/,
    ),
  ]);
  expect(
    problems((source) =>
      source.replace('by: counsel\n    to: [applicant, respondent]', 'by: councel\n    to: [claimant]'),
    ),
  ).toEqual([
    expect.stringMatching(/^disclosures.full.by .*councel/),
    expect.stringMatching(/^disclosures.full.to\[0\] .*claimant/),
  ]);
  expect(problems((source) => source.replace('disclosed: [full]', 'disclosed: [half]'))).toEqual([
    expect.stringMatching(/^determinations.ruling.disclosed\[0\] There is no “half” under disclosures/),
  ]);
});
