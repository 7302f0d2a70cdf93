// Turns located YAML into the flat shape of a case type, guessing nothing: what is missing or wrong is left empty, for
// it has been or will be reported. Nothing made here is a `CaseType` until `check.ts` has found no problem.
import type {
  CaseType,
  FieldDefinition,
  FieldKind,
  PartyDefinition,
  PlanItemDefinition,
  RoleDefinition,
} from './case-type.ts';
import { accessOf } from './compile-access.ts';
import { clockOf } from './compile-clock.ts';
import { decisionOf } from './compile-decision.ts';
import { communicationOf } from './compile-communication.ts';
import { formOf, tabsOf } from './compile-form.ts';
import { determinationOf } from './compile-determination.ts';
import { disclosureOf, documentOf } from './compile-document.ts';
import { evidenceOf } from './compile-evidence.ts';
import { referralOf } from './compile-referral.ts';
import { goalOf, issueOf, obligationOf, partyInTime, sectionsOfKinds } from './compile-entries.ts';
import { compilePlan, guardOf } from './compile-plan.ts';
import { publishOf } from './compile-publish.ts';
import { reportsOf } from './compile-reports.ts';
import { retentionOf } from './compile-retention.ts';
import { letterOf } from './compile-letter.ts';
import { routingOf } from './compile-routing.ts';
import { type ExpressionSite, expressionAt } from './expression-site.ts';
import {
  type LocatedNode,
  type MapEntry,
  childOf,
  entriesOf,
  flagAt,
  itemsOf,
  numberAt,
  rolesAt,
  textAt,
  textOf,
} from './located.ts';
import type { Findings } from './problem.ts';
import { IDENTIFIERS } from '../likeness/likeness.ts';

/** Everything of a case type but the mark that it was checked, and `derived` still in the order of the file. */
export type Unchecked = Omit<CaseType, symbol>;

export interface Compiled {
  readonly caseType: Unchecked;
  /** Every expression with where it stands and what it is for. */
  readonly sites: readonly ExpressionSite[];
  /** Where each plan item stands. */
  readonly itemEntries: ReadonlyMap<string, MapEntry>;
}

export interface Compiling {
  readonly findings: Findings;
  readonly sites: ExpressionSite[];
}

/** Longest text of a field that does not say. */
const LENGTHS: Readonly<Record<FieldKind, number>> = {
  text: 500,
  'long-text': 10_000,
  number: 40,
  money: 40,
  date: 10,
  instant: 40,
  boolean: 5,
  choice: 60,
};

export function compile(root: LocatedNode, hash: string, findings: Findings): Compiled {
  const compiling: Compiling = { findings, sites: [] };
  const { items, children, itemEntries } = compilePlan(root, compiling);
  const data = entriesOf(childOf(root, 'data'));
  const lists = childOf(root, 'lists');
  const fields = named(data, (entry) => field(entry, lists));
  const clauses = new Map(entriesOf(childOf(root, 'clauses')).map(({ key, value }) => [key, value]));
  const caseType: Unchecked = {
    hash,
    name: textAt(root, 'caseType') ?? '',
    version: textAt(root, 'version') ?? '',
    title: textAt(root, 'title') ?? '',
    archetype: textAt(root, 'archetype') ?? '',
    reference: textAt(root, 'reference') ?? '',
    purpose: { statement: inner(root, 'purpose', 'statement'), authority: inner(root, 'purpose', 'authority') },
    classification: { scale: inner(root, 'classification', 'scale'), level: inner(root, 'classification', 'level') },
    zone: textAt(root, 'zone') ?? '',
    team: textAt(root, 'team') ?? '',
    fields,
    parties: named(entriesOf(childOf(root, 'parties')), party),
    issues: named(entriesOf(childOf(root, 'issues')), issueOf),
    goals: named(entriesOf(childOf(root, 'goals')), goalOf),
    obligations: named(entriesOf(childOf(root, 'obligations')), (entry) =>
      obligationOf(entry, textAt(root, 'zone') ?? ''),
    ),
    determinations: named(entriesOf(childOf(root, 'determinations')), (entry) =>
      determinationOf(entry, textAt(root, 'zone') ?? ''),
    ),
    evidence: named(entriesOf(childOf(root, 'evidence')), evidenceOf),
    referrals: named(entriesOf(childOf(root, 'referrals')), (entry) => referralOf(entry, textAt(root, 'zone') ?? '')),
    ...consentsOf(childOf(root, 'consents')),
    communications: named(entriesOf(childOf(root, 'communications')), communicationOf),
    letters: named(entriesOf(childOf(root, 'letters')), (entry) => letterOf(entry, { clauses, fields, compiling })),
    documents: named(entriesOf(childOf(root, 'documents')), documentOf),
    disclosures: named(entriesOf(childOf(root, 'disclosures')), disclosureOf),
    roles: named(entriesOf(childOf(root, 'roles')), role),
    forms: named(entriesOf(childOf(root, 'forms')), (entry) => formOf(entry, compiling)),
    ...tabsOf(childOf(root, 'tabs'), compiling),
    opening: { form: inner(root, 'opening', 'form'), by: rolesAt(childOf(root, 'opening'), 'by') },
    items,
    children,
    endsWithPlan: childOf(childOf(root, 'plan'), 'autoComplete') !== null,
    openData: false,
    clocks: named(entriesOf(childOf(root, 'clocks')), (entry) => clockOf(entry, textAt(root, 'zone') ?? '')),
    decisions: named(entriesOf(childOf(root, 'decisions')), decisionOf),
    ...routingOf(childOf(root, 'routing'), textAt(root, 'version') ?? '', compiling),
    ...accessOf(childOf(root, 'access'), inner(root, 'closing', 'by'), { kinds: sectionsOfKinds(root), compiling }),
    ...reportsOf(childOf(root, 'reports')),
    ...retentionOf(childOf(root, 'retention'), compiling),
    closing: closing(childOf(root, 'closing'), items, compiling),
    language: textAt(root, 'language') ?? 'en',
    languages: named(entriesOf(childOf(root, 'languages')), textsIn),
    derived: data.flatMap((entry) => derived(entry, compiling)),
  };
  const publish = publishOf(childOf(root, 'publish'), caseType);
  return { caseType: { ...caseType, ...publish }, sites: compiling.sites, itemEntries };
}

