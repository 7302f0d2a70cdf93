// One digest over everything that an import wrote, so that two runs can be compared: all events with their opened
// payloads and all derived rows, except what differs between any two runs, which is recorded times, keys, hashes and the
// ids minted for the people whom cases are about.
import { createHash, type Hash } from 'node:crypto';
import type { KeyRow } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import type { Ground } from './ground.ts';

export interface Digest {
  readonly events: number;
  readonly cases: number;
  /** SHA-256 over the events, and over the rows of each derived table. */
  readonly parts: Readonly<Record<string, string>>;
}

interface EventRow {
  readonly case_id: string;
  readonly reference: string;
  readonly seq: number;
  readonly type: string;
  readonly occurred: string;
  readonly occurred_at: string;
  readonly actor: string;
  readonly authority: string;
  readonly policy_version: string;
  readonly case_type: string;
  readonly payload: Buffer;
}

/** Rows of each table in an order of their own; no column that differs between runs. `subjects` are masked afterwards. */
const TABLES: Readonly<Record<string, string>> = {
  case_head: `select reference, case_id, version, case_type, encode(case_type_hash, 'hex') as hash, team, status, opened_at::text, changed_by, state
                from case_head where tenant = $1 order by case_type, reference`,
  // Tokens name the agency, and each run has one of its own.
  case_access: `select case_id, replace(token, ':' || tenant || '/', ':') as token, status, opened_at::text
                  from case_access where tenant = $1 order by case_id, token`,
  task: 'select case_id, task, lane, due_on::text, since_at::text, since, priority, title, role, team, case_type, reference from task where tenant = $1 order by case_id, task',
  timer: 'select case_id, timer, due_at::text from timer where tenant = $1 order by case_id, timer',
  receipt: 'select key, case_id, version, rejection from receipt where tenant = $1 order by key',
  outbox: 'select case_id, seq from outbox where tenant = $1 order by case_id, seq',
  person: 'select person, name, active from person where tenant = $1 order by person',
  membership: 'select person, team, role from membership where tenant = $1 order by person, team, role',
};

const PAGE = 5_000;

export async function digestOf(ground: Ground, tenant: number): Promise<Digest> {
  const keys = await keysByCase(ground, tenant);
  const subjects = new Map<string, string>();
  const events = createHash('sha256');
  let count = 0;
  let cases = 0;
  for (let after: readonly [string, number] = ['', 0]; ;) {
    const page = await readPage(ground, tenant, after);
    const last = page.at(-1);
    if (last === undefined) break;
    for (const row of page) {
      if (row.seq === 1) cases += 1;
      addEvent(events, { ground, tenant, row, keys: keys.get(row.case_id) ?? [], subjects });
    }
    count += page.length;
    after = [`${last.case_type}/${last.reference}`, last.seq];
  }
  const parts: Record<string, string> = { event: events.digest('hex') };
  for (const [table, text] of Object.entries(TABLES)) {
    parts[table] = await digestRows(ground, { tenant, text, subjects });
  }
  return { events: count, cases, parts };
}

/** The parts in which two digests differ, in words; empty when they are equal. */
export function differencesOf(one: Digest, other: Digest): readonly string[] {
  const parts = Object.keys(one.parts).filter((part) => one.parts[part] !== other.parts[part]);
  const counts =
    one.events === other.events && one.cases === other.cases
      ? []
      : [`${one.cases} cases and ${one.events} events against ${other.cases} and ${other.events}`];
  return [...counts, ...parts.map((part) => `the rows of ${part} differ`)];
}

async function keysByCase(ground: Ground, tenant: number): Promise<ReadonlyMap<string, readonly KeyRow[]>> {
  const rows = await ground.query<KeyRow & { case_id: string }>(
    'select case_id, subject, key_id, wrapped, wrapped_by from data_key where tenant = $1',
    [tenant],
  );
  const byCase = new Map<string, KeyRow[]>();
  for (const row of rows) byCase.set(row.case_id, [...(byCase.get(row.case_id) ?? []), row]);
  return byCase;
}

function readPage(
  ground: Ground,
  tenant: number,
  [after, seq]: readonly [string, number],
): Promise<readonly EventRow[]> {
  return ground.query<EventRow>(
    `select e.case_id, h.case_type, h.reference, e.seq, e.type, e.occurred, e.occurred_at::text, e.actor, e.authority, e.policy_version, e.payload
       from case_head h join event e on e.tenant = h.tenant and e.case_id = h.case_id
      where h.tenant = $1 and ((h.case_type || '/' || h.reference) collate "C", e.seq) > ($2 collate "C", $3::int)
      order by (h.case_type || '/' || h.reference) collate "C", e.seq limit $4`,
    [tenant, after, seq, PAGE],
  );
}

interface ToAdd {
  readonly ground: Ground;
  readonly tenant: number;
  readonly row: EventRow;
  readonly keys: readonly KeyRow[];
  /** Ids minted for people, each with what stands for it in the digest. */
  readonly subjects: Map<string, string>;
}

function addEvent(hash: Hash, { ground, tenant, row, keys, subjects }: ToAdd): void {
  const { case_id: caseId, payload, ...facts } = row;
  const place = { tenant, caseId, seq: row.seq };
  const opened = openEvent(
    { ...place, type: row.type, occurred: row.occurred, payload },
    unwrapKeys(ground.keys, { tenant, caseId }, keys),
  );
  if (opened.kind === 'event' && opened.event.type === 'CaseOpened') {
    for (const [party, subject] of Object.entries(opened.event.parties)) subjects.set(subject, `${party} of ${caseId}`);
  }
  hash.update(masked(JSON.stringify([caseId, facts, opened]), subjects));
}

async function digestRows(
  ground: Ground,
  of: { readonly tenant: number; readonly text: string; readonly subjects: ReadonlyMap<string, string> },
): Promise<string> {
  const hash = createHash('sha256');
  for (const row of await ground.query(of.text, [of.tenant])) hash.update(masked(JSON.stringify(row), of.subjects));
  return hash.digest('hex');
}

/** Ids of people are UUIDs; only those that are known as such are replaced. */
function masked(text: string, subjects: ReadonlyMap<string, string>): string {
  return text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => subjects.get(id) ?? id);
}
