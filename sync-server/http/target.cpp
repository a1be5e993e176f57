// SPDX-License-Identifier: EUPL-1.2
#include "http/target.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace balieblik::http {

bool read_target(std::string_view target, Request& to)
{
    const auto parsed = boost::urls::parse_origin_form(target);
    if (!parsed)
        return false;
    std::string path;
    for (const auto& segment : parsed->segments()) {
        if (segment == "." || segment == ".." || segment.find('/') != segment.npos)
            return false;
        for (const char c : segment)
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                return false;
        path.append("/").append(segment);
    }
    to.path = path.empty() ? "/" : std::move(path);
    for (const auto& parameter : parsed->params())
        to.query.emplace_back(parameter.key, parameter.has_value ? parameter.value : std::string{});
    return true;
}

} // namespace balieblik::http
