// SPDX-License-Identifier: EUPL-1.2
// What every store promises. A store takes part by naming a factory in INSTANTIATE_TEST_SUITE_P
// (sqlite_store_test.cpp).
#pragma once

#include "store/store.hpp"
#include "support/clock.hpp"
#include "support/field_builder.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>

namespace balieblik::contract {

// Where a store lives, so that a test can close it and open it again.
class Home {
public:
    virtual ~Home() = default;
    // Opens the store; the one opened before is gone. Clock and randomness outlive the home.
    virtual std::unique_ptr<store::Store> open(const Clock& clock, Random& random) = 0;
};

struct Candidate {
    std::string name;
    std::function<std::unique_ptr<Home>()> make;
};
inline void PrintTo(const Candidate& candidate, std::ostream* out) { *out << candidate.name; }

template <class Work>
using Value = typename std::invoke_result_t<Work&, store::Tx&>::value_type;

class StoreContract : public testing::TestWithParam<Candidate> {
protected:
    StoreContract() : home(GetParam().make()), store(home->open(clock, random))
    {
        write([&](store::Tx& tx) { return field.write(tx); });
    }

    // Closed in full before it is opened again.
    void reopen()
    {
        store.reset();
        store = home->open(clock, random);
    }
    // Carries out a work that must not be refused.
    template <class Work>
    Value<Work> write(Work work)
    {
        return done(store->write(field.tenant, std::move(work)));
    }
    template <class Work>
    Value<Work> read(Work work)
    {
        return done(store->read(field.tenant, std::move(work)));
    }

    test::FakeClock clock;
    vault::SystemRandom random; // any thread
    IdSource ids{clock, random};
    test::FieldBuilder field{{clock, ids, random}};
    std::unique_ptr<Home> home;
    std::unique_ptr<store::Store> store;

private:
    template <class T>
    static T done(Result<T> result)
    {
        EXPECT_TRUE(result) << name(result.error().code) << ": " << result.error().detail;
        return result.value();
    }
};

} // namespace balieblik::contract
