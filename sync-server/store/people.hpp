// SPDX-License-Identifier: EUPL-1.2
// Console accounts: who may sign in, with what, and the sessions they hold.
#pragma once

#include "base/json.hpp"
#include "model/ids.hpp"

namespace balieblik::store {

class People {
public:
    virtual ~People() = default;
};

} // namespace balieblik::store
