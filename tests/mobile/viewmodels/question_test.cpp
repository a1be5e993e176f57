// SPDX-License-Identifier: EUPL-1.2
// Every kind of question, without a pixel: which file shows it, and how what somebody does becomes an answer.
#include "forms/xls/compile.hpp"
#include "support/clock.hpp"
#include "support/source_dir.hpp"
#include "viewmodels/answer.hpp"
#include "viewmodels/place.hpp"
#include "viewmodels/question_kind.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace balieblik::viewmodels {
namespace {

class Questions : public testing::Test {
protected:
    Questions()
    {
        std::ostringstream tables;
        tables << std::ifstream(test::source_dir() / "tests/mobile/questions/every_kind.md").rdbuf();
        const auto compiled = forms::xls::compile_form(tables.str(), "every_kind.md");
        EXPECT_TRUE(compiled) << (compiled ? "" : compiled.error().detail);
        program = forms::compile(forms::read_form(compiled.value().xml).value()).value();
        forms::Surroundings around;
        around.clock = &clock;
        around.random = &random;
        session = forms::Session::open(program, around).value();
    }

    // The question as its page has it; what it proposes is given to the form at once.
    Answer& question(const std::string& name)
    {
        for (const auto& node : session->nodes())
            if (node.control && node.reference.ends_with('/' + name)) {
                made = std::make_unique<Answer>(node, nullptr);
                QObject::connect(made.get(), &Answer::proposed, made.get(),
                                 [this](const QString& reference, const QString& value) {
                                     const auto where = reference.toStdString();
                                     ASSERT_TRUE(session->answer(where, value.toStdString()));
                                     made->show(session->node(where).value());
                                 });
                return *made;
            }
        throw std::runtime_error("no question " + name);
    }
    QString kind(const std::string& name) { return question(name).kind(); }

