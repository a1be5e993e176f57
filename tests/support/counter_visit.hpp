// SPDX-License-Identifier: EUPL-1.2
// The answers of the worked example in the counter questionnaire, laps aside: the visit whose index is 37.005952.
#pragma once

#include <string_view>
#include <utility>

namespace balieblik::test {

inline constexpr std::pair<std::string_view, std::string_view> counter_answers[] = {
    {"B/B2", "yes"}, {"B/B3", "na"},  {"B/B4", "yes"},       {"B/B5", "4"},
    {"B/B6", "no"},  {"B/B7", "na"},  {"C/C4", "no"},        {"D/D1", "yes"},
    {"D/D2", "3"},   {"D/D3", "2"},   {"D/D4", "4"},         {"D/D5", "1"},
    {"D/D6", "no"},  {"D/D7", "no"},  {"E/E1", "no"},        {"E/E2", "partly"},
    {"E/E3", "yes"}, {"E/E4", "na"},  {"F/F1", "yes"},       {"F/F2", "cites"},
    {"F/F3", "no"},  {"F/F4", "no"},  {"F/F5", "no"},        {"F/F6", "2"},
    {"F/F7", "no"},  {"F/F8", "yes"}, {"G/G1", "follow_up"}, {"G/G2", "no"},
    {"G/G3", "yes"}, {"H/H1", "5"},   {"H/H2", "2"},         {"H/H3", "canary-remark-4417"},
    {"H/H6", "no"},  {"H/H7", "yes"}};

} // namespace balieblik::test
