// SPDX-License-Identifier: EUPL-1.2
// A sketch of very many values from which percentiles are read, fine at the ends and coarse in the middle, which can be
// merged (Dunning & Ertl 2019, merging digest, scale function k₁).
//
// A centroid at share q holds at most (2π/δ) √(q(1−q)) of the values: with δ = 100 at most 3.142 % at the median and
// 0.626 % at P99. That bounds the size of the sketch, not its error: no bound on the error is proven, least of all
// after merging, so docs/statistics.md gives what was measured.
#pragma once

#include "statistics/estimate.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace balieblik::statistics {

struct Centroid {
    double mean{};
    std::int64_t count{};
};
BOOST_DESCRIBE_STRUCT(Centroid, (), (mean, count))

// Reading tidies up, so one sketch is not for two threads at once, not even for reading.
class TDigest {
public:
    explicit TDigest(double delta = 100);

    // A finite value. Anything else breaks the order on which the sketch stands.
    void add(double value);
    void merge(const TDigest& other);

    std::int64_t count() const { return count_; }
    // In ascending order; for storing. Lists what was added so far.
    std::span<const Centroid> centroids() const;
    double delta() const { return delta_; }

    // The value at 1 + (n−1) p: exactly type 7 as long as no values were put together.
    // Refusals: no_data, out_of_range (p outside 0..1), not_finite.
    Estimate<double> quantile(double p) const;
    // The value at a rank from 1 to n. Refusals: no_data, out_of_range, not_finite.
    Estimate<double> at_rank(double rank) const;

private:
    void compress() const;
    void put(Centroid centroid);

    double delta_;
    std::int64_t count_ = 0;
    double least_ = 0;
    double greatest_ = 0;
    // Reading sorts what was added in the meantime, which changes nothing that a reader can see.
    mutable std::vector<Centroid> centroids_;
    mutable std::vector<Centroid> waiting_;
};

} // namespace balieblik::statistics
