// What another version of the rules would change: of some cases of the agency at a time, everybody who may read them by the one
// and by the other, over the same facts. Cases from which something keeps the asker off are left out.
import {
  accessRules,
  accessSettings,
  gatherAlike,
  oversee,
  overseen,
  type AccessRules,
  type Compared,
  type OverseenView,
  type Watcher,
} from '@casewright/engine/policy';
import { accessFactsOf } from '@casewright/engine/view';
import { programContext } from '../store/context.ts';
import { flight, type Tx } from '../store/database.ts';
import { findNames } from '../store/find-people.ts';
import { loadHeads, type ManyHeadsRow } from '../store/load-case.ts';
import { casesWithHead } from '../store/read-chain.ts';
import type { ExplainOptions } from './access-world-of.ts';
import { answerWatch, type ReadAnswer, type Shown } from './answer-read.ts';
import { isUuid, readCursor, writeCursor } from './cursor.ts';
import { differencesOfReaders, namedReaders, type NamedReaders, type PartChange } from './differences-of-readers.ts';
import type { SendReading } from './read-flights.ts';
import { peopleAround } from './readers-of-case.ts';
import type { Asker } from './sessions.ts';

export interface RulesComparedView {
  readonly from: string;
  readonly to: string;
  /** How many cases of this page were compared. */
  readonly cases: number;
  /** Cases that were left out, since something keeps whoever asks off them. */
  readonly withheld: number;
  readonly gained: readonly RuleChangeView[];
  readonly lost: readonly RuleChangeView[];
  /** For the cases after these; null where there are none. */
  readonly next: string | null;
}

export interface RuleChangeView extends NamedReaders {
  readonly caseId: string;
  readonly reference: string;
}

export interface AskedRules {
  readonly rules: AccessRules;
  readonly after: string | undefined;
}

export interface RulesView {
  readonly rules: AccessRules;
}

/** The rules in force, to change a copy of them and compare. */
export function showRules(send: SendReading, asker: Asker): Promise<ReadAnswer<RulesView>> {
  return answerWatch<[], RulesView>(send, asker, {
    action: { type: 'read-reach' },
    name: 'read-rules',
    asked: [],
    statements: [],
    fold: (_, by) => ({ view: overseen(oversee(by, []), () => ({ rules: accessRules })), caseIds: [] }),
  });
}

/** Deciding about everybody takes a while for each case, and others wait for their answers meanwhile. */
const CASES_PER_PAGE = 25;
const FIRST = '00000000-0000-0000-0000-000000000000';

export async function compareRules(
  send: SendReading,
  asker: Asker,
  { options, ...asked }: AskedRules & { readonly options: ExplainOptions },
): Promise<ReadAnswer<RulesComparedView>> {
  const after = asked.after === undefined ? FIRST : readCursor(asked.after, [isUuid])?.[0];
  if (after === undefined) return { kind: 'invalid-cursor' };
  return answerWatch<[], RulesComparedView>(send, asker, {
    action: { type: 'read-reach' },
    name: 'compare-rules',
    asked: [],
    statements: [],
    fold: (_, by) => compared(asker, { rules: asked.rules, after, options }, by),
  });
}

interface Comparing {
  readonly rules: AccessRules;
  readonly after: string;
  readonly options: ExplainOptions;
}

interface ChangesOfCase {
  readonly head: ManyHeadsRow;
  readonly gained: readonly PartChange[];
  readonly lost: readonly PartChange[];
}

function compared(
  { principal }: Asker,
  { rules, after, options }: Comparing,
  by: Watcher,
): Promise<Shown<RulesComparedView, OverseenView<RulesComparedView>> | null> {
  const { tenant } = principal;
  return options.database.snapshot(programContext(tenant, 'explain'), async (tx) => {
    const [ids] = await flight(tx, [casesWithHead(tenant, after, CASES_PER_PAGE)]);
    const caseIds = ids.rows.map((row) => row.case_id);
    const answers = caseIds.length === 0 ? [] : await flight(tx, loadHeads(tenant, caseIds));
    const heads = answers.flatMap(({ rows }) => rows);
    const { known, withheld } = oversee(by, heads);
    const changes: ChangesOfCase[] = [];
    for (const head of known) changes.push(await changesOf(tx, head, { tenant, rules, options, principal }));
    const names = await namesOf(tx, tenant, changes);
    const next = ids.count < CASES_PER_PAGE ? null : writeCursor([caseIds.at(-1) ?? after]);
    const view = overseen({ known, withheld }, () => ({
      ...{ from: accessRules.version, to: rules.version, cases: known.length, withheld, next },
      gained: changes.flatMap(({ head, gained }) => gained.map((change) => viewOf(head, change, names))),
      lost: changes.flatMap(({ head, lost }) => lost.map((change) => viewOf(head, change, names))),
    }));
    // Of the others only their number is told.
    const shown = changes.filter(({ gained, lost }) => gained.length + lost.length > 0);
    return { view, caseIds: shown.map(({ head }) => head.case_id) };
  });
}

interface ByRules extends Pick<Comparing, 'rules' | 'options'> {
  readonly tenant: number;
  readonly principal: Asker['principal'];
}

async function changesOf(
  tx: Tx,
  head: Compared<ManyHeadsRow>,
  { tenant, rules, options, principal }: ByRules,
): Promise<ChangesOfCase> {
  const caseId = head.case_id;
  const caseType = await options.caseTypes.byHash(principal, head.case_type_hash);
  const around = await peopleAround(tx, { tenant, caseId, caseType, row: head });
  if (around === null) return { head, gained: [], lost: [] };
  const facts = accessFactsOf({ tenant, caseId, caseType, state: around.state });
  const after = gatherAlike([...facts, ...around.rest], around.groups, { settings: accessSettings, rules });
  const parts = facts.flatMap((fact) => (fact.kind === 'case' ? fact.parts.map(({ part }) => part) : []));
  const asked = { case: `${tenant}/${caseId}`, parts: [null, ...parts] };
  return { head, ...differencesOfReaders({ before: around.gathered, after, nowMs: options.now() }, asked) };
}

async function namesOf(
  tx: Tx,
  tenant: number,
  changes: readonly ChangesOfCase[],
): Promise<ReadonlyMap<string, string>> {
  const people = new Set(changes.flatMap(({ gained, lost }) => [...gained, ...lost].flatMap((each) => each.people)));
  const [rows] = await flight(tx, [findNames(tenant, [...people])]);
  return new Map(rows.rows.map(({ person, name }) => [person, name]));
}

function viewOf(
  { case_id: caseId, reference }: ManyHeadsRow,
  change: PartChange,
  names: ReadonlyMap<string, string>,
): RuleChangeView {
  return { caseId, reference, ...namedReaders(change, names) };
}
