// SPDX-License-Identifier: EUPL-1.2
// The organisation's own TLS authority and the server's certificate. A tablet pins the SHA-256 of the authority's
// public key, so the leaf can be renewed and moved to another host without touching any tablet.
#pragma once

#include "base/bytes.hpp"
#include "base/clock.hpp"

#include <string>
#include <vector>

namespace balieblik::http {

struct CertifiedKey {
    std::string certificate; // PEM
    std::string key;         // PEM, PKCS #8
};

// A new authority (EC P-256, ten years) that may sign servers and nothing else.
Result<CertifiedKey> make_tls_authority(std::string_view organisation, Timestamp now);
// A certificate for these DNS names and IP addresses (397 days), signed by the authority.
Result<CertifiedKey> make_tls_leaf(const CertifiedKey& authority, const std::vector<std::string>& host_names,
                                   Timestamp now);
// SHA-256 of the SubjectPublicKeyInfo of the (last) certificate in a PEM text, hexadecimal. Refusal: malformed.
Result<std::string> spki_sha256(std::string_view certificate_pem);
// When the first certificate of a PEM text ends. Refusal: malformed.
Result<Timestamp> valid_until(std::string_view certificate_pem);

} // namespace balieblik::http
