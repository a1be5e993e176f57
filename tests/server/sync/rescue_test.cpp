// SPDX-License-Identifier: EUPL-1.2
// The ways back to what lies on a tablet (sync-protocol.md, 15): what the office wants of all tablets, a forgotten PIN,
// and bundles.
#include "server/sync/sync_fixture.hpp"

#include "support/tablet_bundle.hpp"
#include "usecases/bundle.hpp"
#include "usecases/organisation.hpp"
#include "usecases/recoveries.hpp"
#include "usecases/tablet_policy.hpp"
#include "vault/key_halves.hpp"

namespace balieblik::test {
namespace {

struct RescueTest : SyncTest {
    Tablet tablet{*store, field};
    usecases::Actor admin = with_role(Role::client_admin);
    usecases::Actor coordinator = with_role(Role::coordinator);

    usecases::Actor with_role(Role role)
    {
        usecases::Actor actor;
        actor.person_id = ids.make<PersonId>();
        actor.grants = {{role, std::nullopt}};
        return actor;
    }
    template <class Work>
    auto try_write(Work work)
    {
        return store->write(field.tenant, std::move(work));
    }
};

// --- The policy for tablets ------------------------------------------------------------------------------------------

struct PolicyTest : RescueTest {
    sync::Policy in_force()
    {
        return write([&](store::Tx& tx) { return usecases::policy_in_force(tx, env); });
    }
    Result<usecases::PolicyView> set(const usecases::Actor& actor, const usecases::PolicyRequest& request)
    {
        return try_write([&](store::Tx& tx) { return usecases::set_tablet_policy(tx, env, actor, request); });
    }
    bool genuine(const sync::Policy& policy)
    {
        const auto keys = read([](store::Tx& tx) { return tx.tenancy().keys(); });
        return vault::verify(
                   vault::PublicKey::parse(to_hex(keys.order_public)).value(), policy.signature, vault::label::policy,
                   {to_text(field.tenant), policy.epoch, std::to_string(policy.number),
                    std::to_string(policy.lease_days), std::to_string(policy.wipe_after_wrong_pins), policy.intake_key})
            .has_value();
    }
};

TEST_F(PolicyTest, without_a_choice_a_tablet_may_be_away_for_two_weeks_and_never_wipes_itself)
{
    const auto policy = in_force();

    EXPECT_EQ(policy.lease_days, 14);
    EXPECT_EQ(policy.wipe_after_wrong_pins, 0);
    EXPECT_TRUE(genuine(policy));
}

TEST_F(PolicyTest, what_an_administrator_chose_travels_signed_with_the_next_token)
{
    ASSERT_TRUE(set(admin, {0, 7, true, "beleid"}));
    const auto nonce =
        store->read(field.tenant, [&](store::Tx& tx) { return usecases::issue_challenge(tx, env); }).value().nonce;

    const auto reply =
        try_write([&](store::Tx& tx) { return usecases::issue_token(tx, env, tablet.token_request(nonce)); }).value();

    ASSERT_TRUE(reply.policy);
    EXPECT_EQ(reply.policy->number, 1);
    EXPECT_EQ(reply.policy->lease_days, 7);
    EXPECT_EQ(reply.policy->wipe_after_wrong_pins, 10);
    EXPECT_TRUE(genuine(*reply.policy));
    EXPECT_EQ(reply.policy->intake_key, in_force().intake_key) << "the key stays the same";
}

TEST_F(PolicyTest, tablets_hear_of_it_with_their_next_pull)
{
    const auto before = tablet.pull().value();
    ASSERT_TRUE(set(admin, {0, 7, false, "beleid"}));

    const auto after = tablet.pull(before.cursor).value();

    ASSERT_EQ(after.entries.size(), 1u);
    EXPECT_EQ(after.entries[0].kind, "tablet_policy");
    EXPECT_TRUE(genuine(json::read<sync::Policy>(*after.entries[0].body).value()));
}

// sync-protocol.md, 17: policy for tablets
TEST_F(PolicyTest, wants_an_administrator_a_reason_and_the_last_word)
{
    EXPECT_EQ(set(coordinator, {0, 7, false, "beleid"}).error().code, Errc::forbidden);
    EXPECT_EQ(set(admin, {0, 7, false, ""}).error().code, Errc::reason_missing);
    EXPECT_EQ(set(admin, {0, 366, false, "beleid"}).error().code, Errc::validation);
    EXPECT_EQ(set(admin, {0, -1, false, "beleid"}).error().code, Errc::validation);
    ASSERT_TRUE(set(admin, {0, 0, false, "zonder grens"}));

    EXPECT_EQ(set(admin, {0, 7, false, "beleid"}).error().code, Errc::stale);
    EXPECT_EQ(trail().front(), "tablet_policy.set");
}

// --- A forgotten PIN -------------------------------------------------------------------------------------------------

struct ForgottenPinTest : RescueTest {
    vault::SealingKey request_key = vault::SealingKey::make(random);
    vault::Secret database_key = vault::Secret::random(random, 32);
    usecases::Actor second = with_role(Role::client_admin);

