// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/run.hpp"

#include "base/json.hpp"
#include "forms/cli/driven_session.hpp"
#include "forms/cli/eval.hpp"
#include "forms/cli/request.hpp"
#include "forms/xls/compile.hpp"
#include "forms/xls/lint.hpp"
#include "scoring/score.hpp"

#include <ctime>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

namespace balieblik::forms::cli {

namespace {

// Local time as the environment (TZ) has it.
std::chrono::minutes environment_offset(Timestamp time)
{
    const auto at = std::chrono::system_clock::to_time_t(time);
    std::tm local{};
    localtime_r(&at, &local);
    return std::chrono::minutes(local.tm_gmtoff / 60);
}

class RunClock final : public Clock {
public:
    explicit RunClock(std::optional<Timestamp> fixed) : fixed_(fixed) {}
    Reading read() const override
    {
        const auto now = fixed_.value_or(std::chrono::floor<milliseconds>(std::chrono::system_clock::now()));
        return {now, environment_offset(now), milliseconds(0), "run"};
    }

private:
    std::optional<Timestamp> fixed_;
};

class RunRandom final : public Random {
public:
    explicit RunRandom(std::optional<std::uint64_t> seed) : next_(seed ? *seed : std::random_device()()) {}
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(next_());
    }

private:
    std::mt19937_64 next_;
};

boost::json::object problem_object(const xls::Problem& problem)
{
    return {{"error", problem.message},
            {"sheet", problem.sheet},
            {"row", problem.row},
            {"column", problem.column},
            {"kind", json::enum_name(problem.kind)}};
}

std::optional<std::string> file_text(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf()))
        return std::nullopt;
    return std::move(text).str();
}

// The tables that a request holds or names.
Result<std::string> tables_of(const boost::json::object& request)
{
    if (request.contains("md"))
        return text_member(request, "md");
    const auto path = text_member(request, "path");
    auto text = file_text(path);
    return text ? Result<std::string>(std::move(*text)) : Error{Errc::not_found, path};
}

} // namespace

class Runner::Impl {
public:
    explicit Impl(const RunSettings& settings) : clock_(settings.now), random_(settings.seed)
    {
        world_.clock = &clock_;
        world_.random = &random_;
        world_.offset_at = environment_offset;
    }

    boost::json::object handle(const boost::json::object& request)
    {
        const auto operation = text_member(request, "op");
        if (operation == "eval")
            return evaluate(request, world_);
        if (operation == "compile")
            return compile(request);
        if (operation == "score")
            return score(request);
        if (operation == "init")
            return init(request);
        if (!session_)
            return {{"err", "there is no open session: begin with init"}};
        if (operation == "state")
            return {{"state", session_->state()}};
        return answered(session_->perform(operation, request));
    }

private:
    static boost::json::object answered(Result<boost::json::value> result)
    {
        if (!result)
            return {{"err", told(result.error())}};
        return {{"res", std::move(*result)}};
    }

    static Result<std::string> xml_of(const boost::json::object& request)
    {
        if (request.contains("xml"))
            return text_member(request, "xml");
        BALIEBLIK_TRY(tables, tables_of(request));
        BALIEBLIK_TRY(compiled, xls::compile_form(tables, "form.md"));
        return compiled.xml;
    }

    boost::json::object init(const boost::json::object& request)
    {
        session_.reset();
        auto xml = xml_of(request);
        if (!xml)
            return {{"err", told(xml.error())}};
        auto opened = DrivenSession::open(*xml, request, world_);
        if (!opened)
            return {{"err", told(opened.error())}};
        session_ = std::move(*opened);
        return {{"res", session_->description()}};
    }

    static boost::json::object compile(const boost::json::object& request)
    {
        const auto tables = tables_of(request);
        if (!tables)
            return {{"error", told(tables.error())}};
        xls::CompileOptions options;
        if (const auto* name = request.if_contains("name"); name && name->is_string())
            options.root_name = std::string(name->get_string()); // of the record's root element
        const auto compiled = xls::compile_tables(*tables, options);
        if (!compiled.ok()) {
            auto reply = problem_object(compiled.problems.front());
            boost::json::array all;
            for (const auto& problem : compiled.problems)
                all.push_back(problem_object(problem));
            reply["problems"] = std::move(all);
            return reply;
        }
        boost::json::array warnings;
        for (const auto& problem : xls::lint_tables(*tables))
            warnings.push_back(boost::json::value(problem.message));
        return {{"xml", compiled.xml}, {"warnings", std::move(warnings)}};
    }

    static boost::json::object score(const boost::json::object& request)
    {
        const auto scored = score_of(request);
        if (!scored)
            return {{"err", told(scored.error())}};
        auto reply = json::write(*scored).as_object();
        // The points of each question on their own, and the whole story again under its name.
        boost::json::object points;
        const auto add = [&](const scoring::ItemScore& item) {
            points[item.name] = item.points ? boost::json::value(*item.points) : boost::json::value(nullptr);
        };
        boost::json::object dimensions;
        for (const auto& dimension : scored->dimensions) {
            for (const auto& item : dimension.items)
                add(item);
            dimensions[dimension.name] = dimension.score ? boost::json::value(*dimension.score) : nullptr;
        }
        for (const auto& item : scored->outcomes)
            add(item);
        return {{"points", std::move(points)},
                {"dimensions", std::move(dimensions)},
                {"index", scored->index ? boost::json::value(*scored->index) : boost::json::value(nullptr)},
                {"explanation", std::move(reply)}};
    }

    static Result<scoring::Score> score_of(const boost::json::object& request)
    {
        BALIEBLIK_TRY(xml, xml_of(request));
        BALIEBLIK_TRY(form, read_form(xml));
        const auto* record = request.if_contains("record");
        if (!record || !record->is_object())
            return Error{Errc::malformed, "record: an object is wanted"};
        auto norm_set = text_member(request, "norm_set");
        if (norm_set.empty())
            norm_set = scoring::norm_set_of(*form, record->get_object());
        BALIEBLIK_TRY(norm, scoring::read_norm(text_member(request, "norms"), norm_set));
        return scoring::score_record(*form, record->get_object(), norm);
    }

    RunClock clock_;
    RunRandom random_;
    World world_;
    std::unique_ptr<DrivenSession> session_;
};

Runner::Runner(const RunSettings& settings) : impl_(std::make_unique<Impl>(settings)) {}
Runner::~Runner() = default;

std::string Runner::reply(std::string_view line)
{
    constexpr json::Limits limits{64 * 1024 * 1024, 64};
    const auto request = json::parse(line, limits);
    if (!request)
        return json::print(boost::json::object{{"error", told(request.error())}});
    if (!request->is_object() || text_member(request->get_object(), "op").empty())
        return json::print(boost::json::object{{"error", "a request is an object with an op"}});
    auto reply = impl_->handle(request->get_object());
    if (const auto* id = request->get_object().if_contains("id"))
        reply["id"] = *id;
    return json::print(reply);
}

int run_lines(const RunSettings& settings, std::istream& in, std::ostream& out)
{
    Runner runner(settings);
    for (std::string line; std::getline(in, line);)
        out << runner.reply(line) << '\n' << std::flush;
    return 0;
}

} // namespace balieblik::forms::cli
