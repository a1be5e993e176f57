// SPDX-License-Identifier: EUPL-1.2
#include "calc/answer.hpp"

#include "base/json.hpp"
#include "calc/functions.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::calc {
namespace {

constexpr json::Limits most{256 * 1024 * 1024, 64}; // a line may hold the waits of a country

// What is no number cannot be written as JSON, and must not be sent as something else.
bool finite(const boost::json::value& value)
{
    if (const auto* number = value.if_double())
        return std::isfinite(*number);
    if (const auto* list = value.if_array())
        return std::all_of(list->begin(), list->end(), finite);
    if (const auto* object = value.if_object())
        return std::all_of(object->begin(), object->end(), [](const auto& member) { return finite(member.value()); });
    return true;
}

boost::json::object told(std::string_view code, std::string_view en, std::string_view nl)
{
    return {{"code", code}, {"sentence", en}, {"sentence_nl", nl}};
}

void add_stop(boost::json::object& to, const Stop& stop)
{
    to["ok"] = false;
    if (const auto* refusal = std::get_if<statistics::Refusal>(&stop)) {
        to["refusal"] =
            told(json::enum_name(*refusal), statistics::sentence(*refusal, "en"), statistics::sentence(*refusal, "nl"));
        return;
    }
    const auto& error = std::get<Error>(stop);
    auto about = told(name(error.code), info(error.code).en, info(error.code).nl);
    about["detail"] = error.detail;
    const bool is_no_request =
        error.code == Errc::malformed || error.code == Errc::too_large || error.code == Errc::internal;
    to[is_no_request ? "error" : "refusal"] = std::move(about);
}

// The inputs stand beside the function's name, or in an object of their own.
boost::json::object inputs_of(const boost::json::object& request)
{
    auto members = request;
    for (const auto* name : {"inputs", "input", "args", "arguments", "params", "parameters"})
        if (const auto* inner = request.if_contains(name); inner && inner->is_object())
            for (const auto& member : inner->get_object())
                members[member.key()] = member.value();
    return members;
}

std::string names_of_functions()
{
    std::string names;
    for (const auto& function : functions())
        names += (names.empty() ? "" : ", ") + std::string(function.name);
    return names;
}

Outcome figures_of(const boost::json::object& request, boost::json::object& reply)
{
    const Inputs about{request};
    BALIEBLIK_TRY(name, about.need({"function", "fn", "op", "call"}));
    const auto* function = name->is_string() ? function_named(name->get_string()) : nullptr;
    if (!function)
        return wrong("function", "there is no " + as_text(*name) + ", but " + names_of_functions());
    reply["function"] = function->name;
    const auto members = inputs_of(request);
    return function->call(Inputs{members});
}

Outcome answer_to(const boost::json::value& request, boost::json::object& reply)
{
    if (!request.is_object())
        return wrong("request", "an object is wanted");
    if (const auto* id = request.get_object().if_contains("id"))
        reply["id"] = *id;
    return figures_of(request.get_object(), reply);
}

// A mistake of ours in one request must not end the answers to all that follow.
Outcome answer_safely(const boost::json::value& request, boost::json::object& reply)
{
    try {
        return answer_to(request, reply);
    } catch (const std::exception& mistake) {
        return Error{Errc::internal, mistake.what()};
    }
}

} // namespace

std::string answer(std::string_view line)
{
    boost::json::object reply{{"id", nullptr}};
    const auto request = json::parse(line, most);
    Outcome outcome = request ? answer_safely(*request, reply) : Outcome{request.error()};
    if (outcome && !finite(outcome->result))
        outcome = Outcome{statistics::Refusal::not_finite};
    if (!outcome) {
        add_stop(reply, outcome.error());
    } else {
        reply["ok"] = true;
        reply["method"] = outcome->method;
        reply["result"] = outcome->result;
    }
    return json::canonical(reply); // numbers as people write them, all digits kept
}

} // namespace balieblik::calc
