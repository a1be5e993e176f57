// SPDX-License-Identifier: EUPL-1.2
// Drawings (SVG) beside a questionnaire: pictures whose parts have names, so that one may be touched to choose it. SVG
// can run programs and fetch what it likes; of it only lines, areas and words are taken, and everything else is refused
// by its name before anything draws.
#pragma once

#include "base/result.hpp"

#include <set>
#include <string>
#include <string_view>

namespace balieblik::forms {

struct Drawing {
    // Its shape, the longer side made `drawing_edge` pixels: it is as sharp at any size.
    int width = 0;
    int height = 0;
    std::set<std::string, std::less<>> parts; // the ids of what is drawn
};

inline constexpr int drawing_edge = 1024;

// Whether these bytes are meant as one: they begin a document in XML.
bool looks_like_drawing(std::string_view bytes);

// Refusals: malformed (no SVG, no size, or more than lines, areas and words: programs, styles and pictures from
// elsewhere, copies, animation, document types), too_large.
Result<Drawing> read_drawing(std::string_view svg);

} // namespace balieblik::forms
