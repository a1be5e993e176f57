// SPDX-License-Identifier: EUPL-1.2
#include "usecases/release_cube.hpp"

#include "base/json.hpp"
#include "statistics/mean.hpp"
#include "statistics/share.hpp"
#include "usecases/as_shown.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::usecases {
namespace {

using disclosure::Group;
using disclosure::Protected;
using disclosure::Showing;

struct Estimated {
    double value{};
    double lower{};
    double upper{};
};

Estimated mean_of(const Group& group, ReleaseCube::Quantiles& quantiles)
{
    const auto n = static_cast<double>(group.visits);
    const auto [known, fresh] = quantiles.try_emplace(group.visits);
    if (fresh)
        if (const auto t = statistics::t_quantile(0.95, n - 1))
            known->second = *t;
    const auto& t = known->second;
    const double half = t ? *t * std::sqrt(group.squared_deviations() / (n - 1) / n) : 100;
    return {group.mean(), group.mean() - half, group.mean() + half};
}

Estimated share_of(const Group& group)
{
    const auto share = statistics::wilson(std::llround(group.sum / 100), group.visits);
    return share ? Estimated{100 * share->p, 100 * share->interval.lower, 100 * share->interval.upper}
                 : Estimated{group.mean(), 0, 100};
}

// The interval beside a bound: Wilson's for the bound itself on the number of visits that is shown. The scores spread
// no wider than those of a share, and the interval tells nothing beyond what stands beside it.
disclosure::Shown around_bound(disclosure::Shown shown, std::int64_t visits)
{
    const auto share = statistics::wilson_of(shown.mean / 100, static_cast<double>(visits));
    const auto interval = share ? share->interval : statistics::Interval{0, 1};
    (shown.bound == Bound::at_least ? shown.lower : shown.upper) =
        100 * (shown.bound == Bound::at_least ? interval.lower : interval.upper);
    return shown;
}

// Of few visits it is said that they are few, and not how few: "one visit dominates" means three at most.
std::vector<Suppression> told_reasons(std::vector<Suppression> reasons)
{
    if (std::find(reasons.begin(), reasons.end(), Suppression::too_few_visits) != reasons.end())
        std::erase_if(reasons, [](Suppression reason) {
            return reason == Suppression::too_few_inspectors || reason == Suppression::dominated ||
                   reason == Suppression::no_interval;
        });
    return reasons;
}

const char* region_name(const std::string& code)
{
    static const std::map<std::string, const char*> names{{"VR01", "Groningen"},
                                                          {"VR02", "Fryslân"},
                                                          {"VR03", "Drenthe"},
                                                          {"VR04", "IJsselland"},
                                                          {"VR05", "Twente"},
                                                          {"VR06", "Noord- en Oost-Gelderland"},
                                                          {"VR07", "Gelderland-Midden"},
                                                          {"VR08", "Gelderland-Zuid"},
                                                          {"VR09", "Utrecht"},
                                                          {"VR10", "Noord-Holland-Noord"},
                                                          {"VR11", "Zaanstreek-Waterland"},
                                                          {"VR12", "Kennemerland"},
                                                          {"VR13", "Amsterdam-Amstelland"},
                                                          {"VR14", "Gooi en Vechtstreek"},
                                                          {"VR15", "Haaglanden"},
                                                          {"VR16", "Hollands Midden"},
                                                          {"VR17", "Rotterdam-Rijnmond"},
                                                          {"VR18", "Zuid-Holland-Zuid"},
                                                          {"VR19", "Zeeland"},
                                                          {"VR20", "Midden- en West-Brabant"},
                                                          {"VR21", "Brabant-Noord"},
                                                          {"VR22", "Brabant-Zuidoost"},
                                                          {"VR23", "Limburg-Noord"},
                                                          {"VR24", "Zuid-Limburg"},
                                                          {"VR25", "Flevoland"}};
    const auto found = names.find(code);
    return found == names.end() ? nullptr : found->second;
}

} // namespace

ReleaseCube::ReleaseCube(Channel channel, std::vector<ReleaseFigure> figures)
    : channel_(channel), figures_(std::move(figures))
{
}

