// Where the steps of an import go. Types only: a dry run and a database are two of them, and playing knows neither.
import type { HolidayTable } from '@casewright/engine/calendar';
import type { PersonTemplate } from './mapping.ts';
import type { Step } from './case-memory.ts';

export type StepAnswer =
  | { readonly kind: 'applied'; readonly version: number }
  | { readonly kind: 'rejected'; readonly code: string; readonly reason: string };

export interface StepOfCase {
  /** The log's own name of the case. */
  readonly caseKey: string;
  readonly step: Step;
}

/** How far an earlier run of the same import came. */
export interface EarlierRun {
  readonly fileHash: string;
  /** Rows below this one are all accounted for. */
  readonly lowWater: number;
  readonly finished: boolean;
  /** The report as it was then, as JSON; of an unfinished run it has at least `fileBytes`. */
  readonly report: string;
}

export interface BeginImport {
  readonly importId: string;
  readonly fileHash: string;
  readonly report: string;
  /** Called each time that the target does not answer and is asked again. */
  readonly waiting: () => void;
}

export interface ImportTarget {
  /** Begins the import, or finds it begun; null when there was none before. */
  begin(run: BeginImport): Promise<EarlierRun | null>;
  /** Public holidays by which the agency counts days. */
  holidays(): Promise<HolidayTable>;
  /** Sees to it that a person is known to the agency before a step names them. */
  ensurePerson(person: PersonTemplate): Promise<void>;
  write(of: StepOfCase): Promise<StepAnswer>;
  /** All in one go, in order; null where not every one is plainly applied: then none is, and each is to be written alone. */
  writeTogether(steps: readonly StepOfCase[]): Promise<readonly StepAnswer[] | null>;
  saveLowWater(lowWater: number): Promise<void>;
  /** Keeps the report; `finished` false where the file could not be read to its end. */
  finish(run: { readonly lowWater: number; readonly report: string; readonly finished: boolean }): Promise<void>;
}

/** The import cannot go on now. What was played stays, and running it again goes on from there. */
export class ImportStopped extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ImportStopped';
  }
}

export interface ImportProgress {
  readonly rows: number;
  readonly applied: number;
  readonly rejected: number;
  /** Bytes of the file read, of all that it has. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** `waiting`: the database does not answer and is asked again. */
  readonly phase: 'reading' | 'ending' | 'waiting';
}
