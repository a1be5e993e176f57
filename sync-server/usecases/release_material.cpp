// SPDX-License-Identifier: EUPL-1.2
#include "usecases/release_material.hpp"

#include "usecases/find.hpp"
#include "usecases/municipalities.hpp"
#include "usecases/scored_visit.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace balieblik::usecases {
namespace {

constexpr const char* index_name = "INDEX";
constexpr const char* norm_name = "NORM";

// The number of a location in the cube, which gets it when it is new.
Result<std::size_t> location_number(store::Tx& tx, const Wave& wave, Material& material, LocationId id)
{
    if (const auto known = material.locations.find(id); known != material.locations.end())
        return known->second;
    BALIEBLIK_TRY(location, find_location(tx, id));
    const auto before = material.kept_in.find(id);
    const auto code = before != material.kept_in.end()
                          ? before->second
                          : municipality_on(all_municipalities(), location.municipality, wave.ends_on);
    if (code != location.municipality) {
        const auto merged = "merged " + location.municipality + " " + code;
        if (std::find(material.notes.begin(), material.notes.end(), merged) == material.notes.end())
            material.notes.push_back(merged);
    }
    const auto* town = municipality(code);
    const auto number =
        material.cube.add_location({location.code, location.name, code, town ? town->name : code,
                                    town ? town->region : std::string{}, lower_bound(location.staff_band)});
    material.locations.emplace(id, number);
    return number;
}

class Gathering {
public:
    Gathering(store::Tx& tx, const Wave& wave, const EarlierInputs& earlier) : tx_(tx), wave_(wave), scorer_(tx)
    {
        for (const auto& version : earlier)
            for (const auto& input : version)
                made_.kept_in.emplace(input.location_id, input.municipality);
    }

    Result<Material> run()
    {
        BALIEBLIK_TRY(norm, tx_.field().norm_on(wave_.channel, wave_.starts_on));
        norm_ = norm;
        BALIEBLIK_TRY(versions, tx_.visits().of_wave(wave_.id));
        std::sort(versions.begin(), versions.end(),
                  [](const store::VisitVersion& a, const store::VisitVersion& b) { return a.id < b.id; });
        BALIEBLIK_CHECK(find_pairs(versions));
        for (const auto& version : versions)
            if (counts(version))
                BALIEBLIK_CHECK(add(version));
        std::sort(made_.inputs.begin(), made_.inputs.end(),
                  [](const auto& a, const auto& b) { return a.visit_id < b.visit_id; });
        return std::move(made_);
    }

private:
    static bool counts(const store::VisitVersion& version)
    {
        return version.state == VisitVersionState::approved && !version.aborted;
    }

    // Pairs of which both visits count; the half of a pair that lost the other is an ordinary visit.
    Result<void> find_pairs(const std::vector<store::VisitVersion>& versions)
    {
        std::map<AssignmentId, VisitId> visits;
        for (const auto& version : versions)
            if (counts(version))
                visits[version.assignment_id] = version.visit_id;
        BALIEBLIK_TRY(pairs, tx_.study().double_visits(wave_.id));
        for (const auto& pair : pairs) {
            const auto first = visits.find(pair.assignment_id);
            const auto second = visits.find(pair.second_id);
            if (first == visits.end() || second == visits.end())
                continue;
            paired_.insert(first->second);
            second_of_[second->second] = first->second;
        }
        return {};
    }

