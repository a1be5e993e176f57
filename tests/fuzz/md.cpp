// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a questionnaire's tables: formatting is stable, compiling and linting end, and what compiles is XML.
#include "forms/xform/xml.hpp"
#include "forms/xls/compile.hpp"
#include "forms/xls/lint.hpp"
#include "forms/xls/table.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace balieblik::forms;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto formatted = xls::format_tables(text);
    if (xls::format_tables(formatted) != formatted)
        std::abort();
    const auto compiled = xls::compile_tables(text);
    if (compiled.ok() && !read_xml(compiled.xml))
        std::abort();
    xls::lint_tables(text);
    return 0;
}
