// SPDX-License-Identifier: EUPL-1.2
// What a form costs: loading, one answer, everything again, memory, and a filter over a long list.
//   balieblik-bench-forms FORM.md [--answers FILE] [--rounds N] [--answers-only]
// Prints medians as a Markdown table. --answers writes the answers that were given, one JSON object a line, so that
// another engine can be given the same; --answers-only gives the 1,000 answers once, for callgrind to count.
#include "base/json.hpp"
#include "forms/session/session.hpp"
#include "forms/xls/compile.hpp"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <random>
#include <sstream>

namespace {

using namespace balieblik;
using namespace balieblik::forms;

struct StillClock final : Clock {
    Reading read() const override
    {
        return {*parse_timestamp("2026-03-12T09:05:00Z"), std::chrono::minutes(60), {}, "b"};
    }
};

struct Seeded final : Random {
    std::mt19937_64 next{7};
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(next());
    }
};

struct World {
    StillClock clock;
    Seeded random;
    Surroundings surroundings(std::string folder = {})
    {
        Surroundings made;
        made.clock = &clock;
        made.random = &random;
        made.offset_at = [](Timestamp) { return std::chrono::minutes(60); };
        made.file = [folder](std::string_view address) -> Result<std::string> {
            std::ifstream in(folder + "/" + std::string(address.substr(address.rfind('/') + 1)), std::ios::binary);
            std::ostringstream text;
            if (!in || !(text << in.rdbuf()))
                return Error{Errc::not_found, std::string(address)};
            return std::move(text).str();
        };
        return made;
    }
};

using Microseconds = std::vector<double>;

double timed(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

double quantile(Microseconds all, double part)
{
    std::sort(all.begin(), all.end());
    return all[std::min(all.size() - 1, static_cast<std::size_t>(part * static_cast<double>(all.size())))];
}

double mean(const Microseconds& all)
{
    double sum = 0;
    for (const auto each : all)
        sum += each;
    return sum / static_cast<double>(all.size());
}

struct Answer {
    std::string reference;
    std::string value;
};

std::string random_value(const NodeView& node, std::mt19937_64& random)
{
    const auto below = [&](std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
    };
    if (!node.options.empty())
        return node.options[below(node.options.size())].value;
    switch (node.type) {
    case DataType::integer:
        return std::to_string(1 + below(10));
    case DataType::decimal:
        return std::to_string(below(100)) + ".5";
    case DataType::date:
        return "2026-03-1" + std::to_string(below(10));
    case DataType::date_time:
        return "2026-03-12T1" + std::to_string(below(10)) + ":15:00+01:00";
    case DataType::time:
        return "1" + std::to_string(below(10)) + ":30:00";
    default:
        return "text " + std::to_string(below(50));
    }
}

// Answers to questions that are asked at the time, so that each changes something.
std::vector<Answer> random_answers(const std::shared_ptr<const Program>& program, World& world,
                                   const std::string& folder, std::size_t count)
{
    auto session = Session::open(program, world.surroundings(folder)).value();
    std::vector<std::string> questions;
    for (const auto& node : session.nodes())
        if (node.kind == NodeKind::question)
            questions.push_back(node.reference);
    std::mt19937_64 random(42);
    std::vector<Answer> answers;
    while (answers.size() < count) {
        const auto& reference = questions[std::uniform_int_distribution<std::size_t>(0, questions.size() - 1)(random)];
        const auto node = session.node(reference).value();
        if (!node.relevant || node.readonly)
            continue;
        auto value = random_value(node, random);
        if (session.answer(reference, value))
            answers.push_back({reference, std::move(value)});
    }
    return answers;
}

void row(const char* what, double value, const char* unit)
{
    std::cout << "| " << what << " | " << std::fixed << std::setprecision(value < 100 ? 2 : 0) << value << " " << unit
              << " |\n";
}

std::string filtered_form(std::size_t choices)
{
    std::string items;
    for (std::size_t at = 0; at < choices; ++at)
        items += "<item><name>c" + std::to_string(at) + "</name><area>a" + std::to_string(at % 400) + "</area></item>";
    return R"xml(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>)xml"
           R"xml(<instance><data id="f"><area/><place/></data></instance><instance id="l"><root>)xml" +
           items +
           R"xml(</root></instance></model></h:head><h:body><input ref="/data/area"/><select1 ref="/data/place">)xml"
           R"xml(<itemset nodeset="instance('l')/root/item[area = /data/area]"><value ref="name"/><label ref="name"/>)xml"
           R"xml(</itemset></select1></h:body></h:html>)xml";
}

void measure_filter(World& world)
{
    constexpr std::size_t choices = 12'000;
    const auto program = compile(read_form(filtered_form(choices)).value()).value();
    auto session = Session::open(program, world.surroundings()).value();
    Microseconds changes;
    for (int at = 0; at < 401; ++at)
        changes.push_back(timed([&] { session.answer("/data/area", "a" + std::to_string(at % 400)).value(); }));
    row("filter over 12,000 choices, one change", quantile(changes, 0.5), "µs");
}

std::string read_all(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf()))
        throw std::runtime_error(file + ": this file cannot be read");
    return std::move(text).str();
}