    Result<void> add(const store::VisitVersion& version)
    {
        BALIEBLIK_TRY(scored, scorer_.score(wave_, version));
        if (made_.figures.empty())
            name_figures(scored);
        if (const auto first = second_of_.find(version.visit_id); first != second_of_.end())
            return add_second_look(version, scored, first->second);
        BALIEBLIK_TRY(location, location_number(tx_, wave_, made_, version.location_id));
        const auto inspector =
            made_.inspectors.emplace(version.inspector_id, static_cast<std::uint32_t>(made_.inspectors.size()))
                .first->second;
        std::vector<std::optional<double>> values;
        store::ReleaseInput input{version.visit_id,     version.id,
                                  version.location_id,  made_.cube.municipality(location),
                                  version.inspector_id, {}};
        for (const auto& figure : made_.figures) {
            values.push_back(value_of(scored, figure));
            if (values.back())
                input.figures[figure.code] = *values.back();
        }
        if (!scored.score.outcomes.empty() && scored.score.outcomes.front().points)
            input.figures[satisfaction_name] = *scored.score.outcomes.front().points;
        if (paired_.contains(version.visit_id))
            add_questions(scored, input.figures);
        made_.cube.add_visit(location, inspector, values);
        made_.inputs.push_back(std::move(input));
        made_.snapshot += to_text(version.id) + " " + version.sha256 + "\n";
        ++made_.visits;
        return {};
    }

    Result<void> add_second_look(const store::VisitVersion& version, const ScoredVisit& scored, VisitId of)
    {
        store::SecondLook look{version.visit_id, version.id, version.location_id, version.inspector_id, {}, of};
        if (scored.index)
            look.figures[index_name] = *scored.index;
        add_questions(scored, look.figures);
        made_.looks.push_back(std::move(look));
        made_.snapshot += to_text(version.id) + " " + version.sha256 + "\n";
        return {};
    }

    static void find_tone_scales(const forms::Control& control, std::set<std::string>& found)
    {
        if (control.appearance.find("bb:tone-scale") != std::string::npos)
            found.insert(control.ref);
        for (const auto& child : control.children)
            find_tone_scales(child, found);
    }

    void add_questions(const ScoredVisit& scored, std::map<std::string, double>& figures)
    {
        if (tone_scales_.empty())
            for (const auto& control : scored.form->body)
                find_tone_scales(control, tone_scales_);
        for (const auto& dimension : scored.score.dimensions)
            for (const auto& item : dimension.items)
                if (item.points && tone_scales_.contains(item.reference))
                    figures[std::string(question_prefix) + item.name] = *item.points;
    }

    void name_figures(const ScoredVisit& scored)
    {
        for (const auto& dimension : scored.score.dimensions) {
            ReleaseFigure figure{dimension.name, FigureKind::mean, dimension.weight, {}, {}};
            for (const auto& own : wave_.dimension_weights)
                if (own.dimension == dimension.name)
                    figure.weight = own.weight;
            made_.figures.push_back(figure);
        }
        ReleaseFigure within{norm_name, FigureKind::share, {}, {}, {}};
        if (norm_) {
            within.target = norm_->target_share;
            within.norm_s = norm_->value;
        }
        made_.figures.push_back(within);
        made_.figures.push_back({index_name, FigureKind::mean, {}, {}, {}});
        made_.cube = ReleaseCube(wave_.channel, made_.figures);
    }

    static std::optional<double> value_of(const ScoredVisit& scored, const ReleaseFigure& figure)
    {
        if (figure.code == index_name)
            return scored.index;
        if (figure.code == norm_name)
            return scored.score.wait_s && scored.score.norm_s
                       ? std::optional<double>(*scored.score.wait_s <= *scored.score.norm_s ? 100 : 0)
                       : std::nullopt;
        const auto* dimension = scored.score.dimension(figure.code);
        return dimension ? dimension->score : std::nullopt;
    }

    store::Tx& tx_;
    const Wave& wave_;
    VisitScorer scorer_;
    std::optional<Norm> norm_;
    std::set<VisitId> paired_;             // first visits of pairs
    std::map<VisitId, VisitId> second_of_; // second to first
    std::set<std::string> tone_scales_;    // references
    Material made_;
};

} // namespace

Result<Material> gather(store::Tx& tx, const Wave& wave, const EarlierInputs& earlier)
{
    return Gathering(tx, wave, earlier).run();
}

namespace {

ReleaseCube::History labels_of(const std::vector<const store::ReleaseInput*>& versions, const std::string& figure)
{
    ReleaseCube::History labels;
    std::vector<double> seen;
    for (const auto* input : versions) {
        const auto found = input ? input->figures.find(figure) : std::map<std::string, double>::const_iterator{};
        if (!input || found == input->figures.end()) {
            labels.push_back(0);
            continue;
        }
        const auto known = std::find(seen.begin(), seen.end(), found->second);
        labels.push_back(static_cast<int>(known - seen.begin()) + 1);
        if (known == seen.end())
            seen.push_back(found->second);
    }
    return labels;
}

} // namespace

