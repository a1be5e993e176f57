// SPDX-License-Identifier: EUPL-1.2
// A call as the pages show it: a number instead of an address, no wait clock, questions that wait; and going over to
// another version of the questionnaire.
#include "mobile/viewmodels/app_fixture.hpp"

namespace balieblik::viewmodels {
namespace {

class Call : public App {
protected:
    Call() : App("telephone")
    {
        auto& card = tablet.cards.front();
        card.facts.location.address = "Zwolsestraat 16, Raalte";
        card.facts.location.telephone_number = "+31 572 000 111";
        card.facts.location.opening_hours = {{1, "09:00", "17:00"}};
        card.facts.wave.channel = Channel::telephone;
        card.facts.scenario.max_minutes = 10;
        refresh();
    }
    void refresh()
    {
        emit tablet.assignmentsChanged();
        settle();
    }
    QString listed(const char* role) { return model->assignments()->at(0, QLatin1String(role)).toString(); }
};

TEST_F(Call, its_briefing_gives_the_number_and_not_the_address)
{
    model->showBriefing(listed("key"));

    EXPECT_EQ(model->briefing()->contact(), QStringLiteral("+31 572 000 111"));
    EXPECT_EQ(model->briefing()->contactName(), QStringLiteral("Number to call"));
    EXPECT_EQ(model->briefing()->startLabel(), QStringLiteral("Start the call"));
    EXPECT_EQ(model->briefing()->minutes(), 5);
    EXPECT_FALSE(model->briefing()->openingHours().isEmpty());
    EXPECT_EQ(listed("contact"), QStringLiteral("Number to call: +31 572 000 111"));
}

TEST_F(Call, a_message_says_where_to_write_and_knows_no_opening_hours)
{
    tablet.cards.front().facts.wave.channel = Channel::message;
    tablet.cards.front().facts.location.message_address = "post@raalte.example";
    refresh();

    model->showBriefing(listed("key"));

    EXPECT_EQ(model->briefing()->contact(), QStringLiteral("post@raalte.example"));
    EXPECT_TRUE(model->briefing()->openingHours().isEmpty());
    EXPECT_EQ(model->briefing()->minutes(), 0);
}

TEST_F(Call, has_no_wait_clock_and_is_broken_off_in_its_own_words)
{
    start_visit();

    EXPECT_FALSE(model->visit()->hasLaps());
    EXPECT_EQ(model->visit()->abortReasons()->at(0, QStringLiteral("label")).toString(),
              QStringLiteral("It cannot be reached"));
}

TEST_F(Call, that_waits_for_an_answer_says_so_in_the_list_and_where_sending_is_shown)
{
    tablet.cards.front().progress = device_store::Progress::draft;
    refresh();
    EXPECT_EQ(listed("phase"), QStringLiteral("Begun"));
    EXPECT_EQ(model->sync()->openVisits()->count(), 0);

    tablet.cards.front().open_items = 1;
    refresh();

    EXPECT_EQ(listed("phase"), QStringLiteral("Waits for an answer"));
    ASSERT_EQ(model->sync()->openVisits()->count(), 1);
    EXPECT_EQ(model->sync()->openVisits()->at(0, QStringLiteral("place")).toString(),
              QStringLiteral("Gemeentehuis Raalte"));
}

TEST_F(Call, a_question_that_closes_by_itself_is_seen_on_the_page)
{
    start_visit();

    emit tablet.visitMoved(tablet.closed("/data/A/T1", "3"));

    ASSERT_NE(answer("T1"), nullptr);
    EXPECT_EQ(answer("T1")->value(), QStringLiteral("3"));
}

TEST_F(Call, another_version_is_offered_explained_and_moved_to_only_when_asked)
{
    start_visit();
    auto* move = model->visit()->move();
    EXPECT_TRUE(move->version().isEmpty());

    tablet.newer = FormRef{"telephone", "2", std::string(64, 'b')};
    tablet.plan.answers = {{"/data/A/T1", "/data/A/T1", "3", device_store::MoveOutcome::carried, "Attempts", "3"},
                           {"/data/A/T3", "", "yes", device_store::MoveOutcome::question_gone, "Menu clear?", "Yes"}};
    tablet.plan.new_questions = {{"/data/A/T17", "What next?"}};
    refresh();
    ASSERT_EQ(move->version(), QStringLiteral("2"));
    EXPECT_FALSE(move->planned());

    move->plan();
    settle();

    EXPECT_EQ(move->carried(), 1);
    ASSERT_EQ(move->left()->count(), 1);
    EXPECT_EQ(move->left()->at(0, QStringLiteral("answer")).toString(), QStringLiteral("Yes"));
    EXPECT_EQ(move->left()->at(0, QStringLiteral("why")).toString(),
              QStringLiteral("This question is no longer asked."));
    EXPECT_EQ(move->added()->at(0, QStringLiteral("question")).toString(), QStringLiteral("What next?"));
    EXPECT_FALSE(tablet.moved_to) << "looking moves nothing";

    move->move();
    settle();

    EXPECT_EQ(tablet.moved_to, "2");
    EXPECT_TRUE(move->version().isEmpty());
    EXPECT_EQ(model->page(), QStringLiteral("section"));
}

TEST_F(Call, a_move_that_is_refused_leaves_the_visit_as_it_was)
{
    start_visit();
    tablet.newer = FormRef{"telephone", "2", std::string(64, 'b')};
    refresh();
    model->visit()->move()->plan();
    settle();
    tablet.refuse_next = Error{Errc::disk_full, {}};

    model->visit()->move()->move();
    settle();

    EXPECT_FALSE(model->visit()->move()->error().isEmpty());
    EXPECT_EQ(model->visit()->move()->version(), QStringLiteral("2"));
    EXPECT_FALSE(tablet.moved_to);
}

} // namespace
} // namespace balieblik::viewmodels
