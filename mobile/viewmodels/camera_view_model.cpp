// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/camera_view_model.hpp"

#include "viewmodels/words.hpp"

#include <QBuffer>
#include <QImage>
#include <QMediaDevices>

namespace balieblik::viewmodels {

bool CameraViewModel::present() { return !QMediaDevices::videoInputs().isEmpty(); }

CameraViewModel::CameraViewModel(QObject* parent) : QObject(parent)
{
    session_.setCamera(&camera_);
    session_.setImageCapture(&capture_);
    const auto fail = [this] {
        error_ = sentenceOf({Errc::photo_unreadable, {}});
        emit changed();
    };
    connect(&capture_, &QImageCapture::readyForCaptureChanged, this, &CameraViewModel::changed);
    connect(&capture_, &QImageCapture::errorOccurred, this, fail);
    connect(&camera_, &QCamera::errorOccurred, this, fail);
    connect(&capture_, &QImageCapture::imageCaptured, this, [this](int, const QImage& image) {
        QByteArray picture;
        QBuffer memory{&picture};
        // Scaled and encoded for keeping further on; this is only the way there.
        memory.open(QIODevice::WriteOnly);
        image.save(&memory, "JPEG", 95);
        emit taken(picture);
    });
    camera_.start();
}

void CameraViewModel::take()
{
    error_.clear();
    capture_.capture();
    emit changed();
}

} // namespace balieblik::viewmodels
