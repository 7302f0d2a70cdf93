// What a case type says about who may read its cases. Types, and the two questions that every reader of it asks.
import type { Expression } from '../expression/parse.ts';
import type { CaseType } from './case-type.ts';

/** A level of a scale, with markers. The scales are settings of a jurisdiction, so a level is only a text here. */
export interface ClassificationDefinition {
  readonly scale: string;
  readonly level: string;
  readonly markers: readonly string[];
}

/** What a section or a field asks for, besides what holds it. */
export interface RestrictionDefinition {
  /** Roles that may read it; null where whoever may read the case may read it. */
  readonly readers: readonly string[] | null;
  /** Roles that may record it, an empty list where the case alone does; absent: whoever may do the work that records it. */
  readonly writers?: readonly string[];
  readonly classification: ClassificationDefinition | null;
  readonly compartments: readonly string[];
  readonly purposes: readonly string[] | null;
}

export interface SectionDefinition extends RestrictionDefinition {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly string[];
}

/** A kind of emergency in which a case may be opened. */
export interface EmergencyDefinition {
  readonly category: string;
  readonly title: string;
}

/** What may be known to those who may not read a field from which it follows, and why: a written exception. */
export interface ToldDefinition {
  readonly kind: 'item' | 'clock' | 'field';
  readonly name: string;
  /** The field of which it tells. */
  readonly of: string;
  readonly reason: string;
}

/** While the condition holds, whoever does work in the case must have one of these roles too; with none, nobody does. */
export interface ActingDefinition {
  /** Absent: always. */
  readonly when?: Expression;
  readonly by: readonly string[];
}

export interface AccessDefinition {
  readonly classification: ClassificationDefinition | null;
  readonly compartments: readonly string[];
  /** What a case may be read for; null: anything. */
  readonly purposes: readonly string[] | null;
  /** The role that changes who may read. */
  readonly manage: string;
  /** Kinds of emergency; absent: those of every case type that names none. */
  readonly emergencies?: readonly EmergencyDefinition[];
  readonly sections: readonly SectionDefinition[];
  /** Single fields that ask for more than their section. */
  readonly fields: ReadonlyMap<string, RestrictionDefinition>;
  readonly tells: readonly ToldDefinition[];
  /** Who may do work at all, besides the role that the work asks for; absent: anybody who has that role. */
  readonly acting?: readonly ActingDefinition[];
  /** The section of each field that is in one, and of each kind of entry, `issues.allegation`, that names one. */
  readonly sectionOf: ReadonlyMap<string, string>;
}

/** The section of what is in no other: fields that none names, notes, and reasons in words. */
export const GENERAL = 'general';

/** The role that may change who may read a case. */
export function managerOf({ access, closing }: CaseType): string {
  return access?.manage ?? closing.by;
}

const EMERGENCIES: readonly EmergencyDefinition[] = [
  { category: 'life', title: 'Danger to life or health' },
  { category: 'child', title: 'Safety of a child' },
  { category: 'public', title: 'Public safety' },
  { category: 'other', title: 'Something else' },
];

/** The kinds of emergency in which such a case may be opened; never none. */
export function emergenciesOf({ access }: CaseType): readonly EmergencyDefinition[] {
  return access?.emergencies ?? EMERGENCIES;
}

/** Every section of such a case by its name, `general` first. */
/** Whether a case is one section, without fields of their own readers: then whoever may read it may read all of it. */
export function isOneSection({ access }: Pick<CaseType, 'access'>): boolean {
  return access === undefined || (access.sections.length === 0 && access.fields.size === 0);
}

export function sectionsOf({ access }: CaseType): readonly string[] {
  return [GENERAL, ...(access?.sections ?? []).map(({ name }) => name)];
}
