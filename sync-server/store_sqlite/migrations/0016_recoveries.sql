-- SPDX-License-Identifier: EUPL-1.2
-- Tablets whose PIN is forgotten, and what two people answered.

create table recovery_request (
    tenant blob not null,
    id blob not null,
    device_id blob not null,
    request_key text not null,
    wrap text not null,
    asked_at integer not null,
    expires_at integer not null,
    first_by blob,
    first_at integer,
    first_half text, -- gone as soon as nobody waits for the other
    ended_by blob,
    ended_at integer,
    answer text,
    primary key (tenant, id),
    foreign key (tenant, device_id) references device (tenant, id)
) strict, without rowid;
create index recovery_request_by_time on recovery_request (tenant, asked_at);
create index recovery_request_by_device on recovery_request (tenant, device_id);
