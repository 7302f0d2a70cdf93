// Rows of the inbox: items, their parts and the queues in which they wait. Every change says in which state the row must be, so that
// whoever comes second changes nothing and learns it from the count.
import type { Statement } from './statement.ts';

export type InboundChannel = 'mail' | 'scan' | 'portal' | 'api' | 'import';
export type ItemState = 'waiting' | 'filed' | 'rejected';

export interface QueueRow {
  readonly queue: string;
  /** Working days. */
  readonly days: number;
  readonly zone: string;
  /** Whose public holidays count; null: weekends alone. */
  readonly place: string | null;
  /** The role in the team whose holders answer for what is overdue. */
  readonly lead: string;
}

export function readQueues(tenant: number, queue: string | null): Statement<QueueRow> {
  return {
    name: 'read-inbound-queues',
    text: 'select queue, days, zone, place, lead from inbound_queue where tenant = $1 and ($2::text is null or queue = $2) order by queue',
    values: [tenant, queue],
  };
}

export function saveQueue(tenant: number, { queue, days, zone, place, lead }: QueueRow): Statement {
  return {
    name: 'save-inbound-queue',
    text: `insert into inbound_queue (tenant, queue, days, zone, place, lead) values ($1, $2, $3, $4, $5, $6)
           on conflict (tenant, queue) do update set days = $3, zone = $4, place = $5, lead = $6`,
    values: [tenant, queue, days, zone, place, lead],
  };
}

export interface ItemRow {
  readonly item_id: string;
  readonly channel: InboundChannel;
  readonly received_at: string;
  readonly arrived_at: string | null;
  readonly queue: string;
  readonly due_on: string;
  readonly state: ItemState;
  readonly claimed_by: string | null;
  readonly sealed: Buffer | null;
  readonly reason: Buffer | null;
  readonly who: string | null;
  readonly ended_at: string | null;
  readonly case_id: string | null;
  readonly seq: number | null;
}

const COLUMNS = `item_id, channel, received_at, arrived_at, queue, due_on, state, claimed_by, sealed, reason, who, ended_at, case_id, seq`;

export function readItem(tenant: number, itemId: string): Statement<ItemRow> {
  return {
    name: 'read-inbound-item',
    text: `select ${COLUMNS} from inbound_item where tenant = $1 and item_id = $2`,
    values: [tenant, itemId],
  };
}

/** For a change: nobody else changes it until the transaction ends. */
export function lockItem(tenant: number, itemId: string): Statement<ItemRow> {
  return {
    name: 'lock-inbound-item',
    text: `select ${COLUMNS} from inbound_item where tenant = $1 and item_id = $2 for update`,
    values: [tenant, itemId],
  };
}

export function readItemByMark(tenant: number, mark: Buffer): Statement<ItemRow> {
  return {
    name: 'read-inbound-item-by-mark',
    text: `select ${COLUMNS} from inbound_item where tenant = $1 and mark = $2`,
    values: [tenant, mark],
  };
}

export interface ItemAfter {
  readonly due: string;
  readonly itemId: string;
}

export interface ItemToAdd {
  readonly itemId: string;
  readonly mark: Buffer;
  readonly channel: InboundChannel;
  readonly queue: string;
  readonly dueOn: string;
  readonly at: string;
}

/** Before the first byte. None is added where the same thing has an item already. */
export function addItem(tenant: number, { itemId, mark, channel, queue, dueOn, at }: ItemToAdd): Statement {
  return {
    name: 'add-inbound-item',
    text: `insert into inbound_item (tenant, item_id, mark, channel, received_at, queue, due_on, state)
           values ($1, $2, $3, $4, $5, $6, $7, 'waiting') on conflict (tenant, mark) do nothing`,
    values: [tenant, itemId, mark, channel, at, queue, dueOn],
  };
}

/** All of it is kept. None is changed where another arrival of the same was first, or somebody ended it. */
export function arriveItem(
  tenant: number,
  itemId: string,
  of: { readonly sealed: Buffer; readonly at: string },
): Statement {
  return {
    name: 'arrive-inbound-item',
    text: `update inbound_item set arrived_at = $4, sealed = $3 where tenant = $1 and item_id = $2 and state = 'waiting' and arrived_at is null`,
    values: [tenant, itemId, of.sealed, of.at],
  };
}

export interface PartToAdd {
  readonly number: number;
  readonly file: string | null;
  readonly code: string | null;
  readonly said: string | null;
}

export function addPart(tenant: number, itemId: string, { number, file, code, said }: PartToAdd): Statement {
  return {
    name: 'add-inbound-part',
    text: `insert into inbound_part (tenant, item_id, number, file, state, code, said)
           values ($1, $2, $3, $4, case when $4::uuid is null then 'refused' else 'waiting' end, $5, $6)`,
    values: [tenant, itemId, number, file, code, said],
  };
}

/** Something that was rejected because not all of it came, and comes again: nothing of it is lost by that. */
export function reopenItem(tenant: number, itemId: string, dueOn: string): Statement {
  return {
    name: 'reopen-inbound-item',
    text: `update inbound_item set state = 'waiting', reason = null, who = null, ended_at = null, due_on = $3, claimed_by = null,
             told_at = null, duplicate_of = null
           where tenant = $1 and item_id = $2 and state = 'rejected' and arrived_at is null`,
    values: [tenant, itemId, dueOn],
  };
}

