// SPDX-License-Identifier: EUPL-1.2
// Every use case that changes something, and every read of a visit, a photo or an identity, leaves an event.
#include "server/usecases/office.hpp"

#include "usecases/account_access.hpp"
#include "usecases/analyse_release.hpp"
#include "usecases/backups.hpp"
#include "usecases/calibration.hpp"
#include "usecases/enrolment.hpp"
#include "usecases/import.hpp"
#include "usecases/publishing_rule.hpp"
#include "usecases/push.hpp"
#include "usecases/read_tokens.hpp"
#include "usecases/recoveries.hpp"
#include "usecases/study.hpp"
#include "usecases/tablet_policy.hpp"
#include "vault/sign.hpp"

#include <regex>
#include <set>

namespace balieblik::usecases {
namespace {

class Trail : public Office {
protected:
    // `work` is a use case over a transaction, or one that takes the store itself.
    template <class Work>
    void leaves(const char* what, Work work)
    {
        const auto before = events();
        const auto result = [&] {
            if constexpr (std::is_invocable_v<Work&, store::Tx&>)
                return try_write(work);
            else
                return work();
        }();
        ASSERT_TRUE(result) << what << ": " << name(result.error().code) << " " << result.error().detail;
        const auto newest = read([&](store::Tx& tx) { return tx.audit().events(0, 50); });
        ASSERT_GT(newest.front().no, before) << what << " left no event";
        bool found = false;
        for (const auto& event : newest)
            found = found || (event.no > before && event.what == what);
        EXPECT_TRUE(found) << what << ", but " << newest.front().what;
    }
};

TEST_F(Trail, every_use_case_of_people_and_planning_leaves_its_event)
{
    const auto admin = actor(Role::client_admin);
    const auto coordinator = actor(Role::coordinator);
    const auto password = fresh_password(random);
    PersonId person;
    leaves("person.added", [&](store::Tx& tx) -> Result<AddedPerson> {
        auto added = add_person(tx, env, admin, {"nieuw", "Nieuw", {}, std::nullopt}, password);
        if (added)
            person = added->person.id;
        return added;
    });
    const GrantChange change{person, {Role::observer, std::nullopt}};
    leaves("person.role_granted", [&](store::Tx& tx) { return grant_role(tx, env, admin, change); });
    leaves("person.role_revoked", [&](store::Tx& tx) { return revoke_role(tx, env, admin, change); });
    leaves("person.password_reset", [&](store::Tx& tx) { return reset_password(tx, env, admin, person, password); });
    leaves("person.sessions_ended", [&](store::Tx& tx) { return end_sessions(tx, env, admin, person, {"kwijt"}); });
    leaves("person.disabled", [&](store::Tx& tx) { return disable_person(tx, env, admin, person, {"weg"}); });
    leaves("person.enabled", [&](store::Tx& tx) { return enable_person(tx, env, admin, person, {"terug"}); });
    leaves("person.listed", [&](store::Tx& tx) { return list_people(tx, env, admin); });
    leaves("inspector.added", [&](store::Tx& tx) {
        return add_inspector(tx, env, coordinator, {"Specht", {"nl"}, {}});
    });
    leaves("inspector.listed", [&](store::Tx& tx) { return list_inspectors(tx, env, coordinator); });
    leaves("device.listed", [&](store::Tx& tx) { return list_devices(tx, env, coordinator); });
    leaves("project.added", [&](store::Tx& tx) {
        return add_project(tx, env, coordinator, {"nieuw", "Nieuw", "Gemeente", "doel", "grond", {}, {}});
    });
    leaves("project.clearances_set", [&](store::Tx& tx) -> Result<ProjectView> {
        BALIEBLIK_TRY(view, open_project(tx, coordinator, demo.project_id));
        const Clearances wanted{"2026-01-01", "2026-01-02", "D-1", view.project.rev};
        return set_clearances(tx, env, coordinator, demo.project_id, wanted);
    });
    leaves("wave.added", [&](store::Tx& tx) {
        const NewWave wanted{"herfst", "Herfst", "2026-09-01", "2026-10-01", Channel::counter, "counter", "1", {}};
        return add_wave(tx, env, coordinator, demo.project_id, wanted);
    });
    const auto rev = wave().wave.rev;
    leaves("wave.start_fieldwork", [&](store::Tx& tx) {
        return move_wave(tx, env, coordinator, demo.wave_id, {WaveStep::start_fieldwork, rev});
    });
}

TEST_F(Trail, every_step_of_an_assignment_and_of_a_review_leaves_its_event)
{
    start();
    const auto coordinator = actor(Role::coordinator);
    const auto reviewer = actor(Role::reviewer);
    const auto made = plan("R1", std::nullopt, 0).value();
    leaves("assignment.offered", [&](store::Tx& tx) {
        return assign(tx, env, coordinator, made.assignment.id,
                      {inspector("Roodborst"), made.assignment.rev, std::nullopt});
    });
    leaves("assignment.cancelled", [&](store::Tx& tx) -> Result<AssignmentRow> {
        BALIEBLIK_TRY(row, open_assignment(tx, env, coordinator, made.assignment.id));
        return cancel_assignment(tx, env, coordinator, made.assignment.id, {"anders", row.assignment.rev});
    });
    const auto sent = send();
    const auto id = sent.visits.front();
    leaves("visit.queue_read", [&] { return review_queue(*store, tenant, env, reviewer, {demo.wave_id, false, {}}); });
    leaves("visit.opened", [&](store::Tx& tx) { return open_visit(tx, env, reviewer, id); });
    leaves("photo.opened", [&](store::Tx& tx) -> Result<ReadablePhoto> {
        const std::string sha256(64, 'f');
        BALIEBLIK_TRY(version, tx.visits().find(id));
        BALIEBLIK_CHECK(tx.visits().declare({id, sha256, 1, "image/jpeg", "/data/H/H5/H5_1", "p.jpg", true}));
        BALIEBLIK_CHECK(tx.blobs().add({version->inspector_id, sha256, 1, "file", Bytes(32, 1), clock.now(), {}}));
        return open_photo(tx, env, reviewer, id, sha256);
    });
    leaves("visit.approve", [&](store::Tx& tx) -> Result<Reviewed> {
        BALIEBLIK_TRY(version, tx.visits().find(id));
        return review_visit(tx, env, reviewer, id, {ReviewOutcome::approve, {}, "", version->rev});
    });
    leaves("quarantine.listed", [&](store::Tx& tx) { return list_quarantine(tx, env, reviewer); });
    leaves("device.revoked", [&](store::Tx& tx) -> Result<DeviceRow> {
        BALIEBLIK_TRY(devices, tx.devices().all());
        return revoke_device(tx, env, coordinator, devices.front().id, {"verloren"});
    });
    leaves("trail.read", [&] { return list_trail(*store, tenant, env, actor(Role::observer), {}); });
    leaves("trail.verified", [&] { return verify_trail(*store, tenant, env, actor(Role::observer)); });
}

TEST_F(Trail, every_way_in_and_out_leaves_its_event)
{
    const auto& [role, login, password, id] = demo.accounts.front();
    std::string session;
    Actor who;
    leaves("person.signed_in", [&] {
        auto signed_in = sign_in(*store, tenant, env, {login, password});
        session = signed_in ? signed_in->session_id : std::string();
        return signed_in;
    });
    who = read([&](store::Tx& tx) { return find_session(tx, env, session); }).actor;
    leaves("person.password_changed", [&] {
        return change_password(*store, tenant, env, who, session, {password, "vier paarse fietsen staan"});
    });
    leaves("person.signed_out", [&](store::Tx& tx) { return sign_out(tx, env, session); });
    leaves("store.backed_up", [&] {
        store::Backup backup;
        backup.id = ids.make<store::BackupId>();
        return publish_backup(*store, tenant, env, backup, {});
    });
    leaves("person.sign_in_failed", [&]() -> Result<void> {
        const auto refused = sign_in(*store, tenant, env, {login, "not it"});
        return code_of(refused) == Errc::credential_invalid ? Result<void>{} : Error{Errc::internal, "let in"};
    });
}

TEST_F(Trail, everything_about_a_tablet_leaves_its_event)
{
    start();
    const auto key = vault::SigningKey::make(random);
    sync::EnrolRequest request{"", key.public_key().to_text(), ids.make<InstallId>(), "tablet", "test", "1"};
    sync::EnrolReply enrolled;
    leaves("enrolment.created", [&](store::Tx& tx) {
        auto made = create_enrolment(tx, env, actor(Role::coordinator),
                                     {inspector("Valk"), "https://localhost", std::string(64, '0')});
        request.code = made ? made->invitation.code : std::string();
        return made;
    });
    leaves("device.enrolled", [&] {
        auto reply = enrol_device(*store, tenant, env, request, {});
        enrolled = reply ? *reply : enrolled;
        return reply;
    });
    leaves("device.signed_in", [&](store::Tx& tx) -> Result<sync::TokenReply> {
        BALIEBLIK_TRY(challenge, issue_challenge(tx, env));
        sync::TokenRequest proof{enrolled.device_id, request.install_id, challenge.nonce, "", "1"};
        proof.signature = key.sign(vault::label::token,
                                   {to_text(tenant), to_text(proof.device_id), to_text(proof.install_id), proof.nonce});
        return issue_token(tx, env, proof);
    });
    const DeviceSession session{tenant, enrolled.device_id, request.install_id, enrolled.inspector_id};
    const auto hand_in = [&](std::int64_t no, const std::string& kind, const std::string& body) {
        sync::Mutation mutation;
        mutation.no = no;
        mutation.id = ids.make<MutationId>();
        mutation.kind = kind;
        mutation.body = body;
        mutation.sha256 = vault::sha256_hex(body);
        return try_write([&](store::Tx& tx) { return push(tx, env, session, {request.install_id, no, {mutation}}); });
    };
    const auto planned = plan("R1", inspector("Valk"), 0).value();
    const sync::AssignmentCommand accept{planned.assignment.id, sync::AssignmentCommandKind::accept, {}, clock.now()};
    leaves("assignment.accept", [&] { return hand_in(1, "assignment_command", json::print_struct(accept)); });
    leaves("mutation.quarantined", [&] { return hand_in(2, "visit_version", "no visit"); });
    leaves("quarantine.opened",
           [&](store::Tx& tx) { return open_quarantined(tx, env, actor(Role::reviewer), request.install_id, 2); });
    leaves("device.ordered_lock", [&](store::Tx& tx) {
        return order_device(tx, env, actor(Role::coordinator), enrolled.device_id, {sync::OrderMode::lock, "zoek"});
    });
    leaves("device.obeyed", [&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(order, order_in_force(tx, enrolled.device_id));
        return confirm_order(tx, env, session, order.value().number);
    });
    leaves("device.ordered_wipe_after_upload", [&](store::Tx& tx) {
        return give_order(tx, env, actor(Role::coordinator), enrolled.device_id,
                          {sync::OrderMode::wipe_after_upload, "gestolen"});
    });
}

TEST_F(Trail, every_way_back_to_a_tablet_leaves_its_event)
{
    const auto admin = actor(Role::client_admin);
    const auto coordinator = actor(Role::coordinator);
    leaves("tablet_policy.set", [&](store::Tx& tx) {
        return set_tablet_policy(tx, env, admin, {0, 7, true, "beleid"});
    });
    start();
    const auto sent = send();
    const auto device = read([&](store::Tx& tx) { return tx.visits().find(sent.visits.front()); })->device_id;
    const auto keys = read([](store::Tx& tx) { return tx.tenancy().keys(); });
    sync::RecoveryAsk ask{device, vault::SealingKey::make(random).public_key().to_text(),
                          vault::seal_recovery_wrap(vault::PublicKey::parse(to_hex(keys.recovery_public)).value(),
                                                    to_text(device), vault::Secret::random(random, 32))};
    store::RecoveryId id;
    leaves("recovery.asked", [&](store::Tx& tx) { return ask_recovery(tx, env, ask); });
    leaves("recovery.listed", [&](store::Tx& tx) -> Result<RecoveryList> {
        auto list = list_recoveries(tx, env, coordinator);
        if (list)
            id = list->rows.at(0).id;
        return list;
    });
    leaves("recovery.half_released", [&](store::Tx& tx) {
        return release_half(tx, env, coordinator, id, {recovery_halves.first, "gebeld"});
    });
    leaves("recovery.granted", [&](store::Tx& tx) {
        return release_half(tx, env, admin, id, {recovery_halves.second, "gebeld"});
    });
    ask.request_key = vault::SealingKey::make(random).public_key().to_text();
    leaves("recovery.asked", [&](store::Tx& tx) -> Result<sync::RecoveryAnswer> {
        auto answer = ask_recovery(tx, env, ask);
        if (answer)
            id = parse_id<store::RecoveryId>(answer->id).value();
        return answer;
    });
    leaves("recovery.refused",
           [&](store::Tx& tx) { return refuse_recovery(tx, env, coordinator, id, {"geen stem herkend"}); });
}

TEST_F(Trail, planning_in_bulk_importing_publishing_and_changing_a_place_leave_their_events)
{
    const auto admin = actor(Role::client_admin);
    const auto coordinator = actor(Role::coordinator);
    leaves("location.changed", [&](store::Tx& tx) -> Result<Location> {
        BALIEBLIK_TRY(location, tx.field().location(demo.location_id));
        return change_location(tx, env, admin, location->id,
                               {location->name, "Nieuwe straat 1", std::nullopt, std::nullopt, location->staff_band,
                                location->opening_hours, location->opening_exceptions, location->state, location->rev});
    });
    auto newer = counter_form();
    newer.form.version = "2";
    newer.xml.replace(newer.xml.find("version=\"1\""), 11, "version=\"2\"");
    newer.form.sha256 = vault::sha256_hex(newer.xml);
    leaves("form.added", [&](store::Tx& tx) { return publish_form(tx, env, admin, newer); });
    leaves("wave.form_changed", [&](store::Tx& tx) -> Result<WaveView> {
        BALIEBLIK_TRY(wave, open_wave(tx, coordinator, demo.wave_id));
        return change_wave_form(tx, env, coordinator, demo.wave_id, {"2", wave.wave.rev});
    });
    leaves("project.imported", [&](store::Tx& tx) {
        auto files = example_raalte();
        auto& project = files.at("project.csv");
        project.replace(project.find("raalte-balie"), 12, "tweede-balie");
        files.erase("assignments.csv");
        std::vector<RowError> errors;
        return import_project(tx, env, admin, files, errors);
    });
    start();
    std::vector<BulkItem> items;
    leaves("assignment.created", [&](store::Tx& tx) -> Result<AssignmentRow> {
        BALIEBLIK_TRY(scenario, tx.field().scenario_named("I1"));
        NewAssignment wanted;
        wanted.wave_id = demo.wave_id;
        wanted.location_id = demo.location_id;
        wanted.scenario_id = scenario->id;
        wanted.window_from = clock.now();
        wanted.window_to = clock.now() + std::chrono::hours{8};
        wanted.deadline = clock.now() + std::chrono::hours{32};
        BALIEBLIK_TRY(row, create_assignment(tx, env, coordinator, wanted));
        items.push_back({row.assignment.id, row.assignment.rev});
        return row;
    });
    const auto second = plan("I1", inspector("Roodborst"), 0).value();
    leaves("assignment.offered", [&](store::Tx& tx) {
        return bulk_assign(tx, env, coordinator, {inspector("Valk"), items, std::nullopt});
    });
    leaves("location.customers_set",
           [&](store::Tx& tx) { return set_customers(tx, env, admin, demo.location_id, {12'000}); });
    leaves("location.customers_set", [&](store::Tx& tx) {
        return import_customers(tx, env, admin, {"code;customers\nraalte-gemeentehuis;9000\n"});
    });
    leaves("calibration.read", [&] {
        return calibration(*store, tenant, env, actor(Role::reviewer), demo.project_id, {Channel::counter});
    });
    store::TrainingId training{};
    leaves("training.added", [&](store::Tx& tx) -> Result<TrainingList> {
        auto list = add_training(tx, env, coordinator, demo.project_id, {"2026-04-01", "Toon", {demo.location_id}});
        if (list)
            training = list->trainings.front().id;
        return list;
    });
    leaves("training.dropped",
           [&](store::Tx& tx) { return drop_training(tx, env, coordinator, demo.project_id, training); });
    NewDoubleVisit pair;
    leaves("double_visit.added", [&](store::Tx& tx) -> Result<DoubleVisitList> {
        pair = {items.front().assignment_id, second.assignment.id};
        return add_double_visit(tx, env, coordinator, demo.wave_id, pair);
    });
    leaves("double_visit.dropped",
           [&](store::Tx& tx) { return drop_double_visit(tx, env, coordinator, demo.wave_id, pair.assignment_id); });
    send();
    ASSERT_TRUE(approve_demo_visits(*store, tenant, env, demo));
    ASSERT_TRUE(move(Role::coordinator, WaveStep::close));
    ASSERT_TRUE(move(Role::reviewer, WaveStep::validate));
    leaves("release.published", [&](store::Tx& tx) -> Result<ReleaseSummary> {
        BALIEBLIK_TRY(summary, release_summary(tx, env, coordinator, demo.wave_id));
        return publish_wave(tx, env, coordinator, demo.wave_id, {summary.rev});
    });
    leaves("project.publishing_rule",
           [&](store::Tx& tx) { return set_publishing_rule(tx, env, coordinator, demo.project_id, PublishingRule{}); });
    const auto published = read([&](store::Tx& tx) { return tx.releases().of_wave(demo.wave_id); });
    leaves("release.analysed", [&] { return analyse_release(*store, tenant, env, coordinator, published->id, {}); });
    store::ReadTokenId token{};
    leaves("read_token.made", [&](store::Tx& tx) -> Result<MadeReadToken> {
        auto made = make_read_token(tx, env, actor(Role::quality_team), {"rapport", 30});
        if (made)
            token = made->row.id;
        return made;
    });
    leaves("read_token.withdrawn",
           [&](store::Tx& tx) { return withdraw_read_token(tx, env, actor(Role::quality_team), token); });
    leaves("release.exported", [&](store::Tx& tx) -> Result<bool> {
        const auto quality = actor(Role::quality_team);
        BALIEBLIK_TRY(list, ReleaseReader(tx, quality).list());
        BALIEBLIK_CHECK(
            note_release_read(tx, env, quality, list.releases.front().id, "release.exported", "flavour=nl"));
        return true;
    });
}

// The use cases by name, as their headers declare them: whatever works on a transaction or on the store, with time and
// ids at hand or with a name that says it reads.
std::set<std::string> declared_use_cases()
{
    const std::regex comment("//[^\n]*");
    const std::regex declaration(R"((\w+)\(\s*store::(?:Tx|Store)&\s+\w+,([^;{]*?)\);)");
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{test::source_dir() / "sync-server/usecases"}) {
        if (entry.path().extension() != ".hpp")
            continue;
        const auto text = std::regex_replace(test::contents_of(entry.path()), comment, "");
        for (std::sregex_iterator at{text.begin(), text.end(), declaration}, end; at != end; ++at) {
            const auto name = (*at)[1].str();
            const bool acts = (*at)[2].str().find("Environment") != std::string::npos;
            if (acts || name.starts_with("open_") || name.starts_with("list_"))
                names.insert(name);
        }
    }
    return names;
}

TEST(TrailRule, every_use_case_is_tried_for_its_event_or_has_a_reason_to_leave_none)
{
    const std::map<std::string, std::string> silent{
        {"note", "writes the event itself"},
        {"find_session", "who asks; what is then done leaves the event"},
        {"touch_session", "keeps a session alive"},
        {"list_read_tokens", "one's own"},
        {"list_customers", "plans hold no visit, photo or identity"},
        {"list_double_visits", "plans hold aliases only"},
        {"list_trainings", "plans hold no visit, photo or identity"},
        {"add_synthetic_waves", "for demonstration and load; notes what it publishes"},
        {"find_reading_program", "who asks; what is then read leaves the event"},
        {"touch_read_token", "says when it was last used"},
        {"authorise", "which tablet asks; what it then does leaves the event"},
        {"issue_challenge", "gives a random number"},
        {"pull", "a tablet gets what its own inspector was given"},
        {"receive_visit", "a part of push, tried in tests/server/sync"},
        {"found_organisation", "its event is the first of every trail, and every test begins with it"},
        {"build_demo_project", "goes through the use cases of people"},
        {"start_demo_fieldwork", "goes through the use cases of people"},
        {"send_demo_visits", "goes through the use cases of tablets"},
        {"approve_demo_visits", "goes through the use cases of people"},
        {"list_projects", "plans hold no visit, photo or identity"},
        {"open_project", "plans hold no visit, photo or identity"},
        {"open_wave", "plans hold no visit, photo or identity"},
        {"list_locations", "plans hold no visit, photo or identity"},
        {"list_scenarios", "plans hold no visit, photo or identity"},
        {"list_norms", "plans hold no visit, photo or identity"},
        {"list_forms", "plans hold no visit, photo or identity"},
        {"open_form", "plans hold no visit, photo or identity"},
        {"list_assignments", "plans hold aliases only"},
        {"open_assignment", "plans hold aliases only"},
        {"fieldwork_progress", "counts"},
        {"open_load", "counts"},
        {"release_summary", "counts"},
        {"order_for", "hands over an order whose giving left the event"},
        {"take_report", "counts of what waits on a tablet"},
        {"policy_in_force", "hands over a choice whose making left the event"},
        {"intake_key", "makes a key that nobody chooses, once"},
        {"forget_recoveries", "what became of them is in the trail"},
        {"keep_draft", "comes by itself while somebody writes, and would tell when"},
        {"take_back_order", "tried in tests/server/sync: an order that a forgotten tablet shows"},
        {"take_over_draft", "tried in tests/server/sync"},
        {"forget_drafts", "copies that nobody refreshed; what they are of is on its tablet"},
        {"list_retention", "counts"},
        {"proofs_of", "keeps what follows from a release, and gives counts"},
        {"keep_proofs", "a part of the retention job, which leaves its own"},
    };
    const auto here = test::contents_of(test::source_dir() / "tests/server/usecases/trail_test.cpp");
    const auto declared = declared_use_cases();
    ASSERT_GT(declared.size(), 40u);

    for (const auto& name : declared) {
        const bool tried = std::regex_search(here, std::regex("\\b" + name + "\\((tx|\\*store), "));
        EXPECT_TRUE(tried || silent.contains(name)) << name << " is not tried for the event that it leaves";
    }
    for (const auto& [name, reason] : silent)
        EXPECT_TRUE(declared.contains(name)) << name << " needs no excuse any more: there is no such use case";
}

TEST_F(Trail, holds_together_and_answers_filters_page_by_page)
{
    start();
    TrailQuery query;
    query.what = "person.";
    query.limit = 3;

    const auto first = list_trail(*store, tenant, env, actor(Role::observer), query).value();
    ASSERT_EQ(first.events.size(), 3u);
    ASSERT_TRUE(first.next_before_no);
    query.before_no = *first.next_before_no;
    const auto second = list_trail(*store, tenant, env, actor(Role::observer), query).value();
    EXPECT_LT(second.events.front().no, first.events.back().no);
    for (const auto& event : second.events)
        EXPECT_TRUE(event.what.starts_with("person."));

    EXPECT_TRUE(verify_trail(*store, tenant, env, actor(Role::observer))->holds);
    const auto refused = list_trail(*store, tenant, env, actor(Role::coordinator), query);
    EXPECT_EQ(code_of(refused), Errc::forbidden);
}

} // namespace
} // namespace balieblik::usecases
