-- SPDX-License-Identifier: EUPL-1.2
-- Places change: a counter moves, opening hours do. Tablets are told by the revision.

alter table location add column rev integer not null default 1;
