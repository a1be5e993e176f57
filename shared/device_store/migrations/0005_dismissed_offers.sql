-- SPDX-License-Identifier: EUPL-1.2
-- An offer that nobody wants here: not shown again until its tablet tells of something newer.
ALTER TABLE draft_offer ADD COLUMN dismissed INTEGER; -- the saved_at that was dismissed
