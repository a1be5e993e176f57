// SPDX-License-Identifier: EUPL-1.2
// Numbers, and numbers over nodes.
#include "forms/xpath/functions.hpp"

#include <cmath>
#include <numbers>

namespace balieblik::xpath {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// A day or moment counts as days since 1970; written out, only whole ones.
Value number(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto given = arguments.count() > 0 ? arguments[0] : Value::of(arguments.text_or_own(0));
    const auto days = to_number(given, *context.host);
    const bool is_day = context.host->odk && given.kind != ValueKind::number && given.kind != ValueKind::boolean &&
                        !std::isnan(days) && std::isnan(text_number(to_text(given)));
    return is_day ? Value::moment(days, number_text(std::floor(days))) : Value::of(days);
}

template <double (*operation)(double)>
Value unary(const Expression& call, const Context& context)
{
    return Value::of(operation(Arguments(call, context).number(0)));
}
double to_int(double value) { return std::trunc(value); }
double to_floor(double value) { return std::floor(value); }
double to_ceiling(double value) { return std::ceil(value); }
double to_abs(double value) { return std::abs(value); }
double to_sin(double value) { return std::sin(value); }
double to_cos(double value) { return std::cos(value); }
double to_tan(double value) { return std::tan(value); }
double to_asin(double value) { return std::asin(value); }
double to_acos(double value) { return std::acos(value); }
double to_atan(double value) { return std::atan(value); }
double to_log(double value) { return std::log(value); }
double to_log10(double value) { return std::log10(value); }
double to_exp(double value) { return std::exp(value); }
double to_exp10(double value) { return std::pow(10, value); }
double to_sqrt(double value) { return std::sqrt(value); }

Value pi(const Expression&, const Context&) { return Value::of(std::numbers::pi); }

Value pow(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto base = arguments.number(0);
    const auto exponent = arguments.number(1);
    return Value::of(std::isnan(base) || std::isnan(exponent) ? nan : std::pow(base, exponent));
}

Value atan2(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    return Value::of(std::atan2(arguments.number(0), arguments.number(1)));
}

// XPath rounds a half up, and keeps the sign of what becomes zero. (ODK rounds it away from zero.)
double half_up(double value)
{
    const auto below = std::floor(value);
    return std::copysign(value - below < 0.5 ? below : below + 1, value);
}

// With digits: half away from zero, of the number as it is written (2.15 is not 2.1499999).
Value round(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto value = arguments.number(0);
    if (!std::isfinite(value))
        return Value::of(value);
    if (arguments.count() == 1)
        return Value::of(context.host->odk ? std::round(value) : half_up(value));
    const auto digits = std::trunc(arguments.number(1));
    if (!(std::abs(digits) < 30))
        return Value::of(nan);
    const auto scale = std::pow(10, std::abs(digits));
    const auto scaled = digits < 0 ? value / scale : value * scale;
    const auto nearest = std::round(scaled + std::copysign(std::abs(scaled) * 4e-16, scaled));
    return Value::of(digits < 0 ? nearest * scale : nearest / scale);
}

std::vector<double> numbers(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    std::vector<double> all;
    for (std::size_t at = 0; at < arguments.count(); ++at) {
        const auto value = arguments[at];
        if (value.kind != ValueKind::nodes) {
            all.push_back(to_number(value, *context.host));
            continue;
        }
        std::string scratch;
        for (const auto* node : value.nodes)
            all.push_back(to_number(Value::of(std::string(string_value(*node, scratch))), *context.host));
    }
    return all;
}

Value sum(const Expression& call, const Context& context)
{
    double total = 0;
    for (const auto each : numbers(call, context))
        total += each;
    return Value::of(total);
}

Value extreme(const Expression& call, const Context& context, bool largest)
{
    double found = nan;
    for (const auto each : numbers(call, context)) {
        if (std::isnan(each))
            return Value::of(nan);
        if (std::isnan(found) || (largest ? each > found : each < found))
            found = each;
    }
    return Value::of(found);
}
Value min(const Expression& call, const Context& context) { return extreme(call, context, false); }
Value max(const Expression& call, const Context& context) { return extreme(call, context, true); }

} // namespace

void add_number_functions(FunctionTable& table)
{
    table.insert({
        {"number", {number, 0, 1}},
        {"int", {unary<to_int>, 1, 1}},
        {"floor", {unary<to_floor>, 1, 1}},
        {"ceiling", {unary<to_ceiling>, 1, 1}},
        {"abs", {unary<to_abs>, 1, 1}},
        {"sin", {unary<to_sin>, 1, 1}},
        {"cos", {unary<to_cos>, 1, 1}},
        {"tan", {unary<to_tan>, 1, 1}},
        {"asin", {unary<to_asin>, 1, 1}},
        {"acos", {unary<to_acos>, 1, 1}},
        {"atan", {unary<to_atan>, 1, 1}},
        {"atan2", {atan2, 2, 2}},
        {"log", {unary<to_log>, 1, 1}},
        {"log10", {unary<to_log10>, 1, 1}},
        {"exp", {unary<to_exp>, 1, 1}},
        {"exp10", {unary<to_exp10>, 1, 1}},
        {"sqrt", {unary<to_sqrt>, 1, 1}},
        {"pi", {pi, 0, 0}},
        {"pow", {pow, 2, 2}},
        {"round", {round, 1, 2}},
        {"sum", {sum, 1, 1}},
        {"min", {min, 1, any_number}},
        {"max", {max, 1, any_number}},
    });
}

} // namespace balieblik::xpath
