// Names that a case type declares and nothing uses, such as a role or a queue that nobody can ever be asked for, and deadlines whose
// passing nobody is told of.
import { childOf, entriesOf, itemsOf, type LocatedNode, type MapEntry, textAt, textOf } from '../definition/located.ts';
import { report } from '../definition/problem.ts';
import type { Advising } from './advising.ts';

export function adviseOnNames(advising: Advising): void {
  const { root } = advising;
  const routing = childOf(root, 'routing');
  unused(
    advising,
    childOf(root, 'roles'),
    'Nobody is ever asked for this role: it does no work, reads nothing and is told nothing',
  );
  unused(advising, childOf(routing, 'queues'), 'Nothing is ever put into this queue');
  unused(advising, childOf(routing, 'teams'), 'Nothing ever goes to this team');
  unused(advising, childOf(routing, 'skills'), 'No rule asks for this skill');
  unused(advising, childOf(root, 'forms'), 'Nobody ever fills in this form');
  unused(advising, childOf(root, 'decisions'), 'No task uses this table');
  for (const clock of entriesOf(childOf(root, 'clocks'))) checkBreach(advising, clock);
}

/** A name is used where it stands as a value or a key somewhere else. */
function unused(advising: Advising, group: LocatedNode | null, what: string): void {
  const said = new Set<string>();
  collect(advising.root, group, said);
  for (const { key, at } of entriesOf(group)) {
    if (said.has(key)) continue;
    report(advising.findings, at, { code: 'unused', reason: `${what}. Use “${key}”, or remove it.` });
  }
}

function collect(node: LocatedNode, without: LocatedNode | null, said: Set<string>): void {
  if (node === without) return;
  const text = textOf(node);
  if (text !== null) said.add(text);
  for (const item of itemsOf(node)) collect(item, without, said);
  for (const { key, value } of entriesOf(node)) {
    // A skill stands as a key where it is needed; most other keys are names of their own.
    if (node.path.endsWith('.needs.skills')) said.add(key);
    collect(value, without, said);
  }
}

/** A deadline that passes is on record; somebody should hear of it, or the law should say what follows. */
function checkBreach({ findings }: Advising, { at, key, value }: MapEntry): void {
  if (textAt(value, 'kind') !== 'deadline') return;
  if (childOf(value, 'escalate') !== null || childOf(value, 'deemed') !== null) return;
  const reason = `When “${key}” passes, that is on record and nobody is told. Add escalate: [{ at: due, to: a role }], or deemed where a law says what follows.`;
  report(findings, at, { code: 'no-breach-path', reason });
}
