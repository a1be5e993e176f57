// SPDX-License-Identifier: EUPL-1.2
// Functions that take and give texts.
#include "base/bytes.hpp"
#include "forms/xpath/functions.hpp"

#include <boost/regex.hpp>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace balieblik::xpath {

// Matching gives up (it throws) before a pattern that backtracks without end costs much.
class Pattern {
public:
    explicit Pattern(const std::string& text) : regex_(text) {}
    bool is_found_in(const std::string& text) const { return boost::regex_search(text, regex_); }

private:
    boost::regex regex_;
};

namespace {

Value string(const Expression& call, const Context& context)
{
    return Value::of(Arguments(call, context).text_or_own(0));
}

Value concat(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    std::string all;
    // XPath takes the first of several nodes, ODK the text of each.
    if (!context.host->odk) {
        for (std::size_t at = 0; at < arguments.count(); ++at)
            all += arguments.text(at);
        return Value::of(std::move(all));
    }
    for (const auto& text : arguments.texts_from(0))
        all += text;
    return Value::of(std::move(all));
}

Value join(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto separator = arguments.text(0);
    std::string all;
    bool first = true;
    for (const auto& text : arguments.texts_from(1)) {
        all += first ? text : separator + text;
        first = false;
    }
    return Value::of(std::move(all));
}

Value starts_with(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    return Value::of(arguments.text(0).starts_with(arguments.text(1)));
}

Value ends_with(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    return Value::of(arguments.text(0).ends_with(arguments.text(1)));
}

Value contains(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    return Value::of(arguments.text(0).find(arguments.text(1)) != std::string::npos);
}

Value substring_before(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto text = arguments.text(0);
    const auto at = text.find(arguments.text(1));
    return Value::of(at == std::string::npos ? std::string() : text.substr(0, at));
}

Value substring_after(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto text = arguments.text(0);
    const auto mark = arguments.text(1);
    const auto at = text.find(mark);
    return Value::of(at == std::string::npos ? std::string() : text.substr(at + mark.size()));
}

// XPath's own: from 1, rounded, by positions.
Value substring(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto all = characters(arguments.text(0));
    const double start = std::floor(arguments.number(1) + 0.5);
    const double end =
        arguments.count() > 2 ? start + std::floor(arguments.number(2) + 0.5) : std::numeric_limits<double>::infinity();
    std::string taken;
    for (std::size_t at = 0; at < all.size(); ++at) {
        const auto place = static_cast<double>(at + 1);
        if (place >= start && place < end)
            taken += all[at];
    }
    return Value::of(std::move(taken));
}

// ODK's: from 0, end exclusive, negative numbers count from the end.
Value substr(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto all = characters(arguments.text(0));
    const auto size = static_cast<double>(all.size());
    const auto place = [&](double number) {
        if (std::isnan(number)) // no number is the front, as in ODK's clients
            return 0.0;
        number = std::trunc(number);
        return std::clamp(number < 0 ? number + size : number, 0.0, size);
    };
    const auto start = place(arguments.number(1));
    const auto end = arguments.count() > 2 ? place(arguments.number(2)) : size;
    std::string taken;
    for (auto at = static_cast<std::size_t>(start); at < static_cast<std::size_t>(end); ++at)
        taken += all[at];
    return Value::of(std::move(taken));
}

Value string_length(const Expression& call, const Context& context)
{
    return Value::of(static_cast<double>(characters(Arguments(call, context).text_or_own(0)).size()));
}

Value normalize_space(const Expression& call, const Context& context)
{
    std::string all;
    for (const auto& word : words(Arguments(call, context).text_or_own(0)))
        all += all.empty() ? word : " " + word;
    return Value::of(std::move(all));
}

Value translate(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto from = characters(arguments.text(1));
    const auto to = characters(arguments.text(2));
    std::string all;
    for (const auto& character : characters(arguments.text(0))) {
        const auto at = static_cast<std::size_t>(std::find(from.begin(), from.end(), character) - from.begin());
        if (at == from.size())
            all += character;
        else if (at < to.size())
            all += to[at];
    }
    return Value::of(std::move(all));
}

Value regex(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto text = arguments.text(0);
    const auto pattern = arguments.text(1);
    constexpr std::size_t longest = 10'000; // no code or number that a form checks is longer
    if (text.size() > longest || pattern.size() > longest)
        return Value::of(false);
    auto& known = context.host->patterns();
    constexpr std::size_t most_known = 256; // a pattern may be made of answers
    if (known.size() > most_known)
        known.clear();
    try {
        auto found = known.find(pattern);
        if (found == known.end())
            found = known.emplace(pattern, std::make_shared<const Pattern>(pattern)).first;
        return Value::of(found->second->is_found_in(text));
    } catch (const std::runtime_error&) { // no pattern, or one that takes too long
        return Value::of(false);
    }
}

// Text is all that a record can hold.
bool is_utf8(std::string_view bytes)
{
    std::size_t more = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const bool continues = (byte & 0xC0U) == 0x80U;
        if (continues != (more > 0))
            return false;
        if (continues)
            --more;
        else if (byte >= 0xF8U)
            return false;
        else
            more = byte >= 0xF0U ? 3 : byte >= 0xE0U ? 2 : byte >= 0xC0U ? 1 : 0;
    }
    return more == 0;
}

