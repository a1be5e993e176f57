// SPDX-License-Identifier: EUPL-1.2
// What reviewers decided about visit versions. Append-only.
#pragma once

#include "model/visit.hpp"

namespace balieblik::store {

class Reviews {
public:
    virtual ~Reviews() = default;
    virtual Result<void> add(const Review& review) = 0;
    virtual Result<std::vector<Review>> of_version(VisitVersionId id) = 0; // oldest first
};

} // namespace balieblik::store