    test::FakeClock clock;
    test::SeededRandom random;
    std::shared_ptr<const forms::Program> program;
    std::optional<forms::Session> session;
    std::unique_ptr<Answer> made;
};

TEST_F(Questions, every_type_and_appearance_has_its_own_file)
{
    const std::pair<const char*, const char*> expected[] = {
        {"one", "SelectOne"},    {"cols", "SelectOne"}, {"drop", "Dropdown"},     {"search", "Search"},
        {"many", "SelectMany"},  {"likert", "Scale"},   {"manydrop", "Dropdown"}, {"head", "Scale"},
        {"row1", "Scale"},       {"rank", "Rank"},      {"whole", "Integer"},     {"counter", "Counter"},
        {"fee", "Decimal"},      {"mark", "Range"},     {"slide", "Slider"},      {"noticks", "Slider"},
        {"stars", "Rating"},     {"wheel", "Picker"},   {"day", "Date"},          {"month", "MonthYear"},
        {"year", "Year"},        {"hour", "Time"},      {"moment", "Moment"},     {"line", "Text"},
        {"many_l", "Multiline"}, {"code", "Barcode"},   {"read", "Acknowledge"},  {"note", "Note"},
        {"place", "Place"},      {"route", "Trace"},    {"area", "Trace"},        {"photo", "Photo"},
        {"room", "ImageMap"},    {"rooms", "ImageMap"}, {"site", "Map"},          {"spot", "Place"},
        {"sketch", "Drawing"},   {"sign", "Drawing"},   {"marks", "Drawing"},     {"letter", "File"}};
    for (const auto& [name, file] : expected)
        EXPECT_EQ(kind(name), QLatin1String(file)) << name;
}

TEST_F(Questions, an_appearance_that_nobody_knows_changes_nothing)
{
    EXPECT_EQ(kind("strange"), QStringLiteral("SelectOne"));
}

TEST(Appearances, older_names_are_said_in_the_newer_ones)
{
    EXPECT_EQ(appearanceWords("quick compact-3"), (QStringList{QStringLiteral("quick"), QStringLiteral("columns-3")}));
    EXPECT_EQ(appearanceWords("horizontal"), QStringList{QStringLiteral("columns")});
}

TEST_F(Questions, the_form_may_ask_for_a_number_of_columns) { EXPECT_EQ(question("cols").columns(), 2); }

TEST_F(Questions, a_range_stops_at_its_own_steps_without_rounding_errors)
{
    auto& slide = question("slide");

    slide.proposeStop(3);

    EXPECT_EQ(slide.steps(), 31);
    EXPECT_EQ(slide.value(), QStringLiteral("16.5"));
    EXPECT_EQ(slide.at(), 3);
}

TEST_F(Questions, a_range_takes_nothing_beyond_its_ends)
{
    auto& mark = question("mark");

    mark.proposeStop(10);

    EXPECT_EQ(mark.value(), QString{});
    EXPECT_EQ(mark.at(), -1);
}

TEST_F(Questions, the_first_move_of_a_ranking_makes_the_whole_order_the_answer)
{
    auto& rank = question("rank");

    rank.move(QStringLiteral("sociaal"), -1);

    EXPECT_EQ(rank.value(), QStringLiteral("burger sociaal omgeving belasting"));
    EXPECT_EQ(rank.ranked().at(1).toMap().value(QStringLiteral("label")).toString(), QStringLiteral("Sociaal domein"));
}

TEST_F(Questions, the_order_as_it_stands_can_be_the_answer)
{
    auto& rank = question("rank");

    rank.move(QStringLiteral("burger"), 0);

    EXPECT_EQ(rank.value(), QStringLiteral("burger omgeving sociaal belasting"));
}

TEST_F(Questions, a_search_finds_what_begins_with_the_words_first)
{
    const auto found = question("search").find(QStringLiteral("al"), 10);
    const auto raalte = question("search").find(QStringLiteral("raa"), 10);

    ASSERT_EQ(raalte.size(), 1);
    EXPECT_EQ(raalte.at(0).toMap().value(QStringLiteral("value")).toString(), QStringLiteral("raalte"));
    EXPECT_EQ(found.size(), 2); // Raalte and Dalfsen
}

TEST_F(Questions, several_choices_are_put_in_and_taken_out_one_by_one)
{
    auto& many = question("many");

    many.choose(QStringLiteral("burger"));
    many.choose(QStringLiteral("sociaal"));
    many.choose(QStringLiteral("burger"));

    EXPECT_EQ(many.chosenText(), QStringLiteral("Sociaal domein"));
}

TEST_F(Questions, a_line_grows_and_shrinks_by_its_last_place)
{
    auto& route = question("route");

    route.proposeTyped(QStringLiteral("52.3893, 6.2754"));
    route.proposeTyped(QStringLiteral("52.3900 6.2760"));
    route.dropStop();
    route.proposeTyped(QStringLiteral("52,3910; 6,2770"));

    EXPECT_EQ(route.places().size(), 2);
    EXPECT_TRUE(route.value().endsWith(QStringLiteral("52.391 6.277 0.0 0.0"))) << route.value().toStdString();
}

TEST_F(Questions, an_area_ends_where_it_began)
{
    auto& area = question("area");

    for (const auto* place : {"52.1 6.1", "52.2 6.1", "52.2 6.2"})
        area.addStop(QLatin1String(place));

    EXPECT_EQ(area.places().size(), 3);
    EXPECT_EQ(stopsOf(area.value()).first(), stopsOf(area.value()).last());
}

TEST_F(Questions, a_counter_counts_from_nothing)
{
    auto& counter = question("counter");

    counter.count(1);
    counter.count(1);

    EXPECT_EQ(counter.value(), QStringLiteral("2"));
}

TEST_F(Questions, a_month_is_kept_as_its_first_day)
{
    auto& month = question("month");

    month.proposeMonth(2027, 2);

    EXPECT_EQ(month.value(), QStringLiteral("2027-02-01"));
}

TEST_F(Questions, thousands_stand_apart_and_can_be_typed_back)
{
    auto& grouped = question("grouped");

    grouped.proposeTyped(QStringLiteral("1234567"));
    const auto shown = grouped.shown();
    grouped.proposeTyped(shown);

    EXPECT_EQ(shown, QStringLiteral("1\u202f234\u202f567"));
    EXPECT_EQ(grouped.value(), QStringLiteral("1234567"));
}

TEST_F(Questions, what_cannot_be_read_stays_with_a_sentence_and_answers_nothing)
{
    auto& place = question("place");

    place.proposeTyped(QStringLiteral("bij de kerk"));

    EXPECT_EQ(place.value(), QString{});
    EXPECT_FALSE(place.problem().isEmpty());
}

TEST_F(Questions, choices_on_a_map_say_where_they_lie_and_the_others_stand_in_the_list_alone)
{
    auto& site = question("site");

    const auto placed = site.placed();

    EXPECT_EQ(site.options().size(), 5);
    ASSERT_EQ(placed.size(), 4);
    EXPECT_EQ(placed[0].toMap().value("value").toString(), "hofstraat");
    EXPECT_EQ(placed[0].toMap().value("place").toString(), "52.38930 6.27540");
    EXPECT_EQ(stopsOf(placed[3].toMap().value("place").toString()).size(), 3);
}

TEST_F(Questions, only_a_question_that_is_answered_on_its_drawing_wants_it)
{
    EXPECT_EQ(question("room").wantedDrawing(), "floor.svg");
    EXPECT_EQ(question("seen").wantedDrawing(), "");
    EXPECT_EQ(question("room").offered().mid(0, 2), (QStringList{"hall", "desks"}));
}

TEST(Places, may_be_pasted_from_a_map_or_typed_with_decimal_commas)
{
    const Place raalte{52.3893, 6.2754, 0, 0};

    EXPECT_EQ(typedPlace(QStringLiteral("52.3893, 6.2754")), raalte);
    EXPECT_EQ(typedPlace(QStringLiteral("52,3893 6,2754")), raalte);
    EXPECT_EQ(typedPlace(QStringLiteral("52.3893,6.2754")), raalte);
    EXPECT_EQ(typedPlace(QStringLiteral("152, 6")), std::nullopt);
    EXPECT_EQ(typedPlace(QStringLiteral("52.3893")), std::nullopt);
}

TEST(QuestionWithPictures, shows_them_from_the_gallery_of_its_visit_and_reads_a_choice_without_words_by_its_name)
{
    forms::NodeView node;
    node.kind = forms::NodeKind::question;
    node.reference = "/data/a";
    node.label = "**Welk** bord?";
    node.pictures = {"jr://images/bord.png", "jr://images/groot bord.png"};
    node.options = {{"links", "Links", {"jr://images/links.jpg", ""}},
                    {"recht_door", "", {"jr://images/door.png", "jr://images/door-groot.png"}},
                    {"elders", "Elders", {"jr://images/../../elders.png", ""}}};

    const Answer answer{node, nullptr, QStringLiteral("image://form/3/")};

    EXPECT_EQ(answer.label(), "Welk bord?");
    EXPECT_EQ(answer.styledLabel(), "<b>Welk</b> bord?");
    EXPECT_EQ(answer.illustration(), "image://form/3/bord.png");
    const auto options = answer.options();
    EXPECT_EQ(options[0].toMap().value("picture").toString(), "image://form/3/links.jpg");
    EXPECT_EQ(options[1].toMap().value("label").toString(), "");
    EXPECT_EQ(options[1].toMap().value("spoken").toString(), "recht door");
    EXPECT_EQ(options[2].toMap().value("picture").toString(), "") << "only what lies beside the form";
    const auto large = answer.largePictures();
    ASSERT_EQ(large.size(), 2);
    EXPECT_EQ(large[0].toMap().value("picture").toString(), "image://form/3/groot%20bord.png");
    EXPECT_EQ(large[1].toMap().value("picture").toString(), "image://form/3/door-groot.png");
}

} // namespace
} // namespace balieblik::viewmodels
