// Which values of a case a reader may see, once the policy has said which parts they may read. It knows nothing of who
// that is. What is computed from a hidden value is hidden with it.
import type { CaseCommand } from '../case/commands.ts';
import { fieldsOfCorrection, isCorrectionCommand } from '../case/correction-commands.ts';
import { isEntryCommand } from '../case/entry-roles.ts';
import { kindsOfCommand, toldByDuty } from '../case/told-by-command.ts';
import { blockingKinds, GENERAL, partsAsked } from '../definition/definition.ts';
import type { CaseType } from '../definition/case-type.ts';
import { CASE_PLAN, definitionOf } from '../plan/instance.ts';
import { sectionTitle } from './access-words.ts';
import { followedBy, type ReadableParts } from './hidden.ts';

export {
  mayReadAll,
  mayReadAssignee,
  mayReadClock,
  mayReadField,
  mayReadItem,
  mayReadPlan,
  partsOfItem,
  type ReadableParts,
} from './hidden.ts';

declare const cut: unique symbol;

/** A view of a case from which everything was taken that its reader may not read. */
export type CutToParts<T> = T & { readonly [cut]: true };

/** Makes a view of a case for whoever may read these parts: the only way to one that may be shown. */
export function cutToParts<T>(parts: ReadableParts, show: (parts: ReadableParts) => T): CutToParts<T> {
  // The brand exists for the compiler alone; this is the only place that adds it.
  return show(parts) as CutToParts<T>;
}

/** Notes, and the reasons that people give, are in no section of their own. */
export function mayReadWords(parts: ReadableParts): boolean {
  return parts === null || parts.has(GENERAL);
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

/** What a form asks about, and what whoever fills it in learns from which questions are there. */
export function fieldsToldBy({ forms }: Pick<CaseType, 'forms'>, form: string): readonly string[] {
  const asked = forms.get(form)?.fields ?? [];
  return asked.flatMap(({ field, when }) => [field, ...(when ?? []).flatMap(({ names }) => names)]);
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
  const isField = caseType.fields.has(field);
  const from = isField ? followedBy(caseType, 'fields', field) : [field];
  const found = [...new Set(from.flatMap((each) => partsAsked(caseType, each)))];
  // A name that no field has is not remembered: anybody may ask for one.
  if (isField) ofType.set(field, found);
  return found;
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

/**
 * What people call the parts that a command writes to, asks about, or whose work it moves, and that may not be read: nobody acts
 * on what they cannot see, and a refusal would tell how it stands.
 */
export function missingForCommand(caseType: CaseType, command: CaseCommand, parts: ReadableParts): readonly string[] {
  if (parts === null) return [];
  return missingParts(caseType, [...fieldsOfCommand(caseType, command), ...followedOf(caseType, command)], parts);
}

function fieldsOfCommand(caseType: CaseType, command: CaseCommand): readonly string[] {
  const { items } = caseType;
  if (isEntryCommand(command)) return kindsOfCommand(caseType, command);
  // What keeps a case open is told to whoever closes it.
  const ends = command.type === 'CloseCase' || (command.type === 'MovePlanItem' && command.item === CASE_PLAN);
  if (ends) {
    const outcome = command.type === 'CloseCase' ? command.outcome : null;
    const { guard } = caseType.closing.outcomes.find(({ value }) => value === outcome) ?? {};
    const due = [...caseType.disclosures.values()].filter(({ blocksClosing }) => blocksClosing);
    return [
      ...blockingKinds(caseType).map(({ list, of }) => `${list}.${of}`),
      ...due.flatMap(({ name }) => toldByDuty(caseType, name)),
      ...(guard?.when.names ?? []),
    ];
  }
  if (isCorrectionCommand(command)) return fieldsOfCorrection(caseType, command);
  if (command.type === 'TakeFact') return namedBy(caseType, { [command.field]: null });
  if (command.type === 'RecordData' || command.type === 'OccurListener') return namedBy(caseType, command.data);
  if (command.type !== 'CompleteTask' && command.type !== 'StartTask') return [];
  const form = items.get(definitionOf(command.task))?.task?.form;
  const asks = form === undefined ? [] : fieldsToldBy(caseType, form);
  return command.type === 'CompleteTask' ? [...asks, ...namedBy(caseType, command.data)] : asks;
}

/** Fields, and of whoever comes later and whom one says something about the kind: it is refused until somebody is there. */
function namedBy({ fields, parties }: CaseType, data: Readonly<Record<string, unknown>>): readonly string[] {
  const roles = Object.keys(data).flatMap((name) => fields.get(name)?.subject ?? []);
  return [...Object.keys(data), ...roles.filter((role) => parties.get(role)?.later).map((role) => `parties.${role}`)];
}

/** Fields from which it follows how that stands on which a command acts, without those that the case type says it may tell of. */
function followedOf(caseType: CaseType, command: CaseCommand): readonly string[] {
  const clock = 'clock' in command ? command.clock : null;
  if (clock !== null) return followedBy(caseType, 'clocks', clock);
  const item = itemOf(command);
  if (item === null || item === CASE_PLAN) return [];
  const id = definitionOf(item);
  return [...followedBy(caseType, 'begins', id), ...followedBy(caseType, 'ends', id)];
}

function itemOf(command: CaseCommand): string | null {
  if ('task' in command) return command.task;
  if ('item' in command) return command.item;
  if ('listener' in command) return command.listener;
  return 'timer' in command ? command.timer : null;
}
