// What whoever administers an agency is shown: its people with their roles, whether somebody may read a case and by which rule, and how far the
// work of the program is behind. No word of any case is in it.
import { listCaseTypes } from '../store/find-case-type.ts';
import { explainAccess, OFFICES, ADMINISTRATOR_ROLE, whyAccess, withoutCaseFile } from '@casewright/engine/policy';
import type { ExplainedAccess } from '@casewright/engine/policy';
import {
  countJobs,
  countStaff,
  listRoles,
  listStaff,
  listTeams,
  PROGRAM_JOBS,
  type JobRow,
  type StaffFilter,
  type StaffRow,
  type TeamRow,
} from '../store/administration.ts';
import { programContext } from '../store/context.ts';
import { findCase } from '../store/find-case.ts';
import { readCase } from '../store/read-case.ts';
import { namesFor, worldOfCase, type ExplainOptions } from './access-world-of.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { allOf, following } from './at-once.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker, Reader } from './sessions.ts';

export { PROGRAM_JOBS } from '../store/administration.ts';

export interface StaffView {
  readonly items: readonly (StaffRow & { readonly own: boolean })[];
  /** How many there are, where there are more than are shown. */
  readonly total: number;
  readonly teams: readonly TeamRow[];
  /** Roles that may be given here. */
  readonly roles: readonly string[];
}

export interface SimulatedAccessView {
  readonly person: string;
  readonly name: string;
  readonly reference: string;
  readonly allowed: boolean;
  /** Why there was nothing to decide; null where there was. */
  readonly unknown: string | null;
  readonly grants: readonly {
    readonly rule: string;
    readonly holds: boolean;
    readonly says: string;
    readonly missing: readonly string[];
    /** The membership, assignment or delegation that it is about; null for what only the case knows. */
    readonly by: string | null;
  }[];
  readonly terms: readonly { readonly term: string; readonly holds: boolean; readonly says: string }[];
}

export interface JobView {
  readonly job: JobRow['job'];
  readonly waiting: number;
  readonly since: string | null;
  readonly failed: number;
  readonly doneAt: string | null;
}

export interface JobsView {
  /** When it was counted. */
  readonly at: string;
  readonly items: readonly JobView[];
}

export interface AdministrationQueries {
  readonly listStaff: (asker: Asker, filter: StaffFilter) => Promise<ReadAnswer<StaffView>>;
  /** By the reference of the case; one that is not there and one that may not be asked about look the same. */
  readonly simulateAccess: (
    reader: Reader,
    asked: { readonly person: string; readonly reference: string },
  ) => Promise<ReadAnswer<SimulatedAccessView>>;
  readonly listJobs: (asker: Asker) => Promise<ReadAnswer<JobsView>>;
}

const PEOPLE_MOST = 200;
const PROGRAM = 'administration';

export function openAdministration(send: SendReading, options: ExplainOptions): AdministrationQueries {
  return {
    listStaff: (asker, filter) => showStaff(send, asker, { options, filter }),
    simulateAccess: (reader, asked) => simulateAccess(send, reader, { ...asked, options }),
    listJobs: (asker) => showJobs(send, asker, options),
  };
}

function showStaff(
  send: SendReading,
  asker: Asker,
  { options, filter }: { readonly options: ExplainOptions; readonly filter: StaffFilter },
): Promise<ReadAnswer<StaffView>> {
  const { tenant, person } = asker.principal;
  return answerRead(send, asker, {
    ...{ action: { type: 'read-directory' }, name: 'list-staff', asked: [] },
    filter: [filter.like ?? '', filter.team ?? ''].join(' '),
    statements: [listCaseTypes(tenant, options.now())],
    fold: ([kinds]) =>
      following(allOf(kinds.rows.map((row) => options.caseTypes.byHash(asker.principal, row.hash))), async (known) => {
        const [people, counted, teams, held] = await options.database.once(programContext(tenant, PROGRAM), [
          listStaff(tenant, filter, PEOPLE_MOST),
          countStaff(tenant, filter),
          listTeams(tenant),
          listRoles(tenant),
        ]);
        const roles = new Set([
          ...held.rows.map(({ role }) => role),
          ...known.flatMap((caseType) => [...caseType.roles.keys()]),
          ...OFFICES,
        ]);
        roles.delete(ADMINISTRATOR_ROLE);
        const view: StaffView = {
          items: people.rows.map((row) => ({ ...row, own: row.person === person })),
          total: counted.rows[0]?.total ?? people.count,
          teams: teams.rows,
          roles: [...roles].toSorted(),
        };
        return { view: withoutCaseFile(view), caseIds: [], results: people.count };
      }),
  });
}

