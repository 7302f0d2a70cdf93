// The expressions that other products write into CMMN models, `${…}`, put into FEEL. Only what has one meaning in both
// is translated; everything else is refused, since a guess would be another model.

export type Translation = { readonly feel: string } | { readonly problem: string };

interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'end';
  readonly text: string;
}

interface Reading {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

const DEEPEST = 30;
const LONGEST = 2000;

const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ...(['==', 'eq'] as const).map((sign) => [sign, '='] as const),
  ...(['!=', 'ne'] as const).map((sign) => [sign, '!='] as const),
  ...(['<', 'lt'] as const).map((sign) => [sign, '<'] as const),
  ...(['<=', 'le'] as const).map((sign) => [sign, '<='] as const),
  ...(['>', 'gt'] as const).map((sign) => [sign, '>'] as const),
  ...(['>=', 'ge'] as const).map((sign) => [sign, '>='] as const),
]);

/** True where the text is wrapped as `${…}` or `#{…}`. */
export function isJuel(source: string): boolean {
  return /^[$#]\{[^]*\}$/.test(source.trim());
}

/**
 * FEEL for a JUEL expression. An empty one is true.
 *
 * @example juelToFeel("${var:eq(x, 'v') && !done}") // { feel: '(x = "v") and not(done)' }
 */
export function juelToFeel(source: string): Translation {
  const trimmed = source.trim();
  if (trimmed === '') return { feel: 'true' };
  if (!isJuel(trimmed)) return { problem: 'It is not written as ${…}.' };
  if (trimmed.length > LONGEST) return { problem: `It has more than ${LONGEST} characters.` };
  const inner = trimmed.slice(2, -1);
  if (inner.trim() === '') return { feel: 'true' };
  const tokens = tokensOf(inner);
  if (tokens === null) return { problem: `“${inner.slice(0, 60)}” holds something that has no meaning in FEEL.` };
  const reading: Reading = { tokens, at: 0, depth: 0 };
  const feel = either(reading);
  if (feel === null || peek(reading).kind !== 'end') {
    return { problem: `“${inner.slice(0, 60)}” is outside what can be put into FEEL for certain.` };
  }
  return { feel };
}

const TOKEN =
  /\s*(?:([A-Za-z_]\w*(?:[:.][A-Za-z_]\w*)*)|(\d+(?:\.\d+)?)|'((?:[^'\\]|\\['"\\])*)'|"((?:[^"\\]|\\['"\\])*)"|(&&|\|\||[=!<>]=|[<>!(),-]))/y;

function tokensOf(source: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = source.trimEnd().length;
  while (pattern.lastIndex < end) {
    const found = pattern.exec(source);
    if (found === null) return null;
    const [, name, number, single, double, sign] = found;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'text', text: (single ?? double ?? '').replaceAll(/\\(.)/g, '$1') });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function either(reading: Reading): string | null {
  return joined(reading, { signs: ['||', 'or'], word: 'or', part: both });
}

function both(reading: Reading): string | null {
  return joined(reading, { signs: ['&&', 'and'], word: 'and', part: comparison });
}

interface Join {
  readonly signs: readonly string[];
  readonly word: string;
  readonly part: (reading: Reading) => string | null;
}

function joined(reading: Reading, { signs, word, part }: Join): string | null {
  let left = part(reading);
  while (left !== null && signs.includes(peek(reading).text) && peek(reading).kind !== 'text') {
    reading.at += 1;
    const right = part(reading);
    left = right === null ? null : `${left} ${word} ${right}`;
  }
  return left;
}

function comparison(reading: Reading): string | null {
  const left = single(reading);
  const next = peek(reading);
  const sign = next.kind === 'text' ? undefined : COMPARISONS.get(next.text);
  if (left === null || sign === undefined) return left;
  reading.at += 1;
  const right = single(reading);
  return right === null ? null : `${left} ${sign} ${right}`;
}

function single(reading: Reading): string | null {
  reading.depth += 1;
  if (reading.depth > DEEPEST) return null;
  const value = singleInside(reading);
  reading.depth -= 1;
  return value;
}

function singleInside(reading: Reading): string | null {
  const token = take(reading);
  if (token.kind === 'number') return token.text;
  if (token.kind === 'text') return quoted(token.text);
  if (token.kind === 'name') return named(reading, token.text);
  if (token.text === '!') return negated(reading);
  if (token.text === '-') return peek(reading).kind === 'number' ? `-${take(reading).text}` : null;
  if (token.text !== '(') return null;
  const inner = either(reading);
  return inner !== null && accept(reading, ')') ? `(${inner})` : null;
}

function negated(reading: Reading): string | null {
  const inner = single(reading);
  return inner === null ? null : `not(${inner})`;
}

function named(reading: Reading, name: string): string | null {
  if (name === 'true' || name === 'false' || name === 'null') return name;
  if (name === 'not') return negated(reading);
  if (name === 'empty') {
    const inner = single(reading);
    return inner === null ? null : `(${inner} = null)`;
  }
  if (peek(reading).text === '(' && peek(reading).kind === 'sign') return called(reading, name);
  return isVariable(name) ? name : null;
}

/** The functions of the mapping; the variable may be given as a name or as a text. */
function called(reading: Reading, name: string): string | null {
  reading.at += 1;
  const first = take(reading);
  const variable = (first.kind === 'text' || first.kind === 'name') && isVariable(first.text) ? first.text : null;
  if (variable === null) return null;
  if (name === 'var:eq' || name === 'vars:eq') {
    if (!accept(reading, ',')) return null;
    const value = single(reading);
    return value !== null && accept(reading, ')') ? `(${variable} = ${value})` : null;
  }
  if (!accept(reading, ')')) return null;
  if (name === 'caseInstance.getVariable' || name === 'var:get' || name === 'vars:get') return variable;
  return name === 'var:exists' || name === 'vars:exists' ? `(${variable} != null)` : null;
}

function isVariable(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function peek(reading: Reading): Token {
  return reading.tokens[reading.at] ?? { kind: 'end', text: '' };
}

function take(reading: Reading): Token {
  const token = peek(reading);
  reading.at += 1;
  return token;
}

function accept(reading: Reading, sign: string): boolean {
  const token = take(reading);
  return token.kind === 'sign' && token.text === sign;
}
