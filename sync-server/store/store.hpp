// SPDX-License-Identifier: EUPL-1.2
// What the server remembers, as the use cases see it: one queue of writes, snapshots to read from, no SQL.
//
// Writes are run one after the other by a single writer. It takes what is waiting, runs each work under a savepoint of
// its own, commits them together and only then completes them: whoever got a value knows that it is on the disk. A work
// that refuses or throws undoes its own writes and nobody else's.
#pragma once

#include "store/tx.hpp"

#include <exception>
#include <functional>
#include <future>
#include <type_traits>

namespace balieblik::store {

// A refusal of the database as clients may know it: what is wrong with the server's disk is no matter of theirs.
inline Error outward(const Error& error)
{
    switch (error.code) {
    case Errc::disk_full:
        return Error{Errc::storage_full, error.detail};
    case Errc::io_failed:
    case Errc::disk_read_only:
    case Errc::database_damaged:
    case Errc::database_key_wrong:
        return Error{Errc::internal, error.detail};
    default:
        return error;
    }
}

// How the last write went. Whatever it says, reads go on, and the next write is tried.
enum class Condition { well, full, read_only, failing, damaged };

class Store {
public:
    virtual ~Store() = default;

    // Any thread. Never repairs and never deletes: that is for a person, with a backup in hand.
    virtual Condition condition() const = 0;

    // Queues `work(Tx&) -> Result<T>` and waits until it is durable. Any thread but the writer's. What the work throws
    // is thrown here. Refusals beside the work's own: busy (the queue is full, the store is closing, or a statement ran
    // out of its time), storage_full, internal.
    // A work may be run again from the start before it is completed, so it must change nothing but the Tx.
    template <class Work>
    auto write(TenantId tenant, Work work) -> std::invoke_result_t<Work&, Tx&>
    {
        using Value = std::invoke_result_t<Work&, Tx&>;
        auto promise = std::make_shared<std::promise<Value>>();
        auto future = promise->get_future();
        queue(tenant, std::move(work), [promise](std::exception_ptr thrown, Value value) {
            thrown ? promise->set_exception(thrown) : promise->set_value(std::move(value));
        });
        return future.get();
    }

    // The same without waiting: `done(std::exception_ptr, Result<T>)` is called once, after the commit, on a thread of
    // the store, and must be quick (post it to an executor). With an exception the result is `internal`.
    template <class Work, class Done>
    void queue(TenantId tenant, Work work, Done done)
    {
        using Value = std::invoke_result_t<Work&, Tx&>;
        struct State {
            Work work;
            Done done;
            std::exception_ptr thrown;
            Value value{Error{Errc::internal, {}}};
        };
        auto state = std::make_shared<State>(State{std::move(work), std::move(done), nullptr});
        Job job;
        job.tenant = tenant;
        job.run = [state](Tx& tx) {
            state->thrown = nullptr;
            try {
                state->value = state->work(tx);
                return state->value.has_value() ? std::optional<Error>{} : std::optional<Error>{state->value.error()};
            } catch (...) {
                state->thrown = std::current_exception();
                state->value = Error{Errc::internal, "the work failed"};
                return std::optional<Error>{state->value.error()};
            }
        };
        job.done = [state](std::optional<Error> lost) {
            if (lost && !state->thrown)
                state->value = *lost;
            if (!state->value)
                state->value = outward(state->value.error());
            state->done(state->thrown, std::move(state->value));
        };
        enqueue(std::move(job));
    }

    // Runs `work(Tx&) -> Result<T>` on a snapshot, on the calling thread. Writes are refused by the store itself.
    // Refusals beside the work's own: busy (no reader became free in time), internal.
    template <class Work>
    auto read(TenantId tenant, Work work) -> std::invoke_result_t<Work&, Tx&>
    {
        std::invoke_result_t<Work&, Tx&> value{Error{Errc::internal, {}}};
        auto run = [&](Tx& tx) { value = work(tx); };
        auto refused = snapshot(tenant, run);
        if (!refused)
            return outward(refused.error());
        return value ? std::move(value) : outward(value.error());
    }

    // `heard` is called after each commit with the streams that it changed, on a thread of the store, and must be
    // quick. Set once, before the first write. A store may lose such a call, never make one up before the commit.
    virtual void when_changed(std::function<void(TenantId, const std::vector<std::string>& streams)> heard) = 0;

    // Every organisation in this store.
    virtual Result<std::vector<TenantId>> tenants() = 0;

protected:
    struct Job {
        TenantId tenant;
        std::function<std::optional<Error>(Tx&)> run;   // an Error: undo what it wrote
        std::function<void(std::optional<Error>)> done; // an Error: it did not become durable
    };
    virtual void enqueue(Job job) = 0;
    virtual Result<void> snapshot(TenantId tenant, const std::function<void(Tx&)>& work) = 0;
};

} // namespace balieblik::store
