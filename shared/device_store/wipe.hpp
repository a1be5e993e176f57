// SPDX-License-Identifier: EUPL-1.2
// Removing everything that a tablet holds, on the office's order (sync-protocol.md, section 11). Written down before it
// begins, so that whatever interrupts it, the next start goes on with it. The key goes first: from then on what is left
// of the database and the photos cannot be read by anybody.
#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <functional>

namespace balieblik::device_store {

// What lies in the tablet's folder, in the order in which it goes.
struct TabletFiles {
    std::filesystem::path folder;
    std::filesystem::path key_file;
    std::vector<std::filesystem::path> others; // files and folders
};

// True: a wipe was begun here and not ended.
bool wipe_was_begun(const TabletFiles& files);

// Begins or goes on. `forget_secret` makes the platform's key store forget; it is called after the key file is gone.
// Nothing of the tablet may be open. Refusals: disk_full, io_failed; then it is to be called again.
Result<void> wipe(const TabletFiles& files, const std::function<void()>& forget_secret = {});

} // namespace balieblik::device_store
