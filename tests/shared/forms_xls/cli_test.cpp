// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/commands.hpp"
#include "support/source_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace balieblik::forms::cli {
namespace {

using ::testing::HasSubstr;

class Commands : public ::testing::Test {
protected:
    Commands()
    {
        folder_ = std::filesystem::temp_directory_path() /
                  (std::string("balieblik-form-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    ~Commands() override { std::filesystem::remove_all(folder_); }

    std::string file(const std::string& name, const std::string& text)
    {
        const auto path = (folder_ / name).string();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    static std::string text_of(const std::filesystem::path& path)
    {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }

    std::filesystem::path folder_;
    std::ostringstream out_, errors_;
};

const std::string source = "| survey |\n| | type | name | label |\n| | text | a | A |\n";

TEST_F(Commands, fmt_writes_once_and_then_has_nothing_to_do)
{
    const auto path = file("form.md", source);

    EXPECT_EQ(format_file(path, true, errors_), 1);
    EXPECT_EQ(format_file(path, false, errors_), 0);
    EXPECT_EQ(format_file(path, true, errors_), 0);
    EXPECT_THAT(text_of(path), HasSubstr("|        | type | name | label |\n"));
}

TEST_F(Commands, compile_writes_beside_the_source_and_nothing_when_there_is_a_problem)
{
    const auto good = file("form.md", source);
    EXPECT_EQ(compile_file(good, "", out_, errors_), 0);
    EXPECT_THAT(text_of(folder_ / "form.xml"), HasSubstr("<bind nodeset=\"/data/a\" type=\"string\"/>"));

    const auto bad = file("bad.md", source + "| | text | b | ${x} |\n");
    EXPECT_EQ(compile_file(bad, (folder_ / "bad.xml").string(), out_, errors_), 1);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "bad.xml"));
    EXPECT_THAT(errors_.str(), HasSubstr("bad.md:4: [survey, row 3, label] There is no question 'x'."));
}

TEST_F(Commands, compile_finds_an_expression_that_cannot_be_read)
{
    const std::string head = "| survey |\n| | type | name | calculation |\n";
    EXPECT_EQ(compile_file(file("a.md", head + "| | calculate | a | 1 + |\n"), "-", out_, errors_), 1);
    EXPECT_TRUE(out_.str().empty());
}

TEST_F(Commands, a_file_that_is_not_there_is_told_apart_from_a_file_with_problems)
{
    EXPECT_EQ(lint_file((folder_ / "none.md").string(), errors_), 2);
    EXPECT_THAT(errors_.str(), HasSubstr("cannot be read"));
}

TEST_F(Commands, score_prints_the_index_with_its_explanation)
{
    const auto form = (balieblik::test::source_dir() / "forms/counter/1/form.xml").string();
    const auto record = file("record.json", R"({"norm_set":"katwijk","G":{"G1":"follow_up","G2":"no","G3":"yes"}})");

    EXPECT_EQ(score_file(form, record, "", "", out_, errors_), 0) << errors_.str();
    EXPECT_THAT(out_.str(), HasSubstr(R"("index":1.714285714285714)"));
    EXPECT_THAT(out_.str(), HasSubstr(R"("standing":"unanswered")"));

    const auto wrong = file("wrong.json", R"({"norm_set":"katwijk","G":{"G1":"perhaps"}})");
    EXPECT_EQ(score_file(form, wrong, "", "", out_, errors_), 1);
    EXPECT_THAT(errors_.str(), HasSubstr("G1 has no such choice"));
}

TEST_F(Commands, an_expression_that_cannot_be_read_is_told_with_its_cell)
{
    const auto path = file("form.md", "| survey |\n| | type | name | label | relevant |\n| | text | a | A | |\n"
                                      "| | text | b | B | ${a} = = 'x' |\n");

    EXPECT_EQ(compile_file(path, "-", out_, errors_), 1);
    EXPECT_THAT(errors_.str(), HasSubstr("form.md:4: [survey, row 3, relevant] This expression cannot be read"));
    EXPECT_EQ(out_.str(), "");
}

TEST_F(Commands, a_warning_is_told_and_holds_nothing_up)
{
    const auto path = file("form.md", "| survey |\n| | type | name | label | hnit |\n| | text | a | A | x |\n");

    EXPECT_EQ(compile_file(path, "-", out_, errors_), 0);
    EXPECT_THAT(errors_.str(), HasSubstr("[survey, row 1, hnit] warning:"));
    EXPECT_THAT(out_.str(), HasSubstr("<h:html"));
}

TEST_F(Commands, to_excel_and_back_gives_the_same_file_and_overwrites_nothing_unasked)
{
    const auto path = file("form.md", source);
    ASSERT_EQ(format_file(path, false, errors_), 0);
    const auto before = text_of(path);

    ASSERT_EQ(export_file(path, "", false, errors_), 0) << errors_.str();
    EXPECT_EQ(export_file(path, "", false, errors_), 2) << "it is there already";
    EXPECT_EQ(export_file(path, "", true, errors_), 0);
    EXPECT_EQ(import_file((folder_ / "form.xlsx").string(), "", false, out_, errors_), 2) << "form.md is there";
    ASSERT_EQ(import_file((folder_ / "form.xlsx").string(), (folder_ / "again.md").string(), false, out_, errors_), 0);
    ASSERT_EQ(
        import_file((folder_ / "form.xlsx").string(), (folder_ / "mine/1/form.md").string(), false, out_, errors_), 0)
        << "the folders of a first version are made";

    EXPECT_EQ(text_of(folder_ / "again.md"), before);
}

TEST_F(Commands, what_is_no_workbook_is_refused_with_a_sentence)
{
    EXPECT_EQ(import_file(file("old.xls", "no"), "-", false, out_, errors_), 1);
    EXPECT_THAT(errors_.str(), HasSubstr("old.xls: "));
    EXPECT_EQ(import_file((folder_ / "none.xlsx").string(), "-", false, out_, errors_), 2);
}

TEST_F(Commands, diff_ends_with_1_when_something_changed)
{
    const auto before = file("1.md", source);
    const auto after = file("2.md", "| survey |\n| | type | name | label |\n| | text | a | B |\n");

    EXPECT_EQ(diff_files(before, before, out_, errors_), 0);
    EXPECT_EQ(diff_files(before, after, out_, errors_), 1);
    EXPECT_EQ(out_.str(), "survey a: label was 'A', is 'B'.\n");
}

TEST_F(Commands, preview_hands_the_compiled_form_and_its_files_to_the_app_and_passes_on_how_it_ended)
{
    const auto path = file("form.md", source);
    file("norms.csv", "name\n");
    Preview preview;
    std::filesystem::create_directory(folder_ / "bin");
    preview.app =
        file("bin/app", "#!/bin/sh\necho \"$@\" > \"" + (folder_ / "told").string() +
                            "\"\nls \"$(dirname \"$2\")\" >> \"" + (folder_ / "told").string() + "\"\nexit 7\n");
    std::filesystem::permissions(preview.app, std::filesystem::perms::owner_all);
    preview.language = "en";

    EXPECT_EQ(preview_file(path, preview, errors_), 7);

    EXPECT_THAT(text_of(folder_ / "told"), HasSubstr("--preview "));
    EXPECT_THAT(text_of(folder_ / "told"), HasSubstr("/form.xml --language en\nform.xml\nnorms.csv\n"));
}

TEST_F(Commands, preview_without_an_app_says_so)
{
    Preview preview;
    preview.app = (folder_ / "nowhere").string();

    EXPECT_EQ(preview_file(file("form.md", source), preview, errors_), 2);
    EXPECT_THAT(errors_.str(), HasSubstr("was not found"));
}

} // namespace
} // namespace balieblik::forms::cli
