// SPDX-License-Identifier: EUPL-1.2
// Evaluates an expression in the place of a node.
#pragma once

#include "base/clock.hpp"
#include "forms/xpath/expression.hpp"
#include "forms/xpath/moment.hpp"
#include "forms/xpath/value.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace balieblik::xpath {

class Pattern; // a compiled regular expression

// What functions ask of the world around the tree.
class Host {
public:
    virtual ~Host() = default;

    // The root element's parent of a secondary instance; null if there is none.
    virtual const Node* instance(std::string_view id) const = 0;
    virtual Value itext(std::string_view id, const Node* context) const = 0;
    // The label of a choice of the question at a path.
    virtual std::string choice_name(std::string_view value, std::string_view path, const Node* context) const = 0;
    virtual std::string namespace_uri(std::string_view prefix) const = 0;
    // In which language months and days are named: "nl", "Nederlands (nl)".
    virtual std::string_view calendar_language() const { return {}; }
    virtual Timestamp now() const = 0;
    virtual const OffsetAt& offset_at() const = 0;
    virtual Random& random() const = 0;

    // ODK: dates are numbers, names without prefix match in any namespace. False: XPath 1.0 to the letter.
    bool odk = true;
    // Compiling a pattern costs more than using it.
    std::map<std::string, std::shared_ptr<const Pattern>, std::less<>>& patterns() const { return patterns_; }

    // Counts nodes that were looked at. A form from somebody else must not keep a tablet busy: past the limit the
    // evaluation ends with TooMuchWork.
    void spend(std::size_t nodes) const
    {
        spent_ += nodes;
        if (spent_ > most_work)
            give_up();
    }
    void rest() const { spent_ = 0; }
    static constexpr std::size_t most_work = 5'000'000;

private:
    [[noreturn]] static void give_up();

    mutable std::map<std::string, std::shared_ptr<const Pattern>, std::less<>> patterns_;
    mutable std::size_t spent_ = 0;
};

struct Context {
    const Host* host = nullptr;
    const Node* root = nullptr; // what "/" is, wherever the expression walks
    const Node* node = nullptr;
    const Node* current = nullptr;
    std::size_t position = 1;
    std::size_t size = 1;
};

// A function that is not there, or is called with the wrong number of arguments. Which functions an expression calls is
// known before it runs, so this is a mistake of the form that compiling it finds.
struct EvaluationError : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct TooMuchWork : EvaluationError {
    using EvaluationError::EvaluationError;
};

Value evaluate(const Expression& expression, const Context& context);

std::string to_text(const Value& value);
std::string to_text(Value&& value);
double to_number(const Value& value, const Host& host);
bool to_boolean(const Value& value);

// The function of a name that takes so many operands; null if there is none.
Function find_function(std::string_view name, std::size_t operands);

} // namespace balieblik::xpath
