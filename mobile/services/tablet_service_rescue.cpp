// SPDX-License-Identifier: EUPL-1.2
// When the PIN is forgotten or guessed at, when the network does not come, when the office forgot this tablet, and when
// another was lost: opening by two people, wiping after wrong tries, the outbox as a sealed file, being enrolled again,
// and visits begun on another tablet.
#include "services/office.hpp"
#include "services/sync_driver.hpp"
#include "services/tablet_service.hpp"
#include "vault/enrolment_code.hpp"
#include "vault/hash.hpp"
#include "vault/words.hpp"

#include <QDateTime>

namespace balieblik::services {
namespace {

std::optional<QSslCertificate> authority_of(const vault::key_file::Office& office)
{
    if (office.ca_spki_sha256.empty())
        return std::nullopt;
    return QSslCertificate{QByteArray::fromStdString(office.ca_certificate)};
}

// A name that says whose it is and when, of letters that every file system takes.
std::string bundle_name(const std::string& device_name, Timestamp now)
{
    std::string name = "balieblik-";
    for (const char c : device_name)
        name += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '-';
    const auto at = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count());
    return name + "-" + at.toString(QStringLiteral("yyyyMMdd-HHmmss")).toStdString() + ".bundle";
}

} // namespace

// --- Wrong tries -----------------------------------------------------------------------------------------------------

std::optional<int> TabletService::tries_left() const
{
    const auto left = tries_left_.load();
    return left < 0 ? std::nullopt : std::optional{static_cast<int>(left)};
}

// The office chose that this many wrong tries remove everything. The count is on disk before a try is looked at, so
// ending the program in between spares nothing: the next wrong one counts on from there.
void TabletService::tried(const Result<void>& result)
{
    if (!result && result.error().code == Errc::pin_wrong && tries_left_ == 0)
        wipe();
}

// What must be known while the key is not there; on the store's thread.
Result<void> TabletService::remember_office(device_store::DeviceStore& store)
{
    BALIEBLIK_TRY(enrolment, store.enrolment());
    BALIEBLIK_TRY(policy, store.policy());
    if (!enrolment || !key_file_)
        return {};
    BALIEBLIK_CHECK(
        key_file_->remember({enrolment->address, enrolment->ca_spki_sha256, enrolment->organisation.ca_certificate},
                            policy ? policy->wipe_after_wrong_pins : 0));
    note_wait();
    return {};
}

// --- A forgotten PIN -------------------------------------------------------------------------------------------------

Result<TabletService::RecoveryQuestion> TabletService::recovery_question()
{
    if (!key_file_ || !key_file_->contents().office)
        return Error{Errc::state_conflict, "the office is not known"};
    if (!recovery_) // one from before the app ended goes on: the office knows its words
        if (auto kept = key_file_->kept_recovery(); kept && *kept)
            recovery_.emplace(Recovery{std::move(**kept)});
    if (!recovery_) {
        recovery_.emplace(Recovery{vault::SealingKey::make(random_)});
        // Where there is no key store, or it is locked, or the disk is full, it lives as long as the app runs.
        static_cast<void>(key_file_->keep_recovery(recovery_->key));
    }
    const auto request = key_file_->recovery_request(recovery_->key);
    BALIEBLIK_TRY(device, parse_id<DeviceId>(request.device_id));
    return RecoveryQuestion{{device, request.request_key, request.wrap}, *key_file_->contents().office};
}

void TabletService::ask_recovery(Done<RecoveryView> done)
{
    store_.run<RecoveryQuestion>(
        this, [this](OpenStore&) { return recovery_question(); },
        [this, done](Result<RecoveryQuestion> question) {
            const auto server = question ? server_at(question->office.address) : Result<QUrl>{question.error()};
            if (!server)
                return done(server.error());
            RecoveryView view;
            for (const auto word : vault::words_of(vault::sha256(as_bytes(question->ask.request_key))))
                view.words.emplace_back(word);
            ask_for_recovery(*server, authority_of(question->office), question->ask, this,
                             [this, view, done](Result<sync::RecoveryAnswer> answer) mutable {
                                 if (!answer)
                                     return done(answer.error());
                                 view.state = answer->state;
                                 store_.post([this, answer = *answer](OpenStore&) { hear_of_recovery(answer); });
                                 done(view);
                             });
        });
}

// Who asks again after an end asks anew, with other words.
void TabletService::hear_of_recovery(const sync::RecoveryAnswer& answer)
{
    if (answer.state == sync::RecoveryState::refused || answer.state == sync::RecoveryState::expired) {
        recovery_.reset();
        if (key_file_)
            static_cast<void>(key_file_->forget_recovery());
    } else if (recovery_) {
        recovery_->grant = answer.grant;
    }
}

