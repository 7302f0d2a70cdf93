// Turns the kinds of what a case keeps besides fields and work into their definitions. What they refer to is judged elsewhere.
import type { Audience, GoalDefinition, IssueDefinition, ObligationDefinition } from './entry-definition.ts';
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
export const LISTS = [
  'issues',
  'parties',
  'goals',
  'obligations',
  'determinations',
  'evidence',
  'referrals',
  'communications',
  'documents',
] as const;

/** The section of each kind that names one: `issues.allegation` and the name of the section; of exhibits also by audience. */
export function sectionsOfKinds(root: LocatedNode): readonly (readonly [string, string])[] {
  return LISTS.flatMap((list) =>
    entriesOf(childOf(root, list)).flatMap(({ key, value }) => {
      const section = textAt(value, 'section');
      const audiences = entriesOf(childOf(value, 'audiences')).flatMap((audience) => {
        const own = textAt(audience.value, 'section') ?? section;
        return own === null ? [] : [[`${list}.${key}.${audience.key}`, own] as const];
      });
      return [...(section === null ? [] : [[`${list}.${key}`, section] as const]), ...audiences];
    }),
  );
}

export function issueOf({ key, value }: MapEntry): IssueDefinition {
  const decidedBy = textAt(value, 'decidedBy');
  const subject = textAt(value, 'subject');
  const within = textAt(value, 'within');
  return {
    ...commonOf(key, value),
    outcomes: choicesAt(value, 'outcomes'),
    ...(decidedBy === null ? {} : { decidedBy }),
    mayReopen: flagAt(value, 'mayReopen', false),
    ...(subject === null ? {} : { subject }),
    ...(within === null ? {} : { within }),
    blocksClosing: textAt(value, 'atClosing') !== 'may-stay-open',
  };
}

export function goalOf({ key, value }: MapEntry): GoalDefinition {
  const measure = childOf(value, 'measure');
  return {
    ...commonOf(key, value),
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
    ...commonOf(key, value),
    owedBy: namesAt(value, 'owedBy'),
    ...(waivedBy === null ? {} : { waivedBy }),
    ...(clock === null ? {} : { clock: ruleOf(clock, zone) }),
    blocksClosing: textAt(value, 'atClosing') === 'must-be-settled',
  };
}

export function namesAt(node: LocatedNode, key: string): readonly string[] {
  return itemsOf(childOf(node, key)).flatMap((item) => textOf(item) ?? []);
}

/** What a party is in time. Whoever acts for another has a mandate, which a case is not opened with. */
export function partyInTime(name: string, node: LocatedNode): Omit<PartyDefinition, 'subject'> {
  const represents = namesAt(node, 'represents');
  return {
    ...commonOf(name, node),
    later: represents.length > 0 || numberAt(node, 'min') === 0,
    max: numberAt(node, 'max') ?? 1,
    replaceable: flagAt(node, 'replaceable', false),
    represents,
    scope: choicesAt(node, 'scope'),
  };
}

export function commonOf(
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

export function choicesAt(node: LocatedNode, key: string): IssueDefinition['outcomes'] {
  return entriesOf(childOf(node, key)).map((one) => ({ value: one.key, label: textOf(one.value) ?? one.key }));
}

/** For whom an exhibit or a document may be. */
export function audiencesAt(node: LocatedNode): readonly Audience[] {
  return entriesOf(childOf(node, 'audiences')).map(({ key, value }) => {
    const section = textAt(value, 'section');
    return { ...{ name: key, title: textAt(value, 'title') ?? '' }, ...(section === null ? {} : { section }) };
  });
}
