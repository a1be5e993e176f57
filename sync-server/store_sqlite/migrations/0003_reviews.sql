-- SPDX-License-Identifier: EUPL-1.2
-- What reviewers decided. A decision is never altered; the next one stands beside it.

create table review (
    tenant blob not null,
    visit_version_id blob not null,
    no integer not null,
    reviewer blob not null,
    outcome text not null,
    reasons text not null,
    remark text not null,
    at integer not null,
    primary key (tenant, visit_version_id, no),
    foreign key (tenant, visit_version_id) references visit_version (tenant, id)
) strict, without rowid;

create trigger review_never_changes before update on review
begin
    select raise(abort, 'a decision never changes');
end;
