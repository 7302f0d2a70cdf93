// What must hold of letters before anything is said of what they tell: kinds, parties, channels and clauses exist, every name in braces
// is one that has a value, and a value that may be missing says what stands there instead.
import type { Judging } from './check-data.ts';
import { checkReference, reportUnknown } from './check-data.ts';
import { checkMerge } from './check-merge.ts';
import { checkSection } from './check-standing.ts';
import { PRIMITIVE_OF } from './compile-letter.ts';
import {
  ENTRY_WORDS,
  LETTER_NAMES,
  type LetterDefinition,
  MEETING_WORDS,
  namesInText,
  RIGHT_WORDS,
} from './letter-definition.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, type MapEntry, textAt, textOf } from './located.ts';
import { keptKinds } from './kept-lists.ts';
import { GENERAL } from './access-definition.ts';
import { type Place, report } from './problem.ts';

export function checkLetters(judging: Judging): void {
  const clauses = new Map(entriesOf(childOf(judging.root, 'clauses')).map((entry) => [entry.key, entry]));
  for (const entry of entriesOf(childOf(judging.root, 'letters'))) {
    checkHead(entry, judging);
    checkBody(childOf(entry.value, 'body'), { judging, letter: entry.key, clauses, item: null });
    checkText(childOf(entry.value, 'subject'), { judging, letter: entry.key, clauses, item: null });
    checkMerges(entry, judging, clauses);
  }
  const used = new Set(entriesOf(childOf(judging.root, 'letters')).flatMap(({ value }) => clauseNames(value)));
  for (const { key, at } of clauses.values()) {
    if (!used.has(key)) refuse(judging, at, `No letter has the clause “${key}”. Use it, or remove it.`);
  }
}

interface Reading {
  readonly judging: Judging;
  readonly letter: string;
  readonly clauses: ReadonlyMap<string, MapEntry>;
  /** Whose words `{item.…}` are, and in which statuses; null outside of a list. */
  readonly item: { readonly list: string; readonly where: readonly string[] } | null;
  /** Within what is said of a right of review. */
  readonly isRight?: true;
}

function refuse({ findings }: Judging, place: Place, reason: string): void {
  report(findings, place, { code: 'not-accepted', reason });
}

function checkHead({ key, value }: MapEntry, judging: Judging): void {
  const { communications, parties } = judging.compiled.caseType;
  const as = childOf(value, 'as');
  checkReference(judging, as, { known: communications, code: 'unknown-name' });
  const kind = communications.get(textOf(as) ?? '');
  const isWritten = kind?.form === 'letter' || kind?.form === 'message';
  if (kind !== undefined && as !== null && (!isWritten || kind.direction === 'in')) {
    refuse(
      judging,
      as,
      `Nothing of “${kind.name}” is written and goes out. Name a kind of letter or message that does.`,
    );
  }
  for (const item of itemsOf(childOf(value, 'to'))) {
    checkReference(judging, item, { known: parties, code: 'unknown-party' });
    const party = textOf(item) ?? '';
    if (kind === undefined || !parties.has(party) || kind.with.includes(party)) continue;
    refuse(judging, item, `“${kind.name}” is not with “${party}”. Add it there under with, or remove it here.`);
  }
  checkKept({ key, value }, judging);
  checkCalendar(value, judging);
  for (const item of itemsOf(childOf(value, 'mentions')))
    checkReference(judging, item, { known: parties, code: 'unknown-party' });
  for (const item of itemsOf(childOf(value, 'discloses'))) checkDisclosed(item, judging);
  for (const way of entriesOf(childOf(value, 'ways'))) {
    const channels = new Map((kind?.channels ?? []).map((channel) => [channel.value, channel]));
    if (kind === undefined || channels.has(way.key)) continue;
    reportUnknown(judging.findings, { place: way.at, name: way.key }, { known: channels, code: 'unknown-name' });
  }
  if (judging.compiled.caseType.letters.get(key)?.body.length === 0 && childOf(value, 'body') !== null) {
    refuse(judging, childOf(value, 'body') ?? value, `“${key}” says nothing. Add parts to its body.`);
  }
}

/** What it asks to is a meeting, and with all to whom it may go. */
function checkCalendar(value: LocatedNode, judging: Judging): void {
  const node = childOf(value, 'calendar');
  if (node === null) return;
  const { communications, parties } = judging.compiled.caseType;
  checkReference(judging, node, { known: communications, code: 'unknown-name' });
  const meeting = communications.get(textOf(node) ?? '');
  if (meeting === undefined) return;
  if (meeting.form !== 'meeting') refuse(judging, node, `“${meeting.name}” is no meeting. Name a kind that is.`);
  for (const item of itemsOf(childOf(value, 'to'))) {
    const party = textOf(item) ?? '';
    if (parties.has(party) && !meeting.with.includes(party))
      refuse(judging, item, `“${meeting.name}” is not with “${party}”. Add it there under with, or remove it here.`);
  }
}

