// SPDX-License-Identifier: EUPL-1.2
#include "forms/authoring/handed_in.hpp"

#include "forms/authoring/check.hpp"
#include "forms/authoring/form_sheets.hpp"
#include "forms/authoring/xform_check.hpp"
#include "forms/xform/drawing.hpp"
#include "forms/xform/picture.hpp"
#include "forms/xls/lint.hpp"
#include "forms/xlsx/workbook.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace balieblik::forms::authoring {
namespace {

using xls::Problem;
using xls::ProblemKind;

enum class Kind { tables, workbook, old_workbook, xform, list, picture, other };

bool ends_with(std::string_view name, std::string_view ending) { return xls::lower(name).ends_with(ending); }

Kind kind_of(const HandedIn& file)
{
    // A workbook is a zip archive, whatever its name says; one of before 2007 is not.
    if (file.bytes.starts_with("PK\x03\x04"))
        return Kind::workbook;
    if (file.bytes.starts_with("\xD0\xCF\x11\xE0"))
        return Kind::old_workbook;
    if (ends_with(file.name, ".md"))
        return Kind::tables;
    if (ends_with(file.name, ".xml") && is_xform(file.bytes))
        return Kind::xform;
    if (is_picture_name(file.name))
        return Kind::picture;
    return is_list(file.name) ? Kind::list : Kind::other;
}

bool is_file_name(std::string_view name)
{
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    };
    return !name.empty() && name.size() <= 100 && name.front() != '.' && std::all_of(name.begin(), name.end(), fits);
}

// What stands in addresses and in the names of folders.
bool is_short_name(std::string_view text) { return is_file_name(text) && text.size() <= 64; }

Problem told(ProblemKind kind, std::string message, std::string suggestion = {})
{
    Problem problem;
    problem.kind = kind;
    problem.message = std::move(message);
    problem.suggestion = std::move(suggestion);
    return problem;
}

Problem warned(std::string message, std::string suggestion = {})
{
    auto problem = told(ProblemKind::advice, std::move(message), std::move(suggestion));
    problem.warning = true;
    return problem;
}

bool same(const Problem& a, const Problem& b)
{
    return a.kind == b.kind && a.sheet == b.sheet && a.row == b.row && a.line == b.line && a.column == b.column &&
           a.message == b.message;
}

class Reader {
public:
    explicit Reader(const std::vector<HandedIn>& files) : files_(files) {}

    Authored read()
    {
        if (!sort_out())
            return std::move(made_);
        if (tables_)
            read_tables(*tables_);
        else
            made_.xml = xform_->bytes;
        if (made_.ok())
            read_xform();
        if (made_.ok())
            check_identity();
        if (made_.ok())
            check_files();
        if (is_workbook_) { // which has sheets and rows, and no lines
            for (auto* problems : {&made_.problems, &made_.warnings})
                for (auto& problem : *problems)
                    problem.line = 0;
        }
        if (!made_.ok()) {
            made_.xml.clear();
            made_.form.reset();
        }
        return std::move(made_);
    }

private:
    void refuse(Problem problem) { made_.problems.push_back(std::move(problem)); }
    void warn(Problem problem) { made_.warnings.push_back(std::move(problem)); }

    // Which is the questionnaire, and which are its lists and pictures.
    bool sort_out()
    {
        for (const auto& file : files_)
            sort_out(file);
        if (!made_.ok())
            return false;
        if (questionnaires_.size() > 1 && !(questionnaires_.size() == 2 && tables_ && xform_))
            refuse(told(ProblemKind::file_type,
                        "More than one of these files is a questionnaire: " + joined(questionnaires_) + ".",
                        "Hand in one at a time."));
        else if (questionnaires_.empty())
            refuse(told(ProblemKind::file_type, "None of these files is a questionnaire.",
                        "A questionnaire is a workbook (.xlsx), tables (.md) or an XForm (.xml)."));
        return made_.ok();
    }

