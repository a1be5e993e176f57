// SPDX-License-Identifier: EUPL-1.2
// Packed bodies on the line (sync-protocol.md, 10).
#include "server/line/hall.hpp"
#include "sync/packing.hpp"

namespace balieblik::test {
namespace {

using sync::Coding;

struct PackedLine : Hall {
    Tablet tablet{*store, *field};

    std::optional<Answer> push(Coding coding, const std::string& body, std::string_view coding_name)
    {
        auto headers = token(tablet);
        headers.emplace_back("Content-Type", "application/json");
        headers.emplace_back("Content-Encoding", coding_name);
        return ask(request_text("POST", "/v1/sync/push", headers, sync::pack(coding, body)));
    }
    std::string body_of(const sync::Mutation& mutation) const
    {
        return json::print_struct(sync::PushRequest{tablet.install_id, mutation.no, {mutation}});
    }
    std::optional<Answer> pull(std::string_view accepted)
    {
        auto headers = token(tablet);
        headers.emplace_back("Content-Type", "application/json");
        if (!accepted.empty())
            headers.emplace_back("Accept-Encoding", accepted);
        sync::PullRequest request;
        request.install_id = tablet.install_id;
        request.kinds = {"assignment", "location", "form", "scenario"};
        return ask(request_text("POST", "/v1/sync/pull", headers, json::print_struct(request)));
    }
};

TEST_F(PackedLine, a_visit_that_was_packed_is_the_visit_that_was_signed)
{
    for (const auto coding : {Coding::gzip, Coding::zstd}) {
        const auto assignment = offered();

        const auto answer = push(coding, body_of(tablet.seal(tablet.body(assignment))), sync::name(coding));

        EXPECT_EQ(status_of(answer), sync::MutationStatus::applied) << sync::name(coding);
        EXPECT_EQ(versions_of(assignment), 1u);
        EXPECT_EQ(answer->header("accept-encoding"), sync::readable_codings);
    }
}

TEST_F(PackedLine, what_nobody_here_can_unpack_is_refused_and_said)
{
    const auto assignment = offered();
    const auto body = body_of(tablet.seal(tablet.body(assignment)));

    const auto unknown = push(Coding::none, body, "br");
    EXPECT_EQ(unknown->status, 415);
    EXPECT_NE(unknown->body.find("media_type_unsupported"), std::string::npos);
    EXPECT_EQ(unknown->header("accept-encoding"), sync::readable_codings) << "what the tablet may use instead";
    EXPECT_EQ(push(Coding::none, body, "gzip")->status, 400);
    EXPECT_EQ(push(Coding::gzip, body, "zstd")->status, 400);

    EXPECT_EQ(versions_of(assignment), 0u);
    EXPECT_EQ(status_of(push(Coding::none, body, "identity")), sync::MutationStatus::applied);
}

TEST_F(PackedLine, what_would_fill_the_memory_is_refused_with_the_limit)
{
    const auto answer = push(Coding::zstd, std::string(sync::max_push_bytes * 16, ' '), "zstd");

    EXPECT_EQ(answer->status, 413);
    EXPECT_NE(answer->body.find("\"limit\":" + std::to_string(sync::max_push_bytes)), std::string::npos)
        << answer->body;
}

TEST_F(PackedLine, a_body_is_not_unpacked_for_somebody_without_a_token)
{
    const auto answer = ask(request_text(
        "POST", "/v1/sync/push",
        {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}, {"Authorization", "Bearer nobody"}},
        "not packed at all"));

    EXPECT_EQ(answer->status, 401);
}

TEST_F(PackedLine, a_pull_is_packed_for_whom_it_can_be_and_plain_for_everybody_else)
{
    offered();
    const auto plain = pull({});
    ASSERT_EQ(plain->status, 200);
    ASSERT_GE(plain->body.size(), sync::least_worth_packing);
    EXPECT_EQ(plain->header("content-encoding"), "");
    EXPECT_EQ(plain->header("vary"), "Accept-Encoding");

    for (const auto coding : {Coding::gzip, Coding::zstd}) {
        const auto packed = pull(sync::name(coding));
        EXPECT_EQ(packed->header("content-encoding"), sync::name(coding));
        EXPECT_LT(packed->body.size(), plain->body.size());
        const auto read = sync::unpack(coding, packed->body, 1 << 20);
        ASSERT_TRUE(read);
        const auto entries = [](const std::string& body) {
            return json::read_text<sync::PullReply>(body).value().entries.size();
        };
        EXPECT_EQ(entries(*read), entries(plain->body));
    }
}

} // namespace
} // namespace balieblik::test
