// SPDX-License-Identifier: EUPL-1.2
// The survey sheet: its rows become a tree of groups and questions.
#include "forms/xls/read_form.hpp"

#include <algorithm>
#include <set>

namespace balieblik::forms::xls {

namespace {

constexpr int max_depth = 32;

int depth_of(const Node& node)
{
    int depth = 0;
    for (const Node* at = node.parent; at; at = at->parent)
        ++depth;
    return depth;
}

// "begin group", "end_repeat", "begin loop over towns": which end of what.
struct Bracket {
    bool begins = false;
    std::string of; // "group", "repeat", "loop"
    std::string list;
};

std::optional<Bracket> bracket_of(const std::string& type)
{
    auto text = trimmed(type);
    const auto word = lower(text);
    const bool begins = word.starts_with("begin ") || word.starts_with("begin_");
    const bool ends = word.starts_with("end ") || word.starts_with("end_");
    if (!begins && !ends)
        return std::nullopt;
    text = trimmed(text.substr(begins ? 6 : 4));
    const auto blank = text.find(' ');
    auto of = lower(text.substr(0, blank));
    auto rest = blank == std::string::npos ? std::string() : trimmed(text.substr(blank));
    if (of == "lgroup")
        of = "repeat";
    if (of == "looped" && lower(rest).starts_with("group")) {
        of = "repeat";
        rest.clear();
    }
    if (of == "loop" && lower(rest).starts_with("over "))
        rest = trimmed(rest.substr(5));
    if ((of != "group" && of != "repeat" && of != "loop") || (of != "loop" && !rest.empty()))
        return std::nullopt;
    return Bracket{begins, of, rest};
}

std::string without_double_blanks(const std::string& text)
{
    std::string made;
    for (const char c : text)
        if (c != ' ' || made.empty() || made.back() != ' ')
            made += c;
    return made;
}

class SurveyReader {
public:
    SurveyReader(const Workbook& book, FormTree& form, Problems& problems)
        : book_(book), form_(form), problems_(problems), clean_(lower(form.settings.value("clean_text_values")) != "no")
    {
    }

    void read(const Sheet& sheet)
    {
        columns_ = read_columns(sheet, SheetKind::survey, problems_);
        if (std::none_of(columns_.begin(), columns_.end(),
                         [](const Column& column) { return column.name == "type"; })) {
            problems_.push_back(problem_at(place_of(sheet, sheet.header), ProblemKind::column_missing, "type",
                                           "The survey sheet needs the column 'type'."));
            return;
        }
        Node* open = form_.root.get();
        for (const auto& row : sheet.rows) {
            open = read_row(sheet, row, open);
            if (depth_of(*open) <= max_depth)
                continue;
            problems_.push_back(
                problem_at(open->place, ProblemKind::group_unbalanced, "type",
                           "Groups stand in each other more than " + std::to_string(max_depth) + " deep."));
            return;
        }
        for (; open != form_.root.get(); open = open->parent)
            problems_.push_back(problem_at(open->place, ProblemKind::group_unbalanced, "type",
                                           "The group '" + open->name + "' is never ended.",
                                           open->kind == Node::Kind::repeat ? "Write end_repeat below its last row."
                                                                            : "Write end_group below its last row."));
    }

private:
    // Adds the row below `open`; returns the group that is open after it.
    Node* read_row(const Sheet& sheet, const TableRow& row, Node* open)
    {
        auto node = std::make_unique<Node>();
        node->place = place_of(sheet, row);
        RowFacts facts;
        for (std::size_t i = 0; i < columns_.size() && i < row.cells.size(); ++i)
            if (!row.cells[i].empty() && !columns_[i].name.empty())
                take_cell(*node, facts, columns_[i], clean_ ? without_double_blanks(row.cells[i]) : row.cells[i],
                          problems_);
        if (facts.disabled)
            return open;
        if (facts.type.empty()) {
            problems_.push_back(problem_at(node->place, ProblemKind::cell_missing, "type", "This row has no type."));
            return open;
        }
        const auto bracket = bracket_of(facts.type);
        if (bracket && !bracket->begins)
            return close_group(*node, *bracket, open);
        if (bracket)
            open_group(*node, *bracket);
        else
            take_type(*node, facts.type, book_, form_, problems_);
        if (node->is_type("audit")) {
            take_audit(std::move(node));
            return open;
        }
        return attach(std::move(node), open);
    }

    void open_group(Node& node, const Bracket& bracket)
    {
        node.kind = bracket.of == "repeat" ? Node::Kind::repeat : Node::Kind::group;
        if (bracket.of != "loop")
            return;
        node.loop_list = bracket.list;
        if (!form_.list(bracket.list))
            problems_.push_back(problem_at(node.place, ProblemKind::list_unknown, "type",
                                           "There is no list '" + bracket.list + "' in the choices sheet.",
                                           "Write it as 'begin_loop over list_name'."));
    }

