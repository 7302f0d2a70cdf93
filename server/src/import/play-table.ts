// Plays one row of a table of cases: the whole case that it tells of, from its opening to where it stands, or nothing. Pure,
// like the playing of logs: it gives back steps for the command path. What is dirty in a row is a reason, never a guess; what
// the mapping lets pass in another form is named, so that it is counted.
import type { CaseCommand } from '@casewright/engine/case';
import type { CaseMemory } from './case-memory.ts';
import { unknownColumns, type LogRow } from './log-row.ts';
import { isBefore, laterOf, readTime, type StatedTime } from './log-time.ts';
import { carriedBy, leftBecause, unstorable } from './carried.ts';
import { openCommand, stateDueDate, type PlayedRow, type RowRejection } from './play-row.ts';
import { passTime, take, type Course, type Playing } from './play-time.ts';
import { fieldsOf, personOf, valueOf } from './row-values.ts';
import type { RowCondition, TableAct, TableMapping } from './table-mapping.ts';

/** What playing the rows of a table needs to know. */
export interface TablePlaying extends Playing {
  readonly mapping: TableMapping;
  /** Every column that the mapping carries. */
  readonly columns: ReadonlySet<string>;
  /** The moment of the import in milliseconds: nothing was done later than that. */
  readonly now: number;
}

/** An act that a row proves, with its time. */
interface Proved {
  readonly act: TableAct;
  readonly at: number;
  readonly time: StatedTime;
}

export function playTableRow(playing: TablePlaying, memory: CaseMemory, row: LogRow): PlayedRow {
  const refuse = (rejection: RowRejection): PlayedRow => ({ rejection, memory, steps: [] });
  const fault = faultOf(playing, memory, row);
  if (fault !== null) return refuse(fault);
  const proved = provedBy(playing, row);
  if ('code' in proved) return refuse(proved);
  const course: Course = { memory: { ...memory, row: row.index }, steps: [] };
  for (const each of proved.acts) {
    passTime(playing, course, { time: each.time, includingDay: false });
    const refused = playAct(playing, course, { ...each, row });
    if (refused !== null) return refuse(refused);
    course.memory = { ...course.memory, last: laterOf(course.memory.last, each.time) };
  }
  return { rejection: null, memory: course.memory, steps: course.steps, carried: carriedOf(playing, row, proved.acts) };
}

/** A day begins somewhere so long before it does in UTC. */
const FARTHEST_AHEAD_MS = 14 * 3_600_000;

/** What is wrong with a row before anything of it is played. */
function faultOf({ reading, mapping, columns }: TablePlaying, memory: CaseMemory, row: LogRow): RowRejection | null {
  if (row.fault !== undefined) return { code: 'malformed-row', reason: `Line ${row.line}: ${row.fault}.` };
  const unknown = Object.keys(row.values).filter(
    (column) => !columns.has(column) && leftBecause(mapping, column) === null,
  );
  if (unknown.length > 0) return { code: 'unknown-column', reason: `Line ${row.line}: ${unknownColumns(unknown)}` };
  if (memory.key === '')
    return {
      code: 'unknown-case',
      reason: `Line ${row.line}: "${mapping.table.case}" is empty, which names the case.`,
    };
  if (memory.state !== null)
    return { code: 'duplicate-row', reason: `Row ${memory.row} has the same "${mapping.table.case}", ${memory.key}.` };
  const refused = mapping.refuse?.find(({ when }) => holds(reading, row, when));
  return refused === undefined ? null : { code: 'contradiction', reason: `Line ${row.line}: ${refused.reason}.` };
}

/** What the row proves, each with its time: not before the one before it, and not in the future. */
function provedBy(
  { reading, mapping, now }: TablePlaying,
  row: LogRow,
): { readonly acts: readonly Proved[] } | RowRejection {
  const acts: Proved[] = [];
  for (const [at, act] of mapping.acts.entries()) {
    if (act.when !== undefined && !holds(reading, row, act.when)) continue;
    const read = readTime(valueOf(reading, row, act.at), reading.time);
    if ('reason' in read) return { code: 'unparsable-date', reason: `Line ${row.line}, "${act.at}": ${read.reason}.` };
    const { time } = read;
    const before = acts.at(-1);
    if (before !== undefined && isBefore(time, before.time)) {
      const reason = `"${act.at}" is ${time.occurred}, which is before "${before.act.at}", ${before.time.occurred}.`;
      return { code: 'out-of-order', reason: `Line ${row.line}: ${reason}` };
    }
    if ((time.at ?? Date.parse(time.date) - FARTHEST_AHEAD_MS) > now)
      return { code: 'in-the-future', reason: `Line ${row.line}: "${act.at}" is ${time.occurred}, which is to come.` };
    acts.push({ act, at, time });
  }
  return { acts };
}

/** A condition on columns: all of them must hold. */
function holds(reading: Playing['reading'], row: LogRow, condition: RowCondition): boolean {
  return Object.entries(condition).every(([column, wanted]) => {
    const value = valueOf(reading, row, column);
    if (wanted === 'filled') return value !== undefined;
    if (wanted === 'empty') return value === undefined;
    return value !== undefined && wanted.includes(value);
  });
}

