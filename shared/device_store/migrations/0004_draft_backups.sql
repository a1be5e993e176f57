-- SPDX-License-Identifier: EUPL-1.2
-- Drafts that the office keeps, as they were then. A draft's revision is the number of its last line in answer_log: each
-- change writes one, so that counting costs nothing.
CREATE TABLE draft_backup (
    visit_id BLOB PRIMARY KEY REFERENCES draft ON DELETE CASCADE,
    rev INTEGER NOT NULL,
    at INTEGER NOT NULL,
    refused TEXT -- the office, or we, found that it cannot be kept as it was then
) STRICT;

-- What the same inspector began on other tablets, and what of it is wanted here.
CREATE TABLE draft_offer (
    visit_id BLOB PRIMARY KEY,
    assignment_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    device_name TEXT NOT NULL,
    device_in_use INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    request_secret BLOB, -- wanted: what the answer is sealed to
    refused TEXT         -- why it could not be taken over when it was last wanted
) STRICT;
