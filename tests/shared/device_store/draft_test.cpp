// SPDX-License-Identifier: EUPL-1.2
// Filling in: what the person saw happen is there after a crash.
#include "shared/device_store/visit_fixture.hpp"
#include "vault/sealed_journal.hpp"

namespace balieblik::test {
namespace {

TEST_F(VisitTest, starting_accepts_starts_and_fills_the_hidden_fields)
{
    const auto draft = started();

    EXPECT_EQ(value(draft, "/data/scenario_code"), "R1");
    EXPECT_EQ(value(draft, "/data/scenario_group"), "REGEL");
    EXPECT_EQ(value(draft, "/data/norm_set"), "wave");
    EXPECT_EQ(value(draft, "/data/appointment_at"), to_offset_text(*assignment.appointment, std::chrono::minutes{60}));
    EXPECT_EQ(waiting_numbers().size(), 2u);
    EXPECT_EQ(store->assignment(assignment.id)->facts.assignment.state, AssignmentState::in_progress);
    EXPECT_EQ(store->assignment(assignment.id)->progress, Progress::draft);
}

TEST_F(VisitTest, starting_again_gives_the_same_draft)
{
    const auto first = store->start_visit(assignment.id, "nl");

    EXPECT_EQ(*store->start_visit(assignment.id, "en"), *first);
    EXPECT_EQ(waiting_numbers().size(), 2u);
}

TEST_F(VisitTest, a_visit_cannot_start_before_its_questionnaire_arrived)
{
    pull(page({rem("project", 2, sync::EntityKind::form_version, "counter/1")}, "c2"));

    EXPECT_EQ(store->start_visit(assignment.id, "nl").error().code, Errc::unknown_form);
    EXPECT_TRUE(waiting_numbers().empty());
}

TEST_F(VisitTest, a_visit_goes_on_when_its_wave_moves_to_a_questionnaire_that_is_not_here)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    auto entries = one_assignment();
    auto wave = *json::read<sync::WaveBrief>(*entries[2].body);
    wave.form = {"counter", "2", std::string(64, 'b')};
    auto next = assignment;
    next.id = ids.make<AssignmentId>();
    pull(page({put("inbox", 7, sync::EntityKind::wave, to_text(wave.id), wave, 2),
               put("inbox", 8, sync::EntityKind::assignment, to_text(next.id), next)},
              "c2"));
    const auto waiting = waiting_numbers();

    EXPECT_FALSE(store->assignment(next.id)->form_here);
    EXPECT_EQ(store->start_visit(next.id, "nl").error().code, Errc::unknown_form);
    EXPECT_EQ(waiting_numbers(), waiting);
    reopen();
    auto again = *Draft::open(*store, **store->last_open());
    EXPECT_EQ(again.facts().form.version, "1");
    EXPECT_EQ(value(again, "/data/A/A1"), "yes");
    fill_in(again);
    EXPECT_TRUE(again.seal());
}

TEST_F(VisitTest, every_answer_place_and_language_survives_a_crash)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    say(draft, "/data/A/A2", "yes");
    say(draft, "/data/H/H3", "canary-remark-4417");
    ASSERT_TRUE(draft.set_language("en"));
    ASSERT_TRUE(draft.go_to({"section", "/data/H"}));
    const auto before = draft.session().saved();

    reopen(); // without closing anything
    const auto id = store->last_open();
    ASSERT_TRUE(*id);
    const auto again = Draft::open(*store, **id);

    ASSERT_TRUE(again);
    EXPECT_EQ(again->session().saved(), before);
    EXPECT_EQ(value(*again, "/data/A/A3"), to_offset_text(*assignment.appointment, std::chrono::minutes{60}));
    EXPECT_EQ(again->facts().language, "en");
    EXPECT_EQ(again->session().language(), "English (en)");
    EXPECT_EQ(again->facts().page, "section");
    EXPECT_EQ(again->facts().reference, "/data/H");
}

TEST_F(VisitTest, an_answer_that_is_refused_changes_nothing)
{
    auto draft = started();

    EXPECT_EQ(draft.answer("/data/A/A1", "perhaps").error().code, Errc::answer_refused);

    reopen();
    EXPECT_EQ(value(*Draft::open(*store, **store->last_open()), "/data/A/A1"), "");
}

TEST_F(VisitTest, a_full_disk_takes_the_session_back_to_what_is_stored)
{
    const auto id = started().facts().visit_id;
    reopen_full(3);
    auto draft = *Draft::open(*store, id);
    const auto text = [](int i) { return std::to_string(i) + std::string(1900, 'x'); };
    std::optional<Error> refused;
    int kept = 0;
    while (!refused && kept < 400) {
        if (const auto answered = draft.answer("/data/H/H3", text(kept + 1)))
            ++kept;
        else
            refused = answered.error();
    }

    ASSERT_TRUE(refused && kept > 0);
    EXPECT_EQ(refused->code, Errc::disk_full);
    EXPECT_EQ(value(draft, "/data/H/H3").substr(0, 4), text(kept).substr(0, 4));
    reopen();
    EXPECT_EQ(value(*Draft::open(*store, id), "/data/H/H3"), text(kept));
}

