// SPDX-License-Identifier: EUPL-1.2
// The one gate for numbers. Every route there is, and every file, asked by somebody of the quality team and by their
// programs, over a wave with real visits behind it: a release leaves, or nothing does. A route that nobody decided on
// fails here.
#include "http/office.hpp"

#include "forms/xlsx/archive.hpp"
#include "forms/xlsx/workbook.hpp"
#include "support/source_dir.hpp"
#include "usecases/analyse_release.hpp"
#include "usecases/demo_data.hpp"
#include "usecases/projects.hpp"
#include "usecases/release.hpp"

#include <gmock/gmock.h>

#include <regex>
#include <set>

namespace balieblik::test {
namespace {

using http::Method;

// What a route gives to somebody whose only role is the quality team.
enum class Gives {
    releases,  // figures that passed the gate
    settings,  // words that everybody with a role may read: projects, waves, names of municipalities, the rule
    own,       // their own session and tokens
    entrance,  // what needs no account
    nothing,   // a refusal, whatever else is sent
    of_tablets // a refusal to everybody who is no tablet; the way in (a nonce, an offer) tells nothing
};

// A row for each path, as it stands in the routing tables. Whoever adds a route decides here.
const std::map<std::string_view, Gives>& decisions()
{
    using enum Gives;
    static const std::map<std::string_view, Gives> made{
        {"/api/releases", releases},
        {"/api/releases/{release_id}", releases},
        {"/api/releases/{release_id}/cells", releases},
        {"/api/releases/{release_id}/trend", releases},
        {"/api/releases/{release_id}/analyses", releases},
        {"/api/releases/{release_id}/analyses.csv", releases},
        {"/api/releases/{release_id}/table.csv", releases},
        {"/api/releases/{release_id}/table.json", releases},
        {"/api/releases/{release_id}/table.xlsx", releases},
        {"/api/releases/{release_id}/odata/{*}", releases},

        {"/api/projects", settings},
        {"/api/projects/{project_id}", settings},
        {"/api/projects/{project_id}/publishing-rule", settings},
        {"/api/waves/{wave_id}", settings},
        {"/api/municipalities", settings},

        {"/api/session", own},
        {"/api/session/password", own},
        {"/api/read-tokens", own},
        {"/api/read-tokens/{read_token_id}/withdraw", own},

        {"/", entrance},
        {"/console", entrance},
        {"/console/{*}", entrance},
        {"/health", entrance},

        {"/api/analyses/{release_id}", nothing},
        {"/api/assignments", nothing},
        {"/api/assignments/bulk-assign", nothing},
        {"/api/assignments/{assignment_id}", nothing},
        {"/api/assignments/{assignment_id}/assign", nothing},
        {"/api/assignments/{assignment_id}/cancel", nothing},
        {"/api/customers", nothing},
        {"/api/customers/import", nothing},
        {"/api/devices", nothing},
        {"/api/devices/{device_id}/orders", nothing},
        {"/api/devices/{device_id}/revoke", nothing},
        {"/api/forms", nothing},
        {"/api/forms/check", nothing},
        {"/api/grants", nothing},
        {"/api/grants/revoke", nothing},
        {"/api/inspectors", nothing},
        {"/api/inspectors/{inspector_id}/enrolment", nothing},
        {"/api/locations", nothing},
        {"/api/locations/{location_id}", nothing},
        {"/api/locations/{location_id}/customers", nothing},
        {"/api/norms", nothing},
        {"/api/people", nothing},
        {"/api/people/{person_id}/disable", nothing},
        {"/api/people/{person_id}/enable", nothing},
        {"/api/people/{person_id}/password", nothing},
        {"/api/people/{person_id}/sign-out", nothing},
        {"/api/projects/{project_id}/calibration", nothing},
        {"/api/projects/{project_id}/clearances", nothing},
        {"/api/projects/{project_id}/publishing-rule/changes", nothing},
        {"/api/projects/{project_id}/trainings", nothing},
        {"/api/projects/{project_id}/trainings/{training_id}", nothing},
        {"/api/projects/{project_id}/waves", nothing},
        {"/api/quarantine", nothing},
        {"/api/quarantine/{install_id}/{no}", nothing},
        {"/api/bundles", nothing},
        {"/api/recoveries", nothing},
        {"/api/recoveries/{recovery_id}/refuse", nothing},
        {"/api/recoveries/{recovery_id}/release", nothing},
        {"/api/retention", nothing},
        {"/api/sample-size", nothing},
        {"/api/scenarios", nothing},
        {"/api/tablet-policy", nothing},
        {"/api/trail", nothing},
        {"/api/trail/check", nothing},
        {"/api/visits", nothing},
        {"/api/visits/{visit_version_id}", nothing},
        {"/api/visits/{visit_version_id}/photos/{sha256}", nothing},
        {"/api/visits/{visit_version_id}/review", nothing},
        {"/api/waves/{wave_id}/dossier", nothing},
        {"/api/waves/{wave_id}/double-visits", nothing},
        {"/api/waves/{wave_id}/double-visits/{assignment_id}", nothing},
        {"/api/waves/{wave_id}/form", nothing},
        {"/api/waves/{wave_id}/progress", nothing},
        {"/api/waves/{wave_id}/release", nothing},
        {"/api/waves/{wave_id}/steps", nothing},
    };
    return made;
}
std::optional<Gives> decision(std::string_view pattern)
{
    if (pattern.starts_with("/v1/"))
        return Gives::of_tablets;
    const auto found = decisions().find(pattern);
    return found == decisions().end() ? std::nullopt : std::optional(found->second);
}

bool is_read(Method method) { return method == Method::get || method == Method::head; }

// Every way to ask for a release, below its address.
std::vector<std::string> ways_to_read()
{
    return {"",
            "/cells",
            "/cells?level=location&limit=2000",
            "/cells?within=GM0193",
            "/cells?place=GM0175",
            "/trend?place=GM0193",
            "/analyses",
            "/analyses.csv?flavour=nl",
            "/analyses.csv?flavour=rfc4180",
            "/table.csv?flavour=nl",
            "/table.csv?flavour=rfc4180",
            "/table.json",
            "/table.xlsx",
            "/odata/",
            "/odata/$metadata",
            "/odata/Figures",
            "/odata/Figures/$count",
            "/odata/Figures(0)",
            "/odata/Figures?$orderby=Mean&$count=true",
            "/odata/Analyses",
            "/odata/Analyses/$count",
            "/odata/Analyses(0)/Definition",
            "/odata/Places",
            "/odata/Places('GM0193')/Name/$value"};
}

struct GateForNumbers : Office {
    usecases::DemoProject demo;
    ReleaseId release;             // of the demonstration's wave at counters
    ReleaseId of_another;          // of a project in which nobody here has a role
    std::set<std::string> secrets; // that stand in visits, tablets and assignments, and may stand in no reply
    std::set<std::string> remarks; // free text of visits

