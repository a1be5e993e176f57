// SPDX-License-Identifier: EUPL-1.2
#include "runtime/log.hpp"

#include <boost/json.hpp>

// The library's own copy of fmt stays inside this file.
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

namespace balieblik::log {
namespace {

// Everything that helps to run the server and says nothing about a person or an answer. Keep it sorted.
constexpr std::array open_names{
    std::string_view{"accounts"},   std::string_view{"address"},     std::string_view{"bytes"},
    std::string_view{"class"},      std::string_view{"code"},        std::string_view{"connections"},
    std::string_view{"device_id"},  std::string_view{"duration_us"}, std::string_view{"epoch"},
    std::string_view{"exception"},  std::string_view{"install_id"},  std::string_view{"items"},
    std::string_view{"kind"},       std::string_view{"limit"},       std::string_view{"method"},
    std::string_view{"person_id"},  std::string_view{"port"},        std::string_view{"reason"},
    std::string_view{"request_id"}, std::string_view{"route"},       std::string_view{"status"},
    std::string_view{"tenant"},     std::string_view{"version"},
};

std::string_view name(Level level)
{
    switch (level) {
    case Level::debug:
        return "debug";
    case Level::info:
        return "info";
    case Level::warning:
        return "warning";
    case Level::error:
        break;
    }
    return "error";
}

spdlog::level::level_enum of(Level level)
{
    switch (level) {
    case Level::debug:
        return spdlog::level::debug;
    case Level::info:
        return spdlog::level::info;
    case Level::warning:
        return spdlog::level::warn;
    case Level::error:
        break;
    }
    return spdlog::level::err;
}

std::shared_ptr<spdlog::logger> styled(spdlog::sink_ptr to)
{
    auto logger = std::make_shared<spdlog::logger>("balieblik", std::move(to));
    // The time opens the JSON object that each line is.
    logger->set_formatter(std::make_unique<spdlog::pattern_formatter>(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ",%v)",
                                                                      spdlog::pattern_time_type::utc));
    logger->flush_on(spdlog::level::warn);
    return logger;
}

std::shared_ptr<spdlog::logger>& sink()
{
    static auto logger = styled(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    return logger;
}

} // namespace

bool is_open(std::string_view field_name)
{
    return std::binary_search(open_names.begin(), open_names.end(), field_name);
}

std::string line(Level level, std::string_view event, std::initializer_list<Field> fields)
{
    boost::json::object object;
    object["level"] = name(level);
    object["event"] = event;
    for (const auto& field : fields) {
        if (is_open(field.name()))
            object[field.name()] =
                std::visit([](const auto& value) { return boost::json::value(value); }, field.value());
        else
            object[field.name()] = "[secret]";
    }
    return boost::json::serialize(object);
}

void open(Level lowest, const std::string& path)
{
    if (!path.empty())
        sink() = styled(std::make_shared<spdlog::sinks::basic_file_sink_mt>(path));
    sink()->set_level(of(lowest));
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields)
{
    if (!sink()->should_log(of(level)))
        return;
    const auto text = line(level, event, fields);
    sink()->log(of(level), spdlog::string_view_t(text.data() + 1, text.size() - 1)); // the time opens the object
}

void flush() { sink()->flush(); }

} // namespace balieblik::log