/** Where it is kept there is such a kind, it may be a PDF, and it is for somebody where the kind asks for whom. */
function checkKept({ key, value }: Pick<MapEntry, 'key' | 'value'>, judging: Judging): void {
  const { documents, letters } = judging.compiled.caseType;
  const node = childOf(value, 'keptAs');
  const { kind, audience } = letters.get(key)?.keptAs ?? { kind: '', audience: null };
  if (node === null) return;
  const known = documents.get(kind);
  if (known === undefined) {
    reportUnknown(judging.findings, { place: node, name: kind }, { known: documents, code: 'unknown-name' });
    return;
  }
  const { audiences, accepts } = known;
  const isFor = audiences.length === 0 ? audience === null : audiences.some(({ name }) => name === audience);
  if (!isFor) {
    const names = audiences.map(({ name }) => `${kind}.${name}`).join(', ');
    refuse(
      judging,
      node,
      `Documents “${kind}” are for ${names === '' ? 'nobody in particular' : 'somebody'}. Write ${names === '' ? kind : names}.`,
    );
  }
  if (accepts.length > 0 && !accepts.some((one) => ['application/pdf', 'application/*', '*/*'].includes(one)))
    refuse(judging, node, `Documents “${kind}” cannot be a PDF, which a letter is. Name another kind.`);
}

function checkDisclosed(item: LocatedNode, judging: Judging): void {
  if (textOf(item) === GENERAL)
    refuse(judging, item, 'What is in no other section may be told by every letter. Remove it.');
  else checkSection(item, judging);
}

const PARTS = ['heading', 'text', 'list', 'steps', 'table', 'clause', 'rights', 'when', 'each'] as const;

function checkBody(body: LocatedNode | null, reading: Reading): void {
  for (const node of itemsOf(body)) checkBlock(node, reading);
}

function checkBlock(node: LocatedNode, reading: Reading): void {
  const { judging } = reading;
  const said = PARTS.filter((part) => childOf(node, part) !== null);
  const [part] = said;
  if (part === undefined || said.length > 1) {
    refuse(judging, node, `A part of a letter says one thing: ${PARTS.join(', ')}. Write another part for another.`);
    return;
  }
  const odd = entriesOf(node).find(({ key }) => key !== part && !(WITH[part] ?? []).includes(key));
  if (odd !== undefined) refuse(judging, odd.at, `“${odd.key}” does not go with “${part}”. Remove it.`);
  for (const needed of NEEDS[part] ?? []) {
    if (childOf(node, needed) !== null) continue;
    report(judging.findings, node, { code: 'missing-key', reason: `“${part}” needs “${needed}”. Add it.` });
  }
  checkPart(node, part, reading);
}

const WITH: Readonly<Record<string, readonly string[]>> = { when: ['then', 'else'], each: ['where', 'body', 'none'] };
const NEEDS: Readonly<Record<string, readonly string[]>> = { when: ['then'], each: ['body'] };

function checkPart(node: LocatedNode, part: (typeof PARTS)[number], reading: Reading): void {
  const { judging, clauses, item } = reading;
  const value = childOf(node, part);
  if (part === 'heading' || part === 'text') checkText(value, reading);
  else if (part === 'list' || part === 'steps') for (const one of itemsOf(value)) checkText(one, reading);
  else if (part === 'table' && value !== null) checkTable(value, reading);
  else if (part === 'rights' && value !== null) checkRights(value, reading);
  else if (part === 'clause') {
    checkReference(judging, value, { known: clauses, code: 'unknown-name' });
    const clause = clauses.get(textOf(value) ?? '');
    if (clauses.size > 0 && clause !== undefined)
      checkBody(childOf(clause.value, 'body'), { ...reading, clauses: NO_CLAUSES });
  } else if (part === 'when') {
    checkBody(childOf(node, 'then'), reading);
    checkBody(childOf(node, 'else'), reading);
  } else {
    if (item !== null)
      refuse(judging, node, 'A list in a list has two items, and nobody could say which. Take it out.');
    const inner = listOf(node, judging);
    checkText(childOf(node, 'none'), reading);
    checkBody(childOf(node, 'body'), { ...reading, item: inner });
  }
}

function checkRights(rights: LocatedNode, reading: Reading): void {
  const { determinations } = reading.judging.compiled.caseType;
  checkReference(reading.judging, childOf(rights, 'of'), { known: determinations, code: 'unknown-name' });
  checkText(childOf(rights, 'says'), { ...reading, isRight: true });
  checkText(childOf(rights, 'none'), reading);
}

const NO_CLAUSES: ReadonlyMap<string, MapEntry> = new Map();

function checkTable(table: LocatedNode, reading: Reading): void {
  const { judging } = reading;
  const columns = itemsOf(childOf(table, 'header')).length;
  const [each, rows, row] = ['each', 'rows', 'row'].map((key) => childOf(table, key));
  const isRepeated = each !== null && each !== undefined;
  if (isRepeated ? rows !== null || row === null : rows === null || row !== null) {
    refuse(judging, table, 'A table has rows, or each with the row for one of them. Write one of the two.');
  }
  const inner = isRepeated ? { ...reading, item: listOf(table, judging) } : reading;
  for (const cells of isRepeated ? [row] : itemsOf(rows)) {
    if (cells === null || cells === undefined) continue;
    for (const cell of itemsOf(cells)) checkText(cell, inner);
    if (itemsOf(cells).length !== columns)
      refuse(judging, cells, `The table has ${columns} columns, and this row ${itemsOf(cells).length}.`);
  }
  checkText(childOf(table, 'caption'), reading);
  for (const cell of itemsOf(childOf(table, 'header'))) checkText(cell, reading);
  checkText(childOf(table, 'none'), reading);
}

