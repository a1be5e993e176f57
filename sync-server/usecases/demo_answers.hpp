// SPDX-License-Identifier: EUPL-1.2
// Made-up records of the house's three questionnaires: what an inspector would have seen of a town that is more or less
// kind. The same seed gives the same answers, on every machine.
#pragma once

#include "model/visit.hpp"

#include <random>

namespace balieblik::usecases {

class DemoAnswers {
public:
    // `kindness`: the chance of the better answer.
    DemoAnswers(std::uint32_t seed, double kindness) : engine_(seed), kindness_(kindness) {}

    bool chance(double p);
    std::string yes() { return chance(kindness_) ? "yes" : "no"; }
    std::string no() { return chance(kindness_) ? "no" : "yes"; }
    std::string mark(); // 1..5
    std::string one_of(std::initializer_list<const char*> better_first);
    std::int64_t below(std::int64_t limit);

private:
    std::mt19937 engine_;
    double kindness_;
};

struct MadeUpVisit {
    boost::json::object data;
    Timestamp started_at{};
    Timestamp ended_at{};
    std::vector<Lap> laps; // of a visit to a counter
};
// A visit, call or message that began soon after `from`, of scenario "R1" or the like.
MadeUpVisit made_up_visit(Channel channel, DemoAnswers& answers, const std::string& scenario, Timestamp from);

} // namespace balieblik::usecases
