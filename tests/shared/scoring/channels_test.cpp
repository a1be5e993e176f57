// SPDX-License-Identifier: EUPL-1.2
// Telephone and message visits worked by hand, scored twice: by the form's own calculations and by the scorer.
#include "forms/record/record.hpp"
#include "forms/session/session.hpp"
#include "scoring/explain.hpp"
#include "scoring/score.hpp"
#include "scoring/wave_norm.hpp"
#include "scoring/working_days.hpp"
#include "shared/scoring/visit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>

namespace balieblik::scoring {
namespace {

using namespace testing;
using ::testing::HasSubstr;
constexpr double tolerance = 1e-6;
using Answers = std::vector<std::pair<std::string, std::string>>;

class SetClock : public Clock {
public:
    explicit SetClock(const char* now) : now_(parse_timestamp(now).value()) {}
    Reading read() const override { return {now_, std::chrono::minutes{60}, milliseconds{0}, "test"}; }

private:
    Timestamp now_;
};

class Zeros : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override { std::fill(bytes.begin(), bytes.end(), std::uint8_t{0}); }
};

// One visit by form and scorer. Answers are given in their order, to the question of that name.
class Visit {
public:
    Visit(const std::string& form_id, const std::string& norm_set, const char* now = "2026-06-01T12:00:00+01:00")
        : folder_("forms/" + form_id + "/1/"), clock_(now),
          form_(forms::read_form(file_text(folder_ + "form.xml")).value()), session_(open()),
          norm_(read_norm(file_text(folder_ + "norms.csv"), norm_set).value())
    {
        if (form_id == "message")
            norm_.holidays = read_holidays(file_text(folder_ + "holidays.csv")).value();
        give({{"norm_set", norm_set}});
    }

    Visit& give(const Answers& answers)
    {
        for (const auto& [name, value] : answers) {
            const auto changed = session_.answer(reference_of(form_->instance, "/data", name), value);
            EXPECT_TRUE(changed) << name << ": " << changed.error().detail;
        }
        return *this;
    }
    std::string value(const std::string& name) const
    {
        return session_.node(reference_of(form_->instance, "/data", name)).value().value;
    }
    bool asked(const std::string& name) const
    {
        return session_.node(reference_of(form_->instance, "/data", name)).value().relevant;
    }
    bool closes(const std::string& name) const
    {
        const auto reference = reference_of(form_->instance, "/data", name);
        const auto* when = forms::find_attribute(form_->bind(reference)->attributes, ms_uri, "closes-when");
        return when && session_.holds(*when, reference).value();
    }
    // The scorer's result, after both agreed on every dimension and the index.
    Score score() const
    {
        const auto scored = score_record(*form_, forms::record_json(session_), norm_);
        EXPECT_TRUE(scored) << scored.error().detail;
        if (!scored)
            return {};
        expect_near("index", scored->index);
        for (const auto& dimension : scored->dimensions)
            expect_near(dimension.name + "_sc", dimension.score);
        EXPECT_EQ(value("critical"), scored->critical.empty() ? "false" : "true");
        return *scored;
    }
    const forms::Session& session() const { return session_; }
    const forms::Form& form() const { return *form_; }

private:
    static constexpr std::string_view ms_uri = "https://balieblik.example/ns/mystery-shopper";

    forms::Session open()
    {
        forms::Surroundings surroundings;
        surroundings.clock = &clock_;
        surroundings.random = &random_;
        surroundings.file = [folder = folder_](std::string_view address) -> Result<std::string> {
            return file_text(folder + std::string(address.substr(address.rfind('/') + 1)));
        };
        return forms::Session::open(forms::compile(form_).value(), surroundings).value();
    }
    static std::string reference_of(const forms::DataNode& node, const std::string& path, const std::string& name)
    {
        for (const auto& child : node.children) {
            if (child.name == name)
                return path + "/" + name;
            if (const auto inner = reference_of(child, path + "/" + child.name, name); !inner.empty())
                return inner;
        }
        return {};
    }
    void expect_near(const std::string& row, const std::optional<double>& scorer) const
    {
        const auto text = value(row);
        ASSERT_EQ(!text.empty(), scorer.has_value()) << row << ": '" << text << "'";
        double engine = 0;
        std::from_chars(text.data(), text.data() + text.size(), engine);
        if (scorer) {
            EXPECT_NEAR(engine, *scorer, tolerance) << row;
        }
    }

