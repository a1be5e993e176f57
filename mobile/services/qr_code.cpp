// SPDX-License-Identifier: EUPL-1.2
#include "services/qr_code.hpp"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QPointer>
#include <QThreadPool>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

namespace balieblik::services {
namespace {

std::optional<std::string> read_once(const QImage& grey, Codes codes, ZXing::Binarizer binarizer)
{
    const ZXing::ImageView view{grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                static_cast<int>(grey.bytesPerLine())};
    const auto hints =
        ZXing::DecodeHints{}
            .setFormats(codes == Codes::square ? ZXing::BarcodeFormat::QRCode : ZXing::BarcodeFormat::Any)
            .setTryHarder(true)
            .setTryRotate(true)
            .setBinarizer(binarizer);
    const auto result = ZXing::ReadBarcode(view, hints);
    return result.isValid() ? std::optional{result.text()} : std::nullopt;
}

} // namespace

std::optional<std::string> code_text(const QImage& picture, Codes codes)
{
    if (picture.isNull())
        return std::nullopt;
    const auto grey = picture.convertToFormat(QImage::Format_Grayscale8);
    // As it is first. A small code has modules of two pixels or less, which the finder wants larger; a blurred one gets
    // sharper edges when it shrinks.
    for (const int percent : {100, 200, 50, 33}) {
        const auto size = grey.size() * percent / 100;
        if (size.width() < 40 || size.height() < 40 || (percent > 100 && grey.width() > 1400))
            continue;
        const auto tried = percent == 100 ? grey : grey.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        for (const auto binarizer : {ZXing::Binarizer::LocalAverage, ZXing::Binarizer::GlobalHistogram})
            if (auto text = read_once(tried, codes, binarizer))
                return text;
    }
    return std::nullopt;
}

std::optional<std::string> code_text(const QByteArray& file, Codes codes)
{
    QBuffer buffer;
    buffer.setData(file);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader{&buffer};
    reader.setAutoTransform(true);
    const auto size = reader.size();
    if (!size.isValid() || size.width() > 20'000 || size.height() > 20'000)
        return std::nullopt;
    if (size.width() > 2000 || size.height() > 2000) // a phone's photo: no code needs that many pixels
        reader.setScaledSize(size.scaled(2000, 2000, Qt::KeepAspectRatio));
    return code_text(reader.read(), codes);
}

void read_code(QObject* context, std::function<std::optional<std::string>()> read,
               std::function<void(std::optional<std::string>)> done)
{
    QThreadPool::globalInstance()->start(
        [context = QPointer<QObject>{context}, read = std::move(read), done = std::move(done)]() mutable {
            auto text = read();
            // Whether the context is still there is asked on its own thread only, where it can go.
            if (auto* application = QCoreApplication::instance())
                QMetaObject::invokeMethod(
                    application,
                    [context, text = std::move(text), done = std::move(done)] {
                        if (context)
                            done(text);
                    },
                    Qt::QueuedConnection);
        });
}

} // namespace balieblik::services
