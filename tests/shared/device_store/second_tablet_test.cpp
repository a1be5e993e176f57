// SPDX-License-Identifier: EUPL-1.2
// An inspector with two tablets: a draft stays where it was begun, and whatever is done on either is handed in.
#include "shared/device_store/visit_fixture.hpp"

namespace balieblik::test {
namespace {

class SecondTablet : public VisitTest {
protected:
    void SetUp() override
    {
        VisitTest::SetUp();
        take_other();
        VisitTest::SetUp(); // the same assignment and questionnaire
        take_other();
    }
    // Everything of the fixture works on the tablet that is in the hand.
    void take_other()
    {
        if (!other)
            other = enrolled_beside();
        std::swap(store, other);
    }
    std::unique_ptr<DeviceStore> enrolled_beside()
    {
        const Bytes bytes(32, std::uint8_t{43});
        auto database = storage::Database::open(folder / "second.db", *storage::Key::from(bytes));
        auto made = DeviceStore::open(std::move(*database), folder / "second", clock, random, {"0.1.0", "test"});
        auto facts = enrolled;
        facts.organisation.device_id = ids.make<DeviceId>();
        EXPECT_TRUE((*made)->enrol(facts, vault::SigningKey::make(random), ids.make<InstallId>()));
        return std::move(*made);
    }
    void told_by_the_server(AssignmentState state)
    {
        assignment.state = state;
        ++assignment.rev;
        const auto text = std::to_string(++told);
        pull(page({put("inbox", 100 + told, sync::EntityKind::assignment, to_text(assignment.id), assignment,
                       assignment.rev)},
                  "told" + text));
    }

    std::unique_ptr<DeviceStore> other;
    int told = 0;
};

TEST_F(SecondTablet, shows_that_the_visit_was_begun_and_has_nothing_of_it)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    acknowledge_all();

    take_other();
    told_by_the_server(AssignmentState::in_progress);

    const auto card = store->assignment(assignment.id);
    EXPECT_EQ(card->facts.assignment.state, AssignmentState::in_progress);
    EXPECT_FALSE(card->visit_id);
    EXPECT_EQ(card->progress, Progress::none);
    EXPECT_TRUE(store->visits()->empty());
}

// sync-protocol.md, 17: draft, and two visits of one assignment
TEST_F(SecondTablet, may_start_anew_and_both_visits_are_handed_in)
{
    auto first = started();
    fill_in(first);
    say(first, "/data/H/H3", "op de eerste tablet");
    acknowledge_all();
    told_by_the_server(AssignmentState::in_progress);

    take_other();
    told_by_the_server(AssignmentState::in_progress);
    auto second = started();
    fill_in(second);
    const auto sealed_second = second.seal();
    ASSERT_TRUE(sealed_second);
    acknowledge_all();

    take_other();
    told_by_the_server(AssignmentState::submitted);
    const auto card = store->assignment(assignment.id);
    EXPECT_EQ(card->facts.assignment.state, AssignmentState::submitted);
    EXPECT_EQ(card->progress, Progress::draft);
    EXPECT_EQ(value(first, "/data/H/H3"), "op de eerste tablet");
    const auto sealed_first = first.seal();
    ASSERT_TRUE(sealed_first) << sealed_first.error().detail;
    EXPECT_NE(sealed_first->visit_id, sealed_second->visit_id);
    const auto waiting = store->unacknowledged(100, 1 << 20);
    ASSERT_EQ(waiting->size(), 1u);
    EXPECT_EQ(json::read_text<VisitBody>(waiting->front().body)->assignment_id, assignment.id);
}

} // namespace
} // namespace balieblik::test
