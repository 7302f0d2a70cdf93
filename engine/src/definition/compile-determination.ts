// Turns the kinds of decisions of a delegate into their definitions. What they refer to is judged elsewhere.
import { ruleOf } from './compile-clock.ts';
import { choicesAt, commonOf, namesAt } from './compile-entries.ts';
import type { DelegationDefinition, DeterminationDefinition, ReviewRight } from './entry-definition.ts';
import { childOf, entriesOf, flagAt, type LocatedNode, type MapEntry, textAt } from './located.ts';

/** @param zone the case type's; days are counted there */
export function determinationOf({ key, value }: MapEntry, zone: string): DeterminationDefinition {
  const delegation = childOf(value, 'delegation');
  const body = textAt(value, 'body');
  return {
    ...commonOf(key, value),
    outcomes: choicesAt(value, 'outcomes'),
    ...(delegation === null ? {} : { delegation: delegationOf(delegation) }),
    ...(body === null ? {} : { body }),
    decides: namesAt(value, 'decides'),
    considers: namesAt(value, 'considers'),
    evidence: namesAt(value, 'evidence'),
    mustBeRead: namesAt(value, 'mustBeRead'),
    notify: namesAt(value, 'notify'),
    review: entriesOf(childOf(value, 'review')).map((right) => rightOf(right, zone)),
    blocksClosing: textAt(value, 'atClosing') !== 'may-stay-open',
  };
}

function delegationOf(node: LocatedNode): DelegationDefinition {
  const law = childOf(node, 'law');
  const kind = textAt(law, 'kind') === 'policy' ? 'policy' : 'statute';
  return {
    role: textAt(node, 'role') ?? '',
    instrument: textAt(node, 'instrument') ?? '',
    law: { ref: textAt(law, 'ref') ?? '', kind },
  };
}

function rightOf({ key, value }: MapEntry, zone: string): ReviewRight {
  return {
    ...{ name: key, title: textAt(value, 'title') ?? '' },
    body: textAt(value, 'body') === 'external' ? 'external' : 'internal',
    asks: namesAt(value, 'asks'),
    clock: ruleOf(childOf(value, 'clock') ?? value, zone),
    decidedAs: textAt(value, 'decidedAs') ?? '',
    late: flagAt(value, 'late', false),
  };
}
