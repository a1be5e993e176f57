// SPDX-License-Identifier: EUPL-1.2
// A draft and a newer version of its questionnaire; open items that close by themselves.
#include "device_store/prefill.hpp"
#include "forms/xls/compile.hpp"
#include "shared/device_store/visit_fixture.hpp"

#include <gtest/gtest.h>

namespace balieblik::test {
namespace {

using namespace device_store;

const std::string first_version = R"(
| settings |
| | form_id | version |
| | small | 1 |
| choices |
| | list_name | name | label |
| | l | x | X |
| | l | y | Y |
| survey |
| | type | name | label | relevant |
| | hidden | scenario_code | | |
| | begin_group | g | G | |
| | select_one l | pick | Pick | |
| | integer | count | Count | |
| | text | words | Words | |
| | text | gone | Gone | |
| | text | aside | Aside | ${pick} = 'y' |
| | end_group | | | |
| | begin_repeat | r | R | |
| | text | each | Each | |
| | end_repeat | | | |
)";

// `words` moves to another group, `count` becomes a text, choice x goes, `gone` goes, `fresh` comes.
const std::string second_version = R"(
| settings |
| | form_id | version |
| | small | 2 |
| choices |
| | list_name | name | label |
| | l | y | Y |
| | l | z | Z |
| survey |
| | type | name | label | relevant |
| | hidden | scenario_code | | |
| | begin_group | g | G | |
| | select_one l | pick | Pick | |
| | text | count | Count | |
| | text | aside | Aside | ${pick} = 'y' |
| | end_group | | | |
| | begin_group | h | H | |
| | text | words | Words | |
| | text | fresh | Fresh | |
| | end_group | | | |
| | begin_repeat | r | R | |
| | text | each | Each | |
| | end_repeat | | | |
)";

std::vector<std::string> lines(const std::vector<LogLine>& log)
{
    std::vector<std::string> made;
    for (const auto& line : log)
        made.push_back(line.action + " " + line.reference + " " + line.value);
    return made;
}

sync::FormVersion version_of(const std::string& tables)
{
    const auto compiled = forms::xls::compile_tables(tables);
    EXPECT_TRUE(compiled.ok());
    sync::FormVersion made;
    made.xml = compiled.xml;
    made.form = {"small", compiled.version, vault::sha256_hex(compiled.xml)};
    return made;
}

class MoveTest : public VisitTest {
protected:
    Draft small_draft()
    {
        pull(page({put("project", 1, sync::EntityKind::form_version, "small/1", version_of(first_version)),
                   put("project", 2, sync::EntityKind::form_version, "small/2", version_of(second_version))}));
        const auto id = store->start_practice("small", "1", "nl");
        EXPECT_TRUE(id) << id.error().detail;
        auto draft = *Draft::open(*store, *id);
        say(draft, "/data/g/pick", "y");
        say(draft, "/data/g/aside", "kept aside");
        say(draft, "/data/g/pick", "x");
        say(draft, "/data/g/count", "3");
        say(draft, "/data/g/words", "canary words");
        say(draft, "/data/g/gone", "canary gone");
        say(draft, "/data/r[1]/each", "one");
        EXPECT_TRUE(draft.add_repeat("/data/r"));
        say(draft, "/data/r[2]/each", "two");
        return draft;
    }
    static MoveOutcome outcome(const MovePlan& plan, const std::string& reference)
    {
        for (const auto& answer : plan.answers)
            if (answer.from == reference)
                return answer.outcome;
        ADD_FAILURE() << reference << " is not in the plan";
        return MoveOutcome::refused;
    }
};

TEST_F(MoveTest, the_plan_says_what_becomes_of_each_answer_and_changes_nothing)
{
    auto draft = small_draft();

    const auto plan = draft.plan_move("2");

    ASSERT_TRUE(plan) << plan.error().detail;
    EXPECT_EQ(outcome(*plan, "/data/g/words"), MoveOutcome::carried);
    EXPECT_EQ(outcome(*plan, "/data/g/count"), MoveOutcome::other_type);
    EXPECT_EQ(outcome(*plan, "/data/g/pick"), MoveOutcome::no_such_choice);
    EXPECT_EQ(outcome(*plan, "/data/g/gone"), MoveOutcome::question_gone);
    EXPECT_EQ(outcome(*plan, "/data/g/aside"), MoveOutcome::carried);
    EXPECT_EQ(outcome(*plan, "/data/r[2]/each"), MoveOutcome::carried);
    ASSERT_EQ(plan->new_questions.size(), 1U);
    EXPECT_EQ(plan->new_questions[0].reference, "/data/h/fresh");
    EXPECT_EQ(draft.facts().form.version, "1");
    EXPECT_EQ(value(draft, "/data/g/gone"), "canary gone");
}