    void SetUp() override
    {
        field.project.code = field.wave.code = field.location.code = field.scenario.code = "elders";
        field.form.form.form_id = field.wave.form_id = "elders";
        Office::SetUp();
        demo = usecases::build_demo_project(*store, field.tenant, environment, {counter_form()}).value();
        ASSERT_TRUE(usecases::start_demo_fieldwork(*store, field.tenant, environment, demo));
        ASSERT_TRUE(usecases::send_demo_visits(*store, field.tenant, environment, demo, 7));
        ASSERT_TRUE(usecases::approve_demo_visits(*store, field.tenant, environment, demo));
        move(Role::coordinator, WaveStep::close);
        move(Role::reviewer, WaveStep::validate);
        const auto coordinator = demo_actor(Role::coordinator);
        write([&](store::Tx& tx) {
            return usecases::publish_wave(tx, environment, coordinator, demo.wave_id, {revision()});
        });
        release =
            store->read(field.tenant, [&](store::Tx& tx) { return tx.releases().of_wave(demo.wave_id); }).value()->id;
        usecases::AnalysisWatch watch;
        watch.resamples = 50;
        ASSERT_TRUE(usecases::analyse_release(*store, field.tenant, environment, coordinator, release, watch));
        publish_elsewhere();
        collect_secrets();
    }

