// SPDX-License-Identifier: EUPL-1.2
#include "usecases/release_proof.hpp"

#include "usecases/find.hpp"
#include "usecases/frozen_wave.hpp"
#include "usecases/release_making.hpp"

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
        : staff_pool_(staff_pool), latest_version_(versions.size())
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
            const auto all = groups_of(latest, figure, changed);
            for (std::size_t place = 0; place < showing.size(); ++place) {
                if (showing[place] == Showing::nothing)
                    continue;
                bool touched = false;
                const auto left = disclosure::left_over(latest.cube().parent, showing, place);
                for (const auto& groups : all.changed)
                    touched = judge(groups, left, rule, proof) || touched;
                if (touched && latest_version_ > 2)
                    judge(all.common, left, rule, proof);
            }
        }
        proof.changed_visits = std::ssize(changed);
    }

private:
    using History = std::vector<const store::ReleaseInput*>; // by version; none where it did not count

    // False if there is nothing of it in what is left over.
    static bool judge(const std::vector<Group>& groups, const std::vector<std::size_t>& left,
                      const PublishingRule& rule, VersionProof& proof)
    {
        Group laid_bare;
        for (const auto one : left)
            laid_bare.merge(groups[one]);
        if (laid_bare.visits == 0)
            return false;
        ++proof.changes_compared;
        proof.changes_unfit += disclosure::reasons_against(laid_bare, rule).empty() ? 0 : 1;
        return true;
    }

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

    // By place.
    struct Groups {
        std::vector<std::vector<Group>> changed; // of each history that is not the same throughout
        std::vector<Group> common;               // to all versions
    };
    Groups groups_of(const Frozen& latest, std::size_t figure, std::set<VisitId>& changed) const
    {
        std::map<std::vector<std::size_t>, std::map<LocationId, Group>> found;
        std::map<InspectorId, std::uint32_t> inspectors;
        for (const auto& [visit, history] : visits_) {
            const auto was = labels(history, latest.figure(figure));
            if (was.front() == 0 && is_constant(was))
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
        Groups made;
        made.common.resize(latest.cube().parent.size());
        for (const auto& [was, of_location] : found) {
            auto& groups = is_constant(was) ? made.common : made.changed.emplace_back(latest.cube().parent.size());
            for (const auto& [location, group] : of_location)
                if (const auto place = latest.lowest(location))
                    groups[*place].merge(group);
        }
        return made;
    }

    static bool is_constant(const std::vector<std::size_t>& was)
    {
        return std::adjacent_find(was.begin(), was.end(), std::not_equal_to<>{}) == was.end();
    }

    const std::map<LocationId, std::int64_t>& staff_pool_;
    const std::size_t latest_version_;
    std::map<VisitId, History> visits_;
};

bool too_large(const store::StoredRelease& version)
{
    return version.release.cells_shown + version.release.cells_hidden > most_cells_audited;
}

std::optional<NotAudited> reason_against_audit(const FrozenWave& wave)
{
    if (too_large(wave.release))
        return NotAudited::too_large;
    if (wave.inputs.empty() && wave.release.approved_visits > 0)
        return NotAudited::inputs_not_kept;
    return std::nullopt;
}

VersionProof told_by(const store::StoredRelease& version, const std::map<Suppression, std::int64_t>& reasons)
{
    VersionProof made;
    made.version = version.version;
    made.published_at = version.published_at;
    made.rule = version.release.rule;
    made.cells_shown = version.release.cells_shown;
    made.cells_hidden = version.release.cells_hidden;
    made.pattern_sha256 = version.release.pattern_sha256;
    for (const auto& [reason, cells] : reasons)
        made.reasons.push_back({reason, cells});
    return made;
}

// Of a version that is too large nothing is read that would take long.
Result<FrozenWave> read_version(store::Tx& tx, const store::StoredRelease& version)
{
    if (!too_large(version))
        return read_frozen(tx, version, true);
    FrozenWave made;
    made.release = version;
    return made;
}

Result<ProofMaterial> read_material(store::Tx& tx, WaveId id)
{
    ProofMaterial made;
    BALIEBLIK_TRY(versions, tx.releases().versions(id));
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        BALIEBLIK_TRY(wave, read_version(tx, *version));
        BALIEBLIK_CHECK(find_places(tx, wave, made.staff_pool));
        if (!made.versions.empty()) // where the last visit was declared void, the place is still there
            for (const auto& [location, place] : made.versions.back().lowest_place)
                wave.lowest_place.try_emplace(location, place);
        made.versions.push_back(std::move(wave));
        BALIEBLIK_TRY(reasons, tx.releases().reasons(version->id));
        made.reasons.push_back(std::move(reasons));
    }
    return made;
}

// --- What was found is kept ------------------------------------------------------------------------------------------

store::KeptProof to_keep(const VersionProof& proof)
{
    store::KeptProof made{std::nullopt, proof.compared, proof.changed_visits, proof.changes_compared,
                          proof.changes_unfit};
    if (const auto& audit = proof.audit)
        made.audit = store::KeptAudit{audit->remainders, audit->remainders_unfit, audit->hidden,
                                      audit->programs,   audit->too_close,        audit->least_points};
    return made;
}

