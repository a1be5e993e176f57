// SPDX-License-Identifier: EUPL-1.2
// Recursive descent over XPath 1.0's grammar.
#include "forms/xpath/evaluate.hpp"
#include "forms/xpath/lex.hpp"

#include <array>
#include <optional>

namespace balieblik::xpath {

namespace {

std::optional<Axis> axis_named(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, Axis>, 13> known{{
        {"child", Axis::child},
        {"descendant", Axis::descendant},
        {"descendant-or-self", Axis::descendant_or_self},
        {"self", Axis::self},
        {"parent", Axis::parent},
        {"ancestor", Axis::ancestor},
        {"ancestor-or-self", Axis::ancestor_or_self},
        {"following", Axis::following},
        {"following-sibling", Axis::following_sibling},
        {"preceding", Axis::preceding},
        {"preceding-sibling", Axis::preceding_sibling},
        {"attribute", Axis::attribute},
        {"namespace", Axis::name_space},
    }};
    for (const auto& [known_name, axis] : known)
        if (known_name == name)
            return axis;
    return std::nullopt;
}

// True if the value is the same for every node that a predicate is asked of.
bool is_free(const Expression& expression)
{
    switch (expression.operation) {
    case Operation::number:
    case Operation::text:
        return true;
    case Operation::path:
        if (!expression.operands.empty() && !is_free(*expression.operands.front()))
            return false;
        return expression.absolute || !expression.operands.empty();
    case Operation::call:
        return expression.text == "current" || expression.text == "instance";
    default:
        return false;
    }
}

class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    Result<ExpressionPtr> whole()
    {
        BALIEBLIK_TRY(expression, binary(0));
        if (token().kind != TokenKind::end)
            return unexpected();
        return std::move(expression);
    }

private:
    using Made = std::unique_ptr<Expression>;

