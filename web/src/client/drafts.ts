// Text that was typed and not yet accepted by the server, kept in memory only: personal data never goes to disk here.
// Drafts outlive a screen and an expired session of the same person; they end with the page or with another person.
export type Draft = Readonly<Record<string, string>>;

const drafts = new Map<string, Draft>();
let owner: string | null = null;

/** Says whose drafts these are; another person's are forgotten first. */
export function ownDrafts(personId: string): void {
  if (owner !== null && owner !== personId) drafts.clear();
  owner = personId;
}

export function readDraft(place: string): Draft {
  return drafts.get(place) ?? {};
}

export function keepDraft(place: string, draft: Draft): void {
  drafts.set(place, draft);
}

export function dropDraft(place: string): void {
  drafts.delete(place);
}

export function hasDrafts(): boolean {
  return drafts.size > 0;
}

export function dropAllDrafts(): void {
  drafts.clear();
}
