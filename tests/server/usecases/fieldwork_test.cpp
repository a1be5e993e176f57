// SPDX-License-Identifier: EUPL-1.2
// From planning to a release, and everything that stands in the way.
#include "exports/release_export.hpp"
#include "server/usecases/office.hpp"
#include "support/source_dir.hpp"
#include "usecases/publishing_rule.hpp"
#include "usecases/release_material.hpp"
#include "usecases/release_proof.hpp"

#include <cmath>
#include <set>
#include <type_traits>

namespace balieblik::usecases {
namespace {

class Fieldwork : public Office {
protected:
    ReviewQueue queue(bool decided = false)
    {
        return review_queue(*store, tenant, env, actor(Role::reviewer), {demo.wave_id, decided, {0, 200}}).value();
    }
    Result<Reviewed> review(VisitVersionId id, ReviewOutcome outcome, std::vector<ReasonCode> reasons = {})
    {
        return try_write([&](store::Tx& tx) -> Result<Reviewed> {
            BALIEBLIK_TRY(opened, open_visit(tx, env, actor(Role::reviewer), id));
            return review_visit(tx, env, actor(Role::reviewer), id, {outcome, reasons, "", opened.rev});
        });
    }
    Result<ReleaseSummary> publish()
    {
        const auto rev = wave().wave.rev;
        return try_write(
            [&](store::Tx& tx) { return publish_wave(tx, env, actor(Role::coordinator), demo.wave_id, {rev}); });
    }
    // Another visit whose record is that of `like`, with a change.
    void add_like(VisitVersionId like, const std::function<void(VisitBody&)>& change)
    {
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_TRY(version, tx.visits().find(like));
            BALIEBLIK_TRY(text, tx.visits().body(like));
            BALIEBLIK_TRY(body, json::read_text<VisitBody>(*text));
            change(body);
            body.visit_version_id = ids.make<VisitVersionId>();
            body.visit_id = ids.make<VisitId>();
            version->id = body.visit_version_id;
            version->visit_id = body.visit_id;
            BALIEBLIK_CHECK(tx.visits().add(*version, json::canonical(json::write(body))));
            return true;
        });
    }
    std::vector<ReleaseCell> cells(ReleaseId id)
    {
        return read([&](store::Tx& tx) { return ReleaseReader(tx, actor(Role::quality_team)).part(id, 0, 1000); });
    }
    std::vector<store::VisitVersion> visits_in(const std::string& municipality)
    {
        return read([&](store::Tx& tx) -> Result<std::vector<store::VisitVersion>> {
            BALIEBLIK_TRY(versions, tx.visits().of_wave(demo.wave_id));
            std::vector<store::VisitVersion> found;
            for (const auto& version : versions) {
                BALIEBLIK_TRY(location, tx.field().location(version.location_id));
                if (location->municipality == municipality)
                    found.push_back(version);
            }
            return found;
        });
    }
    void void_visit(store::VisitVersion version)
    {
        version.state = VisitVersionState::voided;
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_CHECK(tx.visits().update(version));
            return true;
        });
    }
    // As the reviewer does it.
    void take_back(const store::VisitVersion& version)
    {
        const auto voided = review(version.id, ReviewOutcome::reject, {ReasonCode::wrong_location});
        ASSERT_TRUE(voided) << voided.error().detail;
        EXPECT_EQ(voided->state, VisitVersionState::voided);
    }
    // The demonstration's wave up to where it can be published.
    void validate_demo_visits()
    {
        start();
        send();
        ASSERT_TRUE(approve_demo_visits(*store, tenant, env, demo));
        close_and_validate();
    }
    void close_and_validate()
    {
        ASSERT_TRUE(move(Role::coordinator, WaveStep::close));
        ASSERT_TRUE(move(Role::reviewer, WaveStep::validate));
    }
};

TEST_F(Fieldwork, starts_only_when_nothing_is_missing_and_says_what_is)
{
    const auto refused = move(Role::coordinator, WaveStep::start_fieldwork);

    EXPECT_EQ(code_of(refused), Errc::wave_not_cleared);
    EXPECT_EQ(refused.error().detail, "works_council_consent, staff_notice, dpia_reference");
    start();
    EXPECT_EQ(wave().wave.state, WaveState::fieldwork);
}

