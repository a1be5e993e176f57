// SPDX-License-Identifier: EUPL-1.2
// Estimates with their uncertainty: numbers in, numbers out. Where no figure can be given there is a reason, never NaN.
// What each figure means, for a statistician and for everybody else, stands in docs/statistics.md.
#pragma once

#include "statistics/agreement.hpp"   // Krippendorff's alpha, intraclass correlations
#include "statistics/comparison.hpp"  // two shares, two means, many tests at once
#include "statistics/design.hpp"      // locations under the number of their customers
#include "statistics/drivers.hpp"     // which dimensions go with satisfaction
#include "statistics/leniency.hpp"    // inspectors: their share of the variance, and drift
#include "statistics/mean.hpp"        // means with t-interval
#include "statistics/percentile.hpp"  // waits: percentiles with their interval
#include "statistics/sample_size.hpp" // how many visits a wave needs
#include "statistics/score.hpp"       // items, dimensions, index
#include "statistics/share.hpp"       // shares with Wilson's interval; is a promise kept
#include "statistics/training.hpp"    // difference in differences
