-- SPDX-License-Identifier: EUPL-1.2
-- The tablet's memory: one section per concern, in the order in which a visit meets them.

-- Who this tablet is and how far sync has come: exactly one row.
CREATE TABLE tablet (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    device_seed BLOB,
    journal_secret BLOB,
    enrolment TEXT,
    install_id BLOB NOT NULL,
    next_no INTEGER NOT NULL DEFAULT 1, -- of the next mutation
    acks INTEGER NOT NULL DEFAULT 0,    -- how many acknowledgements were stored
    epoch TEXT,
    cursor TEXT,
    pull_acks INTEGER NOT NULL DEFAULT 0, -- `acks` when the pull under way began
    staged_cursor TEXT,
    staged_fresh INTEGER NOT NULL DEFAULT 0,
    last_open BLOB
) STRICT;

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What the server sent. An entity is visible while one of its streams holds it.
CREATE TABLE stream_entry (
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    PRIMARY KEY (stream, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stream_entry_of_entity ON stream_entry (kind, id);

CREATE TABLE server_row (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

-- Pages that wait for the last one of their pull.
CREATE TABLE staged_entry (
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    op TEXT NOT NULL,
    rev INTEGER NOT NULL,
    body TEXT,
    PRIMARY KEY (stream, kind, id)
) STRICT;
CREATE TABLE staged_clear (stream TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Questionnaires of visits on this tablet, as they were when the visit started.
CREATE TABLE form_in_use (
    form_id TEXT NOT NULL,
    version TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (form_id, version, sha256)
) STRICT;

CREATE TABLE visit (
    visit_id BLOB PRIMARY KEY,
    assignment_id BLOB,
    practice INTEGER NOT NULL,
    context TEXT, -- the assignment as it was last known
    form TEXT NOT NULL,
    started_at INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_of_assignment ON visit (assignment_id);

CREATE TABLE draft (
    visit_id BLOB PRIMARY KEY REFERENCES visit,
    version INTEGER NOT NULL,
    supersedes BLOB,
    assignment_id BLOB,
    practice INTEGER NOT NULL,
    form TEXT NOT NULL,
    norm_version INTEGER NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    started_offset_min INTEGER NOT NULL,
    page TEXT NOT NULL,
    reference TEXT NOT NULL
) STRICT;

CREATE TABLE answer (
    visit_id BLOB NOT NULL REFERENCES draft ON DELETE CASCADE,
    reference TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (visit_id, reference)
) STRICT, WITHOUT ROWID;

-- What was done and when; what sealing cleared is noted here too.
CREATE TABLE answer_log (
    id INTEGER PRIMARY KEY,
    visit_id BLOB NOT NULL REFERENCES visit ON DELETE CASCADE,
    action TEXT NOT NULL, -- answer, add_repeat, remove_repeat, lap, undo_lap, correct_lap, photo, clear
    reference TEXT NOT NULL,
    value TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX answer_log_of_visit ON answer_log (visit_id);

CREATE TABLE lap (
    id INTEGER PRIMARY KEY,
    visit_id BLOB NOT NULL REFERENCES draft ON DELETE CASCADE,
    kind TEXT NOT NULL,
    wall INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    boot_ms INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    corrected INTEGER,
    reason TEXT,
    undone INTEGER NOT NULL DEFAULT 0,
    UNIQUE (visit_id, kind, boot_id, boot_ms)
) STRICT;

-- The bytes of a photo: an encrypted file and its key. Two answers may share them.
CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    file TEXT NOT NULL,
    file_key BLOB NOT NULL
) STRICT;

CREATE TABLE photo (
    visit_id BLOB NOT NULL REFERENCES draft ON DELETE CASCADE,
    reference TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    PRIMARY KEY (visit_id, reference)
) STRICT, WITHOUT ROWID;

-- Sealed: only what the server says about it changes, and its content goes when the server holds it for good.
CREATE TABLE visit_version (
    visit_version_id BLOB PRIMARY KEY,
    visit_id BLOB NOT NULL REFERENCES visit,
    version INTEGER NOT NULL,
    supersedes BLOB,
    sealed_at INTEGER NOT NULL,
    aborted TEXT,
    body TEXT,
    sha256 TEXT NOT NULL,
    signature TEXT,
    score TEXT,
    received INTEGER NOT NULL DEFAULT 0, -- acknowledged in the server's present history
    receipt_state TEXT,
    late INTEGER NOT NULL DEFAULT 0,
    outcome TEXT,
    outcome_at INTEGER,
    refused TEXT
) STRICT;
CREATE INDEX visit_version_of_visit ON visit_version (visit_id, version);
CREATE TRIGGER visit_version_is_sealed
BEFORE UPDATE OF visit_version_id, visit_id, version, supersedes, sealed_at, aborted, sha256, signature ON visit_version
BEGIN
    SELECT RAISE(ABORT, 'a sealed visit never changes');
END;
CREATE TRIGGER visit_version_body_is_sealed
BEFORE UPDATE OF body ON visit_version WHEN new.body IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a sealed visit never changes');
END;

CREATE TABLE receipt (
    visit_version_id BLOB NOT NULL REFERENCES visit_version,
    state TEXT NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (visit_version_id, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE upload (
    sha256 TEXT PRIMARY KEY,
    visit_version_id BLOB NOT NULL REFERENCES visit_version,
    size INTEGER NOT NULL,
    location TEXT,
    done INTEGER NOT NULL DEFAULT 0,
    refused TEXT
) STRICT;

-- The outbox. What was acknowledged stays, for a server that is restored from a backup.
CREATE TABLE mutation (
    install_id BLOB NOT NULL,
    no INTEGER NOT NULL,
    mutation_id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject BLOB NOT NULL,  -- the assignment, or the visit version whose body it is
    command TEXT,           -- of a command; shown over the server's state until a pull has caught up
    body TEXT,              -- of a command; a visit version's is its own
    sha256 TEXT NOT NULL,
    schema_rev INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending',
    code TEXT,
    ack INTEGER,
    PRIMARY KEY (install_id, no)
) STRICT;
CREATE INDEX mutation_of_subject ON mutation (subject);
