// SPDX-License-Identifier: EUPL-1.2
// Every way Balieblik can refuse, declared once: a stable code, the class that tells a client what to do, and one
// sentence for a person in Dutch and in English. The wire, the logs, the app and the console all read this table.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace balieblik {

// What a client does about a refusal (docs/sync-protocol.md, "Errors").
enum class ErrorClass {
    retry,    // try again later; nothing is wrong with the request
    auth,     // refresh the credentials, then ask the person to sign in; keep all data
    resync,   // rewind the number or restart the stream; no person is asked
    item,     // this one item is set aside; the queue goes on
    identity, // take a new install_id and requeue what was not acknowledged
    upgrade,  // stop pulling, keep pushing
    revoked,  // verify the signed order, then lock or wipe
    request,  // the request itself is wrong; a person must change something
    local,    // something on this machine: disk, key, database
};

// BALIEBLIK_ERRORS(X) is the table: X(code, class, English sentence, Dutch sentence).
#include "base/error_table.inc"

enum class Errc {
#define BALIEBLIK_ERRC(code, error_class, en, nl) code,
    BALIEBLIK_ERRORS(BALIEBLIK_ERRC)
#undef BALIEBLIK_ERRC
};

struct ErrcInfo {
    Errc code;
    std::string_view name; // as on the wire
    ErrorClass error_class;
    std::string_view en;
    std::string_view nl;
};

// The row of the table for a code.
const ErrcInfo& info(Errc code);
// The code of a wire name; none if this version does not know it.
std::optional<Errc> errc_named(std::string_view name);
// All rows, for tests and for documents made from the table.
std::span<const ErrcInfo> all_errors();
std::string_view name(Errc code);
std::string_view name(ErrorClass error_class);

// A refusal: the code, and a detail that says which thing (a field, a row, an id), never what somebody answered.
struct Error {
    Errc code{};
    std::string detail;

    bool operator==(const Error&) const = default;
};

// The person's sentence with its detail, in "nl" or (any other value) "en".
std::string sentence(const Error& error, std::string_view language);

} // namespace balieblik
