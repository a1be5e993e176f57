// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/reviews.hpp"

namespace balieblik::store_sqlite {

Result<void> SqliteReviews::add(const Review& review)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into review select :tenant, :visit_version_id, coalesce(max(no), 0) + 1, "
                                    ":reviewer, :outcome, :reasons, :remark, :at from review "
                                    "where tenant = :tenant and visit_version_id = :visit_version_id",
                                    review));
    return {};
}

Result<std::vector<Review>> SqliteReviews::of_version(VisitVersionId id)
{
    return scope_.all<Review>("select * from review where tenant = ? and visit_version_id = ? order by no", id);
}

} // namespace balieblik::store_sqlite
