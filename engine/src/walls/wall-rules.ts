// When a wall is suggested between a person and a case, as data: one rule for each thing about the two that somebody should look
// at before the person goes on. A rule accuses nobody; a suggested wall stands until somebody dismisses or declares it.

export type WallRuleName = 'own-case' | 'kin' | 'colleague' | 'interest' | 'party' | 'represented' | 'decided-original';

export interface WallRule {
  readonly name: WallRuleName;
  /** What is so, for whoever decides: the end of a sentence about the person. */
  readonly says: string;
  /** What must be known before it can suggest anything. */
  readonly needs: string;
  /** True where it asks only about people who hold work in the case. */
  readonly asksWork: boolean;
}

export interface WallRules {
  readonly version: string;
  /** The first that holds stands first. */
  readonly rules: readonly WallRule[];
}

export const wallRules: WallRules = {
  version: 'walls/1',
  rules: [
    {
      ...{ name: 'own-case', asksWork: false },
      says: 'the case is declared to be theirs',
      needs: 'that the tie is declared',
    },
    {
      ...{ name: 'kin', asksWork: false },
      says: 'the case is declared to be that of kin of theirs',
      needs: 'that the tie is declared',
    },
    {
      ...{ name: 'party', asksWork: true },
      says: 'they are a party of the case',
      needs: 'that the party is named by the id by which the person signs in',
    },
    {
      ...{ name: 'represented', asksWork: true },
      says: 'they act, or acted, for a party of the case',
      needs: 'that the representative is named by the id by which the person signs in',
    },
    {
      ...{ name: 'interest', asksWork: false },
      says: 'they declared an interest in the case or in a party of it',
      needs: 'that the interest is declared; one in a party counts where they hold work in the case',
    },
    {
      ...{ name: 'decided-original', asksWork: false },
      says: 'they had a part in the decision from whose review the case was opened',
      needs: 'that the review was asked for in the case that opened this one',
    },
    {
      ...{ name: 'colleague', asksWork: true },
      says: 'the case is declared to be that of somebody of their team',
      needs: 'that the tie is declared, and that both are in one team',
    },
  ],
};
