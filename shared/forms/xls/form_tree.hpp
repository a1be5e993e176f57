// SPDX-License-Identifier: EUPL-1.2
// A questionnaire as its author wrote it: a tree of groups and questions, the choice lists, the settings. Texts are per
// language, expressions still hold `${name}`.
#pragma once

#include "forms/xls/problem.hpp"
#include "forms/xls/table.hpp"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace balieblik::forms::xls {

// Language to text; "" is the text of a column without a language.
using Text = std::map<std::string, std::string>;
using Attributes = std::vector<std::pair<std::string, std::string>>;

// What a type of the survey sheet becomes.
struct TypeInfo {
    std::string name;       // as in our tables
    std::string control;    // element of the body; empty: none
    std::string bind_type;  // xsd or ODK type of the bind
    Attributes bind;        // further attributes of the bind
    std::string media_type; // uploads
};
// The type of a cell ("int", "Select one yn" without its list, ...); none if there is no such type.
const TypeInfo* find_type(std::string_view name);
// Why a type that exists elsewhere is refused here; empty if it is not such a type.
std::string unsupported_type(std::string_view name);

struct Place {
    std::string sheet;
    int row = 0;
    int line = 0;
};

// An expression of the XForm, its references replaced, and where its author wrote it.
struct PlacedExpression {
    Place place;
    std::string column;
    std::string text;
};

struct Node {
    enum class Kind { question, group, repeat };

    Kind kind = Kind::question;
    Place place;
    std::string name;
    const TypeInfo* type = nullptr; // questions
    std::string list;      // selects: the choice list, the instance of their file, or "${question}" of a repeat
    std::string file;      // selects from a file, external instances
    std::string loop_list; // groups: one inner group for each choice of this list
    bool or_other = false;
    bool generated = false;  // made by the compiler: no control
    bool table_list = false; // groups: the selects inside share one row of labels
    Text label, hint, guidance, constraint_message, required_message;
    std::map<std::string, Text> media;
    Attributes bind; // relevant, required, constraint, readonly, ms:..., in the order of the columns
    Attributes instance;
    Attributes body;
    std::string calculation, default_value, trigger, choice_filter, repeat_count, appearance;
    std::map<std::string, std::string> parameters;
    std::vector<std::unique_ptr<Node>> children;
    Node* parent = nullptr;

    bool is_type(std::string_view wanted) const { return type && type->name == wanted; }
    // A select or rank with choices of its own.
    bool is_select() const { return is_type("select_one") || is_type("select_multiple") || is_type("rank"); }
    bool is_external() const { return is_type("csv-external") || is_type("xml-external"); }
    // Whether its choices stand in a question of a repeat.
    bool from_repeat() const { return list.starts_with("${"); }
    std::unique_ptr<Node> copy_below(Node* above) const;
    // The bind attribute's value, or "".
    std::string bind_value(std::string_view attribute) const;
};

struct Choice {
    Place place;
    std::string name;
    Text label;
    std::map<std::string, Text> media;
    Attributes extra; // score, filter columns
};

struct ChoiceList {
    std::string name;
    std::vector<Choice> choices;

    bool translated() const;
};

struct Settings {
    Place place;
    std::map<std::string, std::string> values; // by their usual name
    Attributes attributes;                     // attribute::...
    Attributes namespaces;                     // prefix, URI

    std::string value(std::string_view name) const;
};

struct FormTree {
    Settings settings;
    std::vector<ChoiceList> lists;                         // in the order in which they were written
    std::vector<std::string> external_lists;               // of the sheet external_choices
    std::vector<std::unique_ptr<Node>> meta;               // facts of the record, beside its id: audit
    std::unique_ptr<Node> root = std::make_unique<Node>(); // kind group; its name is the record's root element

    const ChoiceList* list(std::string_view name) const;
    // Every node below the root, parents first.
    std::vector<Node*> nodes();
    std::vector<const Node*> nodes() const;
    // "/data/group/question"
    static std::string path(const Node& node);
};

// Builds the tree from the sheets; what cannot be understood is added to the problems.
FormTree read_form(const Workbook& book, std::string_view root_name, Problems& problems);

bool is_name(std::string_view text);

// An expression of a node and the column that it stands in.
struct Expression {
    std::string column;
    std::string text;
};
std::vector<Expression> expressions_of(const Node& node);

} // namespace balieblik::forms::xls
