// SPDX-License-Identifier: EUPL-1.2
// A questionnaire as its author looks at it, with what lies beside it and without.
#include "mobile/viewmodels/app_fixture.hpp"

namespace balieblik::viewmodels {
namespace {

TEST(Preview, opens_a_questionnaire_whose_norms_are_not_written_yet)
{
    int argc = 1;
    char program[5] = "test";
    char* argv[2] = {program, nullptr};
    const QCoreApplication loop{argc, argv};
    const test::FakeClock clock;
    const auto tablet = services::PreviewTablet::open(clock, text_of("/forms/telephone/1/form.xml"), {}).value();
    std::optional<Result<services::VisitView>> opened;

    tablet->open_practice("nl", [&](Result<services::VisitView> view) { opened = std::move(view); });
    settle();

    ASSERT_TRUE(opened);
    EXPECT_TRUE(*opened) << opened->error().detail;
}

TEST(Preview, says_which_list_is_not_there)
{
    int argc = 1;
    char program[5] = "test";
    char* argv[2] = {program, nullptr};
    const QCoreApplication loop{argc, argv};
    const test::FakeClock clock;
    const auto tablet = services::PreviewTablet::open(clock, text_of("/forms/message/1/form.xml"), {}).value();
    std::optional<Result<services::VisitView>> opened;

    tablet->open_practice("nl", [&](Result<services::VisitView> view) { opened = std::move(view); });
    settle();

    ASSERT_TRUE(opened);
    ASSERT_FALSE(*opened);
    EXPECT_EQ(opened->error().code, Errc::not_found);
}

} // namespace
} // namespace balieblik::viewmodels
