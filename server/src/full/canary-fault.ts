// The fault that shows whether the search for canaries sees what is sealed: destroyed keys, and rows that end with them, come back.
import { openGround } from './ground.ts';

const TABLES = ['data_key', 'redaction_draft', 'file_text', 'stored_file', 'inbound_item'];

export async function keepKeys(data: string, lists: string): Promise<void> {
  await run(data, lists, (table) => `create table kept_${table} as select * from ${table}`);
}

export async function bringKeysBack(data: string, lists: string): Promise<void> {
  await run(data, lists, (table) => `insert into ${table} select * from kept_${table} on conflict do nothing`);
  await run(data, lists, (table) => `drop table kept_${table}`);
}

async function run(data: string, lists: string, statement: (table: string) => string): Promise<void> {
  const ground = await openGround(data, { CASEWRIGHT_DESTRUCTIONS: lists });
  for (const table of TABLES) await ground.query(statement(table));
  await ground.close();
}
