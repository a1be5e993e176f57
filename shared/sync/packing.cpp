// SPDX-License-Identifier: EUPL-1.2
#include "sync/packing.hpp"

#include "sync/reply.hpp"

#include <zlib.h>
#include <zstd.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace balieblik::sync {
namespace {

constexpr std::size_t most_expansion = 100;
constexpr std::size_t always_allowed = 64 * 1024; // a short text may well repeat itself
constexpr int gzip_window = 15 + 16;              // zlib's way to say gzip, with the usual window
constexpr int longest_zstd_window = 23;           // 8 MiB, which is what every decoder must read (RFC 8878, 3.1.1.1.2)
constexpr std::size_t piece_size = 64 * 1024;

// What comes out of a decoder, held against both limits while it comes.
class Unpacked {
public:
    Unpacked(std::size_t packed, std::size_t limit)
        : limit_(std::min(limit, std::max(always_allowed, packed * most_expansion)))
    {
    }

    Result<void> add(std::string_view piece)
    {
        if (piece.size() > limit_ - text.size())
            return Error{Errc::too_large, {}};
        text += piece;
        return {};
    }

    std::string text;

private:
    std::size_t limit_;
};

Error damaged(Coding coding) { return Error{Errc::malformed, std::string(name(coding))}; }

Bytef* bytes_of(std::string_view text) { return reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); }

std::string gzip(std::string_view plain)
{
    z_stream stream{};
    // Level 1: on a tablet the processor is slower than what the last tenth would save.
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    const std::unique_ptr<z_stream, int (*)(z_stream*)> ended(&stream, &deflateEnd);
    std::string packed(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
    stream.next_in = bytes_of(plain);
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = bytes_of(packed);
    stream.avail_out = static_cast<uInt>(packed.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        throw std::logic_error("deflate left something over");
    packed.resize(packed.size() - stream.avail_out);
    return packed;
}

Result<std::string> gunzip(std::string_view packed, std::size_t limit)
{
    z_stream stream{};
    if (inflateInit2(&stream, gzip_window) != Z_OK)
        throw std::bad_alloc();
    const std::unique_ptr<z_stream, int (*)(z_stream*)> ended(&stream, &inflateEnd);
    Unpacked unpacked(packed.size(), limit);
    std::array<char, piece_size> piece;
    stream.next_in = bytes_of(packed);
    stream.avail_in = static_cast<uInt>(packed.size());
    for (int state = Z_OK; state != Z_STREAM_END;) {
        stream.next_out = bytes_of({piece.data(), piece.size()});
        stream.avail_out = piece.size();
        state = inflate(&stream, Z_NO_FLUSH);
        if (state != Z_OK && state != Z_STREAM_END)
            return damaged(Coding::gzip);
        BALIEBLIK_CHECK(unpacked.add({piece.data(), piece.size() - stream.avail_out}));
    }
    if (stream.avail_in > 0)
        return damaged(Coding::gzip);
    return std::move(unpacked.text);
}

std::string to_zstd(std::string_view plain)
{
    std::string packed(ZSTD_compressBound(plain.size()), '\0');
    const auto size = ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), 1);
    if (ZSTD_isError(size))
        throw std::runtime_error(ZSTD_getErrorName(size));
    packed.resize(size);
    return packed;
}

Result<std::string> from_zstd(std::string_view packed, std::size_t limit)
{
    const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> decoder(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    if (!decoder || ZSTD_isError(ZSTD_DCtx_setParameter(decoder.get(), ZSTD_d_windowLogMax, longest_zstd_window)))
        throw std::bad_alloc();
    Unpacked unpacked(packed.size(), limit);
    std::array<char, piece_size> piece;
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    for (std::size_t left = 1; left != 0;) {
        ZSTD_outBuffer out{piece.data(), piece.size(), 0};
        const auto before = in.pos;
        left = ZSTD_decompressStream(decoder.get(), &out, &in);
        const bool stands_still = in.pos == before && out.pos == 0;
        if (ZSTD_isError(left) || (left != 0 && stands_still))
            return damaged(Coding::zstd);
        BALIEBLIK_CHECK(unpacked.add({piece.data(), out.pos}));
    }
    if (in.pos < in.size)
        return damaged(Coding::zstd);
    return std::move(unpacked.text);
}

std::string_view without_spaces(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

// "q=0", "q=0.0", ...: not wanted (RFC 9110, 12.4.2).
bool refused_by(std::string_view weight)
{
    weight = without_spaces(weight);
    return weight.starts_with("q=0") && weight.find_first_not_of("0.", 3) == std::string_view::npos;
}

} // namespace

std::string_view name(Coding coding)
{
    switch (coding) {
    case Coding::gzip:
        return "gzip";
    case Coding::zstd:
        return "zstd";
    case Coding::none:
        break;
    }
    return {};
}

Result<Coding> coding_named(std::string_view content_encoding)
{
    const auto named = without_spaces(content_encoding);
    if (named.empty() || same_letters(named, "identity"))
        return Coding::none;
    for (const auto coding : {Coding::gzip, Coding::zstd})
        if (same_letters(named, name(coding)))
            return coding;
    return Error{Errc::media_type_unsupported, "Content-Encoding: " + std::string(readable_codings)};
}

Coding best_coding(std::string_view accept_encoding)
{
    auto best = Coding::none;
    while (!accept_encoding.empty()) {
        const auto end = std::min(accept_encoding.find(','), accept_encoding.size());
        const auto one = accept_encoding.substr(0, end);
        accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
        const auto semicolon = std::min(one.find(';'), one.size());
        if (refused_by(one.substr(std::min(semicolon + 1, one.size()))))
            continue;
        const auto coding = coding_named(one.substr(0, semicolon));
        if (coding && *coding > best)
            best = *coding;
    }
    return best;
}

std::string pack(Coding coding, std::string_view plain)
{
    switch (coding) {
    case Coding::gzip:
        return gzip(plain);
    case Coding::zstd:
        return to_zstd(plain);
    case Coding::none:
        break;
    }
    return std::string(plain);
}

Result<std::string> unpack(Coding coding, std::string_view packed, std::size_t limit)
{
    switch (coding) {
    case Coding::gzip:
        return gunzip(packed, limit);
    case Coding::zstd:
        return from_zstd(packed, limit);
    case Coding::none:
        break;
    }
    if (packed.size() > limit)
        return Error{Errc::too_large, {}};
    return std::string(packed);
}

} // namespace balieblik::sync
