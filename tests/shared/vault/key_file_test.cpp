// SPDX-License-Identifier: EUPL-1.2
#include "vault/key_file.hpp"

#include "support/clock.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

using namespace balieblik;
using namespace balieblik::vault;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr std::string_view pin = "274913";
constexpr std::string_view wrong = "000000";

struct KeyFileTest : testing::Test {
    test::TempFolder folder;
    std::filesystem::path file = folder / "key.json";
    test::FakeClock clock;
    test::SeededRandom random;
    HeldKeyStore key_store{Secret::random(random, 32)};
    SealingKey organisation = SealingKey::make(random);
    KeyFileTools tools{clock, random, &key_store, least_cost};

    std::string make(std::string_view secret = pin)
    {
        const auto made = KeyFile::make(file, "tablet-1", secret, organisation.public_key(), tools);
        return made ? to_hex(made->database_key.bytes()) : "refused: " + std::string(name(made.error().code));
    }
    KeyFile open() { return std::move(KeyFile::open(file, tools).value()); }
    // The key in hexadecimal, or the code of the refusal.
    static std::string unlock(KeyFile& opened, std::string_view secret)
    {
        const auto key = opened.unlock(secret);
        return key ? to_hex(key->bytes()) : std::string(name(key.error().code));
    }
    std::string unlock(std::string_view secret)
    {
        auto opened = open();
        return unlock(opened, secret);
    }
    // Changes one field of the file as somebody with an editor would.
    void edit(std::string_view from, std::string_view to)
    {
        auto text = test::contents_of(file);
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        test::write_contents(file, text.replace(at, from.size(), to));
    }
};

} // namespace

TEST_F(KeyFileTest, the_right_pin_gives_the_same_key_after_every_start)
{
    const auto key = make();

    EXPECT_EQ(key.size(), 64u);
    EXPECT_EQ(unlock(pin), key);
    EXPECT_EQ(unlock(pin), key);
    EXPECT_EQ(open().wrong_tries(), 0);
    EXPECT_TRUE(open().wants_pin());
}

TEST_F(KeyFileTest, the_file_holds_neither_the_key_nor_the_pin)
{
    const auto key = make();
    const auto text = test::everything_in(folder.path());

    EXPECT_EQ(text.find(key), std::string::npos);
    EXPECT_EQ(text.find(pin), std::string::npos);
    EXPECT_NE(text.find("\"version\":1"), std::string::npos);
}

TEST_F(KeyFileTest, two_tablets_have_different_keys)
{
    const auto first = make();
    file = folder / "other.json";

    EXPECT_NE(make(), first);
}

TEST_F(KeyFileTest, the_pin_without_this_key_store_opens_nothing)
{
    make();
    HeldKeyStore another(Secret::random(random, 32));

    tools.key_store = &another;
    EXPECT_EQ(unlock(pin), "pin_wrong");
    tools.key_store = nullptr;
    EXPECT_EQ(unlock(pin), "key_store_away");
    EXPECT_EQ(open().wrong_tries(), 1); // a key store that is not there is nobody's wrong try
}

TEST_F(KeyFileTest, a_key_store_that_is_locked_is_nobodys_wrong_try_and_may_be_open_at_the_next)
{
    const auto secret = Secret::random(random, 32);
    bool locked = false;
    FetchingKeyStore fetching([&]() -> Result<Secret> {
        return locked ? Result<Secret>(Error{Errc::key_store_away, {}}) : secret.clone();
    });
    tools.key_store = &fetching;
    const auto key = make();
    auto opened = open();

    locked = true;
    for (int count = 0; count < 9; ++count)
        EXPECT_EQ(opened.unlock(pin).error().code, Errc::key_store_away);
    EXPECT_EQ(opened.change_pin(pin, "831642").error().code, Errc::key_store_away);
    EXPECT_EQ(opened.wrong_tries(), 0);
    locked = false;

    EXPECT_EQ(opened.wait_left(), milliseconds{0});
    EXPECT_EQ(unlock(pin), key);
}

TEST_F(KeyFileTest, a_pass_phrase_stays_one_where_a_key_store_appeared)
{
    auto* later = std::exchange(tools.key_store, nullptr);
    const auto key = make("paarse olifant fietst");
    tools.key_store = later;
    auto opened = open();

    ASSERT_TRUE(opened.change_pin("paarse olifant fietst", "groene giraffe zwemt"));

    EXPECT_FALSE(open().wants_pin());
    EXPECT_EQ(unlock("groene giraffe zwemt"), key);
}