Value base64_decode(const Expression& call, const Context& context)
{
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string decoded;
    std::uint32_t bits = 0;
    int have = 0;
    for (const char c : Arguments(call, context).text(0)) {
        const auto at = alphabet.find(c);
        if (c == '=' || c == '\n' || c == '\r')
            continue;
        if (at == std::string_view::npos)
            return Value::of(std::string());
        bits = (bits << 6U) | static_cast<std::uint32_t>(at);
        have += 6;
        if (have >= 8) {
            have -= 8;
            decoded += static_cast<char>((bits >> static_cast<unsigned>(have)) & 0xFFU);
        }
    }
    return Value::of(is_utf8(decoded) ? std::move(decoded) : std::string());
}

std::string base64(std::span<const std::uint8_t> bytes)
{
    std::string text(4 * ((bytes.size() + 2) / 3), '\0');
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
    return text;
}

// As the library calls it; null if it is none of ODK's.
const char* digest_name(std::string_view algorithm)
{
    static constexpr std::array<std::pair<std::string_view, const char*>, 5> known{
        {{"MD5", "MD5"}, {"SHA-1", "SHA1"}, {"SHA-256", "SHA256"}, {"SHA-384", "SHA384"}, {"SHA-512", "SHA512"}}};
    for (const auto& [name, library_name] : known)
        if (name == algorithm)
            return library_name;
    return nullptr;
}

// digest(text, algorithm, "base64" or "hex"). An algorithm that may come from an answer and is not one gives no text.
Value digest(const Expression& call, const Context& context)
{
    const Arguments arguments(call, context);
    const auto* algorithm = digest_name(arguments.text(1));
    const auto encoding = arguments.count() > 2 ? arguments.text(2) : std::string("base64");
    if (!algorithm || (encoding != "base64" && encoding != "hex"))
        return Value::of(std::string());
    const auto text = arguments.text(0);
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> made{};
    unsigned size = 0;
    const auto* method = EVP_get_digestbyname(algorithm);
    if (!method || EVP_Digest(text.data(), text.size(), made.data(), &size, method, nullptr) != 1)
        return Value::of(std::string());
    const auto bytes = std::span<const std::uint8_t>(made).first(size);
    return Value::of(encoding == "hex" ? to_hex(bytes) : base64(bytes));
}

} // namespace

std::int64_t text_seed(std::string_view text)
{
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> made{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), made.data(), &size, EVP_sha256(), nullptr) != 1)
        return 0;
    std::uint64_t seed = 0;
    for (std::size_t at = 0; at < sizeof seed; ++at)
        seed = (seed << 8U) | made[at];
    return static_cast<std::int64_t>(seed);
}

void add_text_functions(FunctionTable& table)
{
    table.insert({
        {"string", {string, 0, 1}},
        {"concat", {concat, 0, any_number}},
        {"join", {join, 1, any_number}},
        {"starts-with", {starts_with, 2, 2}},
        {"ends-with", {ends_with, 2, 2}},
        {"contains", {contains, 2, 2}},
        {"substring-before", {substring_before, 2, 2}},
        {"substring-after", {substring_after, 2, 2}},
        {"substring", {substring, 2, 3}},
        {"substr", {substr, 2, 3}},
        {"string-length", {string_length, 0, 1}},
        {"normalize-space", {normalize_space, 0, 1}},
        {"translate", {translate, 3, 3}},
        {"regex", {regex, 2, 2}},
        {"base64-decode", {base64_decode, 1, 1}},
        {"digest", {digest, 2, 3}},
    });
}

} // namespace balieblik::xpath
