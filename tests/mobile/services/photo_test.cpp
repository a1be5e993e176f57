// SPDX-License-Identifier: EUPL-1.2
// How large a photo is that is kept: as the questionnaire wants it, and never more than the app keeps.
#include "services/photo.hpp"

#include <QImage>

#include <gtest/gtest.h>

namespace balieblik::services {
namespace {

int edge_wanted(const char* max_pixels)
{
    forms::Bind bind;
    if (max_pixels)
        bind.attributes.push_back({"http://openrosa.org/xforms", "max-pixels", max_pixels});
    forms::NodeView question;
    question.bind = &bind;
    return photo_edge(question);
}

TEST(Photo, is_no_larger_than_its_question_allows)
{
    QImage taken{3000, 1500, QImage::Format_RGB32};
    taken.fill(Qt::darkGreen);

    const auto kept = as_evidence(taken, edge_wanted("640")).value();

    EXPECT_EQ(QImage::fromData(kept.data(), static_cast<int>(kept.size())).size(), QSize(640, 320));
}

TEST(Photo, a_question_cannot_ask_for_more_than_is_kept_or_for_nothing_to_see)
{
    EXPECT_EQ(edge_wanted(nullptr), max_photo_edge);
    EXPECT_EQ(edge_wanted("9000"), max_photo_edge);
    EXPECT_EQ(edge_wanted("-3"), max_photo_edge);
    EXPECT_EQ(edge_wanted("many"), max_photo_edge);
    EXPECT_EQ(edge_wanted("1"), 16);
}

} // namespace
} // namespace balieblik::services
