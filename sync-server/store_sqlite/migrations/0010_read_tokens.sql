-- SPDX-License-Identifier: EUPL-1.2
-- Keys with which a program of somebody in the quality team reads releases: a workbook, a dashboard. Only the hash is
-- kept; one that was withdrawn stays, so that the trail's events keep their name.

create table read_token (
    tenant blob not null,
    id blob not null,
    person_id blob not null,
    name text not null,
    token_sha256 text not null,
    created_at integer not null,
    expires_at integer not null,
    withdrawn_at integer,
    used_at integer,
    primary key (tenant, id),
    unique (tenant, token_sha256),
    foreign key (tenant, person_id) references person (tenant, id)
) strict, without rowid;
create index read_token_person on read_token (tenant, person_id, created_at);
