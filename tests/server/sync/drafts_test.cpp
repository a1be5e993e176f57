// SPDX-License-Identifier: EUPL-1.2
// sync-protocol.md 16 from the server's side: what is kept of a visit that is still being filled in, for whom, how
// long.
#include "server/sync/sync_fixture.hpp"

#include "usecases/device_orders.hpp"
#include "usecases/drafts.hpp"
#include "usecases/review.hpp"
#include "usecases/tablet_policy.hpp"

namespace balieblik::test {
namespace {

struct DraftsTest : SyncTest {
    Tablet tablet{*store, field};
    Tablet other{*store, field}; // of the same inspector
    Assignment assignment = offered();
    VisitId visit = ids.make<VisitId>();
    vault::SealingKey request_key = vault::SealingKey::make(random);

    vault::PublicKey office()
    {
        const auto policy = write([&](store::Tx& tx) { return usecases::policy_in_force(tx, env); });
        return vault::PublicKey::parse(policy.intake_key).value();
    }
    sync::DraftBackup draft(std::int64_t rev, const std::string& content = "begonnen")
    {
        return {visit, assignment.id, 1,
                rev,   clock.now(),   vault::to_base64url(vault::seal_to(office(), as_bytes(content)))};
    }
    Result<sync::DraftReply> keep(const usecases::DeviceSession& session, const sync::DraftBackup& one)
    {
        return store->write(field.tenant, [&](store::Tx& tx) { return usecases::keep_draft(tx, env, session, one); });
    }
    std::vector<sync::DraftHead> seen_by(const usecases::DeviceSession& session)
    {
        return read([&](store::Tx& tx) { return usecases::drafts_elsewhere(tx, session); }).drafts;
    }
    Result<sync::TakenDraft> take(const usecases::DeviceSession& session, VisitId wanted)
    {
        return store->write(field.tenant, [&](store::Tx& tx) {
            return usecases::take_over_draft(tx, env, session, wanted, {request_key.public_key().to_text()});
        });
    }
    std::string opened(const sync::TakenDraft& taken)
    {
        return std::string(as_text(request_key.open(vault::from_base64url(taken.sealed).value())->bytes()));
    }
    std::int64_t kept_of(const usecases::DeviceSession& session)
    {
        return read([&](store::Tx& tx) { return tx.drafts().count_of_device(session.device_id); }).drafts;
    }
};

TEST_F(DraftsTest, another_tablet_of_the_same_inspector_gets_what_was_told_last)
{
    ASSERT_TRUE(keep(tablet.session, draft(3, "eerst")));
    ASSERT_TRUE(keep(tablet.session, draft(9, "later")));

    const auto heads = seen_by(other.session);
    ASSERT_EQ(heads.size(), 1u);
    EXPECT_EQ(heads[0].device_name, "tablet van Merel");
    EXPECT_TRUE(heads[0].device_in_use);
    EXPECT_EQ(heads[0].assignment_id, assignment.id);
    EXPECT_EQ(opened(take(other.session, visit).value()), "later");
    EXPECT_TRUE(seen_by(tablet.session).empty()) << "one's own is no offer";
    EXPECT_EQ(seen_by(other.session).size(), 1u) << "it stays until the visit arrives";
}

TEST_F(DraftsTest, a_tablet_hears_what_is_kept_of_its_own)
{
    ASSERT_TRUE(keep(tablet.session, draft(3)));

    const auto own = read([&](store::Tx& tx) { return usecases::drafts_elsewhere(tx, tablet.session); }).kept;
    const auto others = read([&](store::Tx& tx) { return usecases::drafts_elsewhere(tx, other.session); }).kept;

    ASSERT_TRUE(own && own->size() == 1);
    EXPECT_EQ(own->at(0).visit_id, visit);
    EXPECT_EQ(own->at(0).rev, 3);
    EXPECT_TRUE(others && others->empty());
}

TEST_F(DraftsTest, a_reviewer_is_told_that_a_visit_went_over_to_another_tablet)
{
    const auto flags_of_all = [&] {
        usecases::Actor reviewer;
        reviewer.person_id = ids.make<PersonId>();
        reviewer.grants = {{Role::reviewer, std::nullopt}};
        std::map<DeviceId, std::vector<usecases::VisitFlag>> found;
        const auto queue = write([&](store::Tx& tx) {
            return usecases::review_queue(tx, env, reviewer, {field.wave.id, false, {0, 50}});
        });
        for (const auto& row : queue.rows)
            found[read([&](store::Tx& tx) { return tx.visits().find(row.visit_version_id); })->device_id] = row.flags;
        return found;
    };
    const auto taken_over = [](const std::vector<usecases::VisitFlag>& flags) {
        return std::find(flags.begin(), flags.end(), usecases::VisitFlag::taken_over) != flags.end();
    };
    ASSERT_TRUE(keep(tablet.session, draft(3)));
    ASSERT_TRUE(take(other.session, visit));
    for (auto* one : {&other, &tablet}) { // the first turned up after all
        auto body = one->body(assignment);
        body.visit_id = visit;
        ASSERT_TRUE(one->push({one->seal(body)}));
    }

    const auto flags = flags_of_all();

    ASSERT_EQ(flags.size(), 2u);
    EXPECT_TRUE(taken_over(flags.at(other.session.device_id)));
    EXPECT_FALSE(taken_over(flags.at(tablet.session.device_id)));
}

TEST_F(DraftsTest, an_inspector_never_hears_of_somebody_elses)
{
    ASSERT_TRUE(keep(tablet.session, draft(1)));
    auto stranger = other.session;
    stranger.inspector_id = ids.make<InspectorId>();

    EXPECT_TRUE(seen_by(stranger).empty());
    EXPECT_EQ(take(stranger, visit).error().code, Errc::not_found);
}

TEST_F(DraftsTest, the_store_holds_it_sealed)
{
    ASSERT_TRUE(keep(tablet.session, draft(1, "een geheim antwoord")));

    const auto kept = *read([&](store::Tx& tx) { return tx.drafts().find(tablet.session.device_id, visit); });
    EXPECT_EQ(kept.sealed.find("geheim"), kept.sealed.npos);
    const auto bytes = vault::from_base64url(kept.sealed).value();
    EXPECT_EQ(as_text(bytes).find("geheim"), std::string_view::npos);
}

TEST_F(DraftsTest, one_that_was_overtaken_on_its_way_changes_nothing)
{
    const auto overtaken = draft(3, "eerst");
    clock.pass(seconds{60});
    ASSERT_TRUE(keep(tablet.session, draft(9, "later")));
    ASSERT_TRUE(keep(tablet.session, overtaken));
    EXPECT_EQ(opened(take(other.session, visit).value()), "later");
}

TEST_F(DraftsTest, a_tablet_whose_database_was_put_back_counts_from_lower_and_is_believed)
{
    ASSERT_TRUE(keep(tablet.session, draft(9, "voor het terugzetten")));
    clock.pass(seconds{60});
    ASSERT_TRUE(keep(tablet.session, draft(2, "na het terugzetten")));
    EXPECT_EQ(opened(take(other.session, visit).value()), "na het terugzetten");

    auto anew = tablet.session;
    anew.install_id = ids.make<InstallId>();
    ASSERT_TRUE(keep(anew, draft(1, "onder een andere installatie")));
    EXPECT_EQ(opened(take(other.session, visit).value()), "onder een andere installatie");
}

TEST_F(DraftsTest, goes_when_the_visit_arrives_and_is_not_kept_after_that)
{
    auto body = tablet.body(assignment);
    body.visit_id = visit;
    ASSERT_TRUE(keep(tablet.session, draft(1)));
    ASSERT_TRUE(keep(other.session, draft(4, "overgenomen")));

    ASSERT_TRUE(tablet.push({tablet.seal(body)}));
    EXPECT_EQ(kept_of(tablet.session), 0);
    EXPECT_EQ(kept_of(other.session), 0) << "whoever told of it";
    EXPECT_EQ(keep(tablet.session, draft(2))->over, true) << "it was on its way: no fault of the tablet";
    EXPECT_EQ(kept_of(tablet.session), 0);

    auto correction = draft(3);
    correction.version = 2;
    ASSERT_TRUE(keep(tablet.session, correction));
    EXPECT_EQ(kept_of(tablet.session), 1) << "a correction is a draft of its own";
    EXPECT_NE(keep(tablet.session, correction)->over, true);
}

TEST_F(DraftsTest, goes_when_the_assignment_is_given_back)
{
    ASSERT_TRUE(tablet.push({tablet.command(assignment, sync::AssignmentCommandKind::accept)}));
    ASSERT_TRUE(keep(tablet.session, draft(1)));
    ASSERT_TRUE(tablet.push({tablet.command(assignment, sync::AssignmentCommandKind::hand_back, "ziek")}));
    EXPECT_EQ(kept_of(tablet.session), 0);
}

TEST_F(DraftsTest, stays_when_the_office_takes_the_assignment_away)
{
    ASSERT_TRUE(keep(tablet.session, draft(1)));
    change(assignment, AssignmentState::cancelled, field.inspector.id);
    EXPECT_EQ(seen_by(other.session).size(), 1u);
    ASSERT_TRUE(keep(tablet.session, draft(2)));
}

TEST_F(DraftsTest, goes_after_thirty_days_in_which_its_tablet_said_nothing_of_it)
{
    ASSERT_TRUE(keep(tablet.session, draft(1)));
    const auto forget = [&] { return write([&](store::Tx& tx) { return usecases::forget_drafts(tx, env); }); };
    clock.pass(std::chrono::hours{24 * 30});
    EXPECT_EQ(forget(), 0);
    clock.pass(seconds{1});
    EXPECT_EQ(forget(), 1);
    EXPECT_EQ(kept_of(tablet.session), 0);
}

TEST_F(DraftsTest, five_of_a_tablet_are_kept)
{
    const auto first = visit;
    for (int n = 0; n < 7; ++n) {
        ASSERT_TRUE(keep(tablet.session, draft(1)));
        visit = ids.make<VisitId>();
        clock.pass(seconds{60});
    }
    EXPECT_EQ(kept_of(tablet.session), 5);
    EXPECT_EQ(take(other.session, first).error().code, Errc::not_found);
}

TEST_F(DraftsTest, is_refused_in_words_that_a_tablet_understands)
{
    auto large = draft(1);
    large.sealed = std::string(static_cast<std::size_t>(sync::max_sealed_draft_bytes) + 1, 'a');
    EXPECT_EQ(keep(tablet.session, large).error().code, Errc::too_large);
    auto nobody = draft(1);
    nobody.assignment_id = ids.make<AssignmentId>();
    EXPECT_EQ(keep(tablet.session, nobody).error().code, Errc::validation);
    auto open = draft(1);
    open.sealed = "niet verzegeld!";
    EXPECT_EQ(keep(tablet.session, open).error().code, Errc::validation);
    EXPECT_EQ(keep(tablet.session, draft(0)).error().code, Errc::validation);
}

TEST_F(DraftsTest, a_tablet_that_only_hands_in_may_tell_and_hears_nothing)
{
    ASSERT_TRUE(keep(other.session, draft(1)));
    auto leaving = tablet.session;
    leaving.only_hands_in = true;

    EXPECT_TRUE(keep(leaving, draft(2)));
    const auto heard =
        store->read(field.tenant, [&](store::Tx& tx) { return usecases::drafts_elsewhere(tx, leaving); });
    EXPECT_EQ(heard.error().code, Errc::device_revoked);
    EXPECT_EQ(take(leaving, visit).error().code, Errc::device_revoked);
}

TEST_F(DraftsTest, of_a_withdrawn_tablet_it_is_said_that_it_is)
{
    ASSERT_TRUE(keep(tablet.session, draft(1)));
    write([&](store::Tx& tx) -> Result<void> {
        auto device = tx.devices().find(tablet.session.device_id).value().value();
        device.state = DeviceState::revoked;
        return tx.devices().update(device);
    });
    const auto heads = seen_by(other.session);
    ASSERT_EQ(heads.size(), 1u);
    EXPECT_FALSE(heads[0].device_in_use);
}

TEST_F(DraftsTest, the_trail_tells_each_time_that_it_is_given_and_not_at_which_minute_somebody_wrote)
{
    ASSERT_TRUE(keep(tablet.session, draft(1)));
    ASSERT_TRUE(keep(tablet.session, draft(2)));
    ASSERT_TRUE(take(other.session, visit));
    ASSERT_TRUE(take(other.session, visit));

    const auto events = trail();
    EXPECT_EQ(std::count(events.begin(), events.end(), "draft.kept"), 0);
    EXPECT_EQ(std::count(events.begin(), events.end(), "draft.taken_over"), 2);
}

} // namespace
} // namespace balieblik::test
