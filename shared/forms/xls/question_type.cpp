// SPDX-License-Identifier: EUPL-1.2
// The type column: plain types, and selects with their list, file or repeat.
#include "forms/xls/read_form.hpp"

#include <algorithm>
#include <array>

namespace balieblik::forms::xls {

namespace {

struct SelectCommand {
    std::string_view written;
    std::string_view type;
    bool from_file = false;
};
// Longer spellings come first: "select one from" is no "select one" with a list "from".
constexpr std::array<SelectCommand, 18> select_commands{{
    {"add select one prompt using", "select_one"},
    {"add select multiple prompt using", "select_multiple"},
    {"select all that apply from", "select_multiple"},
    {"select_multiple_from_file", "select_multiple", true},
    {"select multiple from file", "select_multiple", true},
    {"select_one_from_file", "select_one", true},
    {"select one from file", "select_one", true},
    {"select_one_external", "select_one_external"},
    {"select one external", "select_one_external"},
    {"select all that apply", "select_multiple"},
    {"select multiple from", "select_multiple"},
    {"select_multiple", "select_multiple"},
    {"select multiple", "select_multiple"},
    {"select one from", "select_one"},
    {"select_one", "select_one"},
    {"select one", "select_one"},
    {"select1", "select_one"},
    {"rank", "rank"},
}};

std::string one_blank(const std::string& text)
{
    std::string made;
    for (const char c : trimmed(text))
        if (c != ' ' || made.back() != ' ')
            made += c;
    return made;
}

// Cuts " or_other" off the end. False: there is none.
bool cut_other(std::string& type)
{
    const auto word = lower(type);
    for (const std::string_view mark : {" or_other", " or other", " or specify other"}) {
        if (!word.ends_with(mark))
            continue;
        type = trimmed(type.substr(0, type.size() - mark.size()));
        return true;
    }
    return false;
}

class TypeReader {
public:
    TypeReader(Node& node, const Workbook& book, const FormTree& form, Problems& problems)
        : node_(node), book_(book), form_(form), problems_(problems)
    {
    }

    // A row of a type that cannot be is refused and stands in as a text: what refers to it is not wrong as well.
    void take(const std::string& written)
    {
        if (take_known(one_blank(written)))
            return;
        node_.type = find_type("text");
        node_.list.clear();
        node_.file.clear();
        node_.or_other = false;
    }

private:
    bool take_known(const std::string& type)
    {
        const auto first = unsupported_type(type.substr(0, type.find(' ')));
        const auto reason = first.empty() ? unsupported_type(type) : first;
        if (!reason.empty()) {
            problems_.push_back(
                unsupported_at(node_.place, "type", "The type '" + type + "' is not supported.", reason));
            return false;
        }
        for (const auto& command : select_commands) {
            const auto word = lower(type);
            if (word == command.written)
                return refuse(ProblemKind::list_unknown, "This select names no list.",
                              "Write it as 'select_one list_name'.");
            if (word.starts_with(std::string(command.written) + " "))
                return take_select(command, type.substr(command.written.size() + 1), type);
        }
        node_.type = find_type(type);
        if (!node_.type) {
            const auto near =
                nearest(lower(type), {"text",        "integer",   "decimal",      "date",       "time",
                                      "dateTime",    "note",      "calculate",    "select_one", "select_multiple",
                                      "begin_group", "end_group", "begin_repeat", "end_repeat", "image",
                                      "geopoint",    "range",     "acknowledge",  "hidden",     "barcode"});
            return refuse(ProblemKind::type_unknown, "There is no type '" + type + "'.",
                          near.empty() ? "docs/form-format.md lists the types." : "Did you mean '" + near + "'?");
        }
        if (node_.is_type("video")) {
            auto problem = unsupported_at(node_.place, "type", "The type '" + type + "' is for other clients only.",
                                          "Filming is never allowed in an inspection.");
            problem.warning = true;
            problems_.push_back(std::move(problem));
        }
        if (node_.is_external()) {
            node_.list = node_.name;
            node_.file = node_.name + (node_.is_type("csv-external") ? ".csv" : ".xml");
        }
        return true;
    }