TEST_F(KeyFileTest, without_a_key_store_a_pass_phrase_is_wanted_and_never_a_pin)
{
    tools.key_store = nullptr;

    EXPECT_EQ(make(), "refused: passphrase_too_short");
    EXPECT_FALSE(std::filesystem::exists(file));
    const auto key = make("paarse olifant fietst");
    EXPECT_FALSE(open().wants_pin());
    EXPECT_EQ(unlock("paarse olifant fietst"), key);
    EXPECT_EQ(unlock("paarse olifant fietste"), "pin_wrong");
}

TEST_F(KeyFileTest, with_a_key_store_a_simple_pin_is_refused) { EXPECT_EQ(make("123456"), "refused: pin_too_weak"); }

TEST_F(KeyFileTest, an_existing_file_is_never_overwritten)
{
    const auto key = make();

    EXPECT_EQ(make(), "refused: state_conflict");
    EXPECT_EQ(unlock(pin), key);
}

TEST_F(KeyFileTest, wrong_tries_make_wait_longer_and_longer)
{
    make();
    auto opened = open();
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(unlock(opened, wrong), "pin_wrong");
    EXPECT_EQ(opened.wait_left(), milliseconds{0});

    for (const auto wait : {milliseconds{seconds{30}}, milliseconds{minutes{1}}, milliseconds{minutes{5}},
                            milliseconds{minutes{15}}, milliseconds{hours{1}}, milliseconds{hours{1}}}) {
        EXPECT_EQ(unlock(opened, wrong), "pin_wrong");
        EXPECT_EQ(opened.wait_left(), wait);
        clock.pass(wait - milliseconds{1});
        EXPECT_EQ(unlock(opened, pin), "pin_delayed");
        clock.pass(milliseconds{1});
    }
    EXPECT_EQ(unlock(opened, pin).size(), 64u);
    EXPECT_EQ(opened.wrong_tries(), 0);
}

TEST_F(KeyFileTest, the_count_survives_a_restart_of_the_program)
{
    make();
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(unlock(wrong), "pin_wrong");

    EXPECT_EQ(unlock(pin), "pin_delayed");
    EXPECT_EQ(open().wrong_tries(), 4);
    EXPECT_EQ(open().wait_left(), seconds{30});
}

TEST_F(KeyFileTest, a_try_is_counted_on_the_disk_and_not_only_in_memory)
{
    make();
    auto opened = open();

    EXPECT_EQ(unlock(opened, wrong), "pin_wrong");

    EXPECT_EQ(json::read_text<key_file::Contents>(test::contents_of(file))->wrong_tries.count, 1);
    EXPECT_EQ(unlock(opened, pin).size(), 64u);
    EXPECT_EQ(json::read_text<key_file::Contents>(test::contents_of(file))->wrong_tries.count, 0);
}

TEST_F(KeyFileTest, a_try_that_cannot_be_counted_is_not_taken)
{
    make();
    auto opened = open();
    std::filesystem::create_directory(folder / "key.json.new"); // the file beside it cannot be written

    EXPECT_EQ(unlock(opened, pin), "io_failed");
}

TEST_F(KeyFileTest, setting_the_wall_clock_shortens_no_wait)
{
    make();
    for (int i = 0; i < 4; ++i)
        unlock(wrong);

    clock.reading.wall += hours{24};
    EXPECT_EQ(unlock(pin), "pin_delayed");
    clock.reading.wall -= hours{48};
    EXPECT_EQ(open().wait_left(), seconds{30});
}

TEST_F(KeyFileTest, after_a_restart_of_the_tablet_the_wait_counts_from_there)
{
    make();
    for (int i = 0; i < 4; ++i)
        unlock(wrong);

    clock.restart(seconds{10});
    EXPECT_EQ(open().wait_left(), seconds{20});
    clock.pass(seconds{20});
    EXPECT_EQ(unlock(pin).size(), 64u);
}

TEST_F(KeyFileTest, another_pin_keeps_the_key)
{
    const auto key = make();
    auto opened = open();

    ASSERT_TRUE(opened.change_pin(pin, "831642"));

    EXPECT_EQ(unlock(pin), "pin_wrong");
    EXPECT_EQ(unlock("831642"), key);
}

TEST_F(KeyFileTest, changing_the_pin_needs_the_old_one_and_a_good_new_one)
{
    const auto key = make();
    auto opened = open();

    EXPECT_EQ(opened.change_pin(wrong, "831642").error().code, Errc::pin_wrong);
    EXPECT_EQ(opened.change_pin(pin, "111111").error().code, Errc::pin_too_weak);
    EXPECT_EQ(unlock(pin), key);
}

