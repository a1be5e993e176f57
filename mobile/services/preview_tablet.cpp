// SPDX-License-Identifier: EUPL-1.2
#include "services/preview_tablet.hpp"

#include "device_store/prefill.hpp"
#include "forms/check/check.hpp"
#include "forms/record/record.hpp"
#include "forms/xform/left_out.hpp"
#include "forms/xform/picture.hpp"
#include "scoring/explain.hpp"

namespace balieblik::services {
namespace {

// There is no office behind a preview.
const Error no_office{Errc::offline, "a preview has no office"};

Result<forms::Changes> only_if_asked(Result<forms::Changes> changes)
{
    if (!changes && (changes.error().code == Errc::not_found || changes.error().code == Errc::answer_refused))
        return forms::Changes{};
    return changes;
}

scoring::Norm norm_of(const forms::Form& form, const boost::json::object& record,
                      const std::map<std::string, std::string>& files)
{
    const auto norms = files.find("norms.csv");
    if (norms == files.end())
        return {};
    const auto read = scoring::read_norm(norms->second, scoring::norm_set_of(form, record));
    return read ? *read : scoring::Norm{};
}

} // namespace

PreviewTablet::PreviewTablet(const Clock& clock, std::shared_ptr<const forms::Program> program,
                             std::map<std::string, std::string> files)
    : clock_(clock), ids_(clock, random_), program_(std::move(program)), files_(std::move(files))
{
}

Result<std::unique_ptr<PreviewTablet>> PreviewTablet::open(const Clock& clock, std::string_view form_xml,
                                                           std::map<std::string, std::string> files)
{
    BALIEBLIK_TRY(form, forms::read_form(form_xml));
    BALIEBLIK_CHECK(forms::fits_inspection(*form));
    BALIEBLIK_TRY(program, forms::compile(form));
    return std::unique_ptr<PreviewTablet>{new PreviewTablet(clock, program, std::move(files))};
}

void PreviewTablet::identify(std::string, Done<ServerIdentity> done) { later<ServerIdentity>(done, no_office); }
void PreviewTablet::enrol(sync::EnrolmentInvitation, std::string, Done<void> done) { later<void>(done, no_office); }
void PreviewTablet::choose_secret(std::string, Done<void> done) { later<void>(done, {}); }
void PreviewTablet::unlock(std::string, Done<void> done) { later<void>(done, {}); }
void PreviewTablet::change_secret(std::string, std::string, Done<void> done) { later<void>(done, no_office); }
void PreviewTablet::ask_recovery(Done<RecoveryView> done) { later<RecoveryView>(done, no_office); }
void PreviewTablet::recover(std::string, Done<void> done) { later<void>(done, no_office); }
void PreviewTablet::save_bundle(Done<SavedBundle> done) { later<SavedBundle>(done, no_office); }

void PreviewTablet::draft_offers(Done<std::vector<device_store::DraftOffer>> done)
{
    later<std::vector<device_store::DraftOffer>>(done, {});
}
void PreviewTablet::enrol_again(std::string, Done<void> done) { later<void>(done, no_office); }

void PreviewTablet::dismiss_offer(VisitId, Done<void> done) { later<void>(done, no_office); }

void PreviewTablet::take_over(VisitId, Done<void> done) { later<void>(done, no_office); }

void PreviewTablet::assignments(Done<std::vector<device_store::AssignmentCard>> done)
{
    later<std::vector<device_store::AssignmentCard>>(done, {});
}

void PreviewTablet::visits(Done<std::vector<device_store::VisitCard>> done)
{
    later<std::vector<device_store::VisitCard>>(done, {});
}

void PreviewTablet::accept(AssignmentId, Done<void> done) { later<void>(done, no_office); }
void PreviewTablet::decline(AssignmentId, std::string, Done<void> done) { later<void>(done, no_office); }
void PreviewTablet::hand_back(AssignmentId, std::string, Done<void> done) { later<void>(done, no_office); }

std::vector<std::pair<std::string, std::string>> PreviewTablet::prefill() const
{
    return {{"/data/scenario_code", "R1"}, {"/data/scenario_group", "REGEL"}};
}

Result<std::string> PreviewTablet::language_of(std::string_view code) const
{
    for (auto& name : session_->languages())
        if (name.find("(" + std::string(code) + ")") != std::string::npos)
            return std::move(name);
    return Error{Errc::not_found, std::string(code)};
}

Result<VisitView> PreviewTablet::begin(std::optional<device_store::AssignmentFacts> facts, std::string language)
{
    forms::Surroundings surroundings;
    surroundings.clock = &clock_;
    surroundings.random = &random_;
    surroundings.file = [this](std::string_view address) -> Result<std::string> {
        const auto file = files_.find(std::string(address.substr(address.rfind('/') + 1)));
        if (file != files_.end())
            return file->second;
        // An inspection has the norm of its wave; an author who looks at the questions may have none yet.
        return device_store::form_file({}, address, Norm{});
    };
    BALIEBLIK_TRY(session, forms::Session::open(program_, std::move(surroundings)));
    session_.emplace(std::move(session));
    facts_ = {};
    facts_.visit_id = ids_.make<VisitId>();
    facts_.practice = !facts.has_value();
    facts_.language = language;
    if (place_) {
        facts_.page = place_->page;
        facts_.reference = place_->reference;
    }
    assignment_ = std::move(facts);
    laps_.clear();
    photos_.clear();
    if (const auto name = language_of(language))
        BALIEBLIK_CHECK(session_->set_language(*name));
    for (const auto& [reference, value] : prefill())
        BALIEBLIK_CHECK(only_if_asked(session_->answer(reference, value)));
    return view();
}

void PreviewTablet::open_assignment(AssignmentId, std::string, Done<VisitView> done)
{
    later<VisitView>(done, Error{Errc::not_found, {}});
}

void PreviewTablet::open_practice(std::string language, Done<VisitView> done)
{
    if (!refused(done))
        later<VisitView>(done, begin(std::nullopt, std::move(language)));
}

void PreviewTablet::open_last(Done<std::optional<VisitView>> done)
{
    later<std::optional<VisitView>>(done, session_ ? std::optional{view()} : std::nullopt);
}

std::vector<device_store::Photo> PreviewTablet::photos() const
{
    std::vector<device_store::Photo> here;
    for (const auto& [reference, bytes] : photos_)
        here.push_back({reference, "photo.jpg", std::to_string(bytes.size()), static_cast<std::int64_t>(bytes.size()),
                        "image/jpeg", true});
    return here;
}

VisitView PreviewTablet::view() const
{
    VisitView made;
    made.kept = program_;
    made.facts = facts_;
    made.assignment = assignment_;
    made.returned = returned_;
    made.title = session_->form().title;
    made.sections = session_->sections();
    made.nodes = session_->nodes();
    made.findings = forms::check(*session_).value();
    made.photos = photos();
    made.clock = clock();
    const auto laps = device_store::lap_questions(session_->form());
    made.has_laps = laps && !laps->empty();
    return made;
}

VisitUpdate PreviewTablet::update(forms::Changes changes) const
{
    VisitUpdate made;
    for (const auto& change : changes)
        if (auto node = session_->node(change.reference))
            made.nodes.push_back(*node);
    made.changes = std::move(changes);
    made.sections = session_->sections();
    made.findings = forms::check(*session_).value();
    made.photos = photos();
    made.clock = clock();
    return made;
}

void PreviewTablet::step(const Result<forms::Changes>& changes, const Done<VisitUpdate>& done)
{
    later<VisitUpdate>(done, changes ? Result<VisitUpdate>{update(*changes)} : Result<VisitUpdate>{changes.error()});
}

void PreviewTablet::answer(std::string reference, std::string value, Done<VisitUpdate> done)
{
    if (refused(done))
        return;
    const auto changes = session_->answer(reference, value);
    if (changes)
        taken(reference, value);
    step(changes, done);
}

void PreviewTablet::add_repeat(std::string repeat, Done<VisitUpdate> done) { step(session_->add_repeat(repeat), done); }

void PreviewTablet::remove_repeat(std::string instance, Done<VisitUpdate> done)
{
    step(session_->remove_repeat(instance), done);
}

void PreviewTablet::set_language(std::string language, Done<VisitUpdate> done)
{
    const auto name = language_of(language);
    name ? step(session_->set_language(*name), done) : later<VisitUpdate>(done, name.error());
}

void PreviewTablet::go_to(device_store::Place place, Done<void> done)
{
    place_ = std::move(place);
    later<void>(done, {});
}

ClockView PreviewTablet::clock() const
{
    ClockView made;
    made.laps = laps_;
    made.read = clock_.read();
    if (!laps_.empty()) {
        made.since_first = made.read.boot - milliseconds{laps_.front().boot_ms};
        const auto left = device_store::undo_window - (made.read.boot - milliseconds{laps_.back().boot_ms});
        if (left.count() > 0)
            made.undo_left = left;
    }
    return made;
}

Result<forms::Changes> PreviewTablet::answer_laps()
{
    forms::Changes all;
    BALIEBLIK_TRY(questions, device_store::lap_questions(session_->form()));
    for (const auto& [kind, question] : questions) {
        std::string value;
        for (const auto& lap : laps_)
            if (lap.kind == kind)
                value = to_offset_text(lap.corrected.value_or(lap.wall), std::chrono::minutes{lap.offset_min});
        BALIEBLIK_TRY(changes, only_if_asked(session_->answer(question, value)));
        all.insert(all.end(), changes.begin(), changes.end());
    }
    return all;
}

void PreviewTablet::tap(LapKind kind, Done<VisitUpdate> done)
{
    if (refused(done))
        return;
    const auto now = clock_.read();
    laps_.push_back({kind, now.wall, now.offset.count(), now.boot.count(), now.boot_id, {}, {}});
    if (!session_)
        return later<VisitUpdate>(done, VisitUpdate{});
    step(answer_laps(), done);
}

void PreviewTablet::undo_tap(Done<VisitUpdate> done)
{
    if (laps_.empty())
        return later<VisitUpdate>(done, Error{Errc::state_conflict, {}});
    laps_.pop_back();
    step(answer_laps(), done);
}

void PreviewTablet::correct_lap(LapKind kind, Timestamp time, std::string reason, Done<VisitUpdate> done)
{
    for (auto& lap : laps_)
        if (lap.kind == kind) {
            lap.corrected = time;
            lap.reason = reason;
        }
    step(answer_laps(), done);
}

void PreviewTablet::add_photo(std::string reference, Bytes picture, Done<VisitUpdate> done)
{
    if (refused(done))
        return;
    photos_[reference] = std::move(picture);
    step(session_->answer(reference, "photo.jpg"), done);
}

void PreviewTablet::add_document(std::string reference, Bytes document, Done<VisitUpdate> done)
{
    add_photo(std::move(reference), std::move(document), std::move(done));
}

void PreviewTablet::remove_photo(std::string reference, Done<VisitUpdate> done)
{
    photos_.erase(reference);
    step(session_->answer(reference, ""), done);
}

void PreviewTablet::photo_bytes(std::string reference, Done<Bytes> done) { later<Bytes>(done, photos_[reference]); }

void PreviewTablet::form_picture(std::string name, Done<Bytes> done)
{
    const auto file = files_.find(name);
    if (file == files_.end())
        return later<Bytes>(done, Error{Errc::not_found, std::move(name)});
    const auto read = forms::read_picture(file->second);
    later<Bytes>(done,
                 read ? Result<Bytes>{Bytes(file->second.begin(), file->second.end())} : Result<Bytes>{read.error()});
}

// There is one version here: the one that is looked at.
void PreviewTablet::newer_form(Done<std::optional<FormRef>> done)
{
    later<std::optional<FormRef>>(done, std::optional<FormRef>{});
}

void PreviewTablet::plan_move(std::string version, Done<device_store::MovePlan> done)
{
    later<device_store::MovePlan>(done, Error{Errc::unknown_form, std::move(version)});
}

void PreviewTablet::move_to(std::string version, Done<VisitView> done)
{
    later<VisitView>(done, Error{Errc::unknown_form, std::move(version)});
}

void PreviewTablet::seal(Done<device_store::SealedVisit> done)
{
    if (refused(done))
        return;
    for (const auto& finding : forms::check(*session_).value())
        if (finding.severity == forms::Severity::hard)
            return later<device_store::SealedVisit>(done, Error{Errc::seal_incomplete, {}});
    const auto record = forms::record_json(*session_);
    const auto scored = scoring::score_record(session_->form(), record, norm_of(session_->form(), record, files_));
    if (scored && score_.empty())
        score_ = scoring::with_explanation(*scored, session_->form());
    device_store::SealedVisit sealed;
    sealed.visit_id = facts_.visit_id;
    later<device_store::SealedVisit>(done, sealed);
}

void PreviewTablet::abort(AbortReason, Done<device_store::SealedVisit> done)
{
    if (refused(done))
        return;
    device_store::SealedVisit sealed;
    sealed.visit_id = facts_.visit_id;
    later<device_store::SealedVisit>(done, sealed);
}

void PreviewTablet::practice_score(VisitId, Done<boost::json::object> done)
{
    later<boost::json::object>(done, score_);
}

void PreviewTablet::remove_practice(VisitId, Done<void> done)
{
    score_.clear();
    later<void>(done, {});
}

Result<void> PreviewTablet::store_settings(const Settings& settings)
{
    settings_ = settings;
    return {};
}

} // namespace balieblik::services
