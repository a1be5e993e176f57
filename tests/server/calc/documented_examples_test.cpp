// SPDX-License-Identifier: EUPL-1.2
// Every example of docs/statistics.md, put to the real program.
#include "base/json.hpp"
#include "calc/functions.hpp"
#include "support/source_dir.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

namespace balieblik::calc {
namespace {

struct Example {
    std::string request;
    std::string answer;
};

std::vector<Example> documented_examples()
{
    std::ifstream file{test::source_dir() / "docs/statistics.md"};
    std::vector<Example> made;
    std::string* into = nullptr;
    for (std::string line; std::getline(file, line);) {
        if (line == "```json request") {
            into = &made.emplace_back().request;
        } else if (line == "```json answer") {
            into = &made.back().answer;
        } else if (line.starts_with("```")) {
            into = nullptr;
        } else if (into) {
            *into += line;
        }
    }
    return made;
}

// The same numbers but for the last digits, which another processor may round otherwise.
void expect_equal(const boost::json::value& wanted, const boost::json::value& got, const std::string& where)
{
    if (wanted.is_number() && got.is_number()) {
        const auto a = wanted.to_number<double>();
        const auto b = got.to_number<double>();
        EXPECT_NEAR(a, b, 1e-9 * std::max(1.0, std::fabs(a))) << where;
    } else if (wanted.is_array() && got.is_array()) {
        ASSERT_EQ(wanted.get_array().size(), got.get_array().size()) << where;
        for (std::size_t i = 0; i < wanted.get_array().size(); ++i)
            expect_equal(wanted.get_array()[i], got.get_array()[i], where + "/" + std::to_string(i));
    } else if (wanted.is_object() && got.is_object()) {
        EXPECT_EQ(wanted.get_object().size(), got.get_object().size()) << where;
        for (const auto& member : wanted.get_object()) {
            const auto* other = got.get_object().if_contains(member.key());
            ASSERT_NE(other, nullptr) << where << "/" << member.key();
            expect_equal(member.value(), *other, where + "/" + std::string(member.key()));
        }
    } else {
        EXPECT_EQ(json::canonical(wanted), json::canonical(got)) << where;
    }
}

TEST(DocumentedExamples, are_what_the_program_answers)
{
    const auto examples = documented_examples();
    ASSERT_FALSE(examples.empty());
    const test::TempFolder folder;
    const auto requests = folder.path() / "requests";
    const auto answers = folder.path() / "answers";
    {
        std::ofstream file{requests};
        for (const auto& example : examples)
            file << example.request << '\n';
    }
    const auto command = std::string("'" BALIEBLIK_CALC "' < '") + requests.string() + "' > '" + answers.string() + "'";

    ASSERT_EQ(std::system(command.c_str()), 0);

    std::ifstream file{answers};
    for (const auto& example : examples) {
        std::string line;
        ASSERT_TRUE(std::getline(file, line)) << "no answer to " << example.request;
        const auto wanted = json::parse(example.answer);
        const auto got = json::parse(line);
        ASSERT_TRUE(wanted && got) << example.request;
        expect_equal(*wanted, *got, example.request);
    }
    std::string more;
    EXPECT_FALSE(std::getline(file, more));
}

TEST(DocumentedExamples, show_every_function)
{
    std::set<std::string> shown;
    for (const auto& example : documented_examples()) {
        const auto reply = json::parse(example.answer);
        ASSERT_TRUE(reply) << example.answer;
        if (const auto* function = reply->get_object().if_contains("function"))
            shown.emplace(function->get_string());
    }
    for (const auto& function : functions())
        EXPECT_TRUE(shown.contains(std::string(function.name))) << function.name << " has no example";
}

} // namespace
} // namespace balieblik::calc
