// The kinds of tampering with what was read: a line of the access log deleted, edited, or put in among those that were sealed.
// Half of those who do it write the batch and the log anew too, so that only a witness can tell.
import { READS } from '../merkle/leaf-entry.ts';
import { hashLeaf } from '../merkle/tree-hash.ts';
import { programContext } from '../store/context.ts';
import { batchDigest, batchEntry, hashLine, LINE_COLUMNS, type ReadLine } from '../store/read-lines.ts';
import type { Statement } from '../store/statement.ts';
import { forgeLog } from './forge.ts';
import type { Attack, Tampered } from './tamper-kinds.ts';

interface SealedPlace {
  readonly entry_id: string;
  readonly batch: number;
}

async function placeOf({ world, agency, chance }: Attack): Promise<SealedPlace> {
  const rows = await world.ground.query<{ entry_id: string; batch: number }>(
    'select entry_id, batch from read_sealed where tenant = $1 order by recorded_at, entry_id',
    [agency.tenant],
  );
  const [place] = chance.shuffled(rows);
  if (place === undefined) throw new Error('Nothing was read in the agency.');
  return place;
}

export async function deleteRead(attack: Attack): Promise<Tampered> {
  const place = await placeOf(attack);
  const { query } = attack.world.ground;
  await query('delete from access_log where tenant = $1 and entry_id = $2', [attack.agency.tenant, place.entry_id]);
  if (!attack.chance.percent(50)) return named(`read-missing\\. The line ${place.entry_id} .* is gone`);
  await query('delete from read_sealed where tenant = $1 and entry_id = $2', [attack.agency.tenant, place.entry_id]);
  return sealAnew(attack, place.batch);
}

export async function editRead(attack: Attack): Promise<Tampered> {
  const place = await placeOf(attack);
  const { chance, agency } = attack;
  const changes = [
    "person = 'somebody.else'",
    'denied = not denied',
    "purpose = 'other'",
    "rule = 'other'",
    "action = 'other'",
  ];
  const [change] = chance.shuffled(changes);
  await attack.world.ground.query(`update access_log set ${change} where tenant = $1 and entry_id = $2`, [
    ...[agency.tenant, place.entry_id],
  ]);
  return chance.percent(50)
    ? sealAnew(attack, place.batch)
    : named(`read-changed\\. The line ${place.entry_id} of the access log`);
}

export async function insertRead(attack: Attack): Promise<Tampered> {
  const place = await placeOf(attack);
  const { tenant } = attack.agency;
  const id = `${place.entry_id.slice(0, -6)}abcdef`;
  const { query } = attack.world.ground;
  await query(
    `insert into access_log (tenant, recorded_at, entry_id, person, authority, action, case_ids, denied)
       select tenant, recorded_at - interval '1 day', $3, 'somebody.else', authority, action, '{}', denied
         from access_log where tenant = $1 and entry_id = $2`,
    [tenant, place.entry_id, id],
  );
  if (!attack.chance.percent(50)) return named(`read-put-in\\. The line ${id} of the access log`);
  await query(
    `insert into read_sealed select tenant, recorded_at, entry_id, $3, sha256('') from access_log where tenant = $1 and entry_id = $2`,
    [tenant, id, place.batch],
  );
  return sealAnew(attack, place.batch);
}

function named(text: string): Tampered {
  return { named: new RegExp(text), touched: [] };
}

/** Writes the batch as if its lines had always been these, and the log with it. */
async function sealAnew({ world, agency }: Attack, batch: number): Promise<Tampered> {
  const { tenant } = agency;
  const { ground, system } = world;
  const [{ rows: lines }] = await system.database.once(programContext(tenant, 'forger'), [readSealed(tenant, batch)]);
  const digest = batchDigest();
  for (const line of lines) {
    const hash = hashLine(tenant, line);
    digest.add(hash);
    await ground.query('update read_sealed set hash = $3 where tenant = $1 and entry_id = $2', [
      tenant,
      line.entry_id,
      hash,
    ]);
  }
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) throw new Error('The batch has no lines left.');
  const entry = batchEntry(tenant, { seq: batch, first, last, lines: lines.length, hash: digest.end() });
  const hash = hashLeaf(entry);
  await ground.query('update read_batch set entry = $3, hash = $4 where tenant = $1 and seq = $2', [
    tenant,
    batch,
    entry,
    hash,
  ]);
  await ground.query('update log_leaf set hash = $4 where tenant = $1 and case_id = $2 and seq = $3', [
    ...[tenant, READS, batch, hash],
  ]);
  await forgeLog(world, tenant);
  return named(`other-than-witnessed\\. Batch ${batch} of the access log`);
}

function readSealed(tenant: number, batch: number): Statement<ReadLine> {
  return {
    name: 'forger-lines',
    text: `select ${LINE_COLUMNS} from access_log l join read_sealed s using (tenant, recorded_at, entry_id)
            where l.tenant = $1 and s.batch = $2 order by l.recorded_at, l.entry_id`,
    values: [tenant, batch],
  };
}
