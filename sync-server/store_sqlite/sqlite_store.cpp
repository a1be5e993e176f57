// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/sqlite_store.hpp"

#include "storage/transaction.hpp"
#include "store_sqlite/migrations.hpp"
#include "store_sqlite/sqlite_tx.hpp"
#include "vault/durable_file.hpp"
#include "vault/random.hpp"
#include "vault/secret.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <thread>

namespace balieblik::store_sqlite {
namespace {

constexpr milliseconds longest_gathering{5};

class SqliteStore final : public store::Store {
public:
    SqliteStore(const SqliteStoreOptions& options, storage::Key key, const Clock& clock, std::string boot_id,
                storage::Database writer, std::vector<storage::Database> readers)
        : options_(options), key_(std::move(key)), clock_(clock), boot_id_(std::move(boot_id)),
          writer_(std::move(writer)), readers_(std::move(readers))
    {
        if (!options_.run_writer)
            thread_ = std::thread([this] { write_until_closed(); });
    }

    ~SqliteStore() override
    {
        {
            const std::scoped_lock lock(queue_mutex_);
            closing_ = true;
        }
        work_waits_.notify_all();
        if (thread_.joinable())
            thread_.join();
    }

    Result<std::vector<TenantId>> tenants() override
    {
        BALIEBLIK_TRY(reader, borrow());
        auto found = reader->all<TenantId>("select tenant from tenant order by created_at, tenant");
        give_back(std::move(*reader));
        return found;
    }

    void when_changed(std::function<void(TenantId, const std::vector<std::string>&)> heard) override
    {
        const std::scoped_lock lock(queue_mutex_);
        heard_ = std::move(heard);
    }

    store::Condition condition() const override { return damaged_ ? store::Condition::damaged : condition_.load(); }

protected:
    void enqueue(Job job) override
    {
        bool taken = false;
        bool enough = false;
        {
            const std::scoped_lock lock(queue_mutex_);
            taken = !closing_ && queue_.size() < options_.queue_limit;
            if (taken)
                queue_.push_back(std::move(job));
            enough = queue_.size() >= wanted_;
        }
        if (!taken)
            job.done(Error{Errc::busy, "the queue of writes is full"});
        else if (options_.run_writer)
            options_.run_writer([this] { write_what_waits(); });
        else if (enough)
            work_waits_.notify_one();
    }

    Result<void> snapshot(TenantId tenant, const std::function<void(store::Tx&)>& work) override
    {
        BALIEBLIK_TRY(reader, borrow());
        struct Return {
            SqliteStore& store;
            storage::Database& database;
            ~Return() { store.give_back(std::move(database)); }
        } const returned{*this, *reader};
        BALIEBLIK_TRY(transaction, storage::Transaction::begin(*reader));
        SqliteTx tx({*reader, tenant}, boot_id_);
        work(tx);
        return transaction.commit();
    }

private:
    // A reader whose disk failed is opened anew, as after a crash.
    Result<std::optional<storage::Database>> borrow()
    {
        std::optional<storage::Database> reader;
        {
            std::unique_lock lock(readers_mutex_);
            if (!reader_is_free_.wait_for(lock, options_.reader_patience, [this] { return !readers_.empty(); }))
                return Error{Errc::busy, "no reader became free"};
            reader.emplace(std::move(readers_.back()));
            readers_.pop_back();
        }
        if (reader->failed())
            if (auto fresh = storage::Database::open(options_.file, key_, reader_options(options_)))
                reader.emplace(std::move(*fresh));
        return reader;
    }

    void give_back(storage::Database reader)
    {
        {
            const std::scoped_lock lock(readers_mutex_);
            readers_.push_back(std::move(reader));
        }
        reader_is_free_.notify_one();
    }