function inner(root: LocatedNode, outer: string, key: string): string {
  return textAt(childOf(root, outer), key) ?? '';
}

function named<T>(entries: readonly MapEntry[], make: (entry: MapEntry) => T): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.key, make(entry)]));
}

function textsIn({ value }: MapEntry): ReadonlyMap<string, string> {
  return new Map(entriesOf(value).map(({ key, value: text }) => [key, textOf(text) ?? key]));
}

function field({ key, value }: MapEntry, lists: LocatedNode | null): FieldDefinition {
  const kind = fieldKind(textAt(value, 'type'));
  const hint = textAt(value, 'hint');
  const purpose = textAt(value, 'purpose');
  const subject = textAt(value, 'subject');
  const within = textAt(value, 'within');
  const identifies = IDENTIFIERS.find((one) => one === textAt(value, 'identifies'));
  const options = childOf(value, 'options');
  return {
    name: key,
    kind,
    label: textAt(value, 'label') ?? '',
    personal: flagAt(value, 'personal', false),
    maxLength: numberAt(value, 'maxLength') ?? LENGTHS[kind],
    ...(hint === null ? {} : { hint }),
    ...(options === null ? {} : { options: optionsOf(options, lists) }),
    ...(purpose === null ? {} : { purpose }),
    ...(subject === null ? {} : { subject }),
    ...(within === null ? {} : { within }),
    ...(identifies === undefined ? {} : { identifies }),
    ...factOf(childOf(value, 'fact')),
  };
}

function consentsOf(node: LocatedNode | null): Pick<CaseType, 'consents'> {
  if (node === null) return {};
  const consents = named(entriesOf(node), ({ key, value }) => ({
    ...{ purpose: key, title: textAt(value, 'title') ?? '', of: textAt(value, 'of') ?? '' },
  }));
  return { consents };
}

function factOf(node: LocatedNode | null): Pick<FieldDefinition, 'fact'> {
  if (node === null) return {};
  const authority = textAt(node, 'authority');
  return {
    fact: {
      means: textAt(node, 'means') ?? '',
      neededFor: textAt(node, 'neededFor') ?? '',
      mayServe: itemsOf(childOf(node, 'mayServe')).flatMap((item) => textOf(item) ?? []),
      ...(authority === null ? {} : { authority }),
    },
  };
}

function fieldKind(name: string | null): FieldKind {
  return name !== null && isFieldKind(name) ? name : 'text';
}

function isFieldKind(name: string): name is FieldKind {
  return Object.hasOwn(LENGTHS, name);
}

/** What a choice offers, written with it or under `lists`. */
function optionsOf(node: LocatedNode, lists: LocatedNode | null): NonNullable<FieldDefinition['options']> {
  const list = textOf(node);
  if (list !== null) {
    const named = childOf(lists, list);
    return named === null ? [] : optionsOf(named, null);
  }
  if (node.kind === 'map')
    return entriesOf(node).map(({ key, value }) => ({ value: key, label: textOf(value) ?? key }));
  return itemsOf(node).flatMap((item) => {
    const value = textOf(item);
    return value === null ? [] : [{ value, label: value }];
  });
}

function party({ key, value }: MapEntry): PartyDefinition {
  return { ...partyInTime(key, value), subject: flagAt(value, 'subject', false) };
}

function role({ key, value }: MapEntry): RoleDefinition {
  return { name: key, title: textOf(value) ?? '' };
}

function closing(
  node: LocatedNode | null,
  items: ReadonlyMap<string, PlanItemDefinition>,
  compiling: Compiling,
): CaseType['closing'] {
  const afterwards = childOf(node, 'afterwards');
  const all = [...items.keys()].filter((id) => id !== 'case');
  return {
    by: textAt(node, 'by') ?? '',
    outcomes: entriesOf(childOf(node, 'outcomes')).map(({ key, value }) => ({
      value: key,
      label: textOf(value) ?? textAt(value, 'title') ?? key,
      ...(childOf(value, 'when') === null ? {} : { guard: guardOf(value, compiling) }),
    })),
    afterwards: textOf(afterwards) === 'all' ? all : itemsOf(afterwards).flatMap((item) => textOf(item) ?? []),
  };
}

function derived(entry: MapEntry, compiling: Compiling): CaseType['derived'] {
  const node = childOf(entry.value, 'derived');
  if (node === null) return [];
  return [{ field: entry.key, from: expressionAt(node, { use: 'derived', target: entry.key }, compiling) }];
}
