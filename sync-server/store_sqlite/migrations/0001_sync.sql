-- SPDX-License-Identifier: EUPL-1.2
-- What sync needs: the organisation, its streams, installations and their mutations, visit versions, photos, tablets,
-- and the trail. Every key leads with the tenant, so that the same tables can be spread over nodes by tenant.

create table tenant (
    tenant blob primary key,
    name text not null,
    epoch text not null,
    created_at integer not null
) strict, without rowid;

create table tenant_key (
    tenant blob primary key references tenant,
    order_public blob not null,
    order_secret blob not null,
    receipt_public blob not null,
    receipt_secret blob not null,
    recovery_public blob not null,
    token_secret blob not null,
    code_secret blob not null
) strict, without rowid;

-- Streams. The counter is raised by the last statements of a work, so numbers are gapless in commit order.
create table stream (
    tenant blob not null references tenant,
    stream text not null,
    last_seq integer not null,
    floor_seq integer not null,
    sum text not null,
    primary key (tenant, stream)
) strict, without rowid;

-- Which run of the server wrote the numbers from here on: a restored history is told from the one that was seen.
create table stream_salt (
    tenant blob not null,
    stream text not null,
    from_seq integer not null,
    boot_id text not null,
    primary key (tenant, stream, from_seq),
    foreign key (tenant, stream) references stream
) strict, without rowid;

create table stream_entry (
    tenant blob not null,
    stream text not null,
    kind text not null,
    id text not null,
    seq integer not null,
    op text not null check (op in ('put', 'rem')),
    rev integer not null,
    changed_at integer not null,
    primary key (tenant, stream, kind, id),
    unique (tenant, stream, seq),
    foreign key (tenant, stream) references stream
) strict, without rowid;

-- Tablets.
create table device (
    tenant blob not null references tenant,
    id blob not null,
    inspector_id blob not null,
    name text not null,
    public_key text not null,
    platform text not null,
    app_version text not null,
    state text not null,
    enrolled_at integer not null,
    last_seen integer not null,
    revoked_at integer,
    primary key (tenant, id)
) strict, without rowid;

create table enrolment (
    tenant blob not null references tenant,
    id blob not null,
    inspector_id blob not null,
    lookup text not null,
    proof text not null,
    created_by blob not null,
    created_at integer not null,
    expires_at integer not null,
    tries_left integer not null check (tries_left >= 0),
    used_at integer,
    device_id blob,
    primary key (tenant, id),
    unique (tenant, lookup)
) strict, without rowid;
create index enrolment_by_inspector on enrolment (tenant, inspector_id, created_at);

create table used_challenge (
    tenant blob not null references tenant,
    nonce text not null,
    expires_at integer not null,
    primary key (tenant, nonce)
) strict, without rowid;
create index used_challenge_by_expiry on used_challenge (tenant, expires_at);

-- Installations and their numbered mutations. The key of a mutation is what makes a repeated push harmless.
create table install (
    tenant blob not null references tenant,
    id blob not null,
    device_id blob not null,
    next_no integer not null check (next_no >= 1),
    schema_rev integer not null,
    app_version text not null,
    last_seen integer not null,
    primary key (tenant, id),
    foreign key (tenant, device_id) references device (tenant, id)
) strict, without rowid;

create table mutation (
    tenant blob not null,
    install_id blob not null,
    no integer not null,
    mutation_id blob not null,
    sha256 text not null,
    status text not null,
    code text,
    visit_version_id blob,
    received_at integer not null,
    primary key (tenant, install_id, no),
    foreign key (tenant, install_id) references install (tenant, id)
) strict, without rowid;

create table mutation_trouble (
    tenant blob not null references tenant,
    install_id blob not null,
    no integer not null,
    since integer not null,
    primary key (tenant, install_id, no)
) strict, without rowid;

create table quarantine (
    tenant blob not null,
    install_id blob not null,
    no integer not null,
    mutation_id blob not null,
    inspector_id blob not null,
    kind text not null,
    code text not null,
    detail text not null,
    size integer not null,
    signature text,
    received_at integer not null,
    body text not null,
    primary key (tenant, install_id, no),
    foreign key (tenant, install_id) references install (tenant, id)
) strict;
create index quarantine_by_time on quarantine (tenant, received_at);

-- Sealed visit versions, byte for byte. After the correction period `body` goes and `coarsened` stays.
create table visit_version (
    tenant blob not null references tenant,
    id blob not null,
    visit_id blob not null,
    version integer not null,
    supersedes blob,
    assignment_id blob not null,
    wave_id blob not null,
    location_id blob not null,
    inspector_id blob not null,
    device_id blob not null,
    form_id text not null,
    form_version text not null,
    form_sha256 text not null,
    norm_version integer not null,
    aborted text,
    sha256 text not null,
    signature text not null,
    size integer not null,
    sealed_at text not null,
    received_at integer not null,
    state text not null,
    late integer not null,
    late_admitted integer not null,
    competing integer not null,
    rev integer not null,
    coarsened text,
    coarsened_at integer,
    body text,
    primary key (tenant, id)
) strict;
create index visit_version_by_assignment on visit_version (tenant, assignment_id);
create index visit_version_by_visit on visit_version (tenant, visit_id);
create index visit_version_by_wave on visit_version (tenant, wave_id);
-- At most one approved visit per assignment.
create unique index visit_version_one_approved on visit_version (tenant, assignment_id) where state = 'approved';

create trigger visit_version_never_changes
before update of tenant, id, visit_id, version, supersedes, assignment_id, wave_id, location_id, inspector_id, device_id,
    form_id, form_version, form_sha256, norm_version, aborted, sha256, signature, size, sealed_at, received_at, late
on visit_version
begin
    select raise(abort, 'a sealed visit never changes');
end;
create trigger visit_version_body_only_goes
before update of body on visit_version when new.body is not null
begin
    select raise(abort, 'a sealed visit never changes');
end;

create table attachment (
    tenant blob not null,
    visit_version_id blob not null,
    sha256 text not null,
    size integer not null,
    media_type text not null,
    question text not null,
    name text not null,
    primary key (tenant, visit_version_id, question, name),
    foreign key (tenant, visit_version_id) references visit_version (tenant, id)
) strict, without rowid;
create index attachment_by_hash on attachment (tenant, sha256);

-- Photos. The keys lie here, in the encrypted database; the files lie in a folder, sealed under them.
create table upload (
    tenant blob not null references tenant,
    id blob not null,
    inspector_id blob not null,
    visit_version_id blob not null,
    sha256 text not null,
    length integer not null,
    key blob not null,
    created_at integer not null,
    progress_at integer not null,
    primary key (tenant, id),
    unique (tenant, inspector_id, sha256)
) strict, without rowid;
create index upload_by_progress on upload (tenant, progress_at);

create table blob (
    tenant blob not null references tenant,
    inspector_id blob not null,
    sha256 text not null,
    size integer not null,
    file text not null,
    key blob not null,
    arrived_at integer not null,
    destroyed_at integer,
    primary key (tenant, inspector_id, sha256)
) strict, without rowid;

-- The trail: append-only, each event chained to the one before.
create table audit_event (
    tenant blob not null references tenant,
    no integer not null,
    who text not null,
    role text not null,
    what text not null,
    subject text not null,
    at integer not null,
    reason text,
    previous text not null,
    sha256 text not null,
    primary key (tenant, no)
) strict, without rowid;

create trigger audit_event_never_changes before update on audit_event
begin
    select raise(abort, 'the trail is append-only');
end;
create trigger audit_event_never_goes before delete on audit_event
begin
    select raise(abort, 'the trail is append-only');
end;
