// SPDX-License-Identifier: EUPL-1.2
#include "forms/xpath/lex.hpp"

#include <array>
#include <charconv>

namespace balieblik::xpath {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool in_name(char c) { return starts_name(c) || is_digit(c) || c == '-' || c == '.'; }

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    Result<std::vector<Token>> all()
    {
        std::vector<Token> tokens;
        for (;;) {
            while (at_ < text_.size() && is_space(text_[at_]))
                ++at_;
            if (at_ == text_.size())
                break;
            BALIEBLIK_TRY(token, next(tokens.empty() ? nullptr : &tokens.back()));
            tokens.push_back(std::move(token));
        }
        tokens.push_back({TokenKind::end, "", 0, at_});
        return tokens;
    }

private:
    // After a value, a name is an operator and "*" multiplies.
    static bool after_value(const Token* before)
    {
        if (!before || before->kind == TokenKind::operation)
            return false;
        if (before->kind != TokenKind::symbol)
            return true;
        return before->text == ")" || before->text == "]" || before->text == "." || before->text == ".." ||
               before->text == "*";
    }

    Result<Token> next(const Token* before)
    {
        Token token;
        token.at = at_;
        const char c = text_[at_];
        if (c == '"' || c == '\'') {
            const auto end = text_.find(c, at_ + 1);
            if (end == std::string_view::npos)
                return Error{Errc::expression_invalid, "a text is not closed, character " + std::to_string(at_ + 1)};
            token.kind = TokenKind::literal;
            token.text = text_.substr(at_ + 1, end - at_ - 1);
            at_ = end + 1;
        } else if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
            read_number(token);
        } else if (starts_name(c)) {
            read_name(token, after_value(before));
        } else {
            return symbol(before);
        }
        return token;
    }

    void read_number(Token& token)
    {
        const auto start = at_;
        while (at_ < text_.size() && is_digit(text_[at_]))
            ++at_;
        if (at_ < text_.size() && text_[at_] == '.') {
            ++at_;
            while (at_ < text_.size() && is_digit(text_[at_]))
                ++at_;
        }
        token.kind = TokenKind::number;
        token.text = text_.substr(start, at_ - start);
        const auto written = "0" + token.text + "0";
        std::from_chars(written.data(), written.data() + written.size(), token.number);
        if (token.text.find('.') == std::string::npos)
            std::from_chars(token.text.data(), token.text.data() + token.text.size(), token.number);
    }

    void read_name(Token& token, bool maybe_operator)
    {
        if (maybe_operator) {
            for (const std::string_view word : {"and", "or", "div", "mod"}) {
                if (!text_.substr(at_).starts_with(word))
                    continue;
                const auto end = at_ + word.size();
                // "1div1" divides: a digit ends the word here, a letter does not.
                if (end < text_.size() && in_name(text_[end]) && !is_digit(text_[end]))
                    continue;
                token.kind = TokenKind::operation;
                token.text = word;
                at_ = end;
                return;
            }
        }
        const auto start = at_;
        while (at_ < text_.size() && in_name(text_[at_]))
            ++at_;
        if (at_ + 1 < text_.size() && text_[at_] == ':' && text_[at_ + 1] != ':') {
            if (text_[at_ + 1] == '*') {
                at_ += 2;
            } else if (starts_name(text_[at_ + 1])) {
                ++at_;
                while (at_ < text_.size() && in_name(text_[at_]))
                    ++at_;
            }
        }
        token.kind = TokenKind::name;
        token.text = text_.substr(start, at_ - start);
    }

    Result<Token> symbol(const Token* before)
    {
        Token token;
        token.at = at_;
        token.kind = TokenKind::symbol;
        static constexpr std::array<std::string_view, 21> known{"//", "..", "::", "!=", "<=", ">=", "(",
                                                                ")",  "[",  "]",  ".",  "@",  ",",  "/",
                                                                "|",  "+",  "-",  "=",  "<",  ">",  "*"};
        for (const auto candidate : known) {
            if (!text_.substr(at_).starts_with(candidate))
                continue;
            token.text = candidate;
            at_ += candidate.size();
            static constexpr std::string_view operators = "|+-=<>!=<=>=";
            if (candidate == "*" ? after_value(before) : operators.find(candidate) != std::string_view::npos)
                token.kind = TokenKind::operation;
            return token;
        }
        return Error{Errc::expression_invalid,
                     "'" + std::string(1, text_[at_]) + "' at character " + std::to_string(at_ + 1)};
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

Result<std::vector<Token>> lex(std::string_view text) { return Lexer(text).all(); }

} // namespace balieblik::xpath
