// SPDX-License-Identifier: EUPL-1.2
#include "exports/odata_expression.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace balieblik::exports {
namespace {

using Value = boost::json::value;
constexpr int deepest = 32; // parentheses and functions within each other

struct Typed {
    ODataKind kind{};
    RowValue value;
};

// Less, equal or greater; none where one of the two is null.
std::optional<int> compared(const Value& a, const Value& b)
{
    if (a.is_string() && b.is_string()) {
        const int order = a.get_string().compare(b.get_string());
        return order < 0 ? -1 : order > 0 ? 1 : 0;
    }
    if (a.is_number() && b.is_number()) {
        const double x = a.to_number<double>();
        const double y = b.to_number<double>();
        return x < y ? -1 : x > y ? 1 : 0;
    }
    if (a.is_bool() && b.is_bool())
        return static_cast<int>(a.get_bool()) - static_cast<int>(b.get_bool());
    return std::nullopt;
}

bool equal(const Value& a, const Value& b)
{
    return a.is_null() || b.is_null() ? a.is_null() && b.is_null() : compared(a, b) == 0;
}

// With null on one side nothing is greater or less (part 2, 5.1.1.1).
bool holds(std::string_view sign, const Value& a, const Value& b)
{
    if (sign == "eq" || sign == "ne")
        return equal(a, b) == (sign == "eq");
    const auto order = compared(a, b);
    if (!order)
        return false;
    return sign == "gt" ? *order > 0 : sign == "ge" ? *order >= 0 : sign == "lt" ? *order < 0 : *order <= 0;
}

// --- functions -------------------------------------------------------------------------------------------------------

// Texts are counted in characters, as the standard does, and are UTF-8 here.
std::size_t character(std::string_view text, std::int64_t number)
{
    std::size_t at = 0;
    for (; number > 0 && at < text.size(); --number)
        for (++at; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;)
            ++at;
    return at;
}
std::int64_t characters(std::string_view text)
{
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

// ASCII and the letters of Latin-1: what Dutch and Frisian names have.
std::string in_case(std::string_view text, bool upper)
{
    std::string made(text);
    for (std::size_t i = 0; i < made.size(); ++i) {
        const auto c = static_cast<unsigned char>(made[i]);
        const bool second = i > 0 && static_cast<unsigned char>(made[i - 1]) == 0xC3U;
        if (upper && ((c >= 'a' && c <= 'z') || (second && c >= 0xA0U && c <= 0xBEU && c != 0xB7U)))
            made[i] = static_cast<char>(c - 0x20);
        else if (!upper && ((c >= 'A' && c <= 'Z') || (second && c >= 0x80U && c <= 0x9EU && c != 0x97U)))
            made[i] = static_cast<char>(c + 0x20);
    }
    return made;
}

std::string_view trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(" \t\r\n");
    return from == std::string_view::npos ? std::string_view{}
                                          : text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

using Values = std::vector<Value>;
struct Function {
    std::string_view name;
    std::vector<ODataKind> takes;
    ODataKind gives;
    Value (*run)(const Values&); // none of the values is null
};

std::string_view text_of(const Value& value) { return value.get_string(); }
double number_of(const Value& value) { return value.to_number<double>(); }

Value substring(const Values& in)
{
    const auto from = character(text_of(in[0]), std::max<std::int64_t>(0, std::llround(number_of(in[1]))));
    const auto rest = text_of(in[0]).substr(from);
    if (in.size() == 2)
        return Value(rest);
    return Value(rest.substr(0, character(rest, std::max<std::int64_t>(0, std::llround(number_of(in[2]))))));
}
Value index_of(const Values& in)
{
    const auto at = text_of(in[0]).find(text_of(in[1]));
    return at == std::string_view::npos ? Value(-1) : Value(characters(text_of(in[0]).substr(0, at)));
}

const std::vector<Function>& functions()
{
    using enum ODataKind;
    static const std::vector<Function> all{
        {"contains",
         {text, text},
         truth,
         [](const Values& in) { return Value(text_of(in[0]).find(text_of(in[1])) != std::string::npos); }},
        {"startswith",
         {text, text},
         truth,
         [](const Values& in) { return Value(text_of(in[0]).starts_with(text_of(in[1]))); }},
        {"endswith",
         {text, text},
         truth,
         [](const Values& in) { return Value(text_of(in[0]).ends_with(text_of(in[1]))); }},
        {"length", {text}, number, [](const Values& in) { return Value(characters(text_of(in[0]))); }},
        {"indexof", {text, text}, number, index_of},
        {"substring", {text, number}, text, substring},
        {"substring", {text, number, number}, text, substring},
        {"tolower", {text}, text, [](const Values& in) { return Value(in_case(text_of(in[0]), false)); }},
        {"toupper", {text}, text, [](const Values& in) { return Value(in_case(text_of(in[0]), true)); }},
        {"trim", {text}, text, [](const Values& in) { return Value(trimmed(text_of(in[0]))); }},
        {"concat",
         {text, text},
         text,
         [](const Values& in) { return Value(std::string(text_of(in[0])) + std::string(text_of(in[1]))); }},
        {"round", {number}, number, [](const Values& in) { return Value(std::round(number_of(in[0]))); }},
        {"floor", {number}, number, [](const Values& in) { return Value(std::floor(number_of(in[0]))); }},
        {"ceiling", {number}, number, [](const Values& in) { return Value(std::ceil(number_of(in[0]))); }}};
    return all;
}

// Words of the standard that this service does not offer.
bool is_of_the_standard(std::string_view name)
{
    static constexpr std::string_view words[] = {"has",
                                                 "add",
                                                 "sub",
                                                 "mul",
                                                 "div",
                                                 "divby",
                                                 "mod",
                                                 "any",
                                                 "all",
                                                 "cast",
                                                 "isof",
                                                 "year",
                                                 "month",
                                                 "day",
                                                 "hour",
                                                 "minute",
                                                 "second",
                                                 "fractionalseconds",
                                                 "date",
                                                 "time",
                                                 "now",
                                                 "totalseconds",
                                                 "mindatetime",
                                                 "maxdatetime",
                                                 "totaloffsetminutes",
                                                 "geo.distance",
                                                 "geo.length",
                                                 "geo.intersects",
                                                 "matchesPattern",
                                                 "hassubset",
                                                 "hassubsequence",
                                                 "case"};
    return std::find(std::begin(words), std::end(words), name) != std::end(words);
}

// --- the grammar -----------------------------------------------------------------------------------------------------

class Parser {
public:
    Parser(std::string_view option, std::string_view source, std::span<const ODataProperty> properties)
        : option_(option), text_(source), properties_(properties)
    {
    }

    Result<RowFilter> filter()
    {
        BALIEBLIK_TRY(made, either(0));
        BALIEBLIK_CHECK(end());
        if (made.kind != ODataKind::truth && made.kind != ODataKind::null)
            return wrong("a comparison is wanted");
        return RowFilter([value = made.value](const ODataRow& row) {
            const auto held = value(row);
            return held.is_bool() && held.get_bool();
        });
    }

    Result<std::vector<RowOrder>> order()
    {
        std::vector<RowOrder> made;
        do {
            BALIEBLIK_TRY(one, either(0));
            const bool descending = word("desc");
            if (!descending)
                word("asc");
            made.push_back({one.value, descending});
        } while (sign(','));
        BALIEBLIK_CHECK(end());
        return made;
    }

private:
    Error wrong(std::string_view wanted) const
    {
        return Error{Errc::malformed,
                     std::string(option_) + ": at character " + std::to_string(at_ + 1) + ": " + std::string(wanted)};
    }
    Error not_offered(std::string_view what) const
    {
        return Error{Errc::query_invalid, std::string(option_) + ": " + std::string(what)};
    }
    Result<void> end()
    {
        skip_space();
        if (at_ == text_.size())
            return {};
        const auto name = peek_name();
        return is_of_the_standard(name) ? not_offered(name) : wrong("the end is wanted");
    }

    // or < and < eq, ne < gt, ge, lt, le, in < not < a value, a function, parentheses.
    Result<Typed> either(int depth) { return joined("or", depth, &Parser::both, true); }
    Result<Typed> both(int depth) { return joined("and", depth, &Parser::equality, false); }

    // With null in it, `or` is true if the other is, `and` false if the other is, and else nothing is known.
    Result<Typed> joined(std::string_view name, int depth, Result<Typed> (Parser::*next)(int), bool decides)
    {
        BALIEBLIK_TRY(left, (this->*next)(depth));
        while (word(name)) {
            BALIEBLIK_TRY(right, (this->*next)(depth));
            if (!is_truth(left) || !is_truth(right))
                return wrong(std::string(name) + " joins comparisons");
            left = {ODataKind::truth, [a = left.value, b = right.value, decides](const ODataRow& row) {
                        const auto x = a(row);
                        if (x.is_bool() && x.get_bool() == decides)
                            return x;
                        const auto y = b(row);
                        if (y.is_bool() && y.get_bool() == decides)
                            return y;
                        return x.is_null() || y.is_null() ? Value(nullptr) : Value(!decides);
                    }};
        }
        return left;
    }

    Result<Typed> equality(int depth)
    {
        BALIEBLIK_TRY(left, relation(depth));
        for (auto found = one_of({"eq", "ne"}); !found.empty(); found = one_of({"eq", "ne"})) {
            BALIEBLIK_TRY(right, relation(depth));
            BALIEBLIK_TRY(made, comparison(found, left, right));
            left = made;
        }
        return left;
    }
    Result<Typed> relation(int depth)
    {
        BALIEBLIK_TRY(left, unary(depth));
        while (true) {
            if (word("in")) {
                BALIEBLIK_TRY(made, among(left, depth));
                left = made;
                continue;
            }
            const auto found = one_of({"gt", "ge", "lt", "le"});
            if (found.empty())
                return left;
            BALIEBLIK_TRY(right, unary(depth));
            BALIEBLIK_TRY(made, comparison(found, left, right));
            left = made;
        }
    }
    Result<Typed> comparison(std::string_view name, const Typed& a, const Typed& b) const
    {
        if (a.kind != b.kind && a.kind != ODataKind::null && b.kind != ODataKind::null)
            return wrong("a text, a number and a truth cannot be compared with each other");
        return Typed{ODataKind::truth, [name, x = a.value, y = b.value](const ODataRow& row) {
                         return Value(holds(name, x(row), y(row)));
                     }};
    }
    Result<Typed> among(const Typed& left, int depth)
    {
        if (!sign('('))
            return wrong("( is wanted");
        std::vector<RowValue> list;
        do {
            BALIEBLIK_TRY(one, unary(depth + 1));
            if (one.kind != left.kind && one.kind != ODataKind::null && left.kind != ODataKind::null)
                return wrong("a value of the same kind is wanted");
            list.push_back(one.value);
        } while (sign(','));
        if (!sign(')'))
            return wrong(") is wanted");
        return Typed{ODataKind::truth, [what = left.value, list](const ODataRow& row) {
                         const auto value = what(row);
                         return Value(std::any_of(list.begin(), list.end(),
                                                  [&](const RowValue& one) { return equal(value, one(row)); }));
                     }};
    }

    Result<Typed> unary(int depth)
    {
        if (depth > deepest)
            return wrong("fewer parentheses are wanted");
        if (word("not")) {
            BALIEBLIK_TRY(inner, unary(depth + 1));
            if (!is_truth(inner))
                return wrong("not stands before a comparison in parentheses");
            return Typed{ODataKind::truth, [value = inner.value](const ODataRow& row) {
                             const auto held = value(row);
                             return held.is_null() ? held : Value(!held.get_bool());
                         }};
        }
        if (sign('(')) {
            BALIEBLIK_TRY(inner, either(depth + 1));
            if (!sign(')'))
                return wrong(") is wanted");
            return inner;
        }
        return primary(depth);
    }

    Result<Typed> primary(int depth)
    {
        skip_space();
        if (at_ < text_.size() && text_[at_] == '\'')
            return quoted();
        const auto from = at_;
        const auto name = peek_name();
        at_ += name.size();
        if (name == "null")
            return Typed{ODataKind::null, [](const auto&) { return Value(nullptr); }};
        if (name == "true" || name == "false")
            return Typed{ODataKind::truth, [held = name == "true"](const auto&) { return Value(held); }};
        if (const auto value = as_number(name))
            return Typed{ODataKind::number, [value = *value](const auto&) { return Value(value); }};
        if (at_ < text_.size() && text_[at_] == '(')
            return function(name, from, depth);
        for (const auto& property : properties_)
            if (property.name == name)
                return Typed{property.kind(), [key = property.name](const ODataRow& row) { return row.at(key); }};
        if (is_of_the_standard(name))
            return not_offered(name);
        at_ = from;
        return wrong("a property, a function, a number or a text in quotes is wanted");
    }

    static std::optional<double> as_number(std::string_view name)
    {
        double value = 0;
        if (name.empty() || name.find_first_of("0123456789") > 1)
            return std::nullopt;
        const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), value);
        return problem == std::errc{} && end == name.data() + name.size() ? std::optional(value) : std::nullopt;
    }

