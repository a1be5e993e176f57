// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/visit_view_model.hpp"

#include "viewmodels/camera_view_model.hpp"
#include "viewmodels/field_words.hpp"
#include "viewmodels/words.hpp"

namespace balieblik::viewmodels {

VisitViewModel::VisitViewModel(services::Tablet& tablet, QObject* parent)
    : QObject(parent), tablet_(tablet), form_(tablet, this), clock_(tablet, this), move_(tablet, this),
      abort_reasons_({QStringLiteral("code"), QStringLiteral("label")}, this)
{
    connect(&clock_, &ClockViewModel::updated, &form_, &FormViewModel::apply);
    connect(&move_, &MoveViewModel::moved, this, &VisitViewModel::show);
    connect(&tablet_, &services::Tablet::visitMoved, &form_, &FormViewModel::apply);
    connect(&form_, &FormViewModel::clockTouched, &clock_, &ClockViewModel::show);
    retranslate();
}

void VisitViewModel::showAbortReasons()
{
    QList<RowModel::Row> rows;
    for (const auto reason : {AbortReason::closed, AbortReason::recognised, AbortReason::unsafe, AbortReason::outage,
                              AbortReason::illness, AbortReason::briefing_error})
        rows.append({text(json::enum_name(reason)), viewmodels::say(reason, channel())});
    abort_reasons_.setRows(std::move(rows));
}

void VisitViewModel::retranslate()
{
    showAbortReasons();
    form_.retranslate();
    clock_.refresh();
    emit changed();
}

Channel VisitViewModel::channel() const { return assignment_ ? assignment_->wave.channel : Channel::counter; }

QString VisitViewModel::contact() const
{
    return assignment_ ? tr("%1: %2").arg(contactName(channel()), viewmodels::contact(*assignment_)) : QString{};
}

QString VisitViewModel::place() const
{
    return assignment_ ? text(assignment_->location.name) : practice() ? tr("Practice visit") : QString{};
}

bool VisitViewModel::hasCamera() const { return CameraViewModel::present(); }

QString VisitViewModel::scenario() const { return assignment_ ? title(assignment_->scenario) : QString{}; }

QString VisitViewModel::briefing() const
{
    return assignment_ ? viewmodels::briefing(assignment_->scenario) : QString{};
}

QString VisitViewModel::answerKey() const
{
    return assignment_ ? viewmodels::answerKey(assignment_->scenario) : QString{};
}

QString VisitViewModel::returned() const
{
    if (!returned_)
        return {};
    QStringList lines;
    for (const auto reason : returned_->reasons)
        lines.append(viewmodels::say(reason));
    if (!returned_->remark.empty())
        lines.append(text(returned_->remark));
    return lines.join(QLatin1Char('\n'));
}

void VisitViewModel::openAssignment(AssignmentId id) { tablet_.open_assignment(id, bytes(appLanguage()), settle()); }

void VisitViewModel::openPractice() { tablet_.open_practice(bytes(appLanguage()), settle()); }

void VisitViewModel::openLast()
{
    tablet_.open_last([this](Result<std::optional<services::VisitView>> done) {
        if (done && *done)
            show(std::move(**done));
    });
}

void VisitViewModel::compare()
{
    if (!facts_)
        return;
    tablet_.open_last([this, visit = facts_->visit_id](Result<std::optional<services::VisitView>> done) {
        if (!facts_ || facts_->visit_id != visit)
            return;
        if (!done)
            return say(done.error());
        // It was sealed, only the answer to that was lost.
        if (!*done || (*done)->facts.visit_id != visit) {
            close();
            emit ended();
            return;
        }
        facts_ = (*done)->facts;
        form_.compare(**done);
        emit changed();
    });
}

services::Done<services::VisitView> VisitViewModel::settle()
{
    busy_ = true;
    error_.clear();
    emit changed();
    return [this](Result<services::VisitView> done) {
        busy_ = false;
        if (!done) {
            emit changed();
            auto sentence = sentenceOf(done.error());
            if (done.error().code == Errc::unknown_form)
                sentence += QLatin1Char(' ') + tr("Connect the tablet to the internet, so that it can arrive.");
            emit refused(sentence);
            return;
        }
        show(std::move(*done));
    };
}

void VisitViewModel::show(services::VisitView view)
{
    facts_ = view.facts;
    assignment_ = view.assignment;
    returned_ = view.returned;
    has_laps_ = view.has_laps;
    error_.clear();
    showAbortReasons();
    form_.open(view);
    clock_.show(view.clock);
    move_.look();
    emit changed();
    emit opened(text(view.facts.page));
}

void VisitViewModel::close()
{
    if (!facts_)
        return;
    tablet_.close_visit();
    forget();
}

void VisitViewModel::forget()
{
    if (!facts_)
        return;
    facts_.reset();
    assignment_.reset();
    returned_.reset();
    form_.close();
    move_.forget();
    clock_.refresh();
    emit changed();
}

void VisitViewModel::seal()
{
    form_.pointOutMissing();
    busy_ = true;
    error_.clear();
    emit changed();
    tablet_.seal([this](Result<device_store::SealedVisit> done) { finish(done); });
}

void VisitViewModel::abort(const QString& reason)
{
    const auto named = json::enum_named<AbortReason>(bytes(reason));
    if (!named)
        return;
    busy_ = true;
    error_.clear();
    emit changed();
    tablet_.abort(*named, [this](Result<device_store::SealedVisit> done) { finish(done); });
}

void VisitViewModel::handBack(const QString& reason)
{
    if (!assignment_)
        return;
    tablet_.hand_back(assignment_->assignment.id, bytes(reason.trimmed()), [this](Result<void> done) {
        if (!done)
            return say(done.error());
        close();
        emit ended();
    });
}

void VisitViewModel::notePage(const QString& page)
{
    if (!facts_ || page == QLatin1String("section"))
        return;
    facts_->page = bytes(page);
    tablet_.go_to({bytes(page), facts_->reference}, [this](Result<void> done) {
        if (!done)
            say(done.error());
    });
}

void VisitViewModel::finish(const Result<device_store::SealedVisit>& done)
{
    busy_ = false;
    if (!done)
        return say(done.error());
    const auto was_practice = practice();
    const auto visit = text(to_text(done->visit_id));
    close();
    if (was_practice)
        emit practiceSealed(visit);
    else
        emit ended();
}

void VisitViewModel::say(const Error& error)
{
    error_ = sentenceOf(error);
    emit changed();
}

} // namespace balieblik::viewmodels