/** What an arrival that was cut off, or came at the same time, left behind. */
export function dropStrayFiles(tenant: number, itemId: string, at: string): Statement {
  return {
    name: 'drop-stray-files',
    text: `update stored_file set state = 'rejected', reason = 'given-up', said = null, changed_at = $3
           where tenant = $1 and case_id = $2 and state in ('arriving', 'received')
             and exists (select from inbound_item i where i.tenant = $1 and i.item_id = $2 and (i.arrived_at is not null or i.state <> 'waiting'))
             and not exists (select from inbound_part p where p.tenant = $1 and p.item_id = $2 and p.file = stored_file.file)`,
    values: [tenant, itemId, at],
  };
}

export interface PartRow {
  readonly number: number;
  readonly file: string | null;
  readonly state: 'waiting' | 'filed' | 'left' | 'refused';
  readonly code: string | null;
  readonly said: string | null;
  readonly case_id: string | null;
  readonly seq: number | null;
}

export function readParts(tenant: number, itemId: string): Statement<PartRow> {
  return {
    name: 'read-inbound-parts',
    text: 'select number, file, state, code, said, case_id, seq from inbound_part where tenant = $1 and item_id = $2 order by number',
    values: [tenant, itemId],
  };
}

export function claimItem(tenant: number, itemId: string, by: string | null): Statement {
  return {
    name: 'claim-inbound-item',
    text: `update inbound_item set claimed_by = $3 where tenant = $1 and item_id = $2 and state = 'waiting'`,
    values: [tenant, itemId, by],
  };
}

/** Its clock begins anew there; nobody of the other queue has it. */
export function handItem(
  tenant: number,
  itemId: string,
  to: { readonly queue: string; readonly dueOn: string },
): Statement {
  return {
    name: 'hand-inbound-item',
    text: `update inbound_item set queue = $3, due_on = $4, claimed_by = null, told_at = null
           where tenant = $1 and item_id = $2 and state = 'waiting'`,
    values: [tenant, itemId, to.queue, to.dueOn],
  };
}

export interface Ending {
  readonly who: string;
  readonly at: string;
}

/** What was filed of it before stays filed; the rest is left. */
export function rejectItem(
  tenant: number,
  itemId: string,
  { reason, who, at }: Ending & { readonly reason: Buffer },
): readonly Statement[] {
  return [
    {
      name: 'reject-inbound-item',
      text: `update inbound_item set state = 'rejected', reason = $3, who = $4, ended_at = $5
             where tenant = $1 and item_id = $2 and state = 'waiting'`,
      values: [tenant, itemId, reason, who, at],
    },
    {
      name: 'leave-inbound-parts',
      text: `update inbound_part set state = 'left' where tenant = $1 and item_id = $2 and state = 'waiting'`,
      values: [tenant, itemId],
    },
  ];
}

/** Nothing of it can be kept, of which nothing was kept by another arrival of the same. */
export function rejectUnkept(tenant: number, itemId: string, by: Ending & { readonly reason: Buffer }): Statement {
  return {
    name: 'reject-unkept-item',
    text: `update inbound_item set state = 'rejected', reason = $3, who = $4, ended_at = $5
           where tenant = $1 and item_id = $2 and state = 'waiting' and arrived_at is null`,
    values: [tenant, itemId, by.reason, by.who, by.at],
  };
}

export interface PartToFile {
  readonly item: string;
  readonly file: string;
  readonly caseId: string;
  readonly seq: number;
  readonly wrapped: Buffer;
  readonly wrappedBy: string;
  readonly kind: string;
  readonly audience: string | null;
  readonly person: string;
  readonly onBehalfOf: string | null;
}

/** The file and its key become the case's. Fails, and the event with it, where it is not there to be filed. */
export function moveToCase(tenant: number, part: PartToFile): Statement {
  const { item, file, caseId, seq, wrapped, wrappedBy, kind, audience, person, onBehalfOf } = part;
  return {
    name: 'file-inbound',
    text: 'select app.file_inbound($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as moved from agency where tenant = $1',
    values: [tenant, item, file, caseId, seq, wrapped, wrappedBy, kind, audience, person, onBehalfOf],
  };
}

export interface Settling extends Ending {
  readonly item: string;
  readonly caseId: string;
  readonly seq: number;
  /** Numbers of parts that are not filed anywhere, as whoever files says. */
  readonly leave: readonly number[];
}

/**
 * With the event: what is left is marked, and where nothing waits any more the item is filed. What was written of it goes then: it would
 * outlive the document, whose key may be destroyed and that of the item not.
 */
export function settleItem(tenant: number, { item, caseId, seq, leave, who, at }: Settling): readonly Statement[] {
  return [
    {
      name: 'leave-some-inbound-parts',
      text: `update inbound_part set state = 'left' where tenant = $1 and item_id = $2 and state = 'waiting' and number = any ($3::smallint[])`,
      values: [tenant, item, leave],
    },
    {
      name: 'settle-inbound-item',
      text: `update inbound_item set state = 'filed', case_id = $3, seq = $4, who = $5, ended_at = $6, sealed = ''
             where tenant = $1 and item_id = $2 and state = 'waiting'
               and not exists (select from inbound_part p where p.tenant = $1 and p.item_id = $2 and p.state = 'waiting')`,
      values: [tenant, item, caseId, seq, who, at],
    },
  ];
}
