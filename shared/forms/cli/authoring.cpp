// SPDX-License-Identifier: EUPL-1.2
// The commands of an author's day: what changed, to and from Excel, how it looks in the app.
#include "forms/cli/commands.hpp"

#include "forms/authoring/check.hpp"
#include "forms/authoring/handed_in.hpp"
#include "forms/cli/files.hpp"
#include "forms/xls/difference.hpp"
#include "forms/xls/table.hpp"
#include "forms/xlsx/workbook.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <ostream>
#include <sstream>

extern char** environ;

namespace balieblik::forms::cli {

namespace {

namespace fs = std::filesystem;

int write_new(const std::string& output, const std::string& text, bool force, std::ostream& errors)
{
    if (!force && fs::exists(output)) {
        errors << output << ": this file is there already; use --force to overwrite it.\n";
        return 2;
    }
    // A questionnaire's first version begins with its folder.
    std::error_code problem;
    if (const auto folder = fs::path(output).parent_path(); !folder.empty())
        fs::create_directories(folder, problem);
    return write_text(output, text) ? 0 : unwritable(output, errors);
}

std::string beside(const std::string& file, const char* extension)
{
    return fs::path(file).replace_extension(extension).string();
}

bool can_run(const fs::path& program) { return ::access(program.c_str(), X_OK) == 0 && fs::is_regular_file(program); }

// The app: named by the caller, beside this program (also as the build lays them out), or on the search path.
fs::path find_app(const Preview& preview)
{
    if (!preview.app.empty())
        return can_run(preview.app) ? fs::path(preview.app) : fs::path();
    std::error_code ignored;
    const auto here = fs::weakly_canonical(preview.self, ignored).parent_path();
    for (const auto& place : {here / "balieblik", here / "../../../mobile/app/balieblik"})
        if (can_run(place))
            return place;
    const char* path = std::getenv("PATH");
    std::string_view rest = path ? path : "";
    while (!rest.empty()) {
        const auto end = std::min(rest.find(':'), rest.size());
        if (const auto place = fs::path(rest.substr(0, end)) / "balieblik"; can_run(place))
            return place;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

// Makes a folder that is removed when the app has ended.
class PreviewFolder {
public:
    PreviewFolder()
    {
        auto pattern = (fs::temp_directory_path() / "balieblik-preview-XXXXXX").string();
        if (::mkdtemp(pattern.data()))
            path_ = pattern;
    }
    PreviewFolder(const PreviewFolder&) = delete;
    PreviewFolder& operator=(const PreviewFolder&) = delete;
    ~PreviewFolder()
    {
        std::error_code ignored;
        if (!path_.empty())
            fs::remove_all(path_, ignored);
    }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

int run(const fs::path& program, std::vector<std::string> words, std::ostream& errors)
{
    words.insert(words.begin(), program.string());
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    if (::posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments.data(), environ) != 0) {
        errors << program.string() << ": this program cannot be started.\n";
        return 2;
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

} // namespace

int diff_files(const std::string& before, const std::string& after, std::ostream& out, std::ostream& errors)
{
    const auto old_text = read_tables(before);
    if (!old_text)
        return refused(old_text.error(), before, errors);
    const auto new_text = read_tables(after);
    if (!new_text)
        return refused(new_text.error(), after, errors);
    std::vector<xls::Difference> found;
    if (is_xml(*old_text) && is_xml(*new_text)) {
        const auto old_form = read_form(*old_text);
        if (!old_form)
            return refused(old_form.error(), before, errors);
        const auto new_form = read_form(*new_text);
        if (!new_form)
            return refused(new_form.error(), after, errors);
        found = authoring::changes(**old_form, {}, **new_form, {});
    } else {
        found = xls::differences(*old_text, *new_text);
    }
    for (const auto& difference : found)
        out << xls::sentence(difference) << "\n";
    return found.empty() ? 0 : 1;
}

int import_file(const std::string& xlsx, std::string output, bool force, std::ostream& out, std::ostream& errors)
{
    const auto bytes = read_text(xlsx);
    if (!bytes)
        return unreadable(xlsx, errors);
    const auto text = xlsx::to_markdown(*bytes);
    if (!text) {
        errors << xlsx << ": " << balieblik::sentence(text.error(), language_of_words()) << "\n";
        return 1;
    }
    if (output == "-") {
        out << *text;
        return 0;
    }
    if (output.empty())
        output = beside(xlsx, ".md");
    if (const auto outcome = write_new(output, *text, force, errors); outcome != 0)
        return outcome;
    // The file is kept whatever is wrong with it: its author goes on from there.
    const auto compiled = authoring::compile_and_check(*text);
    tell(compiled.warnings, output, errors);
    return tell(compiled.problems, output, errors);
}

int export_file(const std::string& file, std::string output, bool force, std::ostream& errors)
{
    const auto text = read_text(file);
    if (!text)
        return unreadable(file, errors);
    xls::Problems problems;
    xls::read_tables(*text, problems);
    if (const auto outcome = tell(problems, file, errors); outcome != 0)
        return outcome;
    const auto bytes = xlsx::from_markdown(*text);
    if (!bytes) {
        errors << file << ": " << balieblik::sentence(bytes.error(), language_of_words()) << "\n";
        return 1;
    }
    return write_new(output.empty() ? beside(file, ".xlsx") : output, *bytes, force, errors);
}

int preview_file(const std::string& file, const Preview& preview, std::ostream& errors)
{
    const auto app = find_app(preview);
    if (app.empty()) {
        errors << "The app 'balieblik' was not found; build it, or name it with --app.\n";
        return 2;
    }
    const PreviewFolder folder;
    if (folder.path().empty())
        return unwritable(fs::temp_directory_path().string(), errors);
    std::ostringstream nothing;
    const auto form = folder.path() / "form.xml";
    if (const auto outcome = compile_file(file, form.string(), nothing, errors); outcome != 0)
        return outcome;
    std::error_code problem;
    const auto here = fs::absolute(file).parent_path();
    for (const auto& place : {here, here / authoring::media_folder})
        for (const auto& entry : fs::directory_iterator(place, problem))
            if (entry.is_regular_file() && authoring::goes_along(entry.path().filename().string()) &&
                entry.path().filename() != "form.xml")
                fs::copy_file(entry.path(), folder.path() / entry.path().filename(), problem);
    std::vector<std::string> words{"--preview", form.string()};
    if (!preview.language.empty())
        words.insert(words.end(), {"--language", preview.language});
    if (!preview.screenshots.empty())
        words.insert(words.end(), {"--screenshots", preview.screenshots});
    return run(app, std::move(words), errors);
}

} // namespace balieblik::forms::cli
