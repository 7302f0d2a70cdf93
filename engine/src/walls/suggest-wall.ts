// Whether what is known of one person and one case suggests a wall between them, and why. A pure function of facts: it knows no
// wall that stands, and nobody's name.
import type { WallRuleName, WallRules } from './wall-rules.ts';

/** Why a wall is suggested. What was weighed once, by rule and basis, is not suggested again. */
export interface WallReason {
  readonly rule: WallRuleName;
  /** What the rule rests on: `case`, the id of a party or a determination, the id of a colleague. */
  readonly basis: string;
}

/** A party of a case, also one whose time is over. */
export interface PartyInCase {
  /** Its id within the case. */
  readonly id: string;
  readonly subject: string;
  /** Whether it acts for another party. */
  readonly represents: boolean;
}

/** What is known of one person and one case. */
export interface PersonAndCase {
  readonly person: string;
  /** Whether a task of the case is theirs. */
  readonly holdsWork: boolean;
  readonly ties: readonly ('self' | 'kin')[];
  /** Ids and references in which they declared an interest. */
  readonly interests: readonly string[];
  /** By which the case itself may be named: its id and its reference. */
  readonly namesOfCase: readonly string[];
  readonly parties: readonly PartyInCase[];
  /** People of their teams, without themselves, whose case it is. */
  readonly colleaguesWhose: readonly string[];
  /** Determinations in which they had a part, and whose review opened the case. */
  readonly decided: readonly string[];
}

const THE_CASE = 'case';

type Bases = (about: PersonAndCase) => readonly string[];

const BASES: { readonly [K in WallRuleName]: Bases } = {
  'own-case': ({ ties }) => (ties.includes('self') ? [THE_CASE] : []),
  kin: ({ ties }) => (ties.includes('kin') ? [THE_CASE] : []),
  party: ({ person, parties }) =>
    parties.flatMap(({ id, subject, represents }) => (subject === person && !represents ? [id] : [])),
  represented: ({ person, parties }) =>
    parties.flatMap(({ id, subject, represents }) => (subject === person && represents ? [id] : [])),
  interest: ({ interests, namesOfCase, parties, holdsWork }) => [
    ...(namesOfCase.some((name) => interests.includes(name)) ? [THE_CASE] : []),
    ...(holdsWork ? parties.flatMap(({ id, subject }) => (interests.includes(subject) ? [id] : [])) : []),
  ],
  'decided-original': ({ decided }) => decided,
  colleague: ({ colleaguesWhose }) => colleaguesWhose,
};

/** The reasons in the order of the rules, each with its bases sorted; none where no wall is suggested. */
export function reasonsForWall(about: PersonAndCase, { rules }: WallRules): readonly WallReason[] {
  return rules.flatMap(({ name: rule, asksWork }) => {
    if (asksWork && !about.holdsWork) return [];
    return [...new Set(BASES[rule](about))].toSorted().map((basis) => ({ rule, basis }));
  });
}

/** Those that were not weighed before. */
export function newReasons(reasons: readonly WallReason[], weighed: readonly WallReason[]): readonly WallReason[] {
  return reasons.filter(({ rule, basis }) => !weighed.some((one) => one.rule === rule && one.basis === basis));
}

/** What was said before of a wall between a person and a case. */
interface WallSaid {
  readonly standing: string;
  readonly because?: readonly WallReason[] | undefined;
}

/** Whether a wall is to be suggested for these reasons: none stands, and nobody has weighed all of them when they dismissed one. */
export function isToSuggest(reasons: readonly WallReason[], said: readonly WallSaid[]): boolean {
  const weighed = said.flatMap(({ because = [] }) => because);
  return said.every(({ standing }) => standing === 'dismissed') && newReasons(reasons, weighed).length > 0;
}