// Through a call that callgrind can be told to look at, and to no other.
[[gnu::noinline]] void give_answers(Session& session, const std::vector<Answer>& answers)
{
    for (const auto& answer : answers)
        (void)session.answer(answer.reference, answer.value);
}

int measure(const std::string& file, const std::string& answers_file, int rounds, bool answers_only)
{
    const auto folder = file.substr(0, file.find_last_of('/') == std::string::npos ? 0 : file.find_last_of('/'));
    const auto xml = file.ends_with(".md") ? xls::compile_form(read_all(file), file).value().xml : read_all(file);
    World world;
    Microseconds loads;
    std::shared_ptr<const Program> program;
    for (int at = 0; at < std::max(1, rounds / 2); ++at)
        loads.push_back(timed([&] {
            program = compile(read_form(xml, {}).value()).value();
            (void)Session::open(program, world.surroundings(folder)).value();
        }));
    const auto answers = random_answers(program, world, folder, 1'000);
    if (!answers_file.empty()) {
        std::ofstream out(answers_file, std::ios::trunc);
        out << json::print(boost::json::object{{"xml", xml}}) << '\n';
        for (const auto& answer : answers)
            out << json::print(boost::json::object{{"reference", answer.reference}, {"value", answer.value}}) << '\n';
    }
    if (answers_only) {
        auto session = Session::open(program, world.surroundings(folder)).value();
        give_answers(session, answers);
        return 0;
    }
    Microseconds each;
    Microseconds passes;
    for (int at = 0; at < rounds; ++at) {
        auto session = Session::open(program, world.surroundings(folder)).value();
        for (const auto& answer : answers)
            each.push_back(timed([&] { (void)session.answer(answer.reference, answer.value); }));
        passes.push_back(timed([&] { session.recalculate_all().value(); }));
    }
    const auto before = mallinfo2().uordblks;
    auto open = Session::open(compile(read_form(xml).value()).value(), world.surroundings(folder)).value();
    const auto memory = static_cast<double>(mallinfo2().uordblks - before);

    std::cout << "| " << file.substr(file.rfind('/') + 1) << " | median |\n|---|---:|\n";
    row("load: read, compile, open", quantile(loads, 0.5) / 1000, "ms");
    row("one answer, mean", mean(each), "µs");
    row("one answer, median", quantile(each, 0.5), "µs");
    row("one answer, p99", quantile(each, 0.99), "µs");
    row("everything again", quantile(passes, 0.5) / 1000, "ms");
    row("memory of the open form", memory / 1024 / 1024, "MiB");
    measure_filter(world);
    return open.nodes().empty() ? 1 : 0;
}

} // namespace

int main(int argc, char** argv)
{
    std::string file;
    std::string answers;
    int rounds = 21;
    bool answers_only = false;
    for (int at = 1; at < argc; ++at) {
        if (std::strcmp(argv[at], "--answers") == 0 && at + 1 < argc)
            answers = argv[++at];
        else if (std::strcmp(argv[at], "--rounds") == 0 && at + 1 < argc)
            rounds = std::max(1, std::atoi(argv[++at]));
        else if (std::strcmp(argv[at], "--answers-only") == 0)
            answers_only = true;
        else
            file = argv[at];
    }
    if (file.empty()) {
        std::cerr << "balieblik-bench-forms FORM.md [--answers FILE] [--rounds N]\n";
        return 2;
    }
    try {
        return measure(file, answers, rounds, answers_only);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
