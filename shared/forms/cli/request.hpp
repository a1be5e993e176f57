// SPDX-License-Identifier: EUPL-1.2
// Small readers for the lines of `balieblik-form run`.
#pragma once

#include "base/error.hpp"

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace balieblik::forms::cli {

// A member that is a text; "" otherwise.
inline std::string text_member(const boost::json::object& request, std::string_view name)
{
    const auto* found = request.if_contains(name);
    return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

inline std::string told(const Error& error) { return sentence(error, "en"); }

} // namespace balieblik::forms::cli
