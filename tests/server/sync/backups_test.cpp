// SPDX-License-Identifier: EUPL-1.2
// Backups that are read back, what tablets are told about them, and restores as new histories (sync-protocol.md, 7 and
// 13).
#include "server/sync/sync_fixture.hpp"

#include "store_sqlite/backup_folder.hpp"
#include "usecases/backups.hpp"

#include <atomic>
#include <thread>

namespace balieblik::test {
namespace {

namespace fs = std::filesystem;

struct BackupsTest : SyncTest {
    Tablet tablet{*store, field};
    std::unique_ptr<store::BlobFiles> files = store_sqlite::open_blob_folder(folder.path() / "photos").value();
    usecases::PhotoShelf shelf{*store, *files, env};
    const Bytes key = Bytes(32, 9);
    const store_sqlite::StorePlace place{folder.path() / "server.db", folder.path() / "photos"};
    const fs::path backups = folder.path() / "backups";

    VisitBody handed_in(const std::optional<std::string>& photo = {})
    {
        auto body = tablet.body(offered());
        if (photo)
            body.attachments.push_back({vault::sha256_hex(*photo), static_cast<std::int64_t>(photo->size()),
                                        "image/jpeg", "/data/h5", "1.jpg"});
        EXPECT_TRUE(tablet.push({tablet.seal(body)}));
        return body;
    }
    void send_photo(const VisitBody& body, const std::string& photo)
    {
        const auto begun = usecases::begin_upload(
            shelf, tablet.session,
            {static_cast<std::int64_t>(photo.size()), vault::sha256_hex(photo), body.visit_version_id});
        ASSERT_TRUE(begun);
        ASSERT_TRUE(usecases::append_upload(shelf, tablet.session, begun->id, 0, as_bytes(photo)));
    }
    Result<store_sqlite::VerifiedBackup> back_up()
    {
        clock.pass(seconds{1});
        return store_sqlite::make_backup(place, key, backups, ids.make<store::BackupId>(), clock);
    }
    std::int64_t publish(const store_sqlite::VerifiedBackup& made)
    {
        return usecases::publish_backup(*store, field.tenant, env, made.backup, made.visits).value();
    }
    // The state that the inbox vouches for, if any.
    std::optional<sync::ReceiptState> said_of(const VisitBody& body)
    {
        const auto page = tablet.pull().value();
        for (const auto& entry : page.entries)
            if (entry.kind == "receipt" && entry.id == to_text(body.visit_version_id)) {
                const auto receipt = json::read<sync::Receipt>(*entry.body).value();
                EXPECT_TRUE(tablet.vouches(receipt));
                return receipt.state;
            }
        return std::nullopt;
    }
    std::vector<std::string> folders_in(const fs::path& path)
    {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator{path})
            names.push_back(entry.path().filename().string());
        return names;
    }
    std::string epoch()
    {
        return read([](store::Tx& tx) { return tx.tenancy().tenant(); }).epoch;
    }
};

TEST_F(BackupsTest, a_visit_is_backed_up_when_a_copy_of_it_and_its_photos_was_read_back)
{
    const std::string photo(200'000, 'p');
    const auto whole = handed_in(photo);
    send_photo(whole, photo);
    const auto waiting = handed_in(std::string(1000, 'q'));
    EXPECT_EQ(said_of(whole), sync::ReceiptState::complete);

    const auto made = back_up();

    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->backup.visits, 2);
    EXPECT_EQ(made->backup.photos, 1);
    EXPECT_EQ(publish(*made), 1) << "not the one whose photo is missing";
    EXPECT_EQ(said_of(whole), sync::ReceiptState::backed_up);
    EXPECT_EQ(said_of(waiting), std::nullopt);
    EXPECT_EQ(publish(*made), 0) << "a repetition changes nothing";
}

TEST_F(BackupsTest, a_copy_made_while_visits_come_in_is_of_one_moment)
{
    std::atomic<bool> enough = false;
    std::thread busy{[&] {
        while (!enough)
            handed_in();
    }};
    std::vector<store_sqlite::VerifiedBackup> made;
    for (int i = 0; i < 3; ++i)
        made.push_back(back_up().value());
    enough = true;
    busy.join();

    for (const auto& one : made)
        EXPECT_EQ(one.backup.visits, static_cast<std::int64_t>(one.visits.size()));
    EXPECT_LE(made[0].backup.visits, made[2].backup.visits);
}

TEST_F(BackupsTest, what_cannot_be_read_back_is_no_backup_and_leaves_nothing_behind)
{
    const std::string photo(200'000, 'p');
    const auto body = handed_in(photo);
    send_photo(body, photo);
    for (const auto& entry : fs::directory_iterator{folder.path() / "photos/photos"})
        fs::resize_file(entry.path(), 1000);

    const auto refused = back_up();

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::hash_mismatch);
    EXPECT_TRUE(folders_in(backups).empty());
}

TEST_F(BackupsTest, what_an_ended_process_left_half_done_is_swept_a_day_later)
{
    ASSERT_TRUE(back_up());
    const auto whole = folders_in(backups).at(0);
    const auto half = "partial-" + whole;
    fs::create_directory(backups / half);

    ASSERT_TRUE(back_up());
    EXPECT_TRUE(fs::exists(backups / half)) << "it may still be being written";
    clock.pass(std::chrono::hours{25});
    ASSERT_TRUE(back_up());

    EXPECT_FALSE(fs::exists(backups / half));
    EXPECT_TRUE(fs::exists(backups / whole));
}

TEST_F(BackupsTest, a_page_that_was_altered_is_found)
{
    handed_in();
    const auto made = back_up().value();
    const auto file = backups / made.folder / "server.db";
    auto bytes = contents_of(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] + 1);
    write_contents(file, bytes);

