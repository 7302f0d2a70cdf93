// Writes a template as a pgbench script: one transaction in two pipelined flights of prepared statements, the head read
// for update in the first. Everything that is the same in each transaction is a variable given on the command line, so
// that it travels as a parameter, as it does from our server.
import type { TemplateStatement, TemplateValue } from './row-template.ts';

export interface PgbenchScript {
  readonly text: string;
  readonly variables: ReadonlyMap<string, string>;
}

const CASE_ID = "lpad(to_hex(:n::bigint), 32, '0')::uuid";
const READ_HEAD = `select version, last_hash, state from case_head where tenant = :tenant::integer and case_id = ${CASE_ID} for update;`;

/** Runs in `-M prepared` with the variables `base` (first case number), `stride` (cases of one client) and `i` (0) given. */
export function pgbenchScript(template: readonly TemplateStatement[], tenant: number): PgbenchScript {
  const variables = new Map<string, string>([['tenant', String(tenant)]]);
  const writes = template.map((statement, index) => writeStatement(statement, { index, variables }));
  const text = [
    '\\set n :base + :client_id * :stride + :i',
    '\\set i :i + 1',
    '\\startpipeline',
    'begin;',
    READ_HEAD,
    '\\endpipeline',
    '\\startpipeline',
    ...writes,
    'commit;',
    '\\endpipeline',
    '',
  ].join('\n');
  return { text, variables };
}

function writeStatement(
  statement: TemplateStatement,
  at: { readonly index: number; readonly variables: Map<string, string> },
): string {
  const flat = statement.text.replaceAll(/\s+/g, ' ').trim();
  const text = flat.replaceAll(/\$(\d+)/g, (_, place: string) => {
    const number = Number(place);
    const value = statement.values[number - 1];
    if (value === undefined) throw new Error(`The statement ${statement.name} has no value for $${number}.`);
    if (value.is === 'case') return CASE_ID;
    if (value.is === 'unique') return uniqueExpression(value);
    if (value.is === 'naming') {
      const name = `v${at.index}x${number}`;
      at.variables.set(name, value.like);
      return `replace(:${name}, '${value.caseId}', (${CASE_ID})::text)::text[]`;
    }
    // A variable of pgbench cannot be empty.
    if (value.value === '') return "''";
    const name = `v${at.index}x${number}`;
    at.variables.set(name, wireText(value.value));
    // pgbench makes a parameter of each mention, so the server cannot learn the type of one from another.
    const again = flat.split(`$${number}`).length > 2 && /^\d+$/.test(wireText(value.value));
    return again ? `:${name}::integer` : `:${name}`;
  });
  return `${text};`;
}

/** The same text as `uniqueText` makes. */
function uniqueExpression(value: Extract<TemplateValue, { readonly is: 'unique' }>): string {
  const digits = Math.min(12, value.like.length);
  const start = value.like.slice(0, value.like.length - digits).replaceAll("'", "''");
  if (start.includes(':')) throw new Error('A unique value with a colon cannot be written into a pgbench script.');
  return `('${start}' || lpad((:n::bigint)::text, ${digits}, '0'))`;
}

/** A value as PostgreSQL's text input reads it. What was recorded from the wire is text or bytes already. */
function wireText(value: unknown): string {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (typeof value === 'string') return value;
  throw new Error('The bench cannot hand a value of this kind to pgbench.');
}
