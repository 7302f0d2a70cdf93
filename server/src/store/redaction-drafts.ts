// Rows of redactions under way. Every change says in which state and version the row must be, so that whoever comes second changes nothing
// and learns it from the count. What is to be taken out is sealed under the key of the document.
import { createHash } from 'node:crypto';
import { open, seal } from './keys.ts';
import type { Statement } from './statement.ts';

export type RedactionState = 'open' | 'submitted' | 'approved' | 'filed' | 'discarded';

export interface RedactionDraftRow {
  readonly draft: string;
  readonly case_id: string;
  readonly file: string;
  readonly subject: string;
  readonly kind: string;
  readonly audience: string | null;
  readonly state: RedactionState;
  readonly version: number;
  readonly drawn_by: readonly string[];
  readonly approved_by: string | null;
  readonly copy: string | null;
  readonly sealed: Buffer;
  readonly changed_at: string;
}

/** In parts of the page from 0 to 1, from its upper left corner. */
export interface DraftBox {
  /** From 1. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly reason: string;
}

export interface RedactionWords {
  /** Of the copy. */
  readonly title: string;
  readonly boxes: readonly DraftBox[];
  readonly keepRecognised: boolean;
  /** Why it was sent back; null where it was not. */
  readonly remark: string | null;
}

interface Place {
  readonly tenant: number;
  readonly draft: string;
}

export function sealRedaction(documentKey: Buffer, place: Place, words: RedactionWords): Buffer {
  const { title, boxes, keepRecognised, remark } = words;
  const drawn = boxes.map(({ page, x, y, width, height, reason }) => [page, x, y, width, height, reason]);
  return seal(documentKey, JSON.stringify([1, title, drawn, keepRecognised, remark]), bindingOf(place));
}

/** Throws where key, place or bytes are others. */
export function openRedaction(documentKey: Buffer, place: Place, sealed: Buffer): RedactionWords {
  // Only `sealRedaction` makes what opens under this binding.
  const [, title, drawn, keepRecognised, remark] = JSON.parse(
    open(documentKey, sealed, bindingOf(place)).toString('utf8'),
  ) as [number, string, readonly [number, number, number, number, number, string][], boolean, string | null];
  const boxes = drawn.map(([page, x, y, width, height, reason]) => ({ page, x, y, width, height, reason }));
  return { title, boxes, keepRecognised, remark };
}

function bindingOf({ tenant, draft }: Place): string {
  return `${tenant}|redaction|${draft}`;
}

/** What is approved: the original, and all that says what its copy will be. Whoever approves names it. */
export interface RedactionAsked extends Omit<RedactionWords, 'remark'> {
  /** SHA-256 of the original, in hex. */
  readonly content: string;
  readonly kind: string;
  readonly audience: string | null;
}