    static sync::FormVersion counter_form()
    {
        const auto forms = source_dir() / "forms/counter/1";
        sync::FormVersion form;
        form.xml = contents_of(forms / "form.xml");
        form.form = {"counter", "1", vault::sha256_hex(form.xml)};
        form.title_nl = form.title_en = "Baliebezoek";
        form.files.push_back({"norms.csv", contents_of(forms / "norms.csv")});
        return form;
    }
    usecases::Actor demo_actor(Role role) const
    {
        usecases::Actor made;
        for (const auto& account : demo.accounts)
            if (account.role == json::enum_name(role))
                made.person_id = account.person_id;
        made.grants = {{role, std::nullopt}};
        return made;
    }
    std::int64_t revision()
    {
        return store->read(field.tenant, [&](store::Tx& tx) { return tx.field().wave(demo.wave_id); }).value()->rev;
    }
    void move(Role role, WaveStep step)
    {
        write([&, rev = revision()](store::Tx& tx) {
            return usecases::move_wave(tx, environment, demo_actor(role), demo.wave_id, {step, rev});
        });
    }
    void publish_elsewhere()
    {
        store::StoredRelease other;
        other.id = other.release.id = of_another = ids.make<ReleaseId>();
        other.wave_id = other.release.wave_id = field.wave.id;
        other.project_id = field.project.id;
        other.release.top = "GM0177";
        ReleaseCell cell;
        cell.place = "GM0177";
        cell.dimension = "INDEX";
        const ReleasePlace town{"GM0177", "Raalte", PlaceLevel::municipality, ""};
        write([&](store::Tx& tx) { return tx.releases().add(other, std::span(&town, 1), std::span(&cell, 1)); });
    }
    void collect_secrets()
    {
        const auto visits =
            store->read(field.tenant, [&](store::Tx& tx) { return tx.visits().of_wave(demo.wave_id); }).value();
        ASSERT_GT(visits.size(), 20u);
        for (const auto& visit : visits) {
            secrets.insert({to_text(visit.id), to_text(visit.visit_id), to_text(visit.assignment_id),
                            to_text(visit.inspector_id), to_text(visit.device_id), to_text(visit.location_id),
                            visit.sha256, visit.sealed_at.substr(0, 19)});
        }
        for (const auto& inspector : demo.inspectors)
            secrets.insert(inspector.alias);
        secrets.erase("");
        for (const auto& visit : visits) {
            const auto body =
                store->read(field.tenant, [&](store::Tx& tx) { return tx.visits().body(visit.id); }).value();
            collect_remarks(json::parse(body.value()).value());
        }
        ASSERT_FALSE(remarks.empty());
    }
    // What an inspector wrote in words of their own: answers of more than one word, that are no list of choices.
    void collect_remarks(const boost::json::value& answers)
    {
        if (answers.is_object()) {
            for (const auto& [name, one] : answers.get_object())
                collect_remarks(one);
        } else if (answers.is_array()) {
            for (const auto& one : answers.get_array())
                collect_remarks(one);
        } else if (answers.is_string()) {
            const std::string text(answers.get_string());
            if (text.size() >= 12 && text.find(' ') != std::string::npos)
                remarks.insert(text);
        }
    }

    // Somebody with the quality team's role in one project.
    RequestHeaders quality_of(const std::string& login, std::optional<ProjectId> project)
    {
        return sign_in(account(login, Role::quality_team, project));
    }
    std::string make_token(const RequestHeaders& owner, int days = 90)
    {
        const auto body = json::print(boost::json::object{{"name", "rapport"}, {"days", days}});
        const auto made = client().post_json("/api/read-tokens", body, owner);
        EXPECT_EQ(made.status, 200) << made.body;
        token_id = std::string(json::parse(made.body).value().at("row").at("id").as_string());
        return made.member("token");
    }
    static RequestHeaders bearer(const std::string& token) { return {{"Authorization", "Bearer " + token}}; }

    HttpReply ask(std::string_view method, const std::string& target, const RequestHeaders& headers)
    {
        return HttpsClient{server->port(), test_authority().certificate, nullptr}.send(method, target, headers);
    }

