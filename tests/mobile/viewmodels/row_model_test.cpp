// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/row_model.hpp"

#include <gtest/gtest.h>

namespace balieblik::viewmodels {
namespace {

TEST(RowModel, only_the_row_that_differs_is_signalled)
{
    RowModel model{{QStringLiteral("key"), QStringLiteral("word")}};
    model.setRows({{1, QStringLiteral("a")}, {2, QStringLiteral("b")}, {3, QStringLiteral("c")}});
    QList<int> changed;
    int resets = 0;
    QObject::connect(&model, &RowModel::dataChanged, [&](const QModelIndex& index) { changed.append(index.row()); });
    QObject::connect(&model, &RowModel::modelReset, [&] { ++resets; });

    model.setRows({{1, QStringLiteral("a")}, {2, QStringLiteral("B")}, {3, QStringLiteral("c")}});

    EXPECT_EQ(changed, QList<int>{1});
    EXPECT_EQ(resets, 0);
}

TEST(RowModel, a_long_list_arrives_at_once)
{
    RowModel model{{QStringLiteral("key")}};
    QList<RowModel::Row> rows;
    for (int key = 0; key < 1000; ++key)
        rows.append(RowModel::Row{key});
    int told = 0;
    QObject::connect(&model, &RowModel::rowsInserted, [&] { ++told; });

    model.setRows(rows);

    EXPECT_EQ(told, 1);
    EXPECT_EQ(model.count(), 1000);
    EXPECT_EQ(model.at(999, QStringLiteral("key")), 999);
}

TEST(RowModel, rows_come_go_and_move_without_a_reset)
{
    RowModel model{{QStringLiteral("key")}};
    model.setRows({{1}, {2}, {3}});

    model.setRows({{3}, {4}, {1}});

    ASSERT_EQ(model.count(), 3);
    EXPECT_EQ(model.at(0, QStringLiteral("key")), 3);
    EXPECT_EQ(model.at(1, QStringLiteral("key")), 4);
    EXPECT_EQ(model.at(2, QStringLiteral("key")), 1);
}

} // namespace
} // namespace balieblik::viewmodels
