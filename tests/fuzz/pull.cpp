// SPDX-License-Identifier: EUPL-1.2
// What a tablet asks for. A cursor that it made itself is never believed, and a page holds no more than was asked for.
#include "fuzz/organisation.hpp"

using namespace balieblik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    auto request = json::read_text<sync::PullRequest>(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!request)
        return 0;
    auto& here = fuzz::organisation();
    request->install_id = here.tablet->install_id;
    const auto reply = here.tablet->pull(*request);
    if (!reply)
        return 0;
    fuzz::must(!request->cursor && static_cast<std::int64_t>(reply->entries.size()) <= request->max_entries);
    request->cursor = reply->cursor;
    fuzz::must(here.tablet->pull(*request).has_value()); // ours is believed
    return 0;
}
