// What is noticed about people who look at cases, as data: one rule for each kind of look that somebody should be asked about.
// A rule accuses nobody. It puts lines of the access log before a person who decides, with the reason in a sentence.

export type WatchKind =
  | 'own-record'
  | 'kin'
  | 'colleague'
  | 'no-work'
  | 'volume'
  | 'hours'
  | 'denied-series'
  | 'break-glass'
  | 'walled-attempt'
  | 'vip';

/** A matter, or a marker, of this name marks a case as that of somebody in the public eye. */
export const VIP_MARK = 'vip';

export interface WatchRule {
  readonly kind: WatchKind;
  /** Working days within which somebody decides. */
  readonly dueInDays: number;
  /** What it notices, for whoever decides and for those who are watched. */
  readonly says: string;
  /** What must be known before it can notice anything. */
  readonly needs: string;
}

export interface WatchRules {
  /** Kept with what was noticed. */
  readonly version: string;
  readonly rules: readonly WatchRule[];
  /** Days within which having acted in a case is a reason to look at it. */
  readonly workDays: number;
  /** More cases than this on one day, and more than so many times what is usual, is much. */
  readonly volume: { readonly atLeast: number; readonly times: number; readonly historyDays: number };
  /** So many refusals within so many minutes look like guessing. */
  readonly denied: { readonly count: number; readonly minutes: number };
  /** A look is judged when so many minutes have passed: whoever acts in the case meanwhile had a reason. */
  readonly settleMinutes: number;
}

export const watchRules: WatchRules = {
  version: 'watch/2',
  workDays: 90,
  volume: { atLeast: 30, times: 3, historyDays: 28 },
  denied: { count: 5, minutes: 10 },
  settleMinutes: 15,
  rules: [
    {
      ...{ kind: 'own-record', dueInDays: 5 },
      says: 'Somebody opened, or tried to open, a case about themselves.',
      needs: 'that the case is declared to be theirs',
    },
    {
      ...{ kind: 'kin', dueInDays: 5 },
      says: 'Somebody opened, or tried to open, a case about kin of theirs.',
      needs: 'that the tie is declared',
    },
    {
      ...{ kind: 'colleague', dueInDays: 5 },
      says: 'Somebody opened, or tried to open, a case about somebody who works for the same agency.',
      needs: 'that the case is declared to be that colleague’s',
    },
    {
      ...{ kind: 'no-work', dueInDays: 10 },
      says: 'Somebody opened a case in which no work is theirs or waits for their role, and in which they have done nothing for a long time, or since.',
      needs: 'nothing besides the cases themselves',
    },
    {
      ...{ kind: 'volume', dueInDays: 10 },
      says: 'Somebody opened far more cases on a day than they and others in their roles usually do.',
      needs: 'some days of reads to compare with; until then a fixed number',
    },
    {
      ...{ kind: 'hours', dueInDays: 10 },
      says: 'Somebody opened a case at a time at which the agency does not work.',
      needs: 'the working hours of the agency',
    },
    {
      ...{ kind: 'denied-series', dueInDays: 5 },
      says: 'Somebody was refused again and again within minutes, as one is who guesses.',
      needs: 'nothing',
    },
    {
      ...{ kind: 'break-glass', dueInDays: 2 },
      says: 'Somebody opened a case by breaking the glass: each such look is asked about.',
      needs: 'nothing',
    },
    {
      ...{ kind: 'walled-attempt', dueInDays: 2 },
      says: 'Somebody tried to open a case that a wall keeps them off: one attempt is enough.',
      needs: 'a wall on the case for them, their unit or its matter',
    },
    {
      ...{ kind: 'vip', dueInDays: 2 },
      says: 'Somebody opened a case that is marked as one of somebody in the public eye, in which no work is their own.',
      needs: 'the matter or the marker “vip” on the case',
    },
  ],
};
