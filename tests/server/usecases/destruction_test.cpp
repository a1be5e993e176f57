// SPDX-License-Identifier: EUPL-1.2
// What is left of a published wave when the project's retention is over, and that what was published stands.
#include "server/usecases/office.hpp"

#include "store_sqlite/blob_folder.hpp"
#include "usecases/analyse_release.hpp"
#include "usecases/release_proof.hpp"
#include "usecases/retention.hpp"

namespace balieblik::usecases {
namespace {

using testing::IsEmpty;
using testing::Not;

// Takes so many writes; then power is gone.
class DyingStore final : public store::Store {
public:
    DyingStore(store::Store& inner, int writes) : inner_(inner), writes_(writes) {}

    store::Condition condition() const override { return inner_.condition(); }
    void when_changed(std::function<void(TenantId, const std::vector<std::string>&)>) override {}
    Result<std::vector<TenantId>> tenants() override { return inner_.tenants(); }

protected:
    void enqueue(Job job) override
    {
        if (writes_-- <= 0)
            return job.done(Error{Errc::internal, "power is gone"});
        inner_.queue(
            job.tenant,
            [run = std::move(job.run)](store::Tx& tx) -> Result<bool> {
                const auto refused = run(tx);
                return refused ? Result<bool>{*refused} : Result<bool>{true};
            },
            [done = std::move(job.done)](const std::exception_ptr&, const Result<bool>& written) {
                done(written ? std::nullopt : std::optional<Error>(written.error()));
            });
    }
    Result<void> snapshot(TenantId tenant, const std::function<void(store::Tx&)>& work) override
    {
        BALIEBLIK_TRY(done, inner_.read(tenant, [&](store::Tx& tx) -> Result<bool> {
            work(tx);
            return true;
        }));
        return done ? Result<void>{} : Error{Errc::internal, {}};
    }

private:
    store::Store& inner_;
    int writes_;
};

class Destruction : public Office {
protected:
    // Two versions: ten visits of one town were taken back after the first.
    Destruction()
    {
        start();
        send();
        EXPECT_TRUE(approve_demo_visits(*store, tenant, env, demo));
        EXPECT_TRUE(move(Role::coordinator, WaveStep::close));
        EXPECT_TRUE(move(Role::reviewer, WaveStep::validate));
        first = publish().value().release_id.value();
        int left = 10;
        for (const auto& version : versions()) {
            const auto location = read([&](store::Tx& tx) { return tx.field().location(version.location_id); });
            if (location->municipality == "GM0193" && left-- > 0) {
                EXPECT_TRUE(take_back(version.id));
            }
        }
        latest = publish().value().release_id.value();
    }
    Result<ReleaseSummary> publish()
    {
        const auto rev = wave().wave.rev;
        return try_write(
            [&](store::Tx& tx) { return publish_wave(tx, env, actor(Role::coordinator), demo.wave_id, {rev}); });
    }
    Result<Reviewed> take_back(VisitVersionId id)
    {
        return try_write([&](store::Tx& tx) -> Result<Reviewed> {
            BALIEBLIK_TRY(version, tx.visits().find(id));
            return review_visit(
                tx, env, actor(Role::reviewer), id,
                {ReviewOutcome::reject, {ReasonCode::wrong_location}, "Stond bij de kapper", version->rev});
        });
    }
    std::vector<store::VisitVersion> versions()
    {
        return read([&](store::Tx& tx) { return tx.visits().of_wave(demo.wave_id); });
    }
    Result<Retained> keep() { return keep(*store); }
    Result<Retained> keep(store::Store& with) { return keep_no_longer({with, *files, env}, tenant); }
    std::string published(ReleaseId id)
    {
        const auto stored = read([&](store::Tx& tx) { return tx.releases().find(id); });
        const auto cells = read([&](store::Tx& tx) { return tx.releases().cells_from(id, 0, 1000); });
        return json::print_struct(*stored) + json::print(json::write(cells));
    }
    std::vector<VersionProof> proofs()
    {
        return proofs_of(*store, tenant, env, actor(Role::observer), demo.wave_id).value();
    }
    std::vector<store::ReleaseInput> inputs(ReleaseId id)
    {
        return read([&](store::Tx& tx) { return tx.release_inputs().of(id); });
    }
    std::chrono::days kept()
    {
        return std::chrono::days{
            read([&](store::Tx& tx) { return tx.field().project(demo.project_id); })->retention_days};
    }
    RetentionRow row()
    {
        return store->read(tenant, [&](store::Tx& tx) { return list_retention(tx, actor(Role::observer)); })
            .value()
            .rows.at(0);
    }
    std::string happened()
    {
        return read([](store::Tx& tx) { return tx.audit().events(0, 1); }).front().what;
    }
    void expect_destroyed()
    {
        for (const auto& version : versions()) {
            EXPECT_FALSE(read([&](store::Tx& tx) { return tx.visits().body(version.id); }));
            EXPECT_FALSE(read([&](store::Tx& tx) { return tx.visits().coarsened(version.id); }));
            EXPECT_TRUE(version.sealed_at.starts_with("2000-01-01T00:00")) << "no weekday and no hour";
            EXPECT_EQ(version.sha256.size(), 64u);
            for (const auto& review : read([&](store::Tx& tx) { return tx.reviews().of_version(version.id); }))
                EXPECT_EQ(review.remark, "");
        }
        for (const auto id : {first, latest}) {
            EXPECT_THAT(inputs(id), IsEmpty());
            EXPECT_THAT(read([&](store::Tx& tx) { return tx.release_inputs().second_looks(id); }), IsEmpty());
            EXPECT_THAT(read([&](store::Tx& tx) { return tx.release_inputs().sums(id); }), Not(IsEmpty()));
        }
        EXPECT_EQ(wave().wave.state, WaveState::destroyed);
        EXPECT_EQ(row().records_destroyed, std::ssize(versions()));
        EXPECT_EQ(row().records_kept, 0);
        EXPECT_TRUE(row().destroyed_at);
        EXPECT_EQ(happened(), "wave.destruction_ended");
    }

