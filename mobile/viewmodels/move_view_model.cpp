// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/move_view_model.hpp"

#include "viewmodels/words.hpp"

namespace balieblik::viewmodels {
namespace {

using device_store::MoveOutcome;

QString why(MoveOutcome outcome)
{
    switch (outcome) {
    case MoveOutcome::carried:
        return {};
    case MoveOutcome::question_gone:
        return MoveViewModel::tr("This question is no longer asked.");
    case MoveOutcome::other_type:
        return MoveViewModel::tr("This question wants another kind of answer now.");
    case MoveOutcome::no_such_choice:
        return MoveViewModel::tr("This answer can no longer be chosen.");
    case MoveOutcome::refused:
        return MoveViewModel::tr("The newer version does not take this answer.");
    }
    return {};
}

} // namespace

MoveViewModel::MoveViewModel(services::Tablet& tablet, QObject* parent)
    : QObject(parent), tablet_(tablet),
      left_({QStringLiteral("key"), QStringLiteral("question"), QStringLiteral("answer"), QStringLiteral("why")}, this),
      added_({QStringLiteral("key"), QStringLiteral("question")}, this)
{
    // A newer version comes with what the office sends, also while a visit is open.
    connect(&tablet_, &services::Tablet::assignmentsChanged, this, &MoveViewModel::look);
}

void MoveViewModel::look()
{
    tablet_.newer_form([this](Result<std::optional<FormRef>> found) {
        const auto version = found && *found ? text((*found)->version) : QString{};
        if (version == version_)
            return;
        version_ = version;
        plan_.reset();
        emit changed();
    });
}

void MoveViewModel::forget()
{
    version_.clear();
    plan_.reset();
    error_.clear();
    emit changed();
}

void MoveViewModel::plan()
{
    error_.clear();
    tablet_.plan_move(bytes(version_), [this](Result<device_store::MovePlan> planned) {
        if (planned)
            plan_ = std::move(*planned);
        else
            error_ = sentenceOf(planned.error());
        showPlan();
    });
}

void MoveViewModel::showPlan()
{
    QList<RowModel::Row> left;
    QList<RowModel::Row> added;
    carried_ = 0;
    if (plan_) {
        for (const auto& answer : plan_->answers) {
            if (answer.outcome == MoveOutcome::carried)
                ++carried_;
            else
                left.append({text(answer.from), text(answer.question), text(answer.answer), why(answer.outcome)});
        }
        for (const auto& question : plan_->new_questions)
            added.append({text(question.reference), text(question.question)});
    }
    left_.setRows(std::move(left));
    added_.setRows(std::move(added));
    emit changed();
}

void MoveViewModel::move()
{
    if (busy_ || version_.isEmpty())
        return;
    busy_ = true;
    error_.clear();
    emit changed();
    tablet_.move_to(bytes(version_), [this](Result<services::VisitView> done) {
        busy_ = false;
        if (!done) {
            error_ = sentenceOf(done.error());
            emit changed();
            return;
        }
        forget();
        emit moved(*done);
    });
}

} // namespace balieblik::viewmodels
