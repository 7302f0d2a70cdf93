// What people and units hold beside their memberships, and where units stand: given, ended and moved with evidence in the
// same transaction, for whoever keeps an agency's rights. Counts from the next request on.
import { createHash } from 'node:crypto';
import { accessSettings, readAccessFacts } from '@casewright/engine/policy';
import { commit, flight, type Database } from '../store/database.ts';
import { listHeldFacts, putHeldFact, type HeldFact, type HeldFactRow } from '../store/held-facts.ts';
import { listUnits, lockUnits, placeUnit, type UnitPlace } from '../store/place-unit.ts';
import { outdateCasesOfTeams } from '../store/remake-access.ts';
import { rightChangesIn, type RightChange } from '../store/right-changes.ts';
import { programContext } from '../store/context.ts';
import { uuidV7 } from '../store/uuid-v7.ts';

export type { HeldFact } from '../store/held-facts.ts';

export interface HoldDeps {
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** Who does it, in which agency. */
export interface Keeper {
  readonly tenant: number;
  readonly actor: string;
}

/** What is wrong with what was asked, as a sentence; null where it was done. */
export type Refusal = string | null;

/** An id that no other fact has. */
export function newHeldId(kind: string, nowMs: number): string {
  return `${kind}.${uuidV7(nowMs)}`;
}

/** Gives somebody a fact, in place of one with the same id. Nobody gives anything to themselves. */
export async function holdFact(deps: HoldDeps, keeper: Keeper, fact: HeldFact): Promise<Refusal> {
  const wrong = problemOf(keeper, fact);
  if (wrong !== null) return wrong;
  const { tenant, actor } = keeper;
  return deps.database.transaction(programContext(tenant, actor), async (tx) => {
    const text = JSON.stringify(fact);
    const change: RightChange = ['held', fact.id, createHash('sha256').update(text).digest('hex')];
    const evidence = await rightChangesIn(tx, { ...keeper, at: new Date(deps.nowMs()).toISOString() }, [change]);
    await commit(tx, [putHeldFact(tenant, fact), ...evidence]);
    return null;
  });
}

/** Ends a fact now. */
export async function endHeldFact(deps: HoldDeps, keeper: Keeper, id: string): Promise<Refusal> {
  const { tenant, actor } = keeper;
  const [held] = await deps.database.once(programContext(tenant, actor), [listHeldFacts(tenant)]);
  const row = held.rows.find((each) => each.fact_id === id);
  if (row === undefined) return `Nobody in this agency holds anything called ${id}.`;
  const now = deps.nowMs();
  const fact = factIn(row);
  if (fact.until !== null && fact.until <= now) return `${id} has ended already.`;
  return holdFact(deps, keeper, { ...fact, until: now });
}

export async function listHeld(deps: HoldDeps, tenant: number): Promise<readonly HeldFact[]> {
  const [held] = await deps.database.once(programContext(tenant, 'system.rights'), [listHeldFacts(tenant)]);
  return held.rows.map(factIn);
}

export async function listPlaces(deps: HoldDeps, tenant: number): Promise<readonly UnitPlace[]> {
  const [units] = await deps.database.once(programContext(tenant, 'system.rights'), [listUnits(tenant)]);
  return units.rows;
}

/**
 * Puts a unit, with everything below it, below another or at the top. The cases of all of these are shown to nobody until
 * the worker has made their rows anew.
 *
 * @param under null: the top
 */
export function moveUnit(
  deps: HoldDeps,
  keeper: Keeper,
  { unit, under }: { readonly unit: string; readonly under: string | null },
): Promise<Refusal> {
  const { tenant, actor } = keeper;
  return deps.database.transaction(programContext(tenant, actor), async (tx) => {
    const [units] = await flight(tx, [lockUnits(tenant)]);
    const places = new Map(units.rows.map((row) => [row.team, row.above]));
    const [own, above] = [places.get(unit), under === null ? [] : places.get(under)];
    if (own === undefined || above === undefined) return `This agency has no unit ${own === undefined ? unit : under}.`;
    if (under === unit || above.includes(unit)) return `${under} is ${unit} itself or below it.`;
    const chain = under === null ? [] : [under, ...above];
    const moved = [
      { team: unit, above: chain },
      ...units.rows
        .filter((row) => row.above.includes(unit))
        .map((row) => ({ team: row.team, above: [...row.above.slice(0, row.above.indexOf(unit) + 1), ...chain] })),
    ];
    const now = new Date(deps.nowMs()).toISOString();
    const changes = moved.map(({ team, above: at }): RightChange => ['unit', team, ...at]);
    const evidence = await rightChangesIn(tx, { ...keeper, at: now }, changes);
    await commit(tx, [
      ...moved.map((place) => placeUnit(tenant, place)),
      ...outdateCasesOfTeams(
        tenant,
        moved.map(({ team }) => team),
      ),
      ...evidence,
    ]);
    return null;
  });
}

function problemOf({ tenant, actor }: Keeper, fact: HeldFact): Refusal {
  const world = readAccessFacts([fact], accessSettings);
  if (world.unreadable.length > 0) return 'This is no fact that the rules of access can read.';
  const named = Object.entries(fact).filter(([member]) => NAMING.includes(member));
  if (named.some(([, value]) => typeof value === 'string' && !value.startsWith(`${tenant}/`)))
    return 'It names somebody or something of another agency.';
  if (fact.kind === 'wall' && fact.case !== null) return 'A wall off one case is put up in the case.';
  if (fact.kind !== 'wall' && `${tenant}/${actor}` === (fact.kind === 'delegation' ? fact.to : fact.person))
    return 'Nobody gives anything to themselves.';
  if (fact.kind !== 'clearance') return null;
  const scale = accessSettings.scales[fact.scale];
  if (scale === undefined) return `There is no scale ${fact.scale}: ${Object.keys(accessSettings.scales).join(', ')}.`;
  if (!scale.levels.includes(fact.level)) return `${fact.scale} has these levels: ${scale.levels.join(', ')}.`;
  const unknown = fact.markers.find((marker) => !scale.markers.includes(marker));
  return unknown === undefined ? null : `${fact.scale} has these markers: ${scale.markers.join(', ')}.`;
}

const NAMING = ['person', 'unit', 'matter', 'compartment', 'by', 'to'];

function factIn({ fact }: HeldFactRow): HeldFact {
  // Only `holdFact` writes this column, what it has looked at.
  return JSON.parse(fact) as HeldFact;
}
