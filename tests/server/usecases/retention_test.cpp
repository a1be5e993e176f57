// SPDX-License-Identifier: EUPL-1.2
// What becomes of records and photos when the correction period is over, and that no figure changes by it.
#include "server/usecases/office.hpp"

#include "store_sqlite/blob_folder.hpp"
#include "usecases/coarse_record.hpp"
#include "usecases/retention.hpp"
#include "usecases/scored_visit.hpp"

namespace balieblik::usecases {
namespace {

// --- The record ------------------------------------------------------------------------------------------------------

VisitBody on(const std::string& start, const std::string& end)
{
    VisitBody body;
    body.language = "nl";
    body.started_at = start;
    body.sealed_at = end;
    body.data = {{"B",
                  {{"B1", start},
                   {"day", start.substr(0, 10)},
                   {"at", start.substr(11, 5)},
                   {"exactly", start.substr(11)},
                   {"wait", "312"}}},
                 {"remark", "Vriendelijk geholpen"}};
    body.laps = {{LapKind::B1, parse_timestamp(start).value(), 60, 5'000'000, "boot-7", {}, {}},
                 {LapKind::G4, parse_timestamp(end).value(), 60, 5'900'000, "boot-7", {}, {}}};
    return body;
}
VisitBody coarse(const VisitBody& body)
{
    return json::read_text<VisitBody>(coarse_record(json::canonical(json::write(body)))->text).value();
}

TEST(CoarseRecord, keeps_weekday_two_hours_and_durations_and_nothing_else_of_the_moment)
{
    // A Thursday in the second week of March, 11:07.
    const auto made = coarse(on("2026-03-12T11:07:09.250+01:00", "2026-03-12T11:22:09.250+01:00"));

    EXPECT_EQ(made.started_at, "2000-01-06T10:00:00+01:00") << "Thursday, from ten to twelve";
    EXPECT_EQ(made.sealed_at, "2000-01-06T10:15:00+01:00") << "a quarter of an hour later";
    const auto& answers = made.data.at("B").get_object();
    EXPECT_EQ(answers.at("B1").get_string(), "2000-01-06T10:00:00+01:00");
    EXPECT_EQ(answers.at("day").get_string(), "2000-01-06");
    EXPECT_EQ(answers.at("at").get_string(), "10:00");
    EXPECT_EQ(answers.at("exactly").get_string(), "10:00:00+01:00");
    EXPECT_EQ(answers.at("wait").get_string(), "312");
    EXPECT_EQ(made.data.at("remark").get_string(), "Vriendelijk geholpen");
    EXPECT_EQ(made.laps.at(1).wall - made.laps.at(0).wall, std::chrono::minutes{15});
    EXPECT_EQ(made.laps.at(0).boot_ms, 0);
    EXPECT_EQ(made.laps.at(1).boot_ms, 900'000);
    EXPECT_TRUE(made.laps.at(0).boot_id.empty());
}

TEST(CoarseRecord, two_visits_in_one_block_of_a_weekday_cannot_be_told_apart_by_their_times)
{
    const auto one = coarse(on("2026-03-12T10:01:00.000+01:00", "2026-03-12T10:16:00.000+01:00"));
    const auto other = coarse(on("2026-06-18T11:44:30.000+02:00", "2026-06-18T11:59:30.000+02:00"));

    EXPECT_EQ(one.started_at.substr(0, 19), other.started_at.substr(0, 19));
    EXPECT_EQ(one.sealed_at.substr(0, 19), other.sealed_at.substr(0, 19));
}

TEST(CoarseRecord, what_is_coarse_stays_as_it_is)
{
    const auto once =
        coarse_record(
            json::canonical(json::write(on("2026-03-15T23:59:00.000+01:00", "2026-03-16T00:20:00.000+01:00"))))
            ->text;

    EXPECT_EQ(coarse_record(once)->text, once);
}

// --- The job ---------------------------------------------------------------------------------------------------------

class RetentionTest : public Office {
protected:
    RetentionTest()
    {
        start();
        send();
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_TRY(versions, tx.visits().of_wave(demo.wave_id));
            for (const auto& version : versions)
                visits.push_back(version.id);
            for (const auto& id : visits) {
                BALIEBLIK_TRY(version, tx.visits().find(id));
                version->state = VisitVersionState::approved;
                BALIEBLIK_CHECK(tx.visits().update(*version));
            }
            BALIEBLIK_TRY(wave, tx.field().wave(demo.wave_id));
            wave->state = WaveState::published;
            BALIEBLIK_CHECK(tx.field().update(*wave));
            release.id = ids.make<ReleaseId>();
            release.wave_id = wave->id;
            release.project_id = wave->project_id;
            release.published_at = clock.now();
            BALIEBLIK_CHECK(tx.releases().add(release, {}, {}));
            return true;
        });
        add_photo();
    }
    // A photo that the first visit declares, on the disk.
    void add_photo()
    {
        const Bytes picture(1'000, 7);
        const store::Upload upload{ids.make<store::UploadId>(),
                                   {},
                                   visits.front(),
                                   vault::sha256_hex(picture),
                                   1'000,
                                   Bytes(32, 3),
                                   clock.now(),
                                   clock.now()};
        ASSERT_TRUE(files->create(upload));
        ASSERT_TRUE(files->append(upload, 0, picture));
        const auto file = files->finish(upload).value();
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_TRY(version, tx.visits().find(visits.front()));
            BALIEBLIK_CHECK(tx.visits().declare(
                {version->id, upload.sha256, 1'000, "image/jpeg", "/data/H/H5/H5_1", "p.jpg", true}));
            photo = {version->inspector_id, upload.sha256, 1'000, file, upload.key, clock.now(), {}};
            return tx.blobs().add(photo);
        });
    }
    Result<Retained> keep(store::BlobFiles& with) { return keep_no_longer({*store, with, env}, tenant); }
    std::vector<std::optional<double>> scores()
    {
        return read([&](store::Tx& tx) -> Result<std::vector<std::optional<double>>> {
            std::vector<std::optional<double>> found;
            VisitScorer scorer(tx);
            BALIEBLIK_TRY(wave, tx.field().wave(demo.wave_id));
            for (const auto& id : visits) {
                BALIEBLIK_TRY(version, tx.visits().find(id));
                BALIEBLIK_TRY(scored, scorer.score(*wave, *version));
                found.push_back(scored.index);
                found.push_back(scored.score.wait_s);
            }
            return found;
        });
    }
    std::string stored_release()
    {
        return json::print_struct(*read([&](store::Tx& tx) { return tx.releases().of_wave(demo.wave_id); }));
    }
    // A visit that the network held up: of the same assignment as the first, and as like it as can be.
    VisitVersionId late_visit()
    {
        return write([&](store::Tx& tx) -> Result<VisitVersionId> {
            BALIEBLIK_TRY(version, tx.visits().find(visits.front()));
            version->id = ids.make<VisitVersionId>();
            version->received_at = clock.now();
            version->late = true;
            version->state = VisitVersionState::complete;
            BALIEBLIK_CHECK(tx.visits().add(*version, late_body));
            BALIEBLIK_CHECK(tx.visits().declare(
                {version->id, photo.sha256, 1'000, "image/jpeg", "/data/H/H5/H5_1", "p.jpg", true}));
            return version->id;
        });
    }
    bool is_whole(VisitVersionId id)
    {
        return read([&](store::Tx& tx) { return tx.visits().body(id); }).has_value();
    }
    bool photo_is_there()
    {
        return !read([&](store::Tx& tx) { return tx.blobs().find(photo.inspector_id, photo.sha256); })->destroyed_at;
    }
    Result<RetentionList> list(Role role)
    {
        return store->read(tenant, [&](store::Tx& tx) { return list_retention(tx, actor(role)); });
    }
    std::optional<store::RetentionJob> job()
    {
        return read([&](store::Tx& tx) { return tx.retention().job(demo.wave_id); });
    }

    std::unique_ptr<store::BlobFiles> files = store_sqlite::open_blob_folder(folder.path() / "photos").value();
    std::vector<VisitVersionId> visits; // of the wave
    store::StoredRelease release;
    store::Blob photo;
    std::string late_body =
        json::canonical(json::write(on("2026-03-12T11:07:09.250+01:00", "2026-03-12T11:22:09.250+01:00")));
};

// The disk refuses to remove, as when power goes in between.
struct Stubborn final : store::BlobFiles {
    Result<void> create(const store::Upload&) override { return {}; }
    Result<std::int64_t> offset(const store::Upload&) override { return 0; }
    Result<std::int64_t> append(const store::Upload&, std::int64_t, ByteView) override { return 0; }
    Result<std::string> finish(const store::Upload&) override { return std::string(); }
    Result<void> discard(const store::Upload&) override { return {}; }
    Result<void> remove(const std::string&) override { return Error{Errc::internal, "not now"}; }
    Result<void> read(const store::Blob&, const std::function<void(ByteView)>&) override { return {}; }
};

TEST_F(RetentionTest, nothing_happens_before_the_correction_period_is_over)
{
    clock.pass(std::chrono::days{30} - milliseconds{1});

    EXPECT_EQ(keep(*files)->waves, 0);
    EXPECT_FALSE(job());
}

TEST_F(RetentionTest, then_records_are_coarse_photos_are_gone_and_every_score_and_release_is_what_it_was)
{
    const auto before = scores();
    const auto published = stored_release();
    clock.pass(std::chrono::days{30});

    const auto done = keep(*files).value();

    EXPECT_EQ(done.visits, static_cast<std::int64_t>(visits.size()));
    EXPECT_EQ(done.photos, 1);
    EXPECT_EQ(scores(), before);
    EXPECT_EQ(stored_release(), published);
    const auto blob = read([&](store::Tx& tx) { return tx.blobs().find(photo.inspector_id, photo.sha256); });
    EXPECT_TRUE(blob->destroyed_at);
    EXPECT_EQ(blob->key, Bytes(32, 0));
    EXPECT_EQ(files->read(photo, [](ByteView) {}).error().code, Errc::not_found);
    for (const auto& id : visits) {
        EXPECT_FALSE(read([&](store::Tx& tx) { return tx.visits().body(id); }));
        const auto version = read([&](store::Tx& tx) { return tx.visits().find(id); });
        EXPECT_EQ(version->sealed_at.substr(0, 5), "2000-");
        EXPECT_EQ(version->received_at, std::chrono::floor<std::chrono::days>(release.published_at));
        EXPECT_EQ(version->sha256.size(), 64u) << "of the body that was signed";
    }
    for (const auto& one : read([&](store::Tx& tx) { return tx.field().assignments_of_wave(demo.wave_id); })) {
        EXPECT_FALSE(one.appointment);
        EXPECT_EQ(one.window_from, std::chrono::floor<std::chrono::days>(release.published_at));
        EXPECT_EQ(one.window_to, one.window_from);
    }
    EXPECT_TRUE(job()->ended_at);
    EXPECT_EQ(read([](store::Tx& tx) { return tx.audit().events(0, 1); }).front().what, "wave.retention_ended");
    EXPECT_EQ(keep(*files)->waves, 0) << "once";
}

TEST_F(RetentionTest, a_visit_that_comes_in_afterwards_has_as_many_days_of_its_own_and_keeps_its_photos_meanwhile)
{
    clock.pass(std::chrono::days{29});
    const auto late = late_visit();
    clock.pass(std::chrono::days{2});

    ASSERT_TRUE(keep(*files));
    EXPECT_FALSE(is_whole(visits.front()));
    EXPECT_TRUE(is_whole(late));
    EXPECT_TRUE(photo_is_there()) << "the late visit shows the same";
    clock.pass(std::chrono::days{29});
    ASSERT_TRUE(keep(*files));

    EXPECT_FALSE(is_whole(late));
    EXPECT_FALSE(photo_is_there());
    EXPECT_EQ(job()->visits, static_cast<std::int64_t>(visits.size()) + 1);
    EXPECT_EQ(keep(*files)->waves, 0);
}

TEST_F(RetentionTest, a_correction_that_is_published_begins_the_period_anew)
{
    clock.pass(std::chrono::days{29});
    release.id = ids.make<ReleaseId>();
    release.version = 2;
    release.published_at = clock.now();
    write([&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_CHECK(tx.releases().add(release, {}, {}));
        return true;
    });

    clock.pass(std::chrono::days{29});
    EXPECT_EQ(keep(*files)->waves, 0);
    clock.pass(std::chrono::days{1});
    EXPECT_EQ(keep(*files)->waves, 1);
}

TEST_F(RetentionTest, what_is_coarse_cannot_become_anything_else_again)
{
    clock.pass(std::chrono::days{30});
    ASSERT_TRUE(keep(*files));

    const auto again = try_write([&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_CHECK(tx.visits().coarsen(visits.front(), "{}", "2026-03-12", clock.now(), clock.now()));
        return true;
    });

    EXPECT_FALSE(again);
}

TEST_F(RetentionTest, the_works_council_sees_beforehand_what_will_go_and_when_and_afterwards_what_went)
{
    const auto before = list(Role::observer).value().rows.at(0);
    EXPECT_EQ(before.due_at, release.published_at + std::chrono::days{30});
    EXPECT_EQ(before.visits_kept, static_cast<std::int64_t>(visits.size()));
    EXPECT_EQ(before.photos_kept, 1);
    EXPECT_FALSE(before.begun_at);

    clock.pass(std::chrono::days{30});
    ASSERT_TRUE(keep(*files));

    const auto after = list(Role::client_admin).value().rows.at(0);
    EXPECT_EQ(after.visits_kept, 0);
    EXPECT_EQ(after.photos_kept, 0);
    EXPECT_EQ(after.visits_coarsened, static_cast<std::int64_t>(visits.size()));
    EXPECT_EQ(after.photos_destroyed, 1);
    EXPECT_TRUE(after.ended_at);
    EXPECT_EQ(list(Role::reviewer).error().code, Errc::forbidden);
}

TEST_F(RetentionTest, interrupted_it_goes_on_where_it_was_and_the_photo_is_noise_already)
{
    clock.pass(std::chrono::days{31});
    Stubborn stubborn;
    EXPECT_FALSE(keep(stubborn));
    EXPECT_FALSE(job()->ended_at);
    const auto known = read([&](store::Tx& tx) { return tx.blobs().find(photo.inspector_id, photo.sha256); });
    EXPECT_FALSE(files->read(*known, [](ByteView) {})) << "its key is gone";

    const auto done = keep(*files).value();

    EXPECT_EQ(job()->visits, static_cast<std::int64_t>(visits.size()));
    EXPECT_EQ(job()->photos, 1);
    EXPECT_TRUE(job()->ended_at);
    EXPECT_EQ(done.waves, 1);
    EXPECT_EQ(done.visits + done.photos, 0) << "the call before did them, and is not counted twice";
    EXPECT_EQ(files->read(photo, [](ByteView) {}).error().code, Errc::not_found);
}

} // namespace
} // namespace balieblik::usecases
