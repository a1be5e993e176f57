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
        {"video", "upload", "binary", {}, "video/*"},
        {"acknowledge", "trigger", "string", {}, ""},
        {"range", "range", "int", {}, ""},
        {"select_one", "select1", "string", {}, ""},
        {"select_multiple", "select", "string", {}, ""},
        {"select_one_external", "input", "string", {}, ""},
        {"rank", "odk:rank", "odk:rank", {}, ""},
        {"calculate", "", "string", {}, ""},
        {"hidden", "", "string", {}, ""},
        {"start", "", "dateTime", {{"jr:preload", "timestamp"}, {"jr:preloadParams", "start"}}, ""},
        {"end", "", "dateTime", {{"jr:preload", "timestamp"}, {"jr:preloadParams", "end"}}, ""},
        {"today", "", "date", {{"jr:preload", "date"}, {"jr:preloadParams", "today"}}, ""},
        {"deviceid", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "deviceid"}}, ""},
        {"username", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "username"}}, ""},
        {"email", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "email"}}, ""},
        {"phonenumber", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "phonenumber"}}, ""},
        {"simserial", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "simserial"}}, ""},
        {"subscriberid", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "subscriberid"}}, ""},
        {"uri:deviceid", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "uri:deviceid"}}, ""},
        {"uri:username", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "uri:username"}}, ""},
        {"uri:email", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "uri:email"}}, ""},
        {"uri:phonenumber", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "uri:phonenumber"}}, ""},
        {"uri:simserial", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "uri:simserial"}}, ""},
        {"uri:subscriberid", "", "string", {{"jr:preload", "property"}, {"jr:preloadParams", "uri:subscriberid"}}, ""},
        {"start-geopoint", "", "geopoint", {}, ""},
        {"background-geopoint", "", "geopoint", {}, ""},
        {"audit", "", "binary", {}, ""},
        {"csv-external", "", "", {}, ""},
        {"xml-external", "", "", {}, ""},
    };
    return all;
}

const std::vector<std::pair<std::string_view, std::string_view>> aliases{
    {"string", "text"},
    {"q string", "text"},
    {"add text prompt", "text"},
    {"int", "integer"},
    {"q int", "integer"},
    {"int number", "integer"},
    {"add integer prompt", "integer"},
    {"q decimal", "decimal"},
    {"add decimal prompt", "decimal"},
    {"q date", "date"},
    {"add date prompt", "date"},
    {"q time", "time"},
    {"add time prompt", "time"},
    {"datetime", "dateTime"},
    {"date time", "dateTime"},
    {"q date time", "dateTime"},
    {"add date time prompt", "dateTime"},
    {"photo", "image"},
    {"picture", "image"},
    {"q picture", "image"},
    {"q image", "image"},
    {"add image prompt", "image"},
    {"add file prompt", "file"},
    {"q video", "video"},
    {"add video prompt", "video"},
    {"trigger", "acknowledge"},
    {"add acknowledge prompt", "acknowledge"},
    {"q acknowledge", "acknowledge"},
    {"gps", "geopoint"},
    {"location", "geopoint"},
    {"q location", "geopoint"},
    {"q geopoint", "geopoint"},
    {"add location prompt", "geopoint"},
    {"q barcode", "barcode"},
    {"add barcode prompt", "barcode"},
    {"q note", "note"},
    {"add note prompt", "note"},
    {"q calculate", "calculate"},
    {"add calculate prompt", "calculate"},
    {"imei", "deviceid"},
    {"device id", "deviceid"},
    {"get device id", "deviceid"},
    {"start time", "start"},
    {"get start time", "start"},
    {"end time", "end"},
    {"get end time", "end"},
    {"get today", "today"},
    {"phone_number", "phonenumber"},
    {"get phone number", "phonenumber"},
    {"get sim id", "simserial"},
    {"get subscriber id", "subscriberid"},
    {"odk:rank", "rank"},
};

} // namespace

const TypeInfo* find_type(std::string_view name)
{
    for (const auto& [alias, meant] : aliases)
        if (alias == name || alias == lower(name))
            name = meant;
    const auto word = lower(name);
    const auto found =
        std::find_if(types().begin(), types().end(), [&](const TypeInfo& type) { return lower(type.name) == word; });
    return found == types().end() ? nullptr : &*found;
}

std::string unsupported_type(std::string_view name)
{
    static const std::vector<std::pair<std::string_view, std::string_view>> refused{
        {"audio", "Recording sound is never allowed in an inspection."},
        {"q audio", "Recording sound is never allowed in an inspection."},
        {"add audio prompt", "Recording sound is never allowed in an inspection."},
        {"background-audio", "Recording sound is never allowed in an inspection."},
        {"osm", "It needs another app, and other apps are not started."},
        {"entity", "Entities are not supported."},
    };
    for (const auto& [type, reason] : refused)
        if (type == name || type == lower(name))
            return std::string(reason);
    return {};
}

} // namespace balieblik::forms::xls
