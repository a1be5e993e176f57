// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/version.hpp"

#include <algorithm>

namespace balieblik::disclosure {
namespace {

std::vector<bool> have_parts(std::span<const Place> places)
{
    std::vector<bool> made(places.size());
    for (const auto& place : places)
        if (place.parent != Place::no_parent)
            made[place.parent] = true;
    return made;
}

// Lowest places of which a visit changed, and of which `which` holds.
template <class Which>
std::vector<std::size_t> changed_and(std::span<const Place> places, std::span<const Group> changed, Which which)
{
    const auto parts = have_parts(places);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (!parts[i] && changed[i].visits > 0 && which(i))
            found.push_back(i);
    return found;
}

} // namespace

std::vector<Protected> kept_pattern(std::span<const Place> places, std::span<const Showing> before,
                                    const PublishingRule& rule)
{
    std::vector<Protected> made(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& group = places[i].group;
        made[i].because = reasons_against(group, rule);
        const bool bound = tells_on_everybody(group, rule);
        if (made[i].because.empty() && (before[i] == Showing::nothing || (before[i] == Showing::bound && !bound)))
            made[i].because.push_back(Suppression::hidden_before);
        if (made[i].because.empty())
            made[i].showing = bound ? Showing::bound : Showing::figure;
    }
    return made;
}

void mark_seen(std::span<const Place> places, std::span<const Showing> before, std::vector<bool>& seen)
{
    seen.resize(places.size());
    std::vector<bool> here(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) { // what holds a place stands before it
        const auto above = places[i].parent;
        here[i] = before[i] != Showing::nothing || (above != Place::no_parent && here[above]);
        seen[i] = seen[i] || here[i];
    }
}

std::vector<std::size_t> changed_where_hidden(std::span<const Place> places, std::span<const Showing> before,
                                              const std::vector<bool>& seen, std::span<const Group> changed)
{
    return changed_and(places, changed, [&](std::size_t i) { return before[i] != Showing::figure && seen[i]; });
}

std::vector<std::size_t> told_by_difference(std::span<const Place> places, std::span<const Showing> before,
                                            std::span<const Group> changed, const PublishingRule& rule)
{
    return changed_and(places, changed, [&](std::size_t i) {
        return before[i] == Showing::figure && !reasons_against(changed[i], rule).empty();
    });
}

std::vector<std::size_t> changed_among_few(std::span<const Place> places, std::span<const Showing> before,
                                           std::span<const Group> changed, const PublishingRule& rule)
{
    return changed_and(places, changed, [&](std::size_t i) {
        return before[i] == Showing::figure && changed[i].staff_pool < rule.group_pool;
    });
}

} // namespace balieblik::disclosure
