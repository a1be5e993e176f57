-- SPDX-License-Identifier: EUPL-1.2
-- What was coarsened and destroyed when a wave's correction period was over.

create table retention_job (
    tenant blob not null,
    wave_id blob not null,
    begun_at integer not null,
    ended_at integer,
    visits integer not null,
    photos integer not null,
    primary key (tenant, wave_id)
) strict, without rowid;

-- A sealed visit's times may become coarse, once, together with its record; nothing else of it may.
drop trigger visit_version_never_changes;
create trigger visit_version_never_changes
before update of tenant, id, visit_id, version, supersedes, assignment_id, wave_id, location_id, inspector_id, device_id,
    form_id, form_version, form_sha256, norm_version, aborted, sha256, signature, size, late
on visit_version
begin
    select raise(abort, 'a sealed visit never changes');
end;
create trigger visit_version_becomes_coarse_once
before update of sealed_at, received_at, coarsened, coarsened_at on visit_version
when old.coarsened_at is not null or new.coarsened_at is null or new.coarsened is null or new.body is not null
begin
    select raise(abort, 'a sealed visit becomes coarse once');
end;
