// SPDX-License-Identifier: EUPL-1.2
// What may be attached to a visit: pictures, and documents as PDF; no sound and no film, ever.
#pragma once

#include <string_view>

namespace balieblik {

constexpr bool may_be_attached(std::string_view media_type)
{
    return media_type.starts_with("image/") || media_type == "application/pdf";
}

// ".jpg"; of what may be attached.
constexpr std::string_view file_ending(std::string_view media_type)
{
    return media_type == "application/pdf" ? ".pdf" : media_type == "image/png" ? ".png" : ".jpg";
}

} // namespace balieblik
