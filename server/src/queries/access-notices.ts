// What a person was told of requests for access and of emergencies: to whoever may answer or review, all that they need for
// that, also where they may not read the case; to whoever asked or acted, what was decided. Asked of the policy itself, so that
// nobody is told of a case that a wall, clearance, compartment or seal keeps them off.
import { type AccessState, isRequest } from '@casewright/engine/case';
import { emergenciesOf, managerOf, type CaseType } from '@casewright/engine/definition';
import { authorize, type Action, type Resource } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { findNoticeCases, type AccessNoticeRow, type NoticeCaseRow } from '../store/notices.ts';
import { partTitle } from './access-world-of.ts';
import type { CaseTypes } from './case-types.ts';
import type { NoticeAbout, NoticeView } from './list-notices.ts';
import { namesOf } from './names-of.ts';
import type { Reader } from './sessions.ts';

/** What was asked or done, for whoever is to decide about it. */
export interface AskedView {
  readonly person: string;
  readonly name: string;
  /** Title of the kind of emergency; null for a request. */
  readonly category: string | null;
  readonly reason: string;
  /** Titles of what is asked for; null for all of it. */
  readonly sections: readonly string[] | null;
  readonly until: string | null;
  /** Whether the reader may open the case, and so its page about access. */
  readonly mayOpen: boolean;
}

export interface AccessNoticeDoors {
  readonly database: Database;
  readonly caseTypes: CaseTypes;
}

export async function accessNotices(
  { database, caseTypes }: AccessNoticeDoors,
  reader: Reader,
  rows: readonly AccessNoticeRow[],
): Promise<readonly NoticeView[]> {
  if (rows.length === 0) return [];
  const { tenant } = reader.principal;
  const caseIds = [...new Set(rows.map((row) => row.case_id))];
  const context = programContext(tenant, 'system.notices');
  const [found] = await database.once(context, [findNoticeCases(tenant, caseIds)]);
  const cases = new Map<string, NoticeCase>();
  for (const row of found.rows) {
    const caseType = await caseTypes.byHash(reader.principal, row.case_type_hash);
    // Only a write and a rebuild write the column from which this comes, both from a CaseState.
    const access = JSON.parse(row.access) as AccessState;
    cases.set(row.case_id, { row, caseType, access });
  }
  const people = [...cases.values()].flatMap(({ access }) => peopleIn(access));
  const nameOf = await namesOf({ database }, context, people);
  return rows.flatMap((row) => {
    const of = cases.get(row.case_id);
    return of === undefined ? [] : viewOf({ reader, nameOf }, row, of);
  });
}

interface NoticeCase {
  readonly row: NoticeCaseRow;
  readonly caseType: CaseType;
  readonly access: AccessState;
}

function peopleIn({ facts, requests }: AccessState): readonly string[] {
  return [
    ...Object.values(requests).map(({ person }) => person),
    ...Object.values(facts).flatMap((fact) => (fact.kind === 'break-glass' ? [fact.person] : [])),
  ];
}

/** Said to whoever asked or acted. */
const DECIDED: readonly string[] = ['granted', 'refused', 'justified', 'not-justified'];

function aboutOf({ clock, rung }: AccessNoticeRow): NoticeAbout {
  if (rung === 'overdue') return isRequest(clock) ? 'request-overdue' : 'review-overdue';
  if (rung === 'broken') return 'break-glass';
  // The only other that is written for whoever decides; what was decided is named by its rung.
  return rung === 'asked' ? 'request' : (rung as NoticeAbout);
}

function viewOf(
  { reader, nameOf }: { readonly reader: Reader; readonly nameOf: ReadonlyMap<string, string> },
  row: AccessNoticeRow,
  of: NoticeCase,
): readonly NoticeView[] {
  const { reference, case_type: caseType, team } = of.row;
  const isDecided = DECIDED.includes(row.rung);
  if (!may(reader, of, isDecided ? { type: 'find-case' } : decisionOn(row.clock, of.caseType))) return [];
  const asked = isDecided ? null : askedIn(row.clock, of);
  return [
    {
      ...{ caseId: row.case_id, reference, caseType, team, about: aboutOf(row), clock: row.clock },
      ...{ dueOn: row.due_on, share: null, reachedOn: row.reached_on, toldAt: row.told_at },
      asked:
        asked === null
          ? null
          : {
              ...asked,
              name: nameOf.get(asked.person) ?? asked.person,
              mayOpen: may(reader, of, { type: 'read-case' }),
            },
    },
  ];
}

function decisionOn(access: string, caseType: CaseType): Action {
  const command = isRequest(access) ? 'DecideAccess' : 'ReviewBreakGlass';
  return { type: 'command', command, by: managerOf(caseType) };
}

function may({ principal }: Reader, { row, caseType }: NoticeCase, action: Action): boolean {
  const { team, above, tokens, needs, purposes, walls } = row;
  const resource: Resource = {
    ...{ tenant: principal.tenant, team, above, caseType: caseType.name },
    access: { tokens, needs, purposes, walls },
  };
  return authorize(principal, action, resource).allowed;
}

function askedIn(id: string, { access, caseType }: NoticeCase): Omit<AskedView, 'name' | 'mayOpen'> | null {
  const request = access.requests[id];
  if (request !== undefined) {
    const { person, reason, until, sections } = request;
    const titles = sections?.map((section) => partTitle(caseType, section)) ?? null;
    return { person, category: null, reason, sections: titles, until };
  }
  const fact = access.facts[id];
  if (fact?.kind !== 'break-glass') return null;
  const { person, category, reason, until } = fact;
  const title = emergenciesOf(caseType).find((one) => one.category === category)?.title ?? category;
  return { person, category: title, reason, sections: null, until };
}
