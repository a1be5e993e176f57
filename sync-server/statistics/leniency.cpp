// SPDX-License-Identifier: EUPL-1.2
#include "statistics/leniency.hpp"

#include "base/result.hpp"
#include "statistics/comparison.hpp"
#include "statistics/mean.hpp"
#include "statistics/numbers.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/tools/minima.hpp>
#include <Eigen/Dense>

#include <map>
#include <set>

namespace balieblik::statistics {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Index most_effects = 2'000;
constexpr double beyond_rounding = 1e-9;
constexpr double widest = 20; // standard deviations of an effect, in those of the residual

// Inspectors and locations numbered from 0, in ascending order of their own numbers.
struct Numbered {
    std::vector<std::int64_t> inspectors;
    std::vector<std::int64_t> locations;
    std::vector<Index> inspector_of;
    std::vector<Index> location_of;
};

std::vector<std::int64_t> different(std::span<const ScoredVisit> visits, std::int64_t ScoredVisit::*member)
{
    std::set<std::int64_t> found;
    for (const auto& visit : visits)
        found.insert(visit.*member);
    return {found.begin(), found.end()};
}

Numbered numbered(std::span<const ScoredVisit> visits)
{
    Numbered made{different(visits, &ScoredVisit::inspector), different(visits, &ScoredVisit::location), {}, {}};
    const auto place = [](const std::vector<std::int64_t>& in, std::int64_t number) {
        return static_cast<Index>(std::lower_bound(in.begin(), in.end(), number) - in.begin());
    };
    for (const auto& visit : visits) {
        made.inspector_of.push_back(place(made.inspectors, visit.inspector));
        made.location_of.push_back(place(made.locations, visit.location));
    }
    return made;
}

std::optional<Refusal> wrong_with(std::span<const ScoredVisit> visits, double level)
{
    if (visits.empty())
        return Refusal::no_data;
    if (!std::isfinite(level))
        return Refusal::not_finite;
    for (const auto& visit : visits)
        if (!std::isfinite(visit.score) || !std::isfinite(visit.time))
            return Refusal::not_finite;
    if (level <= 0 || level >= 1)
        return Refusal::out_of_range;
    return std::nullopt;
}

// The restricted likelihood of a pair of relative standard deviations, from sums that are made once.
class Likelihood {
public:
    Likelihood(std::span<const ScoredVisit> visits, const Numbered& who, const GoOn& go_on)
        : go_on_(go_on), inspectors_(std::ssize(who.inspectors)),
          locations_(who.locations.size() > 1 ? std::ssize(who.locations) : 0), visits_(real(visits.size()))
    {
        Moments time;
        Moments score;
        for (const auto& visit : visits) {
            time.add(visit.time);
            score.add(visit.score);
        }
        // Without a spread of times there is no trend to fit. Both are moved to mean 0, which changes no variance.
        const bool trend = time.squares > 0;
        time_centre = time.mean;
        time_scale = trend ? std::sqrt(time.variance()) : 0;
        score_centre = score.mean;
        fixed_ = trend ? 2 : 1;
        const Index size = inspectors_ + fixed_;
        products_ = MatrixXd::Zero(size, size);
        with_score_ = VectorXd::Zero(size);
        std::vector<std::map<Index, double>> with_others(static_cast<std::size_t>(locations_));
        at_locations_.resize(with_others.size());
        std::vector<std::pair<Index, double>> row;
        for (std::size_t i = 0; i < visits.size(); ++i) {
            row.assign({{who.inspector_of[i], 1.0}, {inspectors_, 1.0}});
            if (trend)
                row.emplace_back(size - 1, (visits[i].time - time_centre) / time_scale);
            const double own = visits[i].score - score_centre;
            for (const auto& [a, x] : row) {
                with_score_(a) += x * own;
                for (const auto& [b, y] : row)
                    products_(a, b) += x * y;
            }
            squares_ += own * own;
            if (locations_ == 0)
                continue;
            const auto here = static_cast<std::size_t>(who.location_of[i]);
            at_locations_[here].visits += 1;
            at_locations_[here].score += own;
            for (const auto& [a, x] : row)
                with_others[here][a] += x;
        }
        for (std::size_t i = 0; i < with_others.size(); ++i)
            at_locations_[i].others.assign(with_others[i].begin(), with_others[i].end());
    }

