// Text that was typed and not yet accepted by the server, and what the server keeps of it. Here in memory only: personal data never goes
// to disk in a browser. It outlives a screen and an expired session of the same person; it ends with the page or with another person.
export type Draft = Readonly<Record<string, string>>;

export interface HeldDraft {
  readonly fields: Draft;
  /** That which the server keeps; 0 for none. */
  readonly version: number;
  /** What of it the server keeps, as text; empty for nothing. */
  readonly kept: string;
}

const drafts = new Map<string, HeldDraft>();
let owner: string | null = null;

/** Says whose drafts these are; another person's are forgotten first. */
export function ownDrafts(personId: string): void {
  if (owner !== null && owner !== personId) drafts.clear();
  owner = personId;
}

/** Whose they are: the person, a space, and for whom they stand in; null before anybody signed in. */
export function ownerOfDrafts(): string | null {
  return owner;
}

export function readDraft(place: string): HeldDraft | undefined {
  return drafts.get(place);
}

export function keepDraft(place: string, draft: HeldDraft): void {
  drafts.set(place, draft);
}

export function dropDraft(place: string): void {
  drafts.delete(place);
}

/** Whether something would be lost with the page. */
export function hasDrafts(): boolean {
  return [...drafts.values()].some(({ fields, kept }) => JSON.stringify(fields) !== kept);
}

export function dropAllDrafts(): void {
  drafts.clear();
}