    Result<Typed> function(std::string_view name, std::size_t from, int depth)
    {
        const auto known = [&](const Function& one) { return one.name == name; };
        if (std::none_of(functions().begin(), functions().end(), known)) {
            if (is_of_the_standard(name))
                return not_offered(name);
            at_ = from;
            return wrong("this function is not known");
        }
        sign('(');
        std::vector<Typed> given;
        do {
            BALIEBLIK_TRY(one, argument(depth + 1));
            given.push_back(one);
        } while (sign(','));
        if (!sign(')'))
            return wrong(") is wanted");
        const auto fits = [&](const Function& one) {
            return known(one) && std::equal(one.takes.begin(), one.takes.end(), given.begin(), given.end(),
                                            [](ODataKind wanted, const Typed& has) {
                                                return has.kind == wanted || has.kind == ODataKind::null;
                                            });
        };
        const auto found = std::find_if(functions().begin(), functions().end(), fits);
        if (found == functions().end())
            return wrong(std::string(name) + " takes other values");
        return Typed{found->gives, [run = found->run, given](const ODataRow& row) {
                         Values values;
                         for (const auto& one : given) {
                             values.push_back(one.value(row));
                             if (values.back().is_null())
                                 return Value(nullptr);
                         }
                         return run(values);
                     }};
    }
    Result<Typed> argument(int depth)
    {
        if (depth > deepest)
            return wrong("fewer parentheses are wanted");
        return primary(depth);
    }

