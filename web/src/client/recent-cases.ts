// The cases that somebody opened last in this tab, in memory only: it ends with the page, and with another person. Their references say
// nothing that they were not shown.

export interface RecentCase {
  readonly caseId: string;
  readonly reference: string;
  /** Title of the kind of case. */
  readonly kind: string;
}

const RECENT_MOST = 8;

let recent: readonly RecentCase[] = [];
let owner: string | null = null;

/** @param person whose they are: an own id, with that of whom they stand in for */
export function recentCases(person: string): readonly RecentCase[] {
  return owner === person ? recent : [];
}

export function noteRecent(person: string, opened: RecentCase): void {
  const before = recentCases(person).filter(({ caseId }) => caseId !== opened.caseId);
  owner = person;
  recent = [opened, ...before].slice(0, RECENT_MOST);
}
