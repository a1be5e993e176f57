-- SPDX-License-Identifier: EUPL-1.2
-- The lists show heads of visits. Read from the table, each would pull its whole sealed body through the cipher, because
-- what stands behind the body is reached through it only.
CREATE INDEX visit_version_head ON visit_version
    (visit_id, version, sealed_at, visit_version_id, aborted, receipt_state, received, late, outcome, refused);
DROP INDEX visit_version_of_visit;
CREATE INDEX visit_version_emptied ON visit_version (visit_version_id) WHERE body IS NULL;
