// SPDX-License-Identifier: EUPL-1.2
// Holds real traffic against docs/openapi.json: path, method, status, media type, and every JSON body against its
// schema, in the subset of JSON Schema that the document uses. A member that is not documented is a fault.
#pragma once

#include "support/https_client.hpp"

#include <boost/json.hpp>

#include <set>

namespace balieblik::test {

struct HttpExchange {
    std::string method;
    std::string target;
    RequestHeaders headers;
    std::string body;
};

class OpenApiCheck {
public:
    explicit OpenApiCheck(boost::json::value document) : document_(std::move(document)) {}
    // The document of this project.
    static OpenApiCheck from_file();

    // What is wrong; empty if all is as documented. A refused request need not be right itself.
    std::vector<std::string> exchange(const HttpExchange& request, const HttpReply& reply);
    // What is wrong with a value under a schema.
    std::vector<std::string> validate(const boost::json::value& value, const boost::json::value& schema) const;
    // Operations that were exchanged so far with success: "POST /v1/enrol".
    const std::set<std::string>& seen() const { return seen_; }

private:
    struct Found {
        std::string path;
        const boost::json::object* operation = nullptr;
    };
    Found find(const std::string& method, const std::string& target) const;
    void validate(const boost::json::value& value, const boost::json::value& schema, const std::string& at,
                  std::vector<std::string>& faults) const;
    void validate_object(const boost::json::object& object, const boost::json::object& schema, const std::string& at,
                         std::vector<std::string>& faults) const;

    boost::json::value document_;
    std::set<std::string> seen_;
};

} // namespace balieblik::test
