// One case of the past under a version of its case type: what was said then is said again, at the moment when it was, or as soon as the
// plan allows it. Work takes as long as it did. What the version asks for and nobody did then takes as long as is assumed, and is told.
import { instantOf } from '../calendar/calendar.ts';
import {
  type CaseCommand,
  type CaseState,
  type CommandContext,
  decide,
  type DueTimer,
  firstTimer,
  type Rejection,
} from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { everyDelegation, everythingOpened, filesKept } from '../entries/entries.ts';
import { definitionOf } from '../plan/plan.ts';
import { type Ended, endedOf, type PastAct, type PastCase, putDownBy } from './past-case.ts';
import { type Renamed, renamedIn } from './renamed-ids.ts';

export interface Replay {
  readonly caseType: CaseType;
  readonly past: PastCase;
  /** Nothing after this moment is played, in milliseconds since 1970. */
  readonly untilMs: number;
  readonly assume: Assumptions;
}

/** What is taken to be of work that nobody did then. */
export interface Assumptions {
  /** Days until it is done, by task; null: it stays open. */
  readonly days: (task: string) => number | null;
  /** Answers to its form, by task. What the case knows already need not be said. */
  readonly answers: (task: string) => CaseState['data'];
}

/** A piece of work, from when it was to do until it was no longer. */
export interface PlayedWork {
  readonly task: string;
  readonly fromMs: number;
  readonly untilMs: number | null;
}

export interface PlayedCase {
  readonly ended: Ended;
  readonly state: CaseState;
  readonly work: readonly PlayedWork[];
  /** What was done then and has no place now, each with why. */
  readonly unplaced: readonly { readonly act: string; readonly why: Rejection['code'] }[];
  /** Work that was done by assumption. */
  readonly assumed: readonly string[];
  /** Work that waits for answers that nobody gave then and that are not assumed. */
  readonly unanswered: readonly { readonly task: string; readonly fields: readonly string[] }[];
}

interface Playing extends Replay {
  state: CaseState;
  nowMs: number;
  /** Acts still to come, by when they are due. */
  readonly due: { readonly act: PastAct; atMs: number }[];
  /** Completions then, by definition, in their order: work of that name takes as long as the next of them. */
  readonly completions: Map<string, PastAct[]>;
  /** Tasks whose end is on the way or known not to come. */
  readonly foreseen: Set<string>;
  readonly renamed: Renamed;
  readonly work: Map<string, PlayedWork>;
  readonly done: PlayedWork[];
  readonly breaches: Set<string>;
  readonly refused: Map<PastAct, Rejection['code']>;
  readonly assumed: string[];
  readonly unanswered: { readonly task: string; readonly fields: readonly string[] }[];
  readonly context: Pick<CommandContext, 'delegations' | 'files' | 'opened'>;
  /** By how much the last act came later than then; closing comes as much later. */
  laterMs: number;
}

const DAY = 86_400_000;
/** More than any case has; a replay that needs more goes round in circles. */
const MOST_STEPS = 50_000;

/** @returns null where the version would not let the case be opened */
export function replayCase(replay: Replay): PlayedCase | null {
  const playing = openAgain(replay);
  if (playing === null) return null;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    foreseeWork(playing);
    if (!goOn(playing)) break;
  }
  const { caseType, state, work, done, refused, due, assumed, unanswered, breaches } = playing;
  const waiting = due.filter(({ act }) => (refused.get(act) ?? 'nothing-to-do') !== 'nothing-to-do');
  return {
    ended: endedOf(caseType, state, [...breaches]),
    ...{ state, work: [...done, ...work.values()], assumed, unanswered },
    unplaced: waiting.map(({ act }) => ({ act: nameOf(act.command), why: refused.get(act) ?? 'nothing-to-do' })),
  };
}

