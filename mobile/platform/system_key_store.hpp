// SPDX-License-Identifier: EUPL-1.2
// The platform's key store through QtKeychain: Android Keystore, Apple Keychain, Windows Credential Store, or the
// desktop's secret service.
#pragma once

#include "base/bytes.hpp"
#include "base/clock.hpp"

#include <optional>

namespace balieblik::platform {

// The 32 random bytes that this installation keeps in the key store, made on the first call; none where there is no key
// store, in which case the app asks for a pass-phrase instead of a PIN. Blocks while the system asks the person, for a
// minute at most.
std::optional<Bytes> key_store_secret(const std::string& installation, Random& random);

// Forgets it; the first thing that a wipe does.
void forget_key_store_secret(const std::string& installation);

} // namespace balieblik::platform
