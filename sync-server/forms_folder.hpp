// SPDX-License-Identifier: EUPL-1.2
// Questionnaires as they lie in a folder: <form_id>/<version>/form.xml with CSV files beside it.
#pragma once

#include "sync/message.hpp"

namespace balieblik {

// All of them, in the order of their names; none for an empty path. Refusals: not_found, and those of reading a form.
Result<std::vector<sync::FormVersion>> read_forms(const std::string& folder);

// Those of one version's folder, of one questionnaire's, or of the folder that holds questionnaires, for publishing.
// Refusals: as above, not_found (there is none), form_invalid (form.xml is not what form.md compiles to).
Result<std::vector<sync::FormVersion>> read_forms_of_author(const std::string& folder);

} // namespace balieblik
