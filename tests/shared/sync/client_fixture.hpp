// SPDX-License-Identifier: EUPL-1.2
// A sync client over a ledger in memory: expect an action, feed an event.
#pragma once

#include "support/clock.hpp"
#include "sync/client.hpp"
#include "sync/reply.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace balieblik::test {

using namespace balieblik::sync;

struct MemoryLedger final : Ledger {
    Standing who{TenantId{}, DeviceId{}, InstallId{}, "0.1.0"};
    std::vector<HeldVersion> doubted; // received, and to be asked about
    std::vector<VisitVersionId> lost; // what came of it
    std::vector<Mutation> outbox;
    std::vector<MutationResult> acknowledged;
    std::vector<std::int64_t> rewinds;
    std::vector<std::int64_t> expected; // numbers that the server was heard to expect
    int installs = 0;
    std::string epoch = "e1";
    std::vector<Upload> waiting;
    std::map<std::string, Bytes> files;
    std::vector<std::string> finished;
    std::map<std::string, Errc> refused;
    std::optional<std::string> cursor;
    std::vector<PullReply> staged, applied;
    std::vector<std::string> differing;
    int forgotten = 0;
    std::optional<Order> kept;
    std::optional<Policy> kept_policy;
    std::vector<DraftBackup> drafts; // changed and not kept
    std::map<VisitId, Errc> drafts_refused;
    std::optional<DraftHeads> offers;
    std::optional<DraftWish> wish;
    std::vector<TakenDraft> taken;
    std::vector<VisitId> gone;
    std::optional<Errc> full; // every write is refused

    Result<void> written() const { return full ? Result<void>{Error{*full, {}}} : Result<void>{}; }

    Result<Standing> standing() override
    {
        who.unsent_mutations = static_cast<std::int64_t>(outbox.size());
        who.unsent_attachments = static_cast<std::int64_t>(waiting.size());
        who.epoch = epoch;
        who.unkept_drafts = static_cast<std::int64_t>(drafts.size());
        who.doubted_visits = static_cast<std::int64_t>(doubted.size());
        return who;
    }
    Result<std::vector<Mutation>> unacknowledged(std::int64_t max, std::int64_t) override
    {
        auto some = outbox;
        some.resize(std::min<std::size_t>(some.size(), static_cast<std::size_t>(max)));
        return some;
    }
    Result<void> acknowledge(InstallId, const std::vector<MutationResult>& results) override
    {
        BALIEBLIK_CHECK(written());
        for (const auto& result : results) {
            acknowledged.push_back(result);
            std::erase_if(outbox, [&](const Mutation& one) { return one.no == result.no; });
        }
        return {};
    }
    Result<std::optional<Order>> order() override { return kept; }
    Result<void> keep_order(const Order& order) override
    {
        BALIEBLIK_CHECK(written());
        kept = order;
        return {};
    }
    Result<std::optional<DraftBackup>> draft_to_keep() override
    {
        return drafts.empty() ? std::nullopt : std::optional{drafts.front()};
    }
    Result<void> draft_kept(VisitId visit, std::int64_t rev) override
    {
        std::erase_if(drafts, [&](const DraftBackup& one) { return one.visit_id == visit && one.rev == rev; });
        return written();
    }
    Result<void> draft_refused(VisitId visit, std::int64_t rev, Errc code) override
    {
        drafts_refused[visit] = code;
        return draft_kept(visit, rev);
    }
    Result<void> keep_offers(const DraftHeads& heads) override
    {
        BALIEBLIK_CHECK(written());
        offers = heads;
        return {};
    }
    Result<std::optional<DraftWish>> wished_draft() override { return wish; }
    Result<void> take_draft(const TakenDraft& draft) override
    {
        BALIEBLIK_CHECK(written());
        taken.push_back(draft);
        wish.reset();
        return {};
    }
    Result<void> draft_gone(VisitId visit) override
    {
        gone.push_back(visit);
        wish.reset();
        return written();
    }
    Result<std::optional<Policy>> policy() override { return kept_policy; }
    Result<void> keep_policy(const Policy& policy) override
    {
        BALIEBLIK_CHECK(written());
        kept_policy = policy;
        return {};
    }
    Result<void> rewind(std::int64_t next_no) override
    {
        rewinds.push_back(next_no);
        return written();
    }
    Result<void> take_new_install() override
    {
        ++installs;
        who.install_id.value.data[0] = static_cast<std::uint8_t>(installs);
        return written();
    }
    Result<bool> note_epoch(const std::string& heard, std::int64_t) override
    {
        return std::exchange(epoch, heard) != heard;
    }
    Result<bool> note_next_no(std::int64_t next_no) override
    {
        expected.push_back(next_no);
        return false;
    }
    Result<std::vector<HeldVersion>> versions_to_ask(std::int64_t) override { return doubted; }
    Result<void> versions_told(const std::vector<HeldVersion>&, const std::vector<VisitVersionId>& missing) override
    {
        BALIEBLIK_CHECK(written());
        lost.insert(lost.end(), missing.begin(), missing.end());
        doubted.clear();
        return {};
    }
    Result<std::vector<Upload>> uploads(std::int64_t) override { return waiting; }
    Result<Bytes> attachment_bytes(const std::string& sha256, std::int64_t offset, std::int64_t length) override
    {
        const auto found = files.find(sha256);
        if (found == files.end())
            return Error{Errc::not_found, sha256};
        const auto from = found->second.begin() + offset;
        return Bytes(from, from + std::min<std::int64_t>(length, found->second.end() - from));
    }
    Result<void> upload_begun(const std::string& sha256, const std::string& location) override
    {
        for (auto& one : waiting)
            if (one.sha256 == sha256)
                one.location = location;
        return written();
    }
    Result<void> upload_lost(const std::string& sha256) override
    {
        for (auto& one : waiting)
            if (one.sha256 == sha256)
                one.location.reset();
        return written();
    }
    Result<void> upload_finished(const std::string& sha256) override
    {
        finished.push_back(sha256);
        std::erase_if(waiting, [&](const Upload& one) { return one.sha256 == sha256; });
        return written();
    }
    Result<void> upload_refused(const std::string& sha256, Errc code) override
    {
        refused[sha256] = code;
        std::erase_if(waiting, [&](const Upload& one) { return one.sha256 == sha256; });
        return written();
    }
    Result<std::optional<std::string>> pull_cursor() override
    {
        return staged.empty() ? cursor : std::optional{staged.back().cursor};
    }
    Result<void> stage(const PullReply& page, bool) override
    {
        BALIEBLIK_CHECK(written());
        staged.push_back(page);
        return {};
    }
    Result<std::vector<std::string>> apply(const PullReply& last, bool, const ReceiptVerifier&) override
    {
        BALIEBLIK_CHECK(written());
        applied.insert(applied.end(), staged.begin(), staged.end());
        staged.clear();
        applied.push_back(last);
        cursor = last.cursor;
        return differing;
    }
    Result<void> forget_cursor() override
    {
        ++forgotten;
        cursor.reset();
        staged.clear();
        return written();
    }
};

