// Whether what people say about access can be read by the rules for it: names have their form, sections exist, periods lie
// ahead. What could not be read would close the case to everybody, so it is refused before it is recorded.
import { say, type Said } from '../sentences/say.ts';
import { instantOf, isInstant } from '../calendar/calendar.ts';
import { sectionsOf } from '../definition/access-definition.ts';
import type { CaseType } from '../definition/case-type.ts';
import { known } from '../plan/known.ts';
import type { Classified } from './access-state.ts';
import type { CaseCommand } from './commands.ts';
import { consentFault, consentProblem } from './consents.ts';
import type { CaseState } from './state.ts';

export type GivenAccess = Extract<CaseCommand, { type: 'GiveAccess' }>['fact'];

const NAME = /^[A-Za-z0-9_.-]{1,64}$/;
const AGENCY = /^[1-9][0-9]{0,8}$/;

/** A sentence that says what is wrong, or null. */
export function classifyProblem(said: Extract<CaseCommand, { type: 'ClassifyCase' }>): Said | null {
  const { classification, compartments, purposes, matters, reason } = said;
  if (classification !== null && (!NAME.test(classification.scale) || classification.level.trim() === '')) {
    return say('a-classification-needs-the-name-of');
  }
  if (purposes?.length === 0) return say('name-at-least-one-purpose-or');
  const names = [...(classification?.markers ?? []), ...compartments, ...(purposes ?? []), ...matters];
  return namesProblem(names) ?? (reason.trim() === '' ? say('give-a-reason') : null);
}

/** A sentence that says what is wrong, or null. `from` is the instant from which it is given. */
export function givenProblem(
  caseType: CaseType,
  state: CaseState,
  { fact, from }: { readonly fact: GivenAccess; readonly from: string },
): Said | null {
  switch (fact.kind) {
    case 'wall':
      if ((fact.person === null) === (fact.unit === null)) return say('a-wall-is-for-a-person');
      return namesProblem([fact.person ?? fact.unit ?? '']);
    case 'seal':
      if (fact.openTo.length === 0) return say('name-at-least-one-person-to');
      return namesProblem(fact.openTo) ?? sectionsProblem(caseType, fact.section === null ? null : [fact.section]);
    case 'consent':
      return (
        namesProblem([fact.purpose]) ??
        (fact.until === null ? null : endProblem(fact.until, from)) ??
        consentProblem(caseType, state, { consent: fact, from })
      );
    case 'share':
      return shareProblem(caseType, state, { share: fact, from });
  }
}

/** A sentence that says what is wrong, or null. */
export function sectionsProblem(caseType: CaseType, sections: readonly string[] | null): Said | null {
  if (sections === null) return null;
  if (sections.length === 0) return say('name-at-least-one-section');
  const all = sectionsOf(caseType);
  const unknown = sections.find((section) => !all.includes(section));
  return unknown === undefined ? null : say('there-is-no-such-section');
}

/** The same names in the same order, each once. */
export function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted();
}

export function isSameSaid(one: Classified, other: Classified): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ classification, compartments, purposes, matters }: Classified): string {
  const of =
    classification === null ? null : [classification.scale, classification.level, sorted(classification.markers)];
  return JSON.stringify([of, compartments, purposes, matters]);
}

function shareProblem(
  caseType: CaseType,
  state: CaseState,
  { share, from }: { readonly share: Extract<GivenAccess, { kind: 'share' }>; readonly from: string },
): Said | null {
  if (!AGENCY.test(share.to)) return say('the-number-of-the-agency-that');
  if (share.authority.trim() === '') return say('name-the-law-or-agreement-that');
  if (share.consent !== null) {
    const consent = known(state.access?.facts, share.consent);
    if (consent?.kind !== 'consent' || consent.purpose !== share.purpose) {
      return say('there-is-no-such-consent-for');
    }
  }
  return (
    namesProblem([share.purpose, ...(share.unit === null ? [] : [share.unit])]) ??
    sectionsProblem(caseType, share.sections) ??
    endProblem(share.until, from) ??
    consentFault(caseType, state, {
      ...{ purpose: share.purpose, sections: share.sections, recipient: `agency:${share.to}`, now: from },
      named: share.consent,
    })
  );
}

function endProblem(until: string, from: string): Said | null {
  if (!isInstant(until)) return say('the-end-must-be-an-instant');
  return instantOf(until, 'UTC') > from ? null : say('the-end-must-be-in-the');
}

function namesProblem(names: readonly string[]): Said | null {
  return names.every((name) => NAME.test(name)) ? null : say('a-name-may-have-letters-digits');
}
