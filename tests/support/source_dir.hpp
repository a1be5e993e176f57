// SPDX-License-Identifier: EUPL-1.2
// Where the sources lie, for tests that read a form, a fixture or a document of the project. The path is compiled into
// one file only, so that the compiler cache serves every other test from any checkout.
#pragma once

#include <filesystem>

namespace balieblik::test {

std::filesystem::path source_dir();

} // namespace balieblik::test
