// SPDX-License-Identifier: EUPL-1.2
// Who works at the office: what one step of the plan does there. What is refused is no fault: people try.
#include "simulation/office_running.hpp"
#include "usecases/assignments.hpp"
#include "usecases/inbox.hpp"
#include "usecases/inspectors.hpp"
#include "usecases/photos.hpp"
#include "usecases/projects.hpp"
#include "usecases/review.hpp"
#include "usecases/tablet_policy.hpp"

namespace balieblik::simulation {

using usecases::server_actor;

void Office::people(const Step& step, Engine& engine, const std::vector<DeviceId>& devices)
{
    switch (step.kind) {
    case StepKind::plan_assignment:
        return plan_assignment(engine);
    case StepKind::reassign:
        return reassign(engine);
    case StepKind::cancel:
        return cancel(engine);
    case StepKind::review:
        return review(engine);
    case StepKind::publish_form:
        return publish_form();
    case StepKind::close_wave:
        return close_wave();
    case StepKind::set_policy:
        return set_policy(engine);
    case StepKind::revoke: {
        const auto device = devices.at(step.tablet);
        const auto done = write([&](store::Tx& tx) {
            return usecases::revoke_device(tx, running_->env, server_actor(), device, {"kwijt"});
        });
        running_->gatekeeper.devices_changed(); // as the console's route does
        world_.log("revoke", step.tablet, done ? "done" : name(done.error().code));
        if (done || done.error().code == Errc::internal)
            truth_.revoked.insert(step.tablet); // perhaps, then
        return;
    }
    case StepKind::forget_tombstones: {
        const auto before = clock_.now() + milliseconds{1};
        const auto gone = write([&](store::Tx& tx) { return tx.streams().compact(before); });
        world_.log("tombstones", gone ? *gone : -1);
        return;
    }
    case StepKind::sweep_uploads: {
        const usecases::PhotoShelf shelf{*running_->store, *running_->files, running_->env};
        const auto swept = usecases::sweep_uploads(shelf, first_day().tenant);
        world_.log("swept", swept ? *swept : -1);
        return;
    }
    default:
        return;
    }
}

void Office::plan_assignment(Engine& engine)
{
    const auto& day = first_day();
    usecases::NewAssignment wanted;
    wanted.wave_id = day.wave;
    wanted.location_id = day.locations[below(engine, day.locations.size())];
    wanted.scenario_id = day.scenarios[below(engine, day.scenarios.size())];
    const auto inspector = day.inspectors[below(engine, world_.plan().inspectors)];
    wanted.inspector_id = inspector;
    wanted.window_from = clock_.now();
    wanted.window_to = wanted.window_from + std::chrono::hours{8};
    wanted.deadline = wanted.window_to + std::chrono::hours{24};
    wanted.override_reason = "simulation";
    const auto made =
        write([&](store::Tx& tx) { return usecases::create_assignment(tx, running_->env, server_actor(), wanted); });
    world_.log("plan_assignment", made ? to_text(made->assignment.id) : std::string(name(made.error().code)));
    if (made)
        truth_.was_theirs[inspector].insert(made->assignment.id);
}

std::optional<Assignment> Office::some_assignment(Engine& engine)
{
    const auto all = read([](store::Tx& tx) { return tx.field().assignments_of_wave(first_day().wave); });
    if (!all || all->empty())
        return std::nullopt;
    return (*all)[below(engine, all->size())];
}

void Office::reassign(Engine& engine)
{
    const auto assignment = some_assignment(engine);
    if (!assignment)
        return;
    const auto inspector = first_day().inspectors[below(engine, world_.plan().inspectors)];
    const auto moved = write([&](store::Tx& tx) {
        return usecases::assign(tx, running_->env, server_actor(), assignment->id,
                                {inspector, assignment->rev, "simulation"});
    });
    world_.log("reassign", to_text(assignment->id), moved ? "done" : name(moved.error().code));
    if (moved)
        truth_.was_theirs[inspector].insert(assignment->id);
}

void Office::cancel(Engine& engine)
{
    const auto assignment = some_assignment(engine);
    if (!assignment)
        return;
    const auto done = write([&](store::Tx& tx) {
        return usecases::cancel_assignment(tx, running_->env, server_actor(), assignment->id,
                                           {"vervalt", assignment->rev});
    });
    world_.log("cancel", to_text(assignment->id), done ? "done" : name(done.error().code));
}

void Office::review(Engine& engine)
{
    usecases::Actor reviewer;
    reviewer.person_id = PersonId{first_day().tenant.value}; // of nobody else
    reviewer.grants = {{Role::reviewer, std::nullopt}};
    const auto queue = write([&](store::Tx& tx) {
        return usecases::review_queue(tx, running_->env, reviewer, {first_day().wave, false, {0, 50}});
    });
    if (!queue || queue->rows.empty())
        return;
    const auto id = queue->rows[below(engine, queue->rows.size())].visit_version_id;
    const auto opened = write([&](store::Tx& tx) { return usecases::open_visit(tx, running_->env, reviewer, id); });
    if (!opened) {
        world_.log("review", to_text(id), name(opened.error().code));
        return;
    }
    constexpr ReviewOutcome outcomes[] = {ReviewOutcome::approve, ReviewOutcome::give_back, ReviewOutcome::give_back,
                                          ReviewOutcome::reject, ReviewOutcome::admit_late};
    const auto outcome = outcomes[below(engine, std::size(outcomes))];
    const usecases::ReviewRequest request{outcome, {ReasonCode::answer_contradicts}, "", opened->rev};
    const auto done =
        write([&](store::Tx& tx) { return usecases::review_visit(tx, running_->env, reviewer, id, request); });
    world_.log("review", to_text(id), json::enum_name(outcome), done ? "done" : name(done.error().code));
}

void Office::publish_form()
{
    const auto form = form_version(forms_ + 1);
    const auto done = write([&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(known, tx.field().form_sha256(form.form.form_id, form.form.version));
        if (!known)
            BALIEBLIK_CHECK(tx.field().add(form, running_->env.clock.now()));
        BALIEBLIK_TRY(wave, tx.field().wave(first_day().wave));
        wave->form_version = form.form.version;
        BALIEBLIK_CHECK(tx.field().update(*wave));
        return usecases::publish_wave(tx, *wave);
    });
    forms_ += done ? 1 : 0;
    world_.log("publish_form", form.form.version, done ? "done" : name(done.error().code));
}

void Office::close_wave()
{
    const auto wave = read([](store::Tx& tx) { return tx.field().wave(first_day().wave); });
    if (!wave || !*wave)
        return;
    const auto done = write([&](store::Tx& tx) {
        return usecases::move_wave(tx, running_->env, server_actor(), first_day().wave,
                                   {WaveStep::close, (*wave)->rev});
    });
    world_.log("close_wave", done ? "done" : name(done.error().code));
}

void Office::set_policy(Engine& engine)
{
    constexpr std::int64_t leases[] = {0, 14, 30, 365};
    const auto lease_days = leases[below(engine, std::size(leases))];
    const auto wipes = chance(engine, 500);
    const auto known = read([&](store::Tx& tx) { return usecases::tablet_policy(tx, server_actor()); });
    if (!known)
        return;
    const auto done = write([&](store::Tx& tx) {
        return usecases::set_tablet_policy(tx, running_->env, server_actor(),
                                           {known->number, lease_days, wipes, "simulation"});
    });
    world_.log("set_policy", lease_days, done ? "done" : name(done.error().code));
}

} // namespace balieblik::simulation
