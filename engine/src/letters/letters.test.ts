import { describe, expect, it } from 'vitest';
import { openCaseUnderTest } from '../case/case-under-test.ts';
import { checkCaseType } from '../definition/definition.ts';
import { composeLetter } from './letters.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';

/** Two sides, of which each has something that the other may not know. */
const DISPUTE = `
zone: Europe/Rome
team: desk
roles: { officer: Officer, senior: Senior }
parties:
  applicant: { title: Applicant, subject: true }
  respondent: { title: Respondent, subject: true }
  lawyer: { title: Lawyer, represents: [applicant], scope: { all: Everything } }
communications:
  notice: { title: Notice, form: letter, direction: out, with: [applicant, respondent, lawyer], channels: { post: Post, email: E-mail }, approvedBy: senior }
documents:
  letters: { title: Letters }
  police-letters: { title: Letters to the police, section: police }
issues:
  claim: { title: Claim, outcomes: { upheld: Upheld, refused: Refused } }
obligations:
  payment: { title: Payment, owedBy: [applicant, respondent] }
data:
  amount: { type: money, label: Amount }
  receivedOn: { type: date, label: Received on }
  area: { type: choice, label: Area, options: { roads: Roads, parks: Parks } }
  urgent: { type: boolean, label: Urgent }
  shelter: { type: text, label: Shelter, personal: true, subject: applicant, purpose: To reach them }
  income: { type: money, label: Income, personal: true, subject: respondent, purpose: To reckon }
  isPoor: { type: boolean, label: Poor, personal: true, subject: respondent, purpose: To reckon, derived: 'income < 100' }
  source: { type: text, label: Source }
opening: { form: open, by: officer }
forms:
  open: { title: Open, fields: { receivedOn: required, amount: optional, area: optional, urgent: optional, shelter: optional, income: optional, source: optional } }
plan: { tasks: { look: { title: Look, by: officer, form: open } } }
access:
  manage: senior
  sections: [{ name: police, title: Police, fields: [source], readers: [senior] }]
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;

const LETTER = `
letters:
  receipt:
    title: Receipt
    as: notice
    keptAs: letters
    to: [applicant, respondent]
    ways: { post: post, email: mail }
    subject: 'Your matter {reference}'
    merge:
      received: { value: receivedOn }
      amount: { value: amount, currency: EUR, missing: refuse }
      area: { value: area, else: another area }
    body:
      - text: 'Dear {recipient}, we got your letter on {received}. It is about {area}.'
      - heading: What you asked for
      - table: { caption: What you asked for, header: [What, How much], rows: [[Amount, '{amount}'], [Half, '{amount}']] }
      - when: urgent
        then: [{ text: We look at it today. }]
        else: [{ text: We look at it in time. }]
      - each: issues.claim
        where: [decided]
        body: [{ text: 'On “{item.words}”: {item.outcome}. {item.reasons}' }]
        none: Nothing is decided yet.
      - table: { caption: What you owe, header: [What, Until], each: obligations.payment, row: ['{item.words}', '{item.dueOn}'], none: You owe nothing. }
      - clause: bye
clauses:
  bye: { title: Bye, body: [{ list: ['Call us.', 'Write to {agency}.'] }] }
