// SPDX-License-Identifier: EUPL-1.2
// The store of a tablet in a process that is ended by SIGKILL at any moment. BALIEBLIK_KILLS says how often (20 if it
// is not set). A kill leaves to the system what was written and not flushed: that is what the simulation is for.
#include "shared/device_store/visit_fixture.hpp"

#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

namespace balieblik::test {
namespace {

const std::string remark = "/data/H/H3";
const std::string photo = "/data/H/H5/H5_1";

int kills_wanted()
{
    const auto* text = std::getenv("BALIEBLIK_KILLS");
    return text ? std::atoi(text) : 20;
}

std::string picture(std::int64_t number) { return std::to_string(number) + std::string(30'000, 'p'); }

class KilledTablet : public VisitTest {
protected:
    // Never returns: saves one thing after the other and says each time that it is saved.
    [[noreturn]] void save_until_killed(VisitId visit, std::int64_t number, int said)
    {
        auto mine = opened();
        auto draft = *Draft::open(*mine, visit);
        for (;;) {
            ++number;
            const auto text = std::to_string(number);
            const bool saved = number % 5 == 0
                                   ? draft.add_photo(photo, as_bytes(picture(number)), "image/jpeg").has_value()
                                   : draft.answer(remark, text).has_value();
            const auto line = text + "\n";
            if (!saved || ::write(said, line.data(), line.size()) < 0)
                ::_exit(1);
        }
    }

    // The last number that was said to be saved before the kill came after `patience` of them.
    std::int64_t kill_after(VisitId visit, std::int64_t number, int patience)
    {
        std::array<int, 2> ends{};
        EXPECT_EQ(::pipe(ends.data()), 0);
        const auto child = ::fork();
        if (child == 0) {
            ::close(ends[0]);
            save_until_killed(visit, number, ends[1]);
        }
        ::close(ends[1]);
        std::string heard;
        std::array<char, 256> piece{};
        bool struck = false;
        for (;;) {
            if (!struck && std::count(heard.begin(), heard.end(), '\n') >= patience) {
                ::kill(child, SIGKILL);
                struck = true;
            }
            const auto got = ::read(ends[0], piece.data(), piece.size());
            if (got <= 0)
                break;
            heard.append(piece.data(), static_cast<std::size_t>(got));
        }
        ::close(ends[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
        const auto end = heard.rfind('\n');
        const auto begin = end == heard.npos ? heard.npos : heard.rfind('\n', end == 0 ? 0 : end - 1);
        const auto line = end == heard.npos ? std::string() : heard.substr(begin == heard.npos ? 0 : begin + 1);
        return line.empty() ? number : std::atoll(line.c_str());
    }
};

TEST_F(KilledTablet, keeps_whatever_it_said_was_saved)
{
    const auto visit = store->start_visit(assignment.id, "nl").value();
    store.reset();
    std::int64_t number = 0;
    for (int kill = 0; kill < kills_wanted(); ++kill) {
        const auto said = kill_after(visit, number, kill * 7 % 23);

        store = opened();
        auto draft = *Draft::open(*store, visit);
        // What came after the last word may be there, too: the answer was saved and nobody lived to say so.
        const auto last_answer = said % 5 == 0 ? said - 1 : said;
        const auto held = std::atoll(value(draft, remark).c_str());
        ASSERT_TRUE(held >= last_answer && held <= said + 1) << "kill " << kill << ": " << held << ", said " << said;
        const auto last_photo = said / 5 * 5;
        const auto bytes = draft.photo_bytes(photo);
        if (last_photo > 0) {
            ASSERT_TRUE(bytes) << "kill " << kill << ": " << bytes.error().detail;
            EXPECT_TRUE(as_text(*bytes) == picture(last_photo) || as_text(*bytes) == picture(last_photo + 5));
        }
        number = said; // the next one may have been saved already: it is saved again
        store.reset();
    }
}

} // namespace
} // namespace balieblik::test
