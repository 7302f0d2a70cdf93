// What the shapes of entries share, whatever they are: ids, days, words, and what each says of itself and of its kind.
import { Type, type TSchema } from 'typebox';

export const closed = { additionalProperties: false } as const;
export const KindName = Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' });
/** The primitive and the number of the event that made it; of a party of the opening, its name. */
export const EntryId = Type.String({
  pattern: '^[a-z]{1,20}\\.([1-9][0-9]{0,9}|[a-z][a-z0-9-]{0,63})$',
  examples: ['issue.7', 'party.applicant'],
});
export const DateOnly = Type.String({ format: 'date' });
export const Words = Type.String({ minLength: 1, maxLength: 2_000 });
export const Choices = Type.Array(Type.Object({ value: Type.String(), label: Type.String() }, closed));

export function orNull<T extends TSchema>(of: T) {
  return Type.Union([of, Type.Null()]);
}

const MOVES = [
  ...['decide', 'reopen', 'end', 'replace', 'review', 'conclude', 'meet', 'waive', 'set-contact'],
  ...['revise', 'discard', 'make', 'notify', 'request-review', 'withdraw-review', 'revoke'],
  ...['offer', 'change-audience', 'hand-over', 'receive', 'refuse', 'report-gap'],
  ...['admit', 'exclude', 'return', 'dispose', 'accept', 'decline', 'answer', 'withdraw'],
  ...['approve', 'send', 'deliver', 'bounce', 'add-version', 'retitle', 'reclassify'],
  ...['disclose', 'withhold'],
];

export const entry = {
  entry: EntryId,
  of: KindName,
  title: Type.String(),
  from: DateOnly,
  until: orNull(DateOnly),
  /** What the reader may do with it now. */
  may: Type.Array(Type.Enum(MOVES)),
};

export const kind = { of: KindName, title: Type.String(), mayAdd: Type.Boolean() };
export const Names = Type.Array(Type.String());

/** Whoever has a thing: who works here, a party, or somebody else in words. */
export const Holder = Type.Union([
  Type.Object({ person: Type.String({ minLength: 1, maxLength: 100 }) }, closed),
  Type.Object({ party: EntryId }, closed),
  Type.Object({ outside: Type.String({ minLength: 1, maxLength: 200 }) }, closed),
]);
export const Hash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the content of a document.' });
/** A date, or an instant with its offset. */
export const When = Type.String({ maxLength: 40 });

/** What was looked at, as it was after the event of that number; a document by its hash. */
export const Considered = Type.Union([
  Type.Object({ field: Type.String({ maxLength: 64 }), version: Type.Integer({ minimum: 1 }) }, closed),
  Type.Object({ entry: EntryId, version: Type.Integer({ minimum: 1 }) }, closed),
  Type.Object({ document: Hash, words: Words }, closed),
]);
