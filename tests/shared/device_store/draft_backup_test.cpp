// SPDX-License-Identifier: EUPL-1.2
// sync-protocol.md 16 on the tablet: what the office is given of a draft, and a draft that comes from another tablet.
#include "shared/device_store/visit_fixture.hpp"

#include "vault/recovery.hpp"

namespace balieblik::test {
namespace {

class DraftBackupTest : public VisitTest {
protected:
    vault::SealingKey office = vault::SealingKey::make(random);
    std::unique_ptr<DeviceStore> other; // a tablet of the same inspector

    void SetUp() override
    {
        VisitTest::SetUp();
        know_the_office(*store);
        const Bytes bytes(32, std::uint8_t{43});
        auto database = storage::Database::open(folder / "second.db", *storage::Key::from(bytes));
        other = *DeviceStore::open(std::move(*database), folder / "second", clock, random, {"0.1.0", "test"});
        auto facts = enrolled;
        facts.organisation.device_id = ids.make<DeviceId>();
        EXPECT_TRUE(other->enrol(facts, vault::SigningKey::make(random), ids.make<InstallId>()));
        std::swap(store, other);
        VisitTest::SetUp();
        know_the_office(*store);
        std::swap(store, other);
    }
    void know_the_office(DeviceStore& at)
    {
        EXPECT_TRUE(at.keep_policy({1, 14, 0, office.public_key().to_text(), {}, "e1"}));
    }
    std::optional<sync::DraftBackup> waiting() { return *store->draft_to_keep(); }
    // The office has it, and tells the other tablet.
    sync::DraftHead kept()
    {
        const auto backup = waiting().value();
        EXPECT_TRUE(store->draft_kept(backup.visit_id, backup.rev));
        sync::DraftHead head{backup.visit_id, backup.assignment_id, backup.version, "tablet A", false, backup.saved_at};
        const auto plain = office.open(vault::from_base64url(backup.sealed).value());
        EXPECT_TRUE(plain);
        kept_content = Bytes(plain->bytes().begin(), plain->bytes().end());
        EXPECT_TRUE(other->keep_offers({{head}}));
        return head;
    }
    Result<void> take_over(const sync::DraftHead& head)
    {
        BALIEBLIK_CHECK(other->wish_draft(head.visit_id));
        const auto wish = other->wished_draft()->value();
        EXPECT_EQ(wish.visit_id, head.visit_id);
        const auto key = vault::PublicKey::parse(wish.request_key).value();
        return other->take_draft({head, vault::to_base64url(vault::seal_to(key, kept_content))});
    }

    Bytes kept_content;
};

TEST_F(DraftBackupTest, a_begun_visit_goes_on_where_it_was_with_answers_and_taps)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    ASSERT_TRUE(draft.tap(LapKind::B1));
    clock.pass(seconds{40});
    ASSERT_TRUE(draft.tap(LapKind::C1));
    say(draft, "/data/H/H3", "halverwege");
    ASSERT_TRUE(draft.go_to({"section", "/data/H"}));
    const auto head = kept();
    EXPECT_FALSE(waiting()) << "nothing changed since";

    ASSERT_EQ(other->draft_offers()->size(), 1u);
    EXPECT_EQ(other->draft_offers()->at(0).facts->location.name, "Gemeentehuis Raalte");
    ASSERT_TRUE(take_over(head));

    auto taken = *Draft::open(*other, head.visit_id);
    EXPECT_EQ(value(taken, "/data/A/A1"), "yes");
    EXPECT_EQ(value(taken, "/data/H/H3"), "halverwege");
    EXPECT_EQ(value(taken, "/data/B/B1"), value(draft, "/data/B/B1"));
    ASSERT_EQ(taken.laps().size(), 2u);
    EXPECT_EQ(taken.facts().page, "section");
    EXPECT_EQ(taken.facts().started_at, draft.facts().started_at);
    EXPECT_TRUE(other->draft_offers()->empty());
    EXPECT_EQ(other->log_of(head.visit_id)->back().action, "taken_over");
    EXPECT_EQ(other->log_of(head.visit_id)->back().reference, "tablet A");
}

TEST_F(DraftBackupTest, it_is_sealed_and_handed_in_from_the_other_tablet)
{
    auto draft = started();
    fill_in(draft);
    const auto head = kept();
    ASSERT_TRUE(take_over(head));

    auto taken = *Draft::open(*other, head.visit_id);
    const auto sealed = taken.seal();
    ASSERT_TRUE(sealed) << sealed.error().detail;
    EXPECT_EQ(sealed->visit_id, head.visit_id);
    const auto handed_in = other->unacknowledged(100, 1 << 20);
    std::vector<std::string> kinds;
    for (const auto& one : *handed_in)
        kinds.push_back(one.kind);
    EXPECT_EQ(kinds, (std::vector<std::string>{"assignment_command", "assignment_command", "visit_version"}))
        << "the office may not have heard yet that it had begun";
}

TEST_F(DraftBackupTest, every_change_is_told_of_and_nothing_else)
{
    EXPECT_FALSE(waiting());
    auto draft = started();
    EXPECT_FALSE(waiting()) << "nobody has done anything in it";
    say(draft, "/data/A/A1", "yes");
    EXPECT_EQ(store->standing()->unkept_drafts, 1);
    const auto first = waiting().value();
    ASSERT_TRUE(store->draft_kept(first.visit_id, first.rev));
    EXPECT_EQ(store->standing()->unkept_drafts, 0);

    ASSERT_TRUE(draft.go_to({"section", "/data/A"}));
    EXPECT_FALSE(waiting()) << "where somebody is, is no work";
    ASSERT_TRUE(draft.tap(LapKind::B1));
    EXPECT_GT(waiting()->rev, first.rev);
}

TEST_F(DraftBackupTest, what_was_written_meanwhile_is_not_taken_for_kept)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    const auto sent = waiting().value();
    say(draft, "/data/A/A2", "yes");
    ASSERT_TRUE(store->draft_kept(sent.visit_id, sent.rev));
    EXPECT_TRUE(waiting());
}

