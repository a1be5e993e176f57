// SPDX-License-Identifier: EUPL-1.2
#include "forms_folder.hpp"

#include "forms/xform/form.hpp"
#include "forms/xls/compile.hpp"
#include "vault/durable_file.hpp"
#include "vault/hash.hpp"

#include <algorithm>
#include <filesystem>

namespace balieblik {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t largest_file = 4 * 1024 * 1024;

std::vector<fs::path> sorted(const fs::path& folder)
{
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator{folder})
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

// A bilingual title stands on one line: "Baliebezoek / Counter visit".
void set_titles(sync::FormVersion& form, const std::string& title)
{
    const auto slash = title.find(" / ");
    form.title_nl = title.substr(0, slash);
    form.title_en = slash == title.npos ? title : title.substr(slash + 3);
}

Result<sync::FormVersion> read_form(const fs::path& folder)
{
    BALIEBLIK_TRY(xml, vault::read_whole(folder / "form.xml", largest_file));
    sync::FormVersion form;
    form.xml = as_text(xml);
    BALIEBLIK_TRY(parsed, forms::read_form(form.xml));
    form.form.form_id = folder.parent_path().filename().string();
    form.form.version = folder.filename().string();
    form.form.sha256 = vault::sha256_hex(xml);
    set_titles(form, parsed->title);
    for (const auto& path : sorted(folder)) {
        if (path.extension() != ".csv")
            continue;
        BALIEBLIK_TRY(text, vault::read_whole(path, largest_file));
        form.files.push_back({path.filename().string(), std::string(as_text(text))});
    }
    return form;
}

// Tables and XForm are one questionnaire: what was looked at is what is published.
Result<void> check_compiled(const fs::path& folder)
{
    if (!fs::exists(folder / "form.md"))
        return {};
    BALIEBLIK_TRY(tables, vault::read_whole(folder / "form.md", forms::xls::max_table_bytes));
    const auto file = (folder / "form.md").string();
    BALIEBLIK_TRY(compiled, forms::xls::compile_form(as_text(tables), file));
    const auto xml = vault::read_whole(folder / "form.xml", largest_file);
    if (!xml || as_text(*xml) != compiled.xml)
        return Error{Errc::form_invalid, (folder / "form.xml").string() +
                                             (xml ? " is not what form.md compiles to" : " is missing") +
                                             "; run: balieblik-form compile " + file};
    return {};
}

bool is_version(const fs::path& folder) { return fs::exists(folder / "form.md") || fs::exists(folder / "form.xml"); }

// Not deeper than a folder of questionnaires with their versions.
std::vector<fs::path> versions_below(const fs::path& folder, int depth = 2)
{
    if (is_version(folder))
        return {folder};
    std::vector<fs::path> found;
    for (const auto& inner : depth > 0 ? sorted(folder) : std::vector<fs::path>{})
        if (fs::is_directory(inner))
            for (auto& version : versions_below(inner, depth - 1))
                found.push_back(std::move(version));
    return found;
}

} // namespace

Result<std::vector<sync::FormVersion>> read_forms(const std::string& folder)
{
    std::vector<sync::FormVersion> found;
    if (folder.empty())
        return found;
    if (!fs::is_directory(folder))
        return Error{Errc::not_found, folder};
    for (const auto& form : sorted(folder)) {
        if (!fs::is_directory(form))
            continue;
        for (const auto& version : sorted(form)) {
            if (!fs::exists(version / "form.xml"))
                continue;
            BALIEBLIK_TRY(read, read_form(version));
            found.push_back(std::move(read));
        }
    }
    return found;
}

Result<std::vector<sync::FormVersion>> read_forms_of_author(const std::string& folder)
{
    if (!fs::is_directory(folder))
        return Error{Errc::not_found, folder};
    std::vector<sync::FormVersion> found;
    for (const auto& version : versions_below(fs::canonical(folder))) {
        BALIEBLIK_CHECK(check_compiled(version));
        BALIEBLIK_TRY(read, read_form(version));
        found.push_back(std::move(read));
    }
    if (found.empty())
        return Error{Errc::not_found, "no form.md below " + folder};
    return found;
}

} // namespace balieblik