    Result<Typed> quoted()
    {
        std::string made;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\'' && at_ + 1 < text_.size() && text_[at_ + 1] == '\'')
                ++at_; // a quote within the text is written twice
            else if (text_[at_] == '\'') {
                ++at_;
                return Typed{ODataKind::text, [made](const auto&) { return Value(made); }};
            }
            made += text_[at_];
        }
        return wrong("a closing quote is wanted");
    }

    static bool is_truth(const Typed& one) { return one.kind == ODataKind::truth || one.kind == ODataKind::null; }

    void skip_space()
    {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t'))
            ++at_;
    }
    std::string_view peek_name()
    {
        skip_space();
        auto end = at_;
        while (end < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[end])) != 0 ||
                                      std::string_view("_.-+").find(text_[end]) != std::string_view::npos))
            ++end;
        return text_.substr(at_, end - at_);
    }
    bool sign(char wanted)
    {
        skip_space();
        if (at_ >= text_.size() || text_[at_] != wanted)
            return false;
        ++at_;
        return true;
    }
    bool word(std::string_view wanted)
    {
        if (peek_name() != wanted)
            return false;
        at_ += wanted.size();
        return true;
    }
    std::string_view one_of(std::initializer_list<std::string_view> wanted)
    {
        for (const auto one : wanted)
            if (word(one))
                return one;
        return {};
    }

    std::string_view option_;
    std::string_view text_;
    std::span<const ODataProperty> properties_;
    std::size_t at_ = 0;
};

} // namespace

Result<RowFilter> parse_filter(std::string_view text, std::span<const ODataProperty> properties)
{
    return Parser("$filter", text, properties).filter();
}

Result<std::vector<RowOrder>> parse_order(std::string_view text, std::span<const ODataProperty> properties)
{
    return Parser("$orderby", text, properties).order();
}

bool comes_before(const boost::json::value& a, const boost::json::value& b)
{
    if (a.is_null() || b.is_null())
        return a.is_null() && !b.is_null();
    return compared(a, b).value_or(0) < 0;
}

} // namespace balieblik::exports
