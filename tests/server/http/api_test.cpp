// SPDX-License-Identifier: EUPL-1.2
// Tablets and the console against a whole server over TLS; every exchange is held against docs/openapi.json.
#include "http/office.hpp"

#include "http/pretty.hpp"
#include "support/base64.hpp"
#include "support/photo.hpp"
#include "support/source_dir.hpp"
#include "vault/enrolment_code.hpp"

#include <gmock/gmock.h>

#include <future>
#include <map>
#include <set>
#include <thread>

namespace balieblik::test {
namespace {

TEST(OpenApi, says_what_the_routing_tables_say)
{
    const auto document = http::pretty(http::openapi(http::all_tables()));

    EXPECT_TRUE(document == contents_of(source_dir() / "docs" / "openapi.json"))
        << "run balieblik-openapi > docs/openapi.json";
}

struct Console : Office {};

TEST_F(Console, says_that_it_is_well) { EXPECT_EQ(client().get("/health").member("status"), "ok"); }

TEST_F(Console, sets_a_cookie_that_scripts_and_other_sites_cannot_use)
{
    const auto who = account("carla", Role::coordinator);

    const auto cookie = try_sign_in(who).header("set-cookie");

    EXPECT_TRUE(cookie.starts_with("__Host-balieblik="));
    for (const auto* rule : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"})
        EXPECT_NE(cookie.find(rule), std::string::npos) << rule;
}

TEST_F(Console, asks_for_a_new_password_first)
{
    const auto made = usecases::fresh_password(random);
    write([&](store::Tx& tx) {
        const usecases::NewPerson person{"nieuw", "Nieuw", {RoleGrant{Role::coordinator, {}}}, std::nullopt};
        return usecases::add_person(tx, environment, usecases::server_actor(), person, made);
    });
    const auto session = sign_in({"nieuw", made.text});

    EXPECT_EQ(client().get("/api/projects", session).member("code"), "password_change_required");
    EXPECT_EQ(client().get("/api/session", session).member("must_change_password"), "true");
}

TEST_F(Console, refuses_a_wrong_password_and_then_makes_one_wait)
{
    const auto who = account("carla", Role::coordinator);
    for (int i = 0; i < usecases::failures_before_delay; ++i)
        EXPECT_EQ(try_sign_in({"carla", "wrong"}).member("code"), "credential_invalid");

    const auto reply = try_sign_in(who);

    EXPECT_EQ(reply.status, 429);
    EXPECT_EQ(reply.member("code"), "locked_out");
    EXPECT_FALSE(reply.header("retry-after").empty());
    clock.pass(seconds{3600});
    EXPECT_EQ(try_sign_in(who).status, 200);
}

TEST_F(Console, tells_nobody_whether_a_login_exists)
{
    account("carla", Role::coordinator);

    EXPECT_EQ(try_sign_in({"nobody", "wrong"}).body, try_sign_in({"carla", "wrong"}).body);
}

TEST_F(Console, ends_a_session_that_was_idle)
{
    const auto session = sign_in(account("carla", Role::coordinator));
    EXPECT_EQ(client().get("/api/projects", session).status, 200);

    clock.pass(usecases::session_idle + seconds{1});

    EXPECT_EQ(client().get("/api/projects", session).member("code"), "session_expired");
}

TEST_F(Console, signs_out)
{
    const auto session = sign_in(account("carla", Role::coordinator));

    const auto reply = client().send("DELETE", "/api/session", session);

    EXPECT_EQ(reply.status, 204);
    EXPECT_NE(reply.header("set-cookie").find("Max-Age=0"), std::string::npos);
    EXPECT_EQ(client().get("/api/session", session).status, 401);
}

TEST_F(Console, changes_nothing_without_the_csrf_header)
{
    auto session = sign_in(account("carla", Role::coordinator));
    session.pop_back();
    const std::string inspector = R"({"alias":"Valk","languages":["nl"],"ties":[]})";

    EXPECT_EQ(client().post_json("/api/inspectors", inspector, session).member("code"), "csrf_missing");
    session.emplace_back("X-CSRF-Token", "guessed");
    EXPECT_EQ(client().post_json("/api/inspectors", inspector, session).member("code"), "csrf_missing");
}

TEST_F(Console, answers_every_page_of_a_coordinator_as_documented)
{
    const auto session = sign_in(account("carla", Role::coordinator));
    const auto assignment = field.assignment();
    write([&](store::Tx& tx) { return FieldBuilder::offer(tx, assignment); });
    const auto wave = to_text(field.wave.id);

    for (const auto& target :
         {std::string("/api/projects"), "/api/projects/" + to_text(field.project.id), "/api/waves/" + wave,
          "/api/waves/" + wave + "/progress", std::string("/api/locations"), std::string("/api/scenarios"),
          std::string("/api/norms"), std::string("/api/forms"), std::string("/api/municipalities"),
          std::string("/api/inspectors"), std::string("/api/devices"), std::string("/api/quarantine"),
          "/api/assignments?wave_id=" + wave + "&states=offered&limit=10",
          "/api/assignments/" + to_text(assignment.id)})
        EXPECT_EQ(client().get(target, session).status, 200) << target;
    EXPECT_EQ(client().get("/api/visits?wave_id=" + wave, session).status / 100, 4);
    EXPECT_EQ(client().get("/api/assignments", session).member("detail"), "wave_id: is missing");
    EXPECT_EQ(client().get("/api/projects/not-an-id", session).status, 404);
}

TEST_F(Console, answers_the_pages_of_other_roles_as_documented)
{
    const auto reviewer = sign_in(account("rik", Role::reviewer));
    const auto quality = sign_in(account("kim", Role::quality_team));
    const auto admin = sign_in(account("bea", Role::client_admin));

    EXPECT_EQ(client().get("/api/visits?wave_id=" + to_text(field.wave.id), reviewer).status, 200);
    EXPECT_EQ(client().get("/api/releases", quality).status, 200);
    EXPECT_EQ(client().get("/api/releases/" + to_text(field.wave.id) + "/table.csv", quality).status, 404);
    EXPECT_EQ(client().get("/api/people", admin).status, 200);
    EXPECT_EQ(client().get("/api/trail?limit=5", admin).status, 200);
    EXPECT_EQ(client().get("/api/trail/check", admin).member("holds"), "true");
    EXPECT_EQ(client().get("/api/people", quality).member("code"), "forbidden");
}

TEST_F(Console, closes_an_account_at_once_and_opens_it_again)
{
    const auto who = account("carla", Role::coordinator);
    const auto admin = sign_in(account("bea", Role::client_admin));
    const auto session = sign_in(who);
    const auto people = json::parse(client().get("/api/people", admin).body).value();
    std::string id;
    for (const auto& person : people.at("people").as_array())
        if (person.at("login") == "carla")
            id = std::string(person.at("id").as_string());
    const auto change = [&](const std::string& how, const std::string& body) {
        return client().post_json("/api/people/" + id + how, body, admin);
    };

    EXPECT_EQ(change("/disable", R"({"reason":""})").member("code"), "reason_missing");
    EXPECT_EQ(change("/disable", R"({"reason":"uit dienst"})").member("disabled"), "true");

    EXPECT_EQ(client().get("/api/session", session).member("code"), "session_expired");
    EXPECT_EQ(try_sign_in(who).member("code"), "credential_invalid");
    EXPECT_EQ(change("/enable", R"({"reason":"terug"})").member("disabled"), "false");
    const auto again = sign_in(who);
    EXPECT_EQ(change("/sign-out", R"({"reason":"laptop kwijt"})").status, 200);
    EXPECT_EQ(client().get("/api/session", again).member("code"), "session_expired");
    EXPECT_EQ(client().post_json("/api/people/" + id + "/disable", R"({"reason":"x"})", sign_in(who)).member("code"),
              "forbidden");
}

TEST_F(Console, changes_a_place_for_its_administrator_only)
{
    const auto admin = sign_in(account("bea", Role::client_admin));
    const auto target = "/api/locations/" + to_text(field.location.id);
    const std::string body = R"({"name":"Gemeentehuis","address":"Nieuwe Markt 1","staff_band":"from_5_to_9",)"
                             R"("opening_hours":[{"weekday":1,"opens":"09:00","closes":"17:00"}],)"
                             R"("opening_exceptions":[],"state":"open","rev":1})";
    const auto put = [&](RequestHeaders headers) {
        headers.emplace_back("Content-Type", "application/json");
        return client().send("PUT", target, headers, body);
    };

    EXPECT_EQ(put(sign_in(account("carla", Role::coordinator))).member("code"), "forbidden");
    EXPECT_EQ(put(admin).member("rev"), "2");
    EXPECT_EQ(put(admin).member("code"), "stale");
}

// Nobody could say any more how many people its figures are about.
TEST_F(Console, does_not_let_a_place_be_without_its_band_of_staff)
{
    auto admin = sign_in(account("bea", Role::client_admin));
    admin.emplace_back("Content-Type", "application/json");
    const auto put = [&](const std::string& band) {
        return HttpsClient{server->port(), test_authority().certificate, nullptr}.send(
            "PUT", "/api/locations/" + to_text(field.location.id), admin,
            R"({"name":"Gemeentehuis","address":"Nieuwe Markt 1",)" + band +
                R"("opening_hours":[],"opening_exceptions":[],"state":"open","rev":1})");
    };

    for (const auto* band : {"", R"("staff_band":null,)", R"("staff_band":"",)", R"("staff_band":"from_0",)"}) {
        const auto refused = put(band);
        EXPECT_EQ(refused.status, 400) << band << refused.body;
        EXPECT_EQ(refused.member("code"), "malformed") << band;
        EXPECT_NE(refused.body.find("staff_band"), std::string::npos) << refused.body;
    }
    EXPECT_EQ(put(R"("staff_band":"from_5_to_9",)").status, 200);
}

// Every route there is, asked with the quality team's session: a release, something that everybody may read, or a
// refusal; and nowhere the id or the name of an inspector, an assignment or a tablet.
TEST_F(Console, gives_the_quality_team_nothing_but_releases_whatever_it_asks_for)
{
    const auto assignment = field.assignment();
    store::StoredRelease release;
    release.id = release.release.id = ids.make<ReleaseId>();
    release.wave_id = release.release.wave_id = field.wave.id;
    release.project_id = field.project.id;
    release.release.top = "GM0177";
    ReleaseCell cell;
    cell.place = "GM0177";
    cell.dimension = "INDEX";
    const ReleasePlace town{"GM0177", "Raalte", PlaceLevel::municipality, ""};
    write([&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_CHECK(FieldBuilder::offer(tx, assignment));
        return tx.releases().add(release, std::span(&town, 1), std::span(&cell, 1));
    });
    const auto quality = sign_in(account("kim", Role::quality_team));
    const std::map<std::string, std::string> known{
        {"wave_id", to_text(field.wave.id)},       {"project_id", to_text(field.project.id)},
        {"assignment_id", to_text(assignment.id)}, {"inspector_id", to_text(field.inspector.id)},
        {"release_id", to_text(release.id)},       {"*", "Figures"}};
    int answered = 0;
    for (const auto& table : http::all_tables())
        for (const auto& route : table) {
            const bool for_people = route.access == http::Access::session || route.access == http::Access::reader ||
                                    route.access == http::Access::feed;
            if (!for_people)
                continue;
            std::string target(route.pattern);
            for (auto from = target.find('{'); from != std::string::npos; from = target.find('{')) {
                const auto to = target.find('}', from);
                const auto found = known.find(target.substr(from + 1, to - from - 1));
                target.replace(from, to - from + 1,
                               found == known.end() ? to_text(ids.make<VisitId>()) : found->second);
            }
            if (target == "/api/assignments" || target == "/api/visits")
                target += "?wave_id=" + to_text(field.wave.id);
            if (target.ends_with("/trend"))
                target += "?place=GM0177";
            const auto reply = HttpsClient{server->port(), test_authority().certificate, nullptr}.send(
                std::string(http::name(route.method)), target, quality);
            const bool released = target.starts_with("/api/releases");
            const bool refused = reply.status / 100 == 4;
            answered += refused ? 0 : 1;
            if (released && route.method == http::Method::get) {
                EXPECT_EQ(reply.status, 200) << target << " " << reply.body;
            }
            for (const auto& secret : {to_text(assignment.id), to_text(field.inspector.id), field.inspector.alias}) {
                const bool told = !refused && reply.body.find(secret) != std::string::npos;
                EXPECT_FALSE(told) << http::name(route.method) << " " << target << " gives " << reply.body;
            }
            const std::set<std::string_view> for_everybody{
                "/api/projects",   "/api/projects/{project_id}", "/api/projects/{project_id}/publishing-rule",
                "/api/waves",      "/api/waves/{wave_id}",       "/api/municipalities",
                "/api/read-tokens"};
            EXPECT_TRUE(refused || released || for_everybody.contains(route.pattern))
                << http::name(route.method) << " " << target;
        }
    EXPECT_GE(answered, 7);
}

TEST_F(Console, shows_an_enrolment_code_once_with_its_qr_code)
{
    const auto session = sign_in(account("carla", Role::coordinator));

    const auto reply = client().send("POST", "/api/inspectors/" + to_text(field.inspector.id) + "/enrolment", session);

    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_TRUE(reply.member("qr_svg").starts_with("<svg "));
    const auto pasted = json::read_text<sync::EnrolmentInvitation>(reply.member("paste")).value();
    EXPECT_EQ(pasted.ca_spki_sha256, client().last_spki_sha256());
    EXPECT_EQ(pasted.address, "https://localhost:" + std::to_string(server->port()));
}

struct TabletApi : Office {
    HttpReply enrol(const std::string& code)
    {
        const auto key = vault::SigningKey::make(random);
        const sync::EnrolRequest request{code, key.public_key().to_text(), ids.make<InstallId>(), "tablet", "test",
                                         "1"};
        return client().post_json("/v1/enrol", json::print_struct(request));
    }
    std::string invitation() { return Tablet::invite(*store, field).value().invitation.code; }
};

TEST_F(TabletApi, admits_a_tablet_once)
{
    const auto code = invitation();

    const auto reply = enrol(code);

    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.member("ca_certificate"), test_authority().certificate);
    EXPECT_EQ(enrol(code).member("code"), "enrolment_code_used");
}

TEST_F(TabletApi, refuses_codes_that_are_wrong_mistyped_or_old)
{
    const auto code = invitation();
    auto mistyped = code;
    mistyped.front() = mistyped.front() == '2' ? '3' : '2';

    EXPECT_EQ(enrol(mistyped).member("code"), "enrolment_code_mistyped");
    EXPECT_EQ(enrol(vault::make_enrolment_code(random)).member("code"), "enrolment_code_invalid");
    clock.pass(usecases::enrolment_lifetime + seconds{1});
    const auto late = enrol(code);
    EXPECT_EQ(late.status, 410);
    EXPECT_EQ(late.member("code"), "enrolment_code_expired");
}

TEST_F(TabletApi, lets_a_token_run_out)
{
    const Tablet tablet{*store, field};
    const auto headers = token(tablet);
    const auto have = R"({"sha256":[]})";
    EXPECT_EQ(client().post_json("/v1/blobs/have", have, headers).status, 200);

    clock.pass(usecases::token_lifetime + seconds{1});

    EXPECT_EQ(client().post_json("/v1/blobs/have", have, headers).member("code"), "token_expired");
    EXPECT_EQ(client().post_json("/v1/blobs/have", have, {{"Authorization", "Bearer nonsense"}}).status, 401);
}

TEST_F(TabletApi, takes_a_visit_once_and_tells_what_changed)
{
    Tablet tablet{*store, field};
    const auto assignment = field.assignment();
    write([&](store::Tx& tx) { return FieldBuilder::offer(tx, assignment); });
    const auto headers = token(tablet);
    sync::PushRequest push{tablet.install_id, 1, {tablet.seal(tablet.body(assignment))}};

    const auto first = client().post_json("/v1/sync/push", json::print_struct(push), headers);
    const auto again = client().post_json("/v1/sync/push", json::print_struct(push), headers);

    ASSERT_EQ(first.status, 200) << first.body;
    const auto reply = json::read_text<sync::PushReply>(first.body).value();
    EXPECT_EQ(reply.next_no, 2);
    ASSERT_TRUE(reply.results.at(0).receipt);
    EXPECT_TRUE(tablet.vouches(*reply.results[0].receipt));
    EXPECT_EQ(again.member("results"), first.member("results"));
    sync::PullRequest pull;
    pull.install_id = tablet.install_id;
    pull.kinds = {"assignment", "receipt", "form_version", "wave", "location", "scenario"};
    EXPECT_EQ(client().post_json("/v1/sync/pull", json::print_struct(pull), headers).status, 200);
}

TEST_F(TabletApi, a_late_visit_counts_once_a_reviewer_admitted_it)
{
    Tablet tablet{*store, field};
    auto assignment = field.assignment();
    assignment.state = AssignmentState::cancelled;
    write([&](store::Tx& tx) { return tx.field().add(assignment); });
    const auto body = tablet.body(assignment);
    const auto id = to_text(body.visit_version_id);
    const sync::PushRequest push{tablet.install_id, 1, {tablet.seal(body)}};
    const auto pushed = client().post_json("/v1/sync/push", json::print_struct(push), token(tablet));
    EXPECT_TRUE(json::read_text<sync::PushReply>(pushed.body)->results.at(0).receipt->late);
    const auto reviewer = sign_in(account("rik", Role::reviewer));
    const auto rev = [&] {
        return store->read(field.tenant, [&](store::Tx& tx) { return tx.visits().find(body.visit_version_id); })
            .value()
            ->rev;
    };
    const auto decide = [&](const std::string& outcome, const std::string& reasons) {
        return client().post_json("/api/visits/" + id + "/review",
                                  R"({"outcome":")" + outcome + R"(","reasons":[)" + reasons +
                                      R"(],"remark":"het bezoek was al gedaan","rev":)" + std::to_string(rev()) + "}",
                                  reviewer);
    };

    EXPECT_EQ(decide("approve", "").member("code"), "state_conflict");
    EXPECT_EQ(decide("admit_late", "").member("code"), "reason_missing");
    const auto admitted = decide("admit_late", R"("other")");
    const auto approved = decide("approve", "");

    EXPECT_EQ(admitted.status, 200) << admitted.body;
    EXPECT_EQ(approved.member("state"), "approved") << approved.body;
    const auto kept = store->read(field.tenant, [&](store::Tx& tx) { return tx.field().assignment(assignment.id); });
    EXPECT_EQ(kept.value()->state, AssignmentState::cancelled);
}

TEST_F(TabletApi, two_tablets_of_one_inspector_work_side_by_side)
{
    Tablet first{*store, field};
    Tablet second{*store, field};
    const auto assignment = field.assignment();
    write([&](store::Tx& tx) { return FieldBuilder::offer(tx, assignment); });
    const auto hand_in = [&](Tablet& tablet) {
        const sync::PushRequest push{tablet.install_id, 1, {tablet.seal(tablet.body(assignment))}};
        return json::read_text<sync::PushReply>(
                   client().post_json("/v1/sync/push", json::print_struct(push), token(tablet)).body)
            .value();
    };
    const auto assignments_on = [&](Tablet& tablet) {
        const auto reply = tablet.pull().value();
        return std::count_if(reply.entries.begin(), reply.entries.end(),
                             [](const sync::PullEntry& entry) { return entry.kind == "assignment"; });
    };

    EXPECT_EQ(assignments_on(first), 1);
    EXPECT_EQ(assignments_on(second), 1);
    EXPECT_EQ(hand_in(first).next_no, 2);
    EXPECT_EQ(hand_in(second).results.at(0).status, sync::MutationStatus::applied);

    const auto versions =
        store->read(field.tenant, [&](store::Tx& tx) { return tx.visits().of_assignment(assignment.id); });
    ASSERT_EQ(versions->size(), 2u);
    EXPECT_TRUE(versions->at(0).competing && versions->at(1).competing);
}

TEST_F(TabletApi, says_which_number_it_expects)
{
    Tablet tablet{*store, field};
    tablet.next_no = 5;
    const auto assignment = field.assignment();
    const sync::PushRequest push{tablet.install_id, 5, {tablet.seal(tablet.body(assignment))}};

    const auto reply = client().post_json("/v1/sync/push", json::print_struct(push), token(tablet));

    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(reply.member("code"), "mutation_gap");
    EXPECT_EQ(reply.member("next_no"), "1");
}

// sync-protocol.md, 8.3
struct Waking : TabletApi {
    std::string ask(HttpsClient& by, const RequestHeaders& headers, const std::string& since)
    {
        return by.post_json("/v1/sync/wake", since.empty() ? "{}" : R"({"since":)" + since + "}", headers).body;
    }
    void offer_one()
    {
        const auto assignment = field.assignment();
        write([&](store::Tx& tx) { return FieldBuilder::offer(tx, assignment); });
    }
    void listen()
    {
        store->when_changed([this](TenantId, const auto& streams) { app->wakes.ring(streams); });
    }
    void TearDown() override { store->when_changed({}); }
};

TEST_F(Waking, a_first_question_is_answered_at_once_and_the_next_when_something_changed)
{
    listen();
    Tablet tablet{*store, field};
    const auto headers = token(tablet);
    auto asking = client();
    const auto first = json::read_text<sync::WakeReply>(ask(asking, headers, "")).value();
    EXPECT_TRUE(first.changed);
    std::promise<std::string> answered;
    std::thread waiting{[&] { answered.set_value(ask(asking, headers, std::to_string(first.at))); }};

    offer_one();
    const auto second = json::read_text<sync::WakeReply>(answered.get_future().get()).value();
    waiting.join();

    EXPECT_TRUE(second.changed);
    EXPECT_GT(second.at, first.at);
}

TEST_F(Waking, what_changed_between_two_questions_is_not_missed)
{
    listen();
    Tablet tablet{*store, field};
    const auto headers = token(tablet);
    auto asking = client();
    const auto first = json::read_text<sync::WakeReply>(ask(asking, headers, "")).value();

    offer_one();

    EXPECT_TRUE(json::read_text<sync::WakeReply>(ask(asking, headers, std::to_string(first.at)))->changed);
    EXPECT_TRUE(json::read_text<sync::WakeReply>(ask(asking, headers, "1000000"))->changed)
        << "a number of another run of the server";
}

TEST_F(Waking, a_stream_of_events_says_that_something_changed_and_never_what)
{
    listen();
    Tablet tablet{*store, field};
    std::string request = "GET /v1/sync/wake HTTP/1.1\r\nHost: x\r\n";
    for (const auto& [key, value] : token(tablet))
        request += key + ": " + value + "\r\n";
    auto listening = client();
    ASSERT_TRUE(listening.write_raw(request + "\r\n"));
    const auto head = listening.read_some();
    EXPECT_NE(head.find("text/event-stream"), std::string::npos);

    offer_one();

    EXPECT_NE(listening.read_some().find("event: changed\ndata: 1\n\n"), std::string::npos);
}

TEST_F(Waking, nobody_who_waits_holds_up_a_server_that_stops)
{
    listen();
    Tablet tablet{*store, field};
    const auto headers = token(tablet);
    auto asking = client();
    const auto first = json::read_text<sync::WakeReply>(ask(asking, headers, "")).value();
    std::thread waiting{[&] { ask(asking, headers, std::to_string(first.at)); }};
    while (app->wakes.listeners() == 0)
        std::this_thread::yield();

    server->stop();

    waiting.join();
}

struct Photos : TabletApi {
    const std::string photo = photo_bytes(400'000);
    const std::string sha256 = vault::sha256_hex(photo);
    Tablet* tablet = nullptr;
    RequestHeaders headers;
    VisitVersionId visit{};

    void declare(Tablet& by)
    {
        tablet = &by;
        const auto assignment = field.assignment();
        write([&](store::Tx& tx) { return FieldBuilder::offer(tx, assignment); });
        auto body = by.body(assignment);
        body.attachments.push_back(
            {sha256, static_cast<std::int64_t>(photo.size()), "image/jpeg", "/data/h5", "p.jpg"});
        visit = body.visit_version_id;
        ASSERT_EQ(by.push({by.seal(body)}).value().results.at(0).status, sync::MutationStatus::applied);
        headers = token(by);
        headers.emplace_back("Tus-Resumable", "1.0.0");
    }
    HttpReply create()
    {
        auto with = headers;
        with.emplace_back("Upload-Length", std::to_string(photo.size()));
        with.emplace_back("Upload-Metadata",
                          "sha256 " + base64(sha256) + ",visit_version_id " + base64(to_text(visit)));
        return client().send("POST", "/v1/blobs", with);
    }
    HttpReply append(const std::string& location, std::size_t at, const std::string& bytes,
                     const std::string& checksum = {})
    {
        auto with = headers;
        if (!checksum.empty())
            with.emplace_back("Upload-Checksum", checksum);
        with.emplace_back("Upload-Offset", std::to_string(at));
        with.emplace_back("Content-Type", "application/offset+octet-stream");
        return client().send("PATCH", location, with, bytes);
    }
    HttpReply head(const std::string& location) { return client().send("HEAD", location, headers); }
};

TEST_F(Photos, go_on_where_a_cut_left_them)
{
    Tablet by{*store, field};
    declare(by);
    const auto location = create().header("location");
    std::string request = "PATCH " + location +
                          " HTTP/1.1\r\nHost: x\r\nUpload-Offset: 0\r\n"
                          "Content-Type: application/offset+octet-stream\r\nContent-Length: 400000\r\n";
    for (const auto& [key, value] : headers)
        request += key + ": " + value + "\r\n";
    auto breaking = client();
    breaking.write_raw(request + "\r\n" + photo.substr(0, 300'000));
    breaking.cut();

    // A request for the same upload waits until the broken one has come to its end.
    const auto durable = static_cast<std::size_t>(std::stoul(head(location).header("upload-offset")));

    EXPECT_LE(durable, 300'000u);
    EXPECT_EQ(append(location, durable + 1, "x").member("code"), "offset_mismatch");
    const auto last = append(location, durable, photo.substr(durable));
    EXPECT_EQ(last.status, 204);
    EXPECT_EQ(last.header("upload-offset"), "400000");
    EXPECT_EQ(client().post_json("/v1/blobs/have", R"({"sha256":[")" + sha256 + "\"]}", headers).body,
              R"({"missing":[]})");
}

TEST_F(Photos, are_found_again_by_a_repeated_creation)
{
    Tablet by{*store, field};
    declare(by);

    const auto first = create();
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(append(first.header("location"), 0, photo.substr(0, 1000)).status, 204);
    const auto second = create();

    EXPECT_EQ(second.header("location"), first.header("location"));
    EXPECT_EQ(second.header("upload-offset"), "1000");
}

TEST_F(Photos, are_shown_to_a_reviewer_and_to_nobody_else_and_the_look_leaves_its_event)
{
    Tablet by{*store, field};
    declare(by);
    const auto reviewer = sign_in(account("rik", Role::reviewer));
    const auto target = "/api/visits/" + to_text(visit) + "/photos/" + sha256;
    EXPECT_EQ(client().get(target, reviewer).member("code"), "upload_incomplete");
    EXPECT_EQ(append(create().header("location"), 0, photo).status, 204);

    const auto shown = client().get(target, reviewer);

    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(shown.header("content-type"), "image/jpeg");
    EXPECT_TRUE(shown.body == photo) << "other bytes than the tablet sent";
    for (const auto role : {Role::coordinator, Role::quality_team, Role::client_admin})
        EXPECT_EQ(
            client().get(target, sign_in(account("colleague" + std::to_string(static_cast<int>(role)), role))).status /
                100,
            4);
    const auto trail = client().get("/api/trail?what=photo.opened", sign_in(account("omar", Role::observer)));
    const auto events = json::parse(trail.body).value().at("events").as_array();
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].at("subject").as_string(), "visit_version:" + to_text(visit));
    EXPECT_EQ(events[0].at("reason").as_string(), "photo:" + sha256);
}

TEST_F(Photos, speak_one_version_of_tus_and_say_which)
{
    const auto reply = client().send("OPTIONS", "/v1/blobs");
    EXPECT_EQ(reply.status, 204);
    EXPECT_EQ(reply.header("tus-version"), "1.0.0");
    EXPECT_EQ(reply.header("tus-extension"), "creation,checksum,expiration,termination");
    EXPECT_EQ(reply.header("tus-checksum-algorithm"), "sha1,sha256");
    Tablet by{*store, field};
    declare(by);
    headers.back().second = "0.2.2";
    EXPECT_EQ(create().status, 412);
}

// sync-protocol.md, 6.3
TEST_F(Photos, keep_nothing_of_a_part_whose_checksum_is_wrong)
{
    Tablet by{*store, field};
    declare(by);
    const auto location = create().header("location");
    const auto part = photo.substr(0, 1000);
    const auto digest = vault::sha256(as_bytes(part));
    const auto right = "sha256 " + base64(as_text(digest));

    EXPECT_EQ(append(location, 0, std::string(1000, 'x'), right).status, 460);
    EXPECT_EQ(head(location).header("upload-offset"), "0");
    EXPECT_EQ(append(location, 0, part, right).status, 204);
    EXPECT_EQ(append(location, 1000, "x", "md5 " + base64("0123456789abcdef")).status, 400);
    EXPECT_EQ(head(location).header("upload-offset"), "1000");
}

// sync-protocol.md, 6.4
TEST_F(Photos, say_when_they_expire_and_go_when_they_are_told_to)
{
    Tablet by{*store, field};
    declare(by);
    const auto begun = create();
    EXPECT_EQ(begun.header("upload-expires").size(), std::string("Thu, 12 Mar 2026 09:05:00 GMT").size());
    const auto location = begun.header("location");
    append(location, 0, photo.substr(0, 1000));

    EXPECT_EQ(client().send("DELETE", location, headers).status, 204);

    EXPECT_EQ(head(location).status, 410);
    EXPECT_EQ(create().header("upload-offset"), "0");
}

TEST_F(Photos, with_another_hash_than_promised_start_again)
{
    Tablet by{*store, field};
    declare(by);
    const auto location = create().header("location");

    EXPECT_EQ(append(location, 0, std::string(400'000, 'x')).member("code"), "hash_mismatch");
    EXPECT_EQ(head(location).status, 410);
    EXPECT_EQ(create().header("upload-offset"), "0");
}

} // namespace
} // namespace balieblik::test
