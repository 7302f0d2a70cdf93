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
import { element, leaf, type XmlNode, xmlText } from '../xml/write-xml.ts';

/** @returns the XML, in UTF-8 when it is encoded so */
export function writeCmmn(model: CmmnModel): string {
  const root = element(
    'definitions',
    {
      xmlns: 'http://www.omg.org/spec/CMMN/20151109/MODEL',
      'xmlns:casewright': OURS,
      name: model.name,
      targetNamespace: model.targetNamespace,
    },
    [
      ...model.cases.map(caseNode),
      ...model.decisions.map(({ id, name, externalRef }) => element('decision', { id, name, externalRef })),
    ],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlText(root)}\n`;
}

function caseNode({ id, name, roles, fileItems, plan, exit, frame }: CmmnCase): XmlNode {
  const written = definitionNode(plan);
  const planModel = {
    ...written,
    name: 'casePlanModel',
    children: [...written.children, ...exit.map((one) => criterion(one, 'exit'))],
  };
  return element('case', { id, name }, [
    ...(frame === null ? [] : [extension('frame', frame)]),
    ...(fileItems.length === 0 ? [] : [element('caseFileModel', {}, fileItems.map(fileItem))]),
    planModel,
    ...(roles.length === 0
      ? []
      : [
          element(
            'caseRoles',
            {},
            roles.map((role) => element('role', { id: role.id, name: role.name })),
          ),
        ]),
  ]);
}

function fileItem({ id, name, multiplicity, children }: CmmnFileItem): XmlNode {
  const inner = children.length === 0 ? [] : [element('children', {}, children.map(fileItem))];
  return element('caseFileItem', { id, name, multiplicity }, inner);
}

function definitionNode(definition: CmmnDefinition): XmlNode {
  const { id, kind, name, body } = definition;
  return element(
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

function uses({ kind, uses: used }: CmmnDefinition): readonly XmlNode[] {
  if (used === null) return [];
  const name = kind === 'caseTask' ? 'caseRef' : 'decisionRef';
  return [leaf(used.expression ? `${name}Expression` : name, used.ref)];
}

function planItem(item: CmmnPlanItem, name: string, more: Readonly<Record<string, string | null>> = {}): XmlNode {
  const { id, definitionRef } = item;
  return element(name, { id, name: item.name, definitionRef, ...more }, [
    ...(item.more === null ? [] : [extension('more', item.more)]),
    ...control('itemControl', item.control),
    ...item.entry.map((one) => criterion(one, 'entry')),
    ...item.exit.map((one) => criterion(one, 'exit')),
  ]);
}

function criterion({ id, sentryRef, only, as }: CmmnCriterion, side: 'entry' | 'exit'): XmlNode {
  return element(`${side}Criterion`, { id, sentryRef, 'casewright:only': only, 'casewright:as': as });
}

function control(name: string, { required, manual, repetition }: CmmnControl): readonly XmlNode[] {
  const rules = [
    ...rule('repetitionRule', repetition),
    ...rule('requiredRule', required),
    ...rule('manualActivationRule', manual),
  ];
  return rules.length === 0 ? [] : [element(name, {}, rules)];
}

function rule(name: string, condition: string | null): readonly XmlNode[] {
  if (condition === null) return [];
  return [element(name, {}, condition === '' ? [] : [leaf('condition', condition)])];
}

function sentry({ id, name, on, when }: CmmnSentry): XmlNode {
  return element('sentry', { id, name }, [
    ...on.map((part) => onPart(part, 'OnPart')),
    ...(when === null ? [] : [element('ifPart', {}, [leaf('condition', when)])]),
  ]);
}

function onPart(part: CmmnOnPart, ending: 'OnPart' | 'StartTrigger'): XmlNode {
  const event = leaf('standardEvent', part.event);
  if (part.source === 'file') return element(`caseFileItem${ending}`, { sourceRef: part.ref }, [event]);
  return element(`planItem${ending}`, { sourceRef: part.ref, exitCriterionRef: part.exitCriterion }, [event]);
}

function table({ id, items, tables, rules, ruleRefs, roleRefs }: CmmnTable): XmlNode {
  return element('planningTable', { id, ...refs(ruleRefs, roleRefs) }, [
    ...items.map(discretionary),
    ...tables.map(table),
    ...rules.map((one) =>
      element('applicabilityRule', { id: one.id }, one.condition === '' ? [] : [leaf('condition', one.condition)]),
    ),
  ]);
}

function discretionary(item: CmmnDiscretionary): XmlNode {
  return planItem(item, 'discretionaryItem', refs(item.ruleRefs, item.roleRefs));
}

function refs(ruleRefs: readonly string[], roleRefs: readonly string[]): Readonly<Record<string, string | null>> {
  return {
    applicabilityRuleRefs: ruleRefs.length === 0 ? null : ruleRefs.join(' '),
    authorizedRoleRefs: roleRefs.length === 0 ? null : roleRefs.join(' '),
  };
}

function extension(name: string, text: string): XmlNode {
  return element('extensionElements', {}, [leaf(`casewright:${name}`, text)]);
}
