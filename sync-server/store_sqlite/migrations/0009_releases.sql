-- SPDX-License-Identifier: EUPL-1.2
-- Releases over places within places: the cells of a release become rows, so that a page reads only what it shows, and
-- what went into a release is kept for the comparison with its next version.

drop trigger release_never_changes;
drop trigger release_never_goes;

create table release_place (
    tenant blob not null,
    release_id blob not null,
    no integer not null,
    code text not null,
    name text not null,
    level text not null,
    within text not null,
    primary key (tenant, release_id, code),
    foreign key (tenant, release_id) references release (tenant, id)
) strict, without rowid;
create index release_place_within on release_place (tenant, release_id, within, no);

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
    foreign key (tenant, release_id) references release (tenant, id)
) strict, without rowid;
create index release_cell_within on release_cell (tenant, release_id, within, dimension, no);
create index release_cell_place on release_cell (tenant, release_id, place, dimension);

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
    foreign key (tenant, release_id) references release (tenant, id)
) strict, without rowid;

-- What a project asks for beyond the house's rule.
create table publishing_rule (
    tenant blob not null,
    project_id blob not null,
    min_visits integer not null,
    min_staff_pool integer not null,
    min_inspectors integer not null,
    max_share_of_weight real not null,
    count_rounding integer not null,
    group_pool integer not null,
    protection real not null,
    primary key (tenant, project_id),
    foreign key (tenant, project_id) references project (tenant, id)
) strict, without rowid;

-- The flat tables that are there: every municipality stands for itself.
insert into release_place
select release.tenant, release.id, row_number() over (partition by release.id order by name.key), name.key, name.value,
       'municipality', ''
from release, json_each(release.municipalities) as name;

insert into release_cell
select release.tenant, release.id, cell.key, json_extract(cell.value, '$.municipality'), 'municipality', '',
       json_extract(cell.value, '$.channel'), json_extract(cell.value, '$.dimension'), json_extract(cell.value, '$.mean'), json_extract(cell.value, '$.lower'),
       json_extract(cell.value, '$.upper'), json_extract(cell.value, '$.bound'), json_extract(cell.value, '$.n_at_least'), null,
       json_extract(cell.value, '$.hidden_because')
from release, json_each(release.release, '$.cells') as cell;

update release set release = json_set(
    json_remove(release, '$.cells'), '$.rule.protection', 0.0, '$.pattern_sha256', '', '$.seed', 0, '$.channel',
    coalesce(json_extract(release, '$.cells[0].channel'), 'counter'), '$.figures', json('[]'), '$.top', '', '$.cells_shown', 0,
    '$.cells_hidden', 0, '$.notes', json('[]'));
alter table release drop column municipalities;

create trigger release_never_changes before update on release
begin
    select raise(abort, 'a release is immutable');
end;
create trigger release_never_goes before delete on release
begin
    select raise(abort, 'a release is immutable');
end;
create trigger release_place_never_changes before update on release_place
begin
    select raise(abort, 'a release is immutable');
end;
create trigger release_place_never_goes before delete on release_place
begin
    select raise(abort, 'a release is immutable');
end;
create trigger release_cell_never_changes before update on release_cell
begin
    select raise(abort, 'a release is immutable');
end;
create trigger release_cell_never_goes before delete on release_cell
begin
    select raise(abort, 'a release is immutable');
end;
