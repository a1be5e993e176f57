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

struct Node {
    enum class Kind { question, group, repeat };

    Kind kind = Kind::question;
    Place place;
    std::string name;
    const TypeInfo* type = nullptr; // questions
    std::string list;               // selects: the choice list, or the instance of their file
    std::string file;               // selects from a file, external instances
    bool or_other = false;
    bool generated = false; // made by the compiler: no control
    Text label, hint, guidance, constraint_message, required_message;
    std::map<std::string, Text> media;
    Attributes bind; // relevant, required, constraint, readonly, ms:..., in the order of the columns
    Attributes instance;
    Attributes body;
    std::string calculation, default_value, trigger, choice_filter, repeat_count, appearance;
    std::map<std::string, std::string> parameters;
    std::vector<std::unique_ptr<Node>> children;
    Node* parent = nullptr;

    bool is_select() const
    {
        return kind == Kind::question && (!list.empty() || !file.empty()) && type->control[0] == 's';
    }
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

} // namespace balieblik::forms::xls
