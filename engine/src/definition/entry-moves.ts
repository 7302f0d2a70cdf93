// What may happen to an entry of a case that criteria can wait for, by the name that a case type gives it (`after: { issue: breach, on:
// raised }`). What happened is told from how the entry stood before and stands after, so one event may be several of these.
import type { EntryKind } from './entry-definition.ts';

export const ENTRY_MOVES = {
  issue: ['raised', 'decided', 'reopened'],
  party: ['added', 'ended', 'replaced'],
  goal: ['set', 'reviewed', 'concluded'],
  obligation: ['imposed', 'breached', 'met', 'waived'],
  determination: [
    ...(['drafted', 'discarded', 'made', 'notified', 'review-requested'] as const),
    ...(['affirmed', 'varied', 'set-aside', 'revoked'] as const),
  ],
  evidence: ['registered', 'offered', 'admitted', 'excluded', 'returned', 'disposed'],
  referral: ['offered', 'accepted', 'declined', 'answered', 'withdrawn', 'lapsed'],
  communication: ['drafted', 'approved', 'discarded', 'sent', 'delivered', 'bounced', 'recorded'],
  document: ['filed', 'version-added', 'reclassified', 'withdrawn'],
} as const satisfies Readonly<Record<EntryKind, readonly string[]>>;

export type EntryMove = (typeof ENTRY_MOVES)[EntryKind][number];

/** The primitives, as a case type names them where it waits for one. */
export const PRIMITIVES: readonly EntryKind[] = [
  ...([
    'issue',
    'party',
    'goal',
    'obligation',
    'determination',
    'evidence',
    'referral',
    'communication',
    'document',
  ] as const),
];

/** The move of that name, if entries of the primitive have it. */
export function entryMoveNamed(primitive: EntryKind, name: string | null): EntryMove | null {
  const moves: readonly EntryMove[] = ENTRY_MOVES[primitive];
  return moves.find((move) => move === name) ?? null;
}
