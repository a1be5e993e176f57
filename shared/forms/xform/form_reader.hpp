// SPDX-License-Identifier: EUPL-1.2
// How read_form goes about it: the model first (read.cpp), then the body (read_body.cpp). Nobody else includes this.
#pragma once

#include "forms/xform/form.hpp"
#include "forms/xform/xml.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms {

inline constexpr std::string_view javarosa_uri = "http://openrosa.org/javarosa";
inline constexpr std::string_view xforms_uri = "http://www.w3.org/2002/xforms";
inline constexpr std::string_view openrosa_uri = "http://openrosa.org/xforms";

class FormReader {
public:
    explicit FormReader(const FormLimits& limits) : limits_(limits) {}

    Result<std::shared_ptr<const Form>> read(const XmlNode& html);
    Form& form() { return *form_; }

private:
    // --- model (read.cpp)
    void declare(const XmlNode& node);
    Result<std::string> expression(std::string_view text, std::string_view where);
    Result<void> read_instances(const XmlNode& model);
    Result<void> read_primary(const XmlNode& instance, const XmlNode* root);
    void name_the_record();
    Result<void> read_binds(const XmlNode& model);
    Result<void> read_bind(const XmlNode& node);
    Result<RichText> rich_text(const XmlNode& node);
    Result<void> add_pieces(const XmlNode& node, RichText& pieces);
    Result<void> read_texts(const XmlNode& model);
    void collect_templates(DataNode& node, const std::string& path);

    // --- body (read_body.cpp)
    Result<void> read_event(const XmlNode& node, std::string_view context, std::string_view trigger,
                            std::string_view scope);
    Result<Text> read_text(const XmlNode& node);
    Result<void> read_item(const XmlNode& node, Control& control);
    Result<void> read_itemset(const XmlNode& node, Control& control);
    Result<void> read_body(const XmlNode& parent, const std::string& context, const std::string& scope,
                           std::vector<Control>& into, std::size_t depth);
    Result<Control> read_control(const XmlNode& node, ControlKind kind, const std::string& context,
                                 const std::string& scope, std::size_t depth);
    Result<void> read_parts(const XmlNode& node, Control& control, const std::string& context,
                            const std::string& scope);

    FormLimits limits_;
    std::shared_ptr<Form> form_ = std::make_shared<Form>();
    std::map<std::string, std::string> bind_ids_;
    std::set<std::string> repeats_;
    std::size_t expressions_ = 0;
};

// <setvalue>, <odk:setgeopoint>.
bool is_action(const XmlNode& node);
std::string named(const DataNode& node);

} // namespace balieblik::forms
