-- SPDX-License-Identifier: EUPL-1.2
-- Begun visits that went over to another tablet of their inspector: a reviewer is told of it.

create table draft_take_over (
    tenant blob not null,
    visit_id blob not null,
    device_id blob not null, -- that took it over
    assignment_id blob not null,
    version integer not null check (version >= 1),
    at integer not null,
    primary key (tenant, visit_id, device_id),
    foreign key (tenant, device_id) references device (tenant, id)
) strict, without rowid;
create index draft_take_over_of_assignment on draft_take_over (tenant, assignment_id);