// sync-protocol.md, 17: a draft that the inspector moves
TEST_F(MoveTest, what_fits_goes_along_and_the_rest_stays_in_the_log)
{
    auto draft = small_draft();
    const auto id = draft.facts().visit_id;

    ASSERT_TRUE(draft.move_to("2"));

    EXPECT_EQ(value(draft, "/data/h/words"), "canary words");
    EXPECT_EQ(value(draft, "/data/r[2]/each"), "two");
    EXPECT_EQ(value(draft, "/data/g/pick"), "");
    say(draft, "/data/g/pick", "y");
    EXPECT_EQ(value(draft, "/data/g/aside"), "kept aside");

    // And it is all there after the app was gone.
    auto again = *Draft::open(*store, id);
    EXPECT_EQ(again.facts().form.version, "2");
    EXPECT_EQ(value(again, "/data/h/words"), "canary words");
    const auto log = lines(store->log_of(id).value());
    EXPECT_NE(std::find(log.begin(), log.end(), "move small/1 small/2"), log.end());
    EXPECT_NE(std::find(log.begin(), log.end(), "left /data/g/gone canary gone"), log.end());
    EXPECT_NE(std::find(log.begin(), log.end(), "left /data/g/pick x"), log.end());
    EXPECT_NE(std::find(log.begin(), log.end(), "left /data/g/count 3"), log.end());
}

TEST_F(MoveTest, it_moves_to_another_version_that_has_arrived_and_to_no_other)
{
    auto draft = small_draft();

    EXPECT_EQ(draft.move_to("1").error().code, Errc::state_conflict);
    EXPECT_EQ(draft.move_to("3").error().code, Errc::unknown_form);
    EXPECT_EQ(value(draft, "/data/g/words"), "canary words");
}

// sync-protocol.md, 17: version of a questionnaire
TEST_F(MoveTest, without_a_move_a_draft_finishes_on_its_version)
{
    const auto id = small_draft().facts().visit_id;

    auto draft = *Draft::open(*store, id);

    EXPECT_EQ(draft.facts().form.version, "1");
    ASSERT_TRUE(draft.seal());
    EXPECT_EQ(store->sealed_body(id).value().form.version, "1");
}

class PictureTest : public VisitTest {};

TEST_F(PictureTest, a_form_brings_its_pictures_and_none_of_them_lies_readable_on_disk)
{
    const std::string picture = contents_of(source_dir() / "tests/mobile/questions/media/hall.png");
    sync::FormVersion form;
    form.xml = contents_of(source_dir() / "tests/forms/elsewhere/school.xml");
    form.form = {"school", "3", vault::sha256_hex(form.xml)};
    form.files = {{"hall.png", {}, Bytes(picture.begin(), picture.end())}, {"cut.png", {}, Bytes{0x89, 'P', 'N', 'G'}}};
    pull(page({put("project", 1, sync::EntityKind::form_version, "school/3", form)}));
    const auto id = store->start_practice("school", "3", "nl");
    ASSERT_TRUE(id) << id.error().detail;

    const auto draft = *Draft::open(*store, *id);

    EXPECT_EQ(as_text(form_picture(draft.form()->version, "hall.png").value()), picture);
    EXPECT_EQ(form_picture(draft.form()->version, "elsewhere.png").error().code, Errc::not_found);
    EXPECT_EQ(form_picture(draft.form()->version, "cut.png").error().code, Errc::malformed)
        << "whatever the office sent";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
        if (entry.is_regular_file()) {
            EXPECT_EQ(contents_of(entry.path()).find("IHDR"), std::string::npos) << entry.path();
        }
}

