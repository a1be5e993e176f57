-- SPDX-License-Identifier: EUPL-1.2
create table visit (id blob primary key, person blob not null references person (id)) strict;
insert into person (id, name) values (x'00', 'semi;colon "and" back\slash');
