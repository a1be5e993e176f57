// SPDX-License-Identifier: EUPL-1.2
// The server's conversations with its real routes and its real store, on one thread: lines in memory, time that passes
// when nothing is left to do. The same seed gives the same story.
#pragma once

#include "http/connection.hpp"

#include "http/backend.hpp"
#include "http/routes.hpp"
#include "store_sqlite/blob_folder.hpp"
#include "store_sqlite/sqlite_store.hpp"
#include "support/clock.hpp"
#include "support/tablet.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

namespace balieblik::test {

using line::Agenda;
using line::Pipe;
using line::Weather;

// Wall and boot clock that go with the agenda.
struct LineClock final : Clock {
    Reading read() const override
    {
        const milliseconds passed{Agenda::get().now().time_since_epoch()};
        return {Timestamp{milliseconds{1'773'306'300'000}} + passed, std::chrono::minutes{60},
                milliseconds{1'000'000} + passed, "boot-1"};
    }
};

struct Answer {
    int status = 0;
    std::map<std::string, std::string> headers; // names in lower case
    std::string body;

    std::string header(const std::string& name) const
    {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string{} : found->second;
    }
};

using Headers = std::vector<std::pair<std::string, std::string>>;

// HTTP/1.1 as it goes over the line.
std::string request_text(std::string_view method, std::string_view target, const Headers& headers,
                         std::string_view body = {});

// A client's end of a line to the server.
struct Caller {
    std::shared_ptr<line::Stream> stream;
    std::shared_ptr<Pipe> up;   // to the server
    std::shared_ptr<Pipe> down; // from it
    std::string heard{};        // everything so far, whoever asked for it
    bool ended = false;         // the server's side is closed or broken
    bool bodiless = false;      // asked with HEAD

    // Writes; what does not fit waits for the server to read. Reads on and on.
    void say(std::string text);
    // The last whole answer in what was heard from `from` on, if there is one.
    std::optional<Answer> answer(std::size_t from = 0) const;
};

struct Hall : testing::Test {
    TempFolder folder;
    LineClock clock;
    SeededRandom random;
    IdSource ids{clock, random};
    usecases::Environment environment{clock, ids, random};
    std::unique_ptr<store::Store> store;
    std::unique_ptr<store::BlobFiles> files = store_sqlite::open_blob_folder(folder / "photos").value();
    std::optional<FieldBuilder> field;
    std::optional<http::StoredGatekeeper> gatekeeper;
    std::optional<http::Backend> backend;
    Config config;
    std::unique_ptr<http::App> app;
    std::unique_ptr<http::Shared> shared;
    http::asio::io_context io{1};
    std::size_t open = 0;       // conversations that are not over
    std::size_t exceptions = 0; // that left one
    std::uint32_t next_seed = 1;

    Hall();
    ~Hall() override;

    std::shared_ptr<Caller> call(Weather up = {}, Weather down = {});
    // Until nothing is left to do, at most this long.
    void pass(milliseconds time = std::chrono::hours{1});
    // One request on a line of its own, and then everything that follows from it.
    std::optional<Answer> ask(const std::string& request, Weather up = {}, Weather down = {});

    template <class Work>
    auto write(Work work)
    {
        auto result = store->write(field->tenant, std::move(work));
        EXPECT_TRUE(result) << (result ? "" : sentence(result.error(), "en"));
        return result;
    }
    Assignment offered();
    Headers token(const Tablet& tablet);
    std::string push_of(const Tablet& tablet, const sync::Mutation& mutation, const Headers& headers) const;
    std::size_t versions_of(const Assignment& assignment);
};

sync::MutationStatus status_of(const std::optional<Answer>& answer);

} // namespace balieblik::test