TEST_F(DraftBackupTest, is_told_again_after_a_week_so_that_the_office_does_not_forget_it)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    kept();
    clock.pass(std::chrono::hours{24 * 7 - 1});
    EXPECT_FALSE(waiting());
    clock.pass(std::chrono::hours{1});
    EXPECT_TRUE(waiting());
    EXPECT_EQ(store->standing()->unkept_drafts, 0) << "nothing of it is missing there";
}

TEST_F(DraftBackupTest, one_that_is_refused_waits_for_its_next_change)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    const auto sent = waiting().value();
    ASSERT_TRUE(store->draft_refused(sent.visit_id, sent.rev, Errc::too_large));
    EXPECT_FALSE(waiting());
    clock.pass(std::chrono::hours{24 * 8});
    EXPECT_FALSE(waiting());
    say(draft, "/data/A/A2", "yes");
    EXPECT_TRUE(waiting());
}

TEST_F(DraftBackupTest, is_told_anew_to_a_server_that_was_set_back)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    kept();
    ASSERT_TRUE(*store->note_epoch("e2", 1));
    EXPECT_TRUE(waiting());
}

TEST_F(DraftBackupTest, what_the_office_turns_out_not_to_keep_is_told_again)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    const auto head = kept();
    const auto rev = [&] {
        EXPECT_FALSE(waiting());
        say(draft, "/data/A/A1", "no");
        const auto next = waiting()->rev;
        EXPECT_TRUE(store->draft_kept(head.visit_id, next));
        return next;
    }();
    ASSERT_TRUE(store->keep_offers({{}, std::vector{sync::OwnDraft{head.visit_id, rev}}}));
    EXPECT_FALSE(waiting());

    ASSERT_TRUE(store->keep_offers({{}, std::vector{sync::OwnDraft{head.visit_id, rev - 1}}}));
    EXPECT_TRUE(waiting()) << "an older state";
    ASSERT_TRUE(store->draft_kept(head.visit_id, rev));
    ASSERT_TRUE(store->keep_offers({{}, std::vector<sync::OwnDraft>{}}));
    EXPECT_TRUE(waiting()) << "nothing";
    ASSERT_TRUE(store->draft_kept(head.visit_id, rev));
    ASSERT_TRUE(store->keep_offers({}));
    EXPECT_FALSE(waiting()) << "a server that does not say";
}

TEST_F(DraftBackupTest, where_the_office_keeps_as_many_as_it_does_one_that_is_missing_made_room)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    kept();
    std::vector<sync::OwnDraft> five;
    for (int n = 0; n < sync::max_kept_drafts; ++n)
        five.push_back({ids.make<VisitId>(), 1});

    ASSERT_TRUE(store->keep_offers({{}, five}));

    EXPECT_FALSE(waiting());
}

TEST_F(DraftBackupTest, its_log_comes_along)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    clock.pass(seconds{90});
    say(draft, "/data/A/A1", "no");
    const auto before = store->log_of(draft.facts().visit_id).value();
    ASSERT_TRUE(take_over(kept()));

    const auto after = other->log_of(draft.facts().visit_id).value();

    ASSERT_EQ(after.size(), before.size() + 1);
    EXPECT_EQ(after.back().action, "taken_over");
    for (std::size_t n = 0; n < before.size(); ++n) {
        EXPECT_EQ(after[n].value, before[n].value);
        EXPECT_EQ(after[n].changed_at, before[n].changed_at);
    }
}