    void take_audit(std::unique_ptr<Node> node)
    {
        if (!node->name.empty() && node->name != "audit")
            problems_.push_back(problem_at(node->place, ProblemKind::name_invalid, "name",
                                           "The record's log is always called 'audit'.", "Leave its name empty."));
        node->name = "audit";
        problems_.push_back(warning_at(node->place, ProblemKind::advice, "type",
                                       "The app keeps a log of its own for each visit; this stays empty."));
        form_.meta.push_back(std::move(node));
    }

    Node* attach(std::unique_ptr<Node> node, Node* open)
    {
        if (node->name.empty() && node->is_type("note"))
            node->name = "generated_note_name_" + std::to_string(node->place.row);
        check_name(*node, *open);
        if (node->is_type("calculate") && node->calculation.empty() && node->default_value.empty() &&
            node->trigger.empty())
            problems_.push_back(problem_at(node->place, ProblemKind::calculation_missing, "calculation",
                                           "This row calculates nothing.",
                                           "Fill the column calculation, or use the type hidden."));
        warn_of_person(*node);
        node->parent = open;
        const bool is_group = node->kind != Node::Kind::question;
        open->children.push_back(std::move(node));
        return is_group ? open->children.back().get() : open;
    }

    // Facts that say who or where the inspector is; a form from elsewhere may hold them without its author's thinking.
    void warn_of_person(const Node& node)
    {
        for (const char* type : {"email", "phonenumber", "simserial", "subscriberid", "username", "uri:email",
                                 "uri:phonenumber", "uri:simserial", "uri:subscriberid", "uri:username"})
            if (node.is_type(type))
                problems_.push_back(warning_at(node.place, ProblemKind::person_asked, "type",
                                               "The app knows no " + node.type->name + "; this stays empty."));
        if (node.is_type("start-geopoint") || node.is_type("background-geopoint"))
            problems_.push_back(warning_at(node.place, ProblemKind::person_asked, "type",
                                           "The app writes down nobody's place without asking; this stays empty."));
    }

    void check_name(const Node& node, const Node& open)
    {
        const auto refuse = [&](ProblemKind kind, std::string message, std::string suggestion = {}) {
            problems_.push_back(problem_at(node.place, kind, "name", std::move(message), std::move(suggestion)));
        };
        if (!is_name(node.name)) {
            refuse(node.name.empty() ? ProblemKind::cell_missing : ProblemKind::name_invalid,
                   node.name.empty() ? "This row has no name." : "'" + node.name + "' cannot be a name.",
                   "Names start with a letter or '_'; letters, digits, '-', '_' and '.' follow.");
            return;
        }
        if (node.name == "meta" && !open.parent)
            refuse(ProblemKind::name_reserved, "The name 'meta' is taken by the record's own facts.");
        auto& seen = seen_names_[&open];
        if (!seen.insert(node.name).second)
            refuse(ProblemKind::name_duplicate, "The name '" + node.name + "' stands in this group twice.");
        else if (!seen_lower_[&open].insert(lower(node.name)).second)
            problems_.push_back(warning_at(node.place, ProblemKind::name_duplicate, "name",
                                           "'" + node.name + "' differs from another name by its capitals only."));
        if (node.kind != Node::Kind::repeat)
            return;
        if (node.name == form_.root->name)
            refuse(ProblemKind::name_duplicate, "A repeat cannot have the name of the record's root.");
        else if (!seen_repeats_.insert(node.name).second && seen.contains(node.name))
            refuse(ProblemKind::name_duplicate, "There is another repeat '" + node.name + "' in this form.");
    }

    Node* close_group(const Node& end, const Bracket& bracket, Node* open)
    {
        const auto kind = !open->parent                      ? ""
                          : open->kind == Node::Kind::repeat ? "repeat"
                          : !open->loop_list.empty()         ? "loop"
                                                             : "group";
        if (kind == bracket.of)
            return open->parent;
        problems_.push_back(problem_at(end.place, ProblemKind::group_unbalanced, "type",
                                       "'end " + bracket.of + "' ends nothing that is open.",
                                       open->parent ? "Open is the " + std::string(kind) + " '" + open->name +
                                                          "' of row " + std::to_string(open->place.row) + "."
                                                    : ""));
        return open;
    }

    const Workbook& book_;
    FormTree& form_;
    Problems& problems_;
    bool clean_;
    std::vector<Column> columns_;
    std::map<const Node*, std::set<std::string>> seen_names_, seen_lower_;
    std::set<std::string> seen_repeats_;
};

} // namespace

void read_survey(const Workbook& book, FormTree& form, Problems& problems)
{
    const auto* sheet = book.find("survey");
    if (sheet && !sheet->header.cells.empty())
        SurveyReader(book, form, problems).read(*sheet);
    else
        problems.push_back(missing_sheet(book, "survey", "The form needs a sheet 'survey'."));
}

} // namespace balieblik::forms::xls
