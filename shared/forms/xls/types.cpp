// SPDX-License-Identifier: EUPL-1.2
// The types of the survey sheet, and those of other tools that we refuse by name.
#include "forms/xls/form_tree.hpp"

#include <algorithm>

namespace balieblik::forms::xls {

namespace {

const Attributes read_only{{"readonly", "true()"}};

const std::vector<TypeInfo>& types()
{
    static const std::vector<TypeInfo> all{
        {"text", "input", "string", {}, ""},
        {"integer", "input", "int", {}, ""},
        {"decimal", "input", "decimal", {}, ""},
        {"date", "input", "date", {}, ""},
        {"time", "input", "time", {}, ""},
        {"dateTime", "input", "dateTime", {}, ""},
        {"note", "input", "string", read_only, ""},
        {"geopoint", "input", "geopoint", {}, ""},
        {"geotrace", "input", "geotrace", {}, ""},
        {"geoshape", "input", "geoshape", {}, ""},
        {"barcode", "input", "barcode", {}, ""},
        {"image", "upload", "binary", {}, "image/*"},
        {"file", "upload", "binary", {}, "application/*"},
        {"acknowledge", "trigger", "string", {}, ""},
        {"range", "range", "int", {}, ""},
        {"select_one", "select1", "string", {}, ""},
        {"select_multiple", "select", "string", {}, ""},
        {"calculate", "", "string", {}, ""},
        {"hidden", "", "string", {}, ""},
        {"start", "", "dateTime", {{"jr:preload", "timestamp"}, {"jr:preloadParams", "start"}}, ""},
        {"end", "", "dateTime", {{"jr:preload", "timestamp"}, {"jr:preloadParams", "end"}}, ""},
        {"today", "", "date", {{"jr:preload", "date"}, {"jr:preloadParams", "today"}}, ""},
        {"deviceid", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "deviceid"}}, ""},
        {"username", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "username"}}, ""},
        {"csv-external", "", "", {}, ""},
    };
    return all;
}

const std::vector<std::pair<std::string_view, std::string_view>> aliases{
    {"string", "text"},
    {"int", "integer"},
    {"datetime", "dateTime"},
    {"date time", "dateTime"},
    {"photo", "image"},
    {"picture", "image"},
    {"trigger", "acknowledge"},
    {"select1", "select_one"},
    {"select one", "select_one"},
    {"select one from", "select_one"},
    {"select all that apply", "select_multiple"},
    {"select all that apply from", "select_multiple"},
    {"select multiple", "select_multiple"},
    {"select multiple from", "select_multiple"},
    {"add select one prompt using", "select_one"},
    {"add select multiple prompt using", "select_multiple"},
    {"gps", "geopoint"},
    {"location", "geopoint"},
    {"imei", "deviceid"},
    {"device id", "deviceid"},
    {"get device id", "deviceid"},
    {"start time", "start"},
    {"get start time", "start"},
    {"end time", "end"},
    {"get end time", "end"},
    {"get today", "today"},
    {"int number", "integer"},
    {"add note prompt", "note"},
    {"select_one_from_file", "select_one"},
    {"select_multiple_from_file", "select_multiple"},
    {"select one from file", "select_one"},
    {"select multiple from file", "select_multiple"},
};

} // namespace

const TypeInfo* find_type(std::string_view name)
{
    for (const auto& [alias, meant] : aliases)
        if (alias == name || alias == lower(name))
            name = meant;
    const auto found =
        std::find_if(types().begin(), types().end(), [&](const TypeInfo& type) { return type.name == name; });
    return found == types().end() ? nullptr : &*found;
}

std::string unsupported_type(std::string_view name)
{
    static const std::vector<std::pair<std::string_view, std::string_view>> refused{
        {"audio", "Recording sound is never allowed in an inspection."},
        {"background-audio", "Recording sound is never allowed in an inspection."},
        {"video", "Filming is never allowed in an inspection."},
        {"audit", "The app keeps its own log of changes."},
        {"rank", "Ranking questions are not supported yet; use one question per rank."},
        {"odk:rank", "Ranking questions are not supported yet; use one question per rank."},
        {"osm", "OpenStreetMap questions are not supported."},
        {"start-geopoint", "An inspector's place is not tracked."},
        {"background-geopoint", "An inspector's place is not tracked."},
        {"select_one_external", "Use select_one_from_file with a choice_filter."},
        {"begin loop", "Write the questions out, or use a repeat."},
        {"begin_loop", "Write the questions out, or use a repeat."},
        {"end loop", "Write the questions out, or use a repeat."},
        {"end_loop", "Write the questions out, or use a repeat."},
        {"phonenumber", "Nothing that identifies a person is collected."},
        {"email", "Nothing that identifies a person is collected."},
        {"simserial", "Nothing that identifies a person is collected."},
        {"subscriberid", "Nothing that identifies a person is collected."},
        {"phone number", "Nothing that identifies a person is collected."},
        {"xml-external", "Use a CSV file (csv-external)."},
    };
    for (const auto& [type, reason] : refused)
        if (type == name || type == lower(name))
            return std::string(reason);
    return {};
}

} // namespace balieblik::forms::xls
