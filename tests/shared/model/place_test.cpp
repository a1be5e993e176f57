// SPDX-License-Identifier: EUPL-1.2
#include "model/assignment.hpp"

#include <gtest/gtest.h>

namespace balieblik {
namespace {

TEST(Place, is_reached_through_each_channel_in_its_own_way_or_not_at_all)
{
    Location place;
    place.address = "Zwolsestraat 16, Raalte";
    place.telephone_number = "+31 572 000 111";

    EXPECT_EQ(contact_of(place, Channel::counter), "Zwolsestraat 16, Raalte");
    EXPECT_EQ(contact_of(place, Channel::telephone), "+31 572 000 111");
    EXPECT_EQ(contact_of(place, Channel::message), "");
}

TEST(Place, a_telephone_number_is_digits_and_what_people_put_between_them)
{
    for (const char* number : {"+31 572 000 111", "14 0572", "(0572) 00-0111", "112"})
        EXPECT_TRUE(is_telephone_number(number)) << number;
    for (const char* other : {"", "+", "12", "0572 abc", "31+572", "1234567890123456", "0572\n000111"})
        EXPECT_FALSE(is_telephone_number(other)) << other;
}

TEST(Place, a_message_goes_to_an_address_or_to_a_form_on_the_web)
{
    for (const char* address : {"post@raalte.example", "https://zwolle.example/contact?x=1"})
        EXPECT_TRUE(is_message_address(address)) << address;
    for (const char* other : {"", "@raalte.example", "post@", "a@b@c", "http://zwolle.example", "https://", "post @x"})
        EXPECT_FALSE(is_message_address(other)) << other;
}

TEST(ScenarioMinutes, are_fewer_on_the_telephone_and_none_for_a_message)
{
    Scenario scenario;
    scenario.max_minutes = 10;

    EXPECT_EQ(minutes_of(scenario, Channel::counter), 10);
    EXPECT_EQ(minutes_of(scenario, Channel::telephone), 5);
    EXPECT_EQ(minutes_of(scenario, Channel::message), 0);
    scenario.max_minutes = 3;
    EXPECT_EQ(minutes_of(scenario, Channel::telephone), 3);
}

} // namespace
} // namespace balieblik
