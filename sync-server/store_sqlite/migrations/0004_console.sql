-- SPDX-License-Identifier: EUPL-1.2
-- What the console needs: accounts and their sessions, inspectors' numbers within projects, and releases.

create table person (
    tenant blob not null references tenant,
    id blob not null,
    login text not null,
    name text not null,
    password_hash text not null,
    must_change_password integer not null,
    disabled integer not null,
    grants text not null,
    inspector_id blob,
    failures integer not null,
    locked_until integer,
    last_sign_in integer,
    totp_secret blob,
    totp_confirmed_at integer,
    totp_last_step integer,
    oidc_subject text,
    created_at integer not null,
    rev integer not null,
    primary key (tenant, id),
    unique (tenant, login),
    foreign key (tenant, inspector_id) references inspector (tenant, id)
) strict, without rowid;

create table session (
    tenant blob not null,
    id_sha256 text not null,
    person_id blob not null,
    csrf_token text not null,
    created_at integer not null,
    used_at integer not null,
    primary key (tenant, id_sha256),
    foreign key (tenant, person_id) references person (tenant, id)
) strict, without rowid;
create index session_by_person on session (tenant, person_id);

create table inspector_number (
    tenant blob not null,
    project_id blob not null,
    inspector_id blob not null,
    number integer not null,
    primary key (tenant, project_id, inspector_id),
    unique (tenant, project_id, number),
    foreign key (tenant, project_id) references project (tenant, id),
    foreign key (tenant, inspector_id) references inspector (tenant, id)
) strict, without rowid;

create table release (
    tenant blob not null,
    id blob not null,
    wave_id blob not null,
    project_id blob not null,
    version integer not null,
    wave text not null,
    project text not null,
    municipalities text not null,
    published_at integer not null,
    approved_visits integer not null,
    release text not null,
    primary key (tenant, id),
    unique (tenant, wave_id, version),
    foreign key (tenant, wave_id) references wave (tenant, id)
) strict, without rowid;

create trigger release_never_changes before update on release
begin
    select raise(abort, 'a release is immutable');
end;
create trigger release_never_goes before delete on release
begin
    select raise(abort, 'a release is immutable');
end;
