// SPDX-License-Identifier: EUPL-1.2
// From scored visits to the cells of a release: adds up over places, protects, and puts figures and intervals where
// the pattern lets it. Pure, and without a visit in memory: each is added to the sums of its location.
#pragma once

#include "disclosure/cube.hpp"
#include "disclosure/version.hpp"
#include "model/release.hpp"

#include <array>
#include <functional>
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
    std::map<CellKey, bool> hidden;        // by an earlier version of the same wave: true if it had no figure at all
    std::map<CellKey, bool> shown;         // by an earlier version of the same wave, as the figure itself
    std::map<CellKey, bool> partner;       // by the wave before, to protect others
    std::optional<PublishingRule> changes; // that holds for what versions tell of each other; none: the cube's own

    bool has_version() const { return !hidden.empty() || !shown.empty(); }
};

struct BuiltCube {
    std::vector<ReleasePlace> places; // upper ones first
    std::vector<ReleaseCell> cells;   // place by place, figures in their order
    std::int64_t shown{};
    std::int64_t hidden{};
    std::vector<std::string> told;       // places where the difference to an earlier version would tell
    std::vector<std::string> unseen;     // places where something changed that has no figure of its own
    std::vector<std::string> few_people; // places where something changed about so few that all could be named by it
    std::vector<std::string> less;       // places that would have to hide what an earlier version showed

    bool waits() const { return !told.empty() || !unseen.empty() || !few_people.empty() || !less.empty(); }
};

class ReleaseCube {
public:
    // The figures in the order of the release; the last one is the index, those with a weight are its dimensions.
    ReleaseCube(Channel channel, std::vector<ReleaseFigure> figures);

    std::size_t add_location(const CubeLocation& location);
    // One value for each figure, or none where it does not apply.
    void add_visit(std::size_t location, std::uint32_t inspector, std::span<const std::optional<double>> values);
    // For each version of the release 0 where the visit had no such figure, else 1 for its first value, 2 for the next.
    // Whatever versions are added and subtracted, visits of one history are told together or not at all.
    using History = std::vector<int>;
    // A visit whose figure is not the same in all versions; from the third version on also one whose figure is, as what
    // all versions have in common can be worked out as well.
    void add_change(std::size_t figure, const History& history, std::size_t location, std::uint32_t inspector);
    const std::string& municipality(std::size_t location) const { return locations_[location].municipality; }

    BuiltCube build(const PublishingRule& rule, const EarlierPattern& earlier) const;
    // Hands the cells on, in their order, instead of keeping them: all of Europe has millions.
    using EachCell = std::function<void(ReleaseCell)>;
    BuiltCube build(const PublishingRule& rule, const EarlierPattern& earlier, const EachCell& each) const;

    // Of Student's t, by the number of visits: most places of a wave have one of a few numbers.
    using Quantiles = std::map<std::int64_t, std::optional<double>>;

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
    void mark_partners(const Layout& layout, const EarlierPattern& earlier, disclosure::Figure& figure) const;
    using Pattern = std::vector<std::vector<disclosure::Protected>>; // by figure
    // The first version chooses one, all others keep to it.
    Pattern choose_pattern(const Layout& layout, const EarlierPattern& earlier, const PublishingRule& rule,
                           std::vector<disclosure::Figure>& figures) const;
    std::vector<disclosure::Showing> before(const Layout& layout, const EarlierPattern& earlier,
                                            const std::string& figure) const;
    Sums changed() const; // visits that are not the same in all versions
    std::vector<disclosure::Group> groups(const Layout& layout, Sums sums, std::size_t figure) const;
    std::vector<std::size_t> told_places(const Layout& layout, std::size_t figure,
                                         const std::vector<disclosure::Place>& places,
                                         const std::vector<disclosure::Showing>& was, const PublishingRule& rule) const;
    void compare(const Layout& layout, const EarlierPattern& earlier, const PublishingRule& rule,
                 const std::vector<disclosure::Figure>& figures, const Pattern& pattern, BuiltCube& made) const;
    ReleaseCell cell(const ReleasePlace& place, const ReleaseFigure& figure, const disclosure::Group& group,
                     const disclosure::Protected& verdict, const PublishingRule& rule, Quantiles& quantiles) const;

    Channel channel_;
    std::vector<ReleaseFigure> figures_;
    std::vector<CubeLocation> locations_;
    Sums sums_;
    std::map<History, Sums> changes_;
};

} // namespace balieblik::usecases
