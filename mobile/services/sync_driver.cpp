// SPDX-License-Identifier: EUPL-1.2
#include "services/sync_driver.hpp"

#include <algorithm>

namespace balieblik::services {
namespace {

// However long the client is willing to wait, it is asked again after this, so that a clock that stood still while the
// tablet slept delays nothing for long.
constexpr milliseconds longest_sleep{60'000};

sync::ClientOptions listening()
{
    sync::ClientOptions options;
    options.listen = true;
    options.report = true;
    return options;
}

std::optional<Timestamp> last_pull(const sync::SyncStatus& status)
{
    for (const auto& lane : status.lanes)
        if (lane.lane == sync::Lane::pull)
            return lane.last_success;
    return std::nullopt;
}

} // namespace

SyncDriver::SyncDriver(sync::Ledger& ledger, sync::Credentials credentials, const Clock& clock, Random& random,
                       QUrl server, std::optional<QSslCertificate> authority)
    : client_(ledger, std::move(credentials), clock, random, listening()), clock_(clock),
      transport_(std::move(server), std::move(authority), this), timer_(this)
{
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, [this] { tell(sync::Tick{}); });
    QMetaObject::invokeMethod(this, &SyncDriver::pump, Qt::QueuedConnection);
}

void SyncDriver::queued() { tell(sync::Queued{}); }

void SyncDriver::edited() { tell(sync::Edited{}); }

void SyncDriver::enrolled_again() { tell(sync::EnrolledAgain{}); }

void SyncDriver::woke() { tell(sync::Woke{}); }

void SyncDriver::tell(const sync::Event& event)
{
    client_.on(event);
    pump();
}

void SyncDriver::pump()
{
    for (;;) {
        const auto action = client_.next();
        if (const auto* request = std::get_if<sync::Send>(&action)) {
            send(*request);
            continue;
        }
        if (const auto* sleep = std::get_if<sync::Sleep>(&action))
            timer_.start(std::clamp(sleep->until - clock_.read().boot, milliseconds{1}, longest_sleep));
        break;
    }
    const auto pull = last_pull(client_.status());
    const auto pulled = pull != last_pull_;
    last_pull_ = pull;
    // The connection goes, never data: whatever hangs in between is done with, and everything is asked anew.
    if (const auto stuck = client_.status().stuck; std::exchange(stuck_, stuck) != stuck && stuck)
        transport_.abort();
    emit changed(pulled);
}

void SyncDriver::send(const sync::Send& action)
{
    HttpRequest request;
    request.method = action.method;
    request.path = action.path;
    for (const auto& header : action.headers)
        request.headers[header.name] = header.value;
    request.body.assign(action.body.begin(), action.body.end());
    request.timeout = action.timeout;
    transport_.send(std::move(request), [this, id = action.id](Result<HttpReply> arrived) {
        if (!arrived) {
            tell(sync::Dropped{id, arrived.error().detail});
            return;
        }
        sync::Reply reply;
        reply.id = id;
        reply.status = arrived->status;
        for (const auto& [name, value] : arrived->headers)
            reply.headers.push_back({name, value});
        reply.body.assign(arrived->body.begin(), arrived->body.end());
        tell(reply);
    });
}

} // namespace balieblik::services
