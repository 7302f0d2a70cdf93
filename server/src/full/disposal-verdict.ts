// Judges what is left of a list of disposal after everything was killed: each case wholly destroyed or wholly kept, none under hold gone, and
// certificates, the list outside the database, chains and bytes that say the same.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIST_FILE } from '../backup/destruction-list.ts';
import { sweepFiles, type FileFinding } from '../commands/sweep-files.ts';
import { configurationOf, openSystem, type OpenSystem } from '../open-system.ts';
import type { RunCertificate } from '../store/custody.ts';
import type { Certificate } from '../store/destruction.ts';
import { rebuild } from '../store/rebuild.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { verifyCustody } from '../store/verify-custody.ts';
import { emptyOutbox } from '../worker/outbox.ts';
import { ARCHIVE, type Archive, type OldCase } from './disposal-agency.ts';
import { untilAnswered, type Bringing } from './document-client.ts';
import type { Ground } from './ground.ts';

interface Place {
  readonly ground: Ground;
  readonly env: Readonly<Record<string, string>>;
  readonly runId: string;
}

export interface Progress {
  /** Cases of the list that were destroyed or left out. */
  readonly over: number;
  readonly all: number;
  readonly isFinished: boolean;
}

export async function progressOf({ ground, runId }: Pick<Place, 'ground' | 'runId'>): Promise<Progress> {
  const [row] = await ground.query<{ over: number; all: number; finished: boolean }>(
    `select count(i.outcome)::int as over, count(*)::int as all, bool_or(r.finished_at is not null) as finished
       from disposal_run r join disposal_item i using (tenant, run_id) where r.tenant = $1 and r.run_id = $2`,
    [ARCHIVE, runId],
  );
  return { over: row?.over ?? 0, all: row?.all ?? 0, isFinished: row?.finished ?? false };
}

/** Cases that the list outside the database calls destroyed, and whose keys are all there: their transaction never ended. */
export async function linesWithoutEnd({ ground, env }: Pick<Place, 'ground' | 'env'>): Promise<number> {
  const listed = linesOf(env);
  const there = await ground.query<{ case_id: string }>(
    'select distinct case_id from data_key where tenant = $1 and case_id = any ($2::uuid[])',
    [ARCHIVE, listed],
  );
  return there.length;
}

/** The cases of the list outside, as often as they stand in it; what was taken back is left out. */
function linesOf(env: Place['env']): readonly string[] {
  const text = readFileSync(join(env['CASEWRIGHT_DESTRUCTIONS'] ?? '', LIST_FILE), 'utf8');
  const lines = text.split('\n').flatMap((line) => {
    try {
      // After the keyed hash of each; a line that was cut off says nothing.
      return [JSON.parse(line.slice(line.indexOf(' ') + 1)) as readonly [string, string, number, Certificate]];
    } catch {
      return [];
    }
  });
  const cancelled = new Set(lines.flatMap(([kind, id]) => (kind === 'cancelled' ? [id] : [])));
  return lines.flatMap(([kind, id, , certificate]) =>
    kind === 'destroyed' && !cancelled.has(id) ? [certificate.caseId] : [],
  );
}

export interface ToJudge extends Place {
  readonly tenant: number;
  readonly archive: Archive;
  readonly holds: { readonly held: readonly string[]; readonly late: number };
  /** Who may read the documents of what is kept. */
  readonly reading: Bringing;
}

