// SPDX-License-Identifier: EUPL-1.2
// A photo on its way from the camera to the record: scaled, re-encoded without any metadata, small.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "forms/session/session.hpp"

class QByteArray;
class QImage;

namespace balieblik::services {

inline constexpr std::size_t max_photo_bytes = 300 * 1000;
inline constexpr int max_photo_edge = 1600; // pixels

// How many pixels the longer side of a question's photo may have: what its form says (`max-pixels`), and never more
// than the app keeps anyway.
int photo_edge(const forms::NodeView& question);

// JPEG of at most 300 kB; holds pixels only (no place, no time, no camera). Refusal: photo_unreadable.
Result<Bytes> as_evidence(const QImage& image, int edge = max_photo_edge);
// The same for the bytes of a picture file that the inspector chose. Its orientation is applied before it is dropped.
Result<Bytes> as_evidence(const QByteArray& file, int edge = max_photo_edge);

} // namespace balieblik::services
