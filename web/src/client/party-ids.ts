// Ids of those who take part in cases. Knows no screen.

/** Whether an id was made here and so means nothing to anybody. */
export function isMinted(subject: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(subject);
}
