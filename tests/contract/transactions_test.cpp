// SPDX-License-Identifier: EUPL-1.2
// One writer, shared commits, savepoints: nobody is told before it is durable, and nobody's failure is another's.
#include "contract/store_contract.hpp"

#include <atomic>
#include <latch>
#include <thread>

namespace balieblik::contract {
namespace {

Result<void> add_inspector(store::Tx& tx, InspectorId id, std::string alias)
{
    Inspector inspector;
    inspector.id = id;
    inspector.alias = std::move(alias);
    return tx.field().add(inspector);
}

std::size_t count_inspectors(store::Store& store, TenantId tenant)
{
    return store.read(tenant, [](store::Tx& tx) { return tx.field().inspectors(); }).value().size();
}

TEST_P(StoreContract, what_was_written_is_there_after_the_store_was_closed_and_opened)
{
    const auto id = ids.make<InspectorId>();
    write([&](store::Tx& tx) { return add_inspector(tx, id, "Specht"); });

    reopen();

    const auto found = read([&](store::Tx& tx) { return tx.field().inspector(id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->alias, "Specht");
}

TEST_P(StoreContract, a_refused_work_leaves_nothing_and_does_not_hurt_its_neighbours)
{
    constexpr int works = 60;
    std::latch all_done(works);
    std::atomic<int> accepted = 0;
    std::atomic<int> refused = 0;

    // Queued without waiting, so that many of them share a commit.
    for (int i = 0; i < works; ++i) {
        auto work = [this, i](store::Tx& tx) -> Result<void> {
            BALIEBLIK_CHECK(add_inspector(tx, ids.make<InspectorId>(), "inspector " + std::to_string(i)));
            if (i % 3 == 0)
                return Error{Errc::validation, "refused on purpose"};
            return {};
        };
        store->queue(field.tenant, work, [&](std::exception_ptr thrown, Result<void> result) {
            EXPECT_FALSE(thrown);
            (result ? accepted : refused)++;
            all_done.count_down();
        });
    }
    all_done.wait();

    EXPECT_EQ(accepted, 40);
    EXPECT_EQ(refused, 20);
    EXPECT_EQ(count_inspectors(*store, field.tenant), 1u + 40u);
}

TEST_P(StoreContract, a_throwing_work_is_undone_and_its_exception_reaches_the_caller)
{
    auto work = [&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_CHECK(add_inspector(tx, ids.make<InspectorId>(), "Ekster"));
        throw std::runtime_error("a bug");
    };

    EXPECT_THROW((void)store->write(field.tenant, work), std::runtime_error);

    EXPECT_EQ(count_inspectors(*store, field.tenant), 1u);
    write([&](store::Tx& tx) { return add_inspector(tx, ids.make<InspectorId>(), "Ekster"); });
}

TEST_P(StoreContract, a_work_is_completed_only_when_others_can_read_it)
{
    std::latch all_done(100);
    std::atomic<int> too_early = 0;
    for (int i = 0; i < 100; ++i) {
        const auto id = ids.make<InspectorId>();
        auto work = [id, i](store::Tx& tx) { return add_inspector(tx, id, "inspector " + std::to_string(i)); };
        auto look = [this, id, &too_early, &all_done](std::exception_ptr, Result<void> result) {
            const auto seen = store->read(field.tenant, [&](store::Tx& tx) { return tx.field().inspector(id); });
            if (!result || !seen || !*seen)
                ++too_early;
            all_done.count_down();
        };
        store->queue(field.tenant, work, look);
    }
    all_done.wait();
    EXPECT_EQ(too_early, 0);
}

TEST_P(StoreContract, a_part_that_is_refused_is_undone_and_the_rest_of_the_work_goes_on)
{
    write([&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_CHECK(add_inspector(tx, ids.make<InspectorId>(), "Merel 1"));
        const auto part = tx.attempt([&]() -> Result<void> {
            BALIEBLIK_CHECK(add_inspector(tx, ids.make<InspectorId>(), "Merel 2"));
            tx.streams().put("tenant", sync::EntityKind::location, "undone", 1);
            return Error{Errc::validation, {}};
        });
        EXPECT_FALSE(part);
        EXPECT_THROW((void)tx.attempt([&]() -> Result<void> {
            tx.streams().put("tenant", sync::EntityKind::location, "undone too", 1);
            throw std::runtime_error("a bug");
        }),
                     std::runtime_error);
        tx.streams().put("tenant", sync::EntityKind::location, "kept", 1);
        return add_inspector(tx, ids.make<InspectorId>(), "Merel 3");
    });

    EXPECT_EQ(count_inspectors(*store, field.tenant), 3u);
    const auto entries = read([](store::Tx& tx) { return tx.streams().entries_after("tenant", 0, 10); });
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].id, "kept");
    EXPECT_EQ(entries[0].seq, 1);
}

TEST_P(StoreContract, a_read_sees_one_moment_and_may_not_write)
{
    const auto wrote = store->read(field.tenant, [&](store::Tx& tx) -> Result<bool> {
        const auto before = tx.field().inspectors();
        write([&](store::Tx& writer) { return add_inspector(writer, ids.make<InspectorId>(), "Kievit"); });
        const auto after = tx.field().inspectors();
        EXPECT_EQ(before.value().size(), after.value().size());
        return static_cast<bool>(add_inspector(tx, ids.make<InspectorId>(), "Grutto"));
    });
    EXPECT_FALSE(wrote && *wrote);
    EXPECT_EQ(count_inspectors(*store, field.tenant), 2u);
}

TEST_P(StoreContract, a_tenant_sees_nothing_of_another)
{
    test::FieldBuilder other{{clock, ids, random}};
    ASSERT_TRUE(store->write(other.tenant, [&](store::Tx& tx) { return other.write(tx); }));

    const auto seen =
        store->read(other.tenant, [&](store::Tx& tx) { return tx.field().inspector(field.inspector.id); });
    EXPECT_FALSE(*seen);
    EXPECT_EQ(count_inspectors(*store, other.tenant), 1u);
    EXPECT_EQ(store->tenants().value().size(), 2u);
}

TEST_P(StoreContract, an_outdated_revision_is_refused)
{
    auto first = field.wave;
    auto second = field.wave;
    first.name = "Lente";
    second.name = "Spring";

    write([&](store::Tx& tx) { return tx.field().update(first); });
    const auto late = store->write(field.tenant, [&](store::Tx& tx) { return tx.field().update(second); });

    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, Errc::stale);
    EXPECT_EQ(read([&](store::Tx& tx) { return tx.field().wave(field.wave.id); })->name, "Lente");
}

TEST_P(StoreContract, a_place_is_changed_in_all_that_may_change_and_not_from_an_old_state)
{
    auto moved = field.location;
    moved.name = "Stadskantoor";
    moved.address = "Nieuwe Markt 1";
    moved.staff_band = StaffBand::from_20;
    moved.opening_hours = {{1, "09:00", "12:00"}, {1, "13:00", "17:00"}};
    moved.opening_exceptions = {{"2026-04-27", {}, {}, "Koningsdag"}};
    moved.state = LocationState::closed;
    auto late = moved;

    write([&](store::Tx& tx) { return tx.field().update(moved); });
    const auto refused = store->write(field.tenant, [&](store::Tx& tx) { return tx.field().update(late); });

    EXPECT_EQ(moved.rev, field.location.rev + 1);
    const auto now = read([&](store::Tx& tx) { return tx.field().location(field.location.id); });
    EXPECT_EQ(json::print_struct(*now), json::print_struct(moved));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::stale);
}

