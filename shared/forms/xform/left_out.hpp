// SPDX-License-Identifier: EUPL-1.2
// What other ODK clients do and this product does not: sound and film, other apps, printers, other calendars, entities,
// encryption by the form, text messages. A form that asks for it is refused by name; nothing is passed over in silence.
#pragma once

#include "forms/xform/form.hpp"
#include "forms/xform/xml.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms {

struct LeftOut {
    int line = 0;        // of the XForm
    std::string element; // "<upload> of /data/spoken"
    std::string what;    // "mediatype=\"audio/*\""
    std::string reason;  // "Recording sound is never allowed in an inspection."
};
// "line 34: <upload> of /data/spoken: mediatype="audio/*". Recording sound is never allowed in an inspection."
std::string sentence(const LeftOut& found);

// All that a form asks for and would not get, in the order of the document. Film is read like any other file, so that
// such forms can be tried and converted; what is to be filled in on an inspection (`inspection`) may not ask for it.
std::vector<LeftOut> left_out(const XmlNode& html, bool inspection = false);

// The same for a form that was read. Refusal: form_unsupported.
Result<void> fits_inspection(const Form& form);

// Why a word of an appearance is left out; "" for all that are not. (An unknown one is shown as the plain question.)
std::string_view why_left_out(std::string_view appearance_word);

} // namespace balieblik::forms
