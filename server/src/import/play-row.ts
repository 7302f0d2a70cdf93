// Plays one row of a log on one case: what it means, what falls due before it, and whether the engine accepts it.
// Pure and synchronous: it gives back steps for the command path and writes nothing. A row that is refused does nothing
// to its case, but the time until it has passed: what fell due before it happened, whatever becomes of the row.
import type { CaseCommand, Fields } from '@casewright/engine/case';
import type { CaseMemory, DerivedProblem, Step } from './case-memory.ts';
import { importedSubjectId } from './import-ids.ts';
import type { LogRow } from './log-row.ts';
import { isBefore, laterOf, readTime, type StatedTime } from './log-time.ts';
import type { ActivityMapping, LogMapping } from './mapping.ts';
import { definitionOf } from '@casewright/engine/plan';
import { caseKey, dueDate, noteFiring, passTime, take, timersOf, type Course, type Playing } from './play-time.ts';
import { fieldsOf, personOf, valueOf } from './row-values.ts';

/** What playing the rows of a log needs to know. */
export interface LogPlaying extends Playing {
  readonly mapping: LogMapping;
}

export interface RowRejection {
  readonly code: string;
  readonly reason: string;
}

export interface PlayedRow {
  /** Null when the row was applied. */
  readonly rejection: RowRejection | null;
  readonly memory: CaseMemory;
  readonly steps: readonly Step[];
  /** Rules of the mapping by which something of an applied row was carried otherwise than as it stands, to be counted. */
  readonly carried?: readonly string[];
}

/** A row of which it is known what it is and when it was. */
interface SeenRow {
  readonly row: LogRow;
  readonly activity: ActivityMapping;
  readonly time: StatedTime;
}

/** A row that was understood, with its fields. */
interface Meaning extends SeenRow {
  readonly fields: Fields;
}

const OPENED_AGAIN = 'The case was closed and is opened again by the row';

export function playRow(playing: LogPlaying, memory: CaseMemory, row: LogRow): PlayedRow {
  const seen = see(playing, memory, row);
  if ('code' in seen) return { rejection: seen, memory, steps: [] };
  const before: Course = { memory, steps: [] };
  if (memory.state !== null) passTime(playing, before, { time: seen.time, includingDay: false });
  const course: Course = { memory: before.memory, steps: [...before.steps] };
  const rejection = judge(playing, course, seen);
  if (rejection !== null) return { rejection, ...before };
  const { closesAt, rowsAfterClosing, last } = course.memory;
  const late = closesAt !== null && isBefore(closesAt, seen.time);
  const counted = { last: laterOf(last, seen.time), rowsAfterClosing: rowsAfterClosing + (late ? 1 : 0) };
  const again = course.steps.some(({ command }) => command.type === 'ReopenCase');
  const carried = again ? [OPENED_AGAIN] : [];
  return { rejection: null, memory: { ...course.memory, ...counted }, steps: course.steps, carried };
}

/** What the log as a whole still owes a case: its stated closing, and what fell due up to the last time in the log. */
export function playEnd(playing: Playing, memory: CaseMemory, logEnd: StatedTime): Pick<PlayedRow, 'memory' | 'steps'> {
  const course: Course = { memory, steps: [] };
  if (memory.closing !== null) passTime(playing, course, { time: memory.closing.at, includingDay: false });
  passTime(playing, course, { time: logEnd, includingDay: true });
  return course;
}

/** What can be said of a row without its case. The order of the checks is that in which a reader would ask. */
function see(playing: LogPlaying, memory: CaseMemory, row: LogRow): SeenRow | RowRejection {
  const { reading } = playing;
  const { log, activities } = playing.mapping;
  if (row.fault !== undefined) return { code: 'malformed-row', reason: `Line ${row.line}: ${row.fault}.` };
  const name = valueOf(reading, row, log.activity) ?? '';
  const activity = Object.hasOwn(activities, name) ? activities[name] : undefined;
  if (activity === undefined) return { code: 'unknown-activity', reason: `The mapping has no activity "${name}".` };
  const lifecycle =
    (log.lifecycle === undefined ? undefined : valueOf(reading, row, log.lifecycle))?.toLowerCase() ?? 'complete';
  if (lifecycle !== 'complete') {
    return { code: 'not-complete', reason: `The row says "${lifecycle}"; only completed work is played.` };
  }
  const time = readTime(valueOf(reading, row, log.time.column), reading.time);
  if ('reason' in time) return { code: 'unparsable-date', reason: `Line ${row.line}: ${time.reason}.` };
  if (memory.key === '') return { code: 'unknown-case', reason: `Line ${row.line}: the row names no case.` };
  return { row, activity, time: time.time };
}

