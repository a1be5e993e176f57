// SPDX-License-Identifier: EUPL-1.2
#include "usecases/calibration.hpp"

#include "statistics/leniency.hpp"
#include "usecases/analyses.hpp"
#include "usecases/as_shown.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace balieblik::usecases {
namespace {

constexpr const char* index_of_visit = "INDEX";
constexpr double significance = 0.05;

struct Frozen {
    Role role{};
    std::vector<std::string> waves;
    std::vector<statistics::ScoredVisit> visits;
    std::vector<InspectorId> inspectors; // by their number in `visits`
};

// The latest version of each released wave of this channel, oldest first.
std::vector<store::StoredRelease> latest_of_each_wave(std::vector<store::StoredRelease> newest_first, Channel channel)
{
    std::vector<store::StoredRelease> made;
    for (auto& one : newest_first) {
        const bool known =
            std::any_of(made.begin(), made.end(), [&](const auto& other) { return other.wave_id == one.wave_id; });
        if (!known && one.release.channel == channel)
            made.push_back(std::move(one));
    }
    std::reverse(made.begin(), made.end());
    return made;
}

Result<Frozen> read_frozen(store::Tx& tx, const Actor& actor, ProjectId id, Channel channel)
{
    Frozen made;
    BALIEBLIK_TRY(project, tx.field().project(id));
    const auto role = require(actor, {Role::reviewer}, id);
    if (!project || !role)
        return Error{Errc::not_found, "project"};
    made.role = *role;
    std::map<InspectorId, std::int64_t> inspectors;
    std::map<LocationId, std::int64_t> locations;
    BALIEBLIK_TRY(releases, tx.releases().of_project(id));
    for (const auto& release : latest_of_each_wave(std::move(releases), channel)) {
        BALIEBLIK_TRY(inputs, tx.release_inputs().of(release.id));
        if (inputs.empty())
            continue; // its visits are destroyed, and who made them is nobody's business any more
        for (const auto& input : inputs) {
            const auto index = input.figures.find(index_of_visit);
            if (index == input.figures.end())
                continue;
            const auto [inspector, fresh] = inspectors.emplace(input.inspector_id, std::ssize(inspectors));
            if (fresh)
                made.inspectors.push_back(input.inspector_id);
            const auto location = locations.emplace(input.location_id, std::ssize(locations)).first->second;
            made.visits.push_back({index->second, inspector->second, location, double(made.waves.size())});
        }
        made.waves.push_back(release.wave);
    }
    return made;
}

NoAnalysis reason(statistics::Refusal refusal)
{
    switch (refusal) {
    case statistics::Refusal::no_variance:
        return NoAnalysis::no_spread;
    case statistics::Refusal::singular:
        return NoAnalysis::not_separable;
    default:
        return NoAnalysis::too_few_visits;
    }
}

void fill_in(InspectorDrift& to, const statistics::InspectorDrift& from)
{
    to.drift = tenth(from.drift);
    to.interval = Between{tenth(from.interval.lower), tenth(from.interval.upper)};
    to.p_at_most = p_at_most(from.p_holm);
    to.verdict = from.p_holm > significance ? DriftVerdict::not_distinguishable
                 : from.drift > 0           ? DriftVerdict::milder
                                            : DriftVerdict::stricter;
}

// By the numbers of the statistics; the project's own are given later.
Calibration worked_out(const Frozen& frozen)
{
    Calibration made;
    made.waves = frozen.waves;
    made.visits = std::ssize(frozen.visits);
    std::vector<std::set<double>> waves_of(frozen.inspectors.size());
    made.inspectors.resize(frozen.inspectors.size());
    for (const auto& visit : frozen.visits) {
        const auto number = static_cast<std::size_t>(visit.inspector);
        ++made.inspectors[number].visits;
        waves_of[number].insert(visit.time);
    }
    for (std::size_t i = 0; i < waves_of.size(); ++i)
        made.inspectors[i].waves = std::ssize(waves_of[i]);
    if (frozen.waves.size() < 2) {
        made.none = NoAnalysis::first_wave;
        return made;
    }
    const auto drift = statistics::leniency_drift(frozen.visits);
    if (!drift) {
        made.none = reason(drift.error());
        return made;
    }
    made.common = tenth(drift->common);
    made.common_interval = Between{tenth(drift->common_interval.lower), tenth(drift->common_interval.upper)};
    for (const auto& one : drift->inspectors)
        fill_in(made.inspectors[static_cast<std::size_t>(one.inspector)], one);
    return made;
}

// As the review queue numbers them. Those of made-up waves are nobody and have no number there: they follow behind.
Result<std::vector<std::int64_t>> numbers_of(store::Tx& tx, ProjectId project, const std::vector<InspectorId>& ids)
{
    std::vector<std::int64_t> made;
    for (const auto id : ids) {
        BALIEBLIK_TRY(known, tx.field().inspector(id));
        BALIEBLIK_TRY(number, known ? tx.reviews().give_number(project, id) : Result<std::int64_t>{0});
        made.push_back(number);
    }
    auto last = made.empty() ? 0 : *std::max_element(made.begin(), made.end());
    for (auto& number : made)
        if (number == 0)
            number = ++last;
    return made;
}

} // namespace

Result<Calibration> calibration(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor,
                                ProjectId project, const CalibrationQuery& query)
{
    BALIEBLIK_TRY(frozen,
                  store.read(tenant, [&](store::Tx& tx) { return read_frozen(tx, actor, project, query.channel); }));
    const auto made = worked_out(frozen);
    return store.write(tenant, [&](store::Tx& tx) -> Result<Calibration> {
        auto shown = made;
        BALIEBLIK_TRY(numbers, numbers_of(tx, project, frozen.inspectors));
        for (std::size_t i = 0; i < numbers.size(); ++i)
            shown.inspectors[i].inspector_no = numbers[i];
        for (std::size_t i = frozen.inspectors.size(); i-- > 0;)
            if (actor.inspector_id == frozen.inspectors[i]) // nobody sees how they are doing themselves
                shown.inspectors.erase(shown.inspectors.begin() + static_cast<std::ptrdiff_t>(i));
        std::sort(shown.inspectors.begin(), shown.inspectors.end(),
                  [](const auto& a, const auto& b) { return a.inspector_no < b.inspector_no; });
        BALIEBLIK_CHECK(note(tx, env, actor, frozen.role, "calibration.read", "project:" + to_text(project)));
        return shown;
    });
}

} // namespace balieblik::usecases