interface Verdict {
  readonly counts: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

interface CaseRow {
  readonly case_id: string;
  readonly keys: number;
  readonly ended: number;
  readonly derived: number;
  readonly files: number;
  readonly disposed: number;
  readonly texts: number;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly record: number | null;
}

/** What each case of the list has left. */
const LEFT = `
  select i.case_id, i.outcome, i.reason, i.record,
         (select count(*)::int from data_key k where k.tenant = $1 and k.case_id = i.case_id) as keys,
         (select count(*)::int from event e where e.tenant = $1 and e.case_id = i.case_id and e.type = 'DataDestroyed') as ended,
         (select count(*)::int from case_access a where a.tenant = $1 and a.case_id = i.case_id)
         + (select count(*)::int from case_word w where w.tenant = $1 and w.case_id = i.case_id)
         + (select count(*)::int from retention_due d where d.tenant = $1 and d.case_id = i.case_id) as derived,
         (select count(*)::int from stored_file f where f.tenant = $1 and f.case_id = i.case_id) as files,
         (select count(*)::int from stored_file f where f.tenant = $1 and f.case_id = i.case_id and f.state = 'disposed') as disposed,
         (select count(*)::int from file_text t join stored_file f using (tenant, file) where f.tenant = $1 and f.case_id = i.case_id) as texts
    from disposal_item i where i.tenant = $1 and i.run_id = $2`;

export async function judgeDisposal(asked: ToJudge): Promise<Verdict> {
  const system = await openSystem(configurationOf(asked.env), () => {});
  try {
    const failures: string[] = [];
    const bytes = await sweepBytes(system, failures);
    const rows = await asked.ground.query<CaseRow>(LEFT, [ARCHIVE, asked.runId]);
    const certified = await certificatesOf(asked);
    const destroyed = rows.filter(({ keys }) => keys === 0);
    const kept = rows.filter(({ keys }) => keys > 0);
    for (const row of destroyed) failures.push(...faultsOfDestroyed(row, certified));
    const held = new Set(asked.holds.held);
    for (const row of kept) failures.push(...faultsOfKept(row, certified, held));
    for (const { case_id: caseId } of destroyed.filter((row) => held.has(row.case_id)))
      failures.push(`${caseId} is under a hold that was acknowledged, and destroyed.`);
    if (rows.length !== asked.archive.cases.length) failures.push(`${rows.length} cases are on the list.`);
    failures.push(...(await faultsOfRun(asked, { destroyed, kept })));
    const read = await readKept(asked, kept, failures);
    failures.push(...(await faultsOfProofs(system)));
    const again = certified.filter(({ kind }) => kind === 'destroyed-again').length;
    return {
      counts: {
        ...{ destroyed: destroyed.length, kept: kept.length, held: held.size, heldTooLate: asked.holds.late },
        ...{ certificates: certified.length, endedAtTheNextStart: again, documentsRead: read, ...bytes },
      },
      failures,
    };
  } finally {
    await system.close();
  }
}

/** What was destroyed leaves the store, and then nothing is left over and nothing missing. */
async function sweepBytes(
  { database, deps, files }: OpenSystem,
  failures: string[],
): Promise<{ readonly filesRemoved: number; readonly objectsLeft: number }> {
  const sweep = { database, keys: deps.keys, store: files.store, nowMs: Date.now };
  const options = { tenants: [ARCHIVE], whole: true, deep: true, graceMs: -600_000, waitingMs: 600_000_000 };
  const isOther = ({ kind }: FileFinding): boolean => kind !== 'destroyed-bytes';
  const first = await sweepFiles(sweep, { ...options, repair: true });
  const second = await sweepFiles(sweep, { ...options, repair: false });
  for (const { kind, what } of [...first.findings.filter(isOther), ...second.findings])
    failures.push(`The sweep says ${kind} of ${what}.`);
  return { filesRemoved: first.findings.length, objectsLeft: second.objects };
}

interface Certified {
  readonly seq: number;
  readonly kind: string;
  readonly caseId: string;
}

async function certificatesOf({ ground }: ToJudge): Promise<readonly Certified[]> {
  return (await recordsOf(ground)).flatMap(({ seq, kind, said }) =>
    kind === 'destroyed' || kind === 'destroyed-again' ? [{ seq, kind, caseId: String(said['caseId']) }] : [],
  );
}

/** The record of custody, which says of each line its kind and what it is about. */
async function recordsOf(
  ground: Ground,
): Promise<readonly { readonly seq: number; readonly kind: string; readonly said: Record<string, unknown> }[]> {
  const rows = await ground.query<{ seq: number; entry: string }>(
    'select seq, entry from custody_record where tenant = $1 order by seq',
    [ARCHIVE],
  );
  return rows.map(({ seq, entry }) => {
    // Only the program writes entries: what was recorded is their last member.
    const [kind, said] = (JSON.parse(entry) as unknown[])[5] as [string, Record<string, unknown>];
    return { seq, kind, said };
  });
}

function faultsOfDestroyed(row: CaseRow, certified: readonly Certified[]): readonly string[] {
  const own = certified.filter(({ caseId }) => caseId === row.case_id);
  const wrong = [
    own.length === 1 ? null : `has ${own.length} certificates`,
    row.ended === 1 ? null : `ends ${row.ended} times in its chain`,
    row.derived === 0 ? null : `has ${row.derived} derived rows`,
    row.texts === 0 ? null : `has ${row.texts} texts`,
    row.disposed === row.files ? null : `has ${row.files - row.disposed} files that were not disposed of`,
    row.outcome === 'destroyed' ? null : `is called ${row.outcome ?? 'nothing'} (${row.reason ?? ''}) on the list`,
    row.record === own[0]?.seq ? null : `is said to be destroyed by record ${row.record}, and was by ${own[0]?.seq}`,
  ];
  return wrong.flatMap((fault) => (fault === null ? [] : [`${row.case_id} is destroyed and ${fault}.`]));
}

function faultsOfKept(row: CaseRow, certified: readonly Certified[], held: ReadonlySet<string>): readonly string[] {
  const wrong = [
    certified.some(({ caseId }) => caseId === row.case_id) ? 'has a certificate' : null,
    row.ended === 0 ? null : 'ends in its chain',
    row.keys === row.files + 2 ? null : `has ${row.keys} keys of ${row.files + 2}`,
    row.disposed === 0 ? null : `has lost ${row.disposed} files`,
    row.derived > 0 ? null : 'has lost its derived rows',
    held.has(row.case_id) ? null : 'is under no hold',
    row.outcome === 'left-out' && row.reason === 'held'
      ? null
      : `is called ${row.outcome ?? 'nothing'} (${row.reason ?? ''}) on the list`,
  ];
  return wrong.flatMap((fault) => (fault === null ? [] : [`${row.case_id} is kept and ${fault}.`]));
}

/** The certificate of the whole run names what was destroyed and counts the rest, once; and the list outside has a line for each. */
async function faultsOfRun(
  { ground, env }: ToJudge,
  { destroyed, kept }: { readonly destroyed: readonly CaseRow[]; readonly kept: readonly CaseRow[] },
): Promise<readonly string[]> {
  const gone = destroyed.map((row) => row.case_id).toSorted();
  const listed = linesOf(env).toSorted();
  const outside =
    listed.join() === gone.join() ? [] : [`The list outside has ${listed.length} lines of ${gone.length}.`];
  const records = await recordsOf(ground);
  const runs = records.filter(({ kind }) => kind === 'disposal-done');
  // As `RunCertificate` says, of which nothing else writes one.
  const said = runs[0]?.said as RunCertificate | undefined;
  if (said === undefined || runs.length !== 1) return [...outside, `The run has ${runs.length} certificates.`];
  const named = records.filter(({ seq }) => said.records.includes(seq)).map((one) => String(one.said['caseId']));
  const isRight = named.toSorted().join() === gone.join() && said.records.length === gone.length;
  return [
    ...outside,
    ...(isRight ? [] : [`The certificate names ${named.length} cases, and ${gone.length} are destroyed.`]),
    ...(said.destroyed === gone.length && said.leftOut === kept.length
      ? []
      : [`The certificate counts ${said.destroyed} and ${said.leftOut}.`]),
  ];
}

async function readKept({ archive, reading }: ToJudge, kept: readonly CaseRow[], failures: string[]): Promise<number> {
  const made = new Map<string, OldCase>(archive.cases.map((one) => [one.caseId, one]));
  let read = 0;
  for (const { case_id: caseId } of kept)
    for (const [entry, content] of Object.entries(made.get(caseId)?.documents ?? {})) {
      const path = `/api/v1/cases/${caseId}/documents/${entry}/versions/${content}`;
      const { status, body } = await untilAnswered(reading, { method: 'GET', path });
      if (status === 200 && createHash('sha256').update(body).digest('hex') === content) read += 1;
      else failures.push(`${entry} of ${caseId} is kept and came back as ${status}, ${body.length} bytes.`);
    }
  return read;
}

/** Evidence, chains and what is derived of them, as the verifiers of the program see them. */
async function faultsOfProofs({ database, deps }: OpenSystem): Promise<readonly string[]> {
  await emptyOutbox(database, ARCHIVE);
  const custody = await verifyCustody(database, ARCHIVE);
  const chain = await verifyChain(database, { tenant: ARCHIVE });
  const { differences } = await rebuild(deps, { tenant: ARCHIVE, mode: 'compare' });
  return [
    ...custody.problems.map((problem) => `Custody: ${JSON.stringify(problem)}`),
    ...chain.problems.map((problem) => `Chain: ${JSON.stringify(problem)}`),
    ...differences.map((one) => `A rebuild differs: ${JSON.stringify(one)}`),
  ];
}
