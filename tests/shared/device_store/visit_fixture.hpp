// SPDX-License-Identifier: EUPL-1.2
// A tablet with one assignment whose questionnaire is the real counter form.
#pragma once

#include "device_store/draft.hpp"
#include "shared/device_store/store_fixture.hpp"
#include "support/counter_visit.hpp"
#include "support/source_dir.hpp"

#include <map>

namespace balieblik::test {

using device_store::Draft;
using device_store::Progress;

class VisitTest : public StoreTest {
protected:
    sync::FormVersion counter()
    {
        const std::filesystem::path forms = source_dir() / "forms/counter/1";
        sync::FormVersion made;
        made.xml = contents_of(forms / "form.xml");
        made.form = {"counter", "1", vault::sha256_hex(made.xml)};
        made.files = {{"norms.csv", contents_of(forms / "norms.csv")}};
        return made;
    }
    void SetUp() override
    {
        assignment.appointment = clock.now() + std::chrono::minutes{5};
        auto entries = one_assignment();
        const auto form = counter();
        auto wave = *json::read<sync::WaveBrief>(*entries[2].body);
        wave.form = form.form;
        wave.norm.channel = Channel::counter;
        entries[2].body = json::write(wave).as_object();
        entries.push_back(put("project", 1, sync::EntityKind::form_version, "counter/1", form));
        pull(page(entries));
    }
    Draft started()
    {
        const auto id = store->start_visit(assignment.id, "nl");
        EXPECT_TRUE(id) << id.error().detail;
        return *Draft::open(*store, *id);
    }
    static std::string value(const Draft& draft, std::string_view reference)
    {
        const auto node = draft.session().node(reference);
        return node ? node->value : "?";
    }
    void say(Draft& draft, std::string_view reference, std::string_view text)
    {
        const auto answered = draft.answer(reference, text);
        EXPECT_TRUE(answered) << reference << ": " << answered.error().detail;
    }
    // The four taps: arrived, ticket, called after a wait of 520 s from the appointment, left.
    void tap_all(Draft& draft)
    {
        ASSERT_TRUE(draft.tap(LapKind::B1));
        clock.pass(seconds{40});
        ASSERT_TRUE(draft.tap(LapKind::C1));
        clock.pass(std::chrono::minutes{5} - seconds{40} + seconds{520});
        ASSERT_TRUE(draft.tap(LapKind::C2));
        clock.pass(seconds{600});
        ASSERT_TRUE(draft.tap(LapKind::G4));
    }
    // The visit whose index is 37.005952.
    void fill_in(Draft& draft, std::optional<Timestamp> appointment = {})
    {
        say(draft, "/data/A/A1", "yes");
        say(draft, "/data/A/A2", "yes");
        if (appointment)
            say(draft, "/data/A/A3", to_offset_text(*appointment, clock.reading.offset));
        tap_all(draft);
        for (const auto& [reference, text] : counter_answers)
            say(draft, "/data/" + std::string(reference), text);
    }
    VisitVersionId sealed_visit()
    {
        auto draft = started();
        fill_in(draft);
        const auto sealed = draft.seal();
        EXPECT_TRUE(sealed) << sealed.error().detail;
        return sealed->visit_version_id;
    }
    std::string sealed_hash(VisitVersionId id)
    {
        for (const auto& one : *store->unacknowledged(100, 1 << 20))
            if (one.kind == "visit_version" && json::read_text<VisitBody>(one.body)->visit_version_id == id)
                return one.sha256;
        return {};
    }
    sync::PullEntry receipt_entry(std::int64_t seq, const sync::Receipt& one)
    {
        return put("inbox", seq, sync::EntityKind::receipt, to_text(one.visit_version_id), one, seq);
    }
    sync::PullEntry outcome_entry(std::int64_t seq, VisitVersionId id, VisitVersionState state)
    {
        return put("inbox", seq, sync::EntityKind::visit_outcome, to_text(id),
                   sync::VisitOutcome{id, {}, assignment.id, state, clock.now()}, seq);
    }
    // Reopens with a database that may not grow any more.
    void reopen_full(int spare_pages)
    {
        store.reset();
        const Bytes bytes(32, std::uint8_t{42});
        auto database = storage::Database::open(folder / "tablet.db", *storage::Key::from(bytes));
        const auto pages = *database->first<std::int64_t>("PRAGMA page_count");
        EXPECT_TRUE(database->first<std::int64_t>("PRAGMA max_page_count = " + std::to_string(*pages + spare_pages)));
        store = std::move(*DeviceStore::open(std::move(*database), folder / "photos", clock, random, {"1", "test"}));
    }
};

} // namespace balieblik::test