void fill_in(VersionProof& proof, const store::StoredProof& kept)
{
    proof.looked_at = kept.made_at;
    proof.not_audited.reset();
    if (const auto& audit = kept.proof.audit)
        proof.audit = disclosure::Audit{audit->remainders, audit->remainders_unfit, audit->hidden,
                                        audit->programs,   audit->too_close,        audit->least_points};
    proof.compared = kept.proof.compared;
    proof.changed_visits = kept.proof.changed_visits;
    proof.changes_compared = kept.proof.changes_compared;
    proof.changes_unfit = kept.proof.changes_unfit;
}

struct Known {
    std::vector<VersionProof> proofs; // oldest first, with what is kept of them
    std::vector<bool> wanted;         // that are still to be looked at, and can be
    bool complete() const { return std::find(wanted.begin(), wanted.end(), true) == wanted.end(); }
};

Result<Known> read_known(store::Tx& tx, WaveId wave)
{
    Known made;
    BALIEBLIK_TRY(versions, tx.releases().versions(wave));
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        BALIEBLIK_TRY(reasons, tx.releases().reasons(version->id));
        auto proof = told_by(*version, reasons);
        BALIEBLIK_TRY(kept, tx.releases().proof(version->id));
        BALIEBLIK_TRY(there, tx.release_inputs().are_there(version->id));
        const bool gone = !there && version->approved_visits > 0;
        if (kept)
            fill_in(proof, *kept);
        else if (too_large(*version))
            proof.not_audited = NotAudited::too_large;
        else if (gone)
            proof.not_audited = NotAudited::inputs_not_kept;
        const bool current = kept && kept->code_version == code_version;
        made.wanted.push_back(!current && !gone && !proof.not_audited);
        made.proofs.push_back(std::move(proof));
    }
    return made;
}

Result<void> keep(store::Tx& tx, const ProofMaterial& material, const Known& known)
{
    for (std::size_t version = 0; version < known.proofs.size(); ++version)
        if (const auto& at = known.proofs[version].looked_at; at && known.wanted[version])
            BALIEBLIK_CHECK(tx.releases().keep(
                {material.versions[version].release.id, *at, code_version, to_keep(known.proofs[version])}));
    return {};
}

struct Found {
    std::vector<VersionProof> proofs;
    Result<void> kept; // whether the next who asks finds them
};
// Does not ask who it is for.
Result<Found> find_out(store::Store& store, TenantId tenant, const Environment& env, WaveId wave)
{
    BALIEBLIK_TRY(known, store.read(tenant, [&](store::Tx& tx) { return read_known(tx, wave); }));
    Found made{{}, {}};
    if (!known.complete()) {
        BALIEBLIK_TRY(material, store.read(tenant, [&](store::Tx& tx) { return read_material(tx, wave); }));
        auto proofs = prove(material, known.wanted);
        // A version that was published meanwhile is looked at by the next who asks.
        for (std::size_t version = 0; version < known.proofs.size(); ++version)
            if (known.wanted[version]) {
                known.proofs[version] = std::move(proofs[version]);
                if (!known.proofs[version].not_audited)
                    known.proofs[version].looked_at = env.clock.now();
            }
        made.kept = store.write(tenant, [&](store::Tx& tx) { return keep(tx, material, known); });
    }
    made.proofs = std::move(known.proofs);
    return made;
}

} // namespace

Result<ProofMaterial> read_proof(store::Tx& tx, const Actor& actor, WaveId id)
{
    BALIEBLIK_CHECK(find_wave(tx, actor, {Role::coordinator, Role::observer}, id));
    return read_material(tx, id);
}

std::vector<VersionProof> prove(const ProofMaterial& material, const std::vector<bool>& wanted)
{
    std::vector<VersionProof> made;
    bool comparable = true; // all versions so far
    for (std::size_t version = 0; version < material.versions.size(); ++version) {
        const auto& wave = material.versions[version];
        auto& proof = made.emplace_back(told_by(wave.release, material.reasons[version]));
        proof.not_audited = reason_against_audit(wave);
        comparable = comparable && !proof.not_audited;
        if (proof.not_audited || (!wanted.empty() && (version >= wanted.size() || !wanted[version])))
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

Result<std::vector<VersionProof>> proofs_of(store::Store& store, TenantId tenant, const Environment& env,
                                            const Actor& actor, WaveId id)
{
    const auto look = [&](store::Tx& tx) { return find_wave(tx, actor, {Role::coordinator, Role::observer}, id); };
    BALIEBLIK_CHECK(store.read(tenant, look));
    // A store that takes nothing at the moment keeps nobody from reading: it is worked out again next time.
    BALIEBLIK_TRY(found, find_out(store, tenant, env, id));
    return std::move(found.proofs);
}

Result<void> keep_proofs(store::Store& store, TenantId tenant, const Environment& env, WaveId wave)
{
    BALIEBLIK_TRY(found, find_out(store, tenant, env, wave));
    return found.kept;
}

} // namespace balieblik::usecases
