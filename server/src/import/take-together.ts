// Plays what gathered for some cases in memory, in order, and brings the steps that follow to the target in one go. Where
// not all of them are plainly applied, each is played and written by itself, on what those before it really left.
import { emptyMemory, type CaseMemory, type Step } from './case-memory.ts';
import type { CaseShelf } from './case-shelf.ts';
import type { ImportTarget } from './import-target.ts';
import type { RowRejection } from './play-row.ts';

/** Something that happens to a case: a row of the log, or the log's end. */
export interface Happening {
  /** The log's own name of the case. */
  readonly key: string;
  readonly play: (memory: CaseMemory) => Played;
}

export interface Played {
  /** The case after it, if its steps take effect. */
  readonly memory: CaseMemory;
  /** What is to be written; empty where nothing is, or where an earlier run has written it. */
  readonly steps: readonly Step[];
  /**
   * Told once, in the order of the log, when it is settled.
   * @param refused why the target refused a step, or null
   * @returns the case as it is remembered from now on
   */
  readonly settle: (refused: RowRejection | null) => CaseMemory;
}

export interface Taking {
  readonly target: ImportTarget;
  readonly shelf: CaseShelf<CaseMemory>;
  /** Who is named for what fell due by itself; known to every agency. */
  readonly engine: string;
  /** People who are known to the agency, or are being made known. */
  readonly known: Map<string, Promise<void>>;
  /** Told when the target answers another version than was played: somebody else has changed the case. */
  readonly changedByOthers: () => void;
}

/** The answer is a promise only where something must be written. */
export function takeTogether(taking: Taking, happenings: readonly Happening[]): Promise<void> | undefined {
  const [first] = happenings;
  if (first !== undefined && happenings.length === 1) return takeAlone(taking, first);
  const plays = playInOrder(taking.shelf, happenings);
  if (plays.every(({ steps }) => steps.length === 0)) {
    for (const play of plays) settle(taking.shelf, play, null);
    return undefined;
  }
  return writeTogether(taking, happenings, plays);
}

interface KeyedPlay extends Played {
  readonly key: string;
}

/** Each on what the one before it leaves in memory, as if all steps took effect. */
function playInOrder(shelf: CaseShelf<CaseMemory>, happenings: readonly Happening[]): readonly KeyedPlay[] {
  const reached = new Map<string, CaseMemory>();
  return happenings.map(({ key, play }) => {
    const played = play(reached.get(key) ?? shelf.get(key) ?? emptyMemory(key));
    if (key !== '') reached.set(key, played.memory);
    return { ...played, key };
  });
}

function settle(shelf: CaseShelf<CaseMemory>, play: KeyedPlay, refused: RowRejection | null): void {
  const memory = play.settle(refused);
  if (play.key !== '') shelf.put(play.key, memory);
}

async function writeTogether(
  taking: Taking,
  happenings: readonly Happening[],
  plays: readonly KeyedPlay[],
): Promise<void> {
  const steps = plays.flatMap((play) => play.steps.map((step) => ({ caseKey: play.key, step })));
  for (const { step } of steps) await ensurePerson(taking, step);
  const answers = await taking.target.writeTogether(steps);
  // A refusal among them is told to its own row alone.
  if (answers === null || answers.some(({ kind }) => kind === 'rejected')) {
    for (const happening of happenings) await takeAlone(taking, happening);
    return;
  }
  answers.forEach((answer, index) => {
    if (answer.kind === 'applied' && answer.version !== steps[index]?.step.version) taking.changedByOthers();
  });
  for (const play of plays) settle(taking.shelf, play, null);
}

function takeAlone(taking: Taking, happening: Happening): Promise<void> | undefined {
  const [play] = playInOrder(taking.shelf, [happening]);
  if (play === undefined) return undefined;
  if (play.steps.length > 0) return writeAlone(taking, play);
  settle(taking.shelf, play, null);
  return undefined;
}

async function writeAlone(taking: Taking, play: KeyedPlay): Promise<void> {
  let refused: RowRejection | null = null;
  for (const step of play.steps) {
    await ensurePerson(taking, step);
    const answer = await taking.target.write({ caseKey: play.key, step });
    if (answer.kind === 'rejected') {
      refused = { code: answer.code, reason: answer.reason };
      break;
    }
    if (answer.version !== step.version) taking.changedByOthers();
  }
  settle(taking.shelf, play, refused);
}

function ensurePerson({ known, engine, target }: Taking, { actor }: Step): Promise<void> | undefined {
  if (actor.id === engine) return undefined;
  let asked = known.get(actor.id);
  if (asked === undefined) {
    asked = target.ensurePerson(actor);
    known.set(actor.id, asked);
  }
  return asked;
}