    bool refuse(ProblemKind kind, std::string message, std::string suggestion = {})
    {
        problems_.push_back(problem_at(node_.place, kind, "type", std::move(message), std::move(suggestion)));
        return false;
    }

    bool take_select(const SelectCommand& command, std::string list, const std::string& type)
    {
        node_.type = find_type(command.type);
        node_.or_other = cut_other(list);
        if (list.find(' ') != std::string::npos && !list.starts_with("${"))
            return refuse(ProblemKind::type_unknown, "There is no type '" + type + "'.",
                          "The name of a choice list holds no spaces.");
        if (command.from_file)
            return take_file(list, type);
        if (command.type == "select_one_external")
            return take_external(list);
        if (node_.or_other && !node_.choice_filter.empty())
            refuse(ProblemKind::parameter_invalid, "or_other and a choice filter do not go together.",
                   "Write the choice 'other' and its question yourself.");
        return take_list(list);
    }

    bool take_file(const std::string& file, const std::string& type)
    {
        const auto dot = file.rfind('.');
        const auto extension = dot == std::string::npos ? std::string() : file.substr(dot);
        if (extension != ".csv" && extension != ".xml" && extension != ".geojson")
            return refuse(ProblemKind::file_type, "The file of '" + type + "' is no CSV, XML or GeoJSON file.",
                          "Its name ends with .csv, .xml or .geojson.");
        node_.file = file;
        node_.list = file.substr(0, dot);
        return true;
    }

    bool take_external(const std::string& list)
    {
        node_.list = list;
        const auto& known = form_.external_lists;
        if (std::find(known.begin(), known.end(), list) != known.end())
            return true;
        if (!book_.find("external_choices")) {
            problems_.push_back(missing_sheet(
                book_, "external_choices", "The form needs a sheet 'external_choices' with the list '" + list + "'."));
            return false;
        }
        const auto near = nearest(list, known);
        return refuse(ProblemKind::list_unknown, "There is no list '" + list + "' in the sheet external_choices.",
                      near.empty() ? "" : "Did you mean '" + near + "'?");
    }

    bool take_list(const std::string& list)
    {
        node_.list = list;
        if (list.starts_with("${"))
            return true; // a question of a repeat; the writer looks it up
        if (const auto* known = form_.list(list)) {
            check_multiple(*known);
            return true;
        }
        if (!book_.find("choices")) {
            problems_.push_back(
                missing_sheet(book_, "choices", "The form needs a sheet 'choices' with the list '" + list + "'."));
            return false;
        }
        std::vector<std::string> names;
        for (const auto& known : form_.lists)
            names.push_back(known.name);
        const auto near = nearest(list, names);
        return refuse(ProblemKind::list_unknown, "There is no list '" + list + "' in the choices sheet.",
                      near.empty() ? "" : "Did you mean '" + near + "'?");
    }

    // Several answers are stored in one text with spaces between them.
    void check_multiple(const ChoiceList& list)
    {
        if (!node_.is_type("select_multiple") && !node_.is_type("rank"))
            return;
        for (const auto& choice : list.choices)
            if (choice.name.find(' ') != std::string::npos)
                problems_.push_back(problem_at(choice.place, ProblemKind::name_invalid, "name",
                                               "'" + choice.name + "' holds a space, and row " +
                                                   std::to_string(node_.place.row) +
                                                   " of the survey lets people pick several."));
    }

    Node& node_;
    const Workbook& book_;
    const FormTree& form_;
    Problems& problems_;
};

} // namespace

void take_type(Node& node, const std::string& type, const Workbook& book, const FormTree& form, Problems& problems)
{
    TypeReader(node, book, form, problems).take(type);
}

} // namespace balieblik::forms::xls
