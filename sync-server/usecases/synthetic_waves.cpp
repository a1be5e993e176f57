// SPDX-License-Identifier: EUPL-1.2
#include "usecases/synthetic_waves.hpp"

#include "usecases/analyse_release.hpp"
#include "usecases/municipalities.hpp"
#include "usecases/release_making.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace balieblik::usecases {
namespace {

using statistics::SyntheticChannel;
using statistics::SyntheticContact;
using statistics::SyntheticLocation;
using statistics::SyntheticWaves;

constexpr const char* index_name = "INDEX";
constexpr const char* norm_name = "NORM";

// The dimensions of a counter visit, in the order and with the weights of the questionnaire.
struct Dimension {
    const char* code;
    double weight;
};
constexpr Dimension dimensions[]{{"ACC", 5},   {"ENV", 5},   {"WAIT", 15}, {"TONE", 30},
                                 {"KNOW", 15}, {"RULE", 20}, {"OUT", 10}};

// A wave was published on the day that the demonstration says, not today.
class Calendar final : public Clock {
public:
    explicit Calendar(const Clock& clock) : clock_(clock) {}
    void set(Timestamp day) { day_ = day; }
    Reading read() const override
    {
        auto reading = clock_.read();
        reading.wall = day_;
        return reading;
    }

private:
    const Clock& clock_;
    Timestamp day_{};
};

std::chrono::year_month_day day_named(const std::string& text)
{
    return std::chrono::year{std::stoi(text.substr(0, 4))} / static_cast<unsigned>(std::stoi(text.substr(5, 2))) /
           static_cast<unsigned>(std::stoi(text.substr(8, 2)));
}

std::string text_of(std::chrono::year_month_day day)
{
    return to_offset_text(Timestamp{std::chrono::sys_days{day}.time_since_epoch()}, std::chrono::minutes{0})
        .substr(0, 10);
}

std::string season_of(std::chrono::year_month_day day)
{
    const auto month = static_cast<unsigned>(day.month());
    const auto* name = month < 3 || month == 12 ? "Winter" : month < 6 ? "Lente" : month < 9 ? "Zomer" : "Herfst";
    return std::string(name) + " " + std::to_string(static_cast<int>(day.year()));
}

StaffBand band_of(std::int64_t pool)
{
    return pool >= 20   ? StaffBand::from_20
           : pool >= 10 ? StaffBand::from_10_to_19
           : pool >= 5  ? StaffBand::from_5_to_9
                        : StaffBand::from_1_to_4;
}

// What the generator does not draw, from what it does, with noise of its own: no dimension may follow from others.
class Sidelights {
public:
    explicit Sidelights(std::uint64_t seed) : engine_(seed) {}
    double near(double a, double b)
    {
        // Four uniform numbers are normal enough, and the same on every platform.
        double noise = -2;
        for (int i = 0; i < 4; ++i)
            noise += static_cast<double>(engine_() >> 11) / 9007199254740992.0;
        return std::clamp(0.5 * a + 0.5 * b + 16 * noise, 0.0, 100.0);
    }

private:
    std::mt19937_64 engine_;
};

// The tone scale that fits a tone: 0, 25 .. 100. `question` shifts it a little, as questions are not equally strict.
double tone_points(double tone, int question)
{
    const double step = (tone - 60) / 11 + 2 + 0.3 * (question - 1);
    return 25 * std::clamp(std::round(step), 0.0, 4.0);
}

void add_questions(double tone, std::map<std::string, double>& figures)
{
    constexpr const char* questions[]{"D2", "D3", "D4"};
    for (int i = 0; i < 3; ++i)
        figures[std::string(question_prefix) + questions[i]] = tone_points(tone, i);
}

class Making {
public:
    Making(store::Store& store, TenantId tenant, const Environment& env, const SyntheticRequest& request)
        : store_(store), tenant_(tenant), env_(env), request_(request), waves_(request.plan, request.truth),
          calendar_(env.clock), then_{calendar_, env.ids, env.random}
    {
    }

    Result<std::vector<SyntheticWaveMade>> run(ProjectId project)
    {
        BALIEBLIK_CHECK(store_.write(tenant_, [&](store::Tx& tx) { return prepare(tx, project); }));
        std::vector<SyntheticWaveMade> made;
        for (std::int64_t number = 0; number < request_.waves; ++number) {
            BALIEBLIK_TRY(one, store_.write(tenant_, [&](store::Tx& tx) { return publish(tx, number); }));
            AnalysisWatch watch;
            watch.threads = 2;
            watch.resamples = request_.resamples;
            if (request_.analysed)
                BALIEBLIK_CHECK(analyse_release(store_, tenant_, env_, server_actor(), one.release_id, watch));
            made.push_back(std::move(one));
        }
        return made;
    }

private:
    struct Place {
        Location location;
        CubeLocation in_cube;
    };

    std::chrono::year_month_day first_day(std::int64_t wave) const
    {
        return day_named(request_.first_day) + std::chrono::months{3 * static_cast<int>(wave)};
    }

