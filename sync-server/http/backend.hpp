// SPDX-License-Identifier: EUPL-1.2
// The store and what stands beside it, as the routes use them. Everything outlives the server.
#pragma once

#include "store/blob_files.hpp"
#include "store/store.hpp"

namespace balieblik::http {

struct Backend {
    store::Store& store;
    store::BlobFiles& files;
    TenantId tenant;
    std::string ca_certificate; // PEM
    std::string ca_spki_sha256;
};

} // namespace balieblik::http
