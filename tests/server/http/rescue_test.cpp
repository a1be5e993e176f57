// SPDX-License-Identifier: EUPL-1.2
// The ways back to what lies on a tablet, over the wire (sync-protocol.md, 15).
#include "http/office.hpp"

#include "support/tablet_bundle.hpp"
#include "vault/hash.hpp"

#include <fstream>

namespace balieblik::test {
namespace {

struct RescueApi : Office {
    void SetUp() override
    {
        config.data = (folder / "data").string();
        ASSERT_TRUE(std::filesystem::create_directory(config.data));
        Office::SetUp();
    }
    std::string printed(const boost::json::object& body) { return json::print(body); }
};

TEST_F(RescueApi, a_tablet_whose_pin_is_forgotten_is_opened_by_two_people)
{
    const Tablet tablet{*store, field};
    const auto device = to_text(tablet.session.device_id);
    const auto request_key = vault::SealingKey::make(random);
    const auto database_key = vault::Secret::random(random, 32);
    const auto keys = store->read(field.tenant, [](store::Tx& tx) { return tx.tenancy().keys(); }).value();
    const auto question = json::print_struct(
        sync::RecoveryAsk{tablet.session.device_id, request_key.public_key().to_text(),
                          vault::seal_recovery_wrap(vault::PublicKey::parse(to_hex(keys.recovery_public)).value(),
                                                    device, database_key)});
    const auto coordinator = sign_in(account("anna", Role::coordinator));
    const auto admin = sign_in(account("bea", Role::client_admin));

    const auto asked = client().post_json("/v1/recovery", question);
    EXPECT_EQ(asked.member("state"), "asked") << asked.body;
    const auto shown = client().get("/api/recoveries", coordinator);
    EXPECT_EQ(shown.status, 200) << shown.body;
    const auto half = [&](const RequestHeaders& by, const std::string& text) {
        return client().post_json("/api/recoveries/" + asked.member("id") + "/release",
                                  printed({{"half", text}, {"reason", "gebeld"}}), by);
    };
    EXPECT_EQ(half(coordinator, field.recovery_halves.first).member("state"), "half_released");
    EXPECT_EQ(half(coordinator, field.recovery_halves.second).member("code"), "second_person_needed");
    EXPECT_EQ(half(admin, field.recovery_halves.second).member("state"), "granted");
    const auto answer = client().post_json("/v1/recovery", question);

    EXPECT_EQ(answer.member("id"), asked.member("id"));
    EXPECT_EQ(to_hex(vault::accept_recovery(request_key, device, answer.member("grant"))->bytes()),
              to_hex(database_key.bytes()));
}

TEST_F(RescueApi, a_request_is_refused_with_a_reason)
{
    const Tablet tablet{*store, field};
    const auto coordinator = sign_in(account("anna", Role::coordinator));
    const auto question = json::print_struct(sync::RecoveryAsk{
        tablet.session.device_id, vault::SealingKey::make(random).public_key().to_text(), std::string(200, 'a')});
    const auto target = "/api/recoveries/" + client().post_json("/v1/recovery", question).member("id") + "/refuse";

    EXPECT_EQ(client().post_json(target, R"({"reason":""})", coordinator).member("code"), "reason_missing");
    EXPECT_EQ(client().post_json(target, R"({"reason":"vreemde stem"})", coordinator).member("state"), "refused");

    EXPECT_EQ(client().post_json("/v1/recovery", question).member("state"), "refused");
}

TEST_F(RescueApi, a_bundle_is_taken_in_from_a_coordinator_and_leaves_no_file_behind)
{
    Tablet tablet{*store, field};
    const auto assignment = field.assignment();
    write([&](store::Tx& tx) { return FieldBuilder::offer(tx, assignment); });
    TabletBundle{tablet, ids.make<InstallId>(), {tablet.seal(tablet.body(assignment))}}.write_to(
        folder / "outbox.bundle", random);
    std::ifstream from(folder / "outbox.bundle", std::ios::binary);
    const std::string bundle{std::istreambuf_iterator<char>(from), {}};
    const auto hand_over = [&](RequestHeaders by, const std::string& type, const std::string& bytes) {
        by.emplace_back("Content-Type", type);
        return client().send("POST", "/api/bundles", by, bytes);
    };
    const auto coordinator = sign_in(account("anna", Role::coordinator));

    EXPECT_EQ(hand_over(coordinator, "application/json", bundle).member("code"), "media_type_unsupported");
    EXPECT_EQ(hand_over(sign_in(account("rik", Role::reviewer)), "application/octet-stream", bundle).member("code"),
              "forbidden");
    EXPECT_EQ(hand_over(coordinator, "application/octet-stream", bundle.substr(0, bundle.size() / 2)).member("code"),
              "hash_mismatch");
    EXPECT_EQ(hand_over(coordinator, "application/octet-stream", "hallo").member("code"), "hash_mismatch");
    const auto taken = hand_over(coordinator, "application/octet-stream", bundle);

    EXPECT_EQ(taken.member("applied"), "1") << taken.body;
    EXPECT_EQ(hand_over(coordinator, "application/octet-stream", bundle).member("set_aside"), "0");
    server->stop(); // the file goes with the conversation, a moment after its answer
    EXPECT_TRUE(std::filesystem::is_empty(std::filesystem::path(config.data) / "bundles"));
}

TEST_F(RescueApi, the_policy_for_tablets_is_changed_by_an_administrator_from_what_he_saw)
{
    const auto admin = sign_in(account("bea", Role::client_admin));
    const auto coordinator = sign_in(account("anna", Role::coordinator));
    const auto change = [&](const RequestHeaders& by, std::int64_t number) {
        auto headers = by;
        headers.emplace_back("Content-Type", "application/json");
        return client().send(
            "PUT", "/api/tablet-policy", headers,
            printed({{"number", number}, {"lease_days", 7}, {"wipe_after_wrong_pins", true}, {"reason", "beleid"}}));
    };

    EXPECT_EQ(client().get("/api/tablet-policy", coordinator).member("lease_days"), "14");
    EXPECT_EQ(change(coordinator, 0).member("code"), "forbidden");
    EXPECT_EQ(change(admin, 0).member("number"), "1");
    EXPECT_EQ(change(admin, 0).member("code"), "stale");
    EXPECT_EQ(client().get("/api/tablet-policy", coordinator).member("wipe_after_wrong_pins"), "true");
}

TEST_F(RescueApi, what_will_be_coarsened_is_shown_to_works_council_and_administrator)
{
    EXPECT_EQ(client().get("/api/retention", sign_in(account("jan", Role::observer))).status, 200);
    EXPECT_EQ(client().get("/api/retention", sign_in(account("bea", Role::client_admin))).status, 200);
    EXPECT_EQ(client().get("/api/retention", sign_in(account("anna", Role::coordinator))).member("code"), "forbidden");
}

} // namespace
} // namespace balieblik::test