    std::string device() const { return to_text(tablet.session.device_id); }
    vault::PublicKey recovery_key()
    {
        return vault::PublicKey::parse(to_hex(read([](store::Tx& tx) { return tx.tenancy().keys(); }).recovery_public))
            .value();
    }
    sync::RecoveryAsk question()
    {
        return {tablet.session.device_id, request_key.public_key().to_text(),
                vault::seal_recovery_wrap(recovery_key(), device(), database_key)};
    }
    Result<sync::RecoveryAnswer> ask(const sync::RecoveryAsk& wanted)
    {
        return try_write([&](store::Tx& tx) { return usecases::ask_recovery(tx, env, wanted); });
    }
    usecases::RecoveryRow row()
    {
        return write([&](store::Tx& tx) { return usecases::list_recoveries(tx, env, coordinator); }).rows.at(0);
    }
    Result<usecases::RecoveryRow> release(const usecases::Actor& actor, const std::string& half,
                                          const std::string& reason = "gebeld")
    {
        const auto id = row().id;
        return try_write([&](store::Tx& tx) { return usecases::release_half(tx, env, actor, id, {half, reason}); });
    }
    Result<usecases::RecoveryRow> refuse(const usecases::Actor& actor)
    {
        const auto id = row().id;
        return try_write([&](store::Tx& tx) { return usecases::refuse_recovery(tx, env, actor, id, {"nee"}); });
    }
};

TEST_F(ForgottenPinTest, two_people_open_one_tablet_and_the_key_reaches_nobody_else)
{
    const auto asked = ask(question()).value();
    EXPECT_EQ(asked.state, sync::RecoveryState::asked);
    EXPECT_EQ(row().words.size(), 6u);

    EXPECT_EQ(release(coordinator, field.recovery_halves.second).value().state, sync::RecoveryState::half_released);
    EXPECT_EQ(release(second, field.recovery_halves.first).value().state, sync::RecoveryState::granted);

    const auto answer = ask(question()).value();
    EXPECT_EQ(answer.id, asked.id);
    EXPECT_EQ(answer.state, sync::RecoveryState::granted);
    ASSERT_TRUE(answer.grant);
    EXPECT_EQ(to_hex(vault::accept_recovery(request_key, device(), *answer.grant)->bytes()),
              to_hex(database_key.bytes()));
    EXPECT_FALSE(vault::accept_recovery(vault::SealingKey::make(random), device(), *answer.grant))
        << "whoever else hears the answer";
    EXPECT_EQ(read([&](store::Tx& tx) { return tx.rescue().recovery(row().id); })->first_half, std::nullopt);
}

TEST_F(ForgottenPinTest, one_person_alone_opens_nothing_even_with_both_halves)
{
    ASSERT_TRUE(ask(question()));
    ASSERT_TRUE(release(coordinator, field.recovery_halves.first));

    EXPECT_EQ(release(coordinator, field.recovery_halves.second).error().code, Errc::second_person_needed);
    EXPECT_EQ(release(second, field.recovery_halves.first).error().code, Errc::validation) << "the same half";
    EXPECT_EQ(row().state, sync::RecoveryState::half_released);
}

TEST_F(ForgottenPinTest, halves_of_another_organisation_open_nothing)
{
    const auto foreign = vault::halve(vault::SealingKey::make(random), random);
    ASSERT_TRUE(ask(question()));

    EXPECT_EQ(release(coordinator, foreign.first).error().code, Errc::validation) << "told to whoever holds it";
    EXPECT_EQ(row().state, sync::RecoveryState::asked);
    ASSERT_TRUE(release(coordinator, field.recovery_halves.first));
    EXPECT_EQ(release(second, foreign.second).error().code, Errc::validation);
    EXPECT_EQ(release(second, "BB2-1234").error().code, Errc::validation);
    EXPECT_EQ(row().state, sync::RecoveryState::half_released);
}

TEST_F(ForgottenPinTest, of_a_key_that_was_halved_before_marks_were_kept_a_wrong_half_is_noticed_with_the_second)
{
    write([](store::Tx& tx) { return tx.rescue().keep_half_marks({}); });
    const auto foreign = vault::halve(vault::SealingKey::make(random), random);
    ASSERT_TRUE(ask(question()));
    ASSERT_TRUE(release(coordinator, foreign.first));

    EXPECT_EQ(release(second, field.recovery_halves.second).error().code, Errc::validation);
    EXPECT_EQ(row().state, sync::RecoveryState::half_released);
}

TEST_F(ForgottenPinTest, a_wrap_of_another_tablet_is_never_opened)
{
    auto wanted = question();
    wanted.wrap = vault::seal_recovery_wrap(recovery_key(), "another", database_key);
    ASSERT_TRUE(ask(wanted));
    ASSERT_TRUE(release(coordinator, field.recovery_halves.first));

    EXPECT_EQ(release(second, field.recovery_halves.second).error().code, Errc::signature_invalid);
}

TEST_F(ForgottenPinTest, who_is_not_asked_to_cannot_and_every_step_leaves_an_event)
{
    ASSERT_TRUE(ask(question()));
    EXPECT_EQ(release(with_role(Role::reviewer), field.recovery_halves.first).error().code, Errc::forbidden);
    EXPECT_EQ(release(coordinator, field.recovery_halves.first, "").error().code, Errc::reason_missing);
    ASSERT_TRUE(release(coordinator, field.recovery_halves.first));
    ASSERT_TRUE(release(second, field.recovery_halves.second));

    const auto told = trail();
    for (const auto* what : {"recovery.asked", "recovery.listed", "recovery.half_released", "recovery.granted"})
        EXPECT_NE(std::find(told.begin(), told.end(), what), told.end()) << what;
}

TEST_F(ForgottenPinTest, is_over_after_a_day_and_when_somebody_refuses)
{
    ASSERT_TRUE(ask(question()));
    ASSERT_TRUE(release(coordinator, field.recovery_halves.first));
    clock.pass(usecases::recovery_patience + milliseconds{1});

    EXPECT_EQ(row().state, sync::RecoveryState::expired);
    EXPECT_EQ(ask(question()).value().state, sync::RecoveryState::expired) << "the tablet hears it";
    EXPECT_EQ(release(second, field.recovery_halves.second).error().code, Errc::state_conflict);
    request_key = vault::SealingKey::make(random);
    ASSERT_TRUE(ask(question()));
    ASSERT_TRUE(refuse(second));
    EXPECT_EQ(ask(question()).value().state, sync::RecoveryState::refused) << "and this as well";
    EXPECT_EQ(release(coordinator, field.recovery_halves.first).error().code, Errc::state_conflict);
}

TEST_F(ForgottenPinTest, a_half_that_nobody_waits_for_is_forgotten_and_after_a_week_the_whole_request)
{
    ASSERT_TRUE(ask(question()));
    ASSERT_TRUE(release(coordinator, field.recovery_halves.first));
    const auto id = row().id;
    const auto forget = [&] { return write([&](store::Tx& tx) { return usecases::forget_recoveries(tx, env); }); };
    const auto kept = [&] { return read([&](store::Tx& tx) { return tx.rescue().recovery(id); }); };
    EXPECT_EQ(forget(), 0);
    EXPECT_TRUE(kept()->first_half);

    clock.pass(usecases::recovery_patience + milliseconds{1});
    EXPECT_EQ(forget(), 1);
    EXPECT_FALSE(kept()->first_half);
    clock.pass(std::chrono::days{7});
    EXPECT_EQ(forget(), 1);

    EXPECT_FALSE(kept());
}

TEST_F(ForgottenPinTest, a_tablet_that_asks_anew_gets_no_answer_to_its_old_request)
{
    ASSERT_TRUE(ask(question()));
    ASSERT_TRUE(release(coordinator, field.recovery_halves.first));
    request_key = vault::SealingKey::make(random);

    EXPECT_EQ(ask(question()).value().state, sync::RecoveryState::asked);

    EXPECT_EQ(row().state, sync::RecoveryState::asked);
    EXPECT_EQ(release(second, field.recovery_halves.second).value().state, sync::RecoveryState::half_released);
}

TEST_F(ForgottenPinTest, an_unknown_or_withdrawn_tablet_cannot_ask)
{
    auto wanted = question();
    wanted.device_id = ids.make<DeviceId>();
    EXPECT_EQ(ask(wanted).error().code, Errc::device_unknown);
    wanted = question();
    wanted.request_key = "zz";
    EXPECT_EQ(ask(wanted).error().code, Errc::validation);
    write([&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(device, tx.devices().find(tablet.session.device_id));
        device->state = DeviceState::revoked;
        return tx.devices().update(*device);
    });

    EXPECT_EQ(ask(question()).error().code, Errc::device_revoked);
}

// --- Bundles ---------------------------------------------------------------------------------------------------------

struct BundleTest : RescueTest {
    std::unique_ptr<store::BlobFiles> files = store_sqlite::open_blob_folder(folder.path() / "photos").value();
    usecases::PhotoShelf shelf{*store, *files, env};
    std::filesystem::path file = folder.path() / "outbox.bundle";
    Bytes picture = Bytes(300'000, std::uint8_t{7});
    VisitBody body = with_photo(offered());
    InstallId install = ids.make<InstallId>();

    VisitBody with_photo(const Assignment& assignment)
    {
        auto made = tablet.body(assignment);
        made.attachments.push_back({vault::sha256_hex(picture), static_cast<std::int64_t>(picture.size()), "image/jpeg",
                                    "/data/photo", "p.jpg"});
        return made;
    }
    TabletBundle bundle()
    {
        const auto& photo = body.attachments.front();
        return {tablet,
                install,
                {tablet.seal(body)},
                {{sync::BundlePhoto{photo.sha256, photo.size, body.visit_version_id}, picture}}};
    }
    void write_bundle() { bundle().write_to(file, random); }
    Result<usecases::TakenIn> take_in()
    {
        return usecases::take_in_bundle(shelf, field.tenant, coordinator, file, folder.path() / "scratch");
    }
};

TEST_F(BundleTest, brings_visits_and_photos_in_as_if_the_tablet_had)
{
    write_bundle();

    const auto taken = take_in().value();

    EXPECT_EQ(taken.applied, 1);
    EXPECT_EQ(taken.photos, 1);
    EXPECT_EQ(taken.photos_refused, 0);
    EXPECT_EQ(stored(body)->state, VisitVersionState::complete);
    EXPECT_EQ(stored(body)->device_id, tablet.session.device_id);
    EXPECT_EQ(trail().front(), "bundle.taken_in");
}

TEST_F(BundleTest, twice_changes_nothing_and_nor_does_the_tablet_that_hands_it_in_afterwards)
{
    write_bundle();
    ASSERT_TRUE(take_in());

    EXPECT_EQ(take_in().value().photos, 1) << "they are here";
    tablet.next_no = 1;
    const auto pushed = tablet.push({tablet.seal(body)}).value();

    EXPECT_EQ(pushed.results.at(0).status, sync::MutationStatus::duplicate);
    EXPECT_EQ(read([&](store::Tx& tx) { return tx.visits().of_wave(field.wave.id); }).size(), 1u);
}

TEST_F(BundleTest, brings_a_command_that_the_tablet_may_hand_in_again_without_being_called_late)
{
    const auto assignment = offered();
    const auto accept = tablet.command(assignment, sync::AssignmentCommandKind::accept);
    TabletBundle{tablet, install, {accept}}.write_to(file, random);
    ASSERT_EQ(take_in().value().applied, 1);
    auto late = accept;
    late.no = 1;

    const auto pushed = tablet.push({late}).value();

    EXPECT_EQ(pushed.results.at(0).status, sync::MutationStatus::duplicate);
    EXPECT_FALSE(pushed.results.at(0).code);
    const auto told = trail();
    EXPECT_EQ(std::count(told.begin(), told.end(), "assignment.command_too_late"), 0);
}

TEST_F(BundleTest, of_a_tablet_that_was_withdrawn_is_taken_in_all_the_same)
{
    write_bundle();
    write([&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(device, tx.devices().find(tablet.session.device_id));
        device->state = DeviceState::revoked;
        return tx.devices().update(*device);
    });

    EXPECT_EQ(take_in().value().applied, 1);
    EXPECT_TRUE(stored(body));
}

TEST_F(BundleTest, signed_by_nobody_of_ours_or_cut_short_brings_nothing_in)
{
    auto forged = bundle();
    forged.signed_by = vault::SigningKey::make(random);
    forged.write_to(file, random);
    EXPECT_EQ(take_in().error().code, Errc::signature_invalid);
    auto cut = bundle();
    cut.with_end = false;
    cut.write_to(file, random);
    EXPECT_EQ(take_in().error().code, Errc::hash_mismatch);

    EXPECT_FALSE(stored(body));
}

TEST_F(BundleTest, whose_photo_was_damaged_on_the_tablet_brings_everything_else_in)
{
    auto damaged = bundle();
    damaged.photos.front().second.resize(100'000);
    damaged.write_to(file, random);

    const auto taken = take_in().value();

    EXPECT_EQ(taken.applied, 1);
    EXPECT_EQ(taken.photos, 0);
    EXPECT_EQ(taken.photos_refused, 1);
    EXPECT_EQ(stored(body)->state, VisitVersionState::awaiting_media) << "the tablet may still send it";
}

TEST_F(BundleTest, wants_somebody_who_looks_after_tablets)
{
    write_bundle();
    coordinator = with_role(Role::reviewer);

    EXPECT_EQ(take_in().error().code, Errc::forbidden);
}

} // namespace
} // namespace balieblik::test
