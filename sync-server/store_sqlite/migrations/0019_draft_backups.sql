-- SPDX-License-Identifier: EUPL-1.2
-- Visits that are still being filled in: for another tablet of the same inspector, should the first be lost.

create table draft_backup (
    tenant blob not null,
    device_id blob not null,
    visit_id blob not null,
    install_id blob not null,
    inspector_id blob not null,
    assignment_id blob not null,
    version integer not null check (version >= 1),
    rev integer not null check (rev >= 1),
    saved_at integer not null,
    received_at integer not null,
    sealed text not null,
    primary key (tenant, device_id, visit_id),
    foreign key (tenant, device_id) references device (tenant, id)
) strict, without rowid;
create index draft_backup_of_inspector on draft_backup (tenant, inspector_id, received_at);
create index draft_backup_of_visit on draft_backup (tenant, visit_id);
create index draft_backup_of_assignment on draft_backup (tenant, assignment_id);