TEST_F(PictureTest, a_form_that_asks_for_film_is_not_opened)
{
    sync::FormVersion form;
    form.xml = contents_of(source_dir() / "tests/forms/elsewhere/school.xml");
    const std::string asked = "<input ref=\"/school/note\">";
    form.xml.replace(form.xml.find(asked), asked.size(),
                     "<upload mediatype=\"video/*\" ref=\"/school/info/kind\"/>" + asked);
    form.form = {"school", "4", vault::sha256_hex(form.xml)};
    pull(page({put("project", 1, sync::EntityKind::form_version, "school/4", form)}));

    EXPECT_EQ(store->start_practice("school", "4", "nl").error().code, Errc::form_unsupported);
}

class OpenItemTest : public VisitTest {
protected:
    Draft call()
    {
        const std::filesystem::path forms = source_dir() / "forms/telephone/1";
        sync::FormVersion form;
        form.xml = contents_of(forms / "form.xml");
        form.form = {"telephone", "1", vault::sha256_hex(form.xml)};
        form.files = {{"norms.csv", contents_of(forms / "norms.csv")}};
        pull(page({put("project", 1, sync::EntityKind::form_version, "telephone/1", form)}));
        const auto id = store->start_practice("telephone", "1", "nl");
        EXPECT_TRUE(id) << id.error().detail;
        auto draft = *Draft::open(*store, *id);
        say(draft, "/data/norm_set", "vng");
        say(draft, "/data/C/T13_promised", "yes");
        say(draft, "/data/C/T13_at", to_offset_text(clock.now(), clock.reading.offset));
        return draft;
    }
};

TEST_F(OpenItemTest, a_call_back_stays_open_until_its_norm_has_passed)
{
    auto draft = call();

    const auto items = draft.open_items().value();

    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].reference, "/data/C/T13");
    EXPECT_FALSE(items[0].due);
    EXPECT_TRUE(draft.close_due().value().empty());
    EXPECT_EQ(value(draft, "/data/C/T13"), "");
}

TEST_F(OpenItemTest, it_closes_by_its_timer_and_the_log_says_so)
{
    const auto id = call().facts().visit_id;
    clock.pass(std::chrono::hours{24} + seconds{1});

    const auto draft = *Draft::open(*store, id);

    EXPECT_EQ(value(draft, "/data/C/T13"), "no");
    const auto log = lines(store->log_of(id).value());
    EXPECT_NE(std::find(log.begin(), log.end(), "close /data/C/T13 no"), log.end());
}

TEST_F(OpenItemTest, an_answer_given_in_time_is_not_touched)
{
    auto draft = call();
    const auto id = draft.facts().visit_id;
    say(draft, "/data/C/T13", "yes");
    clock.pass(std::chrono::hours{30});

    EXPECT_EQ(value(*Draft::open(*store, id), "/data/C/T13"), "yes");
}

TEST_F(OpenItemTest, it_closes_in_a_draft_that_nobody_opens_but_not_in_the_one_that_is_open)
{
    const auto id = call().facts().visit_id;
    EXPECT_EQ(store->close_due().value(), 0) << "its time has not passed";
    clock.pass(std::chrono::hours{24} + seconds{1});

    EXPECT_EQ(store->close_due(id).value(), 0) << "the open one is somebody's";
    EXPECT_EQ(store->close_due().value(), 1);

    const auto log = lines(store->log_of(id).value());
    EXPECT_NE(std::find(log.begin(), log.end(), "close /data/C/T13 no"), log.end());
    EXPECT_EQ(store->close_due().value(), 0) << "nothing waits any more";
}

TEST_F(OpenItemTest, closing_by_itself_does_not_change_which_visit_was_open_last)
{
    call();
    const auto other = store->start_practice("telephone", "1", "nl").value();
    ASSERT_TRUE(Draft::open(*store, other));
    clock.pass(std::chrono::hours{30});

    ASSERT_EQ(store->close_due().value(), 1);

    EXPECT_EQ(store->last_open().value(), other);
}

