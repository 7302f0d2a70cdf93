// What the bench is given by the main that wires it: an agency in a database, the real command path and the real server.
// Types only, so that the bench itself knows no other room.
import type { ChildServer } from './child-server.ts';
import type { BareOptions } from './bare-server.ts';
import type { BenchConnection, OwnerSession } from './owner-session.ts';
import type { StatementRecorder } from './record-statements.ts';

export interface OpenedCase {
  readonly caseId: string;
  readonly reference: string;
}

export interface BenchWorld {
  /** The number of the bench's agency. */
  readonly tenant: number;
  /** Each has one officer. */
  readonly teams: readonly string[];
  /** Reaches the database as its owner. */
  readonly connection: BenchConnection;
  readonly owner: OwnerSession;
  /** Hears what this process sends to the database. */
  readonly recorder: StatementRecorder;
  /** The process of the database server; null where it is on another machine. */
  readonly postmaster: number | null;
  /** Opens the n-th case of the bench through the command path, with the key `open-<n>`, in a team that n chooses. */
  readonly openCase: (number: number) => Promise<OpenedCase>;
  /** Completes the first task of a case through the command path, with the key `complete-<case id>`. */
  readonly completeTask: (opened: OpenedCase, number: number) => Promise<void>;
  /** Receipts carry the key with the person before it. */
  readonly receiptKey: (key: string, number: number) => string;
  /** Reads a page of a team's work through the driver, policy on, nothing recorded. */
  readonly readWork: (team: string) => Promise<void>;
  /** A Cookie header of a team's officer. */
  readonly signIn: (team: string) => Promise<string>;
  /** The same of whoever is in every team, and of somebody who is in one that has no case. */
  readonly signInAs: (person: 'manager' | 'outsider') => Promise<string>;
  /** The real server as a process of its own; with a folder, its processor profile is left there when it stops. */
  readonly startServer: (profileFolder: string | null) => Promise<ChildServer>;
  /** The copy of the server that neither hashes nor logs. */
  readonly startUnchained: () => Promise<ChildServer>;
  readonly startFloor: (options: BareOptions) => Promise<ChildServer>;
  /** Lets go of the database, but not of servers. */
  readonly close: () => Promise<void>;
}

export type BenchCopy = 'large' | 'unchained';

/** The databases of one run: `small` exists from the start, the others once they were copied. */
export interface BenchPlace {
  readonly connect: (which: 'small' | BenchCopy) => Promise<BenchWorld>;
  /** Makes a copy of `small`, to which nobody may be connected. */
  readonly copy: (which: BenchCopy) => Promise<void>;
}

/** What the bench opens cases with: the form of a fine, one value of it about a person. */
export const OPENING = {
  caseType: 'infringement-notice',
  data: {
    createdOn: '2026-03-02',
    article: '157',
    amount: '35.00',
    points: 0,
    vehicleClass: 'A',
    offenderName: 'Maria Rossi Bianchi',
    totalPaid: '0.00',
  },
} as const;

/** The first task of such a case, and its answers. */
export const COMPLETION = { task: 'send-fine', data: { sentOn: '2026-03-20', expense: '11.00' } } as const;
