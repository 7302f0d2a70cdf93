// Whether what people say about access can be read by the rules for it: names have their form, sections exist, periods lie
// ahead. What could not be read would close the case to everybody, so it is refused before it is recorded.
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
export function classifyProblem(said: Extract<CaseCommand, { type: 'ClassifyCase' }>): string | null {
  const { classification, compartments, purposes, matters, reason } = said;
  if (classification !== null && (!NAME.test(classification.scale) || classification.level.trim() === '')) {
    return 'A classification needs the name of its scale and a level.';
  }
  if (purposes?.length === 0) return 'Name at least one purpose, or null for any.';
  const names = [...(classification?.markers ?? []), ...compartments, ...(purposes ?? []), ...matters];
  return namesProblem(names) ?? (reason.trim() === '' ? 'Give a reason.' : null);
}

/** A sentence that says what is wrong, or null. `from` is the instant from which it is given. */
export function givenProblem(
  caseType: CaseType,
  state: CaseState,
  { fact, from }: { readonly fact: GivenAccess; readonly from: string },
): string | null {
  switch (fact.kind) {
    case 'wall':
      if ((fact.person === null) === (fact.unit === null)) return 'A wall is for a person or for a unit.';
      return namesProblem([fact.person ?? fact.unit ?? '']);
    case 'seal':
      if (fact.openTo.length === 0) return 'Name at least one person to whom it stays open.';
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
export function sectionsProblem(caseType: CaseType, sections: readonly string[] | null): string | null {
  if (sections === null) return null;
  if (sections.length === 0) return 'Name at least one section.';
  const all = sectionsOf(caseType);
  const unknown = sections.find((section) => !all.includes(section));
  return unknown === undefined ? null : 'There is no such section.';
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
): string | null {
  if (!AGENCY.test(share.to)) return 'The number of the agency that receives is missing.';
  if (share.authority.trim() === '') return 'Name the law or agreement that allows it.';
  if (share.consent !== null) {
    const consent = known(state.access?.facts, share.consent);
    if (consent?.kind !== 'consent' || consent.purpose !== share.purpose) {
      return 'There is no such consent for this purpose.';
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

function endProblem(until: string, from: string): string | null {
  if (!isInstant(until)) return 'The end must be an instant with its offset.';
  return instantOf(until, 'UTC') > from ? null : 'The end must be in the future.';
}

function namesProblem(names: readonly string[]): string | null {
  return names.every((name) => NAME.test(name))
    ? null
    : 'A name may have letters, digits, dots, hyphens and underscores, and at most 64 of them.';
}