    std::unique_ptr<store::BlobFiles> files = store_sqlite::open_blob_folder(folder.path() / "photos").value();
    ReleaseId first;
    ReleaseId latest;
};

TEST_F(Destruction, waits_until_the_retention_of_the_project_is_over)
{
    clock.pass(kept() - milliseconds{1});
    ASSERT_TRUE(keep());

    EXPECT_EQ(happened(), "wave.retention_ended") << "photos and times";
    EXPECT_EQ(row().destroy_at, row().published_at + kept());
    EXPECT_EQ(row().records_kept, std::ssize(versions()));
    EXPECT_FALSE(row().destruction_begun_at);
    EXPECT_THAT(inputs(first), Not(IsEmpty()));
    EXPECT_TRUE(read([&](store::Tx& tx) { return tx.visits().coarsened(versions().front().id); }));
    EXPECT_EQ(wave().wave.state, WaveState::published);
}

TEST_F(Destruction, takes_every_record_and_what_releases_kept_of_each_visit_and_leaves_what_was_published)
{
    const auto before = published(first) + published(latest);
    clock.pass(kept());

    ASSERT_TRUE(keep());

    expect_destroyed();
    EXPECT_EQ(published(first) + published(latest), before);
    EXPECT_EQ(keep()->waves, 0) << "once";
}

TEST_F(Destruction, leaves_the_proof_of_every_version)
{
    clock.pass(kept());
    ASSERT_TRUE(keep());

    const auto kept = proofs();

    ASSERT_EQ(kept.size(), 2u);
    for (const auto& one : kept) {
        EXPECT_TRUE(one.passed()) << one.version;
        EXPECT_EQ(one.looked_at, clock.now());
        EXPECT_FALSE(one.not_audited);
        EXPECT_GT(one.audit->programs, 0);
        EXPECT_THAT(one.reasons, Not(IsEmpty()));
    }
    EXPECT_EQ(kept[1].changed_visits, 10);
}

TEST_F(Destruction, ends_all_corrections_and_says_so)
{
    clock.pass(kept());
    ASSERT_TRUE(keep());

    EXPECT_EQ(code_of(publish()), Errc::state_conflict);
    for (const auto& version : versions())
        if (version.state == VisitVersionState::approved) {
            EXPECT_EQ(code_of(take_back(version.id)), Errc::state_conflict);
        }
    const auto summary =
        read([&](store::Tx& tx) { return release_summary(tx, env, actor(Role::observer), demo.wave_id); });
    EXPECT_EQ(summary.state, WaveState::destroyed);
    EXPECT_EQ(summary.version, 2);
    EXPECT_EQ(summary.cells_hidden, 18);
    EXPECT_THAT(summary.reasons, Not(IsEmpty()));
    EXPECT_EQ(summary.changed_visits, 0);
}

TEST_F(Destruction, ends_analyses_which_would_take_what_is_gone_for_too_few_visits)
{
    clock.pass(kept());
    ASSERT_TRUE(keep());

    for (const auto version : {first, latest})
        EXPECT_EQ(code_of(analyse_release(*store, tenant, env, actor(Role::coordinator), version, {})),
                  Errc::state_conflict);
}

TEST_F(Destruction, that_is_interrupted_anywhere_goes_on_at_the_next_call_and_loses_no_proof)
{
    clock.pass(kept());
    int interrupted = 0;
    for (int writes = 0;; ++writes) {
        DyingStore dying(*store, writes);
        if (keep(dying))
            break;
        ++interrupted;
        // Whatever is gone by now: whoever asks is told what stands, and what was found about it.
        ASSERT_EQ(proofs().size(), 2u);
        EXPECT_TRUE(proofs()[0].passed() && proofs()[1].passed()) << writes;
        for (const auto id : {first, latest}) {
            const bool sums = !read([&](store::Tx& tx) { return tx.release_inputs().sums(id); }).empty();
            EXPECT_NE(inputs(id).empty(), !sums) << "all of what went in, or its sums";
        }
        ASSERT_LT(writes, 20);
    }

    EXPECT_GT(interrupted, 0);
    ASSERT_TRUE(keep());
    expect_destroyed();
}

TEST_F(Destruction, of_a_visit_that_comes_in_afterwards_waits_as_long_as_its_photos_would)
{
    clock.pass(kept());
    const auto like = versions().front();
    const auto body = *read([&](store::Tx& tx) { return tx.visits().body(like.id); });
    ASSERT_TRUE(keep());
    const auto late = write([&](store::Tx& tx) -> Result<VisitVersionId> {
        auto version = like;
        version.id = ids.make<VisitVersionId>();
        version.received_at = clock.now();
        version.late = true;
        version.state = VisitVersionState::complete;
        BALIEBLIK_CHECK(tx.visits().add(version, body));
        return version.id;
    });

    clock.pass(std::chrono::days{29});
    ASSERT_TRUE(keep());
    EXPECT_TRUE(read([&](store::Tx& tx) { return tx.visits().body(late); }));
    clock.pass(std::chrono::days{1});
    ASSERT_TRUE(keep());

    EXPECT_FALSE(read([&](store::Tx& tx) { return tx.visits().body(late); }));
    expect_destroyed();
}

TEST_F(Destruction, cannot_be_undone_or_done_to_a_visit_that_is_whole)
{
    const auto whole = versions().front().id;
    write([&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_TRY(count, tx.visits().destroy_coarse(demo.wave_id, 500, clock.now()));
        EXPECT_EQ(count, 0);
        return true;
    });
    EXPECT_TRUE(read([&](store::Tx& tx) { return tx.visits().body(whole); }));
    clock.pass(kept());
    ASSERT_TRUE(keep());

    EXPECT_FALSE(try_write([&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_CHECK(tx.visits().coarsen(whole, "{}", "2026-03-12", clock.now(), clock.now()));
        return true;
    }));
}

// --- What looking anew found is kept ---------------------------------------------------------------------------------

TEST_F(Destruction, is_not_needed_for_a_proof_to_be_worked_out_once_only)
{
    const auto found = proofs();
    const auto at = clock.now();
    clock.pass(std::chrono::hours{1});

    const auto again = proofs();

    ASSERT_EQ(again.size(), found.size());
    for (std::size_t i = 0; i < again.size(); ++i) {
        EXPECT_EQ(again[i].looked_at, at);
        EXPECT_EQ(again[i].audit->remainders, found[i].audit->remainders);
        EXPECT_EQ(again[i].audit->least_points, found[i].audit->least_points);
        EXPECT_EQ(again[i].changes_compared, found[i].changes_compared);
        EXPECT_EQ(again[i].compared, i > 0);
    }
}

TEST_F(Destruction, is_not_needed_for_another_version_of_the_server_to_look_anew)
{
    auto stale = store::StoredProof{first, clock.now(), "0.0.1", {}}; // found that it contradicts itself
    write([&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_CHECK(tx.releases().keep(stale));
        return true;
    });

    EXPECT_TRUE(proofs()[0].passed());
}

TEST_F(Destruction, leaves_what_an_older_server_found_as_nobody_can_look_any_more)
{
    clock.pass(kept());
    ASSERT_TRUE(keep());
    auto kept = *read([&](store::Tx& tx) { return tx.releases().proof(first); });
    kept.code_version = "0.0.1";
    write([&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_CHECK(tx.releases().keep(kept));
        return true;
    });

    EXPECT_TRUE(proofs()[0].passed());
}

TEST_F(Destruction, or_not_proofs_are_for_works_council_and_coordinator)
{
    EXPECT_EQ(code_of(proofs_of(*store, tenant, env, actor(Role::quality_team), demo.wave_id)), Errc::forbidden);
}

} // namespace
} // namespace balieblik::usecases
