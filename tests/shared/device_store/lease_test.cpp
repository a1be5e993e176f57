// SPDX-License-Identifier: EUPL-1.2
// Being out of touch with the office, and what it wants of that (sync-protocol.md 15.1, 15.2), and the outbox as a file
// (15.4).
#include "shared/device_store/store_fixture.hpp"

#include "sync/rescue.hpp"
#include "vault/bundle.hpp"

namespace balieblik::test {
namespace {

using std::chrono::days;
using std::chrono::hours;

struct LeaseTest : StoreTest {
    vault::SigningKey order_key = vault::SigningKey::make(random);
    vault::SealingKey intake = vault::SealingKey::make(random);

    sync::Policy policy(std::int64_t lease_days, std::int64_t number = 1)
    {
        sync::Policy made{number, lease_days, 0, intake.public_key().to_text(), {}, "e1"};
        made.signature = order_key.sign(vault::label::policy,
                                        {to_text(enrolled.organisation.tenant), made.epoch, std::to_string(made.number),
                                         std::to_string(made.lease_days), "0", made.intake_key});
        return made;
    }
    void away_for(milliseconds time)
    {
        clock.pass(time);
        EXPECT_TRUE(store->out_of_touch());
    }
    bool over() { return *store->lease_is_over(); }
};

TEST_F(LeaseTest, a_policy_is_genuine_only_under_the_pinned_order_key_and_unaltered)
{
    enrolled.organisation.order_key = order_key.public_key().to_text();
    store.reset();
    std::filesystem::remove(folder / "tablet.db");
    store = opened();
    auto one = policy(7);

    EXPECT_TRUE(store->policy_is_genuine(one));
    one.epoch = "e2";
    EXPECT_FALSE(store->policy_is_genuine(one)) << "of another history";
    one.epoch = "e1";
    one.lease_days = 700;
    EXPECT_FALSE(store->policy_is_genuine(one));
}

// sync-protocol.md, 15.1
struct PolicyInPullTest : LeaseTest {
    PolicyInPullTest()
    {
        enrolled.organisation.order_key = order_key.public_key().to_text();
        store.reset();
        std::filesystem::remove(folder / "tablet.db");
        store = opened();
    }
    sync::PullEntry told(const sync::Policy& one)
    {
        return put("tenant", one.number, sync::EntityKind::tablet_policy, "t", one, one.number);
    }
    std::int64_t kept() { return (*store->policy())->number; }
};

TEST_F(PolicyInPullTest, the_newest_counts_and_an_older_one_only_after_the_server_was_set_back)
{
    pull(page({told(policy(7, 2))}, "c1"));
    EXPECT_EQ(kept(), 2);
    pull(page({told(policy(9, 1))}, "c2"));
    EXPECT_EQ(kept(), 2);

    auto anew = page({told(policy(9, 1))}, "c3");
    anew.restart_streams = {"tenant"};
    pull(anew);

    EXPECT_EQ(kept(), 1);
    pull(page({told(policy(3, 0))}, "c4"));
    EXPECT_EQ(kept(), 1) << "once";
}

TEST_F(PolicyInPullTest, one_that_is_not_the_offices_is_passed_over)
{
    auto forged = policy(7, 2);
    forged.lease_days = 365;
    pull(page({told(forged)}, "c1"));

    EXPECT_FALSE(*store->policy());
}

TEST_F(PolicyInPullTest, where_the_server_forgot_all_of_them_the_one_of_the_next_token_is_believed)
{
    pull(page({told(policy(7, 2))}, "c1"));
    EXPECT_FALSE(store->standing()->policy_in_doubt);
    auto anew = page({}, "c2");
    anew.restart_streams = {"tenant"};
    pull(anew);
    EXPECT_TRUE(store->standing()->policy_in_doubt);

    ASSERT_TRUE(store->keep_policy(policy(14, 0)));

    EXPECT_FALSE(store->standing()->policy_in_doubt);
}

TEST_F(PolicyInPullTest, that_a_token_brought_is_doubted_where_the_stream_names_an_earlier_one)
{
    pull(page({told(policy(7, 1))}, "c1"));
    ASSERT_TRUE(store->keep_policy(policy(365, 3)));

    pull(page({}, "c2")); // the server was set back silently: the cursor is of before that, and fits

    EXPECT_TRUE(store->standing()->policy_in_doubt);
    ASSERT_TRUE(store->keep_policy(policy(7, 1)));
    pull(page({}, "c3"));
    EXPECT_FALSE(store->standing()->policy_in_doubt);
}

TEST_F(PolicyInPullTest, that_a_token_brought_is_trusted_again_once_the_stream_names_it)
{
    pull(page({told(policy(7, 1))}, "c1"));
    ASSERT_TRUE(store->keep_policy(policy(14, 2)));
    pull(page({}, "c2")); // asked a moment before it was made

    pull(page({told(policy(14, 2))}, "c3"));

    EXPECT_FALSE(store->standing()->policy_in_doubt);
    EXPECT_EQ(kept(), 2);
}

TEST_F(PolicyInPullTest, the_first_one_is_doubted_where_no_stream_names_any)
{
    ASSERT_TRUE(store->keep_policy(policy(14, 1)));

    pull(page({}, "c1"));

    EXPECT_TRUE(store->standing()->policy_in_doubt);
}

// sync-protocol.md, 15.5
TEST_F(PolicyInPullTest, a_forgotten_tablet_shows_who_it_was_and_believes_only_its_own_office)
{
    const auto request = store->request_to_enrol_again("CODE").value();
    EXPECT_EQ(request.public_key, device_key.public_key().to_text());
    ASSERT_TRUE(request.before);
    EXPECT_EQ(request.before->device_id, enrolled.organisation.device_id);
    EXPECT_EQ(request.before->inspector_id, enrolled.organisation.inspector_id);

    auto reply = enrolled.organisation;
    EXPECT_TRUE(store->check_same_office(reply));
    reply.receipt_key = reply.order_key;
    EXPECT_EQ(store->check_same_office(reply).error().code, Errc::server_not_trusted);
}

TEST_F(LeaseTest, without_a_policy_a_tablet_may_be_away_for_ever)
{
    away_for(days{1000});

    EXPECT_FALSE(over());
}

TEST_F(LeaseTest, past_it_nothing_is_begun_until_the_office_was_reached_again)
{
    pull(page(one_assignment()));
    ASSERT_TRUE(store->keep_policy(policy(14)));
    away_for(days{14} + hours{1});
    ASSERT_TRUE(over());

    EXPECT_EQ(store->start_visit(assignment.id, "nl").error().code, Errc::lease_over);
    EXPECT_EQ(store->sealed_body(VisitId{}).error().code, Errc::lease_over);
    reopen();
    EXPECT_TRUE(over()) << "a restart of the app changes nothing";
    pull(page({}, "c2"));

    EXPECT_FALSE(over());
    EXPECT_EQ(store->sealed_body(VisitId{}).error().code, Errc::not_found);
}

TEST_F(LeaseTest, past_it_nobody_learns_what_to_ask_where_and_a_begun_visit_goes_on)
{
    auto entries = one_assignment();
    auto scenario = *json::read<Scenario>(*entries[1].body);
    scenario.briefing_nl = "Vraag een paspoort aan.";
    scenario.answer_key_nl = "Het loket zegt vijf dagen.";
    entries[1].body = json::write(scenario).as_object();
    pull(page(entries));
    ASSERT_TRUE(store->keep_policy(policy(14)));
    EXPECT_EQ(store->assignment(assignment.id)->facts.scenario.briefing_nl, scenario.briefing_nl);
    away_for(days{14} + hours{1});

    const auto card = store->assignments()->at(0);
    EXPECT_TRUE(card.held_back);
    EXPECT_EQ(card.facts.scenario.briefing_nl, "");
    EXPECT_EQ(card.facts.scenario.answer_key_nl, "");
    EXPECT_EQ(card.facts.location.name, "Gemeentehuis Raalte") << "it is still theirs to go to";
    pull(page({}, "c2"));
    EXPECT_FALSE(store->assignment(assignment.id)->held_back);
    EXPECT_EQ(store->assignment(assignment.id)->facts.scenario.briefing_nl, scenario.briefing_nl);
}

TEST_F(LeaseTest, an_acknowledged_push_is_contact_as_well)
{
    pull(page(one_assignment()));
    ASSERT_TRUE(store->keep_policy(policy(1)));
    ASSERT_TRUE(store->accept(assignment.id));
    away_for(days{2});
    ASSERT_TRUE(over());

    acknowledge_all();

    EXPECT_FALSE(over());
}

TEST_F(LeaseTest, a_clock_that_is_set_back_gains_nothing)
{
    pull(page(one_assignment()));
    ASSERT_TRUE(store->keep_policy(policy(14)));
    away_for(days{13});

    clock.reading.wall -= days{13}; // within one boot
    away_for(days{1} + hours{1});
    EXPECT_TRUE(over());

    pull(page({}, "c2"));
    away_for(days{13});
    clock.restart(hours{1}); // and over a restart
    clock.reading.wall -= days{100};
    away_for(days{1});
    EXPECT_TRUE(over());
}

TEST_F(LeaseTest, a_tablet_that_was_switched_off_counts_the_days_that_passed)
{
    pull(page(one_assignment()));
    ASSERT_TRUE(store->keep_policy(policy(14)));

    clock.restart(seconds{30});
    clock.reading.wall += days{15};

    EXPECT_TRUE(over());
}

TEST_F(LeaseTest, a_clock_that_jumps_ahead_within_a_boot_takes_nothing)
{
    pull(page(one_assignment()));
    ASSERT_TRUE(store->keep_policy(policy(14)));

    clock.reading.wall += days{365};
    away_for(hours{1});

    EXPECT_FALSE(over());
}

// --- The outbox as a file --------------------------------------------------------------------------------------------

struct BundleTest : LeaseTest {
    std::map<char, std::vector<Bytes>> read(const vault::SealingKey& key)
    {
        std::map<char, std::vector<Bytes>> found;
        auto reader = vault::BundleReader::open(folder / "outbox.bundle", key, folder / "scratch").value();
        while (auto record = reader.next(sync::max_bundle_record).value()) {
            if (record->kind == 'E')
                hash = to_hex(reader.hash_before());
            found[record->kind].push_back(std::move(record->bytes));
        }
        return found;
    }
    std::string hash;
};

TEST_F(BundleTest, holds_what_waits_numbered_from_one_and_signed_by_this_tablet)
{
    pull(page(one_assignment()));
    ASSERT_TRUE(store->keep_policy(policy(14)));
    ASSERT_TRUE(store->accept(assignment.id));

    const auto report = store->write_bundle(folder / "outbox.bundle");

    ASSERT_TRUE(report) << report.error().detail;
    EXPECT_EQ(report->mutations, 1);
    auto records = read(intake);
    const auto head = json::read_text<sync::BundleHead>(as_text(records['H'].at(0))).value();
    const auto mutation = json::read_text<sync::Mutation>(as_text(records['M'].at(0))).value();
    const auto end = json::read_text<sync::BundleEnd>(as_text(records['E'].at(0))).value();
    EXPECT_EQ(head.device_id, enrolled.organisation.device_id);
    EXPECT_NE(head.install_id, store->standing()->install_id);
    EXPECT_EQ(mutation.no, 1);
    EXPECT_TRUE(vault::verify(device_key.public_key(), end.signature, vault::label::bundle,
                              {to_text(head.tenant), to_text(head.device_id), to_text(head.install_id), hash}));
    EXPECT_EQ(store->standing()->unsent_mutations, 1) << "it still waits";
}

TEST_F(BundleTest, cannot_be_written_before_the_office_has_a_key_for_it)
{
    EXPECT_EQ(store->write_bundle(folder / "outbox.bundle").error().code, Errc::state_conflict);
    EXPECT_FALSE(std::filesystem::exists(folder / "outbox.bundle"));
}

} // namespace
} // namespace balieblik::test
