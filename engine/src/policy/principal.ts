// The facts a decision about access is made from, and its result. Types only.

export interface Membership {
  readonly team: string;
  readonly role: string;
}

/** Whoever asks: a person in a session, or the system acting for a timer or an import. */
export interface Principal {
  /** The agency. */
  readonly tenant: number;
  /** Person or system id, `[A-Za-z0-9_.-]{1,64}`. */
  readonly person: string;
  /**
   * What lets the principal act: `session:<id>`, `token:<id>`, `import:<id>`, `timer`, `case-task` or `leaver`; of somebody who
   * stands in `session:<id>:for:<person>`. In every event.
   */
  readonly authority: string;
  readonly name: string;
  readonly teams: readonly Membership[];
  /** What they hold when they read cases, or the program's own right, for timers, imports and the like. */
  readonly holding: 'program' | readonly string[];
  /** The colleague for whom they stand in: then teams and holding are what that colleague could hand on to them. */
  readonly onBehalfOf?: string;
  /** What the token of another system is for; absent for people. It takes away and never gives. */
  readonly scope?: Scope;
}

export interface Scope {
  /** Types of actions, and of commands for what changes a case. */
  readonly actions: readonly string[];
  /** Kinds of cases; null: all. */
  readonly caseTypes: readonly string[] | null;
}

export type Action =
  /** A command on a case; `by` is the role that the case type asks for, absent where any member of the team may. */
  | { readonly type: 'command'; readonly command: string; readonly by?: string }
  /** Who is signed in, asked by themselves. */
  | { readonly type: 'read-session' }
  | { readonly type: 'read-case' }
  /** Who may read a case, and why; `by` is the role that its case type names for who manages that. */
  | { readonly type: 'explain-access'; readonly by: string }
  /** That there is a case with a reference, so that access to it can be asked for. */
  | { readonly type: 'find-case' }
  /** What somebody reaches in the agency. */
  | { readonly type: 'read-reach' }
  | { readonly type: 'list-work' }
  | { readonly type: 'list-cases' }
  /** Find cases by their words. */
  | { readonly type: 'search-cases' }
  /** Take lists of cases with what is in them out of the program. */
  | { readonly type: 'export-cases' }
  | { readonly type: 'list-case-types' }
  | { readonly type: 'verify-chain' }
  /** How far the agency's log has come, and that it only grew: hashes, and no case. */
  | { readonly type: 'read-log' }
  /** Keep the directory of people and teams; for systems whose scope names it, never for people. */
  | { readonly type: 'provision' }
  /** Who looked at a case. */
  | { readonly type: 'read-readers' }
  /** What somebody looked at, in all cases of the agency. */
  | { readonly type: 'read-reads' }
  /** What the rules noticed, and what was decided about it. */
  | { readonly type: 'read-reviews' }
  | { readonly type: 'decide-review' }
  /** Hold the people of two cases to be one, or no longer: asked of the case from which it is done; the other must be readable. */
  | { readonly type: 'link-people' }
  /** Put together what is held about a person, for the case in which they ask for it, and decide on each item that may be read. */
  | { readonly type: 'work-subject-file' }
  /** Approve such a file as it is, know how much of it they may not read, and give it out. */
  | { readonly type: 'approve-subject-file' }
  /** Drafts of case types, with what was done with each. */
  | { readonly type: 'read-drafts' }
  | { readonly type: 'write-draft' }
  /** Approve a draft, return it, or publish it. */
  | { readonly type: 'approve-draft' }
  /** Say that what a draft changes about privacy was seen, and why it may be. */
  | { readonly type: 'acknowledge-draft' }
  /** Releases of open data, with what they would tell. */
  | { readonly type: 'read-releases' }
  /** Prepare a release of open data, publish what was approved, or withdraw it. */
  | { readonly type: 'prepare-release' }
  | { readonly type: 'approve-release' }
  /** How long cases are kept, what holds them, and lists of disposal, over the whole agency. */
  | { readonly type: 'read-records' }
  /** Propose a list of disposal and look it through, hold cases, and ask for the end of a hold. */
  | { readonly type: 'keep-records' }
  /** Approve a list of disposal, have it gone through, and decide about the end of a hold. */
  | { readonly type: 'approve-disposal' }
  /** Hand in something that goes to a queue of the inbox. */
  | { readonly type: 'receive-item' }
  /** What waits in a queue of the inbox. */
  | { readonly type: 'read-inbox' }
  /** Take an item of a queue for oneself, hand it on, or file it to a case, which the case is asked too. */
  | { readonly type: 'file-item' }
  | { readonly type: 'reject-item' }
  /** How many letters wait for post, and what became of those that were printed; of none to whom it goes. */
  | { readonly type: 'read-print-queue' }
  /** Have letters printed, say that they were posted and that they came back. */
  | { readonly type: 'keep-print-queue' }
  /** The people and teams of the agency with their roles, and how far the work of the program is behind. */
  | { readonly type: 'read-directory' }
  /** Give roles to others and end them, lock and open accounts, and have the program try again what failed. */
  | { readonly type: 'keep-directory' }
  /** Whether somebody may read a case, and by which rule, without any word of the case. */
  | { readonly type: 'simulate-access' }
  /** Keep named filters of lists, and share them with a team; keep phrases. */
  | { readonly type: 'keep-views' }
  /** Draw samples of finished work, and say what was found in their cases. */
  | { readonly type: 'keep-samples' }
  /** Everything that was recorded, within a seat: only `authorizeAudit` grants it. */
  | { readonly type: 'audit' };

/** Lets somebody look at what was recorded, for a time and within a scope that whoever asks holds to. */
export interface Seat {
  readonly tenant: number;
  readonly person: string;
  /** Milliseconds since 1970; the first instant of it and the first after it. */
  readonly from: number;
  readonly until: number;
  /** What it was given for: under it cases are read for this purpose and for no other. */
  readonly purpose: string;
}

/** What is acted on. `team` is absent for what belongs to the agency as a whole, such as its list of case types. */
export interface Resource {
  readonly tenant: number;
  readonly team?: string;
  /** Units above the team, the nearest first. */
  readonly above?: readonly string[];
  /** The kind of case, where it is one. */
  readonly caseType?: string;
  /** What a case asks of its readers; absent for what is not a case yet, or no case. */
  readonly access?: AccessAsked;
}

/** The columns of `AccessRow` that are compared with what a reader holds. */
export interface AccessAsked {
  readonly tokens: readonly string[];
  readonly needs: readonly string[];
  readonly purposes: readonly string[];
  readonly walls: readonly string[];
}

export type DenialReason =
  | 'other-agency'
  | 'not-admitted'
  | 'not-in-team'
  | 'not-in-role'
  | 'not-for-people'
  | 'not-for-system'
  | 'not-in-scope'
  /** Done in one's own name only. */
  | 'not-handed-on'
  | 'no-seat'
  /** Whoever works on cases does not audit them. */
  | 'not-independent';

declare const granted: unique symbol;

/** Minted only by `authorize`: holding one means that the question was asked and answered with yes. */
export interface Grant {
  readonly [granted]: true;
  readonly action: Action['type'];
  /** The rule that allowed it, for the audit. */
  readonly rule: string;
}

export type Decision =
  | { readonly allowed: true; readonly grant: Grant }
  | { readonly allowed: false; readonly reason: DenialReason };