function openAgain(replay: Replay): Playing | null {
  const { caseType, past } = replay;
  const { opening, acts } = past;
  const people = [...new Set([opening, ...acts].map(({ actor }) => actor))];
  const kept = past.state.entries ?? {};
  const read = { files: filesKept(kept), opened: everythingOpened(kept) };
  const context = { delegations: everyDelegation(caseType, people), ...read };
  const opened = decide(
    caseType,
    null,
    fitting(caseType, opening.command),
    contextOf(opening, opening.occurred, context),
  );
  if ('rejection' in opened) return null;
  const completions = new Map<string, PastAct[]>();
  const due: Playing['due'] = [];
  for (const act of acts) {
    const { command, waitedMs, atMs } = act;
    if (command.type !== 'CompleteTask' || waitedMs === undefined) due.push({ act, atMs });
    else push(completions, definitionOf(command.task), act);
  }
  return {
    ...{ ...replay, state: opened.after, nowMs: opening.atMs, due, completions, context, laterMs: 0 },
    ...{ foreseen: new Set(), work: new Map(), done: [], breaches: new Set() },
    ...{ refused: new Map(), assumed: [], unanswered: [] },
    renamed: { entries: new Map(), events: new Map([[1, 1]]) },
  };
}

/** For each piece of work that has come up: who did it then, and how long it took. */
function foreseeWork(playing: Playing): void {
  const { state, work, done, foreseen, due, completions, assume, caseType, past } = playing;
  for (const [task, played] of work)
    if (!Object.hasOwn(state.tasks, task)) {
      done.push({ ...played, untilMs: playing.nowMs });
      work.delete(task);
      foreseen.delete(task);
    }
  for (const [task, { since }] of Object.entries(state.tasks)) {
    if (foreseen.has(task)) continue;
    foreseen.add(task);
    const fromMs = Date.parse(instantOf(since, caseType.zone));
    const definition = definitionOf(task);
    work.set(task, { task: definition, fromMs, untilMs: null });
    const then = takeCompletion(completions.get(definition), { task, past });
    if (then !== null) {
      due.push({ act: { ...then, command: completing(then.command, task) }, atMs: fromMs + (then.waitedMs ?? 0) });
      continue;
    }
    // What ended by itself then may do so again; what was left open then is nobody's now.
    const endedMs = past.undone.get(task);
    if (endedMs === null) continue;
    assumeWork(playing, { task, fromMs: Math.max(fromMs, endedMs ?? fromMs), days: assume.days(definition) });
  }
}

/** The completion of work of that very id; else, of an id that nothing had then, the next of its name. */
function takeCompletion(
  completions: PastAct[] | undefined,
  { task, past }: { readonly task: string; readonly past: PastCase },
): PastAct | null {
  if (completions === undefined) return null;
  const same = completions.findIndex(({ command }) => command.type === 'CompleteTask' && command.task === task);
  if (same === -1 && past.undone.has(task)) return null;
  return completions.splice(Math.max(0, same), 1)[0] ?? null;
}

function completing(command: CaseCommand, task: string): CaseCommand {
  return command.type === 'CompleteTask' ? { ...command, task } : command;
}

/** Nobody did it then: by whom does not matter, and what is answered is what is known or assumed. */
function assumeWork(
  playing: Playing,
  { task, fromMs, days }: { readonly task: string; readonly fromMs: number; readonly days: number | null },
): void {
  const { caseType, past, due, assume } = playing;
  if (days === null) return;
  const definition = definitionOf(task);
  const form = caseType.forms.get(caseType.items.get(definition)?.task?.form ?? '');
  const known = { ...past.state.data, ...assume.answers(definition) };
  const fields = form?.fields ?? [];
  const missing = fields.filter(({ field, required }) => required && (known[field] ?? null) === null);
  if (missing.length > 0) {
    playing.unanswered.push({ task: definition, fields: missing.map(({ field }) => field) });
    return;
  }
  const data = Object.fromEntries(
    fields.flatMap(({ field }) => ((known[field] ?? null) === null ? [] : [[field, known[field] ?? null]])),
  );
  const atMs = fromMs + days * DAY;
  playing.assumed.push(definition);
  due.push({
    act: {
      ...{ command: { type: 'CompleteTask', task, data }, atMs, occurred: iso(atMs) },
      actor: 'assumed',
      number: 0,
    },
    atMs,
  });
}

