// SPDX-License-Identifier: EUPL-1.2
// The ways back to what lies on a tablet that cannot hand it in by itself (docs/sync-protocol.md, section 15): opening
// it when its PIN is forgotten.
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

} // namespace balieblik::sync
