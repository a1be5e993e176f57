// SPDX-License-Identifier: EUPL-1.2
#include "forms_folder.hpp"

#include "forms/xform/form.hpp"
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

} // namespace balieblik
