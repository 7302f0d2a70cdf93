// Open data attacked: releases of made-up cases, two after each other, whose files an attacker gets who has a solver and knows how they
// were made. Nothing small may be recovered; and to show that the attack works, the same is done without each part of the protection.
import { createHash } from 'node:crypto';
import { type CaseType, checkCaseType } from '@casewright/engine/definition';
import {
  type FinishedCase,
  prepareRelease,
  type Unprotected,
  type Working,
  writeRelease,
} from '@casewright/engine/release';
import { releaseWorld, type ReleaseWorld } from './release-worlds.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface PublishedFile {
  readonly name: string;
  readonly text: string;
}

export interface Attackers {
  /** Claims on small figures, by kind, from the files of each release. */
  readonly tables: (releases: readonly (readonly PublishedFile[])[], threshold: number) => TableAttack;
  readonly rows: (files: readonly PublishedFile[], people: readonly KnownPerson[]) => RowAttack;
}

export interface TableAttack {
  readonly claims: readonly { readonly kind: string }[];
  readonly tried: number;
  readonly solved: number;
}

export interface KnownPerson {
  readonly period: string;
  readonly told: Readonly<Record<string, readonly string[]>>;
  readonly sensitive: Readonly<Record<string, string>>;
}

export interface RowAttack {
  readonly largestRisk: number;
  readonly found: number;
  readonly lookedFor: number;
  readonly matched: number;
}

export interface ReleaseAttackOptions extends SuiteOptions {
  /** Pairs of releases of tables, sets of rows, and pairs with and without one case. */
  readonly tables: number;
  readonly attackers: Attackers;
}

const CONTROLS: Readonly<Record<string, Unprotected>> = {
  'without suppression': { suppression: true },
  'without complements': { complements: true },
  'without differences': { differences: true },
};

/** Of a hundred pairs as many are attacked without each part: it is the same attack, and takes as long. */
const CONTROLLED = 20;

export function releaseAttack(options: ReleaseAttackOptions): Promise<SuiteResult> {
  const tables = attackAllTables(options);
  const rows = attackAllRows(options);
  const hidden = compareHidden(options);
  const counts = { tables: tables.counts, rows: rows.counts, hidden: hidden.counts };
  return Promise.resolve(resultOf(counts, [...tables.failures, ...rows.failures, ...hidden.failures]));
}

interface Part {
  readonly counts: Readonly<Record<string, unknown>>;
  readonly failures: readonly string[];
}

function attackAllTables({ tables, seed, attackers, say }: ReleaseAttackOptions): Part {
  const failures: string[] = [];
  const sums: Record<string, number> = {
    pairs: 0,
    figures: 0,
    small: 0,
    withheld: 0,
    tried: 0,
    solved: 0,
    revised: 0,
    notPublished: 0,
  };
  const add = (name: string, by: number): void => void (sums[name] = (sums[name] ?? 0) + by);
  const controls: Record<string, Record<string, number>> = {};
  for (let at = 0; at < tables; at += 1) {
    const world = releaseWorld(seed * 1_000_003 + at, 'tables');
    const caseType = caseTypeOf(world);
    const pair = releasesOf(world, caseType, {});
    const attack = attackers.tables(pair.files, world.threshold);
    add('pairs', 1);
    add('tried', attack.tried);
    add('solved', attack.solved);
    for (const [name, by] of Object.entries(pair.counts)) add(name, by);
    if (attack.claims.length > 0)
      failures.push(`Pair ${at}: ${attack.claims.length} claims, the first ${JSON.stringify(attack.claims[0])}.`);
    if (at % 100 < CONTROLLED) attackControls(world, caseType, { attackers, controls });
    if (at % 50 === 49) say(`${at + 1} pairs of releases attacked`);
  }
  for (const [name, { pairs = 0, broken = 0 }] of Object.entries(controls))
    if (broken === 0) failures.push(`${name}, ${pairs} pairs gave nothing away, so the attack shows nothing.`);
  return { counts: { ...sums, controls }, failures };
}

interface Controlled {
  readonly attackers: Attackers;
  readonly controls: Record<string, Record<string, number>>;
}

function attackControls(world: ReleaseWorld, caseType: CaseType, { attackers, controls }: Controlled): void {
  for (const [name, leftOut] of Object.entries(CONTROLS)) {
    const { claims } = attackers.tables(releasesOf(world, caseType, leftOut).files, world.threshold);
    const counts = (controls[name] ??= { pairs: 0, broken: 0 });
    counts['pairs'] = (counts['pairs'] ?? 0) + 1;
    if (claims.length > 0) counts['broken'] = (counts['broken'] ?? 0) + 1;
    for (const { kind } of claims) counts[kind] = (counts[kind] ?? 0) + 1;
  }
}

