// SPDX-License-Identifier: EUPL-1.2
// Looks through the camera for the square code of an invitation, or for any code that a question asks for. Frames are
// looked at in memory, one at a time and away from the screen's thread, and are kept nowhere.
#pragma once

#include <QCamera>
#include <QMediaCaptureSession>
#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <QVideoFrame>

namespace balieblik::viewmodels {

class ScannerViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString hint READ hint NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    Q_PROPERTY(bool anyCode READ anyCode WRITE setAnyCode NOTIFY changed)
    Q_PROPERTY(QObject* videoOutput READ videoOutput WRITE setVideoOutput NOTIFY changed)

public:
    explicit ScannerViewModel(QObject* parent = nullptr);

    QString hint() const { return hint_; }
    QString error() const { return error_; }
    bool anyCode() const { return any_code_; }
    void setAnyCode(bool any);
    QObject* videoOutput() const { return session_.videoOutput(); }
    void setVideoOutput(QObject* output);

    // One frame of the camera; while another is being looked at it is let go.
    void look(const QVideoFrame& frame);

signals:
    void changed();
    // The text of an invitation, and of nothing else unless any code is wanted.
    void found(const QString& text);

private:
    void take(const std::optional<std::string>& text);

    QCamera camera_;
    QMediaCaptureSession session_;
    QString hint_;
    QString error_;
    bool any_code_ = false;
    bool looking_ = false;
    bool done_ = false;
};

} // namespace balieblik::viewmodels