    std::string filled_in(std::string_view pattern) const
    {
        const auto visits =
            store->read(field.tenant, [&](store::Tx& tx) { return tx.visits().of_wave(demo.wave_id); }).value();
        const auto& visit = visits.front();
        const std::map<std::string, std::string, std::less<>> known{
            {"wave_id", to_text(demo.wave_id)},
            {"project_id", to_text(demo.project_id)},
            {"assignment_id", to_text(visit.assignment_id)},
            {"inspector_id", to_text(visit.inspector_id)},
            {"device_id", to_text(visit.device_id)},
            {"visit_version_id", to_text(visit.id)},
            {"location_id", to_text(visit.location_id)},
            {"release_id", to_text(release)},
            {"sha256", std::string(64, 'a')},
            {"person_id", to_text(demo.accounts.front().person_id)},
            {"no", "1"},
            {"*", "Figures"}};
        std::string made(pattern);
        for (auto from = made.find('{'); from != std::string::npos; from = made.find('{', from)) {
            const auto to = made.find('}', from);
            const auto found = known.find(made.substr(from + 1, to - from - 1));
            made.replace(from, to - from + 1, found == known.end() ? to_text(release) : found->second);
        }
        if (pattern == "/api/assignments" || pattern == "/api/visits")
            made += "?wave_id=" + to_text(demo.wave_id);
        return made;
    }

    // What a reader of the reply reads: the cells of a workbook, the body of anything else.
    static std::string read_out(const HttpReply& reply)
    {
        if (!reply.body.starts_with("PK"))
            return reply.body;
        std::string text;
        for (const auto& sheet : forms::xlsx::read_workbook(reply.body).value())
            for (const auto& row : sheet.rows)
                for (const auto& cell : row)
                    text += cell + "\n";
        return text;
    }
    // What else comes with it: the headers, the file's name among them, and of a workbook every part that it is made
    // of: what it says of itself, remarks, hidden names.
    static std::string read_around(const HttpReply& reply)
    {
        std::string text;
        for (const auto& [name, value] : reply.headers)
            text += name + ": " + value + "\n";
        if (reply.body.starts_with("PK"))
            for (const auto& [name, content] : forms::xlsx::unpack(reply.body).value())
                text += name + "\n" + content + "\n";
        return text;
    }
    // As a word of its own: an inspector called Valk is not told by Valkenswaard.
    static bool says(const std::string& text, const std::string& word)
    {
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
            if (at + word.size() == text.size() ||
                std::isalnum(static_cast<unsigned char>(text[at + word.size()])) == 0)
                return true;
        return false;
    }
    void expect_no_secret(const HttpReply& reply, const std::string& what)
    {
        const auto text = read_out(reply);
        const auto around = read_around(reply);
        for (const auto& secret : secrets) {
            EXPECT_FALSE(says(text, secret)) << what << " tells " << secret;
            EXPECT_FALSE(says(around, secret)) << what << " tells " << secret << " beside its figures";
        }
        for (const auto* header : {"last-modified", "etag", "server-timing"})
            EXPECT_EQ(reply.header(header), "") << what << " says " << header;
        for (const auto& remark : remarks)
            EXPECT_EQ((text + around).find(remark), std::string::npos)
                << what << " tells what was remarked: " << remark;
        // A figure as it was before rounding would be as good as the visit.
        static const std::regex unrounded(R"(\d\.\d{4,}|;-?\d+,\d{4,})");
        EXPECT_FALSE(std::regex_search(text, unrounded)) << what;
    }