    Result<void> prepare(store::Tx& tx, ProjectId id)
    {
        BALIEBLIK_TRY(project, tx.field().project(id));
        if (!project)
            return Error{Errc::not_found, "project"};
        project_ = *project;
        const auto first = first_day(0);
        BALIEBLIK_TRY(norm, tx.field().norm_on(Channel::counter, text_of(first_day(request_.waves))));
        if (norm)
            norm_ = *norm;
        BALIEBLIK_TRY(known, tx.field().locations());
        for (const auto& location : known)
            known_in_[location.municipality].push_back(location);
        std::vector<LocationId> trained;
        for (std::int64_t town = 0; town < request_.plan.towns; ++town)
            for (const auto& location : waves_.locations(town)) {
                BALIEBLIK_CHECK(add_place(tx, town, location));
                if (location.trained)
                    trained.push_back(places_.at(location.number).location.id);
            }
        if (const auto from = request_.plan.trained_from_wave; from > 0) {
            const auto given = std::chrono::sys_days{first + std::chrono::months{3 * static_cast<int>(from)}};
            const store::Training training{
                env_.ids.make<store::TrainingId>(), id,      text_of(given - std::chrono::days{10}),
                "Samen zoeken naar een oplossing",  trained, env_.clock.now()};
            BALIEBLIK_CHECK(tx.study().add(training));
        }
        return {};
    }

    // The towns of one region where they fit in one, so that they have a region to be compared with.
    const Municipality* town_numbered(std::int64_t number) const
    {
        const auto all = municipalities();
        if (request_.plan.towns == 1)
            return municipality("GM0177");
        if (request_.plan.towns > 11)
            return number < std::ssize(all) ? &all[static_cast<std::size_t>(number)] : nullptr;
        for (const auto& one : all)
            if (one.region == "VR04" && number-- == 0)
                return &one;
        return nullptr;
    }

    Result<void> add_place(store::Tx& tx, std::int64_t town_number, const SyntheticLocation& drawn)
    {
        const auto* town = town_numbered(town_number);
        if (!town)
            return Error{Errc::not_found, "municipality"};
        const auto in_town = ++locations_in_[town->code];
        const auto& there = known_in_[town->code];
        Place place;
        if (in_town <= std::ssize(there)) {
            place.location = there[static_cast<std::size_t>(in_town - 1)];
        } else {
            place.location.id = env_.ids.make<LocationId>();
            place.location.code = town->code + "-" + std::to_string(in_town);
            place.location.municipality = town->code;
            place.location.name = in_town == 1 ? "Gemeentehuis " + town->name
                                               : "Servicepunt " + std::to_string(in_town - 1) + " " + town->name;
            place.location.staff_band = band_of(drawn.staff_pool);
            BALIEBLIK_CHECK(tx.field().add(place.location));
        }
        BALIEBLIK_CHECK(tx.study().set_customers({place.location.id, std::llround(std::max(1.0, drawn.customers))}));
        place.in_cube = {place.location.code, place.location.name, town->code,
                         town->name,          town->region,        lower_bound(place.location.staff_band)};
        places_.emplace(drawn.number, std::move(place));
        return {};
    }

    Result<SyntheticWaveMade> publish(store::Tx& tx, std::int64_t number)
    {
        const auto first = first_day(number);
        const std::chrono::sys_days last{first + std::chrono::months{2}};
        calendar_.set(Timestamp{(last + std::chrono::days{14}).time_since_epoch()});
        Wave wave;
        wave.id = env_.ids.make<WaveId>();
        wave.project_id = project_.id;
        wave.code = "eerder-" + std::to_string(number + 1);
        wave.name = season_of(first);
        wave.starts_on = text_of(first);
        wave.ends_on = text_of(last);
        wave.channel = Channel::counter;
        wave.form_id = "counter";
        wave.form_version = "1";
        wave.state = WaveState::published;
        BALIEBLIK_CHECK(tx.field().add(wave));
        ReleaseDraft draft;
        ReleaseWriter writer(tx, then_.ids.make<ReleaseId>());
        BALIEBLIK_TRY(material, gather(number, writer));
        draft.material = std::move(material);
        EarlierPattern pattern;
        BALIEBLIK_CHECK(keep_partners(tx, wave, pattern));
        draft.cube =
            draft.material.cube.build(draft.rule, pattern, [&](ReleaseCell cell) { writer.take(std::move(cell)); });
        BALIEBLIK_TRY(stored, writer.finish(then_, wave, project_, draft, 1));
        BALIEBLIK_CHECK(note(tx, env_, server_actor(), Role::coordinator, "release.published",
                             "release:" + to_text(stored.id), "made up"));
        return SyntheticWaveMade{wave.id,          stored.id,        wave.name, stored.approved_visits,
                                 draft.cube.shown, draft.cube.hidden};
    }

