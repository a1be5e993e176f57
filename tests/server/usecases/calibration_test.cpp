// SPDX-License-Identifier: EUPL-1.2
// Does an inspector grow milder? For reviewers, by number, and only where there are visits enough.
#include "server/usecases/office.hpp"

#include "usecases/calibration.hpp"

namespace balieblik::usecases {
namespace {

// Waves of a project as they were released, with the visits that the test says.
class Drifting : public Office {
protected:
    void SetUp() override
    {
        ASSERT_GE(demo.inspectors.size(), 5u);
        for (std::size_t i = 0; i < 4; ++i)
            inspectors.push_back(demo.inspectors[i].id);
        newcomer = demo.inspectors[4].id;
        for (int i = 0; i < 6; ++i)
            places.push_back(ids.make<LocationId>());
    }

    // Inspector 0 gives `milder` points more with every wave; the others stay as they were.
    void release_wave(int number, double milder)
    {
        auto wave = read([&](store::Tx& tx) { return tx.field().wave(demo.wave_id); }).value();
        wave.id = ids.make<WaveId>();
        wave.code = wave.name = "ronde " + std::to_string(number);
        store::StoredRelease release;
        release.id = release.release.id = ids.make<ReleaseId>();
        release.wave_id = release.release.wave_id = wave.id;
        release.project_id = demo.project_id;
        release.wave = wave.name;
        release.published_at = clock.now() + std::chrono::days{90 * number};
        release.release.channel = Channel::counter;
        std::vector<store::ReleaseInput> inputs;
        int noise = number;
        for (std::size_t i = 0; i < inspectors.size(); ++i)
            for (std::size_t p = 0; p < places.size(); ++p) {
                noise = (noise * 7 + 3) % 11;
                const double score = 60 + double(p) + (i == 0 ? milder * number : 0) + noise * 0.3;
                inputs.push_back({ids.make<VisitId>(),
                                  ids.make<VisitVersionId>(),
                                  places[p],
                                  "GM0177",
                                  inspectors[i],
                                  {{"INDEX", score}}});
            }
        if (number == 0) // seen once only
            inputs.push_back(
                {ids.make<VisitId>(), ids.make<VisitVersionId>(), places[0], "GM0177", newcomer, {{"INDEX", 50.0}}});
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_CHECK(tx.field().add(wave));
            BALIEBLIK_CHECK(tx.releases().add(release, {}, {}));
            BALIEBLIK_CHECK(tx.release_inputs().add(release.id, store::written(inputs)));
            return true;
        });
    }
    Result<Calibration> ask(const Actor& who)
    {
        return calibration(*store, tenant, env, who, demo.project_id, {Channel::counter});
    }

    std::vector<InspectorId> inspectors;
    std::vector<LocationId> places;
    InspectorId newcomer;
};

TEST_F(Drifting, shows_who_grows_milder_by_number_with_an_interval)
{
    for (int wave = 0; wave < 4; ++wave)
        release_wave(wave, 5);

    const auto shown = ask(actor(Role::reviewer)).value();

    ASSERT_FALSE(shown.none);
    EXPECT_EQ(shown.waves.size(), 4u);
    ASSERT_EQ(shown.inspectors.size(), 5u);
    int milder = 0;
    for (const auto& one : shown.inspectors) {
        EXPECT_GT(one.inspector_no, 0);
        if (one.verdict == DriftVerdict::milder) {
            ++milder;
            EXPECT_GT(one.interval->lower, 0);
            EXPECT_LE(*one.p_at_most, 0.05);
        }
    }
    EXPECT_EQ(milder, 1);
}

TEST_F(Drifting, says_nothing_of_an_inspector_with_too_few_visits)
{
    for (int wave = 0; wave < 3; ++wave)
        release_wave(wave, 0);

    const auto shown = ask(actor(Role::reviewer)).value();

    const auto once =
        std::find_if(shown.inspectors.begin(), shown.inspectors.end(), [](const auto& one) { return one.visits == 1; });
    ASSERT_NE(once, shown.inspectors.end());
    EXPECT_FALSE(once->drift);
    EXPECT_FALSE(once->verdict);
}

TEST_F(Drifting, leaves_out_a_wave_whose_visits_are_destroyed)
{
    for (int wave = 0; wave < 3; ++wave)
        release_wave(wave, 5);
    write([&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_TRY(releases, tx.releases().of_project(demo.project_id));
        BALIEBLIK_CHECK(tx.release_inputs().destroy(releases.back().id, {}, {}));
        return true;
    });

    const auto shown = ask(actor(Role::reviewer)).value();

    EXPECT_THAT(shown.waves, testing::ElementsAre("ronde 1", "ronde 2"));
    EXPECT_EQ(shown.inspectors.size(), 4u) << "the one who visited in the first wave only is nobody any more";
}

TEST_F(Drifting, needs_two_waves)
{
    release_wave(0, 0);

    EXPECT_EQ(ask(actor(Role::reviewer)).value().none, NoAnalysis::first_wave);
}

TEST_F(Drifting, is_for_reviewers_and_for_nobody_else)
{
    release_wave(0, 0);

    for (const auto role : {Role::quality_team, Role::coordinator, Role::observer, Role::client_admin})
        EXPECT_EQ(code_of(ask(actor(role))), Errc::not_found) << json::enum_name(role);
}

TEST_F(Drifting, does_not_show_a_reviewer_who_visits_too_how_they_are_doing)
{
    for (int wave = 0; wave < 3; ++wave)
        release_wave(wave, 5);
    auto reviewer = actor(Role::reviewer);
    reviewer.inspector_id = inspectors[0];

    const auto shown = ask(reviewer).value();

    EXPECT_EQ(shown.inspectors.size(), 4u);
    for (const auto& one : shown.inspectors)
        EXPECT_NE(one.verdict, DriftVerdict::milder);
}

} // namespace
} // namespace balieblik::usecases
