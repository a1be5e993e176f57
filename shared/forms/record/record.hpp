// SPDX-License-Identifier: EUPL-1.2
// A record on paper, twice: as the JSON object inside a visit's body, and as ODK instance XML. Both mirror the form's
// instance: groups are objects, repeats lists, every answer a string in XForms lexical form.
#pragma once

#include "forms/session/session.hpp"

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms {

// The sealed answers: non-relevant nodes are left out, calculated values are in, the form's meta block is not.
boost::json::object record_json(const Session& session);
// The same as a tree again, in the order of the form. Refusals: form_invalid (a member that the form does not know, or
// of the wrong shape).
Result<DataNode> record_from_json(const Form& form, const boost::json::object& data);

// The record as it stands, as other clients send it: ODK instance XML of all relevant nodes with the form's own meta
// block. `deprecated_id` names the record that this one replaces.
std::string instance_xml(const Session& session, std::string_view deprecated_id = {});

struct RecordMeta {
    std::string instance_id;   // "uuid:..."
    std::string deprecated_id; // of the record that this one replaces; may be empty
};
// ODK instance XML with id, version and orx:meta. Refusal: form_invalid, as above.
Result<std::string> record_xml(const Form& form, const boost::json::object& data, const RecordMeta& meta);
struct XmlRecord {
    boost::json::object data;
    RecordMeta meta;
};
// Refusals: malformed, too_large, form_invalid (another form or version, or a node that the form does not know).
Result<XmlRecord> record_from_xml(const Form& form, std::string_view xml);

} // namespace balieblik::forms