// Promises may be more than one: each instance of a repeat has a time of its own.
class RepeatedOpenItemTest : public OpenItemTest {
protected:
    Draft promises()
    {
        const auto form = version_of(R"(
| settings |
| | form_id | version | namespaces |
| | small | 1 | ms="https://balieblik.example/ns/mystery-shopper" |
| choices |
| | list_name | name | label |
| | yn | yes | Ja |
| | yn | no | Nee |
| survey |
| | type | name | label | bind::ms:closes-when | bind::ms:closes-as |
| | begin_repeat | r | Beloften | | |
| | dateTime | until | Tot wanneer? | | |
| | select_one yn | kept | Nagekomen? | ${until} != '' and now() > ${until} | no |
| | end_repeat | | | | |
)");
        pull(page({put("project", 1, sync::EntityKind::form_version, "small/1", form)}));
        auto draft = *Draft::open(*store, store->start_practice("small", "1", "nl").value());
        EXPECT_TRUE(draft.add_repeat("/data/r"));
        until(draft, 1, std::chrono::hours{1});
        until(draft, 2, std::chrono::hours{3});
        return draft;
    }
    void until(Draft& draft, int instance, std::chrono::hours from_now)
    {
        say(draft, "/data/r[" + std::to_string(instance) + "]/until",
            to_offset_text(clock.now() + from_now, clock.reading.offset));
    }
};

TEST_F(RepeatedOpenItemTest, each_instance_waits_and_closes_by_itself_while_the_visit_is_open)
{
    auto draft = promises();
    ASSERT_EQ(draft.open_items().value().size(), 2U);
    clock.pass(std::chrono::hours{2});

    ASSERT_TRUE(draft.close_due());

    EXPECT_EQ(value(draft, "/data/r[1]/kept"), "no");
    EXPECT_EQ(value(draft, "/data/r[2]/kept"), "");
    const auto left = draft.open_items().value();
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].reference, "/data/r[2]/kept");
    EXPECT_FALSE(left[0].due);
}

TEST_F(RepeatedOpenItemTest, they_close_in_a_draft_that_nobody_opens)
{
    const auto id = promises().facts().visit_id;
    clock.pass(std::chrono::hours{4});

    EXPECT_EQ(store->close_due().value(), 1) << "drafts";

    const auto draft = *Draft::open(*store, id);
    EXPECT_EQ(value(draft, "/data/r[1]/kept"), "no");
    EXPECT_EQ(value(draft, "/data/r[2]/kept"), "no");
    const auto log = lines(store->log_of(id).value());
    EXPECT_NE(std::find(log.begin(), log.end(), "close /data/r[2]/kept no"), log.end());
    EXPECT_EQ(store->close_due().value(), 0);
}

class AssignedFormTest : public MoveTest {
protected:
    // The wave of our assignment asks the small questionnaire, in this version.
    void wave_uses(const std::string& tables, std::int64_t rev)
    {
        const auto form = version_of(tables);
        auto entries = one_assignment();
        auto wave = json::read<sync::WaveBrief>(*entries[2].body).value();
        wave.form = form.form;
        entries[2].body = json::write(wave).as_object();
        entries[2].rev = rev;
        for (auto& entry : entries)
            entry.seq += 10 * rev;
        entries.push_back(put("inbox", 10 * rev, sync::EntityKind::form_version, "small/" + form.form.version, form));
        pull(page(entries, "c" + std::to_string(rev)));
    }
};

TEST_F(AssignedFormTest, a_version_that_the_wave_went_over_to_is_offered_once_it_has_arrived)
{
    wave_uses(first_version, 1);
    const auto id = store->start_visit(assignment.id, "nl").value();
    auto draft = *Draft::open(*store, id);
    EXPECT_FALSE(draft.newer_form().value());

    wave_uses(second_version, 2);

    ASSERT_TRUE(draft.newer_form().value());
    EXPECT_EQ(draft.newer_form().value()->version, "2");
    EXPECT_EQ(draft.facts().form.version, "1") << "nothing moves by itself";
    ASSERT_TRUE(draft.move_to("2"));
    EXPECT_FALSE(draft.newer_form().value());
}

TEST_F(AssignedFormTest, the_plan_speaks_to_people)
{
    wave_uses(first_version, 1);
    auto draft = *Draft::open(*store, store->start_visit(assignment.id, "nl").value());
    say(draft, "/data/g/pick", "x");
    wave_uses(second_version, 2);

    const auto plan = draft.plan_move("2").value();

    ASSERT_EQ(plan.answers.size(), 1U);
    EXPECT_EQ(plan.answers[0].question, "Pick");
    EXPECT_EQ(plan.answers[0].answer, "X");
    EXPECT_EQ(plan.new_questions[0].question, "Fresh");
}

} // namespace
} // namespace balieblik::test
