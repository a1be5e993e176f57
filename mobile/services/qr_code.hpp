// SPDX-License-Identifier: EUPL-1.2
// Reading codes, from the camera's pictures or from a picture file: the square one of an invitation, or any that a form
// asks for. Pictures stay in memory.
#pragma once

#include <QImage>

#include <functional>
#include <optional>
#include <string>

class QByteArray;
class QObject;

namespace balieblik::services {

enum class Codes { square, any }; // QR alone, or whatever is printed on tickets and labels

// What the code says, however it is turned; none if there is no code that can be read.
std::optional<std::string> code_text(const QImage& picture, Codes codes = Codes::square);
// The same for the bytes of a picture file.
std::optional<std::string> code_text(const QByteArray& file, Codes codes = Codes::square);

// Makes the picture and reads it away from the thread that asks; `done` runs on the main thread, on
// which `context` lives, unless that is gone by then.
void read_code(QObject* context, std::function<std::optional<std::string>()> read,
               std::function<void(std::optional<std::string>)> done);

} // namespace balieblik::services