    struct At {
        double deviance;
        double residual; // variance
        VectorXd fixed;
    };
    // No visit is at two locations, so that they can be taken out one by one, each at the cost of the few inspectors
    // who were there; what is left to solve is as large as the inspectors are many.
    At at(double inspector, double location) const
    {
        stopped_ = stopped_ || (go_on_ && !go_on_());
        if (stopped_) // whoever looks for the best is soon done where all is alike
            return {0, 0, VectorXd::Zero(fixed_)};
        VectorXd scale = VectorXd::Ones(products_.rows());
        scale.head(inspectors_).setConstant(inspector);
        MatrixXd system = scale.asDiagonal() * products_ * scale.asDiagonal();
        system.diagonal().head(inspectors_).array() += 1;
        VectorXd right = scale.cwiseProduct(with_score_);
        double explained = 0;
        double log_determinant = 0;
        for (const auto& one : at_locations_) {
            const double own = location * location * one.visits + 1;
            const double score = location * one.score;
            explained += score * score / own;
            log_determinant += std::log(own);
            for (const auto& [a, x] : one.others) {
                const double part = scale(a) * location * x / own;
                right(a) -= part * score;
                for (const auto& [b, y] : one.others)
                    system(a, b) -= part * scale(b) * location * y;
            }
        }
        const Eigen::LLT<MatrixXd> factor{system};
        const VectorXd solution = factor.solve(right);
        const double left = std::max(squares_ - explained - right.dot(solution), 1e-14 * squares_);
        const double df = visits_ - real(fixed_);
        log_determinant += 2 * factor.matrixLLT().diagonal().array().log().sum();
        return {log_determinant + df * std::log(left / df), left / df, solution.tail(fixed_)};
    }

    bool has_locations() const { return locations_ > 0; }
    bool has_spread() const { return squares_ > 0; }
    bool stopped() const { return stopped_; }

    double time_centre{};
    double time_scale{};
    double score_centre{};

private:
    const GoOn& go_on_;
    mutable bool stopped_ = false;
    Index inspectors_;
    Index locations_;
    Index fixed_{};
    double visits_;
    double squares_{};
    MatrixXd products_; // of inspectors and what is fixed
    VectorXd with_score_;
    struct AtLocation {
        double visits{};
        double score{};
        std::vector<std::pair<Index, double>> others; // its products with the rest
    };
    std::vector<AtLocation> at_locations_;
};

struct Best {
    double location;
    double deviance;
};

// The best spread of locations for a given one of inspectors.
Best best_location(const Likelihood& likelihood, double inspector)
{
    if (!likelihood.has_locations())
        return {0, likelihood.at(inspector, 0).deviance};
    const auto deviance = [&](double location) { return likelihood.at(inspector, location).deviance; };
    const auto [location, least] = boost::math::tools::brent_find_minima(deviance, 0.0, widest, 26);
    const double at_zero = deviance(0);
    return at_zero <= least ? Best{0, at_zero} : Best{location, least};
}

double best_inspector(const Likelihood& likelihood)
{
    const auto deviance = [&](double inspector) { return best_location(likelihood, inspector).deviance; };
    const auto [inspector, least] = boost::math::tools::brent_find_minima(deviance, 0.0, widest, 26);
    return deviance(0) <= least ? 0 : inspector;
}

double share_of(double inspector, double location)
{
    const double own = inspector * inspector;
    return own / (own + location * location + 1);
}

// Where, from the best towards `bound`, the deviance passes the limit.
double end_towards(const Likelihood& likelihood, double best, double bound, double limit)
{
    if (best_location(likelihood, bound).deviance <= limit)
        return bound;
    double inside = best;
    double outside = bound;
    for (int step = 0; step < 40 && std::fabs(outside - inside) > 1e-6; ++step) {
        const double middle = (inside + outside) / 2;
        (best_location(likelihood, middle).deviance <= limit ? inside : outside) = middle;
    }
    return inside;
}

bool one_location_each(const Numbered& who)
{
    std::map<Index, Index> location_of;
    std::map<Index, Index> inspector_of;
    for (std::size_t i = 0; i < who.inspector_of.size(); ++i) {
        if (location_of.emplace(who.inspector_of[i], who.location_of[i]).first->second != who.location_of[i])
            return false;
        if (inspector_of.emplace(who.location_of[i], who.inspector_of[i]).first->second != who.inspector_of[i])
            return false;
    }
    return true;
}

} // namespace

