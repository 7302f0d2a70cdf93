// Consents with a scope: what one must say, that nothing is used without one in force where a purpose rests on consent, and that one which was
// withdrawn is used no more, by sharing, referring, offering facts or publishing.
import { inWords, type Said } from '../sentences/sentences.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { factsOffered, factsSought } from '../view/view.ts';
import { type CaseUnderTest, caseTypeOf, openCaseUnderTest } from './case-under-test.ts';
import type { AccessToGive, CaseCommand } from './commands.ts';
import { consentFault, consentFor } from './consents.ts';
import type { CaseState } from './state.ts';

const CARE = `
roles: { officer: Officer }
parties:
  patient: { title: Patient, subject: true }
  carer: { title: Carer, subject: true }
consents: { care: { title: Care by others, of: patient } }
data:
  note: { type: text, label: Note, purpose: Test }
  illness: { type: text, label: Illness, purpose: Test }
  born: { type: date, label: Born, personal: true, subject: patient, purpose: Test,
    fact: { means: person.date-of-birth, neededFor: identity, mayServe: [care, identity], authority: Act s 12 } }
referrals:
  help:
    title: Help
    to: team
    purpose: care
    authority: Care Act s 9
    sections: [general, health]
    declineReasons: { full: Full }
    clock: { within: 50 days, law: { ref: Care Act, kind: statute } }
access:
  manage: officer
  sections: [{ name: health, title: Health, fields: [illness] }]
plan: { tasks: { talk: { title: Talk, by: officer, repeat: true } } }
forms: { open: { title: Open, fields: { note: optional, born: optional } } }
`;
const ASKS = caseTypeOf(`
parties: { person: { title: Person, subject: true } }
data:
  note: { type: text, label: Note, purpose: Test }
  birth: { type: date, label: Born, personal: true, subject: person, purpose: Test, fact: { means: person.date-of-birth, neededFor: care } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
`);

type Consent = Extract<AccessToGive, { kind: 'consent' }>;
const CONSENT: Consent = {
  ...{ kind: 'consent', purpose: 'care', of: 'party.patient', sections: null, recipients: null },
  ...{ given: { how: 'written', on: '2024-03-01', document: null }, until: null },
};
const SHARE: Extract<AccessToGive, { kind: 'share' }> = {
  ...{ kind: 'share', to: '8', unit: null, sections: ['general'], purpose: 'care', authority: 'Act s 5' },
  ...{ consent: null, until: '2099-06-01T00:00:00Z' },
};
const REFER: CaseCommand = {
  ...{ type: 'OfferReferral', of: 'help', to: { team: 'clinic' }, words: 'Please help' },
  ...{ sections: ['general'], endsOn: '2099-06-01' },
};

function opened(): CaseUnderTest {
  const on = openCaseUnderTest(CARE, { note: 'x', born: '1980-02-03' });
  on.now = '2024-03-01T10:00:00Z';
  return on;
}

function give(on: CaseUnderTest, part: Partial<Consent> = {}): string {
  const event = on.do({ type: 'GiveAccess', fact: { ...CONSENT, ...part } });
  return event.type === 'AccessGiven' ? event.id : '';
}

function stateOf({ state }: CaseUnderTest): CaseState {
  if (state === null) throw new Error('The case is not open.');
  return state;
}

/** Whether a case of another kind is offered the day of birth; a sentence where it is there and may not be taken. */
function offered(on: CaseUnderTest): string | null | undefined {
  const asks = openCaseUnderTest(ASKS, { note: 'x' });
  const target = { caseType: ASKS, state: { ...stateOf(asks), parties: { person: 'person:patient' } }, parts: null };
  const use = { caseType: 'example', now: on.now, isGone: () => false };
  const found = factsOffered(
    factsSought(target, null),
    { caseType: on.caseType, state: stateOf(on), parts: null },
    use,
  );
  return inEnglish(found[0]?.refused);
}

function inEnglish<None extends null | undefined>(said: Said | None): string | None {
  return said === null || said === undefined ? said : inWords(said, 'en');
}

