// SPDX-License-Identifier: EUPL-1.2
// Uploads over lines that break, stand still or vanish (sync-protocol.md, 7).
#include "server/line/hall.hpp"

#include "support/base64.hpp"
#include "support/photo.hpp"

namespace balieblik::test {
namespace {

struct PhotoLine : Hall {
    const std::string photo = photo_bytes(300'000);
    const std::string sha256 = vault::sha256_hex(photo);
    Tablet tablet{*store, *field};
    VisitVersionId visit{};
    std::string location;

    PhotoLine()
    {
        const auto assignment = offered();
        auto body = tablet.body(assignment);
        body.attachments.push_back(
            {sha256, static_cast<std::int64_t>(photo.size()), "image/jpeg", "/data/h5", "p.jpg"});
        visit = body.visit_version_id;
        EXPECT_EQ(tablet.push({tablet.seal(body)}).value().results.at(0).status, sync::MutationStatus::applied);
        auto with = headers();
        with.emplace_back("Upload-Length", std::to_string(photo.size()));
        with.emplace_back("Upload-Metadata",
                          "sha256 " + base64(sha256) + ",visit_version_id " + base64(to_text(visit)));
        const auto created = ask(request_text("POST", "/v1/blobs", with));
        EXPECT_EQ(created->status, 201) << created->body;
        location = created->header("location");
    }

    Headers headers()
    {
        auto made = token(tablet);
        made.emplace_back("Tus-Resumable", "1.0.0");
        return made;
    }
    std::string append(std::size_t at, std::string_view bytes)
    {
        auto with = headers();
        with.emplace_back("Upload-Offset", std::to_string(at));
        with.emplace_back("Content-Type", "application/offset+octet-stream");
        return request_text("PATCH", location, with, bytes);
    }
    // Whoever asks hears what is on the disk; an older request for the same upload is over by then.
    std::size_t durable()
    {
        const auto answer = ask(request_text("HEAD", location, headers())).value();
        EXPECT_TRUE(answer.status == 410 || answer.status == 200) << answer.status;
        return answer.status == 410 ? photo.size() : std::stoul(answer.header("upload-offset")); // gone: it is whole
    }
    bool complete()
    {
        auto with = headers();
        with.emplace_back("Content-Type", "application/json");
        const auto answer = ask(request_text("POST", "/v1/blobs/have", with, R"({"sha256":[")" + sha256 + "\"]}"));
        return answer.value().body == R"({"missing":[]})";
    }
};

TEST_F(PhotoLine, goes_on_after_every_break_and_arrives_whole)
{
    std::size_t at = 0;
    int breaks = 0;
    for (; at < photo.size(); ++breaks) {
        ASSERT_LT(breaks, 200);
        const auto text = append(at, std::string_view(photo).substr(at));
        const auto head = text.size() - (photo.size() - at);
        ask(text, {.largest_piece = 5000, .slowest_ms = 20, .breaks_after = head + 7001});
        const auto now = durable();
        EXPECT_GE(now, at);
        EXPECT_LE(now, at + 7001);
        at = now;
    }

    EXPECT_GT(breaks, 40);
    EXPECT_TRUE(complete());
}

TEST_F(PhotoLine, of_a_tablet_that_vanished_is_taken_over_by_its_next_request_at_once)
{
    const auto old = call();
    old->up->write(append(0, photo).substr(0, 60'000)); // as much as the line holds
    pass(seconds{1});
    old->stream->vanish();

    const auto before = Agenda::get().now();
    const auto at = durable();
    const auto waited = Agenda::get().now() - before;

    EXPECT_GT(at, 0u);
    EXPECT_LT(waited, seconds{10}) << "it did not wait for the old one to be given up";
    EXPECT_EQ(ask(append(at, std::string_view(photo).substr(at)))->status, 204);
    EXPECT_TRUE(complete());
    EXPECT_EQ(open, 0u);
}

TEST_F(PhotoLine, that_is_sent_by_two_at_once_is_stored_once_and_right)
{
    const auto one = call({.largest_piece = 900, .slowest_ms = 30});
    const auto two = call({.largest_piece = 700, .slowest_ms = 50});
    one->say(append(0, photo));
    two->say(append(0, photo));
    pass(std::chrono::minutes{5});

    const auto at = durable();
    if (at < photo.size())
        ask(append(at, std::string_view(photo).substr(at)));

    EXPECT_TRUE(complete());
}

} // namespace
} // namespace balieblik::test
