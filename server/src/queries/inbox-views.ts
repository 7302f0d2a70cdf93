// How items of the inbox are shown, made of their rows and of words that are opened under the key of each.
import type { ItemRow, PartRow } from '../store/inbound.ts';
import { openInboundWords, openReason, type InboundWords } from '../store/inbound-words.ts';
import type { PartFactsRow, WorkedItemRow } from '../store/inbound-work.ts';
import type { KeyProvider } from '../store/keys.ts';

export interface InboxQueueView {
  /** Id of its team. */
  readonly queue: string;
  /** Working days. */
  readonly days: number;
  readonly waiting: number;
  readonly overdue: number;
}

export interface InboxQueuesView {
  /** Those of their teams. */
  readonly items: readonly InboxQueueView[];
  /** To which an item may be handed; nobody's to whom none is theirs. */
  readonly handTo: readonly {
    readonly queue: string;
    readonly title: string;
    /** Who may be given it there, by name. */
    readonly people: readonly { readonly person: string; readonly name: string }[];
  }[];
}

export interface InboxItemView {
  readonly item: string;
  readonly queue: string;
  readonly channel: ItemRow['channel'];
  readonly state: ItemRow['state'];
  readonly receivedAt: string;
  readonly dueOn: string;
  /** Who has taken it. */
  readonly owner: string | null;
  /** False while not all of it has come. */
  readonly isWhole: boolean;
  readonly from: string | null;
  readonly subject: string | null;
}

export interface InboxPageView {
  readonly items: readonly InboxItemView[];
  /** Where the page after it begins; null at the end. */
  readonly next: string | null;
}

export interface InboxPartView {
  readonly number: number;
  readonly name: string;
  readonly state: PartRow['state'];
  /** As the gate found; null where it refused it. */
  readonly mediaType: string | null;
  /** In bytes. */
  readonly size: number | null;
  readonly verdict: 'clean' | 'unscanned' | null;
  /** Why the gate does not let it be filed. */
  readonly refused: { readonly code: string; readonly reason: string } | null;
  readonly caseId: string | null;
  readonly seq: number | null;
}

/** What may be a case that it is about: nothing of it is looked up. */
export interface InboxHints {
  /** Words of it that look like references. */
  readonly references: readonly string[];
  /** The address that it says it comes from. Nobody has proved it. */
  readonly sender: string | null;
}

export interface WholeItemView extends InboxItemView {
  readonly to: readonly string[];
  /** Who sent it as the server that brought it says. */
  readonly envelope: string | null;
  readonly text: string | null;
  readonly sentAt: string | null;
  readonly warnings: readonly string[];
  readonly who: string | null;
  readonly endedAt: string | null;
  readonly reason: string | null;
  /** The item of which it is a duplicate. */
  readonly duplicateOf: string | null;
  readonly hints: InboxHints;
  readonly parts: readonly InboxPartView[];
}

/** Null while nothing of it has arrived, or where its key is gone. */
export function wordsOf(keys: KeyProvider, tenant: number, row: WorkedItemRow): InboundWords | null {
  const key = keyOf(keys, tenant, row);
  return row.sealed === null || key === null ? null : openInboundWords(key, { tenant, item: row.item_id }, row.sealed);
}

function keyOf(keys: KeyProvider, tenant: number, { item_id: caseId, wrapped, wrapped_by: by }: WorkedItemRow) {
  return wrapped === null || by === null ? null : keys.unwrap({ tenant, caseId, subject: '' }, { by, wrapped });
}

export function itemLine(row: ItemRow, words: InboundWords | null): InboxItemView {
  return {
    ...{ item: row.item_id, queue: row.queue, channel: row.channel, state: row.state },
    ...{ receivedAt: row.received_at, dueOn: row.due_on, owner: row.claimed_by, isWhole: row.arrived_at !== null },
    ...{ from: words?.from ?? null, subject: words?.subject ?? null },
  };
}

interface WholeRows {
  readonly row: WorkedItemRow;
  readonly parts: readonly PartFactsRow[];
}

export function wholeItem(keys: KeyProvider, tenant: number, { row, parts }: WholeRows): WholeItemView {
  const words = wordsOf(keys, tenant, row);
  const key = keyOf(keys, tenant, row);
  const { to = [], envelope = null, text = null, sentAt = null, warnings = [], names = [] } = words ?? {};
  const place = { tenant, item: row.item_id };
  return {
    ...itemLine(row, words),
    ...{ to, envelope, text, sentAt, warnings, who: row.who, endedAt: row.ended_at, duplicateOf: row.duplicate_of },
    reason: row.reason === null || key === null ? null : openReason(key, place, row.reason),
    hints: hintsIn(words),
    parts: parts.map(({ number, state, code, said, case_id: caseId, seq, media_type: mediaType, size, verdict }) => ({
      ...{ number, name: names[number] ?? '', state, mediaType, verdict, caseId, seq },
      size: size === null ? null : Number(size),
      refused: code === null ? null : { code, reason: said ?? '' },
    })),
  };
}

const MOST_HINTS = 5;
const HINT_CHARS = 40;
/** Only the beginning is looked at: what somebody means stands there. */
const LOOKED_AT = 4_000;

/** Words with a sign between, letters and at least three digits, as references have: `INF-2026-1`. Those of the subject come first. */
export function hintsIn(words: Pick<InboundWords, 'from' | 'subject' | 'text'> | null): InboxHints {
  const said = `${words?.subject ?? ''} ${words?.text ?? ''}`.slice(0, LOOKED_AT);
  const tokens = said.split(/[^\p{L}\p{N}/_-]/u).filter(isLikeReference);
  const from = words?.from ?? '';
  const [open, close] = [from.lastIndexOf('<'), from.lastIndexOf('>')];
  const address = open >= 0 && close > open ? from.slice(open + 1, close) : from.trim();
  return {
    references: [...new Set(tokens)].slice(0, MOST_HINTS),
    sender: address.includes('@') && !address.includes(' ') ? address : null,
  };
}

function isLikeReference(token: string): boolean {
  if (token.length < 5 || token.length > HINT_CHARS || !/[/_-]/.test(token)) return false;
  return /\p{L}/u.test(token) && token.replaceAll(/\P{N}/gu, '').length >= 3;
}
