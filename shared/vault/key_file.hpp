// SPDX-License-Identifier: EUPL-1.2
// The tablet's key file: one random database key of 256 bits in two wraps, `user` (the person's PIN or pass-phrase) and
// `recovery` (the organisation). A new PIN makes a new user wrap; the database stays as it is.
//
// With a key store the user wrap needs both the PIN and the key store's answer. Without one a pass-phrase of at least
// 12 characters is asked, never a PIN: whoever copies the file can guess as fast as Argon2id lets them.
//
// Wrong tries are counted in the file before they are checked, so that ending the program saves nobody a wait:
// after the 4th 30 s, 5th 1 min, 6th 5 min, 7th 15 min, from the 8th on 1 hour. The wait runs on the clock since boot,
// which nobody can set; after a restart of the tablet it counts from the restart.
#pragma once

#include "vault/password.hpp"
#include "vault/recovery.hpp"

#include <filesystem>
#include <functional>

namespace balieblik::vault {

// The tablet's key store: holds a secret that cannot be copied out and answers with it.
class KeyStore {
public:
    virtual ~KeyStore() = default;
    // 32 bytes that depend on the secret and on the challenge. Refusal: key_store_away (locked, gone).
    virtual Result<Secret> answer(ByteView challenge) = 0;
};

// For key stores that hand out their secret, or that hold a key for HMAC-SHA-256.
class HeldKeyStore final : public KeyStore {
public:
    explicit HeldKeyStore(Secret secret) : secret_(std::move(secret)) {}
    Result<Secret> answer(ByteView challenge) override;

private:
    Secret secret_; // 32 bytes
};

// The same, where the secret is fetched for each answer and not kept: a key store that is locked now may be open at the
// next try.
class FetchingKeyStore final : public KeyStore {
public:
    using Fetch = std::function<Result<Secret>()>; // 32 bytes; refusal: key_store_away
    explicit FetchingKeyStore(Fetch fetch) : fetch_(std::move(fetch)) {}
    Result<Secret> answer(ByteView challenge) override;

private:
    Fetch fetch_;
};

// How long the n-th wrong try makes wait.
milliseconds wait_after(std::int64_t wrong_tries);

namespace key_file {

BOOST_DEFINE_ENUM_CLASS(UserWrapKind, pin_and_key_store, passphrase)

struct UserWrap {
    UserWrapKind kind{};
    std::int64_t passes{};
    std::int64_t memory_bytes{};
    Bytes salt;
    Bytes nonce;
    Bytes wrapped;
};
BOOST_DESCRIBE_STRUCT(UserWrap, (), (kind, passes, memory_bytes, salt, nonce, wrapped))

struct RecoveryWrap {
    std::string recovery_key; // X25519, hexadecimal
    std::string sealed;       // hexadecimal
};
BOOST_DESCRIBE_STRUCT(RecoveryWrap, (), (recovery_key, sealed))

struct WrongTries {
    std::int64_t count{};
    std::int64_t boot_ms{}; // of the last one
    std::string boot_id;
};
BOOST_DESCRIBE_STRUCT(WrongTries, (), (count, boot_ms, boot_id))

// Whom to ask when the PIN is forgotten: nothing else of what the tablet knows is readable then. Whoever changes it
// gets a request that only the organisation can answer.
struct Office {
    std::string address;
    std::string ca_spki_sha256; // empty: a public authority vouches
    std::string ca_certificate; // PEM
    bool operator==(const Office&) const = default;
};
BOOST_DESCRIBE_STRUCT(Office, (), (address, ca_spki_sha256, ca_certificate))

// The secret half of a request to be opened, so that it outlives the app: under what the key store answers, as nothing
// else here is secret while the PIN is forgotten. Without a key store it is not written down.
struct PendingRecovery {
    Bytes nonce;
    Bytes wrapped;
};
BOOST_DESCRIBE_STRUCT(PendingRecovery, (), (nonce, wrapped))

struct Contents {
    std::string format;     // "balieblik.key"
    std::int64_t version{}; // 1
    std::string device_id;
    UserWrap user;
    RecoveryWrap recovery;
    WrongTries wrong_tries;
    std::optional<Office> office;                       // none: written by an earlier app
    std::optional<std::int64_t> wipe_after_wrong_tries; // none or 0: never
    std::optional<PendingRecovery> pending_recovery;
};
BOOST_DESCRIBE_STRUCT(Contents, (),
                      (format, version, device_id, user, recovery, wrong_tries, office, wipe_after_wrong_tries,
                       pending_recovery))

} // namespace key_file

// What the key file works with; all of it outlives the KeyFile.
struct KeyFileTools {
    const Clock& clock;
    Random& random;
    KeyStore* key_store = nullptr; // none: pass-phrase
    Argon2Cost cost = pin_cost;
};

class KeyFile {
public:
    struct Made;

