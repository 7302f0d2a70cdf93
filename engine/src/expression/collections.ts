// The lists of a case that an expression may run through, with the members that each element has. Names only: what they stand for
// is known to whoever gives the values.

export const COLLECTIONS: Readonly<Record<string, readonly string[]>> = {
  issues: ['id', 'kind', 'status', 'from', 'until', 'outcome', 'within', 'admissibleEvidence'],
  parties: ['id', 'kind', 'status', 'from', 'until', 'represents', 'scope'],
  goals: ['id', 'kind', 'status', 'from', 'until', 'owner', 'baseline', 'target', 'value', 'reviewedOn'],
  obligations: ['id', 'kind', 'status', 'from', 'until', 'owedBy', 'dueOn', 'breachedOn', 'arisesFrom'],
  determinations: ['id', 'kind', 'status', 'from', 'until', 'outcome', 'reviewOf', 'reviewAskedOn', 'reviewClosedOn'],
  evidence: ['id', 'kind', 'status', 'from', 'until', 'exhibit', 'audience', 'offeredFor', 'admissible'],
  referrals: ['id', 'kind', 'status', 'from', 'until', 'answerBy', 'endsOn', 'declined'],
  communications: ['id', 'kind', 'status', 'from', 'until', 'direction', 'channel', 'with', 'answers'],
  documents: [
    ...['id', 'kind', 'status', 'from', 'until', 'number', 'audience', 'channel', 'receivedOn', 'sender', 'about'],
    ...['versions', 'mediaType', 'derivedFrom'],
  ],
};

export const COLLECTION_MEMBERS: ReadonlySet<string> = new Set(Object.values(COLLECTIONS).flat());

export function isCollection(name: string): boolean {
  return Object.hasOwn(COLLECTIONS, name);
}