std::size_t ReleaseCube::add_location(const CubeLocation& location)
{
    locations_.push_back(location);
    sums_.resize(locations_.size() * figures_.size());
    return locations_.size() - 1;
}

void ReleaseCube::add_visit(std::size_t location, std::uint32_t inspector,
                            std::span<const std::optional<double>> values)
{
    for (std::size_t figure = 0; figure < figures_.size(); ++figure) {
        if (!values[figure])
            continue;
        auto& group = sums_[at(location, figure)];
        group.staff_pool = locations_[location].staff_pool;
        group.counted = figures_[figure].kind == FigureKind::share;
        group.add_visit(*values[figure], 1, inspector); // each visit counts once
    }
}

void ReleaseCube::add_change(std::size_t figure, const History& history, std::size_t location, std::uint32_t inspector)
{
    auto& sums = changes_[history];
    sums.resize(locations_.size() * figures_.size());
    auto& group = sums[at(location, figure)];
    group.staff_pool = locations_[location].staff_pool;
    group.add_visit(50, 1, inspector);
}

// Country, regions, municipalities, locations. Levels above the lowest place that holds everything are left out, and
// a location that is all of its municipality: they would say the same again.
ReleaseCube::Layout ReleaseCube::lay_out() const
{
    std::map<std::string, std::map<std::string, std::vector<std::size_t>>> regions; // region, municipality
    for (std::size_t i = 0; i < locations_.size(); ++i)
        regions[locations_[i].region][locations_[i].municipality].push_back(i);

    Layout made;
    made.of_location.resize(locations_.size());
    const auto add = [&](ReleasePlace place, std::size_t parent) {
        if (parent != disclosure::Place::no_parent)
            place.within = made.places[parent].place.code;
        made.places.push_back({std::move(place), parent});
        return made.places.size() - 1;
    };
    auto top = disclosure::Place::no_parent;
    if (regions.size() > 1)
        top = add({"NL", "Nederland", PlaceLevel::country, {}}, top);
    for (auto& [region, municipalities] : regions) {
        auto above = top;
        if (municipalities.size() > 1 || regions.size() > 1) {
            const auto* name = region_name(region);
            above = add({region, name ? name : region, PlaceLevel::region, {}}, top);
        }
        for (auto& [code, locations] : municipalities) {
            // By code: the order in which visits came is nobody's business.
            std::sort(locations.begin(), locations.end(),
                      [&](std::size_t a, std::size_t b) { return locations_[a].code < locations_[b].code; });
            const auto& name = locations_[locations.front()].municipality_name;
            const auto town = add({code, name, PlaceLevel::municipality, {}}, above);
            for (const auto location : locations)
                made.of_location[location] =
                    locations.size() == 1
                        ? town
                        : add({locations_[location].code, locations_[location].name, PlaceLevel::location, {}}, town);
        }
    }
    return made;
}

std::vector<disclosure::Place> ReleaseCube::summed(const Layout& layout, const Sums& sums, std::size_t figure) const
{
    std::vector<disclosure::Place> made(layout.places.size());
    for (std::size_t i = 0; i < made.size(); ++i)
        made[i].parent = layout.places[i].parent;
    for (std::size_t location = 0; location < locations_.size(); ++location)
        made[layout.of_location[location]].group.merge(sums[at(location, figure)]);
    for (std::size_t i = made.size(); i-- > 0;)
        if (made[i].parent != disclosure::Place::no_parent)
            made[made[i].parent].group.merge(made[i].group);
    return made;
}