TEST_P(StoreContract, everything_of_the_field_comes_back_as_it_was_written)
{
    read([&](store::Tx& tx) -> Result<void> {
        EXPECT_EQ(json::print_struct(*tx.field().project(field.project.id).value()), json::print_struct(field.project));
        EXPECT_EQ(json::print_struct(*tx.field().wave(field.wave.id).value()), json::print_struct(field.wave));
        EXPECT_EQ(json::print_struct(*tx.field().location_named(field.location.code).value()),
                  json::print_struct(field.location));
        EXPECT_EQ(json::print_struct(*tx.field().norm_on(Channel::counter, "2026-03-12").value()),
                  json::print_struct(field.norm));
        EXPECT_FALSE(*tx.field().norm_on(Channel::counter, "2025-12-31"));
        EXPECT_EQ(json::print_struct(*tx.field().scenario_named("R1").value()), json::print_struct(field.scenario));
        EXPECT_EQ(json::print_struct(*tx.field().form("counter", "1").value()), json::print_struct(field.form));
        EXPECT_EQ(json::print_struct(*tx.field().inspector_named("Merel").value()),
                  json::print_struct(field.inspector));
        return {};
    });
}

TEST_P(StoreContract, the_trail_is_chained_without_gaps_whoever_is_undone_between)
{
    for (int i = 0; i < 10; ++i)
        (void)store->write(field.tenant, [&](store::Tx& tx) -> Result<void> {
            BALIEBLIK_CHECK(tx.audit().append({"server", "server", "tested", std::to_string(i), clock.now(), {}}));
            return i % 2 ? Result<void>{} : Error{Errc::validation, {}};
        });

    const auto events = read([](store::Tx& tx) { return tx.audit().events(0, 100); });
    ASSERT_EQ(events.size(), 6u); // the founding, and five
    for (std::size_t i = 0; i + 1 < events.size(); ++i) {
        EXPECT_EQ(events[i].no, events[i + 1].no + 1);
        EXPECT_EQ(events[i].previous, events[i + 1].sha256);
    }
    EXPECT_FALSE(read([](store::Tx& tx) { return tx.audit().first_break(); }));
}

} // namespace
} // namespace balieblik::contract
