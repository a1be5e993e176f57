// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/lint_logic.hpp"

#include "forms/xls/columns.hpp"
#include "forms/xls/references.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace balieblik::forms::xls {

namespace {

// `${name} = 'value'`, the other way round, or selected(${name}, 'value'), as an expression says it.
struct Comparison {
    std::string name;
    std::string value;
    bool equals = true; // false: selected(), which several values may pass together
};

// The quoted text that begins at `at`, blanks before it passed over; none if something else stands there.
std::optional<std::string> quoted_from(std::string_view text, std::size_t at)
{
    at = std::min(text.find_first_not_of(' ', at), text.size());
    if (at == text.size() || (text[at] != '\'' && text[at] != '"'))
        return std::nullopt;
    const auto end = text.find(text[at], at + 1);
    if (end == std::string_view::npos)
        return std::nullopt;
    return std::string(text.substr(at + 1, end - at - 1));
}

// The same for one that ends before `end`.
std::optional<std::string> quoted_before(std::string_view text, std::size_t end)
{
    const auto last = text.substr(0, end).find_last_not_of(' ');
    if (last == std::string_view::npos || (text[last] != '\'' && text[last] != '"') || last == 0)
        return std::nullopt;
    const auto open = text.rfind(text[last], last - 1);
    if (open == std::string_view::npos)
        return std::nullopt;
    return std::string(text.substr(open + 1, last - open - 1));
}

// Where a lone '=' stands before `end`, so that '!=' and '<=' are none.
std::optional<std::size_t> equals_before(std::string_view text, std::size_t end)
{
    const auto last = text.substr(0, end).find_last_not_of(' ');
    if (last == std::string_view::npos || text[last] != '=')
        return std::nullopt;
    if (last > 0 && std::string_view("!<>").find(text[last - 1]) != std::string_view::npos)
        return std::nullopt;
    return last;
}

std::vector<Comparison> comparisons_of(std::string_view text)
{
    std::vector<Comparison> made;
    for (auto start = text.find("${"); start != std::string_view::npos; start = text.find("${", start + 2)) {
        const auto close = text.find('}', start);
        if (close == std::string_view::npos)
            break;
        const auto name = trimmed(text.substr(start + 2, close - start - 2));
        const auto next = std::min(text.find_first_not_of(' ', close + 1), text.size());
        const auto before = trimmed(text.substr(0, start));
        if (next < text.size() && text[next] == '=') {
            if (auto value = quoted_from(text, next + 1))
                made.push_back({name, std::move(*value), true});
        } else if (next < text.size() && text[next] == ',' && before.ends_with("selected(")) {
            if (auto value = quoted_from(text, next + 1))
                made.push_back({name, std::move(*value), false});
        }
        if (const auto mark = equals_before(text, start))
            if (auto value = quoted_before(text, *mark))
                made.push_back({name, std::move(*value), true});
    }
    return made;
}

class Logic {
public:
    Logic(const FormTree& form, Problems& problems) : form_(form), problems_(problems)
    {
        for (const auto* node : form_.nodes())
            by_name_.emplace(node->name, node);
    }

    void lint()
    {
        for (const auto* node : form_.nodes())
            check_reachable(*node);
        find_circles({"relevant", "calculation", "choice_filter", "repeat_count"}, true,
                     "These wait for each other, so none of them is ever settled");
        find_circles({"constraint"}, false, "These bound each other, so whichever is answered first may bar the other");
    }

private:
    void refuse(const Node& node, ProblemKind kind, const std::string& column, std::string message,
                std::string suggestion = {})
    {
        problems_.push_back(problem_at(node.place, kind, column, std::move(message), std::move(suggestion)));
    }

    // --- Questions that nobody is asked

