// SPDX-License-Identifier: EUPL-1.2
// What an expression reads: paths are followed by name only, so what is found holds for every instance of a repeat.
#include "forms/xpath/expression.hpp"

namespace balieblik::xpath {

namespace {

// Where a path stands: a place in the record, or somewhere that never changes (a secondary instance).
struct Place {
    bool inside = true;
    std::string path;
    bool picked = false; // a predicate chose among instances on the way
};

class Reader {
public:
    Reader(Reads& found, std::string_view current) : found_(found), current_{true, std::string(current), false} {}

    void visit(const Expression& expression, const Place& context)
    {
        if (expression.operation == Operation::call) {
            found_.functions.insert(expression.text);
            visit_call(expression, context);
        } else if (expression.operation == Operation::path || expression.operation == Operation::filter) {
            add(follow(expression, context));
        } else {
            for (const auto& operand : expression.operands)
                visit(*operand, context);
        }
    }

private:
    void add(const Place& place)
    {
        if (!place.inside || place.path.empty())
            return;
        found_.paths.insert(place.path);
        if (!place.picked && !place.path.ends_with("/*"))
            found_.certain.insert(place.path);
    }

    static Place picked(Place place)
    {
        place.picked = true;
        return place;
    }

    void visit_call(const Expression& call, const Place& context)
    {
        for (const auto& operand : call.operands)
            if (call.text == "indexed-repeat")
                visit(*operand, picked(context));
            else
                visit(*operand, context);
        if (call.text == "once")
            add(picked(context));
        // These look at the node itself when they are given nothing.
        if ((call.operands.empty() &&
             (call.text == "string" || call.text == "number" || call.text == "normalize-space" ||
              call.text == "string-length" || call.text == "current")))
            add(call.text == "current" ? current_ : context);
        // A path in a text: the question whose choices are meant.
        if (call.text == "jr:choice-name" && call.operands.size() == 2 &&
            call.operands[1]->operation == Operation::text && call.operands[1]->text.starts_with('/'))
            found_.paths.insert(call.operands[1]->text);
    }

    Place follow(const Expression& expression, const Place& context)
    {
        Place place = context;
        if (expression.absolute)
            place = {true, "", context.picked};
        else if (!expression.operands.empty())
            place = start(*expression.operands.front(), context);
        for (const auto& step : expression.steps) {
            if (expression.operation == Operation::path)
                take(step, place);
            for (const auto& predicate : step.predicates)
                visit(*predicate, place);
            place.picked = place.picked || !step.predicates.empty();
        }
        return place;
    }

    Place start(const Expression& expression, const Place& context)
    {
        if (expression.operation == Operation::path || expression.operation == Operation::filter)
            return follow(expression, context);
        if (expression.operation == Operation::call && expression.text == "current")
            return current_;
        visit(expression, context);
        // A union or a function that gives nodes: its parts were noted, what follows may be anything below them.
        return {false, "", false};
    }

    static void take(const Step& step, Place& place)
    {
        if (!place.inside || place.path.ends_with("/*"))
            return;
        if (step.axis == Axis::attribute && step.test == Test::name)
            place.path += "/@" + (step.prefix.empty() ? "" : step.prefix + ":") + step.name;
        if (step.axis == Axis::self || step.axis == Axis::attribute || step.axis == Axis::name_space)
            return;
        if (step.axis == Axis::parent)
            place.path.erase(std::min(place.path.rfind('/'), place.path.size()));
        else if (step.axis == Axis::child && step.test == Test::name)
            place.path += "/" + (step.prefix.empty() ? "" : step.prefix + ":") + step.name;
        else if (step.axis == Axis::child && step.test == Test::text)
            return;
        else if ((step.axis == Axis::following_sibling || step.axis == Axis::preceding_sibling))
            place.path = place.path.substr(0, place.path.rfind('/')) + "/*";
        else if (step.axis == Axis::child || step.axis == Axis::descendant || step.axis == Axis::descendant_or_self)
            place.path += "/*";
        else
            place.path = "/*";
    }

    Reads& found_;
    Place current_;
};

} // namespace

Reads reads(const Expression& expression, std::string_view context)
{
    Reads found;
    Reader(found, context).visit(expression, {true, std::string(context), false});
    return found;
}

} // namespace balieblik::xpath
