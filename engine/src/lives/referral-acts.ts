// What people do with referrals: give another agency a share and refer something to it, or refer it to a team; record what the other side
// says; and end a share whose referral is over.
import { addDays } from '../calendar/calendar.ts';
import { type CaseCommand, recipientOf, sharesLeftOpen } from '../case/case.ts';
import type { ReferralDefinition } from '../definition/definition.ts';
import { type Acting, duty, kept, type Named, option, type PossibleAct } from './acting.ts';
import { isAwaited } from './awaited-kinds.ts';
import { consentNow } from './consent-acts.ts';
import { someOf, wordsOn } from './made-words.ts';

export function referralActs(acting: Acting): readonly PossibleAct[] {
  const { caseType, state, chance, now } = acting;
  const left = sharesLeftOpen(state, now);
  return [
    ...[...caseType.referrals.values()].flatMap((kind) => [
      ...(acting.isEnding ? [] : offering(acting, kind)),
      ...kept(acting, 'referral', kind.name).flatMap(([id, one]) => movesOf(acting, kind, [id, one])),
    ]),
    ...left.map((fact) => duty(2, { type: 'EndAccess', fact, reason: wordsOn(chance, 'reasons') })),
  ];
}

function offering(acting: Acting, kind: ReferralDefinition): readonly PossibleAct[] {
  const { caseType, chance, today } = acting;
  const { name: of, to, sections: all } = kind;
  const before = kept(acting, 'referral', of);
  if (before.some(([, { until }]) => until === null)) return [];
  const weight = before.length === 0 && isAwaited(caseType, of) ? 2 : 0.3;
  const words = wordsOn(chance, 'asked');
  if (to === 'agency') return offeringAbroad(acting, kind, weight);
  // Any other team of the case type, and its own where it has no other.
  const teams = [...caseType.routing.values()].flatMap(({ table }) =>
    table.rules.flatMap((rule) => ('team' in rule.to ? [rule.to.team] : [])),
  );
  const team = chance.maybe(teams) ?? caseType.team;
  const command: CaseCommand = {
    ...{ type: 'OfferReferral', of, to: { team }, words },
    ...{ sections: someOf(chance, all), endsOn: addDays(today, 30 + chance.below(120)) },
  };
  const use = { purpose: kind.purpose, sections: command.sections, recipient: `team:${team}` };
  return consentNow(acting, use) === undefined ? [] : [option(weight, command)];
}

/** What another agency may read is given first, and the referral then names it. */
function offeringAbroad(acting: Acting, kind: ReferralDefinition, weight: number): readonly PossibleAct[] {
  const { chance, state, today, now, caseType, otherAgency } = acting;
  const { name: of, purpose, authority, sections } = kind;
  const named = new Set(kept(acting, 'referral').map(([, { share }]) => share));
  const facts = Object.entries(state.access?.facts ?? {});
  const given = facts.find(
    ([id, fact]) =>
      fact.kind === 'share' &&
      fact.purpose === purpose &&
      fact.authority === authority &&
      !named.has(id) &&
      fact.to === otherAgency &&
      fact.until !== null &&
      fact.until > now,
  );
  const fact = given?.[1];
  if (given !== undefined && fact?.kind === 'share') {
    const endsOn = addDays((fact.until ?? today).slice(0, 10), 1);
    const to = { agency: fact.to, unit: fact.unit };
    const words = wordsOn(chance, 'asked');
    const use = { purpose, sections: fact.sections, recipient: `agency:${fact.to}` };
    if (consentNow(acting, use) === undefined) return [];
    return [option(3, { type: 'OfferReferral', of, to, words, sections: fact.sections, endsOn, share: given[0] })];
  }
  const until = `${addDays(today, 60 + chance.below(120))}T12:00:00Z`;
  const some = someOf(chance, sections);
  const consent = consentNow(acting, { purpose, sections: some, recipient: `agency:${otherAgency}` });
  if (consent === undefined) return [];
  const share = { kind: 'share', to: otherAgency, unit: null, purpose, authority, consent, until } as const;
  const command: CaseCommand = { type: 'GiveAccess', fact: { ...share, sections: some } };
  return [{ ...option(weight, command), name: `GiveAccess ${caseType.name} ${of}` }];
}

function movesOf(
  acting: Acting,
  { name: of, declineReasons }: ReferralDefinition,
  [entry, { status, purpose, sections, to }]: Named<'referral'>,
): readonly PossibleAct[] {
  const { chance, isEnding } = acting;
  const reasons = wordsOn(chance, 'reasons');
  const withdraw = duty(isEnding ? 0.5 : 0.05, { type: 'WithdrawReferral', of, entry, reasons });
  if (status === 'accepted') return [duty(1.2, { type: 'AnswerReferral', of, entry, answer: reasons }), withdraw];
  if (status !== 'offered') return [];
  const because = chance.maybe(declineReasons)?.value ?? '';
  const isAllowed = consentNow(acting, { purpose, sections, recipient: recipientOf(to) }) !== undefined;
  return [
    ...(isAllowed ? [duty(1.5, { type: 'AcceptReferral', of, entry })] : []),
    duty(0.4, { type: 'DeclineReferral', of, entry, because }),
    withdraw,
  ];
}
