// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/enrol_view_model.hpp"

#include "services/qr_code.hpp"
#include "viewmodels/camera_view_model.hpp"
#include "viewmodels/words.hpp"

#include <QFile>
#include <QSysInfo>

namespace balieblik::viewmodels {

EnrolViewModel::EnrolViewModel(services::Tablet& tablet, QObject* parent)
    : QObject(parent), tablet_(tablet), device_name_(QSysInfo::machineHostName())
{
}

void EnrolViewModel::setDeviceName(const QString& name)
{
    device_name_ = name;
    emit changed();
}

Result<sync::EnrolmentInvitation> EnrolViewModel::readInvitation(const QString& pasted)
{
    return json::read_text<sync::EnrolmentInvitation>(bytes(pasted.trimmed()), {.bytes = 4096, .depth = 4});
}

Result<std::string> EnrolViewModel::readAddress(const QString& typed)
{
    auto plain = typed.trimmed();
    if (!plain.contains(QLatin1String("://")))
        plain.prepend(QLatin1String("https://"));
    const QUrl url{plain, QUrl::StrictMode};
    if (!url.isValid() || url.scheme() != QLatin1String("https") || url.host().isEmpty() || !url.userInfo().isEmpty())
        return Error{Errc::validation, bytes(typed.trimmed())};
    return bytes(url.url(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment));
}

void EnrolViewModel::useInvitation(const QString& pasted)
{
    if (busy_)
        return;
    auto invitation = readInvitation(pasted);
    if (!invitation) {
        error_ = tr("This is not an invitation of Balieblik. Copy the whole text from the console.");
        emit changed();
        return;
    }
    enrol(std::move(*invitation));
}

bool EnrolViewModel::hasCamera() const { return CameraViewModel::present(); }

void EnrolViewModel::usePicture(const QUrl& file)
{
    if (busy_)
        return;
    busy_ = true;
    error_.clear();
    emit changed();
    const auto read = [path = file.toLocalFile()]() -> std::optional<std::string> {
        QFile picture{path};
        constexpr qint64 largest = 40 * 1024 * 1024;
        if (!picture.open(QIODevice::ReadOnly) || picture.size() > largest)
            return std::nullopt;
        return services::code_text(picture.readAll());
    };
    services::read_code(this, read, [this](const std::optional<std::string>& said) {
        busy_ = false;
        if (said)
            return useInvitation(text(*said));
        error_ = tr("There is no square code to be read in this picture. Take it from nearer, straight and in focus.");
        emit changed();
    });
}

void EnrolViewModel::useTyped(const QString& address, const QString& code)
{
    if (busy_)
        return;
    const auto server = readAddress(address);
    if (!server) {
        error_ = tr("Write the address as the console shows it, for example https://balieblik.example.");
        emit changed();
        return;
    }
    pending_ = {*server, bytes(code.trimmed()), {}};
    busy_ = true;
    error_.clear();
    emit changed();
    tablet_.identify(*server, [this](Result<services::ServerIdentity> identity) {
        if (!identity)
            return say(identity.error());
        pending_.ca_spki_sha256 = identity->ca_spki_sha256;
        if (identity->words.empty())
            return enrol(pending_);
        busy_ = false;
        for (const auto& word : identity->words)
            words_.append(text(word));
        emit changed();
    });
}

void EnrolViewModel::confirmWords()
{
    words_.clear();
    enrol(pending_);
}

void EnrolViewModel::refuseWords()
{
    words_.clear();
    say({Errc::server_not_trusted, {}});
}

void EnrolViewModel::enrol(sync::EnrolmentInvitation invitation)
{
    busy_ = true;
    error_.clear();
    emit changed();
    tablet_.enrol(std::move(invitation), bytes(device_name_.trimmed()), [this](Result<void> done) {
        if (!done)
            return say(done.error());
        busy_ = false;
        emit changed();
    });
}

void EnrolViewModel::say(const Error& error)
{
    busy_ = false;
    error_ = sentenceOf(error);
    emit changed();
}

} // namespace balieblik::viewmodels
