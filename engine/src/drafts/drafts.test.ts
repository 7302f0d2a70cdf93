// What may be done with a draft and by whom, and which version is in force when.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readPlainYaml } from '../definition/definition.ts';
import {
  beginningOf,
  type DraftAct,
  type DraftFacts,
  draftOf,
  type DraftStep,
  differencesOf,
  judgeDraft,
  type PublishedVersion,
  versionInForce,
  whyNotDone,
} from './drafts.ts';

const SHIPPED = join(import.meta.dirname, '../../../case-types');
const HASH = 'a'.repeat(64);
const SOURCE = `caseType: tip
version: 2.0.0
title: Tip
archetype: service
reference: TIP-{year}-{sequence}
purpose: { statement: Tips are looked into, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties: { caller: { title: Caller, subject: true } }
data:
  words: { type: text, label: Words, purpose: Test }
opening: { form: first, by: officer }
forms:
  first: { title: First, fields: { words: optional } }
plan:
  tasks:
    look: { title: Look, by: officer, form: first }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;
const SCENARIO = `scenario: 'A tip that is opened is looked into'
given:
  - { at: 2026-03-01, roles: [officer], do: { type: OpenCase, data: { words: x } } }
then: { items: { look: active } }
`;

const judged = judgeDraft(
  { source: SOURCE, whole: SOURCE, scenarios: [{ name: 's', source: SCENARIO }] },
  HASH,
  new Map(),
);
const FACTS: DraftFacts = {
  ...{ name: 'tip', judged, versions: [], now: '2026-11-01T08:00:00.000Z', toAcknowledge: [] },
};
const at = '2026-10-01T08:00:00.000Z';
let number = 0;
type Given = DraftStep extends infer S
  ? S extends DraftStep
    ? Omit<S, 'number' | 'at' | 'words' | 'person' | 'onBehalfOf'>
    : never
  : never;
function step(person: string, what: Given, onBehalfOf: string | null = null): DraftStep {
  number += 1;
  return { number, at, words: '', person, onBehalfOf, ...what };
}
const saved = (person: string, onBehalfOf: string | null = null) =>
  step(person, { kind: 'saved', hash: HASH }, onBehalfOf);
const sent = (effectiveOn: string | null = null) => step('dora', { kind: 'sent', hash: HASH, effectiveOn });
const approved = () => step('paul', { kind: 'approved', hash: HASH });

interface Asked {
  readonly steps: readonly DraftStep[];
  readonly act: DraftAct;
  readonly person?: string;
  readonly onBehalfOf?: string;
  readonly facts?: Partial<DraftFacts>;
}
function why({ steps, act, person = 'paul', onBehalfOf, facts }: Asked): string | null {
  const by = { person, onBehalfOf: onBehalfOf ?? null };
  return whyNotDone(draftOf(steps), act, { by, facts: { ...FACTS, ...facts } });
}
const APPROVE = { kind: 'approve', hash: HASH } as const;
const PUBLISH = { kind: 'publish', hash: HASH } as const;
const SEND = { kind: 'send', hash: HASH, effectiveOn: null } as const;
const acknowledge = (difference: string) => ({ kind: 'acknowledge', hash: HASH, difference }) as const;

describe('a draft', () => {
  it('goes its way where each step is by whom it should be', () => {
    expect(judged.problems).toEqual([]);
    expect(judged.scenarios).toEqual([{ name: 's', failures: [] }]);
    expect(why({ steps: [saved('dora')], act: SEND, person: 'dora' })).toBeNull();
    expect(why({ steps: [saved('dora'), sent()], act: APPROVE })).toBeNull();
    expect(why({ steps: [saved('dora'), sent(), approved()], act: PUBLISH })).toBeNull();
    expect(draftOf([saved('dora'), sent(), approved()]).state).toBe('approved');
  });

  it('is approved and acknowledged by nobody who ever wrote in it, nor for whom or by whom somebody stands in who did', () => {
    const facts = { toAcknowledge: ['d1'] };
    for (const act of [APPROVE, acknowledge('d1')]) {
      expect(why({ steps: [saved('paul'), saved('dora'), sent()], act, facts })).toBe('draft-own');
      expect(why({ steps: [saved('dora', 'paul'), sent()], act, facts })).toBe('draft-own');
      expect(why({ steps: [saved('dora'), sent()], act, person: 'ann', onBehalfOf: 'dora', facts })).toBe('draft-own');
      expect(why({ steps: [saved('dora'), sent()], act, person: 'ann', onBehalfOf: 'paul', facts })).toBeNull();
    }
  });

  it('loses its approval with every edit and every sending, and answers nothing about another text', () => {
    const steps = [saved('dora'), sent(), approved()];
    expect(why({ steps: [...steps, saved('dora')], act: PUBLISH })).toBe('draft-not-approved');
    expect(why({ steps: [...steps, saved('dora')], act: APPROVE })).toBe('draft-not-in-review');
    expect(why({ steps: [...steps, sent('2027-01-01')], act: PUBLISH })).toBe('draft-not-approved');
    expect(why({ steps: [...steps, step('paul', { kind: 'returned', hash: HASH })], act: PUBLISH })).toBe(
      'draft-not-approved',
    );
    expect(why({ steps, act: { kind: 'publish', hash: 'b'.repeat(64) } })).toBe('draft-text-changed');
    expect(why({ steps, act: APPROVE })).toBe('draft-approved-already');
    expect(why({ steps: [saved('dora')], act: { kind: 'return' } })).toBe('draft-not-in-review');
  });

  it('is closed once it is published or withdrawn', () => {
    for (const kind of ['published', 'withdrawn'] as const)
      for (const act of [{ kind: 'save' }, SEND, APPROVE, PUBLISH] as const)
        expect(why({ steps: [saved('dora'), step('paul', { kind, hash: HASH })], act })).toBe('draft-closed');
  });

  it('is published when every difference that asks for it is acknowledged, and no sooner', () => {
    const facts = { toAcknowledge: ['d1', 'd2'] };
    const seen = (difference: string) => step('petra', { kind: 'acknowledged', hash: HASH, difference });
    const steps = [saved('dora'), sent(), approved(), seen('d1')];
    expect(why({ steps, act: PUBLISH, facts })).toBe('draft-not-acknowledged');
    expect(why({ steps: [...steps, seen('d2')], act: PUBLISH, facts })).toBeNull();
    // Another version came into force: what was seen is no difference to that one.
    expect(why({ steps: [...steps, seen('d2')], act: PUBLISH, facts: { toAcknowledge: ['d3'] } })).toBe(
      'draft-not-acknowledged',
    );
    expect(why({ steps, act: acknowledge('d9'), facts })).toBe('draft-no-such-difference');
    expect(why({ steps, act: acknowledge('d1'), facts })).toBe('draft-acknowledged-already');
    expect(why({ steps: [saved('dora')], act: acknowledge('d1'), facts })).toBe('draft-not-in-review');
  });

  it('is neither sent nor published with a text that is not fit', () => {
    const scenario = { name: 's', source: SCENARIO.replace('active', 'completed') };
    const texts = [
      ['draft-problems', { source: SOURCE.replace('by: officer', 'by: nobody'), scenarios: [] }],
      ['draft-no-scenarios', { source: SOURCE, scenarios: [] }],
      ['draft-scenarios-fail', { source: SOURCE, scenarios: [scenario] }],
      ['draft-scenarios-fail', { source: SOURCE, scenarios: [{ name: 's', source: 'a: [' }] }],
    ] as const;
    for (const [code, text] of texts) {
      const facts = { judged: judgeDraft({ ...text, whole: text.source }, HASH, new Map()) };
      expect(why({ steps: [saved('dora')], act: SEND, facts })).toBe(code);
      expect(why({ steps: [saved('dora'), sent(), approved()], act: PUBLISH, facts })).toBe(code);
    }
    expect(why({ steps: [saved('dora')], act: SEND, facts: { name: 'fine' } })).toBe('draft-other-kind');
    const missing = judgeDraft(
      { source: `${SOURCE}uses: [{ block: nothing@1.0.0 }]\n`, whole: null, scenarios: [] },
      '',
      new Map(),
    );
    expect(missing.problems.map(({ line }) => line > 0)).toEqual([true]);
  });
});

const version = (name: string, inForceAt: string): PublishedVersion => ({
  ...{ version: name, hash: name.repeat(64).slice(0, 64), publishedAt: '2026-01-01T00:00:00.000Z', inForceAt },
});

describe('the version in force', () => {
  const versions = [version('1', '2026-01-01T00:00:00.000Z'), version('3', '2026-12-31T23:00:00.000Z')];

  it('is the last that has begun, in whatever order they were published', () => {
    const inForce = (now: string) => versionInForce(versions.toReversed(), now)?.version;
    expect(inForce('2025-12-31T23:59:59.999Z')).toBeUndefined();
    expect(inForce('2026-12-31T22:59:59.999Z')).toBe('1');
    expect(inForce('2026-12-31T23:00:00.000Z')).toBe('3');
  });

  it('begins with the day in the zone of the kind of case, at once where that is today, and on no day that has passed', () => {
    const now = '2026-12-30T23:30:00.000Z';
    expect(beginningOf('2027-01-01', now, 'Europe/Rome')).toBe('2026-12-31T23:00:00.000Z');
    expect(beginningOf('2026-12-31', now, 'Europe/Rome')).toBe(now);
    expect(beginningOf('2026-12-30', now, 'Europe/Rome')).toBeNull();
    expect(beginningOf(null, now, 'Europe/Rome')).toBe(now);
  });

  it('is followed by nothing that comes before what is published to begin later, and by no version twice', () => {
    const steps = [saved('dora'), sent()];
    expect(why({ steps, act: SEND, facts: { versions } })).toBe('draft-before-another');
    expect(why({ steps, act: { ...SEND, effectiveOn: '2027-01-01' }, facts: { versions } })).toBeNull();
    expect(why({ steps, act: { ...SEND, effectiveOn: '2026-10-31' }, facts: { versions } })).toBe('draft-day-passed');
    expect(why({ steps, act: SEND, facts: { versions: [version('2.0.0', at)] } })).toBe('draft-version-taken');
    const late = [saved('dora'), sent('2026-11-02'), approved()];
    expect(why({ steps: late, act: PUBLISH })).toBeNull();
    expect(why({ steps: late, act: PUBLISH, facts: { now: '2026-11-03T08:00:00.000Z' } })).toBe('draft-day-passed');
  });
});

describe('differences', () => {
  const digest = (text: string): string => text;
  const text = (source: string, hash: string) => {
    const { caseType } = judgeDraft({ source, whole: source, scenarios: [] }, hash, new Map());
    if (caseType === null) throw new Error('The text is not fit.');
    return { caseType, source };
  };
  const before = text(SOURCE, HASH);

  it('that touch privacy have ids of their own for every pair of texts, and others have none', () => {
    const source = SOURCE.replace(
      'opening:',
      '  born: { type: date, label: Born, purpose: Test, personal: true, subject: caller }\nopening:',
    ).replace('Look,', 'See,');
    const [one, other] = ['b', 'c'].map((hash) => differencesOf(before, text(source, hash.repeat(64)), digest));
    const ids = (all: typeof one) => (all ?? []).map(({ path, id }) => [path, id === null]);
    expect(ids(one)).toEqual(
      expect.arrayContaining([
        ['data.born', false],
        ['plan.tasks.look.title', true],
      ]),
    );
    const named = [...(one ?? []), ...(other ?? [])].flatMap(({ id }) => id ?? []);
    expect(new Set(named).size).toBe(named.length);
  });

  it('of a kind of case that is new are one: all of it', () => {
    expect(differencesOf(null, before, digest).map(({ path, privacy }) => [path, privacy])).toEqual([
      ['', 'new-element'],
    ]);
  });
});

it('plain YAML of every shipped scenario is read as the library reads it', () => {
  const folders = readdirSync(SHIPPED)
    .map((name) => join(SHIPPED, name, 'scenarios'))
    .filter(existsSync);
  const files = folders.flatMap((folder) =>
    readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  for (const source of files) expect(readPlainYaml(source)).toEqual({ value: parse(source) });
  expect(files.length).toBeGreaterThan(50);
});
