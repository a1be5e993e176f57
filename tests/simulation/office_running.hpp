// SPDX-License-Identifier: EUPL-1.2
// One run of the server. Only for the office's own files.
#pragma once

#include "http/routes.hpp"
#include "simulation/first_day.hpp"
#include "simulation/office.hpp"

namespace balieblik::simulation {

struct Office::Running {
    std::unique_ptr<store::Store> store;
    std::unique_ptr<store::BlobFiles> files;
    IdSource ids;
    usecases::Environment env;
    http::Backend backend;
    http::StoredGatekeeper gatekeeper;
    http::App app;
    http::Tables tables = http::all_tables();

    Running(std::unique_ptr<store::Store> opened, std::unique_ptr<store::BlobFiles> photos, const Config& config,
            const Clock& clock, Random& random)
        : store(std::move(opened)), files(std::move(photos)),
          ids(clock, random), env{clock, ids, random}, backend{*store, *files, first_day().tenant, "CA",
                                                               std::string(64, 'c')},
          gatekeeper(*store, first_day().tenant, env), app(config, clock, random, gatekeeper, &backend)
    {
    }
};

template <class Work>
auto Office::write(Work work)
{
    return running_->store->write(first_day().tenant, std::move(work));
}

template <class Work>
auto Office::read(Work work)
{
    return running_->store->read(first_day().tenant, std::move(work));
}

} // namespace balieblik::simulation
