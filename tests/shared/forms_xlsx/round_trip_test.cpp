// SPDX-License-Identifier: EUPL-1.2
// Tables to a workbook and back: the same text, byte for byte.
#include "forms/xls/compile.hpp"
#include "forms/xls/table.hpp"
#include "forms/xlsx/layout.hpp"
#include "forms/xlsx/workbook.hpp"
#include "support/source_dir.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace balieblik::forms::xlsx {
namespace {

std::string text_of(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::string there_and_back(const std::string& markdown)
{
    const auto workbook = from_markdown(markdown);
    EXPECT_TRUE(workbook) << workbook.error().detail << "\n" << markdown;
    const auto text = workbook ? to_markdown(*workbook) : Result<std::string>(std::string());
    EXPECT_TRUE(text) << text.error().detail;
    return text ? *text : std::string();
}

TEST(RoundTrip, every_questionnaire_comes_back_as_it_was)
{
    int forms = 0;
    for (const char* folder : {"forms", "tests/forms"})
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(balieblik::test::source_dir() / folder)) {
            const bool of_npm = entry.path().string().find("node_modules") != std::string::npos;
            if (of_npm || entry.path().extension() != ".md" || entry.path().filename() == "README.md")
                continue;
            ++forms;
            const auto text = xls::format_tables(text_of(entry.path()));
            EXPECT_EQ(there_and_back(text), text) << entry.path();
        }
    EXPECT_GE(forms, 3);
}

TEST(RoundTrip, comments_blank_lines_and_empty_rows_keep_their_place)
{
    const auto text =
        xls::format_tables("# head\n\n| settings |\n| | form_id |\n| | x |\n\n# above the sheet\n| survey |\n"
                           "# above the header\n| | type | name | label |\n| | text | a | A |\n\n# between\n\n"
                           "| | | | |\n| | text | b | a \\| bar |\n| | | | |\n# last words\n");

    EXPECT_EQ(there_and_back(text), text);
}

TEST(RoundTrip, a_row_added_in_excel_leaves_comments_with_their_own_rows)
{
    auto sheets =
        sheets_of("| survey |\n| | type | name | label |\n| | text | a | A |\n# about b\n| | text | b | B |\n");
    ASSERT_EQ(sheets[0].name, "survey");

    sheets[0].rows.insert(sheets[0].rows.begin() + 1, {"text", "new", "N"});

    EXPECT_EQ(markdown_of(sheets), xls::format_tables("| survey |\n| | type | name | label |\n| | text | new | N |\n"
                                                      "| | text | a | A |\n# about b\n| | text | b | B |\n"));
}

// Tables of random shape: sheets, gaps, comments, bars, several alphabets.
class RandomTables {
public:
    explicit RandomTables(std::uint32_t seed) : engine_(seed) {}

    std::string text()
    {
        std::string made = lines(2);
        for (const char* sheet : {"settings", "choices", "survey", "_notes"}) {
            if (below(4) == 0)
                continue;
            made += lines(2) + "| " + sheet + " |\n" + row(true);
            for (auto rows = below(6); rows > 0; --rows)
                made += lines(2) + row(false);
        }
        return made + lines(2);
    }

private:
    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(engine_() % limit); }
    std::string word()
    {
        static const std::vector<std::string> words{
            "a",          "type", "1",   "0.50",           "yes",         "Súdwest-Fryslân",
            "‘bent’",     "=1+1", "\\|", "a \\| b",        "${x} > 1",    "<b>&\"'",
            "2026-03-12", "TRUE", "\\",  "# a&#10;&#10;b", "&#10;c &#10;"};
        return words[below(static_cast<std::uint32_t>(words.size()))];
    }
    std::string lines(std::uint32_t limit)
    {
        std::string made;
        for (auto count = below(limit + 1); count > 0; --count)
            made += below(2) == 0 ? "\n" : "# " + word() + "\n";
        return made;
    }
    std::string row(bool header)
    {
        std::string made = "| |";
        bool any = false;
        for (std::uint32_t i = 0; i < 4; ++i) {
            const bool filled = header || below(3) != 0;
            any = any || filled;
            made += " " + (filled ? word() : std::string()) + " |";
        }
        return any || below(2) == 0 ? made + "\n" : std::string();
    }

    std::mt19937 engine_;
};

TEST(RoundTrip, whatever_the_tables_hold_they_come_back_byte_for_byte)
{
    for (std::uint32_t seed = 1; seed <= 150; ++seed) {
        const auto text = xls::format_tables(RandomTables(seed).text());
        ASSERT_EQ(there_and_back(text), text) << "seed " << seed;
    }
}

TEST(RoundTrip, a_name_that_excel_does_not_take_is_refused)
{
    EXPECT_EQ(from_markdown("| a/b |\n| | x |\n| | 1 |\n").error().code, Errc::validation);
    EXPECT_EQ(from_markdown("| " + std::string(32, 'x') + " |\n| | x |\n| | 1 |\n").error().code, Errc::validation);
    EXPECT_EQ(from_markdown("| a |\n| | x |\n| A |\n| | x |\n").error().code, Errc::validation);
}

TEST(RoundTrip, the_workbook_compiles_to_the_same_form)
{
    const auto text = text_of(balieblik::test::source_dir() / "forms/counter/1/form.md");

    EXPECT_EQ(xls::compile_tables(there_and_back(text)).xml, xls::compile_tables(text).xml);
}

} // namespace
} // namespace balieblik::forms::xlsx
