// What was said of who may read a case, in plain words. What people said in words of their own is kept apart.
import type { AccessEvent, HeldAccess } from '../case/case.ts';
import { GENERAL } from '../definition/definition.ts';
import type { CaseType } from '../definition/case-type.ts';
import { type WallReason, wallRules } from '../walls/walls.ts';
import { plainDate } from './plain-value.ts';

interface Words {
  readonly title: string;
  readonly detail: readonly string[];
  readonly said?: readonly string[];
}

export function accessWords(caseType: CaseType, event: AccessEvent, nameOf: (person: string) => string): Words {
  switch (event.type) {
    case 'CaseClassified':
      return { title: 'Classified', detail: classifiedLines(event), said: because(event) };
    case 'ReclassificationProposed':
      return {
        title: `Lower classification proposed by ${nameOf(event.by)}`,
        detail: classifiedLines(event),
        said: because(event),
      };
    case 'AccessGiven':
      return givenWords(caseType, event.fact, nameOf);
    case 'AccessEnded':
      return { title: `Access changed: ${event.fact} has ended`, detail: [], said: because(event) };
    case 'AccessRequested':
      return {
        title: `Access asked for by ${nameOf(event.person)}`,
        detail: [...sectionLine(caseType, event.sections), until(event.until)],
        said: because(event),
      };
    case 'RequestOverdue':
      return { title: 'A request for access was not answered in time', detail: [] };
    case 'AccessDecided': {
      const title = event.given === undefined ? 'Access refused' : 'Access granted';
      const given = event.given === undefined ? [] : givenWords(caseType, event.given.fact, nameOf).detail;
      return { title, detail: given, said: because(event) };
    }
    case 'GlassBroken':
      return { ...givenWords(caseType, event.fact, nameOf), title: 'Opened in an emergency' };
    case 'BreakGlassReviewed':
      return {
        title: `Emergency access reviewed: ${event.finding === 'justified' ? 'justified' : 'not justified'}`,
        detail: [],
        said: because(event),
      };
    case 'ReviewOverdue':
      return { title: 'Emergency access was not reviewed in time', detail: [] };
  }
}

function givenWords(caseType: CaseType, fact: HeldAccess, nameOf: (person: string) => string): Words {
  const end = fact.until === null ? [] : [until(fact.until)];
  switch (fact.kind) {
    case 'wall': {
      const whom = fact.person === null ? `the unit ${fact.unit}` : nameOf(fact.person);
      const title = fact.standing === 'suggested' ? `Wall suggested for ${whom}` : `Kept off the case: ${whom}`;
      return { title, detail: [...whyLines(fact.because), ...end] };
    }
    case 'seal':
      return {
        title: fact.section === null ? 'Case sealed' : `Sealed: ${sectionTitle(caseType, fact.section)}`,
        detail: [`Open to ${fact.openTo.map(nameOf).join(', ')}`, ...end],
      };
    case 'share': {
      const to = fact.unit === null ? `agency ${fact.to}` : `${fact.unit} of agency ${fact.to}`;
      const detail = [`For ${fact.purpose}, by ${fact.authority}`, ...sectionLine(caseType, fact.sections), ...end];
      return { title: `Shared with ${to}`, detail };
    }
    case 'consent':
      return {
        title: `Consent recorded for ${fact.purpose}`,
        detail: [
          ...(fact.sections === undefined ? [] : sectionLine(caseType, fact.sections)),
          ...(fact.recipients === undefined || fact.recipients === null ? [] : [`For ${fact.recipients.join(', ')}`]),
          ...end,
        ],
      };
    case 'specific':
      return {
        title: `Access for ${nameOf(fact.person)}`,
        detail: [`For ${nameOf(fact.person)}`, ...sectionLine(caseType, fact.sections), ...end],
      };
    case 'break-glass':
      return {
        title: `Opened in an emergency by ${nameOf(fact.person)}`,
        detail: end,
        said: [`Category: ${fact.category}`, ...because(fact)],
      };
  }
}

/** By a rule: what is so of whom the wall is for. */
function whyLines(reasons: readonly WallReason[] = []): readonly string[] {
  const names = new Set(reasons.map(({ rule }) => rule));
  return wallRules.rules.flatMap(({ name, says }) => (names.has(name) ? [`By a rule: ${says}`] : []));
}

function because({ reason }: { readonly reason: string }): readonly string[] {
  return [`Reason: ${reason}`];
}

type ClassifiedEvent = Extract<AccessEvent, { type: 'CaseClassified' | 'ReclassificationProposed' }>;

function classifiedLines({ classification, compartments, purposes }: ClassifiedEvent): readonly string[] {
  const level =
    classification === null
      ? 'No classification'
      : [`${classification.scale} ${classification.level}`, ...classification.markers].join(', ');
  return [
    level,
    ...(compartments.length === 0 ? [] : [`Compartments: ${compartments.join(', ')}`]),
    ...(purposes === null ? [] : [`Purposes: ${purposes.join(', ')}`]),
  ];
}

function sectionLine(caseType: CaseType, sections: readonly string[] | null): readonly string[] {
  return sections === null ? [] : [`Sections: ${sections.map((name) => sectionTitle(caseType, name)).join(', ')}`];
}

/** What people call a section. */
export function sectionTitle({ access }: CaseType, name: string): string {
  if (name === GENERAL) return 'General';
  return access?.sections.find((section) => section.name === name)?.title ?? name;
}

function until(instant: string): string {
  return `Until ${plainDate(instant)}`;
}
