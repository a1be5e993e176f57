-- SPDX-License-Identifier: EUPL-1.2
-- By which a half of the recovery key is recognised. A hash of 256 random bits says nothing about them.

create table recovery_half (
    tenant blob not null references tenant,
    number integer not null check (number in (1, 2)),
    sha256 text not null,
    primary key (tenant, number)
) strict, without rowid;
