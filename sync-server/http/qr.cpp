// SPDX-License-Identifier: EUPL-1.2
#include "http/qr.hpp"

#include <qrencode.h>

#include <memory>

namespace balieblik::http {

Result<std::string> qr_svg(std::string_view text)
{
    constexpr int quiet_zone = 4; // modules, on each side
    const auto release = [](QRcode* code) { QRcode_free(code); };
    const std::unique_ptr<QRcode, decltype(release)> code{
        QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), release};
    if (!code)
        return Error{Errc::too_large, "QR code"};
    const auto side = std::to_string(code->width + 2 * quiet_zone);
    std::string svg = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + side + " " + side +
                      R"(" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h)" + side + "v" + side + "H0z\"/>" +
                      R"(<path fill="#000" d=")";
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            int run = 0; // neighbours in a row make one rectangle
            while (x + run < code->width && (code->data[y * code->width + x + run] & 1) != 0)
                ++run;
            if (run == 0)
                continue;
            svg += "M" + std::to_string(x + quiet_zone) + " " + std::to_string(y + quiet_zone) + "h" +
                   std::to_string(run) + "v1h-" + std::to_string(run) + "z";
            x += run;
        }
    }
    return svg + "\"/></svg>";
}

} // namespace balieblik::http
