// SPDX-License-Identifier: EUPL-1.2
// A cube beside the earlier versions of its release: what may not appear, and where.
#include "usecases/release_cube.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>

namespace balieblik::usecases {
namespace {

using disclosure::Group;
using disclosure::Showing;

// Visits that are the same in all versions.
bool is_constant(const ReleaseCube::History& history)
{
    return std::adjacent_find(history.begin(), history.end(), std::not_equal_to<>{}) == history.end();
}

} // namespace

ReleaseCube::Sums ReleaseCube::changed() const
{
    Sums made(sums_.size());
    for (const auto& [history, sums] : changes_)
        if (!is_constant(history))
            for (std::size_t i = 0; i < sums.size(); ++i)
                made[i].merge(sums[i]);
    return made;
}

void ReleaseCube::compare(const Layout& layout, const EarlierPattern& earlier, const PublishingRule& rule,
                          const std::vector<disclosure::Figure>& figures, const Pattern& pattern, BuiltCube& made) const
{
    const auto& changes_rule = earlier.changes ? *earlier.changes : rule;
    const auto changed = this->changed();
    std::set<std::string> told;
    std::set<std::string> unseen;
    std::set<std::string> few_people;
    std::set<std::string> less;
    std::vector<bool> seen;
    for (const auto& figure : figures)
        disclosure::mark_seen(figure.places, before(layout, earlier, figure.name), seen);
    for (std::size_t figure = 0; figure < figures_.size(); ++figure) {
        const auto& places = figures[figure].places;
        const auto was = before(layout, earlier, figures_[figure].code);
        const auto put = [&](std::set<std::string>& codes, const std::vector<std::size_t>& found) {
            for (const auto place : found)
                codes.insert(layout.places[place].place.code);
        };
        const auto of_figure = groups(layout, changed, figure);
        put(unseen, disclosure::changed_where_hidden(places, was, seen, of_figure));
        put(few_people, disclosure::changed_among_few(places, was, of_figure, changes_rule));
        put(told, told_places(layout, figure, places, was, changes_rule));
        // What an earlier version showed protects nobody when it is hidden now, neither itself nor a neighbour.
        for (std::size_t i = 0; i < places.size(); ++i)
            if (was[i] == Showing::figure && pattern[figure][i].showing != Showing::figure &&
                places[i].group.visits > 0)
                less.insert(layout.places[i].place.code);
    }
    made.told = {told.begin(), told.end()};
    made.unseen = {unseen.begin(), unseen.end()};
    made.few_people = {few_people.begin(), few_people.end()};
    made.less = {less.begin(), less.end()};
}

std::vector<Group> ReleaseCube::groups(const Layout& layout, Sums sums, std::size_t figure) const
{
    sums.resize(sums_.size()); // locations may have come after
    std::vector<Group> made;
    for (auto& place : summed(layout, sums, figure))
        made.push_back(place.group);
    return made;
}

// Where the visits of one history are some, but too few.
std::vector<std::size_t> ReleaseCube::told_places(const Layout& layout, std::size_t figure,
                                                  const std::vector<disclosure::Place>& places,
                                                  const std::vector<Showing>& was, const PublishingRule& rule) const
{
    PublishingRule any; // finds every place with a visit behind it
    any.min_visits = std::numeric_limits<int>::max();
    std::vector<std::size_t> told;
    std::set<std::size_t> touched;
    std::vector<std::size_t> in_common;
    for (const auto& [history, sums] : changes_) {
        const auto of_history = groups(layout, sums, figure);
        const auto few = disclosure::told_by_difference(places, was, of_history, rule);
        if (is_constant(history)) {
            in_common = few;
            continue;
        }
        told.insert(told.end(), few.begin(), few.end());
        const auto all = disclosure::told_by_difference(places, was, of_history, any);
        touched.insert(all.begin(), all.end());
    }
    for (const auto place : in_common)
        if (touched.contains(place))
            told.push_back(place);
    return told;
}

} // namespace balieblik::usecases
