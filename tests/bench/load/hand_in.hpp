// SPDX-License-Identifier: EUPL-1.2
// How a simulated tablet hands in visits and photos: the requests, and the coroutines that send them.
#pragma once

#include "stage.hpp"

namespace balieblik::load {

constexpr std::size_t visit_bytes = 3000;

std::string push_request(InstallId install, std::string_view token, const std::vector<SealedVisit>& visits);

// A photo that is not there yet: its bytes are made when they are sent, as all of them together would fill the memory.
struct PlannedPhoto {
    std::string mark; // no two photos are the same
    std::size_t bytes{};
    std::string sha256;
    VisitVersionId visit; // that declares it

    std::string content() const;
};
PlannedPhoto plan_photo(Workshop& workshop, std::size_t bytes);

// One request after the other. Throws when a visit is not applied.
asio::awaitable<void> hand_in(Stage& stage, Wire& wire, Script script);
// Each begun and sent in one PATCH. Throws when one is not taken whole.
asio::awaitable<void> send_photos(Stage& stage, Wire& wire, std::string token, std::vector<PlannedPhoto> photos);

} // namespace balieblik::load
