// SPDX-License-Identifier: EUPL-1.2
// What the server does with requests that are too big, too slow, too many, or not what they seem.
#include "http/stage.hpp"

#include "support/temp_folder.hpp"

#include <thread>

namespace balieblik::test {
namespace {

struct Borders : Stage {};

TEST_F(Borders, answers_over_tls_with_the_authority_in_the_chain)
{
    open();
    auto client = this->client();

    EXPECT_EQ(client.get("/plain").status, 200);
    EXPECT_EQ(client.last_spki_sha256(), http::spki_sha256(test_authority().certificate).value());
}

TEST_F(Borders, keeps_a_connection_for_the_next_request)
{
    open();
    auto client = this->client();

    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(client.post_json("/echo", R"({"text":"x"})").member("text"), "x");
}

TEST_F(Borders, closes_a_connection_that_made_its_share_of_requests)
{
    config.requests_per_connection = 2;
    open();
    auto client = this->client();

    EXPECT_NE(client.get("/plain").header("connection"), "close");
    EXPECT_EQ(client.get("/plain").header("connection"), "close");
    EXPECT_TRUE(client.ended());
}

TEST_F(Borders, refuses_a_header_over_16_kib)
{
    open();
    auto client = this->client();

    const auto reply = client.get("/plain", {{"X-Long", std::string(17 * 1024, 'x')}});

    EXPECT_EQ(reply.status, 431);
    EXPECT_EQ(reply.member("code"), "header_too_large");
    EXPECT_EQ(reply.member("limit"), "16384");
    EXPECT_TRUE(client.ended());
}

TEST_F(Borders, refuses_a_body_over_the_limit_of_its_route_before_it_is_sent)
{
    open();
    auto client = this->client();

    client.write_raw(
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1001\r\n\r\n");
    const auto reply = client.read_reply();

    EXPECT_EQ(reply.status, 413);
    EXPECT_EQ(reply.member("code"), "too_large");
    EXPECT_EQ(reply.member("limit"), "1000");
}

TEST_F(Borders, refuses_a_body_over_the_limit_that_does_not_say_its_length)
{
    open();
    auto client = this->client();

    client.write_raw("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" +
                     std::string(1001, 'x') + "\r\n0\r\n\r\n");

    EXPECT_EQ(client.read_reply().status, 413);
}

TEST_F(Borders, refuses_what_is_no_json_and_says_where)
{
    open();
    auto client = this->client();

    const auto reply = client.post_json("/echo", R"({"text":)");
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.header("content-type"), "application/problem+json");
    EXPECT_EQ(reply.member("code"), "malformed");
    EXPECT_EQ(client.post_json("/echo", R"({"text":1})").member("detail"), "text: a text is wanted");
    EXPECT_EQ(client.post_json("/echo", "{}").member("detail"), "text: is missing");
    EXPECT_EQ(client.post_json("/echo", std::string(40, '[') + std::string(40, ']')).status, 400);
}

TEST_F(Borders, refuses_another_media_type)
{
    open();
    auto client = this->client();

    EXPECT_EQ(client.send("POST", "/echo", {{"Content-Type", "text/plain"}}, "{}").status, 415);
}

TEST_F(Borders, tells_unknown_paths_from_wrong_methods)
{
    open();

    EXPECT_EQ(client().get("/nowhere").status, 404);
    const auto reply = client().send("DELETE", "/echo");
    EXPECT_EQ(reply.status, 405);
    EXPECT_EQ(reply.header("allow"), "POST");
    EXPECT_EQ(client().get("/plain/../echo").status, 400);
    EXPECT_EQ(client().get("/%zz").status, 400);
    auto garbage = client();
    garbage.write_raw("this is not http\r\n\r\n");
    EXPECT_EQ(garbage.read_reply().status, 400);
}

TEST_F(Borders, speaks_the_language_that_was_asked_for)
{
    open();
    auto client = this->client();

    EXPECT_EQ(client.post_json("/echo", "{").member("title"), "Het bericht kon niet worden gelezen.");
    const auto reply = client.post_json("/echo", "{", {{"Accept-Language", "fr, en-GB;q=0.8, nl;q=0.2"}});
    EXPECT_EQ(reply.member("title"), "The message could not be read.");
    EXPECT_EQ(reply.header("content-language"), "en");
}

TEST_F(Borders, proves_that_it_was_this_server_that_answered)
{
    open();
    auto client = this->client();

    const auto reply = client.get("/v1/plain", {{"Sync-Protocol", "1"}, {"Sync-Nonce", "n0nce"}});
    EXPECT_EQ(reply.header("sync-nonce"), "n0nce");
    EXPECT_EQ(reply.header("sync-protocol"), "1");
    const auto refused = client.send("POST", "/v1/sync/pull", {{"Sync-Nonce", "other"}});
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.header("sync-nonce"), "other");
}

TEST_F(Borders, lets_an_app_that_is_too_old_receive_nothing_new)
{
    open();
    auto client = this->client();

    const auto reply =
        client.send("POST", "/v1/sync/pull", {{"Authorization", "Bearer good"}, {"Sync-Protocol", "99"}});

    EXPECT_EQ(reply.status, 426);
    EXPECT_EQ(reply.member("code"), "upgrade_required");
    EXPECT_EQ(reply.member("error_class"), "upgrade");
}

TEST_F(Borders, ends_a_connection_that_dribbles_its_header)
{
    config.header_ms = 150;
    open();
    auto client = this->client();

    client.write_raw("GET /plain HTTP/1.1\r\nX-Slow: ");

    EXPECT_TRUE(client.ended());
}

TEST_F(Borders, ends_a_connection_that_never_sends_the_body_it_promised)
{
    config.body_ms = 150;
    open();
    auto client = this->client();

    client.write_raw("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{");

    EXPECT_EQ(client.read_reply().status, 0);
}

TEST_F(Borders, ends_a_connection_that_asks_nothing_more)
{
    config.idle_ms = 150;
    open();
    auto client = this->client();
    EXPECT_EQ(client.get("/plain").status, 200);

    EXPECT_TRUE(client.ended());
}

TEST_F(Borders, takes_no_more_connections_from_one_address_than_agreed)
{
    config.connections_per_address = 2;
    open();
    auto one = client();
    auto two = client();
    EXPECT_EQ(one.get("/plain").status, 200);
    EXPECT_EQ(two.get("/plain").status, 200);

    EXPECT_THROW(client(), std::exception);
}

TEST_F(Borders, never_tells_what_an_exception_said)
{
    open();

    const auto reply = client().get("/broken");

    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.member("code"), "internal");
    EXPECT_EQ(reply.body.find("secret"), std::string::npos);
}

