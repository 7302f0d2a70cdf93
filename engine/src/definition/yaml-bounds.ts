// Refuses a YAML text that can only be an attack or an accident before anything is built of it. It goes through the parts
// that the lexer yields one at a time and stops at the first that is too much. Knows no values and no case types.
import { Lexer } from 'yaml';

export const LARGEST_SOURCE = 2 * 1024 * 1024;
export const DEEPEST_SOURCE = 64;
/**
 * Words, signs, spaces and line ends. A case type of 300 lines has 3,300, one of a tribunal that was converted with 210 events
 * and 900 fields 90,000; at 250,000 the slowest shape that we know is refused within three seconds.
 */
export const MOST_PARTS = 250_000;
/** Each of them is a problem in any case. */
const MOST_FORBIDDEN = 16;

export interface YamlRefusal {
  readonly code: 'too-large' | 'too-deep' | 'alias' | 'yaml';
  readonly reason: string;
  readonly offset: number;
}

export const TOO_DEEP = `The file is nested more than ${DEEPEST_SOURCE} levels deep. Nest less.`;
export const NO_ALIASES = 'Anchors, aliases and tags are not allowed. Write each part out.';

/** How deep brackets, dashes and indentation go where the lexer stands. */
interface Depth {
  brackets: number;
  /** Signs that open a collection within a line, since the last word. */
  signs: number;
  /** Colons and question marks within brackets since the last comma: each makes a pair within the pair before. */
  colons: number;
  /** Where the lines stand that hold the present one. */
  readonly indents: number[];
  lineStart: boolean;
  /** Anchors, aliases and tags so far. */
  forbidden: number;
}

/** @returns why it is not read at all, and where; null where it may be read */
export function refusedUnread(source: string): YamlRefusal | null {
  if (source.length > LARGEST_SOURCE) {
    const reason = `The file is larger than ${LARGEST_SOURCE / 1024} KB. Split it into several case types.`;
    return { code: 'too-large', reason, offset: 0 };
  }
  const depth: Depth = { brackets: 0, signs: 0, colons: 0, indents: [], lineStart: true, forbidden: 0 };
  let offset = 0;
  let parts = 0;
  let isText = false;
  for (const part of new Lexer().lex(source)) {
    parts += 1;
    if (parts > MOST_PARTS) return { code: 'too-large', reason: TOO_MANY, offset };
    if (!isText && ZERO_WIDTH.has(part)) {
      isText = part === SCALAR;
      continue;
    }
    const excess = isText || part.startsWith('"') || part.startsWith("'") ? inText(depth, part) : inSigns(depth, part);
    if (excess !== null) return { ...excess, offset };
    isText = false;
    offset += part.length;
  }
  return null;
}

const TOO_MANY = `The file has more than ${MOST_PARTS.toLocaleString('en')} parts before this place, counting words, signs and line ends. Split it into several case types.`;
const BAD_ESCAPES =
  'This text in double quotes has many backslashes that mean nothing. Write it in single quotes, or double each backslash.';

/** What the lexer says besides the text: that a scalar follows, that a document begins, that brackets ended too early. */
const SCALAR = '\u001F';
const ZERO_WIDTH: ReadonlySet<string> = new Set([SCALAR, '\u0002', '\u0018']);

/** A first part of a line ends the indentations that it does not lie within. */
function begin(depth: Depth, width: number): void {
  depth.signs = 0;
  if (!depth.lineStart) return;
  depth.lineStart = false;
  while ((depth.indents.at(-1) ?? -1) >= width) depth.indents.pop();
  depth.indents.push(width);
}

type Excess = Omit<YamlRefusal, 'offset'>;

function inText(depth: Depth, text: string): Excess | null {
  begin(depth, 0);
  if (text.startsWith('"') && hasManyBadEscapes(text)) return { code: 'yaml', reason: BAD_ESCAPES };
  return depth.indents.length > DEEPEST_SOURCE ? { code: 'too-deep', reason: TOO_DEEP } : null;
}

function inSigns(depth: Depth, part: string): Excess | null {
  const [first = ''] = part;
  if (',[]{}'.includes(first)) depth.colons = 0;
  else if (':?'.includes(first) && depth.brackets > 0) depth.colons += 1;
  if ('&*!'.includes(first)) depth.forbidden += 1;
  else if ('\r\n'.includes(first)) [depth.lineStart, depth.signs] = [true, 0];
  // The spaces before a comment or an empty line hold nothing, but to count them does no harm.
  else if (first === ' ' && depth.lineStart) begin(depth, part.length);
  else if ('[{'.includes(first)) depth.brackets += 1;
  else if (']}'.includes(first)) depth.brackets = Math.max(depth.brackets - 1, 0);
  else if (part === '-' || part === '?') depth.signs += 1;
  if (depth.forbidden > MOST_FORBIDDEN) return { code: 'alias', reason: NO_ALIASES };
  const isDeep = Math.max(depth.brackets, depth.signs, depth.colons, depth.indents.length) > DEEPEST_SOURCE;
  return isDeep ? { code: 'too-deep', reason: TOO_DEEP } : null;
}

/** The library makes an error of each, and half a megabyte of them would fill the memory. */
function hasManyBadEscapes(text: string): boolean {
  let bad = 0;
  for (let at = text.indexOf('\\'); at !== -1 && at < text.length; at = text.indexOf('\\', at + 2)) {
    if (!GOOD_ESCAPES.test(text[at + 1] ?? '\n')) bad += 1;
    if (bad > MOST_FORBIDDEN) return true;
  }
  return false;
}

const GOOD_ESCAPES = /[0abefnrtvN_LPxuU "/\\\t\r\n]/;
