// SPDX-License-Identifier: EUPL-1.2
// A whole server in this process: real store, real routes, real TLS; only the clock is the test's. What its clients
// exchange is held against docs/openapi.json.
#pragma once

#include "http/stage.hpp"

#include "http/backend.hpp"
#include "http/routes.hpp"
#include "store_sqlite/blob_folder.hpp"
#include "store_sqlite/sqlite_store.hpp"
#include "support/clock.hpp"
#include "support/openapi_check.hpp"
#include "support/tablet.hpp"
#include "support/temp_folder.hpp"
#include "usecases/accounts.hpp"

namespace balieblik::test {

struct Office : testing::Test {
    TempFolder folder;
    FakeClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    usecases::Environment environment{clock, ids, random};
    std::unique_ptr<store::Store> store =
        store_sqlite::open_store({.file = folder / "server.db"}, Bytes(32, 7), clock, random).value();
    std::unique_ptr<store::BlobFiles> files = store_sqlite::open_blob_folder(folder / "photos").value();
    FieldBuilder field{environment};
    http::StoredGatekeeper gatekeeper{*store, field.tenant, environment};
    http::Backend backend{*store, *files, field.tenant, test_authority().certificate,
                          http::spki_sha256(test_authority().certificate).value()};
    Config config = open_config();
    std::unique_ptr<http::App> app;
    std::unique_ptr<http::Server> server;
    OpenApiCheck check = OpenApiCheck::from_file();

    void SetUp() override
    {
        write([&](store::Tx& tx) { return field.write(tx); });
        config.data = folder.path().string();
        app = std::make_unique<http::App>(config, clock, random, gatekeeper, &backend);
        server = http::Server::start(*app, http::all_tables(), test_identity()).value();
    }

    static Config open_config()
    {
        Config made;
        made.port = 0;
        made.sign_in_burst = 1000;
        return made;
    }

    template <class Work>
    auto write(Work work) -> std::invoke_result_t<Work&, store::Tx&>
    {
        auto result = store->write(field.tenant, std::move(work));
        EXPECT_TRUE(result) << (result ? "" : sentence(result.error(), "en"));
        return result;
    }

    HttpsClient client() { return HttpsClient{server->port(), test_authority().certificate, &check}; }

    // An account with a password that it chose itself.
    struct Account {
        std::string login;
        std::string password = "correct horse battery staple";
    };
    Account account(const std::string& login, Role role, std::optional<ProjectId> project = std::nullopt)
    {
        const auto made = usecases::fresh_password(random);
        auto work = [&](store::Tx& tx) {
            const usecases::NewPerson person{login, login, {RoleGrant{role, project}}, std::nullopt};
            return usecases::add_person(tx, environment, usecases::server_actor(), person, made);
        };
        write(work);
        const Account account{login};
        const auto first = sign_in({login, made.text});
        const auto body = json::print(boost::json::object{{"current", made.text}, {"replacement", account.password}});
        EXPECT_EQ(client().post_json("/api/session/password", body, first).status, 204);
        return account;
    }

    // The headers of a signed-in person.
    RequestHeaders sign_in(const Account& who)
    {
        const auto reply = try_sign_in(who);
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto cookie = reply.header("set-cookie");
        return {{"Cookie", cookie.substr(0, cookie.find(';'))}, {"X-CSRF-Token", reply.member("csrf_token")}};
    }
    HttpReply try_sign_in(const Account& who)
    {
        return client().post_json("/api/session",
                                  json::print(boost::json::object{{"login", who.login}, {"password", who.password}}));
    }

    // The headers of a tablet with a token it just got.
    RequestHeaders token(const Tablet& tablet)
    {
        auto to = client();
        const auto nonce = to.send("POST", "/v1/challenge").member("nonce");
        const auto reply = to.post_json("/v1/token", json::print_struct(tablet.token_request(nonce)));
        EXPECT_EQ(reply.status, 200) << reply.body;
        return {{"Authorization", "Bearer " + reply.member("token")}, {"Sync-Protocol", "1"}};
    }
};

} // namespace balieblik::test
