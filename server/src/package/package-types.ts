// What a package of one case says: the forms of its files, each kept for ever under its number. Types only.
import type { CaseEvent, CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import type { ReadableParts } from '@casewright/engine/view';

/** `data/package.json`. */
export interface PackageManifest {
  readonly format: 'casewright-package/1';
  /** Also the name of the key of what is sealed. */
  readonly id: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly reason: string;
  readonly agency: { readonly tenant: number; readonly slug: string; readonly name: string };
  readonly case: {
    readonly caseId: string;
    readonly reference: string;
    readonly caseType: { readonly name: string; readonly version: string; readonly hash: string };
    /** Hashes of all versions under which it has events. */
    readonly caseTypes: readonly string[];
    readonly team: string;
    readonly status: 'open' | 'closed';
    readonly events: number;
    /** Hash of its last event, hexadecimal. */
    readonly lastHash: string;
  };
  /** True where the keys are in it, sealed, so that it can be brought in again. */
  readonly sealed: boolean;
  readonly documents: number;
}

/** A line of `data/events.jsonl`. */
export interface PackageEvent {
  readonly algorithm: number;
  readonly tenant: number;
  readonly caseId: string;
  readonly seq: number;
  readonly type: string;
  readonly occurred: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly authority: string;
  readonly commandId: string;
  readonly caseTypeHash: string;
  readonly policyVersion: string;
  readonly keyId: string;
  readonly payloadHash: string;
  readonly previousHash: string;
  readonly hash: string;
  /** The bytes that the hash is over, as base64: sealed, or in the clear where they say that something was destroyed. */
  readonly payload: string;
  /** What happened, with every word that is not left out; null where it was lawfully destroyed. */
  readonly event: CaseEvent | null;
}

/** An element of `data/documents.json`: a version of a document, whose bytes lie at `path` as they came. */
export interface PackageDocument {
  readonly entry: string;
  readonly number: number;
  readonly title: string;
  readonly kind: string;
  readonly audience: string | null;
  readonly receivedOn: string;
  readonly status: 'filed' | 'withdrawn';
  readonly version: number;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly content: string;
  /** In the payload; null where the bytes were destroyed or are lost. */
  readonly path: string | null;
}

/** All that the readable files are made of. */
export interface CaseToPackage {
  readonly manifest: PackageManifest;
  readonly state: CaseState;
  readonly caseType: CaseType;
  readonly events: readonly PackageEvent[];
  readonly documents: readonly PackageDocument[];
  readonly openedAt: string;
  /** How long it is kept, as far as that is known; null while it is open. */
  readonly retention: {
    readonly status: string;
    readonly class: string | null;
    readonly action: string | null;
    readonly dueOn: string | null;
  } | null;
  /** What of it may be read; null: all. */
  readonly parts: ReadableParts;
  /** Names of people by id, for the readable copy. */
  readonly names: ReadonlyMap<string, string>;
}
