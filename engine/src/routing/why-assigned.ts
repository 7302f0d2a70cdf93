// Why work went to whom it went, and why not to someone else: the smallest set of causes, each of which, taken away,
// gives another answer. It asks the same routing again with the cause taken away.
import { type NamedCause, smallestCauses } from '../why/why.ts';
import type { Need } from './candidate.ts';
import { type Assignment, route, routeWaiving, type RoutingInput } from './route.ts';

export type RoutingCause =
  /** The rule's condition held. */
  | { readonly kind: 'rule'; readonly rule: string; readonly says: string }
  /** Whoever had the matter before. */
  | { readonly kind: 'continuity'; readonly person: string; readonly says: string }
  /** What each carries already. */
  | { readonly kind: 'load'; readonly says: string }
  /** A need that some people do not meet: one person, or in a large team everyone whom the same need keeps out. */
  | { readonly kind: 'against'; readonly people: readonly string[]; readonly need: Need; readonly says: string };

/** More causes than this that speak against people are told by need, not by person: nobody reads hundreds. */
const MOST_BY_PERSON = 12;
const NAMED_PEOPLE = 3;

export interface WhyAssigned {
  readonly person: string | null;
  readonly causes: readonly NamedCause<RoutingCause>[];
  /** Said where a draw decided among equals; a draw has no cause but its seed. */
  readonly drawn: string | null;
}

/** Why the work went to this person, queue or team, or to nobody. */
export function whyAssigned(input: RoutingInput): WhyAssigned {
  const assignment = route(input);
  const all = causesOf(input, assignment);
  const causes = smallestCauses(all, (held) =>
    answerOf(
      routeWithout(
        input,
        all.filter((cause) => !held.includes(cause)),
      ),
    ),
  );
  const { draw } = assignment;
  const drawn =
    draw === null ? null : `${draw.drawn} was drawn among ${draw.among.join(', ')} with the seed ${draw.seed}.`;
  return { person: assignment.person, causes, drawn };
}

/** Why a candidate could not get the work; empty where nothing spoke against them. */
export function whyNot(input: RoutingInput, person: string): readonly NamedCause<RoutingCause>[] {
  const all = againstOf(route(input)).filter((cause) => cause.people.includes(person));
  return smallestCauses(all, (held) => {
    const without = all.filter((cause) => !held.includes(cause));
    return String(routeWithout(input, without).candidates.find((one) => one.person === person)?.in);
  });
}

/** The assignment as it would be without these causes. */
export function routeWithout(input: RoutingInput, removed: readonly RoutingCause[]): Assignment {
  const waived = new Map<string, Set<Need>>();
  let { table, work, candidates } = input;
  for (const cause of removed) {
    if (cause.kind === 'rule') table = { ...table, rules: table.rules.filter(({ id }) => id !== cause.rule) };
    else if (cause.kind === 'continuity') work = { ...work, continuity: null };
    else if (cause.kind === 'load') candidates = candidates.map((person) => ({ ...person, load: [] }));
    else for (const person of cause.people) waived.set(person, (waived.get(person) ?? new Set()).add(cause.need));
  }
  return routeWaiving({ ...input, table, work, candidates }, waived);
}

/** Whether it was drawn is part of the answer: to get by lot what one got for sure is another one. */
function answerOf({ person, target, draw }: Assignment): string {
  return JSON.stringify([person, target, draw !== null]);
}

function causesOf(input: RoutingInput, assignment: Assignment): readonly RoutingCause[] {
  const rule = input.table.rules.find(({ id }) => id === assignment.rule);
  const causes: RoutingCause[] = [];
  if (rule?.when !== undefined) {
    causes.push({ kind: 'rule', rule: rule.id, says: `The rule ${rule.id} holds: ${rule.when.source}.` });
  }
  const { continuity } = input.work;
  if (rule?.needs.continuity === true && continuity !== null) {
    causes.push({ kind: 'continuity', person: continuity, says: `The matter was with ${continuity} before.` });
  }
  if (rule?.pick === 'least-load') causes.push({ kind: 'load', says: loadWords(assignment) });
  const against = againstOf(assignment);
  return [...causes, ...(against.length > MOST_BY_PERSON ? byNeed(against) : against)];
}

type Against = Extract<RoutingCause, { kind: 'against' }>;

function againstOf({ candidates }: Assignment): readonly Against[] {
  return candidates.flatMap(({ person, against }) =>
    against
      .filter(({ givenUp }) => !givenUp)
      .map(({ need, says }): Against => ({ kind: 'against', people: [person], need, says: `${person}: ${says}` })),
  );
}

function byNeed(against: readonly Against[]): readonly Against[] {
  const people = new Map<Need, string[]>();
  for (const { need, people: some } of against) people.set(need, [...(people.get(need) ?? []), ...some]);
  return [...people].map(([need, kept]) => ({
    kind: 'against',
    people: kept,
    need,
    says: `${need}: ${peopleWords(kept)}.`,
  }));
}

function peopleWords(people: readonly string[]): string {
  const more = people.length - NAMED_PEOPLE;
  const named = people.slice(0, NAMED_PEOPLE).join(', ');
  return `keeps out ${named}${more > 0 ? ` and ${more} more` : ''}`;
}

function loadWords({ candidates, person }: Assignment): string {
  const chosen = candidates.find((one) => one.person === person);
  return `Among those who fit, ${person ?? 'nobody'} has the smallest share in use (${chosen?.load ?? 0} of ${chosen?.capacity ?? 0}).`;
}
