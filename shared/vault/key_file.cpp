// SPDX-License-Identifier: EUPL-1.2
#include "vault/key_file.hpp"

#include "vault/durable_file.hpp"
#include "vault/sodium.hpp"

namespace balieblik::vault {
namespace {

using key_file::Contents;
using key_file::UserWrap;
using key_file::UserWrapKind;

constexpr std::string_view format = "balieblik.key";
constexpr std::int64_t version = 1;
constexpr std::size_t database_key_size = 32;
constexpr std::size_t file_limit = 64 * 1024;
// A key file that asks for more than this was not written by us; obeying it would stall the tablet.
constexpr std::int64_t most_passes = 64;
constexpr std::int64_t most_memory = std::int64_t{1} << 30;

// Everything about a wrap that an attacker could want to change, bound into the encryption.
Bytes wrap_context(const UserWrap& wrap, std::string_view device_id)
{
    return signing_input("balieblik.key.user.v1", {device_id, json::enum_name(wrap.kind), std::to_string(wrap.passes),
                                                   std::to_string(wrap.memory_bytes), to_hex(wrap.salt)});
}

Result<Secret> key_store_answer(const UserWrap& wrap, std::string_view device_id, KeyStore* key_store)
{
    if (wrap.kind == UserWrapKind::passphrase)
        return Secret(1);
    if (!key_store)
        return Error{Errc::key_store_away, {}};
    return key_store->answer(sha256(signing_input("balieblik.key.challenge.v1", {device_id, to_hex(wrap.salt)})));
}

// The key that wraps: Argon2id of the PIN, and over it the key store's answer. Neither alone is of use.
Secret wrapping_key(const UserWrap& wrap, std::string_view pin, const Secret& answer)
{
    ready_sodium();
    Secret stretched(crypto_generichash_KEYBYTES);
    if (crypto_pwhash(stretched.writable().data(), stretched.size(), pin.data(), pin.size(), wrap.salt.data(),
                      static_cast<unsigned long long>(wrap.passes), static_cast<std::size_t>(wrap.memory_bytes),
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    Secret made(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    crypto_generichash(made.writable().data(), made.size(), answer.bytes().data(), answer.size(),
                       stretched.bytes().data(), stretched.size());
    return made;
}

Result<UserWrap> make_wrap(std::string_view device_id, std::string_view pin, const Secret& database_key,
                           const KeyFileTools& tools)
{
    UserWrap wrap;
    wrap.kind = tools.key_store ? UserWrapKind::pin_and_key_store : UserWrapKind::passphrase;
    if (tools.key_store)
        BALIEBLIK_CHECK(check_new_pin(pin));
    else
        BALIEBLIK_CHECK(check_new_passphrase(pin));
    wrap.passes = static_cast<std::int64_t>(tools.cost.passes);
    wrap.memory_bytes = static_cast<std::int64_t>(tools.cost.memory_bytes);
    wrap.salt.resize(crypto_pwhash_SALTBYTES);
    tools.random.fill(wrap.salt);
    wrap.nonce.resize(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    tools.random.fill(wrap.nonce);
    BALIEBLIK_TRY(answer, key_store_answer(wrap, device_id, tools.key_store));
    const auto key = wrapping_key(wrap, pin, answer);
    const auto context = wrap_context(wrap, device_id);
    wrap.wrapped.resize(database_key.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(wrap.wrapped.data(), nullptr, database_key.bytes().data(),
                                               database_key.size(), context.data(), context.size(), nullptr,
                                               wrap.nonce.data(), key.bytes().data());
    return wrap;
}

Result<Secret> open_wrap(const UserWrap& wrap, std::string_view device_id, std::string_view pin, const Secret& answer)
{
    const auto key = wrapping_key(wrap, pin, answer);
    const auto context = wrap_context(wrap, device_id);
    Secret database_key(database_key_size);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(database_key.writable().data(), nullptr, nullptr,
                                                   wrap.wrapped.data(), wrap.wrapped.size(), context.data(),
                                                   context.size(), wrap.nonce.data(), key.bytes().data()) != 0)
        return Error{Errc::pin_wrong, {}};
    return database_key;
}

bool sound(const Contents& contents)
{
    const auto& user = contents.user;
    return user.salt.size() == crypto_pwhash_SALTBYTES &&
           user.nonce.size() == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES &&
           user.wrapped.size() == database_key_size + crypto_aead_xchacha20poly1305_ietf_ABYTES && user.passes >= 1 &&
           user.passes <= most_passes && user.memory_bytes >= std::int64_t{8192} && user.memory_bytes <= most_memory &&
           contents.wrong_tries.count >= 0;
}

Result<Contents> parse(ByteView bytes)
{
    const auto text = as_text(bytes);
    auto value = json::parse(text);
    if (!value || !value->is_object())
        return Error{Errc::key_file_damaged, "not JSON"};
    const auto* written_as = value->get_object().if_contains("version");
    if (written_as && written_as->is_int64() && written_as->get_int64() > version)
        return Error{Errc::database_newer, "key file version " + std::to_string(written_as->get_int64())};
    auto contents = json::read<Contents>(*value);
    if (!contents)
        return Error{Errc::key_file_damaged, contents.error().detail};
    if (contents->format != format || contents->version != version || !sound(*contents))
        return Error{Errc::key_file_damaged, "a field is out of bounds"};
    return contents;
}

} // namespace

Result<Secret> HeldKeyStore::answer(ByteView challenge)
{
    auto code = keyed_hash(secret_.bytes(), "balieblik.key-store.v1", challenge);
    auto made = Secret::copy_of(code);
    wipe(code);
    return made;
}

Result<Secret> FetchingKeyStore::answer(ByteView challenge)
{
    BALIEBLIK_TRY(secret, fetch_());
    return HeldKeyStore{std::move(secret)}.answer(challenge);
}

milliseconds wait_after(std::int64_t wrong_tries)
{
    using std::chrono::minutes;
    if (wrong_tries < 4)
        return milliseconds{0};
    switch (wrong_tries) {
    case 4:
        return seconds{30};
    case 5:
        return minutes{1};
    case 6:
        return minutes{5};
    case 7:
        return minutes{15};
    default:
        return std::chrono::hours{1};
    }
}

Result<KeyFile::Made> KeyFile::make(const std::filesystem::path& file, std::string_view device_id, std::string_view pin,
                                    const PublicKey& recovery_key, KeyFileTools tools)
{
    auto database_key = Secret::random(tools.random, database_key_size);
    BALIEBLIK_TRY(made, protect(file, device_id, pin, recovery_key, database_key, tools));
    return Made{std::move(made), std::move(database_key)};
}

Result<KeyFile> KeyFile::protect(const std::filesystem::path& file, std::string_view device_id, std::string_view pin,
                                 const PublicKey& recovery_key, const Secret& database_key, KeyFileTools tools)
{
    std::error_code problem;
    if (std::filesystem::exists(file, problem))
        return Error{Errc::state_conflict, "there is a key file already"}; // overwriting it would lose every visit
    BALIEBLIK_TRY(user, make_wrap(device_id, pin, database_key, tools));
    Contents contents;
    contents.format = format;
    contents.version = version;
    contents.device_id = device_id;
    contents.user = std::move(user);
    contents.recovery = {recovery_key.to_text(), seal_recovery_wrap(recovery_key, device_id, database_key)};
    KeyFile made(file, {}, tools);
    BALIEBLIK_CHECK(made.store(std::move(contents)));
    return made;
}

Result<KeyFile> KeyFile::open(const std::filesystem::path& file, KeyFileTools tools)
{
    auto bytes = read_whole(file, file_limit);
    if (!bytes)
        return bytes.error().code == Errc::too_large ? Error{Errc::key_file_damaged, "too large"} : bytes.error();
    BALIEBLIK_TRY(contents, parse(*bytes));
    return KeyFile(file, std::move(contents), tools);
}

Result<void> KeyFile::store(Contents contents)
{
    BALIEBLIK_CHECK(write_durably(file_, as_bytes(json::print_struct(contents) + "\n")));
    contents_ = std::move(contents);
    return {};
}

bool KeyFile::wants_pin() const { return contents_.user.kind == UserWrapKind::pin_and_key_store; }

milliseconds KeyFile::wait_left() const
{
    const auto& tries = contents_.wrong_tries;
    const auto wait = wait_after(tries.count);
    if (wait.count() == 0)
        return wait;
    const auto now = tools_.clock.read();
    // After a restart of the tablet only the time since that restart is known for sure.
    const auto since = now.boot_id == tries.boot_id ? now.boot - milliseconds{tries.boot_ms} : now.boot;
    return std::clamp(wait - since, milliseconds{0}, wait);
}

Result<Secret> KeyFile::unlock(std::string_view pin)
{
    if (const auto left = wait_left(); left.count() > 0)
        return Error{Errc::pin_delayed,
                     std::to_string(std::chrono::ceil<seconds>(left).count()) + " s"}; // rounded up, never "0 s"
    BALIEBLIK_TRY(answer, key_store_answer(contents_.user, contents_.device_id, tools_.key_store));

    const auto now = tools_.clock.read();
    auto counted = contents_;
    counted.wrong_tries = {counted.wrong_tries.count + 1, now.boot.count(), now.boot_id};
    if (auto stored = store(counted); !stored) {
        // Somebody whose disk is full must get at her work to free it. The count goes on in memory, and only tries that
        // cost no wait anyway are taken without being written down.
        if (stored.error().code != Errc::disk_full || counted.wrong_tries.count > 4)
            return stored.error();
        contents_.wrong_tries = counted.wrong_tries;
    }

    BALIEBLIK_TRY(database_key, open_wrap(contents_.user, contents_.device_id, pin, answer));
    auto cleared = contents_;
    cleared.wrong_tries = {};
    if (auto stored = store(cleared); !stored) {
        if (stored.error().code != Errc::disk_full)
            return stored.error();
        contents_.wrong_tries = {}; // the file keeps one try too many until the next unlock
    }
    return std::move(database_key);
}

Result<void> KeyFile::change_pin(std::string_view old_pin, std::string_view new_pin)
{
    BALIEBLIK_TRY(database_key, unlock(old_pin));
    return set_pin(database_key, new_pin);
}

// A pass-phrase follows a pass-phrase: whatever key store there is by now, this tablet's secret is not in it.
Result<void> KeyFile::set_pin(const Secret& database_key, std::string_view new_pin)
{
    auto tools = tools_;
    if (!wants_pin())
        tools.key_store = nullptr;
    return wrap_anew(database_key, new_pin, tools);
}

Result<void> KeyFile::wrap_anew(const Secret& database_key, std::string_view pin, const KeyFileTools& tools)
{
    auto contents = contents_;
    BALIEBLIK_TRY(user, make_wrap(contents.device_id, pin, database_key, tools));
    contents.user = std::move(user);
    contents.wrong_tries = {};
    contents.pending_recovery.reset();
    return store(std::move(contents));
}

Result<void> KeyFile::set_recovery_key(const Secret& database_key, const PublicKey& recovery_key)
{
    auto contents = contents_;
    contents.recovery = {recovery_key.to_text(), seal_recovery_wrap(recovery_key, contents.device_id, database_key)};
    return store(std::move(contents));
}

std::optional<std::int64_t> KeyFile::tries_left() const
{
    const auto most = contents_.wipe_after_wrong_tries.value_or(0);
    if (most < 1)
        return std::nullopt;
    return std::max<std::int64_t>(0, most - contents_.wrong_tries.count);
}

Result<void> KeyFile::remember(const key_file::Office& office, std::int64_t wipe_after_wrong_tries)
{
    if (contents_.office == office && contents_.wipe_after_wrong_tries.value_or(0) == wipe_after_wrong_tries)
        return {};
    auto contents = contents_;
    contents.office = office;
    contents.wipe_after_wrong_tries = wipe_after_wrong_tries;
    return store(std::move(contents));
}

Result<Secret> KeyFile::recovery_wrapping_key(ByteView nonce) const
{
    if (!tools_.key_store)
        return Error{Errc::key_store_away, {}};
    return tools_.key_store->answer(
        sha256(signing_input("balieblik.key.recovery.v1", {contents_.device_id, to_hex(nonce)})));
}

Result<void> KeyFile::keep_recovery(const SealingKey& request_key)
{
    ready_sodium();
    key_file::PendingRecovery pending;
    pending.nonce.resize(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    tools_.random.fill(pending.nonce);
    BALIEBLIK_TRY(key, recovery_wrapping_key(pending.nonce));
    pending.wrapped.resize(request_key.secret().size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(pending.wrapped.data(), nullptr, request_key.secret().data(),
                                               request_key.secret().size(), nullptr, 0, nullptr, pending.nonce.data(),
                                               key.bytes().data());
    auto contents = contents_;
    contents.pending_recovery = std::move(pending);
    return store(std::move(contents));
}

Result<void> KeyFile::forget_recovery()
{
    if (!contents_.pending_recovery)
        return {};
    auto contents = contents_;
    contents.pending_recovery.reset();
    return store(std::move(contents));
}

Result<std::optional<SealingKey>> KeyFile::kept_recovery()
{
    const auto& pending = contents_.pending_recovery;
    constexpr auto overhead = crypto_aead_xchacha20poly1305_ietf_ABYTES;
    if (!pending || pending->nonce.size() != crypto_aead_xchacha20poly1305_ietf_NPUBBYTES ||
        pending->wrapped.size() <= overhead)
        return std::optional<SealingKey>{};
    BALIEBLIK_TRY(key, recovery_wrapping_key(pending->nonce));
    Secret secret(pending->wrapped.size() - overhead);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(secret.writable().data(), nullptr, nullptr, pending->wrapped.data(),
                                                   pending->wrapped.size(), nullptr, 0, pending->nonce.data(),
                                                   key.bytes().data()) != 0)
        return std::optional<SealingKey>{};
    BALIEBLIK_TRY(made, SealingKey::from_secret(secret.bytes()));
    return std::optional{std::move(made)};
}

RecoveryRequest KeyFile::recovery_request(const SealingKey& request_key) const
{
    return {contents_.device_id, request_key.public_key().to_text(), contents_.recovery.sealed};
}

} // namespace balieblik::vault
