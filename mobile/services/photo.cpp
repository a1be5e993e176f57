// SPDX-License-Identifier: EUPL-1.2
#include "services/photo.hpp"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <QImageWriter>

namespace balieblik::services {
namespace {

std::optional<Bytes> encoded(const QImage& image, int quality)
{
    QByteArray jpeg;
    QBuffer buffer{&jpeg};
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer{&buffer, "jpeg"};
    writer.setQuality(quality);
    if (!writer.write(image))
        return std::nullopt;
    return Bytes(jpeg.begin(), jpeg.end());
}

constexpr std::string_view open_rosa = "http://openrosa.org/xforms";

// A fresh image of the same pixels: texts and profiles of the original do not travel along.
QImage bare(const QImage& image)
{
    auto pixels = image.convertToFormat(QImage::Format_RGB888);
    QImage made{pixels.size(), QImage::Format_RGB888};
    for (int row = 0; row < pixels.height(); ++row)
        std::copy_n(pixels.constScanLine(row), pixels.width() * 3, made.scanLine(row));
    return made;
}

} // namespace

int photo_edge(const forms::NodeView& question)
{
    constexpr int least = 16; // there would be nothing to see
    const auto* written =
        question.bind ? forms::find_attribute(question.bind->attributes, open_rosa, "max-pixels") : nullptr;
    const auto wanted = written ? QString::fromStdString(*written).toInt() : 0;
    return wanted > 0 ? std::clamp(wanted, least, max_photo_edge) : max_photo_edge;
}

Result<Bytes> as_evidence(const QImage& image, int edge)
{
    if (image.isNull())
        return Error{Errc::photo_unreadable, {}};
    auto picture = bare(image);
    for (;;) {
        if (picture.width() > edge || picture.height() > edge)
            picture = picture.scaled(edge, edge, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        for (const int quality : {85, 75, 65, 55, 45}) {
            auto jpeg = encoded(picture, quality);
            if (!jpeg)
                return Error{Errc::photo_unreadable, "jpeg"};
            if (jpeg->size() <= max_photo_bytes)
                return std::move(*jpeg);
        }
        edge = edge * 3 / 4; // a picture full of noise: fewer pixels rather than more blocks
    }
}

Result<Bytes> as_evidence(const QByteArray& file, int edge)
{
    QBuffer buffer;
    buffer.setData(file);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader{&buffer};
    reader.setAutoTransform(true);
    const auto size = reader.size();
    if (!size.isValid() || size.width() > 20'000 || size.height() > 20'000)
        return Error{Errc::photo_unreadable, {}};
    return as_evidence(reader.read(), edge);
}

} // namespace balieblik::services
