// What may be asked of referrals. What the other side says is recorded here: it has no commands on a case that is not its own.
import type { ReferralToOffer } from '../entries/entries.ts';

/** On one that is there. `of` is the name under which the case type describes it. */
interface OnReferral {
  readonly of: string;
  readonly entry: string;
}

export type ReferralCommand =
  | (ReferralToOffer & { readonly type: 'OfferReferral'; readonly of: string })
  | (OnReferral & { readonly type: 'AcceptReferral' })
  | (OnReferral & {
      readonly type: 'DeclineReferral';
      /** One of the reasons that its kind has. */
      readonly because: string;
      readonly note?: string;
    })
  | (OnReferral & { readonly type: 'AnswerReferral'; readonly answer: string })
  | (OnReferral & { readonly type: 'WithdrawReferral'; readonly reasons: string });
