// Commands on referrals: offering one, what the other side says to it, withdrawing it, and what its timer does. The share that another
// agency reads by is given, and ended, by commands on access.
import { saidOf } from '../clocks/clock-history.ts';
import { reasonOf } from '../sentences/in-words.ts';
import { say, type Said } from '../sentences/say.ts';
import { dateOf, type HolidayTable, instantOf } from '../calendar/calendar.ts';
import { reckonClock } from '../clocks/reckon.ts';
import type { ReferralDefinition } from '../definition/definition.ts';
import {
  acceptReferral,
  answerReferral,
  declineReferral,
  lapseReferral,
  offerReferral,
  type Referral,
  type Ruled,
  withdrawReferral,
} from '../entries/entries.ts';
import { known } from '../plan/known.ts';
import type { Share } from './access-state.ts';
import { type ConsentFound, consentFor, recipientOf } from './consents.ts';
import { followTime } from './entry-timers.ts';
import {
  closedFor,
  type EntryAsked,
  type EntryDecided,
  entryNamed,
  putChanged,
  putNew,
  unknownEntry,
  unknownKind,
} from './put-entry.ts';
import type { ReferralCommand } from './referral-command.ts';
import type { CaseState } from './state.ts';

type Of<T extends ReferralCommand['type']> = Extract<ReferralCommand, { type: T }>;

export function changeReferral(asked: EntryAsked, command: ReferralCommand, holidays: HolidayTable): EntryDecided {
  const definition = asked.draft.caseType.referrals.get(command.of);
  if (definition === undefined) return unknownKind(command.of);
  const closed = closedFor(asked, command.type === 'OfferReferral' || definition.blocksClosing);
  if (closed !== null) return closed;
  const lacking = lackingConsent(asked, command);
  if (lacking !== null) return { rejection: { code: 'no-consent', ...reasonOf(lacking) } };
  const decided =
    command.type === 'OfferReferral'
      ? putNew(asked, { of: command.of, ruled: offered(asked, command, { definition, holidays }) }, 'ReferralOffered')
      : changed(asked, command, definition);
  if ('fact' in decided) followTime(asked.draft, decided.fact.entry);
  return decided;
}

function offered(
  asked: EntryAsked,
  command: Of<'OfferReferral'>,
  { definition, holidays }: { readonly definition: ReferralDefinition; readonly holidays: HolidayTable },
): Ruled<Referral> {
  const { at, state } = asked;
  const today = dateOf(at.occurred, at.zone);
  const reckoned = reckonClock({ rule: definition.clock, entries: [{ type: 'started', at: today }] }, holidays);
  if ('problem' in reckoned) return { reason: saidOf(reckoned.problem) };
  const answerBy = reckoned.reckoning.dueOn;
  if (answerBy === null) return { reason: say('its-clock-gives-no-day') };
  const ruled = consented(asked, offerReferral(definition, command, { answerBy, at }));
  if ('reason' in ruled || ruled.entry.share === null) return ruled;
  const share = known(state.access?.facts, ruled.entry.share);
  const fits = share?.kind === 'share' && isShareFor(ruled.entry, share, at);
  return fits ? ruled : { reason: NO_SHARE };
}

/** A sentence where something is handed over, or taken, for a purpose that rests on consent and has none in force. */
function lackingConsent(asked: EntryAsked, command: ReferralCommand): Said | null {
  if (command.type === 'OfferReferral') {
    const purpose = asked.draft.caseType.referrals.get(command.of)?.purpose ?? '';
    const found = consentTo(asked, { ...command, purpose });
    return found.kind === 'missing' ? found.reason : null;
  }
  if (command.type !== 'AcceptReferral') return null;
  const referral = entryNamed(asked, command, 'referral');
  const found = referral === null ? null : consentTo(asked, referral);
  return found?.kind === 'missing' ? found.reason : null;
}

function consentTo(
  { draft, state, at }: EntryAsked,
  { purpose, sections, to }: Pick<Referral, 'purpose' | 'sections' | 'to'>,
): ConsentFound {
  const now = instantOf(at.occurred, at.zone);
  return consentFor(draft.caseType, state, { purpose, sections, recipient: recipientOf(to), now });
}

/** The consent on which it rests is on record with it. */
function consented(asked: EntryAsked, ruled: Ruled<Referral>): Ruled<Referral> {
  const found = 'reason' in ruled ? null : consentTo(asked, ruled.entry);
  return 'entry' in ruled && found?.kind === 'given' ? { entry: { ...ruled.entry, consent: found.consent } } : ruled;
}

const NO_SHARE = say('there-is-no-share-in-force');

/** Neither opens more than the other says, nor for longer. */
function isShareFor(
  { to, purpose, authority, sections, endsOn }: Referral,
  share: Share & { readonly until: string | null },
  { occurred, zone }: EntryAsked['at'],
): boolean {
  if (!('agency' in to) || share.to !== to.agency || share.unit !== to.unit) return false;
  if (share.purpose !== purpose || share.authority !== authority || share.until === null) return false;
  const isInForce = share.until > instantOf(occurred, zone) && dateOf(share.until, zone) <= endsOn;
  return isInForce && share.sections.join() === sections.join();
}

/** Shares that were given for a referral which is over, and that hold still: somebody should end them. */
export function sharesLeftOpen(
  { entries, access }: Pick<CaseState, 'entries' | 'access'>,
  now: string,
): readonly string[] {
  return Object.values(entries ?? {}).flatMap((entry) => {
    if (entry.kind !== 'referral' || entry.share === null || entry.until === null) return [];
    const until = known(access?.facts, entry.share)?.until;
    return until !== undefined && until !== null && until > now ? [entry.share] : [];
  });
}

function changed(
  asked: EntryAsked,
  command: Exclude<ReferralCommand, { type: 'OfferReferral' }>,
  definition: ReferralDefinition,
): EntryDecided {
  const { entry } = command;
  const { at } = asked;
  const referral = entryNamed(asked, command, 'referral');
  if (referral === null) return unknownEntry(entry);
  switch (command.type) {
    case 'AcceptReferral':
      return putChanged(
        asked,
        { entry, ruled: consented(asked, acceptReferral(referral)) },
        { type: 'ReferralAccepted' },
      );
    case 'DeclineReferral': {
      const { because, note } = command;
      const ruled = declineReferral(definition, referral, { because, note, at });
      return putChanged(asked, { entry, ruled }, { type: 'ReferralDeclined' });
    }
    case 'AnswerReferral': {
      const ruled = answerReferral(referral, command.answer, at);
      return putChanged(asked, { entry, ruled }, { type: 'ReferralAnswered' });
    }
    case 'WithdrawReferral': {
      const ruled = withdrawReferral(referral, command.reasons, at);
      return putChanged(asked, { entry, ruled }, { type: 'ReferralWithdrawn' });
    }
  }
}

/** Nobody has taken it in time, or its last day has passed. */
export function referralTimeUp(asked: EntryAsked, entry: string, referral: Referral): EntryDecided {
  const decided = putChanged(asked, { entry, ruled: lapseReferral(referral) }, { type: 'ReferralLapsed' });
  if ('fact' in decided) followTime(asked.draft, entry);
  return decided;
}
