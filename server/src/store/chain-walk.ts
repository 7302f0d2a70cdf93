// Walks over the events of an agency in the order of case and number, beside the heads, the leaves and what waits for a leaf in
// the same order, and says what is wrong with each case. What it is shown comes in ranges that may end in the middle of a
// case; it keeps the case that it is in and nothing else. It reads nothing and hashes nothing but what it is shown.
import { genesisHash, hashWritten } from './hash-event.ts';
import type { EventKey, RangeEvent, RangeHead, RangeLeaf } from './read-range.ts';

export type ChainProblemCode =
  /** The stored payload is not the one that was hashed. */
  | 'payload-changed'
  /** Something in the envelope is not what was hashed. */
  | 'event-changed'
  /** An event of the case stands where another one belongs. */
  | 'event-moved'
  | 'event-missing'
  /** The event is whole and does not name its predecessor. */
  | 'link-broken'
  /** The head remembers events after the last one that is there. */
  | 'tail-missing'
  /** There are events that the head does not know of. */
  | 'head-behind'
  | 'head-missing'
  /** The event is whole, and another one in its place is in the log. */
  | 'logged-otherwise'
  /** The event is neither in the log nor waiting for its place there. */
  | 'not-logged';

export interface ChainProblem {
  readonly caseId: string;
  readonly seq: number;
  readonly code: ChainProblemCode;
  readonly reason: string;
}

export interface Tally {
  cases: number;
  events: number;
  readonly problems: ChainProblem[];
}

/** What stands beside the events of a range, each in the order of case and number. */
export interface Beside {
  readonly heads: readonly RangeHead[];
  readonly leaves: readonly RangeLeaf[];
  readonly waiting: readonly EventKey[];
}

export interface ChainWalk {
  /** A range begins. */
  readonly begin: (beside: Beside) => void;
  readonly event: (event: RangeEvent) => void;
  /** The range is over; the case where it ends may go on in the next one. */
  readonly pause: (caseId: string) => void;
  /** There are no more ranges. */
  readonly finish: () => void;
}

/** The case that the walk is in. */
interface OpenCase {
  readonly caseId: string;
  head: RangeHead | undefined;
  /** The leaves of the case in this range: from, and up to but without, in the list of the range. */
  leaf: number;
  leavesEnd: number;
  waiting: ReadonlySet<number>;
  expected: number;
  previous: string;
  /** False after damage: the link to a damaged or missing event proves nothing; only the damage itself is named. */
  whole: boolean;
  /** The last number that the log or what waits for it knows of. */
  known: number;
  /** Whole events that the log has otherwise: the first, and how many there are. */
  firstOtherwise: number;
  otherwise: number;
}

const NONE_WAITING: ReadonlySet<number> = new Set();

export function chainWalk(tenant: number, tally: Tally): ChainWalk {
  let beside: Beside = { heads: [], leaves: [], waiting: [] };
  let at = { head: 0, leaf: 0, waiting: 0 };
  let open: OpenCase | null = null;

  /** Takes what stands beside the case in this range. */
  function absorb(one: OpenCase): void {
    const { heads, leaves, waiting } = beside;
    const head = heads[at.head];
    one.head = head?.caseId === one.caseId ? head : undefined;
    if (one.head !== undefined) at.head += 1;
    one.leaf = at.leaf;
    while (leaves[at.leaf]?.caseId === one.caseId) at.leaf += 1;
    one.leavesEnd = at.leaf;
    const from = at.waiting;
    while (waiting[at.waiting]?.caseId === one.caseId) at.waiting += 1;
    const queued = waiting.slice(from, at.waiting);
    one.waiting = queued.length === 0 ? NONE_WAITING : new Set(queued.map(({ seq }) => seq));
    const lastLeaf = one.leavesEnd > one.leaf ? leaves[one.leavesEnd - 1] : undefined;
    one.known = Math.max(one.known, lastLeaf?.seq ?? 0, queued.at(-1)?.seq ?? 0);
  }

  function enter(caseId: string): OpenCase {
    if (open !== null) judgeEnd(open, tally);
    tally.cases += 1;
    const entered = newCase(tenant, caseId);
    absorb(entered);
    open = entered;
    return entered;
  }

  /** Goes on to the case, through those before it that have no events. */
  function reach(caseId: string): OpenCase {
    if (open?.caseId === caseId) return open;
    for (let next = nextBeside(beside, at); next !== undefined && next < caseId; next = nextBeside(beside, at))
      enter(next);
    return enter(caseId);
  }

  return {
    begin(next) {
      beside = next;
      at = { head: 0, leaf: 0, waiting: 0 };
      if (open !== null) absorb(open);
    },
    event(event) {
      tally.events += 1;
      const one = reach(event.envelope.caseId);
      judgeEvent(one, event, { tally, beside });
    },
    pause: (caseId) => void reach(caseId),
    finish() {
      for (let next = nextBeside(beside, at); next !== undefined; next = nextBeside(beside, at)) enter(next);
      if (open !== null) judgeEnd(open, tally);
      open = null;
    },
  };
}

/** The least id of what stands beside the events and was not come to yet. */
function nextBeside(
  { heads, leaves, waiting }: Beside,
  at: { readonly head: number; readonly leaf: number; readonly waiting: number },
): string | undefined {
  let least = heads[at.head]?.caseId;
  for (const other of [leaves[at.leaf]?.caseId, waiting[at.waiting]?.caseId])
    if (other !== undefined && (least === undefined || other < least)) least = other;
  return least;
}

