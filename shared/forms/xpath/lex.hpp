// SPDX-License-Identifier: EUPL-1.2
// An expression in words, with XPath 1.0's rules for when "*" and "div" are operators.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::xpath {

enum class TokenKind { end, number, literal, name, symbol, operation };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string text; // of names: with prefix
    double number = 0;
    std::size_t at = 0;
};

// The last token is the end. Refusal: expression_invalid.
Result<std::vector<Token>> lex(std::string_view text);

} // namespace balieblik::xpath
