// What may be asked of what a delegate decides. A draft names what it has; all of it must be there when it is made.
import type { ReviewToAsk, ToPropose } from '../entries/entries.ts';

/** On one that is there. `of` is the name under which the case type describes it. */
interface OnDetermination {
  readonly of: string;
  readonly entry: string;
}

export type DeterminationCommand =
  | (ToPropose & {
      readonly type: 'DraftDetermination';
      readonly of: string;
      /** The determination that it answers a review of, by id. */
      readonly reviewOf?: string;
    })
  | (ToPropose & OnDetermination & { readonly type: 'ReviseDetermination' })
  | (OnDetermination & { readonly type: 'DiscardDetermination'; readonly reason: string })
  | (OnDetermination & {
      readonly type: 'MakeDetermination';
      /** The number of the event that last changed the draft, as its maker has read it. */
      readonly draft: number;
    })
  | (OnDetermination & {
      readonly type: 'NotifyDetermination';
      /** A party, by id. */
      readonly party: string;
      /** The day of notice; absent: the day of the command. */
      readonly on?: string;
    })
  | (OnDetermination & ReviewToAsk & { readonly type: 'RequestReview' })
  | (OnDetermination & { readonly type: 'WithdrawReview'; readonly reason: string })
  | (OnDetermination & { readonly type: 'RevokeDetermination'; readonly reasons: string });
