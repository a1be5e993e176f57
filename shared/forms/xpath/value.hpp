// SPDX-License-Identifier: EUPL-1.2
// What an expression gives: nodes, a number, a text, a truth, or a moment (ODK's dates, which compare and add as days).
#pragma once

#include "forms/xpath/document.hpp"

#include <string>

namespace balieblik::xpath {

enum class ValueKind { nodes, number, text, boolean, moment };

struct Value {
    ValueKind kind = ValueKind::text;
    bool truth = false;
    double number = 0; // of a moment: days since 1970-01-01T00:00Z
    std::string text;  // of a moment: as it is written
    NodeSet nodes;

    static Value of(double number);
    static Value of(bool truth);
    static Value of(std::string text);
    static Value of(NodeSet nodes);
    static Value moment(double days, std::string text);
};

// As XPath 1.0 prints numbers: no exponent, "NaN", "Infinity".
std::string number_text(double number);
// As XPath 1.0 reads them: white space, a minus, digits; all else is NaN.
double text_number(std::string_view text);

} // namespace balieblik::xpath
