-- SPDX-License-Identifier: EUPL-1.2
-- A release is written while its visits stream by: its cells and what went in come before it, in the same transaction,
-- so their foreign keys are looked at when that ends. And the visits that count in a wave are found in the order of
-- their ids, whatever else was handed in.

create index visit_version_counted on visit_version (tenant, wave_id, id) where state = 'approved' and aborted is null;

drop trigger release_cell_never_changes;
drop trigger release_cell_never_goes;
drop index release_cell_within;
drop index release_cell_place;

alter table release_cell rename to release_cell_before;
create table release_cell (
    tenant blob not null,
    release_id blob not null,
    no integer not null,
    place text not null,
    level text not null,
    within text not null,
    channel text not null,
    dimension text not null,
    mean real,
    lower real,
    upper real,
    bound text,
    n_at_least integer,
    verdict text,
    hidden_because text not null,
    primary key (tenant, release_id, no),
    foreign key (tenant, release_id) references release (tenant, id) deferrable initially deferred
) strict, without rowid;
insert into release_cell select * from release_cell_before;
drop table release_cell_before;

alter table release_input rename to release_input_before;
create table release_input (
    tenant blob not null,
    release_id blob not null,
    visit_id blob not null,
    visit_version_id blob not null,
    location_id blob not null,
    municipality text not null,
    inspector_id blob not null,
    figures text not null,
    primary key (tenant, release_id, visit_id),
    foreign key (tenant, release_id) references release (tenant, id) deferrable initially deferred
) strict, without rowid;
insert into release_input select * from release_input_before;
drop table release_input_before;

alter table release_second_look rename to release_second_look_before;
create table release_second_look (
    tenant blob not null,
    release_id blob not null,
    visit_id blob not null,
    visit_version_id blob not null,
    location_id blob not null,
    inspector_id blob not null,
    figures text not null,
    of_visit_id blob not null,
    primary key (tenant, release_id, visit_id),
    foreign key (tenant, release_id) references release (tenant, id) deferrable initially deferred
) strict, without rowid;
insert into release_second_look select * from release_second_look_before;
drop table release_second_look_before;

create index release_cell_within on release_cell (tenant, release_id, within, dimension, no);
create index release_cell_place on release_cell (tenant, release_id, place, dimension);
create trigger release_cell_never_changes before update on release_cell
begin
    select raise(abort, 'a release is immutable');
end;
create trigger release_cell_never_goes before delete on release_cell
begin
    select raise(abort, 'a release is immutable');
end;
