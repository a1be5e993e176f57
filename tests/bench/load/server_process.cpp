// SPDX-License-Identifier: EUPL-1.2
#include "server_process.hpp"

#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace balieblik::load {
namespace {

struct Child {
    pid_t id;
    std::FILE* out; // what it prints
};

Result<Child> spawn(const std::vector<std::string>& arguments)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return Error{Errc::io_failed, "pipe"};
    std::vector<char*> words;
    std::string program = server_program();
    words.push_back(program.data());
    auto owned = arguments;
    for (auto& word : owned)
        words.push_back(word.data());
    words.push_back(nullptr);
    const pid_t id = ::fork();
    if (id == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM); // who ends the measurement ends the server
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        ::execv(program.c_str(), words.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    if (id < 0)
        return Error{Errc::io_failed, "fork"};
    return Child{id, ::fdopen(ends[0], "r")};
}

} // namespace

std::string& server_program()
{
    static std::string program = BALIEBLIK_SERVER;
    return program;
}

Result<std::string> run_server_command(const std::vector<std::string>& arguments)
{
    BALIEBLIK_TRY(child, spawn(arguments));
    std::string printed;
    char piece[4096];
    while (const auto got = std::fread(piece, 1, sizeof piece, child.out))
        printed.append(piece, got);
    std::fclose(child.out);
    int status = 0;
    ::waitpid(child.id, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return Error{Errc::internal, arguments.front() + ": " + printed};
    return printed;
}

Result<ServerProcess> ServerProcess::start(const std::filesystem::path& data, const std::vector<std::string>& settings)
{
    std::vector<std::string> arguments{
        "serve", "--data", data.string(), "--port", "0", "--log-file", (data / "server.log").string()};
    arguments.insert(arguments.end(), settings.begin(), settings.end());
    BALIEBLIK_TRY(child, spawn(arguments));
    char line[512] = "";
    const bool said = std::fgets(line, sizeof line, child.out) != nullptr;
    std::fclose(child.out);
    const std::string text{line};
    const auto colon = text.rfind(':');
    if (!said || colon == text.npos) {
        ::kill(child.id, SIGKILL);
        ::waitpid(child.id, nullptr, 0);
        return Error{Errc::internal, "the server did not start"};
    }
    return ServerProcess(child.id, static_cast<std::uint16_t>(std::stoi(text.substr(colon + 1))));
}

ServerProcess::ServerProcess(ServerProcess&& other) noexcept : id_(std::exchange(other.id_, 0)), port_(other.port_) {}

ServerProcess::~ServerProcess()
{
    if (id_ <= 0)
        return;
    ::kill(id_, SIGTERM);
    ::waitpid(id_, nullptr, 0);
}

double ServerProcess::cpu_seconds() const
{
    std::ifstream file("/proc/" + std::to_string(id_) + "/stat");
    std::string text;
    std::getline(file, text);
    std::istringstream rest(text.substr(text.rfind(')') + 2)); // the name before it may hold anything
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        rest >> skipped;
    double user = 0;
    double system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::int64_t ServerProcess::status_kib(const std::string& row) const
{
    std::ifstream file("/proc/" + std::to_string(id_) + "/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(row + ":"))
            return std::stoll(line.substr(row.size() + 1));
    return 0;
}

std::int64_t ServerProcess::memory_kib() const { return status_kib("VmRSS"); }
std::int64_t ServerProcess::most_memory_kib() const { return status_kib("VmHWM"); }

} // namespace balieblik::load
