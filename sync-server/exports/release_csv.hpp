// SPDX-License-Identifier: EUPL-1.2
// A release for a Dutch spreadsheet: `;` between columns, decimal comma, a byte order mark, and no cell that a
// spreadsheet would take for a formula.
#pragma once

#include "usecases/release.hpp"

#include <string>

namespace balieblik::exports {

// One row a cell of the release, hidden ones included: they hold words instead of figures.
std::string release_csv(const usecases::ReleaseView& view);

} // namespace balieblik::exports
