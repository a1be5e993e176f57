// SPDX-License-Identifier: EUPL-1.2
// A questionnaire as an ODK XForm says it: immutable once read, plain data, no behaviour. Expressions are kept as text;
// the session compiles them, other rooms (the scorer) need only the structure, the texts and the attributes.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms {

// An attribute of another vocabulary than XForms: `ms:dimension="RULE"` has the URI that the prefix stands for.
struct Attribute {
    std::string uri;
    std::string name; // without prefix
    std::string value;
};

// The value of an attribute, or null if it is not there.
const std::string* find_attribute(const std::vector<Attribute>& attributes, std::string_view uri,
                                  std::string_view name);

// One element of an instance: of the primary one (the empty record) or of a secondary one (a list to choose from).
struct DataNode {
    std::string prefix; // as written, "" if none
    std::string uri;
    std::string name;
    std::string text; // of an element without child elements; white space around it is kept
    std::vector<Attribute> attributes;
    std::vector<DataNode> children;
    bool is_template = false; // jr:template

    const DataNode* child(std::string_view child_name) const;
};

enum class DataType { text, integer, decimal, boolean, date, time, date_time, geopoint, geotrace, geoshape, binary };

// What is known about one node of the record, beside its place in the body.
struct Bind {
    std::string nodeset; // absolute, without indices: "/data/c/C2"
    std::string type;    // as written: "xsd:int", "select1"
    DataType data_type = DataType::text;
    // Expressions; empty if there is none.
    std::string relevant;
    std::string required;
    std::string readonly;
    std::string constraint;
    std::string calculate;
    // A sentence, or "jr:itext('id')"; empty if there is none.
    std::string constraint_message;
    std::string required_message;
    std::string preload;
    std::string preload_params;
    std::vector<Attribute> attributes; // foreign ones: ms:dimension, ms:weight, ...
};

// A text with places that are filled in: each piece is either words or the expression of an <output>.
struct TextPiece {
    std::string words;
    std::string output;
};
using RichText = std::vector<TextPiece>;

// A label, hint or message: written out, or by an expression such as "jr:itext('/data/q:label')".
struct Text {
    RichText inline_text;
    std::string ref;

    bool empty() const { return inline_text.empty() && ref.empty(); }
};

// One language: per text id the forms of the text ("" for the plain one; "long", "short", "guidance", "image", ...).
struct Language {
    std::string name;
    bool is_default = false;
    std::map<std::string, std::map<std::string, RichText>, std::less<>> texts;
};

// What a secondary instance is: written in the form, or a file beside it (then `source` is its address and `root`
// empty).
struct SecondaryInstance {
    std::string id;
    std::string source; // "jr://file-csv/norms.csv"
    DataNode root;
};

// A <setvalue>: when `events` happen, `ref` takes the value of an expression, or a constant. An <odk:setgeopoint> takes
// the place where the tablet is.
struct SetValue {
    std::vector<std::string> events; // "odk-instance-first-load", "odk-new-repeat", "xforms-value-changed"
    std::string ref;                 // absolute, without indices
    std::string value;               // expression
    std::string constant;            // if there is no expression
    std::string trigger;             // the control whose change it listens to; empty for those in the model
    bool is_place = false;           // odk:setgeopoint
    std::string scope;               // the repeat in which it stands (absolute); empty outside of repeats
};

struct Item {
    std::string value;
    Text label;
    bool has_label = false; // an empty one is one; without any the value is shown
};

// Choices that come from nodes: nodeset with a filter, and where value and label are in each node.
struct Itemset {
    std::string nodeset;
    std::string value;
    std::string label;

    bool empty() const { return nodeset.empty(); }
};

enum class ControlKind { group, repeat, input, select_one, select_multiple, rank, range, upload, trigger };

// One element of the body, in the order in which it is asked.
struct Control {
    ControlKind kind = ControlKind::input;
    std::string ref; // absolute, without indices; "" for a group that groups only on the screen
    std::string appearance;
    Text label;
    Text hint;
    std::vector<Item> items;
    Itemset itemset;
    std::string count;                             // repeats: the expression of jr:count
    bool fixed_count = false;                      // repeats: jr:noAddRemove
    std::map<std::string, std::string> parameters; // start, end, step, mediatype, rows, ...
    std::vector<Attribute> attributes;             // foreign ones
    std::vector<Control> children;
};

// How much an untrusted questionnaire may be.
struct FormLimits {
    std::size_t bytes = 8 * 1024 * 1024;
    std::size_t depth = 64;
    std::size_t nodes = 400'000;
    std::size_t expressions = 50'000;
    std::size_t expression_bytes = 64 * 1024;
};

struct Form {
    std::string id;
    std::string version;
    std::string title;
    std::map<std::string, std::string> namespaces;    // prefix to URI, as declared on the way to the instance
    std::vector<Attribute> settings;                  // foreign attributes of the model and of the instance's root
    DataNode instance;                                // the empty record; its root element
    std::map<std::string, DataNode> repeat_templates; // by the repeat's absolute path
    std::vector<Bind> binds;
    std::map<std::string, std::size_t, std::less<>> bind_at; // by nodeset
    std::vector<Control> body;
    std::string body_appearance; // class of the body: "pages"
    std::vector<Language> languages;
    std::vector<SecondaryInstance> instances;
    std::vector<SetValue> set_values;
    std::string hash_input; // the bytes as read: what the record's form hash is made of

    const Bind* bind(std::string_view nodeset) const;
    const SecondaryInstance* secondary(std::string_view instance_id) const;
};

// Reads a form. Nothing outside the text is opened and no entity is expanded. Refusals: too_large, malformed (not XML),
// form_invalid (says which element), form_unsupported.
Result<std::shared_ptr<const Form>> read_form(std::string_view xml, FormLimits limits = {});

// A path as written, seen from another: "../b" from "/data/a" is "/data/b". Indices and predicates stay as they are.
std::string resolve_path(std::string_view path, std::string_view from);

// Reads any XML document as a tree of elements (instance XML of a record, an XML list). Same safety, same limits.
Result<DataNode> read_data(std::string_view xml, FormLimits limits = {});

// Reads a list as GeoJSON into root/item: geometry as ODK writes it, id, and the properties by name. Refusals:
// malformed (says which feature), too_large.
Result<DataNode> read_geojson(std::string_view geojson, FormLimits limits = {});

// Reads a list as CSV into root/item/<column>. Refusal: malformed (says the row), too_large.
Result<DataNode> read_csv(std::string_view csv, FormLimits limits = {});

} // namespace balieblik::forms
