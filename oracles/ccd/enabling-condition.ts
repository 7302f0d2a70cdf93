// EventEnablingCondition, asked of a case in which nothing is recorded but its state. Rules: ../ccd-shape.md, "allowed".

const TOKEN = /\s*(?:(\()|(\))|(AND|OR)(?=[\s(])|([^\s()="!]+)\s*(!=|=|CONTAINS)\s*"([^"]*)")/y;

interface Token {
  readonly open?: string | undefined;
  readonly close?: string | undefined;
  readonly join?: string | undefined;
  readonly holds?: boolean | undefined;
}

/** Whether an event may be started as far as its condition goes. What cannot be read holds. */
export function holdsInState(condition: string, state: string): boolean {
  if (condition.trim() === '') return true;
  const tokens = tokensOf(condition.trim(), state);
  if (tokens === undefined) return true;
  const { holds, rest } = joined(tokens);
  return holds === undefined || rest.length > 0 ? true : holds;
}

function tokensOf(condition: string, state: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < condition.length) {
    const found = TOKEN.exec(condition);
    if (found === null) return undefined;
    const [, open, close, join, name, sign, value] = found;
    const holds = sign === undefined ? undefined : compare(name === '[STATE]' ? state : '', sign, value ?? '');
    tokens.push({ open, close, join, holds });
  }
  return tokens;
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