TEST_F(Fieldwork, tablets_hear_of_a_wave_when_it_starts_and_not_before)
{
    const auto merel = inspector("Merel");
    ASSERT_TRUE(plan("R1", merel, 1));
    const auto heard = [&] {
        return read([&](store::Tx& tx) { return tx.streams().head(store::inbox_stream(merel)); }).last_seq;
    };
    EXPECT_EQ(heard(), 0);

    start();

    EXPECT_GT(heard(), 0);
}

TEST_F(Fieldwork, rotation_keeps_inspectors_apart_from_counters)
{
    start();
    const auto merel = inspector("Merel");
    ASSERT_TRUE(plan("R1", merel, 0));
    EXPECT_EQ(plan("R1", merel, 30).error().detail, "same_scenario");
    EXPECT_EQ(plan("R1", merel, 30, "nobody else").error().detail, "same_scenario");
    EXPECT_EQ(plan("R2", merel, 6).error().detail, "min_gap");
    EXPECT_TRUE(plan("R2", merel, 6, "nobody else can"));
    ASSERT_TRUE(plan("R3", merel, 14));
    ASSERT_TRUE(plan("R4", merel, 21));
    EXPECT_EQ(plan("I1", merel, 28).error().detail, "max_visits");

    const auto neighbour = write([&](store::Tx& tx) {
        return add_inspector(tx, env, actor(Role::coordinator), {"Buur", {"nl"}, {"GM0177"}});
    });
    EXPECT_EQ(code_of(plan("R1", neighbour.id, 0)), Errc::own_municipality);
}

// sync-protocol.md, 17: assignment; an edit names the revision it was made upon
TEST_F(Fieldwork, bulk_assignment_reports_each_row_and_stale_ones_stop_nobody)
{
    start();
    const auto one = plan("R1", std::nullopt, 0).value();
    const auto two = plan("R2", std::nullopt, 8).value();
    const BulkAssign request{
        inspector("Valk"), {{one.assignment.id, one.assignment.rev + 5}, {two.assignment.id, two.assignment.rev}}, {}};

    const auto result = write([&](store::Tx& tx) { return bulk_assign(tx, env, actor(Role::coordinator), request); });

    EXPECT_EQ(result.done, 1);
    EXPECT_EQ(result.results[0].code, "stale");
    EXPECT_EQ(result.results[1].row->alias, "Valk");
    EXPECT_EQ(result.results[1].row->open_load, 1);
}

TEST_F(Fieldwork, the_board_filters_orders_and_pages_on_the_server)
{
    start();
    ASSERT_TRUE(plan("R1", inspector("Valk"), 3));
    ASSERT_TRUE(plan("R2", inspector("Merel"), 1));
    ASSERT_TRUE(plan("R3", std::nullopt, 2));
    AssignmentQuery query;
    query.wave_id = demo.wave_id;
    query.order = AssignmentOrder::inspector;
    query.descending = true;
    query.page = {0, 1};

    auto page = read([&](store::Tx& tx) { return list_assignments(tx, env, actor(Role::coordinator), query); });
    EXPECT_EQ(page.total, 3);
    ASSERT_EQ(page.rows.size(), 1u);
    EXPECT_EQ(page.rows[0].alias, "Valk");

    query.page = {};
    query.text = "merel";
    page = read([&](store::Tx& tx) { return list_assignments(tx, env, actor(Role::coordinator), query); });
    EXPECT_EQ(page.total, 1);
    query.text.reset();
    query.unassigned = true;
    page = read([&](store::Tx& tx) { return list_assignments(tx, env, actor(Role::coordinator), query); });
    EXPECT_EQ(page.total, 1);
}

TEST_F(Fieldwork, a_cancellation_wants_a_reason)
{
    start();
    const auto row = plan("R1", inspector("Merel"), 0).value();
    const auto cancel = [&](const std::string& reason) {
        return try_write([&](store::Tx& tx) {
            return cancel_assignment(tx, env, actor(Role::coordinator), row.assignment.id,
                                     {reason, row.assignment.rev});
        });
    };

    EXPECT_EQ(code_of(cancel("")), Errc::reason_missing);
    EXPECT_EQ(cancel("loket dicht")->assignment.state, AssignmentState::cancelled);
}

