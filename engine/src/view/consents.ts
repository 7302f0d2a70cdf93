// Consents as a person sees them: whose each is, what it covers, and what was done under it, so that whoever withdraws one can say what that
// changes. Of what is hidden nothing is told.
import type { Consent } from '../case/access-state.ts';
import { recipientOf } from '../case/consents.ts';
import type { CaseState } from '../case/state.ts';
import type { CaseType } from '../definition/case-type.ts';
import { allEntries } from '../entries/entries.ts';
import { known } from '../plan/known.ts';
import { mayReadEntry } from './entry-words.ts';
import type { ReadableParts } from './hidden.ts';

export interface ConsentFace {
  readonly consent: string;
  readonly purpose: string;
  /** What its case type calls the purpose. */
  readonly title: string;
  /** The party whose it is, by id; null where nobody was named. */
  readonly of: string | null;
  /** Null: all, and anybody for this purpose. */
  readonly sections: readonly string[] | null;
  readonly recipients: readonly string[] | null;
  readonly given: NonNullable<Consent['given']> | null;
  readonly from: string;
  readonly until: string | null;
  /** When it was withdrawn; null also where its time is over, or is not. */
  readonly withdrawn: string | null;
  /** Shares and referrals under it. */
  readonly uses: readonly ConsentUseFace[];
}

export interface ConsentUseFace {
  readonly kind: 'share' | 'referral';
  /** Id. */
  readonly use: string;
  /** A day or an instant. */
  readonly on: string;
  readonly to: string;
}

export function consentFaces(
  caseType: CaseType,
  state: Pick<CaseState, 'access' | 'entries' | 'parties' | 'opened'>,
  parts: ReadableParts,
): readonly ConsentFace[] {
  const entries = allEntries(caseType, state);
  return Object.entries(state.access?.facts ?? {}).flatMap(([id, fact]): readonly ConsentFace[] => {
    if (fact.kind !== 'consent') return [];
    const { purpose, of = null, sections = null, recipients = null, given = null, from, until } = fact;
    const party = of === null ? undefined : known(entries, of);
    if (party !== undefined && !mayReadEntry(caseType, party, parts)) return [];
    const paper = given?.document === undefined || given.document === null ? undefined : known(entries, given.document);
    const isKnown = paper !== undefined && mayReadEntry(caseType, paper, parts);
    return [
      {
        ...{ consent: id, purpose, title: caseType.consents?.get(purpose)?.title ?? purpose, of },
        ...{ sections, recipients, from, until, withdrawn: fact.withdrawn ?? null },
        given: given === null ? null : { how: given.how, on: given.on, document: isKnown ? given.document : null },
        uses: usesOf(caseType, state, { id, parts }),
      },
    ];
  });
}

function usesOf(
  caseType: CaseType,
  state: Pick<CaseState, 'access' | 'entries' | 'parties' | 'opened'>,
  { id, parts }: { readonly id: string; readonly parts: ReadableParts },
): readonly ConsentUseFace[] {
  const shares = Object.entries(state.access?.facts ?? {}).flatMap(([use, fact]): readonly ConsentUseFace[] =>
    fact.kind === 'share' && fact.consent === id
      ? [{ kind: 'share', use, on: fact.from, to: `agency:${fact.to}` }]
      : [],
  );
  const referrals = Object.entries(state.entries ?? {}).flatMap(([use, entry]): readonly ConsentUseFace[] => {
    if (entry.kind !== 'referral' || entry.consent !== id || !mayReadEntry(caseType, entry, parts)) return [];
    return [{ kind: 'referral', use, on: entry.from, to: recipientOf(entry.to) }];
  });
  return [...shares, ...referrals];
}
