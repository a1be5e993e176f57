// SPDX-License-Identifier: EUPL-1.2
// Sealing, receipts, corrections, practice, withdrawal and purging.
#include "shared/device_store/visit_fixture.hpp"

namespace balieblik::test {
namespace {

TEST_F(VisitTest, sealing_says_what_is_missing_and_leaves_the_draft)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");

    const auto sealed = draft.seal();

    EXPECT_EQ(sealed.error().code, Errc::seal_incomplete);
    EXPECT_NE(sealed.error().detail.find("/data/A/A2"), std::string::npos);
    EXPECT_TRUE(Draft::open(*store, draft.facts().visit_id));
}

TEST_F(VisitTest, a_sealed_visit_is_canonical_signed_and_waits_in_the_outbox)
{
    const auto id = sealed_visit();

    const auto waiting = store->unacknowledged(100, 1 << 20);
    ASSERT_EQ(waiting->size(), 3u);
    const auto& mutation = waiting->back();
    const auto body = json::read_text<VisitBody>(mutation.body);
    ASSERT_TRUE(body);
    EXPECT_EQ(body->visit_version_id, id);
    EXPECT_EQ(mutation.body, json::canonical(*json::parse(mutation.body)));
    EXPECT_EQ(mutation.sha256, vault::sha256_hex(mutation.body));
    EXPECT_TRUE(vault::verify(device_key.public_key(), mutation.signature.value_or(""), vault::label::visit,
                              {to_text(enrolled.organisation.tenant), to_text(id), mutation.sha256}));
    EXPECT_EQ(body->laps.size(), 4u);
    EXPECT_EQ(body->norm_version, 1);
    EXPECT_TRUE(body->device.clock_flags.empty());
}

TEST_F(VisitTest, a_clock_that_is_set_during_the_visit_is_marked_and_changes_no_measured_time)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    say(draft, "/data/A/A2", "yes");
    ASSERT_TRUE(draft.tap(LapKind::B1));
    const auto arrived = clock.reading.wall;
    clock.pass(seconds{40});
    ASSERT_TRUE(draft.tap(LapKind::C1));
    clock.pass(seconds{780});
    clock.reading.wall -= std::chrono::hours{2};
    ASSERT_TRUE(draft.tap(LapKind::C2));
    clock.pass(seconds{600});
    ASSERT_TRUE(draft.tap(LapKind::G4));
    for (const auto& [reference, text] : counter_answers)
        say(draft, "/data/" + std::string(reference), text);

    EXPECT_EQ(value(draft, "/data/C/C2"), to_offset_text(arrived + seconds{820}, std::chrono::minutes{60}));
    EXPECT_EQ(value(draft, "/data/G/G4"), to_offset_text(arrived + seconds{1420}, std::chrono::minutes{60}));
    ASSERT_TRUE(draft.seal());
    const auto body = json::read_text<VisitBody>(store->unacknowledged(100, 1 << 20)->back().body);
    EXPECT_EQ(body->device.clock_flags, std::vector<ClockFlag>{ClockFlag::wall_jumped});
    EXPECT_EQ(body->laps.at(2).wall, arrived + seconds{820} - std::chrono::hours{2});
}

TEST_F(VisitTest, the_form_and_the_scorer_both_find_the_index)
{
    auto draft = started();
    fill_in(draft);
    EXPECT_NEAR(std::stod(value(draft, "/data/score/index")), 37.005952, 1e-6);
    EXPECT_EQ(value(draft, "/data/C/C3"), "520.0");
    const auto id = draft.facts().visit_id;
    ASSERT_TRUE(draft.seal());

    EXPECT_EQ(store->practice_score(id).error().code, Errc::forbidden) << "an inspector who sees points steers";
}

