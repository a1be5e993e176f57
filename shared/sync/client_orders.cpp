// SPDX-License-Identifier: EUPL-1.2
// What the tablet is told and says between times: wake-ups, reports, and the office's orders (sync-protocol.md, 8.3, 11
// and 12).
#include "sync/client.hpp"

#include <algorithm>

namespace balieblik::sync {

// --- Wake-up -----------------------------------------------------------------------------------------------------

std::optional<Send> SyncClient::start_wake()
{
    auto send = json_request(Lane::wake, "/v1/sync/wake", json::print_struct(WakeRequest{heard_}));
    send.timeout = options_.listen_timeout;
    facts(Lane::wake).deadline = now() + send.timeout;
    return send;
}

void SyncClient::handle_wake(const Reply& reply)
{
    const auto answer = json::read_text<WakeReply>(reply.body);
    if (!answer)
        return fail(Lane::wake, {Errc::malformed, ErrorClass::retry, true, answer.error().detail, {}, {}});
    heard_ = answer->at;
    succeed(Lane::wake);
    facts(Lane::wake).not_before = std::max(now(), facts(Lane::wake).sent_at + options_.listen_pause);
    if (!answer->changed)
        return;
    changed_meanwhile_ = facts(Lane::pull).in_flight.has_value();
    due(Lane::pull);
}

// --- Reports and orders ------------------------------------------------------------------------------------------

Report SyncClient::report_of(const Standing& standing) const
{
    Report report{standing.unsent_mutations, standing.unsent_visits, standing.unsent_attachments, {}};
    for (const auto lane : {Lane::push, Lane::attachments, Lane::pull})
        if (const auto code = facts(lane).last_error)
            report.problems.emplace_back(name(*code));
    if (stands_still(Lane::push) || stands_still(Lane::pull))
        report.problems.emplace_back("stuck");
    return report;
}

bool SyncClient::must_confirm(const Standing& standing) const
{
    return order_ && order_->mode == OrderMode::wipe_after_upload && !confirmed_ && standing.unsent_mutations == 0 &&
           standing.unsent_attachments == 0 && standing.unkept_drafts == 0 && standing.doubted_visits == 0;
}

std::optional<Send> SyncClient::start_report()
{
    const auto standing = ledger_.standing();
    if (!standing) {
        fail(Lane::report, local(standing.error()));
        return std::nullopt;
    }
    confirming_ = must_confirm(*standing);
    if (confirming_)
        return json_request(Lane::report, "/v1/orders/" + std::to_string(order_->number) + "/done", "{}");
    reporting_ = report_of(*standing);
    if (!options_.report || reported_ == reporting_) {
        facts(Lane::report).idle = true;
        return std::nullopt;
    }
    return json_request(Lane::report, "/v1/sync/report", json::print_struct(reporting_));
}

void SyncClient::handle_report(const Reply&)
{
    auto& its = facts(Lane::report);
    succeed(Lane::report);
    if (confirming_) {
        confirmed_ = true;
        its.halted = true;
        return;
    }
    reported_ = reporting_;
    its.not_before = now() + options_.report_pause;
}

// A portal's page gets no further than this: it cannot sign. Nor can an old order be played back.
void SyncClient::hear_order(const Order& order)
{
    if (order_ && order.number <= order_->number)
        return;
    if (!credentials_.verify_order || !credentials_.verify_order(order)) {
        facts(Lane::token).last_error = Errc::signature_invalid;
        return;
    }
    if (!settle(Lane::token, ledger_.keep_order(order)))
        return;
    order_ = order;
    obey();
}

// As with orders; the present one comes with every token, and is written down when it differs.
void SyncClient::hear_policy(const Policy& policy)
{
    const auto kept = ledger_.policy();
    const auto standing = ledger_.standing();
    if (!kept || !standing)
        return; // the disk's trouble; the next token brings it again
    if (*kept && (*kept)->signature == policy.signature && !standing->policy_in_doubt)
        return;
    if (!credentials_.verify_policy || !credentials_.verify_policy(policy)) {
        facts(Lane::token).last_error = Errc::signature_invalid;
        return;
    }
    if (*kept && !may_follow(policy, **kept, standing->epoch, standing->policy_in_doubt)) {
        policy_to_come_ = policy;
        return;
    }
    policy_to_come_.reset();
    settle(Lane::token, ledger_.keep_policy(policy));
}

void SyncClient::hear_policy_again()
{
    if (policy_to_come_)
        hear_policy(Policy{*policy_to_come_});
}

bool SyncClient::is_to_be_wiped() const
{
    return order_ && (order_->mode == OrderMode::wipe_after_upload || order_->mode == OrderMode::wipe_now);
}

// A tablet that is to be wiped receives nothing more; what it holds is handed in.
void SyncClient::obey()
{
    if (!is_to_be_wiped())
        return;
    facts(Lane::pull).halted = true;
    facts(Lane::wake).halted = true;
    facts(Lane::report).halted = false;
    facts(Lane::report).not_before = milliseconds{0};
    facts(Lane::report).idle = false;
    due(Lane::drafts); // what is begun and not sealed is kept by the office, and no edit is waited for
}

} // namespace balieblik::sync
