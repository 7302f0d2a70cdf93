// What people agree to: somebody asks them before a use that rests on it, and now and then they think again.
import { addDays } from '../calendar/calendar.ts';
import { consentFor, type ConsentUse } from '../case/case.ts';
import type { ConsentDefinition } from '../definition/definition.ts';
import { type Acting, currentIn, option, type PossibleAct } from './acting.ts';
import { wordsOn } from './made-words.ts';

export function consentActs(acting: Acting): readonly PossibleAct[] {
  const { caseType, isEnding } = acting;
  if (isEnding) return [];
  return [...(caseType.consents?.values() ?? [])].flatMap((kind) => [
    ...asking(acting, kind),
    ...withdrawing(acting, kind),
  ]);
}

/**
 * Whether something of the case may be used as the case stands.
 *
 * @returns the consent on which that rests, by id; null where it needs none; undefined where one is missing
 */
export function consentNow({ caseType, state, now }: Acting, use: Omit<ConsentUse, 'now'>): string | null | undefined {
  const found = consentFor(caseType, state, { ...use, now });
  if (found.kind === 'missing') return undefined;
  return found.kind === 'given' ? found.consent : null;
}

/** What they agree to covers everything for this purpose, for ever or for a while. */
function asking(acting: Acting, { purpose, of }: ConsentDefinition): readonly PossibleAct[] {
  const { chance, today } = acting;
  const whose = chance.maybe(currentIn(acting, [of]));
  if (whose === undefined || inForce(acting, purpose).length > 0) return [];
  const given = { how: chance.share(0.6) ? 'spoken' : 'written', on: today, document: null } as const;
  const until = chance.share(0.3) ? `${addDays(today, 90 + chance.below(300))}T12:00:00Z` : null;
  const fact = { kind: 'consent', purpose, of: whose, sections: null, recipients: null, given, until } as const;
  return [{ ...option(1, { type: 'GiveAccess', fact }), name: `GiveAccess consent ${purpose}` }];
}

function withdrawing(acting: Acting, { purpose }: ConsentDefinition): readonly PossibleAct[] {
  const { chance } = acting;
  return inForce(acting, purpose).map((fact) => ({
    ...option(0.06, { type: 'EndAccess', fact, reason: wordsOn(chance, 'reasons') }),
    name: `EndAccess consent ${purpose}`,
  }));
}

function inForce({ state, now }: Acting, purpose: string): readonly string[] {
  return Object.entries(state.access?.facts ?? {}).flatMap(([id, fact]) =>
    fact.kind === 'consent' && fact.purpose === purpose && (fact.until === null || fact.until > now) ? [id] : [],
  );
}