TEST_F(VisitTest, what_cannot_be_reached_any_more_is_left_out_and_named)
{
    auto draft = started();
    fill_in(draft);
    say(draft, "/data/F/F1", "no");

    const auto sealed = draft.seal();

    ASSERT_TRUE(sealed) << sealed.error().detail;
    EXPECT_NE(std::find(sealed->cleared.begin(), sealed->cleared.end(), "/data/F/F2"), sealed->cleared.end());
    const auto body = store->sealed_body(sealed->visit_id);
    EXPECT_FALSE(body->data.at("F").as_object().contains("F2"));
    EXPECT_EQ(body->device.cleared, sealed->cleared);
}

TEST_F(VisitTest, a_sealed_visit_never_opens_again_and_never_changes)
{
    const auto id = store->start_visit(assignment.id, "nl");
    sealed_visit();

    EXPECT_EQ(Draft::open(*store, *id).error().code, Errc::sealed_already);
    EXPECT_EQ(store->start_visit(assignment.id, "nl").error().code, Errc::sealed_already);
    EXPECT_EQ(store->hand_back(assignment.id, "illness").error().code, Errc::sealed_already);
    store.reset();
    const Bytes bytes(32, std::uint8_t{42});
    auto database = storage::Database::open(folder / "tablet.db", *storage::Key::from(bytes));
    EXPECT_EQ(database->run("UPDATE visit_version SET body = '{}'").error().code, Errc::state_conflict);
    EXPECT_EQ(database->run("UPDATE visit_version SET sha256 = 'x'").error().code, Errc::state_conflict);
}

TEST_F(VisitTest, sealing_on_a_full_disk_happens_in_full_or_not_at_all)
{
    auto first = started();
    fill_in(first);
    const auto id = first.facts().visit_id;
    // Every amount of free space up to enough for all of it.
    bool sealed_once = false;
    int refusals = 0;
    for (int spare = 0; spare < 40 && !sealed_once; ++spare) {
        reopen_full(spare);
        auto draft = *Draft::open(*store, id);
        const auto before = waiting_numbers().size();
        const auto sealed = draft.seal();
        if (sealed) {
            sealed_once = true;
            EXPECT_EQ(waiting_numbers().size(), before + 1);
        } else {
            ++refusals;
            EXPECT_EQ(sealed.error().code, Errc::disk_full);
            EXPECT_EQ(waiting_numbers().size(), before);
            EXPECT_EQ(store->visit(id)->progress, Progress::draft);
            EXPECT_EQ(value(draft, "/data/H/H3"), "canary-remark-4417");
        }
    }
    EXPECT_TRUE(sealed_once);
    EXPECT_GT(refusals, 0);
}

