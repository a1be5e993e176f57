// SPDX-License-Identifier: EUPL-1.2
#include "statistics/drivers.hpp"

#include "base/result.hpp"
#include "statistics/numbers.hpp"

#include <Eigen/Dense>

#include <bit>
#include <map>
#include <numeric>

namespace balieblik::statistics {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// What is left of a standardised predictor's variance when this little remains is rounding, not a predictor.
constexpr double vanished = 1e-10;

MatrixXd matrix_of(const Correlations& from)
{
    const auto size = static_cast<Index>(from.predictors + 1);
    return Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(from.values.data(),
                                                                                                    size, size);
}

Correlations correlations_of(const MatrixXd& from)
{
    Correlations made;
    made.predictors = static_cast<std::size_t>(from.rows()) - 1;
    made.values.reserve(static_cast<std::size_t>(from.size()));
    for (Index row = 0; row < from.rows(); ++row)
        for (Index column = 0; column < from.cols(); ++column)
            made.values.push_back(from(row, column));
    return made;
}

Estimate<std::vector<Player>> checked_players(std::size_t predictors, std::span<const Player> players)
{
    std::vector<Player> made{players.begin(), players.end()};
    if (made.empty())
        for (std::size_t i = 0; i < predictors; ++i)
            made.push_back({i});
    std::vector<bool> taken(predictors);
    for (const auto& player : made) {
        if (player.empty())
            return Refusal::no_data;
        for (const auto predictor : player) {
            if (predictor >= predictors || taken[predictor])
                return Refusal::mismatched;
            taken[predictor] = true;
        }
    }
    if (made.empty())
        return Refusal::no_data;
    if (made.size() > most_players)
        return Refusal::too_many;
    return made;
}

// R² of every set of players. A tree of decisions: at each player the rest of the matrix either drops it or is
// conditioned on it, so that all 2^p regressions together cost little more than the last few.
class Subsets {
public:
    explicit Subsets(std::size_t players) : r2_(std::size_t{1} << players) {}

    // False if a predictor vanishes behind others. `left` holds the players not decided on, then the outcome.
    bool visit(const MatrixXd& left, std::span<const std::size_t> sizes, std::size_t chosen, std::size_t player,
               double explained)
    {
        if (sizes.empty()) {
            r2_[chosen] = explained;
            return true;
        }
        const auto own = static_cast<Index>(sizes.front());
        const Index rest = left.rows() - own;
        if (!visit(left.bottomRightCorner(rest, rest), sizes.subspan(1), chosen, player + 1, explained))
            return false;
        MatrixXd conditioned = left;
        for (Index i = 0; i < own; ++i) {
            const double pivot = conditioned(i, i);
            if (!(pivot > vanished))
                return false;
            const Index after = conditioned.rows() - i - 1;
            const VectorXd row = conditioned.row(i).tail(after).transpose();
            explained += row(after - 1) * row(after - 1) / pivot;
            conditioned.bottomRightCorner(after, after).noalias() -= row * row.transpose() / pivot;
        }
        return visit(conditioned.bottomRightCorner(rest, rest), sizes.subspan(1), chosen | (std::size_t{1} << player),
                     player + 1, explained);
    }

    const std::vector<double>& r2() const { return r2_; }

private:
    std::vector<double> r2_;
};

// The model's columns in the order of the players, the outcome last.
MatrixXd arranged(const MatrixXd& from, std::span<const Player> players)
{
    std::vector<Index> order;
    for (const auto& player : players)
        for (const auto predictor : player)
            order.push_back(static_cast<Index>(predictor));
    order.push_back(from.rows() - 1);
    return from(order, order);
}

std::vector<std::size_t> sizes_of(std::span<const Player> players)
{
    std::vector<std::size_t> sizes;
    for (const auto& player : players)
        sizes.push_back(player.size());
    return sizes;
}

// `weights[s]` is s! (p−s−1)! / p!.
std::vector<double> shapley_weights(std::size_t players)
{
    std::vector<double> weights(players, 1 / real(players));
    for (std::size_t s = 1; s < players; ++s)
        weights[s] = weights[s - 1] * real(s) / real(players - s);
    return weights;
}

Estimate<Drivers> drivers_of(const MatrixXd& arranged_correlations, std::span<const std::size_t> sizes)
{
    const auto players = sizes.size();
    Subsets subsets{players};
    if (!subsets.visit(arranged_correlations, sizes, 0, 0, 0))
        return Refusal::singular;
    const auto& r2 = subsets.r2();
    Drivers made;
    made.r2 = r2.back();
    if (made.r2 > 1 + 1e-9)
        return Refusal::singular; // no data have such correlations
    const auto weights = shapley_weights(players);
    for (std::size_t i = 0; i < players; ++i) {
        const auto bit = std::size_t{1} << i;
        Driver driver;
        for (std::size_t set = 0; set < r2.size(); ++set)
            if (!(set & bit))
                driver.lmg += weights[static_cast<std::size_t>(std::popcount(set))] * (r2[set | bit] - r2[set]);
        driver.first = r2[bit];
        driver.last = made.r2 - r2[(r2.size() - 1) ^ bit];
        made.drivers.push_back(driver);
    }
    if (!(made.r2 > 1e-15))
        return Refusal::no_variance;
    for (auto& driver : made.drivers)
        driver.share = driver.lmg / made.r2;
    return made;
}

// Sums over visits from which correlations follow: of weights, of values, of products.
struct Sums {
    double weight{};
    VectorXd values;
    MatrixXd products;

