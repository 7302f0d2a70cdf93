// What the running system says of a converted definition of CCD, in CCD's own words: who may start what in which state, what is
// asked where, who reads and writes what. It asks the decider, the policy and the views, and reads nothing of the definition.
import { type CaseCommand, type CaseState, decide } from '@casewright/engine/case';
import type { CcdNames } from '@casewright/engine/ccd';
import { type CaseType, mayRoleRead, writersOf } from '@casewright/engine/definition';
import { standingOf } from '@casewright/engine/plan';
import { viewCase } from '@casewright/engine/view';
import { mayCommand } from '../commands/may-command.ts';
import { principalOfMember } from '../commands/member-principal.ts';

export interface CcdField {
  readonly path: string;
  readonly mandatory: boolean;
  readonly readOnly: boolean;
}

export interface CcdPage {
  readonly id: string;
  readonly fields: readonly CcdField[];
}

/** The shape in which predictions are compared with it; described in `oracles/ccd-shape.md`. */
export interface CcdSays {
  readonly caseType: string;
  readonly allowed: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly events: Readonly<Record<string, readonly CcdPage[]>>;
  readonly readable: Readonly<Record<string, readonly string[]>>;
  readonly writable: Readonly<Record<string, readonly string[]>>;
}

const AT = { occurred: '2026-11-23', actor: 'somebody' };
const TENANT = 1;

export function askRunning(caseType: CaseType, names: CcdNames): CcdSays {
  const profiles = Object.entries(names.profiles);
  const fields = Object.entries(names.fields);
  const states = casesByState(caseType, names);
  const pathsWhere = (holds: (field: string) => boolean): readonly string[] =>
    fields.flatMap(([field, path]) => (holds(field) ? [path] : [])).toSorted(byCode);
  const reads = (role: string, field: string): boolean => mayRoleRead(caseType, field, role);
  const writes = (role: string, field: string): boolean =>
    reads(role, field) && (writersOf(caseType, field)?.includes(role) ?? true);
  return {
    caseType: names.caseType,
    allowed: Object.fromEntries(
      profiles.map(([role, profile]) => [
        profile,
        Object.fromEntries(states.map(({ id, cases }) => [id, allowedIn(caseType, names, { role, cases })])),
      ]),
    ),
    events: Object.fromEntries(Object.entries(names.events).map(([task, id]) => [id, pagesOf(caseType, names, task)])),
    readable: Object.fromEntries(profiles.map(([role, id]) => [id, pathsWhere((field) => reads(role, field))])),
    writable: Object.fromEntries(profiles.map(([role, id]) => [id, pathsWhere((field) => writes(role, field))])),
  };
}

interface CasesIn {
  readonly id: string;
  /** Cases in that state: one, or before the first event one for each way to begin. */
  readonly cases: readonly { readonly state: CaseState; readonly opening: CaseCommand }[];
}

function casesByState(
  caseType: CaseType,
  { states, stateField, openings, openingField }: CcdNames,
): readonly CasesIn[] {
  const begun = Object.keys(openings).map((opening) => opened(caseType, { [openingField]: opening }));
  const [first] = begun;
  if (first === undefined) return [];
  const inStates = Object.entries(states).map(([option, id]) => {
    const state = after(caseType, first.state, { type: 'RecordData', data: { [stateField]: option } });
    return { id, cases: [{ ...first, state }] };
  });
  return [{ id: '', cases: begun }, ...inStates];
}

function opened(caseType: CaseType, data: Readonly<Record<string, string>>): CasesIn['cases'][number] {
  const opening: CaseCommand = { type: 'OpenCase', reference: 'CCD-1', subjects: {}, data };
  return { state: after(caseType, null, opening), opening };
}

function after(caseType: CaseType, state: CaseState | null, command: CaseCommand): CaseState {
  const decided = decide(caseType, state, command, AT);
  if ('rejection' in decided) throw new Error(`${command.type} is refused: ${JSON.stringify(decided.rejection)}`);
  return decided.after;
}

interface Asked {
  readonly role: string;
  readonly cases: CasesIn['cases'];
}

