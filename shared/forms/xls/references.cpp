// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/references.hpp"

#include "forms/xls/columns.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace balieblik::forms::xls {

namespace {

// The node and what it stands in, root first.
std::vector<const Node*> line_of(const Node& node)
{
    std::vector<const Node*> line;
    for (const Node* at = &node; at; at = at->parent)
        line.push_back(at);
    std::reverse(line.begin(), line.end());
    return line;
}

std::string relative_path(const Node& from, const Node& to)
{
    const auto here = line_of(from);
    const auto there = line_of(to);
    // The way goes up to the repeat that both stand in, and down from there. The target itself is never common ground:
    // a repeat named from inside means all its instances.
    std::size_t common = 0;
    for (std::size_t i = 0; i < here.size() && i + 1 < there.size() && here[i] == there[i]; ++i)
        if (here[i]->kind == Node::Kind::repeat)
            common = i + 1;
    if (common == 0)
        return {};
    std::string path;
    for (std::size_t i = common; i < here.size(); ++i)
        path += path.empty() ? ".." : "/..";
    if (path.empty())
        path = ".";
    for (std::size_t i = common; i < there.size(); ++i)
        path += "/" + there[i]->name;
    return path;
}

// Where a predicate of a secondary instance is open at this place of an expression, "." is the item, not the question.
class PredicateWatch {
public:
    explicit PredicateWatch(std::string_view text) : text_(text) {}

    bool inside_at(std::size_t place)
    {
        for (; at_ < place; ++at_) {
            const char c = text_[at_];
            if (quote_) {
                quote_ = c == quote_ ? '\0' : quote_;
            } else if (c == '\'' || c == '"') {
                quote_ = c;
            } else if (c == '[') {
                ++depth_;
            } else if (c == ']') {
                --depth_;
            }
        }
        return depth_ > 0;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    char quote_ = '\0';
};

// The length of a look-up in a list that stands in a text ("instance('l')/root/item[name = ${x}]/label"); 0: none here.
std::size_t lookup_length(std::string_view text, std::size_t start)
{
    if (text.substr(start, 9) != "instance(" || (start > 0 && text[start - 1] != ' '))
        return 0;
    int depth = 0;
    char quote = '\0';
    bool predicate = false;
    std::size_t at = start;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quote) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '(' || c == '[') {
            ++depth;
            predicate = predicate || c == '[';
        } else if (c == ')' || c == ']') {
            --depth;
        } else if (c == ' ' && depth == 0) {
            break;
        }
    }
    return predicate && depth == 0 ? at - start : 0;
}

} // namespace

References::References(const FormTree& form, Problems& problems) : problems_(problems)
{
    for (const auto* node : form.nodes())
        by_name_.emplace(node->name, node);
}

const Node* References::find(const std::string& name, const Node& context, const Place& place,
                             const std::string& column) const
{
    const auto [first, last] = by_name_.equal_range(name);
    if (first == last) {
        std::vector<std::string> names;
        for (const auto& [known, node] : by_name_)
            names.push_back(known);
        const auto near = nearest(name, names);
        problems_.push_back(problem_at(place, ProblemKind::reference_unknown, column,
                                       "There is no question '" + name + "'.",
                                       near.empty() ? "" : "Did you mean '" + near + "'?"));
        return nullptr;
    }
    if (std::next(first) == last)
        return first->second;
    // A name may stand in several groups; then the one in the nearest common group is meant, if there is one.
    for (const Node* group = context.parent; group; group = group->parent)
        for (const auto& child : group->children)
            if (child->name == name)
                return child.get();
    problems_.push_back(problem_at(place, ProblemKind::reference_ambiguous, column,
                                   "There are several questions '" + name + "'.", "Give each its own name."));
    return nullptr;
}

std::string References::path_from(const std::string& name, const Node& context, const Place& place,
                                  const std::string& column, bool in_predicate) const
{
    const auto* target = find(name, context, place, column);
    if (!target)
        return {};
    const auto relative = relative_path(context, *target);
    if (relative.empty())
        return FormTree::path(*target);
    return in_predicate ? "current()/" + relative : relative;
}

std::string References::resolve(const std::string& expression, const Node& context, const Place& place,
                                const std::string& column, bool in_choices) const
{
    std::string made;
    PredicateWatch watch(expression);
    std::size_t at = 0;
    while (true) {
        const auto start = expression.find("${", at);
        const auto end = start == std::string::npos ? start : expression.find('}', start);
        made += expression.substr(at, end == std::string::npos ? end : start - at);
        if (end == std::string::npos)
            return made;
        const auto name = trimmed(expression.substr(start + 2, end - start - 2));
        if (name.starts_with("last-saved#"))
            problems_.push_back(
                unsupported_at(place, column, "'last-saved' is not supported.", "Every visit starts empty."));
        else
            made += " " + path_from(name, context, place, column, in_choices || watch.inside_at(start)) + " ";
        at = end + 1;
    }
}

std::vector<References::Piece> References::pieces(const std::string& text, const Node& context, const Place& place,
                                                  const std::string& column) const
{
    std::vector<Piece> made;
    std::string words;
    const auto flush = [&] {
        if (!words.empty())
            made.push_back({std::exchange(words, {}), false});
    };
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t length = 0;
        if (text.compare(at, 2, "${") == 0) {
            const auto end = text.find('}', at);
            length = end == std::string::npos ? 0 : end + 1 - at;
        } else {
            length = lookup_length(text, at);
        }
        if (length == 0) {
            words += text[at++];
            continue;
        }
        flush();
        made.push_back({resolve(text.substr(at, length), context, place, column), true});
        at += length;
    }
    flush();
    return made;
}

} // namespace balieblik::forms::xls
