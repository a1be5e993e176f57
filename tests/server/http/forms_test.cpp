// SPDX-License-Identifier: EUPL-1.2
// A questionnaire from its author's files, over the wire: checked, published, listed; and refused in words.
#include "http/office.hpp"

#include "support/source_dir.hpp"

namespace balieblik::test {
namespace {

struct FormsApi : Office {
    RequestHeaders coordinator;
    void SetUp() override
    {
        Office::SetUp();
        coordinator = sign_in(account("carla", Role::coordinator));
    }

    static std::string file_text(const std::string& name)
    {
        return contents_of(source_dir() / "forms/telephone/1" / name);
    }
    static std::string upload(const std::string& tables, const std::string& norms = file_text("norms.csv"))
    {
        const auto hex = [](const std::string& text) { return to_hex(Bytes(text.begin(), text.end())); };
        return json::print(boost::json::object{
            {"files", boost::json::array{boost::json::object{{"name", "form.md"}, {"content", hex(tables)}},
                                         boost::json::object{{"name", "norms.csv"}, {"content", hex(norms)}}}}});
    }
};

TEST_F(FormsApi, a_questionnaire_is_checked_published_and_listed)
{
    const auto body = upload(file_text("form.md"));

    const auto checked = client().post_json("/api/forms/check", body, coordinator);
    ASSERT_EQ(checked.status, 200) << checked.body;
    EXPECT_EQ(checked.member("standing"), "publishable");
    EXPECT_EQ(checked.member("channel"), "telephone");
    const auto published = client().post_json("/api/forms", body, coordinator);
    ASSERT_EQ(published.status, 200) << published.body;
    EXPECT_EQ(published.member("version"), "1");

    const auto list = json::parse(client().get("/api/forms", coordinator).body).value();
    const auto& forms = list.at("forms").as_array();
    ASSERT_EQ(forms.size(), 2u);
    EXPECT_EQ(forms[1].at("form_id").as_string(), "telephone");
    EXPECT_EQ(client().post_json("/api/forms/check", body, coordinator).member("standing"), "unchanged");
    EXPECT_EQ(client().post_json("/api/forms", body, coordinator).status, 200) << "a lost reply may be asked for again";
}

TEST_F(FormsApi, a_published_version_is_never_replaced)
{
    const auto other = upload(file_text("form.md"), file_text("norms.csv") + "mine,mine,phone,answer,dialled,60\n");
    ASSERT_EQ(client().post_json("/api/forms", upload(file_text("form.md")), coordinator).status, 200);

    EXPECT_EQ(client().post_json("/api/forms/check", other, coordinator).member("standing"), "other_content");
    const auto refused = client().post_json("/api/forms", other, coordinator);

    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.member("code"), "state_conflict");
    EXPECT_NE(refused.member("detail").find("a version never changes"), std::string::npos);
}

TEST_F(FormsApi, mistakes_come_back_by_their_cell)
{
    auto tables = file_text("form.md");
    tables.replace(tables.find("${T13_promised}"), 15, "${T13_promise}");

    const auto checked = client().post_json("/api/forms/check", upload(tables), coordinator);
    const auto problem = json::parse(checked.body).value().at("problems").at(0);
    const auto refused = client().post_json("/api/forms", upload(tables), coordinator);

    EXPECT_EQ(checked.member("standing"), "refused");
    EXPECT_EQ(problem.at("sheet").as_string(), "survey");
    EXPECT_GT(problem.at("row").as_int64(), 1);
    EXPECT_NE(problem.at("suggestion").as_string().find("T13_promised"), boost::json::string::npos);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.member("code"), "form_invalid");
}

TEST_F(FormsApi, is_closed_to_others_and_to_what_is_too_large)
{
    const auto reviewer = sign_in(account("rik", Role::reviewer));
    const auto quality = sign_in(account("kim", Role::quality_team));
    const auto body = upload(file_text("form.md"));

    EXPECT_EQ(client().get("/api/forms", reviewer).status, 200);
    EXPECT_EQ(client().get("/api/forms", quality).status, 403);
    for (const auto& who : {reviewer, quality}) {
        EXPECT_EQ(client().post_json("/api/forms/check", body, who).status, 403);
        EXPECT_EQ(client().post_json("/api/forms", body, who).status, 403);
    }
    EXPECT_EQ(client().post_json("/api/forms", R"({"files":[{"name":"a.md","content":"zz"}]})", coordinator).status,
              400);
    EXPECT_EQ(client().post_json("/api/forms", std::string(18 * 1024 * 1024, ' '), coordinator).status, 413);
}

} // namespace
} // namespace balieblik::test
