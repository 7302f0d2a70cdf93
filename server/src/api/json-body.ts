// Reads a JSON request body and refuses what two readers could understand differently: names that occur twice,
// text that is not UTF-8, half characters, and nesting beyond what any request needs. Knows nothing of what a body means.
import { isUtf8 } from 'node:buffer';

/** The deepest request has three levels; more is an attempt to exhaust something. */
const DEPTH_MAX = 8;

export type JsonBody =
  | { readonly value: unknown }
  | { readonly refusal: 'not-json' | 'not-utf8' | 'too-deep' | 'duplicate-name' | 'unstorable-character' };

/** Parses a body of at most the size the server lets in. Never throws. */
export function parseJsonBody(bytes: Buffer): JsonBody {
  if (!isUtf8(bytes)) return { refusal: 'not-utf8' };
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refusal: 'not-json' };
  }
  const refusal = scan(text);
  return refusal === null ? { value } : { refusal };
}

type Refusal = Extract<JsonBody, { refusal: string }>['refusal'];

/** Walks text that is known to be JSON, so only strings and brackets matter. RFC 8259, section 4: names SHOULD be unique. */
function scan(text: string): Refusal | null {
  // Names seen in each open object; null for an open array.
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > DEPTH_MAX) return 'too-deep';
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, at);
      const refusal = refuseString(text, { start: at, end, names: open.at(-1) ?? null });
      if (refusal !== null) return refusal;
      at = end;
    }
  }
  return null;
}

interface Token {
  readonly start: number;
  /** Index of the closing quote. */
  readonly end: number;
  readonly names: Set<string> | null;
}

function refuseString(text: string, token: Token): Refusal | null {
  const raw = text.slice(token.start + 1, token.end);
  const isName = token.names !== null && isBeforeColon(text, token.end);
  if (!raw.includes('\\')) return isName && !addName(token.names, raw) ? 'duplicate-name' : null;
  const value = String(JSON.parse(`"${raw}"`));
  // PostgreSQL cannot keep U+0000, and half a surrogate pair would be stored as another character than was hashed.
  if (value.includes('\u0000') || /\p{Surrogate}/u.test(value)) return 'unstorable-character';
  return isName && !addName(token.names, value) ? 'duplicate-name' : null;
}

function addName(names: Set<string> | null, name: string): boolean {
  if (names === null) return true;
  if (names.has(name)) return false;
  names.add(name);
  return true;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function isBeforeColon(text: string, end: number): boolean {
  let at = end + 1;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}
