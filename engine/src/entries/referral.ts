// Referrals: something is handed to another team or agency for a stated purpose, to be taken or declined with a reason, and answered.
// What another agency may read is a share of the access to the case; a referral names it and opens nothing itself.
import { say, type Said } from '../sentences/say.ts';
import type { ReferralDefinition } from '../definition/entry-definition.ts';
import {
  dayFault,
  dayOf,
  firstFault,
  type Kept,
  type Moment,
  moveFrom,
  type Moves,
  type Ruled,
  wordsFault,
} from './entry.ts';

export type ReferralStatus = 'offered' | 'accepted' | 'declined' | 'answered' | 'withdrawn' | 'lapsed';

/** A team of the same agency, or another agency by its number, and the unit in it. */
export type ReferredTo = { readonly team: string } | { readonly agency: string; readonly unit: string | null };

export interface Referral extends Kept<'referral', ReferralStatus> {
  readonly to: ReferredTo;
  readonly purpose: string;
  readonly authority: string;
  /** What of the case goes with it; it goes no further. */
  readonly sections: readonly string[];
  /** The share by which another agency reads these, by id; null for a team. */
  readonly share: string | null;
  /** The consent on which it rests, by id; absent where its purpose rests on none. */
  readonly consent?: string;
  /** What is asked. */
  readonly words: string;
  /** The last day for taking it. */
  readonly answerBy: string;
  /** The last day on which what goes with it may be used. */
  readonly endsOn: string;
  /** The reason for which it was declined, as its kind names them. */
  readonly declined: string | null;
  /** What the other side said. */
  readonly answer: string | null;
  readonly reasons: string | null;
}

export const REFERRAL_MOVES: Moves<'offer' | 'accept' | 'decline' | 'answer' | 'withdraw' | 'lapse', ReferralStatus> = {
  offer: { from: [], to: 'offered' },
  accept: { from: ['offered'], to: 'accepted' },
  decline: { from: ['offered'], to: 'declined' },
  answer: { from: ['accepted'], to: 'answered' },
  withdraw: { from: ['offered', 'accepted'], to: 'withdrawn' },
  lapse: { from: ['offered', 'accepted'], to: 'lapsed' },
};

export interface ReferralToOffer {
  readonly to: ReferredTo;
  readonly words: string;
  readonly sections: readonly string[];
  /** The last day on which what goes with it may be used. */
  readonly endsOn: string;
  /** For another agency: the share that was given for it, by id. */
  readonly share?: string | undefined;
}

const NAME = /^[A-Za-z0-9_.-]{1,64}$/;
const AGENCY = /^[1-9][0-9]{0,8}$/;

/** @param answerBy the last day for taking it, reckoned by the clock of its kind */
export function offerReferral(
  definition: ReferralDefinition,
  { to, words, sections, endsOn, share }: ReferralToOffer,
  { answerBy, at }: { readonly answerBy: string; readonly at: Moment },
): Ruled<Referral> {
  const { name, purpose, authority } = definition;
  const today = dayOf(at);
  const reason = firstFault(
    toFault(definition, to),
    wordsFault(words, say('what-is-asked')),
    sectionsFault(definition, sections),
    dayFault(endsOn, say('the-last-day')),
    endsOn < today ? say('it-would-end-before-it-is') : null,
    (share === undefined) === (definition.to === 'agency') ? say('what-another-agency-may-read-is') : null,
  );
  if (reason !== null) return { reason };
  return {
    entry: {
      ...{ kind: 'referral', of: name, status: REFERRAL_MOVES.offer.to, from: today, until: null },
      ...{ to: toAs(to), purpose, authority, sections: [...sections].toSorted(), share: share ?? null },
      ...{ words, answerBy, endsOn, declined: null, answer: null, reasons: null },
    },
  };
}

export function acceptReferral(referral: Referral): Ruled<Referral> {
  const moved = moveFrom(REFERRAL_MOVES.accept, referral.status);
  return 'reason' in moved ? moved : { entry: { ...referral, status: moved.to } };
}

export function declineReferral(
  { title, declineReasons }: ReferralDefinition,
  referral: Referral,
  { because, note, at }: { readonly because: string; readonly note?: string | undefined; readonly at: Moment },
): Ruled<Referral> {
  const moved = moveFrom(REFERRAL_MOVES.decline, referral.status);
  if ('reason' in moved) return moved;
  const reason = firstFault(
    declineReasons.some(({ value }) => value === because)
      ? null
      : say('is-declined-for-one-of', { title, reasons: declineReasons.map(({ value }) => value).join(', ') }),
    note === undefined ? null : wordsFault(note, say('the-note')),
  );
  if (reason !== null) return { reason };
  return {
    entry: { ...referral, status: moved.to, until: dayOf(at), declined: because, reasons: note ?? null },
  };
}

export function answerReferral(referral: Referral, answer: string, at: Moment): Ruled<Referral> {
  const moved = moveFrom(REFERRAL_MOVES.answer, referral.status);
  if ('reason' in moved) return moved;
  const reason = wordsFault(answer, say('the-answer'));
  return reason === null ? { entry: { ...referral, status: moved.to, until: dayOf(at), answer } } : { reason };
}

export function withdrawReferral(referral: Referral, reasons: string, at: Moment): Ruled<Referral> {
  const moved = moveFrom(REFERRAL_MOVES.withdraw, referral.status);
  if ('reason' in moved) return moved;
  const reason = wordsFault(reasons, say('the-reasons'));
  return reason === null ? { entry: { ...referral, status: moved.to, until: dayOf(at), reasons } } : { reason };
}

/** Nobody has taken it in time, or its last day has passed without an answer. */
export function lapseReferral(referral: Referral): Ruled<Referral> {
  const moved = moveFrom(REFERRAL_MOVES.lapse, referral.status);
  const until = lapsesOn(referral);
  if ('reason' in moved) return moved;
  return until === null ? { reason: say('no-time-runs') } : { entry: { ...referral, status: moved.to, until } };
}

/** The last day before it lapses by itself; null once it is over. */
export function lapsesOn({ status, answerBy, endsOn }: Referral): string | null {
  if (status === 'accepted') return endsOn;
  return status === 'offered' ? (answerBy < endsOn ? answerBy : endsOn) : null;
}

function toFault({ to: kind, title }: ReferralDefinition, to: ReferredTo): Said | null {
  if ('team' in to) {
    return kind === 'team' && NAME.test(to.team)
      ? null
      : say(kind === 'team' ? 'goes-to-a-team' : 'goes-to-another-agency', { title });
  }
  const isNamed = AGENCY.test(to.agency) && (to.unit === null || NAME.test(to.unit));
  return kind === 'agency' && isNamed
    ? null
    : say(kind === 'team' ? 'goes-to-a-team' : 'goes-to-another-agency-by-number', { title });
}

function sectionsFault({ title, sections: most }: ReferralDefinition, sections: readonly string[]): Said | null {
  const isFine =
    sections.length > 0 && sections.every((one) => most.includes(one)) && new Set(sections).size === sections.length;
  return isFine ? null : say('with-may-go-each-once', { title, most: most.join(', ') });
}

/** With the members that it has, and no others. */
function toAs(to: ReferredTo): ReferredTo {
  return 'team' in to ? { team: to.team } : { agency: to.agency, unit: to.unit };
}
