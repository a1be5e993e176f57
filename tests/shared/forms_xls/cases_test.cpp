// SPDX-License-Identifier: EUPL-1.2
// Forms as people of the trade write them, several of each kind, with what has to become of them beside each: see
// cases/README.md. What is accepted must also be runnable.
#include "base/json.hpp"
#include "forms/authoring/check.hpp"
#include "forms/xform/form.hpp"
#include "forms/xls/problem_words.hpp"
#include "forms/xls/table.hpp"
#include "support/source_dir.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <sstream>

namespace balieblik::forms::xls {
namespace {

struct Case {
    std::string name;
    std::string tables;
    std::vector<std::string> expectations;
};

std::vector<Case> cases_in(const std::filesystem::path& file)
{
    std::vector<Case> cases;
    std::istringstream text(test::contents_of(file));
    for (std::string line; std::getline(text, line);) {
        if (line.starts_with("# case: "))
            cases.push_back({file.stem().string() + ": " + line.substr(8), {}, {}});
        else if (cases.empty())
            continue;
        else if (line.starts_with("#= "))
            cases.back().expectations.push_back(line.substr(3));
        else
            cases.back().tables += line + "\n";
    }
    return cases;
}

// "a  b" is "a b": blanks round a path mean nothing.
std::string tight(std::string_view text)
{
    std::string made;
    for (const char c : text)
        if (c != ' ' || (!made.empty() && made.back() != ' '))
            made += c == '\n' ? ' ' : c;
    return trimmed(made);
}

std::string word(std::string& rest)
{
    const auto end = std::min(rest.find(' '), rest.size());
    auto first = rest.substr(0, end);
    rest = end < rest.size() ? rest.substr(end + 1) : std::string();
    return first;
}

const Control* find_control(const std::vector<Control>& controls, const std::string& ref)
{
    for (const auto& control : controls) {
        if (control.ref == ref)
            return &control;
        if (const auto* inner = find_control(control.children, ref))
            return inner;
    }
    return nullptr;
}

const DataNode* find_node(const Form& form, const std::string& path)
{
    const DataNode* node = &form.instance;
    std::istringstream steps(path.substr(1));
    std::string step;
    std::getline(steps, step, '/');
    if (step != node->name)
        return nullptr;
    while (node && std::getline(steps, step, '/'))
        node = node->child(step);
    return node;
}

std::string kind_name(ControlKind kind)
{
    static const std::vector<std::string> names{"group", "repeat", "input",  "select_one", "select_multiple",
                                                "rank",  "range",  "upload", "trigger"};
    return names.at(static_cast<std::size_t>(kind));
}

std::string written(const RichText& pieces)
{
    std::string all;
    for (const auto& piece : pieces)
        all += piece.output.empty() ? piece.words : "{" + tight(piece.output) + "}";
    return tight(all);
}

class Look {
public:
    explicit Look(const std::string& tables) : compiled_(authoring::compile_and_check(tables))
    {
        if (!compiled_.ok())
            return;
        if (const auto form = forms::read_form(compiled_.xml))
            form_ = *form;
    }

    bool accepted() const { return compiled_.ok(); }
    // An office reads all of it in Dutch.
    void hold_words() const
    {
        for (const auto* problems : {&compiled_.problems, &compiled_.warnings})
            for (const auto& problem : *problems)
                EXPECT_TRUE(knows_dutch(problem.message) && knows_dutch(problem.suggestion))
                    << sentence(problem, "form.md");
    }
    std::string refusal() const { return compiled_.ok() ? "" : sentence(compiled_.problems.front(), "form.md"); }
    std::optional<Error> trial() const { return authoring::trial(compiled_.xml); }

    // What there is, for one line of expectations; compared with what the line wants.
    void hold(const std::string& line) const
    {
        auto rest = line;
        const auto what = word(rest);
        if (what == "refused" || what == "warned")
            return hold_problem(what == "refused" ? compiled_.problems : compiled_.warnings, rest, line);
        ASSERT_TRUE(form_) << refusal();
        if (what == "has")
            EXPECT_NE(compiled_.xml.find(rest), std::string::npos) << line << "\n" << compiled_.xml;
        else if (what == "not")
            EXPECT_EQ(compiled_.xml.find(rest), std::string::npos) << line << "\n" << compiled_.xml;
        else {
            const auto there = found(what, rest);
            hold_equal(there, rest, line);
        }
    }

private:
    // `wanted` is what `found` left of the line.
    void hold_equal(const std::string& there, const std::string& wanted, const std::string& line) const
    {
        EXPECT_EQ(tight(there), tight(wanted)) << line << "\n" << compiled_.xml;
    }

    static void hold_problem(const Problems& problems, const std::string& wanted, const std::string& line)
    {
        std::string all;
        for (const auto& problem : problems) {
            const auto told = problem.sheet + " " + std::to_string(problem.row) + " " +
                              (problem.column.empty() ? "-" : problem.column) + " " +
                              std::string(json::enum_name(problem.kind));
            if (told == wanted)
                return;
            all += "\n  " + told;
        }
        ADD_FAILURE() << line << ", but:" << all;
    }

