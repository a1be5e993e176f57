// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/run.hpp"

#include "base/json.hpp"
#include "forms/cli/driven_session.hpp"
#include "forms/cli/eval.hpp"
#include "forms/cli/form_source.hpp"
#include "forms/cli/request.hpp"
#include "forms/record/record.hpp"

#include <ctime>
#include <iostream>
#include <random>

namespace balieblik::forms::cli {

namespace {

constexpr std::size_t longest_line = 64 * 1024 * 1024;

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

} // namespace

class Runner::Impl {
public:
    explicit Impl(const RunSettings& settings) : clock_(settings.now), random_(settings.seed)
    {
        world_.clock = &clock_;
        world_.random = &random_;
        world_.offset_at = environment_offset;
    }

    // The reply to a line. Whatever the line says, the id that it has comes back.
    boost::json::object answer(std::string_view line)
    {
        constexpr json::Limits limits{longest_line, 64};
        const auto request = json::parse(line, limits);
        if (!request)
            return {{"error", told(request.error())}};
        if (!request->is_object())
            return {{"error", "a request is an object with an op"}};
        const auto& members = request->get_object();
        auto reply = handled(members);
        if (const auto* id = members.if_contains("id"))
            reply["id"] = *id;
        return reply;
    }

private:
    boost::json::object handled(const boost::json::object& request)
    {
        if (text_member(request, "op").empty())
            return {{"error", "a request is an object with an op"}};
        try {
            return handle(request);
        } catch (const std::exception& broken) { // memory that is not there, or a mistake of ours
            return {{"error", broken.what()}};
        }
    }

    boost::json::object handle(const boost::json::object& request)
    {
        const auto operation = text_member(request, "op");
        if (operation == "eval")
            return evaluate(request, world_);
        if (operation == "compile")
            return compile_reply(request);
        if (operation == "score")
            return answered(score(request));
        if (operation == "init")
            return init(request);
        if (!DrivenSession::knows(operation))
            return {{"err", told(Error{Errc::not_found, "operation " + operation})}};
        if (!session_)
            return {{"err", "there is no open session: begin with init"}};
        if (operation == "state")
            return {{"state", session_->state()}};
        auto result = session_->perform(operation, request);
        if (!result)
            return {{"err", told(result.error())}};
        return {{"res", std::move(*result)}};
    }

    static boost::json::object answered(Result<boost::json::object> reply)
    {
        return reply ? std::move(*reply) : boost::json::object{{"err", told(reply.error())}};
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

    // A record of a form that the request names, or else the open session's as it stands.
    Result<boost::json::object> score(const boost::json::object& request) const
    {
        const auto* record = request.if_contains("record");
        if (!record && session_)
            return score_reply(session_->xml(), session_->record(), request,
                               [this](std::string_view name) { return session_->file(name); });
        if (!record)
            return Error{Errc::malformed, "record: an object or instance XML is wanted, or an open session"};
        BALIEBLIK_TRY(xml, xml_of(request));
        if (record->is_string()) {
            BALIEBLIK_TRY(form, read_form(xml));
            BALIEBLIK_TRY(read, record_from_xml(*form, record->get_string()));
            return score_reply(xml, read.data, request, beside_path(request));
        }
        if (!record->is_object())
            return Error{Errc::malformed, "record: an object or instance XML is wanted"};
        return score_reply(xml, record->get_object(), request, beside_path(request));
    }

    RunClock clock_;
    RunRandom random_;
    World world_;
    std::unique_ptr<DrivenSession> session_;
};

Runner::Runner(const RunSettings& settings) : impl_(std::make_unique<Impl>(settings)) {}
Runner::~Runner() = default;

std::string Runner::reply(std::string_view line) { return json::print(impl_->answer(line)); }

namespace {

// Reads up to the next line end, with or without a carriage return before it. False when there is no more. A line that
// is too long is passed over, and `whole` says so.
bool read_line(std::istream& in, std::string& line, bool& whole)
{
    line.clear();
    whole = true;
    auto* bytes = in.rdbuf();
    for (auto next = bytes->sbumpc(); next != std::char_traits<char>::eof(); next = bytes->sbumpc()) {
        if (next == '\n') {
            if (line.ends_with('\r'))
                line.pop_back();
            return true;
        }
        whole = whole && line.size() < longest_line;
        if (whole)
            line += static_cast<char>(next);
    }
    return !line.empty();
}

} // namespace

int run_lines(const RunSettings& settings, std::istream& in, std::ostream& out)
{
    Runner runner(settings);
    bool whole = true;
    for (std::string line; read_line(in, line, whole);)
        out << (whole ? runner.reply(line) : R"({"error":"the line is too long"})") << '\n' << std::flush;
    return 0;
}

} // namespace balieblik::forms::cli
