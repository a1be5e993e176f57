// SPDX-License-Identifier: EUPL-1.2
// Any text as an expression: it is refused, or it gives a value on a small record.
#include "forms/session/session.hpp"
#include "fuzz/surroundings.hpp"

namespace {

using namespace balieblik::forms;

constexpr std::string_view form_text = R"xml(<h:html xmlns="http://www.w3.org/2002/xforms"
 xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa"><h:head><model><instance>
 <data id="f" version="1"><a>7</a><b>2026-03-29T02:30:00+01:00</b><c>x y z</c>
 <r><n>1</n><m>52.1 5.2 0 0; 52.2 5.3 0 0; 52.3 5.1 0 0; 52.1 5.2 0 0</m></r><r><n>2</n><m/></r></data></instance>
 <instance id="l"><root><item><name>x</name><label>X</label></item><item><name>y</name><label>Y</label></item></root>
 </instance><itext><translation lang="nl"><text id="t"><value>Hallo</value></text></translation></itext></model>
 </h:head><h:body><input ref="/data/a"/><select ref="/data/c"><itemset nodeset="instance('l')/root/item">
 <value ref="name"/><label ref="label"/></itemset></select><repeat nodeset="/data/r"><input ref="/data/r/n"/></repeat>
 </h:body></h:html>)xml";

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static fuzz::World world;
    static const auto session =
        Session::open(compile(read_form(form_text).value()).value(), world.surroundings()).value();
    const std::string_view expression(reinterpret_cast<const char*>(data), size);
    for (const auto* place : {"", "/data/r[2]/n"})
        if (const auto value = session.evaluate(expression, place); value && value->size() > 64 * 1024 * 1024)
            __builtin_trap();
    return 0;
}