class ClientTest : public ::testing::Test {
protected:
    MemoryLedger ledger;
    FakeClock clock;
    SeededRandom random{7};
    bool genuine = true;
    SyncClient client{
        ledger,
        {[](const TenantId&, const TokenRequest& request) -> Result<std::string> { return "signed:" + request.nonce; },
         [this](const Receipt&) { return genuine; }},
        clock,
        random};

    // Everything that may be sent now, by lane.
    std::map<Lane, Send> sends()
    {
        std::map<Lane, Send> found;
        for (auto action = client.next(); std::holds_alternative<Send>(action); action = client.next())
            found[std::get<Send>(action).lane] = std::get<Send>(action);
        return found;
    }
    Send expect(Lane lane)
    {
        auto all = sends();
        EXPECT_TRUE(all.contains(lane)) << json::enum_name(lane);
        return all[lane];
    }
    milliseconds sleeps()
    {
        const auto action = client.next();
        EXPECT_TRUE(std::holds_alternative<Sleep>(action));
        return std::get<Sleep>(action).until - clock.reading.boot;
    }
    static std::string nonce_of(const Send& send)
    {
        for (const auto& one : send.headers)
            if (one.name == "Sync-Nonce")
                return one.value;
        return {};
    }
    static std::string header_of(const Send& send, std::string_view name)
    {
        for (const auto& one : send.headers)
            if (one.name == name)
                return one.value;
        return {};
    }
    void answer(const Send& send, int status, std::string body, std::vector<Header> more = {})
    {
        more.push_back({"sync-nonce", nonce_of(send)});
        if (!body.empty())
            more.push_back(
                {"content-type", status < 300 ? "application/json; charset=utf-8" : "application/problem+json"});
        client.on(Reply{send.id, status, std::move(more), std::move(body)});
    }
    template <class T>
    void answer_with(const Send& send, const T& message)
    {
        answer(send, 200, json::print_struct(message));
    }
    static std::string problem_text(std::string_view code, ErrorClass error_class, int status)
    {
        Problem made;
        made.status = status;
        made.code = code;
        made.error_class = name(error_class);
        made.next_no = 1;
        return json::print_struct(made);
    }
    void problem(const Send& send, Errc code, int status, std::optional<std::int64_t> next_no = {},
                 std::optional<std::int64_t> retry_after = {})
    {
        auto made = *json::read_text<Problem>(problem_text(name(code), info(code).error_class, status));
        made.next_no = next_no;
        made.retry_after_s = retry_after;
        answer(send, status, json::print_struct(made));
    }
    void get_token()
    {
        answer_with(expect(Lane::token), Challenge{"abcd"});
        const auto asked = expect(Lane::token);
        EXPECT_EQ(json::read_text<TokenRequest>(asked.body)->signature, "signed:abcd");
        answer_with(asked, TokenReply{"T", clock.now(), {}, {}});
    }
    PullReply last_page(std::string cursor = "c1") const
    {
        PullReply page;
        page.cursor = std::move(cursor);
        page.epoch = ledger.epoch;
        page.next_no = 1;
        return page;
    }
    // Signed in, and the first pull is through.
    void settle_in()
    {
        get_token();
        auto all = sends();
        answer_with(all.at(Lane::pull), last_page());
        answer_with(all.at(Lane::drafts), DraftHeads{});
    }
    void put(std::int64_t no, MutationKind kind = MutationKind::assignment_command)
    {
        Mutation one;
        one.no = no;
        one.kind = json::enum_name(kind);
        one.body = "{}";
        one.sha256 = "hash" + std::to_string(no);
        ledger.outbox.push_back(one);
        client.on(Queued{});
    }
    MutationResult applied(std::int64_t no) const { return {no, MutationStatus::applied, {}, {}}; }
    PushReply pushed(std::vector<MutationResult> results) const { return {std::move(results), 9, ledger.epoch, {}}; }
    LaneStatus lane(Lane wanted) const { return client.status().lanes[static_cast<std::size_t>(wanted)]; }
};

} // namespace balieblik::test
