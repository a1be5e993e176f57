// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/compile.hpp"

#include "forms/xls/scoring_rows.hpp"
#include "forms/xls/xform_writer.hpp"

#include <algorithm>
#include <array>

namespace balieblik::forms::xls {

static std::optional<Problem> too_large(std::string_view markdown)
{
    if (markdown.size() <= max_table_bytes && std::count(markdown.begin(), markdown.end(), '\n') <= max_table_lines)
        return std::nullopt;
    Problem problem;
    problem.code = Errc::too_large;
    problem.kind = ProblemKind::line_not_table;
    problem.message = "A questionnaire has at most " + std::to_string(max_table_lines) + " lines and " +
                      std::to_string(max_table_bytes / 1024 / 1024) + " MiB.";
    return problem;
}

// The length of the UTF-8 character at the front that XML can hold; 0 if there is none.
static std::size_t character_at(std::string_view text)
{
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const auto first = byte(0);
    const std::size_t size = first < 0x80U ? 1 : first < 0xC2U ? 0 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
    if (size == 0 || first > 0xF4U || size > text.size())
        return 0;
    char32_t code = size == 1 ? first : first & (0x7FU >> size);
    for (std::size_t at = 1; at < size; ++at) {
        if ((byte(at) & 0xC0U) != 0x80U)
            return 0;
        code = (code << 6U) | (byte(at) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool control = code < 0x20 && code != '\t' && code != '\n' && code != '\r';
    const bool none = (code >= 0xD800 && code < 0xE000) || code == 0xFFFE || code == 0xFFFF || code > 0x10FFFF;
    return control || none || code < least[size] ? 0 : size;
}

std::optional<int> line_without_text(std::string_view text)
{
    int line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const auto size = character_at(text.substr(at));
        if (size == 0)
            return line;
        line += text[at] == '\n' ? 1 : 0;
        at += size;
    }
    return std::nullopt;
}

// What is made of it could not be read again.
static std::optional<Problem> no_text(std::string_view markdown)
{
    const auto line = line_without_text(markdown);
    if (!line)
        return std::nullopt;
    Problem problem;
    problem.kind = ProblemKind::line_not_table;
    problem.line = *line;
    problem.message = "This line holds a character that is none.";
    problem.suggestion = "Save the file as UTF-8.";
    return problem;
}

static void add_pictures(const std::map<std::string, Text>& media, const Place& place, Compiled& made)
{
    for (const auto& [kind, names] : media)
        if (kind == "image" || kind == "big-image")
            for (const auto& [language, name] : names)
                made.files.push_back({place, kind, name});
}

static void add_files(const FormTree& form, Compiled& made)
{
    for (const auto* node : form.nodes()) {
        if (!node->file.empty())
            made.files.push_back({node->place, "type", node->file});
        add_pictures(node->media, node->place, made);
    }
    for (const auto& list : form.lists)
        for (const auto& choice : list.choices)
            add_pictures(choice.media, choice.place, made);
}

Compiled compile_tables(std::string_view markdown, const CompileOptions& options)
{
    Compiled made;
    for (const auto& refused : {too_large(markdown), no_text(markdown)})
        if (refused) {
            made.problems.push_back(*refused);
            return made;
        }
    const auto book = read_tables(markdown, made.problems);
    auto form = read_form(book, options.root_name, made.problems);
    made.form_id = form.settings.value("form_id").empty() ? options.form_id : form.settings.value("form_id");
    made.names_itself = !form.settings.value("form_id").empty();
    made.version = form.settings.value("version");
    add_files(form, made);
    add_scoring(form, made.problems);
    auto written = write_xform(form, made.form_id, made.problems);
    made.expressions = std::move(written.expressions);
    made.warnings = take_warnings(made.problems);
    std::stable_sort(made.problems.begin(), made.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.line < b.line; });
    if (made.ok())
        made.xml = std::move(written.xml);
    return made;
}

Result<Compiled> compile_form(std::string_view markdown, std::string_view file, const CompileOptions& options)
{
    auto made = compile_tables(markdown, options);
    if (!made.ok())
        return to_error(made.problems, file);
    return made;
}

} // namespace balieblik::forms::xls
