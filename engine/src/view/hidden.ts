// What a reader of some parts of a case may not know, since it follows from what they may not read: worked out once for a case
// type and these parts, since both change seldom and cases are opened often. It knows nothing of who the reader is.
import { type CaseType, GENERAL, partsAsked, whatFollows, type WhatFollows } from '../definition/definition.ts';
import { isCollection } from '../expression/expression.ts';
import { CASE_PLAN, definitionOf } from '../plan/instance.ts';

/** Names of the sections, and of the fields that ask for something of their own, that a reader may read; null: all. */
export type ReadableParts = ReadonlySet<string> | null;

export interface Hidden {
  readonly fields: ReadonlySet<string>;
  readonly clocks: ReadonlySet<string>;
  /** Items, by their definitions, of which it may not be known that they are there. */
  readonly begins: ReadonlySet<string>;
  readonly ends: ReadonlySet<string>;
  /** Tasks of which it may not be known to whom routing gave them. */
  readonly assigned: ReadonlySet<string>;
}

interface Compiled {
  readonly follows: WhatFollows;
  readonly byParts: Map<string, Hidden>;
  /** The same by the set itself, which is one for all that is asked in one view. */
  readonly bySet: WeakMap<ReadonlySet<string>, Hidden>;
}

const compiled = new WeakMap<CaseType, Compiled>();
/** More combinations than people hold; a case type with many parts forgets rather than grows. */
const MOST = 256;

function compiledOf(caseType: CaseType): Compiled {
  const known = compiled.get(caseType);
  if (known !== undefined) return known;
  const made = { follows: whatFollows(caseType), byParts: new Map<string, Hidden>(), bySet: new WeakMap() };
  compiled.set(caseType, made);
  return made;
}

export function hiddenFrom(caseType: CaseType, parts: ReadonlySet<string>): Hidden {
  const of = compiledOf(caseType);
  const known = of.bySet.get(parts);
  if (known !== undefined) return known;
  const key = [...parts].toSorted().join(' ');
  const found = of.byParts.get(key) ?? makeHidden(caseType, of.follows, parts);
  if (of.byParts.size >= MOST) of.byParts.clear();
  of.byParts.set(key, found);
  of.bySet.set(parts, found);
  return found;
}

function makeHidden(caseType: CaseType, follows: WhatFollows, parts: ReadonlySet<string>): Hidden {
  const isHidden = (fields: ReadonlySet<string>): boolean =>
    [...fields].some((field) => partsAsked(caseType, field).some((part) => !parts.has(part)));
  const hidden = (followed: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> =>
    new Set([...followed].flatMap(([name, fields]) => (isHidden(fields) ? [name] : [])));
  const { fields, clocks, begins, ends, assigned } = follows;
  return {
    ...{ fields: hidden(fields), clocks: hidden(clocks), begins: hidden(begins) },
    ...{ ends: hidden(ends), assigned: hidden(assigned) },
  };
}

export function mayReadField(caseType: CaseType, field: string, parts: ReadableParts): boolean {
  if (parts === null) return true;
  if (isCollection(field) && !caseType.fields.has(field))
    return partsAsked(caseType, field).every((part) => parts.has(part));
  // Cases of exchanged models have fields that nothing declares; they are in no section.
  return caseType.fields.has(field) ? !hiddenFrom(caseType, parts).fields.has(field) : parts.has(GENERAL);
}

/** The dates of a clock tell those of the fields by which it runs. */
export function mayReadClock(caseType: CaseType, clock: string, parts: ReadableParts): boolean {
  return parts === null || !hiddenFrom(caseType, parts).clocks.has(clock);
}

/** Whether it may be known how an instance, or any of a definition, stands. */
export function mayReadItem(caseType: CaseType, item: string, parts: ReadableParts): boolean {
  if (parts === null) return true;
  const { begins, ends } = hiddenFrom(caseType, parts);
  const id = definitionOf(item);
  return !begins.has(id) && !ends.has(id);
}

/** Whether it may be known that there are instances of an item, which may be so where it may not be known that they have ended. */
export function mayReadBeginning(caseType: CaseType, item: string, parts: ReadableParts): boolean {
  return parts === null || !hiddenFrom(caseType, parts).begins.has(definitionOf(item));
}

/** Whether it may be known who has a task: where routing gave it to them, that tells of what routing asked about. */
export function mayReadAssignee(caseType: CaseType, task: string, parts: ReadableParts): boolean {
  return parts === null || !hiddenFrom(caseType, parts).assigned.has(definitionOf(task));
}

/** Whether anything of the plan is hidden; then it may not be known that nothing is left to do. */
export function mayReadPlan(caseType: CaseType, parts: ReadableParts): boolean {
  if (parts === null) return true;
  const { begins, ends } = hiddenFrom(caseType, parts);
  const isCase = (id: string): boolean => id === CASE_PLAN;
  return [...begins, ...ends].every(isCase);
}

/** Whether nothing at all is hidden from whoever may read these parts. */
export function mayReadAll(caseType: CaseType, parts: ReadableParts): boolean {
  if (parts === null) return true;
  return Object.values(hiddenFrom(caseType, parts)).every((names: ReadonlySet<string>) => names.size === 0);
}

export type Followed = Exclude<keyof WhatFollows, 'team' | 'outcome'>;

/** Fields from which something follows by itself. */
export function followedBy(caseType: CaseType, kind: Followed, name: string): readonly string[] {
  return [...(compiledOf(caseType).follows[kind].get(name) ?? [])];
}

/** Parts of all that an item follows from: whoever may not read one of them may not know how it stands. */
export function partsOfItem(caseType: CaseType, item: string): readonly string[] {
  const id = definitionOf(item);
  const fields = (['begins', 'ends', 'assigned'] as const).flatMap((kind) => followedBy(caseType, kind, id));
  return [...new Set(fields.flatMap((field) => partsAsked(caseType, field)))].toSorted();
}