`;

/** Problems of the dispute with one thing of its letter exchanged. */
function problemsWith(from: string, to: string): readonly string[] {
  expect(LETTER).toContain(from);
  const result = checkCaseType(`${HEAD_UNDER_TEST}${DISPUTE}${LETTER.replace(from, to)}`, 'f'.repeat(64));
  return 'problems' in result ? result.problems.map(({ path, code }) => `${path} ${code}`) : [];
}

describe('what a letter of a case type may say', () => {
  it('is sound as it stands', () => {
    const result = checkCaseType(`${HEAD_UNDER_TEST}${DISPUTE}${LETTER}`, 'f'.repeat(64));
    expect('problems' in result ? result.problems : []).toEqual([]);
  });

  it.each([
    ['{recipient},', '{recipent},', 'letters.receipt.body[0].text unknown-name'],
    ['to: [applicant, respondent]', 'to: [applicant, judge]', 'letters.receipt.to[1] unknown-party'],
    ['keptAs: letters', 'keptAs: letter', 'letters.receipt.keptAs unknown-name'],
    ['keptAs: letters', 'keptAs: letters.sealed', 'letters.receipt.keptAs not-accepted'],
    ['as: notice', 'as: notise', 'letters.receipt.as unknown-name'],
    ['email: mail', 'fax: mail', 'letters.receipt.ways.fax unknown-name'],
    [', currency: EUR', '', 'letters.receipt.merge.amount missing-key'],
    [
      'missing: refuse }',
      "currency: EUR, missing: refuse, else: 'x' }",
      'letters.receipt.merge.amount.currency duplicate-key',
    ],
    [', missing: refuse', '', 'letters.receipt.merge.amount missing-key'],
    [
      '{ value: receivedOn }',
      '{ value: receivedOn, as: money, currency: EUR }',
      'letters.receipt.merge.received wrong-kind',
    ],
    [
      '{ value: receivedOn }',
      "{ value: 'amount * 2', as: text, missing: refuse }",
      'letters.receipt.merge.received wrong-kind',
    ],
    ['{ value: receivedOn }', '{ value: urgent, missing: refuse }', 'letters.receipt.merge.received wrong-kind'],
    [
      '{ value: receivedOn }',
      '{ clock: answer, missing: refuse }',
      'letters.receipt.merge.received.clock unknown-name',
    ],
    ['where: [decided]', 'where: [open, decided]', 'letters.receipt.body[4].body[0].text missing-key'],
    ['[Half,', "['{item.words}',", 'letters.receipt.body[2].table.rows[1][0] not-accepted'],
    ["[Half, '{amount}']", '[Half]', 'letters.receipt.body[2].table.rows[1] not-accepted'],
    ['{area}.', '{area.', 'letters.receipt.body[0].text not-accepted'],
    ['clause: bye', 'clause: hello', 'letters.receipt.body[6].clause unknown-name'],
    ['when: urgent', 'when: urgen', 'letters.receipt.body[3].when unknown-name'],
    ['received: { value: receivedOn }', 'today: { value: receivedOn }', 'letters.receipt.merge.today duplicate-id'],
  ])('is told where “%s” is “%s”', (from, to, problem) => {
    expect(problemsWith(from, to)).toContain(problem);
  });

  it.each([
    // What is one side’s own does not go to the other, neither by itself nor by what follows from it.
    ['{ value: area, else', '{ value: shelter, else', 'letters.receipt.merge.area personal-field'],
    ['when: urgent', 'when: isPoor', 'letters.receipt.body[3].when personal-field'],
    ['when: urgent', "when: 'shelter != null'", 'letters.receipt.body[3].when personal-field'],
    ['{ value: area, else', '{ value: source, else', 'letters.receipt.merge.area tells-hidden'],
    ['when: urgent', "when: 'source != null'", 'letters.receipt.body[3].when tells-hidden'],
    ['as: notice', 'as: notice\n    discloses: [police]', 'letters.receipt.discloses[0] not-accepted'],
    // Whoever reads what is kept reads what it says.
    [
      "as: notice\n    keptAs: letters\n    to: [applicant, respondent]\n    ways: { post: post, email: mail }\n    subject: 'Your matter {reference}'\n    merge:\n      received: { value: receivedOn }\n      amount: { value: amount, currency: EUR, missing: refuse }\n      area: { value: area,",
      "as: notice\n    keptAs: letters\n    discloses: [police]\n    to: [applicant, respondent]\n    ways: { post: post, email: mail }\n    subject: 'Your matter {reference}'\n    merge:\n      received: { value: receivedOn }\n      amount: { value: amount, currency: EUR, missing: refuse }\n      area: { value: source,",
      'letters.receipt.keptAs tells-hidden',
    ],
    ['as: notice', 'as: notice\n    mentions: [respondent]', 'letters.receipt.mentions[0] not-accepted'],
  ])('leaks nothing, and says so where “%s” is “%s”', (from, to, problem) => {
    expect(problemsWith(from, to)).toContain(problem);
  });

  it('may tell a person and their representative what is theirs', () => {
    const own = LETTER.replace('to: [applicant, respondent]', 'to: [applicant, lawyer]').replace(
      '{ value: area, else',
      '{ value: shelter, else',
    );
    const result = checkCaseType(`${HEAD_UNDER_TEST}${DISPUTE}${own}`, 'f'.repeat(64));
    expect('problems' in result ? result.problems : []).toEqual([]);
  });
});

const NOW = '2024-03-05T10:00:00+01:00';
const contact = {
  ...{
    name: 'Ahmed Ali',
    email: 'ahmed@example.org',
    phone: null,
    address: '1 High Street\nTown',
    language: null,
    prefers: null,
  },
  ...{ isSafe: true, isSecret: false },
};

function opened(data: Readonly<Record<string, string | boolean>> = {}) {
  const test = openCaseUnderTest(`${DISPUTE}${LETTER}`, { receivedOn: '2024-03-01', amount: '1234.50', ...data });
  test.do({ type: 'SetContact', of: 'applicant', entry: 'party.applicant', contact });
  return test;
}

describe('a letter of a case', () => {
  const ask = { letter: 'receipt', recipient: 'party.applicant', now: NOW, agency: 'Test Agency', isGone: () => false };
  const linesOf = (made: ReturnType<typeof composeLetter>): readonly string[] =>
    'letter' in made
      ? made.letter.parts.flatMap((part) =>
          part.part === 'table'
            ? part.rows.map((row) => row.join(' | '))
            : part.part === 'list'
              ? part.items
              : [part.text],
        )
      : made.problems.map(({ code }) => code);

  it('is filled in by the rules of its language', () => {
    const test = opened({ area: 'parks' });
    test.do({ type: 'RaiseIssue', of: 'claim', words: 'The path is closed' });
    test.do({ type: 'DecideIssue', of: 'claim', entry: 'issue.3', outcome: 'upheld', reasons: 'It is.' });
    const made = composeLetter(test.caseType, test.state!, ask);
    expect(linesOf(made)).toEqual([
      'Dear Ahmed Ali, we got your letter on 1 March 2024. It is about Parks.',
      'What you asked for',
      'Amount | €1,234.50',
      'Half | €1,234.50',
      'We look at it in time.',
      'On “The path is closed”: Upheld. It is.',
      'You owe nothing.',
      'Call us.',
      'Write to Test Agency.',
    ]);
    expect(made).toMatchObject({
      letter: { date: '5 March 2024', to: { name: 'Ahmed Ali', party: 'party.applicant', role: 'Applicant' } },
    });
  });

  it('is not made with a blank: it is said what is missing', () => {
    const test = openCaseUnderTest(`${DISPUTE}${LETTER}`, { receivedOn: '2024-03-01' });
    expect(composeLetter(test.caseType, test.state!, ask)).toMatchObject({ problems: [{ code: 'missing' }] });
    test.do({ type: 'SetContact', of: 'applicant', entry: 'party.applicant', contact });
    const made = composeLetter(test.caseType, test.state!, ask);
    expect(made).toEqual({ problems: [{ code: 'missing', reason: expect.stringContaining('“Amount”') as string }] });
  });

  it('has no word of a value that was lawfully destroyed', () => {
    const made = composeLetter(opened({ area: 'parks' }).caseType, opened({ area: 'parks' }).state!, {
      ...ask,
      isGone: (value) => value === 'parks',
    });
    expect(linesOf(made)[0]).toBe('Dear Ahmed Ali, we got your letter on 1 March 2024. It is about another area.');
  });

  it('lists what concerns its recipient and nothing of the other side', () => {
    const test = opened();
    test.do({
      type: 'ImposeObligation',
      of: 'payment',
      words: 'Pay back',
      owedBy: 'party.respondent',
      agreement: 'x',
      dueOn: '2024-05-01',
    });
    test.do({
      type: 'ImposeObligation',
      of: 'payment',
      words: 'Pay the fee',
      owedBy: 'party.applicant',
      agreement: 'x',
      dueOn: '2024-06-01',
    });
    const lines = linesOf(composeLetter(test.caseType, test.state!, ask));
    expect(lines).toContain('Pay the fee | 1 June 2024');
    expect(lines.join()).not.toContain('Pay back');
  });

  it('goes to a current party by its id, and to nobody to whom it is not safe to write', () => {
    const test = opened();
    expect(linesOf(composeLetter(test.caseType, test.state!, { ...ask, recipient: 'Ahmed Ali' }))).toEqual([
      'not-a-recipient',
    ]);
    test.do({ type: 'SetContact', of: 'applicant', entry: 'party.applicant', contact: { ...contact, isSafe: false } });
    expect(linesOf(composeLetter(test.caseType, test.state!, ask))).toEqual(['not-safe']);
  });

  it('is told apart from that to another of the same name', () => {
    const test = opened();
    test.do({
      type: 'SetContact',
      of: 'respondent',
      entry: 'party.respondent',
      contact: { ...contact, email: 'other@example.org', address: null },
    });
    const [one, other] = ['party.applicant', 'party.respondent'].map((recipient) =>
      composeLetter(test.caseType, test.state!, { ...ask, recipient }),
    );
    expect(one).toMatchObject({ letter: { to: { name: 'Ahmed Ali', role: 'Applicant', party: 'party.applicant' } } });
    expect(other).toMatchObject({
      letter: { to: { name: 'Ahmed Ali', role: 'Respondent', party: 'party.respondent' } },
    });
  });

  it('tells nobody else where somebody is whose address is secret, whatever words it stands in', () => {
    const test = opened();
    const secret = { ...contact, email: null, address: '12 Elm Street, Flat 3', isSecret: true };
    test.do({ type: 'SetContact', of: 'respondent', entry: 'party.respondent', contact: secret });
    test.do({ type: 'RaiseIssue', of: 'claim', words: 'They live at 12, ELM STREET flat 3' });
    const issue = Object.keys(test.state!.entries ?? {}).find((id) => id.startsWith('issue.'))!;
    test.do({ type: 'DecideIssue', of: 'claim', entry: issue, outcome: 'refused', reasons: 'No.' });
    expect(linesOf(composeLetter(test.caseType, test.state!, ask))).toEqual(['protected']);
    // To themselves it may be said.
    expect('letter' in composeLetter(test.caseType, test.state!, { ...ask, recipient: 'party.respondent' })).toBe(true);
  });
});

describe('a letter in another language', () => {
  const KIND = `caseType: visits
