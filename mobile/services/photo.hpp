// SPDX-License-Identifier: EUPL-1.2
// A photo on its way from the camera to the record: scaled, re-encoded without any metadata, small.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

class QByteArray;
class QImage;

namespace balieblik::services {

inline constexpr std::size_t max_photo_bytes = 300 * 1000;
inline constexpr int max_photo_edge = 1600; // pixels

// JPEG of at most 300 kB; holds pixels only (no place, no time, no camera). Refusal: photo_unreadable.
Result<Bytes> as_evidence(const QImage& image);
// The same for the bytes of a picture file that the inspector chose. Its orientation is applied before it is dropped.
Result<Bytes> as_evidence(const QByteArray& file);

} // namespace balieblik::services
