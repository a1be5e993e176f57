// SPDX-License-Identifier: EUPL-1.2
// What an author writes in one row and a client sees as several: or_other, table lists, loops.
#include "forms/xls/read_form.hpp"

#include <algorithm>

namespace balieblik::forms::xls {

namespace {

using Children = std::vector<std::unique_ptr<Node>>;

std::unique_ptr<Node> question(const Place& place, const std::string& name, const char* type, Node* above)
{
    auto made = std::make_unique<Node>();
    made->place = place;
    made->name = name;
    made->type = find_type(type);
    made->parent = above;
    return made;
}

void replace_all(std::string& text, const std::string& mark, const std::string& with)
{
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + with.size()))
        text.replace(at, mark.size(), with);
}

class Expander {
public:
    Expander(FormTree& form, Problems& problems) : form_(form), problems_(problems) {}

    void expand(Node& group)
    {
        if (group.table_list)
            add_heads(group);
        for (std::size_t i = 0; i < group.children.size(); ++i) {
            auto& child = *group.children[i];
            if (child.or_other)
                group.children.insert(group.children.begin() + static_cast<std::ptrdiff_t>(i) + 1, other_of(child));
            expand(child);
        }
        if (!group.loop_list.empty())
            unroll(group);
    }

private:
    // One more choice, and a text question for it.
    std::unique_ptr<Node> other_of(Node& select)
    {
        auto& list = list_named(form_, select.list);
        if (std::none_of(list.choices.begin(), list.choices.end(),
                         [](const Choice& choice) { return choice.name == "other"; })) {
            Text label;
            for (const auto& choice : list.choices)
                for (const auto& [language, text] : choice.label)
                    label[language] = "Other";
            if (label.empty())
                label[""] = "Other";
            if (label.size() > 1 || !label.contains(""))
                problems_.push_back(warning_at(select.place, ProblemKind::translation_missing, "type",
                                               "or_other adds English words to a translated list.",
                                               "Write the choice 'other' and its question yourself."));
            list.choices.push_back({select.place, "other", label, {}, {}});
        }
        auto text = question(select.place, select.name + "_other", "text", select.parent);
        text->label[""] = "Specify other.";
        text->bind.emplace_back("relevant", "selected(../" + select.name + ", 'other')");
        select.or_other = false;
        return text;
    }

    // The selects of a table list show no labels of their own; a head above them does.
    void add_heads(Node& group)
    {
        const auto row = std::to_string(group.place.row);
        Children made;
        if (!group.label.empty() || !group.hint.empty()) {
            auto title = question(group.place, "generated_table_list_label_" + row, "note", &group);
            title->label = std::exchange(group.label, {});
            title->hint = std::exchange(group.hint, {});
            made.push_back(std::move(title));
        }
        std::string list;
        for (auto& child : group.children) {
            if (child->is_select() && list.empty()) {
                list = child->list;
                auto head =
                    question(group.place, "reserved_name_for_field_list_labels_" + std::to_string(child->place.row),
                             child->type->name.c_str(), &group);
                head->list = child->list;
                head->file = child->file;
                head->choice_filter = child->choice_filter;
                head->label[""] = " ";
                head->appearance = "label";
                made.push_back(std::move(head));
            } else if (child->is_select() && child->list != list) {
                problems_.push_back(
                    problem_at(child->place, ProblemKind::list_unknown, "type",
                               "All questions of a table list share one list of choices, here '" + list + "'."));
            }
            if (child->is_select())
                child->appearance = "list-nolabel";
            made.push_back(std::move(child));
        }
        group.children = std::move(made);
    }

    static void fill_in(Node& node, const Choice& choice)
    {
        const auto label_in = [&](const std::string& language) {
            const auto found = choice.label.find(language);
            if (found != choice.label.end())
                return found->second;
            return choice.label.empty() ? choice.name : choice.label.begin()->second;
        };
        for (auto* texts : {&node.label, &node.hint, &node.guidance, &node.constraint_message, &node.required_message})
            for (auto& [language, text] : *texts) {
                replace_all(text, "%(label)s", label_in(language));
                replace_all(text, "%(name)s", choice.name);
            }
        for (auto* text : {&node.name, &node.calculation, &node.default_value, &node.choice_filter})
            replace_all(*text, "%(name)s", choice.name);
        for (auto& [name, value] : node.bind)
            replace_all(value, "%(name)s", choice.name);
        for (const auto& child : node.children)
            fill_in(*child, choice);
    }

    void unroll(Node& loop)
    {
        const auto* list = form_.list(loop.loop_list);
        Children once = std::exchange(loop.children, {});
        for (const auto& choice : list ? list->choices : std::vector<Choice>{}) {
            if (!is_name(choice.name)) {
                problems_.push_back(problem_at(choice.place, ProblemKind::name_invalid, "name",
                                               "'" + choice.name + "' cannot name the group that row " +
                                                   std::to_string(loop.place.row) + " of the survey makes of it."));
                continue;
            }
            auto turn = std::make_unique<Node>();
            turn->kind = Node::Kind::group;
            turn->place = loop.place;
            turn->name = choice.name;
            turn->label = choice.label;
            turn->parent = &loop;
            for (const auto& child : once) {
                turn->children.push_back(child->copy_below(turn.get()));
                fill_in(*turn->children.back(), choice);
            }
            loop.children.push_back(std::move(turn));
        }
    }

    FormTree& form_;
    Problems& problems_;
};

} // namespace

void expand_shorthands(FormTree& form, Problems& problems) { Expander(form, problems).expand(*form.root); }

} // namespace balieblik::forms::xls
