// What a field says of a fact that is collected once: what it means wherever it is asked, for what it is needed here, and for what
// else it may serve. Types only.

export interface FactDefinition {
  /** What it means, by a name that kinds of case share: `person.date-of-birth`. */
  readonly means: string;
  /** For what it is needed in such a case. */
  readonly neededFor: string;
  /** For what it may serve elsewhere when it was collected in such a case; empty: for nothing. */
  readonly mayServe: readonly string[];
  /** The law or agreement under which it may. */
  readonly authority?: string;
}
