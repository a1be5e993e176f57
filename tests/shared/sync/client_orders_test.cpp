// SPDX-License-Identifier: EUPL-1.2
// sync-protocol.md 8.3, 8.4, 11 and 12 from the tablet's side: being woken, being stuck, obeying, reporting.
#include "shared/sync/client_fixture.hpp"

namespace balieblik::test {
namespace {

const WakeReply nothing{}; // where nobody reads the answer

struct ListeningTest : ::testing::Test {
    MemoryLedger ledger;
    FakeClock clock;
    SeededRandom random{7};
    bool genuine = true;
    std::optional<SyncClient> client;

    ListeningTest() { start(); }
    // As a new run of the app: what is not in the ledger is forgotten.
    void start()
    {
        ClientOptions options;
        options.listen = true;
        options.report = true;
        Credentials credentials;
        credentials.sign_token = [](const TenantId&, const TokenRequest&) -> Result<std::string> { return "signed"; };
        credentials.verify_receipt = [](const Receipt&) { return true; };
        credentials.verify_order = [this](const Order&) { return genuine; };
        credentials.verify_policy = [this](const Policy&) { return genuine; };
        client.emplace(ledger, std::move(credentials), clock, random, options);
    }
    std::map<Lane, Send> sends()
    {
        std::map<Lane, Send> found;
        for (auto action = client->next(); std::holds_alternative<Send>(action); action = client->next())
            found[std::get<Send>(action).lane] = std::get<Send>(action);
        return found;
    }
    template <class T>
    void answer(const Send& send, const T& message)
    {
        std::string nonce;
        for (const auto& header : send.headers)
            if (header.name == "Sync-Nonce")
                nonce = header.value;
        client->on(Reply{
            send.id, 200, {{"Sync-Nonce", nonce}, {"Content-Type", "application/json"}}, json::print_struct(message)});
    }
    void get_token(std::optional<Order> order = {})
    {
        answer(sends().at(Lane::token), Challenge{"abcd"});
        answer(sends().at(Lane::token), TokenReply{"T", clock.now(), std::move(order), {}});
    }
    PullReply page() const
    {
        PullReply last;
        last.cursor = "c";
        last.epoch = ledger.epoch;
        last.next_no = 1;
        return last;
    }
    void put(std::int64_t no)
    {
        Mutation one;
        one.no = no;
        one.kind = "assignment_command";
        one.body = "{}";
        one.sha256 = "hash";
        ledger.outbox.push_back(one);
        client->on(Queued{});
    }
    static Order ordered(OrderMode mode, std::int64_t number = 1) { return {DeviceId{}, number, mode, "signature"}; }
};

TEST_F(ListeningTest, a_hint_is_followed_by_a_pull_at_once)
{
    get_token();
    auto all = sends();
    answer(all.at(Lane::pull), page());
    answer(all.at(Lane::wake), WakeReply{true, 5});
    answer(sends().at(Lane::pull), page());
    clock.pass(seconds{1});

    const auto asked = sends().at(Lane::wake);
    EXPECT_EQ(json::read_text<WakeRequest>(asked.body)->since, 5);
    EXPECT_FALSE(sends().contains(Lane::pull)) << "nothing is polled meanwhile";
    answer(asked, WakeReply{true, 6});

    EXPECT_TRUE(sends().contains(Lane::pull));
}

TEST_F(ListeningTest, a_hint_during_a_pull_is_followed_by_another)
{
    get_token();
    auto all = sends();
    answer(all.at(Lane::wake), WakeReply{true, 5});

    answer(all.at(Lane::pull), page());

    EXPECT_TRUE(sends().contains(Lane::pull)) << "the page may not show it yet";
}

TEST_F(ListeningTest, a_cut_question_says_nothing_about_the_connection_and_is_asked_anew_from_nothing)
{
    get_token();
    auto all = sends();
    answer(all.at(Lane::pull), page());
    answer(all.at(Lane::wake), WakeReply{false, 5});
    clock.pass(seconds{1});

    client->on(Dropped{sends().at(Lane::wake).id, "a proxy cut it"});

    EXPECT_TRUE(client->status().online);
    clock.pass(seconds{10});
    EXPECT_FALSE(json::read_text<WakeRequest>(sends().at(Lane::wake).body)->since)
        << "so that the answer comes at once, and a pull follows";
}

TEST_F(ListeningTest, an_open_question_does_not_hold_up_the_end)
{
    get_token();
    auto all = sends();
    answer(all.at(Lane::pull), page());
    answer(all.at(Lane::report), nothing);
    answer(all.at(Lane::drafts), DraftHeads{});
    ASSERT_TRUE(all.contains(Lane::wake));

    client->stop();

    EXPECT_TRUE(std::holds_alternative<Done>(client->next()));
}

TEST_F(ListeningTest, work_that_never_moves_although_the_server_answers_is_stuck)
{
    get_token();
    put(1);
    for (int i = 0; i < 100 && !client->status().stuck; ++i) {
        clock.pass(std::chrono::minutes{1});
        for (auto& [lane, send] : sends()) {
            if (lane == Lane::token)
                send.path == "/v1/challenge" ? answer(send, Challenge{"a"})
                                             : answer(send, TokenReply{"T", clock.now(), {}, {}});
            else if (lane == Lane::pull)
                answer(send, page());
            else if (lane == Lane::push)
                answer(send, PushReply{{{1, MutationStatus::retry, "busy", {}}}, 1, ledger.epoch, clock.now()});
        }
    }

    EXPECT_TRUE(client->status().stuck);
    EXPECT_EQ(ledger.outbox.size(), 1u) << "and nothing was given up";
}

TEST_F(ListeningTest, what_waits_is_reported_when_it_changes_and_not_more_often_than_once_a_minute)
{
    get_token();
    put(1);
    const auto first = sends().at(Lane::report);
    EXPECT_EQ(json::read_text<Report>(first.body)->unsent_mutations, 1);
    answer(first, nothing);

    put(2);
    clock.pass(seconds{30});
    EXPECT_FALSE(sends().contains(Lane::report));
    clock.pass(seconds{31});

    EXPECT_EQ(json::read_text<Report>(sends().at(Lane::report).body)->unsent_mutations, 2);
}

TEST_F(ListeningTest, an_order_that_is_not_signed_by_the_office_is_no_order)
{
    genuine = false;

    get_token(ordered(OrderMode::wipe_now));

    EXPECT_FALSE(client->status().order);
    EXPECT_FALSE(client->status().wipe_due);
    EXPECT_FALSE(ledger.kept);
}

TEST_F(ListeningTest, an_old_order_cannot_be_played_back)
{
    get_token(ordered(OrderMode::release, 2));
    auto last = page();
    last.order = ordered(OrderMode::wipe_now, 1);

    answer(sends().at(Lane::pull), last);

    EXPECT_EQ(client->status().order, OrderMode::release);
    EXPECT_FALSE(client->status().wipe_due);
}

TEST_F(ListeningTest, a_wipe_waits_until_the_office_keeps_what_was_begun)
{
    DraftBackup begun;
    begun.rev = 4;
    ledger.drafts = {begun};
    get_token(ordered(OrderMode::wipe_after_upload));
    auto all = sends();
    ASSERT_TRUE(all.contains(Lane::drafts));
    EXPECT_EQ(all.at(Lane::drafts).method, "PUT") << "it asks for nothing more";
    const bool confirms = all.contains(Lane::report) && all.at(Lane::report).path != "/v1/sync/report";
    EXPECT_FALSE(confirms);

    answer(all.at(Lane::drafts), nothing);
    if (all.contains(Lane::report))
        answer(all.at(Lane::report), nothing);
    clock.pass(std::chrono::minutes{2});
    EXPECT_EQ(sends().at(Lane::report).path, "/v1/orders/1/done");
}

TEST_F(ListeningTest, a_wipe_waits_until_a_server_that_was_set_back_says_what_it_holds)
{
    HeldVersion held;
    held.sha256 = "hash";
    ledger.doubted = {held};
    get_token(ordered(OrderMode::wipe_after_upload));
    auto all = sends();
    const bool confirms = all.contains(Lane::report) && all.at(Lane::report).path != "/v1/sync/report";
    EXPECT_FALSE(confirms);

    answer(all.at(Lane::push), ReconcileReply{});
    if (all.contains(Lane::report))
        answer(all.at(Lane::report), nothing);
    clock.pass(std::chrono::minutes{2});
    EXPECT_EQ(sends().at(Lane::report).path, "/v1/orders/1/done");
}

TEST_F(ListeningTest, a_wipe_waits_until_the_work_is_handed_in_and_the_office_knows)
{
    put(1);
    get_token(ordered(OrderMode::wipe_after_upload));
    auto all = sends();
    EXPECT_FALSE(all.contains(Lane::pull)) << "it receives nothing more";
    EXPECT_FALSE(client->status().wipe_due);

    answer(all.at(Lane::push), PushReply{{{1, MutationStatus::applied, {}, {}}}, 2, ledger.epoch, clock.now()});
    if (all.contains(Lane::report))
        answer(all.at(Lane::report), nothing);
    clock.pass(std::chrono::minutes{2});
    const auto confirmation = sends().at(Lane::report);
    EXPECT_EQ(confirmation.path, "/v1/orders/1/done");
    EXPECT_FALSE(client->status().wipe_due);
    answer(confirmation, nothing);

    EXPECT_TRUE(client->status().wipe_due);
}

TEST_F(ListeningTest, a_wipe_now_waits_for_nothing_and_survives_a_restart_of_the_app)
{
    put(1);

    get_token(ordered(OrderMode::wipe_now));

    EXPECT_TRUE(client->status().wipe_due);
    start();
    EXPECT_TRUE(client->status().wipe_due);
}

// --- The policy ------------------------------------------------------------------------------------------------------

TEST_F(ListeningTest, a_policy_is_kept_when_it_is_genuine_and_no_older_than_the_one_before)
{
    const auto granted = [&](const Policy& policy) {
        answer(sends().at(Lane::token), Challenge{std::string(64, 'a')});
        answer(sends().at(Lane::token), TokenReply{"T", clock.now(), {}, policy});
    };
    granted({2, 14, 10, "key", "second", "e1"});
    ASSERT_TRUE(ledger.kept_policy);
    EXPECT_EQ(ledger.kept_policy->number, 2);

    clock.pass(ClientOptions{}.token_renewal);
    granted({1, 365, 0, "key", "first", "e1"});
    EXPECT_EQ(ledger.kept_policy->number, 2) << "an old one cannot be played back";

    genuine = false;
    clock.pass(ClientOptions{}.token_renewal);
    granted({3, 365, 0, "key", "forged", "e1"});
    EXPECT_EQ(ledger.kept_policy->number, 2);
}

TEST_F(ListeningTest, a_server_that_was_set_back_counts_its_policies_on_from_where_it_stands)
{
    ledger.kept_policy = Policy{7, 30, 0, "key", "seventh", "e1"};
    answer(sends().at(Lane::token), Challenge{std::string(64, 'a')});
    answer(sends().at(Lane::token), TokenReply{"T", clock.now(), {}, Policy{3, 14, 0, "key", "third", "e2"}});
    EXPECT_EQ(ledger.kept_policy->number, 7) << "nobody has said yet that another history began";

    auto last = page();
    last.epoch = "e2";
    answer(sends().at(Lane::pull), last);
    EXPECT_EQ(ledger.kept_policy->number, 3);
}

TEST_F(ListeningTest, a_server_that_was_set_back_silently_is_believed_once_that_is_noticed)
{
    ledger.kept_policy = Policy{7, 30, 0, "key", "seventh", "e1"};
    answer(sends().at(Lane::token), Challenge{std::string(64, 'a')});
    answer(sends().at(Lane::token), TokenReply{"T", clock.now(), {}, Policy{3, 14, 0, "key", "third", "e1"}});
    EXPECT_EQ(ledger.kept_policy->number, 7) << "it may as well be an old reply";

    ledger.who.policy_in_doubt = true; // as when streams begin anew
    answer(sends().at(Lane::pull), page());
    EXPECT_EQ(ledger.kept_policy->number, 3);
}

TEST_F(ListeningTest, a_policy_of_an_earlier_history_cannot_be_played_back)
{
    ledger.epoch = "e2";
    ledger.kept_policy = Policy{3, 14, 10, "key", "third", "e2"};
    answer(sends().at(Lane::token), Challenge{std::string(64, 'a')});
    answer(sends().at(Lane::token), TokenReply{"T", clock.now(), {}, Policy{9, 365, 0, "key", "ninth", "e1"}});
    answer(sends().at(Lane::pull), page());

    EXPECT_EQ(ledger.kept_policy->number, 3);
}

} // namespace
} // namespace balieblik::test
