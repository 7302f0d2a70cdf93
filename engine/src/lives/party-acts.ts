// What people do about who takes part: add those who come later, with a mandate where they act for another, end it, and name who follows.
import { addDays } from '../calendar/calendar.ts';
import type { CaseCommand } from '../case/case.ts';
import type { PartyDefinition } from '../definition/definition.ts';
import { type Acting, currentIn, kept, option, type PossibleAct } from './acting.ts';
import { isAwaited } from './awaited-kinds.ts';
import { someOf, wordsOn } from './made-words.ts';

/** Of a role of many, so many come. */
const MOST_OF_ROLE = 3;

/** @param needed roles about whom a form asks for something while nobody was ever in them */
export function partyActs(acting: Acting, needed: ReadonlySet<string>): readonly PossibleAct[] {
  const { caseType } = acting;
  return [...caseType.parties.values()].flatMap((kind) => [
    ...adding(acting, kind, needed.has(kind.name)),
    ...(acting.isEnding ? [] : leaving(acting, kind)),
  ]);
}

function adding(acting: Acting, kind: PartyDefinition, isNeeded: boolean): readonly PossibleAct[] {
  const { caseType, chance, isEnding } = acting;
  const { name: of, later, max } = kind;
  const current = currentIn(acting, [of]).length;
  if (!later || current >= Math.min(max, MOST_OF_ROLE) || (isEnding && !isNeeded)) return [];
  const mandate = mandateOf(acting, kind);
  if (mandate === null) return [];
  const subject = `made-up.${chance.below(1_000_000)}.${of}`;
  const command: CaseCommand = { type: 'AddParty', of, subject, ...mandate };
  const isFirst = kept(acting, 'party', of).length === 0;
  return [option(isNeeded ? 8 : isFirst && isAwaited(caseType, of) ? 3 : 0.5, command)];
}

/** For whom, for what and until when somebody acts; empty for who acts for themselves, null where nobody is there to act for. */
function mandateOf(
  acting: Acting,
  { represents, scope }: PartyDefinition,
): Pick<Extract<CaseCommand, { type: 'AddParty' }>, 'represents' | 'scope' | 'until'> | null {
  const { chance, today } = acting;
  if (represents.length === 0) return {};
  const whom = chance.maybe(currentIn(acting, represents));
  if (whom === undefined) return null;
  const names = someOf(chance, scope).map(({ value }) => value);
  return { represents: whom, scope: names, until: addDays(today, 60 + chance.below(400)) };
}

function leaving(acting: Acting, { name: of, later, replaceable }: PartyDefinition): readonly PossibleAct[] {
  const { chance } = acting;
  return currentIn(acting, [of]).flatMap((entry) => {
    const reason = wordsOn(chance, 'asked');
    const subject = `made-up.${chance.below(1_000_000)}.${of}`;
    return [
      ...(later ? [option(0.05, { type: 'EndParty', of, entry, reason })] : []),
      ...(replaceable ? [option(0.04, { type: 'ReplaceParty', of, entry, subject, reason })] : []),
    ];
  });
}
