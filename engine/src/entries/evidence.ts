// Evidence: a register of exhibits, numbered in a case. One is registered, offered for issues, admitted or excluded, and in the end
// returned or disposed of. What nobody answered for at some time is not admissible.
import { say, type Said } from '../sentences/say.ts';
import type { EvidenceDefinition } from '../definition/entry-definition.ts';
import { hashFault } from './considered.ts';
import {
  beginCustody,
  type Custody,
  custodyGaps,
  type FirstHolding,
  type Handing,
  type Holder,
  holderAs,
  holderFault,
  pendingOf,
} from './custody.ts';
import {
  dayOf,
  type Entries,
  firstFault,
  type Kept,
  type Moment,
  moveFrom,
  type Moves,
  type Ruled,
  wordsFault,
} from './entry.ts';

export type EvidenceStatus = 'registered' | 'admitted' | 'excluded' | 'returned' | 'disposed';

export interface Evidence extends Kept<'evidence', EvidenceStatus> {
  /** Its number in the case. */
  readonly exhibit: number;
  /** What it is. */
  readonly words: string;
  /** A document, by the SHA-256 of its content in hex. */
  readonly document: string | null;
  /** For whom it is, as its kind names them. */
  readonly audience: string;
  /** Issues for which it is offered, by id. */
  readonly offeredFor: readonly string[];
  /** Null where its kind does not track who holds it. */
  readonly custody: Custody | null;
  /** Whether its custody has a gap, by the days of the case type. */
  readonly hasGap: boolean;
  /** To whom it was returned. */
  readonly returnedTo: Holder | null;
  /** What they signed for it, by the SHA-256 of its content; absent while it was not returned, and of what was before this was kept. */
  readonly returnReceipt?: string;
  readonly reasons: string | null;
}

type Move = 'register' | 'offer' | 'hand-over' | 'admit' | 'exclude' | 'return' | 'dispose';

const HERE: readonly EvidenceStatus[] = ['registered', 'admitted', 'excluded'];

export const EVIDENCE_MOVES: Moves<Move, EvidenceStatus> = {
  register: { from: [], to: 'registered' },
  // These leave its status as it is.
  offer: { from: HERE, to: 'registered' },
  'hand-over': { from: HERE, to: 'registered' },
  admit: { from: ['registered', 'excluded'], to: 'admitted' },
  exclude: { from: ['registered', 'admitted'], to: 'excluded' },
  return: { from: HERE, to: 'returned' },
  dispose: { from: HERE, to: 'disposed' },
};

const MOST_ISSUES = 100;

export interface EvidenceToRegister extends FirstHolding {
  readonly words: string;
  readonly audience: string;
  readonly document?: string | undefined;
  readonly offeredFor?: readonly string[] | undefined;
}

export function registerEvidence(
  definition: EvidenceDefinition,
  { words, audience, document, offeredFor = [], ...holding }: EvidenceToRegister,
  handing: Handing,
): Ruled<Evidence> {
  const { at, entries } = handing;
  const reason = firstFault(
    wordsFault(words, say('what-it-is')),
    audienceFault(definition, audience),
    document === undefined ? null : hashFault(document),
    offerFault(definition, offeredFor, entries),
    !definition.custody && (holding.receivedFrom ?? holding.since ?? holding.receipt) !== undefined
      ? say('it-is-not-tracked-who-holds', { title: definition.title })
      : null,
  );
  if (reason !== null) return { reason };
  const begun = definition.custody ? beginCustody(holding, handing) : { custody: null };
  if ('reason' in begun) return begun;
  const exhibit = Object.values(entries).filter(({ kind }) => kind === 'evidence').length + 1;
  return {
    entry: {
      ...{ kind: 'evidence', of: definition.name, status: EVIDENCE_MOVES.register.to, from: dayOf(at), until: null },
      ...{ exhibit, words, document: document ?? null, audience, offeredFor: [...offeredFor] },
      ...{ custody: begun.custody, hasGap: false, returnedTo: null, reasons: null },
    },
  };
}

/** All issues for which it is offered from now on. */
export function offerEvidence(
  definition: EvidenceDefinition,
  { evidence, offeredFor }: { readonly evidence: Evidence; readonly offeredFor: readonly string[] },
  entries: Entries,
): Ruled<Evidence> {
  const moved = moveFrom(EVIDENCE_MOVES.offer, evidence.status);
  if ('reason' in moved) return moved;
  const reason = offerFault(definition, offeredFor, entries);
  return reason === null ? { entry: { ...evidence, offeredFor: [...offeredFor] } } : { reason };
}

