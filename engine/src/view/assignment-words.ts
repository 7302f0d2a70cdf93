// An assignment in plain words: to whom, and where routing decided, by which rule and what it gave up.
import type { CaseEvent } from '../case/events.ts';
import { queueOfAssignee } from '../case/queues.ts';

type Assigned = Extract<CaseEvent, { type: 'TaskAssigned' }>;

export function assignmentWords(
  task: string,
  { assignee, routing, because }: Assigned,
  nameOf: (person: string) => string,
): { readonly title: string; readonly detail: readonly string[] } {
  const queue = queueOfAssignee(assignee);
  if (queue !== null) return { title: `Put into the queue ${queue}: ${task}`, detail: detailOf(routing) };
  if (assignee !== null) return { title: `Assigned to ${nameOf(assignee)}: ${task}`, detail: detailOf(routing) };
  const title = routing === undefined ? `Returned to the team: ${task}` : `Left to the team: ${task}`;
  const left = because === 'left' ? ['Whoever had it has left the agency.'] : [];
  return { title, detail: [...left, ...detailOf(routing)] };
}

function detailOf(routing: Assigned['routing']): readonly string[] {
  if (routing === undefined) return [];
  const { table, rule, givenUp, draw, outcome, candidates } = routing;
  const drawn = draw === null ? [] : [`Drawn among ${draw.among.length} who were equal`];
  const nobody = outcome === 'nobody-can' ? [`None of ${candidates.length} people can take it`] : [];
  const without = givenUp.length === 0 ? [] : [`Given up, since nobody met it: ${givenUp.join(', ')}`];
  return [`By the rule ${rule} of the routing table ${table.name}`, ...without, ...nobody, ...drawn];
}
