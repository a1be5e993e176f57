// SPDX-License-Identifier: EUPL-1.2
// What may be attached to a visit: pictures, and documents as PDF; no sound and no film, ever.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace balieblik {

// Named one by one: the console hands this text on as a header, so nothing that somebody thought up may stand in it,
// and a picture that can carry a program (image/svg+xml) is none of ours.
constexpr bool may_be_attached(std::string_view media_type)
{
    constexpr std::array<std::string_view, 6> known{"image/jpeg", "image/png",  "image/webp",
                                                    "image/heic", "image/heif", "application/pdf"};
    return std::find(known.begin(), known.end(), media_type) != known.end();
}

// ".jpg"; of what may be attached.
constexpr std::string_view file_ending(std::string_view media_type)
{
    return media_type == "application/pdf" ? ".pdf" : media_type == "image/png" ? ".png" : ".jpg";
}

} // namespace balieblik