TEST_F(Borders, says_nothing_of_what_is_wrong_inside)
{
    open();

    const auto reply = client().get("/failing");

    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.member("code"), "internal");
    EXPECT_EQ(reply.body.find("visit_version"), std::string::npos) << reply.body;
}

TEST_F(Borders, says_busy_when_too_many_requests_wait)
{
    config.store_threads = 1;
    config.waiting_requests = 1;
    open();
    auto first = client();
    first.write_raw("GET /waits HTTP/1.1\r\nHost: x\r\n\r\n");
    Props::get().gate.wait_for(1);

    const auto reply = client().get("/plain");
    Props::get().gate.open();

    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.member("code"), "busy");
    EXPECT_FALSE(reply.header("retry-after").empty());
    EXPECT_EQ(first.read_reply().status, 200);
}

TEST_F(Borders, limits_how_often_an_address_may_try_to_sign_in)
{
    config.sign_in_burst = 3;
    open();
    auto client = this->client();
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(client.send("POST", "/sign-in").status, 200);

    const auto reply = client.send("POST", "/sign-in");

    EXPECT_EQ(reply.status, 429);
    EXPECT_EQ(reply.member("code"), "rate_limited");
    EXPECT_EQ(reply.member("limit"), "10");
    EXPECT_GT(std::stoi(reply.header("retry-after")), 0);
}

TEST_F(Borders, limits_how_often_a_tablet_may_ask)
{
    config.device_burst = 2;
    open();
    auto client = this->client();
    const RequestHeaders token{{"Authorization", "Bearer good"}};
    EXPECT_EQ(client.send("POST", "/v1/sync/pull", token).status, 200);
    EXPECT_EQ(client.send("POST", "/v1/sync/pull", token).status, 200);

    EXPECT_EQ(client.send("POST", "/v1/sync/pull", token).status, 429);
}

