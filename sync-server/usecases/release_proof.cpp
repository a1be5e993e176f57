// SPDX-License-Identifier: EUPL-1.2
#include "usecases/release_proof.hpp"

#include "usecases/find.hpp"
#include "usecases/frozen_wave.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <span>

namespace balieblik::usecases {
namespace {

using disclosure::AuditedCube;
using disclosure::Group;
using disclosure::Showing;

// A version as the audit looks at it, with the lowest place of each visit that counted.
class Frozen {
public:
    Frozen(const FrozenWave& wave, const std::map<LocationId, std::int64_t>& staff_pool)
        : wave_(wave), staff_pool_(staff_pool)
    {
        for (const auto& place : wave.places) {
            const auto above = number_.find(place.within);
            cube_.parent.push_back(above == number_.end() ? disclosure::Place::no_parent : above->second);
            number_.emplace(place.code, number_.size());
        }
        for (const auto& figure : wave.release.release.figures) {
            figure_.emplace(figure.code, cube_.figures.size());
            cube_.figures.push_back({figure.weight.value_or(0), std::vector<Group>(wave.places.size()),
                                     std::vector<Showing>(wave.places.size(), Showing::nothing)});
        }
        for (const auto& cell : wave.cells)
            if (cell.mean)
                cube_.figures[figure_.at(cell.dimension)].showing[number_.at(cell.place)] =
                    cell.bound ? Showing::bound : Showing::figure;
        add_visits();
    }

    const AuditedCube& cube() const { return cube_; }
    const std::string& figure(std::size_t number) const { return wave_.release.release.figures[number].code; }
    std::optional<std::size_t> lowest(LocationId location) const
    {
        const auto found = wave_.lowest_place.find(location);
        const auto place = found == wave_.lowest_place.end() ? number_.end() : number_.find(found->second);
        return place == number_.end() ? std::nullopt : std::optional(place->second);
    }
    // Adds up what stands at the lowest places.
    void add_up(std::vector<Group>& groups) const
    {
        for (std::size_t place = groups.size(); place-- > 0;)
            if (cube_.parent[place] != disclosure::Place::no_parent)
                groups[cube_.parent[place]].merge(groups[place]);
    }

private:
    void add_visits()
    {
        std::map<LocationId, std::vector<Group>> of_location; // its people are counted once
        for (const auto& input : wave_.inputs) {
            auto& groups = of_location[input.location_id];
            groups.resize(cube_.figures.size());
            for (std::size_t figure = 0; figure < groups.size(); ++figure)
                if (const auto score = input.figures.find(this->figure(figure)); score != input.figures.end()) {
                    groups[figure].staff_pool = staff_pool_.at(input.location_id);
                    groups[figure].counted = wave_.release.release.figures[figure].kind == FigureKind::share;
                    groups[figure].add_visit(score->second, 1, inspector(input.inspector_id));
                }
        }
        for (const auto& [location, groups] : of_location)
            if (const auto place = lowest(location))
                for (std::size_t figure = 0; figure < groups.size(); ++figure)
                    cube_.figures[figure].groups[*place].merge(groups[figure]);
        for (auto& figure : cube_.figures)
            add_up(figure.groups);
    }
    std::uint32_t inspector(InspectorId id)
    {
        return inspectors_.emplace(id, static_cast<std::uint32_t>(inspectors_.size())).first->second;
    }

    const FrozenWave& wave_;
    const std::map<LocationId, std::int64_t>& staff_pool_;
    AuditedCube cube_;
    std::map<std::string, std::size_t> number_; // of places, by code
    std::map<std::string, std::size_t> figure_;
    std::map<InspectorId, std::uint32_t> inspectors_;
};

// Compares a version with those before it: visits by what they were in each of them.
class Histories {
public:
    Histories(std::span<const FrozenWave> versions, const std::map<LocationId, std::int64_t>& staff_pool)
        : staff_pool_(staff_pool)
    {
        for (std::size_t version = 0; version < versions.size(); ++version)
            for (const auto& input : versions[version].inputs) {
                auto& history = visits_[input.visit_id];
                history.resize(versions.size());
                history[version] = &input;
            }
    }

    void compare(const Frozen& latest, const PublishingRule& rule, VersionProof& proof) const
    {
        std::set<VisitId> changed;
        for (std::size_t figure = 0; figure < latest.cube().figures.size(); ++figure) {
            const auto& showing = latest.cube().figures[figure].showing;
            for (const auto& groups : groups_of(latest, figure, changed))
                for (std::size_t place = 0; place < showing.size(); ++place) {
                    if (showing[place] == Showing::nothing)
                        continue;
                    Group laid_bare;
                    for (const auto one : disclosure::left_over(latest.cube().parent, showing, place))
                        laid_bare.merge(groups[one]);
                    if (laid_bare.visits == 0)
                        continue;
                    ++proof.changes_compared;
                    proof.changes_unfit += disclosure::reasons_against(laid_bare, rule).empty() ? 0 : 1;
                }
        }
        proof.changed_visits = std::ssize(changed);
    }

private:
    using History = std::vector<const store::ReleaseInput*>; // by version; none where it did not count