describe('a consent', () => {
  test('says whose it is, for what, how it was given, and which parts and recipients it covers', () => {
    const on = opened();
    const scope = { sections: ['health', 'general', 'health'], recipients: ['team:clinic', 'agency:8'] };
    on.do({ type: 'GiveAccess', fact: { ...CONSENT, ...scope, until: '2024-06-01T00:00:00+10:00' } });
    expect(on.state?.access?.facts['consent.2']).toEqual({
      ...{ kind: 'consent', purpose: 'care', of: 'party.patient', sections: ['general', 'health'] },
      ...{ recipients: ['agency:8', 'team:clinic'], given: { how: 'written', on: '2024-03-01', document: null } },
      ...{ from: '2024-03-01T10:00:00.000Z', until: '2024-05-31T14:00:00.000Z' },
    });
  });

  test('is refused without whose it is, from somebody else, of a day to come, and for what there is not', () => {
    const on = opened();
    const said: readonly Partial<Consent>[] = [
      ...[{ of: 'party.carer' }, { of: 'party.nobody' }, { sections: ['other'] }, { sections: [] }],
      ...[{ recipients: ['anybody'] }, { recipients: [] }, { given: { ...given(), on: '2024-03-02' } }],
      { given: { ...given(), document: 'document.9' } },
    ];
    for (const part of said) {
      const command: CaseCommand = { type: 'GiveAccess', fact: { ...CONSENT, ...part } };
      expect([part, on.refusal(command)]).toEqual([part, 'invalid-access']);
    }
    const plain = { kind: 'consent', purpose: 'care', until: null } as const;
    expect(on.refusal({ type: 'GiveAccess', fact: plain })).toBe('invalid-access');
    expect(on.refusal({ type: 'GiveAccess', fact: { ...plain, purpose: 'audit' } })).toBeNull();
  });

  test('is asked of the party that the case type names, whose data it keeps', () => {
    const source = (consents: string): string =>
      `${HEAD_UNDER_TEST}zone: Europe/Rome\nteam: desk\nroles: { o: O }\nopening: { form: open, by: o }\n` +
      'parties: { p: { title: P, subject: true }, q: { title: Q } }\ndata: { note: { type: text, label: N } }\n' +
      'forms: { open: { title: O, fields: { note: required } } }\nplan: { tasks: { t: { title: T, by: o } } }\n' +
      `closing: { by: o, outcomes: { done: D } }\nconsents: ${consents}\n`;
    const problems = (consents: string): readonly string[] => {
      const result = checkCaseType(source(consents), 'f'.repeat(64));
      return 'problems' in result ? result.problems.map(({ path, code }) => `${path} ${code}`) : [];
    };
    expect(problems('{ care: { title: Care, of: p } }')).toEqual([]);
    expect(problems('{ care: { title: Care, of: q } }')).toEqual(['consents.care.of unknown-party']);
    expect(problems('{ open-data: { title: Open data, of: p } }')).toEqual(['consents.open-data missing-key']);
  });
});

describe('a purpose that rests on consent', () => {
  test('is served by nobody without one: not by sharing, referring or offering', () => {
    const on = opened();
    expect(on.refusal({ type: 'GiveAccess', fact: SHARE })).toBe('invalid-access');
    expect(on.refusal(REFER)).toBe('no-consent');
    expect(offered(on)).toMatch(/rests on consent, and none is on record/);
    const id = give(on);
    expect(on.refusal({ type: 'GiveAccess', fact: SHARE })).toBe('invalid-access');
    expect(on.refusal({ type: 'GiveAccess', fact: { ...SHARE, consent: id } })).toBeNull();
    on.do(REFER);
    expect(on.state?.entries?.[`referral.${on.state.version}`]).toMatchObject({ consent: id });
    expect(offered(on)).toBeNull();
  });

  test('is served no more once it was withdrawn, in a sentence that says so, and not taken up either', () => {
    const on = opened();
    const id = give(on);
    on.do(REFER);
    const entry = `referral.${on.state?.version}`;
    on.now = '2024-03-03T10:00:00Z';
    on.do({ type: 'EndAccess', fact: id, reason: 'She said so' });
    expect(on.state?.access?.facts[id]).toMatchObject({ withdrawn: '2024-03-03T10:00:00.000Z' });
    const sentence = /The consent to “Care by others” was withdrawn on 2024-03-03\. It may not be used/;
    expect(inEnglish(consentFault(on.caseType, stateOf(on), use(on.now)))).toMatch(sentence);
    expect(offered(on)).toMatch(sentence);
    expect(on.refusal(REFER)).toBe('no-consent');
    expect(on.refusal({ type: 'AcceptReferral', of: 'help', entry })).toBe('no-consent');
    expect(on.refusal({ type: 'GiveAccess', fact: { ...SHARE, consent: id } })).toBe('invalid-access');
    expect(on.refusal({ type: 'WithdrawReferral', of: 'help', entry, reasons: 'Withdrawn' })).toBeNull();
  });

  test('is not served beyond what the consent covers, nor after its end', () => {
    const on = opened();
    give(on, { sections: ['general'], recipients: ['team:clinic'], until: '2024-03-02T00:00:00Z' });
    expect(on.refusal(REFER)).toBeNull();
    expect(on.refusal({ ...REFER, sections: ['general', 'health'] })).toBe('no-consent');
    expect(on.refusal({ ...REFER, to: { team: 'housing' } })).toBe('no-consent');
    expect(offered(on)).toMatch(/does not cover this/);
    on.now = '2024-03-02T00:00:00Z';
    expect(on.refusal(REFER)).toBe('no-consent');
    expect(inEnglish(consentFault(on.caseType, stateOf(on), use(on.now)))).toMatch(/has ended/);
  });

  test('leaves other purposes alone', () => {
    const on = opened();
    const other = { ...use(on.now), purpose: 'audit' };
    expect(consentFor(on.caseType, stateOf(on), other)).toEqual({ kind: 'not-asked' });
    expect(on.refusal({ type: 'GiveAccess', fact: { ...SHARE, purpose: 'audit' } })).toBeNull();
  });
});