    const Token& token(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
    bool is(std::string_view text) const
    {
        return (token().kind == TokenKind::symbol || token().kind == TokenKind::operation) && token().text == text;
    }
    bool take(std::string_view text)
    {
        const bool taken = is(text);
        at_ += taken ? 1 : 0;
        return taken;
    }
    Error unexpected() const
    {
        return {Errc::expression_invalid, (token().kind == TokenKind::end ? "it ends" : "'" + token().text + "'") +
                                              " at character " + std::to_string(token().at + 1)};
    }

    struct Infix {
        std::string_view text;
        int level;
        Operation operation;
    };

    static const Infix* infix(const Token& token)
    {
        static constexpr std::array<Infix, 14> known{{
            {"or", 0, Operation::either},
            {"and", 1, Operation::both},
            {"=", 2, Operation::equal},
            {"!=", 2, Operation::unequal},
            {"<", 3, Operation::less},
            {"<=", 3, Operation::less_equal},
            {">", 3, Operation::greater},
            {">=", 3, Operation::greater_equal},
            {"+", 4, Operation::add},
            {"-", 4, Operation::subtract},
            {"*", 5, Operation::multiply},
            {"div", 5, Operation::divide},
            {"mod", 5, Operation::modulo},
            {"|", 7, Operation::unite},
        }};
        if (token.kind != TokenKind::operation)
            return nullptr;
        for (const auto& candidate : known)
            if (candidate.text == token.text)
                return &candidate;
        return nullptr;
    }

    Result<ExpressionPtr> binary(int level)
    {
        const Nesting nesting(depth_);
        if (depth_ > max_depth)
            return Error{Errc::expression_invalid, "it is nested too deeply"};
        if (level == 6)
            return unary();
        if (level == 8)
            return path();
        BALIEBLIK_TRY(left, binary(level + 1));
        for (const auto* found = infix(token()); found && found->level == level; found = infix(token())) {
            ++at_;
            BALIEBLIK_TRY(right, binary(level + 1));
            auto made = std::make_unique<Expression>();
            made->operation = found->operation;
            made->operands.push_back(std::move(left));
            made->operands.push_back(std::move(right));
            left = std::move(made);
        }
        return std::move(left);
    }

    Result<ExpressionPtr> unary()
    {
        std::size_t minus = 0;
        while (take("-"))
            ++minus;
        BALIEBLIK_TRY(operand, binary(7));
        for (; minus > 0; --minus) {
            auto made = std::make_unique<Expression>();
            made->operation = Operation::negate;
            made->operands.push_back(std::move(operand));
            operand = std::move(made);
        }
        return std::move(operand);
    }

    static bool is_node_type(std::string_view name)
    {
        return name == "node" || name == "text" || name == "comment" || name == "processing-instruction";
    }

    bool starts_filter() const
    {
        if (token().kind == TokenKind::number || token().kind == TokenKind::literal || is("("))
            return true;
        return token().kind == TokenKind::name && token(1).text == "(" && token(1).kind == TokenKind::symbol &&
               !is_node_type(token().text);
    }

    Result<ExpressionPtr> path()
    {
        auto made = std::make_unique<Expression>();
        made->operation = Operation::path;
        if (starts_filter()) {
            BALIEBLIK_TRY(start, filter());
            if (!is("/") && !is("//"))
                return std::move(start);
            made->operands.push_back(std::move(start));
        } else if (is("/") || is("//")) {
            made->absolute = true;
            if (is("/") && !starts_step(token(1))) {
                ++at_;
                return ExpressionPtr(std::move(made));
            }
        } else {
            BALIEBLIK_CHECK(step(*made));
        }
        while (is("/") || is("//")) {
            if (is("//"))
                made->steps.push_back(Step{Axis::descendant_or_self, Test::node, "", "", 0, {}});
            ++at_;
            BALIEBLIK_CHECK(step(*made));
        }
        return ExpressionPtr(std::move(made));
    }

    static bool starts_step(const Token& token)
    {
        return token.kind == TokenKind::name ||
               (token.kind == TokenKind::symbol &&
                (token.text == "." || token.text == ".." || token.text == "@" || token.text == "*"));
    }

    Result<void> step(Expression& path)
    {
        Step made;
        if (take(".")) {
            made.axis = Axis::self;
            made.test = Test::node;
        } else if (take("..")) {
            made.axis = Axis::parent;
            made.test = Test::node;
        } else {
            BALIEBLIK_CHECK(axis_and_test(made));
        }
        BALIEBLIK_CHECK(predicates(made.predicates));
        path.steps.push_back(std::move(made));
        return {};
    }

    Result<void> axis_and_test(Step& made)
    {
        if (take("@")) {
            made.axis = Axis::attribute;
        } else if (token().kind == TokenKind::name && token(1).text == "::" && token(1).kind == TokenKind::symbol) {
            const auto axis = axis_named(token().text);
            if (!axis)
                return unexpected();
            made.axis = *axis;
            at_ += 2;
        }
        if (take("*")) {
            made.test = Test::any;
            return {};
        }
        if (token().kind != TokenKind::name)
            return unexpected();
        auto name = token().text;
        ++at_;
        if (is_node_type(name) && take("(")) {
            made.test = name == "node"      ? Test::node
                        : name == "text"    ? Test::text
                        : name == "comment" ? Test::comment
                                            : Test::instruction;
            if (token().kind == TokenKind::literal) {
                made.name = token().text;
                ++at_;
            }
            return take(")") ? Result<void>{} : unexpected();
        }
        if (const auto colon = name.find(':'); colon != std::string::npos) {
            made.prefix = name.substr(0, colon);
            name.erase(0, colon + 1);
        }
        made.test = name == "*" ? Test::any : Test::name;
        made.name = name == "*" ? "" : name;
        made.mark = name_mark(made.name);
        return {};
    }

    Result<void> predicates(std::vector<ExpressionPtr>& into)
    {
        while (take("[")) {
            BALIEBLIK_TRY(condition, binary(0));
            if (!take("]"))
                return unexpected();
            into.push_back(with_key(std::move(condition)));
        }
        return {};
    }

    // [name = x] is a look-up, when x stands still.
    static ExpressionPtr with_key(ExpressionPtr condition)
    {
        if (condition->operation != Operation::equal)
            return condition;
        const auto& left = *condition->operands[0];
        if (left.operation != Operation::path || left.absolute || !left.operands.empty() || left.steps.size() != 1)
            return condition;
        const auto& step = left.steps.front();
        if (step.axis != Axis::child || step.test != Test::name || !step.prefix.empty() || !step.predicates.empty())
            return condition;
        if (!is_free(*condition->operands[1]))
            return condition;
        const_cast<Expression&>(*condition).key = step.name;
        return condition;
    }

    Result<ExpressionPtr> filter()
    {
        BALIEBLIK_TRY(start, primary());
        if (!is("["))
            return std::move(start);
        auto made = std::make_unique<Expression>();
        made->operation = Operation::filter;
        made->operands.push_back(std::move(start));
        made->steps.emplace_back();
        BALIEBLIK_CHECK(predicates(made->steps.front().predicates));
        return ExpressionPtr(std::move(made));
    }

    Result<ExpressionPtr> primary()
    {
        if (take("(")) {
            BALIEBLIK_TRY(inner, binary(0));
            if (!take(")"))
                return unexpected();
            return std::move(inner);
        }
        auto made = std::make_unique<Expression>();
        made->text = token().text;
        made->number = token().number;
        const auto kind = token().kind;
        ++at_;
        if (kind != TokenKind::name) {
            made->operation = kind == TokenKind::number ? Operation::number : Operation::text;
            return ExpressionPtr(std::move(made));
        }
        made->operation = Operation::call;
        ++at_;
        if (take(")")) {
            made->function = find_function(made->text, 0);
            return ExpressionPtr(std::move(made));
        }
        do {
            BALIEBLIK_TRY(operand, binary(0));
            made->operands.push_back(std::move(operand));
        } while (take(","));
        if (!take(")"))
            return unexpected();
        made->function = find_function(made->text, made->operands.size());
        return ExpressionPtr(std::move(made));
    }

    struct Nesting {
        explicit Nesting(int& depth) : depth_(depth) { ++depth_; }
        ~Nesting() { --depth_; }
        int& depth_;
    };
    static constexpr int max_depth = 800; // eight levels of the grammar for each pair of brackets

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

} // namespace

Result<ExpressionPtr> parse(std::string_view text)
{
    BALIEBLIK_TRY(tokens, lex(text));
    return Parser(std::move(tokens)).whole();
}

} // namespace balieblik::xpath
