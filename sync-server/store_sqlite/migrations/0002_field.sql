-- SPDX-License-Identifier: EUPL-1.2
-- The field: projects, waves, places, norms, scenarios, questionnaires, inspectors and assignments.

create table project (
    tenant blob not null references tenant,
    id blob not null,
    code text not null,
    name text not null,
    client text not null,
    purpose text not null,
    legal_basis text not null,
    works_council_consent text,
    staff_notice text,
    dpia_reference text,
    retention_days integer not null,
    correction_days integer not null,
    state text not null,
    rev integer not null,
    primary key (tenant, id),
    unique (tenant, code)
) strict, without rowid;

create table wave (
    tenant blob not null,
    id blob not null,
    project_id blob not null,
    code text not null,
    name text not null,
    starts_on text not null,
    ends_on text not null,
    channel text not null,
    form_id text not null,
    form_version text not null,
    dimension_weights text not null,
    state text not null,
    rev integer not null,
    primary key (tenant, id),
    unique (tenant, project_id, code),
    foreign key (tenant, project_id) references project (tenant, id)
) strict, without rowid;

create table location (
    tenant blob not null references tenant,
    id blob not null,
    code text not null,
    municipality text not null,
    name text not null,
    address text not null,
    time_zone text not null,
    staff_band text not null,
    opening_hours text not null,
    opening_exceptions text not null,
    state text not null,
    primary key (tenant, id),
    unique (tenant, code)
) strict, without rowid;

create table norm (
    tenant blob not null references tenant,
    id blob not null,
    version integer not null,
    channel text not null,
    kind text not null,
    clock_start text not null,
    value integer not null,
    target_share integer not null,
    valid_from text not null,
    state text not null,
    primary key (tenant, id),
    unique (tenant, channel, version)
) strict, without rowid;

create table scenario (
    tenant blob not null references tenant,
    id blob not null,
    code text not null,
    version integer not null,
    "group" text not null,
    title_nl text not null,
    title_en text not null,
    briefing_nl text not null,
    briefing_en text not null,
    answer_key_nl text not null,
    answer_key_en text not null,
    max_minutes integer not null,
    state text not null,
    primary key (tenant, id),
    unique (tenant, code, version)
) strict, without rowid;

create table form_version (
    tenant blob not null references tenant,
    form_id text not null,
    version text not null,
    sha256 text not null,
    title_nl text not null,
    title_en text not null,
    xml text not null,
    files text not null,
    primary key (tenant, form_id, version)
) strict;

create table inspector (
    tenant blob not null references tenant,
    id blob not null,
    alias text not null,
    languages text not null,
    ties text not null,
    state text not null,
    rev integer not null,
    primary key (tenant, id),
    unique (tenant, alias)
) strict, without rowid;

create table assignment (
    tenant blob not null,
    id blob not null,
    wave_id blob not null,
    location_id blob not null,
    scenario_id blob not null,
    inspector_id blob,
    window_from integer not null,
    window_to integer not null,
    deadline integer not null,
    appointment integer,
    reward_cents integer not null,
    returns integer not null,
    reason text,
    state text not null,
    rev integer not null,
    primary key (tenant, id),
    foreign key (tenant, wave_id) references wave (tenant, id),
    foreign key (tenant, location_id) references location (tenant, id),
    foreign key (tenant, scenario_id) references scenario (tenant, id),
    foreign key (tenant, inspector_id) references inspector (tenant, id)
) strict, without rowid;
create index assignment_by_wave on assignment (tenant, wave_id, deadline);
create index assignment_by_inspector on assignment (tenant, inspector_id, deadline);
