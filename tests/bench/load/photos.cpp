// SPDX-License-Identifier: EUPL-1.2
// Photos, alone and as part of what a whole office hands in at the end of its week.
#include "hand_in.hpp"

namespace balieblik::load {
namespace {

constexpr std::size_t week_push = 20; // visits

struct Handing {
    Script visits;
    std::string token;
    std::vector<PlannedPhoto> photos;
};

asio::awaitable<void> hand_in_all(Stage& stage, Wire& wire, Handing handing)
{
    co_await wire.open();
    co_await hand_in(stage, wire, std::move(handing.visits));
    co_await send_photos(stage, wire, std::move(handing.token), std::move(handing.photos));
}

} // namespace

Result<Pace> Measure::photos(std::size_t connections, std::size_t each, std::size_t bytes)
{
    return guarded([&]() -> Result<Pace> {
        sign_in();
        std::vector<std::vector<PlannedPhoto>> photos(connections);
        Stage stage(field_, server_);
        std::vector<Wire> wires;
        for (std::size_t i = 0; i < connections; ++i)
            wires.push_back(stage.wire());
        for (std::size_t i = 0; i < connections; ++i) {
            auto& tablet = field_.tablets.at(i);
            Handing handing;
            for (std::size_t n = 0; n < each; ++n) {
                auto& photo = photos[i].emplace_back(plan_photo(workshop_, bytes));
                const auto visit = seal_visit(field_, tablet, workshop_, visit_bytes,
                                              {{photo.sha256, static_cast<std::int64_t>(bytes)}});
                photo.visit = visit.id;
                handing.visits.requests.push_back(push_request(tablet.install_id, tokens_[i], {visit}));
            }
            stage.start(hand_in_all(stage, wires[i], std::move(handing)));
            acknowledged_ += static_cast<std::int64_t>(each);
        }
        stage.run();
        stage.forget();

        for (std::size_t i = 0; i < connections; ++i)
            stage.start(send_photos(stage, wires[i], tokens_[i], std::move(photos[i])));
        const auto cpu = server_.cpu_seconds();
        const auto start = SteadyClock::now();
        stage.run();
        return stage.pace(static_cast<std::int64_t>(connections * each), seconds_since(start),
                          server_.cpu_seconds() - cpu);
    });
}

Result<Pace> Measure::week(const Week& week)
{
    return guarded([&]() -> Result<Pace> {
        sign_in();
        std::vector<Handing> handings;
        for (std::size_t i = 0; i < week.tablets; ++i) {
            auto& tablet = field_.tablets.at(i);
            Handing handing{{{}, std::min(week_push, week.visits_each)}, tokens_[i], {}};
            const auto photos_now = i < week.photographers ? week.photos_each : 0;
            std::vector<SealedVisit> push;
            for (std::size_t n = 0; n < week.visits_each; ++n) {
                std::vector<DeclaredPhoto> declared;
                const auto first = handing.photos.size();
                // Spread over the visits: none has more than one photo beyond what the others have.
                while (handing.photos.size() * week.visits_each < photos_now * (n + 1)) {
                    const auto& photo = handing.photos.emplace_back(plan_photo(workshop_, week.bytes));
                    declared.push_back({photo.sha256, static_cast<std::int64_t>(week.bytes)});
                }
                push.push_back(seal_visit(field_, tablet, workshop_, visit_bytes, declared));
                for (auto k = first; k < handing.photos.size(); ++k)
                    handing.photos[k].visit = push.back().id;
                if (push.size() == handing.visits.results_each) {
                    handing.visits.requests.push_back(push_request(tablet.install_id, tokens_[i], push));
                    push.clear();
                }
            }
            if (!push.empty())
                throw std::invalid_argument("a week's visits do not fill their pushes");
            handings.push_back(std::move(handing));
        }
        Stage stage(field_, server_);
        std::vector<Wire> wires;
        for (std::size_t i = 0; i < week.tablets; ++i)
            wires.push_back(stage.wire());
        for (std::size_t i = 0; i < week.tablets; ++i)
            stage.start(hand_in_all(stage, wires[i], std::move(handings[i])));
        const auto visits = static_cast<std::int64_t>(week.tablets * week.visits_each);
        const auto cpu = server_.cpu_seconds();
        const auto start = SteadyClock::now();
        stage.run();
        acknowledged_ += visits;
        return stage.pace(visits, seconds_since(start), server_.cpu_seconds() - cpu);
    });
}

} // namespace balieblik::load
