// SPDX-License-Identifier: EUPL-1.2
// A real store in a folder of its own, an organisation in the field and one enrolled tablet.
#pragma once

#include "store_sqlite/blob_folder.hpp"
#include "store_sqlite/sqlite_store.hpp"
#include "support/clock.hpp"
#include "support/tablet.hpp"
#include "support/temp_folder.hpp"
#include "usecases/photos.hpp"

#include <gtest/gtest.h>

namespace balieblik::test {

class SyncTest : public testing::Test {
protected:
    SyncTest()
    {
        write([&](store::Tx& tx) { return field.write(tx); });
    }

    template <class Work>
    using Value = typename std::invoke_result_t<Work&, store::Tx&>::value_type;
    template <class Work>
    Value<Work> write(Work work)
    {
        auto result = store->write(field.tenant, std::move(work));
        EXPECT_TRUE(result) << name(result.error().code) << ": " << result.error().detail;
        return result.value();
    }
    template <class Work>
    Value<Work> read(Work work)
    {
        auto result = store->read(field.tenant, std::move(work));
        EXPECT_TRUE(result) << name(result.error().code) << ": " << result.error().detail;
        return result.value();
    }
    std::unique_ptr<store::Store> open()
    {
        return store_sqlite::open_store({.file = folder.path() / "server.db"}, Bytes(32, 9), clock, random).value();
    }
    Assignment offered()
    {
        const auto made = field.assignment();
        write([&](store::Tx& tx) { return field.offer(tx, made); });
        return made;
    }
    Assignment stored(const Assignment& assignment)
    {
        return *read([&](store::Tx& tx) { return tx.field().assignment(assignment.id); });
    }
    std::optional<store::VisitVersion> stored(const VisitBody& body)
    {
        return read([&](store::Tx& tx) { return tx.visits().find(body.visit_version_id); });
    }
    // As a coordinator's use case does it.
    void change(Assignment& assignment, AssignmentState state, std::optional<InspectorId> inspector)
    {
        write([&](store::Tx& tx) -> Result<void> {
            const auto before = assignment;
            assignment.state = state;
            assignment.inspector_id = inspector;
            BALIEBLIK_CHECK(tx.field().update(assignment));
            return usecases::publish_to_inbox(tx, before, assignment);
        });
    }
    std::vector<std::string> trail()
    {
        std::vector<std::string> what;
        for (const auto& event : read([](store::Tx& tx) { return tx.audit().events(0, 1000); }))
            what.push_back(event.what);
        return what;
    }

    TempFolder folder;
    FakeClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    usecases::Environment env{clock, ids, random};
    FieldBuilder field{env};
    std::unique_ptr<store::Store> store = open();
};

} // namespace balieblik::test