TEST_F(Fieldwork, an_opened_visit_tells_its_answers_in_both_languages_and_its_score)
{
    start();
    const auto sent = send();

    const auto opened =
        write([&](store::Tx& tx) { return open_visit(tx, env, actor(Role::reviewer), sent.visits.front()); });

    EXPECT_FALSE(opened.score.alarm);
    ASSERT_TRUE(opened.score.index && opened.score.recorded_index);
    EXPECT_NEAR(*opened.score.index, *opened.score.recorded_index, 1e-9);
    const auto tone = std::find_if(opened.answers.begin(), opened.answers.end(),
                                   [](const OpenedAnswer& one) { return one.reference == "/data/D/D1"; });
    ASSERT_NE(tone, opened.answers.end());
    EXPECT_EQ(tone->section_nl, "Toon");
    EXPECT_THAT(tone->label_en, testing::HasSubstr("eye contact"));
    EXPECT_TRUE(tone->value_nl == "Ja" || tone->value_nl == "Nee");
    EXPECT_EQ(opened.laps.size(), 4u);
    EXPECT_EQ(opened.visit.state, VisitVersionState::in_review);
}

TEST_F(Fieldwork, the_queue_says_at_once_who_was_recognised_and_where_the_scores_differ)
{
    start();
    send();
    const auto with = [&](VisitFlag flag) {
        const auto rows = queue().rows;
        return std::count_if(rows.begin(), rows.end(), [&](const QueueRow& row) {
            return std::find(row.flags.begin(), row.flags.end(), flag) != row.flags.end();
        });
    };
    EXPECT_EQ(with(VisitFlag::recognised), 0);
    EXPECT_EQ(with(VisitFlag::score_alarm), 0);

    add_like(queue().rows.front().visit_version_id, [](VisitBody& body) {
        body.data["H"].as_object()["H6"] = "yes";
        body.data["score"].as_object()["index"] = "1.5";
    });

    EXPECT_EQ(with(VisitFlag::recognised), 1);
    EXPECT_EQ(with(VisitFlag::score_alarm), 1);
}

TEST_F(Fieldwork, a_place_that_moved_reaches_the_tablets_of_those_who_still_go_there)
{
    start();
    ASSERT_TRUE(plan("R1", inspector("Valk"), 0));
    const auto shown = [&](const std::string& alias) {
        const auto entries = read(
            [&](store::Tx& tx) { return tx.streams().entries_after(store::inbox_stream(inspector(alias)), 0, 100); });
        std::int64_t rev = 0;
        for (const auto& entry : entries)
            if (entry.kind == "location")
                rev = entry.rev;
        return rev;
    };
    EXPECT_EQ(shown("Valk"), 1);
    const auto place = read([&](store::Tx& tx) { return tx.field().location(demo.location_id); });
    LocationChange change{
        place->name,          "Nieuwe Markt 1",          std::nullopt,        std::nullopt, place->staff_band,
        place->opening_hours, place->opening_exceptions, LocationState::open, place->rev};
    const auto apply = [&](Role role) {
        return try_write(
            [&](store::Tx& tx) { return change_location(tx, env, actor(role), demo.location_id, change); });
    };

    EXPECT_EQ(code_of(apply(Role::coordinator)), Errc::forbidden);
    const auto changed = apply(Role::client_admin);

    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->rev, 2);
    EXPECT_EQ(changed->address, "Nieuwe Markt 1");
    EXPECT_EQ(shown("Valk"), 2);
    EXPECT_EQ(shown("Merel"), 0) << "an inspector who does not go there was told";
    EXPECT_EQ(code_of(apply(Role::client_admin)), Errc::stale);
    change.rev = 2;
    change.opening_hours = {{8, "09:00", "17:00"}};
    EXPECT_EQ(apply(Role::client_admin).error().detail, "opening_hours");
    change.opening_hours = {};
    change.opening_exceptions = {{"2026-02-30", {}, {}, "feestdag"}};
    EXPECT_EQ(apply(Role::client_admin).error().detail, "opening_exceptions");
}

TEST_F(Fieldwork, nobody_judges_an_own_visit)
{
    start();
    const auto sent = send();
    auto reviewer = actor(Role::reviewer);
    reviewer.inspector_id = demo.inspectors.front().id;

    const auto refused = try_write([&](store::Tx& tx) { return open_visit(tx, env, reviewer, sent.visits.front()); });

    EXPECT_EQ(code_of(refused), Errc::own_visit);
}

