// SPDX-License-Identifier: EUPL-1.2
// Pictures that a questionnaire shows: beside a question, beside a choice, as a map whose parts are touched. They come
// from whoever wrote it, so that only kinds are taken that every tablet draws without running or fetching anything, and
// only sizes that it can hold.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace balieblik::forms {

struct Form;
struct Text;

inline constexpr std::size_t max_picture_bytes = 512 * 1024;
inline constexpr int max_picture_edge = 4096; // pixels

struct Picture {
    std::string_view media_type; // "image/png", "image/jpeg" or "image/svg+xml"
    int width = 0;
    int height = 0;
};

// What a picture says of itself: PNG and JPEG in their first bytes, an SVG as a whole (see drawing.hpp). Refusals:
// malformed (none of them, whatever its name says, cut off before its size, or a drawing that is more than lines and
// areas), too_large.
Result<Picture> read_picture(std::string_view bytes);

// Whether a name is that of a picture, of any kind: by its ending.
bool is_picture_name(std::string_view name);

// "jr://images/counter.png" is "counter.png"; empty for what is no picture beside the form.
std::string_view picture_name(std::string_view address);

// The picture that stands beside a text in some language, by name; "" for none.
std::string picture_of(const Form& form, const Text& text);

// The pictures that the texts of a form show, in any language, by name.
std::set<std::string> pictures_of(const Form& form);

} // namespace balieblik::forms