/** @returns SHA-256 in hex of the original's hash and every box, whatever their order */
export function digestOfRedaction({ content, kind, audience, title, boxes, keepRecognised }: RedactionAsked): string {
  const drawn = boxes.map(({ page, x, y, width, height, reason }) =>
    JSON.stringify([page, x, y, width, height, reason]),
  );
  const asked = ['casewright redaction 1', content, kind, audience, title, keepRecognised, drawn.toSorted()];
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

const COLUMNS =
  'draft, case_id, file, subject, kind, audience, state, version, drawn_by, approved_by, copy, sealed, changed_at';

export function readRedaction(tenant: number, draft: string): Statement<RedactionDraftRow> {
  return {
    name: 'read-redaction-draft',
    text: `select ${COLUMNS} from redaction_draft where tenant = $1 and draft = $2`,
    values: [tenant, draft],
  };
}

/** Those under way of one version, the oldest first. */
export function redactionsOf(tenant: number, file: string): Statement<RedactionDraftRow> {
  return {
    name: 'redaction-drafts-of-file',
    text: `select ${COLUMNS} from redaction_draft
           where tenant = $1 and file = $2 and state in ('open', 'submitted', 'approved') order by draft limit 20`,
    values: [tenant, file],
  };
}

/** Those of some cases that wait for a second person, without what is to be taken out. */
export function submittedRedactions(
  tenant: number,
  { teams, limit }: { readonly teams: readonly string[]; readonly limit: number },
): Statement<Pick<RedactionDraftRow, 'draft' | 'case_id' | 'file' | 'kind' | 'audience' | 'drawn_by' | 'changed_at'>> {
  return {
    name: 'submitted-redactions',
    text: `select r.draft, r.case_id, r.file, r.kind, r.audience, r.drawn_by, r.changed_at
             from redaction_draft r join case_head h on h.tenant = $1 and h.case_id = r.case_id
            where r.tenant = $1 and r.state = 'submitted' and h.team = any ($2::text[])
            order by r.changed_at, r.draft limit $3`,
    values: [tenant, teams, limit],
  };
}

export interface RedactionToSave {
  readonly draft: string;
  readonly caseId: string;
  readonly file: string;
  readonly subject: string;
  readonly kind: string;
  readonly audience: string | null;
  readonly people: readonly string[];
  readonly sealed: Buffer;
  readonly at: string;
}

/** None is added where the id is taken, by whatever: the count tells. */
export function addRedaction(tenant: number, row: RedactionToSave): Statement {
  const { draft, caseId, file, subject, kind, audience, people, sealed, at } = row;
  return {
    name: 'add-redaction-draft',
    text: `insert into redaction_draft (tenant, draft, case_id, file, subject, kind, audience, state, version, drawn_by, sealed, changed_at)
           values ($1, $2, $3, $4, $5, $6, $7, 'open', 1, $8, $9, $10) on conflict (tenant, draft) do nothing`,
    values: [tenant, draft, caseId, file, subject, kind, audience, people, sealed, at],
  };
}

/** @param version that which was seen by whoever saves */
export function saveRedaction(tenant: number, row: RedactionToSave, version: number): Statement {
  const { draft, kind, audience, people, sealed, at } = row;
  return {
    name: 'save-redaction-draft',
    text: `update redaction_draft set kind = $4, audience = $5, sealed = $6, changed_at = $7, version = version + 1,
             drawn_by = (select array_agg(distinct p.person order by p.person) from unnest(drawn_by || $8::text[]) as p (person))
           where tenant = $1 and draft = $2 and version = $3 and state = 'open'`,
    values: [tenant, draft, version, kind, audience, sealed, at, people],
  };
}

export interface RedactionMove {
  readonly version: number;
  readonly from: RedactionState;
  readonly to: Exclude<RedactionState, 'approved'>;
  readonly sealed: Buffer;
  readonly at: string;
}

export function moveRedaction(tenant: number, draft: string, move: RedactionMove): Statement {
  const { version, from, to, sealed, at } = move;
  return {
    name: 'move-redaction-draft',
    text: `update redaction_draft set state = $5, sealed = $6, changed_at = $7,
             copy = case when $5 = 'filed' then copy end, approved_by = case when $5 = 'filed' then approved_by end
           where tenant = $1 and draft = $2 and version = $3 and state = $4`,
    values: [tenant, draft, version, from, to, sealed, at],
  };
}

export interface RedactionApproval {
  readonly version: number;
  readonly from: 'open' | 'submitted';
  readonly approvedBy: string;
  /** The file of the copy. */
  readonly copy: string;
  readonly at: string;
}

/** The copy is made; it waits to be filed. */
export function approveRedaction(tenant: number, draft: string, approval: RedactionApproval): Statement {
  const { version, from, approvedBy, copy, at } = approval;
  return {
    name: 'approve-redaction-draft',
    text: `update redaction_draft set state = 'approved', approved_by = $5, copy = $6, changed_at = $7
           where tenant = $1 and draft = $2 and version = $3 and state = $4`,
    values: [tenant, draft, version, from, approvedBy, copy, at],
  };
}
