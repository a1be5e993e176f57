// SPDX-License-Identifier: EUPL-1.2
// libzip unpacks: the only file that includes it.
#include "forms/xlsx/archive.hpp"

#include "forms/xlsx/workbook.hpp"

#include <zip.h>

#include <memory>

namespace balieblik::forms::xlsx {

namespace {

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Result<std::string> read_part(zip_t* archive, zip_uint64_t index, std::size_t left)
{
    const std::unique_ptr<zip_file_t, Discard> file(zip_fopen_index(archive, index, 0));
    if (!file)
        return Error{Errc::malformed, "a part of the workbook cannot be unpacked"};
    std::string text;
    char piece[16 * 1024];
    // The size that the archive claims is not believed.
    for (zip_int64_t got = 0; (got = zip_fread(file.get(), piece, sizeof piece)) != 0;) {
        if (got < 0)
            return Error{Errc::malformed, "a part of the workbook is damaged"};
        text.append(piece, static_cast<std::size_t>(got));
        if (text.size() > left)
            return Error{Errc::too_large, "more than " + std::to_string(max_part_bytes) + " bytes, unpacked"};
    }
    return text;
}

} // namespace

Result<std::map<std::string, std::string>> unpack(std::string_view xlsx)
{
    if (xlsx.size() > max_file_bytes)
        return Error{Errc::too_large, "more than " + std::to_string(max_file_bytes) + " bytes"};
    zip_error_t problem;
    zip_error_init(&problem);
    auto* source = zip_source_buffer_create(xlsx.data(), xlsx.size(), 0, &problem);
    const std::unique_ptr<zip_t, Discard> archive(source ? zip_open_from_source(source, ZIP_RDONLY, &problem)
                                                         : nullptr);
    if (!archive) {
        if (source)
            zip_source_free(source);
        return Error{Errc::malformed, "this is no .xlsx workbook; save it as one (not as .xls)"};
    }
    const auto count = zip_get_num_entries(archive.get(), 0);
    if (count > static_cast<zip_int64_t>(max_parts))
        return Error{Errc::too_large, "more than " + std::to_string(max_parts) + " parts"};
    std::map<std::string, std::string> parts;
    std::size_t left = max_part_bytes;
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        const char* name = zip_get_name(archive.get(), index, 0);
        const std::string_view part = name ? name : "";
        if (!part.ends_with(".xml") && !part.ends_with(".rels"))
            continue;
        BALIEBLIK_TRY(text, read_part(archive.get(), index, left));
        left -= text.size();
        parts[std::string(part)] = std::move(text);
    }
    return parts;
}

} // namespace balieblik::forms::xlsx
