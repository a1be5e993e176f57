// SPDX-License-Identifier: EUPL-1.2
#include "forms_folder.hpp"

#include "forms/authoring/handed_in.hpp"
#include "usecases/questionnaires.hpp"
#include "vault/durable_file.hpp"

#include <algorithm>
#include <filesystem>

namespace balieblik {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> sorted(const fs::path& folder)
{
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator{folder})
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

// The questionnaire of a version's folder with the lists and pictures beside it. Its tables and its XForm are one
// questionnaire: what was looked at is what is published.
Result<sync::FormVersion> read_form(const fs::path& folder)
{
    std::vector<forms::authoring::HandedIn> files;
    auto paths = sorted(folder);
    if (const auto media = folder / forms::authoring::media_folder; fs::is_directory(media))
        for (auto& path : sorted(media))
            paths.push_back(std::move(path));
    for (const auto& path : paths) {
        const auto name = path.filename().string();
        if (name != "form.md" && !forms::authoring::goes_along(name))
            continue;
        BALIEBLIK_TRY(bytes, vault::read_whole(path, forms::authoring::max_file_bytes));
        files.push_back({name, std::string(as_text(bytes))});
    }
    const auto authored = forms::authoring::read_handed_in(files);
    if (!authored.ok())
        return forms::xls::to_error(authored.problems, (folder / authored.file).string());
    auto form = usecases::form_version(authored);
    const FormRef place{folder.parent_path().filename().string(), folder.filename().string(), {}};
    if (form.form.form_id != place.form_id || form.form.version != place.version)
        return Error{Errc::form_invalid,
                     folder.string() + " calls itself " + form.form.form_id + "/" + form.form.version};
    return form;
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
        BALIEBLIK_TRY(read, read_form(version));
        found.push_back(std::move(read));
    }
    if (found.empty())
        return Error{Errc::not_found, "no form.md below " + folder};
    return found;
}

} // namespace balieblik
