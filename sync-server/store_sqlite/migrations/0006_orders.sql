-- SPDX-License-Identifier: EUPL-1.2
-- What the office ordered tablets to do, and what they last said about themselves.

create table device_order (
    tenant blob not null,
    device_id blob not null,
    number integer not null check (number >= 1),
    mode text not null,
    reason text not null,
    given_by blob not null,
    given_at integer not null,
    signature text not null,
    delivered_at integer,
    done_at integer,
    primary key (tenant, device_id, number),
    foreign key (tenant, device_id) references device (tenant, id)
) strict, without rowid;

create table device_report (
    tenant blob not null,
    device_id blob not null,
    at integer not null,
    unsent_mutations integer not null,
    unsent_visits integer not null,
    unsent_attachments integer not null,
    problems text not null,
    primary key (tenant, device_id),
    foreign key (tenant, device_id) references device (tenant, id)
) strict, without rowid;