TEST_F(Fieldwork, a_return_wants_a_reason_and_a_decision_stands)
{
    start();
    const auto sent = send();
    const auto id = sent.visits.front();

    EXPECT_EQ(code_of(review(id, ReviewOutcome::give_back)), Errc::reason_missing);
    const auto returned = review(id, ReviewOutcome::give_back, {ReasonCode::times_implausible});
    ASSERT_TRUE(returned);
    EXPECT_EQ(returned->state, VisitVersionState::returned);
    EXPECT_EQ(code_of(review(id, ReviewOutcome::approve)), Errc::state_conflict);
    EXPECT_TRUE(review(sent.visits[1], ReviewOutcome::reject, {ReasonCode::wrong_location}));
}

TEST_F(Fieldwork, a_coordinator_and_the_quality_team_learn_nothing_of_visits)
{
    start();
    const auto sent = send();

    for (const auto role : {Role::coordinator, Role::quality_team, Role::client_admin, Role::observer}) {
        const auto refused =
            try_write([&](store::Tx& tx) { return open_visit(tx, env, actor(role), sent.visits.front()); });
        EXPECT_EQ(code_of(refused), Errc::not_found);
    }
}

TEST_F(Fieldwork, closing_ends_what_was_not_started_and_validation_waits_for_the_last_review)
{
    start();
    const auto open = plan("R1", inspector("Roodborst"), 0).value();
    send();
    ASSERT_TRUE(move(Role::coordinator, WaveStep::close));

    const auto expired = read([&](store::Tx& tx) { return tx.field().assignment(open.assignment.id); });
    EXPECT_EQ(expired->state, AssignmentState::expired);
    const auto refused = move(Role::reviewer, WaveStep::validate);
    EXPECT_EQ(code_of(refused), Errc::wave_not_validated);
    EXPECT_EQ(refused.error().detail, "unreviewed:26");
    EXPECT_EQ(code_of(move(Role::coordinator, WaveStep::validate)), Errc::forbidden);

    ASSERT_EQ(approve_demo_visits(*store, tenant, env, demo).value(), 26);
    EXPECT_TRUE(move(Role::reviewer, WaveStep::validate));
}

TEST_F(Fieldwork, a_release_shows_the_truth_of_the_large_town_and_nothing_of_the_small_one)
{
    start();
    const auto sent = send();
    ASSERT_TRUE(approve_demo_visits(*store, tenant, env, demo));
    close_and_validate();
    const auto summary = publish();
    ASSERT_TRUE(summary) << summary.error().detail;
    EXPECT_EQ(summary->cells_shown, 9);   // Zwolle
    EXPECT_EQ(summary->cells_hidden, 18); // Raalte, and the region from which it could be subtracted

    const auto file = read([&](store::Tx& tx) -> Result<std::string> {
        const auto kim = actor(Role::quality_team);
        const ReleaseReader reader(tx, kim);
        BALIEBLIK_TRY(view, reader.find(*summary->release_id));
        EXPECT_EQ(view.top.code, "VR04");
        BALIEBLIK_TRY(places, reader.places(*summary->release_id));
        std::string csv;
        const auto release = exports::exported(reader, view, exports::PlaceNames(places));
        BALIEBLIK_CHECK(exports::write_file(release, *exports::csv_format(release, exports::CsvFlavour::rfc4180),
                                            [&](std::string_view piece) { csv += piece; }));
        return csv;
    });
    EXPECT_THAT(file, testing::HasSubstr("GM0193,Zwolle"));
    for (const auto& cell : cells(*summary->release_id)) {
        if (cell.place == "GM0193") {
            ASSERT_TRUE(cell.mean && !cell.bound) << cell.dimension;
            const auto truth = sent.truth[0].means.find(cell.dimension);
            if (truth != sent.truth[0].means.end()) {
                EXPECT_NEAR(*cell.mean, truth->second, 0.05 + 1e-9) << cell.dimension;
            }
            EXPECT_LT(*cell.lower, *cell.mean);
            EXPECT_EQ(cell.n_at_least, 20);
        } else {
            EXPECT_FALSE(cell.mean || cell.lower || cell.upper || cell.n_at_least);
        }
        if (cell.place == "GM0177") {
            EXPECT_THAT(cell.hidden_because, testing::Contains(Suppression::too_few_visits));
            EXPECT_THAT(cell.hidden_because, testing::Contains(Suppression::small_staff_pool));
        }
    }
}

