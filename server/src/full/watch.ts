// How well the rules notice who looks without a reason: an office of made-up people over many days, in which it is known of every
// look whether it was snooping. The label comes from what the person was made to do, never from the rules; among the looks are
// some that no rule can tell apart, so that the figures are honest: colleagues who help out, and snoopers who cover their tracks.
import {
  noticeIn,
  watchRules,
  workKey,
  type WatchedLine,
  type WatchFacts,
  type WatchKind,
  type WatchRules,
} from '@casewright/engine/watch';
import { type Chance, seededChance } from './seeded-chance.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface WatchOptions extends SuiteOptions {
  readonly looks: number;
  /** Absent: those that ship with the program. */
  readonly rules?: WatchRules;
}

interface Labelled {
  readonly line: WatchedLine;
  readonly facts: WatchFacts;
  readonly snooping: boolean;
  /** What was done, for the report. */
  readonly story: string;
}

interface Story {
  readonly name: string;
  /** Of a thousand looks, how many are of this kind. */
  readonly share: number;
  readonly snooping: boolean;
  readonly happens: (scene: Scene) => Partial<Pick<Labelled, 'line' | 'facts'>>;
}

interface Scene {
  readonly line: WatchedLine;
  readonly facts: WatchFacts;
  readonly chance: Chance;
}

const ME = 'ann';
const CASE = 'case-1';
const mine = workKey(ME, CASE);

const QUIET: WatchFacts = {
  settings: { zone: 'Europe/Rome', hours: { from: '07:00', until: '19:00' }, calendar: null },
  ties: [],
  ...{ work: new Set(), ownWork: new Set(), walled: new Set(), vip: new Set() },
  ...{ refusals: [], today: [{ person: ME, day: '2026-03-03', opened: 8 }], history: [] },
  peers: new Map([[ME, new Set(['ben'])]]),
};

function atWork(facts: WatchFacts): WatchFacts {
  return { ...facts, work: new Set([mine]), ownWork: new Set([mine]) };
}

function refused(line: WatchedLine): WatchedLine {
  return { ...line, denied: true, rule: null };
}

function at(line: WatchedLine, time: string): WatchedLine {
  return { ...line, recordedAt: `2026-03-03T${time}:00.000Z` };
}

/** What people do, how often, and whether it is snooping. */
const STORIES: readonly Story[] = [
  story('work of their own', 520, ({ line, facts, chance }) => ({
    line: { ...line, action: chance.percent(70) ? 'read-case' : 'read-activity' },
    facts: atWork(facts),
  })),
  story('work that waits for their role', 160, ({ facts }) => ({ facts: { ...facts, work: new Set([mine]) } })),
  story('a list', 160, ({ line, chance }) => ({
    line: { ...line, action: chance.percent(50) ? 'list-work' : 'list-cases', rule: 'agency' },
  })),
  story('oversight', 30, ({ line }) => ({ line: { ...line, action: 'read-readers', rule: 'privacy' } })),
  story('what another agency shares', 20, ({ line }) => ({
    line: { ...line, action: 'read-shared-case', rule: 'share' },
  })),
  story('a number typed wrongly', 20, ({ line, facts }) => ({
    line: refused(line),
    facts: { ...facts, refusals: [{ person: ME, at: line.recordedAt }] },
  })),
  story('asking for access', 20, ({ line }) => ({ line: { ...line, action: 'find-case', rule: 'anybody' } })),
  story('a busy day', 10, ({ facts }) => ({
    facts: { ...atWork(facts), today: [{ person: ME, day: '2026-03-03', opened: 45 }], history: daysOf(20) },
  })),
  // Nobody wrote down that a colleague asked: no rule can know.
  story('helping a colleague out, unrecorded', 6, () => ({})),
  // Nobody asked whether they may stay: working late is work.
  story('late at work', 4, ({ line, facts }) => ({ line: at(line, '18:40'), facts: atWork(facts) })),
  snoop('their own case', 6, ({ facts }) => ({
    facts: { ...facts, ties: [{ person: ME, caseId: CASE, tie: 'self' }] },
  })),
  snoop('a case of kin, declared', 6, ({ facts }) => ({
    facts: { ...atWork(facts), ties: [{ person: ME, caseId: CASE, tie: 'kin' }] },
  })),
  snoop('a case of a colleague', 6, ({ facts }) => ({
    facts: { ...facts, ties: [{ person: 'ben', caseId: CASE, tie: 'self' }] },
  })),
  snoop('a neighbour', 12, () => ({})),
  snoop('a wall, tried', 6, ({ line, facts }) => ({
    line: refused(line),
    facts: { ...facts, walled: new Set([mine]) },
  })),
  snoop('somebody in the public eye, from the queue of the team', 6, ({ facts }) => ({
    facts: { ...facts, work: new Set([mine]), vip: new Set([CASE]) },
  })),
  snoop('many cases in a day', 4, ({ facts }) => ({
    facts: { ...facts, today: [{ person: ME, day: '2026-03-03', opened: 90 }], history: daysOf(10) },
  })),
  snoop('guessing numbers', 4, ({ line, facts }) => ({
    line: refused(line),
    facts: { ...facts, refusals: Array.from({ length: 6 }, () => ({ person: ME, at: line.recordedAt })) },
  })),
  snoop('at night', 2, ({ line, facts }) => ({ line: at(line, '02:10'), facts: atWork(facts) })),
  // Kin whom nobody declared, in a case in which they have work; and a note, so as to have had a reason.
  snoop('undeclared kin among their own work', 3, ({ facts }) => ({ facts: atWork(facts) })),
  snoop('a neighbour, and then a note', 3, ({ facts }) => ({ facts: atWork(facts) })),
];