TEST_F(DraftBackupTest, an_offer_that_is_not_wanted_stays_away_until_there_is_something_newer)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    auto head = kept();
    ASSERT_EQ(other->draft_offers()->size(), 1u);

    ASSERT_TRUE(other->dismiss_offer(head.visit_id));

    EXPECT_TRUE(other->draft_offers()->empty());
    ASSERT_TRUE(other->keep_offers({{head}}));
    EXPECT_TRUE(other->draft_offers()->empty()) << "told again";
    head.saved_at += seconds{1};
    ASSERT_TRUE(other->keep_offers({{head}}));
    EXPECT_EQ(other->draft_offers()->size(), 1u);
    EXPECT_EQ(other->dismiss_offer(VisitId{}).error().code, Errc::not_found);
}

TEST_F(DraftBackupTest, practice_stays_on_the_tablet)
{
    const auto practice = store->start_practice("counter", "1", "nl");
    auto draft = *Draft::open(*store, *practice);
    say(draft, "/data/A/A1", "yes");
    EXPECT_FALSE(waiting());
    EXPECT_EQ(store->standing()->unkept_drafts, 0);
}

TEST_F(DraftBackupTest, without_the_offices_key_nothing_leaves_the_tablet)
{
    const Bytes bytes(32, std::uint8_t{44});
    auto database = storage::Database::open(folder / "third.db", *storage::Key::from(bytes));
    auto third = *DeviceStore::open(std::move(*database), folder / "third", clock, random, {"0.1.0", "test"});
    auto facts = enrolled;
    EXPECT_TRUE(third->enrol(facts, vault::SigningKey::make(random), ids.make<InstallId>()));
    std::swap(store, third);
    VisitTest::SetUp();
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    EXPECT_FALSE(waiting());
}

TEST_F(DraftBackupTest, a_photo_stays_behind_and_its_question_is_open_again)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    const Bytes picture(300, std::uint8_t{7});
    const std::string question = "/data/H/H5/H5_1";
    ASSERT_TRUE(draft.add_photo(question, picture, "image/jpeg"));
    const auto head = kept();
    ASSERT_TRUE(take_over(head));

    auto taken = *Draft::open(*other, head.visit_id);
    EXPECT_EQ(value(taken, question), "");
    EXPECT_TRUE(taken.photos()->empty());
    EXPECT_EQ(other->log_of(head.visit_id)->back().action, "photo_left");
    EXPECT_EQ(other->log_of(head.visit_id)->back().reference, question);
}

TEST_F(DraftBackupTest, whoever_began_anew_is_offered_nothing_and_loses_nothing)
{
    auto draft = started();
    say(draft, "/data/H/H3", "op de eerste tablet");
    const auto head = kept();
    const auto anew = *other->start_visit(assignment.id, "nl");
    EXPECT_TRUE(other->draft_offers()->empty());

    ASSERT_TRUE(take_over(head));
    EXPECT_FALSE(Draft::open(*other, head.visit_id));
    EXPECT_TRUE(Draft::open(*other, anew));
}

TEST_F(DraftBackupTest, a_content_that_is_not_ours_is_refused_and_says_why)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    const auto head = kept();
    auto text = std::string(as_text(kept_content));
    const auto id = to_text(enrolled.organisation.inspector_id);
    text.replace(text.find(id), id.size(), to_text(ids.make<InspectorId>()));
    kept_content = Bytes(text.begin(), text.end());

    ASSERT_TRUE(take_over(head));
    EXPECT_FALSE(Draft::open(*other, head.visit_id));
    const auto offer = other->draft_offers()->at(0);
    EXPECT_EQ(offer.refused, "signature_invalid");
    EXPECT_FALSE(offer.wished);
    ASSERT_TRUE(other->wish_draft(head.visit_id));
    ASSERT_TRUE(other->take_draft({head, "geen zegel"}));
    EXPECT_EQ(other->draft_offers()->at(0).refused, "signature_invalid");
}

TEST_F(DraftBackupTest, an_offer_that_the_office_no_longer_has_goes)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    kept();
    ASSERT_TRUE(other->keep_offers({}));
    EXPECT_TRUE(other->draft_offers()->empty());
}

TEST_F(DraftBackupTest, past_the_lease_a_begun_visit_keeps_its_briefing_and_is_finished)
{
    auto draft = started();
    clock.pass(std::chrono::hours{24 * 15});
    ASSERT_TRUE(*store->lease_is_over());
    EXPECT_FALSE(store->assignment(assignment.id)->held_back);
    fill_in(draft, clock.now());
    EXPECT_TRUE(draft.seal());
}

TEST_F(DraftBackupTest, sealing_ends_it)
{
    auto draft = started();
    fill_in(draft);
    kept();
    ASSERT_TRUE(draft.seal());
    EXPECT_FALSE(waiting());
    EXPECT_EQ(store->standing()->unkept_drafts, 0);
}

} // namespace
} // namespace balieblik::test