version: 1.0.0
title: Visit
archetype: service
reference: 'V-{sequence}'
purpose: { statement: Visits, authority: Act }
classification: { scale: au, level: OFFICIAL }
zone: Europe/Rome
team: desk
language: en
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
documents: { letters: { title: Kept letters } }
communications: { note: { title: Note, form: letter, with: [person], channels: { post: Post } } }
letters: { hello: { title: Hello, as: note, keptAs: letters, to: [person], subject: 'Hello {recipient}', body: [{ text: 'On {today}.' }] } }
data: { seen: { type: boolean, label: Seen } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { seen: optional } } }
plan: { tasks: { look: { title: Look, by: officer, form: open } } }
closing: { by: officer, outcomes: { done: Done } }
`;
  const GERMAN = {
    'Kept letters': 'Briefe',
    ...{
      Visits: 'Besuche',
      Visit: 'Besuch',
      Officer: 'Beamtin',
      Person: 'Person',
      Note: 'Brief',
      Post: 'Post',
      Hello: 'Gruß',
    },
    ...{ 'Hello {recipient}': 'Guten Tag {recipient}', 'On {today}.': 'Am {today}.', Seen: 'Gesehen', Open: 'Anfang' },
    ...{ Look: 'Nachsehen', Done: 'Fertig' },
  };
  const withTexts = (texts: Readonly<Record<string, string>>): ReturnType<typeof checkCaseType> =>
    checkCaseType(`${KIND}languages: { de: ${JSON.stringify(texts)} }\n`, 'f'.repeat(64));

  it('is written in that of its recipient', () => {
    const result = withTexts(GERMAN);
    if ('problems' in result) throw new Error(JSON.stringify(result.problems));
    const test = openCaseUnderTest(result.caseType);
    const to = { of: 'person', entry: 'party.person', contact: { ...contact, language: 'de-AT' } };
    test.do({ type: 'SetContact', ...to });
    const asked = { letter: 'hello', recipient: 'party.person', now: NOW, agency: 'A', isGone: () => false };
    expect(composeLetter(result.caseType, test.state!, asked)).toMatchObject({
      letter: { language: 'de', subject: 'Guten Tag Ahmed Ali', parts: [{ text: 'Am 5. März 2024.' }] },
    });
    test.do({ type: 'SetContact', ...to, contact: { ...contact, language: 'fr' } });
    expect(composeLetter(result.caseType, test.state!, asked)).toMatchObject({
      letter: { language: 'en', date: '5 March 2024' },
    });
  });

  it('has every text, with the same names in braces', () => {
    const { 'On {today}.': _, ...missing } = GERMAN;
    expect(withTexts(missing)).toMatchObject({ problems: [{ code: 'no-translation', path: 'languages.de' }] });
    const other = withTexts({ ...GERMAN, 'On {today}.': 'Am Montag.' });
    expect(other).toMatchObject({ problems: [{ code: 'no-translation', path: 'languages.de.On {today}.' }] });
  });
});
