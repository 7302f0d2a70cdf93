// Letters of made-up cases in which somebody's secret address was written wherever people write: in fields, in issues, in reasons, in other
// spellings. Nothing that goes to anybody else may hold it, and nothing may go to anybody but the party for whom it was made.
import { createHash } from 'node:crypto';
import { decide, type CaseCommand, type CaseState } from '@casewright/engine/case';
import { checkCaseType, type CaseType } from '@casewright/engine/definition';
import { allEntries, type Contact } from '@casewright/engine/entries';
import { composeLetter, type Letter } from '@casewright/engine/letters';
import { writeMail } from '../dispatch/mail-message.ts';
import { letterHtml, letterText } from '../print/letter-page.ts';
import { type Chance, seededChance } from './seeded-chance.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface LettersOptions extends SuiteOptions {
  /** Made-up cases. */
  readonly cases: number;
}

const SOURCE = `
caseType: dispute
version: 1.0.0
title: Dispute
archetype: legal
reference: D-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties:
  one: { title: One side, subject: true }
  other: { title: Other side, subject: true }
  friend: { title: Friend, subject: true, min: 0, max: 5 }
communications: { notice: { title: Notice, form: letter, direction: out, with: [one, other, friend], channels: { email: E-mail } } }
documents: { letters: { title: Letters } }
issues: { claim: { title: Claim, outcomes: { upheld: Upheld, refused: Refused } } }
obligations: { payment: { title: Payment, owedBy: [one, other] } }
letters:
  notice:
    title: Notice
    as: notice
    keptAs: letters
    to: [one, other, friend]
    ways: { email: mail }
    subject: 'Notice {reference}'
    merge: { about: { value: about, else: your matter } }
    body:
      - text: 'Dear {recipient}, this is about {about}.'
      - each: issues.claim
        body: [{ text: '{item.words}' }]
        none: Nothing is claimed.
      - table: { caption: What is owed, header: [What, From], each: obligations.payment, row: ['{item.words}', '{item.from}'], none: Nothing is owed. }
data: { about: { type: text, label: About } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { about: optional } } }
plan: { tasks: { look: { title: Look, by: officer, form: open } } }
closing: { by: officer, outcomes: { done: Done } }
`;

interface Counts {
  cases: number;
  composed: number;
  /** Refused, since they would have told where somebody is. */
  withheld: number;
  /** Not written, since it is not safe or nothing is known. */
  unwritten: number;
  planted: number;
  leaks: number;
  wrong: number;
}

