// SPDX-License-Identifier: EUPL-1.2
// Where a step leads: the thirteen axes and the node tests.
#pragma once

#include "forms/xpath/evaluate.hpp"

namespace balieblik::xpath {

// Adds the nodes of a step's axis that pass its test, without its predicates, in the axis' own order: nearest first for
// those that look back.
void walk(const Step& step, const Node& node, const Host& host, NodeSet& into);

} // namespace balieblik::xpath
