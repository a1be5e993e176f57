// SPDX-License-Identifier: EUPL-1.2
// Every example of docs/statistics.md, put to the real program.
#include "base/json.hpp"
#include "calc/answer.hpp"
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

// The same numbers but for digits that another processor may round, or an iteration end, otherwise.
void expect_equal(const boost::json::value& wanted, const boost::json::value& got, const std::string& where)
{
    if (wanted.is_number() && got.is_number()) {
        const auto a = wanted.to_number<double>();
        const auto b = got.to_number<double>();
        EXPECT_NEAR(a, b, 1e-6 * std::max(1.0, std::fabs(a))) << where;
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

// Every place in a value, as a pointer.
void places_in(const boost::json::value& value, const std::string& at, std::vector<std::string>& places)
{
    if (!at.empty())
        places.push_back(at);
    if (const auto* object = value.if_object())
        for (const auto& member : *object)
            places_in(member.value(), at + "/" + std::string(member.key()), places);
    if (const auto* list = value.if_array())
        for (std::size_t i = 0; i < list->size(); ++i)
            places_in((*list)[i], at + "/" + std::to_string(i), places);
}

TEST(DocumentedExamples, have_an_answer_whatever_stands_in_any_place_of_them)
{
    const auto odd = json::parse(R"([null, true, "", "x", -1, 0, 1, 2, 0.5, 1e300, -1e-300, 9007199254740993, [], [[]],
                                     {}, [1], [null, null], [1, 1, 1], {"a": 1}])");
    ASSERT_TRUE(odd);
    for (const auto& example : documented_examples()) {
        auto request = json::parse(example.request);
        ASSERT_TRUE(request);
        if (request->get_object().contains("bootstrap"))
            request->at("bootstrap").at("resamples") = 100; // thousands of times
        std::vector<std::string> places;
        places_in(*request, "", places);
        for (const auto& place : places) {
            for (const auto& value : odd->get_array()) {
                auto changed = *request;
                changed.at_pointer(place) = value;
                const auto line = json::print(changed);
                const auto reply = json::parse(answer(line));
                ASSERT_TRUE(reply) << line;
                const auto& members = reply->get_object();
                const auto kinds = members.count("result") + members.count("refusal") + members.count("error");
                EXPECT_EQ(kinds, 1U) << line;
                EXPECT_EQ(members.at("ok").get_bool(), members.contains("result")) << line;
            }
        }
    }
}

} // namespace
} // namespace balieblik::calc
