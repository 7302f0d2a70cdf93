// Turns the kinds of what a case keeps besides fields and work into their definitions. What they refer to is judged elsewhere.
import type { GoalDefinition, IssueDefinition, ObligationDefinition } from './entry-definition.ts';
import type { PartyDefinition } from './case-type.ts';
import { ruleOf } from './compile-clock.ts';
import {
  childOf,
  entriesOf,
  flagAt,
  itemsOf,
  type LocatedNode,
  type MapEntry,
  numberAt,
  textAt,
  textOf,
} from './located.ts';

/** Keys of a case type under which there are kinds of entries. */
export const LISTS = ['issues', 'parties', 'goals', 'obligations'] as const;

/** The section of each kind that names one: `issues.allegation` and the name of the section. */
export function sectionsOfKinds(root: LocatedNode): readonly (readonly [string, string])[] {
  return LISTS.flatMap((list) =>
    entriesOf(childOf(root, list)).flatMap(({ key, value }) => {
      const section = textAt(value, 'section');
      return section === null ? [] : [[`${list}.${key}`, section] as const];
    }),
  );
}

export function issueOf({ key, value }: MapEntry): IssueDefinition {
  const decidedBy = textAt(value, 'decidedBy');
  const subject = textAt(value, 'subject');
  return {
    ...common(key, value),
    outcomes: choicesAt(value, 'outcomes'),
    ...(decidedBy === null ? {} : { decidedBy }),
    mayReopen: flagAt(value, 'mayReopen', false),
    ...(subject === null ? {} : { subject }),
    blocksClosing: textAt(value, 'atClosing') !== 'may-stay-open',
  };
}

export function goalOf({ key, value }: MapEntry): GoalDefinition {
  const measure = childOf(value, 'measure');
  return {
    ...common(key, value),
    owner: namesAt(value, 'owner'),
    measure: {
      title: textAt(measure, 'title') ?? '',
      unit: textAt(measure, 'unit') ?? '',
      direction: textAt(measure, 'direction') === 'less' ? 'less' : 'more',
    },
    blocksClosing: textAt(value, 'atClosing') !== 'may-stay-open',
  };
}

/** @param zone the case type's; days are counted there */
export function obligationOf({ key, value }: MapEntry, zone: string): ObligationDefinition {
  const waivedBy = textAt(value, 'waivedBy');
  const clock = childOf(value, 'clock');
  return {
    ...common(key, value),
    owedBy: namesAt(value, 'owedBy'),
    ...(waivedBy === null ? {} : { waivedBy }),
    ...(clock === null ? {} : { clock: ruleOf(clock, zone) }),
    blocksClosing: textAt(value, 'atClosing') === 'must-be-settled',
  };
}

function namesAt(node: LocatedNode, key: string): readonly string[] {
  return itemsOf(childOf(node, key)).flatMap((item) => textOf(item) ?? []);
}

/** What a party is in time. Whoever acts for another has a mandate, which a case is not opened with. */
export function partyInTime(name: string, node: LocatedNode): Omit<PartyDefinition, 'subject'> {
  const represents = namesAt(node, 'represents');
  return {
    ...common(name, node),
    later: represents.length > 0 || numberAt(node, 'min') === 0,
    max: numberAt(node, 'max') ?? 1,
    replaceable: flagAt(node, 'replaceable', false),
    represents,
    scope: choicesAt(node, 'scope'),
  };
}

function common(
  name: string,
  node: LocatedNode,
): Pick<IssueDefinition, 'name' | 'title' | 'by' | 'section' | 'personal'> {
  const by = textAt(node, 'by');
  const section = textAt(node, 'section');
  return {
    ...{ name, title: textAt(node, 'title') ?? '' },
    ...(by === null ? {} : { by }),
    ...(section === null ? {} : { section }),
    ...(flagAt(node, 'personal', false) ? { personal: true } : {}),
  };
}

function choicesAt(node: LocatedNode, key: string): IssueDefinition['outcomes'] {
  return entriesOf(childOf(node, key)).map((one) => ({ value: one.key, label: textOf(one.value) ?? one.key }));
}
