// SPDX-License-Identifier: EUPL-1.2
// Released figures, immutable once published.
#pragma once

#include "base/json.hpp"
#include "model/ids.hpp"

namespace balieblik::store {

class Releases {
public:
    virtual ~Releases() = default;
};

} // namespace balieblik::store
