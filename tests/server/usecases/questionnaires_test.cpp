// SPDX-License-Identifier: EUPL-1.2
// Versions of questionnaires, waves that go over to one, and waves of channels where nobody can come.
#include "server/usecases/office.hpp"

#include "usecases/form_publishing.hpp"

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

TEST_F(Questionnaires, a_version_is_for_those_who_answer_for_the_whole_organisation)
{
    const auto next = next_version(counter_form());
    const auto by = [&](Role role) {
        return code_of(try_write([&](store::Tx& tx) { return publish_form(tx, env, actor(role), next); }));
    };

    EXPECT_EQ(by(Role::reviewer), Errc::forbidden);
    EXPECT_EQ(by(Role::quality_team), Errc::forbidden);
    EXPECT_EQ(by(Role::observer), Errc::forbidden);
    auto in_one_project = actor(Role::coordinator);
    in_one_project.grants = {{Role::coordinator, demo.project_id}};
    EXPECT_EQ(code_of(try_write([&](store::Tx& tx) { return publish_form(tx, env, in_one_project, next); })),
              Errc::forbidden);
    EXPECT_TRUE(try_write([&](store::Tx& tx) { return publish_form(tx, env, actor(Role::coordinator), next); }));
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

TEST_F(Questionnaires, the_list_says_of_each_version_what_it_is_and_where_it_is_used)
{
    clock.pass(std::chrono::hours{1});
    ASSERT_TRUE(publish(next_version(counter_form())));

    const auto list = read([&](store::Tx& tx) { return list_forms(tx, actor(Role::reviewer)); });

    ASSERT_EQ(list.forms.size(), 2u);
    const auto& newest = list.forms[0];
    EXPECT_EQ(newest.form_id + "/" + newest.version, "counter/2");
    EXPECT_TRUE(newest.newest);
    EXPECT_EQ(newest.published_at, clock.now());
    EXPECT_EQ(newest.channel, Channel::counter);
    EXPECT_THAT(newest.languages, testing::ElementsAre("Nederlands (nl)", "English (en)"));
    EXPECT_THAT(newest.files, testing::ElementsAre("norms.csv"));
    EXPECT_TRUE(newest.uses.empty());
    const auto& used = list.forms[1];
    EXPECT_FALSE(used.newest);
    EXPECT_GE(used.questions, 44);
    ASSERT_EQ(used.uses.size(), 1u);
    EXPECT_EQ(used.uses[0].wave_id, demo.wave_id);
    EXPECT_EQ(code_of(try_write([&](store::Tx& tx) { return list_forms(tx, actor(Role::quality_team)); })),
              Errc::forbidden);
}

class Upload : public Questionnaires {
protected:
    static FormFileUpload file(const std::string& name, const std::string& text)
    {
        return {name, Bytes(text.begin(), text.end())};
    }
    // The questionnaire for the counter, as its author has it, with one thing written otherwise.
    static FormUpload counter(const std::string& what = {}, const std::string& with = {})
    {
        auto tables = test::contents_of(test::source_dir() / "forms/counter/1/form.md");
        if (!what.empty())
            tables.replace(tables.find(what), what.size(), with);
        return {{file("form.md", tables), file("norms.csv", counter_form().files.front().text)}};
    }
    static FormUpload next_counter()
    {
        auto upload = counter("| counter | 1       |", "| counter | 2       |");
        auto tables = std::string(as_text(upload.files[0].content));
        const std::string question = "Scenario volgens briefing uitgevoerd?";
        tables.replace(tables.find(question), question.size(), "Is het scenario uitgevoerd?");
        upload.files[0] = file("form.md", tables);
        return upload;
    }
    FormCheck check(const FormUpload& upload, Role role = Role::coordinator)
    {
        return read([&](store::Tx& tx) { return check_upload(tx, actor(role), upload); });
    }
};

TEST_F(Upload, what_is_there_already_is_recognised_word_for_word)
{
    const auto same = check(counter());

    EXPECT_EQ(same.standing, FormStanding::unchanged);
    EXPECT_EQ(same.compared_to, "1");
    EXPECT_TRUE(same.changes.empty()) << same.changes.front().name << " " << same.changes.front().column;
    EXPECT_EQ(same.channel, Channel::counter);
    EXPECT_EQ(same.title_en, "Counter visit");
}

TEST_F(Upload, other_content_under_a_published_number_is_told_with_what_differs_and_refused)
{
    auto upload = counter();
    const auto norms = std::string(as_text(upload.files[1].content)) + "mine,mine,counter,wait_walk_in,checked_in,60\n";
    upload.files[1] = file("norms.csv", norms);

    const auto other = check(upload);

    EXPECT_EQ(other.standing, FormStanding::other_content);
    ASSERT_EQ(other.changes.size(), 1u);
    EXPECT_EQ(other.changes[0].sheet, "files");
    EXPECT_EQ(other.changes[0].name, "norms.csv");
    const auto form = read_upload(actor(Role::coordinator), upload);
    ASSERT_TRUE(form);
    EXPECT_EQ(code_of(publish(*form)), Errc::state_conflict);
}

TEST_F(Upload, a_new_version_shows_its_differences_by_question_and_is_published)
{
    const auto upload = next_counter();

    const auto fresh = check(upload);

    ASSERT_EQ(fresh.standing, FormStanding::publishable) << (fresh.problems.empty() ? "" : fresh.problems[0].message);
    EXPECT_EQ(fresh.version, "2");
    EXPECT_EQ(fresh.compared_to, "1");
    ASSERT_EQ(fresh.changes.size(), 2u);
    EXPECT_EQ(fresh.changes[0].column, "version");
    const auto& question = fresh.changes[1];
    EXPECT_EQ(question.sheet + " " + question.name, "survey A1");
    EXPECT_EQ(question.column, "label::Nederlands (nl)");
    EXPECT_EQ(question.before, "Scenario volgens briefing uitgevoerd?");
    EXPECT_EQ(question.after, "Is het scenario uitgevoerd?");
    const auto form = read_upload(actor(Role::client_admin), upload).value();
    EXPECT_EQ(publish(form).value(), true);
    EXPECT_EQ(check(upload).standing, FormStanding::unchanged);
    EXPECT_TRUE(change("2"));
}

TEST_F(Upload, mistakes_are_told_by_sheet_row_and_column_and_nothing_is_published)
{
    const auto upload = counter("${A1}", "${A1x}");

    const auto refused = check(upload);

    EXPECT_EQ(refused.standing, FormStanding::refused);
    ASSERT_FALSE(refused.problems.empty());
    const auto& problem = refused.problems[0];
    EXPECT_EQ(problem.sheet, "survey");
    EXPECT_GT(problem.row, 1);
    EXPECT_FALSE(problem.column.empty());
    EXPECT_EQ(problem.kind, "reference_unknown");
    EXPECT_THAT(problem.suggestion, testing::HasSubstr("A1"));
    const auto form = read_upload(actor(Role::coordinator), upload);
    EXPECT_EQ(code_of(form), Errc::form_invalid);
    EXPECT_THAT(form.error().detail, testing::HasSubstr("form.md:"));
}

TEST_F(Upload, a_picture_goes_to_the_tablets_and_belongs_to_the_version)
{
    const auto with_picture = [](char last_byte) {
        const std::string tables = "| settings |\n| | form_id | version |\n| | sign | 1 |\n| survey |\n"
                                   "| | type | name | label | image |\n| | text | a | Wat staat er? | bord.png |\n";
        std::string picture("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\0\0\0\0\0\0\0\0", 32);
        return FormUpload{{file("form.md", tables), file("bord.png", picture + last_byte)}};
    };

    const auto form = read_upload(actor(Role::coordinator), with_picture('a')).value();
    ASSERT_EQ(publish(form).value(), true);

    const auto kept = read([&](store::Tx& tx) { return tx.field().form("sign", "1"); });
    ASSERT_TRUE(kept);
    ASSERT_EQ(kept->files.size(), 1u);
    EXPECT_EQ(kept->files[0].picture, with_picture('a').files[1].content);
    EXPECT_EQ(json::read_text<sync::FormVersion>(json::print(json::write(*kept))).value().files[0].picture,
              kept->files[0].picture)
        << "as it travels";
    EXPECT_EQ(check(with_picture('a')).standing, FormStanding::unchanged);
    EXPECT_EQ(check(with_picture('b')).standing, FormStanding::other_content) << "another picture is another version";
}

TEST_F(Upload, is_for_those_who_may_publish)
{
    for (const auto role : {Role::reviewer, Role::quality_team, Role::observer}) {
        EXPECT_EQ(code_of(try_write([&](store::Tx& tx) { return check_upload(tx, actor(role), counter()); })),
                  Errc::forbidden);
        EXPECT_EQ(code_of(read_upload(actor(role), counter())), Errc::forbidden);
    }
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

TEST_F(Channels, a_wave_takes_a_questionnaire_of_its_own_channel_only)
{
    const auto add = [&](Channel channel, const std::string& form_id) {
        static int number = 0;
        const NewWave wanted{
            "w" + std::to_string(++number), "W", "2026-09-01", "2026-10-01", channel, form_id, "1", {}};
        return try_write(
            [&](store::Tx& tx) { return add_wave(tx, env, actor(Role::coordinator), demo.project_id, wanted); });
    };

    EXPECT_TRUE(add(Channel::telephone, "telephone"));
    EXPECT_TRUE(add(Channel::message, "message"));
    for (const auto& refused :
         {add(Channel::telephone, "counter"), add(Channel::counter, "telephone"), add(Channel::message, "telephone")}) {
        EXPECT_EQ(code_of(refused), Errc::validation);
        EXPECT_EQ(refused.error().detail, "channel");
    }
}

TEST_F(Channels, a_questionnaire_that_scores_nothing_fits_every_channel)
{
    sync::FormVersion plain;
    plain.xml =
        R"xml(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>)xml"
        R"xml(<h:title>Plain</h:title><model><instance><data id="plain" version="1"><a/></data></instance></model>)xml"
        R"xml(</h:head><h:body><input ref="/data/a"/></h:body></h:html>)xml";
    plain.form = {"plain", "1", vault::sha256_hex(plain.xml)};
    ASSERT_TRUE(try_write([&](store::Tx& tx) { return publish_form(tx, env, actor(Role::client_admin), plain); }));

    for (const auto channel : {Channel::counter, Channel::telephone, Channel::message})
        EXPECT_TRUE(fits_channel(plain, channel));
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
