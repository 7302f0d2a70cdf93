// What must hold among fields, parties, forms and closing, once their shapes are right.
import { isZone } from '../calendar/calendar.ts';
import { isReservedName } from '../expression/expression.ts';
import type { FieldDefinition } from './case-type.ts';
import type { Compiled, Unchecked } from './compile.ts';
import { type LocatedNode, type MapEntry, childOf, entriesOf, itemsOf, textAt, textOf } from './located.ts';
import { suggestion } from './nearest.ts';
import { type CaseTypeProblemCode, type Findings, type Place, report } from './problem.ts';

export interface Judging {
  readonly root: LocatedNode;
  readonly compiled: Compiled;
  readonly findings: Findings;
}

export function checkData(judging: Judging): void {
  const { root, compiled, findings } = judging;
  const { caseType } = compiled;
  const zone = childOf(root, 'zone');
  if (zone !== null && caseType.zone !== '' && !isZone(caseType.zone)) {
    report(findings, zone, {
      code: 'unknown-zone',
      reason: `“${caseType.zone}” is not a time zone known here. Use a name such as Europe/Rome.`,
    });
  }
  for (const entry of entriesOf(childOf(root, 'data'))) checkField(entry, judging);
  checkReference(judging, childOf(childOf(root, 'opening'), 'form'), { known: caseType.forms, code: 'unknown-form' });
  checkRoles(judging, childOf(childOf(root, 'opening'), 'by'));
  for (const form of entriesOf(childOf(root, 'forms'))) checkForm(form, judging);
  for (const tab of entriesOf(childOf(root, 'tabs'))) checkTab(tab, judging);
  checkClosing(judging);
}

interface Known {
  readonly known: ReadonlyMap<string, unknown>;
  readonly code: Extract<CaseTypeProblemCode, `unknown-${string}`>;
}

const WORDS: Readonly<Partial<Record<CaseTypeProblemCode, string>>> = {
  'unknown-form': 'form',
  'unknown-role': 'role',
  'unknown-party': 'party',
  'unknown-field': 'field',
  'unknown-item': 'plan item',
  'unknown-decision': 'decision',
  'unknown-routing': 'routing table',
  'unknown-team': 'team',
  'unknown-queue': 'queue',
  'unknown-skill': 'skill',
};

/** Reports a name that refers to nothing. */
export function checkReference(
  { findings }: Pick<Judging, 'findings'>,
  node: LocatedNode | null,
  { known, code }: Known,
): void {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || known.has(node.value)) return;
  reportUnknown(findings, { place: node, name: node.value }, { known, code });
}

/** One role or several, each of which must be there. */
export function checkRoles(judging: Judging, node: LocatedNode | null): void {
  const { roles } = judging.compiled.caseType;
  for (const each of node?.kind === 'list' ? node.items : [node])
    checkReference(judging, each, { known: roles, code: 'unknown-role' });
}

/** The sentence for a name that refers to nothing, with the nearest one that does. */
export function reportUnknown(
  findings: Findings,
  { place, name }: { readonly place: Place; readonly name: string },
  { known, code }: Known,
): void {
  const word = WORDS[code] ?? 'name';
  const hint = suggestion(name, known.keys(), findings) || ` Define it, or name a ${word} that exists.`;
  report(findings, place, { code, reason: `There is no ${word} “${name}”.${hint}` });
}

function checkField({ key, at, value }: MapEntry, judging: Judging): void {
  const { findings, compiled } = judging;
  const field = compiled.caseType.fields.get(key);
  if (field === undefined) return;
  if (isReservedName(key) || key === 'repetition') {
    report(findings, at, {
      code: 'reserved-name',
      reason: `“${key}” has a meaning of its own in expressions. Give the field another name.`,
    });
  }
  const options = childOf(value, 'options');
  if (field.kind === 'choice' && options === null) {
    report(findings, value, {
      code: 'field-options',
      reason: `The choice “${key}” has no options. Add options: { value: Label }.`,
    });
  }
  if (field.kind !== 'choice' && options !== null) {
    report(findings, options, {
      code: 'field-options',
      reason: `Only a choice has options. Make “${key}” a choice or remove them.`,
    });
  }
  const lists = new Map(entriesOf(childOf(judging.root, 'lists')).map((list) => [list.key, list]));
  checkReference(judging, options, { known: lists, code: 'unknown-name' });
  const values = (field.options ?? []).map((option) => option.value);
  const twice = values.find((option, index) => values.indexOf(option) !== index);
  if (twice !== undefined && options !== null)
    report(findings, options, { code: 'field-options', reason: `The option “${twice}” is written twice.` });
  const length = childOf(value, 'maxLength');
  if (length !== null && field.kind !== 'text' && field.kind !== 'long-text') {
    report(findings, length, {
      code: 'wrong-kind',
      reason: 'Only text and long-text have a longest length. Remove maxLength.',
    });
  }
  const within = childOf(value, 'within');
  checkReference(judging, within, { known: compiled.caseType.fields, code: 'unknown-field' });
  if (within !== null && field.within === key) {
    report(findings, within, { code: 'cycle', reason: `“${key}” cannot be a part of itself. Name another field.` });
  }
  checkPersonal({ key, at, value }, judging);
}