    const auto refused = store_sqlite::verify_backup(backups / made.folder, key, clock);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::database_damaged);
    EXPECT_FALSE(store_sqlite::restore_backup(backups / made.folder, key, place, "epoch2", clock));
    EXPECT_TRUE(tablet.pull()) << "the store itself was not touched";
}

TEST_F(BackupsTest, the_next_backup_shares_the_photos_it_holds_already)
{
    const std::string photo(200'000, 'p');
    send_photo(handed_in(photo), photo);
    const auto first = back_up().value();

    const auto second = back_up().value();

    const auto file = folders_in(backups / second.folder / "photos").front();
    EXPECT_EQ(fs::hard_link_count(backups / second.folder / "photos" / file), 2u);
    EXPECT_TRUE(store_sqlite::verify_backup(backups / first.folder, key, clock));
}

TEST_F(BackupsTest, a_photo_that_rotted_in_an_earlier_backup_is_copied_anew)
{
    const std::string photo(200'000, 'p');
    send_photo(handed_in(photo), photo);
    const auto first = back_up().value();
    const auto name = folders_in(backups / first.folder / "photos").front();
    fs::resize_file(backups / first.folder / "photos" / name, 1000);

    const auto second = back_up();

    ASSERT_TRUE(second) << second.error().detail;
    EXPECT_TRUE(store_sqlite::verify_backup(backups / second->folder, key, clock));
    EXPECT_FALSE(store_sqlite::verify_backup(backups / first.folder, key, clock)) << "left as it was";
}

TEST_F(BackupsTest, a_restored_store_is_a_new_history_and_takes_in_again_what_it_lost)
{
    const auto kept = handed_in();
    const auto assignment = offered();
    const auto made = back_up().value();
    const auto cursor = tablet.pull().value().cursor;
    const auto lost = tablet.body(assignment);
    const auto mutation = tablet.seal(lost);
    ASSERT_TRUE(tablet.push({mutation}));
    const auto before = epoch();
    store.reset();

    const auto restored = store_sqlite::restore_backup(backups / made.folder, key, place, "another", clock);

    ASSERT_TRUE(restored) << restored.error().detail;
    store = open();
    Tablet same{*store, field, tablet};
    EXPECT_NE(epoch(), before);
    EXPECT_TRUE(stored(kept));
    EXPECT_FALSE(stored(lost)) << "it came after the backup";
    const auto page = same.pull(cursor).value();
    EXPECT_FALSE(page.restart_streams.empty());
    EXPECT_EQ(page.next_no, mutation.no) << "from here on the tablet hands in again";
    EXPECT_EQ(same.push({mutation}).value().results.at(0).status, sync::MutationStatus::applied);
    EXPECT_FALSE(read([](store::Tx& tx) { return tx.audit().first_break(); }));
    EXPECT_TRUE(fs::exists(folder.path() / "set-aside-another/server.db")) << "nothing is deleted";
}

TEST_F(BackupsTest, a_restore_that_was_cut_short_is_simply_done_again)
{
    handed_in();
    const auto made = back_up().value();
    store.reset();
    write_contents(folder.path() / "server.db.restoring", "half a database");

    EXPECT_TRUE(store_sqlite::restore_backup(backups / made.folder, key, place, "another", clock));
    EXPECT_TRUE(store_sqlite::restore_backup(backups / made.folder, key, place, "again", clock));

    store = open();
    EXPECT_EQ(epoch(), "again");
}

TEST_F(BackupsTest, old_ones_are_removed_but_never_the_newest_and_never_what_they_share)
{
    const std::string photo(40'000, 'p');
    const auto body = handed_in(photo);
    send_photo(body, photo);
    std::vector<std::string> made;
    for (int n = 0; n < 5; ++n) {
        made.push_back(back_up().value().folder);
        clock.pass(std::chrono::days{10});
    }
    fs::create_directory(backups / "of-somebody-else");

    EXPECT_EQ(store_sqlite::prune_backups(backups, clock.now() - std::chrono::days{25}, 3).value(), 2);

    EXPECT_FALSE(fs::exists(backups / made[0]));
    EXPECT_FALSE(fs::exists(backups / made[1]));
    EXPECT_TRUE(fs::exists(backups / "of-somebody-else"));
    for (int n = 2; n < 5; ++n)
        EXPECT_TRUE(store_sqlite::verify_backup(backups / made[static_cast<std::size_t>(n)], key, clock))
            << "with the photo that the first one brought";
    EXPECT_EQ(store_sqlite::prune_backups(backups, clock.now(), 3).value(), 0) << "three are kept however old";
}

TEST_F(BackupsTest, a_removal_that_was_cut_off_is_ended_and_is_never_taken_for_a_backup)
{
    const auto first = back_up().value().folder;
    fs::rename(backups / first, backups / ("removing-" + first));

    const auto second = back_up();
    ASSERT_TRUE(second);
    ASSERT_TRUE(store_sqlite::prune_backups(backups, clock.now(), 3));

    EXPECT_FALSE(fs::exists(backups / ("removing-" + first)));
    EXPECT_TRUE(store_sqlite::verify_backup(backups / second->folder, key, clock));
}

TEST_F(BackupsTest, nothing_in_a_backup_is_readable)
{
    const std::string photo(200'000, 'p');
    send_photo(handed_in(photo), photo);
    ASSERT_TRUE(back_up());

    const auto bytes = everything_in(backups);

    for (const auto* canary : {"Gemeentehuis Raalte", "pppppppp", "SQLite format", "counter"})
        EXPECT_EQ(bytes.find(canary), std::string::npos) << canary;
}

} // namespace
} // namespace balieblik::test