TEST_F(Borders, wants_the_csrf_header_for_changes_only)
{
    open();
    auto client = this->client();
    const RequestHeaders cookie{{"Cookie", "a=b; __Host-balieblik=good"}};

    EXPECT_EQ(client.get("/mine").member("code"), "session_expired");
    EXPECT_EQ(this->client().get("/mine", cookie).status, 200);
    EXPECT_EQ(this->client().post_json("/mine", R"({"text":"x"})", cookie).member("code"), "csrf_missing");
    auto both = cookie;
    both.emplace_back("X-CSRF-Token", "csrf");
    EXPECT_EQ(this->client().post_json("/mine", R"({"text":"x"})", both).status, 200);
}

TEST_F(Borders, compares_the_revision_that_a_change_was_made_for)
{
    open();
    auto client = this->client();

    const auto fine = client.post_json("/revise", R"({"text":"x","rev":3})", {{"If-Match", "\"3\""}});
    EXPECT_EQ(fine.status, 200);
    EXPECT_EQ(fine.header("etag"), "\"3\"");
    EXPECT_EQ(client.post_json("/revise", R"({"text":"x","rev":3})", {{"If-Match", "\"2\""}}).status, 412);
}

TEST_F(Borders, answers_head_like_get_without_the_body)
{
    open();
    auto client = this->client();

    const auto reply = client.send("HEAD", "/plain");
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.body.empty());
    EXPECT_EQ(reply.header("content-length"), std::to_string(client.get("/plain").body.size()));
}

