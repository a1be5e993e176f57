// SPDX-License-Identifier: EUPL-1.2
// Takes photos into memory and nowhere else.
#pragma once

#include <QByteArray>
#include <QCamera>
#include <QImageCapture>
#include <QMediaCaptureSession>
#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <QVideoSink>

namespace balieblik::viewmodels {

class CameraViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    Q_PROPERTY(QObject* videoOutput READ videoOutput WRITE setVideoOutput NOTIFY changed)

public:
    explicit CameraViewModel(QObject* parent = nullptr);

    // Is there a camera in this device?
    static bool present();

    bool ready() const { return capture_.isReadyForCapture(); }
    QString error() const { return error_; }
    QObject* videoOutput() const { return session_.videoOutput(); }
    void setVideoOutput(QObject* output) { session_.setVideoOutput(output); }

    Q_INVOKABLE void take();

signals:
    void changed();
    void taken(const QByteArray& picture);

private:
    QCamera camera_;
    QImageCapture capture_;
    QMediaCaptureSession session_;
    QString error_;
};

} // namespace balieblik::viewmodels
