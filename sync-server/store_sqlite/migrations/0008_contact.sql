-- SPDX-License-Identifier: EUPL-1.2
-- Places are reached in more ways than by their door: a number to call, and where to write.

alter table location add column telephone_number text;
alter table location add column message_address text;
