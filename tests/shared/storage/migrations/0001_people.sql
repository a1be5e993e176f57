-- SPDX-License-Identifier: EUPL-1.2
-- A comment; with a semicolon, "quotes", a back\slash and [brackets].
create table person (id blob primary key, name text not null) strict;
