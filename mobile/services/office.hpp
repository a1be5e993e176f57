// SPDX-License-Identifier: EUPL-1.2
// The first talk with the office: who is at this address, and the enrolment itself.
#pragma once

#include "services/tablet.hpp"

#include <QSslCertificate>
#include <QUrl>

namespace balieblik::services {

// "balie.example:8443" or "https://balie.example"; refusal: validation.
Result<QUrl> server_at(const std::string& address);

// The authority that this server shows; none if a public authority vouches for it. Refusals: offline,
// server_not_trusted.
void identify_server(const QUrl& server, QObject* context, Done<std::optional<QSslCertificate>> done);

// Asks for enrolment, trusting `authority` only (none: the system's). Refusals: the server's, and offline.
void ask_to_enrol(const QUrl& server, const std::optional<QSslCertificate>& authority,
                  const sync::EnrolRequest& request, QObject* context, Done<sync::EnrolReply> done);

// Asks, from a tablet whose PIN is forgotten, to be opened, and how far that is. Refusals as above.
void ask_for_recovery(const QUrl& server, const std::optional<QSslCertificate>& authority,
                      const sync::RecoveryAsk& request, QObject* context, Done<sync::RecoveryAnswer> done);

} // namespace balieblik::services
