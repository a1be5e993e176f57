// SPDX-License-Identifier: EUPL-1.2
// Reading the square code of an invitation, from the camera's pictures or from a picture file. Pictures stay in memory.
#pragma once

#include <QImage>

#include <functional>
#include <optional>
#include <string>

class QByteArray;
class QObject;

namespace balieblik::services {

// What the code says, however it is turned; none if there is no code that can be read.
std::optional<std::string> qr_text(const QImage& picture);
// The same for the bytes of a picture file.
std::optional<std::string> qr_text(const QByteArray& file);

// Makes the picture and reads it away from the thread that asks; `done` runs on the main thread, on
// which `context` lives, unless that is gone by then.
void read_qr(QObject* context, std::function<std::optional<std::string>()> read,
             std::function<void(std::optional<std::string>)> done);

} // namespace balieblik::services
