// SPDX-License-Identifier: EUPL-1.2
// foreign_uploader: a tablet's store with a sealed visit and three photos, and the sync engine that hands them in, over
// a line that breaks, to the server at 127.0.0.1:$TUS_PORT whose authority is $TUS_CA. Started by tus_server.mjs.
#include "shared/device_store/visit_fixture.hpp"
#include "support/https_client.hpp"
#include "sync/client.hpp"

#include <cstdlib>

namespace balieblik::test {
namespace {

using namespace sync;

struct Uploader : VisitTest {
    std::uint16_t port = static_cast<std::uint16_t>(std::stoi(setting("TUS_PORT")));
    std::string ca = contents_of(setting("TUS_CA"));
    std::size_t sent = 0;
    std::size_t dropped = 0;

    static std::string setting(const char* name)
    {
        const auto* value = std::getenv(name);
        return value ? value : "0";
    }

    Event ask(const Send& send)
    {
        ++sent;
        RequestHeaders headers;
        for (const auto& one : send.headers)
            headers.emplace_back(one.name, one.value);
        try {
            HttpsClient client(port, ca);
            const auto reply = client.send(send.method, send.path, headers, send.body);
            if (reply.status != 0) {
                Reply said{send.id, reply.status, {}, reply.body};
                for (const auto& [name, value] : reply.headers)
                    said.headers.push_back({name, value});
                return said;
            }
        } catch (const std::exception&) {
        }
        ++dropped;
        return Dropped{send.id, "the line broke"};
    }

    void hand_in_photos()
    {
        const Credentials credentials{
            [this](const TenantId& tenant, const TokenRequest& request) { return store->sign_token(tenant, request); },
            verifier()};
        ClientOptions options;
        options.first_chunk = 64 * 1024;
        SyncClient client(*store, credentials, clock, random, options);
        for (int turn = 0; turn < 20'000 && store->standing()->unsent_attachments > 0; ++turn) {
            const auto action = client.next();
            if (const auto* send = std::get_if<Send>(&action)) {
                // There is nothing but tokens and photos at this server.
                const bool known = send->lane == Lane::token || send->lane == Lane::attachments;
                client.on(known ? ask(*send) : Event{Dropped{send->id, "not there"}});
            } else if (const auto* sleep = std::get_if<Sleep>(&action)) {
                clock.pass(std::max(milliseconds{1}, sleep->until - clock.reading.boot));
            }
        }
    }
};

TEST_F(Uploader, hands_every_photo_to_a_server_that_others_wrote)
{
    auto draft = started();
    fill_in(draft);
    int n = 0;
    for (const std::size_t size : {std::size_t{1'500'000}, std::size_t{40'000}, std::size_t{700'001}}) {
        Bytes photo(size);
        random.fill(photo);
        ASSERT_TRUE(draft.add_photo("/data/H/H5/H5_" + std::to_string(++n), photo, "image/jpeg"));
    }
    ASSERT_TRUE(draft.seal());
    acknowledge_all();
    ASSERT_EQ(store->standing()->unsent_attachments, 3);

    hand_in_photos();

    EXPECT_EQ(store->standing()->unsent_attachments, 0);
    std::printf("requests %zu, dropped %zu\n", sent, dropped);
}

} // namespace
} // namespace balieblik::test
