// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a workbook: refused, or read and turned into tables that format and compile without a fault.
#include "forms/xls/compile.hpp"
#include "forms/xls/table.hpp"
#include "forms/xlsx/workbook.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace balieblik::forms;
    const auto text = xlsx::to_markdown({reinterpret_cast<const char*>(data), size});
    if (!text || text->size() > 64 * 1024)
        return 0;
    if (xls::format_tables(*text) != *text)
        std::abort();
    xls::compile_tables(*text);
    return 0;
}