interface Releases {
  readonly files: readonly (readonly PublishedFile[])[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Two releases of a world, the second with what came, what went, and a further period. */
function releasesOf(world: ReleaseWorld, caseType: CaseType, leftOut: Unprotected): Releases {
  const earlier: Working[] = [];
  const counts: Record<string, number> = { figures: 0, small: 0, withheld: 0, revised: 0, notPublished: 0 };
  const add = (name: string, by: number): void => void (counts[name] = (counts[name] ?? 0) + by);
  const files = world.releases.map(({ cases, until }) => {
    const prepared = releaseOf(caseType, { cases, until, earlier, leftOut });
    for (const { outcome, figures = 0, primary = 0, complementary = 0 } of prepared.periods) {
      add('figures', figures);
      add('small', primary);
      add('withheld', primary + complementary);
      if (outcome === 'revised') add('revised', 1);
      if (outcome === 'withheld') add('notPublished', 1);
    }
    earlier.push(prepared.working);
    return prepared.files;
  });
  return { files, counts };
}

interface Preparing {
  readonly cases: readonly FinishedCase[];
  readonly until: string;
  readonly earlier: readonly Working[];
  readonly leftOut?: Unprotected;
}

function releaseOf(
  caseType: CaseType,
  { cases, until, earlier, leftOut = {} }: Preparing,
): ReturnType<typeof prepareRelease> & { readonly files: readonly PublishedFile[] } {
  const { publish } = caseType;
  if (publish === undefined) throw new Error('The made-up case type publishes nothing.');
  const prepared = prepareRelease({ caseType, publish, cases, from: '2026-01-01', until, earlier }, leftOut);
  const written = writeRelease({
    ...{ caseType, publish, working: prepared.working, publisher: 'Attacked agency' },
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    size: (text) => Buffer.byteLength(text),
  });
  return { ...prepared, files: written.files };
}

function attackAllRows({ tables, seed, attackers }: ReleaseAttackOptions): Part {
  const failures: string[] = [];
  const sums = { sets: 0, rows: 0, lookedFor: 0, matched: 0, found: 0, largestRiskOfThreshold: 0, notPublished: 0 };
  const control = { sets: 0, alone: 0, found: 0 };
  for (let at = 0; at < tables; at += 1) {
    const world = releaseWorld(seed * 2_000_003 + at, 'rows');
    const caseType = caseTypeOf(world);
    const [release] = world.releases;
    if (release === undefined) continue;
    const { files, working } = releaseOf(caseType, { ...release, earlier: [] });
    const people = world.knownOf(release.cases);
    sums.sets += 1;
    const published = working.kind === 'rows' ? working.periods.reduce((sum, { rows }) => sum + rows.length, 0) : 0;
    sums.rows += published;
    if (published === 0) sums.notPublished += 1;
    const attack = attackers.rows(files, people);
    sums.lookedFor += attack.lookedFor;
    sums.matched += attack.matched;
    sums.found += attack.found;
    sums.largestRiskOfThreshold = Math.max(sums.largestRiskOfThreshold, attack.largestRisk * world.threshold);
    if (attack.largestRisk * world.threshold > 1 + 1e-9 || attack.found > 0)
      failures.push(`Rows ${at}: the largest risk is ${attack.largestRisk}, and ${attack.found} values were found.`);
    if (at % 100 >= CONTROLLED) continue;
    const open = attackers.rows(world.rawFiles(release.cases), people);
    control.sets += 1;
    if (open.largestRisk > 1 / world.threshold) control.alone += 1;
    control.found += open.found;
  }
  if (control.alone === 0 || control.found === 0)
    failures.push('Rows as they are gave nobody away, so the attack shows nothing.');
  return { counts: { ...sums, control }, failures };
}

/** A case that is hidden before, after or between two releases: what is published then, and what would be without the care taken. */
function compareHidden({ tables, seed }: ReleaseAttackOptions): Part {
  const failures: string[] = [];
  const counts = { pairs: 0, same: 0, control: 0, movedInControl: 0 };
  for (let at = 0; at < tables; at += 1) {
    const world = releaseWorld(seed * 3_000_017 + at, at % 4 === 3 ? 'rows' : 'tables');
    const caseType = caseTypeOf(world);
    const [{ cases, until } = { cases: [], until: '' }] = world.releases;
    const first = releaseOf(caseType, { cases, until, earlier: [] });
    const before = JSON.stringify(first.files);
    const hidden = at % Math.max(1, cases.length);
    const without = cases.filter((_, index) => index !== hidden);
    const more = world.lateCase;
    for (const now of [without, [...cases, more]]) {
      counts.pairs += 1;
      const second = releaseOf(caseType, { cases: now, until, earlier: [first.working] });
      if (JSON.stringify(second.files) === before) counts.same += 1;
      else
        failures.push(`World ${at}: one case that is hidden or shown between two releases changes what is published.`);
      const naive = releaseOf(caseType, { cases: now, until, earlier: [] });
      counts.control += 1;
      if (JSON.stringify(naive.files) !== before) counts.movedInControl += 1;
    }
  }
  if (counts.movedInControl === 0) failures.push('One case moves nothing by itself, so comparing shows nothing.');
  return { counts, failures };
}

function caseTypeOf({ source }: ReleaseWorld): CaseType {
  const checked = checkCaseType(source, 'f'.repeat(64));
  if ('problems' in checked)
    throw new Error(checked.problems.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  return checked.caseType;
}
