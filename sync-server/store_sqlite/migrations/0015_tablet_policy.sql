-- SPDX-License-Identifier: EUPL-1.2
-- What the organisation wants of all its tablets.

create table tablet_policy (
    tenant blob not null,
    number integer not null check (number >= 1),
    lease_days integer not null check (lease_days >= 0),
    wipe_after_wrong_pins integer not null check (wipe_after_wrong_pins >= 0),
    reason text not null,
    set_by blob not null,
    set_at integer not null,
    primary key (tenant, number)
) strict, without rowid;

-- Tablets seal to its public half what only the server may open.
create table intake_key (
    tenant blob primary key,
    secret blob not null
) strict, without rowid;
