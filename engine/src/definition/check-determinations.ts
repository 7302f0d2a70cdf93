// What must hold of the kinds of decisions of a delegate: somebody can make them, who may ask for a review is told, and reviews are
// answered by a kind that can answer them and ends with what a review does.
import { checkCalendar } from './check-clocks.ts';
import { checkReference, type Judging } from './check-data.ts';
import { checkKindNamed, checkStanding, checkStandingOrAgency } from './check-standing.ts';
import type { DeterminationDefinition } from './entry-definition.ts';
import { childOf, entriesOf, itemsOf, type MapEntry, textAt, textOf } from './located.ts';
import { type Place, report } from './problem.ts';

export function checkDeterminations(judging: Judging): void {
  for (const entry of entriesOf(childOf(judging.root, 'determinations'))) {
    const definition = judging.compiled.caseType.determinations.get(entry.key);
    if (definition !== undefined) checkDetermination(entry, definition, judging);
  }
}

function checkDetermination(entry: MapEntry, definition: DeterminationDefinition, judging: Judging): void {
  const { key, at, value } = entry;
  const { roles, issues, fields } = judging.compiled.caseType;
  const delegation = childOf(value, 'delegation');
  if ((delegation === null) === (definition.body === undefined)) {
    refuse(judging, at, `Say who makes “${key}”: delegation, or body where one outside the agency does, and not both.`);
  }
  checkReference(judging, childOf(delegation, 'role'), { known: roles, code: 'unknown-role' });
  for (const item of itemsOf(childOf(value, 'decides'))) {
    checkKindNamed(item, { list: 'issues', kinds: issues }, judging);
  }
  for (const item of itemsOf(childOf(value, 'considers'))) {
    checkReference(judging, item, { known: fields, code: 'unknown-field' });
  }
  for (const item of itemsOf(childOf(value, 'notify'))) checkStanding(item, judging);
  for (const right of entriesOf(childOf(value, 'review'))) checkRight(right, definition, judging);
  checkOutcomes(entry, definition, judging);
}

function checkRight({ key, value }: MapEntry, definition: DeterminationDefinition, judging: Judging): void {
  const { determinations } = judging.compiled.caseType;
  for (const item of itemsOf(childOf(value, 'asks'))) {
    checkStandingOrAgency(item, judging);
    const role = textOf(item) ?? '';
    if (role === 'agency' || definition.notify.includes(role)) continue;
    refuse(judging, item, `“${role}” may ask for a review and is not told of the decision. Add them to notify.`);
  }
  const clock = childOf(value, 'clock');
  const right = definition.review.find(({ name }) => name === key);
  if (clock !== null && right !== undefined) {
    checkCalendar({ key, at: clock, value: clock }, { rule: right.clock }, judging);
  }
  const decidedAs = childOf(value, 'decidedAs');
  checkKindNamed(decidedAs, { list: 'determinations', kinds: determinations }, judging);
  const answer = determinations.get(textAt(value, 'decidedAs') ?? '');
  if (decidedAs === null || answer === undefined || right === undefined) return;
  if ((right.body === 'external') !== (answer.body !== undefined)) {
    refuse(
      judging,
      decidedAs,
      `“${answer.name}” is made ${answer.body === undefined ? 'in the agency' : 'outside'}, and this review is ${right.body}.`,
    );
  }
  if (reviewsOf(answer.name, determinations).has(answer.name)) {
    refuse(judging, decidedAs, `“${answer.name}” would answer a review of itself, and nothing could come first.`);
  }
}

/** Kinds by which a review of one is answered, and of those in their turn. */
function reviewsOf(name: string, kinds: ReadonlyMap<string, DeterminationDefinition>): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (of: string): void => {
    for (const { decidedAs } of kinds.get(of)?.review ?? []) {
      if (found.has(decidedAs)) continue;
      found.add(decidedAs);
      follow(decidedAs);
    }
  };
  follow(name);
  return found;
}

const EFFECTS = ['affirmed', 'varied', 'set-aside'];

/** What answers a review does one of three things to what it reviews. */
function checkOutcomes({ key, value }: MapEntry, { outcomes }: DeterminationDefinition, judging: Judging): void {
  const kinds = [...judging.compiled.caseType.determinations.values()];
  const outcomesAt = childOf(value, 'outcomes');
  if (outcomesAt === null || !kinds.some(({ review }) => review.some(({ decidedAs }) => decidedAs === key))) return;
  const ends = `“${key}” answers a review, which ends with ${EFFECTS.join(', ')}.`;
  const other = outcomes.find((outcome) => !EFFECTS.includes(outcome.value));
  if (other !== undefined) refuse(judging, outcomesAt, `${ends} Rename “${other.value}”.`);
  // Not every body may vary what it reviews; each may leave it as it is, and do something about it.
  const has = (effect: string): boolean => outcomes.some(({ value: outcome }) => outcome === effect);
  if (other !== undefined || (has('affirmed') && (has('varied') || has('set-aside')))) return;
  const lacks = has('affirmed') ? '“varied”, “set-aside” or both' : '“affirmed”';
  refuse(judging, outcomesAt, `${ends} Add ${lacks}.`);
}

function refuse(judging: Judging, place: Place, reason: string): void {
  report(judging.findings, place, { code: 'not-accepted', reason });
}
