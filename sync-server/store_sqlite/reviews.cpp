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

Result<std::int64_t> SqliteReviews::number_of(ProjectId project, InspectorId inspector)
{
    BALIEBLIK_TRY(number,
                  scope_.first<std::int64_t>(
                      "select number from inspector_number where tenant = ? and project_id = ? and inspector_id = ?",
                      project, inspector));
    return number.value_or(0);
}

Result<std::int64_t> SqliteReviews::give_number(ProjectId project, InspectorId inspector)
{
    BALIEBLIK_CHECK(scope_.run("insert into inspector_number select ?1, ?2, ?3, coalesce(max(number), 0) + 1 "
                               "from inspector_number where tenant = ?1 and project_id = ?2 "
                               "on conflict do nothing",
                               project, inspector));
    return number_of(project, inspector);
}

} // namespace balieblik::store_sqlite
