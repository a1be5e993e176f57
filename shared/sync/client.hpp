// SPDX-License-Identifier: EUPL-1.2
// The tablet's side of the sync protocol as a state machine without I/O: it says what to send and how long to wait, and
// is told what came of it. Whoever drives it (the app, a test, the simulation) calls next() until it answers Sleep or
// Done, carries out every Send at the same time as the others, and reports with on().
//
// Seven lanes go their own way: token (proves who we are), push, attachments, pull, wake (a question that the server
// answers when something changed), report (what waits here) and drafts (visits that are being filled in, kept by the
// office). None waits for another, except that all need a token.
// One thread at a time.
#pragma once

#include "sync/ledger.hpp"

#include <array>
#include <map>
#include <variant>

namespace balieblik::sync {

BOOST_DEFINE_ENUM_CLASS(Lane, token, push, attachments, pull, wake, report, drafts)

struct Header {
    std::string name;
    std::string value;
    bool operator==(const Header&) const = default;
};

// A request to be sent. Headers hold everything but Host and Content-Length.
struct Send {
    std::uint64_t id{}; // for the event that answers it
    Lane lane{};
    std::string method;
    std::string path; // of the server that the tablet is enrolled at
    std::vector<Header> headers;
    std::string body;
    milliseconds timeout{}; // report Dropped when nothing came within it
};
// Nothing to send: wait for an event, but not past this moment (of Reading::boot).
struct Sleep {
    milliseconds until{};
};
// Stopped by stop(); nothing is sent any more.
struct Done {};
using Action = std::variant<Send, Sleep, Done>;

// What came back, whatever it was. Names of headers in any case.
struct Reply {
    std::uint64_t id{};
    int status{};
    std::vector<Header> headers;
    std::string body;
};
// No reply, or not all of it: no network, TLS refused, cut, timed out.
struct Dropped {
    std::uint64_t id{};
    std::string detail;
};
// The network came up, or the app came to the front: lanes that wait may try at once (once per 10 s).
struct Woke {};
// Something was put into the outbox.
struct Queued {};
// A visit that is being filled in changed, or another tablet's is wanted.
struct Edited {};
// The office, which had forgotten this tablet, knows it again.
struct EnrolledAgain {};
// Time passed.
struct Tick {};
using Event = std::variant<Reply, Dropped, Woke, Queued, Edited, EnrolledAgain, Tick>;

BOOST_DEFINE_ENUM_CLASS(LaneState, idle, working, waiting, stopped)

struct LaneStatus {
    Lane lane{};
    LaneState state{};
    std::optional<milliseconds> tries_again_in; // while waiting
    std::optional<Timestamp> last_success;
    std::optional<Errc> last_error; // none after a success
    std::string detail;             // for the log: which answer, never what is in it
};
BOOST_DESCRIBE_STRUCT(LaneStatus, (), (lane, state, tries_again_in, last_success, last_error, detail))

// For the page that shows how sync goes.
struct SyncStatus {
    std::vector<LaneStatus> lanes; // in the order of Lane
    std::int64_t unsent_mutations{};
    std::int64_t unsent_visits{};
    std::int64_t unsent_attachments{};
    std::int64_t unkept_drafts{};   // changed since the office last kept them
    bool revoked = false;           // the server says that this tablet was withdrawn; nothing is deleted for that
    bool unknown = false;           // nor does the server know it any more: the office has to enrol it again
    bool upgrade_required = false;  // no new assignments before an update; work is still handed in
    bool online = false;            // the last thing heard was a proper reply
    bool up_to_date = false;        // nothing unsent, and the last pull was completed
    std::optional<OrderMode> order; // what the office ordered last
    bool wipe_due = false;          // and that it is time to obey: nothing may stay
    bool stuck = false;             // the server answers, and yet work or a pull has not moved for a long time
};
BOOST_DESCRIBE_STRUCT(SyncStatus, (),
                      (lanes, unsent_mutations, unsent_visits, unsent_attachments, unkept_drafts, revoked, unknown,
                       upgrade_required, online, up_to_date, order, wipe_due, stuck))

// What needs keys that the client must not hold.
struct Credentials {
    // The signature for a token: over tenant, device, install and nonce of the request.
    std::function<Result<std::string>(const TenantId& tenant, const TokenRequest& request)> sign_token;
    ReceiptVerifier verify_receipt;
    OrderVerifier verify_order = {};   // none: no order is believed
    PolicyVerifier verify_policy = {}; // none: no policy is
};

struct ClientOptions {
    milliseconds first_backoff{1'000};
    milliseconds max_backoff{300'000};
    milliseconds poll_every{300'000};     // +- 20 %
    milliseconds token_renewal{780'000};  // a token lives 15 minutes; it is renewed before that
    milliseconds request_timeout{30'000}; // of small requests; uploads get more
    milliseconds wake_every{10'000};
    bool listen = false;                  // the wake lane; without it, changes are found by polling
    milliseconds listen_timeout{70'000};  // the server answers within 50 s
    milliseconds listen_pause{250};       // between two questions, whatever the server says
    bool report = false;                  // the report lane; without it only an order to wipe is confirmed
    milliseconds report_pause{60'000};    // between two reports
    milliseconds draft_pause{60'000};     // between two drafts that are kept: many answers go together
    milliseconds drafts_asked{3'600'000}; // what other tablets of this inspector began
    std::int64_t push_mutations = max_push_mutations;
    std::int64_t push_bytes = max_push_bytes;
    std::int64_t pull_entries = max_pull_entries;
    std::int64_t first_chunk = 256 * 1024;
    std::int64_t min_chunk = 32 * 1024;
    std::int64_t max_chunk = 8 * 1024 * 1024;
};

class SyncClient {
public:
    // All of them must outlive the client.
    SyncClient(Ledger& ledger, Credentials credentials, const Clock& clock, Random& random, ClientOptions options = {});

    Action next();
    void on(const Event& event);
    SyncStatus status() const;
    // What is in flight may finish; nothing new is begun.
    void stop();

private:
    struct LaneFacts {
        std::optional<std::uint64_t> in_flight;
        milliseconds deadline{};   // of what is in flight
        milliseconds not_before{}; // backoff or poll
        milliseconds floor{};      // a Retry-After that not even a wake-up shortens
        int failures = 0;
        bool halted = false;    // nothing more on this lane in this run of the app
        bool idle = false;      // the ledger had nothing for it when last asked
        bool refreshed = false; // the token was renewed for this request once already
        bool resynced = false;  // so was the number, the cursor or the install
        std::string nonce;
        milliseconds sent_at{};
        milliseconds moved_at{}; // when it last got somewhere, or had nothing to do
        std::optional<Timestamp> last_success;
        std::optional<Errc> last_error;
        std::string detail;
    };
    // What a reply amounts to.
    struct Refusal {
        Errc code{};
        ErrorClass error_class{};
        bool transport = false;
        std::string detail;
        std::optional<std::int64_t> next_no;
        std::optional<milliseconds> retry_after;
    };
    enum class TokenStep { challenge, token };
    enum class PushStep { push, reconcile };
    enum class UploadStep { ask, create, head, patch };
    enum class DraftStep { ask, keep, take_over };

    LaneFacts& facts(Lane lane) { return lanes_[static_cast<std::size_t>(lane)]; }
    const LaneFacts& facts(Lane lane) const { return lanes_[static_cast<std::size_t>(lane)]; }
    milliseconds now() const { return clock_.read().boot; }
    bool may_start(Lane lane) const;
    bool token_usable() const { return !token_.empty() && now() < token_good_until_; }

    std::optional<Send> start(Lane lane);
    std::optional<Send> start_token();
    std::optional<Send> start_push();
    std::optional<Send> start_reconcile();
    std::optional<Send> start_attachments();
    std::optional<Send> start_pull();
    std::optional<Send> start_wake();
    std::optional<Send> start_report();
    std::optional<Send> start_drafts();
    std::optional<Send> start_upload(const Upload& upload);
    Result<Send> start_patch(const Upload& upload, std::int64_t offset);
    Send request(Lane lane, std::string method, std::string path);
    Send json_request(Lane lane, std::string path, std::string body);

    void on_reply(const Reply& reply);
    void on_dropped(const Dropped& dropped);
    void on_woke();
    void on_enrolled_again();
    std::optional<Refusal> refusal_of(const LaneFacts& lane, const Reply& reply) const;
    void handle(Lane lane, const Reply& reply);
    void handle_token(const Reply& reply);
    void handle_push(const Reply& reply);
    void handle_reconcile(const Reply& reply);
    void forget_what_is_asked(Lane lane); // its answer would be of the history before
    void handle_attachments(const Reply& reply);
    void handle_missing(const Reply& reply);
    void note_offset(const std::string& sha256, const Reply& reply);
    void finish_upload(const std::string& sha256); // the first of those missing
    void handle_pull(const Reply& reply);
    // Whether the server was set back; none: the ledger refused, and the lane failed for it.
    std::optional<bool> hear_epoch(Lane lane, const std::string& epoch, std::int64_t next_no);
    std::optional<bool> hear_next_no(std::int64_t next_no);
    std::optional<bool> hear_set_back(Lane lane, const Result<bool>& set_back);
    void begin_anew();
    bool is_to_be_wiped() const;
    void handle_wake(const Reply& reply);
    void handle_report(const Reply& reply);
    void handle_drafts(const Reply& reply);
    void hear_order(const Order& order);
    void hear_policy(const Policy& policy);
    void hear_policy_again();
    void obey();
    Report report_of(const Standing& standing) const;
    bool must_confirm(const Standing& standing) const;
    std::vector<MutationResult> believable(const PushReply& reply, std::optional<Refusal>& doubt) const;

    void refuse(Lane lane, Refusal refusal);
    void refuse_auth(Lane lane, const Refusal& refusal);
    void refuse_resync(Lane lane, const Refusal& refusal);
    void refuse_upload(const Refusal& refusal);
    bool refuse_draft(const Refusal& refusal); // false: it says nothing about this one draft
    void fail(Lane lane, const Refusal& refusal);
    void expire();
    milliseconds sleep_until() const;
    bool stands_still(Lane lane) const;
    void succeed(Lane lane);
    void look_again(Lane lane);
    void due(Lane lane);                                // may start at once, unless a Retry-After stands in the way
    bool settle(Lane lane, const Result<void>& stored); // false: the ledger refused, and the lane failed for it
    milliseconds jitter(milliseconds most);
    static Refusal local(const Error& error);

    Ledger& ledger_;
    Credentials credentials_;
    const Clock& clock_;
    Random& random_;
    ClientOptions options_;
    std::array<LaneFacts, 7> lanes_;
    std::map<std::uint64_t, Lane> in_flight_;
    std::uint64_t last_id_ = 0;
    bool stopped_ = false;
    bool revoked_ = false;
    bool unknown_ = false;
    bool upgrade_required_ = false;
    bool online_ = false;
    std::optional<milliseconds> last_wake_;

    TokenStep token_step_ = TokenStep::challenge;
    std::string challenge_;
    std::string token_;
    milliseconds token_good_until_{};

    PushStep push_step_ = PushStep::push;
    std::vector<HeldVersion> reconciling_;
    InstallId pushing_install_;
    std::vector<Mutation> pushing_;
    std::int64_t batch_;

    UploadStep upload_step_ = UploadStep::ask;
    std::vector<std::string> asked_;
    std::vector<Upload> missing_;                 // to be uploaded, in this order
    std::map<std::string, std::int64_t> offsets_; // known to be durable on the server
    std::int64_t chunk_;

    std::optional<std::string> pull_from_; // the cursor that the page in flight was asked with
    bool pulled_ = false;                  // a pull was completed in this run of the app
    bool pushed_meanwhile_ = false;        // a push was under way since the page in flight was asked for
    bool changed_meanwhile_ = false;       // a hint came while one was under way

    std::optional<std::int64_t> heard_; // of the last wake

    DraftStep draft_step_ = DraftStep::ask;
    VisitId draft_;                               // that the request in flight is about
    std::int64_t draft_rev_{};                    // of it
    milliseconds next_draft_{};                   // not kept before that
    std::optional<milliseconds> drafts_asked_at_; // none: not yet, or it is time again

    std::optional<Policy> policy_to_come_; // for which nothing yet says that the server was set back

    std::optional<Order> order_;
    bool confirmed_ = false;  // the server knows that everything is handed in and the wipe begins
    bool confirming_ = false; // what is in flight on the report lane says so
    Report reporting_;
    std::optional<Report> reported_;
};

} // namespace balieblik::sync
