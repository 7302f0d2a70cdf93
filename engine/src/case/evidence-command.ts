// What may be asked of exhibits. Each command names for whom the exhibit is, as it names its kind: both say who may know of it.
import type { EvidenceToRegister, EvidenceToReturn, GapToReport, HandOver, Receiving } from '../entries/entries.ts';

/** On one that is there. `of` is the name under which the case type describes it. */
interface OnEvidence {
  readonly of: string;
  readonly audience: string;
  readonly entry: string;
}

export type EvidenceCommand =
  | (EvidenceToRegister & { readonly type: 'RegisterEvidence'; readonly of: string })
  /** All issues for which it is offered from now on. */
  | (OnEvidence & { readonly type: 'OfferEvidence'; readonly offeredFor: readonly string[] })
  | (OnEvidence & { readonly type: 'ChangeAudience'; readonly to: string; readonly reason: string })
  | (OnEvidence & HandOver & { readonly type: 'OfferCustody' })
  | (OnEvidence & Receiving & { readonly type: 'ConfirmCustody' })
  | (OnEvidence & { readonly type: 'DeclineCustody'; readonly reason: string })
  | (OnEvidence & GapToReport & { readonly type: 'ReportCustodyGap' })
  | (OnEvidence & { readonly type: 'AdmitEvidence'; readonly reasons?: string })
  | (OnEvidence & { readonly type: 'ExcludeEvidence'; readonly reasons: string })
  | (OnEvidence & EvidenceToReturn & { readonly type: 'ReturnEvidence' })
  | (OnEvidence & { readonly type: 'DisposeEvidence'; readonly reasons: string });