export async function letters({ seed, cases, say }: LettersOptions): Promise<SuiteResult> {
  const checked = checkCaseType(SOURCE, createHash('sha256').update(SOURCE).digest('hex'));
  if ('problems' in checked)
    throw new Error(checked.problems.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  const counts: Counts = { cases: 0, composed: 0, withheld: 0, unwritten: 0, planted: 0, leaks: 0, wrong: 0 };
  const failures: string[] = [];
  for (let at = 0; at < cases; at += 1) {
    const found = await oneCase(checked.caseType, seededChance(seed + at), counts);
    failures.push(...found.map((what) => `Case ${at} of seed ${seed}: ${what}`).slice(0, 20));
    if (at % 2000 === 1999) say(`${at + 1} cases.`);
  }
  if (counts.withheld === 0 || counts.planted === 0) failures.push('Nothing was withheld, so nothing was tried.');
  return resultOf({ ...counts }, failures);
}

async function oneCase(caseType: CaseType, chance: Chance, counts: Counts): Promise<readonly string[]> {
  const { state, secrets } = lived(caseType, chance);
  counts.cases += 1;
  counts.planted += secrets.planted;
  const failures: string[] = [];
  for (const [id, entry] of Object.entries(allEntries(caseType, state))) {
    if (entry.kind !== 'party') continue;
    const asked = { letter: 'notice', recipient: id, channel: 'email', now: '2024-03-05T10:00:00Z', agency: 'Agency' };
    const made = composeLetter(caseType, state, { ...asked, isGone: () => false });
    if ('problems' in made) {
      counts[made.problems.some(({ code }) => code === 'protected') ? 'withheld' : 'unwritten'] += 1;
      continue;
    }
    counts.composed += 1;
    const others = [...secrets.words].filter(([party]) => party !== id).flatMap(([, words]) => words);
    const told = await whatGoesOut(made.letter, entry.contact);
    const leaks = others.filter((word) => plain(told.join('\n')).includes(word));
    if (leaks.length > 0) failures.push(`A letter to ${id} tells where somebody else is.`);
    const to = /^To: (.*)$/m.exec(told[2] ?? '')?.[1]?.trim();
    const isTheirs =
      made.letter.to.party === id && (entry.contact?.email ?? null) === (to ?? null) && entry.contact?.isSafe === true;
    if (!isTheirs) failures.push(`A letter for ${id} goes to somebody else, or to whom nobody may write.`);
    counts.leaks += leaks.length;
    counts.wrong += isTheirs ? 0 : 1;
  }
  return failures;
}

/** The page, the text and the mail that would go out; without an address for mail there is none. */
async function whatGoesOut(letter: Letter, contact: Contact | undefined): Promise<readonly string[]> {
  const told = [letterHtml(letter), letterText(letter)];
  if (contact?.email === null || contact === undefined) return told;
  const mail = await writeMail({
    ...{ dispatch: '00000000-0000-7000-8000-000000000001', from: { name: letter.from, email: 'desk@agency.example' } },
    ...{
      to: contact.email,
      reference: letter.reference,
      writtenAt: new Date(0),
      letter: Buffer.from('%PDF'),
      calendar: null,
    },
  });
  return [...told, mail.toString('utf8')];
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

interface Secrets {
  /** By party what would tell where they are, without spaces and signs. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly planted: number;
}

const PARTIES = ['party.one', 'party.other', 'party.2', 'party.3', 'party.4'];

/** A case with some parties, some of whom are hidden, and words into which people wrote where they are. */
function lived(caseType: CaseType, chance: Chance): { readonly state: CaseState; readonly secrets: Secrets } {
  const run = player(caseType);
  const words = new Map<string, readonly string[]>();
  run({
    type: 'OpenCase',
    reference: `D-${chance.between(1, 999_999)}`,
    data: {},
    subjects: { one: 's1', other: 's2' },
  });
  const friends = chance.between(0, 3);
  for (let at = 0; at < friends; at += 1) run({ type: 'AddParty', of: 'friend', subject: `f${at}` });
  const parties = PARTIES.slice(0, 2 + friends);
  for (const entry of parties) {
    const contact = contactOf(chance, entry);
    if (contact.isSecret) words.set(entry, waysOf(contact).map(plain));
    const of = entry === 'party.one' || entry === 'party.other' ? entry.slice(6) : 'friend';
    if (chance.percent(90)) run({ type: 'SetContact', of, entry, contact });
    else words.delete(entry);
  }
  const hidden = [...words.values()].flat();
  let planted = 0;
  const saying = (): string => {
    const [word] = chance.shuffled(hidden);
    if (word === undefined || !chance.percent(25)) return 'Nothing of note';
    planted += 1;
    return `They live at ${spelt(chance, word)}, I think`;
  };
  run({ type: 'RecordData', data: { about: saying() } });
  for (let at = chance.between(0, 3); at > 0; at -= 1) run({ type: 'RaiseIssue', of: 'claim', words: saying() });
  for (let at = chance.between(0, 2); at > 0; at -= 1) {
    const owedBy = chance.percent(50) ? 'party.one' : 'party.other';
    run({ type: 'ImposeObligation', of: 'payment', words: saying(), owedBy, agreement: 'x', dueOn: '2024-12-01' });
  }
  return { state: run(null), secrets: { words, planted } };
}

/** Plays commands; what is refused is a fault of the play. */
function player(caseType: CaseType): (command: CaseCommand | null) => CaseState {
  let state: CaseState | null = null;
  return (command) => {
    if (command !== null) {
      const decision = decide(caseType, state, command, { occurred: '2024-03-01', actor: 'p1' });
      if ('rejection' in decision) throw new Error(JSON.stringify(decision.rejection));
      state = decision.after;
    }
    if (state === null) throw new Error('The case is not open yet.');
    return state;
  };
}

function contactOf(chance: Chance, party: string): Contact {
  const mark = `${chance.between(100, 999)} Qu${chance.between(10_000, 99_999)} Street`;
  return {
    // Two in three have one name, so that nothing may go by that.
    ...{ name: chance.percent(66) ? 'Ahmed Ali' : `Person ${party}`, language: null, prefers: null },
    email: chance.percent(80) ? `p${chance.between(10_000_000, 99_999_999)}@people.example` : null,
    phone: chance.percent(50) ? `+39 06 ${chance.between(1_000_000, 9_999_999)}` : null,
    address: chance.percent(80) ? `${mark}\nTown of ${chance.between(1000, 9999)} hills` : null,
    ...{ isSafe: chance.percent(85), isSecret: chance.percent(50) },
  };
}

function waysOf({ email, phone, address }: Contact): readonly string[] {
  return [email, phone, ...(address?.split('\n') ?? [])].filter((way) => way !== null);
}

/** The same, as somebody else might write it. */
function spelt(chance: Chance, word: string): string {
  const spaced = chance.percent(50) ? word : word.replaceAll(/(.{4})/g, '$1 - ');
  return chance.percent(50) ? spaced : spaced.toUpperCase();
}
