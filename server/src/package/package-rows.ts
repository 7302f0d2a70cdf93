// What a package says of the rows of a case: an event with its hashes and what it says in the open, and a version of a document. It opens
// nothing and reads no table: what is sealed comes opened.
import type { CaseState } from '@casewright/engine/case';
import type { Document } from '@casewright/engine/entries';
import type { OpenedEvent } from '../store/open-event.ts';
import type { EventRow } from '../store/read-events.ts';
import { withoutSecrets } from './open-event-words.ts';
import type { PackageDocument, PackageEvent } from './package-types.ts';

/** The number of no event is greater. */
export const MOST_SEQ = 2_147_483_647;

/** @param payload the bytes that were hashed, as base64; empty where they do not leave */
export function packageEvent(
  tenant: number,
  row: EventRow,
  { opened, payload }: { readonly opened: OpenedEvent; readonly payload: string },
): PackageEvent {
  const { case_id: caseId, seq, type, occurred } = row;
  return {
    ...{ algorithm: row.algorithm, tenant, caseId, seq, type, occurred, occurredAt: row.occurred_at },
    ...{ recordedAt: row.recorded_at, actor: row.actor, authority: row.authority, commandId: row.command_id },
    ...{ caseTypeHash: row.case_type_hash.toString('hex'), policyVersion: row.policy_version, keyId: row.key_id },
    ...{ payloadHash: row.payload_hash.toString('hex'), previousHash: row.previous_hash.toString('hex') },
    ...{ hash: row.hash.toString('hex'), payload },
    event: opened.kind === 'event' ? withoutSecrets(opened.event) : null,
  };
}

/** A version of a document that lies in no bag yet, and where its bytes are. */
export interface PlannedDocument {
  readonly document: PackageDocument;
  readonly file: string;
}

export function packageDocuments(
  { entries = {} }: CaseState,
  mayRead: (document: Document) => boolean,
): readonly PlannedDocument[] {
  return Object.entries(entries).flatMap(([entry, one]) => {
    if (one.kind !== 'document' || !mayRead(one)) return [];
    const { number, title, of, audience, receivedOn, status } = one;
    return one.versions.map(({ name, mediaType, size, content, file }, at) => ({
      document: {
        ...{ entry, number, title, kind: of, audience, receivedOn, status, version: at + 1, name, mediaType, size },
        ...{ content, path: null },
      },
      file,
    }));
  });
}