TEST_F(KeyFileTest, a_forgotten_pin_is_recovered_by_the_organisation_end_to_end)
{
    const auto key = make();
    for (int i = 0; i < 9; ++i)
        unlock(wrong);
    auto opened = open();
    const auto request_key = SealingKey::make(random);

    const auto request = opened.recovery_request(request_key);
    const auto grant = grant_recovery(organisation, request);
    ASSERT_TRUE(grant);
    const auto recovered = accept_recovery(request_key, "tablet-1", *grant);
    ASSERT_TRUE(recovered);
    ASSERT_TRUE(opened.set_pin(*recovered, "831642"));

    EXPECT_EQ(unlock("831642"), key);
    EXPECT_EQ(open().wait_left(), milliseconds{0});
}

TEST_F(KeyFileTest, a_forgotten_pass_phrase_is_followed_by_another_although_there_is_a_key_store_by_now)
{
    tools.key_store = nullptr;
    const auto key = make("zes paarse fietsen");
    tools.key_store = &key_store;
    auto opened = open();
    const auto recovered = opened.unlock("zes paarse fietsen");
    ASSERT_TRUE(recovered);

    ASSERT_TRUE(opened.set_pin(*recovered, "zeven groene fietsen"));

    EXPECT_FALSE(open().wants_pin());
    EXPECT_EQ(unlock("zeven groene fietsen"), key);
}

TEST_F(KeyFileTest, recovery_works_with_a_lost_key_store)
{
    const auto key = make();
    HeldKeyStore replacement(Secret::random(random, 32));
    tools.key_store = &replacement;
    auto opened = open();
    const auto request_key = SealingKey::make(random);

    const auto recovered =
        accept_recovery(request_key, "tablet-1", *grant_recovery(organisation, opened.recovery_request(request_key)));
    ASSERT_TRUE(recovered && opened.set_pin(*recovered, pin));

    EXPECT_EQ(unlock(pin), key);
}

TEST_F(KeyFileTest, the_recovery_key_can_be_followed_by_another)
{
    make();
    const auto next = SealingKey::make(random);
    auto opened = open();
    const auto request_key = SealingKey::make(random);
    const auto database_key = opened.unlock(pin);

    ASSERT_TRUE(opened.set_recovery_key(*database_key, next.public_key()));

    EXPECT_FALSE(grant_recovery(organisation, open().recovery_request(request_key)));
    EXPECT_TRUE(grant_recovery(next, open().recovery_request(request_key)));
}

TEST_F(KeyFileTest, a_write_that_was_cut_short_leaves_the_file_as_it_was)
{
    const auto key = make();
    test::write_contents(folder / "key.json.new", "{\"format\":\"balieblik.k"); // killed before the rename

    EXPECT_EQ(unlock(pin), key);
    EXPECT_FALSE(std::filesystem::exists(folder / "key.json.new")); // the next write took its place
}

TEST_F(KeyFileTest, a_cut_short_first_write_is_no_key_file)
{
    test::write_contents(folder / "key.json.new", "{");

    EXPECT_EQ(KeyFile::open(file, tools).error().code, Errc::not_found);
    EXPECT_EQ(make().size(), 64u);
}

