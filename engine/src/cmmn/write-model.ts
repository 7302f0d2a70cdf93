// Writes a model as CMMN 1.1. What it reads it writes, so that a model read, written and read again is the same model;
// what is ours alone goes into extensions of our own namespace, which other products ignore.
import { OURS } from './element.ts';
import type {
  CmmnCase,
  CmmnControl,
  CmmnCriterion,
  CmmnDefinition,
  CmmnDiscretionary,
  CmmnFileItem,
  CmmnModel,
  CmmnOnPart,
  CmmnPlanItem,
  CmmnSentry,
  CmmnTable,
} from './model.ts';

/** One element to write. */
interface Node {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string | null])[];
  readonly children: readonly Node[];
  readonly text: string | null;
}

/** @returns the XML, in UTF-8 when it is encoded so */
export function writeCmmn(model: CmmnModel): string {
  const root = node(
    'definitions',
    {
      xmlns: 'http://www.omg.org/spec/CMMN/20151109/MODEL',
      'xmlns:casewright': OURS,
      name: model.name,
      targetNamespace: model.targetNamespace,
    },
    [
      ...model.cases.map(caseNode),
      ...model.decisions.map(({ id, name, externalRef }) => node('decision', { id, name, externalRef })),
    ],
  );
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  write(root, '', lines);
  return `${lines.join('\n')}\n`;
}

function caseNode({ id, name, roles, fileItems, plan, exit, frame }: CmmnCase): Node {
  const written = definitionNode(plan);
  const planModel = {
    ...written,
    name: 'casePlanModel',
    children: [...written.children, ...exit.map((one) => criterion(one, 'exit'))],
  };
  return node('case', { id, name }, [
    ...(frame === null ? [] : [extension('frame', frame)]),
    ...(fileItems.length === 0 ? [] : [node('caseFileModel', {}, fileItems.map(fileItem))]),
    planModel,
    ...(roles.length === 0
      ? []
      : [
          node(
            'caseRoles',
            {},
            roles.map((role) => node('role', { id: role.id, name: role.name })),
          ),
        ]),
  ]);
}

function fileItem({ id, name, multiplicity, children }: CmmnFileItem): Node {
  const inner = children.length === 0 ? [] : [node('children', {}, children.map(fileItem))];
  return node('caseFileItem', { id, name, multiplicity }, inner);
}

function definitionNode(definition: CmmnDefinition): Node {
  const { id, kind, name, body } = definition;
  return node(
    kind,
    {
      ...{ id, name, performerRef: definition.performer },
      isBlocking: definition.blocking ? null : 'false',
      autoComplete: definition.autoComplete ? 'true' : null,
    },
    [
      ...control('defaultControl', definition.control),
      ...(body?.items ?? []).map((item) => planItem(item, 'planItem')),
      ...(body?.sentries ?? []).map(sentry),
      ...(definition.table === null ? [] : [table(definition.table)]),
      ...(body?.definitions ?? []).map(definitionNode),
      ...uses(definition),
      ...(definition.timer === null ? [] : [leaf('timerExpression', definition.timer)]),
      ...(definition.timerStart === null ? [] : [onPart(definition.timerStart, 'StartTrigger')]),
    ],
  );
}

function uses({ kind, uses: used }: CmmnDefinition): readonly Node[] {
  if (used === null) return [];
  const name = kind === 'caseTask' ? 'caseRef' : 'decisionRef';
  return [leaf(used.expression ? `${name}Expression` : name, used.ref)];
}

function planItem(item: CmmnPlanItem, name: string, more: Readonly<Record<string, string | null>> = {}): Node {
  const { id, definitionRef } = item;
  return node(name, { id, name: item.name, definitionRef, ...more }, [
    ...(item.more === null ? [] : [extension('more', item.more)]),
    ...control('itemControl', item.control),
    ...item.entry.map((one) => criterion(one, 'entry')),
    ...item.exit.map((one) => criterion(one, 'exit')),
  ]);
}

function criterion({ id, sentryRef, only, as }: CmmnCriterion, side: 'entry' | 'exit'): Node {
  return node(`${side}Criterion`, { id, sentryRef, 'casewright:only': only, 'casewright:as': as });
}

function control(name: string, { required, manual, repetition }: CmmnControl): readonly Node[] {
  const rules = [
    ...rule('repetitionRule', repetition),
    ...rule('requiredRule', required),
    ...rule('manualActivationRule', manual),
  ];
  return rules.length === 0 ? [] : [node(name, {}, rules)];
}

function rule(name: string, condition: string | null): readonly Node[] {
  if (condition === null) return [];
  return [node(name, {}, condition === '' ? [] : [leaf('condition', condition)])];
}

function sentry({ id, name, on, when }: CmmnSentry): Node {
  return node('sentry', { id, name }, [
    ...on.map((part) => onPart(part, 'OnPart')),
    ...(when === null ? [] : [node('ifPart', {}, [leaf('condition', when)])]),
  ]);
}

function onPart(part: CmmnOnPart, ending: 'OnPart' | 'StartTrigger'): Node {
  const event = leaf('standardEvent', part.event);
  if (part.source === 'file') return node(`caseFileItem${ending}`, { sourceRef: part.ref }, [event]);
  return node(`planItem${ending}`, { sourceRef: part.ref, exitCriterionRef: part.exitCriterion }, [event]);
}

function table({ id, items, tables, rules, ruleRefs, roleRefs }: CmmnTable): Node {
  return node('planningTable', { id, ...refs(ruleRefs, roleRefs) }, [
    ...items.map(discretionary),
    ...tables.map(table),
    ...rules.map((one) =>
      node('applicabilityRule', { id: one.id }, one.condition === '' ? [] : [leaf('condition', one.condition)]),
    ),
  ]);
}

function discretionary(item: CmmnDiscretionary): Node {
  return planItem(item, 'discretionaryItem', refs(item.ruleRefs, item.roleRefs));
}

function refs(ruleRefs: readonly string[], roleRefs: readonly string[]): Readonly<Record<string, string | null>> {
  return {
    applicabilityRuleRefs: ruleRefs.length === 0 ? null : ruleRefs.join(' '),
    authorizedRoleRefs: roleRefs.length === 0 ? null : roleRefs.join(' '),
  };
}

function extension(name: string, text: string): Node {
  return node('extensionElements', {}, [leaf(`casewright:${name}`, text)]);
}

function node(name: string, attributes: Readonly<Record<string, string | null>>, children: readonly Node[] = []): Node {
  return { name, attributes: Object.entries(attributes), children, text: null };
}

function leaf(name: string, text: string): Node {
  return { name, attributes: [], children: [], text };
}

function write({ name, attributes, children, text }: Node, indent: string, lines: string[]): void {
  const written = attributes
    .flatMap(([key, value]) => (value === null ? [] : [` ${key}="${escaped(value)}"`]))
    .join('');
  if (text !== null) lines.push(`${indent}<${name}${written}>${escaped(text)}</${name}>`);
  else if (children.length === 0) lines.push(`${indent}<${name}${written} />`);
  else {
    lines.push(`${indent}<${name}${written}>`);
    for (const child of children) write(child, `${indent}  `, lines);
    lines.push(`${indent}</${name}>`);
  }
}

/** Line breaks are written as references, since a reader makes spaces of them in an attribute. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}
