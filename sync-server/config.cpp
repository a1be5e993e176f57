// SPDX-License-Identifier: EUPL-1.2
#include "config.hpp"

namespace balieblik {
namespace {

constexpr SettingHelp help[] = {
    {"data", "folder of the database, the photos and the keys"},
    {"console", "folder of the built console, served under /console/; empty: no console"},
    {"forms", "folder of the questionnaires that demo-data and import may publish"},
    {"backups", "folder that the running server writes backups to; empty: none"},
    {"backup_hours", "hours between two of them", 1, 8'760},
    {"backup_days", "days for which backups are kept, at least 14 and the three newest always; 0: for ever", 0, 36'500},
    {"log_file", "file that logs are appended to; empty: standard error"},
    {"log_level", "debug, info, warning or error"},
    {"address", "address to listen on"},
    {"port", "port to listen on; 0 takes a free one", 0, 65'535},
    {"public_address", "what tablets and browsers use, as https://host:port; empty: made from host_names and port"},
    {"host_names", "names and addresses that the TLS certificate made by init is for"},
    {"tls_certificate", "PEM file of a given certificate and its chain; empty: the one that init made"},
    {"tls_key", "PEM file of its key"},
    {"tls_ca", "PEM file of the authority that tablets are to pin"},
    {"allow_single_factor", "listen beyond this machine although people sign in with a password only"},
    {"threads", "threads of the network", 1, 64},
    {"store_threads", "threads that wait for the store", 1, 256},
    {"password_threads", "threads that hash passwords, 64 MiB each", 1, 16},
    {"connections", "connections at once", 1, 100'000},
    {"connections_per_address", "connections at once from one address", 1, 100'000},
    {"requests_per_connection", "requests before a connection is closed", 1, 1'000'000},
    {"waiting_requests", "requests that may wait for the store before others are told `busy`", 1, 100'000},
    {"waiting_passwords", "sign-ins that may wait before others are told `busy`", 1, 1'000},
    {"handshake_ms", "longest wait for a TLS handshake", 10, 600'000},
    {"header_ms", "longest wait for a whole request header once it began", 10, 600'000},
    {"idle_ms", "longest wait for the next request of a connection", 10, 3'600'000},
    {"body_ms", "longest wait for a whole request body", 10, 3'600'000},
    {"chunk_ms", "longest wait for the next part of a photo", 10, 600'000},
    {"write_ms", "longest wait for a client to take a part of a response", 10, 600'000},
    {"stop_ms", "how long requests may go on after the server was told to stop", 10, 600'000},
    {"device_per_minute", "requests a minute that a tablet regains", 1, 1'000'000},
    {"device_burst", "requests that a tablet may make at once", 1, 1'000'000},
    {"sign_in_per_minute", "sign-ins and enrolments a minute that an address regains", 1, 1'000'000},
    {"sign_in_burst", "sign-ins and enrolments that an address may try at once", 1, 1'000'000},
    {"session_per_minute", "requests a minute that a signed-in person regains", 1, 1'000'000},
    {"session_burst", "requests that a signed-in person may make at once", 1, 1'000'000},
};

} // namespace

std::span<const SettingHelp> setting_help() { return help; }

} // namespace balieblik
