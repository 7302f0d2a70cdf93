// What is asked of the command path and what it answers. Types only; the same for a person, a timer and an import.
import type { CaseCommand, CaseEvent, Fields, ParentLink, Rejection } from '@casewright/engine/case';
import type { MoveCommand } from '@casewright/engine/versions';
import type { Statement } from '../store/statement.ts';

/** A command on a case that exists. */
export interface CaseRequest extends RequestOptions {
  readonly caseId: string;
  readonly command: Exclude<CaseCommand, { readonly type: 'OpenCase' }>;
}

/** A case goes on under another version, or comes back from one; only whoever keeps the installation asks for it. */
export interface MoveRequest extends RequestOptions {
  readonly caseId: string;
  readonly command: MoveCommand;
}

/** The command that opens a case. */
export interface OpenRequest extends RequestOptions {
  readonly open: {
    readonly caseType: string;
    /** Absent: the version published last. */
    readonly version?: string;
    /** Absent: the team that the case type names. */
    readonly team?: string;
    readonly data: Fields;
    /** Given by an import, which derives it from the log; else minted here. */
    readonly caseId?: string;
    /** Given by an import; else made from the case type's pattern. Gaps are allowed. */
    readonly reference?: string;
    /** Given by the task of another case that opens this one. */
    readonly parent?: ParentLink;
    /** Subjects that parties are, where they are known elsewhere; those not named are minted. */
    readonly subjects?: Readonly<Record<string, string>>;
  };
}

export type CommandRequest = CaseRequest | OpenRequest | MoveRequest;

export interface RequestOptions {
  /** When it happened, as stated: a date or an instant with offset. Absent: now; for FireTimer, when it was due. */
  readonly occurred?: string;
  /** Refuse unless the case is at this version. */
  readonly expectedVersion?: number;
  /** Up to 200 characters, unique per principal. The same key with the same request returns the first answer. */
  readonly idempotencyKey: string;
  /** Keep a rejection as the answer to this key too. An import needs it to resume exactly. */
  readonly recordRejection?: boolean;
  /** Whoever did it where that is not the principal; only an import may name one. */
  readonly actor?: string;
  /** Re-proves the session in the first flight; no row means that it is gone or its rights changed. */
  readonly proof?: Statement<unknown>;
  /** The item of the inbox out of which the file comes that the command names; its state changes with the event. */
  readonly inbound?: InboundFiling;
  /** The form in which whoever asks typed it: what is kept of that for them goes with the event, so that it is there until it is done and no longer. */
  readonly unsent?: string;
  /** What whoever asks says that it is for; on record where it is refused. */
  readonly purpose?: string;
}

export interface InboundFiling {
  readonly item: string;
  /** Numbers of its parts that are filed nowhere, as whoever files this one says. */
  readonly leave: readonly number[];
}

export type Outcome =
  | {
      readonly kind: 'applied';
      readonly caseId: string;
      readonly version: number;
      readonly reference: string;
      readonly event: CaseEvent;
      /** True when this key was answered before and this is that answer. */
      readonly replayed: boolean;
    }
  | { readonly kind: 'rejected'; readonly caseId: string; readonly rejection: Rejection; readonly replayed: boolean }
  /** The case is not at the expected version. */
  | { readonly kind: 'conflict'; readonly version: number; readonly changedBy: string; readonly changedAt: string }
  /** No such case or case type, or not for this principal: the two look the same. */
  | { readonly kind: 'not-found' }
  /** The key was used before for another request. */
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'session-gone' };