test('a consent that was withdrawn, has ended or says less is never used, whatever was done in which order', () => {
  let [used, refused] = [0, 0];
  fc.assert(
    fc.property(fc.array(step(), { minLength: 4, maxLength: 14 }), (steps) => {
      const on = opened();
      /** What the person said, remembered without the engine: consents by id. */
      const said = new Map<string, Remembered>();
      steps.forEach((one, at) => {
        on.now = new Date(Date.parse('2024-03-01T10:00:00Z') + at * HOUR).toISOString();
        if (one.do === 'give') {
          const until = one.hours === null ? null : new Date(Date.parse(on.now) + one.hours * HOUR).toISOString();
          const { sections, recipients } = one;
          said.set(give(on, { sections, recipients, until }), { sections, recipients, until, from: on.now });
          return;
        }
        if (one.do === 'withdraw') {
          const [id, last] = [...said].findLast(([, { until }]) => until === null || until > on.now) ?? [];
          if (id === undefined || last === undefined) return;
          on.do({ type: 'EndAccess', fact: id, reason: 'Withdrawn' });
          said.set(id, { ...last, until: on.now });
          return;
        }
        const allowed = [...said].filter(([, each]) => covers(each, one, on.now)).map(([id]) => id);
        const answers = attempt(on, one, [...said.keys()]);
        expect(answers.length > 0 && answers.every((answer) => answer === null || allowed.includes(answer))).toBe(true);
        expect(answers.some((answer) => answer !== null)).toBe(allowed.length > 0);
        if (allowed.length > 0) used += 1;
        else refused += 1;
      });
    }),
    { numRuns: 200 },
  );
  expect(Math.min(used, refused)).toBeGreaterThan(40);
});

const HOUR = 3_600_000;

interface Remembered {
  readonly sections: readonly string[] | null;
  readonly recipients: readonly string[] | null;
  readonly from: string;
  readonly until: string | null;
}

type Use = { readonly do: 'share' | 'refer' | 'offer'; readonly sections: readonly string[] };
type Step =
  | ({ readonly do: 'give'; readonly hours: number | null } & Pick<Remembered, 'sections' | 'recipients'>)
  | { readonly do: 'withdraw' }
  | Use;

function step(): fc.Arbitrary<Step> {
  const some = fc.constantFrom<readonly string[]>(['general'], ['health'], ['general', 'health']);
  const whom = fc.constantFrom<readonly string[]>(['agency:8'], ['team:clinic', 'agency:8'], ['case:example']);
  return fc.oneof(
    fc.record({
      do: fc.constant('give' as const),
      hours: fc.option(fc.integer({ min: 1, max: 5 })),
      sections: fc.option(some),
      recipients: fc.option(whom),
    }),
    fc.record({ do: fc.constant('withdraw' as const) }),
    fc.record({ do: fc.constantFrom('share' as const, 'refer' as const, 'offer' as const), sections: some }),
  );
}

const WHOM = { share: 'agency:8', refer: 'team:clinic', offer: 'case:example' } as const;

function covers({ sections, recipients, from, until }: Remembered, one: Use, now: string): boolean {
  const isNow = from <= now && (until === null || until > now);
  // The fact that is offered stands in the general section.
  const asked = one.do === 'offer' ? ['general'] : one.sections;
  const isOf = sections === null || asked.every((section) => sections.includes(section));
  return isNow && isOf && (recipients === null || recipients.includes(WHOM[one.do]));
}

/** The consents by which it was allowed, or would be, by id; null for each refusal. */
function attempt(on: CaseUnderTest, one: Use, ids: readonly string[]): readonly (string | null)[] {
  if (one.do === 'share')
    return ['consent.0', ...ids].map((id) =>
      on.refusal({ type: 'GiveAccess', fact: { ...SHARE, sections: one.sections, consent: id } }) === null ? id : null,
    );
  if (one.do === 'offer') {
    const found = consentFor(on.caseType, stateOf(on), { ...use(on.now), recipient: WHOM.offer });
    expect(offered(on) === null).toBe(found.kind === 'given');
    return [found.kind === 'given' ? found.consent : null];
  }
  if (on.refusal({ ...REFER, sections: one.sections } as CaseCommand) !== null) return [null];
  on.do({ ...REFER, sections: one.sections } as CaseCommand);
  const entry = on.state?.entries?.[`referral.${on.state.version}`];
  return [entry?.kind === 'referral' ? (entry.consent ?? null) : null];
}

function use(now: string) {
  return { purpose: 'care', sections: ['general'], recipient: 'team:clinic', now };
}

function given(): NonNullable<Consent['given']> {
  return { how: 'written', on: '2024-03-01', document: null };
}
