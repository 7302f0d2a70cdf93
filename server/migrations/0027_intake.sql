-- Working the inbox: an item that came before as another one names it, and what is due is found soonest first. docs/decisions/0052-inbox.md.

-- A duplicate is rejected like anything else, with a reason; this says of which item it is one.
alter table inbound_item add column duplicate_of uuid;
alter table inbound_item add foreign key (tenant, duplicate_of) references inbound_item (tenant, item_id);
alter table inbound_item add check (duplicate_of is null or (state = 'rejected' and duplicate_of <> item_id));
grant update (duplicate_of) on inbound_item to casewright_app;

create index inbound_item_by_due on inbound_item (tenant, state, due_on, item_id);
-- For telling that something is nearly due, or late, once.
create index inbound_item_untold on inbound_item (tenant, queue, due_on) where state = 'waiting' and told_at is null;
create index inbound_item_told on inbound_item (tenant, told_at) where state = 'waiting' and told_at is not null;
