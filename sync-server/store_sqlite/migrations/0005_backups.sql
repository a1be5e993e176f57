-- SPDX-License-Identifier: EUPL-1.2
-- Verified backups, and which visit versions one of them holds.

alter table visit_version add column backed_up integer not null default 0;
create index visit_version_not_backed_up on visit_version (tenant, id) where backed_up = 0;

create table backup (
    tenant blob not null references tenant,
    id blob not null,
    made_at integer not null,
    verified_at integer not null,
    visits integer not null,
    photos integer not null,
    bytes integer not null,
    primary key (tenant, id)
) strict, without rowid;
