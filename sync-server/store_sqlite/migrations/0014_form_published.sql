-- SPDX-License-Identifier: EUPL-1.2
-- Since when a version of a questionnaire is there. Of those that came before this was written down nobody knows.

alter table form_version add column published_at integer;
