// SPDX-License-Identifier: EUPL-1.2
// What reviewers decided about visit versions, and what the server's own scorer made of them.
#pragma once

#include "base/json.hpp"
#include "model/ids.hpp"

namespace balieblik::store {

class Reviews {
public:
    virtual ~Reviews() = default;
};

} // namespace balieblik::store
