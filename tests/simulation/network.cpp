// SPDX-License-Identifier: EUPL-1.2
#include "simulation/network.hpp"

#include "base/json.hpp"

namespace balieblik::simulation {
namespace {

// What an app that does not know the last kind yet would ask for.
void forget_newest_kind(sync::Send& send)
{
    auto request = json::read_text<sync::PullRequest>(send.body);
    if (!request)
        return;
    std::erase(request->kinds, std::string(json::enum_name(sync::EntityKind::visit_outcome)));
    send.body = json::print_struct(*request);
}

} // namespace

Network::Network(World& world, Office& office, Onlooker onlooker)
    : world_(world), office_(office), onlooker_(std::move(onlooker)), engine_(world.engine("network")),
      weather_(world.plan().weather)
{
}

void Network::heal()
{
    weather_ = {};
    weather_.slow_ms = 5;
    unheard_until_ = milliseconds{0};
}

void Network::lose_replies(milliseconds how_long, bool only_of_photos)
{
    world_.log("network", "loses replies for", how_long.count(), only_of_photos ? "of photos" : "of all");
    unheard_until_ = world_.now() + how_long;
    only_photos_unheard_ = only_of_photos;
}

milliseconds Network::way() { return milliseconds{static_cast<std::int64_t>(1 + below(engine_, weather_.slow_ms))}; }

void Network::carry(std::size_t tablet, std::uint64_t run, const sync::Send& send)
{
    ++requests_;
    Parcel parcel{tablet, run, send, std::nullopt};
    auto& sender = *(*tablets_)[tablet];
    if (sender.has_old_app() && send.path == "/v1/sync/pull")
        forget_newest_kind(parcel.send);
    if (send.path == "/v1/sync/push")
        sender.spoil(parcel.send);
    if (!sender.is_online() || happens(weather_.lost)) {
        world_.log("network", send.path, "lost");
        world_.after(way(), [this, parcel] { reply(parcel, sync::Dropped{parcel.send.id, "lost"}); });
        return;
    }
    if (happens(weather_.mute)) {
        world_.log("network", send.path, "mute"); // the tablet gives up by itself
        return;
    }
    if (happens(weather_.portal)) {
        world_.log("network", send.path, "portal");
        const sync::Reply page{send.id, 200, {{"Content-Type", "text/html"}}, "<html>Welkom op onze wifi</html>"};
        world_.after(way(), [this, parcel, page] { reply(parcel, page); });
        return;
    }
    if (happens(weather_.cut) && !send.body.empty())
        parcel.cut_after = below(engine_, send.body.size());
    const bool heard = !happens(weather_.unheard);
    if (happens(weather_.repeated))
        world_.after(way(), [this, parcel] { arrive(parcel, false); });
    world_.after(way(), [this, parcel, heard] { arrive(parcel, heard); });
}

void Network::arrive(const Parcel& parcel, bool heard)
{
    std::optional<sync::Reply> said;
    if (office_.is_up())
        said = office_.answer(parcel.send, parcel.cut_after);
    auto& tablet = *(*tablets_)[parcel.tablet];
    if (!said) {
        world_.log("server", parcel.send.path, parcel.cut_after ? "cut" : "no answer");
        if (heard)
            world_.after(way(), [this, parcel] { reply(parcel, sync::Dropped{parcel.send.id, "no answer"}); });
        return;
    }
    world_.log("server", parcel.send.path, said->status, said->body.size());
    onlooker_(tablet, parcel.send, *said);
    const bool is_photo = parcel.send.lane == sync::Lane::attachments;
    if (!heard || (world_.now() < unheard_until_ && (is_photo || !only_photos_unheard_)))
        return; // the tablet gives up by itself
    if (happens(weather_.truncated)) {
        world_.after(way(), [this, parcel] { reply(parcel, sync::Dropped{parcel.send.id, "broke off"}); });
        return;
    }
    world_.after(way(), [this, parcel, answer = std::move(*said)] { reply(parcel, answer); });
}

void Network::reply(const Parcel& parcel, const sync::Event& event)
{
    (*tablets_)[parcel.tablet]->hear(parcel.run, event);
}

} // namespace balieblik::simulation
