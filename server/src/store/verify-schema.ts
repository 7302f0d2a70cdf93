// Compares what protects the rows of the live database (policies, row security and its force, functions, grants, triggers and
// what the application's role is) with what the migrations gave, as the committed `migrations/schema.txt` says it. Works in the
// application's role, and knows no owner by name. Names each difference in a sentence, and changes nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLATFORM_PROGRAM } from './context.ts';
import type { Database } from './database.ts';
import { schemaStatements, sectionOf, textOf } from './describe-schema.ts';
import { migrationsFolder } from './migrate.ts';

/** @returns a sentence for each difference */
export async function verifySchema(database: Database): Promise<readonly string[]> {
  const answers = await database.once(PLATFORM_PROGRAM, schemaStatements());
  const live = textOf(answers.map(({ rows }) => sectionOf(rows)));
  return compareSchemas(readFileSync(join(migrationsFolder(), 'schema.txt'), 'utf8'), live);
}

/** @param expected and `live` are texts of `describe-schema.ts` */
export function compareSchemas(expected: string, live: string): readonly string[] {
  const should = protectionsIn(expected);
  const is = protectionsIn(live);
  const names = [...new Set([...should.keys(), ...is.keys()])];
  return names.flatMap((name) => differenceOf(name, should.get(name), is.get(name)) ?? []);
}

function differenceOf(name: string, should: string | undefined, is: string | undefined): string | undefined {
  if (should === is) return undefined;
  if (name.startsWith('row security of ') && should !== undefined)
    return rowSecurityDifference(name.slice('row security of '.length), is);
  // Texts of functions are long; who is told of one reads the migrations.
  const now = is === undefined || is === '' || name.startsWith('function ') ? '' : `: ${is}`;
  const what = name.replace('row security of ', '');
  if (is === undefined) return `Gone since the migrations: ${what}.`;
  if (should === undefined) return `Not made by the migrations: ${what}${now}.`;
  return `Other than the migrations made it: ${what}${now}.`;
}

function rowSecurityDifference(table: string, is: string | undefined): string {
  if (is === undefined) return `Gone since the migrations: ${table}.`;
  if (!is.includes(' row security')) return `Row security of ${table} is off: everybody who may use it sees every row.`;
  if (!is.includes(' forced')) return `Row security of ${table} is not forced: it does not bind its owner.`;
  return `Row security of ${table} is other than the migrations made it.`;
}

const HEADS =
  /^(?:(?<role>role \S+):(?<roleIs>.*)|(?<fn>function [^\n]*?) returns (?<fnIs>.*)|(?<table>table \S+)(?<tableIs>.*)|(?<grant>grants [^:]*): (?<grantIs>.*))$/;
const PARTS =
  /^ {2}(?:(?<policy>policy \S+) (?<policyIs>.*)|(?<grant>grants [^:]*): (?<grantIs>.*)|(?<trigger>CREATE .*TRIGGER .*))$/;

/** What protects, by a name of its own. What a text says twice under one name is kept twice, so that it cannot hide. */
function protectionsIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (name: string, is: string): void =>
    void found.set(name, [...(found.has(name) ? [found.get(name)] : []), is].join('; '));
  let table = '';
  let body: { readonly name: string; readonly lines: string[] } | null = null;
  function endBody(): void {
    if (body !== null) add(body.name, body.lines.join('\n').trimEnd());
    body = null;
  }
  for (const line of text.split('\n')) {
    const head = HEADS.exec(line)?.groups;
    const part = body === null && table !== '' ? PARTS.exec(line)?.groups : undefined;
    if (head !== undefined) endBody();
    if (head?.['fn'] !== undefined) body = { name: head['fn'], lines: [head['fnIs'] ?? ''] };
    else if (head?.['role'] !== undefined) add(head['role'], (head['roleIs'] ?? '').trim());
    else if (head?.['table'] !== undefined) {
      table = head['table'];
      add(`row security of ${table}`, flagsOf(head['tableIs'] ?? ''));
    } else if (head?.['grant'] !== undefined) add(head['grant'], head['grantIs'] ?? '');
    else if (part?.['policy'] !== undefined) add(`${part['policy']} of ${table}`, part['policyIs'] ?? '');
    else if (part?.['grant'] !== undefined) add(`${part['grant']} of ${table}`, part['grantIs'] ?? '');
    else if (part?.['trigger'] !== undefined) add(`trigger of ${table}`, part['trigger']);
    else body?.lines.push(line);
  }
  endBody();
  return found;
}

/** Without how the table is stored. */
function flagsOf(text: string): string {
  return text.replace(/ with .*$/, '');
}