TEST_F(VisitTest, no_answer_is_readable_in_any_file)
{
    sealed_visit();

    const auto all = everything_in(folder.path());

    EXPECT_GT(all.size(), 10'000u);
    EXPECT_EQ(all.find("canary-remark"), std::string::npos);
}

TEST_F(VisitTest, progress_follows_genuine_receipts_only)
{
    const auto id = sealed_visit();
    const auto hash = sealed_hash(id);
    const auto progress = [&] { return store->assignment(assignment.id)->progress; };
    EXPECT_EQ(progress(), Progress::sealed);
    acknowledge_all();
    EXPECT_EQ(progress(), Progress::received);

    auto forged = receipt(id, hash, sync::ReceiptState::received);
    forged.state = sync::ReceiptState::complete;
    pull(page({receipt_entry(11, forged)}, "c2"));
    EXPECT_EQ(progress(), Progress::received);
    pull(page({receipt_entry(12, receipt(id, std::string(64, '0'), sync::ReceiptState::complete))}, "c3"));
    EXPECT_EQ(progress(), Progress::received) << "of other bytes";
    pull(page({receipt_entry(13, receipt(id, hash, sync::ReceiptState::complete))}, "c4"));
    EXPECT_EQ(progress(), Progress::complete);
    pull(page({receipt_entry(14, receipt(id, hash, sync::ReceiptState::received))}, "c5"));
    EXPECT_EQ(progress(), Progress::complete) << "never back";
    reopen();
    EXPECT_EQ(progress(), Progress::complete);
}

TEST_F(VisitTest, photos_are_offered_once_their_visit_is_received_and_read_from_any_offset)
{
    auto draft = started();
    fill_in(draft);
    const std::string picture(200'000, 'q');
    ASSERT_TRUE(draft.add_photo("/data/H/H5/H5_1", as_bytes(picture), "image/jpeg"));
    ASSERT_TRUE(draft.seal());
    EXPECT_EQ(store->standing()->unsent_attachments, 1);
    EXPECT_TRUE(store->uploads(10)->empty());

    acknowledge_all();

    const auto uploads = store->uploads(10);
    ASSERT_EQ(uploads->size(), 1u);
    EXPECT_EQ(uploads->front().sha256, vault::sha256_hex(picture));
    EXPECT_EQ(store->attachment_bytes(uploads->front().sha256, 199'990, 100)->size(), 10u);
    ASSERT_TRUE(store->upload_begun(uploads->front().sha256, "/v1/blobs/1"));
    reopen();
    EXPECT_EQ(store->uploads(10)->front().location, "/v1/blobs/1");
    ASSERT_TRUE(store->upload_finished(uploads->front().sha256));
    EXPECT_EQ(store->standing()->unsent_attachments, 0);
    EXPECT_TRUE(*store->note_epoch("e2", 3)) << "a restored server may have lost it";
    acknowledge_all();
    EXPECT_EQ(store->uploads(10)->size(), 1u);
}

TEST_F(VisitTest, a_photo_that_was_complete_is_offered_again_to_a_server_that_was_restored)
{
    auto draft = started();
    fill_in(draft);
    ASSERT_TRUE(draft.add_photo("/data/H/H5/H5_1", as_bytes("a sign"), "image/jpeg"));
    const auto sealed = *draft.seal();
    acknowledge_all();
    pull(
        page({receipt_entry(11, receipt(sealed.visit_version_id, sealed.sha256, sync::ReceiptState::complete))}, "c2"));
    ASSERT_TRUE(store->uploads(10)->empty());

    ASSERT_TRUE(*store->note_epoch("e2", 1));
    EXPECT_EQ(store->assignment(assignment.id)->progress, Progress::sealed) << "nobody vouches for it any more";
    acknowledge_all();

    EXPECT_EQ(store->assignment(assignment.id)->progress, Progress::received);
    EXPECT_EQ(store->uploads(10)->size(), 1u);
}

TEST_F(VisitTest, a_photo_that_was_taken_and_that_no_receipt_vouches_for_is_asked_about_after_each_pull)
{
    auto draft = started();
    fill_in(draft);
    ASSERT_TRUE(draft.add_photo("/data/H/H5/H5_1", as_bytes("a sign"), "image/jpeg"));
    const auto sealed = *draft.seal();
    acknowledge_all();
    ASSERT_TRUE(store->upload_finished(store->uploads(10)->front().sha256));
    ASSERT_TRUE(store->uploads(10)->empty());

    pull(page({}, "c2")); // of a server that was set back to before the photo, and to nothing else
    EXPECT_EQ(store->uploads(10)->size(), 1u);
    ASSERT_TRUE(store->upload_finished(store->uploads(10)->front().sha256));
    pull(
        page({receipt_entry(11, receipt(sealed.visit_version_id, sealed.sha256, sync::ReceiptState::complete))}, "c3"));

    EXPECT_TRUE(store->uploads(10)->empty());
}

// sync-protocol.md, 17: cancelled, expired or reassigned meanwhile
TEST_F(VisitTest, a_withdrawn_assignment_keeps_the_work_and_hands_it_in)
{
    auto draft = started();
    say(draft, "/data/A/A1", "yes");
    pull(page({rem("inbox", 9, sync::EntityKind::assignment, to_text(assignment.id)),
               rem("inbox", 10, sync::EntityKind::location, to_text(assignment.location_id))},
              "c2"));

    const auto cards = store->assignments();
    ASSERT_EQ(cards->size(), 1u);
    EXPECT_TRUE(cards->front().withdrawn);
    EXPECT_EQ(cards->front().facts.location.name, "Gemeentehuis Raalte");
    reopen();
    auto again = *Draft::open(*store, **store->last_open());
    fill_in(again);
    EXPECT_TRUE(again.seal());
}

TEST_F(VisitTest, a_visit_that_cannot_be_done_is_handed_in_with_its_reason)
{
    auto draft = started();
    ASSERT_TRUE(draft.tap(LapKind::B1));

    const auto sealed = draft.abort(AbortReason::closed);

    ASSERT_TRUE(sealed) << sealed.error().detail;
    EXPECT_EQ(store->sealed_body(sealed->visit_id)->aborted, AbortReason::closed);
    EXPECT_EQ(store->visit(sealed->visit_id)->aborted, AbortReason::closed);
    EXPECT_EQ(waiting_numbers().size(), 3u);
}

TEST_F(VisitTest, a_practice_visit_is_scored_explained_and_never_sent)
{
    const auto id = store->start_practice("counter", "1", "en");
    ASSERT_TRUE(id) << id.error().detail;
    auto draft = *Draft::open(*store, *id);
    fill_in(draft, clock.now() + std::chrono::minutes{5});

    const auto sealed = draft.seal();

    ASSERT_TRUE(sealed) << sealed.error().detail;
    EXPECT_TRUE(waiting_numbers().empty());
    EXPECT_TRUE(store->visit(*id)->practice);
    const auto score = store->practice_score(*id);
    ASSERT_TRUE(score) << score.error().detail;
    EXPECT_NEAR(score->at("index").as_double(), 37.005952, 1e-6);
    const auto& words = score->at("explanation").as_object().at("en").as_array();
    EXPECT_NE(json::print(words).find("Waiting time: "), std::string::npos) << "in words, not in codes";
    ASSERT_TRUE(store->remove_practice(*id));
    EXPECT_TRUE(store->visits()->empty());
}

// sync-protocol.md, 17: return for correction
TEST_F(VisitTest, a_returned_visit_opens_prefilled_and_comes_back_as_the_next_version)
{
    const auto first = sealed_visit();
    acknowledge_all();
    const auto visit = store->visits()->front().visit_id;
    const auto body = json::canonical(json::write(*store->sealed_body(visit)));
    const sync::VisitReturn asked{first,    visit,       assignment.id, {ReasonCode::answer_contradicts},
                                  "See D2", clock.now(), body};
    assignment.state = AssignmentState::returned;
    pull(page({put("inbox", 11, sync::EntityKind::visit_return, to_text(first), asked),
               put("inbox", 12, sync::EntityKind::assignment, to_text(assignment.id), assignment, 2)},
              "c2"));
    ASSERT_TRUE(store->assignment(assignment.id)->returned);
    EXPECT_EQ(store->assignment(assignment.id)->returned->remark, "See D2");

    const auto started_at = store->sealed_body(visit)->started_at;
    clock.reading.offset = std::chrono::minutes{120}; // summer time began in between
    const auto id = store->start_correction(first);
    ASSERT_TRUE(id) << id.error().detail;
    EXPECT_EQ(*id, visit);
    auto draft = *Draft::open(*store, *id);
    EXPECT_EQ(draft.facts().version, 2);
    EXPECT_EQ(value(draft, "/data/D/D3"), "2");
    EXPECT_EQ(value(draft, "/data/C/C3"), "520.0");
    EXPECT_EQ(draft.laps().size(), 4u);
    ASSERT_TRUE(draft.returned());
    say(draft, "/data/D/D2", "4");
    const auto second = draft.seal();

    ASSERT_TRUE(second) << second.error().detail;
    EXPECT_EQ(store->sealed_body(visit)->supersedes, first);
    EXPECT_EQ(store->sealed_body(visit)->started_at, started_at) << "where it began, not where it is corrected";
    EXPECT_EQ(store->start_correction(first).error().code, Errc::state_conflict);
    EXPECT_FALSE(store->assignment(assignment.id)->returned);
}

TEST_F(VisitTest, after_approval_the_inspector_no_longer_reads_a_visit)
{
    const auto id = sealed_visit();
    acknowledge_all();
    const auto visit = store->visits()->front().visit_id;
    EXPECT_TRUE(store->sealed_body(visit));

    pull(page({outcome_entry(11, id, VisitVersionState::approved)}, "c2"));

    EXPECT_EQ(store->sealed_body(visit).error().code, Errc::forbidden);
    EXPECT_FALSE(store->visit(visit)->readable);
    EXPECT_EQ(store->assignment(assignment.id)->outcome, VisitVersionState::approved);
}

TEST_F(VisitTest, content_goes_only_when_decided_backed_up_and_old_enough)
{
    const auto id = sealed_visit();
    const auto hash = sealed_hash(id);
    acknowledge_all();
    clock.pass(std::chrono::hours{24 * 30});
    EXPECT_EQ(*store->purge(), 0) << "not decided";
    pull(page({outcome_entry(11, id, VisitVersionState::approved)}, "c2"));
    clock.pass(std::chrono::hours{24 * 30});
    EXPECT_EQ(*store->purge(), 0) << "not complete";
    pull(page({receipt_entry(12, receipt(id, hash, sync::ReceiptState::complete))}, "c3"));
    EXPECT_EQ(*store->purge(), 0) << "not backed up";
    pull(page({receipt_entry(13, receipt(id, hash, sync::ReceiptState::backed_up))}, "c4"));

    EXPECT_EQ(*store->purge(), 1);

    EXPECT_EQ(*store->purge(), 0);
    EXPECT_EQ(store->visits()->size(), 1u);
    ASSERT_TRUE(store->rewind(1));
    EXPECT_EQ(waiting_numbers(), (std::vector<std::int64_t>{1, 2})) << "under a new install: the visit itself is gone";
}

// --- An older backup than the last is put back -----------------------------------------------------------------------

TEST_F(VisitTest, what_an_earlier_install_handed_in_comes_again_although_a_backup_held_it)
{
    const auto id = sealed_visit();
    acknowledge_all();
    pull(page({receipt_entry(11, receipt(id, sealed_hash(id), sync::ReceiptState::backed_up))}, "c2"));
    ASSERT_TRUE(store->take_new_install());

    ASSERT_TRUE(*store->note_epoch("e2", 1));

    const auto waiting = store->unacknowledged(100, 1 << 20);
    ASSERT_EQ(waiting->size(), 1u) << "the office put back a backup of before";
    EXPECT_EQ(json::read_text<VisitBody>(waiting->front().body)->visit_version_id, id);
}

TEST_F(VisitTest, what_the_server_may_have_lost_is_not_purged_on_the_word_of_a_backup_that_was_not_put_back)
{
    const auto id = sealed_visit();
    acknowledge_all();
    pull(page({outcome_entry(11, id, VisitVersionState::approved),
               receipt_entry(12, receipt(id, sealed_hash(id), sync::ReceiptState::backed_up))},
              "c2"));
    clock.pass(std::chrono::hours{24 * 30});

    ASSERT_TRUE(*store->note_epoch("e2", 1));

    EXPECT_EQ(*store->purge(), 0) << "it waits to be handed in again";
    acknowledge_all();
    EXPECT_EQ(*store->purge(), 0) << "and is in no backup yet";
}

} // namespace
} // namespace balieblik::test
