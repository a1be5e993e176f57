// SPDX-License-Identifier: EUPL-1.2
// What coordinators and administrators tell beside the visits, and how many visits a wave needs.
#include "http/office.hpp"

namespace balieblik::test {
namespace {

struct StudyApi : Office {
    RequestHeaders coordinator;
    void SetUp() override
    {
        Office::SetUp();
        coordinator = sign_in(account("carla", Role::coordinator));
    }
    HttpReply put_customers(RequestHeaders who, const std::string& body)
    {
        who.emplace_back("Content-Type", "application/json");
        return client().send("PUT", "/api/locations/" + to_text(field.location.id) + "/customers", who, body);
    }
};

TEST_F(StudyApi, says_how_many_visits_a_wave_needs)
{
    const auto per_wave = [&](const std::string& question) {
        return client().get("/api/sample-size?" + question, coordinator).member("per_wave");
    };

    EXPECT_EQ(per_wave("share_now=80&share_then=90"), "199");
    EXPECT_EQ(per_wave("share_now=80&share_then=85"), "906");
    EXPECT_EQ(per_wave("difference=5&sd=15"), "142");
    EXPECT_EQ(per_wave("difference=2.5&sd=15"), "566");
    EXPECT_EQ(client().get("/api/sample-size?share_now=80&share_then=80", coordinator).member("code"), "validation");
    EXPECT_EQ(client().get("/api/sample-size?share_now=80", coordinator).member("code"), "validation");
    EXPECT_EQ(client().get("/api/sample-size?share_now=veel", coordinator).member("code"), "malformed");
    EXPECT_EQ(client().get("/api/sample-size?difference=5&sd=15", sign_in(account("kim", Role::quality_team))).status,
              403);
}

TEST_F(StudyApi, takes_the_customers_of_a_location_from_its_administrator)
{
    const auto admin = sign_in(account("bea", Role::client_admin));

    EXPECT_EQ(put_customers(coordinator, R"({"customers":9000})").member("code"), "forbidden");
    EXPECT_EQ(put_customers(admin, R"({"customers":0})").member("code"), "validation");
    EXPECT_EQ(put_customers(admin, R"({"customers":9000})").member("customers"), "9000");

    EXPECT_NE(client().get("/api/customers", coordinator).body.find("\"customers\":9000"), std::string::npos);
}

TEST_F(StudyApi, takes_customers_from_a_spreadsheet_all_of_them_or_none)
{
    const auto admin = sign_in(account("bea", Role::client_admin));
    const auto import = [&](const std::string& csv, const RequestHeaders& who) {
        return client().post_json("/api/customers/import", json::print(boost::json::object{{"csv", csv}}), who);
    };
    const auto code = field.location.code;

    EXPECT_EQ(import("code;customers\n" + code + ";9000\n", coordinator).member("code"), "forbidden");
    EXPECT_EQ(import("plaats;klanten\n", admin).member("code"), "validation");
    const auto wrong = import("code;customers\n" + code + ";9000\nnergens;5\n" + code + ";12.5\n", admin);
    EXPECT_EQ(wrong.member("set"), "0");
    const auto errors = json::parse(wrong.body).value().at("errors").as_array();
    ASSERT_EQ(errors.size(), 3u) << wrong.body; // no such place; the same one twice, and no number
    EXPECT_EQ(errors[0].at("row").as_int64(), 3);
    EXPECT_EQ(errors[0].at("column").as_string(), "code");
    EXPECT_EQ(errors[2].at("column").as_string(), "customers");
    EXPECT_EQ(client().get("/api/customers", coordinator).body.find("\"customers\":"), std::string::npos);

    EXPECT_EQ(import("\xEF\xBB\xBF"
                     "code;name;customers\r\n" +
                         code + ";Gemeentehuis;12.500\r\n",
                     admin)
                  .member("set"),
              "1");
    EXPECT_NE(client().get("/api/customers", coordinator).body.find("\"customers\":12500"), std::string::npos);
}

// Asked for upwards, and everybody who answers for it sees by whom and when.
TEST_F(StudyApi, says_who_changed_the_publishing_rule_and_when)
{
    const auto target = "/api/projects/" + to_text(field.project.id) + "/publishing-rule";
    PublishingRule rule;
    const auto put = [&] {
        auto headers = coordinator;
        headers.emplace_back("Content-Type", "application/json");
        return client().send("PUT", target, headers, json::print_struct(rule));
    };

    rule.min_visits = 9;
    EXPECT_EQ(put().member("code"), "validation");
    EXPECT_EQ(put().member("detail"), "min_visits");
    rule.min_visits = 15;
    EXPECT_EQ(put().status, 200);

    const auto observer = sign_in(account("olga", Role::observer));
    const auto changes = json::parse(client().get(target + "/changes", observer).body).value().at("changes").as_array();
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].at("who").as_string(), "carla");
    EXPECT_EQ(changes[0].at("rule").at("min_visits").as_int64(), 15);
    const auto quality = sign_in(account("kim", Role::quality_team));
    EXPECT_EQ(client().get(target, quality).status, 200);
    EXPECT_EQ(client().get(target + "/changes", quality).status, 404);
}