ReleaseCell ReleaseCube::cell(const ReleasePlace& place, const ReleaseFigure& figure, const Group& group,
                              const Protected& verdict, const PublishingRule& rule, Quantiles& quantiles) const
{
    ReleaseCell made;
    made.place = place.code;
    made.level = place.level;
    made.within = place.within;
    made.channel = channel_;
    made.dimension = figure.code;
    made.hidden_because = told_reasons(verdict.because);
    if (verdict.showing == Showing::nothing)
        return made;
    const bool share = figure.kind == FigureKind::share;
    const auto estimated = share ? share_of(group) : mean_of(group, quantiles);
    auto shown = disclosure::guarded(estimated.value, estimated.lower, estimated.upper, group.staff_pool, rule,
                                     disclosure::end_width(group));
    made.n_at_least = disclosure::rounded_down(group.visits, rule.count_rounding);
    if (shown.bound)
        shown = around_bound(shown, *made.n_at_least);
    // Shares to whole per cents and their interval outwards: with more digits they would tell the exact number of
    // visits.
    made.mean = share ? whole(shown.mean) : tenth(shown.mean);
    made.lower = share ? whole_down(shown.lower) : tenth(shown.lower);
    made.upper = share ? whole_up(shown.upper) : tenth(shown.upper);
    made.bound = shown.bound;
    if (figure.target)
        made.verdict = shown.bound                         ? TargetVerdict::not_shown
                       : estimated.lower >= *figure.target ? TargetVerdict::met
                       : estimated.upper < *figure.target  ? TargetVerdict::missed
                                                           : TargetVerdict::not_shown;
    return made;
}

BuiltCube ReleaseCube::build(const PublishingRule& rule, const EarlierPattern& earlier) const
{
    std::vector<ReleaseCell> cells;
    auto made = build(rule, earlier, [&](ReleaseCell cell) { cells.push_back(std::move(cell)); });
    made.cells = std::move(cells);
    return made;
}

BuiltCube ReleaseCube::build(const PublishingRule& rule, const EarlierPattern& earlier, const EachCell& each) const
{
    const auto layout = lay_out();
    std::vector<disclosure::Figure> figures;
    for (std::size_t figure = 0; figure < figures_.size(); ++figure) {
        figures.push_back({figures_[figure].code, figures_[figure].weight.value_or(0), summed(layout, sums_, figure)});
        mark_partners(layout, earlier, figures.back());
    }
    const auto pattern = choose_pattern(layout, earlier, rule, figures);

    BuiltCube made;
    if (earlier.has_version())
        compare(layout, earlier, rule, figures, pattern, made);
    Quantiles quantiles;
    for (std::size_t i = 0; i < layout.places.size(); ++i)
        for (std::size_t figure = 0; figure < figures_.size(); ++figure) {
            auto one = cell(layout.places[i].place, figures_[figure], figures[figure].places[i].group,
                            pattern[figure][i], rule, quantiles);
            ++(one.mean ? made.shown : made.hidden);
            each(std::move(one));
        }
    for (auto& place : layout.places)
        made.places.push_back(place.place);
    return made;
}

void ReleaseCube::mark_partners(const Layout& layout, const EarlierPattern& earlier, disclosure::Figure& figure) const
{
    if (!earlier.partner.empty())
        for (std::size_t i = 0; i < layout.places.size(); ++i)
            figure.places[i].kept = earlier.partner.contains({layout.places[i].place.code, figure.name});
}

ReleaseCube::Pattern ReleaseCube::choose_pattern(const Layout& layout, const EarlierPattern& earlier,
                                                 const PublishingRule& rule,
                                                 std::vector<disclosure::Figure>& figures) const
{
    if (earlier.has_version()) {
        Pattern made;
        for (const auto& figure : figures)
            made.push_back(disclosure::kept_pattern(figure.places, before(layout, earlier, figure.name), rule));
        return made;
    }
    auto index = std::move(figures.back());
    figures.pop_back();
    auto made = disclosure::protect(figures, index.places, rule);
    figures.push_back(std::move(index));
    made.figures.push_back(std::move(made.index));
    return std::move(made.figures);
}

// A place that was shown and then had no visit left has nothing to hide when visits come in again.
std::vector<Showing> ReleaseCube::before(const Layout& layout, const EarlierPattern& earlier,
                                         const std::string& figure) const
{
    std::vector<Showing> made;
    for (const auto& place : layout.places) {
        const CellKey key{place.place.code, figure};
        const auto hidden = earlier.hidden.find(key);
        made.push_back(earlier.shown.contains(key)                         ? Showing::figure
                       : hidden != earlier.hidden.end() && !hidden->second ? Showing::bound
                                                                           : Showing::nothing);
    }
    return made;
}

} // namespace balieblik::usecases
