// SPDX-License-Identifier: EUPL-1.2
// A drawing from somebody else shows lines, areas and words; whatever else SVG can do is refused by its name.
#include "forms/xform/drawing.hpp"
#include "forms/xform/picture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::forms {
namespace {

std::string svg(const std::string& inside, const std::string& attributes = R"(viewBox="0 0 200 100")")
{
    return R"(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" )" + attributes + ">" +
           inside + "</svg>";
}

std::string refusal(const std::string& bytes)
{
    const auto read = read_picture(bytes);
    return read ? std::string() : read.error().detail;
}

TEST(Drawing, its_parts_are_told_by_their_ids_and_its_shape_by_its_box)
{
    const auto read = read_drawing(svg(R"(<g id="north"><path id="hall" d="M0 0h9v9z"/></g>)"));

    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_THAT(read->parts, testing::ElementsAre("hall", "north"));
    EXPECT_EQ(read->width, drawing_edge);
    EXPECT_EQ(read->height, drawing_edge / 2);
}

TEST(Drawing, is_a_picture_like_any_other)
{
    const auto read = read_picture("<?xml version='1.0' encoding='utf-8'?>\n<!-- plan -->" + svg("<rect/>"));

    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->media_type, "image/svg+xml");
    EXPECT_EQ(read->width, drawing_edge);
}

TEST(Drawing, what_an_editor_notes_for_itself_does_no_harm)
{
    EXPECT_EQ(
        refusal(svg(R"(<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>)"
                    R"(<s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/>)"
                    R"(<style>.a { fill: url( '#fade' ) }</style><linearGradient id="fade" xlink:href="#other"/>)")),
        "");
}

TEST(Drawing, one_without_a_usable_size_is_refused)
{
    for (const char* size :
         {"", R"(width="100%" height="100%")", R"(viewBox="0 0 0 10")", R"(viewBox="0 0 -5 10")",
          R"(viewBox="0 0 1e9 1e9")", R"(viewBox="0 0 100 1")", R"(viewBox="0 0 nan 5")", R"(viewBox="1 2 3")"})
        EXPECT_EQ(refusal(svg("<rect/>", size)), "an SVG picture without a size") << size;
    EXPECT_EQ(refusal(svg("<rect/>", R"(width="210mm" height="297mm")")), "");
}

TEST(Drawing, programs_are_refused)
{
    EXPECT_EQ(refusal(svg("<script>alert(1)</script>")), "an SVG picture with <script>");
    EXPECT_EQ(refusal(svg("<rect onclick='f()'/>")), "an SVG picture with a program (onclick)");
    EXPECT_EQ(refusal(svg("<rect OnLoad='f()'/>")), "an SVG picture with a program (OnLoad)");
    EXPECT_EQ(refusal(svg("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>")),
              "an SVG picture with <foreignObject>");
    EXPECT_EQ(refusal(svg("<animate attributeName='x'/>")), "an SVG picture with <animate>");
    EXPECT_EQ(refusal(svg("<a xlink:href='javascript:f()'><rect/></a>")), "an SVG picture with <a>");
}

TEST(Drawing, nothing_is_fetched)
{
    EXPECT_EQ(refusal(svg("<image xlink:href='/etc/passwd'/>")), "an SVG picture with <image>");
    EXPECT_EQ(refusal(svg("<linearGradient xlink:href='file:///x#y'/>")),
              "an SVG picture with something from elsewhere");
    EXPECT_EQ(refusal(svg("<rect fill='URL( http://elsewhere/x )'/>")), "an SVG picture with something from elsewhere");
    EXPECT_EQ(refusal(svg("<rect style='fill:url(\"x.svg#y\")'/>")), "an SVG picture with something from elsewhere");
    EXPECT_EQ(refusal(svg("<style>@import 'x.css';</style>")), "an SVG picture with '@' in its styles");
    EXPECT_EQ(refusal(svg("<style>a{b:u\\72l(x)}</style>")), "an SVG picture with '\\' in its styles");
    EXPECT_EQ(refusal("<?xml-stylesheet href='x.css'?>" + svg("<rect/>")), "an SVG picture with styles from elsewhere");
    EXPECT_EQ(refusal(svg("<g xml:base='http://elsewhere/'/>")), "an SVG picture with something from elsewhere");
}

TEST(Drawing, another_namespace_hides_nothing_from_a_library_that_reads_names_alone)
{
    EXPECT_EQ(refusal(svg("<i:image xmlns:i='http://elsewhere/' href='#a'/>")), "an SVG picture with <image>");
    EXPECT_EQ(refusal(svg("<i:use xmlns:i='http://elsewhere/' href='#a'/>")), "an SVG picture with <use>");
    EXPECT_EQ(refusal("<svg viewBox='0 0 9 9'/>"), "neither a PNG, a JPEG nor an SVG picture");
}

TEST(Drawing, copies_that_multiply_and_endless_nesting_are_refused)
{
    EXPECT_EQ(refusal(svg("<g id='a'/><use xlink:href='#a'/>")), "an SVG picture with <use>");
    std::string deep;
    for (int at = 0; at < 100; ++at)
        deep += "<g>";
    for (int at = 0; at < 100; ++at)
        deep += "</g>";
    EXPECT_EQ(refusal(svg(deep)), "an SVG picture with more than a tablet draws");
    std::string many;
    for (int at = 0; at < 45'000; ++at)
        many += "<g/>";
    EXPECT_EQ(refusal(svg(many)), "an SVG picture with more than a tablet draws");
}

TEST(Drawing, entities_and_other_encodings_cannot_say_one_thing_here_and_another_there)
{
    EXPECT_EQ(refusal("<!DOCTYPE svg [<!ENTITY x 'y'>]>" + svg("&x;")),
              "an SVG picture with a document type or in another encoding than UTF-8");
    EXPECT_EQ(refusal("<?xml version='1.0' encoding='UTF-7'?>" + svg("<rect/>")),
              "an SVG picture with a document type or in another encoding than UTF-8");
    EXPECT_EQ(refusal("<svg"), "neither a PNG, a JPEG nor an SVG picture");
}

} // namespace
} // namespace balieblik::forms