function listOf(node: LocatedNode, judging: Judging): NonNullable<Reading['item']> {
  const each = childOf(node, 'each');
  const [list = '', kind = ''] = (textOf(each) ?? '').split('.');
  const primitive = PRIMITIVE_OF[list];
  const where = itemsOf(childOf(node, 'where')).flatMap((item) => textOf(item) ?? []);
  if (each !== null && primitive !== undefined) {
    const known = keptKinds(judging.compiled.caseType, primitive);
    if (!known.has(kind)) reportUnknown(judging.findings, { place: each, name: kind }, { known, code: 'unknown-name' });
  }
  return { list, where };
}

/** Every name in braces has a value, and what stands outside of braces has none of them. */
function checkText(node: LocatedNode | null, { judging, letter, item, isRight }: Reading): void {
  const saying = textOf(node);
  if (node === null || saying === null) return;
  const definition = judging.compiled.caseType.letters.get(letter);
  const known = new Map([...LETTER_NAMES.map((name) => [name, null] as const), ...(definition?.merge ?? [])]);
  for (const name of namesInText({ saying })) {
    const [first, word] = name.split('.');
    if (first === 'item' && word !== undefined) checkWord(node, { word, item }, judging);
    else if (isRight === true && RIGHT_WORDS.some((each) => name === `right.${each}`)) continue;
    else if (first === 'meeting' && word !== undefined) checkMeetingWord(node, { word, definition }, judging);
    else if (!known.has(name)) reportUnknown(judging.findings, { place: node, name }, { known, code: 'unknown-name' });
  }
  if (/[{}]/.test(saying.replaceAll(/\{[^{}]*\}/g, ''))) {
    refuse(judging, node, 'A brace opens or closes the name of a merge field. Write both, or none.');
  }
}

function checkMeetingWord(
  place: Place,
  { word, definition }: { readonly word: string; readonly definition: LetterDefinition | undefined },
  judging: Judging,
): void {
  if (definition?.calendar === undefined)
    refuse(judging, place, `“{meeting.${word}}” is of no meeting. Say with calendar to which one the letter asks.`);
  const known = new Map<string, string>(MEETING_WORDS.map((each) => [each, each]));
  if (!known.has(word)) reportUnknown(judging.findings, { place, name: word }, { known, code: 'unknown-name' });
}

function checkWord(
  place: Place,
  { word, item }: { readonly word: string; readonly item: Reading['item'] },
  judging: Judging,
): void {
  if (item === null) {
    refuse(judging, place, `“{item.${word}}” stands in no list. Put it into a part or a table with each.`);
    return;
  }
  const words = ENTRY_WORDS[PRIMITIVE_OF[item.list] ?? 'party'] ?? {};
  const found = Object.hasOwn(words, word) ? words[word] : undefined;
  if (found === undefined) {
    const known = new Map(Object.entries(words));
    reportUnknown(judging.findings, { place, name: word }, { known, code: 'unknown-name' });
    return;
  }
  const certain = found.in;
  if (certain === undefined || (item.where.length > 0 && item.where.every((status) => certain.includes(status))))
    return;
  const reason = `“{item.${word}}” is not there in every status. Add where: [${certain.join(', ')}], or some of these.`;
  report(judging.findings, place, { code: 'missing-key', reason });
}

function clauseNames(value: LocatedNode): readonly string[] {
  const own = textAt(value, 'clause');
  const inner = [...itemsOf(value), ...entriesOf(value).map((entry) => entry.value)].flatMap(clauseNames);
  return own === null ? inner : [own, ...inner];
}

/** What is merged: its own, and what its clauses bring. A name has one meaning in one letter. */
function checkMerges({ key, value }: MapEntry, judging: Judging, clauses: ReadonlyMap<string, MapEntry>): void {
  const names = [...new Set(clauseNames(childOf(value, 'body') ?? value))];
  const sources = [value, ...names.flatMap((name) => clauses.get(name)?.value ?? [])];
  const seen = new Set<string>(LETTER_NAMES);
  for (const entry of sources.flatMap((source) => entriesOf(childOf(source, 'merge')))) {
    if (seen.has(entry.key) || entry.key === 'item' || entry.key === 'meeting') {
      const reason = `“${entry.key}” has a meaning in the letter “${key}” already. Give it another name.`;
      report(judging.findings, entry.at, { code: 'duplicate-id', reason });
    }
    seen.add(entry.key);
    const merge = judging.compiled.caseType.letters.get(key)?.merge.get(entry.key);
    if (merge !== undefined) checkMerge(entry, merge, judging);
  }
}
