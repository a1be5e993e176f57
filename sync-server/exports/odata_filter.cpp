// SPDX-License-Identifier: EUPL-1.2
#include "exports/odata_filter.hpp"

#include <charconv>
#include <optional>

namespace balieblik::exports {
namespace {

using Value = boost::json::value;
using Term = std::function<Value(const boost::json::object&)>;
constexpr int deepest = 32; // parentheses within parentheses

// Less, equal or greater; none where the two cannot be compared (null with anything but null, a text with a number).
std::optional<int> compare(const Value& a, const Value& b)
{
    if (a.is_null() && b.is_null())
        return 0;
    if (a.is_string() && b.is_string()) {
        const int order = a.get_string().compare(b.get_string());
        return order < 0 ? -1 : order > 0 ? 1 : 0;
    }
    if (a.is_number() && b.is_number()) {
        const double x = a.to_number<double>();
        const double y = b.to_number<double>();
        return x < y ? -1 : x > y ? 1 : 0;
    }
    return std::nullopt;
}

class Parser {
public:
    Parser(std::string_view text, const boost::json::object& row) : text_(text), row_(row) {}

    Result<RowFilter> run()
    {
        BALIEBLIK_TRY(filter, either(0));
        skip_space();
        if (at_ != text_.size())
            return wrong("the end is wanted");
        return filter;
    }

private:
    Error wrong(std::string_view wanted) const
    {
        return Error{Errc::malformed, "$filter: at character " + std::to_string(at_ + 1) + " " + std::string(wanted)};
    }

    Result<RowFilter> either(int depth)
    {
        BALIEBLIK_TRY(left, both(depth));
        while (word("or")) {
            BALIEBLIK_TRY(right, both(depth));
            left = [a = left, b = right](const auto& row) { return a(row) || b(row); };
        }
        return left;
    }
    Result<RowFilter> both(int depth)
    {
        BALIEBLIK_TRY(left, single(depth));
        while (word("and")) {
            BALIEBLIK_TRY(right, single(depth));
            left = [a = left, b = right](const auto& row) { return a(row) && b(row); };
        }
        return left;
    }
    Result<RowFilter> single(int depth)
    {
        if (depth > deepest)
            return wrong("fewer parentheses are wanted");
        if (word("not")) {
            BALIEBLIK_TRY(inner, single(depth + 1));
            return RowFilter([inner = inner](const auto& row) { return !inner(row); });
        }
        if (sign('(')) {
            BALIEBLIK_TRY(inner, either(depth + 1));
            if (!sign(')'))
                return wrong(") is wanted");
            return inner;
        }
        for (const auto* name : {"contains", "startswith", "endswith"})
            if (word(name))
                return function(name);
        return comparison();
    }

    Result<RowFilter> function(std::string_view name)
    {
        if (!sign('('))
            return wrong("( is wanted");
        BALIEBLIK_TRY(in, term());
        if (!sign(','))
            return wrong(", is wanted");
        BALIEBLIK_TRY(what, term());
        if (!sign(')'))
            return wrong(") is wanted");
        return RowFilter([name, in = in, what = what](const boost::json::object& row) {
            const auto a = in(row);
            const auto b = what(row);
            if (!a.is_string() || !b.is_string())
                return false;
            const std::string_view text(a.get_string());
            const std::string_view part(b.get_string());
            return name == "contains"     ? text.find(part) != std::string_view::npos
                   : name == "startswith" ? text.starts_with(part)
                                          : text.ends_with(part);
        });
    }

    Result<RowFilter> comparison()
    {
        BALIEBLIK_TRY(left, term());
        for (const auto* name : {"eq", "ne", "gt", "ge", "lt", "le"}) {
            if (!word(name))
                continue;
            BALIEBLIK_TRY(right, term());
            return RowFilter([op = std::string_view(name), a = left, b = right](const boost::json::object& row) {
                const auto order = compare(a(row), b(row));
                if (op == "ne")
                    return order != 0;
                if (!order)
                    return false; // null is not less than anything
                return op == "eq"   ? *order == 0
                       : op == "gt" ? *order > 0
                       : op == "ge" ? *order >= 0
                       : op == "lt" ? *order < 0
                                    : *order <= 0;
            });
        }
        return wrong("eq, ne, gt, ge, lt or le is wanted");
    }

    Result<Term> term()
    {
        skip_space();
        if (at_ < text_.size() && text_[at_] == '\'')
            return quoted();
        const auto from = at_;
        while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 ||
                                      std::string_view("_.-+").find(text_[at_]) != std::string_view::npos))
            ++at_;
        const auto name = text_.substr(from, at_ - from);
        if (name == "null")
            return Term([](const auto&) { return Value(nullptr); });
        double number = 0;
        const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (!name.empty() && problem == std::errc{} && end == name.data() + name.size())
            return Term([number](const auto&) { return Value(number); });
        if (row_.contains(name))
            return Term([key = std::string(name)](const boost::json::object& row) { return row.at(key); });
        at_ = from;
        return wrong("a property, a number or a text in quotes is wanted");
    }

    Result<Term> quoted()
    {
        std::string text;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\'' && at_ + 1 < text_.size() && text_[at_ + 1] == '\'')
                ++at_; // a quote within the text is written twice
            else if (text_[at_] == '\'') {
                ++at_;
                return Term([text](const auto&) { return Value(text); });
            }
            text += text_[at_];
        }
        return wrong("a closing quote is wanted");
    }

    void skip_space()
    {
        while (at_ < text_.size() && text_[at_] == ' ')
            ++at_;
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
        skip_space();
        if (!text_.substr(at_).starts_with(wanted))
            return false;
        const auto after = at_ + wanted.size();
        if (after < text_.size() &&
            (std::isalnum(static_cast<unsigned char>(text_[after])) != 0 || text_[after] == '_'))
            return false;
        at_ = after;
        return true;
    }

    std::string_view text_;
    const boost::json::object& row_;
    std::size_t at_ = 0;
};

} // namespace

Result<RowFilter> parse_filter(std::string_view text, const boost::json::object& row)
{
    return Parser(text, row).run();
}

} // namespace balieblik::exports