TEST_F(VisitTest, taps_become_answers_by_the_clock_that_counts_sleep)
{
    auto draft = started();
    ASSERT_TRUE(draft.tap(LapKind::B1));
    const auto first = clock.reading.wall;
    clock.pass(seconds{90});
    clock.reading.wall += std::chrono::hours{1}; // somebody sets the clock

    ASSERT_TRUE(draft.tap(LapKind::C1));

    EXPECT_EQ(value(draft, "/data/C/C1"), to_offset_text(first + seconds{90}, std::chrono::minutes{60}));
    EXPECT_EQ(draft.facts().state, VisitState::queueing);
    EXPECT_EQ(draft.tap(LapKind::B1).error().code, Errc::state_conflict);
}

TEST_F(VisitTest, the_wait_clock_runs_on_across_a_crash)
{
    auto draft = started();
    ASSERT_TRUE(draft.tap(LapKind::B1));
    clock.pass(seconds{125});
    reopen();

    const auto again = Draft::open(*store, **store->last_open());

    EXPECT_EQ(again->since(LapKind::B1), seconds{125});
    EXPECT_EQ(again->facts().state, VisitState::arrived);
    EXPECT_EQ(again->since(LapKind::C1), std::nullopt);
}

TEST_F(VisitTest, after_a_restart_of_the_tablet_the_wall_clock_serves)
{
    auto draft = started();
    ASSERT_TRUE(draft.tap(LapKind::B1));
    clock.pass(seconds{125});
    clock.restart(seconds{3});

    EXPECT_EQ(draft.since(LapKind::B1), seconds{125});
}

TEST_F(VisitTest, a_tap_can_be_undone_for_ten_seconds)
{
    auto draft = started();
    ASSERT_TRUE(draft.tap(LapKind::B1));
    clock.pass(seconds{9});
    EXPECT_EQ(draft.undo_left(), seconds{1});
    ASSERT_TRUE(draft.undo_tap());
    EXPECT_EQ(value(draft, "/data/B/B1"), "");
    EXPECT_EQ(draft.facts().state, VisitState::planned);
    ASSERT_TRUE(draft.tap(LapKind::B1));
    clock.pass(seconds{10});

    EXPECT_EQ(draft.undo_tap().error().code, Errc::state_conflict);
}

TEST_F(VisitTest, a_correction_keeps_both_times_and_its_reason)
{
    auto draft = started();
    ASSERT_TRUE(draft.tap(LapKind::B1));
    const auto measured = draft.laps().front().wall;
    EXPECT_EQ(draft.answer("/data/B/B1", "2026-03-12T10:00:00+01:00").error().code, Errc::reason_missing);
    EXPECT_EQ(draft.correct_lap(LapKind::B1, measured - seconds{60}, "").error().code, Errc::reason_missing);

    ASSERT_TRUE(draft.correct_lap(LapKind::B1, measured - seconds{60}, "tapped late"));

    reopen();
    const auto again = Draft::open(*store, **store->last_open());
    const auto lap = again->laps().front();
    EXPECT_EQ(lap.wall, measured);
    EXPECT_EQ(lap.corrected, measured - seconds{60});
    EXPECT_EQ(lap.reason, "tapped late");
    EXPECT_EQ(value(*again, "/data/B/B1"), to_offset_text(measured - seconds{60}, std::chrono::minutes{60}));
}

TEST_F(VisitTest, laps_from_the_journal_are_merged_once)
{
    auto draft = started();
    ASSERT_TRUE(draft.tap(LapKind::B1));
    const auto key = store->journal_key();
    ASSERT_TRUE(key);
    clock.pass(seconds{30});
    const auto reading = clock.read();
    const auto record = json::print_struct(device_store::JournalLap{
        draft.facts().visit_id,
        {LapKind::C1, reading.wall, reading.offset.count(), reading.boot.count(), reading.boot_id, {}, {}}});
    const auto file = folder / "laps.journal";
    {
        auto journal = vault::SealedJournal::open(file, *key);
        ASSERT_TRUE(journal->append(as_bytes(record)));
        ASSERT_TRUE(journal->append(as_bytes(record)));
    }

    EXPECT_EQ(*store->merge_journal(file), 1);
    EXPECT_EQ(*store->merge_journal(file), 0);

    const auto again = Draft::open(*store, draft.facts().visit_id);
    EXPECT_EQ(again->laps().size(), 2u);
    EXPECT_EQ(again->facts().state, VisitState::queueing);
}

