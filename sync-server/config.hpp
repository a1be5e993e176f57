// SPDX-License-Identifier: EUPL-1.2
// Every setting of the server with its default and its limit, in one place. Read from the command line, then the
// environment (BALIEBLIK_<NAME>), then the file named by --config; `--help` and the documentation are made from this.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik {

struct Config {
    // Where things are.
    std::string data = "data";
    std::string console;
    std::string forms;
    std::string backups;
    std::int64_t backup_hours = 24;
    std::int64_t backup_days = 0;
    std::string log_file;
    std::string log_level = "info";

    // Where it listens, and as whom.
    std::string address = "127.0.0.1";
    std::int64_t port = 8443;
    std::string public_address;
    std::vector<std::string> host_names = {"localhost", "127.0.0.1"};
    std::string tls_certificate;
    std::string tls_key;
    std::string tls_ca;
    bool allow_single_factor = false;

    // How much it does at once.
    std::int64_t threads = 2;
    std::int64_t store_threads = 64;
    std::int64_t password_threads = 1;
    std::int64_t connections = 1024;
    std::int64_t connections_per_address = 64;
    std::int64_t requests_per_connection = 1000;
    std::int64_t waiting_requests = 512;
    std::int64_t waiting_passwords = 16;

    // How long it waits, in milliseconds.
    std::int64_t handshake_ms = 10'000;
    std::int64_t header_ms = 10'000;
    std::int64_t idle_ms = 60'000;
    std::int64_t body_ms = 60'000;
    std::int64_t chunk_ms = 20'000;
    std::int64_t write_ms = 30'000;
    std::int64_t stop_ms = 20'000;

    // How often somebody may ask.
    std::int64_t device_per_minute = 60;
    std::int64_t device_burst = 120;
    std::int64_t sign_in_per_minute = 10;
    std::int64_t sign_in_burst = 20;
    std::int64_t session_per_minute = 600;
    std::int64_t session_burst = 300;
};
BOOST_DESCRIBE_STRUCT(Config, (),
                      (data, console, forms, backups, backup_hours, backup_days, log_file, log_level, address, port,
                       public_address, host_names, tls_certificate, tls_key, tls_ca, allow_single_factor, threads,
                       store_threads, password_threads, connections, connections_per_address, requests_per_connection,
                       waiting_requests, waiting_passwords, handshake_ms, header_ms, idle_ms, body_ms, chunk_ms,
                       write_ms, stop_ms, device_per_minute, device_burst, sign_in_per_minute, sign_in_burst,
                       session_per_minute, session_burst))

// What a setting means, and what a number may be.
struct SettingHelp {
    std::string_view name; // a member of Config
    std::string_view text;
    std::int64_t least = 0;
    std::int64_t most = 0; // 0: not a number
};

// One row a member, in the order of the struct.
std::span<const SettingHelp> setting_help();

} // namespace balieblik
