// SPDX-License-Identifier: EUPL-1.2
// Every use case that changes something, and every read of a visit, a photo or an identity, leaves an event.
#include "server/usecases/office.hpp"

namespace balieblik::usecases {
namespace {

class Trail : public Office {
protected:
    template <class Work>
    void leaves(const char* what, Work work)
    {
        const auto before = events();
        const auto result = try_write(std::move(work));
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
    leaves("person.listed", [&](store::Tx& tx) { return list_people(tx, env, admin); });
    leaves("inspector.added", [&](store::Tx& tx) {
        return add_inspector(tx, env, coordinator, {"Specht", {"nl"}, {}});
    });
    leaves("inspector.listed", [&](store::Tx& tx) { return list_inspectors(tx, env, coordinator); });
    leaves("device.listed", [&](store::Tx& tx) { return list_devices(tx, env, coordinator); });
    leaves("project.added", [&](store::Tx& tx) {
        return add_project(tx, env, coordinator, {"nieuw", "Nieuw", "Gemeente", "doel", "grond"});
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
    leaves("visit.queue_read", [&](store::Tx& tx) {
        return review_queue(tx, env, reviewer, {demo.wave_id, false, {}});
    });
    leaves("visit.opened", [&](store::Tx& tx) { return open_visit(tx, env, reviewer, id); });
    leaves("visit.approve", [&](store::Tx& tx) -> Result<Reviewed> {
        BALIEBLIK_TRY(version, tx.visits().find(id));
        return review_visit(tx, env, reviewer, id, {ReviewOutcome::approve, {}, "", version->rev});
    });
    leaves("quarantine.listed", [&](store::Tx& tx) { return list_quarantine(tx, env, reviewer); });
    leaves("device.revoked", [&](store::Tx& tx) -> Result<DeviceRow> {
        BALIEBLIK_TRY(devices, tx.devices().all());
        return revoke_device(tx, env, coordinator, devices.front().id, {"verloren"});
    });
    leaves("trail.read", [&](store::Tx& tx) { return list_trail(tx, env, actor(Role::observer), {}); });
    leaves("trail.verified", [&](store::Tx& tx) { return verify_trail(tx, env, actor(Role::observer)); });
}

TEST_F(Trail, holds_together_and_answers_filters_page_by_page)
{
    start();
    TrailQuery query;
    query.what = "person.";
    query.limit = 3;

    const auto first = write([&](store::Tx& tx) { return list_trail(tx, env, actor(Role::observer), query); });
    ASSERT_EQ(first.events.size(), 3u);
    ASSERT_TRUE(first.next_before_no);
    query.before_no = *first.next_before_no;
    const auto second = write([&](store::Tx& tx) { return list_trail(tx, env, actor(Role::observer), query); });
    EXPECT_LT(second.events.front().no, first.events.back().no);
    for (const auto& event : second.events)
        EXPECT_TRUE(event.what.starts_with("person."));

    EXPECT_TRUE(write([&](store::Tx& tx) { return verify_trail(tx, env, actor(Role::observer)); }).holds);
    const auto refused = try_write([&](store::Tx& tx) { return list_trail(tx, env, actor(Role::coordinator), query); });
    EXPECT_EQ(code_of(refused), Errc::forbidden);
}

} // namespace
} // namespace balieblik::usecases
