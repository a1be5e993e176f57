// SPDX-License-Identifier: EUPL-1.2
// The parts of the HTTP room that need no socket.
#include "http/problem.hpp"
#include "http/qr.hpp"
#include "http/query.hpp"
#include "http/rate_limit.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "http/tls.hpp"
#include "model/ids.hpp"
#include "runtime/log.hpp"
#include "runtime/system_clock.hpp"
#include "support/openapi_check.hpp"

#include <gtest/gtest.h>

namespace balieblik::http {
namespace {

Result<Done> nothing(App&, const Call&) { return Done{}; }
constexpr Route table[] = {
    route<nothing>(Method::get, "/waves/new", "", Access::open),
    route<nothing>(Method::get, "/waves/{wave_id}", "", Access::open),
    route<nothing>(Method::put, "/waves/{wave_id}/name", "", Access::open),
    route<nothing>(Method::get, "/files/{*}", "", Access::open),
};
const Tables tables{table};

TEST(Router, finds_fixed_words_before_arguments)
{
    EXPECT_EQ(find_route(tables, Method::get, "/waves/new").route, &table[0]);
    const auto match = find_route(tables, Method::get, "/waves/12");
    EXPECT_EQ(match.route, &table[1]);
    EXPECT_EQ(match.arguments, std::vector<std::string>{"12"});
}

TEST(Router, takes_the_rest_of_a_path_where_a_row_asks_for_it)
{
    EXPECT_EQ(find_route(tables, Method::get, "/files/a/b.js").arguments, std::vector<std::string>{"a/b.js"});
    EXPECT_EQ(find_route(tables, Method::get, "/files/").arguments, std::vector<std::string>{""});
    EXPECT_EQ(find_route(tables, Method::get, "/files").route, nullptr);
}

TEST(Router, knows_which_methods_a_path_has)
{
    EXPECT_EQ(find_route(tables, Method::post, "/waves/12/name").allowed, "PUT");
    EXPECT_EQ(find_route(tables, Method::head, "/waves/12").route, &table[1]);
    const auto nowhere = find_route(tables, Method::get, "/waves/12/");
    EXPECT_EQ(nowhere.route, nullptr);
    EXPECT_TRUE(nowhere.allowed.empty());
}

TEST(Target, is_decoded_and_never_climbs)
{
    Request request;
    ASSERT_TRUE(read_target("/a%20b/c?x=1%2C2&y", request));
    EXPECT_EQ(request.path, "/a b/c");
    EXPECT_EQ(request.parameter("x"), "1,2");
    EXPECT_EQ(request.parameter("y"), "");
    EXPECT_EQ(request.parameter("z"), std::nullopt);
    for (const auto* bad : {"/a/../b", "/a/./b", "/a%2Fb", "/a%00b", "a/b", "*", "/a%2"})
        EXPECT_FALSE(read_target(bad, request)) << bad;
}

BOOST_DEFINE_ENUM_CLASS(Colour, red, green)
struct Page {
    std::int64_t offset{};
    std::int64_t limit = 50;
};
BOOST_DESCRIBE_STRUCT(Page, (), (offset, limit))
struct Filter {
    TenantId tenant;
    std::vector<Colour> colours;
    std::optional<std::string> text;
    bool late{};
    Page page;
};
BOOST_DESCRIBE_STRUCT(Filter, (), (tenant, colours, text, late, page))

Result<Filter> filter(std::string_view target)
{
    Request request;
    EXPECT_TRUE(read_target(target, request));
    return read_query<Filter>(request);
}

TEST(Query, reads_what_is_there_and_keeps_the_other_defaults)
{
    const auto read =
        filter("/x?tenant=0192a1b2-0000-7000-8000-000000000001&colours=red,green&late=true&offset=50").value();

    EXPECT_EQ(read.colours, (std::vector{Colour::red, Colour::green}));
    EXPECT_TRUE(read.late);
    EXPECT_EQ(read.page.offset, 50);
    EXPECT_EQ(read.page.limit, 50);
    EXPECT_EQ(read.text, std::nullopt);
}

TEST(Query, refuses_wrong_words_and_missing_ids)
{
    EXPECT_EQ(filter("/x").error().detail, "tenant: is missing");
    constexpr auto tenant = "/x?tenant=0192a1b2-0000-7000-8000-000000000001";
    EXPECT_FALSE(filter(std::string(tenant) + "&colours=blue"));
    EXPECT_FALSE(filter(std::string(tenant) + "&offset=many"));
    EXPECT_FALSE(filter(std::string(tenant) + "&late=perhaps"));
}

TEST(RateLimit, counts_all_addresses_of_one_ipv6_network_together)
{
    EXPECT_EQ(limited_as("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(limited_as("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(limited_as("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(limited_as("2001:db8:1:2::1"), limited_as("2001:db8:1:2:ffff::1"));
    EXPECT_NE(limited_as("2001:db8:1:2::1"), limited_as("2001:db8:1:3::1"));
    EXPECT_EQ(limited_as("fe80::1%eth0"), "fe80::/64");
}

TEST(RateLimit, gives_a_burst_and_then_so_many_a_minute)
{
    RateLimit limit{60, 2};

    EXPECT_FALSE(limit.take("a", milliseconds{0}));
    EXPECT_FALSE(limit.take("a", milliseconds{0}));
    EXPECT_EQ(limit.take("a", milliseconds{0}), seconds{1});
    EXPECT_FALSE(limit.take("b", milliseconds{0}));
    EXPECT_FALSE(limit.take("a", milliseconds{1000}));
    EXPECT_TRUE(limit.take("a", milliseconds{1500}));
}

TEST(RateLimit, forgets_the_patient_before_it_refuses_the_new)
{
    RateLimit limit{60, 1, 2};
    EXPECT_FALSE(limit.take("a", milliseconds{0}));
    EXPECT_FALSE(limit.take("b", milliseconds{500}));

    EXPECT_TRUE(limit.take("c", milliseconds{600}));
    EXPECT_FALSE(limit.take("c", milliseconds{1000}));
}

TEST(Problem, has_a_status_and_a_sentence_for_every_code)
{
    for (const auto& row : all_errors()) {
        const auto status = status_of(row.code);
        EXPECT_GE(status, 400) << row.name;
        EXPECT_LT(status, 600) << row.name;
        const auto response = problem(Error{row.code, "x"}, "nl");
        const auto body = json::parse(response.body).value();
        EXPECT_EQ(body.at("title").as_string(), row.nl);
        EXPECT_EQ(body.at("error_class").as_string(), name(row.error_class));
    }
}

TEST(Problem, says_when_one_may_come_back)
{
    const auto response = problem(Error{Errc::busy, {}}, "en");

    EXPECT_NE(std::find(response.headers.begin(), response.headers.end(), Header("Retry-After", "5")),
              response.headers.end());
}

TEST(Log, writes_only_what_is_known_to_be_open)
{
    const auto line = log::line(log::Level::info, "request",
                                {{"status", 200}, {"password", "hunter2"}, {"remark", "a name"}, {"route", "/x\ny"}});

    EXPECT_EQ(line, R"({"level":"info","event":"request","status":200,"password":"[secret]","remark":"[secret]",)"
                    R"("route":"/x\ny"})");
}

TEST(Log, knows_no_field_that_could_hold_a_secret)
{
    for (const auto* secret : {"body", "token", "password", "code_entered", "name", "login", "answer", "remark", "key",
                               "cookie", "nonce", "alias", "csrf_token"})
        EXPECT_FALSE(log::is_open(secret)) << secret;
}

TEST(Qr, draws_modules_inside_a_quiet_zone)
{
    const auto svg = qr_svg(R"({"address":"https://localhost:8443","code":"7KQ2M9XW4TBC"})").value();

    EXPECT_TRUE(svg.starts_with("<svg "));
    EXPECT_NE(svg.find("M4 4h7v1h-7z"), std::string::npos) << "the finder pattern's first row";
    EXPECT_EQ(qr_svg(std::string(5000, 'x')).error().code, Errc::too_large);
}

TEST(Tls, makes_an_authority_whose_key_stays_the_same_over_leaves)
{
    const auto now = SystemClock{}.now();
    const auto authority = make_tls_authority("Raalte", now).value();
    const auto leaf = make_tls_leaf(authority, {"localhost", "127.0.0.1", "::1"}, now).value();

    EXPECT_EQ(spki_sha256(leaf.certificate + authority.certificate).value(),
              spki_sha256(authority.certificate).value());
    EXPECT_NE(spki_sha256(leaf.certificate).value(), spki_sha256(authority.certificate).value());
    EXPECT_GT(valid_until(leaf.certificate).value(), now + std::chrono::days{390});
    EXPECT_FALSE(make_tls_leaf(authority, {"bad,DNS:evil"}, now));
    EXPECT_FALSE(spki_sha256("no certificate"));
}

TEST(OpenApiCheck, finds_each_kind_of_fault)
{
    const auto check = test::OpenApiCheck{json::parse(R"({"components":{"schemas":{"T":{"type":"object",
        "properties":{"a":{"type":"integer"},"b":{"type":"array","items":{"type":"string","enum":["x"]}},
        "id":{"type":"string","format":"uuid"}},"required":["a"]}}},"paths":{}})")
                                              .value()};
    const auto schema = json::parse(R"({"$ref":"#/components/schemas/T"})").value();
    const auto faults = [&](std::string_view text) { return check.validate(json::parse(text).value(), schema).size(); };

    EXPECT_EQ(faults(R"({"a":1,"b":["x"]})"), 0u);
    EXPECT_EQ(faults(R"({"b":[]})"), 1u) << "missing";
    EXPECT_EQ(faults(R"({"a":"1"})"), 1u) << "type";
    EXPECT_EQ(faults(R"({"a":1,"b":["y"]})"), 1u) << "word";
    EXPECT_EQ(faults(R"({"a":1,"c":2})"), 1u) << "undocumented";
    EXPECT_EQ(faults(R"({"a":1,"id":"7"})"), 1u) << "format";
    EXPECT_EQ(faults("[]"), 1u);
}

} // namespace
} // namespace balieblik::http
