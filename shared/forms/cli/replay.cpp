// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/replay.hpp"

#include "base/json.hpp"
#include "forms/cli/request.hpp"
#include "forms/cli/run.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

namespace balieblik::forms::cli {

namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

constexpr json::Limits line_limits{64 * 1024 * 1024, 64};

struct Row {
    int passed = 0;
    int failed = 0;
    int left_out = 0; // the reference itself is known to get it wrong
};

class Table {
public:
    explicit Table(std::ostream* failures) : failures_(failures) {}

    // `wrong`: what differs; "" if nothing does.
    void add(const std::string& source, const std::string& name, const std::string& wrong)
    {
        ++(wrong.empty() ? rows_[source].passed : rows_[source].failed);
        if (!wrong.empty() && failures_)
            *failures_ << source << ": " << name << ": " << wrong << '\n';
    }
    void leave_out(const std::string& source) { ++rows_[source].left_out; }

    void print(std::ostream& out) const
    {
        std::size_t width = 5;
        for (const auto& [source, row] : rows_)
            width = std::max(width, source.size());
        Row all;
        const auto line = [&](const std::string& source, const Row& row) {
            out << std::left << std::setw(static_cast<int>(width)) << source << std::right << std::setw(7) << row.passed
                << std::setw(8) << row.failed << std::setw(10) << row.left_out << '\n';
        };
        out << std::left << std::setw(static_cast<int>(width)) << "file"
            << " passed  failed  left out\n";
        for (const auto& [source, row] : rows_) {
            line(source, row);
            all.passed += row.passed;
            all.failed += row.failed;
            all.left_out += row.left_out;
        }
        line("all", all);
    }