TEST_F(StudyApi, shows_the_trail_with_the_names_of_what_it_is_about)
{
    const auto target = "/api/projects/" + to_text(field.project.id) + "/publishing-rule";
    auto headers = coordinator;
    headers.emplace_back("Content-Type", "application/json");
    ASSERT_EQ(client().send("PUT", target, headers, json::print_struct(PublishingRule{})).status, 200);

    const auto reply = client().get("/api/trail?what=project.", sign_in(account("olga", Role::observer)));

    EXPECT_EQ(json::parse(reply.body).value().at("names").at("project:" + to_text(field.project.id)).as_string(),
              field.project.name);
}

TEST_F(StudyApi, notes_trainings_of_locations)
{
    const auto target = "/api/projects/" + to_text(field.project.id) + "/trainings";
    const auto body =
        R"({"given_on":"2026-02-01","content":"Toon","locations":[")" + to_text(field.location.id) + "\"]}";

    const auto added = client().post_json(target, body, coordinator);

    EXPECT_EQ(added.status, 200) << added.body;
    EXPECT_EQ(client()
                  .post_json(target, R"({"given_on":"gisteren","content":"Toon","locations":[]})", coordinator)
                  .member("code"),
              "validation");
    const auto id = std::string(json::parse(added.body).value().at("trainings").at(0).at("id").as_string());
    EXPECT_EQ(client().send("DELETE", target + "/" + id, coordinator).body, R"({"trainings":[]})");
    EXPECT_EQ(client().get(target, sign_in(account("kim", Role::quality_team))).status, 404);
}

TEST_F(StudyApi, makes_one_visit_of_two_assignments_only_where_two_inspectors_saw_the_same)
{
    const auto first = field.assignment();
    auto second = field.assignment();
    write([&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_CHECK(FieldBuilder::offer(tx, first));
        return FieldBuilder::offer(tx, second);
    });
    const auto body = R"({"assignment_id":")" + to_text(first.id) + R"(","second_id":")" + to_text(second.id) + "\"}";

    // Both are of one inspector.
    const auto refused =
        client().post_json("/api/waves/" + to_text(field.wave.id) + "/double-visits", body, coordinator);

    EXPECT_EQ(refused.member("code"), "validation");
    EXPECT_EQ(refused.member("detail"), "inspector");
}

TEST_F(StudyApi, tells_of_analyses_to_coordinators_only)
{
    const auto unknown = "/api/analyses/" + to_text(ids.make<ReleaseId>());

    EXPECT_EQ(client().get(unknown, coordinator).status, 404);
    EXPECT_EQ(client().send("POST", unknown, coordinator).status, 404);
    EXPECT_EQ(client().send("DELETE", unknown, coordinator).status, 404);
}

} // namespace
} // namespace balieblik::test
