// SPDX-License-Identifier: EUPL-1.2
// How routes reach the store: one use case, one transaction.
#pragma once

#include "http/app.hpp"
#include "http/backend.hpp"
#include "http/route.hpp"

namespace balieblik::http {

// Runs `work(Tx&)` on a snapshot.
template <class Work>
auto read(App& app, Work work)
{
    return app.backend->store.read(app.backend->tenant, std::move(work));
}

// Runs `work(Tx&)` and waits until it is durable.
template <class Work>
auto write(App& app, Work work)
{
    return app.backend->store.write(app.backend->tenant, std::move(work));
}

inline const usecases::Actor& actor(const Call& call) { return call.who->person->actor; }

// For a use case whose refusal is all that its caller wants to know.
inline Result<Done> done(const Result<void>& result) { return result ? Result<Done>{Done{}} : result.error(); }

} // namespace balieblik::http
