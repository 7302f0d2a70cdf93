// The text of Rich Text Format 1.9: groups, control words, characters by code page or by their number. Pictures, objects and the
// tables at its head are passed over. Runs in a reader process.
import type { Bytes } from '../files/bytes.ts';
import { makePages } from './pages.ts';
import { PaperError, type PaperTask, type PaperText } from './paper.ts';
import { wholeOf } from './plain-text.ts';

/** Destinations whose text is not read out; so is any that is marked as optional. */
const UNREAD = new Set([
  ...['fonttbl', 'colortbl', 'stylesheet', 'info', 'pict', 'object', 'themedata', 'colorschememapping', 'datastore'],
  ...[
    'xmlnstbl',
    'listtable',
    'listoverridetable',
    'rsidtbl',
    'generator',
    'fldinst',
    'latentstyles',
    'filetbl',
    'revtbl',
  ],
  ...[
    'bkmkstart',
    'bkmkend',
    'nonshppict',
    'shppict',
    'template',
    'operator',
    'objdata',
    'blipuid',
    'mmathPr',
    'wgrffmtfilter',
  ],
]);

const MARKS: Readonly<Record<string, string>> = {
  ...{ par: '\n', line: '\n', sect: '\n', row: '\n', cell: '\t', tab: '\t', page: '\f', pagebb: '\f' },
  ...{ emdash: '—', endash: '–', bullet: '•', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”' },
  ...{ emspace: ' ', enspace: ' ', qmspace: ' ' },
};

/** Code pages by the character set of a font. */
const CHARSETS: Readonly<Record<number, string>> = {
  ...{ 128: 'shift_jis', 129: 'euc-kr', 134: 'gbk', 136: 'big5', 161: 'windows-1253', 162: 'windows-1254' },
  ...{ 163: 'windows-1258', 177: 'windows-1255', 178: 'windows-1256', 186: 'windows-1257', 204: 'windows-1251' },
  ...{ 222: 'windows-874', 238: 'windows-1250' },
};

interface Group {
  isUnread: boolean;
  isFontTable: boolean;
  /** Characters to pass over after one that is given by its number. */
  skips: number;
  font: number;
}

interface State {
  readonly source: string;
  readonly depth: number;
  at: number;
  text: string;
  /** Bytes that are still to be decoded: characters of East Asia take two. */
  bytes: number[];
  group: Group;
  readonly groups: Group[];
  page: string;
  /** Code pages by the number of a font. */
  readonly fonts: Map<number, string>;
  skip: number;
}

export async function rtfText(bytes: Bytes, task: PaperTask): Promise<PaperText> {
  const pages = makePages(task.limits, task.firstPages);
  const source = (await wholeOf(bytes, task)).toString('latin1');
  for (const page of wordsOfRtf(source, task.limits.depth).split('\f')) if (!pages.add(page)) break;
  return pages.made();
}

/**
 * @param source its bytes as characters of one byte each
 * @throws PaperError `damaged` where it is no RTF or nests too deep
 */
export function wordsOfRtf(source: string, depth: number): string {
  if (!source.trimStart().startsWith('{\\rtf')) throw new PaperError('damaged');
  const group = { isUnread: false, isFontTable: false, skips: 1, font: -1 };
  const state: State = {
    ...{
      source,
      depth,
      at: 0,
      text: '',
      bytes: [],
      group,
      groups: [],
      page: 'windows-1252',
      fonts: new Map(),
      skip: 0,
    },
  };
  while (state.at < source.length) step(state);
  flush(state);
  return state.text;
}

function step(state: State): void {
  const character = state.source.charAt(state.at);
  state.at += 1;
  if (character === '{') {
    flush(state);
    if (state.groups.length >= state.depth) throw new PaperError('damaged');
    state.groups.push(state.group);
    state.group = { ...state.group };
    state.skip = 0;
  } else if (character === '}') {
    flush(state);
    state.group = state.groups.pop() ?? state.group;
    state.skip = 0;
  } else if (character === '\\') control(state);
  else if (character !== '\r' && character !== '\n') plain(state, character.charCodeAt(0));
}

const WORD = /([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;

function control(state: State): void {
  WORD.lastIndex = state.at;
  const match = WORD.exec(state.source);
  if (match !== null) {
    state.at = WORD.lastIndex;
    word(state, match[1] ?? '', match[2] === undefined ? null : Number(match[2]));
    return;
  }
  const symbol = state.source.charAt(state.at);
  state.at += 1;
  if (symbol === "'") {
    const code = Number.parseInt(state.source.slice(state.at, state.at + 2), 16);
    state.at += 2;
    if (!Number.isNaN(code)) plain(state, code);
  } else if (symbol === '*') state.group.isUnread = true;
  else if (symbol === '~') add(state, ' ');
  else if (symbol === '_') add(state, '-');
  else if (symbol === '\\' || symbol === '{' || symbol === '}') plain(state, symbol.charCodeAt(0));
  else if (symbol === '\n' || symbol === '\r') add(state, '\n');
}

function word(state: State, name: string, value: number | null): void {
  const { group } = state;
  if (UNREAD.has(name)) {
    group.isUnread = true;
    group.isFontTable = name === 'fonttbl';
  } else if (name === 'bin') state.at += Math.max(0, value ?? 0);
  else if (name === 'uc') group.skips = Math.min(10, Math.max(0, value ?? 1));
  else if (name === 'ansicpg') state.page = pageOf(`windows-${value ?? 1252}`);
  else if (name === 'f') {
    flush(state);
    group.font = value ?? -1;
  } else if (name === 'fcharset') {
    const page = CHARSETS[value ?? 0];
    if (group.isFontTable && page !== undefined) state.fonts.set(group.font, page);
  } else if (name === 'u') {
    add(state, String.fromCharCode((value ?? 63) & 0xffff));
    state.skip = group.skips;
  } else if (name in MARKS) add(state, MARKS[name] ?? '');
}

function plain(state: State, byte: number): void {
  if (state.skip > 0) state.skip -= 1;
  else if (!state.group.isUnread) state.bytes.push(byte);
}

function add(state: State, text: string): void {
  flush(state);
  if (!state.group.isUnread) state.text += text;
}

function flush(state: State): void {
  if (state.bytes.length === 0) return;
  const page = state.fonts.get(state.group.font) ?? state.page;
  state.text += new TextDecoder(page).decode(Uint8Array.from(state.bytes));
  state.bytes = [];
}

const PAGES: Readonly<Record<string, string>> = {
  ...{ 'windows-932': 'shift_jis', 'windows-936': 'gbk', 'windows-949': 'euc-kr', 'windows-950': 'big5' },
  ...{ 'windows-65001': 'utf-8', 'windows-10000': 'macintosh' },
};

function pageOf(name: string): string {
  const page = PAGES[name] ?? name;
  try {
    return new TextDecoder(page).encoding;
  } catch {
    return 'windows-1252';
  }
}
