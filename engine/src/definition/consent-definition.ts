// What a case type says of purposes that rest on the consent of a person: without one in force nothing of a case is used for them. Types and
// names only.

export interface ConsentDefinition {
  readonly purpose: string;
  readonly title: string;
  /** The role of whoever consents. */
  readonly of: string;
}

/** The purpose for which finished cases are published. */
export const OPEN_DATA_PURPOSE = 'open-data';
