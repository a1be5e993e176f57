// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/scanner_view_model.hpp"

#include "services/qr_code.hpp"
#include "viewmodels/enrol_view_model.hpp"
#include "viewmodels/words.hpp"

#include <QVideoSink>

namespace balieblik::viewmodels {

ScannerViewModel::ScannerViewModel(QObject* parent) : QObject(parent)
{
    session_.setCamera(&camera_);
    connect(&camera_, &QCamera::errorOccurred, this, [this] {
        error_ = any_code_ ? tr("The camera does not answer. Read the code from a picture, or type it.")
                           : tr("The camera does not answer. Read the code from a picture, or paste the invitation.");
        emit changed();
    });
    camera_.start();
}

void ScannerViewModel::setVideoOutput(QObject* output)
{
    session_.setVideoOutput(output);
    if (auto* sink = session_.videoSink())
        connect(sink, &QVideoSink::videoFrameChanged, this, &ScannerViewModel::look, Qt::UniqueConnection);
    emit changed();
}

void ScannerViewModel::setAnyCode(bool any)
{
    any_code_ = any;
    emit changed();
}

void ScannerViewModel::look(const QVideoFrame& frame)
{
    if (looking_ || done_)
        return;
    looking_ = true;
    const auto codes = any_code_ ? services::Codes::any : services::Codes::square;
    services::read_code(
        this, [frame, codes] { return services::code_text(frame.toImage(), codes); },
        [this](const std::optional<std::string>& text) { take(text); });
}

void ScannerViewModel::take(const std::optional<std::string>& text)
{
    looking_ = false;
    if (!text || done_)
        return;
    const auto said = viewmodels::text(*text);
    if (!any_code_ && !EnrolViewModel::readInvitation(said)) {
        hint_ = tr("This is another code. Look for the one beside the invitation in the console.");
        emit changed();
        return;
    }
    done_ = true;
    camera_.stop();
    emit found(said);
}

} // namespace balieblik::viewmodels
