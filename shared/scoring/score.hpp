// SPDX-License-Identifier: EUPL-1.2
// The independent scorer: what a record is worth, from the form's definition and attributes, the answers and the norm
// alone. It never reads what the form calculated (neither its wait nor its score rows), so that a difference between
// the two is an alarm. Formulas: docs/form-format.md, "Scoring".
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "forms/xform/form.hpp"
#include "scoring/norm.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace balieblik::scoring {

struct Scheme;

// Why an item counts or does not.
enum class Standing {
    counted,
    unanswered,     // not asked, or no answer yet
    not_applicable, // the chosen answer has no points
    no_norm,        // a wait without a norm to judge it by
};
BOOST_DESCRIBE_ENUM(Standing, counted, unanswered, not_applicable, no_norm)

struct ItemScore {
    std::string reference; // "/data/D/D2"
    std::string name;
    std::string answer; // a choice's name, the wait in seconds, or the reply in working days ("none")
    double weight = 0;  // 0: an outcome beside the index (SAT)
    bool bonus = false;
    bool critical = false; // its answer is one of the critical ones
    Standing standing = Standing::unanswered;
    std::optional<double> points;
};
BOOST_DESCRIBE_STRUCT(ItemScore, (), (reference, name, answer, weight, bonus, critical, standing, points))

// Why a dimension counts in the index or does not.
enum class DimensionStanding {
    counted,
    nothing,    // nothing of it was applicable
    too_little, // less than the coverage that the form asks for
    zeroed,     // counts as 0 for a critical answer
};
BOOST_DESCRIBE_ENUM(DimensionStanding, counted, nothing, too_little, zeroed)

struct DimensionScore {
    std::string name;
    double weight = 0;     // of the dimension in the index
    double total = 0;      // weight of all its items, bonuses left out
    double applicable = 0; // weight of those that count
    bool zeroed = false;   // by a critical answer
    DimensionStanding standing = DimensionStanding::counted;
    std::optional<double> score; // none: too little of it was applicable
    std::vector<ItemScore> items;
};
BOOST_DESCRIBE_STRUCT(DimensionScore, (), (name, weight, total, applicable, zeroed, standing, score, items))

struct Score {
    std::optional<double> index;
    std::optional<double> wait_s;
    std::optional<double> norm_s;
    std::string wait_kind;             // the norm row that judged the wait
    std::vector<std::string> critical; // names of the questions with a critical answer
    std::vector<DimensionScore> dimensions;
    std::vector<ItemScore> outcomes; // scored, but in no dimension of the index
    bool zeroed = false;             // the whole index, by a critical answer

    const DimensionScore* dimension(std::string_view name) const;
};
BOOST_DESCRIBE_STRUCT(Score, (), (index, wait_s, norm_s, wait_kind, critical, dimensions, outcomes, zeroed))

// Scores a record: an object that mirrors the form's instance below its root, answers as strings.
// Refusals: form_invalid (the form's scoring attributes are wrong), validation (an answer that is no choice, mark or
// time; says which question).
Result<Score> score_record(const forms::Form& form, const boost::json::object& record, const Norm& norm);
// The same for whoever scores thousands of records of one form and reads its scheme once.
Result<Score> score_record(const Scheme& scheme, const boost::json::object& record, const Norm& norm);

// The set of norms that a record names in the question with the role norm_set; "" if it names none.
std::string norm_set_of(const forms::Form& form, const boost::json::object& record);

// (mark - 1) * 100 / 9: a mark of 1 to 10 on the scale of all points (Dutch school marks).
double mark_points(double mark);
// 100 up to the norm, then falling in a straight line to 0 at twice the norm: max(0, 100 (2 norm - wait) / norm).
double wait_points(double wait_s, double norm_s);

// One term of a weighted mean: its points are none where it is not applicable.
struct Term {
    double weight = 0;
    std::optional<double> points;
    bool bonus = false; // earns, but is never owed
};
struct Mean {
    std::optional<double> value;
    double applicable = 0;
    double total = 0;
};
// Sum of weight times points over the sum of weights, both over applicable terms (bonuses in the first sum only); none
// if less than `coverage_min` of the total weight was applicable.
Mean weighted_mean(std::span<const Term> terms, double coverage_min);

struct Laps {
    std::optional<Timestamp> arrived, checked_in, called;
    std::optional<bool> by_appointment;
    std::optional<Timestamp> appointment;
};
// From the norm's start to being called: with an appointment from the later of arrival and appointment, else from the
// check-in or, where the norm says so, from the arrival. Never below zero; none if a lap that it needs is missing.
std::optional<milliseconds> wait_of(const Laps& laps, ClockStart walk_in_start);

} // namespace balieblik::scoring