/** Plays what comes next: an act that is due, or a timer. False where nothing is left before the end. */
function goOn(playing: Playing): boolean {
  const { due, untilMs } = playing;
  const next = nextAct(playing);
  const timer = firstTimer(playing.state);
  const actMs = next === null ? Infinity : Math.max(next.atMs, playing.nowMs);
  if (timer !== null && timer.atMs < actMs) {
    if (timer.atMs > untilMs) return false;
    return fire(playing, timer);
  }
  if (next === null || actMs > untilMs) return false;
  const command = renamedIn(fitting(playing.caseType, next.act.command), playing.renamed);
  const occurred = actMs === next.act.atMs ? next.act.occurred : iso(actMs);
  const decision = decide(playing.caseType, playing.state, command, contextOf(next.act, occurred, playing.context));
  if ('rejection' in decision) {
    playing.refused.set(next.act, decision.rejection.code);
    return true;
  }
  due.splice(due.indexOf(next), 1);
  if (next.act.command.type !== 'CloseCase') playing.laterMs = actMs - next.act.atMs;
  take(playing, { after: decision.after, atMs: actMs });
  const { number, entry } = next.act;
  if (number > 0) playing.renamed.events.set(number, decision.after.version);
  const now = putDownBy(decision.event);
  if (entry !== undefined && now !== null) playing.renamed.entries.set(entry, now);
  return true;
}

/** The first that is due and was not refused since anything has changed; of acts at one moment, the one that was first then. */
function nextAct(playing: Playing): Playing['due'][number] | null {
  const { due, refused, laterMs } = playing;
  let first: Playing['due'][number] | null = null;
  for (const one of due) {
    if (refused.has(one.act)) continue;
    const { act } = one;
    if (act.command.type === 'CloseCase') {
      if (isWaitedFor(playing, act)) continue;
      one.atMs = act.atMs + laterMs;
    }
    const isSooner =
      first === null || one.atMs < first.atMs || (one.atMs === first.atMs && act.number < first.act.number);
    if (isSooner) first = one;
  }
  return first;
}

/** Nobody closes a case while work is open that was done then before it was closed, or that stands in its way. */
function isWaitedFor({ due, completions, state, past }: Playing, { number }: PastAct): boolean {
  const before = (act: PastAct): boolean => act.number < number && act.command.type === 'CompleteTask';
  const isAhead = due.some(({ act }) => before(act)) || [...completions.values()].some((acts) => acts.some(before));
  return isAhead && Object.keys(state.tasks).some((task) => !past.undone.has(task));
}

function take(playing: Playing, { after, atMs }: { readonly after: CaseState; readonly atMs: number }): void {
  playing.state = after;
  playing.nowMs = Math.max(playing.nowMs, atMs);
  // What could not be done may be possible now.
  playing.refused.clear();
}

function fire(playing: Playing, { timer, atMs }: DueTimer): boolean {
  const set = playing.state.timers[timer];
  const occurred = set?.dueOn ?? iso(atMs);
  const context = { occurred, actor: 'clock', ...playing.context };
  const decision = decide(playing.caseType, playing.state, { type: 'FireTimer', timer }, context);
  if ('rejection' in decision) return false;
  if (decision.event.type === 'ClockBreached') playing.breaches.add(decision.event.clock);
  take(playing, { after: decision.after, atMs });
  return true;
}

/** Without fields that the version does not have, or no longer asks for there. */
function fitting(caseType: CaseType, command: CaseCommand): CaseCommand {
  if (!('data' in command) || caseType.openData) return command;
  const formName =
    command.type === 'OpenCase'
      ? caseType.opening.form
      : command.type === 'CompleteTask'
        ? caseType.items.get(definitionOf(command.task))?.task?.form
        : null;
  const form = formName === null || formName === undefined ? null : caseType.forms.get(formName);
  const asked = form === null ? caseType.fields : new Set(form?.fields.map(({ field }) => field));
  const data = Object.fromEntries(Object.entries(command.data).filter(([field]) => asked.has(field)));
  return { ...command, data };
}

function contextOf({ actor, onBehalfOf }: PastAct, occurred: string, context: Playing['context']): CommandContext {
  return { occurred, actor, ...(onBehalfOf === undefined ? {} : { onBehalfOf }), ...context };
}

function nameOf(command: CaseCommand): string {
  if ('task' in command) return `${command.type} ${definitionOf(command.task)}`;
  if ('item' in command) return `${command.type} ${definitionOf(command.item)}`;
  if ('listener' in command) return `${command.type} ${definitionOf(command.listener)}`;
  if ('clock' in command) return `${command.type} ${command.clock}`;
  return 'of' in command ? `${command.type} ${command.of}` : command.type;
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
