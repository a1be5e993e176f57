// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/columns.hpp"

#include <algorithm>
#include <set>

namespace balieblik::forms::xls {

namespace {

using Names = std::vector<std::pair<std::string_view, std::string_view>>;

const Names survey_names{
    {"type", "type"},
    {"command", "type"},
    {"name", "name"},
    {"value", "name"},
    {"tag", "name"},
    {"label", "label"},
    {"caption", "label"},
    {"hint", "hint"},
    {"guidance_hint", "guidance_hint"},
    {"image", "media"},
    {"audio", "media"},
    {"video", "media"},
    {"big-image", "media"},
    {"media", "media"},
    {"relevant", "relevant"},
    {"relevance", "relevant"},
    {"required", "required"},
    {"constraint", "constraint"},
    {"constraint_message", "constraint_message"},
    {"constraint-msg", "constraint_message"},
    {"constraining_message", "constraint_message"},
    {"required_message", "required_message"},
    {"requiredmsg", "required_message"},
    {"constraintmsg", "constraint_message"},
    {"jr:constraintmsg", "constraint_message"},
    {"jr:requiredmsg", "required_message"},
    {"calculation", "calculation"},
    {"calculate", "calculation"},
    {"readonly", "readonly"},
    {"read_only", "readonly"},
    {"default", "default"},
    {"trigger", "trigger"},
    {"choice_filter", "choice_filter"},
    {"parameters", "parameters"},
    {"appearance", "appearance"},
    {"repeat_count", "repeat_count"},
    {"repeat-count", "repeat_count"},
    {"jr:count", "repeat_count"},
    {"count", "repeat_count"},
    {"bind", "bind"},
    {"instance", "instance"},
    {"body", "body"},
    {"control", "body"},
    {"note", "comment"},
    {"comment", "comment"},
    {"disabled", "disabled"},
    {"rows", "rows"},
    {"autoplay", "autoplay"},
    {"noapperrorstring", "no_app_error_string"},
    {"no_app_error_string", "no_app_error_string"},
    {"jr:noapperrorstring", "no_app_error_string"},
};
const Names choices_names{
    {"list_name", "list_name"}, {"list name", "list_name"}, {"name", "name"},   {"value", "name"},
    {"label", "label"},         {"caption", "label"},       {"image", "media"}, {"audio", "media"},
    {"video", "media"},         {"big-image", "media"},     {"media", "media"},
};
const Names settings_names{
    {"form_title", "form_title"},
    {"title", "form_title"},
    {"set_form_title", "form_title"},
    {"form_id", "form_id"},
    {"id_string", "form_id"},
    {"set_form_id", "form_id"},
    {"version", "version"},
    {"default_language", "default_language"},
    {"instance_name", "instance_name"},
    {"instance_xmlns", "instance_xmlns"},
    {"namespaces", "namespaces"},
    {"style", "style"},
    {"allow_choice_duplicates", "allow_choice_duplicates"},
    {"name", "name"},
    {"attribute", "attribute"},
    {"omit_instanceid", "omit_instanceID"},
    {"client_editable", "client_editable"},
    {"clean_text_values", "clean_text_values"},
    {"instance_id", "instance_id"},
    {"submission_url", "submission_url"},
    {"auto_send", "auto_send"},
    {"auto_delete", "auto_delete"},
};
// Columns that mean something elsewhere and are refused here.
const Names refused_names{
    {"save_to", "Entities are not supported."},
    {"public_key", "The app and the server encrypt everything themselves."},
    {"sms_keyword", "Text messages are not supported."},
    {"sms_separator", "Text messages are not supported."},
    {"sms_allow_media", "Text messages are not supported."},
    {"sms_date_format", "Text messages are not supported."},
    {"sms_datetime_format", "Text messages are not supported."},
    {"sms_response", "Text messages are not supported."},
    {"sms_field", "Text messages are not supported."},
    {"sms_option", "Text messages are not supported."},
    {"compact_tag", "Text messages are not supported."},
    {"prefix", "Text messages are not supported."},
    {"delimiter", "Text messages are not supported."},
    {"intent", "Other apps are not started."},
};

std::string find_name(const Names& names, std::string_view wanted)
{
    for (const auto& [written, meant] : names)
        if (written == wanted)
            return std::string(meant);
    return {};
}

std::string snake(std::string_view text)
{
    auto made = lower(text);
    std::replace(made.begin(), made.end(), ' ', '_');
    return made;
}

// "label::Nederlands (nl)" in its parts; the old single colon only where the sheet never writes the double one.
std::vector<std::string> parts_of(std::string_view written, bool single)
{
    std::vector<std::string> parts;
    const std::string_view mark = single ? ":" : "::";
    while (true) {
        const auto end = written.find(mark);
        parts.push_back(trimmed(written.substr(0, end)));
        if (end == std::string_view::npos)
            return parts;
        written.remove_prefix(end + mark.size());
    }
}

bool is_media(std::string_view name)
{
    return name == "image" || name == "audio" || name == "video" || name == "big-image";
}

} // namespace

Place place_of(const Sheet& sheet, const TableRow& row) { return {sheet.name, row.row, row.line}; }

Problem problem_at(const Place& place, ProblemKind kind, std::string column, std::string message,
                   std::string suggestion)
{
    return {Errc::form_invalid,    kind, place.sheet, place.row, place.line, std::move(column), std::move(message),
            std::move(suggestion),
            /*warning=*/false};
}

Problem unsupported_at(const Place& place, std::string column, std::string message, std::string suggestion)
{
    auto made =
        problem_at(place, ProblemKind::unsupported, std::move(column), std::move(message), std::move(suggestion));
    made.code = Errc::form_unsupported;
    return made;
}

Problem warning_at(const Place& place, ProblemKind kind, std::string column, std::string message,
                   std::string suggestion)
{
    auto made = problem_at(place, kind, std::move(column), std::move(message), std::move(suggestion));
    made.warning = true;
    return made;
}

// "length" or "odk:length".
static bool is_qualified_name(std::string_view text)
{
    const auto colon = text.find(':');
    return colon == std::string_view::npos ? is_name(text)
                                           : is_name(text.substr(0, colon)) && is_name(text.substr(colon + 1));
}

std::vector<Column> read_columns(const Sheet& sheet, SheetKind kind, Problems& problems)
{
    const auto& names = kind == SheetKind::survey    ? survey_names
                        : kind == SheetKind::choices ? choices_names
                                                     : settings_names;
    const auto place = place_of(sheet, sheet.header);
    const bool doubled = std::any_of(sheet.header.cells.begin(), sheet.header.cells.end(),
                                     [](const std::string& cell) { return cell.find("::") != std::string::npos; });
    std::vector<Column> columns;
    std::set<std::string> seen;
    for (const auto& written : sheet.header.cells) {
        Column column;
        column.written = written;
        const bool single = !doubled && written.find(':') != std::string::npos && lower(written).substr(0, 3) != "jr:";
        const auto parts = parts_of(written, single);
        const auto base = snake(parts[0]);
        column.name = find_name(names, base);
        if (written.empty()) {
            columns.push_back(column);
            continue;
        }
        if (const auto reason = find_name(refused_names, base); !reason.empty() && kind != SheetKind::choices) {
            problems.push_back(
                unsupported_at(place, written, "The column '" + written + "' is not supported.", reason));
        } else if (column.name.empty() && kind == SheetKind::choices) {
            column.name = "extra";
            column.member = written;
            if (!is_name(written))
                problems.push_back(problem_at(place, ProblemKind::name_invalid, written,
                                              "'" + written + "' cannot be a column of choices.",
                                              "Use letters, digits, '-', '_' and '.' only."));
        } else if (column.name.empty()) {
            std::vector<std::string> known;
            for (const auto& [name, meant] : names)
                known.emplace_back(name);
            const auto near = nearest(base, known);
            problems.push_back(warning_at(place, ProblemKind::column_unknown, written,
                                          "The sheet " + sheet.name + " has no use for a column '" + written + "'.",
                                          near.empty() ? "" : "Did you mean '" + near + "'?"));
        } else {
            std::size_t next = 1;
            const bool named = column.name == "bind" || column.name == "instance" || column.name == "body" ||
                               column.name == "attribute";
            if (column.name == "media" && is_media(base))
                column.member = base;
            else if ((named || column.name == "media") && parts.size() > 1)
                column.member = parts[next++];
            if (parts.size() > next)
                column.language = parts[next];
            if (named && !is_qualified_name(column.member))
                problems.push_back(problem_at(place, ProblemKind::name_invalid, written,
                                              "'" + column.member + "' cannot be the name of an attribute.",
                                              "Write " + column.name +
                                                  "::NAME; a name has letters, digits, '-', '_', "
                                                  "'.' and one ':' after a prefix."));
            if (!seen.insert(column.name + "\n" + column.member + "\n" + column.language).second)
                problems.push_back(problem_at(place, ProblemKind::column_duplicate, written,
                                              "The column '" + written + "' stands here twice."));
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

std::optional<std::map<std::string, std::string>> read_pairs(std::string_view text)
{
    std::map<std::string, std::string> pairs;
    std::string word;
    const auto add = [&] {
        if (word.empty())
            return true;
        const auto mark = word.find('=');
        if (mark == std::string::npos || mark == 0)
            return false;
        pairs[lower(word.substr(0, mark))] = word.substr(mark + 1);
        word.clear();
        return true;
    };
    std::string tight; // "a = b" is "a=b"
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool blank = text[i] == ' ';
        const auto next = text.find_first_not_of(' ', i);
        if (blank && ((next != std::string_view::npos && text[next] == '=') || (!tight.empty() && tight.back() == '=')))
            continue;
        tight += text[i];
    }
    for (const char c : tight) {
        if (c != ' ' && c != ',' && c != ';') {
            word += c;
        } else if (!add()) {
            return std::nullopt;
        }
    }
    if (!add())
        return std::nullopt;
    return pairs;
}

} // namespace balieblik::forms::xls