Estimate<InspectorVariance> inspector_variance(std::span<const ScoredVisit> visits, double level, const GoOn& go_on)
{
    if (const auto wrong = wrong_with(visits, level))
        return *wrong;
    const auto who = numbered(visits);
    const auto effects = who.inspectors.size() + who.locations.size();
    if (who.inspectors.size() < 3 || visits.size() <= effects)
        return Refusal::too_few;
    if (effects > static_cast<std::size_t>(most_effects))
        return Refusal::too_many;
    if (one_location_each(who))
        return Refusal::singular;
    const Likelihood likelihood{visits, who, go_on};
    if (!likelihood.has_spread())
        return Refusal::no_variance;

    const double inspector = best_inspector(likelihood);
    const auto location = best_location(likelihood, inspector);
    const auto fit = likelihood.at(inspector, location.location);
    InspectorVariance made;
    made.visits = std::ssize(visits);
    made.inspectors = std::ssize(who.inspectors);
    made.locations = std::ssize(who.locations);
    made.residual_variance = fit.residual;
    made.inspector_variance = fit.residual * inspector * inspector;
    made.location_variance = fit.residual * location.location * location.location;
    made.share = share_of(inspector, location.location);
    made.mean = likelihood.score_centre + fit.fixed(0);
    if (fit.fixed.size() > 1) {
        made.trend = fit.fixed(1) / likelihood.time_scale;
        made.mean -= made.trend * likelihood.time_centre;
    }
    const double limit = location.deviance + boost::math::quantile(boost::math::chi_squared{1}, level);
    const double low = end_towards(likelihood, inspector, 0, limit);
    const double high = end_towards(likelihood, inspector, widest, limit);
    made.interval = {share_of(low, best_location(likelihood, low).location),
                     share_of(high, best_location(likelihood, high).location)};
    if (likelihood.stopped())
        return Refusal::cancelled;
    return made;
}

