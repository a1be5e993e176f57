// SPDX-License-Identifier: EUPL-1.2
// Answers, place and photos of a draft. The wait clock is in draft_laps.cpp, sealing in draft_seal.cpp.
#include "device_store/draft_state.hpp"
#include "device_store/prefill.hpp"
#include "device_store/rows.hpp"
#include "model/attachment.hpp"

#include "vault/hash.hpp"
#include "vault/random.hpp"
#include "vault/sealed_file.hpp"

#include <algorithm>
#include <charconv>

namespace balieblik::device_store {
namespace {

std::map<std::string, std::string> by_reference(std::vector<forms::SavedAnswer> answers)
{
    std::map<std::string, std::string> found;
    for (auto& answer : answers)
        found.emplace(std::move(answer.reference), std::move(answer.value));
    return found;
}

} // namespace

bool earlier(const forms::SavedAnswer& left, const forms::SavedAnswer& right)
{
    std::string_view a = left.reference, b = right.reference;
    while (!a.empty() && !b.empty()) {
        const auto digit = [](char letter) { return letter >= '0' && letter <= '9'; };
        if (digit(a.front()) && digit(b.front())) {
            std::uint64_t x = 0, y = 0;
            const auto a_end = std::from_chars(a.data(), a.data() + a.size(), x).ptr;
            const auto b_end = std::from_chars(b.data(), b.data() + b.size(), y).ptr;
            if (x != y)
                return x < y;
            a.remove_prefix(static_cast<std::size_t>(a_end - a.data()));
            b.remove_prefix(static_cast<std::size_t>(b_end - b.data()));
        } else if (a.front() != b.front()) {
            return a.front() < b.front();
        } else {
            a.remove_prefix(1);
            b.remove_prefix(1);
        }
    }
    return a.empty() && !b.empty();
}

Draft::Draft(std::unique_ptr<State> state) : state_(std::move(state)) {}
Draft::Draft(Draft&&) noexcept = default;
Draft& Draft::operator=(Draft&&) noexcept = default;
Draft::~Draft() = default;

Result<std::unique_ptr<Draft::State>> Draft::State::load(DeviceStore& store, VisitId id)
{
    auto state = std::make_unique<State>();
    state->store = &store;
    BALIEBLIK_TRY(row, store.database_.first<DraftFacts>("SELECT * FROM draft WHERE visit_id = ?", id));
    if (!row) {
        BALIEBLIK_TRY(sealed, store.last_version(id));
        return sealed ? Error{Errc::sealed_already, {}} : Error{Errc::not_found, "the draft"};
    }
    state->facts = std::move(*row);
    BALIEBLIK_TRY(visit, store.database_.first<VisitRow>("SELECT * FROM visit WHERE visit_id = ?", id));
    state->context = visit->context;
    BALIEBLIK_TRY(form, store.form_in_use(state->facts.form));
    state->form = form;
    BALIEBLIK_TRY(questions, device_store::lap_questions(*form->form));
    state->lap_questions = std::move(questions);
    BALIEBLIK_CHECK(state->read_laps());
    using Row = std::tuple<std::string, std::string>;
    BALIEBLIK_TRY(answers, store.database_.all<Row>("SELECT reference, value FROM answer WHERE visit_id = ?", id));
    for (auto& [reference, value] : answers)
        state->stored.emplace(std::move(reference), std::move(value));
    BALIEBLIK_TRY(waiting, store.database_.first<std::int64_t>("SELECT open_items FROM draft WHERE visit_id = ?", id));
    state->stored_open_items = waiting.value_or(0);
    BALIEBLIK_TRY(session, state->restored());
    state->session.emplace(std::move(session));
    return state;
}

Result<Draft> Draft::open(DeviceStore& store, VisitId id)
{
    BALIEBLIK_TRY(state, State::load(store, id));
    BALIEBLIK_CHECK(store.database_.run("UPDATE tablet SET last_open = ?", id));
    Draft draft{std::move(state)};
    BALIEBLIK_CHECK(draft.close_due());
    return draft;
}

Result<forms::Session> Draft::State::restored() const
{
    std::vector<forms::SavedAnswer> answers;
    for (const auto& [reference, value] : stored)
        answers.push_back({reference, value});
    std::sort(answers.begin(), answers.end(), earlier);
    BALIEBLIK_TRY(made, forms::Session::restore(form->program, store->surroundings(form, context), answers));
    // The form names its languages in full: "Nederlands (nl)".
    for (const auto& name : made.languages())
        if (name == facts.language || name.find("(" + facts.language + ")") != std::string::npos)
            BALIEBLIK_CHECK(made.set_language(name));
    return std::move(made);
}

const DraftFacts& Draft::facts() const { return state_->facts; }
const forms::Session& Draft::session() const { return *state_->session; }
std::shared_ptr<const FormInUse> Draft::form() const { return state_->form; }

std::optional<AssignmentFacts> Draft::assignment() const
{
    return state_->facts.practice ? std::nullopt : state_->context;
}

std::optional<sync::VisitReturn> Draft::returned() const
{
    if (!state_->facts.supersedes)
        return std::nullopt;
    const auto row = state_->store->server_row(sync::EntityKind::visit_return, to_text(*state_->facts.supersedes));
    if (!row || !*row)
        return std::nullopt;
    auto found = json::read_text<sync::VisitReturn>(**row);
    return found ? std::optional{std::move(*found)} : std::nullopt;
}

// --- Writing -----------------------------------------------------------------------------------------------------

Result<void> Draft::State::write_log(const LogEntry& entry)
{
    BALIEBLIK_CHECK(store->database_.run("INSERT INTO answer_log (visit_id, action, reference, value, changed_at) "
                                         "VALUES (?, ?, ?, ?, ?)",
                                         facts.visit_id, entry.action, entry.reference, entry.value,
                                         store->clock_.now()));
    return {};
}

Result<void> Draft::State::write_changes(const std::map<std::string, std::string>& now)
{
    for (const auto& [reference, value] : stored)
        if (!now.contains(reference))
            BALIEBLIK_CHECK(store->database_.run("DELETE FROM answer WHERE visit_id = ? AND reference = ?",
                                                 facts.visit_id, reference));
    for (const auto& [reference, value] : now) {
        const auto before = stored.find(reference);
        if (before != stored.end() && before->second == value)
            continue;
        BALIEBLIK_CHECK(store->database_.run("INSERT INTO answer (visit_id, reference, value) VALUES (?, ?, ?) ON "
                                             "CONFLICT DO UPDATE SET value = excluded.value",
                                             facts.visit_id, reference, value));
    }
    return {};
}

Error Draft::State::undo(Error refused)
{
    if (auto before = restored())
        session.emplace(std::move(*before));
    return refused;
}

Result<void> Draft::State::store_changes(const LogEntry& entry, const std::function<Result<void>()>& also)
{
    auto now = by_reference(session->saved());
    const auto waiting = count_open_items(*session);
    const auto write = [&]() -> Result<void> {
        BALIEBLIK_TRY(transaction, storage::Transaction::begin(store->database_));
        BALIEBLIK_CHECK(write_changes(now));
        BALIEBLIK_CHECK(write_open_items(waiting));
        BALIEBLIK_CHECK(write_log(entry));
        if (also)
            BALIEBLIK_CHECK(also());
        return transaction.commit();
    };
    if (const auto written = write(); !written)
        return undo(written.error());
    stored = std::move(now);
    stored_open_items = waiting;
    return {};
}

Result<forms::Changes> Draft::answer(std::string_view reference, std::string_view value)
{
    // What was measured is only corrected with a reason, so that both are kept.
    for (const auto& [kind, question] : state_->lap_questions)
        if (question == reference && std::any_of(state_->laps.begin(), state_->laps.end(),
                                                 [kind = kind](const LapRow& row) { return row.kind == kind; }))
            return Error{Errc::reason_missing, std::string(reference)};
    BALIEBLIK_TRY(changes, state_->session->answer(reference, value));
    BALIEBLIK_CHECK(state_->store_changes({"answer", std::string(reference), std::string(value)}));
    return std::move(changes);
}

Result<forms::Changes> Draft::add_repeat(std::string_view repeat)
{
    BALIEBLIK_TRY(changes, state_->session->add_repeat(repeat));
    BALIEBLIK_CHECK(state_->store_changes({"add_repeat", std::string(repeat), {}}));
    return std::move(changes);
}

Result<forms::Changes> Draft::remove_repeat(std::string_view instance)
{
    BALIEBLIK_TRY(changes, state_->session->remove_repeat(instance));
    BALIEBLIK_CHECK(state_->store_changes({"remove_repeat", std::string(instance), {}}));
    return std::move(changes);
}

Result<forms::Changes> Draft::set_language(std::string_view language)
{
    std::string full{language};
    for (const auto& name : state_->session->languages())
        if (name.find("(" + std::string(language) + ")") != std::string::npos)
            full = name;
    BALIEBLIK_TRY(changes, state_->session->set_language(full));
    BALIEBLIK_CHECK(state_->store->database_.run("UPDATE draft SET language = ? WHERE visit_id = ?", language,
                                                 state_->facts.visit_id));
    state_->facts.language = language;
    return std::move(changes);
}

Result<void> Draft::go_to(const Place& place)
{
    BALIEBLIK_CHECK(state_->store->database_.run("UPDATE draft SET page = ?, reference = ? WHERE visit_id = ?",
                                                 place.page, place.reference, state_->facts.visit_id));
    state_->facts.page = place.page;
    state_->facts.reference = place.reference;
    return {};
}

// --- Photos ------------------------------------------------------------------------------------------------------

Result<forms::Changes> Draft::add_photo(std::string_view reference, ByteView bytes, std::string_view media_type)
{
    auto& store = *state_->store;
    const auto size = static_cast<std::int64_t>(bytes.size());
    BALIEBLIK_TRY(others, photos());
    if (size > sync::max_attachment_bytes || others.size() >= sync::max_attachments_per_visit)
        return Error{Errc::too_large, std::string(reference)};
    const auto sha256 = vault::sha256_hex(bytes);
    const auto name = vault::random_hex(store.random_, 8) + std::string(file_ending(media_type));

    // The encrypted file first: what the database then says is there, is there.
    BALIEBLIK_TRY(known, store.database_.first<std::string>("SELECT file FROM blob WHERE sha256 = ?", sha256));
    const auto file = vault::random_hex(store.random_, 16);
    const auto key = vault::new_file_key(store.random_);
    if (!known)
        BALIEBLIK_CHECK(vault::seal_file(store.photos_ / file, key, sha256, bytes));
    auto changes = state_->session->answer(reference, name);
    const auto also = [&]() -> Result<void> {
        if (!known)
            BALIEBLIK_CHECK(store.database_.run("INSERT INTO blob (sha256, size, media_type, file, file_key) "
                                                "VALUES (?, ?, ?, ?, ?)",
                                                sha256, size, media_type, file, key.bytes()));
        BALIEBLIK_CHECK(store.database_.run("INSERT OR REPLACE INTO photo (visit_id, reference, name, sha256, size, "
                                            "media_type) VALUES (?, ?, ?, ?, ?, ?)",
                                            state_->facts.visit_id, reference, name, sha256, size, media_type));
        return {};
    };
    auto stored =
        changes ? state_->store_changes({"photo", std::string(reference), name}, also) : Result<void>{changes.error()};
    if (!stored) {
        if (!known) {
            std::error_code problem;
            std::filesystem::remove(store.photos_ / file, problem); // else the next opening removes it
        }
        return stored.error();
    }
    return changes;
}

Result<forms::Changes> Draft::remove_photo(std::string_view reference)
{
    BALIEBLIK_TRY(changes, state_->session->answer(reference, ""));
    const auto also = [&]() -> Result<void> {
        BALIEBLIK_CHECK(state_->store->database_.run("DELETE FROM photo WHERE visit_id = ? AND reference = ?",
                                                     state_->facts.visit_id, reference));
        return {};
    };
    BALIEBLIK_CHECK(state_->store_changes({"photo", std::string(reference), {}}, also));
    BALIEBLIK_CHECK(state_->store->remove_unused_photos());
    return std::move(changes);
}

Result<std::vector<Photo>> Draft::photos() const
{
    return state_->store->database_.all<Photo>("SELECT p.reference, p.name, p.sha256, p.size, p.media_type, EXISTS "
                                               "(SELECT 1 FROM blob b WHERE b.sha256 = p.sha256) AS here FROM photo p "
                                               "WHERE p.visit_id = ? ORDER BY p.reference",
                                               state_->facts.visit_id);
}

Result<Bytes> Draft::photo_bytes(std::string_view reference) const
{
    BALIEBLIK_TRY(sha256, state_->store->database_.first<std::string>("SELECT sha256 FROM photo WHERE visit_id = ? AND "
                                                                      "reference = ?",
                                                                      state_->facts.visit_id, reference));
    if (!sha256)
        return Error{Errc::not_found, std::string(reference)};
    return state_->store->attachment_bytes(*sha256, 0, sync::max_attachment_bytes);
}

} // namespace balieblik::device_store
