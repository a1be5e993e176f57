// SPDX-License-Identifier: EUPL-1.2
// Publishing reads the visits of a wave as a stream, and scores them on another thread. What comes out is what comes
// out of looking at each visit by itself and adding them up in one go: to the last bit.
#include "server/usecases/office.hpp"

#include "usecases/coarse_record.hpp"
#include "usecases/release_cube.hpp"
#include "usecases/release_material.hpp"
#include "usecases/scored_visit.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

class Publishing : public Office {
protected:
    // The demonstration's visits and some hundreds made like them, handed in from the newest to the oldest: one in
    // seven was voided, one in eleven broken off, one in thirteen coarsened, and two are one visit that two inspectors
    // saw.
    void SetUp() override
    {
        start();
        send();
        ASSERT_TRUE(approve_demo_visits(*store, tenant, env, demo));
        ASSERT_TRUE(move(Role::coordinator, WaveStep::close));
        ASSERT_TRUE(move(Role::reviewer, WaveStep::validate));
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_TRY(patterns, tx.visits().of_wave(demo.wave_id));
            std::vector<VisitVersionId> names;
            for (int i = 0; i < visits_more; ++i)
                names.push_back(ids.make<VisitVersionId>());
            for (std::size_t i = names.size(); i-- > 0;)
                BALIEBLIK_CHECK(add_like(tx, patterns[i % patterns.size()], names[i], i));
            BALIEBLIK_CHECK(
                tx.study().add(store::DoubleVisit{demo.wave_id, patterns[0].assignment_id, patterns[1].assignment_id}));
            second_look = patterns[1].visit_id;
            return true;
        });
    }

    Result<void> add_like(store::Tx& tx, store::VisitVersion version, VisitVersionId id, std::size_t number)
    {
        BALIEBLIK_TRY(text, tx.visits().body(version.id));
        BALIEBLIK_TRY(body, json::read_text<VisitBody>(*text));
        version.id = body.visit_version_id = id;
        version.visit_id = body.visit_id = ids.make<VisitId>();
        version.assignment_id = body.assignment_id = ids.make<AssignmentId>();
        version.sha256 = vault::sha256_hex(to_text(id));
        if (number % 7 == 0)
            version.state = VisitVersionState::voided;
        if (number % 11 == 0)
            version.aborted = body.aborted = AbortReason::closed;
        const auto bytes = json::canonical(json::write(body));
        BALIEBLIK_CHECK(tx.visits().add(version, bytes));
        if (number % 13 != 0)
            return {};
        BALIEBLIK_TRY(coarse, coarse_record(bytes));
        return tx.visits().coarsen(id, coarse.text, coarse.sealed_at, clock.now(), clock.now());
    }

    struct Whole {
        BuiltCube cube;
        std::string snapshot;
        std::vector<store::ReleaseInput> inputs;
    };
    // Every visit by itself, in the order of their ids, all kept until they are added up.
    Whole whole(const Release& release)
    {
        return read([&](store::Tx& tx) -> Result<Whole> {
            BALIEBLIK_TRY(wave, tx.field().wave(demo.wave_id));
            BALIEBLIK_TRY(versions, tx.visits().of_wave(demo.wave_id));
            std::sort(versions.begin(), versions.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
            VisitScorer scorer(tx);
            ReleaseCube cube(wave->channel, release.figures);
            std::map<LocationId, std::size_t> locations;
            std::map<InspectorId, std::uint32_t> inspectors;
            Whole made;
            for (const auto& version : versions) {
                if (version.state != VisitVersionState::approved || version.aborted)
                    continue;
                made.snapshot += to_text(version.id) + " " + version.sha256 + "\n";
                if (version.visit_id == second_look)
                    continue;
                BALIEBLIK_TRY(scored, scorer.score(*wave, version));
                BALIEBLIK_TRY(location, tx.field().location(version.location_id));
                if (!locations.contains(location->id))
                    locations[location->id] =
                        cube.add_location({location->code, location->name, location->municipality,
                                           location->municipality, "VR04", lower_bound(location->staff_band)});
                const auto inspector =
                    inspectors.emplace(version.inspector_id, static_cast<std::uint32_t>(inspectors.size()))
                        .first->second;
                const auto values = values_of(scored, release.figures);
                cube.add_visit(locations[location->id], inspector, values);
                made.inputs.push_back(input_of(version, *location, values, release.figures));
            }
            std::sort(made.inputs.begin(), made.inputs.end(),
                      [](const auto& a, const auto& b) { return a.visit_id < b.visit_id; });
            made.cube = cube.build(release.rule, {});
            return made;
        });
    }
    static std::vector<std::optional<double>> values_of(const ScoredVisit& visit,
                                                        const std::vector<ReleaseFigure>& figures)
    {
        std::vector<std::optional<double>> made;
        for (const auto& figure : figures) {
            const auto* dimension = visit.score.dimension(figure.code);
            made.push_back(figure.code == "INDEX"  ? visit.index
                           : figure.code != "NORM" ? dimension->score
                           : visit.score.wait_s && visit.score.norm_s
                               ? std::optional<double>(*visit.score.wait_s <= *visit.score.norm_s ? 100 : 0)
                               : std::nullopt);
        }
        return made;
    }
    static store::ReleaseInput input_of(const store::VisitVersion& version, const Location& location,
                                        const std::vector<std::optional<double>>& values,
                                        const std::vector<ReleaseFigure>& figures)
    {
        store::ReleaseInput made{version.visit_id,      version.id,           version.location_id,
                                 location.municipality, version.inspector_id, {}};
        for (std::size_t i = 0; i < figures.size(); ++i)
            if (values[i])
                made.figures[figures[i].code] = *values[i];
        return made;
    }

    Result<ReleaseSummary> publish()
    {
        const auto rev = wave().wave.rev;
        return try_write(
            [&](store::Tx& tx) { return publish_wave(tx, env, actor(Role::coordinator), demo.wave_id, {rev}); });
    }

    static constexpr int visits_more = 900; // more than are read at once, several times
    VisitId second_look;
};

