// What people do with issues, goals and obligations: raise, set and impose them, and bring each to its end.
import { addDays } from '../calendar/calendar.ts';
import type { CaseCommand } from '../case/case.ts';
import type { GoalDefinition, IssueDefinition, ObligationDefinition } from '../definition/definition.ts';
import { type Acting, currentIn, duty, isKnown, kept, type Named, option, type PossibleAct } from './acting.ts';
import { isAwaited } from './awaited-kinds.ts';
import { wordsOn } from './made-words.ts';

/** So many of a kind are open at once in a sensible case. */
const MOST_OPEN = 3;

export function issueActs(acting: Acting): readonly PossibleAct[] {
  return [...acting.caseType.issues.values()].flatMap((kind) => [
    ...raising(acting, kind),
    ...kept(acting, 'issue', kind.name).flatMap(([id, issue]) => movesOfIssue(acting, kind, [id, issue])),
  ]);
}

function raising(acting: Acting, { name: of, within, subject }: IssueDefinition): readonly PossibleAct[] {
  const { caseType, chance, isEnding } = acting;
  const all = kept(acting, 'issue', of);
  const open = all.filter(([, { status }]) => status === 'open').length;
  if (isEnding || open >= MOST_OPEN || (subject !== undefined && !isKnown(acting, subject))) return [];
  const wholes = within === undefined ? [] : kept(acting, 'issue', within).filter(([, one]) => one.status === 'open');
  if (within !== undefined && wholes.length === 0) return [];
  const weight = all.length === 0 && isAwaited(caseType, of) ? 4 : 0.6;
  const doing = (): { readonly command: CaseCommand } => {
    const whole = chance.maybe(wholes)?.[0];
    const words = wordsOn(chance, 'asked');
    return { command: { type: 'RaiseIssue', of, words, ...(whole === undefined ? {} : { within: whole }) } };
  };
  return [{ name: `RaiseIssue ${of}`, weight, doing }];
}

function movesOfIssue(
  { caseType, chance, isEnding }: Acting,
  { name: of, outcomes, mayReopen }: IssueDefinition,
  [entry, { status, determination }]: Named<'issue'>,
): readonly PossibleAct[] {
  if (status === 'decided') {
    if (!mayReopen || isEnding || determination !== undefined) return [];
    return [option(0.05, { type: 'ReopenIssue', of, entry, reason: wordsOn(chance, 'asked') })];
  }
  // What a delegate decides is decided in what they make.
  if ([...caseType.determinations.values()].some(({ decides }) => decides.includes(of))) return [];
  const outcome = chance.maybe(outcomes)?.value;
  if (outcome === undefined) return [];
  return [duty(1.5, { type: 'DecideIssue', of, entry, outcome, reasons: wordsOn(chance, 'reasons') })];
}

export function goalActs(acting: Acting): readonly PossibleAct[] {
  return [...acting.caseType.goals.values()].flatMap((kind) => [
    ...setting(acting, kind),
    ...kept(acting, 'goal', kind.name).flatMap(([id, goal]) => movesOfGoal(acting, kind, [id, goal])),
  ]);
}

function setting(acting: Acting, { name: of, owner: roles, measure }: GoalDefinition): readonly PossibleAct[] {
  const { caseType, chance, isEnding } = acting;
  const all = kept(acting, 'goal', of);
  const owner = chance.maybe(currentIn(acting, roles));
  if (isEnding || owner === undefined || all.filter(([, { until }]) => until === null).length > 1) return [];
  const low = chance.below(10);
  const high = low + 5 + chance.below(30);
  const [baseline, target] = measure.direction === 'more' ? [low, high] : [high, low];
  const said = { baseline: String(baseline), target: String(target), words: wordsOn(chance, 'wanted') };
  const weight = all.length === 0 && isAwaited(caseType, of) ? 4 : 0.8;
  return [option(weight, { type: 'SetGoal', of, owner, ...said })];
}

function movesOfGoal(
  { chance, isEnding }: Acting,
  { name: of }: GoalDefinition,
  [entry, { status, reviews, baseline, target }]: Named<'goal'>,
): readonly PossibleAct[] {
  if (status !== 'pursued') return [];
  const [from, to] = [Number(baseline), Number(target)];
  // What is measured comes nearer, with setbacks, and sometimes all the way.
  const value = String(Math.round(from + ((to - from) * chance.below(6)) / 4));
  const last = Number(reviews.at(-1)?.value ?? baseline);
  const isThere = from < to ? last >= to : last <= to;
  const isBetter = from < to ? last > from : last < from;
  const attainment = isThere ? 'attained' : isBetter ? 'partly-attained' : 'not-attained';
  const reasons = wordsOn(chance, 'reasons');
  return [
    ...(isEnding || reviews.length > 12 ? [] : [option(0.6, { type: 'ReviewGoal', of, entry, value })]),
    duty(isThere || reviews.length > 4 ? 1.5 : 0.1, { type: 'ConcludeGoal', of, entry, attainment, reasons }),
  ];
}

export function obligationActs(acting: Acting): readonly PossibleAct[] {
  return [...acting.caseType.obligations.values()].flatMap((kind) => [
    ...imposing(acting, kind),
    ...kept(acting, 'obligation', kind.name).flatMap(([entry, { of, status }]): readonly PossibleAct[] => {
      if (status !== 'owed' && status !== 'breached') return [];
      const reasons = wordsOn(acting.chance, 'reasons');
      return [
        duty(0.8, { type: 'MeetObligation', of, entry }),
        duty(0.05, { type: 'WaiveObligation', of, entry, reasons }),
      ];
    }),
  ]);
}

function imposing(acting: Acting, { name: of, owedBy: roles, clock }: ObligationDefinition): readonly PossibleAct[] {
  const { caseType, chance, today, isEnding } = acting;
  const all = kept(acting, 'obligation', of);
  const owers = [...(roles.includes('agency') ? ['agency'] : []), ...currentIn(acting, roles)];
  const owedBy = chance.maybe(owers);
  if (isEnding || owedBy === undefined || all.filter(([, one]) => one.until === null).length >= MOST_OPEN) return [];
  const decided = kept(acting, 'issue').filter(([, { status }]) => status === 'decided');
  const arisesFrom = chance.share(0.5) ? chance.maybe(decided)?.[0] : undefined;
  const origin = arisesFrom === undefined ? { agreement: wordsOn(chance, 'owed') } : { arisesFrom };
  // A kind with a clock reckons its day; another is told it.
  const due = clock === undefined ? { dueOn: addDays(today, 7 + chance.below(60)) } : {};
  const weight = all.length === 0 && isAwaited(caseType, of) ? 2 : 0.5;
  return [option(weight, { type: 'ImposeObligation', of, owedBy, words: wordsOn(chance, 'owed'), ...origin, ...due })];
}
