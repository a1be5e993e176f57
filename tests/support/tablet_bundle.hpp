// SPDX-License-Identifier: EUPL-1.2
// A bundle as a tablet writes it (device_store/bundle.cpp), for tests of the server's side alone.
#pragma once

#include "support/tablet.hpp"
#include "sync/rescue.hpp"
#include "usecases/tablet_policy.hpp"
#include "vault/bundle.hpp"

#include <gtest/gtest.h>

namespace balieblik::test {

struct TabletBundle {
    const Tablet& tablet;
    InstallId install; // of the bundle
    std::vector<sync::Mutation> mutations;
    std::vector<std::pair<sync::BundlePhoto, Bytes>> photos = {};
    std::optional<vault::SigningKey> signed_by = {}; // none: the tablet
    bool with_end = true;

    void write_to(const std::filesystem::path& file, Random& random) const
    {
        const auto& session = tablet.session;
        const auto tenant = tablet.field.tenant;
        auto office = [&](store::Tx& tx) { return usecases::policy_in_force(tx, tablet.field.env); };
        const auto key = vault::PublicKey::parse(tablet.store.write(tenant, office).value().intake_key).value();
        auto bundle = vault::BundleWriter::create(file, key, random).value();
        append(
            bundle, 'H',
            sync::BundleHead{tenant, session.device_id, session.inspector_id, install, tablet.field.env.clock.now()});
        std::int64_t no = 0;
        for (auto mutation : mutations) {
            mutation.no = ++no;
            append(bundle, 'M', mutation);
        }
        for (const auto& [declared, bytes] : photos) {
            append(bundle, 'P', declared);
            for (std::size_t at = 0; at < bytes.size(); at += 100'000)
                ASSERT_TRUE(
                    bundle.append('B', ByteView(bytes).subspan(at, std::min<std::size_t>(100'000, bytes.size() - at))));
        }
        const auto& signer = signed_by ? *signed_by : tablet.key;
        const auto signature = signer.sign(vault::label::bundle, {to_text(tenant), to_text(session.device_id),
                                                                  to_text(install), to_hex(bundle.hash())});
        if (with_end)
            append(bundle, 'E', sync::BundleEnd{no, static_cast<std::int64_t>(photos.size()), signature});
        ASSERT_TRUE(bundle.finish());
    }

private:
    template <class T>
    static void append(vault::BundleWriter& bundle, char kind, const T& described)
    {
        ASSERT_TRUE(bundle.append(kind, as_bytes(json::print_struct(described))));
    }
};

} // namespace balieblik::test
