// Who has which case open, as this process has heard: in memory only, bounded, and forgotten half a minute after it was last said.
// Every process hears of all. Grants nothing: who is shown to whom is asked of the policy each time.
import type { Doing, HereMessage } from '../commands/be-here.ts';
import type { ApiDoors } from './api-options.ts';

/** Forgotten so long after it was last said. */
export const FORGOTTEN_MS = 30_000;
const SWEEP_MS = 5_000;
/** More windows on one case, or at all in this process, are not kept: the oldest go. */
const ON_CASE_MAX = 50;
const AT_ALL_MAX = 20_000;

interface Window {
  readonly person: string;
  readonly doing: Doing;
  readonly until: number;
}

export interface PresenceOf {
  readonly tenant: number;
  readonly caseId: string;
}

export type WindowOf = Pick<HereMessage, 'person' | 'window'>;

export interface OtherHere {
  readonly person: string;
  readonly doing: Doing;
}

export interface Presence {
  /** The others who have the case open, each once, with what they write if they write. */
  readonly others: (of: PresenceOf, person: string) => readonly OtherHere[];
  /** What that window said last, if it is not forgotten. */
  readonly saidBy: (of: PresenceOf, window: WindowOf) => Doing | null;
  /** It is so still. */
  readonly renew: (of: PresenceOf, window: WindowOf) => void;
  /** Whether they have it open in any window. */
  readonly isHere: (of: PresenceOf, person: string) => boolean;
  /** Called with each case on which somebody came, left, or does something else, until the returned function is called. */
  readonly follow: (listener: (of: PresenceOf) => void) => () => void;
  /** Listens until the returned function is called. */
  readonly start: () => () => void;
}

interface Known {
  readonly cases: Map<string, Map<string, Window>>;
  readonly listeners: Set<(of: PresenceOf) => void>;
  windows: number;
}

export function openPresence(doors: Pick<ApiDoors, 'followHere' | 'followRights'>): Presence {
  const known: Known = { cases: new Map(), listeners: new Set(), windows: 0 };
  const at = ({ tenant, caseId }: PresenceOf) => known.cases.get(`${tenant}/${caseId}`);
  const live = (of: PresenceOf) => [...(at(of)?.values() ?? [])].filter(({ until }) => until > Date.now());
  return {
    others: (of, person) => oncePerPerson(live(of).filter((window) => window.person !== person)),
    saidBy: (of, id) => {
      const window = at(of)?.get(nameOf(id));
      return window === undefined || window.until <= Date.now() ? null : window.doing;
    },
    renew: (of, id) => {
      const window = at(of)?.get(nameOf(id));
      if (window !== undefined) at(of)?.set(nameOf(id), { ...window, until: Date.now() + FORGOTTEN_MS });
    },
    isHere: (of, person) => live(of).some((window) => window.person === person),
    follow: (listener) => {
      known.listeners.add(listener);
      return () => known.listeners.delete(listener);
    },
    start: () => start(known, doors),
  };
}

function start(known: Known, doors: Pick<ApiDoors, 'followHere' | 'followRights'>): () => void {
  const stops = [
    doors.followHere((message) => hear(known, message)),
    // Whose rights may have changed is not shown until they have asked anew.
    doors.followRights((change) => {
      if (change.kind === 'unsettled') forget(known, change.tenant, change.whom);
    }),
  ];
  const timer = setInterval(() => sweep(known, (window) => window.until <= Date.now()), SWEEP_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    for (const stop of stops) stop();
  };
}

function oncePerPerson(windows: readonly Window[]): readonly OtherHere[] {
  const shown = new Map<string, Doing>();
  for (const { person, doing } of windows)
    if (!shown.has(person) || shown.get(person) === 'reading') shown.set(person, doing);
  return [...shown].map(([person, doing]) => ({ person, doing }));
}

/** With whose it is, so that nobody speaks for the window of another. */
function nameOf({ person, window }: WindowOf): string {
  return `${person} ${window}`;
}

function hear(known: Known, { tenant, caseId, doing, ...of }: HereMessage): void {
  const name = `${tenant}/${caseId}`;
  const { person } = of;
  const window = nameOf(of);
  const windows = known.cases.get(name) ?? new Map<string, Window>();
  const before = windows.get(window);
  // Moved to the end: the first is the one that was heard of longest ago.
  remove(known, name, window);
  if (doing !== null) {
    const [oldest] = windows.keys();
    if (windows.size >= ON_CASE_MAX && oldest !== undefined) remove(known, name, oldest);
    if (known.windows >= AT_ALL_MAX) dropOldest(known);
    windows.set(window, { person, doing, until: Date.now() + FORGOTTEN_MS });
    known.cases.set(name, windows);
    known.windows += 1;
  }
  if (before?.doing !== (doing ?? undefined)) tell(known, name);
}

function remove(known: Known, name: string, window: string): void {
  const windows = known.cases.get(name);
  if (windows?.delete(window) !== true) return;
  known.windows -= 1;
  if (windows.size === 0) known.cases.delete(name);
}

function dropOldest(known: Known): void {
  const [name] = known.cases.keys();
  const [window] = known.cases.get(name ?? '')?.keys() ?? [];
  if (name !== undefined && window !== undefined) remove(known, name, window);
}

function sweep(known: Known, isOver: (window: Window, name: string) => boolean): void {
  for (const [name, windows] of known.cases) {
    const gone = [...windows].filter(([, window]) => isOver(window, name));
    for (const [id] of gone) remove(known, name, id);
    if (gone.length > 0) tell(known, name);
  }
}

/** @param whom as rights name them; null: everybody of the agency */
function forget(known: Known, tenant: number, whom: readonly string[] | null): void {
  const isMeant = (name: string, person: string): boolean =>
    whom === null || whom.includes(`person/${person}`) || whom.includes(`case/${name.slice(name.indexOf('/') + 1)}`);
  sweep(known, ({ person }, name) => name.startsWith(`${tenant}/`) && isMeant(name, person));
}

function tell(known: Known, name: string): void {
  const slash = name.indexOf('/');
  const of = { tenant: Number(name.slice(0, slash)), caseId: name.slice(slash + 1) };
  for (const listener of known.listeners) listener(of);
}
