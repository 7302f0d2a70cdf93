// The small language of CCD's conditions: `a="x" AND b CONTAINS "y" OR c!="*"`. It is read as the screens of CCD read it: from left
// to right, AND no stronger than OR, with brackets.

export type Comparator = '=' | '!=' | 'CONTAINS';

export type Condition =
  | { readonly kind: 'compared'; readonly path: string; readonly by: Comparator; readonly value: string }
  | { readonly kind: 'joined'; readonly by: 'AND' | 'OR'; readonly left: Condition; readonly right: Condition };

const TOKEN = /\s*(?:([()])|("[^"]*"?|“[^”]*”?)|(!=|=)|([^\s()="!]+))/y;

interface Token {
  readonly kind: 'bracket' | 'text' | 'comparator' | 'word';
  readonly text: string;
}

/** @returns null where it cannot be understood */
export function readCondition(source: string): Condition | null {
  const tokens = tokensOf(source);
  if (tokens === null || tokens.length === 0) return null;
  const reading = { tokens, at: 0 };
  const found = formula(reading, 0);
  return found !== null && reading.at === tokens.length ? found : null;
}

function tokensOf(source: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const text = source.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (found === null) return null;
    const [, bracket, quoted, comparator, word] = found;
    if (bracket !== undefined) tokens.push({ kind: 'bracket', text: bracket });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.replaceAll(/^["“]|["”]$/g, '') });
    else if (comparator !== undefined) tokens.push({ kind: 'comparator', text: comparator });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}

interface Reading {
  readonly tokens: readonly Token[];
  at: number;
}

const DEEPEST = 20;

function formula(reading: Reading, depth: number): Condition | null {
  let left = term(reading, depth);
  while (left !== null) {
    const next = reading.tokens[reading.at];
    if (next === undefined || next.text === ')') return left;
    const by = next.kind === 'word' ? next.text.toUpperCase() : '';
    if (by !== 'AND' && by !== 'OR') return null;
    reading.at += 1;
    const right = term(reading, depth);
    left = right === null ? null : { kind: 'joined', by, left, right };
  }
  return null;
}

function term(reading: Reading, depth: number): Condition | null {
  const next = reading.tokens[reading.at];
  if (next?.kind === 'bracket' && next.text === '(' && depth < DEEPEST) {
    reading.at += 1;
    const inner = formula(reading, depth + 1);
    if (inner === null || reading.tokens[reading.at]?.text !== ')') return null;
    reading.at += 1;
    return inner;
  }
  return compared(reading);
}

function compared(reading: Reading): Condition | null {
  const [path, by, value] = reading.tokens.slice(reading.at, reading.at + 3);
  if (path?.kind !== 'word' || by === undefined || value === undefined) return null;
  const comparator = by.kind === 'word' ? by.text.toUpperCase() : by.text;
  if (comparator !== '=' && comparator !== '!=' && comparator !== 'CONTAINS') return null;
  if (value.kind !== 'text' && value.kind !== 'word') return null;
  reading.at += 3;
  return { kind: 'compared', path: path.text, by: comparator, value: value.text };
}
