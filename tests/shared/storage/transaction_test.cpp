// SPDX-License-Identifier: EUPL-1.2
#include "storage/transaction.hpp"

#include "fixture.hpp"

using namespace balieblik;
using namespace balieblik::storage;

namespace {

struct TransactionTest : test::DatabaseTest {
    Database database = open();

    void SetUp() override { database.script("create table t (x integer primary key)").value(); }
    void insert(int x) { database.run("insert into t values (?)", x).value(); }
    std::vector<int> rows() { return database.all<int>("select x from t order by x").value(); }
    using Rows = std::vector<int>;
};

} // namespace

TEST_F(TransactionTest, what_is_committed_stays)
{
    auto transaction = std::move(Transaction::begin(database).value());
    insert(1);
    ASSERT_TRUE(transaction.commit());

    EXPECT_EQ(rows(), Rows{1});
    EXPECT_FALSE(database.in_transaction());
    EXPECT_THROW((void)transaction.commit(), BrokenSql);
}

TEST_F(TransactionTest, what_is_not_committed_is_undone_also_by_an_exception)
{
    try {
        auto transaction = std::move(Transaction::begin(database).value());
        insert(1);
        throw std::runtime_error("stop");
    } catch (const std::runtime_error&) {
    }

    EXPECT_TRUE(rows().empty());
    EXPECT_FALSE(database.in_transaction());
}

TEST_F(TransactionTest, a_savepoint_undoes_only_its_own_part)
{
    auto transaction = std::move(Transaction::begin(database).value());
    insert(1);
    {
        auto kept = std::move(Savepoint::begin(database).value());
        insert(2);
        {
            auto undone = std::move(Savepoint::begin(database).value());
            insert(3);
        }
        insert(4);
        ASSERT_TRUE(kept.release());
    }
    {
        auto undone = std::move(Savepoint::begin(database).value());
        insert(5);
    }
    ASSERT_TRUE(transaction.commit());

    EXPECT_EQ(rows(), (Rows{1, 2, 4}));
}

TEST_F(TransactionTest, a_violated_rule_undoes_its_statement_and_not_the_transaction)
{
    auto transaction = std::move(Transaction::begin(database).value());
    insert(1);
    EXPECT_FALSE(database.run("insert into t values (2), (1)"));
    insert(3);
    ASSERT_TRUE(transaction.commit());

    EXPECT_EQ(rows(), (Rows{1, 3}));
}

TEST_F(TransactionTest, a_commit_that_a_deferred_rule_refuses_undoes_everything)
{
    database
        .script("create table p (id integer primary key);"
                "create table c (p integer references p (id) deferrable initially deferred)")
        .value();
    auto transaction = std::move(Transaction::begin(database).value());
    insert(1);
    database.run("insert into c values (9)").value();

    const auto committed = transaction.commit();

    ASSERT_FALSE(committed);
    EXPECT_EQ(violated(committed.error()), Constraint::foreign_key);
    EXPECT_FALSE(database.in_transaction());
    EXPECT_TRUE(rows().empty());
}

TEST_F(TransactionTest, a_transaction_that_the_database_undid_by_itself_does_not_claim_to_commit)
{
    auto transaction = std::move(Transaction::begin(database).value());
    insert(1);
    EXPECT_FALSE(database.run("insert or rollback into t values (1)"));

    EXPECT_FALSE(database.in_transaction());
    EXPECT_EQ(transaction.commit().error().code, Errc::io_failed);
    EXPECT_TRUE(rows().empty());
}
