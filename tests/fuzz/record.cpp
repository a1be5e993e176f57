// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a record of a form, as XML and as JSON: refused, or opened again and written without loss.
#include "forms/record/record.hpp"
#include "base/json.hpp"
#include "fuzz/surroundings.hpp"

namespace {

using namespace balieblik;
using namespace balieblik::forms;

constexpr std::string_view form_text = R"xml(<h:html xmlns="http://www.w3.org/2002/xforms"
 xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
 <h:head><model><instance><data id="f" version="1"><a/><g><b/><when/></g><r jr:template=""><n/><q><s/></q></r>
 <orx:meta><orx:instanceID/></orx:meta></data></instance><bind nodeset="/data/g/when" type="dateTime"/>
 <bind nodeset="/data/g/b" type="int" relevant="/data/a != 'no'"/>
 <bind nodeset="/data/orx:meta/orx:instanceID" jr:preload="uid"/></model></h:head><h:body><input ref="/data/a"/>
 <group ref="/data/g"><input ref="/data/g/b"/><input ref="/data/g/when"/></group><repeat nodeset="/data/r">
 <input ref="/data/r/n"/><input ref="/data/r/q/s"/></repeat></h:body></h:html>)xml";

void check_xml(const Form& form, std::string_view text)
{
    const auto record = record_from_xml(form, text);
    if (!record)
        return;
    const auto written = record_xml(form, record->data, record->meta);
    if (!written)
        __builtin_trap();
    const auto again = record_from_xml(form, *written);
    if (!again || again->data != record->data) // their order is the form's
        __builtin_trap();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto program = compile(read_form(form_text).value()).value();
    static const auto form = read_form(form_text).value();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_xml(*form, text);
    fuzz::World world;
    if (const auto tree = read_data(text, {.bytes = 64 * 1024, .depth = 32, .nodes = 4'000}))
        if (const auto session = Session::edit(program, world.surroundings(), *tree))
            (void)instance_xml(*session);
    if (const auto parsed = json::parse(text); parsed && parsed->is_object())
        (void)record_from_json(*form, parsed->get_object());
    return 0;
}