TEST_F(Fieldwork, what_was_validated_holds_still_until_it_is_released)
{
    start();
    send();
    ASSERT_TRUE(approve_demo_visits(*store, tenant, env, demo));
    const auto zwolle = visits_in("GM0193");
    take_back(zwolle[0]); // the wave is in the field
    close_and_validate();

    EXPECT_EQ(code_of(review(zwolle[1].id, ReviewOutcome::reject, {ReasonCode::wrong_location})), Errc::state_conflict);
    ASSERT_TRUE(publish());
    EXPECT_EQ(code_of(review(zwolle[1].id, ReviewOutcome::reject)), Errc::reason_missing);
    EXPECT_EQ(code_of(review(zwolle[1].id, ReviewOutcome::approve)), Errc::state_conflict);
    take_back(zwolle[1]);
    EXPECT_EQ(code_of(review(zwolle[1].id, ReviewOutcome::reject, {ReasonCode::wrong_location})), Errc::state_conflict);
    const auto voided = read([&](store::Tx& tx) { return tx.field().assignment(zwolle[1].assignment_id); });
    EXPECT_EQ(voided->state, AssignmentState::voided);
}

TEST_F(Fieldwork, a_correction_of_one_visit_waits_because_it_would_tell)
{
    validate_demo_visits();
    const auto first = publish();
    ASSERT_TRUE(first);
    const auto zwolle = visits_in("GM0193");
    ASSERT_GE(zwolle.size(), 20U);

    take_back(zwolle[0]);

    const auto refused = publish();
    EXPECT_EQ(code_of(refused), Errc::correction_would_tell);
    EXPECT_THAT(sentence(refused.error(), "nl"), testing::HasSubstr("moet wachten"));
    const auto waiting =
        read([&](store::Tx& tx) { return release_summary(tx, env, actor(Role::coordinator), demo.wave_id); });
    EXPECT_EQ(waiting.changed_visits, 1);
    const auto zwolle_waits = std::find_if(waiting.waiting.begin(), waiting.waiting.end(),
                                           [](const auto& one) { return one.place == "GM0193"; });
    ASSERT_NE(zwolle_waits, waiting.waiting.end());
    EXPECT_EQ(zwolle_waits->name, "Zwolle");
    EXPECT_EQ(zwolle_waits->because, Waiting::would_tell);
    EXPECT_EQ(waiting.version, 1);
}

TEST_F(Fieldwork, corrections_appear_together_as_a_new_version_and_the_old_one_stays)
{
    validate_demo_visits();
    const auto first = publish();
    ASSERT_TRUE(first);
    const auto before = cells(*first->release_id);
    const auto zwolle = visits_in("GM0193");
    for (std::size_t i = 0; i < 10; ++i)
        take_back(zwolle[i]);

    const auto second = publish();

    ASSERT_TRUE(second) << name(second.error().code) << second.error().detail;
    EXPECT_EQ(second->version, 2);
    EXPECT_EQ(second->approved_visits, first->approved_visits - 10);
    EXPECT_EQ(json::print(json::write(cells(*first->release_id))), json::print(json::write(before)));
    // What was hidden stays hidden.
    const auto after = cells(*second->release_id);
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_TRUE(before[i].mean || !after[i].mean) << after[i].place << after[i].dimension;
}

TEST_F(Fieldwork, a_project_is_added_with_how_long_visits_are_kept_and_within_bounds)
{
    const auto add = [&](std::optional<std::int64_t> retention, std::optional<std::int64_t> correction) {
        return try_write([&](store::Tx& tx) {
            return add_project(tx, env, actor(Role::coordinator),
                               {"project-" + std::to_string(retention.value_or(0)), "Nieuw", "Gemeente", "doel",
                                "grond", retention, correction});
        });
    };
    EXPECT_EQ(add({}, {})->project.retention_days, 365);
    EXPECT_EQ(add(90, 14)->project.correction_days, 14);
    EXPECT_EQ(code_of(add(20, 30)), Errc::validation) << "nothing could be corrected to the end";
    EXPECT_EQ(code_of(add(400, 0)), Errc::validation);
    EXPECT_EQ(code_of(add(3651, 30)), Errc::validation);
}

