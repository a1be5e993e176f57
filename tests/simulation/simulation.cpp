// SPDX-License-Identifier: EUPL-1.2
#include "simulation/simulation.hpp"

#include "simulation/first_day.hpp"
#include "simulation/properties.hpp"

namespace balieblik::simulation {
namespace {

constexpr milliseconds round_of_rest{400'000}; // longer than a tablet waits between two pulls
constexpr int most_rounds = 8;
constexpr std::int64_t most_requests_at_rest = 300; // of one tablet, to hand in all it has

bool is_about_a_tablet(StepKind kind)
{
    return kind <= StepKind::look_for_network ||
           (kind >= StepKind::tablet_power_cut && kind <= StepKind::tablet_upgraded);
}

std::string text_of(const sync::SyncStatus& status)
{
    auto text = std::to_string(status.unsent_mutations) + " mutations and " +
                std::to_string(status.unsent_attachments) + " photos wait, " + std::to_string(status.unkept_drafts) +
                " drafts are not kept;";
    for (const auto& lane : status.lanes)
        text += " " + std::string(json::enum_name(lane.lane)) + " " + std::string(json::enum_name(lane.state)) +
                (lane.last_error ? " (" + lane.detail + ")" : "");
    return text;
}

class Run {
public:
    Run(const Plan& plan, std::ostream* echo)
        : world_(plan, echo), office_(world_, truth_), properties_(world_, truth_, office_),
          network_(world_, office_, [this](Tablet& tablet, const sync::Send& send, const sync::Reply& reply) {
              properties_.look_at(tablet, send, reply);
          })
    {
        truth_.tablets.resize(plan.tablets);
        network_.connect(tablets_);
        tablets_.reserve(plan.tablets);
        for (std::size_t n = 0; n < plan.tablets; ++n)
            tablets_.push_back(nullptr);
    }

    void play()
    {
        const auto& plan = world_.plan();
        std::vector<DeviceId> devices;
        for (std::size_t n = 0; n < plan.tablets; ++n) {
            world_.after(milliseconds{0}, [this, n] { switch_on(n); });
            world_.run_until(world_.now());
            devices.push_back(tablets_[n]->device());
        }
        for (const auto& step : plan.steps) {
            world_.run_until(step.at);
            world_.log("step", json::enum_name(step.kind), step.tablet);
            if (step.kind == StepKind::replies_lost)
                network_.lose_replies(milliseconds{static_cast<std::int64_t>(500 + step.draw % 20'000)},
                                      (step.draw >> 32) % 2 == 0);
            else if (is_about_a_tablet(step.kind)) {
                tablets_[step.tablet]->carry_out(step);
                devices[step.tablet] = tablets_[step.tablet]->device(); // perhaps another now
            } else
                office_.carry_out(step, devices);
        }
        come_to_rest();
        properties_.check_at_rest(tablets_);
    }

    Outcome outcome(std::optional<Violation> violation) const
    {
        return {std::move(violation), world_.record_hash(), world_.record_lines(), network_.requests(),
                static_cast<std::int64_t>(truth_.sealed.size())};
    }

private:
    void switch_on(std::size_t n)
    {
        const auto inspector = first_day().inspectors[n % world_.plan().inspectors];
        auto transport = [this](std::size_t tablet, std::uint64_t run, const sync::Send& send) {
            // Not before the tablet has told its whole turn.
            world_.after(milliseconds{0}, [this, tablet, run, send] { network_.carry(tablet, run, send); });
        };
        tablets_[n] = std::make_unique<Tablet>(world_, truth_, office_, n, inspector, transport);
    }

    // P9: when all faults end, everything is handed in and known within a few rounds, and nothing is tried on and on.
    void come_to_rest()
    {
        world_.run_until(world_.now() + milliseconds{1'000});
        world_.log("all faults end");
        network_.heal();
        office_.heal();
        for (auto& tablet : tablets_)
            tablet->heal();
        const auto before = network_.requests();
        for (int round = 1; round <= most_rounds; ++round) {
            for (auto& tablet : tablets_) {
                tablet->enrol_again();
                tablet->take_back();
                tablet->wake();
            }
            world_.run_until(world_.now() + round_of_rest);
            if (round >= 2 && all_at_rest())
                return;
            world_.expect(network_.requests() - before <
                              most_requests_at_rest * static_cast<std::int64_t>(tablets_.size()),
                          "P9", "the tablets never come to rest");
        }
        for (auto& tablet : tablets_) {
            world_.expect(truth_.revoked.contains(tablet->number()) || properties_.knows_the_policy(*tablet), "P4",
                          "tablet " + std::to_string(tablet->number()) + " goes by another policy than the office's");
            world_.expect(is_at_rest(*tablet), "P9",
                          "tablet " + std::to_string(tablet->number()) + ": " + text_of(tablet->status()));
        }
    }

    bool is_at_rest(Tablet& tablet)
    {
        if (truth_.revoked.contains(tablet.number()))
            return true;
        const auto status = tablet.status();
        const auto& pull = status.lanes.at(static_cast<std::size_t>(sync::Lane::pull));
        const auto& photos = status.lanes.at(static_cast<std::size_t>(sync::Lane::attachments));
        return status.unsent_mutations == 0 && status.unkept_drafts == 0 && !tablet.waits_for_drafts() &&
               pull.last_success && !pull.last_error && tablet.photos_that_wait() == 0 &&
               photos.state == sync::LaneState::idle && properties_.knows_the_policy(tablet);
    }
    bool all_at_rest()
    {
        return std::all_of(tablets_.begin(), tablets_.end(), [this](const auto& one) { return is_at_rest(*one); });
    }

    World world_;
    Truth truth_;
    Office office_;
    Properties properties_;
    Network network_;
    std::vector<std::unique_ptr<Tablet>> tablets_;
};

} // namespace

Outcome run(const Plan& plan, std::ostream* echo)
{
    first_day(); // before this run's own chance is set
    seed_sqlite(plan.seed, [] { return std::int64_t{1'773'306'300'000}; });
    Run one(plan, echo);
    try {
        one.play();
        return one.outcome(std::nullopt);
    } catch (const Violation& violation) {
        return one.outcome(violation);
    }
}

Plan shrink(const Plan& plan, const Violation& violation, int most_runs)
{
    auto smallest = plan;
    int runs = 0;
    const auto still_fails = [&](const Plan& tried) {
        if (++runs > most_runs)
            return false;
        const auto outcome = run(tried);
        return outcome.violation && outcome.violation->property == violation.property;
    };
    if (const auto tried = calm(smallest); still_fails(tried))
        smallest = tried;
    for (auto tablet = smallest.tablets; tablet-- > 0 && smallest.tablets > 1;)
        if (const auto tried = without_tablet(smallest, tablet); still_fails(tried))
            smallest = tried;
    // Ever smaller pieces, until no single step can go.
    for (auto size = std::max<std::size_t>(1, smallest.steps.size() / 2); size > 0; size /= 2)
        for (std::size_t from = 0; from < smallest.steps.size();) {
            auto tried = smallest;
            const auto first = tried.steps.begin() + static_cast<std::ptrdiff_t>(from);
            const auto last = first + static_cast<std::ptrdiff_t>(std::min(size, tried.steps.size() - from));
            tried.steps.erase(first, last);
            if (still_fails(tried))
                smallest = tried;
            else
                from += size;
        }
    return smallest;
}

} // namespace balieblik::simulation
