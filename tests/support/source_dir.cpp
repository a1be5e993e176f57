// SPDX-License-Identifier: EUPL-1.2
#include "support/source_dir.hpp"

namespace balieblik::test {

std::filesystem::path source_dir() { return BALIEBLIK_SOURCE_DIR; }

} // namespace balieblik::test
