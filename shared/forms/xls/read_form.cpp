// SPDX-License-Identifier: EUPL-1.2
// From sheets to the tree: settings, choice lists, and the survey's rows with their groups.
#include "forms/xls/columns.hpp"

#include <algorithm>
#include <set>

namespace balieblik::forms::xls {

namespace {

bool is_yes(std::string_view text)
{
    const auto word = lower(text);
    return word == "yes" || word == "true" || word == "true()";
}

std::string as_truth(const std::string& text)
{
    const auto word = lower(text);
    if (word == "yes" || word == "true" || word == "true()")
        return "true()";
    if (word == "no" || word == "false" || word == "false()")
        return "false()";
    return text;
}

// The bind attributes that hold an expression, so that "yes" there means true().
bool is_logic(std::string_view attribute)
{
    return attribute == "relevant" || attribute == "required" || attribute == "constraint" || attribute == "readonly" ||
           attribute == "calculate";
}

constexpr int max_depth = 32;

int depth_of(const Node& node)
{
    int depth = 0;
    for (const Node* at = node.parent; at; at = at->parent)
        ++depth;
    return depth;
}

class Reader {
public:
    Reader(const Workbook& book, Problems& problems) : book_(book), problems_(problems) {}

    FormTree read(std::string_view root_name)
    {
        check_sheets();
        read_settings();
        read_choices();
        form_.root->kind = Node::Kind::group;
        form_.root->name = form_.settings.value("name").empty() ? std::string(root_name) : form_.settings.value("name");
        if (!is_name(form_.root->name))
            problems_.push_back(
                problem_at(form_.settings.place, ProblemKind::name_invalid, "name",
                           "'" + form_.root->name + "' cannot be the name of the record's root.",
                           "Names start with a letter or '_'; letters, digits, '-', '_' and '.' follow."));
        read_survey();
        return std::move(form_);
    }

private:
    void check_sheets()
    {
        static const std::set<std::string, std::less<>> known{"survey", "choices", "settings"};
        std::set<std::string> seen;
        for (const auto& sheet : book_.sheets) {
            const Place place{sheet.name, 0, sheet.line};
            if (!seen.insert(sheet.name).second)
                problems_.push_back(
                    problem_at(place, ProblemKind::sheet_unknown, "", "There are two sheets of this name."));
            if (known.contains(sheet.name) || sheet.name.front() == '_')
                continue;
            if (sheet.name == "entities" || sheet.name == "osm" || sheet.name == "external_choices") {
                problems_.push_back(
                    unsupported_at(place, "", "The sheet '" + sheet.name + "' is not supported.",
                                   sheet.name == "external_choices" ? "Use a CSV file and select_one_from_file." : ""));
                continue;
            }
            const auto near = nearest(sheet.name, {"survey", "choices", "settings"});
            problems_.push_back(problem_at(
                place, ProblemKind::sheet_unknown, "", "There is no use for a sheet '" + sheet.name + "'.",
                near.empty() ? "Start its name with '_' to keep notes in it." : "Did you mean '" + near + "'?"));
        }
    }

    void read_settings()
    {
        const auto* sheet = book_.find("settings");
        auto& settings = form_.settings;
        settings.place = {"settings", 0, 0};
        if (!sheet)
            return;
        const auto columns = read_columns(*sheet, SheetKind::settings, problems_);
        if (sheet->rows.empty())
            return;
        const auto& row = sheet->rows.front();
        settings.place = place_of(*sheet, row);
        for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
            if (row.cells[i].empty())
                continue;
            if (columns[i].name == "attribute")
                settings.attributes.emplace_back(columns[i].member, row.cells[i]);
            else if (!columns[i].name.empty())
                settings.values[columns[i].name] = row.cells[i];
        }
        for (std::size_t i = 1; i < sheet->rows.size(); ++i)
            problems_.push_back(problem_at(place_of(*sheet, sheet->rows[i]), ProblemKind::setting_invalid, "",
                                           "The settings sheet has one row of values."));
        read_namespaces(settings);
    }

    void read_namespaces(Settings& settings)
    {
        auto text = settings.value("namespaces");
        while (!(text = trimmed(text)).empty()) {
            const auto mark = text.find("=\"");
            const auto end = mark == std::string::npos ? mark : text.find('"', mark + 2);
            if (end == std::string::npos) {
                problems_.push_back(problem_at(settings.place, ProblemKind::setting_invalid, "namespaces",
                                               "Namespaces are written as prefix=\"address\"."));
                return;
            }
            settings.namespaces.emplace_back(trimmed(text.substr(0, mark)), text.substr(mark + 2, end - mark - 2));
            text.erase(0, end + 1);
        }
    }