    std::string token_id;
};

TEST(Gate, knows_of_every_route_what_the_quality_team_gets_from_it)
{
    std::set<std::string_view> there;
    for (const auto& table : http::all_tables())
        for (const auto& route : table) {
            there.insert(route.pattern);
            EXPECT_TRUE(decision(route.pattern)) << "decide in gate_test.cpp what " << route.pattern << " gives";
        }
    for (const auto& [pattern, gives] : decisions())
        EXPECT_TRUE(there.contains(pattern)) << pattern << " is no route any more";
}

// Access is a second decision, beside the use case's own: only what gives releases takes a read token.
TEST(Gate, opens_to_read_tokens_where_releases_leave_and_nowhere_else)
{
    for (const auto& table : http::all_tables())
        for (const auto& route : table) {
            const bool takes_tokens = route.access == http::Access::reader || route.access == http::Access::feed;
            EXPECT_EQ(takes_tokens, decision(route.pattern) == Gives::releases) << route.pattern;
            EXPECT_TRUE(!takes_tokens || is_read(route.method)) << route.pattern;
        }
}

TEST_F(GateForNumbers, lets_a_session_of_the_quality_team_have_releases_and_nothing_else)
{
    for (const auto& project : {std::optional<ProjectId>{}, std::optional<ProjectId>{demo.project_id}}) {
        const auto quality = quality_of(project ? "kim" : "sam", project);
        for (const auto& table : http::all_tables())
            for (const auto& route : table) {
                const auto gives = *decision(route.pattern);
                if (gives == Gives::own && !is_read(route.method))
                    continue; // their own password and tokens: reading_test.cpp
                auto target = filled_in(route.pattern);
                if (target.ends_with("/trend"))
                    target += "?place=GM0193";
                const auto what = std::string(http::name(route.method)) + " " + target;
                const auto reply = ask(http::name(route.method), target, quality);
                expect_no_secret(reply, what);
                const bool refused = reply.status / 100 == 4;
                const bool way_in = gives == Gives::of_tablets && route.access != http::Access::device;
                if (gives == Gives::nothing || gives == Gives::of_tablets || !is_read(route.method)) {
                    EXPECT_TRUE(refused || way_in || gives == Gives::entrance) << what << " gives " << reply.body;
                } else if (gives == Gives::releases) {
                    EXPECT_EQ(reply.status, 200) << what << " " << reply.body;
                }
                if (gives == Gives::nothing && route.method == Method::get) {
                    EXPECT_THAT(reply.member("code"), testing::AnyOf("forbidden", "not_found")) << what;
                }
            }
    }
}

TEST_F(GateForNumbers, lets_their_programs_have_releases_and_nothing_else)
{
    const auto everywhere = bearer(make_token(quality_of("sam", std::nullopt)));
    const auto in_one_project = bearer(make_token(quality_of("kim", demo.project_id)));

    for (const auto& program : {everywhere, in_one_project})
        for (const auto& table : http::all_tables())
            for (const auto& route : table) {
                const auto gives = *decision(route.pattern);
                if (gives == Gives::releases)
                    continue;
                const auto target = filled_in(route.pattern);
                const auto what = std::string(http::name(route.method)) + " " + target;
                const auto reply = ask(http::name(route.method), target, program);
                expect_no_secret(reply, what);
                // Where no account is needed a token is of no use either.
                if (route.access != http::Access::open && route.access != http::Access::sign_in) {
                    EXPECT_EQ(reply.status, 401) << what << " " << reply.body;
                }
            }
    for (const auto& program : {everywhere, in_one_project})
        for (const auto& way : ways_to_read())
            for (const auto* language : {"nl", "en"}) {
                auto headers = program;
                headers.emplace_back("Accept-Language", language);
                const auto reply = ask("GET", "/api/releases/" + to_text(release) + way, headers);
                EXPECT_EQ(reply.status, 200) << way << " " << reply.body;
                expect_no_secret(reply, way);
            }
}

TEST_F(GateForNumbers, keeps_another_projects_releases_from_a_token_whichever_way_it_asks)
{
    const auto kim = quality_of("kim", demo.project_id);
    const auto elsewhere = bearer(make_token(quality_of("noor", field.project.id)));

    for (const auto& way : ways_to_read()) {
        const auto theirs = ask("GET", "/api/releases/" + to_text(of_another) + way, bearer(make_token(kim)));
        EXPECT_EQ(theirs.status, 404) << way << " " << theirs.body;
        ask("POST", "/api/read-tokens/" + token_id + "/withdraw", kim);
        const auto ours = ask("GET", "/api/releases/" + to_text(release) + way, elsewhere);
        EXPECT_EQ(ours.status, 404) << way << " " << ours.body;
    }
    const auto listed = ask("GET", "/api/releases", elsewhere).body;
    EXPECT_EQ(listed.find(to_text(release)), std::string::npos);
    EXPECT_NE(listed.find(to_text(of_another)), std::string::npos);
}

TEST_F(GateForNumbers, is_shut_to_tokens_that_were_withdrawn_ran_out_or_never_were)
{
    auto kim = quality_of("kim", demo.project_id);
    const auto withdrawn = make_token(kim);
    EXPECT_EQ(ask("POST", "/api/read-tokens/" + token_id + "/withdraw", kim).status, 200);
    const auto run_out = make_token(kim, 1);
    auto mistyped = make_token(kim);
    mistyped.back() = mistyped.back() == 'A' ? 'B' : 'A';
    clock.pass(std::chrono::hours{25});

    for (const auto& token : {withdrawn, run_out, mistyped, std::string("balieblik_read_"), std::string()})
        for (const auto& way : ways_to_read()) {
            const auto reply = ask("GET", "/api/releases/" + to_text(release) + way, bearer(token));
            EXPECT_EQ(reply.status, 401) << way << " " << reply.body;
            expect_no_secret(reply, way);
        }
}

// What a workbook says beside its figures, where it should say nothing. Of moments it may name one.
std::vector<std::string> says_beside_its_figures(const std::map<std::string, std::string>& parts)
{
    std::vector<std::string> made;
    std::set<std::string> moments;
    static const std::regex somebody("<(dc:creator|cp:lastModifiedBy)>[^<]");
    static const std::regex hidden("state=\"(veryH|h)idden\"|hidden=\"1\"");
    static const std::regex filter("<definedName name=\"_xlnm._FilterDatabase\"[^>]*>"); // of the buttons in a head
    static const std::regex moment(R"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)");
    for (const auto& [name, content] : parts) {
        for (const auto* extra : {"comments", "externalLink", "custom", "printerSettings"})
            if (name.find(extra) != std::string::npos)
                made.push_back(name);
        if (std::regex_search(content, somebody))
            made.push_back(name + " says who made it");
        if (std::regex_search(std::regex_replace(content, filter, ""), hidden))
            made.push_back(name + " hides something");
        if (name.starts_with("docProps/"))
            for (std::sregex_iterator at{content.begin(), content.end(), moment}, end; at != end; ++at)
                moments.insert(at->str());
    }
    if (moments.size() > 1)
        made.push_back("more than one moment");
    return made;
}

// A workbook says of itself which release it is and when that was published; not who made it, on which machine, or when
// somebody asked.
TEST_F(GateForNumbers, gives_workbooks_that_say_nothing_of_who_made_them)
{
    const auto kim = quality_of("kim", demo.project_id);
    const auto target = "/api/releases/" + to_text(release) + "/table.xlsx";
    const auto first = ask("GET", target, kim);
    clock.pass(std::chrono::minutes{10});

    EXPECT_EQ(ask("GET", target, kim).body, first.body) << "it hangs on when somebody asked";
    auto parts = forms::xlsx::unpack(first.body).value();
    EXPECT_THAT(says_beside_its_figures(parts), testing::IsEmpty());

    // The same with what a careless one would say.
    parts["xl/comments1.xml"] = "<comments/>";
    parts["docProps/core.xml"] += "<dc:creator>Kim</dc:creator><x>2026-01-01T00:00:01Z</x>";
    parts["xl/workbook.xml"] += "<sheet state=\"hidden\"/>";
    EXPECT_EQ(says_beside_its_figures(parts).size(), 4u);
}

// A link in a page cannot say in a header which language that page is in; the browser would say its own.
TEST_F(GateForNumbers, gives_files_in_the_language_that_their_address_names)
{
    const auto kim = quality_of("kim", demo.project_id);
    const auto table = "/api/releases/" + to_text(release) + "/table.csv?language=";

    EXPECT_THAT(ask("GET", table + "nl", kim).body, testing::HasSubstr("gewogen gemiddelde van de onderdelen"));
    EXPECT_THAT(ask("GET", table + "en", kim).body, testing::HasSubstr("weighted mean of the dimensions"));
    EXPECT_EQ(ask("GET", table + "fr", kim).status, 400);
}

// Who is in the quality team of one project may learn of another that it exists, and nothing more.
TEST_F(GateForNumbers, keeps_the_settings_of_another_project_from_the_quality_team)
{
    const auto noor = quality_of("noor", field.project.id);

    for (const auto& target :
         {"/api/projects/" + to_text(demo.project_id), "/api/projects/" + to_text(demo.project_id) + "/publishing-rule",
          "/api/waves/" + to_text(demo.wave_id)})
        EXPECT_EQ(ask("GET", target, noor).status, 404) << target;
}

} // namespace
} // namespace balieblik::test
