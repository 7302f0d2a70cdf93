// Makes a letter of a case: a template of its case type, filled in for one party. What is not on record is not left blank: there is no
// letter then, and it is said what is missing. It renders nothing and sends nothing.
import { dateOf } from '../calendar/calendar.ts';
import type { CaseState } from '../case/state.ts';
import {
  type CaseType,
  changeNames,
  inLanguage,
  type LetterBlock,
  type LetterDefinition,
  type LetterText,
  type MergeField,
} from '../definition/definition.ts';
import {
  allEntries,
  collectionValues,
  type Communication,
  type Contact,
  type Entries,
  type Entry,
  type MadeLetter,
  type Party,
} from '../entries/entries.ts';
import { evaluateNames, type Expression, isCollection, type Value } from '../expression/expression.ts';
import { expressionValueOf } from '../definition/value-of-field.ts';
import { entriesToTell, type Telling, wordOf } from './entry-words.ts';
import type { Composed, Letter, LetterPart, LetterProblem } from './letter.ts';
import { meetingToCome, wordOfMeeting } from './invitation.ts';
import { contactsTold } from './protected.ts';
import { directionOf, localeOf, writeDay, writePeriod, writeValue, type Writing } from './write-value.ts';

export interface LetterToCompose {
  /** The name of the letter. */
  readonly letter: string;
  /** To whom: a party of the case, by id and never by name. */
  readonly recipient: string;
  /** The channel of its kind; absent where it is only looked at. */
  readonly channel?: string;
  /** The instant at which it is made. */
  readonly now: string;
  /** The name of the agency, as it signs. */
  readonly agency: string;
  /** Whether a value was lawfully destroyed, which the host knows; nothing is on record of it then. */
  readonly isGone: (value: string) => boolean;
}

/**
 * A letter to one party, in their language where the case type has it.
 *
 * @returns the letter and how it goes out by that channel, or every reason why there is none
 */
export function composeLetter(
  given: CaseType,
  state: Pick<CaseState, 'data' | 'entries' | 'parties' | 'opened' | 'clocks' | 'reference'>,
  toCompose: LetterToCompose,
): Composed {
  const entries = allEntries(given, state);
  const found = recipientOf(given, entries, toCompose);
  if ('problems' in found) return found;
  const { party, contact } = found;
  const caseType = inLanguage(given, contact.language === null ? [] : [contact.language]);
  const definition = caseType.letters.get(toCompose.letter);
  if (definition === undefined) return refused('unknown-letter', 'Cases of this kind have no such letter.');
  const language = languageOf(given, caseType, contact);
  const { calendar } = definition;
  const meeting = calendar === undefined ? null : meetingToCome(entries, calendar, toCompose.recipient);
  if (calendar !== undefined && meeting === null) return noMeeting(caseType, calendar);
  const making: Making = {
    ...{ caseType, state, definition, entries, language, toCompose, contact, meeting },
    ...{ problems: [], values: new Map() },
    writing: { locale: localeOf(language), zone: caseType.zone },
    telling: { caseType, letter: definition, entries, recipients: new Set(representedBy(toCompose.recipient, party)) },
  };
  const letter = made(making, party);
  const told = contactsTold(letter, entries, toCompose.recipient);
  const problems = [...making.problems, ...told];
  if (problems.length > 0) return { problems: distinct(problems) };
  const way = toCompose.channel === undefined ? null : (definition.ways.get(toCompose.channel) ?? null);
  return { letter, way, meeting: keptMeeting(meeting) };
}

interface Making {
  readonly caseType: CaseType;
  readonly state: Parameters<typeof composeLetter>[1];
  readonly definition: LetterDefinition;
  readonly entries: Entries;
  readonly contact: Contact;
  readonly language: string;
  readonly toCompose: LetterToCompose;
  readonly writing: Writing;
  readonly telling: Telling;
  readonly problems: LetterProblem[];
  /** The meeting to which it asks. */
  readonly meeting: readonly [string, Communication] | null;
  /** Merged values that were written already. */
  readonly values: Map<string, string>;
}

function refused(code: LetterProblem['code'], reason: string): { readonly problems: readonly LetterProblem[] } {
  return { problems: [{ code, reason }] };
}

function noMeeting(caseType: CaseType, calendar: string): ReturnType<typeof refused> {
  const title = caseType.communications.get(calendar)?.title ?? calendar;
  return refused('missing', `No “${title}” with them is to come. Arrange it first.`);
}

