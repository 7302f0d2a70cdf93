// What waits for the reader as the second person: letters to approve, determinations to make, reviews to answer, redactions to approve. Each
// is listed for whoever has the role that it asks for, may know of it, and had no part in it.
import { rolesOfCommand, type CaseCommand, type CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { withoutCaseFile } from '@casewright/engine/policy';
import { mayReadEntry } from '@casewright/engine/view';
import { programContext } from '../store/context.ts';
import { pendingOf, type PendingOfCase } from '../store/pending-of.ts';
import type { PendingKind } from '../store/pending-rows.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { submittedRedactions } from '../store/redaction-drafts.ts';
import { readFoundCases } from '../store/search-cases.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { allOf } from './at-once.ts';
import { spokenTo } from './case-types.ts';
import type { TeamDoors } from './given-out.ts';
import type { SendReading } from './read-flights.ts';
import { inScope, type Reader } from './sessions.ts';

export interface ApprovalView {
  readonly kind: Exclude<PendingKind, 'clock'> | 'redaction';
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly team: string;
  /** The entry on which it stands. */
  readonly entry: string;
  /** What its kind is called. */
  readonly title: string;
  /** The day since which it waits. */
  readonly since: string;
}

export interface ApprovalsView {
  readonly items: readonly ApprovalView[];
  /** False: there may be more. */
  readonly isExact: boolean;
}

const MOST = 500;
const ALWAYS = '9999-12-31';

export async function listApprovals(
  send: SendReading,
  reader: Reader,
  doors: TeamDoors,
): Promise<ReadAnswer<ApprovalsView>> {
  const { tenant } = reader.principal;
  const teams = [...new Set(reader.principal.teams.map(({ team }) => team))];
  const pending = pendingOf({
    ...{ tenant, teams, kinds: ['letter', 'decision', 'review'], until: ALWAYS, limit: MOST + 1 },
  });
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'list-approvals',
    asked: [],
    statements: [pending],
    fold: async ([found]) => {
      const rows = inScope(reader, found.rows.slice(0, MOST));
      const types = await allOf(rows.map((row) => doors.caseTypes.byHash(reader.principal, row.case_type_hash)));
      const ofEntries = rows.flatMap((row, at) => entryView(reader, row, types[at]));
      const redactions = await redactionViews(doors, reader, teams);
      const items = [...ofEntries, ...redactions.items].toSorted((one, other) => (one.since < other.since ? -1 : 1));
      const view = { items, isExact: found.rows.length <= MOST && redactions.isExact };
      return { view: withoutCaseFile(view), caseIds: [...new Set(items.map(({ caseId }) => caseId))] };
    },
  });
}

function entryView(reader: Reader, row: PendingOfCase, caseType: CaseType | undefined): readonly ApprovalView[] {
  const { kind, name: entry, of, people } = row;
  if (caseType === undefined || kind === 'clock') return [];
  if (
    !mayReadEntry(
      caseType,
      { kind: kind === 'letter' ? 'communication' : 'determination', of },
      readablePartsOf(row, caseType),
    )
  )
    return [];
  if (isOneOf(reader, people) || !hasRole(reader, row.team, rolesOfCommand(caseType, doing(kind, of, entry))))
    return [];
  const spoken = spokenTo(reader, caseType);
  const title = (kind === 'letter' ? spoken.communications : spoken.determinations).get(of)?.title ?? of;
  const { case_id: caseId, reference, case_type: name, team, on_day: since } = row;
  return [{ kind, caseId, reference, caseType: name, team, entry, title, since }];
}

/** What whoever it waits for will do: it is asked for its role only. */
function doing(kind: Exclude<PendingKind, 'clock'>, of: string, entry: string): CaseCommand {
  return kind === 'letter'
    ? { type: 'ApproveCommunication', of, entry, content: '' }
    : { type: 'MakeDetermination', of, entry, draft: 0 };
}

/** Both who asks and whoever they stand in for count as having done it. */
function isOneOf({ principal: { person, onBehalfOf } }: Reader, people: readonly string[]): boolean {
  return people.includes(person) || (onBehalfOf !== undefined && people.includes(onBehalfOf));
}

function hasRole({ principal }: Reader, team: string, roles: readonly (string | undefined)[] | undefined): boolean {
  return principal.teams.some((one) => one.team === team && (roles === undefined || roles.includes(one.role)));
}

/** As the program, since drafts are for nobody to read; then of the cases and documents that the reader may read. */
async function redactionViews(
  { database, caseTypes }: TeamDoors,
  reader: Reader,
  teams: readonly string[],
): Promise<ApprovalsView> {
  const { principal } = reader;
  const { tenant, person, holding } = principal;
  const [submitted] = await database.once(programContext(tenant, 'list-approvals'), [
    submittedRedactions(tenant, { teams, limit: MOST + 1 }),
  ]);
  const isExact = submitted.rows.length <= MOST;
  const drafts = submitted.rows.slice(0, MOST);
  if (drafts.length === 0) return { items: [], isExact };
  const ids = [...new Set(drafts.map((row) => row.case_id))];
  const [read] = await database.once({ tenant, person, holding }, [readFoundCases(tenant, ids)]);
  const rows = inScope(reader, read.rows);
  const types = await allOf(rows.map((row) => caseTypes.byHash(principal, row.case_type_hash)));
  const items = rows.flatMap((row, at) => {
    const caseType = types[at];
    if (caseType === undefined) return [];
    // The store keeps exactly what the engine made.
    const state = JSON.parse(row.state) as CaseState;
    return drafts
      .filter((draft) => draft.case_id === row.case_id && !isOneOf(reader, draft.drawn_by))
      .flatMap((draft): readonly ApprovalView[] => {
        const kept = caseType.documents.get(draft.kind);
        const found = Object.entries(state.entries ?? {}).find(
          ([, one]) => one.kind === 'document' && one.versions.some(({ file }) => file === draft.file),
        );
        if (found === undefined || kept === undefined || !hasRole(reader, row.team, [kept.by])) return [];
        const [entry, document] = found;
        if (!mayReadEntry(caseType, document, readablePartsOf(row, caseType))) return [];
        const { case_id: caseId, reference, case_type: name, team } = row;
        const title = spokenTo(reader, caseType).documents.get(draft.kind)?.title ?? draft.kind;
        return [
          {
            kind: 'redaction',
            caseId,
            reference,
            caseType: name,
            team,
            entry,
            title,
            since: draft.changed_at.slice(0, 10),
          },
        ];
      });
  });
  return { items, isExact };
}
