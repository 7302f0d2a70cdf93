// What names a document by the hash of its content: exhibits, decisions and letters name one of the case that whoever says so may read; and
// nobody decides before they have opened each page of what their kind of decision must rest on.
import { beforeEach, describe, expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { contentOf, madeFile, type Opened } from '../entries/entries.ts';
import { missingForCommand } from '../view/readable-parts.ts';
import { decide } from './case.ts';
import { type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';

const DOCUMENTS = `documents:
  brief: { title: Brief, audiences: { joint: { title: Everybody }, sealed: { title: Under seal, section: seal } } }
  picture: { title: Picture }
`;
const CASE_TYPE = `${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: inquiries
roles: { officer: Officer, delegate: Delegate }
parties: { owner: { title: Owner, subject: true } }
data: { note: { type: text, label: Note } }
evidence:
  exhibit: { title: Exhibit, audiences: { joint: { title: Everybody }, hidden: { title: Hidden, section: seal } } }
communications:
  letter: { title: Letter, form: letter, with: [owner], channels: { post: Post } }
determinations:
  ruling:
    title: Ruling
    delegation: { role: delegate, instrument: rules, law: { ref: Act s 1, kind: statute } }
    outcomes: { yes: 'Yes', no: 'No' }
    mustBeRead: [brief, evidence]
    review: {}
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer, repeat: true } } }
access: { sections: [{ name: seal, title: Sealed, fields: [], readers: [delegate] }] }
closing: { by: officer, outcomes: { done: Done } }
`;

const BRIEF = contentOf('brief.pdf');
const SEALED = contentOf('sealed.pdf');
const SOUND = contentOf('sound.mp3');
const PICTURE = contentOf('picture.png');
const UNFILED = 'f'.repeat(64);
const LETTER = {
  type: 'DraftCommunication',
  of: 'letter',
  channel: 'post',
  with: ['party.owner'],
  subject: 'x',
} as const;
const EXHIBIT = { type: 'RegisterEvidence', of: 'exhibit', words: 'x', audience: 'joint' } as const;
const RULING = { type: 'DraftDetermination', of: 'ruling', outcome: 'yes', reasons: 'Seen' } as const;

const general = new Set(['general']);
let on: CaseUnderTest;

function opened(source: string): CaseUnderTest {
  const checked = checkCaseType(source, '0'.repeat(64));
  if ('problems' in checked) throw new Error(checked.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
  return openCaseUnderTest(checked.caseType);
}

function sentence(command: CaseCommand, actor = 'kim'): string | null {
  const decision = decide(on.caseType, on.state, command, { ...on.given, occurred: on.now, actor });
  if (!('rejection' in decision)) return null;
  return 'reason' in decision.rejection ? decision.rejection.reason : decision.rejection.code;
}

beforeEach(() => {
  on = opened(CASE_TYPE + DOCUMENTS);
  const files = ['sound.mp3', 'picture.png', 'sealed.pdf'].map(madeFile);
  const delegations = [{ id: 'D', instrument: 'rules', person: 'dee', from: '2020-01-01', until: null }];
  const all = [{ ...madeFile('brief.pdf'), pages: 7 }, ...files].map((one) => [one.file, one] as const);
  on.given = { files: new Map(all), delegations };
  const brief = { type: 'FileDocument', of: 'brief', title: 'x', audience: 'joint' } as const;
  on.do({ ...brief, file: 'brief.pdf' });
  on.do({ ...brief, file: 'sealed.pdf', audience: 'sealed' });
  on.do({ ...brief, file: 'sound.mp3' });
  on.do({ type: 'FileDocument', of: 'picture', title: 'x', file: 'picture.png' });
});

describe('a document that is named by its content', () => {
  const naming = (content: string): readonly CaseCommand[] => [
    { ...EXHIBIT, document: content },
    { ...EXHIBIT, receivedFrom: { outside: 'A courier' }, receipt: content },
    { ...LETTER, content },
    {
      type: 'RecordCommunication',
      of: 'letter',
      channel: 'post',
      with: ['party.owner'],
      subject: 'x',
      direction: 'in',
      content,
    },
    { ...RULING, manifest: [{ document: content, words: 'x' }] },
  ];

  test('is one that is filed in the case', () => {
    expect(naming(BRIEF).map((one) => sentence(one))).toEqual([null, null, null, null, null]);
    for (const command of naming(UNFILED)) {
      expect(sentence(command)).toBe(
        `No document of this case that you may read has the content ${UNFILED}. File it first.`,
      );
    }
    on.do({ type: 'WithdrawDocument', of: 'brief', audience: 'joint', entry: 'document.2', reason: 'Wrong case' });
    for (const command of naming(BRIEF)) expect(sentence(command)).toMatch(/^No document/);
  });

  test('and that whoever names it may read; another one is refused in the same words', () => {
    for (const command of naming(SEALED)) expect(sentence(command)).toBeNull();
    on.given = { ...on.given, parts: general };
    for (const command of naming(SEALED))
      expect(sentence(command)).toMatch(/^No document of this case that you may read/);
    for (const command of naming(BRIEF)) expect(sentence(command)).toBeNull();
  });

  test('may be any where the kind of case describes no documents', () => {
    on = opened(CASE_TYPE.replace('    mustBeRead: [brief, evidence]\n', ''));
    expect(naming(UNFILED).map((one) => sentence(one))).toEqual([null, null, null, null, null]);
  });

  test('what was drafted is approved and sent as it was named then', () => {
    on.do({ ...LETTER, content: BRIEF });
    on.do({ type: 'WithdrawDocument', of: 'brief', audience: 'joint', entry: 'document.2', reason: 'Wrong case' });
    expect(sentence({ type: 'SendCommunication', of: 'letter', entry: 'communication.6' })).toBeNull();
    expect(sentence({ type: 'ReviseCommunication', of: 'letter', entry: 'communication.6', content: BRIEF })).toMatch(
      /^No doc/,
    );
  });
});

describe('a decision that must rest on what was read', () => {
  const MANIFEST = [
    { field: 'note', version: 1 },
    { document: BRIEF, words: 'The brief' },
    { document: SOUND, words: 'The recording' },
    { document: PICTURE, words: 'Another kind' },
  ];
  const MAKE = { type: 'MakeDetermination', of: 'ruling', entry: 'determination.6', draft: 6 } as const;

  function make(read: readonly (readonly [string, readonly number[] | 'whole'])[] | null): string | null {
    const seen: Opened = new Map(
      (read ?? []).map(([content, pages]) => [content, pages === 'whole' ? pages : new Set(pages)]),
    );
    const { opened: _none, ...given } = on.given;
    on.given = read === null ? given : { ...given, opened: seen };
    return sentence(MAKE, 'dee');
  }

  test('is not made before each page was opened, and it is said which were not, by numbers', () => {
    on.do({ ...RULING, manifest: MANIFEST });
    expect(make(null)).toBe('Read first what it rests on: document 1; document 3.');
    expect(make([])).toBe('Read first what it rests on: document 1; document 3.');
    expect(make([[BRIEF, [1, 3, 4]]])).toBe('Read first what it rests on: document 1, pages 2, 5 to 7; document 3.');
    expect(
      make([
        [BRIEF, [1, 2, 3, 4, 5, 6]],
        [SOUND, 'whole'],
      ]),
    ).toBe('Read first what it rests on: document 1, page 7.');
    // What has no pages is opened as a whole or not at all.
    expect(
      make([
        [BRIEF, 'whole'],
        [SOUND, [1]],
      ]),
    ).toBe('Read first what it rests on: document 3.');
    expect(
      make([
        [BRIEF, [1, 2, 3, 4, 5, 6, 7]],
        [SOUND, 'whole'],
      ]),
    ).toBeNull();
  });

  test('and neither are documents that exhibits are, or that are named as entries', () => {
    on.do({ ...EXHIBIT, document: PICTURE });
    const manifest = [
      { entry: 'evidence.6', version: 6 },
      { entry: 'document.2', version: 6 },
      { entry: 'document.5', version: 6 },
    ];
    on.do({ ...RULING, manifest });
    const made = { ...MAKE, entry: 'determination.7', draft: 7 } as const;
    on.given = { ...on.given, opened: new Map() };
    expect(sentence(made, 'dee')).toBe('Read first what it rests on: document 4; document 1.');
    on.given = {
      ...on.given,
      opened: new Map([
        [BRIEF, 'whole'],
        [PICTURE, 'whole'],
      ]),
    };
    expect(sentence(made, 'dee')).toBeNull();
  });

  test('other reasons against it come first, and who may not read what it rests on may not make it', () => {
    on.do({ ...RULING, manifest: MANIFEST });
    expect(sentence(MAKE, 'otto')).toMatch(/you hold none/);
    expect(missingForCommand(on.caseType, MAKE, general)).toEqual(['Sealed']);
    expect(missingForCommand(on.caseType, { ...RULING, manifest: [] }, general)).toEqual([]);
  });
});

test('what must be read is a kind that the case type describes', () => {
  const problems = (source: string): readonly string[] => {
    const result = checkCaseType(source, '0'.repeat(64));
    return 'problems' in result ? result.problems.map(({ path, reason }) => `${path} ${reason}`) : [];
  };
  expect(problems(CASE_TYPE + DOCUMENTS)).toEqual([]);
  expect(problems(CASE_TYPE)).toEqual([
    expect.stringMatching(/mustBeRead.* There is no “brief” under documents/),
    expect.stringMatching(/mustBeRead.* Exhibits are read as documents of the case/),
  ]);
  expect(problems((CASE_TYPE + DOCUMENTS).replace('[brief, evidence]', '[breif]'))).toEqual([
    expect.stringMatching(/There is no “breif” under documents\. Did you mean “brief”/),
  ]);
});
