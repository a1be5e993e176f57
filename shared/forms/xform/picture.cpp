// SPDX-License-Identifier: EUPL-1.2
#include "forms/xform/picture.hpp"

#include "forms/xform/drawing.hpp"
#include "forms/xform/form.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace balieblik::forms {
namespace {

constexpr std::string_view png_begin{"\x89PNG\r\n\x1a\n", 8};
constexpr std::string_view jpeg_begin{"\xFF\xD8\xFF", 3};
constexpr std::string_view images{"jr://images/"};

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

int two_bytes(std::string_view bytes, std::size_t at)
{
    return static_cast<int>(byte_at(bytes, at) << 8U | byte_at(bytes, at + 1));
}

// The first chunk is the header: length, "IHDR", width, height.
std::optional<Picture> read_png(std::string_view bytes)
{
    if (bytes.size() < 33 || bytes.substr(12, 4) != "IHDR")
        return std::nullopt;
    // Four bytes each; whoever sets one of the upper two means a picture that is too large anyway.
    const auto edge = [&](std::size_t at) {
        return two_bytes(bytes, at) != 0 ? max_picture_edge + 1 : two_bytes(bytes, at + 2);
    };
    return Picture{"image/png", edge(16), edge(20)};
}

bool holds_size(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// Segments follow each other, each with its length, until the one that begins the picture says how large it is.
std::optional<Picture> read_jpeg(std::string_view bytes)
{
    for (std::size_t at = 2; at + 9 < bytes.size();) {
        if (byte_at(bytes, at) != 0xFF)
            return std::nullopt;
        const auto marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) { // filling
            ++at;
            continue;
        }
        if (holds_size(marker))
            return Picture{"image/jpeg", two_bytes(bytes, at + 7), two_bytes(bytes, at + 5)};
        const bool alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
        const auto length = alone ? 0 : two_bytes(bytes, at + 2);
        if ((!alone && length < 2) || marker == 0xD9 || marker == 0xDA)
            return std::nullopt;
        at += 2 + static_cast<std::size_t>(length);
    }
    return std::nullopt;
}

bool ends_with(std::string_view name, std::string_view ending)
{
    const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
    return name.size() > ending.size() &&
           std::equal(ending.begin(), ending.end(), name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                      [&](char wanted, char written) { return same(written, wanted); });
}

} // namespace

Result<Picture> read_picture(std::string_view bytes)
{
    if (bytes.size() > max_picture_bytes)
        return Error{Errc::too_large, "a picture of more than " + std::to_string(max_picture_bytes / 1024) + " KiB"};
    if (looks_like_drawing(bytes)) {
        BALIEBLIK_TRY(drawing, read_drawing(bytes));
        return Picture{"image/svg+xml", drawing.width, drawing.height};
    }
    const auto read = bytes.starts_with(png_begin)    ? read_png(bytes)
                      : bytes.starts_with(jpeg_begin) ? read_jpeg(bytes)
                                                      : std::nullopt;
    if (!read || read->width == 0 || read->height == 0)
        return Error{Errc::malformed, "neither a PNG, a JPEG nor an SVG picture"};
    if (read->width > max_picture_edge || read->height > max_picture_edge)
        return Error{Errc::too_large, "a picture of more than " + std::to_string(max_picture_edge) + " pixels"};
    return *read;
}

bool is_picture_name(std::string_view name)
{
    static constexpr std::array<std::string_view, 9> endings{".png", ".jpg",  ".jpeg", ".gif", ".webp",
                                                             ".svg", ".tiff", ".bmp",  ".heic"};
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view end) { return ends_with(name, end); });
}

std::string_view picture_name(std::string_view address)
{
    if (!address.starts_with(images))
        return {};
    const auto name = address.substr(images.size());
    return name.find('/') == std::string_view::npos ? name : std::string_view();
}

namespace {

// One whose name is computed is not known before it is shown.
std::string_view known_name(const std::map<std::string, RichText>& shapes, const char* shape)
{
    const auto found = shapes.find(shape);
    return found == shapes.end() || found->second.size() != 1 ? std::string_view()
                                                              : picture_name(found->second.front().words);
}

} // namespace

std::string picture_of(const Form& form, const Text& text)
{
    constexpr std::string_view before = "jr:itext('";
    if (!text.ref.starts_with(before) || !text.ref.ends_with("')"))
        return {};
    const auto id = std::string_view(text.ref).substr(before.size(), text.ref.size() - before.size() - 2);
    for (const auto& language : form.languages)
        if (const auto shapes = language.texts.find(id); shapes != language.texts.end())
            if (const auto name = known_name(shapes->second, "image"); !name.empty())
                return std::string(name);
    return {};
}

std::set<std::string> pictures_of(const Form& form)
{
    std::set<std::string> names;
    for (const auto& language : form.languages)
        for (const auto& [id, shapes] : language.texts)
            for (const char* shape : {"image", "big-image"})
                if (const auto name = known_name(shapes, shape); !name.empty())
                    names.emplace(name);
    return names;
}

} // namespace balieblik::forms
