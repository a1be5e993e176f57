// SPDX-License-Identifier: EUPL-1.2
#include "usecases/municipalities.hpp"

#include <algorithm>
#include <iterator>

namespace balieblik::usecases {

// Made from the CSV by the build.
std::string_view municipalities_csv();

namespace {

std::string_view cut(std::string_view& text, char end)
{
    const auto at = text.find(end);
    const auto part = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return part;
}

std::vector<Municipality> read()
{
    std::vector<Municipality> rows;
    auto text = municipalities_csv();
    cut(text, '\n');
    while (!text.empty()) {
        auto line = cut(text, '\n');
        Municipality row;
        row.code = cut(line, ';');
        row.name = cut(line, ';');
        row.region = cut(line, ';');
        row.valid_from = cut(line, ';');
        if (const auto end = cut(line, ';'); !end.empty()) {
            row.valid_to = end;
            row.successor = line;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

std::span<const Municipality> all_municipalities()
{
    static const std::vector<Municipality> rows = read();
    return rows;
}

std::span<const Municipality> municipalities()
{
    static const std::vector<Municipality> rows = [] {
        std::vector<Municipality> made;
        const auto all = all_municipalities();
        std::copy_if(all.begin(), all.end(), std::back_inserter(made),
                     [](const Municipality& one) { return !one.valid_to; });
        return made;
    }();
    return rows;
}

const Municipality* municipality(std::string_view code)
{
    const auto all = all_municipalities();
    const auto found =
        std::lower_bound(all.begin(), all.end(), code,
                         [](const Municipality& row, std::string_view wanted) { return row.code < wanted; });
    return found != all.end() && found->code == code ? &*found : nullptr;
}

} // namespace balieblik::usecases
