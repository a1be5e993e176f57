-- SPDX-License-Identifier: EUPL-1.2
-- When a project's retention is over the records of its visits go, and so does what was frozen of each visit with the
-- releases. What was found out about a release stays, and so do the sums that a later wave is compared with.

alter table retention_job add column destruction_begun_at integer;
alter table retention_job add column destroyed_at integer;
alter table retention_job add column records integer not null default 0;

alter table visit_version add column destroyed_at integer;
create index visit_version_coarse on visit_version (tenant, wave_id)
where coarsened_at is not null and destroyed_at is null;

-- A sealed visit's times may become coarse, once, together with its record; and a coarse record may go, once.
drop trigger visit_version_becomes_coarse_once;
create trigger visit_version_becomes_coarse_once
before update of sealed_at, received_at, coarsened, coarsened_at, destroyed_at on visit_version
when not (old.coarsened_at is null and new.coarsened_at is not null and new.coarsened is not null and new.body is null
          and new.destroyed_at is null)
 and not (old.coarsened_at is not null and old.destroyed_at is null and new.destroyed_at is not null
          and new.coarsened is null and new.coarsened_at is old.coarsened_at and new.received_at is old.received_at)
begin
    select raise(abort, 'a sealed visit becomes coarse once, and goes once');
end;

-- What a reviewer wrote may go, with the record that it was about; what was decided may not.
drop trigger review_never_changes;
create trigger review_never_changes before update on review
when new.remark <> '' or new.tenant is not old.tenant or new.visit_version_id is not old.visit_version_id
  or new.no is not old.no or new.reviewer is not old.reviewer or new.outcome is not old.outcome
  or new.reasons is not old.reasons or new.at is not old.at
begin
    select raise(abort, 'a decision never changes');
end;

-- What looking at a release anew found.
create table release_proof (
    tenant blob not null,
    release_id blob not null,
    made_at integer not null,
    code_version text not null,
    proof text not null,
    primary key (tenant, release_id),
    foreign key (tenant, release_id) references release (tenant, id)
) strict, without rowid;

-- What is left of the visits behind a release when their retention is over: of each published figure the sums, and
-- where was visited.
create table release_sum (
    tenant blob not null,
    release_id blob not null,
    place text not null,
    dimension text not null,
    n integer not null,
    mean real not null,
    squares real not null,
    primary key (tenant, release_id, place, dimension),
    foreign key (tenant, release_id) references release (tenant, id)
) strict, without rowid;
create table release_location (
    tenant blob not null,
    release_id blob not null,
    location_id blob not null,
    municipality text not null,
    primary key (tenant, release_id, location_id),
    foreign key (tenant, release_id) references release (tenant, id)
) strict, without rowid;
