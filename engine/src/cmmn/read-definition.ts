// Reads what stands in a plan: definitions, plan items, criteria, sentries and planning tables.
import {
  anyAttribute,
  attribute,
  childNamed,
  childrenNamed,
  expressionText,
  isCmmn,
  names,
  needed,
  ourAttribute,
  ourText,
  placeOf,
  problem,
  type Reading,
} from './element.ts';
import type {
  CmmnControl,
  CmmnCriterion,
  CmmnDefinition,
  CmmnDiscretionary,
  CmmnKind,
  CmmnOnPart,
  CmmnPlanItem,
  CmmnSentry,
  CmmnStageBody,
  CmmnTable,
} from './model.ts';
import { isCaseFileEvent, isTransition, KNOWN_EVENTS, KNOWN_FILE_EVENTS } from './standard-events.ts';
import type { XmlElement } from './xml-tree.ts';

/** Names of elements with the kind each means; CMMN 1.0 called listeners events. */
const KINDS: ReadonlyMap<string, CmmnKind> = new Map([
  ...(['stage', 'humanTask', 'task', 'caseTask', 'decisionTask', 'milestone'] as const).map(
    (kind) => [kind, kind] as const,
  ),
  ...(['userEventListener', 'timerEventListener', 'eventListener'] as const).map((kind) => [kind, kind] as const),
  ['userEvent', 'userEventListener'] as const,
  ['timerEvent', 'timerEventListener'] as const,
  ['event', 'eventListener'] as const,
]);

export function readDefinition(element: XmlElement, reading: Reading): CmmnDefinition {
  const kind = KINDS.get(element.name) ?? 'task';
  const table = childNamed(element, 'planningTable');
  const timer = childNamed(element, 'timerExpression');
  return {
    ...placeOf(element),
    id: needed(reading, element, 'id'),
    kind,
    name: attribute(element, 'name'),
    control: controlIn(childNamed(element, 'defaultControl')),
    blocking: attribute(element, 'isBlocking') !== 'false',
    autoComplete: attribute(element, 'autoComplete') === 'true',
    performer: attribute(element, 'performerRef'),
    uses: usesOf(element),
    timer: timer === null ? null : expressionText(timer),
    timerStart: timerStartOf(element, reading),
    body: kind === 'stage' ? bodyOf(element, reading) : null,
    table: table === null ? null : readTable(table, reading),
  };
}

export function readCriterion(element: XmlElement, reading: Reading): CmmnCriterion {
  return {
    ...placeOf(element),
    id: attribute(element, 'id'),
    sentryRef: needed(reading, element, 'sentryRef'),
    only: ourAttribute(element, 'only'),
    as: ourAttribute(element, 'as'),
  };
}

function bodyOf(element: XmlElement, reading: Reading): CmmnStageBody {
  for (const child of element.children) {
    if (isCmmn(child) && (child.name === 'processTask' || child.name === 'planFragment')) {
      problem(reading, child, {
        code: 'unsupported',
        reason: `<${child.name}> cannot be held: there is no process engine here.`,
      });
    }
  }
  return {
    items: childrenNamed(element, 'planItem').map((item) => readPlanItem(item, reading)),
    sentries: childrenNamed(element, 'sentry').map((sentry) => readSentry(sentry, reading)),
    definitions: element.children
      .filter((child) => isCmmn(child) && KINDS.has(child.name))
      .map((child) => readDefinition(child, reading)),
  };
}

function usesOf(element: XmlElement): CmmnDefinition['uses'] {
  for (const name of ['caseRef', 'decisionRef']) {
    const ref = attribute(element, name) ?? childNamed(element, name)?.text.trim();
    if (ref !== undefined && ref !== '') return { ref, expression: false };
    const expression = childNamed(element, `${name}Expression`);
    if (expression !== null) return { ref: expressionText(expression), expression: true };
  }
  return null;
}

function readPlanItem(element: XmlElement, reading: Reading): CmmnPlanItem {
  return {
    ...placeOf(element),
    id: needed(reading, element, 'id'),
    name: attribute(element, 'name'),
    definitionRef: needed(reading, element, 'definitionRef'),
    control: controlIn(childNamed(element, 'itemControl')),
    entry: criteriaOf(element, 'entry', reading),
    exit: criteriaOf(element, 'exit', reading),
    more: ourText(element, 'more'),
  };
}

