-- SPDX-License-Identifier: EUPL-1.2
-- What the analyses of a release need to know beside its visits, and what they found: written once, like the release.

create table location_customers (
    tenant blob not null,
    location_id blob not null,
    customers integer not null,
    primary key (tenant, location_id),
    foreign key (tenant, location_id) references location (tenant, id)
) strict, without rowid;

create table double_visit (
    tenant blob not null,
    wave_id blob not null,
    assignment_id blob not null,
    second_id blob not null,
    primary key (tenant, assignment_id),
    unique (tenant, second_id),
    foreign key (tenant, wave_id) references wave (tenant, id),
    foreign key (tenant, assignment_id) references assignment (tenant, id),
    foreign key (tenant, second_id) references assignment (tenant, id)
) strict, without rowid;
create index double_visit_wave on double_visit (tenant, wave_id);

create table training (
    tenant blob not null,
    id blob not null,
    project_id blob not null,
    given_on text not null,
    content text not null,
    locations text not null,
    noted_at integer not null,
    primary key (tenant, id),
    foreign key (tenant, project_id) references project (tenant, id)
) strict, without rowid;
create index training_project on training (tenant, project_id, given_on);

-- The second look at a visit that two inspectors saw: frozen with the release, in no figure of it.
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
    foreign key (tenant, release_id) references release (tenant, id)
) strict, without rowid;

create table release_analyses (
    tenant blob not null,
    release_id blob not null,
    made_at integer not null,
    analyses text not null,
    primary key (tenant, release_id),
    foreign key (tenant, release_id) references release (tenant, id)
) strict, without rowid;
create trigger release_analyses_never_change before update on release_analyses
begin
    select raise(abort, 'a release is immutable');
end;
create trigger release_analyses_never_go before delete on release_analyses
begin
    select raise(abort, 'a release is immutable');
end;