    // 0 where the visit had no such figure, else the same number for the same record of it.
    static std::vector<std::size_t> labels(const History& history, const std::string& figure)
    {
        std::vector<std::size_t> made;
        std::vector<std::pair<VisitVersionId, double>> seen;
        for (const auto* input : history) {
            const auto score = input ? input->figures.find(figure) : std::map<std::string, double>::const_iterator{};
            if (!input || score == input->figures.end()) {
                made.push_back(0);
                continue;
            }
            const std::pair record(input->visit_version_id, score->second);
            const auto known = std::find(seen.begin(), seen.end(), record);
            made.push_back(static_cast<std::size_t>(known - seen.begin()) + 1);
            if (known == seen.end())
                seen.push_back(record);
        }
        return made;
    }

    // By place, of each history that is not the same throughout.
    std::vector<std::vector<Group>> groups_of(const Frozen& latest, std::size_t figure,
                                              std::set<VisitId>& changed) const
    {
        std::map<std::vector<std::size_t>, std::map<LocationId, Group>> found;
        std::map<InspectorId, std::uint32_t> inspectors;
        for (const auto& [visit, history] : visits_) {
            const auto was = labels(history, latest.figure(figure));
            if (std::adjacent_find(was.begin(), was.end(), std::not_equal_to<>{}) == was.end())
                continue;
            if (was.back() != was[was.size() - 2])
                changed.insert(visit);
            const auto& known = **std::find_if(history.begin(), history.end(), [](const auto* one) { return one; });
            auto& group = found[was][known.location_id];
            group.staff_pool = staff_pool_.at(known.location_id);
            group.add_visit(
                50, 1,
                inspectors.emplace(known.inspector_id, static_cast<std::uint32_t>(inspectors.size())).first->second);
        }
        std::vector<std::vector<Group>> made;
        for (const auto& [was, of_location] : found) {
            auto& groups = made.emplace_back(latest.cube().parent.size());
            for (const auto& [location, group] : of_location)
                if (const auto place = latest.lowest(location))
                    groups[*place].merge(group);
        }
        return made;
    }

    const std::map<LocationId, std::int64_t>& staff_pool_;
    std::map<VisitId, History> visits_;
};

std::optional<NotAudited> reason_against_audit(const FrozenWave& wave)
{
    if (std::ssize(wave.cells) > most_cells_audited)
        return NotAudited::too_large;
    if (wave.inputs.empty() && wave.release.approved_visits > 0)
        return NotAudited::inputs_not_kept;
    return std::nullopt;
}

VersionProof told_by(const FrozenWave& wave)
{
    VersionProof made;
    const auto& release = wave.release.release;
    made.version = wave.release.version;
    made.published_at = wave.release.published_at;
    made.rule = release.rule;
    made.cells_shown = release.cells_shown;
    made.cells_hidden = release.cells_hidden;
    made.pattern_sha256 = release.pattern_sha256;
    std::map<Suppression, std::int64_t> reasons;
    for (const auto& cell : wave.cells)
        for (const auto reason : cell.hidden_because)
            ++reasons[reason];
    for (const auto& [reason, cells] : reasons)
        made.reasons.push_back({reason, cells});
    return made;
}

} // namespace

Result<ProofMaterial> read_proof(store::Tx& tx, const Actor& actor, WaveId id)
{
    BALIEBLIK_CHECK(find_wave(tx, actor, {Role::coordinator, Role::observer}, id));
    ProofMaterial made;
    BALIEBLIK_TRY(versions, tx.releases().versions(id));
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        const bool too_large = version->release.cells_shown + version->release.cells_hidden > most_cells_audited;
        BALIEBLIK_TRY(wave, read_frozen(tx, *version, !too_large));
        BALIEBLIK_CHECK(find_places(tx, wave, made.staff_pool));
        if (!made.versions.empty()) // where the last visit was declared void, the place is still there
            for (const auto& [location, place] : made.versions.back().lowest_place)
                wave.lowest_place.try_emplace(location, place);
        made.versions.push_back(std::move(wave));
    }
    return made;
}

std::vector<VersionProof> prove(const ProofMaterial& material)
{
    std::vector<VersionProof> made;
    bool comparable = true; // all versions so far
    for (std::size_t version = 0; version < material.versions.size(); ++version) {
        const auto& wave = material.versions[version];
        auto& proof = made.emplace_back(told_by(wave));
        proof.not_audited = reason_against_audit(wave);
        comparable = comparable && !proof.not_audited;
        if (proof.not_audited)
            continue;
        const Frozen frozen(wave, material.staff_pool);
        proof.audit = disclosure::audit(frozen.cube(), proof.rule);
        proof.compared = version > 0 && comparable;
        if (proof.compared)
            Histories(std::span(material.versions).first(version + 1), material.staff_pool)
                .compare(frozen, proof.rule, proof);
    }
    return made;
}

} // namespace balieblik::usecases
