// SPDX-License-Identifier: EUPL-1.2
#include "usecases/demo_answers.hpp"

namespace balieblik::usecases {
namespace {

using boost::json::object;

struct Times {
    Timestamp arrived, ticket, called, left;
};

Times times_of(DemoAnswers& answers, Timestamp from)
{
    Times times;
    times.arrived = from + seconds{answers.below(1800)};
    times.ticket = times.arrived + seconds{40 + answers.below(60)};
    times.called = times.ticket + seconds{60 + answers.below(answers.chance(0.7) ? 240 : 600)};
    times.left = times.called + seconds{240 + answers.below(300)};
    return times;
}
std::string local(Timestamp time) { return to_offset_text(time, std::chrono::minutes{60}); }

bool meets_a_rule(const std::string& scenario) { return scenario.starts_with('R'); }

object scenario_facts(const std::string& scenario)
{
    return {{"scenario_code", scenario}, {"scenario_group", meets_a_rule(scenario) ? "REGEL" : "INFO"}};
}

object counter_record(DemoAnswers& a, const std::string& scenario, const Times& times)
{
    auto data = scenario_facts(scenario);
    data["A"] = object{{"A1", "yes"}, {"A2", "no"}};
    data["B"] = object{{"B1", local(times.arrived)},
                       {"B2", a.yes()},
                       {"B3", "na"},
                       {"B4", a.yes()},
                       {"B5", a.mark()},
                       {"B6", a.yes()},
                       {"B7", a.yes()}};
    object waiting{{"C1", local(times.ticket)}, {"C2", local(times.called)}};
    if (times.called - times.ticket > seconds{300})
        waiting["C4"] = a.yes();
    data["C"] = waiting;
    data["D"] = object{{"D1", a.yes()},  {"D2", a.mark()}, {"D3", a.mark()}, {"D4", a.mark()},
                       {"D5", a.mark()}, {"D6", a.no()},   {"D7", a.yes()}};
    data["E"] = object{{"E1", a.yes()}, {"E2", a.one_of({"right", "partly", "wrong"})}, {"E3", a.yes()}, {"E4", "na"}};
    data["F"] = object{{"F1", "yes"},   {"F2", a.one_of({"seeks", "asks", "cites", "refuses"})},
                       {"F3", a.yes()}, {"F4", a.yes()},
                       {"F5", a.yes()}, {"F6", a.mark()},
                       {"F7", a.no()},  {"F8", a.yes()}};
    object result{
        {"G1", a.one_of({"at_once", "second_step", "follow_up", "no"})}, {"G3", a.no()}, {"G4", local(times.left)}};
    if (result["G1"] != "at_once")
        result["G2"] = a.yes();
    data["G"] = result;
    const auto mark = 4 + a.below(6);
    data["H"] = object{{"H1", std::to_string(mark)}, {"H2", a.mark()}, {"H6", "no"}, {"H7", "yes"}};
    if (mark >= 8)
        data["H"].as_object()["H3"] = "Vriendelijk geholpen, en in gewone taal.";
    if (mark <= 5)
        data["H"].as_object()["H4"] = "Niemand zei waarom het zo lang duurde.";
    return data;
}

object telephone_record(DemoAnswers& a, const std::string& scenario, Timestamp called)
{
    auto data = scenario_facts(scenario);
    data["A"] = object{{"T1", std::to_string(1 + a.below(3))},
                       {"T2", std::to_string(8 + a.below(a.chance(0.7) ? 25 : 90))},
                       {"T3", a.yes()},
                       {"T4", a.chance(0.2) ? "na" : a.yes()}};
    object talk{{"T5", a.yes()},
                {"T6", a.mark()},
                {"T7", a.mark()},
                {"T8", a.chance(0.3) ? "na" : a.mark()},
                {"T9", a.yes()},
                {"T10", a.one_of({"right", "partly", "wrong"})},
                {"T11", a.one_of({"0", "1", "2"})}};
    if (talk["T11"] != "0")
        talk["T12"] = a.yes();
    if (meets_a_rule(scenario))
        talk["T14"] = a.yes();
    talk["T15"] = a.yes();
    data["B"] = talk;
    object call_back{{"T13_promised", a.chance(0.4) ? "yes" : "no"}};
    if (call_back["T13_promised"] == "yes") {
        call_back["T13_at"] = local(called + std::chrono::minutes{6});
        call_back["T13"] = a.yes();
    }
    data["C"] = call_back;
    data["D"] = object{{"T16", std::to_string(4 + a.below(6))}};
    return data;
}

object message_record(DemoAnswers& a, const std::string& scenario, Timestamp sent)
{
    auto data = scenario_facts(scenario);
    const bool by_form = a.chance(0.5);
    object sending{{"kind", by_form ? "form" : "mail"}, {"M1", a.yes()}};
    if (by_form)
        sending["M2"] = a.yes();
    sending["M3"] = a.no();
    sending["M4"] = local(sent);
    data["A"] = sending;
    // Within the week that lies between two visits of the demonstration, so never in the future.
    const auto replied = sent + std::chrono::days{1 + a.below(6)} + std::chrono::minutes{a.below(300)};
    data["B"] = object{{"M5", a.yes()}, {"reply", "yes"}, {"replied_at", local(replied)}};
    object reply{{"M7", a.yes()},   {"M8", a.one_of({"right", "partly", "wrong"})},
                 {"M9", a.yes()},   {"M10", a.mark()},
                 {"M11", a.mark()}, {"M12", a.yes()}};
    if (meets_a_rule(scenario))
        reply["M13"] = a.yes();
    data["C"] = reply;
    data["D"] = object{{"M14", std::to_string(4 + a.below(6))}};
    return data;
}

Lap lap(LapKind kind, Timestamp at, Timestamp first)
{
    Lap made;
    made.kind = kind;
    made.wall = at;
    made.offset_min = 60;
    made.boot_ms = 1'000'000 + (at - first).count();
    made.boot_id = "demo";
    return made;
}

} // namespace

bool DemoAnswers::chance(double p)
{
    // The engine's numbers are the same everywhere, the library's distributions are not.
    return static_cast<double>(engine_()) / 4294967296.0 < p;
}

std::string DemoAnswers::mark()
{
    int value = 1;
    for (int i = 0; i < 4; ++i)
        value += chance(kindness_) ? 1 : 0;
    return std::to_string(value);
}

std::string DemoAnswers::one_of(std::initializer_list<const char*> better_first)
{
    for (const auto* word : better_first)
        if (chance(kindness_))
            return word;
    return *(better_first.end() - 1);
}

std::int64_t DemoAnswers::below(std::int64_t limit) { return static_cast<std::int64_t>(engine_()) % limit; }

MadeUpVisit made_up_visit(Channel channel, DemoAnswers& answers, const std::string& scenario, Timestamp from)
{
    if (channel == Channel::counter) {
        const auto times = times_of(answers, from);
        return {counter_record(answers, scenario, times),
                times.arrived,
                times.left,
                {lap(LapKind::B1, times.arrived, times.arrived), lap(LapKind::C1, times.ticket, times.arrived),
                 lap(LapKind::C2, times.called, times.arrived), lap(LapKind::G4, times.left, times.arrived)}};
    }
    const auto begun = from + seconds{answers.below(1800)};
    if (channel == Channel::telephone)
        return {telephone_record(answers, scenario, begun), begun, begun + std::chrono::minutes{9}, {}};
    return {message_record(answers, scenario, begun), begun, begun + std::chrono::days{7}, {}};
}

} // namespace balieblik::usecases