/** What may be planned by the policy; the page of the case must offer the same. */
function allowedIn(caseType: CaseType, names: CcdNames, { role, cases }: Asked): readonly string[] {
  const { team } = caseType;
  const principal = principalOfMember({
    ...{ tenant: TENANT, person: 'somebody', authority: 'session:1', name: 'Somebody', teams: [{ team, role }] },
  });
  const access = {
    tokens: [`in:${TENANT}/${team}`, `over:${TENANT}/${team}`],
    needs: [],
    purposes: ['purpose:*'],
    walls: [],
  };
  const on = { caseType, team, above: [], parts: null };
  const found = cases.flatMap(({ state, opening }) => {
    const isBefore = (state.data[names.stateField] ?? null) === null;
    if (isBefore && !mayCommand(principal, { ...on, command: opening, access: undefined })) return [];
    const offered = standingOf(caseType, state).acts.flatMap((act) => ('plan' in act ? [act.plan] : []));
    const may = offered.filter((item) =>
      mayCommand(principal, { ...on, access, state, command: { type: 'PlanItem', item } }),
    );
    const shown = viewCase(caseType, state, {
      ...{ caseId: 'case', today: AT.occurred, parts: null },
      mayDo: (wanted) => wanted === undefined || wanted === role,
    }).plannable.map(({ item }) => item);
    if (may.toSorted().join() !== shown.toSorted().join())
      throw new Error(`The page offers ${shown.join()} and the policy ${may.join()}.`);
    return may;
  });
  return [...new Set(found.map((task) => names.events[task] ?? task))].toSorted(byCode);
}

function pagesOf(caseType: CaseType, names: CcdNames, task: string): readonly CcdPage[] {
  const form = caseType.forms.get(caseType.items.get(task)?.task?.form ?? '');
  if (form === undefined) return [];
  return form.pages.map(({ name }) => ({
    id: names.pages[task]?.[name] ?? name,
    fields: form.fields
      .filter(({ page }) => page === name)
      .map(({ field, required, readOnly }) => ({
        path: names.fields[field] ?? field,
        mandatory: required,
        readOnly: readOnly === true,
      })),
  }));
}

export interface CcdComparison {
  /** What was compared, so that nothing was compared with nothing. */
  readonly compared: {
    readonly allowed: number;
    readonly pages: number;
    readonly fields: number;
    readonly rights: number;
  };
  readonly differences: readonly string[];
}

/** Everything in which a prediction and the running system differ. */
export function differencesOf(running: CcdSays, predicted: CcdSays): CcdComparison {
  const differences: string[] = [];
  const compared = { allowed: 0, pages: 0, fields: 0, rights: 0 };
  const compare = (what: string, is: unknown, should: unknown): void => {
    const [one, other] = [JSON.stringify(is ?? null), JSON.stringify(should ?? null)];
    if (one !== other) differences.push(`${what}: the system says ${one}, the definition ${other}`);
  };
  compare('case type', running.caseType, predicted.caseType);
  for (const profile of keysOf(running.allowed, predicted.allowed)) {
    const [is, should] = [running.allowed[profile] ?? {}, predicted.allowed[profile] ?? {}];
    for (const state of keysOf(is, should)) {
      compare(`${profile} in “${state}”`, is[state], should[state]);
      compared.allowed += is[state]?.length ?? 0;
    }
  }
  for (const event of keysOf(running.events, predicted.events)) {
    compare(`the pages of ${event}`, running.events[event], predicted.events[event]);
    compared.pages += running.events[event]?.length ?? 0;
    compared.fields += (running.events[event] ?? []).reduce((sum, { fields }) => sum + fields.length, 0);
  }
  for (const right of ['readable', 'writable'] as const) {
    for (const profile of keysOf(running[right], predicted[right])) {
      compare(`${right} for ${profile}`, running[right][profile], predicted[right][profile]);
      compared.rights += running[right][profile]?.length ?? 0;
    }
  }
  return { compared, differences };
}

function keysOf(one: object, other: object): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted(byCode);
}

function byCode(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
