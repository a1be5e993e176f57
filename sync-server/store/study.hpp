// SPDX-License-Identifier: EUPL-1.2
// What the figures need to know beside the visits: how many customers a location has, which visits were seen by two
// inspectors, and where and when training was given.
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "model/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace balieblik::store {

using TrainingId = Id<struct TrainingTag>;

struct LocationCustomers {
    LocationId location_id;
    std::int64_t customers{}; // a year
};
BOOST_DESCRIBE_STRUCT(LocationCustomers, (), (location_id, customers))

// Two inspectors saw one and the same visit; each handed in what they made of it.
struct DoubleVisit {
    WaveId wave_id;
    AssignmentId assignment_id; // the visit that counts
    AssignmentId second_id;     // counts for the agreement between inspectors only
};
BOOST_DESCRIBE_STRUCT(DoubleVisit, (), (wave_id, assignment_id, second_id))

struct Training {
    TrainingId id;
    ProjectId project_id;
    std::string given_on; // date
    std::string content;
    std::vector<LocationId> locations;
    Timestamp noted_at{};
};
BOOST_DESCRIBE_STRUCT(Training, (), (id, project_id, given_on, content, locations, noted_at))

class Study {
public:
    virtual ~Study() = default;
    virtual Result<void> set_customers(const LocationCustomers& customers) = 0;
    virtual Result<std::vector<LocationCustomers>> customers() = 0;

    // Refusal: state_conflict (one of both is half of a pair already).
    virtual Result<void> add(const DoubleVisit& pair) = 0;
    virtual Result<std::vector<DoubleVisit>> double_visits(WaveId wave) = 0;
    virtual Result<void> drop_double_visit(AssignmentId assignment) = 0;

    virtual Result<void> add(const Training& training) = 0;
    virtual Result<std::vector<Training>> trainings(ProjectId project) = 0; // by date
    virtual Result<void> drop_training(TrainingId id) = 0;
};

} // namespace balieblik::store
