// SPDX-License-Identifier: EUPL-1.2
// The ways back to what lies on a tablet that cannot hand it in by itself (docs/sync-protocol.md, section 15): opening
// it when its PIN is forgotten, and carrying its outbox to the office in a sealed file.
#pragma once

#include "sync/message.hpp"

namespace balieblik::sync {

// --- A forgotten PIN -----------------------------------------------------------------------------------------------

// Asked without a token: what a token is signed with lies behind the PIN.
struct RecoveryAsk {
    DeviceId device_id;
    std::string request_key; // X25519, hexadecimal; for this request alone
    std::string wrap;        // from the key file, hexadecimal
};
BOOST_DESCRIBE_STRUCT(RecoveryAsk, (), (device_id, request_key, wrap))

BOOST_DEFINE_ENUM_CLASS(RecoveryState, asked, half_released, granted, refused, expired)

struct RecoveryAnswer {
    std::string id; // of the request, to ask on with
    RecoveryState state{};
    std::optional<std::string> grant; // the database key, sealed to the request key
};
BOOST_DESCRIBE_STRUCT(RecoveryAnswer, (), (id, state, grant))

// --- A bundle --------------------------------------------------------------------------------------------------------

// The records of a bundle (vault/bundle.hpp): H a BundleHead, then for each mutation an M, for each photo a P (a
// BundlePhoto) and its bytes in pieces B, at the end an E (a BundleEnd).
inline constexpr std::size_t max_bundle_record = 1024 * 1024;

struct BundleHead {
    TenantId tenant;
    DeviceId device_id;
    InspectorId inspector_id;
    InstallId install_id; // of the bundle: its mutations are numbered from 1 under it
    Timestamp made_at{};
};
BOOST_DESCRIBE_STRUCT(BundleHead, (), (tenant, device_id, inspector_id, install_id, made_at))

struct BundlePhoto {
    std::string sha256;
    std::int64_t size{};
    VisitVersionId visit_version_id;
};
BOOST_DESCRIBE_STRUCT(BundlePhoto, (), (sha256, size, visit_version_id))

// Signed with the tablet's key over label "balieblik.bundle.v1", tenant, device_id, install_id and the hash of all
// records before this one: anybody can seal a file, nobody else can sign it.
struct BundleEnd {
    std::int64_t mutations{};
    std::int64_t photos{};
    std::string signature; // hexadecimal
};
BOOST_DESCRIBE_STRUCT(BundleEnd, (), (mutations, photos, signature))

} // namespace balieblik::sync