    // What is there; takes off `rest` what says where.
    std::string found(const std::string& what, std::string& rest) const
    {
        const auto place = word(rest);
        if (what == "bind")
            return of_bind(place, word(rest));
        if (what == "control")
            return of_control(place, rest);
        if (what == "text")
            return of_text(place, rest);
        if (what == "default") {
            const auto* node = find_node(*form_, place);
            return node ? node->text : "no such node";
        }
        if (what == "attribute") {
            const auto* node = find_node(*form_, place);
            const auto name = word(rest);
            for (const auto& attribute : node ? node->attributes : std::vector<Attribute>{})
                if (attribute.name == name)
                    return attribute.value;
            return "no such attribute";
        }
        if (what == "instance")
            return form_->secondary(place) ? form_->secondary(place)->source : "no such instance";
        if (what == "choices")
            return of_list(place);
        if (what == "event")
            return of_event(place);
        return "no such expectation";
    }

    std::string of_bind(const std::string& path, const std::string& field) const
    {
        const auto* bind = form_->bind(path);
        if (!bind)
            return "no such bind";
        const std::map<std::string, std::string> fields{{"type", bind->type},
                                                        {"relevant", bind->relevant},
                                                        {"required", bind->required},
                                                        {"readonly", bind->readonly},
                                                        {"constraint", bind->constraint},
                                                        {"calculate", bind->calculate},
                                                        {"message", bind->constraint_message},
                                                        {"required_message", bind->required_message},
                                                        {"preload", bind->preload},
                                                        {"params", bind->preload_params}};
        if (const auto known = fields.find(field); known != fields.end())
            return known->second;
        for (const auto& attribute : bind->attributes)
            if (attribute.name == field)
                return attribute.value;
        return "no such attribute";
    }

    std::string of_control(const std::string& path, std::string& rest) const
    {
        const auto* control = find_control(form_->body, path);
        if (!control)
            return "no such control";
        auto wanted = rest;
        const auto field = word(wanted);
        const std::map<std::string, std::function<std::string()>> fields{
            {"appearance", [&] { return control->appearance; }},
            {"nodeset", [&] { return control->itemset.nodeset; }},
            {"value", [&] { return control->itemset.value; }},
            {"label",
             [&] { return control->label.ref.empty() ? written(control->label.inline_text) : control->label.ref; }},
            {"hint",
             [&] { return control->hint.ref.empty() ? written(control->hint.inline_text) : control->hint.ref; }},
            {"count", [&] { return control->count; }},
            {"items",
             [&] {
                 std::string all;
                 for (const auto& item : control->items)
                     all += item.value + " ";
                 return all;
             }},
            {"children", [&] {
                 std::string all;
                 for (const auto& child : control->children)
                     all += child.ref.substr(child.ref.rfind('/') + 1) + " ";
                 return all;
             }}};
        if (const auto known = fields.find(field); known != fields.end()) {
            rest = wanted;
            return known->second();
        }
        if (const auto parameter = control->parameters.find(field); parameter != control->parameters.end()) {
            rest = wanted;
            return parameter->second;
        }
        return kind_name(control->kind);
    }

    std::string of_text(const std::string& id, std::string& rest) const
    {
        const auto shape = word(rest);
        auto language = word(rest);
        std::replace(language.begin(), language.end(), '_', ' ');
        for (const auto& one : form_->languages)
            if (one.name == language || language == "-")
                if (const auto texts = one.texts.find(id); texts != one.texts.end())
                    if (const auto found = texts->second.find(shape == "plain" ? "" : shape);
                        found != texts->second.end())
                        return written(found->second);
        return "no such text";
    }

    std::string of_list(const std::string& id) const
    {
        const auto* list = form_->secondary(id);
        if (!list)
            return "no such list";
        std::string all;
        const auto* root = list->root.name == "root" ? &list->root : list->root.child("root");
        for (const auto& item : (root ? *root : list->root).children)
            if (const auto* name = item.child("name"))
                all += name->text + " ";
        return all;
    }

    std::string of_event(const std::string& ref) const
    {
        std::string all;
        for (const auto& event : form_->set_values) {
            if (event.ref != ref)
                continue;
            for (const auto& name : event.events)
                all += name + " ";
            all += event.is_place ? "place " : event.value.empty() ? "'" + event.constant + "' " : event.value + " ";
            all += event.trigger.empty() ? "" : "by " + event.trigger + " ";
        }
        return all;
    }

    Compiled compiled_;
    std::shared_ptr<const Form> form_;
};

TEST(Cases, each_becomes_what_stands_beside_it)
{
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::source_dir() / "tests/shared/forms_xls/cases")) {
        if (entry.path().filename() == "README.md")
            continue;
        for (const auto& one : cases_in(entry.path())) {
            SCOPED_TRACE(one.name);
            ++count;
            ASSERT_FALSE(one.expectations.empty());
            const Look look(one.tables);
            const bool refused = std::any_of(one.expectations.begin(), one.expectations.end(),
                                             [](const std::string& line) { return line.starts_with("refused "); });
            EXPECT_EQ(look.accepted(), !refused) << look.refusal();
            look.hold_words();
            if (look.accepted()) {
                const auto trial = look.trial();
                EXPECT_FALSE(trial) << sentence(*trial, "en");
            }
            for (const auto& line : one.expectations)
                look.hold(line);
        }
    }
    EXPECT_GE(count, 80);
}

} // namespace
} // namespace balieblik::forms::xls
