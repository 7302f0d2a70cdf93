// To whom a task of a case may be given: the people of its team who have a role for it, what each has to do already, and who of them may
// not open the case. Only for whoever manages access to the case, since nobody else may learn who is kept off it.
import { barredFrom } from '@casewright/engine/case';
import { definitionOf } from '@casewright/engine/plan';
import { authorize } from '@casewright/engine/policy';
import { cutToParts, mayReadAssignee, mayReadItem } from '@casewright/engine/view';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { findCandidates, isAway, principalOfCandidate, type CandidateRow } from '../store/find-candidates.ts';
import { readCase } from '../store/read-case.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { stateOf, type ExplainOptions } from './access-world-of.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { CaseTypes } from './case-types.ts';
import { actionOn } from './explain-access.ts';
import { namesOf } from './names-of.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface AssigneesView {
  readonly task: string;
  readonly assignee: string | null;
  /** Those who may be given it first, and of them those with the least to do. */
  readonly items: readonly AssigneeView[];
}

export interface AssigneeView {
  readonly person: string;
  readonly name: string;
  /** Open tasks of other cases that are theirs. */
  readonly tasks: number;
  /** What these weigh together, and how much they carry at most. */
  readonly load: number;
  readonly capacity: number;
  /** The last day of an absence that has begun. */
  readonly awayUntil: string | null;
  /** Why it cannot be theirs; null where it can. */
  readonly against: 'may-not-open' | 'did-another-part' | null;
}

export interface AssigneesOptions extends ExplainOptions {
  readonly database: Database;
  readonly caseTypes: CaseTypes;
}

interface Asked {
  readonly caseId: string;
  readonly task: string;
}

export function showAssignees(
  send: SendReading,
  reader: Reader,
  { options, caseId, task }: Asked & { readonly options: AssigneesOptions },
): Promise<ReadAnswer<AssigneesView>> {
  const { tenant } = reader.principal;
  return answerRead<[ReturnType<typeof readCase>], AssigneesView>(send, reader, {
    action: ([found]) => actionOn(reader, options, requireRow(found.rows)),
    name: 'read-assignees',
    asked: [caseId],
    statements: [readCase(tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: async ([found]) => {
      const row = requireRow(found.rows);
      const caseType = await options.caseTypes.byHash(reader.principal, row.case_type_hash);
      const state = stateOf(row.state);
      const parts = readablePartsOf(row, caseType);
      if (!Object.hasOwn(state.items, task) || !mayReadItem(caseType, task, parts)) return null;
      const is = Object.hasOwn(state.tasks, task) ? state.tasks[task] : undefined;
      // What is not to be done now is given to nobody, and so is what they may not know to be with somebody.
      if (is === undefined || !mayReadAssignee(caseType, task, parts))
        return { view: cutToParts(parts, () => ({ task, assignee: null, items: [] })), caseIds: [caseId] };
      const roles = caseType.items.get(definitionOf(task))?.task?.by ?? [];
      const context = programContext(tenant, 'system.assignees');
      const [candidates] = await options.database.once(context, [
        findCandidates({ tenant, caseId, teams: [row.team], queues: [], people: [] }),
      ]);
      const fit = candidates.rows.filter(({ memberships }) =>
        memberships.some(({ team, role }) => team === row.team && roles.includes(role)),
      );
      const names = await namesOf(
        options,
        context,
        fit.map(({ person }) => person),
      );
      const barred = barredFrom(caseType, state, task);
      const nowMs = options.now();
      const items = fit.map((one): AssigneeView => {
        const mayOpen = authorize(
          principalOfCandidate(one, { tenant, authority: 'assignment', nowMs }),
          { type: 'read-case' },
          { tenant, team: row.team, access: row },
        ).allowed;
        return faceOf(one, {
          name: names.get(one.person) ?? one.person,
          today: new Date(nowMs).toISOString().slice(0, 10),
          against: against(mayOpen, barred.includes(one.person)),
        });
      });
      const view = cutToParts(parts, () => ({ task, assignee: is.assignee ?? null, items: items.toSorted(byEase) }));
      return { view, caseIds: [caseId] };
    },
  });
}

function against(mayOpen: boolean, isBarred: boolean): AssigneeView['against'] {
  if (!mayOpen) return 'may-not-open';
  return isBarred ? 'did-another-part' : null;
}

interface Found {
  readonly name: string;
  readonly today: string;
  readonly against: AssigneeView['against'];
}

function faceOf(row: CandidateRow, found: Found): AssigneeView {
  const { person, load, capacity } = row;
  return {
    ...{ person, name: found.name, tasks: load.length, load: load.reduce((all, one) => all + one, 0), capacity },
    ...{ awayUntil: isAway(row, found.today) ? row.away_until : null, against: found.against },
  };
}

function byEase(one: AssigneeView, other: AssigneeView): number {
  const open = Number(one.against !== null) - Number(other.against !== null);
  const free = one.load / Math.max(one.capacity, 1) - other.load / Math.max(other.capacity, 1);
  return open || free || (one.name < other.name ? -1 : 1);
}
