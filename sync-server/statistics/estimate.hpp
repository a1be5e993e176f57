// SPDX-License-Identifier: EUPL-1.2
// What every function of this room answers: an estimate, or the typed reason why there is none. Never NaN.
#pragma once

#include <boost/describe.hpp>
#include <boost/system/result.hpp>

#include <stdexcept>
#include <string_view>

namespace balieblik::statistics {

// The normal quantile of a two-sided 95 % interval.
inline constexpr double z95 = 1.959963984540054;

BOOST_DEFINE_ENUM_CLASS(Refusal,
                        no_data,           // nothing to estimate from
                        too_few,           // too few visits, locations, raters or waves for this figure
                        not_finite,        // an infinity or NaN came in
                        out_of_range,      // more hits than tries, a level outside 0..1, a negative weight
                        too_little_weight, // less than the coverage asked for applies
                        no_variance,       // everybody scored the same, so there is nothing to compare or to explain
                        singular,          // one predictor follows from the others, so their parts cannot be told apart
                        mismatched,        // lists that belong together differ in length
                        weights_not_positive, // a design weight of zero or less, or weights that miss the population
                        too_many,             // more than can be worked out exactly
                        no_difference,        // a sample size for finding a difference of zero
                        unstable,             // too many resamples had no figure of their own
                        cancelled             // whoever asked no longer wants it
)

template <class T>
using Estimate = boost::system::result<T, Refusal>;

// The sentence for a person, in "nl" or (any other value) "en".
std::string_view sentence(Refusal refusal, std::string_view language);

[[noreturn]] inline void throw_exception_from_error(Refusal, const boost::source_location&)
{
    throw std::logic_error("the value of an estimate that was refused");
}

struct Interval {
    double lower{};
    double upper{};
};
BOOST_DESCRIBE_STRUCT(Interval, (), (lower, upper))

} // namespace balieblik::statistics
