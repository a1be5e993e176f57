-- SPDX-License-Identifier: EUPL-1.2
-- Tries are counted by the login that was typed, whether somebody has it or not: else the lock-out tells which exist.
-- The hash, because people type a password in that field.

create table sign_in_tries (
    tenant blob not null,
    login_sha256 text not null,
    failures integer not null,
    locked_until integer,
    last_at integer not null,
    primary key (tenant, login_sha256)
) strict, without rowid;
create index sign_in_tries_age on sign_in_tries (tenant, last_at);

alter table person drop column failures;
alter table person drop column locked_until;
