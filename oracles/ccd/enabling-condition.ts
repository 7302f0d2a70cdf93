// EventEnablingCondition, asked of a case in which nothing is recorded but its state. Rules: ../ccd-shape.md, "allowed".

const TOKEN = /\s*(?:(\()|(\))|(AND|OR)(?=[\s(])|([^\s()="!]+)\s*(!=|=|CONTAINS)\s*"([^"]*)")/y;

interface Token {
  readonly open?: string | undefined;
  readonly close?: string | undefined;
  readonly join?: string | undefined;
  readonly holds?: boolean | undefined;
}

/** What CCD adds to the name of a field to name its value. */
const OF_VALUE = /\.(?:value\.code|value\.label|value|code|document_url|document_filename|document_binary_url)$/;
/** Types whose values are compared with no text. */
const UNCOMPARED = new Set(['MoneyGBP', 'DateTime']);

export interface Asked {
  readonly state: string;
  /** The type of what lies at a path; undefined where nothing does. */
  readonly typeAt: (path: string) => string | undefined;
}

/** Whether an event may be started as far as its condition goes. What cannot be read, or names what is not there, does not hold. */
export function holdsInState(condition: string, asked: Asked): boolean {
  if (condition.trim() === '') return true;
  const tokens = tokensOf(condition.trim(), asked);
  if (tokens === undefined) return false;
  const { holds, rest } = joined(tokens);
  return holds === true && rest.length === 0;
}

function tokensOf(condition: string, asked: Asked): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < condition.length) {
    const found = TOKEN.exec(condition);
    if (found === null) return undefined;
    const [, open, close, join, name, sign, value] = found;
    if (name !== undefined && !isCompared({ name, sign, value }, asked)) return undefined;
    const holds = sign === undefined ? undefined : compare(name === '[STATE]' ? asked.state : '', sign, value ?? '');
    tokens.push({ open, close, join, holds });
  }
  return tokens;
}

interface Comparison {
  readonly name: string;
  readonly sign: string | undefined;
  readonly value: string | undefined;
}

function isCompared({ name, sign, value = '' }: Comparison, { typeAt }: Asked): boolean {
  if (name === '[STATE]') return true;
  const type = typeAt(name) ?? typeAt(name.replace(OF_VALUE, ''));
  if (type === undefined) return false;
  return sign === 'CONTAINS' || value === '' || value === '*' || !UNCOMPARED.has(type);
}

function compare(recorded: string, sign: string, value: string): boolean {
  if (sign === 'CONTAINS') return recorded !== '' && recorded.includes(value);
  const begins = value.endsWith('*') && recorded !== '' && recorded.startsWith(value.slice(0, -1));
  return (begins || recorded === value) === (sign === '=');
}

interface Read {
  /** Undefined where it could not be read. */
  readonly holds: boolean | undefined;
  readonly rest: readonly Token[];
}

function joined(tokens: readonly Token[]): Read {
  let { holds, rest } = single(tokens);
  while (holds !== undefined && rest[0]?.join !== undefined) {
    const isAnd = rest[0].join === 'AND';
    const next = single(rest.slice(1));
    const before: boolean = holds;
    rest = next.rest;
    holds = next.holds === undefined ? undefined : isAnd ? before && next.holds : before || next.holds;
  }
  return { holds, rest };
}

function single(tokens: readonly Token[]): Read {
  const [first, ...rest] = tokens;
  if (first?.open === undefined) return { holds: first?.holds, rest };
  const inside = joined(rest);
  return inside.rest[0]?.close === undefined
    ? { holds: undefined, rest: [] }
    : { holds: inside.holds, rest: inside.rest.slice(1) };
}
