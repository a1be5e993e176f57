// SPDX-License-Identifier: EUPL-1.2
// Programs that read releases with a token of somebody in the quality team: what the token opens, and what it does not.
#include "http/office.hpp"

#include "support/base64.hpp"

#include <gmock/gmock.h>

namespace balieblik::test {
namespace {

struct ReadToken : Office {
    store::StoredRelease release;
    RequestHeaders quality;

    void SetUp() override
    {
        Office::SetUp();
        release.id = release.release.id = ids.make<ReleaseId>();
        release.wave_id = release.release.wave_id = field.wave.id;
        release.project_id = field.project.id;
        release.release.top = "GM0177";
        ReleaseCell cell;
        cell.place = "GM0177";
        cell.dimension = "INDEX";
        const ReleasePlace town{"GM0177", "Raalte", PlaceLevel::municipality, ""};
        write([&](store::Tx& tx) { return tx.releases().add(release, std::span(&town, 1), std::span(&cell, 1)); });
        quality = sign_in(account("kim", Role::quality_team));
    }

    HttpReply make(const std::string& name = "kwartaalrapport", int days = 90)
    {
        const auto body = json::print(boost::json::object{{"name", name}, {"days", days}});
        return client().post_json("/api/read-tokens", body, quality);
    }
    static RequestHeaders bearer(const std::string& token) { return {{"Authorization", "Bearer " + token}}; }
    std::string target(const std::string& rest) { return "/api/releases/" + to_text(release.id) + rest; }
    std::string id_of(const HttpReply& made)
    {
        return std::string(json::parse(made.body).value().at("row").at("id").as_string());
    }
};

TEST_F(ReadToken, opens_the_releases_of_its_owner)
{
    const auto token = make().member("token");

    EXPECT_TRUE(token.starts_with("balieblik_read_"));
    for (const auto& rest : {"", "/cells?within=", "/trend?place=GM0177", "/table.csv", "/table.json", "/table.xlsx",
                             "/odata/", "/odata/Figures"})
        EXPECT_EQ(client().get(target(rest), bearer(token)).status, 200) << rest;
    EXPECT_EQ(client().get("/api/releases", bearer(token)).status, 200);
}

// Excel and Power BI ask for a name and a password, and have no field for a token.
TEST_F(ReadToken, is_taken_as_the_password_of_basic_authentication_with_any_name)
{
    const auto token = make().member("token");
    const auto asked = client().get(target("/odata/Figures"));
    EXPECT_EQ(asked.status, 401);
    EXPECT_TRUE(asked.header("www-authenticate").starts_with("Basic "));

    for (const std::string name : {"kim", ""})
        EXPECT_EQ(
            client().get(target("/odata/Figures"), {{"Authorization", "Basic " + base64(name + ":" + token)}}).status,
            200);

    EXPECT_EQ(client().get(target("/odata/Figures"), {{"Authorization", "Basic " + base64("kim:kim")}}).member("code"),
              "read_token_invalid");
}

// A browser would show its own password window for `Basic`; a page that lost its session must not cause that.
TEST_F(ReadToken, is_never_asked_for_on_pages_of_the_console)
{
    EXPECT_EQ(client().get("/api/releases").header("www-authenticate"), "Bearer");
    EXPECT_EQ(client().get("/api/releases", {{"Cookie", "__Host-balieblik=over"}}).header("www-authenticate"),
              "Bearer");
}

TEST_F(ReadToken, opens_no_other_route_whatever_is_tried)
{
    const auto token = make().member("token");
    int refused = 0;
    for (const auto& table : http::all_tables())
        for (const auto& route : table) {
            if (route.access == http::Access::reader || route.access == http::Access::feed ||
                route.access == http::Access::open || route.access == http::Access::sign_in)
                continue;
            std::string path(route.pattern);
            for (auto from = path.find('{'); from != std::string::npos; from = path.find('{'))
                path.replace(from, path.find('}', from) - from + 1, to_text(release.id));
            const auto reply = HttpsClient{server->port(), test_authority().certificate, nullptr}.send(
                std::string(http::name(route.method)), path, bearer(token));
            EXPECT_EQ(reply.status, 401) << http::name(route.method) << " " << path << " " << reply.body;
            ++refused;
        }
    EXPECT_GT(refused, 60);
}

TEST_F(ReadToken, is_shown_once_and_kept_as_a_hash)
{
    const auto token = make().member("token");

    const auto list = client().get("/api/read-tokens", quality);

    EXPECT_EQ(list.status, 200);
    EXPECT_EQ(list.body.find(token), std::string::npos);
    EXPECT_NE(list.body.find("kwartaalrapport"), std::string::npos);
    const auto kept =
        store->read(field.tenant, [&](store::Tx& tx) { return tx.read_tokens().find_hash(vault::sha256_hex(token)); });
    ASSERT_TRUE(kept && *kept);
    EXPECT_NE((*kept)->token_sha256, token);
}

TEST_F(ReadToken, ends_when_it_runs_out_or_is_withdrawn)
{
    const auto short_lived = make("kort", 1).member("token");
    const auto made = make("lang", 30);
    clock.pass(std::chrono::hours{24});
    EXPECT_EQ(client().get("/api/releases", bearer(short_lived)).member("code"), "read_token_invalid");
    EXPECT_EQ(client().get("/api/releases", bearer(made.member("token"))).status, 200);

    quality = sign_in({"kim"});
    EXPECT_EQ(client().send("POST", "/api/read-tokens/" + id_of(made) + "/withdraw", quality).member("state"),
              "withdrawn");

    EXPECT_EQ(client().get("/api/releases", bearer(made.member("token"))).member("code"), "read_token_invalid");
}

TEST_F(ReadToken, ends_with_the_account_and_with_the_role_of_its_owner)
{
    const auto token = make().member("token");
    const auto owner = store->read(field.tenant, [](store::Tx& tx) { return tx.people().find_login("kim"); }).value();
    ASSERT_TRUE(owner);
    const usecases::GrantChange grant{owner->id, {Role::quality_team, std::nullopt}};

    write([&](store::Tx& tx) { return usecases::revoke_role(tx, environment, usecases::server_actor(), grant); });
    EXPECT_EQ(client().get("/api/releases", bearer(token)).member("code"), "read_token_invalid");

    write([&](store::Tx& tx) { return usecases::grant_role(tx, environment, usecases::server_actor(), grant); });
    EXPECT_EQ(client().get("/api/releases", bearer(token)).status, 200);
}

TEST_F(ReadToken, belongs_to_the_quality_team_and_to_its_maker_alone)
{
    const auto coordinator = sign_in(account("carla", Role::coordinator));
    const auto colleague = sign_in(account("kees", Role::quality_team));
    const auto id = id_of(make());

    EXPECT_EQ(client().post_json("/api/read-tokens", R"({"name":"x","days":1})", coordinator).member("code"),
              "forbidden");
    EXPECT_EQ(client().send("POST", "/api/read-tokens/" + id + "/withdraw", colleague).status, 404);
    EXPECT_EQ(make("", 1).member("code"), "validation");
    EXPECT_EQ(make("te lang", 400).member("code"), "validation");
}

TEST_F(ReadToken, leaves_what_was_asked_through_it_in_the_trail)
{
    const auto made = make();
    client().get(target("/odata/Figures?$top=1"), bearer(made.member("token")));

    const auto trail = client().get("/api/trail?what=release.", sign_in(account("omar", Role::observer)));

    const auto event = json::parse(trail.body).value().at("events").at(0);
    EXPECT_EQ(event.at("what").as_string(), "release.exported");
    EXPECT_EQ(event.at("subject").as_string(), "release:" + to_text(release.id));
    EXPECT_EQ(event.at("reason").as_string(), "$top=1 read_token:" + id_of(made));
}

struct BusyProgram : ReadToken {
    BusyProgram()
    {
        config.session_per_minute = 1;
        config.session_burst = 3;
        config.sign_in_per_minute = 1;
        config.sign_in_burst = 6;
    }
};

TEST_F(BusyProgram, is_told_to_wait_and_so_is_one_that_guesses)
{
    const auto token = make().member("token");
    int status = 0;
    for (int i = 0; i < 4; ++i)
        status = client().get("/api/releases", bearer(token)).status;
    EXPECT_EQ(status, 429);

    for (int i = 0; i < 7; ++i)
        status = client().get("/api/releases", bearer("balieblik_read_guess" + std::to_string(i))).status;
    EXPECT_EQ(status, 429);
}

} // namespace
} // namespace balieblik::test