/** For whom it is from now on; who could read it before has. */
export function changeAudience(
  definition: EvidenceDefinition,
  { evidence, to, why }: { readonly evidence: Evidence; readonly to: string; readonly why: string },
): Ruled<Evidence> {
  const reason = firstFault(
    audienceFault(definition, to),
    to === evidence.audience ? say('it-is-for-them-already') : null,
    wordsFault(why, say('the-reason')),
  );
  return reason === null ? { entry: { ...evidence, audience: to } } : { reason };
}

/** What becomes of its custody by one of the rules of custody. */
export function handOver(
  evidence: Evidence,
  rule: (custody: Custody) => { readonly custody: Custody } | { readonly reason: Said },
  { zone }: Moment,
): Ruled<Evidence> {
  const moved = moveFrom(EVIDENCE_MOVES['hand-over'], evidence.status);
  if ('reason' in moved) return moved;
  if (evidence.custody === null) return { reason: say('it-is-not-tracked-who-holds-2') };
  const ruled = rule(evidence.custody);
  if ('reason' in ruled) return ruled;
  const { custody } = ruled;
  return { entry: { ...evidence, custody, hasGap: custodyGaps(custody, zone).length > 0 } };
}

export function admitEvidence(evidence: Evidence, reasons: string | undefined): Ruled<Evidence> {
  const moved = moveFrom(EVIDENCE_MOVES.admit, evidence.status);
  if ('reason' in moved) return moved;
  const reason = firstFault(
    evidence.hasGap ? say('there-is-a-time-in-which') : null,
    evidence.offeredFor.length === 0 ? say('it-is-offered-for-no-issue') : null,
    reasons === undefined ? null : wordsFault(reasons, say('the-reasons')),
  );
  return reason === null ? { entry: { ...evidence, status: moved.to, reasons: reasons ?? null } } : { reason };
}

export function excludeEvidence(evidence: Evidence, reasons: string): Ruled<Evidence> {
  const moved = moveFrom(EVIDENCE_MOVES.exclude, evidence.status);
  if ('reason' in moved) return moved;
  const reason = wordsFault(reasons, say('the-reasons'));
  return reason === null ? { entry: { ...evidence, status: moved.to, reasons } } : { reason };
}

export interface EvidenceToReturn {
  readonly to: Holder;
  readonly reasons: string;
  /** What whoever has it now has signed. */
  readonly receipt: string;
}

export function returnEvidence(
  evidence: Evidence,
  { to, reasons, receipt }: EvidenceToReturn,
  { at, entries }: { readonly at: Moment; readonly entries: Entries },
): Ruled<Evidence> {
  const moved = moveFrom(EVIDENCE_MOVES.return, evidence.status);
  if ('reason' in moved) return moved;
  const reason = firstFault(
    leavingFault(evidence, reasons),
    'person' in to ? say('it-is-returned-to-somebody-who') : holderFault(to, entries),
    hashFault(receipt),
  );
  if (reason !== null) return { reason };
  return {
    entry: {
      ...evidence,
      status: moved.to,
      until: dayOf(at),
      returnedTo: holderAs(to),
      reasons,
      returnReceipt: receipt,
    },
  };
}

export function disposeEvidence(evidence: Evidence, reasons: string, at: Moment): Ruled<Evidence> {
  const moved = moveFrom(EVIDENCE_MOVES.dispose, evidence.status);
  if ('reason' in moved) return moved;
  const reason = leavingFault(evidence, reasons);
  return reason === null ? { entry: { ...evidence, status: moved.to, until: dayOf(at), reasons } } : { reason };
}

/** Whether it could carry a finding: it was not excluded, it is here, and somebody answered for it all the time. */
export function isAdmissible({ status, hasGap }: Evidence): boolean {
  return (status === 'registered' || status === 'admitted') && !hasGap;
}

function leavingFault({ custody }: Evidence, reasons: string): Said | null {
  return firstFault(
    wordsFault(reasons, say('the-reasons')),
    custody !== null && pendingOf(custody) !== null ? say('it-is-being-handed-over-let') : null,
  );
}

function audienceFault({ title, audiences }: EvidenceDefinition, audience: string): Said | null {
  return audiences.some(({ name }) => name === audience)
    ? null
    : say('is-for-one-of', { title, audiences: audiences.map(({ name }) => name).join(', ') });
}

function offerFault(
  { title, offeredFor: kinds }: EvidenceDefinition,
  issues: readonly string[],
  entries: Entries,
): Said | null {
  const isKnown = (id: string): boolean => {
    const issue = Object.hasOwn(entries, id) ? entries[id] : undefined;
    return issue?.kind === 'issue' && kinds.includes(issue.of);
  };
  return firstFault(
    issues.every(isKnown)
      ? null
      : say('is-offered-for-issues-of', { title, kinds: kinds.join(', ') || say('no-kind') }),
    new Set(issues).size === issues.length && issues.length <= MOST_ISSUES
      ? null
      : say('it-names-each-issue-once-and', { most: MOST_ISSUES }),
  );
}