/** Criteria are elements in CMMN 1.1 and a list of sentries in 1.0. */
function criteriaOf(element: XmlElement, side: 'entry' | 'exit', reading: Reading): readonly CmmnCriterion[] {
  const written = childrenNamed(element, `${side}Criterion`).map((criterion) => readCriterion(criterion, reading));
  const listed = names(attribute(element, `${side}CriteriaRefs`)).map((sentryRef) => ({
    ...placeOf(element),
    ...{ id: null, sentryRef, only: null, as: null },
  }));
  return [...written, ...listed];
}

function controlIn(element: XmlElement | null): CmmnControl {
  return {
    required: ruleIn(element, 'requiredRule'),
    manual: ruleIn(element, 'manualActivationRule'),
    repetition: ruleIn(element, 'repetitionRule'),
  };
}

function ruleIn(control: XmlElement | null, name: string): string | null {
  const rule = control === null ? null : childNamed(control, name);
  if (rule === null) return null;
  const condition = childNamed(rule, 'condition');
  return condition === null ? '' : expressionText(condition);
}

function readSentry(element: XmlElement, reading: Reading): CmmnSentry {
  const ifPart = childNamed(element, 'ifPart');
  const condition = ifPart === null ? null : childNamed(ifPart, 'condition');
  return {
    ...placeOf(element),
    id: needed(reading, element, 'id'),
    name: attribute(element, 'name'),
    on: element.children
      .filter((child) => isCmmn(child) && (child.name === 'planItemOnPart' || child.name === 'caseFileItemOnPart'))
      .flatMap((part) => readOnPart(part, reading) ?? []),
    when: ifPart === null ? null : condition === null ? '' : expressionText(condition),
  };
}

function readOnPart(element: XmlElement, reading: Reading): CmmnOnPart | null {
  const ref = needed(reading, element, 'sourceRef');
  const event = childNamed(element, 'standardEvent')?.text.trim() ?? '';
  if (element.name === 'planItemOnPart' || element.name === 'planItemStartTrigger') {
    // CMMN 1.0 names the sentry of the exit, 1.1 the criterion.
    const exitCriterion = attribute(element, 'exitCriterionRef') ?? attribute(element, 'sentryRef');
    if (isTransition(event)) return { ...placeOf(element), source: 'item', ref, event, exitCriterion };
    const reason = `“${event}” is no standard event of a plan item. There are: ${KNOWN_EVENTS}.`;
    problem(reading, element, { code: 'unsupported', reason });
    return null;
  }
  if (isCaseFileEvent(event)) return { ...placeOf(element), source: 'file', ref, event };
  const reason = `“${event}” is no standard event of a case file item. There are: ${KNOWN_FILE_EVENTS}.`;
  problem(reading, element, { code: 'unsupported', reason });
  return null;
}

function timerStartOf(element: XmlElement, reading: Reading): CmmnOnPart | null {
  const trigger = childNamed(element, 'planItemStartTrigger') ?? childNamed(element, 'caseFileItemStartTrigger');
  return trigger === null ? null : readOnPart(trigger, reading);
}

function readTable(element: XmlElement, reading: Reading): CmmnTable {
  return {
    ...placeOf(element),
    id: attribute(element, 'id'),
    items: childrenNamed(element, 'discretionaryItem').map((item): CmmnDiscretionary => ({
      ...readPlanItem(item, reading),
      ruleRefs: names(attribute(item, 'applicabilityRuleRefs')),
      roleRefs: names(attribute(item, 'authorizedRoleRefs')),
    })),
    tables: childrenNamed(element, 'planningTable').map((table) => readTable(table, reading)),
    rules: childrenNamed(element, 'applicabilityRule').map((rule) => {
      const condition = childNamed(rule, 'condition');
      const text = condition === null ? '' : expressionText(condition);
      return { ...placeOf(rule), id: needed(reading, rule, 'id'), condition: text };
    }),
    ruleRefs: names(attribute(element, 'applicabilityRuleRefs')),
    roleRefs: names(anyAttribute(element, 'authorizedRoleRefs')),
  };
}