    Result<Material> gather(std::int64_t number, InputTaker& taker)
    {
        Material made;
        for (const auto& [code, weight] : dimensions)
            made.figures.push_back({code, FigureKind::mean, weight, {}, {}});
        ReleaseFigure norm{norm_name, FigureKind::share, {}, {}, {}};
        if (norm_) {
            norm.target = norm_->target_share;
            norm.norm_s = norm_->value;
        }
        made.figures.push_back(norm);
        made.figures.push_back({index_name, FigureKind::mean, {}, {}, {}});
        made.cube = ReleaseCube(Channel::counter, made.figures);
        Sidelights sidelights(request_.plan.seed * 1000 + static_cast<std::uint64_t>(number));
        Result<void> so_far;
        waves_.each(number, [&](const SyntheticContact& contact) {
            if (contact.channel == SyntheticChannel::counter && so_far)
                so_far = add(made, contact, sidelights, taker);
        });
        BALIEBLIK_CHECK(so_far);
        made.snapshot_sha256 =
            vault::sha256_hex("synthetic " + std::to_string(request_.plan.seed) + " " + std::to_string(number));
        return made;
    }

    InspectorId inspector(std::int64_t number)
    {
        auto& id = inspectors_[number];
        if (id == InspectorId{})
            id = env_.ids.make<InspectorId>();
        return id;
    }

    std::map<std::string, double> figures_of(const SyntheticContact& contact, Sidelights& sidelights) const
    {
        std::map<std::string, double> made{
            {"WAIT", contact.wait}, {"ENV", contact.environment}, {"TONE", contact.tone}, {"OUT", contact.outcome}};
        made["ACC"] = sidelights.near(contact.environment, contact.environment);
        made["KNOW"] = sidelights.near(contact.tone, contact.outcome);
        if (contact.rule)
            made["RULE"] = *contact.rule;
        double sum = 0;
        double weights = 0;
        for (const auto& [code, weight] : dimensions)
            if (const auto found = made.find(code); found != made.end()) {
                sum += weight * found->second;
                weights += weight;
            }
        made[index_name] = sum / weights;
        const double limit = norm_ ? static_cast<double>(norm_->value) : 600;
        made[norm_name] = contact.wait_seconds <= limit ? 100 : 0;
        return made;
    }

    Result<void> add(Material& made, const SyntheticContact& contact, Sidelights& sidelights, InputTaker& taker)
    {
        const auto& place = places_.at(contact.location);
        auto [known, fresh] = made.locations.try_emplace(place.location.id, 0);
        if (fresh)
            known->second = made.cube.add_location(place.in_cube);
        const auto who = inspector(contact.inspector);
        const auto numbered =
            made.inspectors.emplace(who, static_cast<std::uint32_t>(made.inspectors.size())).first->second;
        store::ReleaseInput input;
        input.visit_id = env_.ids.make<VisitId>();
        input.visit_version_id = env_.ids.make<VisitVersionId>();
        input.location_id = place.location.id;
        input.municipality = place.in_cube.municipality;
        input.inspector_id = who;
        input.figures = figures_of(contact, sidelights);
        std::vector<std::optional<double>> values;
        for (const auto& figure : made.figures) {
            const auto found = input.figures.find(figure.code);
            values.push_back(found == input.figures.end() ? std::nullopt : std::optional<double>(found->second));
        }
        made.cube.add_visit(known->second, numbered, values);
        ++made.visits;
        input.figures[satisfaction_name] = std::clamp((contact.mark - 1) * 100 / 9, 0.0, 100.0);
        if (contact.second) {
            add_questions(contact.tone, input.figures);
            store::SecondLook look{env_.ids.make<VisitId>(),
                                   env_.ids.make<VisitVersionId>(),
                                   input.location_id,
                                   inspector(contact.second->inspector),
                                   {},
                                   input.visit_id};
            add_questions(contact.second->tone, look.figures);
            // The second look differs in tone alone.
            look.figures[index_name] = input.figures.at(index_name) + 0.3 * (contact.second->tone - contact.tone);
            BALIEBLIK_CHECK(taker.take(look));
        }
        return taker.take(store::written(input));
    }

    store::Store& store_;
    TenantId tenant_;
    const Environment& env_;
    const SyntheticRequest& request_;
    SyntheticWaves waves_;
    Calendar calendar_;
    Environment then_;
    Project project_;
    std::optional<Norm> norm_;
    std::map<std::int64_t, Place> places_;                  // by the generator's number
    std::map<std::string, std::vector<Location>> known_in_; // that were there before, by town
    std::map<std::string, std::int64_t> locations_in_;      // so far
    std::map<std::int64_t, InspectorId> inspectors_;
};

} // namespace

std::optional<statistics::SyntheticPlan> synthetic_plan(const std::string& tier)
{
    using statistics::SyntheticPlan;
    if (tier == "town")
        return SyntheticPlan::town();
    if (tier == "city")
        return SyntheticPlan::city();
    if (tier == "region")
        return SyntheticPlan::region();
    if (tier == "netherlands")
        return SyntheticPlan::netherlands();
    return std::nullopt;
}

Result<std::vector<SyntheticWaveMade>> add_synthetic_waves(store::Store& store, TenantId tenant, const Environment& env,
                                                           ProjectId project, const SyntheticRequest& request)
{
    return Making(store, tenant, env, request).run(project);
}

} // namespace balieblik::usecases
