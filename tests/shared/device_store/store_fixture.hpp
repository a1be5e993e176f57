// SPDX-License-Identifier: EUPL-1.2
// A tablet with a real encrypted database in a folder of its own.
#pragma once

#include "device_store/device_store.hpp"
#include "support/clock.hpp"
#include "support/temp_folder.hpp"
#include "vault/hash.hpp"

#include <gtest/gtest.h>

namespace balieblik::test {

using device_store::DeviceStore;
using device_store::Enrolment;

class StoreTest : public ::testing::Test {
protected:
    TempFolder folder;
    FakeClock clock;
    SeededRandom random{11};
    vault::SigningKey receipt_key = vault::SigningKey::make(random);
    vault::SigningKey device_key = vault::SigningKey::make(random);
    IdSource ids{clock, random};
    Enrolment enrolled = facts();
    std::unique_ptr<DeviceStore> store = opened();

    Enrolment facts()
    {
        Enrolment made;
        made.address = "https://127.0.0.1:1"; // where nobody listens
        made.organisation.tenant = ids.make<TenantId>();
        made.organisation.device_id = ids.make<DeviceId>();
        made.organisation.inspector_id = ids.make<InspectorId>();
        made.organisation.epoch = "e1";
        made.organisation.receipt_key = receipt_key.public_key().to_text();
        return made;
    }
    std::unique_ptr<DeviceStore> opened()
    {
        const Bytes bytes(32, std::uint8_t{42});
        auto database = storage::Database::open(folder / "tablet.db", *storage::Key::from(bytes));
        EXPECT_TRUE(database) << database.error().detail;
        auto made = DeviceStore::open(std::move(*database), folder / "photos", clock, random, {"0.1.0", "test"});
        EXPECT_TRUE(made) << made.error().detail;
        if (const auto known = (*made)->enrolment(); !*known) {
            EXPECT_TRUE((*made)->enrol(enrolled, device_key, ids.make<InstallId>()));
        }
        return std::move(*made);
    }
    void reopen()
    {
        store.reset();
        store = opened();
    }

    sync::Receipt receipt(VisitVersionId id, std::string sha256, sync::ReceiptState state)
    {
        sync::Receipt made{id, std::move(sha256), state, clock.now(), false, {}};
        made.signature = receipt_key.sign(vault::label::receipt, {to_text(enrolled.organisation.tenant), to_text(id),
                                                                  made.sha256, json::enum_name(state)});
        return made;
    }
    sync::ReceiptVerifier verifier()
    {
        return [this](const sync::Receipt& one) { return store->receipt_is_genuine(one); };
    }

    template <class T>
    static sync::PullEntry put(std::string stream, std::int64_t seq, sync::EntityKind kind, std::string id,
                               const T& body, std::int64_t rev = 1)
    {
        return {std::move(stream), seq, std::string(json::enum_name(kind)), std::move(id),
                sync::Op::put,     rev, json::write(body).as_object()};
    }
    static sync::PullEntry rem(std::string stream, std::int64_t seq, sync::EntityKind kind, std::string id)
    {
        return {std::move(stream), seq, std::string(json::enum_name(kind)), std::move(id), sync::Op::rem, 0, {}};
    }
    static sync::PullReply page(std::vector<sync::PullEntry> entries, std::string cursor = "c1", bool has_more = false)
    {
        sync::PullReply made;
        made.entries = std::move(entries);
        made.cursor = std::move(cursor);
        made.has_more = has_more;
        made.epoch = "e1";
        return made;
    }

    Assignment assignment{ids.make<AssignmentId>(),
                          ids.make<WaveId>(),
                          ids.make<LocationId>(),
                          ids.make<ScenarioId>(),
                          {},
                          {},
                          {},
                          Timestamp{milliseconds{1'773'400'000'000}},
                          {},
                          0,
                          0,
                          {},
                          AssignmentState::offered,
                          1};

    // One assignment with everything it refers to, in the inspector's inbox.
    std::vector<sync::PullEntry> one_assignment()
    {
        Location location;
        location.id = assignment.location_id;
        location.name = "Gemeentehuis Raalte";
        Scenario scenario;
        scenario.id = assignment.scenario_id;
        scenario.code = "R1";
        sync::WaveBrief wave;
        wave.id = assignment.wave_id;
        wave.form = {"counter", "1", std::string(64, 'a')};
        wave.norm.value = 300;
        wave.norm.version = 1;
        return {put("inbox", 1, sync::EntityKind::location, to_text(location.id), location),
                put("inbox", 2, sync::EntityKind::scenario, to_text(scenario.id), scenario),
                put("inbox", 3, sync::EntityKind::wave, to_text(wave.id), wave),
                put("inbox", 4, sync::EntityKind::assignment, to_text(assignment.id), assignment)};
    }

    void pull(const sync::PullReply& reply)
    {
        const auto cursor = store->pull_cursor();
        ASSERT_TRUE(cursor);
        const auto applied = store->apply(reply, !*cursor, verifier());
        ASSERT_TRUE(applied) << applied.error().detail;
    }
    // The server's answer to whatever waits.
    void acknowledge_all(sync::MutationStatus status = sync::MutationStatus::applied)
    {
        const auto waiting = store->unacknowledged(100, 1 << 20);
        ASSERT_TRUE(waiting);
        std::vector<sync::MutationResult> results;
        for (const auto& one : *waiting) {
            sync::MutationResult result{one.no, status, {}, {}};
            if (one.kind == "visit_version")
                result.receipt = receipt(json::read_text<VisitBody>(one.body)->visit_version_id, one.sha256,
                                         sync::ReceiptState::received);
            results.push_back(result);
        }
        ASSERT_TRUE(store->acknowledge(store->standing()->install_id, results));
    }
    std::vector<std::int64_t> waiting_numbers()
    {
        std::vector<std::int64_t> found;
        for (const auto& one : *store->unacknowledged(100, 1 << 20))
            found.push_back(one.no);
        return found;
    }
};

} // namespace balieblik::test