Result<std::int64_t> add_history(store::Tx& tx, const Wave& wave, Material& material, const EarlierInputs& earlier)
{
    // By visit: what it was in each version, none where it did not count; the last is the new one.
    std::map<VisitId, std::vector<const store::ReleaseInput*>> histories;
    const auto put = [&](const std::vector<store::ReleaseInput>& inputs, std::size_t version) {
        for (const auto& input : inputs) {
            auto& history = histories[input.visit_id];
            history.resize(earlier.size() + 1);
            history[version] = &input;
        }
    };
    for (std::size_t version = 0; version < earlier.size(); ++version)
        put(earlier[version], version);
    put(material.inputs, earlier.size());

    std::int64_t changes = 0;
    for (const auto& [visit, history] : histories) {
        bool changed = false;
        const auto& known = **std::find_if(history.rbegin(), history.rend(), [](const auto* one) { return one; });
        // A location whose last visit was voided stays in the table, with no visit.
        BALIEBLIK_TRY(location, location_number(tx, wave, material, known.location_id));
        const auto inspector =
            material.inspectors.emplace(known.inspector_id, static_cast<std::uint32_t>(material.inspectors.size()))
                .first->second;
        for (std::size_t figure = 0; figure < material.figures.size(); ++figure) {
            const auto& code = material.figures[figure].code;
            const auto labels = labels_of(history, code);
            if (std::adjacent_find(labels.begin(), labels.end(), std::not_equal_to<>{}) == labels.end())
                continue;
            changed = changed || labels[labels.size() - 2] != labels.back();
            material.cube.add_change(figure, labels, location, inspector);
        }
        changes += changed ? 1 : 0;
    }
    return changes;
}

Result<void> keep_hidden(store::Tx& tx, ReleaseId version, EarlierPattern& pattern)
{
    BALIEBLIK_TRY(release, tx.releases().find(version));
    if (!release)
        return {};
    constexpr std::int64_t at_once = 5000;
    for (std::int64_t first = 0;; first += at_once) {
        BALIEBLIK_TRY(cells, tx.releases().cells_from(version, first, at_once));
        for (const auto& cell : cells)
            if (!cell.mean || cell.bound) {
                auto& nothing = pattern.hidden[{cell.place, cell.dimension}];
                nothing = nothing || !cell.mean;
            }
        if (std::ssize(cells) < at_once)
            return {};
    }
}

Result<void> keep_partners(store::Tx& tx, const Wave& wave, EarlierPattern& pattern)
{
    BALIEBLIK_TRY(releases, tx.releases().of_project(wave.project_id));
    const auto before = std::find_if(releases.begin(), releases.end(), [&](const store::StoredRelease& one) {
        return one.wave_id != wave.id && one.release.channel == wave.channel;
    });
    if (before == releases.end())
        return {};
    constexpr std::int64_t at_once = 5000;
    for (std::int64_t first = 0;; first += at_once) {
        BALIEBLIK_TRY(cells, tx.releases().cells_from(before->id, first, at_once));
        for (const auto& cell : cells)
            if (std::find(cell.hidden_because.begin(), cell.hidden_because.end(), Suppression::protects_others) !=
                cell.hidden_because.end())
                pattern.partner[{cell.place, cell.dimension}] = true;
        if (std::ssize(cells) < at_once)
            return {};
    }
}

std::string municipality_on(std::span<const Municipality> all, std::string code, const std::string& day)
{
    // No chain of mergers is longer than the list.
    for (std::size_t step = 0; step < all.size(); ++step) {
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const Municipality& one) { return one.code == code; });
        if (found == all.end() || !found->valid_to || !found->successor || *found->valid_to > day)
            return code;
        code = *found->successor;
    }
    return code;
}

} // namespace balieblik::usecases
