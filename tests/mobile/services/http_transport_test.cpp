// SPDX-License-Identifier: EUPL-1.2
// What goes over the wire between the tablet and a server that says it reads packed bodies, or does not.
#include "services/http_transport.hpp"

#include <gtest/gtest.h>
#include <QCoreApplication>
#include <QEventLoop>
#include <QTcpServer>
#include <QTcpSocket>

#include <array>

namespace balieblik::services {
namespace {

struct Heard {
    std::string coding; // of the request
    std::string body;
};

// One answer after the other to whoever asks, and what was asked.
struct StandIn : QTcpServer {
    std::vector<QByteArray> answers;
    std::vector<Heard> heard;

    StandIn()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            auto* socket = nextPendingConnection();
            auto* said = new QByteArray;
            connect(socket, &QObject::destroyed, [said] { delete said; });
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, said] {
                *said += socket->readAll();
                take(*socket, *said);
            });
        });
    }

    void take(QTcpSocket& socket, QByteArray& said)
    {
        const auto end = said.indexOf("\r\n\r\n");
        const auto header = said.left(end).toLower();
        const auto value = [&](const QByteArray& name) {
            const auto at = header.indexOf("\r\n" + name + ": ");
            return at < 0 ? QByteArray{} : header.mid(at + name.size() + 4).split('\r').first();
        };
        const auto length = value("content-length").toLongLong();
        if (end < 0 || said.size() < end + 4 + length)
            return;
        heard.push_back({value("content-encoding").toStdString(), said.mid(end + 4, length).toStdString()});
        said.clear();
        socket.write(answers.at(std::min(heard.size(), answers.size()) - 1));
    }

    QUrl address() const { return QUrl{QStringLiteral("http://127.0.0.1:%1").arg(serverPort())}; }
};

QByteArray answer(const QByteArray& status, const QByteArray& more = {}, const QByteArray& body = "{}")
{
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more +
           "\r\n" + body;
}

const QByteArray reads_both = "Accept-Encoding: zstd, gzip\r\n";

struct Transport : testing::Test {
    int argc = 1;
    std::string name = "transport";
    std::array<char*, 2> argv{name.data(), nullptr};
    QCoreApplication application{argc, argv.data()};
    StandIn server;
    HttpTransport transport{server.address(), std::nullopt};
    const std::string text = std::string(2000, 'a') + "bc";

    Result<HttpReply> post(const std::string& body, const std::string& type = "application/json")
    {
        Result<HttpReply> came = Error{Errc::internal, {}};
        QEventLoop loop;
        HttpRequest request;
        request.method = "POST";
        request.path = "/v1/sync/push";
        request.headers["Content-Type"] = type;
        request.body.assign(body.begin(), body.end());
        transport.send(std::move(request), [&](Result<HttpReply> reply) {
            came = std::move(reply);
            loop.quit();
        });
        loop.exec();
        return came;
    }
};

TEST_F(Transport, packs_what_is_long_once_the_server_said_that_it_reads_it)
{
    server.answers = {answer("200 OK", reads_both)};

    ASSERT_TRUE(post(text));
    ASSERT_TRUE(post(text));
    ASSERT_TRUE(post("{}"));
    ASSERT_TRUE(post(text, "application/offset+octet-stream"));

    ASSERT_EQ(server.heard.size(), 4u);
    EXPECT_EQ(server.heard[0].coding, "") << "nobody knows yet what it reads";
    EXPECT_EQ(server.heard[1].coding, "zstd");
    EXPECT_EQ(sync::unpack(sync::Coding::zstd, server.heard[1].body, text.size()).value(), text);
    EXPECT_EQ(server.heard[2].coding, "") << "too short to be worth it";
    EXPECT_EQ(server.heard[3].coding, "") << "a photo does not become shorter";
}

TEST_F(Transport, sends_it_as_it_is_to_a_server_that_was_put_back_and_reads_it_no_more)
{
    server.answers = {answer("200 OK", reads_both), answer("400 Bad Request"), answer("200 OK", {}, R"({"n":3})")};
    ASSERT_TRUE(post(text));

    const auto reply = post(text);

    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 200) << "nobody sees the refusal of a body that was only packed";
    EXPECT_EQ(as_text(reply->body), R"({"n":3})");
    ASSERT_EQ(server.heard.size(), 3u);
    EXPECT_EQ(server.heard[1].coding, "zstd");
    EXPECT_EQ(server.heard[2].coding, "");
    EXPECT_EQ(server.heard[2].body, text);
}

TEST_F(Transport, hands_on_a_refusal_of_a_server_that_reads_packed_bodies)
{
    server.answers = {answer("200 OK", reads_both), answer("409 Conflict", reads_both)};
    ASSERT_TRUE(post(text));

    EXPECT_EQ(post(text)->status, 409);
    EXPECT_EQ(server.heard.size(), 2u);
}

TEST_F(Transport, reads_a_packed_reply)
{
    const auto packed = QByteArray::fromStdString(sync::pack(sync::Coding::zstd, text));
    server.answers = {answer("200 OK", "Content-Encoding: zstd\r\n", packed)};

    const auto reply = post("{}");

    ASSERT_TRUE(reply);
    EXPECT_EQ(as_text(reply->body), text);
}

} // namespace
} // namespace balieblik::services
