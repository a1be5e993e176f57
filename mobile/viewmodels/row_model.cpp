// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/row_model.hpp"

#include <QSet>

#include <algorithm>

namespace balieblik::viewmodels {
namespace {

qsizetype find(const QList<RowModel::Row>& rows, const QVariant& id, qsizetype from)
{
    for (auto at = from; at < rows.size(); ++at)
        if (rows[at].front() == id)
            return at;
    return -1;
}

} // namespace

RowModel::RowModel(QStringList roles, QObject* parent) : QAbstractListModel(parent), roles_(std::move(roles)) {}

void RowModel::setRows(QList<Row> rows)
{
    const auto before = rows_.size();
    QSet<QString> wanted;
    for (const auto& row : rows)
        wanted.insert(row.front().toString());
    for (auto at = rows_.size() - 1; at >= 0; --at)
        if (!wanted.contains(rows_[at].front().toString())) {
            beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at));
            rows_.removeAt(at);
            endRemoveRows();
        }
    for (qsizetype at = 0; at < rows.size(); ++at) {
        const auto place = static_cast<int>(at);
        if (at == rows_.size()) { // all that is left is new
            beginInsertRows({}, place, static_cast<int>(rows.size()) - 1);
            rows_.append(rows.sliced(at));
            endInsertRows();
            break;
        }
        const auto now = find(rows_, rows[at].front(), at);
        if (now < 0) {
            beginInsertRows({}, place, place);
            rows_.insert(at, rows[at]);
            endInsertRows();
            continue;
        }
        if (now != at) {
            beginMoveRows({}, static_cast<int>(now), static_cast<int>(now), {}, place);
            rows_.move(now, at);
            endMoveRows();
        }
        if (rows_[at] != rows[at]) {
            rows_[at] = rows[at];
            emit dataChanged(index(place), index(place));
        }
    }
    if (rows_.size() != before)
        emit countChanged();
}

QVariant RowModel::at(int row, const QString& role) const
{
    const auto column = roles_.indexOf(role);
    return row >= 0 && row < rows_.size() && column >= 0 ? rows_[row].value(column) : QVariant{};
}

int RowModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant RowModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rows_.size())
        return {};
    return rows_[index.row()].value(role - Qt::UserRole);
}

QHash<int, QByteArray> RowModel::roleNames() const
{
    QHash<int, QByteArray> names;
    for (qsizetype at = 0; at < roles_.size(); ++at)
        names.insert(Qt::UserRole + static_cast<int>(at), roles_[at].toUtf8());
    return names;
}

} // namespace balieblik::viewmodels
