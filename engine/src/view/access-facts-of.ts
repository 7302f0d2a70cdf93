// What a case says about who may read it, as the facts from which the policy decides. Ids carry the agency: `7/ann`. It
// decides nothing and leaves nothing out: what a fact is worth, and until when, is for the policy to say.
import { millisecondsOf } from '../calendar/calendar.ts';
import { classifiedOf } from '../case/access-commands.ts';
import type { HeldAccess } from '../case/access-state.ts';
import { queueOfAssignee } from '../case/queues.ts';
import type { CaseState } from '../case/state.ts';
import { GENERAL, type RestrictionDefinition } from '../definition/access-definition.ts';
import type { CaseType } from '../definition/case-type.ts';
import type { AccessFact, CaseFact, CasePart } from '../policy/access-facts.ts';

export interface CaseInAgency {
  readonly tenant: number;
  readonly caseId: string;
  readonly caseType: CaseType;
  readonly state: CaseState;
}

/** Everything that is said of access in one case: the case with its parts, what was given, and who works on it. */
export function accessFactsOf(of: CaseInAgency): readonly AccessFact[] {
  const { state } = of;
  const given = Object.entries(state.access?.facts ?? {}).map(([id, held]) => factOf(of, id, held));
  return [caseFactOf(of), ...given, ...assignmentsOf(of)];
}

/** The case itself, with a part for each section and for each field that asks for something of its own. */
export function caseFactOf({ tenant, caseId, caseType, state }: CaseInAgency): CaseFact {
  const { classification, compartments, purposes, matters } = classifiedOf(caseType, state);
  return {
    ...{ kind: 'case', id: `${caseId}.case`, from: null, until: null },
    case: `${tenant}/${caseId}`,
    unit: `${tenant}/${state.team}`,
    matters: matters.map((matter) => `${tenant}/${matter}`),
    classification,
    compartments: compartments.map((name) => `${tenant}/${name}`),
    purposes,
    parts: partsOf(caseType, tenant),
  };
}

const UNRESTRICTED: RestrictionDefinition = { readers: null, classification: null, compartments: [], purposes: null };

function partsOf({ access }: CaseType, tenant: number): readonly CasePart[] {
  const sections = access?.sections ?? [];
  return [
    partOf({ part: GENERAL, kind: 'section', section: GENERAL }, UNRESTRICTED, tenant),
    ...sections.map((section) =>
      partOf({ part: section.name, kind: 'section', section: section.name }, section, tenant),
    ),
    ...[...(access?.fields ?? [])].map(([field, asks]) =>
      partOf({ part: field, kind: 'field', section: access?.sectionOf.get(field) ?? GENERAL }, asks, tenant),
    ),
  ];
}

function partOf(
  named: Pick<CasePart, 'part' | 'kind' | 'section'>,
  { readers, classification, compartments, purposes }: RestrictionDefinition,
  tenant: number,
): CasePart {
  return {
    ...named,
    classification,
    compartments: compartments.map((name) => `${tenant}/${name}`),
    readers,
    purposes,
  };
}

function factOf({ tenant, caseId }: CaseInAgency, id: string, held: HeldAccess): AccessFact {
  const base = {
    id: `${caseId}.${id}`,
    from: millisecondsOf(held.from),
    until: held.until === null ? null : millisecondsOf(held.until),
    case: `${tenant}/${caseId}`,
  };
  const own = (name: string): string => `${tenant}/${name}`;
  switch (held.kind) {
    case 'wall': {
      const { kind, standing, person, unit } = held;
      const whom = { person: person === null ? null : own(person), unit: unit === null ? null : own(unit) };
      return { ...base, kind, matter: null, standing, ...whom };
    }
    case 'seal':
      return { ...base, kind: held.kind, section: held.section, openTo: held.openTo.map(own) };
    case 'share': {
      const { kind, to, unit, sections, purpose, authority, consent } = held;
      return {
        ...{ ...base, kind, by: String(tenant), to, sections, purpose, authority },
        unit: unit === null ? null : `${to}/${unit}`,
        consent: consent === null ? null : `${caseId}.${consent}`,
      };
    }
    case 'consent':
      return { ...base, kind: held.kind, purpose: held.purpose };
    case 'specific': {
      const { kind, person, sections, approvedBy } = held;
      return { ...base, kind, person: own(person), sections, approvedBy: own(approvedBy) };
    }
    case 'break-glass':
      return { ...base, kind: held.kind, person: own(held.person), reason: held.reason };
  }
}

/** One for each person who has work to do in it; a closed case is nobody's work. */
function assignmentsOf({ tenant, caseId, state }: CaseInAgency): readonly AccessFact[] {
  const people = new Set<string>();
  for (const { assignee } of state.status === 'closed' ? [] : Object.values(state.tasks)) {
    if (assignee !== undefined && queueOfAssignee(assignee) === null) people.add(assignee);
  }
  return [...people].toSorted().map((person, at) => ({
    ...{ kind: 'assignment', id: `${caseId}.assigned.${at + 1}`, from: null, until: null },
    ...{ person: `${tenant}/${person}`, case: `${tenant}/${caseId}`, delegable: true },
  }));
}
