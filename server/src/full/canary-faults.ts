// Faults that are put into a destruction, each as if somebody had forgotten to end something, so that it is seen that the search would name every
// place: the keys of a case and of people are put back, redactions that were under way, what was not sent, what reviewers found, and the words of an item of
// the inbox as they were before it was filed. Bytes in the clear are found before the sweep that overwrites them. Whatever was put back is taken away again before anything else is asked.
import type { OpenSystem } from '../open-system.ts';
import { scanEvents } from './canary-events.ts';
import { GONE_WHEN_FILED } from './canary-files.ts';
import { copyOfCase, type KeptRows } from './canary-kept.ts';
import type { Run } from './canary-report.ts';
import type { CanaryCase, Fate } from './canary-world.ts';
import { type Ground, openGround } from './ground.ts';

/** What is put back of one case, and what the fault is called. */
export interface CanaryFault {
  readonly fault: string;
  readonly victim: CanaryCase;
  readonly rows: KeptRows;
}

/** Of one case that is to be destroyed whole, and one of which people are: what their destruction takes. To be asked before it. */
export async function copyForFaults(system: OpenSystem, cases: readonly CanaryCase[]): Promise<readonly CanaryFault[]> {
  const faults: CanaryFault[] = [];
  for (const [fate, fault] of [
    ['case', 'the keys of the case are left'],
    ['subject', 'the keys of the people are left'],
  ] as const) {
    const victim = firstOf(cases, fate);
    faults.push({ fault, victim, rows: await copyOfCase(system, 'data_key', victim.caseId) });
  }
  const victim = firstOf(cases, 'case');
  const keys = await copyOfCase(system, 'data_key', victim.caseId);
  const drafts = [...keys, ...(await copyOfCase(system, 'redaction_draft', victim.caseId))];
  const unsent = [...keys, ...(await copyOfCase(system, 'unsent_text', victim.caseId))];
  const findings = [...keys, ...(await copyOfCase(system, 'quality_finding', victim.caseId))];
  return [
    ...faults,
    { fault: 'the drafts of redactions are left', victim, rows: drafts },
    { fault: 'what was not sent is left', victim, rows: unsent },
    { fault: 'what reviewers found is left', victim, rows: findings },
    { fault: 'the words of a filed item are left', victim, rows: victim.unfiled },
  ];
}

function firstOf(cases: readonly CanaryCase[], fate: Fate): CanaryCase {
  const found = cases.find((one) => one.fate === fate);
  if (found === undefined) throw new Error(`No case has the fate ${fate}.`);
  return found;
}

/**
 * Each place is found by the search when its destruction is forgotten, or nothing was proved of it.
 *
 * @param unswept the places that were found in bytes that nobody has overwritten
 */
export async function requireFaultsFound(
  run: Run,
  system: OpenSystem,
  { faults, unswept }: { readonly faults: readonly CanaryFault[]; readonly unswept: ReadonlySet<string> },
): Promise<void> {
  const found = new Map([...(await findFaults(system, run, faults)), ['nothing is swept', unswept] as const]);
  const seen = new Set([...found.values()].flatMap((places) => [...places]));
  const places = [...Object.keys(Object.assign({}, run.counts['places'])), ...GONE_WHEN_FILED];
  const unseen = places.filter((place) => !seen.has(place));
  run.counts['faults'] = {
    ...Object.fromEntries([...found].map(([fault, some]) => [fault, some.size])),
    places: places.length - unseen.length,
  };
  if (unseen.length > 0) run.failures.push(`No seeded fault shows that the search would find ${unseen.join(', ')}.`);
}

/** Puts each fault in by itself, looks, and takes it out again. @returns the places that were found by each */
async function findFaults(
  system: OpenSystem,
  { data, lists }: { readonly data: string; readonly lists: string },
  faults: readonly CanaryFault[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  // Opening it looks for what came back, so it is opened before anything does.
  const ground = await openGround(data, { CASEWRIGHT_DESTRUCTIONS: lists });
  try {
    for (const { fault, victim, rows } of faults) {
      const put = await putBack(ground, rows);
      found.set(fault, (await scanEvents(system, [victim])).places);
      for (const { table, row } of put) await ground.query(TAKE[table], [row]);
    }
  } finally {
    await ground.close();
  }
  return found;
}

/** @returns those that were gone; what is there still is no part of the fault, and stays */
async function putBack(ground: Ground, rows: KeptRows): Promise<KeptRows> {
  const put: KeptRows[number][] = [];
  for (const one of rows) {
    const written = await ground.query(PUT[one.table], [one.row]);
    if (written.length > 0) put.push(one);
  }
  return put;
}

const PUT = {
  data_key:
    'insert into data_key select * from json_populate_record(null::data_key, $1) on conflict do nothing returning key_id',
  inbound_item: `update inbound_item i set sealed = was.sealed from json_populate_record(null::inbound_item, $1) was
    where i.tenant = was.tenant and i.item_id = was.item_id returning i.item_id`,
  quality_finding:
    'insert into quality_finding select * from json_populate_record(null::quality_finding, $1) on conflict do nothing returning sample',
  redaction_draft:
    'insert into redaction_draft select * from json_populate_record(null::redaction_draft, $1) on conflict do nothing returning draft',
  unsent_text:
    'insert into unsent_text select * from json_populate_record(null::unsent_text, $1) on conflict do nothing returning place',
} as const;

const TAKE = {
  data_key: `delete from data_key k using json_populate_record(null::data_key, $1) was
    where k.tenant = was.tenant and k.key_id = was.key_id`,
  inbound_item: `update inbound_item i set sealed = '' from json_populate_record(null::inbound_item, $1) was
    where i.tenant = was.tenant and i.item_id = was.item_id`,
  quality_finding: `delete from quality_finding f using json_populate_record(null::quality_finding, $1) was
    where f.tenant = was.tenant and f.sample = was.sample and f.case_id = was.case_id`,
  redaction_draft: `delete from redaction_draft d using json_populate_record(null::redaction_draft, $1) was
    where d.tenant = was.tenant and d.draft = was.draft`,
  unsent_text: `delete from unsent_text u using json_populate_record(null::unsent_text, $1) was
    where u.tenant = was.tenant and u.person = was.person and u.on_behalf_of = was.on_behalf_of and u.place = was.place`,
} as const;
