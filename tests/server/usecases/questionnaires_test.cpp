// SPDX-License-Identifier: EUPL-1.2
// Versions of questionnaires, waves that go over to one, and waves of channels where nobody can come.
#include "server/usecases/office.hpp"

namespace balieblik::usecases {
namespace {

sync::FormVersion form_in(const std::string& id)
{
    const auto folder = test::source_dir() / "forms" / id / "1";
    sync::FormVersion form;
    form.xml = test::contents_of(folder / "form.xml");
    form.form = {id, "1", vault::sha256_hex(form.xml)};
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".csv")
            form.files.push_back({entry.path().filename().string(), test::contents_of(entry.path())});
    return form;
}

// The same questions under the next number.
sync::FormVersion next_version(sync::FormVersion form)
{
    form.xml.replace(form.xml.find("version=\"1\""), 11, "version=\"2\"");
    form.form.version = "2";
    form.form.sha256 = vault::sha256_hex(form.xml);
    return form;
}

class Questionnaires : public Office {
protected:
    Result<bool> publish(const sync::FormVersion& form)
    {
        return try_write([&](store::Tx& tx) { return publish_form(tx, env, actor(Role::client_admin), form); });
    }
    Result<WaveView> change(const std::string& version)
    {
        const auto rev = wave().wave.rev;
        return try_write([&](store::Tx& tx) {
            return change_wave_form(tx, env, actor(Role::coordinator), demo.wave_id, {version, rev});
        });
    }
};

TEST_F(Questionnaires, a_published_version_never_changes)
{
    auto other_text = counter_form();
    other_text.xml += "<!-- one word more -->";
    other_text.form.sha256 = vault::sha256_hex(other_text.xml);
    auto other_norms = counter_form();
    other_norms.files[0].text += "mine,mine,counter,wait_walk_in,checked_in,60,s\n";

    EXPECT_EQ(publish(counter_form()).value(), false) << "it is there, word for word";
    EXPECT_EQ(code_of(publish(other_text)), Errc::state_conflict);
    EXPECT_EQ(code_of(publish(other_norms)), Errc::state_conflict) << "norms beside it are part of it";
    EXPECT_EQ(publish(next_version(counter_form())).value(), true);
}

TEST_F(Questionnaires, what_is_called_otherwise_inside_or_cannot_be_computed_is_not_published)
{
    auto renamed = counter_form();
    renamed.form.form_id = "other";
    auto broken = next_version(counter_form());
    broken.xml.resize(broken.xml.size() / 2);

    EXPECT_EQ(code_of(publish(renamed)), Errc::form_invalid);
    EXPECT_NE(code_of(publish(broken)), Errc::internal);
}

TEST_F(Questionnaires, a_wave_goes_over_to_another_version_and_tablets_are_told)
{
    ASSERT_TRUE(publish(next_version(counter_form())));
    ASSERT_TRUE(plan("R1", inspector("Merel"), 1));
    start();
    const auto heard = [&] {
        return read([&](store::Tx& tx) { return tx.streams().head(store::inbox_stream(inspector("Merel"))); }).last_seq;
    };
    const auto before = heard();

    const auto changed = change("2");

    ASSERT_TRUE(changed) << changed.error().detail;
    EXPECT_EQ(changed->wave.form_version, "2");
    EXPECT_GT(heard(), before);
    EXPECT_EQ(code_of(change("2")), Errc::state_conflict) << "it is there already";
    EXPECT_EQ(code_of(change("3")), Errc::unknown_form);
    ASSERT_TRUE(move(Role::coordinator, WaveStep::close));
    EXPECT_EQ(code_of(change("1")), Errc::state_conflict) << "fieldwork is over";
}

// All three questionnaires, so that the demonstration has all three channels.
class Channels : public Office {
protected:
    Channels()
    {
        tenant = ids.make<TenantId>();
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_CHECK(found_organisation(tx, env, "Salland"));
            return true;
        });
        demo =
            build_demo_project(*store, tenant, env, {counter_form(), form_in("telephone"), form_in("message")}).value();
    }
};

TEST_F(Channels, the_demonstration_has_a_wave_of_each_with_visits_that_score_as_recorded)
{
    start();
    const auto sent = send();

    ASSERT_EQ(demo.waves.size(), 3u);
    EXPECT_EQ(demo.waves[0].channel, Channel::counter);
    EXPECT_EQ(sent.visits.size(), 3u * 26u);
    EXPECT_EQ(sent.truth.size(), 6u);
    for (const auto& one : demo.waves) {
        const auto queue = write([&](store::Tx& tx) {
            return review_queue(tx, env, actor(Role::reviewer), {one.wave_id, false, {0, 200}});
        });
        ASSERT_EQ(queue.total, 26) << json::enum_name(one.channel);
        for (const auto& row : queue.rows)
            EXPECT_THAT(row.flags, testing::Not(testing::Contains(VisitFlag::score_alarm)));
    }
}