    void read_choices()
    {
        const auto* sheet = book_.find("choices");
        if (!sheet || sheet->header.cells.empty())
            return;
        const auto columns = read_columns(*sheet, SheetKind::choices, problems_);
        for (const char* wanted : {"list_name", "name"}) {
            if (std::none_of(columns.begin(), columns.end(),
                             [&](const Column& column) { return column.name == wanted; })) {
                problems_.push_back(problem_at(place_of(*sheet, sheet->header), ProblemKind::column_missing, wanted,
                                               std::string("The choices sheet needs the column '") + wanted + "'."));
                return;
            }
        }
        const bool duplicates = is_yes(form_.settings.value("allow_choice_duplicates"));
        for (const auto& row : sheet->rows) {
            Choice choice;
            choice.place = place_of(*sheet, row);
            std::string list_name;
            for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
                const auto& cell = row.cells[i];
                const auto& column = columns[i];
                if (cell.empty() || column.name.empty())
                    continue;
                if (column.name == "list_name")
                    list_name = cell;
                else if (column.name == "name")
                    choice.name = cell;
                else if (column.name == "label")
                    choice.label[column.language] = cell;
                else if (column.name == "media")
                    choice.media[column.member][column.language] = cell;
                else
                    add_extra(choice, column, cell);
            }
            if (list_name.empty()) {
                problems_.push_back(problem_at(choice.place, ProblemKind::cell_missing, "list_name",
                                               "This choice belongs to no list."));
                continue;
            }
            if (choice.name.empty()) {
                problems_.push_back(
                    problem_at(choice.place, ProblemKind::cell_missing, "name", "This choice has no name."));
                continue;
            }
            auto& list = list_named(list_name);
            if (!seen_choices_[list_name].insert(choice.name).second && !duplicates)
                problems_.push_back(
                    problem_at(choice.place, ProblemKind::choice_duplicate, "name",
                               "The list '" + list_name + "' has the choice '" + choice.name + "' already.",
                               "Set allow_choice_duplicates if you mean it."));
            list.choices.push_back(std::move(choice));
        }
    }

    void add_extra(Choice& choice, const Column& column, const std::string& cell)
    {
        if (!is_name(column.member)) {
            problems_.push_back(problem_at(choice.place, ProblemKind::name_invalid, column.written,
                                           "'" + column.member + "' cannot be a column of choices.",
                                           "Use letters, digits, '-', '_' and '.' only."));
            return;
        }
        choice.extra.emplace_back(column.member, cell);
    }

    ChoiceList& list_named(const std::string& name)
    {
        for (auto& list : form_.lists)
            if (list.name == name)
                return list;
        form_.lists.push_back({name, {}});
        return form_.lists.back();
    }

    void read_survey()
    {
        const auto* sheet = book_.find("survey");
        if (!sheet || sheet->header.cells.empty()) {
            problems_.push_back(
                problem_at({"survey", 0, 0}, ProblemKind::sheet_missing, "", "The form needs a sheet 'survey'."));
            return;
        }
        const auto columns = read_columns(*sheet, SheetKind::survey, problems_);
        if (std::none_of(columns.begin(), columns.end(), [](const Column& column) { return column.name == "type"; })) {
            problems_.push_back(problem_at(place_of(*sheet, sheet->header), ProblemKind::column_missing, "type",
                                           "The survey sheet needs the column 'type'."));
            return;
        }
        Node* open = form_.root.get();
        for (const auto& row : sheet->rows) {
            open = read_row(*sheet, columns, row, open);
            if (depth_of(*open) <= max_depth)
                continue;
            problems_.push_back(
                problem_at(open->place, ProblemKind::group_unbalanced, "type",
                           "Groups stand in each other more than " + std::to_string(max_depth) + " deep."));
            return;
        }
        if (open != form_.root.get())
            problems_.push_back(problem_at(open->place, ProblemKind::group_unbalanced, "type",
                                           "The group '" + open->name + "' is never ended."));
    }