std::string text_of(const std::vector<ReleaseCell>& cells)
{
    std::string text;
    for (const auto& cell : cells)
        text += json::print_struct(cell) + "\n";
    return text;
}

TEST_F(Publishing, as_a_stream_gives_what_all_visits_together_give)
{
    const auto summary = publish();
    ASSERT_TRUE(summary) << summary.error().detail;

    const auto stored = read([&](store::Tx& tx) { return tx.releases().find(*summary->release_id); });
    const auto cells = read([&](store::Tx& tx) { return tx.releases().cells_from(*summary->release_id, 0, 10'000); });
    const auto inputs = read([&](store::Tx& tx) { return tx.release_inputs().of(*summary->release_id); });
    const auto looks = read([&](store::Tx& tx) { return tx.release_inputs().second_looks(*summary->release_id); });
    const auto expected = whole(stored->release);

    EXPECT_GT(summary->approved_visits, 600);
    EXPECT_EQ(text_of(cells), text_of(expected.cube.cells));
    EXPECT_EQ(summary->cells_shown, expected.cube.shown);
    EXPECT_EQ(summary->cells_hidden, expected.cube.hidden);
    EXPECT_EQ(stored->release.snapshot_sha256, vault::sha256_hex(expected.snapshot));
    ASSERT_EQ(inputs.size(), expected.inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        auto figures = inputs[i].figures;
        std::erase_if(figures, [](const auto& one) {
            return one.first == satisfaction_name || one.first.starts_with(question_prefix);
        });
        EXPECT_EQ(inputs[i].visit_version_id, expected.inputs[i].visit_version_id);
        EXPECT_EQ(figures, expected.inputs[i].figures);
    }
    ASSERT_EQ(looks.size(), 1U);
    EXPECT_EQ(looks[0].visit_id, second_look);
}

TEST_F(Publishing, says_beforehand_what_it_will_do_and_keeps_nothing_of_that)
{
    const auto beforehand =
        read([&](store::Tx& tx) { return release_summary(tx, env, actor(Role::coordinator), demo.wave_id); });
    EXPECT_FALSE(read([&](store::Tx& tx) { return tx.releases().of_wave(demo.wave_id); }));

    const auto summary = publish();

    ASSERT_TRUE(summary) << summary.error().detail;
    EXPECT_EQ(beforehand.approved_visits, summary->approved_visits);
    EXPECT_EQ(beforehand.cells_shown, summary->cells_shown);
    EXPECT_EQ(beforehand.cells_hidden, summary->cells_hidden);
}

TEST_F(Publishing, leaves_nothing_behind_when_a_record_cannot_be_scored)
{
    const auto broken = write([&](store::Tx& tx) -> Result<VisitVersionId> {
        BALIEBLIK_TRY(versions, tx.visits().of_wave(demo.wave_id));
        auto version = versions.back();
        BALIEBLIK_TRY(text, tx.visits().body(versions.front().id));
        version.id = ids.make<VisitVersionId>();
        version.visit_id = ids.make<VisitId>();
        version.assignment_id = ids.make<AssignmentId>();
        version.state = VisitVersionState::approved;
        version.aborted.reset();
        version.form_version = "none"; // the last one to be read
        BALIEBLIK_CHECK(tx.visits().add(version, *text));
        return version.id;
    });

    EXPECT_EQ(code_of(publish()), Errc::unknown_form) << to_text(broken);

    EXPECT_FALSE(read([&](store::Tx& tx) { return tx.releases().of_wave(demo.wave_id); }));
    EXPECT_EQ(wave().wave.state, WaveState::validated);
}

} // namespace
} // namespace balieblik::usecases