TEST_F(Channels, a_review_explains_each_dimension_in_words_and_items)
{
    start();
    send();
    const auto& telephone = *std::find_if(demo.waves.begin(), demo.waves.end(),
                                          [](const DemoWave& one) { return one.channel == Channel::telephone; });
    const auto visit = write([&](store::Tx& tx) -> Result<OpenedVisit> {
        BALIEBLIK_TRY(queue, review_queue(tx, env, actor(Role::reviewer), {telephone.wave_id, false, {0, 1}}));
        return open_visit(tx, env, actor(Role::reviewer), queue.rows[0].visit_version_id);
    });

    const auto& score = visit.score;
    ASSERT_EQ(score.explanation_nl.size(), score.dimensions.size() + 2) << "the index before them, the mark behind";
    EXPECT_THAT(score.explanation_nl[0].lines[0], testing::HasSubstr("De index is "));
    EXPECT_THAT(score.explanation_en[2].lines[0], testing::StartsWith("Waiting is "));
    for (const auto& dimension : score.dimensions) {
        double earned = 0, weight = 0;
        for (const auto& item : score.items)
            if (item.dimension == dimension.dimension && item.points) {
                EXPECT_EQ(item.standing, scoring::Standing::counted);
                EXPECT_FALSE(item.question_nl.empty() || item.answer_en.empty()) << item.question;
                earned += item.weight * *item.points;
                weight += item.weight;
            }
        EXPECT_DOUBLE_EQ(weight, dimension.applicable) << dimension.dimension;
        if (dimension.score) {
            EXPECT_NEAR(*dimension.score, earned / weight, 1e-9) << "what is shown adds up";
        }
    }
}

TEST_F(Channels, a_place_is_visited_called_or_written_to_only_if_that_is_possible)
{
    const auto plan_at = [&](const char* code, Channel channel) {
        return try_write([&](store::Tx& tx) -> Result<AssignmentRow> {
            BALIEBLIK_TRY(location, tx.field().location_named(code));
            BALIEBLIK_TRY(scenario, tx.field().scenario_named("I1"));
            NewAssignment request;
            for (const auto& one : demo.waves)
                if (one.channel == channel)
                    request.wave_id = one.wave_id;
            request.location_id = location->id;
            request.scenario_id = scenario->id;
            request.window_from = clock.now();
            request.window_to = clock.now() + std::chrono::hours{8};
            request.deadline = clock.now() + std::chrono::hours{24};
            return create_assignment(tx, env, actor(Role::coordinator), request);
        });
    };

    EXPECT_TRUE(plan_at("zwolle-klantcontact", Channel::telephone));
    for (const auto channel : {Channel::counter, Channel::message}) {
        const auto refused = plan_at("zwolle-klantcontact", channel);
        EXPECT_EQ(code_of(refused), Errc::validation);
        EXPECT_EQ(refused.error().detail, "contact");
    }
    EXPECT_TRUE(plan_at("raalte-gemeentehuis", Channel::counter));
    EXPECT_TRUE(plan_at("raalte-gemeentehuis", Channel::message));
}

TEST_F(Channels, a_place_keeps_at_least_one_way_to_reach_it)
{
    const auto change = [&](const std::function<void(LocationChange&)>& with) {
        return try_write([&](store::Tx& tx) -> Result<Location> {
            BALIEBLIK_TRY(place, tx.field().location_named("zwolle-post"));
            LocationChange request{place->name,
                                   place->address,
                                   std::nullopt,
                                   std::nullopt,
                                   place->staff_band,
                                   place->opening_hours,
                                   place->opening_exceptions,
                                   place->state,
                                   place->rev};
            with(request);
            return change_location(tx, env, actor(Role::client_admin), place->id, request);
        });
    };

    EXPECT_EQ(change([](LocationChange& one) { one.message_address = ""; }).error().detail, "address");
    EXPECT_EQ(change([](LocationChange& one) { one.telephone_number = "call me"; }).error().detail, "telephone_number");
    EXPECT_EQ(change([](LocationChange& one) { one.message_address = "nobody"; }).error().detail, "message_address");
    const auto changed = change([](LocationChange& one) { one.telephone_number = "14 038"; });
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->telephone_number, "14 038");
    EXPECT_EQ(changed->message_address, "https://zwolle.example/contact") << "what is not named stays";
}

} // namespace
} // namespace balieblik::usecases