    std::string folder_;
    SetClock clock_;
    Zeros random_;
    std::shared_ptr<const forms::Form> form_;
    forms::Session session_;
    Norm norm_;
};

double dimension(const Score& scored, std::string_view name)
{
    const auto* found = scored.dimension(name);
    return found && found->score ? *found->score : -1;
}

// A call with a rule: answered after 40 s, transferred once and warmly, no call-back.
const Answers rule_call{{"scenario_code", "R1"},
                        {"scenario_group", "REGEL"},
                        {"T1", "2"},
                        {"T2", "40"},
                        {"T3", "yes"},
                        {"T4", "no"},
                        {"T5", "yes"},
                        {"T6", "4"},
                        {"T7", "3"},
                        {"T8", "na"},
                        {"T9", "no"},
                        {"T10", "partly"},
                        {"T11", "1"},
                        {"T12", "yes"},
                        {"T14", "no"},
                        {"T15", "no"},
                        {"T13_promised", "no"},
                        {"T16", "6"}};

TEST(Telephone, a_call_worked_by_hand)
{
    const auto scored = Visit("telephone", "vng").give(rule_call).score();

    // T2: 100 (2*25 - 40) / 25 = 40. WAIT (3*40 + 1*0) / 4.
    EXPECT_NEAR(scored.wait_s.value(), 40, tolerance);
    EXPECT_NEAR(dimension(scored, "WAIT"), 30, tolerance);
    EXPECT_NEAR(dimension(scored, "ACC"), 100, tolerance);
    // (1*100 + 4*75 + 3*50 + 1*100) / 9; T8 not applicable.
    EXPECT_NEAR(dimension(scored, "TONE"), 650.0 / 9, tolerance);
    EXPECT_NEAR(dimension(scored, "KNOW"), 200.0 / 6, tolerance);
    // (2*60 + 4*0) / 6; T13 not asked, 6 of 9 applicable.
    EXPECT_NEAR(dimension(scored, "OUT"), 20, tolerance);
    EXPECT_NEAR(dimension(scored, "RULE"), 0, tolerance);
    // (5*100 + 15*30 + 30*72.2222 + 15*33.3333 + 20*0 + 10*20) / 95
    EXPECT_NEAR(scored.index.value(), 40.175439, tolerance);
}

TEST(Telephone, without_a_rule_the_exception_is_not_asked_and_the_others_carry_the_index)
{
    auto answers = rule_call;
    answers[0].second = "I1";
    answers[1].second = "I";
    std::erase_if(answers, [](const auto& item) { return item.first == "T14"; });
    Visit visit("telephone", "vng");

    const auto scored = visit.give(answers).score();

    EXPECT_FALSE(visit.asked("T14"));
    EXPECT_EQ(dimension(scored, "RULE"), -1);
    EXPECT_NEAR(scored.index.value(), 3816.666667 / 75, tolerance);
}

TEST(Telephone, transfers_are_worth_less_each_time)
{
    const std::vector<std::pair<std::string, double>> transfers{{"0", 100}, {"1", 60}, {"2", 20}, {"more", 0}};
    for (const auto& [answer, points] : transfers) {
        Visit visit("telephone", "vng");
        const auto scored = visit.give({{"T11", answer}, {"T15", "yes"}}).score();
        EXPECT_NEAR(dimension(scored, "OUT"), (2 * points + 400) / 6, tolerance) << answer;
        EXPECT_EQ(visit.asked("T12"), answer != "0");
    }
}

TEST(Telephone, the_wait_falls_in_a_line_to_nothing_at_twice_the_norm)
{
    const std::vector<std::pair<std::string, double>> waits{{"25", 100}, {"26", 96}, {"50", 0}, {"600", 0}};
    for (const auto& [seconds, points] : waits)
        EXPECT_NEAR(dimension(Visit("telephone", "vng").give({{"T2", seconds}, {"T4", "na"}}).score(), "WAIT"), points,
                    tolerance)
            << seconds;
    // Katwijk's norm is 20 s: 100 (40 - 25) / 20.
    EXPECT_NEAR(dimension(Visit("telephone", "katwijk").give({{"T2", "25"}, {"T4", "na"}}).score(), "WAIT"), 75,
                tolerance);
}

TEST(Telephone, a_wrong_answer_is_critical_and_takes_nothing_off)
{
    const auto scored = Visit("telephone", "vng").give({{"T9", "yes"}, {"T10", "wrong"}}).score();

    EXPECT_EQ(scored.critical, std::vector<std::string>{"T10"});
    EXPECT_NEAR(dimension(scored, "KNOW"), 200.0 / 6, tolerance);
}

TEST(Telephone, a_promised_call_back_stays_open_and_closes_a_day_after_the_promise)
{
    const Answers promise{
        {"T11", "0"}, {"T15", "no"}, {"T13_promised", "yes"}, {"T13_at", "2026-03-12T10:00:00+01:00"}};
    Visit early("telephone", "vng", "2026-03-13T09:59:00+01:00");
    Visit late("telephone", "vng", "2026-03-13T10:01:00+01:00");

    early.give(promise);
    late.give(promise);

    EXPECT_TRUE(early.asked("T13"));
    EXPECT_FALSE(early.closes("T13"));
    EXPECT_TRUE(late.closes("T13"));
    // (2*100 + 3*0 + 4*0) / 9 when nobody called; (200 + 300) / 9 when they did.
    EXPECT_NEAR(dimension(late.give({{"T13", "no"}}).score(), "OUT"), 200.0 / 9, tolerance);
    EXPECT_NEAR(dimension(early.give({{"T13", "yes"}}).score(), "OUT"), 500.0 / 9, tolerance);
}

// Sent Thursday 2 April 2026; Good Friday is 3 April, Easter Monday 6 April.
const Answers easter_mail{{"scenario_code", "R3"},
                          {"scenario_group", "REGEL"},
                          {"kind", "form"},
                          {"M1", "yes"},
                          {"M2", "no"},
                          {"M3", "no"},
                          {"M4", "2026-04-02T16:30:00+02:00"}};

TEST(Message, holidays_and_weekends_are_no_working_days)
{
    const auto holidays = read_holidays(file_text("forms/message/1/holidays.csv")).value();

    EXPECT_EQ(working_days("2026-04-02", "2026-04-02", holidays), 0);
    EXPECT_EQ(working_days("2026-04-02", "2026-04-06", holidays), 0) << "Good Friday, weekend, Easter Monday";
    EXPECT_EQ(working_days("2026-04-02", "2026-04-07", holidays), 1);
    EXPECT_EQ(working_days("2026-04-04T12:00:00+02:00", "2026-04-08T09:00:00+02:00", holidays), 2)
        << "sent on a Saturday";
    EXPECT_EQ(working_days("2026-12-24", "2027-01-04", holidays), 5) << "28 to 31 December and 4 January";
    EXPECT_EQ(working_days("2026-05-04", "2026-05-15", holidays), 7) << "5 and 14 May are off";
    EXPECT_EQ(working_days("2026-03-12", "2026-03-10", holidays), 0);
    EXPECT_FALSE(working_days("2026-03-12", "soon", holidays));
}

TEST(Message, form_and_scorer_count_the_same_days_over_a_whole_year)
{
    const auto holidays = read_holidays(file_text("forms/message/1/holidays.csv")).value();
    Visit visit("message", "tilburg", "2027-12-01T12:00:00+01:00");
    visit.give({{"M4", "2026-03-28T23:30:00+01:00"}, {"reply", "yes"}});

    for (auto day = day_of("2026-03-29").value(); day < day_of("2027-01-10").value(); day += std::chrono::days{5}) {
        const std::chrono::year_month_day date{day};
        char text[32];
        std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
        visit.give({{"replied_at", std::string(text) + "T11:00:00+01:00"}});
        EXPECT_EQ(visit.value("M6"), std::to_string(*working_days("2026-03-28", text, holidays))) << text;
    }
}

TEST(Message, a_reply_after_easter_worked_by_hand)
{
    auto answers = easter_mail;
    answers.insert(answers.end(), {{"M5", "no"},
                                   {"reply", "yes"},
                                   {"replied_at", "2026-04-09T10:00:00+02:00"},
                                   {"M7", "yes"},
                                   {"M8", "partly"},
                                   {"M9", "yes"},
                                   {"M10", "3"},
                                   {"M11", "4"},
                                   {"M12", "no"},
                                   {"M13", "yes"},
                                   {"M14", "7"}});
    Visit visit("message", "tilburg");

    const auto scored = visit.give(answers).score();

    EXPECT_EQ(visit.value("M6"), "3") << "7, 8 and 9 April";
    // (2*100 + 2*0 + 1*100) / 5
    EXPECT_NEAR(dimension(scored, "ACC"), 60, tolerance);
    // M6: 100 (2*2 - 3) / 2 = 50. (1*0 + 3*50) / 4
    EXPECT_NEAR(dimension(scored, "WAIT"), 37.5, tolerance);
    EXPECT_NEAR(dimension(scored, "KNOW"), 500.0 / 7, tolerance);
    // (1*100 + 3*50 + 2*75) / 6
    EXPECT_NEAR(dimension(scored, "TONE"), 400.0 / 6, tolerance);
    EXPECT_NEAR(dimension(scored, "OUT"), 0, tolerance);
    EXPECT_NEAR(dimension(scored, "RULE"), 100, tolerance);
    // (5*60 + 15*37.5 + 30*66.666667 + 15*71.428571 + 20*100 + 10*0) / 95
    EXPECT_NEAR(scored.index.value(), (300 + 562.5 + 2000 + 1071.428571 + 2000) / 95, tolerance);
    EXPECT_NEAR(scored.outcomes[0].points.value(), 600.0 / 9, tolerance);
}

TEST(Message, a_mail_is_not_asked_about_a_form)
{
    Visit visit("message", "tilburg");

    const auto scored = visit.give({{"kind", "mail"}, {"M1", "no"}, {"M3", "no"}}).score();

    EXPECT_FALSE(visit.asked("M2"));
    EXPECT_NEAR(dimension(scored, "ACC"), 100.0 / 3, tolerance);
}

TEST(Message, needless_data_are_critical)
{
    EXPECT_EQ(Visit("message", "tilburg").give({{"M3", "yes"}}).score().critical, std::vector<std::string>{"M3"});
}

TEST(Message, without_a_reply_by_working_day_15_it_closes_with_nothing_for_the_wait)
{
    // Working day 15 after 2 April is Tuesday 28 April: 7-10, 13-17 and 20-24 are 14, and Monday 27 is King’s Day.
    Visit on_the_day("message", "katwijk", "2026-04-28T18:00:00+02:00");
    Visit after("message", "katwijk", "2026-04-29T08:00:00+02:00");
    on_the_day.give(easter_mail);
    after.give(easter_mail);

    EXPECT_FALSE(on_the_day.closes("reply")) << "14 full days until yesterday";
    EXPECT_TRUE(after.closes("reply"));
    EXPECT_TRUE(after.closes("M5"));

    const auto scored = after.give({{"M5", "no"}, {"reply", "none"}}).score();
    EXPECT_EQ(after.value("M6"), "none");
    EXPECT_NEAR(dimension(scored, "WAIT"), 0, tolerance);
    for (const char* left_out : {"KNOW", "TONE", "RULE", "OUT"})
        EXPECT_EQ(dimension(scored, left_out), -1) << left_out;
    // Only ACC and WAIT are left: 5*60 / 20.
    EXPECT_NEAR(scored.index.value(), 15, tolerance);
}

TEST(Message, the_receipt_closes_when_its_working_day_has_passed)
{
    Visit same_day("message", "tilburg", "2026-04-07T18:00:00+02:00");
    Visit next_day("message", "tilburg", "2026-04-08T08:00:00+02:00");

    EXPECT_FALSE(same_day.give(easter_mail).closes("M5"));
    EXPECT_TRUE(next_day.give(easter_mail).closes("M5"));
}

TEST(Explain, each_dimension_says_what_counted_and_what_was_left_out)
{
    const auto scored = Visit("telephone", "vng").give(rule_call).score();

    const auto dutch = explain(scored, "nl");
    const auto english = explain(scored, "en");

    ASSERT_EQ(dutch.size(), 8U) << "index, six dimensions, the mark";
    EXPECT_THAT(dutch[0].lines[0], HasSubstr("De index is 40,18"));
    EXPECT_EQ(english[2].dimension, "WAIT");
    EXPECT_THAT(english[2].lines[0], HasSubstr("WAIT is 30 (weight 15; applicable 4 of 4)"));
    EXPECT_THAT(english[2].lines[1], HasSubstr("T2: ‘40’ gives 40 points, weighs 3"));
    EXPECT_THAT(english[3].lines[4], HasSubstr("T8: ‘na’, not applicable, left out"));
    EXPECT_THAT(english[6].lines[3], HasSubstr("T13: not asked or not answered"));
    EXPECT_THAT(english[7].lines[1], HasSubstr("T16: ‘6’"));
}

TEST(Explain, in_the_words_of_the_form_a_reader_needs_no_codes)
{
    Visit visit("telephone", "vng");
    const auto scored = visit.give(rule_call).score();

    const auto dutch = explain(scored, visit.form(), "nl");
    const auto english = explain(scored, visit.form(), "en");

    EXPECT_THAT(dutch[2].lines[0], HasSubstr("Wachten is 30 (gewicht 15; van toepassing 4 van 4)"));
    EXPECT_THAT(english[2].lines[1],
                HasSubstr("including the menu: ‘40 s’ with a norm of 25 s gives 40 points, weighs 3"));
    EXPECT_THAT(dutch[3].lines[4], HasSubstr("Toon bij ‘nee’: ‘N.v.t.’, niet van toepassing, telt niet mee"));
}

TEST(Explain, a_dimension_with_too_little_to_go_by_says_so)
{
    const auto scored = Visit("telephone", "vng").give({{"T5", "yes"}}).score();

    const auto words = explain(scored, "en");

    EXPECT_THAT(words[3].lines[0], HasSubstr("TONE does not count: only 1 of 12 of weight applied"));
    EXPECT_THAT(words[0].lines[0], HasSubstr("no index"));
}

TEST(WaveNorm, the_value_of_the_wave_judges_its_channel)
{
    balieblik::Norm wave;
    wave.channel = Channel::message;
    wave.value = 2;

    const auto norm = scorers_norm(wave, "date\n2026-04-27\n");

    ASSERT_TRUE(norm);
    EXPECT_EQ(norm->find("mail", "answer")->value, 2);
    EXPECT_EQ(norm->find("mail", "receipt")->value, 1);
    EXPECT_EQ(norm->holidays, std::vector<std::string>{"2026-04-27"});
    EXPECT_EQ(scorers_norm(wave, "date\nsoon\n").error().code, Errc::malformed);
}

} // namespace
} // namespace balieblik::scoring
