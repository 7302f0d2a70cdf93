// What a case type says of reports on its cases: by which fields they may be counted, and when a financial year begins. Types only.

export interface ReportsDefinition {
  /** The first day of a financial year, month and day: `07-01`. */
  readonly yearStarts: string;
  readonly cohorts: ReadonlyMap<string, CohortDefinition>;
}

/** A field by whose values cases may be told apart in a report. It is about nobody. */
export interface CohortDefinition {
  readonly name: string;
  readonly title: string;
  readonly field: string;
  /** Where one band ends and the next begins, rising, for numbers and money; absent where each value stands for itself. */
  readonly bands?: readonly number[];
}
