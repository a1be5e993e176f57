// SPDX-License-Identifier: EUPL-1.2
// From scored visits to the cells of a release: adds up over places, protects, and puts figures and intervals where
// the pattern lets it. Pure, and without a visit in memory: each is added to the sums of its location.
#pragma once

#include "disclosure/cube.hpp"
#include "model/release.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace balieblik::usecases {

struct CubeLocation {
    std::string code;
    std::string name;
    std::string municipality;
    std::string municipality_name;
    std::string region; // code
    std::int64_t staff_pool{};
};

// What a release shows of each figure of each place, to be kept in the next one.
using CellKey = std::pair<std::string, std::string>; // place, dimension
struct EarlierPattern {
    std::map<CellKey, bool> hidden;  // by an earlier version of the same wave: true if it had no figure at all
    std::map<CellKey, bool> partner; // by the wave before, to protect others
};

struct BuiltCube {
    std::vector<ReleasePlace> places; // upper ones first
    std::vector<ReleaseCell> cells;   // place by place, figures in their order
    std::int64_t shown{};
    std::int64_t hidden{};
    std::vector<std::string> told; // places where the difference to an earlier version would tell
};

class ReleaseCube {
public:
    // The figures in the order of the release; the last one is the index, those with a weight are its dimensions.
    ReleaseCube(Channel channel, std::vector<ReleaseFigure> figures);

    std::size_t add_location(const CubeLocation& location);
    // One value for each figure, or none where it does not apply.
    void add_visit(std::size_t location, std::uint32_t inspector, std::span<const std::optional<double>> values);
    // A visit that is only in one of both versions, or has other values in them: true for each figure that differs.
    void add_change(std::size_t version, std::size_t location, std::uint32_t inspector,
                    const std::vector<bool>& differs);

    BuiltCube build(const PublishingRule& rule, const EarlierPattern& earlier) const;

private:
    struct Place {
        ReleasePlace place;
        std::size_t parent = disclosure::Place::no_parent;
    };
    struct Layout {
        std::vector<Place> places;
        std::vector<std::size_t> of_location; // the lowest place that each location is part of
    };
    using Sums = std::vector<disclosure::Group>; // by location and figure

    Layout lay_out() const;
    std::size_t at(std::size_t location, std::size_t figure) const { return location * figures_.size() + figure; }
    std::vector<disclosure::Place> summed(const Layout& layout, const Sums& sums, std::size_t figure) const;
    ReleaseCell cell(const ReleasePlace& place, const ReleaseFigure& figure, const disclosure::Group& group,
                     const disclosure::Protected& verdict, const PublishingRule& rule) const;

    Channel channel_;
    std::vector<ReleaseFigure> figures_;
    std::vector<CubeLocation> locations_;
    Sums sums_;
    std::map<std::size_t, Sums> changes_; // by version
};

} // namespace balieblik::usecases
