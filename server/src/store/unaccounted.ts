// What of the inbox is not accounted for, by every way in which that could be. There is never any: constraints and transactions see to it,
// and this asks whether they did, from the rows and the events and from nothing that anybody remembers.
import type { Statement } from './statement.ts';

export interface UnaccountedRow {
  /** What is wrong, as a code. */
  readonly kind: string;
  /** Id of the item or the file. */
  readonly what: string;
}

const FILED = "('DocumentFiled', 'DocumentVersionAdded')";
const EVENT = `exists (select from event e where e.tenant = $1 and e.case_id = x.case_id and e.seq = x.seq and e.type in ${FILED})`;

/** By kind, the rows `x` of which it is true, each with its id as `what`. */
const KINDS: Readonly<Record<string, string>> = {
  'no-state': `select item_id as what from inbound_item x where tenant = $1 and (state in ('waiting', 'filed', 'rejected')) is not true`,
  'waiting-without-queue': `select item_id from inbound_item x where tenant = $1 and state = 'waiting'
    and not exists (select from inbound_queue q join team t on t.tenant = $1 and t.team = q.queue where q.tenant = $1 and q.queue = x.queue)`,
  'waiting-without-due': `select item_id from inbound_item x where tenant = $1 and state = 'waiting' and due_on is null`,
  // What arrived and has nothing left that waits would be seen by nobody who looks for work in it.
  'waiting-for-nothing': `select item_id from inbound_item x where tenant = $1 and state = 'waiting' and arrived_at is not null
    and not exists (select from inbound_part p where p.tenant = $1 and p.item_id = x.item_id and p.state = 'waiting')`,
  'filed-without-event': `select item_id from inbound_item x where tenant = $1 and state = 'filed' and ${EVENT} is not true`,
  'filed-in-part': `select item_id from inbound_item x where tenant = $1 and state <> 'waiting'
    and exists (select from inbound_part p where p.tenant = $1 and p.item_id = x.item_id and p.state = 'waiting')`,
  'rejected-without-reason': `select item_id from inbound_item x where tenant = $1 and state = 'rejected' and (reason is null or who is null)`,
  'part-without-event': `select file from inbound_part x where tenant = $1 and state = 'filed' and ${EVENT} is not true`,
  'part-without-file': `select x.file from inbound_part x left join stored_file f on f.tenant = $1 and f.file = x.file
    where x.tenant = $1 and x.file is not null and case x.state
      when 'waiting' then f.state = 'received' and f.case_id = x.item_id
      when 'filed' then f.state in ('filed', 'disposed') and f.case_id = x.case_id and (f.seq = x.seq or f.state = 'disposed')
      else f.state in ('received', 'rejected') end is not true`,
  'part-without-key': `select x.file from inbound_part x where x.tenant = $1 and x.state = 'waiting'
    and not exists (select from data_key k where k.tenant = $1 and k.case_id = x.item_id and k.subject = x.file::text)`,
  'file-of-nothing': `select file from stored_file x where tenant = $1 and state in ('arriving', 'received')
    and not exists (select from case_head h where h.tenant = $1 and h.case_id = x.case_id)
    and not exists (select from inbound_item i where i.tenant = $1 and i.item_id = x.case_id)`,
  'file-nobody-names': `select file from stored_file x join inbound_item i on i.tenant = $1 and i.item_id = x.case_id
    where x.tenant = $1 and x.state in ('arriving', 'received') and (i.arrived_at is not null or i.state <> 'waiting')
      and not exists (select from inbound_part p where p.tenant = $1 and p.item_id = i.item_id and p.file = x.file)`,
};

export const UNACCOUNTED_KINDS: readonly string[] = Object.keys(KINDS);

/** At most a thousand. */
export function unaccounted(tenant: number): Statement<UnaccountedRow> {
  const each = Object.entries(KINDS).map(
    ([kind, rows]) => `select '${kind}' as kind, n.what::text from agency a, (${rows}) as n (what) where a.tenant = $1`,
  );
  return {
    name: 'unaccounted',
    text: `select * from (${each.join(' union all ')}) as found where exists (select from agency where tenant = $1) order by kind, what limit 1000`,
    values: [tenant],
  };
}

export interface InboxCountRow {
  readonly queue: string;
  readonly waiting: number;
  readonly overdue: number;
  readonly arriving: number;
  readonly filed: number;
  readonly rejected: number;
}

/** Every item is in exactly one of waiting, filed and rejected; those that arrive still wait. */
export function countItems(tenant: number, today: string): Statement<InboxCountRow> {
  return {
    name: 'count-inbound-items',
    text: `select queue, (count(*) filter (where state = 'waiting'))::int as waiting,
             (count(*) filter (where state = 'waiting' and due_on < $2::date))::int as overdue,
             (count(*) filter (where state = 'waiting' and arrived_at is null))::int as arriving,
             (count(*) filter (where state = 'filed'))::int as filed, (count(*) filter (where state = 'rejected'))::int as rejected
           from inbound_item where tenant = $1 group by queue order by queue`,
    values: [tenant, today],
  };
}