TEST_F(Borders, tells_a_client_that_asks_to_go_on)
{
    open();
    auto client = this->client();

    client.write_raw("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 12\r\n"
                     "Expect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_reply().status, 100);
    client.write_raw(R"({"text":"y"})");
    EXPECT_EQ(client.read_reply().member("text"), "y");
}

TEST_F(Borders, pours_a_long_body_out_in_pieces)
{
    open();
    auto client = this->client();

    const auto reply = client.get("/poured");

    EXPECT_EQ(reply.header("content-type"), "image/jpeg");
    ASSERT_EQ(reply.body.size(), 300'000u);
    EXPECT_EQ(reply.body.front(), 'c');
    EXPECT_EQ(reply.body.back(), 'a');
    EXPECT_EQ(client.get("/plain").status, 200);
}

TEST_F(Borders, pours_a_body_of_unknown_length_out_in_chunks)
{
    open();
    auto client = this->client();

    const auto reply = client.get("/chunks");

    EXPECT_EQ(reply.header("transfer-encoding"), "chunked");
    EXPECT_EQ(reply.header("content-length"), "");
    EXPECT_EQ(reply.body.size(), 300'000u);
    EXPECT_EQ(client.get("/plain").status, 200);
}

// A file that ends too early must not look like a whole one.
TEST_F(Borders, breaks_the_connection_when_a_body_cannot_be_finished)
{
    open();
    auto client = this->client();

    EXPECT_EQ(client.get("/chunks?breaks=1").status, 0);
    EXPECT_TRUE(client.ended());
}

TEST_F(Borders, keeps_what_arrived_of_a_body_whose_connection_broke)
{
    open();
    auto& props = Props::get();
    auto client = this->client();
    client.write_raw("PATCH /take/a HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n" + std::string(300'000, 'p'));
    std::unique_lock lock{props.mutex};
    props.changed.wait(lock, [&] { return props.stored.size() >= 256 * 1024; });
    lock.unlock();

    client.cut();

    lock.lock();
    props.changed.wait(lock, [&] { return props.sinks_ended == 1; });
    EXPECT_GE(props.stored.size(), 256u * 1024); // what the break itself swallowed never arrived
    EXPECT_EQ(props.stored.find_first_not_of('p'), std::string::npos);
}

TEST_F(Borders, lets_the_newest_request_for_an_upload_end_the_older_one)
{
    open();
    auto& props = Props::get();
    auto older = client();
    older.write_raw("PATCH /take/a HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n" + std::string(300'000, 'o'));
    std::unique_lock lock{props.mutex};
    props.changed.wait(lock, [&] { return props.stored.size() >= 256 * 1024; });
    lock.unlock();

    const auto reply = client().send("PATCH", "/take/a", {}, "newer");

    EXPECT_EQ(reply.status, 204);
    EXPECT_TRUE(older.ended());
    EXPECT_TRUE(props.stored.ends_with("onewer"));
}

TEST_F(Borders, finishes_what_runs_when_it_is_told_to_stop)
{
    open();
    auto working = client();
    auto idle = client();
    EXPECT_EQ(idle.get("/plain").status, 200);
    working.write_raw("GET /waits HTTP/1.1\r\nHost: x\r\n\r\n");
    Props::get().gate.wait_for(1);

    std::thread stopping{[this] { server->stop(); }};
    EXPECT_TRUE(idle.ended());
    Props::get().gate.open();
    const auto reply = working.read_reply();
    stopping.join();

    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("connection"), "close");
    EXPECT_THROW(client(), std::exception);
}

TEST_F(Borders, listens_beyond_this_machine_only_when_the_risk_was_accepted)
{
    config.address = "0.0.0.0";
    app = std::make_unique<http::App>(config, clock, random, gatekeeper, nullptr);

    EXPECT_EQ(http::Server::start(*app, stage_tables(), test_identity()).error().code, Errc::second_factor_required);

    config.allow_single_factor = true;
    EXPECT_TRUE(http::Server::start(*app, stage_tables(), test_identity()));
}

TEST_F(Borders, says_which_part_of_its_identity_is_wrong)
{
    app = std::make_unique<http::App>(config, clock, random, gatekeeper, nullptr);

    EXPECT_EQ(http::Server::start(*app, stage_tables(), {"no pem", "no pem"}).error().detail, "tls_certificate");
    auto mixed = test_identity();
    mixed.key = test_authority().key;
    EXPECT_EQ(http::Server::start(*app, stage_tables(), mixed).error().detail, "tls_key");
}

TEST_F(Borders, shows_a_renewed_certificate_without_a_restart_and_to_the_same_pin)
{
    open();
    const auto long_ago = SystemClock{}.now() - std::chrono::days{500};
    const auto expired = http::make_tls_leaf(test_authority(), {"127.0.0.1"}, long_ago).value();
    auto open_before = client();
    ASSERT_TRUE(server->show({expired.certificate + test_authority().certificate, expired.key}));
    EXPECT_ANY_THROW(client());

    ASSERT_TRUE(server->show(test_identity()));

    auto later = client();
    EXPECT_EQ(later.get("/plain").status, 200);
    EXPECT_EQ(later.last_spki_sha256(), http::spki_sha256(test_authority().certificate).value());
    EXPECT_EQ(open_before.get("/plain").status, 200) << "a connection that was open lost its identity";
    EXPECT_EQ(server->show({"no certificate", "no key"}).error().code, Errc::malformed);
    EXPECT_EQ(client().get("/plain").status, 200) << "what was refused is shown all the same";
}

TEST_F(Borders, serves_the_console_with_a_strict_policy)
{
    const TempFolder folder;
    std::filesystem::create_directory(folder / "assets");
    write_contents(folder / "index.html", "<html>");
    write_contents(folder / "assets/app-1a2b.js", "script");
    write_contents(folder / "assets/app-1a2b.js.gz", "packed");
    config.console = folder.path().string();
    open();
    auto client = this->client();

    const auto page = client.get("/console/waves/12");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body, "<html>");
    EXPECT_EQ(page.header("cache-control"), "no-cache");
    EXPECT_EQ(page.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(page.header("referrer-policy"), "no-referrer");
    const auto policy = page.header("content-security-policy");
    for (const auto* rule : {"default-src 'none'", "script-src 'self'", "style-src 'self'",
                             "img-src 'self' data:", "base-uri 'none'", "frame-ancestors 'none'"})
        EXPECT_NE(policy.find(rule), std::string::npos) << rule;
    const auto asset = client.get("/console/assets/app-1a2b.js", {{"Accept-Encoding", "gzip, br"}});
    EXPECT_EQ(asset.body, "packed");
    EXPECT_EQ(asset.header("content-encoding"), "gzip");
    EXPECT_EQ(asset.header("content-type"), "text/javascript; charset=utf-8");
    EXPECT_NE(asset.header("cache-control").find("immutable"), std::string::npos);
    EXPECT_EQ(client.get("/console/assets/app-1a2b.js").body, "script");
    EXPECT_EQ(client.get("/console/assets/app-1a2b.js", {{"If-None-Match", asset.header("etag")}}).status, 304);
    EXPECT_EQ(this->client().get("/console/assets/gone.js").status, 404);
    EXPECT_EQ(this->client().get("/console/gone.png").status, 404);
}

} // namespace
} // namespace balieblik::test