async function simulateAccess(
  send: SendReading,
  reader: Reader,
  {
    person,
    reference,
    options,
  }: { readonly person: string; readonly reference: string; readonly options: ExplainOptions },
): Promise<ReadAnswer<SimulatedAccessView>> {
  const { tenant } = reader.principal;
  const program = programContext(tenant, PROGRAM);
  // What a row says is looked at only after the session was proved and the policy said yes.
  const [found] = await options.database.once(program, [findCase(tenant, reference)]);
  const row = found.count === 1 ? found.rows[0] : undefined;
  return answerRead<[], SimulatedAccessView>(send, reader, {
    ...{ action: { type: 'simulate-access' }, name: 'simulate-access', statements: [] },
    asked: row === undefined ? [] : [row.case_id],
    filter: person,
    caseOf: () => row ?? null,
    fold: async () => {
      if (row === undefined) return null;
      const caseId = row.case_id;
      const [cases] = await options.database.once(program, [readCase(tenant, caseId)]);
      const [record] = cases.rows;
      if (record === undefined) return null;
      const caseType = await options.caseTypes.byHash(reader.principal, record.case_type_hash);
      const world = await worldOfCase(options, { tenant, caseId, caseType, row: record, at: null }, [person]);
      if (world === null || !world.agency.names.has(person)) return null;
      // Sections are not named to whoever may read none of them.
      const names = namesFor({ ...reader, tenant, caseType }, world.agency, new Set());
      const asked = { reader: { person: `${tenant}/${person}`, onBehalfOf: null, purpose: null }, part: null };
      const decision = whyAccess(world.world, { ...asked, case: `${tenant}/${caseId}` }, world.nowMs);
      const view = {
        ...{ person, name: names.person(`${tenant}/${person}`), reference: row.reference },
        ...withoutFacts(explainAccess(world.world, decision, names)),
      };
      return { view: withoutCaseFile(view), caseIds: [caseId] };
    },
  });
}

/** Facts that are known of somebody outside the case; others may say what it is about. */
const KNOWN_OUTSIDE: readonly string[] = ['membership', 'assignment', 'delegation', 'person'];

function withoutFacts({
  allowed,
  unknown,
  grants,
  terms,
}: ExplainedAccess): Omit<SimulatedAccessView, 'name' | 'person' | 'reference'> {
  return {
    ...{ allowed, unknown },
    grants: grants.map(({ rule, holds, says, missing, fact }) => ({
      ...{ rule, holds, says, missing },
      by: KNOWN_OUTSIDE.includes(fact.kind) ? fact.says : null,
    })),
    terms: terms.map(({ term, holds, says }) => ({ term, holds, says })),
  };
}

function showJobs(
  send: SendReading,
  asker: Asker,
  { database, now }: Pick<ExplainOptions, 'database' | 'now'>,
): Promise<ReadAnswer<JobsView>> {
  const { tenant } = asker.principal;
  return answerRead(send, asker, {
    ...{ action: { type: 'read-directory' }, name: 'list-jobs', asked: [], statements: [] },
    fold: async () => {
      const at = new Date(now()).toISOString();
      const [counted] = await database.once(programContext(tenant, PROGRAM), [countJobs(tenant, at)]);
      const items = PROGRAM_JOBS.flatMap((job) => counted.rows.filter((row) => row.job === job)).map(viewOf);
      return { view: withoutCaseFile({ at, items }), caseIds: [], results: items.length };
    },
  });
}

function viewOf({ job, waiting, since, failed, done_at: doneAt }: JobRow): JobView {
  return { job, waiting, since, failed, doneAt };
}
