-- SPDX-License-Identifier: EUPL-1.2
-- When the server last said that it holds this version with this content; none: not since it may have been set back.
ALTER TABLE visit_version ADD COLUMN vouched_at INTEGER;
