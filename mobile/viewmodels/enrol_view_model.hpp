// SPDX-License-Identifier: EUPL-1.2
// Enrolling this tablet: by an invitation (pasted, or read from a QR code), or by address and code, after which six
// words are compared with the console unless a public authority vouches for the server.
#pragma once

#include "services/tablet.hpp"

#include <QStringList>
#include <QtQml/qqmlregistration.h>
#include <QUrl>

namespace balieblik::viewmodels {

class EnrolViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the app")
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    Q_PROPERTY(QStringList words READ words NOTIFY changed)
    Q_PROPERTY(bool hasCamera READ hasCamera CONSTANT)
    Q_PROPERTY(QString deviceName READ deviceName WRITE setDeviceName NOTIFY changed)

public:
    explicit EnrolViewModel(services::Tablet& tablet, QObject* parent = nullptr);

    bool busy() const { return busy_; }
    QString error() const { return error_; }
    QStringList words() const { return words_; }
    bool hasCamera() const;
    QString deviceName() const { return device_name_; }
    void setDeviceName(const QString& name);

    // The text of a QR code or a pasted line.
    Q_INVOKABLE void useInvitation(const QString& pasted);
    // A picture of the QR code, for who has no camera or was sent it.
    Q_INVOKABLE void usePicture(const QUrl& file);
    Q_INVOKABLE void useTyped(const QString& address, const QString& code);
    // The person compared the six words with the console.
    Q_INVOKABLE void confirmWords();
    Q_INVOKABLE void refuseWords();

    // An invitation is the JSON text of sync::EnrolmentInvitation. Refusal: malformed.
    static Result<sync::EnrolmentInvitation> readInvitation(const QString& pasted);
    // "server.example" is "https://server.example"; refusal: validation.
    static Result<std::string> readAddress(const QString& typed);

signals:
    void changed();

private:
    void enrol(sync::EnrolmentInvitation invitation);
    void say(const Error& error);

    services::Tablet& tablet_;
    sync::EnrolmentInvitation pending_;
    QStringList words_;
    QString device_name_;
    QString error_;
    bool busy_ = false;
};

} // namespace balieblik::viewmodels
