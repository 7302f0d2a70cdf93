// Entries and events have numbers by which later commands name them, and a replay numbers them anew.
import type { CaseCommand } from '../case/case.ts';

export interface Renamed {
  /** Ids of entries, shares and consents then, each with its id now. */
  readonly entries: Map<string, string>;
  /** Numbers of events then, each with its number now. */
  readonly events: Map<number, number>;
}

/** The command with the ids and the numbers of now; what did not come about again keeps its old name, and is refused. */
export function renamedIn(command: CaseCommand, { entries, events }: Renamed): CaseCommand {
  if (entries.size === 0) return command;
  const said = valueNow(command, entries);
  // Only ids were exchanged for ids.
  const now = said as CaseCommand;
  if (now.type === 'MakeDetermination') return { ...now, draft: eventNow(events, now.draft) };
  if (now.type !== 'DraftDetermination' && now.type !== 'ReviseDetermination') return now;
  const manifest = now.manifest?.map((one) =>
    'version' in one ? { ...one, version: eventNow(events, one.version) } : one,
  );
  return manifest === undefined ? now : { ...now, manifest };
}

/** The last event that came about again, up to that one. */
function eventNow(events: ReadonlyMap<number, number>, number: number): number {
  let [then, now] = [0, 1];
  for (const [was, is] of events) if (was <= number && was > then) [then, now] = [was, is];
  return now;
}

function valueNow(value: unknown, entries: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return entries.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => valueNow(one, entries));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, valueNow(one, entries)]));
}