    // Adds the row below `open`; returns the group that is open after it.
    Node* read_row(const Sheet& sheet, const std::vector<Column>& columns, const TableRow& row, Node* open)
    {
        auto node = std::make_unique<Node>();
        node->place = place_of(sheet, row);
        std::string type;
        for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i)
            if (!row.cells[i].empty() && !columns[i].name.empty())
                take_cell(*node, type, columns[i], row.cells[i]);
        if (disabled_) {
            disabled_ = false;
            return open;
        }
        if (type.empty()) {
            problems_.push_back(problem_at(node->place, ProblemKind::cell_missing, "type", "This row has no type."));
            return open;
        }
        auto word = lower(type);
        std::replace(word.begin(), word.end(), '_', ' ');
        if (word == "end group" || word == "end repeat")
            return close_group(*node, word, open);
        if (word == "begin group" || word == "begin repeat")
            node->kind = word == "begin group" ? Node::Kind::group : Node::Kind::repeat;
        else if (!take_type(*node, type))
            return open;
        return attach(std::move(node), open);
    }

    Node* attach(std::unique_ptr<Node> node, Node* open)
    {
        const bool is_group = node->kind != Node::Kind::question;
        if (node->name.empty() && node->type && node->type->bind.size() == 2)
            node->name = node->type->name; // start, end, today, deviceid: named after themselves
        if (!is_name(node->name)) {
            problems_.push_back(problem_at(
                node->place, node->name.empty() ? ProblemKind::cell_missing : ProblemKind::name_invalid, "name",
                node->name.empty() ? "This row has no name." : "'" + node->name + "' cannot be a name.",
                "Names start with a letter or '_'; letters, digits, '-', '_' and '.' follow."));
        } else if (node->name == "meta" && open == form_.root.get()) {
            problems_.push_back(problem_at(node->place, ProblemKind::name_reserved, "name",
                                           "The name 'meta' is taken by the record's own facts."));
        } else if (!seen_names_[open].insert(lower(node->name)).second) {
            problems_.push_back(problem_at(node->place, ProblemKind::name_duplicate, "name",
                                           "The name '" + node->name + "' stands in this group twice."));
        }
        node->parent = open;
        open->children.push_back(std::move(node));
        auto* added = open->children.back().get();
        if (added->or_other)
            add_other(*added);
        return is_group ? added : open;
    }

    Node* close_group(const Node& end, const std::string& word, Node* open)
    {
        const bool repeat = word == "end repeat";
        if (!open->parent || (open->kind == Node::Kind::repeat) != repeat) {
            problems_.push_back(problem_at(
                end.place, ProblemKind::group_unbalanced, "type", "'" + word + "' ends nothing that is open.",
                open->parent ? "Open is '" + open->name + "' of row " + std::to_string(open->place.row) + "." : ""));
            return open;
        }
        return open->parent;
    }

    // "select_one yn or_other", "select_one_from_file norms.csv", "integer". False: refused.
    bool take_type(Node& node, const std::string& type)
    {
        const auto reason = unsupported_type(type.substr(0, type.find(' ')));
        const auto whole_reason = unsupported_type(type);
        if (!reason.empty() || !whole_reason.empty()) {
            problems_.push_back(unsupported_at(node.place, "type", "The type '" + type + "' is not supported.",
                                               reason.empty() ? whole_reason : reason));
            return false;
        }
        node.type = find_type(type);
        if (node.type) {
            if (node.type->control.starts_with("select"))
                problems_.push_back(problem_at(node.place, ProblemKind::list_unknown, "type",
                                               "This select names no list.", "Write it as 'select_one list_name'."));
            if (node.type->name == "csv-external") {
                node.list = node.name;
                node.file = node.name + ".csv";
            }
            return true;
        }
        auto rest = type;
        if (lower(rest).ends_with(" or_other") || lower(rest).ends_with(" or specify other")) {
            node.or_other = true;
            rest = trimmed(rest.substr(0, rest.rfind(lower(rest).ends_with(" or_other") ? " or_" : " or ")));
        }
        const auto last = rest.rfind(' ');
        const auto base = last == std::string::npos ? rest : rest.substr(0, last);
        node.type = last == std::string::npos ? nullptr : find_type(base);
        if (!node.type || !node.type->control.starts_with("select")) {
            problems_.push_back(problem_at(node.place, ProblemKind::type_unknown, "type",
                                           "There is no type '" + type + "'.", "docs/form-format.md lists the types."));
            return false;
        }
        const auto argument = rest.substr(last + 1);
        auto spelling = lower(base);
        std::replace(spelling.begin(), spelling.end(), ' ', '_');
        return spelling.ends_with("from_file") ? take_file(node, argument, type) : take_list(node, argument);
    }

    bool take_file(Node& node, const std::string& file, const std::string& type)
    {
        if (file.ends_with(".xml") || file.ends_with(".geojson")) {
            problems_.push_back(unsupported_at(node.place, "type", "Choices from '" + file + "' are not supported.",
                                               "Use a CSV file."));
            return false;
        }
        if (!file.ends_with(".csv")) {
            problems_.push_back(
                problem_at(node.place, ProblemKind::file_type, "type", "The file of '" + type + "' is no CSV file."));
            return false;
        }
        node.file = file;
        node.list = file.substr(0, file.size() - 4);
        return true;
    }

    bool take_list(Node& node, const std::string& list)
    {
        if (list.starts_with("${")) {
            problems_.push_back(
                unsupported_at(node.place, "type", "Choices from a repeat are not supported yet.", "Use a list."));
            return false;
        }
        node.list = list;
        if (form_.list(list))
            return true;
        if (!book_.find("choices")) {
            problems_.push_back(problem_at({"choices", 0, 0}, ProblemKind::sheet_missing, "",
                                           "The form needs a sheet 'choices' with the list '" + list + "'."));
            return false;
        }
        std::vector<std::string> names;
        for (const auto& known : form_.lists)
            names.push_back(known.name);
        const auto near = nearest(list, names);
        problems_.push_back(problem_at(node.place, ProblemKind::list_unknown, "type",
                                       "There is no list '" + list + "' in the choices sheet.",
                                       near.empty() ? "" : "Did you mean '" + near + "'?"));
        return false;
    }

    // "or_other" written out: one more choice, and a text question for it.
    void add_other(Node& select)
    {
        auto& list = list_named(select.list);
        if (list.translated())
            problems_.push_back(unsupported_at(select.place, "type",
                                               "or_other with translated choices has no text of its own.",
                                               "Write the choice 'other' and its question yourself."));
        if (std::none_of(list.choices.begin(), list.choices.end(),
                         [](const Choice& choice) { return choice.name == "other"; }))
            list.choices.push_back({select.place, "other", {{"", "Other"}}, {}, {}});
        auto text = std::make_unique<Node>();
        text->place = select.place;
        text->name = select.name + "_other";
        text->type = find_type("text");
        text->label[""] = "Specify other.";
        text->bind.emplace_back("relevant", "selected(../" + select.name + ", 'other')");
        text->parent = select.parent;
        select.parent->children.push_back(std::move(text));
    }

    void take_cell(Node& node, std::string& type, const Column& column, const std::string& cell)
    {
        const auto& name = column.name;
        if (name == "type")
            type = cell;
        else if (name == "name")
            node.name = cell;
        else if (name == "label")
            node.label[column.language] = cell;
        else if (name == "hint")
            node.hint[column.language] = cell;
        else if (name == "guidance_hint")
            node.guidance[column.language] = cell;
        else if (name == "media")
            node.media[column.member][column.language] = cell;
        else if (name == "constraint_message")
            node.constraint_message[column.language] = cell;
        else if (name == "required_message")
            node.required_message[column.language] = cell;
        else if (name == "relevant" || name == "required" || name == "constraint" || name == "readonly")
            node.bind.emplace_back(name, as_truth(cell));
        else if (name == "bind")
            node.bind.emplace_back(column.member, is_logic(column.member) ? as_truth(cell) : cell);
        else if (name == "instance")
            node.instance.emplace_back(column.member, cell);
        else if (name == "body")
            node.body.emplace_back(column.member, cell);
        else if (name == "rows")
            node.body.emplace_back("rows", cell);
        else if (name == "disabled")
            disabled_ = is_yes(cell);
        else
            take_rule(node, name, cell);
    }

    void take_rule(Node& node, const std::string& name, const std::string& cell)
    {
        if (name == "calculation")
            node.calculation = cell;
        else if (name == "default")
            node.default_value = cell;
        else if (name == "trigger")
            node.trigger = cell;
        else if (name == "choice_filter")
            node.choice_filter = cell;
        else if (name == "repeat_count")
            node.repeat_count = cell;
        else if (name == "appearance")
            take_appearance(node, cell);
        else if (name == "parameters")
            take_parameters(node, cell);
    }

    void take_appearance(Node& node, const std::string& cell)
    {
        if (cell.find("search(") != std::string::npos)
            problems_.push_back(unsupported_at(node.place, "appearance", "The appearance search() is not supported.",
                                               "Use select_one_from_file with a choice_filter."));
        node.appearance = cell;
    }

    void take_parameters(Node& node, const std::string& cell)
    {
        const auto pairs = read_pairs(cell);
        if (!pairs)
            problems_.push_back(problem_at(node.place, ProblemKind::parameter_invalid, "parameters",
                                           "Parameters are written as name=value, apart by spaces."));
        else
            node.parameters = *pairs;
    }

    const Workbook& book_;
    Problems& problems_;
    FormTree form_;
    bool disabled_ = false;
    std::map<const Node*, std::set<std::string>> seen_names_;
    std::map<std::string, std::set<std::string>> seen_choices_;
};

} // namespace

FormTree read_form(const Workbook& book, std::string_view root_name, Problems& problems)
{
    return Reader(book, problems).read(root_name);
}

} // namespace balieblik::forms::xls
