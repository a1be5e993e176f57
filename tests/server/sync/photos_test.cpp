// SPDX-License-Identifier: EUPL-1.2
// Photos: durable offsets, sealed pieces, completion (sync-protocol.md, 6).
#include "server/sync/sync_fixture.hpp"

#include <gmock/gmock.h>

namespace balieblik::test {
namespace {

using testing::Contains;

struct PhotosTest : SyncTest {
    Tablet tablet{*store, field};
    std::unique_ptr<store::BlobFiles> files = store_sqlite::open_blob_folder(folder.path() / "photos").value();
    usecases::PhotoShelf shelf{*store, *files, env};
    std::string photo = make_photo();
    VisitBody body = declared();

    static std::string make_photo()
    {
        std::string bytes;
        for (int i = 0; i < 20'000; ++i)
            bytes += "a photo of a ticket ";
        return bytes; // 400 kB
    }
    VisitBody declared()
    {
        auto made = tablet.body(offered());
        made.attachments.push_back(
            {vault::sha256_hex(photo), static_cast<std::int64_t>(photo.size()), "image/jpeg", "/data/h5", "1.jpg"});
        const auto reply = tablet.push({tablet.seal(made)});
        EXPECT_EQ(reply.value().results.at(0).receipt.value().state, sync::ReceiptState::received);
        return made;
    }
    usecases::NewUpload asked() const
    {
        return {static_cast<std::int64_t>(photo.size()), vault::sha256_hex(photo), body.visit_version_id};
    }
    Result<usecases::UploadProgress> begin() { return usecases::begin_upload(shelf, tablet.session, asked()); }
    Result<usecases::UploadProgress> append(store::UploadId id, std::size_t at, std::size_t size)
    {
        return usecases::append_upload(shelf, tablet.session, id, static_cast<std::int64_t>(at),
                                       as_bytes(std::string_view(photo).substr(at, size)));
    }
    std::string read_back()
    {
        const auto blob = *read(
            [&](store::Tx& tx) { return tx.blobs().find(tablet.session.inspector_id, vault::sha256_hex(photo)); });
        std::string all;
        EXPECT_TRUE(files->read(blob, [&](ByteView piece) { all += as_text(piece); }));
        return all;
    }
    std::vector<std::string> missing()
    {
        const sync::BlobsHaveRequest request{{vault::sha256_hex(photo), std::string(64, 'e')}};
        return read([&](store::Tx& tx) { return usecases::missing_photos(tx, tablet.session, request); }).missing;
    }
};

TEST_F(PhotosTest, a_visit_waits_for_its_photo_and_is_then_complete_in_the_inbox)
{
    EXPECT_EQ(stored(body)->state, VisitVersionState::awaiting_media);
    EXPECT_EQ(missing(), std::vector{vault::sha256_hex(photo)}); // and nothing about hashes nobody declared
    const auto upload = begin();
    ASSERT_TRUE(upload);
    EXPECT_EQ(upload->offset, 0);

    const auto progress = append(upload->id, 0, photo.size());

    ASSERT_TRUE(progress);
    EXPECT_TRUE(progress->complete);
    EXPECT_EQ(stored(body)->state, VisitVersionState::complete);
    EXPECT_TRUE(missing().empty());
    EXPECT_EQ(read_back(), photo);
    const auto page = tablet.pull().value();
    const auto receipt = std::find_if(page.entries.begin(), page.entries.end(),
                                      [](const auto& entry) { return entry.kind == "receipt"; });
    ASSERT_NE(receipt, page.entries.end());
    const auto said = json::read<sync::Receipt>(*receipt->body).value();
    EXPECT_EQ(said.state, sync::ReceiptState::complete);
    EXPECT_TRUE(tablet.vouches(said));
    EXPECT_THAT(trail(), Contains("visit.complete"));
}

TEST_F(PhotosTest, an_upload_goes_on_where_it_was_cut_even_after_the_server_stopped)
{
    const auto id = begin()->id;
    EXPECT_EQ(append(id, 0, 100'000)->offset, 100'000);
    EXPECT_EQ(append(id, 50'000, 100'000).error().code, Errc::offset_mismatch);

    files = store_sqlite::open_blob_folder(folder.path() / "photos").value();
    usecases::PhotoShelf again{*store, *files, env};
    EXPECT_EQ(usecases::upload_progress(again, tablet.session, id)->offset, 100'000);
    EXPECT_EQ(usecases::begin_upload(again, tablet.session, asked())->id, id);
    const auto rest = as_bytes(std::string_view(photo).substr(100'000));
    EXPECT_TRUE(usecases::append_upload(again, tablet.session, id, 100'000, rest)->complete);
    EXPECT_EQ(read_back(), photo);
}

TEST_F(PhotosTest, a_server_that_stopped_before_it_recorded_a_whole_photo_does_so_when_asked)
{
    const auto id = begin()->id;
    const auto upload = *read([&](store::Tx& tx) { return tx.blobs().upload(id); });
    ASSERT_TRUE(files->append(upload, 0, as_bytes(photo)));
    ASSERT_TRUE(files->finish(upload)); // and here it stopped

    const auto progress = usecases::upload_progress(shelf, tablet.session, id);

    EXPECT_TRUE(progress.value().complete);
    EXPECT_EQ(stored(body)->state, VisitVersionState::complete);
    EXPECT_EQ(read_back(), photo);
}

TEST_F(PhotosTest, a_whole_photo_that_was_never_recorded_is_when_its_upload_is_begun_again)
{
    const auto upload = begin().value();
    const auto row = *read([&](store::Tx& tx) { return tx.blobs().upload(upload.id); });
    ASSERT_TRUE(files->append(row, 0, as_bytes(photo))); // and then the disk refused

    const auto again = begin().value();

    EXPECT_TRUE(again.complete) << "else a tablet takes it for handed in, and the visit waits for ever";
    EXPECT_TRUE(missing().empty());
    EXPECT_EQ(stored(body)->state, VisitVersionState::complete);
}

TEST_F(PhotosTest, an_upload_that_is_whole_goes_on_saying_so)
{
    const auto id = begin()->id;
    ASSERT_TRUE(append(id, 0, photo.size())->complete); // and its tablet did not hear it

    const auto asked_for = usecases::upload_progress(shelf, tablet.session, id);
    ASSERT_TRUE(asked_for);
    EXPECT_TRUE(asked_for->complete);
    EXPECT_EQ(asked_for->offset, static_cast<std::int64_t>(photo.size()));
    EXPECT_EQ(begin()->id, id) << "a place that can be asked";

    auto stranger = tablet.session;
    stranger.inspector_id = ids.make<InspectorId>();
    EXPECT_EQ(usecases::upload_progress(shelf, stranger, id).error().code, Errc::upload_gone);
}

TEST_F(PhotosTest, what_is_not_the_photo_that_was_promised_is_discarded)
{
    const auto id = begin()->id;
    photo[17] = '!';
    EXPECT_EQ(append(id, 0, photo.size()).error().code, Errc::hash_mismatch);
    EXPECT_EQ(usecases::upload_progress(shelf, tablet.session, id).error().code, Errc::upload_gone);
    photo[17] = make_photo()[17];
    EXPECT_EQ(begin()->offset, 0);
    EXPECT_EQ(stored(body)->state, VisitVersionState::awaiting_media);
}

TEST_F(PhotosTest, nothing_of_a_photo_is_readable_on_the_disk_at_any_moment)
{
    const auto id = begin()->id;
    append(id, 0, 150'000).value();
    EXPECT_EQ(everything_in(folder.path()).find("photo of a ticket"), std::string::npos);
    append(id, 150'000, photo.size()).value();
    EXPECT_EQ(everything_in(folder.path()).find("photo of a ticket"), std::string::npos);
    EXPECT_EQ(everything_in(folder.path()).find("SQLite format"), std::string::npos);
}

TEST_F(PhotosTest, only_what_a_visit_of_this_inspector_declares_is_taken)
{
    auto request = asked();
    request.sha256 = std::string(64, 'f');
    EXPECT_EQ(usecases::begin_upload(shelf, tablet.session, request).error().code, Errc::not_found);
    request = asked();
    request.length -= 1;
    EXPECT_EQ(usecases::begin_upload(shelf, tablet.session, request).error().code, Errc::validation);
    request.length = sync::max_attachment_bytes + 1;
    EXPECT_EQ(usecases::begin_upload(shelf, tablet.session, request).error().code, Errc::too_large);
    auto stranger = tablet.session;
    stranger.inspector_id = ids.make<InspectorId>();
    EXPECT_EQ(usecases::begin_upload(shelf, stranger, asked()).error().code, Errc::not_found);
    const auto id = begin()->id;
    EXPECT_EQ(usecases::upload_progress(shelf, stranger, id).error().code, Errc::upload_gone);
}

TEST_F(PhotosTest, more_than_was_promised_is_refused)
{
    const auto id = begin()->id;
    photo += "more";
    EXPECT_EQ(append(id, 0, photo.size()).error().code, Errc::too_large);
}

TEST_F(PhotosTest, an_upload_without_progress_is_swept_after_two_weeks)
{
    const auto id = begin()->id;
    append(id, 0, 1000).value();
    EXPECT_EQ(usecases::sweep_uploads(shelf, field.tenant).value(), 0);
    clock.pass(std::chrono::days{14} + seconds{1});
    EXPECT_EQ(usecases::sweep_uploads(shelf, field.tenant).value(), 1);
    EXPECT_EQ(usecases::upload_progress(shelf, tablet.session, id).error().code, Errc::upload_gone);
    EXPECT_EQ(begin()->offset, 0);
}

TEST_F(PhotosTest, a_photo_that_is_here_already_completes_the_next_version_at_once)
{
    append(begin()->id, 0, photo.size()).value();
    auto second = body;
    second.visit_version_id = ids.make<VisitVersionId>();
    second.version = 2;
    second.supersedes = body.visit_version_id;

    const auto reply = tablet.push({tablet.seal(second)});

    EXPECT_EQ(reply->results.at(0).receipt.value().state, sync::ReceiptState::complete);
    EXPECT_EQ(stored(second)->state, VisitVersionState::complete);
}

// sync-protocol.md, 17: photo
TEST_F(PhotosTest, one_photo_that_two_questions_show_is_sent_once_and_completes_both)
{
    auto twice = body;
    twice.visit_version_id = ids.make<VisitVersionId>();
    twice.visit_id = ids.make<VisitId>();
    twice.assignment_id = offered().id;
    twice.attachments.push_back(twice.attachments.front());
    twice.attachments.back().question = "/data/h6";
    tablet.push({tablet.seal(twice)}).value();
    ASSERT_EQ(stored(twice)->state, VisitVersionState::awaiting_media);

    append(begin()->id, 0, photo.size()).value();

    EXPECT_EQ(stored(body)->state, VisitVersionState::complete);
    EXPECT_EQ(stored(twice)->state, VisitVersionState::complete);
    EXPECT_TRUE(missing().empty());
}

} // namespace
} // namespace balieblik::test