function checkPersonal({ key, value }: MapEntry, judging: Judging): void {
  const { findings, compiled } = judging;
  const field = compiled.caseType.fields.get(key);
  if (field === undefined) return;
  checkIdentifier({ key, value }, field, findings);
  const subject = childOf(value, 'subject');
  if (!field.personal) {
    if (subject === null) return;
    report(findings, subject, {
      code: 'personal-field',
      reason: `“${key}” has a subject but is not personal. Add personal: true, or remove the subject.`,
    });
    return;
  }
  if (subject === null) {
    report(findings, value, {
      code: 'personal-field',
      reason: `“${key}” is personal but does not say about whom. Add subject: a party.`,
    });
  }
  if (field.purpose === undefined) {
    report(findings, value, {
      code: 'personal-field',
      reason: `“${key}” is personal but does not say why it is collected. Add a purpose.`,
    });
  }
  checkReference(judging, subject, { known: compiled.caseType.parties, code: 'unknown-party' });
  const party = compiled.caseType.parties.get(field.subject ?? '');
  if (subject !== null && party !== undefined && !party.subject) {
    report(findings, subject, {
      code: 'personal-field',
      reason: `The party “${party.name}” is not a subject. Add subject: true to the party.`,
    });
  }
}

/** By a date people are told apart only by when they were born, and by anything else only by words. */
function checkIdentifier(
  { key, value }: Pick<MapEntry, 'key' | 'value'>,
  { identifies, kind, personal }: FieldDefinition,
  findings: Judging['findings'],
): void {
  const place = childOf(value, 'identifies');
  if (place === null || identifies === undefined) return;
  // A field with a subject that is not personal is told of already.
  if (!personal && childOf(value, 'subject') === null) {
    const reason = `“${key}” tells people apart but is not personal. Add personal: true, or remove identifies.`;
    report(findings, place, { code: 'personal-field', reason });
  }
  if (identifies === 'born' ? kind === 'date' : kind === 'text' || kind === 'long-text') return;
  const reason =
    identifies === 'born' ? 'Only a date says when somebody was born.' : 'Only text and long-text say that.';
  report(findings, place, {
    code: 'wrong-kind',
    reason: `${reason} Change the type of “${key}”, or remove identifies.`,
  });
}

function checkForm({ value }: MapEntry, judging: Judging): void {
  const { fields } = judging.compiled.caseType;
  const pages = new Map(entriesOf(childOf(value, 'pages')).map((page) => [page.key, page]));
  for (const { key, at, value: asked } of entriesOf(childOf(value, 'fields'))) {
    checkReference(judging, childOf(asked, 'page'), { known: pages, code: 'unknown-name' });
    if (!fields.has(key))
      reportUnknown(judging.findings, { place: at, name: key }, { known: fields, code: 'unknown-field' });
    else if ((textOf(asked) ?? textAt(asked, 'ask')) !== 'read-only' && isDerived(judging.compiled.caseType, key)) {
      report(judging.findings, at, {
        code: 'derived-field',
        reason: `“${key}” is derived and cannot be asked. Make it read-only, or remove it from the form.`,
      });
    }
  }
}

function checkTab({ value }: MapEntry, judging: Judging): void {
  const { fields } = judging.compiled.caseType;
  checkRoles(judging, childOf(value, 'readers'));
  for (const { key, at } of entriesOf(childOf(value, 'fields'))) {
    if (!fields.has(key))
      reportUnknown(judging.findings, { place: at, name: key }, { known: fields, code: 'unknown-field' });
  }
}

export function isDerived(caseType: Unchecked, field: string): boolean {
  return caseType.derived.some((derived) => derived.field === field);
}

function checkClosing(judging: Judging): void {
  const { root, compiled } = judging;
  const closing = childOf(root, 'closing');
  checkReference(judging, childOf(closing, 'by'), { known: compiled.caseType.roles, code: 'unknown-role' });
  const { items } = compiled.caseType;
  for (const item of itemsOf(childOf(closing, 'afterwards')))
    checkReference(judging, item, { known: items, code: 'unknown-item' });
}
