// One person beside the needs of one piece of work: which needs they do not meet, in plain words. Chooses nobody.
import type { Relaxable } from './routing-table.ts';

export interface Candidate {
  readonly id: string;
  readonly teams: readonly string[];
  readonly queues: readonly string[];
  /** Skill to level, 1 to 5. */
  readonly skills: Readonly<Record<string, number>>;
  readonly languages: readonly string[];
  readonly places: readonly string[];
  /** How much weight they can carry at once: 10 for full time, 5 for half, whatever the agency's scale is. */
  readonly capacity: number;
  /** Weight of each open piece of work. */
  readonly load: readonly number[];
  /** Ids of people, organisations and cases that they declared an interest in, with what they said. */
  readonly conflicts: Readonly<Record<string, string>>;
  readonly away: boolean;
}

/** The work, with everything about it that routing may know. */
export interface Work {
  readonly task: string;
  readonly case: string;
  /** Ids of everyone whom the case is about or concerns. */
  readonly parties: readonly string[];
  /** Who had the matter before. */
  readonly continuity: string | null;
  /** Who decided in the matter before. */
  readonly decidedBy: readonly string[];
  /** Who may open the case, by the policy; routing asks nobody else. */
  readonly mayOpen: ReadonlySet<string>;
  /** Who may do this work, by the policy; absent: whoever may open the case. */
  readonly mayDo?: ReadonlySet<string>;
}

/** A rule's needs with what depends on the case filled in. */
export interface Asked {
  readonly among: { readonly queue?: string; readonly team?: string; readonly person?: string };
  readonly skills: Readonly<Record<string, number>>;
  readonly language: string | null;
  readonly place: string | null;
  readonly continuity: boolean;
  readonly uninvolved: boolean;
  readonly capacity: boolean;
  readonly weight: number;
}

export type Need = 'may-open' | 'may-do' | 'conflict' | 'uninvolved' | 'member' | 'present' | Relaxable;

export interface Unmet {
  readonly need: Need;
  readonly says: string;
}

/** Every need that the person does not meet, those that are never given up first. */
export function unmetBy(person: Candidate, asked: Asked, work: Work): readonly Unmet[] {
  return [...unmetForGood(person, asked, work), ...unmetForNow(person, asked, work)];
}

export function loadOf({ load }: Candidate): number {
  return load.reduce((sum, weight) => sum + weight, 0);
}

function unmetForGood(person: Candidate, { among, uninvolved }: Asked, work: Work): readonly Unmet[] {
  const unmet: Unmet[] = [];
  if (!work.mayOpen.has(person.id)) unmet.push({ need: 'may-open', says: 'May not open the case.' });
  else if (work.mayDo?.has(person.id) === false)
    unmet.push({ need: 'may-do', says: 'Has not the role for this work.' });
  const interest = [work.case, ...work.parties].find((id) => Object.hasOwn(person.conflicts, id));
  if (interest !== undefined) {
    unmet.push({ need: 'conflict', says: `Declared an interest in ${interest}: ${person.conflicts[interest] ?? ''}.` });
  } else if (work.parties.includes(person.id)) {
    unmet.push({ need: 'conflict', says: 'Is a party to the case.' });
  }
  if (uninvolved && work.decidedBy.includes(person.id)) {
    unmet.push({ need: 'uninvolved', says: 'Decided in this matter before.' });
  }
  if (!isAmong(person, among)) unmet.push({ need: 'member', says: `Is not ${amongWords(among)}.` });
  if (person.away) unmet.push({ need: 'present', says: 'Is away.' });
  return unmet;
}

function unmetForNow(person: Candidate, asked: Asked, work: Work): readonly Unmet[] {
  const unmet: Unmet[] = [];
  if (asked.continuity && work.continuity !== null && work.continuity !== person.id) {
    unmet.push({ need: 'continuity', says: `The matter was with ${work.continuity} before.` });
  }
  if (asked.language !== null && !person.languages.includes(asked.language)) {
    unmet.push({ need: 'language', says: `Does not speak ${asked.language}.` });
  }
  if (asked.place !== null && !person.places.includes(asked.place)) {
    unmet.push({ need: 'place', says: `Does not work in ${asked.place}.` });
  }
  for (const [skill, level] of Object.entries(asked.skills)) {
    const has = Object.hasOwn(person.skills, skill) ? (person.skills[skill] ?? 0) : 0;
    if (has < level)
      unmet.push({ need: `skill:${skill}`, says: `Has ${skill} at level ${has}, and ${level} is needed.` });
  }
  const load = loadOf(person);
  if (asked.capacity && load + asked.weight > person.capacity) {
    const says = `Carries ${load} of ${person.capacity}, and this weighs ${asked.weight}.`;
    unmet.push({ need: 'capacity', says });
  }
  return unmet;
}

function isAmong(person: Candidate, { queue, team, person: only }: Asked['among']): boolean {
  if (only !== undefined) return person.id === only;
  if (team !== undefined) return person.teams.includes(team);
  return queue !== undefined && person.queues.includes(queue);
}

function amongWords({ queue, team, person }: Asked['among']): string {
  if (person !== undefined) return person;
  return team === undefined ? `serving the queue ${queue ?? ''}` : `in the team ${team}`;
}
