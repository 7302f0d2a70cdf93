// Documents: filed with a file that the host has, by kind and audience; versions, titles, kinds and audiences change with reasons; one that
// was filed in error is withdrawn; a case does not end without those that it requires; who may know of one follows from kind and audience.
import { beforeEach, describe, expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { changeWords, type Document, type FileFacts, happenedTo, madeFile } from '../entries/entries.ts';
import { describeEvent } from '../view/activity.ts';
import { keptFace } from '../view/entry-faces.ts';
import { mayReadEntry } from '../view/entry-words.ts';
import { missingForCommand } from '../view/readable-parts.ts';
import { decide } from './case.ts';
import { type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { roleOfEntryCommand } from './entry-roles.ts';
import type { CaseState } from './state.ts';
import { replay } from './evolve.ts';
import { whoseEntry } from './whose.ts';

const CASE_TYPE = `${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: inquiries
roles: { officer: Officer, registry: Registry, counsel: Counsel }
parties:
  applicant: { title: Applicant, subject: true }
  respondent: { title: Respondent, subject: true, section: seal }
data: { note: { type: text, label: Note } }
documents:
  brief:
    title: Brief
    by: registry
    category: Pleadings
    about: [applicant]
    accepts: [pdf, image/png]
    maxSize: 1 KB
    audiences: { joint: { title: Everybody }, sealed: { title: Under seal, section: seal } }
  letter: { title: Letter, accepts: [pdf, mail] }
  order: { title: Order, by: registry, required: true }
  opinion: { title: Opinion, by: counsel, section: seal }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan:
  tasks:
    talk: { title: Talk, by: officer, repeat: true }
    reply: { title: Reply, by: officer, entry: [{ after: { document: letter, on: filed } }] }
    weigh: { title: Weigh, by: counsel, entry: [{ when: 'count(documents[kind = "brief" and versions > 1]) > 0' }] }
access: { sections: [{ name: seal, title: Sealed, fields: [], readers: [counsel] }] }
closing: { by: officer, outcomes: { done: Done } }
`;

const BRIEF = madeFile('brief.pdf');
const FILES: readonly FileFacts[] = [
  { ...BRIEF, size: 1024 },
  { ...madeFile('second.pdf'), size: 900, channel: 'scan' },
  madeFile('letter.eml'),
  madeFile('order.pdf'),
  { ...madeFile('large.pdf'), size: 1025 },
  madeFile('sound.mp3'),
];
const FILE = {
  ...{ type: 'FileDocument', of: 'brief', title: 'Points of claim', audience: 'joint', file: 'brief.pdf' },
  ...{ receivedOn: '2024-02-28', sender: 'party.applicant', about: ['party.applicant'] },
} as const satisfies CaseCommand;
const ON = { of: 'brief', audience: 'joint', entry: 'document.2' } as const;

const checked = checkCaseType(CASE_TYPE, '0'.repeat(64));
let on: CaseUnderTest;

function document(id = 'document.2'): Document {
  const entry = on.state?.entries?.[id];
  if (entry?.kind !== 'document') throw new Error('There is no document.');
  return entry;
}

/** The sentence with which a command is refused; null where it is not. */
function sentence(command: CaseCommand): string | null {
  const decision = decide(on.caseType, on.state, command, { ...on.given, occurred: on.now, actor: 'kim' });
  return 'rejection' in decision && 'reason' in decision.rejection ? decision.rejection.reason : null;
}

beforeEach(() => {
  if ('problems' in checked) throw new Error(checked.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
  on = openCaseUnderTest(checked.caseType);
  on.given = { files: new Map(FILES.map((facts) => [facts.file, facts])) };
  on.now = '2024-03-01T12:00:00+11:00';
});

describe('a document', () => {
  test('is filed with what the host says of its file, numbered, and folds to the same state', () => {
    on.do(FILE, 'kim');
    expect(document()).toEqual({
      ...{ kind: 'document', of: 'brief', status: 'filed', from: '2024-03-01', until: null, number: 1 },
      ...{ title: 'Points of claim', audience: 'joint', channel: 'staff', receivedOn: '2024-02-28' },
      ...{ sender: 'party.applicant', about: ['party.applicant'], derivedFrom: null, reasons: null },
      versions: [
        {
          ...{ file: 'brief.pdf', content: BRIEF.content, cipher: BRIEF.cipher, size: 1024, pages: 2 },
          ...{ mediaType: 'application/pdf', name: 'brief.pdf', at: on.now, by: 'kim' },
          check: { verdict: 'clean', scanner: 'made up' },
        },
      ],
    });
    on.do({ type: 'FileDocument', of: 'letter', title: 'A letter', file: 'letter.eml' });
    expect(document('document.3')).toMatchObject({ number: 2, audience: null, receivedOn: '2024-03-01', sender: null });
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test.each([
    ['a file that is not at hand', { file: 'other.pdf' }, 'No such file is at hand. Bring the file first.'],
    [
      'a kind of file that it does not accept',
      { file: 'sound.mp3' },
      '“Brief” is one of: pdf, image/png; this is audio/mpeg.',
    ],
    ['a file that is too large', { file: 'large.pdf' }, '“Brief” is at most 1024 bytes; this is 1025.'],
    ['an audience that there is not', { audience: 'all' }, '“Brief” is for one of: joint, sealed.'],
    ['no audience', { audience: null }, '“Brief” is for one of: joint, sealed.'],
    ['a day to come', { receivedOn: '2024-03-02' }, 'It is recorded when it has come, and not before.'],
    [
      'a day that is none',
      { receivedOn: '2024-02-30' },
      'The day on which it came must be a date that exists, YYYY-MM-DD.',
    ],
    ['a sender who is no party', { sender: 'party.other' }, 'Who sent it is no party of this case.'],
    [
      'somebody whom such a document is not about',
      { about: ['party.respondent'] },
      '“Brief” is about parties, each once: applicant.',
    ],
    ['a title that says nothing', { title: ' ' }, 'The title must be said in words.'],
    ['the title of what was destroyed', { title: '[destroyed]' }, 'Give it another title.'],
    [
      'a source that is not there',
      { derivedFrom: { entry: 'document.9', content: BRIEF.content, how: 'redaction' } },
      'What it was made of is no version of a document of this case.',
    ],
  ] as const)('is not filed with %s', (_what, change, reason) => {
    expect(sentence({ ...FILE, ...change })).toBe(reason);
  });

  test('is not filed without files, nor twice with one file', () => {
    const { files: _none, ...without } = on.given;
    const decision = decide(on.caseType, on.state, FILE, { ...without, occurred: on.now, actor: 'kim' });
    expect(decision).toMatchObject({ rejection: { code: 'entry-refused', reason: expect.stringMatching(/at hand/) } });
    on.do(FILE);
    expect(sentence(FILE)).toBe('That file is filed already.');
    expect(sentence({ type: 'AddDocumentVersion', ...ON, file: 'brief.pdf' })).toBe('That file is filed already.');
  });

  test('gets versions, of which the last is the current one, and conditions see how many', () => {
    on.do(FILE);
    expect(on.item('weigh')).toBe('available');
    on.do({ type: 'AddDocumentVersion', ...ON, file: 'second.pdf' }, 'lena');
    expect(document().versions.map(({ file, by }) => [file, by])).toEqual([
      ['brief.pdf', expect.anything()],
      ['second.pdf', 'lena'],
    ]);
    expect(document().channel).toBe('staff');
    expect(on.item('weigh')).toBe('active');
    expect(sentence({ type: 'AddDocumentVersion', ...ON, file: 'sound.mp3' })).toMatch(/is one of/);
  });

  test('is made of another one, by the content of a version', () => {
    on.do(FILE);
    const derivedFrom = { entry: 'document.2', content: BRIEF.content, how: 'redaction' } as const;
    on.do({ ...FILE, file: 'second.pdf', derivedFrom });
    expect(document('document.3').derivedFrom).toEqual(derivedFrom);
    expect(sentence({ ...FILE, file: 'order.pdf', derivedFrom: { ...derivedFrom, content: 'f'.repeat(64) } })).toMatch(
      /no version/,
    );
  });

  test('is called otherwise, and put under another kind that the same people keep, with reasons', () => {
    on.do(FILE);
    on.do({ type: 'RetitleDocument', ...ON, title: 'Claim', reason: 'Misread' });
    expect(document()).toMatchObject({ title: 'Claim', reasons: 'Misread' });
    const to = { type: 'ReclassifyDocument', ...ON, about: [], reason: 'It is the order' } as const;
    expect(sentence({ ...to, to: 'opinion' })).toMatch(/kept by others/);
    expect(sentence({ ...to, to: 'letter' })).toMatch(/kept by others/);
    expect(sentence({ ...to, to: 'brief', toAudience: 'sealed' })).toBe('It is of that kind already.');
    expect(sentence({ ...to, to: 'order', toAudience: 'joint' })).toBe('“Order” is not for one audience or another.');
    expect(sentence({ ...to, to: 'order', about: undefined })).toMatch(/about parties/);
    on.do({ ...to, to: 'order' });
    expect(document()).toMatchObject({ of: 'order', audience: null, about: [] });
    expect(on.refusal({ type: 'RetitleDocument', ...ON, title: 'x', reason: 'x' })).toBe('unknown-entry');
  });

  test('that is put under a kind is filed under it for whoever waits for that', () => {
    on.do({ type: 'FileDocument', of: 'letter', title: 'Letter', file: 'letter.eml' });
    expect(on.item('reply')).toBe('active');
    const was = document();
    expect(happenedTo({ 'document.2': was }, 'document.2', { ...was, of: 'order' })).toEqual(['reclassified', 'filed']);
    expect(happenedTo({ 'document.2': was }, 'document.2', { ...was, title: 'x' })).toEqual([]);
  });

  test('is for others from then on, and there for nobody else', () => {
    on.do(FILE);
    on.do({ type: 'ChangeDocumentAudience', ...ON, to: 'sealed', reason: 'Ordered' });
    expect(document().audience).toBe('sealed');
    expect(on.refusal({ type: 'WithdrawDocument', ...ON, reason: 'x' })).toBe('unknown-entry');
  });

  test('that was filed in error is withdrawn, stays to be seen, and nothing more is done to it', () => {
    on.do(FILE);
    on.do({ type: 'WithdrawDocument', ...ON, reason: 'Of another case' });
    expect(document()).toMatchObject({ status: 'withdrawn', until: '2024-03-01', reasons: 'Of another case' });
    expect(document().versions).toHaveLength(1);
    const more: readonly CaseCommand[] = [
      { type: 'AddDocumentVersion', ...ON, file: 'second.pdf' },
      { type: 'RetitleDocument', ...ON, title: 'x', reason: 'x' },
      { type: 'ReclassifyDocument', ...ON, to: 'order', about: [], reason: 'x' },
      { type: 'ChangeDocumentAudience', ...ON, to: 'sealed', reason: 'x' },
      { type: 'WithdrawDocument', ...ON, reason: 'x' },
    ];
    expect(more.map(sentence)).toEqual(more.map(() => 'It is withdrawn already.'));
  });

  test('whose words were destroyed is not changed any more', () => {
    on.do(FILE);
    const entries = { 'document.2': changeWords(document(), () => '[destroyed]') };
    // As it is read from the store, with nothing but its JSON.
    const state: CaseState = JSON.parse(
      JSON.stringify({ ...(JSON.parse(JSON.stringify(on.state)) as CaseState), entries }),
    );
    const decision = decide(
      on.caseType,
      state,
      { type: 'RetitleDocument', ...ON, title: 'x', reason: 'x' },
      { ...on.given, occurred: on.now, actor: 'kim' },
    );
    expect(decision).toMatchObject({ rejection: { reason: 'It was lawfully destroyed.' } });
  });
});

test('a case does not end while a required document is missing, and what comes late is filed in a closed case', () => {
  expect(sentence({ type: 'CloseCase', outcome: 'done' })).toBe('“Order” must be filed before the case ends.');
  on.do({ type: 'FileDocument', of: 'order', title: 'Order', file: 'order.pdf' });
  on.do({ type: 'WithdrawDocument', of: 'order', entry: 'document.2', reason: 'Not signed' });
  expect(sentence({ type: 'CloseCase', outcome: 'done' })).toBe('“Order” must be filed before the case ends.');
  on.do({ type: 'FileDocument', of: 'order', title: 'Order', file: 'second.pdf' });
  on.do({ type: 'CloseCase', outcome: 'done' });
  on.do(FILE);
  expect(on.state?.status).toBe('closed');
  expect(document('document.6').status).toBe('filed');
});

test('words are the title, what files are called and the reasons; hashes, sizes and days are none', () => {
  on.do(FILE);
  on.do({ type: 'RetitleDocument', ...ON, title: 'SECRET', reason: 'SECRET' });
  const places: string[] = [];
  const blank = changeWords(document(), (_word, place) => {
    places.push(place);
    return '';
  });
  expect(places).toEqual(['title', 'versions.0.name', 'reasons']);
  expect(JSON.stringify(blank)).not.toContain('SECRET');
  expect(Object.keys(blank)).toEqual(Object.keys(document()));
  expect(changeWords(document(), (word) => word)).toEqual(document());
});

test('its words are sealed under a key of its own, named after its first file, whatever its kind and versions', () => {
  on.do(FILE);
  on.do({ type: 'AddDocumentVersion', ...ON, file: 'second.pdf' });
  const state = on.state ?? { parties: {}, opened: '' };
  expect(whoseEntry(on.caseType, state, { id: 'document.2', entry: document() })).toEqual({
    subject: 'brief.pdf',
    isSecret: false,
  });
});

describe('who may know of a document', () => {
  const general = new Set(['general']);
  const all = new Set(['general', 'seal']);

  test('is who may read the section of its kind and that of its audience', () => {
    const may = (of: string, audience: string | null): readonly boolean[] =>
      [general, all].map((parts) => mayReadEntry(on.caseType, { kind: 'document', of, audience }, parts));
    expect(may('brief', 'joint')).toEqual([true, true]);
    expect(may('brief', 'sealed')).toEqual([false, true]);
    expect(may('letter', null)).toEqual([true, true]);
    expect(may('opinion', null)).toEqual([false, true]);
  });

  test('and nobody else may ask anything of it', () => {
    const missing = (command: CaseCommand): readonly string[] => missingForCommand(on.caseType, command, general);
    expect(missing(FILE)).toEqual([]);
    expect(missing({ ...FILE, audience: 'sealed' })).toEqual(['Sealed']);
    expect(missing({ type: 'ChangeDocumentAudience', ...ON, to: 'sealed', reason: 'x' })).toEqual(['Sealed']);
    expect(missing({ type: 'ReclassifyDocument', ...ON, to: 'opinion', reason: 'x' })).toEqual(['Sealed']);
    expect(missing({ type: 'RetitleDocument', ...ON, audience: 'sealed', title: 'x', reason: 'x' })).toEqual([
      'Sealed',
    ]);
    // What is required of which audience is told to whoever closes the case.
    expect(missing({ type: 'CloseCase', outcome: 'done' })).toEqual([]);
  });

  test('and parties and documents that they may not know are not there for them', () => {
    on.do({ ...FILE, audience: 'sealed' });
    const derivedFrom = { entry: 'document.2', content: BRIEF.content, how: 'redaction' } as const;
    const asked = [
      { ...FILE, file: 'second.pdf', sender: 'party.respondent' },
      { ...FILE, file: 'second.pdf', derivedFrom },
    ];
    const saidTo = (parts: ReadonlySet<string> | null): readonly (string | null)[] => {
      on.given = { ...on.given, parts };
      return asked.map(sentence);
    };
    expect(saidTo(all)).toEqual([null, null]);
    expect(saidTo(null)).toEqual([null, null]);
    expect(saidTo(general)).toEqual([
      'Who sent it is no party of this case.',
      'What it was made of is no version of a document of this case.',
    ]);
    // The number goes on from all that there are.
    on.do({ ...FILE, file: 'second.pdf' });
    expect(document('document.3').number).toBe(2);
  });

  test('so a view shows the one and not the other, nor what it was made of', () => {
    on.do({ ...FILE, audience: 'sealed' });
    on.do({
      ...FILE,
      file: 'second.pdf',
      derivedFrom: { entry: 'document.2', content: BRIEF.content, how: 'redaction' },
    });
    if (on.state === null) throw new Error('There is no case.');
    const context = { mayDo: (role: string | undefined) => role === 'registry' };
    const seen = keptFace(on.caseType, on.state, { ...context, parts: general });
    expect(seen.documents).toMatchObject([
      {
        ...{ entry: 'document.3', title: 'Brief', words: 'Points of claim', category: 'Pleadings' },
        ...{ audienceTitle: 'Everybody', derivedFrom: { how: 'redaction', entry: null, content: null } },
        may: ['add-version', 'retitle', 'reclassify', 'change-audience', 'withdraw'],
      },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${BRIEF.content}|cipher|sealed|opinion`));
    expect(seen.kinds.documents.map(({ of, mayAdd }) => [of, mayAdd])).toEqual([
      ['brief', true],
      ['letter', false],
      ['order', true],
    ]);
    expect(keptFace(on.caseType, on.state, { ...context, parts: all }).documents).toHaveLength(2);
  });

  test('and the timeline says what it is called, to nobody else', () => {
    const filed = on.do({ ...FILE, audience: 'sealed' });
    const told = (parts: ReadonlySet<string>): unknown =>
      describeEvent(on.caseType, filed, { nameOf: (person) => person, parts });
    expect(told(all)).toMatchObject({
      title: 'Document filed: Brief',
      detail: ['Document 1: Points of claim', 'brief.pdf', 'Received on 28 February 2024', 'For: Under seal'],
    });
    expect(told(general)).toMatchObject({ hidden: true });
    expect(JSON.stringify(told(general))).not.toMatch(/Points|Brief/);
  });
});

test('each command asks for the role of its kind, and that of the kind under which it is put', () => {
  const role = (command: CaseCommand): string | undefined => roleOfEntryCommand(on.caseType, command as never);
  expect(role(FILE)).toBe('registry');
  expect(role({ type: 'FileDocument', of: 'letter', title: 'x', file: 'x' })).toBeUndefined();
  expect(role({ type: 'WithdrawDocument', ...ON, reason: 'x' })).toBe('registry');
  expect(role({ type: 'ReclassifyDocument', of: 'letter', entry: 'document.2', to: 'opinion', reason: 'x' })).toBe(
    'counsel',
  );
});