TEST_F(Fieldwork, the_page_of_a_published_wave_tells_what_was_published_while_a_correction_waits)
{
    validate_demo_visits();
    const auto first = publish();
    ASSERT_TRUE(first);
    const auto page = [&] {
        return read([&](store::Tx& tx) { return release_summary(tx, env, actor(Role::observer), demo.wave_id); });
    };
    const auto reasons = json::print(json::write(first->reasons));
    EXPECT_EQ(json::print(json::write(page().reasons)), reasons);
    take_back(visits_in("GM0193")[0]);

    const auto waits = page();

    EXPECT_EQ(waits.changed_visits, 1);
    EXPECT_FALSE(waits.waiting.empty());
    EXPECT_EQ(waits.approved_visits, first->approved_visits);
    EXPECT_EQ(json::print(json::write(waits.reasons)), reasons);
}

// Whoever looks for somebody who is after one counter knows towns by their names.
TEST_F(Fieldwork, the_trail_names_the_place_that_somebody_asked_for)
{
    validate_demo_visits();
    const auto release = publish()->release_id.value();
    for (const auto* asked : {"within=GM0193&dimension=TONE", "place=GM9999", "limit=5"})
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_CHECK(note_release_read(tx, env, actor(Role::quality_team), release, "release.read", asked));
            return true;
        });

    const auto page = list_trail(*store, tenant, env, actor(Role::observer), {}).value();

    ASSERT_TRUE(page.names.contains("place:GM0193"));
    EXPECT_EQ(page.names.at("place:GM0193"), "Zwolle");
    EXPECT_FALSE(page.names.contains("place:GM9999"));
}

TEST_F(Fieldwork, every_version_is_proved_anew_from_what_was_frozen_with_it)
{
    validate_demo_visits();
    ASSERT_TRUE(publish());
    const auto zwolle = visits_in("GM0193");
    for (std::size_t i = 0; i < 10; ++i)
        take_back(zwolle[i]);
    ASSERT_TRUE(publish());

    auto material = read([&](store::Tx& tx) { return read_proof(tx, actor(Role::observer), demo.wave_id); });
    const auto proofs = prove(material);

    ASSERT_EQ(proofs.size(), 2u);
    for (const auto& one : proofs) {
        EXPECT_TRUE(one.passed()) << one.version;
        EXPECT_EQ(one.cells_hidden, 18);
        EXPECT_EQ(one.audit->programs, 2 * one.audit->hidden);
        EXPECT_GT(one.audit->hidden, 0);
    }
    EXPECT_EQ(proofs[1].changed_visits, 10);
    EXPECT_GT(proofs[1].changes_compared, 0);

    // A third version that has the ten again and ten others not: the second and the third less the first one are the
    // few that all of them have in common.
    const auto of_zwolle = [](const store::ReleaseInput& input) { return input.municipality == "GM0193"; };
    auto three = material;
    three.versions.push_back(three.versions[0]);
    three.reasons.push_back(three.reasons[0]);
    three.versions[2].release.version = 3;
    int gone = 0;
    std::erase_if(three.versions[2].inputs, [&](const auto& input) {
        const auto& second = three.versions[1].inputs;
        return gone < 10 && of_zwolle(input) &&
               std::any_of(second.begin(), second.end(),
                           [&](const auto& one) { return one.visit_id == input.visit_id; }) &&
               ++gone > 0;
    });
    auto common = *std::find_if(material.versions[0].inputs.begin(), material.versions[0].inputs.end(), of_zwolle);
    for (int i = 0; i < 4; ++i) {
        common.visit_id = ids.make<VisitId>();
        for (auto& version : three.versions)
            version.inputs.push_back(common);
    }
    const auto third = prove(three)[2];
    EXPECT_TRUE(third.passed_alone());
    EXPECT_TRUE(third.compared);
    EXPECT_GT(third.changes_unfit, 0);
    EXPECT_FALSE(third.passed());

    // What went into the first version is not kept any more: the second is in order by itself, and nobody knows more.
    auto forgotten = material;
    forgotten.versions[0].inputs.clear();
    const auto alone = prove(forgotten)[1];
    EXPECT_TRUE(alone.passed_alone());
    EXPECT_FALSE(alone.compared);
    EXPECT_FALSE(alone.passed());

    // As a build would have published them that shows what may not be known: nobody says that it is in order.
    for (auto& cell : material.versions[0].cells)
        if (cell.level == PlaceLevel::region)
            cell.mean = 50;
    EXPECT_FALSE(prove(material)[0].passed());
    // And one that lets a correction of a few visits appear.
    auto& inputs = material.versions[1].inputs;
    for (const auto& input : material.versions[0].inputs)
        if (input.municipality == "GM0193" && inputs.size() < 24)
            if (std::none_of(inputs.begin(), inputs.end(),
                             [&](const auto& one) { return one.visit_id == input.visit_id; }))
                inputs.push_back(input);
    EXPECT_FALSE(prove(material)[1].passed());

    const auto kim = actor(Role::quality_team);
    EXPECT_EQ(code_of(try_write([&](store::Tx& tx) { return read_proof(tx, kim, demo.wave_id); })), Errc::forbidden);
}