    // Names the sources of which fewer pass than before.
    std::vector<std::string> worse_than(const object& baseline) const
    {
        std::vector<std::string> worse;
        for (const auto& before : baseline) {
            const auto found = rows_.find(std::string(before.key()));
            const auto passed = found == rows_.end() ? 0 : found->second.passed;
            if (before.value().is_int64() && passed < before.value().get_int64())
                worse.push_back(std::string(before.key()) + ": " + std::to_string(passed) + " instead of " +
                                std::to_string(before.value().get_int64()));
        }
        return worse;
    }

private:
    std::ostream* failures_;
    std::map<std::string, Row> rows_;
};

object ask(Runner& runner, const object& request)
{
    const auto reply = json::parse(runner.reply(json::print(request)), line_limits);
    return reply && reply->is_object() ? reply->get_object() : object{{"error", "no reply"}};
}

std::string shown(const value* found) { return found ? json::print(*found) : "nothing"; }

// What chance decides is the same when it has the same shape; so is the moment at which the recording was made.
std::string without_chance(const value& from)
{
    static const std::regex uuid("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    static const std::regex now("2026-11-23T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?-07:00");
    return std::regex_replace(std::regex_replace(json::print(from), uuid, "uuid"), now, "now");
}

std::optional<double> number_in(const value& from)
{
    if (from.is_number())
        return from.to_number<double>();
    if (!from.is_string())
        return std::nullopt;
    const auto text = from.get_string();
    return text == "NaN" ? NAN : text == "-0" ? -0.0 : text == "Infinity" ? INFINITY : -INFINITY;
}

bool same_number(double left, double right)
{
    if (std::isnan(left) || std::isnan(right))
        return std::isnan(left) && std::isnan(right);
    return left == right || std::abs(left - right) <= 1e-9 * std::max(std::abs(left), std::abs(right));
}

bool same_by_shape(const std::string& expression, const object& recorded, const object& reply)
{
    if (expression.starts_with("random(") && reply.contains("num")) {
        const auto number = number_in(reply.at("num"));
        return number && *number >= 0 && *number < 1;
    }
    if (expression.starts_with("uuid(") && recorded.contains("str") && reply.contains("str"))
        return recorded.at("str").as_string().size() == reply.at("str").as_string().size();
    if (expression.starts_with("randomize(") && expression.find("),") == std::string::npos &&
        expression.find(',') == std::string::npos && recorded.contains("nodes") && reply.contains("nodes")) {
        std::multiset<std::string> left;
        std::multiset<std::string> right;
        for (const auto& each : recorded.at("nodes").as_array())
            left.insert(json::print(each));
        for (const auto& each : reply.at("nodes").as_array())
            right.insert(json::print(each));
        return left == right;
    }
    return false;
}

std::string evaluation_difference(Runner& runner, const object& recorded)
{
    auto request = recorded;
    request["op"] = "eval";
    for (const auto* result : {"num", "str", "bool", "nodes", "error", "resType"})
        request.erase(result);
    const auto reply = ask(runner, request);
    if (recorded.contains("error"))
        return reply.contains("error") ? "" : "an error is wanted";
    if (reply.contains("error"))
        return shown(reply.if_contains("error"));
    if (same_by_shape(text_member(recorded, "expr"), recorded, reply))
        return "";
    for (const auto* kind : {"num", "str", "bool", "nodes"}) {
        const auto* wanted = recorded.if_contains(kind);
        if (!wanted)
            continue;
        const auto* got = reply.if_contains(kind);
        const auto left = got && std::string_view(kind) == "num" ? number_in(*got) : std::nullopt;
        const bool same = left ? same_number(*left, *number_in(*wanted)) : got && *got == *wanted;
        if (!same)
            return shown(got) + " for " + json::print(*wanted);
    }
    return "";
}

// The nodes that changed, as recorded, against all nodes as they are now.
std::string state_difference(Runner& runner, const object& step)
{
    const auto reply = ask(runner, {{"op", "state"}});
    const auto* state = reply.if_contains("state");
    if (!state || !state->is_array())
        return "no state";
    std::map<std::string, const value*> rows;
    for (const auto& row : state->get_array()) {
        auto& known = rows[std::string(row.at(1).as_string())];
        known = known ? known : &row;
    }
    for (const auto& wanted : step.at("state").as_array()) {
        const auto reference = std::string(wanted.at(1).as_string());
        const auto found = rows.find(reference);
        if (found == rows.end())
            return reference + " is missing";
        if (without_chance(*found->second) != without_chance(wanted))
            return json::print(*found->second) + " for " + json::print(wanted);
    }
    if (const auto* gone = step.if_contains("gone"); gone && gone->is_array())
        for (const auto& reference : gone->get_array())
            if (rows.contains(std::string(reference.as_string())))
                return json::print(reference) + " is still there";
    const auto* count = step.if_contains("n");
    if (count && count->is_int64() && count->get_int64() != static_cast<std::int64_t>(state->get_array().size()))
        return std::to_string(state->get_array().size()) + " nodes for " + json::print(*count);
    return "";
}

// Operations that change something or whose result is plain; other reads need not be replayed, the state shows them.
bool is_replayed(const std::string& operation)
{
    static const std::set<std::string, std::less<>> known{"answer",
                                                          "answerOf",
                                                          "createNewRepeat",
                                                          "removeRepeat",
                                                          "setLanguage",
                                                          "next",
                                                          "countRepeatInstancesOf",
                                                          "proposed_serializeInstance",
                                                          "proposed_serializeAndRestoreInstanceState",
                                                          "editCurrentInstance",
                                                          "serializeAndDeserializeInstance"};
    return known.contains(operation);
}

bool result_is_plain(const std::string& operation)
{
    return operation == "answerOf" || operation == "answer" || operation == "proposed_serializeInstance" ||
           operation == "countRepeatInstancesOf";
}

std::string step_difference(Runner& runner, const object& step)
{
    const auto operation = text_member(step, "op");
    if (operation == "init" || is_replayed(operation)) {
        object request{{"op", operation}};
        for (const auto* member : {"xml", "att", "args"})
            if (const auto* found = step.if_contains(member))
                request[member] = *found;
        // What a recording holds of a file is only that there was one, and its name after it was taken.
        if (operation == "answer" && step.contains("res") && request["args"].as_array().size() > 1 &&
            request["args"].as_array()[1].is_object())
            request["args"].as_array()[1] = object{{"name", step.at("res")}};
        const auto reply = ask(runner, request);
        const bool failed = reply.contains("err");
        if (failed != step.contains("err"))
            return failed ? shown(reply.if_contains("err")) : "a refusal is wanted";
        // "?" stands for a value that the recorder had no words for.
        if (!failed && result_is_plain(operation) && step.contains("res") && step.at("res") != "?" &&
            without_chance(reply.at("res")) != without_chance(step.at("res")))
            return shown(reply.if_contains("res")) + " for " + json::print(step.at("res"));
    }
    return step.contains("state") ? state_difference(runner, step) : "";
}

std::string session_difference(Runner& runner, const std::vector<object>& steps)
{
    for (const auto& step : steps)
        if (auto wrong = step_difference(runner, step); !wrong.empty())
            return text_member(step, "op") + ": " + wrong;
    return "";
}

// What passed before of the recordings in a file; nothing if the file is not in the baseline.
Result<object> read_baseline(const std::string& file, const std::string& recordings)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf()))
        return Error{Errc::not_found, file};
    BALIEBLIK_TRY(parsed, json::parse(text.str()));
    if (!parsed.is_object())
        return Error{Errc::malformed, file};
    const auto name = recordings.substr(recordings.find_last_of('/') + 1);
    const auto* found = parsed.get_object().if_contains(name);
    return found && found->is_object() ? found->get_object() : object();
}