function keptMeeting(meeting: Making['meeting']): MadeLetter['meeting'] | null {
  if (meeting === null) return null;
  const [entry, { appointment }] = meeting;
  return { entry, changes: appointment?.changes ?? 0 };
}

type Recipient = { readonly party: Party; readonly contact: Contact } | { readonly problems: readonly LetterProblem[] };

function recipientOf(
  caseType: CaseType,
  entries: Entries,
  { letter, recipient, channel, isGone }: LetterToCompose,
): Recipient {
  const definition = caseType.letters.get(letter);
  if (definition === undefined) return refused('unknown-letter', 'Cases of this kind have no such letter.');
  const party = Object.hasOwn(entries, recipient) ? entries[recipient] : undefined;
  if (party?.kind !== 'party' || party.status !== 'current' || !definition.to.includes(party.of)) {
    return refused('not-a-recipient', `“${definition.title}” goes to a current party: ${definition.to.join(', ')}.`);
  }
  const { contact } = party;
  if (
    contact === undefined ||
    [contact.name, contact.email, contact.address].some((word) => word !== null && isGone(word))
  ) {
    return refused(
      'missing',
      'Nothing is on record of how this party is reached. Record their name and address first.',
    );
  }
  if (!contact.isSafe) {
    return refused('not-safe', 'Nobody may write to this party: it is on record that it is not safe for them.');
  }
  if (channel !== undefined && !definition.ways.has(channel)) {
    return refused('not-sent-so', `“${definition.title}” is not sent by this channel from here.`);
  }
  return { party, contact };
}

function representedBy(recipient: string, { represents }: Party): readonly string[] {
  return represents === null ? [recipient] : [recipient, represents];
}

/** The language of the texts that were taken: that of the recipient where the case type has it. */
function languageOf(given: CaseType, taken: CaseType, { language }: Contact): string {
  if (language === null || (taken === given && language.split('-')[0] !== given.language.split('-')[0]))
    return given.language;
  if (taken === given) return given.language;
  return given.languages.has(language) ? language : (language.split('-')[0] ?? language);
}

function made(making: Making, party: Party): Letter {
  const { caseType, definition, toCompose, contact, state, language, writing } = making;
  if (contact.name === null) {
    making.problems.push({ code: 'missing', reason: 'The name of this party is not on record. Record it first.' });
  }
  const role = caseType.parties.get(party.of)?.title ?? party.of;
  return {
    ...{ letter: toCompose.letter, language, direction: directionOf(language), from: toCompose.agency },
    to: { party: toCompose.recipient, role, name: contact.name ?? '' },
    reference: state.reference,
    date: writeDay(dateOf(toCompose.now, caseType.zone), writing),
    subject: fill(making, definition.subject, null),
    parts: partsOf(making, definition.body, null),
  };
}

function partsOf(making: Making, blocks: readonly LetterBlock[], item: Entry | null): readonly LetterPart[] {
  return blocks.flatMap((block) => partOf(making, block, item));
}

function partOf(making: Making, block: LetterBlock, item: Entry | null): readonly LetterPart[] {
  const say = (text: LetterText): string => fill(making, text, item);
  switch (block.block) {
    case 'heading':
    case 'paragraph':
      return [{ part: block.block, text: say(block.text) }];
    case 'list':
      return [{ part: 'list', isOrdered: block.isOrdered, items: block.items.map(say) }];
    case 'table':
      return tableOf(making, block, item);
    case 'rights':
      return rightsOf(making, block);
    case 'when':
      return partsOf(making, valueOf(making, block.when) === true ? block.then : block.otherwise, item);
    case 'each': {
      const told = entriesToTell(block.each, making.telling);
      if (told.length > 0) return told.flatMap((entry) => partsOf(making, block.blocks, entry));
      return block.none === undefined ? [] : [{ part: 'paragraph', text: say(block.none) }];
    }
  }
}

/** Of the recipient, or of whom they act for; the agency's own rights are none of theirs. */
function rightsOf(
  making: Making,
  { of, says, none }: Extract<LetterBlock, { block: 'rights' }>,
): readonly LetterPart[] {
  const { caseType, entries, telling, writing } = making;
  const roles = [...telling.recipients].map((id) => (Object.hasOwn(entries, id) ? entries[id]?.of : undefined));
  const theirs = (caseType.determinations.get(of)?.review ?? []).filter(({ asks }) =>
    asks.some((role) => roles.includes(role)),
  );
  const items = theirs.map(({ title, clock }) =>
    changeNames(says, (name) =>
      name === 'right.title'
        ? title
        : name === 'right.within'
          ? writePeriod(clock.within, writing)
          : merged(making, name),
    ),
  );
  if (items.length > 0) return [{ part: 'list', isOrdered: false, items }];
  return none === undefined ? [] : [{ part: 'paragraph', text: fill(making, none, null) }];
}