    void sort_out(const HandedIn& file)
    {
        switch (kind_of(file)) {
        case Kind::workbook:
            is_workbook_ = true;
            if (auto text = xlsx::to_markdown(file.bytes))
                take_tables(file, std::move(*text));
            else
                refuse(told(ProblemKind::file_type, "'" + file.name + "': " + sentence(text.error(), "en")));
            break;
        case Kind::tables:
            take_tables(file, file.bytes);
            break;
        case Kind::xform:
            xform_ = &file;
            questionnaires_.push_back(file.name);
            if (made_.file.empty())
                made_.file = file.name;
            break;
        case Kind::list:
            take_file(file, "list");
            break;
        case Kind::picture:
            take_file(file, "picture");
            break;
        case Kind::old_workbook:
            refuse(told(ProblemKind::file_type, file.name + " is a workbook of before 2007.",
                        "Save it as an Excel workbook (.xlsx)."));
            break;
        case Kind::other:
            warn(warned(
                "'" + file.name +
                "' is left out: tablets get lists (.csv, .xml, .geojson) and pictures (.png, .jpg, .svg) only."));
            break;
        }
    }

    // The questionnaire names it, and tablets keep it, by its name.
    void take_file(const HandedIn& file, const std::string& what)
    {
        if (is_here(file.name) || !is_file_name(file.name))
            refuse(told(ProblemKind::file_type,
                        "A " + what + " cannot be called '" + file.name.substr(0, 100) + "' here.",
                        "Use letters, digits, '-', '_' and '.', and each name once."));
        else
            made_.files.push_back(file);
    }

    bool is_here(std::string_view name) const
    {
        return std::any_of(made_.files.begin(), made_.files.end(),
                           [&](const HandedIn& file) { return file.name == name; });
    }

    void take_tables(const HandedIn& file, std::string text)
    {
        tables_ = std::move(text);
        questionnaires_.push_back(file.name);
        made_.file = file.name;
    }

    void read_tables(const std::string& tables)
    {
        auto compiled = compile_and_check(tables);
        made_.form_id = compiled.form_id;
        made_.version = compiled.version;
        made_.xml = std::move(compiled.xml);
        made_.problems = std::move(compiled.problems);
        named_files_ = std::move(compiled.files);
        const auto refused = [&](const Problem& problem) {
            return std::any_of(made_.problems.begin(), made_.problems.end(),
                               [&](const Problem& other) { return same(problem, other); });
        };
        for (auto& problem : xls::lint_tables(tables)) {
            if (refused(problem))
                continue;
            // What other clients may be asked, inspectors may not.
            if (problem.kind == ProblemKind::unsupported) {
                refuse(std::move(problem));
                continue;
            }
            problem.warning = true;
            warn(std::move(problem));
        }
        if (made_.ok() && xform_ && xform_->bytes != made_.xml)
            refuse(told(ProblemKind::file_type, xform_->name + " is not what " + made_.file + " compiles to.",
                        "Leave it out, or run: balieblik-form compile " + made_.file));
        const auto nameless = [&](const char* column, const std::string& message) {
            auto problem = told(ProblemKind::cell_missing, message);
            problem.sheet = "settings";
            problem.row = 2;
            problem.column = column;
            refuse(std::move(problem));
        };
        if (made_.version.empty())
            nameless("version", "The questionnaire has no version.");
        if (!compiled.names_itself)
            nameless("form_id", "The questionnaire has no form_id.");
    }

    void read_xform()
    {
        made_.problems = xform_problems(made_.xml, For::inspections);
        if (!made_.ok())
            return;
        made_.form = *read_form(made_.xml);
        made_.form_id = made_.form->id;
        made_.version = made_.form->version;
        if (!tables_) // which are warned of themselves
            for (auto& loss : quiet_losses(made_.xml))
                warn(std::move(loss));
    }