bool replay_lines(std::istream& in, Runner& runner, Table& table)
{
    std::vector<std::vector<object>> sessions;
    std::map<std::string, std::size_t> at;
    for (std::string line; std::getline(in, line);) {
        const auto parsed = json::parse(line, line_limits);
        if (!parsed || !parsed->is_object())
            return false;
        const auto& record = parsed->get_object();
        if (!record.contains("expr")) {
            const auto id = text_member(record, "id");
            const auto [place, fresh] = at.emplace(id, sessions.size());
            if (fresh)
                sessions.emplace_back();
            sessions[place->second].push_back(record);
            continue;
        }
        const auto* fails = record.if_contains("fails");
        if (fails && fails->is_bool() && fails->get_bool())
            table.leave_out(text_member(record, "file"));
        else
            table.add(text_member(record, "file"), text_member(record, "expr"), evaluation_difference(runner, record));
    }
    for (const auto& steps : sessions) {
        const auto& first = steps.front();
        const auto* fails = first.if_contains("fails");
        if (fails && fails->is_bool() && fails->get_bool())
            table.leave_out(text_member(first, "file"));
        else
            table.add(text_member(first, "file"), text_member(first, "id") + " " + text_member(first, "test"),
                      session_difference(runner, steps));
    }
    return true;
}

} // namespace

int replay_file(const ReplaySettings& settings, std::ostream& out, std::ostream& errors)
{
    std::ifstream in(settings.file, std::ios::binary);
    std::ofstream told;
    if (!settings.failures.empty() && settings.failures != "-")
        told.open(settings.failures, std::ios::trunc);
    Table table(settings.failures.empty() ? nullptr : settings.failures == "-" ? &out : &told);
    // The recordings were made on this day; expressions about today are asked on it again.
    RunSettings world;
    world.now = *parse_timestamp("2026-11-23T19:10:38Z");
    world.seed = 1;
    Runner runner(world);
    if (!in || !replay_lines(in, runner, table)) {
        errors << settings.file << ": this file cannot be read.\n";
        return 2;
    }
    table.print(out);
    if (settings.baseline.empty())
        return 0;
    const auto baseline = read_baseline(settings.baseline, settings.file);
    if (!baseline) {
        errors << settings.baseline << ": this file cannot be read.\n";
        return 2;
    }
    const auto worse = table.worse_than(*baseline);
    for (const auto& each : worse)
        errors << "fewer pass than before: " << each << '\n';
    return worse.empty() ? 0 : 1;
}

} // namespace balieblik::forms::cli
