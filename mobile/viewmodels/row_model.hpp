// SPDX-License-Identifier: EUPL-1.2
// A short list for a page. A new state is compared with the old one and only what differs is signalled, so that a list
// that is read while it changes keeps its place and its focus.
#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace balieblik::viewmodels {

class RowModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Lists belong to view-models")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    // The first role is what tells rows apart.
    explicit RowModel(QStringList roles, QObject* parent = nullptr);

    using Row = QVariantList; // in the order of the roles
    void setRows(QList<Row> rows);
    const QList<Row>& rows() const { return rows_; }
    QVariant at(int row, const QString& role) const;

    int count() const { return static_cast<int>(rows_.size()); }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void countChanged();

private:
    QStringList roles_;
    QList<Row> rows_;
};

} // namespace balieblik::viewmodels