// Else it could be told from the day on which the next version appears which figures a correction had changed.
TEST_F(Fieldwork, a_corrected_visit_has_changed_in_every_figure_whatever_the_correction_changed)
{
    const store::ReleaseInput first{ids.make<VisitId>(),   ids.make<VisitVersionId>(),   demo.location_id, "GM0177",
                                    demo.inspectors[0].id, {{"TONE", 60}, {"INDEX", 60}}};
    auto second = first;
    const auto changes = [&] {
        Material material;
        material.figures = {{"TONE", FigureKind::mean, 30.0, {}, {}}, {"INDEX", FigureKind::mean, {}, {}, {}}};
        material.cube = ReleaseCube(Channel::counter, material.figures);
        material.inputs = {second};
        const auto on = wave().wave;
        return read([&](store::Tx& tx) { return add_history(tx, on, material, {{first}}); });
    };
    EXPECT_EQ(changes(), 0);

    second.visit_version_id = ids.make<VisitVersionId>();
    EXPECT_EQ(changes(), 1);

    second.visit_version_id = first.visit_version_id;
    second.figures["TONE"] = 61; // scored again, under another norm
    EXPECT_EQ(changes(), 1);
}

TEST_F(Fieldwork, no_figures_leave_when_the_consent_was_withdrawn)
{
    validate_demo_visits();
    write([&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_TRY(project, tx.field().project(wave().project_id));
        project->works_council_consent.reset();
        BALIEBLIK_CHECK(tx.field().update(*project));
        return true;
    });

    const auto refused = publish();

    EXPECT_EQ(code_of(refused), Errc::wave_not_cleared);
    EXPECT_EQ(refused.error().detail, "works_council_consent");
}

TEST_F(Fieldwork, two_norms_that_contradict_each_other_stop_the_validation)
{
    start();
    write([&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_TRY(norm, tx.field().norm_on(Channel::counter, wave().wave.starts_on));
        auto other = *norm;
        other.id = ids.make<NormId>();
        other.version += 1;
        other.value += 60;
        BALIEBLIK_CHECK(tx.field().add(other));
        return true;
    });
    ASSERT_TRUE(move(Role::coordinator, WaveStep::close));

    const auto refused = move(Role::reviewer, WaveStep::validate);

    EXPECT_EQ(code_of(refused), Errc::wave_not_validated);
    EXPECT_THAT(refused.error().detail, testing::HasSubstr("norms_contradict"));
}

TEST_F(Fieldwork, a_town_that_merged_counts_with_its_successor_and_the_release_says_so)
{
    validate_demo_visits();
    // The visits of Zwolle were made in Weesp instead, which has been a part of Amsterdam since 2022.
    const auto zwolle = visits_in("GM0193");
    std::for_each(zwolle.begin(), zwolle.end(), [&](const auto& version) { void_visit(version); });
    write([&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_TRY(weesp, tx.field().location(zwolle.front().location_id));
        weesp->id = ids.make<LocationId>();
        weesp->code = "weesp";
        weesp->municipality = "GM0457";
        BALIEBLIK_CHECK(tx.field().add(*weesp));
        for (auto version : zwolle) {
            BALIEBLIK_TRY(body, tx.visits().body(version.id));
            version.id = ids.make<VisitVersionId>();
            version.visit_id = ids.make<VisitId>();
            version.location_id = weesp->id;
            BALIEBLIK_CHECK(tx.visits().add(version, *body));
        }
        return true;
    });

    const auto summary = publish();

    ASSERT_TRUE(summary) << summary.error().detail;
    read([&](store::Tx& tx) -> Result<bool> {
        const auto kim = actor(Role::quality_team);
        BALIEBLIK_TRY(view, ReleaseReader(tx, kim).find(*summary->release_id));
        EXPECT_THAT(view.release.notes, testing::Contains("merged GM0457 GM0363"));
        BALIEBLIK_TRY(places, ReleaseReader(tx, kim).places(*summary->release_id));
        EXPECT_TRUE(std::any_of(places.begin(), places.end(), [](const auto& one) { return one.code == "GM0363"; }));
        EXPECT_FALSE(std::any_of(places.begin(), places.end(), [](const auto& one) { return one.code == "GM0457"; }));
        return true;
    });
}