/** Whether the case can take the row now; if so, its steps are added. */
function judge(playing: LogPlaying, course: Course, seen: SeenRow): RowRejection | null {
  const { row, activity, time } = seen;
  const begun = beginBefore(playing, course, seen);
  if (begun !== null) return begun;
  const { memory } = course;
  if (memory.state === null && activity.open !== true) {
    return { code: 'unknown-case', reason: 'No earlier row opened this case.' };
  }
  if (memory.state !== null && activity.open === true) {
    return { code: 'case-exists', reason: 'An earlier row opened this case.' };
  }
  if (memory.last !== null && isBefore(time, memory.last)) {
    const reason = `The row is of ${time.occurred}, and the case has come to ${memory.last.occurred}.`;
    return { code: 'out-of-order', reason };
  }
  const fields = fieldsOf(playing.reading, row, { sources: activity.fields ?? {}, time });
  if ('reason' in fields) return { code: 'invalid-data', reason: `Line ${row.line}: ${fields.reason}.` };
  return playMeaning(playing, course, { ...seen, fields: fields.fields });
}

/** What the mapping lets a row bring about before itself: that its case opens, or opens again. */
function beginBefore(playing: LogPlaying, course: Course, { row, activity, time }: SeenRow): RowRejection | null {
  const { opens, reopens } = playing.mapping;
  const { state } = course.memory;
  if (state === null && activity.open !== true && opens !== undefined) {
    const fields = fieldsOf(playing.reading, row, { sources: opens.fields, time });
    if ('reason' in fields) return { code: 'invalid-data', reason: `Line ${row.line}: ${fields.reason}.` };
    const command = openCommand(playing, course.memory, { data: fields.fields });
    const refused = takeRow(playing, course, { meaning: { row, time }, command, part: '/open' });
    if (refused === null) course.memory = { ...course.memory, row: row.index };
    return refused;
  }
  if (state?.status !== 'closed' || reopens === undefined) return null;
  const command = { type: 'ReopenCase', again: reopens.again, reason: reopens.reason } as const;
  return takeRow(playing, course, { meaning: { row, time }, command, part: '/reopen' });
}

function playMeaning(playing: LogPlaying, course: Course, meaning: Meaning): RowRejection | null {
  const { activity, fields } = meaning;
  if (activity.matches !== undefined) return matchTimer(playing, course, { ...meaning, timer: activity.matches });
  const refused = takeRow(playing, course, {
    meaning,
    command: commandOf(playing, course.memory, { activity, fields }),
  });
  if (refused === null && activity.open === true) planCase(playing, course, meaning);
  return refused;
}

function commandOf(
  playing: LogPlaying,
  memory: CaseMemory,
  { activity, fields: data }: { readonly activity: ActivityMapping; readonly fields: Fields },
): CaseCommand {
  if (activity.complete !== undefined) return { type: 'CompleteTask', task: activity.complete, data };
  if (activity.start !== undefined) return { type: 'StartTask', task: activity.start };
  if (activity.listener !== undefined) return { type: 'OccurListener', listener: activity.listener, data };
  if (activity.record === true) return { type: 'RecordData', data };
  if (activity.close !== undefined) return { type: 'CloseCase', outcome: activity.close };
  return openCommand(playing, memory, { data });
}

/** Opens the case under its own name, with a subject of its own for each party that is one. */
export function openCommand(
  playing: Playing,
  memory: CaseMemory,
  { data, reference = memory.key }: { readonly data: Fields; readonly reference?: string },
): CaseCommand {
  const { caseType, team } = playing.reading;
  const subjects: Record<string, string> = {};
  for (const party of caseType.parties.values()) {
    if (party.subject) subjects[party.name] = importedSubjectId(playing.importId, memory.key, party.name);
  }
  return { type: 'OpenCase', reference, team, data, subjects };
}

function takeRow(
  playing: Playing,
  course: Course,
  {
    meaning,
    command,
    part = '',
  }: { readonly meaning: Pick<Meaning, 'row' | 'time'>; readonly command: CaseCommand; readonly part?: string },
): RowRejection | null {
  return take(playing, course, {
    key: `import/${playing.importId}/${meaning.row.index}${part}`,
    command,
    occurred: meaning.time.occurred,
    actor: personOf(playing.reading, meaning.row),
  });
}

