// SPDX-License-Identifier: EUPL-1.2
#include "statistics/t_digest.hpp"

#include "statistics/numbers.hpp"

#include <cassert>
#include <numbers>

namespace balieblik::statistics {
namespace {

constexpr std::size_t most_waiting = 4096;

// k₁ and its inverse.
double scale(double q, double delta) { return delta / (2 * std::numbers::pi) * std::asin(2 * q - 1); }
double unscale(double k, double delta)
{
    const double angle = std::clamp(2 * std::numbers::pi * k / delta, -std::numbers::pi / 2, std::numbers::pi / 2);
    return (std::sin(angle) + 1) / 2;
}

} // namespace

TDigest::TDigest(double delta) : delta_(delta) { assert(delta >= 10); }

void TDigest::put(Centroid centroid)
{
    count_ += centroid.count;
    waiting_.push_back(centroid);
    if (waiting_.size() >= most_waiting)
        compress();
}

void TDigest::add(double value)
{
    assert(std::isfinite(value));
    least_ = count_ == 0 ? value : std::min(least_, value);
    greatest_ = count_ == 0 ? value : std::max(greatest_, value);
    put({value, 1});
}

void TDigest::merge(const TDigest& other)
{
    if (other.count_ == 0)
        return;
    least_ = count_ == 0 ? other.least_ : std::min(least_, other.least_);
    greatest_ = count_ == 0 ? other.greatest_ : std::max(greatest_, other.greatest_);
    for (const auto& centroid : std::vector<Centroid>(other.centroids().begin(), other.centroids().end()))
        put(centroid);
}

void TDigest::compress() const
{
    if (waiting_.empty())
        return;
    waiting_.insert(waiting_.end(), centroids_.begin(), centroids_.end());
    std::stable_sort(waiting_.begin(), waiting_.end(), [](const auto& a, const auto& b) { return a.mean < b.mean; });
    const auto all = real(count_);
    std::vector<Centroid> made;
    std::int64_t before = 0; // values in the centroids that are finished
    Centroid growing = waiting_.front();
    double limit = all * unscale(scale(0, delta_) + 1, delta_);
    for (std::size_t i = 1; i < waiting_.size(); ++i) {
        const auto& next = waiting_[i];
        if (real(before + growing.count + next.count) <= limit) {
            growing.count += next.count;
            growing.mean += (next.mean - growing.mean) * real(next.count) / real(growing.count);
            continue;
        }
        before += growing.count;
        made.push_back(growing);
        limit = all * unscale(scale(real(before) / all, delta_) + 1, delta_);
        growing = next;
    }
    made.push_back(growing);
    centroids_ = std::move(made);
    waiting_.clear();
}

std::span<const Centroid> TDigest::centroids() const
{
    compress();
    return centroids_;
}

Estimate<double> TDigest::at_rank(double rank) const
{
    if (!std::isfinite(rank))
        return Refusal::not_finite;
    if (count_ == 0)
        return Refusal::no_data;
    if (rank < 1 || rank > real(count_))
        return Refusal::out_of_range;
    compress();
    // The first value stands at rank 1, the last at n; a centroid in the middle of the ranks that it holds. Between
    // those the values are taken to lie evenly.
    double left_rank = 1;
    double left = least_;
    std::int64_t before = 0;
    for (const auto& centroid : centroids_) {
        const double middle = real(before) + (real(centroid.count) + 1) / 2;
        if (rank <= middle)
            return middle == left_rank ? centroid.mean
                                       : left + (centroid.mean - left) * (rank - left_rank) / (middle - left_rank);
        left_rank = middle;
        left = centroid.mean;
        before += centroid.count;
    }
    const double last = real(count_);
    return last == left_rank ? greatest_ : left + (greatest_ - left) * (rank - left_rank) / (last - left_rank);
}

Estimate<double> TDigest::quantile(double p) const
{
    if (!std::isfinite(p))
        return Refusal::not_finite;
    if (p < 0 || p > 1)
        return Refusal::out_of_range;
    if (count_ == 0)
        return Refusal::no_data;
    return at_rank(1 + p * real(count_ - 1));
}

} // namespace balieblik::statistics