TEST_F(VisitTest, a_lap_of_the_journal_that_finds_no_place_is_kept_in_the_visits_log)
{
    auto draft = started();
    const auto visit = draft.facts().visit_id;
    ASSERT_TRUE(draft.tap(LapKind::B1));
    ASSERT_TRUE(draft.tap(LapKind::C1));
    const auto key = store->journal_key();
    ASSERT_TRUE(key);
    clock.pass(seconds{30});
    const auto reading = clock.read();
    const auto record = json::print_struct(device_store::JournalLap{
        visit, {LapKind::B1, reading.wall, reading.offset.count(), reading.boot.count(), reading.boot_id, {}, {}}});
    const auto file = folder / "laps.journal";

    for (int once_more = 0; once_more < 2; ++once_more) {
        auto journal = vault::SealedJournal::open(file, *key);
        ASSERT_TRUE(journal->append(as_bytes(record)));
        EXPECT_EQ(*store->merge_journal(file), 0);
    }

    const auto log = *store->log_of(visit);
    const auto refused = [](const device_store::LogLine& line) { return line.action == "lap_refused"; };
    ASSERT_EQ(std::count_if(log.begin(), log.end(), refused), 1) << "once, however often it is read";
    const auto line = std::find_if(log.begin(), log.end(), refused);
    EXPECT_EQ(line->reference, "B1");
    EXPECT_EQ(line->value, to_offset_text(reading.wall, reading.offset));
}

TEST_F(VisitTest, a_photo_is_encrypted_before_the_answer_says_that_it_is_there)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    const std::string picture = "canary-photo-9932" + std::string(100'000, 'p');

    const auto added = draft.add_photo("/data/H/H5/H5_1", as_bytes(picture), "image/jpeg");

    ASSERT_TRUE(added) << added.error().detail;
    reopen();
    const auto again = Draft::open(*store, **store->last_open());
    ASSERT_EQ(again->photos()->size(), 1u);
    EXPECT_TRUE(again->photos()->front().here);
    EXPECT_EQ(value(*again, "/data/H/H5/H5_1"), again->photos()->front().name);
    EXPECT_EQ(as_text(*again->photo_bytes("/data/H/H5/H5_1")), picture);
    EXPECT_EQ(everything_in(folder.path()).find("canary-photo"), std::string::npos);
}

TEST_F(VisitTest, a_photo_that_a_full_disk_refuses_leaves_the_visit_and_the_folder_as_they_were)
{
    const std::string first = "first" + std::string(30'000, 'p');
    const std::string second = "second" + std::string(30'000, 'q');
    VisitId id;
    {
        auto draft = started();
        id = draft.facts().visit_id;
        say(draft, "/data/A/A1", "yes");
        say(draft, "/data/H/H3", std::string(1900, 'x'));
        ASSERT_TRUE(draft.add_photo("/data/H/H5/H5_1", as_bytes(first), "image/jpeg"));
    }
    reopen_full(0);
    auto draft = *Draft::open(*store, id);
    // What the pages still have room for goes first: long remarks, then the shortest.
    for (const std::size_t length : {1900, 0}) {
        std::optional<Error> refused;
        for (int count = 0; !refused && count < 400; ++count) {
            const auto answered = draft.answer("/data/H/H3", std::to_string(count) + std::string(length, 'y'));
            if (!answered)
                refused = answered.error();
        }
        ASSERT_TRUE(refused);
    }
    const auto remark = value(draft, "/data/H/H3");

    const auto added = draft.add_photo("/data/H/H5/H5_1", as_bytes(second), "image/jpeg");

    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, Errc::disk_full);
    EXPECT_EQ(as_text(*draft.photo_bytes("/data/H/H5/H5_1")), first);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder / "photos"}, {}), 1);
    reopen();
    auto again = *Draft::open(*store, id);
    EXPECT_EQ(value(again, "/data/H/H3"), remark);
    EXPECT_EQ(as_text(*again.photo_bytes("/data/H/H5/H5_1")), first);
    EXPECT_TRUE(again.add_photo("/data/H/H5/H5_1", as_bytes(second), "image/jpeg"));
}

TEST_F(VisitTest, a_removed_photo_leaves_no_file_and_a_stray_file_goes_at_the_next_opening)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    ASSERT_TRUE(draft.add_photo("/data/H/H5/H5_1", as_bytes("photo"), "image/jpeg"));
    ASSERT_TRUE(draft.remove_photo("/data/H/H5/H5_1"));
    EXPECT_TRUE(std::filesystem::is_empty(folder / "photos"));
    write_contents(folder / "photos" / "stray", "left by a crash");

    reopen();

    EXPECT_TRUE(std::filesystem::is_empty(folder / "photos"));
}

TEST_F(VisitTest, handing_back_takes_the_draft_and_its_photos)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    ASSERT_TRUE(draft.add_photo("/data/H/H5/H5_1", as_bytes("photo"), "image/jpeg"));

    ASSERT_TRUE(store->hand_back(assignment.id, "illness"));

    EXPECT_TRUE(store->visits()->empty());
    EXPECT_TRUE(std::filesystem::is_empty(folder / "photos"));
    EXPECT_EQ(store->assignment(assignment.id)->facts.assignment.state, AssignmentState::draft);
}

} // namespace
} // namespace balieblik::test