    explicit Sums(Index columns) : values(VectorXd::Zero(columns)), products(MatrixXd::Zero(columns, columns)) {}

    void add(const Sums& other, double times)
    {
        weight += times * other.weight;
        values += times * other.values;
        products += times * other.products;
    }
    // None if a column does not vary. `scale` holds what counts as variance at all, column by column.
    std::optional<MatrixXd> correlations(const VectorXd& scale) const
    {
        const VectorXd mean = values / weight;
        MatrixXd covariance = products / weight - mean * mean.transpose();
        const VectorXd variance = covariance.diagonal();
        if (!(variance.array() > 1e-12 * scale.array()).all())
            return std::nullopt;
        const VectorXd root = variance.cwiseSqrt().cwiseInverse();
        covariance = root.asDiagonal() * covariance * root.asDiagonal();
        covariance.diagonal().setOnes();
        return covariance;
    }
};

// The columns, each moved to mean 0 so that sums of products lose no digits, and brought to one size.
struct Table {
    MatrixXd columns; // visits × (predictors + outcome)
    VectorXd weights;
};

Estimate<Table> table_of(const DriverData& data)
{
    const auto visits = data.outcome.size();
    if (data.predictors.empty() || visits == 0)
        return Refusal::no_data;
    if (data.predictors.size() > most_predictors)
        return Refusal::too_many;
    if (!data.weights.empty() && data.weights.size() != visits)
        return Refusal::mismatched;
    if (!all_finite(data.weights) || !all_finite(data.outcome))
        return Refusal::not_finite;
    if (std::any_of(data.weights.begin(), data.weights.end(), [](double weight) { return weight <= 0; }))
        return Refusal::weights_not_positive;
    Table made;
    const auto rows = static_cast<Index>(visits);
    made.columns.resize(rows, static_cast<Index>(data.predictors.size() + 1));
    for (std::size_t i = 0; i < data.predictors.size(); ++i) {
        if (data.predictors[i].size() != visits)
            return Refusal::mismatched;
        if (!all_finite(data.predictors[i]))
            return Refusal::not_finite;
        made.columns.col(static_cast<Index>(i)) = Eigen::Map<const VectorXd>(data.predictors[i].data(), rows);
    }
    made.columns.rightCols<1>() = Eigen::Map<const VectorXd>(data.outcome.data(), rows);
    if (visits < data.predictors.size() + 2)
        return Refusal::too_few;
    made.weights = data.weights.empty() ? VectorXd(VectorXd::Ones(rows))
                                        : VectorXd(Eigen::Map<const VectorXd>(data.weights.data(), rows));
    made.weights /= made.weights.mean();
    for (Index column = 0; column < made.columns.cols(); ++column) {
        auto values = made.columns.col(column);
        const double size = values.cwiseAbs().maxCoeff();
        values.array() -= made.weights.dot(values) / made.weights.sum();
        const double spread = values.cwiseAbs().maxCoeff();
        // What rounding leaves of a constant column is no spread.
        if (!(spread > 1e-13 * size))
            return Refusal::no_variance;
        values /= spread;
    }
    return made;
}

void add_visit(Sums& sums, const Table& table, Index visit)
{
    const double weight = table.weights(visit);
    const VectorXd row = table.columns.row(visit).transpose();
    sums.weight += weight;
    sums.values += weight * row;
    sums.products.noalias() += weight * row * row.transpose();
}

// Where whole inspectors are drawn, their visits are summed once and for all.
std::vector<Sums> sums_by_cluster(const Table& table, std::span<const std::int64_t> cluster)
{
    std::map<std::int64_t, std::size_t> place;
    std::vector<Sums> made;
    for (Index visit = 0; visit < table.columns.rows(); ++visit) {
        const auto [found, is_new] = place.try_emplace(cluster[static_cast<std::size_t>(visit)], made.size());
        if (is_new)
            made.emplace_back(table.columns.cols());
        add_visit(made[found->second], table, visit);
    }
    return made;
}

Sums sums_of_drawn(const std::vector<Sums>& clusters, Index columns, std::span<const std::int32_t> drawn)
{
    Sums sums{columns};
    for (std::size_t i = 0; i < clusters.size(); ++i)
        if (drawn[i] > 0)
            sums.add(clusters[i], drawn[i]);
    return sums;
}

Sums sums_of_drawn(const Table& table, std::span<const std::int32_t> drawn)
{
    const VectorXd weights =
        table.weights.cwiseProduct(Eigen::Map<const Eigen::VectorXi>(drawn.data(), std::ssize(drawn)).cast<double>());
    Sums sums{table.columns.cols()};
    sums.weight = weights.sum();
    const MatrixXd weighted = weights.asDiagonal() * table.columns;
    sums.values = weighted.colwise().sum().transpose();
    sums.products.noalias() = weighted.transpose() * table.columns;
    return sums;
}

} // namespace

