// SPDX-License-Identifier: EUPL-1.2
// Drafts that tablets told of (sync-protocol.md, 16): one a tablet and visit, and which of them go.
#include "contract/store_contract.hpp"

#include "support/tablet.hpp"

namespace balieblik::contract {
namespace {

// Two tablets of one inspector with an assignment, and what they tell.
struct Two {
    const Clock& clock;
    test::Tablet tablet;
    test::Tablet other;
    Assignment assignment;

    Two(store::Store& store, const test::FieldBuilder& field, const Clock& time)
        : clock(time), tablet(store, field), other(store, field), assignment(field.assignment())
    {
        EXPECT_TRUE(store.write(field.tenant, [&](store::Tx& tx) { return field.offer(tx, assignment); }));
    }
    store::KeptDraft draft(const test::Tablet& of, VisitId visit, std::int64_t version = 1) const
    {
        return {of.session.device_id, visit,   of.install_id, of.session.inspector_id, assignment.id, version, 1, {},
                clock.now(),          "sealed"};
    }
};

TEST_P(StoreContract, of_drafts_a_later_one_takes_the_place_of_the_one_before_and_survives_the_server)
{
    const Two two(*store, field, clock);
    const auto keep = [&](const store::KeptDraft& one) { write([&](store::Tx& tx) { return tx.drafts().keep(one); }); };
    const auto all = [&] { return read([&](store::Tx& tx) { return tx.drafts().of_inspector(field.inspector.id); }); };
    const auto visit = ids.make<VisitId>();
    keep(two.draft(two.tablet, visit));
    auto later = two.draft(two.tablet, visit);
    later.rev = 7;
    later.sealed = "later";
    keep(later);
    keep(two.draft(two.other, visit));
    reopen();

    EXPECT_EQ(all().size(), 2u) << "each tablet has its own";
    const auto found = read([&](store::Tx& tx) { return tx.drafts().find(two.tablet.session.device_id, visit); });
    ASSERT_TRUE(found);
    EXPECT_EQ(json::print_struct(*found), json::print_struct(later));
}

TEST_P(StoreContract, of_drafts_what_was_received_last_comes_first_and_only_the_newest_stay)
{
    const Two two(*store, field, clock);
    const auto keep = [&](const store::KeptDraft& one) { write([&](store::Tx& tx) { return tx.drafts().keep(one); }); };
    const auto all = [&] { return read([&](store::Tx& tx) { return tx.drafts().of_inspector(field.inspector.id); }); };
    std::vector<VisitId> visits;
    for (int n = 0; n < 4; ++n) {
        visits.push_back(ids.make<VisitId>());
        keep(two.draft(two.tablet, visits.back()));
        clock.pass(std::chrono::seconds{1});
    }
    keep(two.draft(two.other, visits[0]));
    EXPECT_EQ(all().front().device_id, two.other.session.device_id);
    EXPECT_EQ(write([&](store::Tx& tx) { return tx.drafts().keep_newest(two.tablet.session.device_id, 2); }), 2);

    std::vector<VisitId> left;
    for (const auto& one : all())
        left.push_back(one.visit_id);
    EXPECT_EQ(left, (std::vector{visits[0], visits[3], visits[2]})) << "another tablet's is not touched";
    const auto count = read([&](store::Tx& tx) { return tx.drafts().count_of_device(two.tablet.session.device_id); });
    EXPECT_EQ(count.drafts, 2);
    EXPECT_TRUE(count.newest);
}

TEST_P(StoreContract, of_drafts_a_visit_takes_its_drafts_along_up_to_its_version)
{
    const Two two(*store, field, clock);
    const auto keep = [&](const store::KeptDraft& one) { write([&](store::Tx& tx) { return tx.drafts().keep(one); }); };
    const auto all = [&] { return read([&](store::Tx& tx) { return tx.drafts().of_inspector(field.inspector.id); }); };
    const auto visit = ids.make<VisitId>();
    keep(two.draft(two.tablet, visit, 1));
    keep(two.draft(two.other, visit, 2));
    EXPECT_EQ(write([&](store::Tx& tx) { return tx.drafts().forget(visit, 1); }), 1);
    ASSERT_EQ(all().size(), 1u);
    EXPECT_EQ(all().front().version, 2);
}

TEST_P(StoreContract, of_drafts_an_assignment_a_wave_and_time_take_them_along)
{
    const Two two(*store, field, clock);
    const auto keep = [&](const store::KeptDraft& one) { write([&](store::Tx& tx) { return tx.drafts().keep(one); }); };
    const auto all = [&] { return read([&](store::Tx& tx) { return tx.drafts().of_inspector(field.inspector.id); }); };
    const auto forget = [&](auto work) {
        keep(two.draft(two.tablet, ids.make<VisitId>()));
        EXPECT_EQ(read([&](store::Tx& tx) { return tx.drafts().count_of_wave(field.wave.id); }), 1);
        EXPECT_EQ(write(work), 1);
        EXPECT_TRUE(all().empty());
    };
    forget([&](store::Tx& tx) { return tx.drafts().forget_of_assignment(two.assignment.id, field.inspector.id); });
    forget([&](store::Tx& tx) { return tx.drafts().forget_of_wave(field.wave.id); });
    forget(
        [&](store::Tx& tx) { return tx.drafts().forget_received_before(clock.now() + std::chrono::milliseconds{1}); });
    keep(two.draft(two.tablet, ids.make<VisitId>()));
    EXPECT_EQ(write([&](store::Tx& tx) {
                  return tx.drafts().forget_of_assignment(two.assignment.id, ids.make<InspectorId>());
              }),
              0)
        << "somebody else's";
    EXPECT_EQ(write([&](store::Tx& tx) { return tx.drafts().forget_received_before(clock.now()); }), 0);
}

} // namespace
} // namespace balieblik::contract
