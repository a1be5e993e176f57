// SPDX-License-Identifier: EUPL-1.2
// What a network does to a conversation, byte by byte and hour by hour, in virtual time (sync-protocol.md, 1 and 8).
#include "server/line/hall.hpp"

#include <set>

namespace balieblik::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

struct Line : Hall {
    std::string health() const { return request_text("GET", "/health", {}); }
};

TEST_F(Line, answers_over_a_line_in_memory)
{
    const auto answer = ask(health());

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(open, 0u);
}

TEST_F(Line, a_request_that_is_cut_after_any_byte_has_no_effect)
{
    Tablet tablet{*store, *field};
    const auto assignment = offered();
    const auto mutation = tablet.seal(tablet.body(assignment));
    auto headers = token(tablet);
    const auto whole = push_of(tablet, mutation, headers);

    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        if (cut % 300 == 299)
            headers = token(tablet); // they live for a quarter of an hour
        EXPECT_FALSE(ask(push_of(tablet, mutation, headers), {.breaks_after = cut})) << "byte " << cut;
        ASSERT_EQ(open, 0u) << "byte " << cut;
        ASSERT_EQ(versions_of(assignment), 0u) << "byte " << cut;
    }

    EXPECT_EQ(status_of(ask(push_of(tablet, mutation, token(tablet)))), sync::MutationStatus::applied);
    EXPECT_EQ(versions_of(assignment), 1u);
}

TEST_F(Line, an_answer_that_is_cut_after_any_byte_leaves_the_visit_there_once)
{
    Tablet tablet{*store, *field};
    const auto assignment = offered();
    const auto mutation = tablet.seal(tablet.body(assignment));
    auto headers = token(tablet);
    const auto caller = call();
    caller->say(push_of(tablet, mutation, headers));
    pass(seconds{1});
    const auto first = caller->answer();
    ASSERT_EQ(status_of(first), sync::MutationStatus::applied);
    caller->stream->close();

    for (std::size_t cut = 0; cut < caller->heard.size(); cut += 3) {
        if (cut % 300 == 297)
            headers = token(tablet);
        EXPECT_FALSE(ask(push_of(tablet, mutation, headers), {}, {.breaks_after = cut})) << "byte " << cut;
        ASSERT_EQ(open, 0u) << "byte " << cut;
    }

    const auto said = [](const std::string& body) { return body.substr(0, body.find("next_no")); };
    EXPECT_EQ(said(ask(push_of(tablet, mutation, token(tablet)))->body), said(first->body)) << "as the first time";
    EXPECT_EQ(versions_of(assignment), 1u);
}

TEST_F(Line, bytes_that_come_one_by_one_and_late_say_the_same)
{
    Tablet tablet{*store, *field};
    for (std::size_t piece = 1; piece < 60; ++piece) {
        const auto assignment = offered();
        const auto mutation = tablet.seal(tablet.body(assignment));
        const Weather weather{.largest_piece = piece, .slowest_ms = 40};

        const auto answer = ask(push_of(tablet, mutation, token(tablet)), weather, weather);

        ASSERT_TRUE(answer) << piece;
        EXPECT_EQ(status_of(answer), sync::MutationStatus::applied);
        EXPECT_EQ(versions_of(assignment), 1u);
    }
}

TEST_F(Line, requests_written_without_waiting_are_answered_in_their_order)
{
    const auto caller = call({.largest_piece = 7});
    caller->say(health() + request_text("GET", "/nowhere", {}) + health());
    pass(seconds{1});

    std::vector<std::string> statuses;
    for (auto at = caller->heard.find("HTTP/1.1 "); at != std::string::npos;
         at = caller->heard.find("HTTP/1.1 ", at + 1))
        statuses.push_back(caller->heard.substr(at + 9, 3));
    // Something that does not exist is the last word: what followed was not read.
    EXPECT_EQ(statuses, (std::vector<std::string>{"200", "404"}));
}

TEST_F(Line, somebody_who_says_nothing_is_sent_away_after_the_time_for_a_header)
{
    const auto caller = call();
    pass(milliseconds{config.header_ms - 1});
    EXPECT_EQ(open, 1u);
    pass(seconds{3});
    EXPECT_EQ(open, 0u);
    EXPECT_TRUE(caller->heard.empty());
}

TEST_F(Line, a_header_that_comes_drop_by_drop_has_no_more_time_than_another)
{
    const auto caller = call();
    for (const char letter : health().substr(0, 30)) {
        caller->say(std::string(1, letter));
        pass(seconds{1});
    }
    EXPECT_EQ(open, 0u) << "one byte a second would hold the connection for ever";
}

