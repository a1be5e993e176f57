// SPDX-License-Identifier: EUPL-1.2
// Deliberate bugs: the test-bed is tested with them. Copies of a few source files get them while this program is built
// (mutants.cmake), switched by name; the sources themselves and every other program know nothing of it.
#pragma once

#include <string>
#include <string_view>

namespace balieblik::simulation {

// Is this one switched on?
bool mutant(std::string_view name);
void switch_on_mutant(std::string name); // empty: none

} // namespace balieblik::simulation
