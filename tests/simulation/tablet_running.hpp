// SPDX-License-Identifier: EUPL-1.2
// One run of the app. Only for the tablet's own files.
#pragma once

#include "simulation/tablet.hpp"

namespace balieblik::simulation {

struct Tablet::Running {
    std::unique_ptr<device_store::DeviceStore> store;
    sync::SyncClient client;
    std::optional<milliseconds> wakes_at;

    Running(std::unique_ptr<device_store::DeviceStore> opened, const Clock& clock, Random& random, const Plan& plan)
        : store(std::move(opened)),
          client(*store,
                 {[this](const TenantId& tenant, const sync::TokenRequest& request) {
                      return store->sign_token(tenant, request);
                  },
                  [this](const sync::Receipt& receipt) { return store->receipt_is_genuine(receipt); },
                  [this](const sync::Order& order) { return store->order_is_genuine(order); },
                  [this](const sync::Policy& policy) { return store->policy_is_genuine(policy); }},
                 clock, random, options_of(plan))
    {
    }

    static sync::ClientOptions options_of(const Plan& plan)
    {
        sync::ClientOptions options;
        options.push_mutations = plan.batch;
        options.pull_entries = plan.page;
        options.first_chunk = 512; // photos are small here, and still come in several pieces
        options.min_chunk = 128;
        options.max_chunk = 4'096;
        return options;
    }
};

} // namespace balieblik::simulation