TEST_F(Line, a_body_that_stands_still_ends_the_conversation)
{
    Tablet tablet{*store, *field};
    const auto assignment = offered();
    const auto text = push_of(tablet, tablet.seal(tablet.body(assignment)), token(tablet));
    const auto caller = call();
    caller->say(text.substr(0, text.size() - 1));

    pass(seconds{59});
    EXPECT_EQ(open, 1u);
    pass(minutes{2});

    EXPECT_EQ(open, 0u);
    EXPECT_EQ(versions_of(assignment), 0u);
}

TEST_F(Line, a_connection_is_kept_for_the_next_request_and_not_for_ever)
{
    const auto caller = call();
    caller->say(health());
    pass(seconds{59});
    EXPECT_EQ(open, 1u);
    caller->say(health());
    pass(seconds{59});
    EXPECT_EQ(open, 1u) << "each request starts the time anew";
    pass(seconds{5});
    EXPECT_EQ(open, 0u);
}

TEST_F(Line, somebody_who_does_not_read_holds_nothing_for_longer_than_it_takes_to_write)
{
    const auto caller = call({}, {.room = 10});
    caller->stream->vanish();
    caller->up->write(health());

    pass(milliseconds{config.write_ms + 5000});

    EXPECT_EQ(open, 0u);
}

TEST_F(Line, a_stream_of_events_breathes_and_ends_after_ten_to_fifteen_minutes)
{
    Tablet tablet{*store, *field};
    std::set<std::int64_t> lengths;
    for (int round = 0; round < 40; ++round) {
        const auto caller = call();
        caller->say(request_text("GET", "/v1/sync/wake", token(tablet)));
        std::int64_t lived = 0;
        std::size_t before = 0;
        std::int64_t silent = 0;
        while (open > 0 && lived < 2000) {
            pass(seconds{1});
            ++lived;
            silent = caller->heard.size() == before ? silent + 1 : 0;
            before = caller->heard.size();
            ASSERT_LE(silent, 23) << "a proxy cuts a line on which nothing is said";
        }
        EXPECT_GE(lived, 600);
        EXPECT_LE(lived, 925);
        EXPECT_TRUE(caller->heard.ends_with("0\r\n\r\n"));
        lengths.insert(lived);
    }
    EXPECT_GT(lengths.size(), 20u) << "a thousand tablets would come back together";
}

TEST_F(Line, whoever_listens_hears_of_a_change_at_once_and_who_listens_no_more_costs_nothing)
{
    Tablet tablet{*store, *field};
    const auto headers = token(tablet);
    const auto listening = call();
    listening->say(request_text("GET", "/v1/sync/wake", headers));
    const auto gone = call();
    gone->say(request_text("GET", "/v1/sync/wake", headers));
    pass(seconds{1});
    EXPECT_EQ(app->wakes.listeners(), 4u) << "each at two streams";
    gone->stream->vanish();
    listening->heard.clear();

    offered();
    pass(milliseconds{1});

    EXPECT_NE(listening->heard.find("event: changed"), std::string::npos);
    pass(hours{1});
    EXPECT_EQ(app->wakes.listeners(), 0u);
    EXPECT_EQ(open, 0u);
}

TEST_F(Line, a_question_that_waits_is_answered_after_fifty_seconds_even_if_nothing_changed)
{
    Tablet tablet{*store, *field};
    auto headers = token(tablet);
    headers.emplace_back("Content-Type", "application/json");
    const auto first = ask(request_text("POST", "/v1/sync/wake", headers, "{}"));
    const auto at = json::read_text<sync::WakeReply>(first->body)->at;
    const auto caller = call();
    caller->say(request_text("POST", "/v1/sync/wake", headers, R"({"since":)" + std::to_string(at) + "}"));

    pass(seconds{49});
    EXPECT_FALSE(caller->answer());
    pass(seconds{2});

    ASSERT_TRUE(caller->answer());
    EXPECT_FALSE(json::read_text<sync::WakeReply>(caller->answer()->body)->changed);
}

TEST_F(Line, a_server_that_stops_lets_go_of_everybody)
{
    Tablet tablet{*store, *field};
    const auto idle = call();
    const auto listening = call();
    listening->say(request_text("GET", "/v1/sync/wake", token(tablet)));
    pass(seconds{1});
    EXPECT_EQ(open, 2u);

    shared->connections.stop();
    app->wakes.ring_all();
    pass(seconds{3});

    EXPECT_EQ(open, 0u);
    EXPECT_TRUE(listening->heard.ends_with("0\r\n\r\n"));
    EXPECT_TRUE(call()->ended) << "and takes nobody in";
}

} // namespace
} // namespace balieblik::test
