// SPDX-License-Identifier: EUPL-1.2
#include "app/form_pictures.hpp"

#include "forms/xform/picture.hpp"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QSvgRenderer>
#include <QThreadPool>

#include <utility>

namespace balieblik::mobile {
namespace {

// A small screen has no use for more, and a picture of the largest size that may be published takes 64 MiB.
constexpr QSize most{1600, 1600};

class Response final : public QQuickImageResponse {
public:
    QQuickTextureFactory* textureFactory() const override
    {
        return QQuickTextureFactory::textureFactoryForImage(image_);
    }
    QString errorString() const override { return error_; }

    void show(const Bytes& bytes, const QSize& wanted)
    {
        const auto kind = forms::read_picture(as_text(bytes));
        if (!kind)
            return fail(QString::fromStdString(kind.error().detail));
        auto data =
            QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        if (kind->media_type == "image/svg+xml")
            return draw(data, {kind->width, kind->height}, wanted);
        QBuffer buffer{&data};
        buffer.open(QIODevice::ReadOnly);
        QImageReader reader{&buffer, kind->media_type == "image/png" ? "png" : "jpeg"};
        reader.setAutoTransform(true);
        const QSize whole{kind->width, kind->height};
        const auto room = room_for(wanted);
        if (whole.width() > room.width() || whole.height() > room.height())
            reader.setScaledSize(whole.scaled(room, Qt::KeepAspectRatio));
        if (!reader.read(&image_))
            return fail(reader.errorString());
        emit finished();
    }

    void fail(const QString& reason)
    {
        error_ = reason;
        emit finished();
    }

private:
    static QSize room_for(const QSize& wanted)
    {
        return {wanted.width() > 0 ? std::min(wanted.width(), most.width()) : most.width(),
                wanted.height() > 0 ? std::min(wanted.height(), most.height()) : most.height()};
    }

    // On white: drawings are made for paper, and a dark page would swallow their lines.
    void draw(const QByteArray& svg, const QSize& shape, const QSize& wanted)
    {
        QSvgRenderer renderer{svg};
        if (!renderer.isValid())
            return fail(QStringLiteral("the drawing cannot be drawn"));
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        image_ = QImage{shape.scaled(room_for(wanted), Qt::KeepAspectRatio), QImage::Format_RGB32};
        image_.fill(Qt::white);
        QPainter painter{&image_};
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter);
        painter.end();
        emit finished();
    }

    QImage image_;
    QString error_;
};

} // namespace

FormPictures::FormPictures(services::Tablet& tablet) : tablet_(&tablet) {}

QQuickImageResponse* FormPictures::requestImageResponse(const QString& id, const QSize& wanted)
{
    // Lives until it has finished, which it does once whatever happens.
    auto* response = new Response;
    const auto name = id.mid(id.indexOf(QLatin1Char('/')) + 1).toStdString();
    const auto ask = [tablet = tablet_, response, name, wanted] {
        if (!tablet)
            return response->fail(QStringLiteral("the app is closing"));
        tablet->form_picture(name, [response, wanted](Result<Bytes> read) {
            if (!read)
                return response->fail(QString::fromStdString(read.error().detail));
            QThreadPool::globalInstance()->start(
                [response, wanted, bytes = std::move(*read)] { response->show(bytes, wanted); });
        });
    };
    // The engine asks on a thread of its own, and the tablet answers on the screen's.
    if (!tablet_ || !QMetaObject::invokeMethod(tablet_.data(), ask, Qt::QueuedConnection))
        QMetaObject::invokeMethod(
            response, [response] { response->fail({}); }, Qt::QueuedConnection);
    return response;
}

} // namespace balieblik::mobile
