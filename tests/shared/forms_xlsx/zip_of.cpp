// SPDX-License-Identifier: EUPL-1.2
#include "shared/forms_xlsx/zip_of.hpp"

#include <zip.h>

#include <cstring>
#include <stdexcept>

namespace balieblik::forms::xlsx::testing {

std::string zip_of(const std::map<std::string, std::string>& parts)
{
    zip_error_t problem;
    zip_error_init(&problem);
    auto* target = zip_source_buffer_create(nullptr, 0, 0, &problem);
    zip_source_keep(target);
    auto* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &problem);
    if (!archive)
        throw std::runtime_error("no archive");
    for (const auto& [name, text] : parts)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
    zip_close(archive);
    zip_source_open(target);
    zip_source_seek(target, 0, SEEK_END);
    std::string made(static_cast<std::size_t>(zip_source_tell(target)), '\0');
    zip_source_seek(target, 0, SEEK_SET);
    zip_source_read(target, made.data(), made.size());
    zip_source_close(target);
    zip_source_free(target);
    return made;
}

std::string workbook_of(const std::string& sheet_data, std::map<std::string, std::string> parts)
{
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    parts.try_emplace("xl/workbook.xml",
                      "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + links +
                          "\"><sheets><sheet name=\"survey\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
    parts.try_emplace(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
    parts.try_emplace("xl/worksheets/sheet1.xml",
                      "<worksheet xmlns=\"" + main + "\"><sheetData>" + sheet_data + "</sheetData></worksheet>");
    return zip_of(parts);
}

} // namespace balieblik::forms::xlsx::testing
