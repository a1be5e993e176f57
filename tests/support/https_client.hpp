// SPDX-License-Identifier: EUPL-1.2
// A small HTTPS client over loopback for tests: it trusts one authority, keeps its connection, and can also say what no
// well-behaved client says. What it exchanges can be held against docs/openapi.json.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balieblik::test {

class OpenApiCheck;

struct HttpReply {
    int status = 0;                                           // 0: the connection ended without a response
    std::vector<std::pair<std::string, std::string>> headers; // names in lower case
    std::string body;

    std::string header(std::string_view lower_name) const;
    // A member of a JSON body: a text as it is, anything else printed; empty if it is not there.
    std::string member(std::string_view name) const;
};

using RequestHeaders = std::vector<std::pair<std::string, std::string>>;

class HttpsClient {
public:
    // Connects to 127.0.0.1 and shakes hands; `ca` is PEM. Throws when the server cannot be verified.
    HttpsClient(std::uint16_t port, std::string ca, OpenApiCheck* check = nullptr);
    ~HttpsClient();
    HttpsClient(HttpsClient&&) noexcept;

    HttpReply send(std::string_view method, const std::string& target, const RequestHeaders& headers = {},
                   const std::string& body = {});
    HttpReply get(const std::string& target, const RequestHeaders& headers = {});
    HttpReply post_json(const std::string& target, const std::string& body, RequestHeaders headers = {});

    // The bytes as they are.
    bool write_raw(std::string_view bytes);
    HttpReply read_reply(bool head = false);
    // Whatever comes next, as it comes; empty at the end.
    std::string read_some();
    // True once the server has ended the connection.
    bool ended();
    // Breaks the connection without a word.
    void cut();
    // Of the public key of the last certificate that the server showed.
    std::string last_spki_sha256() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace balieblik::test
