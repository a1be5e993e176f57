// SPDX-License-Identifier: EUPL-1.2
// Forms as other projects write them: they compile, and the engine opens them.
#include "forms/authoring/handed_in.hpp"
#include "forms/session/session.hpp"
#include "forms/xform/picture.hpp"
#include "forms/xls/table.hpp"
#include "shared/forms/form_fixture.hpp"
#include "support/source_dir.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace balieblik::forms {
namespace {

const auto folder = balieblik::test::source_dir() / "tests/forms/elsewhere";

std::vector<std::filesystem::path> forms_from_elsewhere()
{
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".md" || entry.path().filename() == "school.xml")
            found.push_back(entry.path());
    return found;
}

std::string text_of(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

// A form with the lists that it reads and the pictures that it shows, as its author hands it in.
authoring::Authored handed_in(const std::filesystem::path& form)
{
    std::vector<authoring::HandedIn> files{{form.filename().string(), text_of(form)}};
    for (const auto& place : {folder, folder / "media"})
        for (const auto& entry : std::filesystem::directory_iterator(place)) {
            const auto name = entry.path().filename().string();
            // A list is also read by its name without the ending: pulldata('prices', …).
            const auto known = authoring::is_list(name) ? entry.path().stem().string() : name;
            if (authoring::goes_along(name) && name != "school.xml" &&
                files.front().bytes.find(known) != std::string::npos)
                files.push_back({name, text_of(entry.path())});
        }
    return authoring::read_handed_in(files);
}

// What keeps it from being published; the others keep nobody from it.
std::string first_problem(const authoring::Authored& authored)
{
    return authored.ok() ? std::string() : xls::sentence(authored.problems.front(), authored.file);
}

TEST(Elsewhere, each_form_can_be_published_with_what_lies_beside_it_and_opens_in_every_language)
{
    ASSERT_GE(forms_from_elsewhere().size(), 8U);
    for (const auto& file : forms_from_elsewhere()) {
        SCOPED_TRACE(file);
        const auto authored = handed_in(file);
        ASSERT_EQ(first_problem(authored), "");
        test::World world;
        for (const auto& beside : authored.files)
            for (const char* kind : {"jr://file/", "jr://file-csv/"})
                world.files[kind + beside.name] = beside.bytes;
        world.files["jr://instance/last-saved"] = "<data/>";
        auto session = Session::open(test::compiled(authored.xml), world.surroundings()).value();
        for (const auto& language : session.languages()) {
            ASSERT_TRUE(session.set_language(language));
            for (const auto& node : session.nodes())
                EXPECT_TRUE(node.kind != NodeKind::question || !node.label.empty() || !node.hint.empty() ||
                            !node.appearance.empty())
                    << node.reference << " shows nothing in " << language;
        }
    }
}

TEST(Elsewhere, pictures_of_questions_and_choices_are_those_that_lie_beside_the_form)
{
    const auto authored = handed_in(folder / "market.md");
    const auto shown = pictures_of(*authored.form);

    EXPECT_EQ(shown.size(), 8U);
    for (const auto& name : shown)
        EXPECT_TRUE(std::any_of(authored.files.begin(), authored.files.end(), [&](const auto& one) {
            return one.name == name;
        })) << name;
}

TEST(Elsewhere, each_source_is_formatted)
{
    for (const auto& file : forms_from_elsewhere())
        if (file.extension() == ".md") {
            EXPECT_EQ(xls::format_tables(text_of(file)), text_of(file)) << "run: balieblik-form fmt " << file;
        }
}

} // namespace
} // namespace balieblik::forms