Estimate<Correlations> correlations(const DriverData& data)
{
    BALIEBLIK_TRY(table, table_of(data));
    Sums sums{table.columns.cols()};
    for (Index visit = 0; visit < table.columns.rows(); ++visit)
        add_visit(sums, table, visit);
    const auto made = sums.correlations(VectorXd::Zero(table.columns.cols()));
    if (!made)
        return Refusal::no_variance;
    return correlations_of(*made);
}

Estimate<Correlations> correlations(std::span<const std::vector<double>> predictors, std::span<const double> outcome)
{
    if (predictors.empty())
        return Refusal::no_data;
    if (predictors.size() != outcome.size())
        return Refusal::mismatched;
    if (predictors.size() > most_predictors)
        return Refusal::too_many;
    const auto size = static_cast<Index>(predictors.size());
    MatrixXd made = MatrixXd::Ones(size + 1, size + 1);
    for (Index row = 0; row < size; ++row) {
        const auto& values = predictors[static_cast<std::size_t>(row)];
        if (std::ssize(values) != size)
            return Refusal::mismatched;
        for (Index column = 0; column < size; ++column)
            made(row, column) = values[static_cast<std::size_t>(column)];
        made(row, size) = made(size, row) = outcome[static_cast<std::size_t>(row)];
    }
    if (!made.allFinite())
        return Refusal::not_finite;
    if ((made.array().abs() > 1 + 1e-12).any())
        return Refusal::out_of_range;
    if (!made.isApprox(made.transpose(), 1e-9) || !made.diagonal().isOnes(1e-9))
        return Refusal::mismatched;
    return correlations_of(made);
}

Estimate<Drivers> key_drivers(const Correlations& correlations, std::span<const Player> players)
{
    BALIEBLIK_TRY(all, checked_players(correlations.predictors, players));
    return drivers_of(arranged(matrix_of(correlations), all), sizes_of(all));
}

Estimate<GroupShare> group_share(const Correlations& correlations, const Player& group)
{
    BALIEBLIK_TRY(apart, key_drivers(correlations));
    std::vector<Player> players{group};
    for (std::size_t i = 0; i < correlations.predictors; ++i)
        if (std::find(group.begin(), group.end(), i) == group.end())
            players.push_back({i});
    BALIEBLIK_TRY(as_one, key_drivers(correlations, players));
    GroupShare made;
    for (const auto member : group)
        made.of_total += apart.drivers[member].lmg;
    made.of_explained = made.of_total / apart.r2;
    made.of_explained_as_one = as_one.drivers.front().share;
    return made;
}

Estimate<DriverIntervals> driver_intervals(const DriverData& data, std::span<const Player> players,
                                           std::span<const std::int64_t> cluster, const Bootstrap& how)
{
    BALIEBLIK_TRY(all, checked_players(data.predictors.size(), players));
    BALIEBLIK_TRY(whole, correlations(data));
    BALIEBLIK_CHECK(key_drivers(whole, all));
    BALIEBLIK_TRY(table, table_of(data));
    if (!cluster.empty() && std::ssize(cluster) != table.columns.rows())
        return Refusal::mismatched;
    const auto clusters = cluster.empty() ? std::vector<Sums>{} : sums_by_cluster(table, cluster);
    const auto units = cluster.empty() ? static_cast<std::size_t>(table.columns.rows()) : clusters.size();
    const VectorXd scale = VectorXd::Ones(table.columns.cols());
    const auto sizes = sizes_of(all);

    // Laid out as r2, then lmg and share of each player.
    const Figures figures = [&](std::span<const std::int32_t> drawn) -> std::optional<std::vector<double>> {
        const auto sums =
            clusters.empty() ? sums_of_drawn(table, drawn) : sums_of_drawn(clusters, table.columns.cols(), drawn);
        const auto found = sums.correlations(scale);
        if (!found)
            return std::nullopt;
        const auto drivers = drivers_of(arranged(*found, all), sizes);
        if (!drivers)
            return std::nullopt;
        std::vector<double> row{drivers->r2};
        for (const auto& driver : drivers->drivers)
            row.insert(row.end(), {driver.lmg, driver.share});
        return row;
    };
    BALIEBLIK_TRY(resampled, bootstrap(units, figures, how));
    DriverIntervals made;
    made.r2 = resampled.intervals.front();
    made.resamples = resampled.resamples;
    made.without_figure = resampled.without_figure;
    for (std::size_t i = 0; i < all.size(); ++i)
        made.drivers.push_back({resampled.intervals[1 + 2 * i], resampled.intervals[2 + 2 * i]});
    return made;
}

} // namespace balieblik::statistics
