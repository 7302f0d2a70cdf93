// Case types that open cases of each other: whether what one gives fits what the other takes, and whether some open each
// other without end. Pure: the case types come in, already checked each by itself.
import type {
  CaseType,
  ChildDefinition,
  FieldDefinition,
  MappedField,
  OnPart,
  PlanItemDefinition,
} from './case-type.ts';
import type { Unchecked } from './compile.ts';

/** A whole sentence about one place of a case task, such as `opening.site`. */
export interface ChildProblem {
  readonly at: string;
  readonly reason: string;
}

/** What in a case task does not fit the kind of case that it opens. Names fields and parties, never values. */
export function checkChildTask(
  parent: CaseType,
  definition: ChildDefinition,
  child: CaseType,
): readonly ChildProblem[] {
  const fit: Fit = { parent, definition, child };
  return [
    ...definition.parties.flatMap((one) => partyProblems(fit, one)),
    ...definition.opening.flatMap((one) => openingProblems(fit, one)),
    ...missingOnOpening(fit),
    ...definition.closing.flatMap((one) => closingProblems(fit, one)),
  ];
}

interface Fit {
  readonly parent: CaseType;
  readonly definition: ChildDefinition;
  readonly child: CaseType;
}

function partyProblems(
  { parent, child }: Fit,
  { party, is }: ChildDefinition['parties'][number],
): readonly ChildProblem[] {
  const at = `parties.${party}`;
  if (child.parties.get(party)?.subject !== true) return [{ at, reason: `${child.title} has no subject “${party}”.` }];
  if (parent.parties.get(is)?.personal !== true) return [];
  const reason = `The id of “${is}” is sealed here, and a case says it in the clear when it is opened. Remove personal, or the party.`;
  return [{ at, reason }];
}

function openingProblems(fit: Fit, { field, from }: MappedField): readonly ChildProblem[] {
  const { parent, child } = fit;
  const at = `opening.${field}`;
  const form = child.forms.get(child.opening.form);
  const target = child.fields.get(field);
  if (target === undefined) return [{ at, reason: `${child.title} has no field “${field}”.` }];
  if (form?.fields.some((asked) => asked.field === field) !== true) {
    return [{ at, reason: `The form with which ${child.title} is opened does not ask for “${field}”.` }];
  }
  const leak = leakOf(fit, { names: from.valueNames, source: parent, target, into: 'child' });
  return leak === null ? [] : [{ at, reason: leak }];
}

function missingOnOpening({ definition, child }: Fit): readonly ChildProblem[] {
  const given = new Set(definition.opening.map(({ field }) => field));
  return (child.forms.get(child.opening.form)?.fields ?? [])
    .filter(({ field, required }) => required && !given.has(field))
    .map(({ field }) => ({
      at: 'opening',
      reason: `${child.title} cannot be opened without “${field}”. Say what it is.`,
    }));
}

function closingProblems(fit: Fit, { field, from }: MappedField): readonly ChildProblem[] {
  const { parent, child } = fit;
  const at = `closing.${field}`;
  const unknown = from.names.find((name) => name !== 'outcome' && !child.fields.has(name));
  if (unknown !== undefined) return [{ at, reason: `${child.title} has no field “${unknown}”.` }];
  const target = parent.fields.get(field);
  if (target === undefined) return [{ at, reason: `This kind of case has no field “${field}”.` }];
  const leak = leakOf(fit, { names: from.valueNames, source: child, target, into: 'parent' });
  return leak === null ? [] : [{ at, reason: leak }];
}

interface Flow {
  readonly names: readonly string[];
  readonly source: CaseType;
  readonly target: FieldDefinition;
  readonly into: 'child' | 'parent';
}

/** What is personal goes only where it is about the same person, since it is sealed under that person's key. */
function leakOf({ definition }: Fit, { names, source, target, into }: Flow): string | null {
  for (const name of names) {
    const field = source.fields.get(name);
    if (field === undefined || !field.personal) continue;
    const [child, parent] = into === 'child' ? [target.subject, field.subject] : [field.subject, target.subject];
    const same = definition.parties.some(({ party, is }) => party === child && is === parent);
    if (!target.personal || !same) {
      return `“${name}” is personal, so “${target.name}” must be personal too and about the same person: name both under parties.`;
    }
  }
  return null;
}

/** Case types that open cases of each other in a circle, each as soon as it is opened itself. */
export interface EndlessOpening {
  /** Names of the case types, in the order in which they open each other. */
  readonly caseTypes: readonly string[];
  /** The task of each that opens the next. */
  readonly items: readonly string[];
}

/** Every circle once. What somebody must bring about first is no circle: a person, a timer or data ends it. */
export function endlessOpenings(caseTypes: readonly Unchecked[]): readonly EndlessOpening[] {
  const opens = new Map(caseTypes.map((caseType) => [caseType.name, openingsOf(caseType)]));
  const found: EndlessOpening[] = [];
  const done = new Set<string>();
  for (const start of opens.keys()) walk(start, { opens, found, done, path: [] });
  return found;
}

interface Opens {
  readonly item: string;
  readonly caseType: string;
}

interface Walk {
  readonly opens: ReadonlyMap<string, readonly Opens[]>;
  readonly found: EndlessOpening[];
  readonly done: Set<string>;
  readonly path: readonly { readonly caseType: string; readonly item: string }[];
}

function walk(caseType: string, { opens, found, done, path }: Walk): void {
  const from = path.findIndex((step) => step.caseType === caseType);
  if (from !== -1) {
    const circle = path.slice(from);
    found.push({ caseTypes: circle.map((step) => step.caseType), items: circle.map(({ item }) => item) });
    return;
  }
  if (done.has(caseType)) return;
  for (const next of opens.get(caseType) ?? []) {
    walk(next.caseType, { opens, found, done, path: [...path, { caseType, item: next.item }] });
  }
  done.add(caseType);
}

/** The case tasks that start with the case, and which kind of case each opens. */
function openingsOf({ items }: Unchecked): readonly Opens[] {
  const started = new Set<string>(['case']);
  for (let before = -1; before !== started.size;) {
    before = started.size;
    for (const item of items.values()) {
      if (!started.has(item.id) && startsByItself(item, { items, started })) started.add(item.id);
    }
  }
  return [...items.values()].flatMap(({ id, task }) =>
    started.has(id) && task?.performs === 'case' && task.uses !== undefined ? [{ item: id, caseType: task.uses }] : [],
  );
}

interface Started {
  readonly items: ReadonlyMap<string, PlanItemDefinition>;
  readonly started: ReadonlySet<string>;
}

function startsByItself(item: PlanItemDefinition, known: Started): boolean {
  if (item.kind === 'timer' || item.kind === 'listener') return false;
  if (item.manual !== false || item.discretionary !== undefined) return false;
  if (item.parent === null || !known.started.has(item.parent)) return false;
  if (item.entry.length === 0) return true;
  return item.entry.some(
    ({ on, when }) => when === undefined && on.length > 0 && on.every((part) => happensByItself(part, known)),
  );
}

/** What a started item does without anybody: it starts; a milestone occurs; a decision or work that blocks nothing is done. */
function happensByItself(part: OnPart, { items, started }: Started): boolean {
  if (part.source !== 'item' || !started.has(part.item)) return false;
  const item = items.get(part.item);
  if (part.transition === 'create' || part.transition === 'start') return true;
  if (item?.kind === 'milestone') return part.transition === 'occur';
  const quick = item?.task?.performs === 'decision' || item?.task?.blocking === false;
  return quick && part.transition === 'complete';
}