    void check_reachable(const Node& node)
    {
        const auto relevant = node.bind_value("relevant");
        if (relevant.empty())
            return;
        if (trimmed(relevant) == "false()") {
            refuse(node, ProblemKind::unreachable, "relevant",
                   "'" + node.name + "' is never asked: it is never relevant.",
                   "Use the column disabled to keep a row for later.");
            return;
        }
        // Only where everything has to hold at once can one part alone rule a question out.
        const auto word = lower(relevant);
        const bool conjunction = word.find(" or ") == std::string::npos && word.find("not(") == std::string::npos &&
                                 word.find("if(") == std::string::npos;
        std::map<std::string, std::string> demanded;
        for (const auto& comparison : comparisons_of(relevant)) {
            check_choice(node, comparison, conjunction);
            const auto [known, added] = demanded.emplace(comparison.name, comparison.value);
            if (conjunction && comparison.equals && !added && known->second != comparison.value)
                refuse(node, ProblemKind::unreachable, "relevant",
                       "'" + node.name + "' is never asked: '" + comparison.name + "' is not '" + known->second +
                           "' and '" + comparison.value + "' at once.",
                       "Did you mean 'or'?");
        }
    }

    void check_choice(const Node& node, const Comparison& comparison, bool conjunction)
    {
        const auto source = by_name_.find(comparison.name);
        if (source == by_name_.end() || !source->second->is_select() || comparison.value.empty())
            return;
        const auto* list = source->second->file.empty() ? form_.list(source->second->list) : nullptr;
        if (!list)
            return;
        std::vector<std::string> names;
        for (const auto& choice : list->choices)
            names.push_back(choice.name);
        if (std::find(names.begin(), names.end(), comparison.value) != names.end())
            return;
        const auto near = nearest(comparison.value, names);
        refuse(node, ProblemKind::unreachable, "relevant",
               "'" + comparison.value + "' is no choice of '" + comparison.name + "', so this " +
                   (conjunction ? "is never asked." : "part never holds."),
               near.empty() ? "" : "Did you mean '" + near + "'?");
    }

    // --- Rules that wait for each other

    std::vector<const Node*> needs_of(const Node& node, const std::set<std::string>& columns, bool with_groups) const
    {
        std::vector<const Node*> found;
        for (const auto& expression : expressions_of(node)) {
            // What is set by an event may look at itself: it is not calculated over and over.
            if (!columns.contains(expression.column) || (expression.column == "calculation" && !node.trigger.empty()))
                continue;
            for (const auto& name : References::names_in(expression.text))
                if (const auto other = by_name_.find(name); other != by_name_.end())
                    found.push_back(other->second);
        }
        if (with_groups && node.parent && node.parent->parent)
            found.push_back(node.parent);
        return found;
    }

    // Depth first without recursion: a form may be a chain of thousands.
    void find_circles(const std::set<std::string>& columns, bool with_groups, const std::string& message)
    {
        struct Step {
            const Node* node;
            std::vector<const Node*> needs;
            std::size_t next = 0;
        };
        std::set<const Node*> on_the_way, done, told;
        for (const auto* start : form_.nodes()) {
            if (done.contains(start))
                continue;
            std::vector<Step> way{{start, needs_of(*start, columns, with_groups)}};
            on_the_way.insert(start);
            while (!way.empty()) {
                auto& step = way.back();
                if (step.next == step.needs.size()) {
                    on_the_way.erase(step.node);
                    done.insert(step.node);
                    way.pop_back();
                    continue;
                }
                const auto* next = step.needs[step.next++];
                if (on_the_way.contains(next)) {
                    std::vector<const Node*> circle;
                    for (auto at = way.rbegin(); at != way.rend(); ++at) {
                        circle.insert(circle.begin(), at->node);
                        if (at->node == next)
                            break;
                    }
                    // A constraint may well name its own question instead of '.'.
                    if (circle.size() > 1 || with_groups)
                        tell(circle, columns.contains("constraint") ? "constraint" : "relevant", message, told);
                } else if (!done.contains(next)) {
                    on_the_way.insert(next);
                    way.push_back({next, needs_of(*next, columns, with_groups)});
                }
            }
        }
    }

    void tell(const std::vector<const Node*>& circle, const std::string& column, const std::string& message,
              std::set<const Node*>& told)
    {
        std::string names;
        for (const auto* node : circle)
            names += (names.empty() ? "" : ", ") + node->name;
        if (told.insert(circle.front()).second)
            refuse(*circle.front(), ProblemKind::circle, column, message + ": " + names + ".");
    }

    const FormTree& form_;
    Problems& problems_;
    std::multimap<std::string, const Node*> by_name_;
};

} // namespace

void lint_logic(const FormTree& form, Problems& problems) { Logic(form, problems).lint(); }

} // namespace balieblik::forms::xls
