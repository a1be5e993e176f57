// SPDX-License-Identifier: EUPL-1.2
// Many tablets in any weather, drawn from a seed: what was acknowledged is there, everything comes in once the weather
// clears, nobody holds a connection afterwards, and the same seed tells the same story.
#include "server/line/hall.hpp"

#include <map>
#include <set>

namespace balieblik::test {
namespace {

struct InWeather : Hall {
    std::mt19937 engine;
    std::string story;

    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>{0, limit - 1}(engine); }
    bool one_in(std::size_t n) { return below(n) == 0; }

    Weather drawn(std::size_t bytes)
    {
        Weather weather;
        weather.slowest_ms = static_cast<std::int64_t>(below(2000));
        if (one_in(2))
            weather.largest_piece = 1 + below(500);
        if (one_in(4))
            weather.breaks_after = below(bytes);
        if (one_in(6))
            weather.deaf_after = below(bytes);
        return weather;
    }

    void tell(const std::string& what)
    {
        story += std::to_string(Agenda::get().now().time_since_epoch().count()) + " " + what + "\n";
    }

    void live(std::uint32_t seed)
    {
        engine.seed(seed);
        next_seed = seed * 1000;
        std::vector<Assignment> assignments;
        std::vector<Tablet> tablets;
        std::vector<std::vector<sync::Mutation>> unsent(3);
        std::map<std::string, Assignment> offers; // by the hash of what is handed in for them
        std::set<std::string> acknowledged;
        for (std::size_t i = 0; i < unsent.size(); ++i) {
            tablets.emplace_back(*store, *field);
            for (int n = 0; n < 5; ++n) {
                assignments.push_back(offered());
                unsent[i].push_back(tablets[i].seal(tablets[i].body(assignments.back())));
                offers.emplace(unsent[i].back().sha256, assignments.back());
            }
        }
        for (int round = 0; round < 400; ++round) {
            const bool clear = round >= 60;
            struct Try {
                std::size_t tablet;
                std::shared_ptr<Caller> caller;
            };
            std::vector<Try> tries;
            for (std::size_t i = 0; i < tablets.size(); ++i) {
                if (unsent[i].empty())
                    continue;
                const auto text = push_of(tablets[i], unsent[i].front(), token(tablets[i]));
                tries.push_back({i, clear ? call() : call(drawn(text.size()), drawn(1500))});
                tries.back().caller->say(text);
                if (!clear && one_in(8))
                    tries.back().caller->stream->vanish();
            }
            if (tries.empty())
                break;
            pass(seconds{40});
            for (const auto& [i, caller] : tries) {
                const auto answer = caller->answer();
                const auto& mutation = unsent[i].front();
                const auto who = "tablet " + std::to_string(i);
                if (!answer) {
                    const bool there = versions_of(offers.at(mutation.sha256)) > 0;
                    tell(who + (there ? " heard nothing of what was done" : " was not heard"));
                    continue;
                }
                ASSERT_EQ(answer->status, 200) << answer->body;
                const auto result = json::read_text<sync::PushReply>(answer->body).value().results.at(0);
                ASSERT_EQ(result.status, sync::MutationStatus::applied);
                tell(who + " handed in " + mutation.sha256);
                acknowledged.insert(mutation.sha256);
                unsent[i].erase(unsent[i].begin());
            }
        }
        pass(std::chrono::hours{1});

        EXPECT_EQ(acknowledged.size(), assignments.size()) << "something never came in";
        EXPECT_EQ(open, 0u);
        for (const auto& assignment : assignments)
            EXPECT_EQ(versions_of(assignment), 1u);
    }
};

std::string story_of(std::uint32_t seed)
{
    struct Told : InWeather {
        void TestBody() override {}
    } hall;
    hall.live(seed);
    return hall.story;
}

TEST(Weather, loses_nothing_and_doubles_nothing)
{
    std::string stories;
    for (std::uint32_t seed = 1; seed <= 12 && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        stories += story_of(seed);
    }
    EXPECT_NE(stories.find("was not heard"), std::string::npos) << "the weather was too good to show anything";
    EXPECT_NE(stories.find("heard nothing of what was done"), std::string::npos) << "no answer was lost on its way";
}

TEST(Weather, is_the_same_for_the_same_seed) { EXPECT_EQ(story_of(5), story_of(5)); }

} // namespace
} // namespace balieblik::test