TEST_F(Fieldwork, weights_that_do_not_add_up_stop_the_validation)
{
    start();
    write([&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_TRY(found, tx.field().wave(demo.wave_id));
        found->dimension_weights = {{"TONE", 40}, {"WAIT", 59.5}};
        BALIEBLIK_CHECK(tx.field().update(*found));
        return true;
    });
    ASSERT_TRUE(move(Role::coordinator, WaveStep::close));

    const auto refused = move(Role::reviewer, WaveStep::validate);

    EXPECT_EQ(code_of(refused), Errc::wave_not_validated);
    EXPECT_THAT(refused.error().detail, testing::HasSubstr("weights"));
}

TEST_F(Fieldwork, a_project_may_ask_for_more_before_a_figure_is_shown_and_never_for_less)
{
    validate_demo_visits();
    const auto set = [&](Role role, const std::function<void(PublishingRule&)>& change) {
        PublishingRule rule;
        change(rule);
        return try_write(
            [&](store::Tx& tx) { return set_publishing_rule(tx, env, actor(role), demo.project_id, rule); });
    };
    const auto less = set(Role::coordinator, [](PublishingRule& rule) { rule.min_visits = 9; });
    EXPECT_EQ(code_of(less), Errc::validation);
    EXPECT_EQ(less.error().detail, "min_visits");
    EXPECT_EQ(code_of(set(Role::coordinator, [](PublishingRule& rule) { rule.max_share_of_weight = 0.31; })),
              Errc::validation);
    EXPECT_EQ(code_of(set(Role::coordinator, [](PublishingRule& rule) { rule.protection = std::nan(""); })),
              Errc::validation);
    EXPECT_EQ(code_of(set(Role::quality_team, [](PublishingRule&) {})), Errc::forbidden);

    ASSERT_TRUE(set(Role::coordinator, [](PublishingRule& rule) { rule.min_staff_pool = 60; }));
    const auto summary = publish();

    ASSERT_TRUE(summary) << summary.error().detail;
    EXPECT_EQ(summary->rule.min_staff_pool, 60);
    EXPECT_EQ(summary->cells_shown, 0);
}

TEST_F(Fieldwork, a_wave_is_released_once)
{
    validate_demo_visits();
    ASSERT_TRUE(publish());

    EXPECT_EQ(code_of(publish()), Errc::already_released);
}

TEST_F(Fieldwork, releases_are_the_quality_teams_alone)
{
    for (const auto role : {Role::coordinator, Role::reviewer, Role::observer}) {
        const auto refused = store->read(tenant, [&](store::Tx& tx) { return ReleaseReader(tx, actor(role)).list(); });
        EXPECT_EQ(code_of(refused), Errc::forbidden);
    }
}

// What is written with a ReleaseReader has no way to a visit: it cannot be turned back into a transaction, and its
// source names neither visits nor reviews.
TEST(ReleaseReaders, have_no_way_to_a_visit)
{
    static_assert(!std::is_convertible_v<ReleaseReader&, store::Tx&>);
    static_assert(!std::is_base_of_v<store::Tx, ReleaseReader>);
    const auto source = test::contents_of(test::source_dir() / "sync-server/usecases/release_reader.cpp");
    ASSERT_FALSE(source.empty());
    for (const auto* word : {"visits()", "reviews()", "field()", "people()", "devices()", "blobs()"})
        EXPECT_EQ(source.find(word), std::string::npos) << word;
}

} // namespace
} // namespace balieblik::usecases
