// SPDX-License-Identifier: EUPL-1.2
// A later version of a release stands beside the earlier ones for good. What may appear in it, and whether it may
// appear at all, hangs on what was published and on how many visits changed where, and on nothing that they scored:
// else the day on which it appears, or that it does not, would tell about scores that are hidden.
//
// So a version keeps the pattern of those before it; and a correction may appear only in places whose own figure is
// shown. What is left over around them by subtraction is then the same in all versions, to the last visit: what was
// safe stays safe, and nothing has to be weighed anew.
#pragma once

#include "disclosure/tree.hpp"

namespace balieblik::disclosure {

// The pattern of a version. `before`: the least that an earlier version showed of each place.
std::vector<Protected> kept_pattern(std::span<const Place> places, std::span<const Showing> before,
                                    const PublishingRule& rule);

// Marks the places whose visits count in something that is shown: theirs, or of what holds them. To be asked of each
// figure, as the index tells about its dimensions.
void mark_seen(std::span<const Place> places, std::span<const Showing> before, std::vector<bool>& seen);

// Lowest places where visits changed that are seen, and not in a figure of the place itself. `changed`: visits that are
// not the same in all versions, by place, with all below it.
std::vector<std::size_t> changed_where_hidden(std::span<const Place> places, std::span<const Showing> before,
                                              const std::vector<bool>& seen, std::span<const Group> changed);

// Differencing between versions. The places whose figure would, by subtraction of versions, tell about a group that
// may not be published. `changed`: of each place (with all below it) the visits of one history, which are told
// together or not at all. Where nothing changed that is hidden, groups end at the lowest places.
std::vector<std::size_t> told_by_difference(std::span<const Place> places, std::span<const Showing> before,
                                            std::span<const Group> changed, const PublishingRule& rule);

// Lowest places with so small a pool that "everybody here got (nearly) the best or the worst score" would be said of
// each: what a comparison tells of the visits that changed there could be that, and must not be asked.
std::vector<std::size_t> changed_among_few(std::span<const Place> places, std::span<const Showing> before,
                                           std::span<const Group> changed, const PublishingRule& rule);

} // namespace balieblik::disclosure
