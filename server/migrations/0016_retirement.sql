-- Agency keys that ended: once nothing is left under an older key it is retired, and what was kept of it is erased.
-- The rules of the first migration hold.

-- When it was retired; `wrapped` is empty from then on.
alter table agency_key add column retired_at timestamptz;
alter table agency_key add constraint agency_key_retired check ((retired_at is not null) = (octet_length(wrapped) = 0));
