// SPDX-License-Identifier: EUPL-1.2
// What coordinators and administrators tell about a study beside its visits: customers of locations, visits seen by two
// inspectors, trainings; and how many visits a wave needs.
#pragma once

#include "store/study.hpp"
#include "usecases/actor.hpp"
#include "usecases/import.hpp"

namespace balieblik::usecases {

// --- Customers -------------------------------------------------------------------------------------------------------

struct CustomersRow {
    LocationId location_id;
    std::string code; // what a file calls it
    std::string location;
    std::string municipality;
    std::optional<std::int64_t> customers; // a year
};
BOOST_DESCRIBE_STRUCT(CustomersRow, (), (location_id, code, location, municipality, customers))
struct CustomersList {
    std::vector<CustomersRow> locations;
};
BOOST_DESCRIBE_STRUCT(CustomersList, (), (locations))
// Client admin or coordinator. Refusal: forbidden.
Result<CustomersList> list_customers(store::Tx& tx, const Actor& actor);
struct Customers {
    std::int64_t customers{};
};
BOOST_DESCRIBE_STRUCT(Customers, (), (customers))
// Client admin. Refusals: forbidden, not_found, validation (below 1).
Result<CustomersRow> set_customers(store::Tx& tx, const Environment& env, const Actor& actor, LocationId location,
                                   const Customers& request);

// A whole table at once: columns `code` and `customers`, as a spreadsheet saves it. Rows without customers are left as
// they are.
struct CustomersTable {
    std::string csv;
};
BOOST_DESCRIBE_STRUCT(CustomersTable, (), (csv))
struct CustomersImport {
    std::int64_t set{};           // locations; 0 when there are errors: then nothing was written
    std::vector<RowError> errors; // every one that could be found in one reading
};
BOOST_DESCRIBE_STRUCT(CustomersImport, (), (set, errors))
// Client admin. Refusals: forbidden, validation (no table with these columns).
Result<CustomersImport> import_customers(store::Tx& tx, const Environment& env, const Actor& actor,
                                         const CustomersTable& table);

// --- Visits seen by two ----------------------------------------------------------------------------------------------

struct DoubleVisitRow {
    AssignmentId assignment_id;
    AssignmentId second_id;
    std::string location;
    std::string scenario;
    std::string inspector; // aliases
    std::string second_inspector;
};
BOOST_DESCRIBE_STRUCT(DoubleVisitRow, (), (assignment_id, second_id, location, scenario, inspector, second_inspector))
struct DoubleVisitList {
    std::vector<DoubleVisitRow> pairs;
};
BOOST_DESCRIBE_STRUCT(DoubleVisitList, (), (pairs))
// Coordinator. Refusal: not_found.
Result<DoubleVisitList> list_double_visits(store::Tx& tx, const Actor& actor, WaveId wave);
struct NewDoubleVisit {
    AssignmentId assignment_id; // counts
    AssignmentId second_id;     // says how far inspectors agree
};
BOOST_DESCRIBE_STRUCT(NewDoubleVisit, (), (assignment_id, second_id))
// Coordinator: these two assignments are one visit, seen by two inspectors. Refusals: not_found, validation (another
// wave, location or scenario, or the same inspector), state_conflict (half of a pair already, or the wave is
// validated).
Result<DoubleVisitList> add_double_visit(store::Tx& tx, const Environment& env, const Actor& actor, WaveId wave,
                                         const NewDoubleVisit& request);
Result<DoubleVisitList> drop_double_visit(store::Tx& tx, const Environment& env, const Actor& actor, WaveId wave,
                                          AssignmentId assignment);

// --- Training --------------------------------------------------------------------------------------------------------

struct TrainingList {
    std::vector<store::Training> trainings; // by date
};
BOOST_DESCRIBE_STRUCT(TrainingList, (), (trainings))
// Coordinator, client admin, observer. Refusal: not_found.
Result<TrainingList> list_trainings(store::Tx& tx, const Actor& actor, ProjectId project);
struct NewTraining {
    std::string given_on;
    std::string content;
    std::vector<LocationId> locations;
};
BOOST_DESCRIBE_STRUCT(NewTraining, (), (given_on, content, locations))
// Coordinator. Of locations, never of people. Refusals: not_found, validation.
Result<TrainingList> add_training(store::Tx& tx, const Environment& env, const Actor& actor, ProjectId project,
                                  const NewTraining& request);
Result<TrainingList> drop_training(store::Tx& tx, const Environment& env, const Actor& actor, ProjectId project,
                                   store::TrainingId training);

// --- How many visits -------------------------------------------------------------------------------------------------

struct SampleQuestion {
    std::optional<double> share_now; // per cent: what is, and what should be found if it is so
    std::optional<double> share_then;
    std::optional<double> difference; // or: points between two means, with the spread of visits
    std::optional<double> sd;
    std::optional<double> within; // or: a share to be known to so many per cent points, at share_now
    double power = 80;            // per cent
};
BOOST_DESCRIBE_STRUCT(SampleQuestion, (), (share_now, share_then, difference, sd, within, power))
struct SampleAnswer {
    std::int64_t per_wave{};
};
BOOST_DESCRIBE_STRUCT(SampleAnswer, (), (per_wave))
// Coordinator. Nothing but arithmetic. Refusals: forbidden, validation (says what does not fit).
Result<SampleAnswer> plan_sample(const Actor& actor, const SampleQuestion& question);

} // namespace balieblik::usecases