function tableOf(
  making: Making,
  { caption, header, rows, each, none }: Extract<LetterBlock, { block: 'table' }>,
  item: Entry | null,
): readonly LetterPart[] {
  const say = (text: LetterText): string => fill(making, text, item);
  const [row = []] = rows;
  const made =
    each === undefined
      ? rows.map((cells) => cells.map(say))
      : entriesToTell(each, making.telling).map((entry) => row.map((cell) => fill(making, cell, entry)));
  if (made.length > 0) return [{ part: 'table', caption: say(caption), header: header.map(say), rows: made }];
  return none === undefined ? [] : [{ part: 'paragraph', text: say(none) }];
}

function fill(making: Making, text: LetterText, item: Entry | null): string {
  return changeNames(text, (name) => {
    const [first, word] = name.split('.');
    if (first === 'item' && word !== undefined && item !== null) return wordIn(making, item, word);
    if (first === 'meeting' && word !== undefined && making.meeting !== null)
      return wordOfMeeting(making.meeting[1], word, making.writing) ?? '';
    return merged(making, name);
  });
}

function merged(making: Making, name: string): string {
  const { toCompose, state, contact, values, definition } = making;
  if (name === 'recipient') return contact.name ?? '';
  if (name === 'reference') return state.reference;
  if (name === 'agency') return toCompose.agency;
  if (name === 'today') return writeDay(dateOf(toCompose.now, making.caseType.zone), making.writing);
  const known = values.get(name);
  if (known !== undefined) return known;
  const field = definition.merge.get(name);
  const written = field === undefined ? null : mergedField(making, field);
  if (written === null) missing(making, name, field);
  values.set(name, written ?? '');
  return written ?? '';
}

function mergedField(making: Making, merge: MergeField): string | null {
  const { caseType, state, writing } = making;
  const { source, absent } = merge;
  const field = source.from === 'case' ? caseType.fields.get(source.field ?? '') : undefined;
  const due = source.from === 'clock' ? state.clocks[source.clock]?.dueOn : undefined;
  const value = source.from === 'case' ? valueOf(making, source.value) : due === undefined ? null : { date: due };
  if (isNothing(value)) return absent === undefined ? null : fill(making, absent, null);
  const written = writeValue(value, merge, { ...writing, field });
  if (written === null) {
    making.problems.push({
      code: 'wrong-kind',
      reason: `“${merge.name}” has a value that cannot be written as ${merge.as ?? 'it is'}.`,
    });
  }
  return written ?? '';
}

function isNothing(value: Value): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function missing({ problems, caseType }: Making, name: string, field: MergeField | undefined): void {
  const source = field?.source;
  const label = source?.from === 'case' ? caseType.fields.get(source.field ?? '')?.label : undefined;
  const reason = `Nothing is on record for “${label ?? name}”, which this letter must say. Record it first.`;
  problems.push({ code: 'missing', reason });
}

function wordIn(making: Making, item: Entry, word: string): string {
  const found = wordOf(making.caseType, item, word);
  const value = typeof found === 'string' && making.toCompose.isGone(found) ? null : found;
  const as =
    typeof value === 'string'
      ? 'text'
      : value !== null && typeof value === 'object' && 'date' in value
        ? 'date'
        : 'number';
  const written = value === null ? null : writeValue(value, { as }, { ...making.writing, field: undefined });
  if (written === null) {
    const reason = `Nothing is on record for “${word}” of what this letter lists. Record it first.`;
    making.problems.push({ code: 'missing', reason });
  }
  return written ?? '';
}

function valueOf({ caseType, state, entries, toCompose: { isGone } }: Making, expression: Expression): Value {
  return evaluateNames(expression, (name) => {
    const field = caseType.fields.get(name);
    if (field === undefined && isCollection(name)) return collectionValues(entries, name);
    const value = Object.hasOwn(state.data, name) ? (state.data[name] ?? null) : null;
    return expressionValueOf(typeof value === 'string' && isGone(value) ? null : value, field?.kind);
  }).value;
}

function distinct(problems: readonly LetterProblem[]): readonly LetterProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, reason }) => !seen.has(`${code}${reason}`) && seen.add(`${code}${reason}`));
}
