// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/answer_view_model.hpp"

namespace balieblik::viewmodels {

void AnswerViewModel::showAnswers(const QList<Answer*>& answers)
{
    for (auto at = count() - 1; at >= 0; --at)
        if (!answers.contains(answers_[at])) {
            beginRemoveRows({}, at, at);
            answers_.removeAt(at);
            endRemoveRows();
        }
    // What is left stands in the order of the form already; the new ones go between.
    for (int at = 0; at < answers.size(); ++at)
        if (at >= count() || answers_[at] != answers[at]) {
            beginInsertRows({}, at, at);
            answers_.insert(at, answers[at]);
            endInsertRows();
        }
    emit countChanged();
}

int AnswerViewModel::indexOf(const QString& reference) const
{
    for (int at = 0; at < count(); ++at)
        if (answers_[at]->reference() == reference)
            return at;
    return -1;
}

int AnswerViewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant AnswerViewModel::data(const QModelIndex& index, int) const
{
    return index.isValid() && index.row() < count() ? QVariant::fromValue(answers_[index.row()]) : QVariant{};
}

QHash<int, QByteArray> AnswerViewModel::roleNames() const { return {{Qt::UserRole, "answer"}}; }

} // namespace balieblik::viewmodels
