// SPDX-License-Identifier: EUPL-1.2
#include "hand_in.hpp"

#include "vault/hash.hpp"

namespace balieblik::load {
namespace {

std::size_t count(std::string_view text, std::string_view part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
        ++found;
    return found;
}

std::string base64(std::string_view text)
{
    auto made = vault::to_base64url(as_bytes(text));
    std::replace(made.begin(), made.end(), '-', '+');
    std::replace(made.begin(), made.end(), '_', '/');
    return made + std::string((4 - made.size() % 4) % 4, '=');
}

} // namespace

std::string push_request(InstallId install, std::string_view token, const std::vector<SealedVisit>& visits)
{
    sync::PushRequest push{install, visits.front().mutation.no, {}};
    for (const auto& visit : visits)
        push.mutations.push_back(visit.mutation);
    return request_text("POST", "/v1/sync/push", token, json::print_struct(push));
}

std::string PlannedPhoto::content() const
{
    std::string made(bytes, 'p');
    made.replace(0, mark.size(), mark);
    return made;
}

PlannedPhoto plan_photo(Workshop& workshop, std::size_t bytes)
{
    PlannedPhoto photo{to_text(workshop.ids.make<VisitId>()), bytes, {}, {}};
    photo.sha256 = vault::sha256_hex(photo.content());
    return photo;
}

asio::awaitable<void> hand_in(Stage& stage, Wire& wire, Script script)
{
    for (auto& request : script.requests) {
        const auto start = SteadyClock::now();
        auto reply = co_await wire.exchange(std::move(request));
        stage.took(start);
        expect(reply.status == 200 && count(reply.body, "\"status\":\"applied\"") == script.results_each, reply,
               "push");
    }
}

asio::awaitable<void> send_photos(Stage& stage, Wire& wire, std::string token, std::vector<PlannedPhoto> photos)
{
    for (const auto& photo : photos) {
        const auto content = photo.content();
        const auto start = SteadyClock::now();
        auto begin = request_text("POST", "/v1/blobs", token, "",
                                  {{"Tus-Resumable", "1.0.0"},
                                   {"Upload-Length", std::to_string(photo.bytes)},
                                   {"Upload-Metadata", "sha256 " + base64(photo.sha256) + ",visit_version_id " +
                                                           base64(to_text(photo.visit))}});
        auto begun = co_await wire.exchange(std::move(begin));
        expect(begun.status == 201, begun, "beginning an upload");
        auto append = request_text(
            "PATCH", begun.location, token, content,
            {{"Tus-Resumable", "1.0.0"}, {"Upload-Offset", "0"}, {"Content-Type", "application/offset+octet-stream"}});
        auto sent = co_await wire.exchange(std::move(append));
        expect(sent.status == 204, sent, "sending a photo");
        stage.took(start);
    }
}

} // namespace balieblik::load
