// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/reviews.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteReviews final : public store::Reviews {
public:
    explicit SqliteReviews(Scope scope) : scope_(scope) {}

    Result<void> add(const Review& review) override;
    Result<std::vector<Review>> of_version(VisitVersionId id) override;
    Result<std::int64_t> number_of(ProjectId project, InspectorId inspector) override;
    Result<std::int64_t> give_number(ProjectId project, InspectorId inspector) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
