// SPDX-License-Identifier: EUPL-1.2
// What is touched on a drawing and on a plane of places, without a window.
#include "support/source_dir.hpp"
#include "viewmodels/image_map.hpp"
#include "viewmodels/place_map.hpp"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>

#include <gtest/gtest.h>

namespace balieblik::viewmodels {
namespace {

class Maps : public testing::Test {
protected:
    static QByteArray drawing(const QByteArray& inside)
    {
        return R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">)svg" + inside + "</svg>";
    }
    static QVariantMap site(const char* value, const char* place)
    {
        return {{"value", QString::fromLatin1(value)},
                {"label", QString::fromLatin1(value)},
                {"place", QString::fromLatin1(place)}};
    }
    // The colour in the middle of a square around a point, given in parts.
    static QColor seen(QQuickPaintedItem& item, qreal x, qreal y)
    {
        item.setSize({400, 200});
        QImage image{400, 200, QImage::Format_RGB32};
        image.fill(Qt::white);
        QPainter painter{&image};
        item.paint(&painter);
        painter.end();
        return image.pixelColor(static_cast<int>(x * 399), static_cast<int>(y * 199));
    }

    int argc = 1;
    char program[5] = "test";
    char* argv[2] = {program, nullptr};
    bool set = qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication loop{argc, argv};
};

TEST_F(Maps, a_part_is_what_it_paints_and_not_the_box_around_it)
{
    ImageMap map;
    map.setChoices({"ring", "middle"});
    // The ring's box holds the middle.
    map.setDrawing(drawing(R"svg(<path id="ring" fill-rule="evenodd" d="M0 0h200v100h-200z M50 25v50h100v-50z"/>)svg"
                           R"svg(<circle id="middle" cx="100" cy="50" r="10"/>)svg"));

    EXPECT_TRUE(map.usable());
    EXPECT_DOUBLE_EQ(map.shape(), 0.5);
    EXPECT_EQ(map.choiceAt(0.1, 0.1), "ring");
    EXPECT_EQ(map.choiceAt(0.5, 0.5), "middle");
    EXPECT_EQ(map.choiceAt(0.35, 0.5), "") << "the hole between both";
}

TEST_F(Maps, parts_stand_where_the_groups_around_them_put_them)
{
    ImageMap map;
    map.setChoices({"moved"});
    map.setDrawing(drawing("<g transform='translate(100 0)'><g transform='scale(2)'>"
                           "<rect id='moved' transform='translate(20 20)' width='20' height='20'/></g></g>"));

    EXPECT_EQ(map.choiceAt(0.8, 0.6), "moved") << "140..180 by 40..80";
    EXPECT_EQ(map.choiceAt(0.15, 0.3), "");
    EXPECT_EQ(map.choiceAt(0.55, 0.6), "");
}

TEST_F(Maps, the_smaller_of_two_parts_above_each_other_is_touched)
{
    ImageMap map;
    map.setChoices({"town", "land"});
    map.setDrawing(drawing(
        R"svg(<rect id="land" width="200" height="100"/><rect id="town" x="80" y="40" width="40" height="20"/>)svg"));

    EXPECT_EQ(map.choiceAt(0.5, 0.5), "town");
    EXPECT_EQ(map.choiceAt(0.1, 0.5), "land");
}

TEST_F(Maps, a_finger_beside_a_small_part_still_finds_it)
{
    ImageMap map;
    map.setChoices({"dot"});
    map.setDrawing(drawing(R"svg(<circle id="dot" cx="100" cy="50" r="1"/>)svg"));

    EXPECT_EQ(map.choiceAt(0.515, 0.5), "dot");
    EXPECT_EQ(map.choiceAt(0.6, 0.5), "");
}

TEST_F(Maps, chosen_parts_are_marked)
{
    ImageMap map;
    map.setMark(Qt::red);
    map.setChoices({"left", "right"});
    map.setDrawing(drawing(R"svg(<rect id="left" width="100" height="100" fill="#fff"/>)svg"
                           R"svg(<rect id="right" x="100" width="100" height="100" fill="#fff"/>)svg"));
    EXPECT_EQ(seen(map, 0.15, 0.2), QColor(Qt::white));

    map.setChosen({"left"});

    EXPECT_NE(seen(map, 0.15, 0.2), QColor(Qt::white));
    EXPECT_EQ(seen(map, 0.85, 0.2), QColor(Qt::white));
}

TEST_F(Maps, a_drawing_without_parts_for_the_choices_is_not_one_to_touch)
{
    ImageMap map;
    map.setChoices({"a"});
    map.setDrawing(drawing("<rect width='9' height='9'/>"));
    EXPECT_FALSE(map.usable());
    map.setDrawing("no drawing");
    EXPECT_FALSE(map.usable());
    EXPECT_EQ(map.choiceAt(0.5, 0.5), "");
}

TEST_F(Maps, places_lie_to_each_other_as_on_earth_and_all_are_in_view)
{
    PlaceMap map;
    map.setSize({600, 400});
    map.setPlaces({site("raalte", "52.3893 6.2754"), site("ommen", "52.5200 6.4210"), site("nowhere", "")});

    const auto raalte = map.pointOf("52.3893 6.2754");
    const auto ommen = map.pointOf("52.5200 6.4210");
    for (const auto& point : {raalte, ommen})
        EXPECT_TRUE(QRectF(0, 0, 600, 400).contains(point));
    EXPECT_GT(ommen.x(), raalte.x());
    EXPECT_LT(ommen.y(), raalte.y()) << "north is up";
    // 0.1457 degrees of longitude are shorter here than as many of latitude.
    EXPECT_NEAR((ommen.x() - raalte.x()) / (raalte.y() - ommen.y()), 0.1456 * 0.6094 / 0.1307, 0.01);
}

TEST_F(Maps, the_nearest_place_under_a_finger_is_chosen)
{
    PlaceMap map;
    map.setSize({600, 400});
    map.setPlaces({site("raalte", "52.3893 6.2754"), site("ommen", "52.5200 6.4210")});
    const auto ommen = map.pointOf("52.5200 6.4210");

    EXPECT_EQ(map.choiceAt(ommen.x() + 12, ommen.y() - 9), "ommen");
    EXPECT_EQ(map.choiceAt(ommen.x() - 100, ommen.y()), "");
}

TEST_F(Maps, places_on_both_sides_of_the_date_line_are_neighbours)
{
    PlaceMap map;
    map.setSize({600, 400});
    map.setPlaces({site("east", "-17.0 179.9"), site("west", "-17.0 -179.9")});

    EXPECT_NEAR(map.pointOf("-17.0 180").x(), 300, 1);
    EXPECT_GT(map.pointOf("-17.0 -179.9").x() - map.pointOf("-17.0 179.9").x(), 300);
}

TEST_F(Maps, a_place_that_is_put_somewhere_is_where_it_was_put)
{
    PlaceMap map;
    map.setSize({600, 400});
    map.setPlaces({site("raalte", "52.3893 6.2754")});

    const auto place = map.placeAt(420, 130);

    EXPECT_NEAR(map.pointOf(place).x(), 420, 0.5);
    EXPECT_NEAR(map.pointOf(place).y(), 130, 0.5);
}

TEST_F(Maps, looking_closer_keeps_what_is_under_the_fingers)
{
    PlaceMap map;
    map.setSize({600, 400});
    map.setPlaces({site("raalte", "52.3893 6.2754"), site("ommen", "52.5200 6.4210")});
    const auto under = map.placeAt(450, 100);

    map.zoom(4, 450, 100);

    EXPECT_TRUE(map.moved());
    EXPECT_NEAR(map.pointOf(under).x(), 450, 1);
    EXPECT_NEAR(map.pointOf(under).y(), 100, 1);
    map.fit();
    EXPECT_FALSE(map.moved());
}

TEST_F(Maps, without_any_place_a_plane_is_still_one_to_put_a_place_on)
{
    PlaceMap map;
    map.setSize({600, 400});

    EXPECT_TRUE(readPlace(map.placeAt(300, 200)));
    map.zoom(1e12, 300, 200);
    map.zoom(1e-12, 300, 200);
    EXPECT_TRUE(readPlace(map.placeAt(0, 0)));
    seen(map, 0.5, 0.5); // draws its lines at any distance
}

} // namespace
} // namespace balieblik::viewmodels