    void check_identity()
    {
        if (!is_short_name(made_.form_id))
            refuse(told(ProblemKind::setting_invalid,
                        "'" + made_.form_id.substr(0, 64) + "' cannot be the form_id of a questionnaire.",
                        "Use at most 64 letters, digits, '-', '_' and '.'."));
        if (!is_short_name(made_.version))
            refuse(told(ProblemKind::setting_invalid,
                        "'" + made_.version.substr(0, 64) + "' cannot be the version of a questionnaire.",
                        "Use at most 64 letters, digits, '-', '_' and '.'."));
    }

    void check_files()
    {
        std::sort(made_.files.begin(), made_.files.end(),
                  [](const HandedIn& a, const HandedIn& b) { return a.name < b.name; });
        for (const auto& file : made_.files)
            is_picture_name(file.name) ? check_picture(file) : check_list(file);
        std::set<std::string> wanted{"norms.csv", "holidays.csv"}; // what scoring looks for by itself
        for (const auto& instance : made_.form->instances)
            if (!instance.source.empty() && instance.source != "jr://instance/last-saved") {
                wanted.insert(instance.source.substr(instance.source.rfind('/') + 1));
                check_source(instance);
            }
        for (const auto& picture : pictures_of(*made_.form)) {
            wanted.insert(picture);
            if (!is_here(picture))
                refuse(missing(picture, "The questionnaire shows '" + picture + "', which was not handed in with it."));
        }
        check_maps(made_.form->body);
        for (const auto& file : made_.files)
            if (!wanted.contains(file.name))
                warn(warned("Nothing in the questionnaire " +
                            std::string(is_picture_name(file.name) ? "shows" : "reads") + " '" + file.name + "'."));
    }

    // A map whose parts are touched is of use for the choices that it has a part for; the others stand in the list
    // alone.
    void check_maps(const std::vector<Control>& controls)
    {
        for (const auto& control : controls) {
            check_maps(control.children);
            const std::string words = ' ' + control.appearance + ' ';
            if (words.find(" image-map ") == std::string::npos)
                continue;
            const auto name = picture_of(*made_.form, control.label);
            const auto* file = find_file(name);
            const auto drawing = file ? read_drawing(file->bytes) : Result<Drawing>{Error{Errc::not_found, name}};
            if (!drawing) {
                if (file && !looks_like_drawing(file->bytes))
                    warn(warned("'" + name + "' has no parts to touch: its choices stand in the list alone.",
                                "Use an SVG whose parts have the names of the choices as their ids."));
                continue;
            }
            for (const auto& choice : choices_of(control))
                if (!drawing->parts.contains(choice))
                    warn(warned("'" + name + "' has no part with the id '" + choice +
                                "': that choice stands in the list alone."));
        }
    }

    const HandedIn* find_file(std::string_view name) const
    {
        const auto found = std::find_if(made_.files.begin(), made_.files.end(),
                                        [&](const HandedIn& file) { return file.name == name; });
        return found == made_.files.end() ? nullptr : &*found;
    }

    // The names of choices that are written in the form itself.
    std::vector<std::string> choices_of(const Control& control) const
    {
        std::vector<std::string> names;
        for (const auto& item : control.items)
            names.push_back(item.value);
        for (const auto& instance : made_.form->instances)
            if (control.itemset.nodeset.starts_with("instance('" + instance.id + "')"))
                for (const auto& item : instance.root.children)
                    if (const auto* name = item.child(control.itemset.value))
                        names.push_back(name->text);
        return names;
    }

    // At the cell that names it first, where the questionnaire was written in tables.
    Problem missing(const std::string& file, std::string message) const
    {
        auto problem = told(ProblemKind::file_missing, std::move(message));
        for (const auto& named : named_files_)
            if (named.text == file) {
                problem.sheet = named.place.sheet;
                problem.row = named.place.row;
                problem.line = named.place.line;
                problem.column = named.column;
                break;
            }
        return problem;
    }

    void check_source(const SecondaryInstance& instance)
    {
        const auto name = instance.source.substr(instance.source.rfind('/') + 1);
        if (is_here(name))
            return;
        if (name == "norms.csv")
            warn(warned("There is no norms.csv beside the questionnaire: the wave's own norm judges."));
        else
            refuse(missing(name, "The questionnaire reads '" + name + "', which was not handed in with it."));
    }

