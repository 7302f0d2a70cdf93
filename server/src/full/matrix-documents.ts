// The documents of the world of the matrix, as data: for several audiences and in several sections, one withdrawn, a redacted copy beside
// its original, a bundle. Who may read which is not said here; that is for the oracle.

export interface MatrixDocument {
  readonly name: MatrixDocumentName;
  /** As the case type calls its kind, and for whom it is; null where the kind does not tell. */
  readonly of: string;
  readonly audience: string | null;
  /** How it comes: brought as text or as pages, redacted out of another, or bundled. */
  readonly made: 'text' | 'pages' | 'copy' | 'bundle';
}

export const MATRIX_DOCUMENT_NAMES = [
  ...(['docjoint', 'docprivate', 'docsealed', 'doccopy', 'docgone', 'docscheme', 'docbundle'] as const),
] as const;
export type MatrixDocumentName = (typeof MATRIX_DOCUMENT_NAMES)[number];

function document(
  name: MatrixDocumentName,
  [of, audience]: readonly [string, string | null],
  made: MatrixDocument['made'],
): MatrixDocument {
  return { name, of, audience, made };
}

/** In the order in which they are filed: what is made of others comes after them. */
const ALL: readonly MatrixDocument[] = [
  document('docjoint', ['paper', 'all'], 'pages'),
  document('docprivate', ['paper', 'private'], 'text'),
  document('docsealed', ['paper', 'sealed'], 'pages'),
  document('doccopy', ['paper', 'all'], 'copy'),
  // Withdrawn, since it was filed in error.
  document('docgone', ['paper', 'sealed'], 'text'),
  document('docscheme', ['scheme', null], 'text'),
  document('docbundle', ['paper', 'all'], 'bundle'),
];

/** Cases that differ in who may read them by nothing that others do not have too; they have none. */
const WITHOUT: readonly string[] = ['plain', 'region', 'watchers-walled', 'walled-above', 'suspected', 'expired'];
/** Making a copy or a bundle takes a second, so one case has made ones. */
export const MADE_IN = 'own';

export function documentsOf({ name }: { readonly name: string }): readonly MatrixDocument[] {
  if (WITHOUT.includes(name)) return [];
  return ALL.filter(({ made }) => made !== 'bundle' || name === MADE_IN);
}

/** Of twins these are alike, since everybody who may read the case may read of them what there is. */
export const ALIKE_IN_TWINS: readonly string[] = ['docjoint', 'docprivate', 'doccopy'];

/** Where a document of a case is found. */
export interface MatrixPlace {
  readonly entry: string;
  /** SHA-256 of its bytes. */
  readonly content: string;
}