type Playable = Proved & { readonly row: LogRow };

function playAct(playing: TablePlaying, course: Course, { act, at, time, row }: Playable): RowRejection | null {
  const fields = fieldsOf(playing.reading, row, { sources: act.fields ?? {}, time });
  if ('reason' in fields) return { code: 'invalid-data', reason: `Line ${row.line}: ${fields.reason}.` };
  // Nothing is recorded where all of its columns are empty.
  if (act.record === true && Object.keys(fields.fields).length === 0) return null;
  const commands = commandsOf(playing, course.memory, { act, row, data: fields.fields });
  if ('code' in commands) return commands;
  for (const [part, command] of commands.list.entries()) {
    const refused = step(playing, course, { command, time, row, key: `${at}-${part}` });
    if (refused !== null) return { ...refused, reason: `Line ${row.line}: ${refused.reason}` };
  }
  return act.open === true ? afterOpening(playing, course, { row, time }) : null;
}

interface StepOfRow {
  readonly command: CaseCommand;
  readonly time: StatedTime;
  readonly row: LogRow;
  /** Which of the steps of its row. */
  readonly key: string;
}

function step(playing: TablePlaying, course: Course, { command, time, row, key }: StepOfRow): RowRejection | null {
  return take(playing, course, {
    key: `import/${playing.importId}/${row.index}/${key}`,
    command,
    occurred: time.occurred,
    actor: personOf(playing.reading, row),
  });
}

interface ToDo {
  readonly act: TableAct;
  readonly row: LogRow;
  readonly data: Extract<CaseCommand, { type: 'RecordData' }>['data'];
}

function commandsOf(
  playing: TablePlaying,
  memory: CaseMemory,
  { act, row, data }: ToDo,
): { readonly list: readonly CaseCommand[] } | RowRejection {
  const { reading, mapping } = playing;
  const one = (command: CaseCommand): { readonly list: readonly CaseCommand[] } => ({ list: [command] });
  if (act.open === true) {
    const reference = (mapping.table.reference ?? '{value}').replace('{value}', () => memory.key);
    return one(openCommand(playing, memory, { data, reference }));
  }
  if (act.complete !== undefined) return one({ type: 'CompleteTask', task: act.complete, data });
  if (act.start !== undefined) return one({ type: 'StartTask', task: act.start });
  if (act.record === true) return one({ type: 'RecordData', data });
  if (act.raise !== undefined) {
    const { raise } = act;
    return { list: wordsOf(reading, row, act).map((words) => ({ type: 'RaiseIssue', of: raise, words })) };
  }
  const outcome = outcomeOf(reading, row, act);
  return typeof outcome === 'string' ? one({ type: 'CloseCase', outcome }) : outcome;
}

/** The words of the issues that a row raises; none where its column is empty. */
function wordsOf(reading: Playing['reading'], row: LogRow, { words }: TableAct): readonly string[] {
  const text = words === undefined ? undefined : valueOf(reading, row, words.column);
  if (text === undefined) return [];
  const parts = words?.split === undefined ? [text] : text.split(words.split);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function outcomeOf(reading: Playing['reading'], row: LogRow, { close }: TableAct): string | RowRejection {
  if (close === undefined || typeof close === 'string') return close ?? '';
  const text = valueOf(reading, row, close.column) ?? '';
  const outcome = Object.hasOwn(close.values, text) ? close.values[text] : undefined;
  if (outcome !== undefined) return outcome;
  return {
    code: 'invalid-data',
    reason: `Line ${row.line}: "${close.column}" is "${text}", which is no known outcome.`,
  };
}

/** What belongs to the opening of a case: what is kept word for word, and due dates as the row states them. */
function afterOpening(playing: TablePlaying, course: Course, at: Pick<StepOfRow, 'row' | 'time'>): RowRejection | null {
  const { mapping } = playing;
  const { row } = at;
  const facts = (mapping.facts ?? []).flatMap((column) => {
    const text = row.values[column];
    return text === undefined ? [] : [`${column}: ${text}`];
  });
  if (facts.length > 0) {
    const text = [`Imported: ${mapping.source}, row ${row.index}.`, ...facts].join('\n');
    if (unstorable(text))
      return { code: 'invalid-data', reason: `Line ${row.line}: it has characters that are not text.` };
    const refused = step(playing, course, { ...at, command: { type: 'AddNote', text }, key: 'facts' });
    if (refused !== null) return refused;
  }
  for (const [clock, { due, reason }] of Object.entries(mapping.clocks ?? {})) {
    const refused = stateDueDate(playing, course, { ...at, clock, due, reason });
    if (refused !== null) return refused;
  }
  return null;
}

function carriedOf({ reading, mapping }: TablePlaying, row: LogRow, proved: readonly Proved[]): readonly string[] {
  return carriedBy(
    { reading, mapping },
    row,
    proved.map(({ act }) => act),
  );
}