    void check_list(const HandedIn& file)
    {
        if (const auto read = read_list(file); !read)
            refuse(told(ProblemKind::file_type, "'" + file.name + "': " + sentence(read.error(), "en")));
    }

    // A picture of another kind may hold programs, or need what no tablet brings along.
    void check_picture(const HandedIn& file)
    {
        if (const auto read = read_picture(file.bytes); !read)
            refuse(told(ProblemKind::file_type, "'" + file.name + "' cannot be shown: " + read.error().detail + ".",
                        "Save it as a PNG, a JPEG or a plain SVG picture of at most " +
                            std::to_string(max_picture_bytes / 1024) + " KiB and " + std::to_string(max_picture_edge) +
                            " pixels."));
    }

    static Result<void> read_list(const HandedIn& list)
    {
        if (ends_with(list.name, ".csv")) {
            if (const auto line = xls::line_without_text(list.bytes))
                return Error{Errc::malformed, "line " + std::to_string(*line) + " is no UTF-8"};
            BALIEBLIK_CHECK(read_csv(list.bytes));
        } else if (ends_with(list.name, ".geojson")) {
            BALIEBLIK_CHECK(read_geojson(list.bytes));
        } else {
            BALIEBLIK_CHECK(read_data(list.bytes));
        }
        return {};
    }

    static std::string joined(const std::vector<std::string>& names)
    {
        std::string all;
        for (const auto& name : names)
            all += (all.empty() ? "" : ", ") + name;
        return all;
    }

    const std::vector<HandedIn>& files_;
    Authored made_;
    std::optional<std::string> tables_;
    bool is_workbook_ = false;
    const HandedIn* xform_ = nullptr;
    std::vector<std::string> questionnaires_;
    std::vector<xls::PlacedExpression> named_files_;
};

} // namespace

bool is_list(std::string_view name)
{
    return ends_with(name, ".csv") || ends_with(name, ".xml") || ends_with(name, ".geojson");
}

bool goes_along(std::string_view name) { return is_list(name) || is_picture_name(name); }

Authored read_handed_in(const std::vector<HandedIn>& files)
{
    std::size_t bytes = 0;
    bool too_large = files.size() > max_files;
    for (const auto& file : files) {
        bytes += file.bytes.size();
        too_large = too_large || file.bytes.size() > max_file_bytes;
    }
    if (!too_large && bytes <= max_bytes)
        return Reader(files).read();
    Authored refused;
    auto problem = told(ProblemKind::file_type, "At most " + std::to_string(max_files) + " files of " +
                                                    std::to_string(max_file_bytes / 1024 / 1024) + " MiB, " +
                                                    std::to_string(max_bytes / 1024 / 1024) + " MiB together.");
    problem.code = Errc::too_large;
    refused.problems.push_back(std::move(problem));
    return refused;
}

std::vector<xls::Difference> changes(const Form& before, const std::vector<HandedIn>& files_before, const Form& after,
                                     const std::vector<HandedIn>& files_after)
{
    auto made = xls::differences(sheets_of(before), sheets_of(after));
    const auto find = [](const std::vector<HandedIn>& files, const std::string& name) {
        return std::find_if(files.begin(), files.end(), [&](const HandedIn& one) { return one.name == name; });
    };
    for (const auto& file : files_after) {
        const auto old = find(files_before, file.name);
        if (old == files_before.end())
            made.push_back({"files", file.name, xls::ChangeKind::added, "", "", ""});
        else if (old->bytes != file.bytes)
            made.push_back({"files", file.name, xls::ChangeKind::changed, "", "", ""});
    }
    for (const auto& file : files_before)
        if (find(files_after, file.name) == files_after.end())
            made.push_back({"files", file.name, xls::ChangeKind::removed, "", "", ""});
    return made;
}

} // namespace balieblik::forms::authoring
