// What people who work the inbox ask of its rows: lists over several queues, the facts of an item's files, what is nearly due and whom to
// tell of it, and that an item came before as another one.
import type { Ending, InboundChannel, ItemAfter, ItemRow, ItemState, PartRow } from './inbound.ts';
import type { Statement } from './statement.ts';

const COLUMNS = `i.item_id, i.channel, i.received_at, i.arrived_at, i.queue, i.due_on, i.state, i.claimed_by, i.sealed, i.reason, i.who,
  i.ended_at, i.case_id, i.seq, i.told_at, i.duplicate_of`;

export interface WorkedItemRow extends ItemRow {
  readonly told_at: string | null;
  readonly duplicate_of: string | null;
  /** What opens its words; null where it is gone. */
  readonly wrapped: Buffer | null;
  readonly wrapped_by: string | null;
}

export interface ItemsAsked {
  readonly queues: readonly string[];
  readonly state: ItemState;
  readonly channel: InboundChannel | null;
  /** Who has taken them; null: whoever has, or nobody. */
  readonly owner: string | null;
  readonly after: ItemAfter | null;
  readonly limit: number;
}

/** Soonest due first, with the key that opens the words of each. */
export function listItems(tenant: number, of: ItemsAsked): Statement<WorkedItemRow> {
  const { queues, state, channel, owner, after, limit } = of;
  return {
    name: 'list-inbound-items',
    text: `select ${COLUMNS}, k.wrapped, k.wrapped_by from inbound_item i
             left join data_key k on k.tenant = $1 and k.case_id = i.item_id and k.subject = ''
           where i.tenant = $1 and i.queue = any ($2::text[]) and i.state = $3 and ($4::text is null or i.channel = $4)
             and ($5::text is null or i.claimed_by = $5) and ($6::date is null or (i.due_on, i.item_id) > ($6::date, $7::uuid))
           order by i.due_on, i.item_id limit $8`,
    values: [tenant, queues, state, channel, owner, after?.due ?? null, after?.itemId ?? null, limit],
  };
}

/** One item with the key that opens its words. */
export function readWorkedItem(tenant: number, itemId: string): Statement<WorkedItemRow> {
  return {
    name: 'read-worked-item',
    text: `select ${COLUMNS}, k.wrapped, k.wrapped_by from inbound_item i
             left join data_key k on k.tenant = $1 and k.case_id = i.item_id and k.subject = ''
           where i.tenant = $1 and i.item_id = $2`,
    values: [tenant, itemId],
  };
}

export interface PartFactsRow extends PartRow {
  /** Of the file; null where the gate refused it. */
  readonly media_type: string | null;
  readonly size: string | null;
  readonly verdict: 'clean' | 'unscanned' | null;
}

export function readPartFacts(tenant: number, itemId: string): Statement<PartFactsRow> {
  return {
    name: 'read-inbound-part-facts',
    text: `select p.number, p.file, p.state, p.code, p.said, p.case_id, p.seq, f.media_type, f.size::text, f.verdict
             from inbound_part p left join stored_file f on f.tenant = $1 and f.file = p.file
            where p.tenant = $1 and p.item_id = $2 order by p.number`,
    values: [tenant, itemId],
  };
}

/** It came before as another item: rejected, with which one. What was filed of it before stays filed; the rest is left. */
export function markDuplicate(
  tenant: number,
  itemId: string,
  by: Ending & { readonly reason: Buffer; readonly of: string },
): readonly Statement[] {
  return [
    {
      name: 'mark-inbound-duplicate',
      text: `update inbound_item set state = 'rejected', reason = $3, who = $4, ended_at = $5, duplicate_of = $6
             where tenant = $1 and item_id = $2 and state = 'waiting'`,
      values: [tenant, itemId, by.reason, by.who, by.at, by.of],
    },
    {
      name: 'leave-duplicate-parts',
      text: `update inbound_part set state = 'left' where tenant = $1 and item_id = $2 and state = 'waiting'`,
      values: [tenant, itemId],
    },
  ];
}

/** Those of a queue that are due by a day and of which nobody was told; once for each, whatever happens at the same time. */
export function tellDueItems(
  tenant: number,
  of: { readonly queue: string; readonly by: string; readonly at: string },
): Statement {
  return {
    name: 'tell-due-inbound-items',
    text: `update inbound_item set told_at = $4 where tenant = $1 and queue = $2 and state = 'waiting' and told_at is null and due_on <= $3::date`,
    values: [tenant, of.queue, of.by, of.at],
  };
}

/** What somebody is told of: theirs, and of queues for which they answer what nobody has taken. The latest told first. */
export function listToldItems(
  tenant: number,
  of: { readonly person: string; readonly limit: number },
): Statement<WorkedItemRow> {
  return {
    name: 'list-told-inbound-items',
    text: `select ${COLUMNS}, k.wrapped, k.wrapped_by from inbound_item i
             join inbound_queue q on q.tenant = $1 and q.queue = i.queue
             left join data_key k on k.tenant = $1 and k.case_id = i.item_id and k.subject = ''
           where i.tenant = $1 and i.state = 'waiting' and i.told_at is not null
             and case when i.claimed_by is null
                   then exists (select from membership m where m.tenant = $1 and m.person = $2 and m.team = i.queue and m.role = q.lead)
                   else i.claimed_by = $2 end
           order by i.told_at desc, i.due_on, i.item_id limit $3`,
    values: [tenant, of.person, of.limit],
  };
}

/** Every queue by the title of its team, for handing on. */
export function listQueueTitles(tenant: number): Statement<{ readonly queue: string; readonly title: string }> {
  return {
    name: 'list-inbound-queue-titles',
    text: `select q.queue, t.title from inbound_queue q join team t on t.tenant = $1 and t.team = q.queue
            where q.tenant = $1 order by t.title, q.queue`,
    values: [tenant],
  };
}

export interface QueueMemberRow {
  readonly queue: string;
  readonly person: string;
  readonly name: string;
}

/** People of the teams of all queues who may sign in, by name; of one team no more than a limit. */
export function listQueueMembers(tenant: number, limit: number): Statement<QueueMemberRow> {
  return {
    name: 'list-inbound-queue-members',
    text: `select q.queue, p.person, p.name from inbound_queue q
             cross join lateral (select p.person, p.name from person p where p.tenant = $1 and p.active
                 and exists (select from membership m where m.tenant = $1 and m.person = p.person and m.team = q.queue)
                 and not exists (select from client c where c.tenant = $1 and c.client = p.person)
               order by p.name, p.person limit $2) p
            where q.tenant = $1 order by q.queue, p.name, p.person`,
    values: [tenant, limit],
  };
}

/** Whether somebody who may sign in is of a team. */
export function findMember(
  tenant: number,
  of: { readonly person: string; readonly team: string },
): Statement<{ readonly person: string }> {
  return {
    name: 'find-member-of-team',
    text: `select p.person from person p where p.tenant = $1 and p.person = $2 and p.active
             and exists (select from membership m where m.tenant = $1 and m.person = $2 and m.team = $3)`,
    values: [tenant, of.person, of.team],
  };
}
