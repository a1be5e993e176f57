// SPDX-License-Identifier: EUPL-1.2
// The real server as a child process, and what the kernel says it used.
#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace balieblik::load {

// The program that is measured: of the same build, unless another is named before the first start.
std::string& server_program();

// Runs a sub-command to its end and gives what it printed. Refusal: internal, with what it printed.
Result<std::string> run_server_command(const std::vector<std::string>& arguments);

class ServerProcess {
public:
    // Starts `serve` on a data folder and waits until it listens on loopback.
    static Result<ServerProcess> start(const std::filesystem::path& data, const std::vector<std::string>& settings);
    ServerProcess(ServerProcess&& other) noexcept;
    ServerProcess& operator=(ServerProcess&&) = delete;
    ~ServerProcess();

    std::uint16_t port() const { return port_; }
    double cpu_seconds() const;      // of all its threads so far
    std::int64_t memory_kib() const; // resident now
    std::int64_t most_memory_kib() const;

private:
    ServerProcess(pid_t id, std::uint16_t port) : id_(id), port_(port) {}
    std::int64_t status_kib(const std::string& row) const;

    pid_t id_;
    std::uint16_t port_;
};

} // namespace balieblik::load
