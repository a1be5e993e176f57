// SPDX-License-Identifier: EUPL-1.2
// Recalculating what an answer makes stale gives what recalculating everything gives, whatever is answered.
#include "shared/forms/form_fixture.hpp"
#include "support/random_form.hpp"
#include "support/source_dir.hpp"

#include <rapidcheck.h>

#include <fstream>
#include <random>
#include <sstream>

namespace balieblik::forms::test {
namespace {

// What can be seen of every node, one line each.
std::string picture(const Session& session)
{
    std::string all;
    for (const auto& node : session.nodes()) {
        all += node.reference + " '" + node.value + "' " + (node.relevant ? "r" : "-") + (node.required ? "q" : "-") +
               (node.readonly ? "o" : "-") + std::to_string(static_cast<int>(node.violation));
        for (const auto& option : node.options)
            all += " " + option.value;
        all += "\n";
    }
    return all;
}

class Fingers {
public:
    explicit Fingers(std::uint64_t seed) : random_(seed) {}

    // Does something that a person could do, or could not; says what.
    std::string touch(Session& session)
    {
        const auto nodes = session.nodes();
        const auto& node = nodes[below(nodes.size())];
        if (node.kind == NodeKind::repeat) {
            (void)session.add_repeat(node.reference);
            return "add " + node.reference;
        }
        if (node.kind == NodeKind::repeat_instance && below(3) == 0) {
            (void)session.remove_repeat(node.reference);
            return "remove " + node.reference;
        }
        // A person may overwrite what is calculated, until it is calculated again: that is no recalculation's business.
        if (node.bind && !node.bind->calculate.empty())
            return "look at " + node.reference;
        static const std::vector<std::string> words{
            "",    "1",          "2",   "3",         "0",   "-1", "x",  "y", "z",
            "1 2", "2026-03-12", "2.5", "no choice", "yes", "no", "na", "é", "2026-03-29T02:30:00+01:00"};
        const auto& word = !node.options.empty() && below(3) > 0 ? node.options[below(node.options.size())].value
                                                                 : words[below(words.size())];
        (void)session.answer(node.reference, word);
        return node.reference + " = " + word;
    }

private:
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
    std::mt19937_64 random_;
};

void wander(const std::string& xml, World& world, std::uint64_t seed, int steps)
{
    const auto program = compiled(xml);
    auto session = Session::open(program, world.surroundings()).value();
    Fingers fingers(seed);
    std::string story;
    for (int step = 0; step < steps; ++step) {
        story += "\n  " + fingers.touch(session);
        const auto before = picture(session);
        const auto changes = session.recalculate_all();
        ASSERT_TRUE(changes) << story;
        ASSERT_EQ(picture(session), before) << "seed " << seed << story;
        ASSERT_TRUE(changes->empty()) << "seed " << seed << story << "\n" << changes->front().reference;
    }
    const auto again = Session::restore(program, world.surroundings(), session.saved());
    ASSERT_TRUE(again) << story;
    EXPECT_EQ(picture(*again), picture(session)) << "seed " << seed << story;
}

std::string read_all(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

TEST(Recalculation, what_an_answer_makes_stale_is_all_that_has_to_be_computed_again)
{
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        World world;
        wander(balieblik::test::RandomForm(seed).xml(), world, seed, 40);
        if (HasFatalFailure())
            return;
    }
}

// What one person did: which node, and what with it. Taken by remainder, so that any two numbers are a step.
using Step = std::pair<std::uint16_t, std::uint16_t>;

void take(const Step& step, Session& session)
{
    static const std::vector<std::string> words{"", "1", "2", "-1", "x", "y", "x y", "2026-03-12", "2.5", "no choice"};
    const auto nodes = session.nodes();
    const auto& node = nodes[step.first % nodes.size()];
    if (node.kind == NodeKind::repeat)
        (void)session.add_repeat(node.reference);
    else if (node.kind == NodeKind::repeat_instance && step.second % 3 == 0)
        (void)session.remove_repeat(node.reference);
    else if (!node.bind || node.bind->calculate.empty())
        (void)session.answer(node.reference, words[step.second % words.size()]);
}

TEST(Recalculation, of_any_form_after_any_story_changes_nothing)
{
    EXPECT_TRUE(rc::check("what is incremental is whole", [] {
        const auto form = *rc::gen::inRange<std::uint64_t>(1, 1'000'000);
        const auto story = *rc::gen::arbitrary<std::vector<Step>>();
        World world;
        auto session = Session::open(compiled(balieblik::test::RandomForm(form).xml()), world.surroundings()).value();
        for (const auto& step : story) {
            take(step, session);
            const auto before = picture(session);
            const auto changes = session.recalculate_all();
            const bool nothing_changed = changes.has_value() && changes->empty();
            RC_ASSERT(nothing_changed);
            RC_ASSERT(picture(session) == before);
        }
    }));
}

TEST(Recalculation, holds_for_the_questionnaires_of_this_house)
{
    const auto folder = balieblik::test::source_dir() / "forms";
    for (const auto& form : std::filesystem::recursive_directory_iterator(folder)) {
        if (form.path().filename() != "form.xml")
            continue;
        World world;
        for (const auto& place : {folder, form.path().parent_path()})
            for (const auto& beside : std::filesystem::directory_iterator(place))
                if (beside.path().extension() == ".csv")
                    world.files["jr://file-csv/" + beside.path().filename().string()] = read_all(beside.path());
        SCOPED_TRACE(form.path().string());
        for (std::uint64_t seed = 1; seed <= 3; ++seed)
            wander(read_all(form.path()), world, seed, 40);
    }
}

TEST(Recalculation, an_answer_says_exactly_what_it_changed)
{
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        World world;
        auto session = Session::open(compiled(balieblik::test::RandomForm(seed).xml()), world.surroundings()).value();
        std::mt19937_64 random(seed);
        for (int step = 0; step < 30; ++step) {
            const auto nodes = session.nodes();
            const auto& node = nodes[random() % nodes.size()];
            std::map<std::string, NodeView> before;
            for (const auto& each : nodes)
                before.emplace(each.reference, each);
            const auto changes =
                session.answer(node.reference, node.options.empty() ? "2" : node.options.front().value);
            if (!changes)
                continue;
            for (const auto& each : session.nodes()) {
                if (each.kind == NodeKind::repeat || each.kind == NodeKind::group)
                    continue;
                const auto was = before.find(each.reference);
                const auto told = aspects(*changes, each.reference);
                if (was == before.end()) {
                    EXPECT_NE(told & static_cast<unsigned>(Aspect::added), 0U) << each.reference;
                    continue;
                }
                const auto is = [&](Aspect aspect) { return (told & static_cast<unsigned>(aspect)) != 0; };
                EXPECT_EQ(is(Aspect::value), was->second.value != each.value) << seed << each.reference;
                EXPECT_EQ(is(Aspect::relevant), was->second.relevant != each.relevant) << seed << each.reference;
                EXPECT_EQ(is(Aspect::required), was->second.required != each.required) << seed << each.reference;
                EXPECT_EQ(is(Aspect::readonly), was->second.readonly != each.readonly) << seed << each.reference;
                EXPECT_EQ(is(Aspect::valid), was->second.violation != each.violation) << seed << each.reference;
            }
        }
    }
}

} // namespace
} // namespace balieblik::forms::test
