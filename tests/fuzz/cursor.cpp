// SPDX-License-Identifier: EUPL-1.2
// The pull cursor: a token that somebody altered, and one of ours with contents that we would never write. Neither
// shows a tablet what it may not see.
#include "fuzz/organisation.hpp"

#include "usecases/cursor.hpp"

using namespace balieblik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string text(reinterpret_cast<const char*>(data), size);
    auto& here = fuzz::organisation();
    fuzz::must(!usecases::open_cursor(text, here.token_secret)); // nobody guesses the keyed hash

    fuzz::put_in(text, "INBOX", store::inbox_stream(here.tablet->session.inspector_id));
    auto cursor = json::read_text<usecases::Cursor>(text);
    if (!cursor)
        return 0;
    cursor->install_id = here.tablet->install_id;
    const auto sealed = usecases::seal_cursor(*cursor, here.token_secret);
    auto altered = sealed;
    altered[size % altered.size()] ^= 1;
    fuzz::must(!usecases::open_cursor(altered, here.token_secret));
    const auto reply = here.tablet->pull(sealed);
    fuzz::must(reply.has_value());
    for (const auto& entry : reply->entries)
        fuzz::must(entry.stream == store::inbox_stream(here.tablet->session.inspector_id) ||
                   entry.stream == store::tenant_stream());
    return 0;
}