function story(name: string, share: number, happens: Story['happens']): Story {
  return { name, share, snooping: false, happens };
}

function snoop(name: string, share: number, happens: Story['happens']): Story {
  return { name, share, snooping: true, happens };
}

function daysOf(opened: number): WatchFacts['history'] {
  return ['2026-02-26', '2026-02-27', '2026-03-02'].map((day) => ({ person: ME, day, opened }));
}

function playLook(chance: Chance, number: number): Labelled {
  const total = STORIES.reduce((sum, { share }) => sum + share, 0);
  let drawn = chance.between(1, total);
  const chosen = STORIES.find(({ share }) => {
    drawn -= share;
    return drawn <= 0;
  });
  if (chosen === undefined) throw new Error('The shares of the stories do not add up.');
  const minute = String(chance.between(10, 59));
  const line: WatchedLine = {
    ...{ entryId: `e${number}`, recordedAt: `2026-03-03T09:${minute}:00.000Z`, person: ME, authority: 'session:1' },
    ...{ action: 'read-case', rule: 'team', caseIds: [CASE], denied: false },
  };
  const scene = { line, facts: QUIET, chance };
  return { line, facts: QUIET, ...chosen.happens(scene), snooping: chosen.snooping, story: chosen.name };
}

interface Tally {
  noticed: number;
  right: number;
}

/** Plays looks, holds them against the rules, and says how many of those noticed were snooping and how much of it was noticed. */
export function watch({ seed, looks, say, rules = watchRules }: WatchOptions): Promise<SuiteResult> {
  const chance = seededChance(seed);
  const ofRules = new Map<WatchKind, Tally>();
  const missed = new Map<string, number>();
  const wrong = new Map<string, number>();
  const all = { noticed: 0, right: 0, snooping: 0 };
  for (let number = 0; number < looks; number += 1) {
    const look = playLook(chance, number);
    const kinds = new Set(noticeIn([look.line], look.facts, rules).map(({ kind }) => kind));
    if (look.snooping) all.snooping += 1;
    if (kinds.size > 0) all.noticed += 1;
    if (kinds.size > 0 && look.snooping) all.right += 1;
    if (kinds.size > 0 && !look.snooping) count(wrong, look.story);
    if (kinds.size === 0 && look.snooping) count(missed, look.story);
    for (const kind of kinds) {
      const tally = ofRules.get(kind) ?? { noticed: 0, right: 0 };
      ofRules.set(kind, { noticed: tally.noticed + 1, right: tally.right + (look.snooping ? 1 : 0) });
    }
  }
  const precision = percent(all.right, all.noticed);
  const recall = percent(all.right, all.snooping);
  for (const [kind, { noticed, right }] of [...ofRules].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    say(`${kind}: ${noticed} noticed, ${right} of them snooping.`);
  say(`Noticed wrongly: ${wordsOf(wrong)}. Missed: ${wordsOf(missed)}.`);
  const failures = [
    ...(precision < LEAST.precision
      ? [`Of what was noticed ${precision}% was snooping, and not ${LEAST.precision}%.`]
      : []),
    ...(recall < LEAST.recall ? [`Of the snooping ${recall}% was noticed, and not ${LEAST.recall}%.`] : []),
  ];
  say(`Precision ${precision}%, recall ${recall}%.`);
  const { snooping, noticed, right } = all;
  return Promise.resolve(resultOf({ looks, snooping, noticed, right, precision, recall }, failures));
}

/** Below these somebody has to look at the rules, or at the stories. */
const LEAST = { precision: 75, recall: 85 };

function count(of: Map<string, number>, name: string): void {
  of.set(name, (of.get(name) ?? 0) + 1);
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1_000) / 10;
}

function wordsOf(counts: ReadonlyMap<string, number>): string {
  return counts.size === 0 ? 'nothing' : [...counts].map(([name, times]) => `${name} (${times})`).join(', ');
}
