// SPDX-License-Identifier: EUPL-1.2
#include "base/error.hpp"

#include <gtest/gtest.h>

#include <set>

using namespace balieblik;

TEST(Errors, have_unique_names_and_a_sentence_in_both_languages)
{
    std::set<std::string_view> names;
    for (const auto& row : all_errors()) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        for (const auto sentence : {row.en, row.nl}) {
            ASSERT_GT(sentence.size(), 10u) << row.name;
            EXPECT_EQ(sentence.back(), '.') << row.name;
            EXPECT_TRUE(sentence.front() >= 'A' && sentence.front() <= 'Z') << row.name;
        }
        EXPECT_NE(row.en, row.nl) << row.name;
    }
    EXPECT_GT(names.size(), 30u);
}

TEST(Errors, are_found_by_the_name_on_the_wire)
{
    for (const auto& row : all_errors()) {
        EXPECT_EQ(errc_named(row.name), row.code);
        EXPECT_EQ(&info(row.code), &row);
    }
    EXPECT_FALSE(errc_named("no_such_code"));
    EXPECT_FALSE(errc_named(""));
}

TEST(Errors, say_which_thing_after_the_sentence)
{
    const Error error{Errc::disk_full, "visit 7"};

    EXPECT_EQ(sentence(error, "nl"), "De opslag is vol. Maak ruimte vrij; wat u opsloeg is veilig. (visit 7)");
    EXPECT_EQ(sentence({Errc::reason_missing, {}}, "en"), "Give a reason.");
    EXPECT_EQ(sentence({Errc::reason_missing, {}}, "fr"), "Give a reason.");
}

TEST(Errors, of_the_machine_are_local_and_of_a_full_server_are_tried_again)
{
    EXPECT_EQ(name(info(Errc::disk_full).error_class), "local");
    EXPECT_EQ(name(info(Errc::storage_full).error_class), "retry");
}
