// SPDX-License-Identifier: EUPL-1.2
// A server with one tablet in the field, made once for a whole run: what one input writes is undone before the next, so
// that an input that finds something finds it alone.
#pragma once

#include "store_sqlite/sqlite_store.hpp"
#include "support/clock.hpp"
#include "support/tablet.hpp"
#include "support/temp_folder.hpp"

#include <cstdlib>

namespace balieblik::fuzz {

// It holds, or the input is kept as a finding.
inline void must(bool holds)
{
    if (!holds)
        std::abort();
}

// Its first place in a text, as inputs cannot know ids that a run makes.
inline void put_in(std::string& text, std::string_view placeholder, const std::string& value)
{
    if (const auto at = text.find(placeholder); at != text.npos)
        text.replace(at, placeholder.size(), value);
}

struct Organisation {
    test::TempFolder folder;
    test::FakeClock clock;
    test::SeededRandom random{1};
    IdSource ids{clock, random};
    test::FieldBuilder field{{clock, ids, random}};
    std::unique_ptr<store::Store> store = opened();
    Assignment assignment;
    std::unique_ptr<test::Tablet> tablet;
    Bytes token_secret;
    std::string token;

    template <class Work>
    auto write(Work work)
    {
        return store->write(field.tenant, std::move(work));
    }

    Organisation()
    {
        must(write([&](store::Tx& tx) { return field.write(tx); }).has_value());
        assignment = field.assignment();
        must(write([&](store::Tx& tx) { return field.offer(tx, assignment); }).has_value());
        tablet = std::make_unique<test::Tablet>(*store, field);
        const auto nonce = write([&](store::Tx& tx) { return usecases::issue_challenge(tx, field.env); });
        const auto request = tablet->token_request(nonce->nonce);
        token = write([&](store::Tx& tx) { return usecases::issue_token(tx, field.env, request); })->token;
        token_secret = write([](store::Tx& tx) { return tx.tenancy().keys(); })->token_secret;
    }

    // Runs the work and undoes whatever it wrote.
    template <class Work>
    void try_out(Work work)
    {
        const auto undone = write([&](store::Tx& tx) -> Result<void> {
            work(tx);
            return Error{Errc::stale, "undone"};
        });
        must(!undone && undone.error().code == Errc::stale);
    }

private:
    std::unique_ptr<store::Store> opened()
    {
        store_sqlite::SqliteStoreOptions options;
        options.file = folder.path() / "server.db";
        options.readers = 1;
        options.run_writer = [](const std::function<void()>& write_all) { write_all(); };
        return store_sqlite::open_store(options, Bytes(32, 1), clock, random).value();
    }
};

inline Organisation& organisation()
{
    static Organisation one;
    return one;
}

} // namespace balieblik::fuzz
