// SPDX-License-Identifier: EUPL-1.2
// What the office wants of all tablets, over the wire (sync-protocol.md, 15).
#include "http/office.hpp"

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