TEST_F(KeyFileTest, a_damaged_file_is_told_from_a_wrong_pin)
{
    make();
    const auto text = test::contents_of(file);

    for (const auto& damaged : {std::string(), text.substr(0, text.size() / 2), std::string("[]"),
                                std::string(100'000, ' '), std::string("{}")}) {
        test::write_contents(file, damaged);
        EXPECT_EQ(KeyFile::open(file, tools).error().code, Errc::key_file_damaged) << damaged.size();
    }
    test::write_contents(file, text);
    edit("\"passes\":1", "\"passes\":1000000");
    EXPECT_EQ(KeyFile::open(file, tools).error().code, Errc::key_file_damaged);
}

TEST_F(KeyFileTest, a_file_of_a_later_version_asks_for_an_update)
{
    make();
    edit("\"version\":1", "\"version\":2");

    EXPECT_EQ(KeyFile::open(file, tools).error().code, Errc::database_newer);
}

TEST_F(KeyFileTest, nothing_about_the_wrap_can_be_edited)
{
    make();
    const auto text = test::contents_of(file);
    const auto wrapped = open().contents().user.wrapped;
    auto flipped = wrapped;
    flipped[5] = static_cast<std::uint8_t>(flipped[5] ^ 1u);

    for (const auto& [from, to] : {std::pair<std::string, std::string>{"\"tablet-1\"", "\"tablet-2\""},
                                   {"\"passes\":1", "\"passes\":2"},
                                   {"\"memory_bytes\":8192", "\"memory_bytes\":16384"},
                                   {"pin_and_key_store", "passphrase"},
                                   {to_hex(wrapped), to_hex(flipped)}}) {
        test::write_contents(file, text);
        edit(from, to);
        EXPECT_EQ(unlock(pin), "pin_wrong") << from;
    }
}

TEST_F(KeyFileTest, every_flipped_bit_of_the_wrap_its_nonce_and_its_salt_is_noticed)
{
    make();
    const auto text = test::contents_of(file);
    const auto user = open().contents().user;
    for (const auto& part : {user.wrapped, user.nonce, user.salt})
        for (std::size_t at = 0; at < part.size(); ++at) {
            auto flipped = part;
            flipped[at] = static_cast<std::uint8_t>(flipped[at] ^ (1u << at % 8));
            test::write_contents(file, text);
            edit(to_hex(part), to_hex(flipped));
            EXPECT_EQ(unlock(pin), "pin_wrong") << at;
        }
}

TEST_F(KeyFileTest, a_folder_that_cannot_be_written_refuses_without_a_key)
{
    file = folder / "missing" / "key.json";

    EXPECT_EQ(make(), "refused: io_failed");
}

TEST_F(KeyFileTest, says_how_many_wrong_tries_are_left_only_where_the_office_chose_a_limit)
{
    make();
    auto opened = open();
    unlock(opened, wrong);
    EXPECT_FALSE(opened.tries_left());

    ASSERT_TRUE(opened.remember({"https://office:8443", "ab", "PEM"}, 10));

    EXPECT_EQ(opened.tries_left(), 9);
    EXPECT_EQ(open().tries_left(), 9) << "it is in the file";
    EXPECT_EQ(open().contents().office->address, "https://office:8443");
    EXPECT_EQ(unlock(opened, pin).size(), 64u);
    EXPECT_EQ(opened.tries_left(), 10);
}

TEST_F(KeyFileTest, the_tenth_wrong_try_leaves_none_and_a_restart_in_between_gives_none_back)
{
    make();
    {
        auto opened = open();
        ASSERT_TRUE(opened.remember({}, 10));
    }
    for (int n = 0; n < 10; ++n) {
        EXPECT_EQ(unlock(wrong), "pin_wrong");
        clock.pass(hours{1});
    }

    EXPECT_EQ(open().tries_left(), 0);
    EXPECT_EQ(unlock(wrong), "pin_wrong");
    EXPECT_EQ(open().tries_left(), 0);
}

TEST_F(KeyFileTest, of_an_earlier_app_knows_no_office_and_opens_all_the_same)
{
    const auto key = make();
    EXPECT_FALSE(open().contents().office);
    EXPECT_FALSE(open().tries_left());
    EXPECT_EQ(unlock(pin), key);
}

TEST_F(KeyFileTest, a_request_to_be_opened_outlives_the_app_and_says_nothing_to_who_copies_the_file)
{
    make();
    auto opened = open();
    const auto request_key = SealingKey::make(random);
    ASSERT_TRUE(opened.keep_recovery(request_key));
    EXPECT_EQ(test::contents_of(file).find(to_hex(request_key.secret())), std::string::npos);

    const auto kept = open().kept_recovery();
    ASSERT_TRUE(*kept);
    EXPECT_EQ((*kept)->public_key().to_text(), request_key.public_key().to_text());
    HeldKeyStore another{Secret::random(random, 32)};
    auto copied = std::move(KeyFile::open(file, {clock, random, &another, least_cost}).value());
    EXPECT_FALSE(*copied.kept_recovery());
}

TEST_F(KeyFileTest, another_pin_or_the_end_of_the_request_ends_it)
{
    make();
    auto opened = open();
    ASSERT_TRUE(opened.keep_recovery(SealingKey::make(random)));
    ASSERT_TRUE(opened.forget_recovery());
    EXPECT_FALSE(*open().kept_recovery());

    ASSERT_TRUE(opened.keep_recovery(SealingKey::make(random)));
    ASSERT_TRUE(opened.set_pin(*opened.unlock(pin), "518264"));
    EXPECT_FALSE(*open().kept_recovery());
}

TEST_F(KeyFileTest, without_a_key_store_a_request_is_not_written_down)
{
    tools.key_store = nullptr;
    make("vier blauwe fietsen in de regen");
    auto opened = open();
    EXPECT_EQ(opened.keep_recovery(SealingKey::make(random)).error().code, Errc::key_store_away);
    EXPECT_FALSE(*open().kept_recovery());
}