function newCase(tenant: number, caseId: string): OpenCase {
  return {
    caseId,
    head: undefined,
    leaf: 0,
    leavesEnd: 0,
    waiting: NONE_WAITING,
    expected: 1,
    previous: genesisHash(tenant, caseId).toString('hex'),
    whole: true,
    known: 0,
    firstOtherwise: 0,
    otherwise: 0,
  };
}

/** The leaf of the event with that number, which are asked for in order. */
function leafAt(one: OpenCase, leaves: readonly RangeLeaf[], seq: number): RangeLeaf | undefined {
  for (; one.leaf < one.leavesEnd; one.leaf += 1) {
    const leaf = leaves[one.leaf];
    if (leaf === undefined || leaf.seq > seq) return undefined;
    if (leaf.seq === seq) return leaf;
  }
  return undefined;
}

function judgeEvent(one: OpenCase, event: RangeEvent, at: { readonly tally: Tally; readonly beside: Beside }): void {
  const { seq, previousHash } = event.envelope;
  if (one.expected < seq) {
    const gap = { caseId: one.caseId, from: one.expected, to: seq - 1 };
    tellMissing(at.tally, { ...gap, code: 'event-missing', place: '' });
    one.whole = false;
  }
  const problem = damageOf(event);
  const leaf = leafAt(one, at.beside.leaves, seq);
  if (problem !== undefined) tell(at.tally, { caseId: one.caseId, seq, ...problem });
  else if (one.whole && previousHash !== one.previous)
    tell(at.tally, {
      ...{ caseId: one.caseId, seq, code: 'link-broken' },
      reason: `Event ${seq} does not name the event before it.`,
    });
  else if (leaf === undefined && !one.waiting.has(seq))
    tell(at.tally, {
      ...{ caseId: one.caseId, seq, code: 'not-logged' },
      reason: `Event ${seq} is not in the log of the agency: it was put here past the program.`,
    });
  else if (leaf !== undefined && leaf.hash !== event.hash) {
    if (one.otherwise === 0) one.firstOtherwise = seq;
    one.otherwise += 1;
  }
  one.previous = event.hash;
  one.whole = problem === undefined;
  one.expected = seq + 1;
}

/** Each by itself up to here, so that one number far out does not make a million lines. */
const NAMED_SINGLY = 100;

interface Gap {
  readonly caseId: string;
  readonly from: number;
  readonly to: number;
  readonly code: ChainProblemCode;
  /** Where in the case. */
  readonly place: string;
}

function tellMissing(tally: Tally, { caseId, from, to, code, place }: Gap): void {
  const singly = Math.min(to, from + NAMED_SINGLY - 1);
  for (let seq = from; seq <= singly; seq += 1)
    tell(tally, { caseId, seq, code, reason: `Event ${seq}${place} is missing.` });
  if (singly < to)
    tell(tally, { caseId, seq: singly + 1, code, reason: `Events ${singly + 1} to ${to}${place} are missing.` });
}

function tell({ problems }: Tally, problem: ChainProblem): void {
  problems.push(problem);
}

/** The event by itself: its payload, then its envelope. */
function damageOf({
  envelope,
  payloadHash,
  hash,
}: RangeEvent): { readonly code: ChainProblemCode; readonly reason: string } | undefined {
  const { seq } = envelope;
  if (payloadHash !== envelope.payloadHash)
    return { code: 'payload-changed', reason: `The stored content of event ${seq} was changed.` };
  if (hashWritten(envelope) === hash) return undefined;
  const moved = Array.from({ length: 200 }, (_, index) => index + 1).find(
    (other) => hashWritten({ ...envelope, seq: other }) === hash,
  );
  if (moved !== undefined)
    return { code: 'event-moved', reason: `What stands as event ${seq} is event ${moved} of this case.` };
  return { code: 'event-changed', reason: `The recorded facts around event ${seq} were changed.` };
}

/**
 * What is to be said once the case is over. Whoever writes one event anew must write anew all that follow, so only the first
 * of them is named, with how many come after it.
 */
function judgeEnd(
  { caseId, head, expected, previous, known, firstOtherwise, otherwise }: OpenCase,
  tally: Tally,
): void {
  const say = (seq: number, code: ChainProblemCode, reason: string): void => tell(tally, { caseId, seq, code, reason });
  if (otherwise > 0) {
    const also = otherwise === 1 ? '' : ` So are ${otherwise - 1} after it.`;
    const reason = `Event ${firstOtherwise} is another one than the log of the agency has.${also}`;
    say(firstOtherwise, 'logged-otherwise', reason);
  }
  const version = expected - 1;
  const to = Math.max(head?.version ?? 0, known);
  if (expected <= to)
    tellMissing(tally, { caseId, from: expected, to, code: 'tail-missing', place: ', at the end of the case,' });
  if (head === undefined) {
    if (version > 0) say(version, 'head-missing', `The head of case ${caseId} is missing. A rebuild makes it anew.`);
  } else if (head.version < version) {
    say(head.version + 1, 'head-behind', `The head stands at ${head.version} and there are ${version} events.`);
  } else if (head.version === version && head.lastHash !== previous) {
    say(version, 'event-changed', `The last event is not the one that the head remembers.`);
  }
}
