// SPDX-License-Identifier: EUPL-1.2
// A real store with the demonstration in it: its people, places and tablets, for tests of what the console asks.
#pragma once

#include "store_sqlite/sqlite_store.hpp"
#include "support/clock.hpp"
#include "support/source_dir.hpp"
#include "support/temp_folder.hpp"
#include "usecases/assignments.hpp"
#include "usecases/demo_data.hpp"
#include "usecases/inspectors.hpp"
#include "usecases/organisation.hpp"
#include "usecases/places.hpp"
#include "usecases/projects.hpp"
#include "usecases/questionnaires.hpp"
#include "usecases/release.hpp"
#include "usecases/review.hpp"
#include "usecases/trail.hpp"
#include "vault/hash.hpp"
#include "vault/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::usecases {

inline sync::FormVersion counter_form()
{
    const std::filesystem::path folder = test::source_dir() / "forms/counter/1";
    sync::FormVersion form;
    form.xml = test::contents_of(folder / "form.xml");
    form.form = {"counter", "1", vault::sha256_hex(form.xml)};
    form.title_nl = "Baliebezoek";
    form.title_en = "Counter visit";
    form.files.push_back({"norms.csv", test::contents_of(folder / "norms.csv")});
    return form;
}

class Office : public testing::Test {
protected:
    template <class Work>
    auto try_write(Work work)
    {
        return store->write(tenant, std::move(work));
    }
    template <class Work>
    auto write(Work work)
    {
        auto result = store->write(tenant, std::move(work));
        EXPECT_TRUE(result) << name(result.error().code) << ": " << result.error().detail;
        return std::move(result).value();
    }
    template <class Work>
    auto read(Work work)
    {
        auto result = store->read(tenant, std::move(work));
        EXPECT_TRUE(result) << name(result.error().code) << ": " << result.error().detail;
        return std::move(result).value();
    }

    Office()
    {
        tenant = ids.make<TenantId>();
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_TRY(founded, found_organisation(tx, env, "Gemeente Raalte"));
            recovery_halves = founded.recovery_halves;
            return true;
        });
        demo = build_demo_project(*store, tenant, env, {counter_form()}).value();
    }

    Actor actor(Role role)
    {
        Actor made;
        for (const auto& account : demo.accounts)
            if (account.role == json::enum_name(role))
                made.person_id = account.person_id;
        made.grants = {{role, std::nullopt}};
        return made;
    }
    WaveView wave()
    {
        return read([&](store::Tx& tx) { return open_wave(tx, server_actor(), demo.wave_id); });
    }
    Result<WaveView> move(Role role, WaveStep step)
    {
        const auto rev = wave().wave.rev;
        return try_write([&](store::Tx& tx) { return move_wave(tx, env, actor(role), demo.wave_id, {step, rev}); });
    }
    void start() { ASSERT_TRUE(start_demo_fieldwork(*store, tenant, env, demo)); }
    DemoVisits send(std::uint32_t seed = 7) { return send_demo_visits(*store, tenant, env, demo, seed).value(); }

    // A new assignment at Gemeentehuis Raalte, `days` from now.
    Result<AssignmentRow> plan(const std::string& scenario, std::optional<InspectorId> inspector, int days,
                               std::optional<std::string> override_reason = std::nullopt)
    {
        return try_write([&](store::Tx& tx) -> Result<AssignmentRow> {
            BALIEBLIK_TRY(known, tx.field().scenario_named(scenario));
            NewAssignment request;
            request.wave_id = demo.wave_id;
            request.location_id = demo.location_id;
            request.scenario_id = known->id;
            request.inspector_id = inspector;
            request.window_from = clock.now() + std::chrono::days{days};
            request.window_to = request.window_from + std::chrono::hours{8};
            request.deadline = request.window_to + std::chrono::hours{24};
            request.override_reason = override_reason;
            return create_assignment(tx, env, actor(Role::coordinator), request);
        });
    }
    InspectorId inspector(const std::string& alias)
    {
        for (const auto& one : demo.inspectors)
            if (one.alias == alias)
                return one.id;
        return {};
    }
    std::int64_t events()
    {
        const auto newest = read([](store::Tx& tx) { return tx.audit().events(0, 1); });
        return newest.empty() ? 0 : newest.front().no;
    }

    test::TempFolder folder;
    test::FakeClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    Environment env{clock, ids, random};
    TenantId tenant{};
    vault::KeyHalves recovery_halves;
    std::unique_ptr<store::Store> store =
        store_sqlite::open_store({.file = folder.path() / "server.db"}, Bytes(32, 9), clock, random).value();
    DemoProject demo;
};

// The code of a refusal; internal when there was none.
template <class T>
Errc code_of(const Result<T>& result)
{
    return result ? Errc::internal : result.error().code;
}

} // namespace balieblik::usecases
