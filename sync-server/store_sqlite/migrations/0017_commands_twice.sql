-- SPDX-License-Identifier: EUPL-1.2
-- A command that came in a bundle is known when its tablet hands it in, too.
create index mutation_of_command on mutation (tenant, mutation_id) where visit_version_id is null;