    // A commit costs the same for one work as for fifty. Where works come faster than one by one, the next group waits
    // a moment until it is a little larger than the last, so that many tablets at once soon share their commits;
    // whoever comes alone waits for nobody.
    void write_until_closed()
    {
        std::size_t last = 1;
        for (;;) {
            {
                std::unique_lock lock(queue_mutex_);
                wanted_ = 1;
                work_waits_.wait(lock, [this] { return closing_ || !queue_.empty(); });
                if (queue_.empty())
                    return;
                if (last > 1) {
                    wanted_ = std::min(last + last / 4 + 1, options_.group_limit);
                    work_waits_.wait_for(lock, longest_gathering,
                                         [this] { return closing_ || queue_.size() >= wanted_; });
                }
                last = queue_.size();
            }
            write_what_waits();
        }
    }

    // One group, if anything waits.
    void write_what_waits()
    {
        std::vector<Job> group;
        {
            const std::scoped_lock lock(queue_mutex_);
            const auto count = std::min(queue_.size(), options_.group_limit);
            std::move(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count), std::back_inserter(group));
            queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
        }
        if (!group.empty())
            write_group(group);
    }

    void note(const Result<void>& written)
    {
        using store::Condition;
        if (written)
            condition_ = Condition::well;
        else if (written.error().code == Errc::disk_full)
            condition_ = Condition::full;
        else if (written.error().code == Errc::disk_read_only)
            condition_ = Condition::read_only;
        else if (written.error().code == Errc::database_damaged)
            condition_ = Condition::damaged;
        else if (written.error().code == Errc::io_failed)
            condition_ = Condition::failing;
    }

    void write_group(std::vector<Job>& group)
    {
        auto written = commit({group.data(), group.size()});
        note(written);
        if (!written && group.size() > 1 && !writer_.failed()) {
            // One of them filled the disk, say, which undoes them all: the others deserve a transaction of their own.
            for (auto& job : group) {
                const auto alone = commit({&job, 1});
                note(alone);
                complete(job, alone);
            }
            return;
        }
        for (auto& job : group)
            complete(job, written);
    }

    static void complete(Job& job, const Result<void>& written)
    {
        job.done(written ? std::optional<Error>{} : std::optional<Error>{written.error()});
    }

    // Runs the jobs under savepoints of one transaction. After a refusal none of them happened; if the disk itself
    // failed nobody knows, and the numbers and ids of a repeated push tell.
    Result<void> commit(std::span<Job> jobs)
    {
        if (writer_.failed()) {
            BALIEBLIK_TRY(fresh, storage::Database::open(options_.file, key_, writer_options(options_)));
            writer_ = std::move(fresh);
        }
        changed_.clear();
        BALIEBLIK_TRY(transaction, storage::Transaction::begin(writer_));
        try {
            for (auto& job : jobs)
                BALIEBLIK_CHECK(run(job));
        } catch (const std::exception& bug) { // of the store itself; what works throw never comes here
            return Error{Errc::internal, bug.what()};
        }
        BALIEBLIK_CHECK(transaction.commit());
        tell();
        return {};
    }

    void tell()
    {
        if (changed_.empty())
            return;
        std::function<void(TenantId, const std::vector<std::string>&)> heard;
        {
            const std::scoped_lock lock(queue_mutex_);
            heard = heard_;
        }
        if (heard)
            for (const auto& [tenant, streams] : changed_)
                heard(tenant, streams);
    }

    // A refusal here is of the transaction, not of the job.
    Result<void> run(Job& job)
    {
        BALIEBLIK_TRY(savepoint, storage::Savepoint::begin(writer_));
        SqliteTx tx({writer_, job.tenant}, boot_id_);
        if (const auto refused = job.run(tx)) {
            if (refused->code == Errc::database_damaged)
                damaged_ = true;
            if (!writer_.in_transaction() || writer_.failed())
                return *refused;
            return {};
        }
        BALIEBLIK_CHECK(tx.flush(clock_.now()));
        BALIEBLIK_CHECK(savepoint.release());
        if (!tx.changed_streams().empty())
            changed_.emplace_back(job.tenant, tx.changed_streams());
        return {};
    }

public:
    static storage::OpenOptions writer_options(const SqliteStoreOptions& options)
    {
        return {.access = storage::Access::writer, .statement_timeout = options.statement_timeout};
    }
    static storage::OpenOptions reader_options(const SqliteStoreOptions& options)
    {
        return {.access = storage::Access::reader, .create = false, .statement_timeout = options.statement_timeout};
    }

private:
    const SqliteStoreOptions options_;
    const storage::Key key_;
    const Clock& clock_;
    const std::string boot_id_;

