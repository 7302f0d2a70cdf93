// Consents: what one must say, and whether a purpose that rests on consent may be served by a case now. Whoever uses something of a case for a
// purpose asks here, each time; a consent that was withdrawn, has ended or says less is none. A consent is given and ended as access is.
import { say, type Said } from '../sentences/say.ts';
import { dateOf, instantOf, isDate } from '../calendar/calendar.ts';
import { sectionsOf } from '../definition/access-definition.ts';
import type { CaseType } from '../definition/case-type.ts';
import { allEntries, type Referral } from '../entries/entries.ts';
import { known } from '../plan/known.ts';
import type { Consent, HeldAccess } from './access-state.ts';
import type { CaseState } from './state.ts';

/** What of a case is to be used, for what and by whom. */
export interface ConsentUse {
  readonly purpose: string;
  /** Sections of which something is used. */
  readonly sections: readonly string[];
  /** `agency:<number>`, `team:<name>`, `case:<kind of case>` or `public`. */
  readonly recipient: string;
  /** An instant. */
  readonly now: string;
  /** The consent that it names, by id; null where it names none, absent where none need be named. */
  readonly named?: string | null;
}

/** To whom a referral goes, as a recipient. */
export function recipientOf(to: Referral['to']): string {
  return 'team' in to ? `team:${to.team}` : `agency:${to.agency}`;
}

export type ConsentFound =
  /** The purpose does not rest on consent. */
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'given'; readonly consent: string }
  /** A sentence that says what is missing and what to do. */
  | { readonly kind: 'missing'; readonly reason: Said };

type Consenting = Pick<CaseState, 'access' | 'entries' | 'parties' | 'opened'>;
type HeldConsent = Extract<HeldAccess, { readonly kind: 'consent' }>;

/** Whether something of a case may be used for a purpose now, and by which consent. */
export function consentFor(caseType: CaseType, state: Consenting, use: ConsentUse): ConsentFound {
  const definition = caseType.consents?.get(use.purpose);
  if (definition === undefined && (use.named ?? null) === null) return { kind: 'not-asked' };
  const title = definition?.title ?? use.purpose;
  const given = Object.entries(state.access?.facts ?? {}).flatMap(([id, fact]) =>
    fact.kind === 'consent' && fact.purpose === use.purpose && (use.named ?? id) === id ? [[id, fact] as const] : [],
  );
  const entries = allEntries(caseType, state);
  const isTheirs = ({ of }: Consent): boolean =>
    definition === undefined || (of !== undefined && known(entries, of)?.of === definition.of);
  const theirs = use.named === null ? [] : given.filter(([, fact]) => isTheirs(fact));
  const now = instantOf(use.now, caseType.zone);
  const found = theirs.findLast(([, fact]) => isInForce(fact, now) && isWithin(fact, use));
  if (found !== undefined) return { kind: 'given', consent: found[0] };
  return {
    kind: 'missing',
    reason: whyMissing(
      caseType,
      theirs.map(([, fact]) => fact),
      { title, now },
    ),
  };
}

/** The sentence alone; null where nothing stands against it. */
export function consentFault(caseType: CaseType, state: Consenting, use: ConsentUse): Said | null {
  const found = consentFor(caseType, state, use);
  return found.kind === 'missing' ? found.reason : null;
}

function isInForce({ from, until }: HeldConsent, now: string): boolean {
  return from <= now && (until === null || until > now);
}

function isWithin({ sections = null, recipients = null }: Consent, use: ConsentUse): boolean {
  const isCovered = sections === null || use.sections.every((section) => sections.includes(section));
  return isCovered && (recipients === null || recipients.includes(use.recipient));
}

function whyMissing(
  { zone }: CaseType,
  given: readonly HeldConsent[],
  { title, now }: { readonly title: string; readonly now: string },
): Said {
  const last = given.at(-1);
  if (last === undefined) return say('rests-on-consent-and-none-is', { title });
  if (last.withdrawn !== undefined && last.withdrawn <= now)
    return say('the-consent-to-was-withdrawn-on', { title, date: dateOf(last.withdrawn, zone) });
  if (!isInForce(last, now)) return say('the-consent-to-has-ended-ask', { title });
  return say('the-consent-to-does-not-cover', { title });
}

const RECIPIENT = /^(agency:[1-9][0-9]{0,8}|team:[A-Za-z0-9_.-]{1,64}|case:[a-z][a-z0-9-]{0,59}|public)$/;

/** A sentence that says what is wrong with one that is to be recorded, or null. */
export function consentProblem(
  caseType: CaseType,
  state: CaseState,
  { consent, from }: { readonly consent: Consent; readonly from: string },
): Said | null {
  const definition = caseType.consents?.get(consent.purpose);
  const { of, sections = null, recipients = null, given } = consent;
  if (of === undefined) {
    const isMore = sections !== null || recipients !== null || given !== undefined;
    return definition === undefined && !isMore ? null : say('say-whose-consent-it-is');
  }
  const entries = allEntries(caseType, state);
  const party = known(entries, of);
  if (party?.kind !== 'party' || (definition !== undefined && party.of !== definition.of))
    return say('whoever-consents-is-a-party-of', { party: definition === undefined ? '' : `: ${definition.of}` });
  if (given === undefined || !isDate(given.on) || given.on > dateOf(from, caseType.zone))
    return say('say-how-it-was-given-and');
  const document = given.document === null ? undefined : known(entries, given.document);
  if (given.document !== null && (document?.kind !== 'document' || document.status !== 'filed'))
    return say('the-document-that-shows-it-is');
  if (sections !== null && (sections.length === 0 || sections.some((one) => !sectionsOf(caseType).includes(one))))
    return say('there-is-no-such-section');
  return recipients !== null && (recipients.length === 0 || recipients.some((one) => !RECIPIENT.test(one)))
    ? say('a-recipient-is-agency-with-its')
    : null;
}
