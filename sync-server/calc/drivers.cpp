// SPDX-License-Identifier: EUPL-1.2
// Key drivers of satisfaction.
#include "statistics/drivers.hpp"
#include "calc/figures.hpp"

#include <algorithm>
#include <map>

namespace balieblik::calc {
namespace {

using statistics::Player;

const Names outcome_names{"y", "outcome", "satisfaction", "response"};

// The model with names, from visits or from correlations.
struct Model {
    std::vector<std::string> names;
    statistics::Correlations correlations;
    std::optional<statistics::DriverData> data;
};

std::vector<std::string> numbered_names(std::size_t count)
{
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= count; ++i)
        names.push_back("x" + std::to_string(i));
    return names;
}

Result<std::vector<std::string>> names_for(const Inputs& in, std::size_t count)
{
    if (!in.has({"names", "predictor_names"}))
        return numbered_names(count);
    BALIEBLIK_TRY(names, in.texts({"names", "predictor_names"}));
    if (names.size() == count + 1)
        names.erase(names.begin()); // the outcome's, which stands first
    if (names.size() != count)
        return wrong("names", "one for each predictor is wanted");
    return names;
}

Result<std::vector<double>> whole_column(const boost::json::value& value, std::string_view name)
{
    BALIEBLIK_TRY(column, as_column(value, name));
    auto values = present(column);
    if (values.size() != column.size())
        return wrong(name, "no missing values are possible here; leave such visits out");
    return values;
}

Result<std::vector<std::vector<double>>> matrix_of(const boost::json::value& value, std::string_view name)
{
    BALIEBLIK_TRY(list, as_list(value, name));
    std::vector<std::vector<double>> made;
    for (const auto& item : *list) {
        BALIEBLIK_TRY(row, whole_column(item, name));
        made.push_back(std::move(row));
    }
    return made;
}

// A matrix with a row for each visit, turned into columns. One with a row for each predictor is taken as it is; where
// both fit, rows are visits.
Result<std::vector<std::vector<double>>> columns_of(std::vector<std::vector<double>> matrix, std::size_t visits)
{
    if (matrix.size() != visits)
        return matrix;
    std::vector<std::vector<double>> made(matrix.empty() ? 0 : matrix.front().size());
    for (const auto& row : matrix) {
        if (row.size() != made.size())
            return wrong("x", "rows of one length are wanted");
        for (std::size_t i = 0; i < row.size(); ++i)
            made[i].push_back(row[i]);
    }
    return made;
}

// Adds the weights, and works out the correlations.
boost::system::result<void, Stop> finish(const Inputs& in, Model& model)
{
    if (const auto* given = in.find({"weights", "w"})) {
        BALIEBLIK_TRY(weights, whole_column(*given, "weights"));
        model.data->weights = weights;
    }
    BALIEBLIK_TRY(correlations, statistics::correlations(*model.data));
    model.correlations = correlations;
    return {};
}

// {"y": "mark", "data": {"mark": [..], "tone": [..], ..}}: all other columns are drivers, or those that `x` names.
boost::system::result<Model, Stop> model_of_table(const Inputs& in, const std::string& outcome)
{
    BALIEBLIK_TRY(given, in.need({"data", "columns"}));
    BALIEBLIK_TRY(table, as_object(*given, "data"));
    const auto* column = table->if_contains(outcome);
    if (!column)
        return wrong("y", "data has no column " + outcome);
    Model model;
    model.data.emplace();
    BALIEBLIK_TRY(values, whole_column(*column, outcome));
    model.data->outcome = values;
    if (in.has({"x", "predictors"})) {
        BALIEBLIK_TRY(names, in.texts({"x", "predictors"}));
        model.names = names;
    } else {
        for (const auto& member : *table)
            if (member.key() != outcome)
                model.names.emplace_back(member.key());
    }
    for (const auto& name : model.names) {
        const auto* own = table->if_contains(name);
        if (!own)
            return wrong("x", "data has no column " + name);
        BALIEBLIK_TRY(predictor, whole_column(*own, name));
        model.data->predictors.push_back(predictor);
    }
    BALIEBLIK_CHECK(finish(in, model));
    return model;
}

boost::system::result<Model, Stop> model_of_visits(const Inputs& in)
{
    BALIEBLIK_TRY(y, in.need(outcome_names));
    if (y->is_string())
        return model_of_table(in, std::string(y->get_string()));
    Model model;
    model.data.emplace();
    BALIEBLIK_TRY(outcome, whole_column(*y, "y"));
    model.data->outcome = outcome;
    BALIEBLIK_TRY(x, in.need({"x", "predictors", "X"}));
    if (x->is_object()) {
        for (const auto& member : x->get_object()) {
            BALIEBLIK_TRY(column, whole_column(member.value(), member.key()));
            model.names.push_back(member.key());
            model.data->predictors.push_back(column);
        }
    } else {
        BALIEBLIK_TRY(matrix, matrix_of(*x, "x"));
        BALIEBLIK_TRY(columns, columns_of(std::move(matrix), outcome.size()));
        model.data->predictors = columns;
        BALIEBLIK_TRY(names, names_for(in, columns.size()));
        model.names = names;
    }
    BALIEBLIK_CHECK(finish(in, model));
    return model;
}

boost::system::result<Model, Stop> model_of_correlations(const Inputs& in)
{
    std::vector<std::vector<double>> between;
    std::vector<double> with_outcome;
    if (const auto* whole = in.find({"correlations", "correlation", "correlation_matrix", "r", "R"})) {
        // The outcome stands first.
        BALIEBLIK_TRY(matrix, matrix_of(*whole, "correlations"));
        for (const auto& row : matrix) {
            if (row.size() != matrix.size())
                return statistics::Refusal::mismatched;
            if (&row == &matrix.front())
                with_outcome.assign(row.begin() + 1, row.end());
            else
                between.emplace_back(row.begin() + 1, row.end());
        }
        for (std::size_t i = 0; i < between.size(); ++i)
            if (matrix[i + 1].front() != with_outcome[i])
                return statistics::Refusal::mismatched;
    } else {
        BALIEBLIK_TRY(r_x, in.need({"r_x", "rxx", "r_xx"}));
        BALIEBLIK_TRY(r_y, in.need({"r_y", "rxy", "r_xy", "ry"}));
        BALIEBLIK_TRY(matrix, matrix_of(*r_x, "r_x"));
        BALIEBLIK_TRY(column, whole_column(*r_y, "r_y"));
        between = matrix;
        with_outcome = column;
    }
    Model model;
    BALIEBLIK_TRY(names, names_for(in, with_outcome.size()));
    model.names = names;
    BALIEBLIK_TRY(correlations, statistics::correlations(between, with_outcome));
    model.correlations = correlations;
    return model;
}

// Predictors by name, or by number counted from 0.
Result<Player> player_of(const boost::json::value& value, const std::vector<std::string>& names)
{
    BALIEBLIK_TRY(list, as_list(value, "blocks"));
    Player player;
    for (const auto& item : *list) {
        const auto found = std::find(names.begin(), names.end(), as_text(item));
        if (found != names.end()) {
            player.push_back(static_cast<std::size_t>(found - names.begin()));
            continue;
        }
        if (item.is_string())
            return wrong("blocks", "there is no predictor " + as_text(item));
        BALIEBLIK_TRY(number, as_whole(item, "blocks"));
        if (number < 0 || number >= std::ssize(names))
            return wrong("blocks", "there is no predictor " + as_text(item));
        player.push_back(static_cast<std::size_t>(number));
    }
    return player;
}

struct Players {
    std::vector<Player> players;
    std::vector<std::string> names;
};

// What stands in no block plays alone. Blocks come first, named after their members or by the name given.
Result<Players> players_of(const Inputs& in, const std::vector<std::string>& names)
{
    Players made;
    std::vector<bool> taken(names.size());
    const auto add = [&](const boost::json::value& members, std::string name) -> Result<void> {
        BALIEBLIK_TRY(player, player_of(members, names));
        std::string joined;
        for (const auto predictor : player) {
            taken[predictor] = true;
            joined += (joined.empty() ? "" : "+") + names[predictor];
        }
        made.players.push_back(player);
        made.names.push_back(name.empty() ? joined : std::move(name));
        return {};
    };
    if (const auto* blocks = in.find({"blocks", "players"})) {
        if (blocks->is_object()) {
            for (const auto& member : blocks->get_object())
                BALIEBLIK_CHECK(add(member.value(), member.key()));
        } else {
            BALIEBLIK_TRY(list, as_list(*blocks, "blocks"));
            for (const auto& block : *list)
                BALIEBLIK_CHECK(add(block, {}));
        }
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (taken[i])
            continue;
        made.players.push_back({i});
        made.names.push_back(names[i]);
    }
    return made;
}

// Who made each visit, where whole inspectors are to be drawn.
Result<std::vector<std::int64_t>> clusters_of(const Inputs& in)
{
    if (!in.has({"cluster", "clusters", "inspectors", "inspector"}))
        return std::vector<std::int64_t>{};
    BALIEBLIK_TRY(texts, in.texts({"cluster", "clusters", "inspectors", "inspector"}));
    std::map<std::string, std::int64_t> numbers;
    std::vector<std::int64_t> made;
    for (const auto& text : texts)
        made.push_back(numbers.emplace(text, std::ssize(numbers)).first->second);
    return made;
}

Outcome with_intervals(const Inputs& in, const Model& model, const Players& players, Figures figures)
{
    BALIEBLIK_TRY(how, bootstrap_of(in));
    if (!how)
        return figures;
    if (!model.data)
        return wrong("bootstrap", "needs the visits; correlations alone do not say how sure they are");
    BALIEBLIK_TRY(clusters, clusters_of(in));
    BALIEBLIK_TRY(intervals, statistics::driver_intervals(*model.data, players.players, clusters, *how));
    auto& rows = figures.result.at("drivers").get_array();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].get_object()["lmg_interval"] = json::write(intervals.drivers[i].lmg);
        rows[i].get_object()["share_interval"] = json::write(intervals.drivers[i].share);
    }
    figures.result["r2_interval"] = json::write(intervals.r2);
    figures.result["resamples"] = intervals.resamples;
    figures.result["resamples_without_figure"] = intervals.without_figure;
    figures.result["seed"] = how->seed;
    figures.method +=
        clusters.empty() ? "; percentile bootstrap of visits" : "; percentile bootstrap of whole inspectors";
    return figures;
}

} // namespace

Outcome lmg(const Inputs& in)
{
    BALIEBLIK_TRY(model, in.has(outcome_names) ? model_of_visits(in) : model_of_correlations(in));
    BALIEBLIK_TRY(players, players_of(in, model.names));
    BALIEBLIK_TRY(made, statistics::key_drivers(model.correlations, players.players));
    boost::json::array rows;
    for (std::size_t i = 0; i < made.drivers.size(); ++i) {
        auto row = object_of(json::write(made.drivers[i]));
        row["name"] = players.names[i];
        rows.push_back(std::move(row));
    }
    Figures figures{
        "LMG: Shapley split of R²; lmg, first and last in units of R², share as part of R²; association, not "
        "cause",
        {{"r2", made.r2}, {"drivers", std::move(rows)}}};
    if (model.data)
        figures.result["n"] = model.data->outcome.size();
    if (const auto* group = in.find({"group", "employee"})) {
        BALIEBLIK_TRY(members, player_of(*group, model.names));
        BALIEBLIK_TRY(share, statistics::group_share(model.correlations, members));
        figures.result["group"] = json::write(share);
    }
    return with_intervals(in, model, players, std::move(figures));
}

} // namespace balieblik::calc
