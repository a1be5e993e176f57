// SPDX-License-Identifier: EUPL-1.2
// Replays recorded sessions of another engine: after each operation every node that changed there must be the same
// here.
#include "shared/forms/form_fixture.hpp"

#include "base/json.hpp"

#include <fstream>
#include <iostream>

namespace balieblik::forms::test {
namespace {

struct Recorded {
    std::vector<boost::json::object> steps;
};

std::string answer_text(const boost::json::value& value)
{
    if (value.is_string())
        return std::string(value.get_string());
    if (value.is_array()) {
        std::string all;
        for (const auto& each : value.get_array())
            all += (all.empty() ? "" : " ") + answer_text(each);
        return all;
    }
    return value.is_null() ? "" : json::print(value);
}

std::string place(const boost::json::value& value)
{
    if (value.is_object()) {
        const auto* reference = value.get_object().if_contains("assertCurrentReference");
        return reference && reference->is_string() ? std::string(reference->get_string()) : "";
    }
    return value.is_string() ? std::string(value.get_string()) : "";
}

// What differs between the recorded nodes and ours; "" if nothing does.
std::string difference(const Session& session, const boost::json::array& state)
{
    for (const auto& each : state) {
        const auto& fields = each.as_array();
        const auto reference = std::string(fields[1].as_string());
        const auto kind = std::string(fields[0].as_string());
        if (kind.starts_with("repeat-range") || reference.find("instanceID") != std::string::npos ||
            reference.find("meta") != std::string::npos)
            continue;
        const auto node = session.node(reference);
        if (!node)
            return reference + " is missing";
        if (node->relevant != (fields[2].as_int64() != 0))
            return reference + " relevant";
        if (fields.size() < 6)
            continue;
        if (node->required != (fields[3].as_int64() != 0))
            return reference + " required";
        if (node->readonly != (fields[4].as_int64() != 0))
            return reference + " readonly";
        if (node->value != answer_text(fields[5]))
            return reference + " value '" + node->value + "' for '" + answer_text(fields[5]) + "'";
    }
    return "";
}

// "" if all went as recorded; "skipped" if it uses an operation that is not replayed.
std::string replay(const Recorded& recorded)
{
    const auto& first = recorded.steps.front();
    World world;
    for (const auto& file : first.at("att").as_object())
        if (file.value().is_string())
            world.files[std::string(file.key())] = std::string(file.value().as_string());
    auto surroundings = world.surroundings();
    surroundings.offset_at = [](Timestamp) { return std::chrono::minutes(-7 * 60); };
    surroundings.file = [&world](std::string_view address) -> Result<std::string> {
        const auto name = address.substr(address.rfind('/') + 1);
        for (const auto& [known, bytes] : world.files)
            if (known == address || known == name || known.ends_with("/" + std::string(name)))
                return bytes;
        return Error{Errc::not_found, std::string(address)};
    };
    const auto form = read_form(std::string(first.at("xml").as_string()));
    if (!form)
        return first.contains("err") ? "" : "form: " + form.error().detail;
    const auto program = compile(*form);
    if (!program)
        return first.contains("err") ? "" : "compile: " + program.error().detail;
    auto session = Session::open(*program, surroundings);
    if (!session)
        return first.contains("err") ? "" : "open: " + session.error().detail;
    for (const auto& step : recorded.steps) {
        const auto operation = std::string(step.at("op").as_string());
        const auto* given = step.if_contains("args");
        const auto arguments = given ? given->as_array() : boost::json::array();
        if (operation == "answer" && arguments.size() >= 2 && arguments[1].is_object())
            return "skipped"; // a file
        if (operation == "answer" && arguments.size() >= 2)
            (void)session->answer(place(arguments[0]),
                                  answer_text(boost::json::array(arguments.begin() + 1, arguments.end())));
        else if (operation == "createNewRepeat" && !arguments.empty())
            (void)session->add_repeat(place(arguments[0]));
        else if (operation == "removeRepeat" && !arguments.empty())
            (void)session->remove_repeat(place(arguments[0]));
        else if (operation == "setLanguage" && !arguments.empty())
            (void)session->set_language(place(arguments[0]));
        else if (operation.find("estore") != std::string::npos || operation == "editCurrentInstance" ||
                 operation == "serializeAndDeserializeInstance" || operation == "answer")
            return "skipped";
        if (const auto* state = step.if_contains("state"))
            if (const auto wrong = difference(*session, state->as_array()); !wrong.empty())
                return operation + ": " + wrong;
    }
    return "";
}

TEST(ConformanceSessions, recorded_sessions_go_as_they_went)
{
    const std::string folder = BALIEBLIK_CONFORMANCE_DIR;
    std::ifstream file(folder + "/sessions.sample.jsonl");
    ASSERT_TRUE(file) << "no sessions.sample.jsonl";
    std::map<std::string, Recorded> sessions;
    std::map<std::string, bool> fails;
    for (std::string line; std::getline(file, line);) {
        const auto parsed = json::parse(line);
        ASSERT_TRUE(parsed);
        const auto& step = parsed->as_object();
        const auto id = std::string(step.at("id").as_string());
        if (const auto* known = step.if_contains("fails"))
            fails[id] = known->as_bool();
        sessions[id].steps.push_back(step);
    }
    std::map<std::string, std::array<int, 3>> table; // passed, failed, skipped
    int passed = 0;
    for (const auto& [id, recorded] : sessions) {
        if (fails[id])
            continue;
        const auto wrong = replay(recorded);
        auto& row = table[std::string(recorded.steps.front().at("file").as_string())];
        ++row[wrong.empty() ? 0 : wrong == "skipped" ? 2 : 1];
        passed += wrong.empty() ? 1 : 0;
        if (!wrong.empty() && wrong != "skipped")
            std::cout << "  " << id << " " << recorded.steps.front().at("test").as_string() << ": " << wrong << '\n';
    }
    for (const auto& [name, row] : table)
        std::cout << name << ": " << row[0] << " passed, " << row[1] << " failed, " << row[2] << " not replayed\n";
    std::cout << "sessions: " << passed << " of " << sessions.size() << '\n';
    constexpr int floor = 107;
    EXPECT_GE(passed, floor);
}

} // namespace
} // namespace balieblik::forms::test