namespace {

// Slopes of those who have one, with the matrix that gives the variance of any combination of them.
struct Slopes {
    std::vector<Index> inspectors;
    VectorXd values;
    MatrixXd unscaled;
    double residual{}; // variance
    double df{};
};

std::vector<Index> with_slope(std::span<const ScoredVisit> visits, const Numbered& who)
{
    std::vector<std::set<double>> times(who.inspectors.size());
    std::vector<std::int64_t> count(who.inspectors.size());
    for (std::size_t i = 0; i < visits.size(); ++i) {
        const auto inspector = static_cast<std::size_t>(who.inspector_of[i]);
        times[inspector].insert(visits[i].time);
        ++count[inspector];
    }
    std::vector<Index> made;
    for (std::size_t inspector = 0; inspector < times.size(); ++inspector)
        if (times[inspector].size() > 1 && count[inspector] > 2)
            made.push_back(static_cast<Index>(inspector));
    return made;
}

// Levels of locations and inspectors are taken out first. That they overlap (an inspector who was the only one at a
// location) does not matter: what is left of scores and times is the same however the levels are shared out.
Estimate<Slopes> slopes_of(std::span<const ScoredVisit> visits, const Numbered& who, const std::vector<Index>& chosen)
{
    const auto rows = std::ssize(visits);
    const auto inspectors = std::ssize(who.inspectors);
    MatrixXd levels = MatrixXd::Zero(rows, inspectors + std::ssize(who.locations));
    MatrixXd left = MatrixXd::Zero(rows, std::ssize(chosen) + 1);
    std::map<Index, Index> column;
    for (std::size_t i = 0; i < chosen.size(); ++i)
        column.emplace(chosen[i], static_cast<Index>(i));
    for (Index row = 0; row < rows; ++row) {
        const auto i = static_cast<std::size_t>(row);
        levels(row, who.inspector_of[i]) = 1;
        levels(row, inspectors + who.location_of[i]) = 1;
        if (const auto found = column.find(who.inspector_of[i]); found != column.end())
            left(row, found->second) = visits[i].time;
        left(row, std::ssize(chosen)) = visits[i].score;
    }
    const VectorXd before = left.colwise().squaredNorm().transpose();
    Eigen::CompleteOrthogonalDecomposition<MatrixXd> solver;
    solver.setThreshold(beyond_rounding);
    solver.compute(levels);
    left -= levels * solver.solve(left);

    const MatrixXd times = left.leftCols(std::ssize(chosen));
    const VectorXd scores = left.rightCols<1>();
    Eigen::ColPivHouseholderQR<MatrixXd> fit;
    fit.setThreshold(beyond_rounding);
    fit.compute(times);
    const bool vanished =
        (times.colwise().squaredNorm().transpose().array() <= 1e-18 * before.head(std::ssize(chosen)).array()).any();
    if (vanished || fit.rank() < std::ssize(chosen))
        return Refusal::singular;
    Slopes made;
    made.inspectors = chosen;
    made.df = real(rows - solver.rank() - std::ssize(chosen));
    if (made.df < 1)
        return Refusal::too_few;
    made.values = fit.solve(scores);
    made.unscaled = (times.transpose() * times).inverse();
    const double squares = (scores - times * made.values).squaredNorm();
    if (!(squares > 1e-24 * before(std::ssize(chosen))))
        return Refusal::no_variance;
    made.residual = squares / made.df;
    return made;
}

} // namespace

Estimate<Drift> leniency_drift(std::span<const ScoredVisit> visits, double level)
{
    if (const auto wrong = wrong_with(visits, level))
        return *wrong;
    const auto who = numbered(visits);
    if (who.inspectors.size() + who.locations.size() > static_cast<std::size_t>(most_effects))
        return Refusal::too_many;
    const auto chosen = with_slope(visits, who);
    if (chosen.size() < 2)
        return Refusal::too_few;
    BALIEBLIK_TRY(slopes, slopes_of(visits, who, chosen));
    BALIEBLIK_TRY(t, t_quantile(level, slopes.df));

    Drift made;
    made.df = slopes.df;
    made.common = slopes.values.mean();
    const auto count = std::ssize(chosen);
    const auto error_of = [&](const VectorXd& combination) {
        return std::sqrt(slopes.residual * combination.dot(slopes.unscaled * combination));
    };
    const VectorXd mean = VectorXd::Constant(count, 1 / real(count));
    made.common_error = error_of(mean);
    made.common_interval = {made.common - t * made.common_error, made.common + t * made.common_error};
    std::vector<double> p_values;
    for (Index i = 0; i < count; ++i) {
        const auto inspector = chosen[static_cast<std::size_t>(i)];
        InspectorDrift own;
        own.inspector = who.inspectors[static_cast<std::size_t>(inspector)];
        own.visits = std::count(who.inspector_of.begin(), who.inspector_of.end(), inspector);
        own.drift = slopes.values(i) - made.common;
        own.standard_error = error_of(VectorXd::Unit(count, i) - mean);
        own.p = two_sided_t(own.drift / own.standard_error, slopes.df);
        own.interval = {own.drift - t * own.standard_error, own.drift + t * own.standard_error};
        p_values.push_back(own.p);
        made.inspectors.push_back(own);
    }
    BALIEBLIK_TRY(adjusted, holm(p_values));
    for (std::size_t i = 0; i < adjusted.size(); ++i)
        made.inspectors[i].p_holm = adjusted[i];
    for (std::size_t i = 0; i < who.inspectors.size(); ++i)
        if (std::find(chosen.begin(), chosen.end(), static_cast<Index>(i)) == chosen.end())
            made.without_slope.push_back(who.inspectors[i]);
    return made;
}

} // namespace balieblik::statistics
