// SPDX-License-Identifier: EUPL-1.2
// The real program: what survives when it is killed, how it stops, and what its sub-commands say.
#include "support/https_client.hpp"
#include "support/tablet.hpp"
#include "support/temp_folder.hpp"

#include "http/tls.hpp"
#include "runtime/system_clock.hpp"
#include "support/source_dir.hpp"
#include "vault/random.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace balieblik::test {
namespace {

// A running server, ended with the test.
class ServerProcess {
public:
    explicit ServerProcess(const std::filesystem::path& data)
    {
        int ends[2];
        EXPECT_EQ(::pipe(ends), 0);
        const auto log = (data / "server.log").string();
        id_ = ::fork();
        if (id_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::execl(BALIEBLIK_SERVER, BALIEBLIK_SERVER, "serve", "--data", data.c_str(), "--port", "0", "--log-file",
                    log.c_str(), "--device-burst", "100000", nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        auto* out = ::fdopen(ends[0], "r");
        char line[512] = "";
        EXPECT_NE(std::fgets(line, sizeof line, out), nullptr);
        std::fclose(out);
        const std::string text{line};
        const auto colon = text.rfind(':');
        if (colon != text.npos)
            port = static_cast<std::uint16_t>(std::stoi(text.substr(colon + 1)));
    }
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ~ServerProcess() { end(SIGKILL); }

    // The status it ended with; 128 + signal if it was killed.
    int end(int signal)
    {
        if (id_ <= 0)
            return -1;
        int status = 0;
        ::kill(id_, signal);
        ::waitpid(id_, &status, 0);
        id_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

    std::uint16_t port = 0;

private:
    pid_t id_ = 0;
};

struct Ran {
    int status = 0;
    std::string out;
};
Ran run(const std::string& arguments)
{
    auto* pipe = ::popen((std::string(BALIEBLIK_SERVER) + " " + arguments + " 2>&1").c_str(), "r");
    Ran ran;
    char piece[4096];
    while (const auto got = std::fread(piece, 1, sizeof piece, pipe))
        ran.out.append(piece, got);
    ran.status = WEXITSTATUS(::pclose(pipe));
    return ran;
}

struct Program : testing::Test {
    TempFolder folder;
    const std::filesystem::path data = folder / "data";
    const std::string with_data = "--data " + data.string();
    SystemClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    boost::json::value founded;

    void SetUp() override
    {
        const auto init = run("init " + with_data + " --organisation Raalte");
        ASSERT_EQ(init.status, 0) << init.out;
        founded = json::parse(init.out).value();
    }
    std::string ca() const { return std::string(founded.at("ca_certificate").as_string()); }
};

RequestHeaders session_of(const HttpReply& reply)
{
    const auto cookie = reply.header("set-cookie");
    return {{"Cookie", cookie.substr(0, cookie.find(';'))}, {"X-CSRF-Token", reply.member("csrf_token")}};
}

TEST_F(Program, explains_every_setting)
{
    const auto help = run("--help").out;

    EXPECT_NE(help.find("BALIEBLIK_ALLOW_SINGLE_FACTOR"), std::string::npos);
    EXPECT_NE(help.find("demo_data"), std::string::npos);
}

TEST_F(Program, makes_a_data_folder_once_and_for_its_owner_only)
{
    EXPECT_EQ(run("init " + with_data).status, 1);
    namespace fs = std::filesystem;
    for (const auto& entry : fs::recursive_directory_iterator{data})
        EXPECT_EQ(fs::status(entry).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none)
            << entry.path();
}

TEST_F(Program, keeps_a_second_process_off_a_folder_in_use)
{
    ServerProcess server{data};

    const auto second = run("user add jan --role coordinator " + with_data);

    EXPECT_EQ(second.status, 1);
    EXPECT_NE(second.out.find("another process"), std::string::npos) << second.out;
}

TEST_F(Program, refuses_to_listen_beyond_this_machine_with_passwords_only)
{
    const auto refused = run("serve --port 0 --address 0.0.0.0 " + with_data);

    EXPECT_EQ(refused.status, 1);
    EXPECT_NE(refused.out.find("allow_single_factor"), std::string::npos) << refused.out;
}

TEST_F(Program, stops_politely_when_it_is_told_to)
{
    ServerProcess server{data};
    {
        HttpsClient client{server.port, ca()};
        EXPECT_EQ(client.get("/health").status, 200);
    }

    EXPECT_EQ(server.end(SIGTERM), 0);
    EXPECT_NE(contents_of(data / "server.log").find("\"event\":\"stopped\""), std::string::npos);
}

TEST_F(Program, renews_a_certificate_that_nears_its_end_under_the_same_authority)
{
    const auto tls = data / "tls";
    const auto read = [&](const char* file) { return contents_of(tls / file); };
    const http::CertifiedKey authority{read("ca.pem"), read("ca.key")};
    const auto old = http::make_tls_leaf(authority, {"localhost", "127.0.0.1"}, clock.now() - std::chrono::days{390});
    ASSERT_TRUE(old);
    std::ofstream(tls / "server.pem", std::ios::trunc) << old->certificate;
    std::ofstream(tls / "server.key", std::ios::trunc) << old->key;

    ServerProcess server{data};

    HttpsClient client{server.port, ca()};
    EXPECT_EQ(client.last_spki_sha256(), std::string(founded.at("ca_spki_sha256").as_string()));
    EXPECT_GT(http::valid_until(read("server.pem")).value(), clock.now() + std::chrono::days{300});
}

TEST_F(Program, writes_no_password_to_its_log)
{
    const std::string password{founded.at("temporary_password").as_string()};
    ServerProcess server{data};
    HttpsClient client{server.port, ca()};
    const auto body = json::print(boost::json::object{{"login", "admin"}, {"password", password}});

    EXPECT_EQ(client.post_json("/api/session", body).status, 200);
    server.end(SIGTERM);

    const auto log = contents_of(data / "server.log");
    EXPECT_NE(log.find("/api/session"), std::string::npos);
    EXPECT_EQ(log.find(password), std::string::npos);
}

TEST_F(Program, names_each_row_of_an_import_that_is_not_right)
{
    std::filesystem::create_directory(folder / "csv");
    write_contents(folder / "csv/project.csv", "nonsense;columns\n1;2\n");

    const auto refused = run("import " + (folder / "csv").string() + " " + with_data);

    EXPECT_EQ(refused.status, 1);
    EXPECT_NE(refused.out.find("project.csv:"), std::string::npos) << refused.out;
}

// How often the server is killed; BALIEBLIK_KILLS says otherwise.
int kills_wanted()
{
    const auto* text = std::getenv("BALIEBLIK_KILLS");
    return text ? std::atoi(text) : 12;
}

// Pushes numbered commands while the server is killed again and again; each is answered at least once and stored once.
struct Killed : Program {
    InstallId install{};
    vault::SigningKey key = vault::SigningKey::make(random);
    DeviceId device{};
    std::string tenant;

    void enrol(std::uint16_t port)
    {
        const auto demo = json::parse(demo_report).value();
        std::string login;
        std::string password;
        for (const auto& account : demo.at("demo").at("accounts").as_array())
            if (account.at("role") == "coordinator") {
                login = account.at("login").as_string();
                password = account.at("password").as_string();
            }
        HttpsClient client{port, ca()};
        session = session_of(client.post_json(
            "/api/session", json::print(boost::json::object{{"login", login}, {"password", password}})));
        const auto change =
            json::print(boost::json::object{{"current", password}, {"replacement", "correct horse battery staple"}});
        ASSERT_EQ(client.post_json("/api/session/password", change, session).status, 204);
        const std::string inspector{demo.at("demo").at("inspectors").at(0).at("id").as_string()};
        const auto code = client.send("POST", "/api/inspectors/" + inspector + "/enrolment", session);
        ASSERT_EQ(code.status, 200) << code.body;
        const auto invitation = json::read_text<sync::EnrolmentInvitation>(code.member("paste")).value();
        install = ids.make<InstallId>();
        const sync::EnrolRequest request{invitation.code, key.public_key().to_text(), install, "tablet", "test", "1"};
        const auto reply = client.post_json("/v1/enrol", json::print_struct(request));
        ASSERT_EQ(reply.status, 200) << reply.body;
        device = parse_id<DeviceId>(reply.member("device_id")).value();
        tenant = reply.member("tenant");
    }
    RequestHeaders token(HttpsClient& client)
    {
        const auto nonce = client.send("POST", "/v1/challenge").member("nonce");
        sync::TokenRequest request{device, install, nonce, {}, "1"};
        request.signature = key.sign(vault::label::token, {tenant, to_text(device), to_text(install), nonce});
        const auto reply = client.post_json("/v1/token", json::print_struct(request));
        return {{"Authorization", "Bearer " + reply.member("token")}};
    }
    sync::Mutation mutation(std::int64_t no)
    {
        sync::Mutation made;
        made.no = no;
        made.id = ids.make<MutationId>();
        made.kind = "something_newer"; // kept in quarantine: stored whatever it says
        made.body = "number " + std::to_string(no);
        made.sha256 = vault::sha256_hex(made.body);
        return made;
    }

    std::string demo_report;
    RequestHeaders session; // of the coordinator
};

TEST_F(Killed, loses_nothing_and_doubles_nothing)
{
    const auto demo = run("demo-data --forms " + (balieblik::test::source_dir() / "forms").string() + " " + with_data);
    ASSERT_EQ(demo.status, 0) << demo.out;
    demo_report = demo.out;
    const int wanted_kills = kills_wanted();
    const std::int64_t in_all = std::max(200, 12 * wanted_kills);
    std::vector<sync::Mutation> outbox;
    for (std::int64_t no = 1; no <= in_all; ++no)
        outbox.push_back(mutation(no));

    auto server = std::make_unique<ServerProcess>(data);
    enrol(server->port);
    std::int64_t acknowledged = 0;
    int kills = 0;
    for (int round = 0; acknowledged < in_all && round < 5 * wanted_kills; ++round) {
        // A killer strikes in each round after another number of pushes was begun, while the last one is under way.
        std::atomic<int> begun{0};
        std::thread killer{[&, wanted = round % 5 + 1] {
            for (int now = begun.load(); now < wanted; now = begun.load())
                begun.wait(now);
            if (round < wanted_kills) {
                server->end(SIGKILL);
                ++kills;
            }
        }};
        try {
            HttpsClient client{server->port, ca()};
            const auto headers = token(client);
            while (acknowledged < in_all) {
                const auto from = outbox.begin() + acknowledged;
                const auto to = from + std::min<std::ptrdiff_t>(3, outbox.end() - from);
                const sync::PushRequest push{install, acknowledged + 1, {from, to}};
                ++begun;
                begun.notify_all();
                const auto reply = client.post_json("/v1/sync/push", json::print_struct(push), headers);
                if (reply.status != 200)
                    break;
                const auto next = json::read_text<sync::PushReply>(reply.body).value().next_no;
                EXPECT_GT(next, acknowledged) << "an acknowledged number was forgotten";
                acknowledged = next - 1;
            }
        } catch (const std::exception&) {
            // the server was killed under the handshake
        }
        begun = 1000;
        begun.notify_all();
        killer.join();
        if (round < wanted_kills)
            server = std::make_unique<ServerProcess>(data);
    }

    EXPECT_EQ(acknowledged, in_all);
    EXPECT_EQ(kills, wanted_kills);
    HttpsClient client{server->port, ca()};
    const auto again = client.post_json(
        "/v1/sync/push", json::print_struct(sync::PushRequest{install, 1, {outbox.begin(), outbox.begin() + 100}}),
        token(client));
    ASSERT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(json::read_text<sync::PushReply>(again.body).value().next_no, in_all + 1);
    const auto kept = json::parse(client.get("/api/quarantine", session).body).value();
    EXPECT_EQ(kept.at("items").as_array().size(), static_cast<std::size_t>(std::min<std::int64_t>(in_all, 500)));
}

} // namespace
} // namespace balieblik::test
