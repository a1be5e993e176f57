// SPDX-License-Identifier: EUPL-1.2
// sync-protocol.md 6 from the tablet's side.
#include "shared/sync/client_fixture.hpp"

namespace balieblik::test {
namespace {

class UploadTest : public ClientTest {
protected:
    void SetUp() override
    {
        settle_in();
        add("aa", 10);
    }
    void add(const std::string& sha256, std::size_t size)
    {
        ledger.waiting.push_back({sha256, static_cast<std::int64_t>(size), {}, {}});
        ledger.files[sha256] = Bytes(size, std::uint8_t{7});
        client.on(Queued{});
    }
    void say_missing(std::vector<std::string> missing)
    {
        const auto asked = expect(Lane::attachments);
        EXPECT_EQ(asked.path, "/v1/blobs/have");
        answer_with(asked, BlobsHaveReply{std::move(missing)});
    }
    void create(std::string location = "/v1/blobs/1")
    {
        const auto send = expect(Lane::attachments);
        EXPECT_EQ(send.method + " " + send.path, "POST /v1/blobs");
        answer(send, 201, "", {{"Location", std::move(location)}});
    }
};

TEST_F(UploadTest, what_the_server_has_already_is_not_sent)
{
    say_missing({});

    EXPECT_EQ(ledger.finished, std::vector<std::string>{"aa"});
}

TEST_F(UploadTest, a_photo_is_created_and_sent_to_its_end)
{
    say_missing({"aa"});
    create("https://server:8443/v1/blobs/1");

    const auto patch = expect(Lane::attachments);
    EXPECT_EQ(patch.method + " " + patch.path, "PATCH /v1/blobs/1");
    EXPECT_EQ(header_of(patch, "Upload-Offset"), "0");
    EXPECT_EQ(patch.body.size(), 10u);
    answer(patch, 204, "", {{"Upload-Offset", "10"}});

    EXPECT_EQ(ledger.finished, std::vector<std::string>{"aa"});
}

TEST_F(UploadTest, an_answer_of_the_history_before_says_nothing_about_a_server_that_was_set_back)
{
    say_missing({"aa"});
    create();
    const auto patch = expect(Lane::attachments);
    put(1);
    PushReply pushed{{{1, MutationStatus::applied, {}, {}}}, 2, "e2", clock.now()};

    answer_with(expect(Lane::push), pushed);
    answer(patch, 204, "", {{"Upload-Offset", "10"}});

    EXPECT_TRUE(ledger.finished.empty());
    EXPECT_EQ(expect(Lane::attachments).path, "/v1/blobs/have");
}

TEST_F(UploadTest, a_photo_that_turns_out_to_be_there_when_it_is_created_is_done)
{
    say_missing({"aa"});

    answer(expect(Lane::attachments), 201, "", {{"Location", "/v1/blobs/1"}, {"Upload-Offset", "10"}});

    EXPECT_EQ(ledger.finished, std::vector<std::string>{"aa"});
}

TEST_F(UploadTest, an_upload_that_is_found_again_goes_on_where_it_was)
{
    say_missing({"aa"});

    answer(expect(Lane::attachments), 201, "", {{"Location", "/v1/blobs/1"}, {"Upload-Offset", "4"}});

    EXPECT_EQ(header_of(expect(Lane::attachments), "Upload-Offset"), "4");
}

TEST_F(UploadTest, after_a_cut_the_server_says_where_to_go_on)
{
    say_missing({"aa"});
    create();
    client.on(Dropped{expect(Lane::attachments).id, "cut"});
    clock.pass(seconds{2});

    const auto head = expect(Lane::attachments);
    EXPECT_EQ(head.method, "HEAD");
    answer(head, 200, "", {{"Upload-Offset", "4"}});
    const auto patch = expect(Lane::attachments);

    EXPECT_EQ(header_of(patch, "Upload-Offset"), "4");
    EXPECT_EQ(patch.body.size(), 6u);
}

TEST_F(UploadTest, another_offset_than_expected_is_asked_for_at_once)
{
    say_missing({"aa"});
    create();
    problem(expect(Lane::attachments), Errc::offset_mismatch, 409);

    EXPECT_EQ(expect(Lane::attachments).method, "HEAD");
}

TEST_F(UploadTest, an_upload_that_the_server_forgot_is_created_anew)
{
    say_missing({"aa"});
    create();
    client.on(Dropped{expect(Lane::attachments).id, "cut"});
    clock.pass(seconds{2});
    answer(expect(Lane::attachments), 404, "");

    EXPECT_EQ(expect(Lane::attachments).method, "POST");
}

TEST_F(UploadTest, bytes_that_arrived_wrong_are_sent_again_from_the_start)
{
    say_missing({"aa"});
    create();
    problem(expect(Lane::attachments), Errc::hash_mismatch, 422);
    EXPECT_TRUE(ledger.refused.empty());
    clock.pass(seconds{2});

    EXPECT_EQ(expect(Lane::attachments).method, "POST");
}

TEST_F(UploadTest, a_photo_that_is_refused_is_set_aside_and_the_next_goes_on)
{
    add("bb", 5);
    say_missing({"aa", "bb"});
    problem(expect(Lane::attachments), Errc::too_large, 413);

    EXPECT_EQ(ledger.refused.at("aa"), Errc::too_large);
    const auto next = expect(Lane::attachments);
    EXPECT_EQ(header_of(next, "Upload-Length"), "5");
}

TEST_F(UploadTest, a_photo_whose_file_cannot_be_read_does_not_block_the_others)
{
    ledger.files.clear();
    add("bb", 5);
    say_missing({"aa", "bb"});
    create();

    const auto next = expect(Lane::attachments);

    EXPECT_EQ(ledger.refused.at("aa"), Errc::not_found);
    EXPECT_EQ(header_of(next, "Upload-Length"), "5");
}

TEST_F(UploadTest, a_server_that_does_not_move_is_not_asked_in_a_busy_loop)
{
    say_missing({"aa"});
    create();

    answer(expect(Lane::attachments), 204, "", {{"Upload-Offset", "0"}});

    EXPECT_EQ(lane(Lane::attachments).last_error, Errc::offset_mismatch);
}

TEST_F(UploadTest, a_place_on_another_server_is_refused)
{
    say_missing({"aa"});
    create("//elsewhere/v1/blobs/1");

    EXPECT_FALSE(ledger.waiting[0].location);
    EXPECT_EQ(lane(Lane::attachments).last_error, Errc::malformed);
}

TEST_F(UploadTest, a_token_that_ran_out_during_an_upload_is_renewed)
{
    say_missing({"aa"});
    create();
    problem(expect(Lane::attachments), Errc::token_expired, 401);

    get_token();
    EXPECT_EQ(expect(Lane::attachments).method, "PATCH");
}

} // namespace
} // namespace balieblik::test
