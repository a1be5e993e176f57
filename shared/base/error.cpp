// SPDX-License-Identifier: EUPL-1.2
#include "base/error.hpp"

namespace balieblik {
namespace {

constexpr ErrcInfo table[] = {
#define BALIEBLIK_ROW(code, error_class, en, nl) {Errc::code, #code, ErrorClass::error_class, en, nl},
    BALIEBLIK_ERRORS(BALIEBLIK_ROW)
#undef BALIEBLIK_ROW
};

} // namespace

const ErrcInfo& info(Errc code) { return table[static_cast<std::size_t>(code)]; }

std::optional<Errc> errc_named(std::string_view wire_name)
{
    for (const auto& row : table)
        if (row.name == wire_name)
            return row.code;
    return std::nullopt;
}

std::span<const ErrcInfo> all_errors() { return table; }

std::string_view name(Errc code) { return info(code).name; }

std::string_view name(ErrorClass error_class)
{
    switch (error_class) {
    case ErrorClass::retry:
        return "retry";
    case ErrorClass::auth:
        return "auth";
    case ErrorClass::resync:
        return "resync";
    case ErrorClass::item:
        return "item";
    case ErrorClass::identity:
        return "identity";
    case ErrorClass::upgrade:
        return "upgrade";
    case ErrorClass::revoked:
        return "revoked";
    case ErrorClass::request:
        return "request";
    case ErrorClass::local:
        return "local";
    }
    return "request";
}

std::string sentence(const Error& error, std::string_view language)
{
    const auto& row = info(error.code);
    std::string text{language == "nl" ? row.nl : row.en};
    if (!error.detail.empty())
        text.append(" (").append(error.detail).append(")");
    return text;
}

} // namespace balieblik