/** The engine's own event is compared with the row by its date; the row never makes the engine do what it would not. */
function matchTimer(
  playing: Playing,
  course: Course,
  meaning: Meaning & { readonly timer: string },
): RowRejection | null {
  const { time, timer } = meaning;
  const running = timersOf(course.memory.state, timer).find(([, due]) => dueDate(playing, due) === time.date);
  const fired = course.memory.engineEvents.findIndex(
    (event) => definitionOf(event.timer) === timer && event.date === time.date && !event.matched,
  );
  if (running === undefined && fired === -1)
    return { code: 'timer-mismatch', reason: whyNoMatch(playing, course.memory, timer) };
  if (fired !== -1) {
    const engineEvents = course.memory.engineEvents.map((event, at) =>
      at === fired ? { ...event, matched: true } : event,
    );
    course.memory = { ...course.memory, engineEvents };
  } else if (running !== undefined) {
    const refused = takeRow(playing, course, { meaning, command: { type: 'FireTimer', timer: running[0] } });
    if (refused !== null) return { code: 'timer-mismatch', reason: refused.reason };
    course.memory = noteFiring(playing, course.memory, { timer: running[0], date: time.date, matched: true });
  }
  if (Object.keys(meaning.fields).length === 0) return null;
  const refused = takeRow(playing, course, {
    meaning,
    command: { type: 'RecordData', data: meaning.fields },
    part: '/record',
  });
  // The log may say what the case already knows.
  return refused?.code === 'nothing-to-do' ? null : refused;
}

function whyNoMatch(playing: Playing, memory: CaseMemory, timer: string): string {
  const title = playing.reading.caseType.items.get(timer)?.title ?? timer;
  const due = timersOf(memory.state, timer).map(([, set]) => dueDate(playing, set));
  const fired = memory.engineEvents.filter((event) => definitionOf(event.timer) === timer);
  if (due.length > 0) return `The engine's own "${title}" is due on ${due.join(' and ')}.`;
  if (fired.length === 0) return `The engine has no "${title}" running.`;
  const matched = fired.every((event) => event.matched) ? ', and another row was matched with it' : '';
  return `The engine's own "${title}" was on ${fired.map((event) => event.date).join(' and ')}${matched}.`;
}

/** What the log states of the whole case, taken when it opens: due dates that differ from the law's, and its closing. */
function planCase(playing: LogPlaying, course: Course, meaning: Meaning): void {
  const { mapping } = playing;
  course.memory = { ...course.memory, row: meaning.row.index };
  for (const [clock, { due, reason }] of Object.entries(mapping.clocks ?? {})) {
    const problem = stateDueDate(playing, course, { ...meaning, clock, due, reason });
    if (problem !== null) addProblem(course, { step: `clock ${clock}`, ...problem });
  }
  if (mapping.closing === undefined) return;
  const text = valueOf(playing.reading, meaning.row, mapping.closing.at);
  if (text === undefined) return;
  const at = readTime(text, playing.reading.time);
  if ('reason' in at) {
    addProblem(course, { step: 'closing', code: 'unparsable-date', reason: `Line ${meaning.row.line}: ${at.reason}.` });
    return;
  }
  const actor = personOf(playing.reading, meaning.row, mapping.closing.actor);
  course.memory = {
    ...course.memory,
    closing: { at: at.time, outcome: mapping.closing.outcome, actor },
    closesAt: at.time,
  };
}

/** Due dates that the source states; one that differs from that of the case type is recorded as a change of it. */
export function stateDueDate(
  playing: Playing,
  course: Course,
  stated: Pick<Meaning, 'row' | 'time'> & { readonly clock: string; readonly due: string; readonly reason: string },
): RowRejection | null {
  const text = valueOf(playing.reading, stated.row, stated.due);
  if (text === undefined) return null;
  const due = readTime(text, { ...playing.reading.time, precision: 'day' });
  if ('reason' in due) return { code: 'unparsable-date', reason: `Line ${stated.row.line}: ${due.reason}.` };
  if (course.memory.state?.clocks[stated.clock]?.dueOn === due.time.date) return null;
  return take(playing, course, {
    key: `${caseKey(playing, course.memory)}/due/${stated.clock}`,
    command: { type: 'ChangeDueDate', clock: stated.clock, dueOn: due.time.date, reason: stated.reason },
    occurred: stated.time.occurred,
    actor: personOf(playing.reading, stated.row),
  });
}

function addProblem(course: Course, problem: Omit<DerivedProblem, 'case'>): void {
  const { memory } = course;
  course.memory = { ...memory, problems: [...memory.problems, { case: memory.key, ...problem }] };
}
