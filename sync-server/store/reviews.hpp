// SPDX-License-Identifier: EUPL-1.2
// What reviewers decided about visit versions, and the numbers under which they know inspectors. Append-only.
#pragma once

#include "model/visit.hpp"

namespace balieblik::store {

class Reviews {
public:
    virtual ~Reviews() = default;
    virtual Result<void> add(const Review& review) = 0;
    virtual Result<std::vector<Review>> of_version(VisitVersionId id) = 0; // oldest first

    // The inspector's number within a project: 1, 2, 3, ... as they are first asked for. `number_of` gives 0 while
    // there is none.
    virtual Result<std::int64_t> number_of(ProjectId project, InspectorId inspector) = 0;
    virtual Result<std::int64_t> give_number(ProjectId project, InspectorId inspector) = 0;
};

} // namespace balieblik::store
