// Which values of a case a reader may see, once the policy has said which parts they may read. It knows nothing of who
// that is. What is computed from a hidden value is hidden with it.
import type { CaseCommand } from '../case/commands.ts';
import { GENERAL } from '../definition/access-definition.ts';
import type { CaseType, ClockDefinition } from '../definition/case-type.ts';
import { definitionOf } from '../plan/instance.ts';
import { sectionTitle } from './access-words.ts';

/** Names of the sections, and of the fields that ask for something of their own, that a reader may read; null: all. */
export type ReadableParts = ReadonlySet<string> | null;

declare const cut: unique symbol;

/** A view of a case from which everything was taken that its reader may not read. */
export type CutToParts<T> = T & { readonly [cut]: true };

/** Makes a view of a case for whoever may read these parts: the only way to one that may be shown. */
export function cutToParts<T>(parts: ReadableParts, show: (parts: ReadableParts) => T): CutToParts<T> {
  // The brand exists for the compiler alone; this is the only place that adds it.
  return show(parts) as CutToParts<T>;
}

export function mayReadField(caseType: CaseType, field: string, parts: ReadableParts): boolean {
  return parts === null || partsOfField(caseType, field).every((part) => parts.has(part));
}

/** Notes, and the reasons that people give, are in no section of their own. */
export function mayReadWords(parts: ReadableParts): boolean {
  return parts === null || parts.has(GENERAL);
}

/** The dates of a clock tell those of the fields by which it runs. */
export function mayReadClock(caseType: CaseType, clock: string, parts: ReadableParts): boolean {
  if (parts === null) return true;
  const definition = caseType.clocks.get(clock);
  return definition === undefined || fieldsOfClock(definition).every((field) => mayReadField(caseType, field, parts));
}

/** What people call the parts that hold these fields and may not be read; empty where all may. */
export function missingParts(caseType: CaseType, fields: readonly string[], parts: ReadableParts): readonly string[] {
  if (parts === null) return [];
  const missing = fields.flatMap((field) => partsOfField(caseType, field)).filter((part) => !parts.has(part));
  return [...new Set(missing)].map((part) =>
    caseType.access?.fields.has(part) === true
      ? (caseType.fields.get(part)?.label ?? part)
      : sectionTitle(caseType, part),
  );
}

/** By case type what each field asks for, made once, since it follows from what never changes. */
const asked = new WeakMap<CaseType, Map<string, readonly string[]>>();

export function partsOfField(caseType: CaseType, field: string): readonly string[] {
  let ofType = asked.get(caseType);
  if (ofType === undefined) {
    ofType = new Map();
    asked.set(caseType, ofType);
  }
  const known = ofType.get(field);
  if (known !== undefined) return known;
  const parts = new Set([...sourcesOf(caseType, field)].flatMap((each) => ownParts(caseType, each)));
  const found = [...parts];
  // A name that no field has is not remembered: anybody may ask for one.
  if (caseType.fields.has(field)) ofType.set(field, found);
  return found;
}

function ownParts({ access }: CaseType, field: string): readonly string[] {
  const section = access?.sectionOf.get(field) ?? GENERAL;
  return access?.fields.has(field) === true ? [section, field] : [section];
}

/** A field and everything from which it is derived. */
function sourcesOf({ derived }: CaseType, field: string): ReadonlySet<string> {
  const found = new Set([field]);
  for (const each of found) {
    const from = derived.find((rule) => rule.field === each)?.from.names ?? [];
    for (const name of from) found.add(name);
  }
  return found;
}

function fieldsOfClock({ from, stop, triggers = {} }: ClockDefinition): readonly string[] {
  const pauses = Object.values(triggers).flatMap((trigger) => {
    if ('while' in trigger) return [trigger.while];
    return 'from' in trigger ? [trigger.from, trigger.until] : [];
  });
  return [from, ...(stop === 'closing' ? [] : [stop.field]), ...pauses];
}

/** What people call the parts on which a routing table rests and that may not be read: its answers would tell of them. */
export function missingForRouting(caseType: CaseType, table: string, parts: ReadableParts): readonly string[] {
  if (parts === null) return [];
  const rules = caseType.routing.get(table)?.table.rules ?? [];
  const names = rules.flatMap(({ when, needs, weight }) =>
    [when, needs.language, needs.place, weight].flatMap((expression) => expression?.names ?? []),
  );
  return missingParts(caseType, names, parts);
}

/** What people call the parts that a command writes to or asks about and that may not be read: nobody acts on what they cannot see. */
export function missingForCommand(caseType: CaseType, command: CaseCommand, parts: ReadableParts): readonly string[] {
  return parts === null ? [] : missingParts(caseType, fieldsOfCommand(caseType, command), parts);
}

function fieldsOfCommand({ items, forms }: CaseType, command: CaseCommand): readonly string[] {
  if (command.type === 'RecordData' || command.type === 'OccurListener') return Object.keys(command.data);
  if (command.type !== 'CompleteTask' && command.type !== 'StartTask') return [];
  const form = items.get(definitionOf(command.task))?.task?.form;
  const asks = (form === undefined ? undefined : forms.get(form))?.fields.map(({ field }) => field) ?? [];
  return command.type === 'CompleteTask' ? [...asks, ...Object.keys(command.data)] : asks;
}