    storage::Database writer_;                                           // of the writer's thread
    std::vector<std::pair<TenantId, std::vector<std::string>>> changed_; // by the commit under way
    std::function<void(TenantId, const std::vector<std::string>&)> heard_;
    std::mutex readers_mutex_;
    std::condition_variable reader_is_free_;
    std::vector<storage::Database> readers_;

    std::mutex queue_mutex_;
    std::condition_variable work_waits_;
    std::deque<Job> queue_;
    std::size_t wanted_ = 1; // the writer sleeps until so many wait
    bool closing_ = false;
    std::atomic<store::Condition> condition_ = store::Condition::well;
    std::atomic<bool> damaged_ = false; // stays: the next write may need none of the pages that are
    std::thread thread_;                // last: it uses all of the above
};

} // namespace

Result<std::unique_ptr<store::Store>> open_store(const SqliteStoreOptions& options, ByteView key, const Clock& clock,
                                                 Random& random)
{
    BALIEBLIK_TRY(raw_key, storage::Key::from(key));
    BALIEBLIK_TRY(writer, storage::Database::open(options.file, raw_key, SqliteStore::writer_options(options)));
    BALIEBLIK_CHECK(storage::migrate(writer, migrations(), clock.now()));
    // Each page that is not in memory must be decrypted and verified; the writer's stay valid, as nobody else writes.
    BALIEBLIK_CHECK(writer.script("pragma cache_size = -24576"));
    std::vector<storage::Database> readers;
    for (std::size_t i = 0; i < std::max<std::size_t>(options.readers, 1); ++i) {
        BALIEBLIK_TRY(reader, storage::Database::open(options.file, raw_key, SqliteStore::reader_options(options)));
        readers.push_back(std::move(reader));
    }
    return std::unique_ptr<store::Store>(std::make_unique<SqliteStore>(
        options, std::move(raw_key), clock, vault::random_hex(random, 8), std::move(writer), std::move(readers)));
}

Result<void> make_master_key(const std::filesystem::path& file, Random& random)
{
    namespace fs = std::filesystem;
    std::error_code problem;
    if (fs::exists(file, problem))
        return Error{Errc::state_conflict, file.filename().string() + " is there already"};
    // Made empty and closed to others first: its bytes are never readable by anybody else.
    BALIEBLIK_TRY(made, vault::DurableFile::open(file, vault::DurableFile::Mode::create));
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, problem);
    if (problem)
        return Error{Errc::io_failed, "permissions of " + file.filename().string()};
    auto bytes = vault::random_bytes(random, storage::Key::size);
    BALIEBLIK_CHECK(made.write(bytes));
    vault::wipe(bytes);
    BALIEBLIK_CHECK(made.flush());
    BALIEBLIK_CHECK(made.close());
    return vault::flush_folder(file.parent_path());
}

Result<Bytes> read_master_key(const std::filesystem::path& file)
{
    namespace fs = std::filesystem;
    std::error_code problem;
    const auto permissions = fs::status(file, problem).permissions();
    if (!problem && (permissions & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
        return Error{Errc::forbidden, file.filename().string() + " may be read by others; it must have mode 0600"};
    BALIEBLIK_TRY(bytes, vault::read_whole(file, 64));
    if (bytes.size() != storage::Key::size)
        return Error{Errc::validation, file.filename().string() + " must hold 32 bytes"};
    return bytes;
}

} // namespace balieblik::store_sqlite
