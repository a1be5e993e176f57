-- SPDX-License-Identifier: EUPL-1.2
-- How many questions of a draft wait for something to happen (a call-back, a reply), so that lists can say so and drafts
-- that wait for nothing need not be opened to close what is due.
ALTER TABLE draft ADD COLUMN open_items INTEGER NOT NULL DEFAULT 0;
