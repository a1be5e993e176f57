// SPDX-License-Identifier: EUPL-1.2
// Any bytes as what lies beside a form: a list to choose from (CSV, GeoJSON or XML), or a picture.
#include "forms/xform/form.hpp"
#include "forms/xform/picture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace balieblik::forms;
    constexpr FormLimits limits{.bytes = 64 * 1024, .depth = 32, .nodes = 4'000};
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)read_csv(text, limits);
    (void)read_geojson(text, limits);
    (void)read_data(text, limits);
    (void)read_picture(text);
    return 0;
}
