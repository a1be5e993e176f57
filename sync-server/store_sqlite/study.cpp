// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/study.hpp"

namespace balieblik::store_sqlite {

Result<void> SqliteStudy::set_customers(const store::LocationCustomers& customers)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into location_customers (tenant, location_id, customers) values (:tenant, "
                                    ":location_id, :customers) on conflict do update set customers = "
                                    "excluded.customers",
                                    customers));
    return {};
}

Result<std::vector<store::LocationCustomers>> SqliteStudy::customers()
{
    return scope_.all<store::LocationCustomers>(
        "select * from location_customers where tenant = ? order by location_id");
}

Result<void> SqliteStudy::add(const store::DoubleVisit& pair)
{
    BALIEBLIK_TRY(there, scope_.first<std::int64_t>(
                             "select count(*) from double_visit where tenant = ?1 and (assignment_id in (?2, ?3) or "
                             "second_id in (?2, ?3))",
                             pair.assignment_id, pair.second_id));
    if (there.value_or(0) > 0)
        return Error{Errc::state_conflict, "double visit"};
    BALIEBLIK_CHECK(scope_.run_with("insert into double_visit (tenant, wave_id, assignment_id, second_id) values "
                                    "(:tenant, :wave_id, :assignment_id, :second_id)",
                                    pair));
    return {};
}

Result<std::vector<store::DoubleVisit>> SqliteStudy::double_visits(WaveId wave)
{
    return scope_.all<store::DoubleVisit>(
        "select * from double_visit where tenant = ? and wave_id = ? order by assignment_id", wave);
}

Result<void> SqliteStudy::drop_double_visit(AssignmentId assignment)
{
    BALIEBLIK_CHECK(scope_.run("delete from double_visit where tenant = ? and assignment_id = ?", assignment));
    return {};
}

Result<void> SqliteStudy::add(const store::Training& training)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into training (tenant, id, project_id, given_on, content, locations, "
                                    "noted_at) values (:tenant, :id, :project_id, :given_on, :content, :locations, "
                                    ":noted_at)",
                                    training));
    return {};
}

Result<std::vector<store::Training>> SqliteStudy::trainings(ProjectId project)
{
    return scope_.all<store::Training>(
        "select * from training where tenant = ? and project_id = ? order by given_on, id", project);
}

Result<void> SqliteStudy::drop_training(store::TrainingId id)
{
    BALIEBLIK_CHECK(scope_.run("delete from training where tenant = ? and id = ?", id));
    return {};
}

} // namespace balieblik::store_sqlite