    // Makes a database key and writes its file durably. Refusals: state_conflict (a file is there already),
    // pin_too_weak, passphrase_too_short, key_store_away, disk_full, io_failed.
    static Result<Made> make(const std::filesystem::path& file, std::string_view device_id, std::string_view pin,
                             const PublicKey& recovery_key, KeyFileTools tools);
    // The same for a database key that is in hand: the database was there before a PIN or pass-phrase was chosen.
    static Result<KeyFile> protect(const std::filesystem::path& file, std::string_view device_id, std::string_view pin,
                                   const PublicKey& recovery_key, const Secret& database_key, KeyFileTools tools);
    // Refusals: not_found, key_file_damaged, database_newer (a later version of the format), io_failed.
    static Result<KeyFile> open(const std::filesystem::path& file, KeyFileTools tools);

    // True: ask for a PIN. False: ask for a pass-phrase.
    bool wants_pin() const;
    // How long until the next try is taken; zero: now.
    milliseconds wait_left() const;
    std::int64_t wrong_tries() const { return contents_.wrong_tries.count; }

    // How many more wrong tries until everything is to be removed, as the office chose; none: it did not. At 0 whoever
    // asked wipes the tablet (device_store/wipe.hpp).
    std::optional<std::int64_t> tries_left() const;

    // The database key. Refusals: pin_delayed and key_store_away (nothing was tried), pin_wrong, key_file_damaged,
    // disk_full, io_failed.
    // Takes 0.1 s on a desk computer, several times that on a tablet: call it off the user interface's thread.
    Result<Secret> unlock(std::string_view pin);
    // Another PIN for the same database key; a pass-phrase stays one, whatever key store there is by now. Refusals as
    // unlock and make.
    Result<void> change_pin(std::string_view old_pin, std::string_view new_pin);
    // A new user wrap for a database key that is in hand, after a recovery; of the same kind as the one before.
    Result<void> set_pin(const Secret& database_key, std::string_view new_pin);
    // A new recovery wrap, after the organisation's recovery key was followed by another.
    Result<void> set_recovery_key(const Secret& database_key, const PublicKey& recovery_key);

    // What has to be known while the key is not there. Writes only what changed.
    Result<void> remember(const key_file::Office& office, std::int64_t wipe_after_wrong_tries);

    RecoveryRequest recovery_request(const SealingKey& request_key) const;
    // The key of a request that is under way. Another PIN ends it, too. Refusals: key_store_away (there is none, or it
    // is locked), disk_full, io_failed.
    Result<void> keep_recovery(const SealingKey& request_key);
    Result<void> forget_recovery();
    // None: no request is under way, or it can not be opened any more. Refusal: key_store_away.
    Result<std::optional<SealingKey>> kept_recovery();

    const key_file::Contents& contents() const { return contents_; }

private:
    KeyFile(std::filesystem::path file, key_file::Contents contents, KeyFileTools tools)
        : file_(std::move(file)), contents_(std::move(contents)), tools_(tools)
    {
    }
    Result<void> store(key_file::Contents contents);
    Result<Secret> recovery_wrapping_key(ByteView nonce) const;
    Result<void> wrap_anew(const Secret& database_key, std::string_view pin, const KeyFileTools& tools);

    std::filesystem::path file_;
    key_file::Contents contents_;
    KeyFileTools tools_;
};

struct KeyFile::Made {
    KeyFile file;
    Secret database_key;
};

} // namespace balieblik::vault
