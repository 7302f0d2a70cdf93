// Canaries in what reviewers found in cases of a sample, and the search for these: they are sealed under the keys of the cases. And whether any
// table whose rows a key of a case seals holds none at all, so that a new one cannot be forgotten.
import { drawQualitySample, reviewSampledCase } from '../commands/sample-steps.ts';
import type { OpenSystem } from '../open-system.ts';
import { provesActive } from '../store/access-world.ts';
import { openFinding, type FindingRow } from '../store/samples.ts';
import { JOIN, KEY, keyOf, rowsOf, type WithKey } from './canary-rows.ts';
import { canary, type Scanner } from './canary-scan.ts';
import { CANARY_TENANT as tenant, officerOf, type CanaryCase } from './canary-world.ts';
import type { Ground } from './ground.ts';

/** Cases among which a sample is drawn: all of them, as no more are drawn than a sample may hold. */
export const SAMPLED = 200;

/** Somebody who worked on none of them reviews all that are to be destroyed whole or left alone: a finding is about no person. */
export async function reviewCanaries(
  { deps, database }: OpenSystem,
  cases: readonly CanaryCase[],
  { reviewer, places }: { readonly reviewer: string; readonly places: Map<string, number> },
): Promise<void> {
  const by = { principal: officerOf(reviewer), proof: provesActive(tenant, reviewer) };
  const of = { ...deps, database };
  const drawn = await drawQualitySample(of, by, {
    ...{ team: 'desk', caseType: 'canary', basis: 'closing', of: '', from: '2020-01-01', to: '2999-12-31' },
    ...{
      take: { size: cases.length, percent: null },
      byOutcome: false,
      reason: 'Testing destruction',
      seed: 'canaries',
    },
    questions: ['Was it done well?'],
  });
  if (drawn.kind !== 'done') throw new Error(`No sample was drawn: ${JSON.stringify(drawn)}`);
  for (const { number, caseId, fate } of cases) {
    if (fate === 'subject') continue;
    places.set('finding', (places.get('finding') ?? 0) + 1);
    const answers = [{ answer: 'not-met', note: canary(number, 'finding') }] as const;
    const reviewed = await reviewSampledCase(of, by, { sample: drawn.value.sample, caseId, answers, version: 0 });
    if (reviewed.kind !== 'done') throw new Error(`A case was not reviewed: ${JSON.stringify(reviewed)}`);
  }
}

/** Every finding that can still be opened. */
export async function scanFindings(system: OpenSystem, scanner: Scanner, caseIds: readonly string[]): Promise<void> {
  const rows = await rowsOf<WithKey<FindingRow & { readonly sample: string }>>(system, {
    name: 'findings-of-canaries',
    text: `select x.sample, x.case_id, x.sealed, ${KEY} from quality_finding x ${JOIN}
      where x.tenant = $1 and x.case_id = any ($2::uuid[])`,
    values: [tenant, caseIds],
  });
  for (const row of rows) {
    const opened = openFinding(keyOf(system, row), { tenant, sample: row.sample, caseId: row.case_id }, row.sealed);
    scanner.bytes(Buffer.from(JSON.stringify(opened)), `finding in ${row.sample}`);
  }
}

/** @returns the tables whose rows refer to the key of a case, with how many rows each holds */
export async function countSealed(ground: Ground): Promise<Readonly<Record<string, number>>> {
  const tables = await ground.query(
    `select distinct conrelid::regclass::text as name from pg_constraint
      where contype = 'f' and confrelid = 'data_key'::regclass order by name`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await ground.query(`select count(*)::integer as rows from ${String(name)}`);
    counts[String(name)] = Number(row?.['rows']);
  }
  return counts;
}
