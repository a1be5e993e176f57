// SPDX-License-Identifier: EUPL-1.2
#include "usecases/cursor.hpp"

#include "vault/hash.hpp"

namespace balieblik::usecases {
namespace {

constexpr std::string_view label = "balieblik.cursor.v1";
constexpr std::size_t mark_size = 32;

} // namespace

std::string seal_cursor(const Cursor& cursor, ByteView key)
{
    const auto text = json::print_struct(cursor);
    const auto mark = vault::keyed_hash(key, label, as_bytes(text));
    Bytes sealed(mark.begin(), mark.end());
    sealed.insert(sealed.end(), text.begin(), text.end());
    return vault::to_base64url(sealed);
}

std::optional<Cursor> open_cursor(std::string_view text, ByteView key)
{
    if (text.size() > 64 * 1024)
        return std::nullopt;
    const auto sealed = vault::from_base64url(text);
    if (!sealed || sealed->size() < mark_size)
        return std::nullopt;
    const auto mark = ByteView(*sealed).first(mark_size);
    const auto body = ByteView(*sealed).subspan(mark_size);
    if (!vault::equal_in_constant_time(mark, vault::keyed_hash(key, label, body)))
        return std::nullopt;
    auto cursor = json::read_text<Cursor>(as_text(body));
    return cursor ? std::optional{std::move(*cursor)} : std::nullopt;
}

} // namespace balieblik::usecases