void TabletService::recover(std::string secret, Done<void> done)
{
    store_.run<void>(
        this,
        [this, secret = std::move(secret)](OpenStore& open) -> Result<void> {
            if (!key_file_ || !recovery_ || !recovery_->grant)
                return Error{Errc::state_conflict, "not granted"};
            BALIEBLIK_TRY(database_key,
                          vault::accept_recovery(recovery_->key, key_file_->contents().device_id, *recovery_->grant));
            // First that the key fits: the old wrap is not given up for one that opens nothing.
            const bool key_was_gone = !open.store;
            BALIEBLIK_CHECK(open_store(open, database_key));
            if (auto set = key_file_->set_pin(database_key, secret); !set) {
                if (key_was_gone)
                    open.close();
                return set;
            }
            recovery_.reset();
            note_wait();
            return enter(open, database_key);
        },
        [this, done](Result<void> result) { opened(done, std::move(result)); });
}

// --- Begun on another tablet -----------------------------------------------------------------------------------------

void TabletService::draft_offers(Done<std::vector<device_store::DraftOffer>> done)
{
    using Offers = std::vector<device_store::DraftOffer>;
    store_.run<Offers>(
        this,
        [](OpenStore& open) -> Result<Offers> { return open.store ? open.store->draft_offers() : open.refusal(); },
        std::move(done));
}

void TabletService::take_over(VisitId id, Done<void> done)
{
    store_.run<void>(
        this,
        [id](OpenStore& open) -> Result<void> {
            if (!open.store)
                return open.refusal();
            BALIEBLIK_CHECK(open.store->wish_draft(id));
            if (open.sync)
                open.sync->edited();
            return {};
        },
        [this, done = std::move(done)](Result<void> result) {
            if (result) {
                takes_over_ = true;
                emit offersChanged();
            }
            done(std::move(result));
        });
}

void TabletService::dismiss_offer(VisitId id, Done<void> done)
{
    store_.run<void>(
        this,
        [id](OpenStore& open) -> Result<void> { return open.store ? open.store->dismiss_offer(id) : open.refusal(); },
        [this, done = std::move(done)](Result<void> result) {
            if (result)
                emit offersChanged();
            done(std::move(result));
        });
}

// --- Forgotten by the office -----------------------------------------------------------------------------------------

// Where and by whose authority it was enrolled: a code that is typed here leads to no other server.
void TabletService::enrol_again(std::string typed, Done<void> done)
{
    const auto code = vault::parse_enrolment_code(typed);
    if (!code)
        return refuse(std::move(done), code.error());
    struct Question {
        sync::EnrolRequest request;
        device_store::Enrolment enrolment;
    };
    store_.run<Question>(
        this,
        [code = *code](OpenStore& open) -> Result<Question> {
            if (!open.store)
                return open.refusal();
            BALIEBLIK_TRY(request, open.store->request_to_enrol_again(code));
            BALIEBLIK_TRY(enrolment, open.store->enrolment());
            return Question{std::move(request), enrolment.value()};
        },
        [this, done](Result<Question> question) {
            if (!question)
                return done(question.error());
            const auto& known = question->enrolment;
            const auto server = server_at(known.address);
            if (!server)
                return done(server.error());
            ask_to_enrol(*server,
                         authority_of({known.address, known.ca_spki_sha256, known.organisation.ca_certificate}),
                         question->request, this, [this, done](Result<sync::EnrolReply> reply) {
                             if (!reply)
                                 return done(reply.error());
                             known_again(*reply, done);
                         });
        });
}

void TabletService::known_again(const sync::EnrolReply& reply, Done<void> done)
{
    store_.run<void>(
        this,
        [reply](OpenStore& open) -> Result<void> {
            if (!open.store)
                return open.refusal();
            BALIEBLIK_CHECK(open.store->check_same_office(reply));
            if (open.sync)
                open.sync->enrolled_again();
            return {};
        },
        std::move(done));
}

// --- A bundle --------------------------------------------------------------------------------------------------------

void TabletService::save_bundle(Done<SavedBundle> done)
{
    const auto folder = options_.bundles.empty() ? options_.folder : options_.bundles;
    const auto file = folder / bundle_name(profile_ ? profile_->device_name : std::string(), clock_.now());
    store_.run<SavedBundle>(
        this,
        [folder, file](OpenStore& open) -> Result<SavedBundle> {
            if (!open.store)
                return Error{Errc::state_conflict, "locked"};
            std::error_code problem;
            std::filesystem::create_directories(folder, problem);
            if (problem)
                return Error{Errc::io_failed, problem.message()};
            BALIEBLIK_TRY(report, open.store->write_bundle(file));
            return SavedBundle{file.string(), report.mutations + report.photos, report.photos_damaged};
        },
        std::move(done));
}

} // namespace balieblik::services
