// SPDX-License-Identifier: EUPL-1.2
#include "exports/release_csv.hpp"

#include <cstdio>

namespace balieblik::exports {
namespace {

// A text that begins like a formula gets an apostrophe in front: a spreadsheet then shows it and does not run it.
std::string cell(std::string_view text)
{
    std::string made;
    if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos)
        made += '\'';
    made += text;
    if (made.find_first_of(";\"\r\n") == std::string::npos)
        return made;
    std::string quoted = "\"";
    for (const char c : made)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

std::string figure(const std::optional<double>& value)
{
    if (!value)
        return {};
    char text[64];
    std::snprintf(text, sizeof text, "%.1f", *value);
    std::string made{text};
    std::replace(made.begin(), made.end(), '.', ',');
    return made;
}

} // namespace

std::string release_csv(const usecases::ReleaseView& view)
{
    std::string text = "\xEF\xBB\xBF";
    text += "project;wave;version;municipality_code;municipality;channel;dimension;mean;lower_95;upper_95;n_at_least;"
            "hidden_because\r\n";
    for (const auto& row : view.release.cells) {
        std::string reasons;
        for (const auto reason : row.hidden_because)
            reasons.append(reasons.empty() ? "" : " ").append(json::enum_name(reason));
        const auto known = view.municipalities.find(row.municipality);
        const std::string columns[] = {
            cell(view.project),
            cell(view.wave),
            std::to_string(view.release.version),
            cell(row.municipality),
            cell(known == view.municipalities.end() ? std::string{} : known->second),
            std::string(json::enum_name(row.channel)),
            cell(row.dimension),
            figure(row.mean),
            figure(row.lower),
            figure(row.upper),
            row.n_at_least ? std::to_string(*row.n_at_least) : std::string{},
            reasons,
        };
        for (const auto& column : columns)
            text.append(&column == columns ? "" : ";").append(column);
        text += "\r\n";
    }
    return text;
}

} // namespace balieblik::exports
