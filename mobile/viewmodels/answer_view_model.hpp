// SPDX-License-Identifier: EUPL-1.2
// The questions of one page, in order: those that apply. Questions come and go with the skip logic; the others keep
// their object, so that nothing flickers and the keyboard stays where it was.
#pragma once

#include "viewmodels/answer.hpp"

#include <QAbstractListModel>

namespace balieblik::viewmodels {

class AnswerViewModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Answers belong to a form")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    using QAbstractListModel::QAbstractListModel;

    void showAnswers(const QList<Answer*>& answers);
    int count() const { return static_cast<int>(answers_.size()); }
    Q_INVOKABLE int indexOf(const QString& reference) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void countChanged();

private:
    QList<Answer*> answers_;
};

} // namespace balieblik::viewmodels
