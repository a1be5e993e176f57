// SPDX-License-Identifier: EUPL-1.2
// Pictures that a questionnaire shows: beside a question, beside a choice. They come from whoever wrote it, so that
// only kinds are taken that every tablet draws without running anything, and only sizes that it can hold.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace balieblik::forms {

struct Form;

inline constexpr std::size_t max_picture_bytes = 512 * 1024;
inline constexpr int max_picture_edge = 4096; // pixels

struct Picture {
    std::string_view media_type; // "image/png" or "image/jpeg"
    int width = 0;
    int height = 0;
};

// What the first bytes of a picture say of it. Refusals: malformed (neither PNG nor JPEG, whatever its name says, or
// cut off before its size), too_large.
Result<Picture> read_picture(std::string_view bytes);

// Whether a name is that of a picture, of any kind: by its ending.
bool is_picture_name(std::string_view name);

// "jr://images/counter.png" is "counter.png"; empty for what is no picture beside the form.
std::string_view picture_name(std::string_view address);

// The pictures that the texts of a form show, in any language, by name.
std::set<std::string> pictures_of(const Form& form);

} // namespace balieblik::forms
