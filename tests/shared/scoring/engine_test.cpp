// SPDX-License-Identifier: EUPL-1.2
// The form's own calculations, run by the engine, against the independent scorer: two ways to one figure.
#include "forms/record/record.hpp"
#include "forms/session/session.hpp"
#include "scoring/score.hpp"
#include "shared/scoring/visit.hpp"

#include <gtest/gtest.h>

#include <charconv>
#include <random>

namespace balieblik::scoring {
namespace {

using namespace testing;
constexpr double tolerance = 1e-6;

class StillClock : public Clock {
public:
    Reading read() const override
    {
        return {parse_timestamp("2026-03-12T10:30:00+01:00").value(), std::chrono::minutes{60}, milliseconds{0},
                "test"};
    }
};

class Zeros : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override { std::fill(bytes.begin(), bytes.end(), std::uint8_t{0}); }
};

class EngineAndScorer : public ::testing::Test {
protected:
    EngineAndScorer() : form_(counter_form()), program_(forms::compile(form_).value()) {}

    // A session in which the app filled in the assignment's facts.
    forms::Session open(const std::map<std::string, std::string>& facts)
    {
        forms::Surroundings surroundings;
        surroundings.clock = &clock_;
        surroundings.random = &random_;
        surroundings.file = [](std::string_view) -> Result<std::string> {
            return file_text("forms/counter/1/norms.csv");
        };
        auto session = forms::Session::open(program_, surroundings).value();
        for (const char* fact : {"scenario_code", "scenario_group", "norm_set"})
            if (const auto found = facts.find(fact); found != facts.end()) {
                EXPECT_TRUE(session.answer(std::string("/data/") + fact, found->second));
            }
        return session;
    }

    static std::optional<double> number_at(const forms::Session& session, std::string_view reference)
    {
        const auto view = session.node(reference);
        if (!view || view->value.empty())
            return std::nullopt;
        double value = 0;
        std::from_chars(view->value.data(), view->value.data() + view->value.size(), value);
        return value;
    }

    void expect_equal(const forms::Session& session)
    {
        const auto scored = score_record(*form_, forms::record_json(session), katwijk());
        ASSERT_TRUE(scored) << scored.error().detail;
        expect_near(number_at(session, "/data/C/C3"), scored->wait_s, "wait");
        expect_near(number_at(session, "/data/score/index"), scored->index, "index");
        for (const auto& dimension : scored->dimensions)
            expect_near(number_at(session, "/data/score/" + dimension.name + "_sc"), dimension.score, dimension.name);
        EXPECT_EQ(session.node("/data/score/critical").value().value, scored->critical.empty() ? "false" : "true");
    }

    static void expect_near(const std::optional<double>& engine, const std::optional<double>& scorer,
                            const std::string& what)
    {
        ASSERT_EQ(engine.has_value(), scorer.has_value()) << what;
        if (engine) {
            EXPECT_NEAR(*engine, *scorer, tolerance) << what;
        }
    }

    StillClock clock_;
    Zeros random_;
    std::shared_ptr<const forms::Form> form_;
    std::shared_ptr<const forms::Program> program_;
};

// The order of the paper: a question that only exists after another one comes after it.
const std::vector<std::string> order{"A1", "A2", "A3", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "C1", "C2", "C4", "D1",
                                     "D2", "D3", "D4", "D5", "D6", "D7", "E1", "E2", "E3", "E4", "F1", "F2", "F3", "F4",
                                     "F5", "F6", "F7", "F8", "G1", "G2", "G3", "G4", "H1", "H2", "H6", "H7"};

TEST_F(EngineAndScorer, both_give_the_printed_index_of_the_oracle_visit)
{
    const auto answers = oracle_answers();
    auto session = open(answers);
    for (const auto& name : order) {
        const auto changed = session.answer(reference_of(name), answers.at(name));
        ASSERT_TRUE(changed) << name << ": " << changed.error().detail;
    }

    EXPECT_NEAR(number_at(session, "/data/C/C3").value(), 520, tolerance);
    EXPECT_NEAR(number_at(session, "/data/score/index").value(), 37.005952, tolerance);
    EXPECT_TRUE(session.blockers().empty());
    expect_equal(session);

    ASSERT_TRUE(session.answer("/data/F/F6", "1"));
    EXPECT_NEAR(number_at(session, "/data/score/index").value(), 36.339286, tolerance);
    expect_equal(session);

    ASSERT_TRUE(session.answer("/data/scenario_group", "I"));
    EXPECT_NEAR(number_at(session, "/data/score/index").value(), 39.174107, tolerance);
    expect_equal(session);
}

TEST_F(EngineAndScorer, random_answers_give_equal_scores_after_every_visit)
{
    std::mt19937 random(20261123);
    const auto below = [&](std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
    };
    const auto lap = [&](int from) {
        return to_offset_text(parse_timestamp("2026-03-12T10:00:00+01:00").value() +
                                  milliseconds{from * 1000 + static_cast<int>(below(900'000))},
                              std::chrono::minutes{60});
    };

    int scored = 0;
    for (int visit = 0; visit < 60; ++visit) {
        auto session = open({{"scenario_code", below(5) == 0 ? "R5" : "R1"},
                             {"scenario_group", below(3) == 0 ? "I" : "REGEL"},
                             {"norm_set", below(4) == 0 ? "vng" : "katwijk"}});
        for (const auto& name : order) {
            const auto view = session.node(reference_of(name)).value();
            if (!view.relevant || below(10) == 0)
                continue;
            std::string answer;
            if (!view.options.empty())
                answer = view.options[below(view.options.size())].value;
            else if (name == "H1")
                answer = std::to_string(1 + below(10));
            else
                answer = lap(name == "C2" ? 600 : name == "C1" ? 300 : 0);
            if (name == "A1" && answer == "no" && below(4) != 0)
                answer = "yes";
            const auto changed = session.answer(view.reference, answer);
            ASSERT_TRUE(changed) << name << " = " << answer << ": " << changed.error().detail;
        }
        const auto norm_set = session.node("/data/norm_set").value().value;
        const auto norm = read_norm(file_text("forms/counter/1/norms.csv"), norm_set).value();
        const auto by_scorer = score_record(*form_, forms::record_json(session), norm).value();
        expect_near(number_at(session, "/data/C/C3"), by_scorer.wait_s, "wait");
        expect_near(number_at(session, "/data/score/index"), by_scorer.index, "index");
        for (const auto& dimension : by_scorer.dimensions)
            expect_near(number_at(session, "/data/score/" + dimension.name + "_sc"), dimension.score, dimension.name);
        scored += by_scorer.index ? 1 : 0;
        if (HasFatalFailure() || HasNonfatalFailure())
            FAIL() << "visit " << visit << " of seed 20261123";
    }
    EXPECT_GT(scored, 40);
}

} // namespace
} // namespace balieblik::scoring
