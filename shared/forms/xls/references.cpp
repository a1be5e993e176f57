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

// What surrounds a place of an expression. In a predicate "." is the item, not the question; most arguments of
// indexed-repeat() name a repeat as a whole.
class Surroundings {
public:
    explicit Surroundings(std::string_view text) : text_(text) {}

    void advance(std::size_t place)
    {
        for (; at_ < place; ++at_) {
            const char c = text_[at_];
            if (quote_) {
                quote_ = c == quote_ ? '\0' : quote_;
            } else if (c == '\'' || c == '"') {
                quote_ = c;
            } else if (c == '[') {
                ++predicates_;
            } else if (c == ']') {
                --predicates_;
            } else if (c == '(') {
                calls_.push_back({trimmed(text_.substr(0, at_)).ends_with("indexed-repeat"), 0});
            } else if (c == ')' && !calls_.empty()) {
                calls_.pop_back();
            } else if (c == ',' && !calls_.empty()) {
                ++calls_.back().argument;
            }
        }
    }
    bool in_predicate() const { return predicates_ > 0; }
    bool in_quotes() const { return quote_ != '\0'; }
    // indexed-repeat(node, repeat, index, repeat, index, ...): all but the indexes.
    bool names_repeat() const
    {
        return !calls_.empty() && calls_.back().indexed_repeat &&
               (calls_.back().argument == 0 || calls_.back().argument % 2 == 1);
    }

private:
    struct Call {
        bool indexed_repeat = false;
        int argument = 0;
    };
    std::string_view text_;
    std::size_t at_ = 0;
    int predicates_ = 0;
    char quote_ = '\0';
    std::vector<Call> calls_;
};

constexpr std::string_view last_saved_mark = "last-saved#";

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

std::vector<std::string> References::names_in(const std::string& text)
{
    std::vector<std::string> names;
    for (auto at = text.find("${"); at != std::string::npos; at = text.find("${", at + 1))
        if (const auto end = text.find('}', at); end != std::string::npos)
            names.push_back(trimmed(text.substr(at + 2, end - at - 2)));
    return names;
}

template <class Path>
std::string References::replace_all(const std::string& expression, const Place& place, const std::string& column,
                                    Path path) const
{
    std::string made;
    Surroundings around(expression);
    std::size_t at = 0;
    for (auto start = expression.find("${"); start != std::string::npos; start = expression.find("${", at)) {
        const auto end = expression.find('}', start);
        const auto name =
            end == std::string::npos ? std::string() : trimmed(expression.substr(start + 2, end - start - 2));
        if (!is_name(name.starts_with(last_saved_mark) ? name.substr(last_saved_mark.size()) : name)) {
            problems_.push_back(problem_at(place, ProblemKind::reference_invalid, column,
                                           "A reference holds one name and ends with '}'.", "Write it as ${name}."));
            break;
        }
        around.advance(start);
        made += expression.substr(at, start - at) + " " +
                path(Found{name, start, around.in_predicate(), around.names_repeat()}) + " ";
        at = end + 1;
    }
    made += expression.substr(std::min(at, expression.size()));
    resolved_.push_back({place, column, made});
    return made;
}

std::string References::path_of(const Found& reference, const Node& context, const Place& place,
                                const std::string& column, bool in_choices) const
{
    if (reference.name.starts_with(last_saved_mark)) {
        const auto* target = find(reference.name.substr(last_saved_mark.size()), context, place, column);
        return target ? "instance('__last-saved')" + FormTree::path(*target) : std::string();
    }
    if (reference.absolute) {
        const auto* target = find(reference.name, context, place, column);
        return target ? FormTree::path(*target) : std::string();
    }
    return path_from(reference.name, context, place, column, in_choices || reference.in_predicate);
}

std::string References::resolve(const std::string& expression, const Node& context, const Place& place,
                                const std::string& column, bool in_choices) const
{
    return replace_all(expression, place, column,
                       [&](const Found& reference) { return path_of(reference, context, place, column, in_choices); });
}

std::string References::resolve_inside(const std::string& expression, const Node& repeat, const Node& context,
                                       const Place& place, const std::string& column) const
{
    return replace_all(expression, place, column, [&](const Found& reference) {
        const auto* target =
            reference.name.starts_with(last_saved_mark) ? nullptr : find(reference.name, context, place, column);
        for (const Node* above = target ? target->parent : nullptr; above; above = above->parent)
            if (above == &repeat)
                return "./" + FormTree::path(*target).substr(FormTree::path(repeat).size() + 1);
        return target || reference.name.starts_with(last_saved_mark) ? path_of(reference, context, place, column, true)
                                                                     : std::string();
    });
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
            length = (end == std::string::npos ? text.size() : end + 1) - at;
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
