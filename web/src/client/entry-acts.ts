// What a person can do to the issues, parties, goals and obligations of a case.
import type { Act } from './acts.ts';

export type EntryList = 'issues' | 'parties' | 'goals' | 'obligations';

export function addEntry(caseId: string, list: EntryList, body: object): Act {
  return { method: 'POST', path: `cases/${encodeURIComponent(caseId)}/${list}`, body };
}

export interface EntryMoved {
  readonly list: EntryList;
  /** Its id. */
  readonly entry: string;
  readonly move: string;
  readonly body: object;
}

export function moveEntry(caseId: string, { list, entry, move, body }: EntryMoved): Act {
  const path = `cases/${encodeURIComponent(caseId)}/${list}/${encodeURIComponent(entry)}/${encodeURIComponent(move)}`;
  return { method: 'POST', path, body };
}
