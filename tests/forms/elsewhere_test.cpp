// SPDX-License-Identifier: EUPL-1.2
// Forms as other projects write them: they compile, and the engine opens them.
#include "forms/session/session.hpp"
#include "forms/xls/compile.hpp"
#include "forms/xls/table.hpp"
#include "support/source_dir.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace balieblik::forms {
namespace {

std::vector<std::filesystem::path> forms_from_elsewhere()
{
    std::vector<std::filesystem::path> found;
    for (const auto& entry :
         std::filesystem::directory_iterator(balieblik::test::source_dir() / "tests/forms/elsewhere"))
        found.push_back(entry.path());
    return found;
}

std::string text_of(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

TEST(Elsewhere, each_form_compiles_and_its_form_and_expressions_are_read_by_the_engine)
{
    ASSERT_GE(forms_from_elsewhere().size(), 5U);
    for (const auto& file : forms_from_elsewhere()) {
        const auto compiled = xls::compile_tables(text_of(file));

        ASSERT_TRUE(compiled.ok()) << xls::sentence(compiled.problems.front(), file.filename().string());
        const auto form = read_form(compiled.xml);
        ASSERT_TRUE(form) << file << ": " << form.error().detail;
        const auto program = compile(*form);
        EXPECT_TRUE(program) << file << ": " << program.error().detail;
    }
}

TEST(Elsewhere, each_source_is_formatted)
{
    for (const auto& file : forms_from_elsewhere())
        EXPECT_EQ(xls::format_tables(text_of(file)), text_of(file)) << "run: balieblik-form fmt " << file;
}

} // namespace
} // namespace balieblik::forms
