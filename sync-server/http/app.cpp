// SPDX-License-Identifier: EUPL-1.2
#include "http/app.hpp"

namespace balieblik::http {

App::App(const Config& settings, const Clock& wall_clock, Random& randomness, Gatekeeper& keeper, Backend* stored)
    : config(settings), clock(wall_clock), random(randomness),
      ids(wall_clock, randomness), environment{wall_clock, ids, randomness}, gatekeeper(keeper), backend(stored),
      console(settings.console), by_device(settings.device_per_minute, settings.device_burst),
      by_session(settings.session_per_minute, settings.session_burst),
      sign_ins(settings.sign_in_per_minute, settings.sign_in_burst)
{
}

std::string App::public_address() const
{
    if (!config.public_address.empty())
        return config.public_address;
    const auto host = config.host_names.empty() ? config.address : config.host_names.front();
    return "https://" + host + ":" + std::to_string(port.load());
}

} // namespace balieblik::http
