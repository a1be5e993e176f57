// SPDX-License-Identifier: EUPL-1.2
// Forms from ODK and Kobo that ask for what an inspection must not do, or what the app cannot: each is refused with the
// line and the element it stands in, and none is opened as if the rest were all.
#include "forms/xform/left_out.hpp"
#include "shared/forms/form_fixture.hpp"

#include <gmock/gmock.h>

namespace balieblik::forms::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> told(const std::string& xml)
{
    std::vector<std::string> sentences;
    for (const auto& found : left_out(read_xml(xml).value()))
        sentences.push_back(sentence(found));
    return sentences;
}

constexpr const char* question = R"xml(<input ref="/data/a"><label>A</label></input>)xml";

std::string with_model(const std::string& model) { return form_xml("<a/>", model, question); }
std::string with_body(const std::string& body) { return form_xml("<a/>", "", body); }

void expect_refused(const std::string& xml, const std::string& words)
{
    const auto refused = read_form(xml);
    ASSERT_FALSE(refused) << words;
    EXPECT_EQ(refused.error().code, Errc::form_unsupported) << words;
    EXPECT_THAT(refused.error().detail, HasSubstr(words));
}

TEST(LeftOut, a_form_that_encrypts_its_records_is_refused)
{
    expect_refused(with_model(R"xml(<submission action="https://elsewhere.example" method="post")xml"
                              R"xml( base64RsaPublicKey="MIIBIjANBg"/>)xml"),
                   "<submission>, base64RsaPublicKey=\"MIIBIjANBg\"");
    EXPECT_TRUE(read_form(with_model(R"xml(<submission action="https://elsewhere.example" method="post"/>)xml")))
        << "an address alone is for other servers";
}

TEST(LeftOut, entities_are_refused_in_model_record_and_bind)
{
    const std::string declared = R"xml( xmlns:entities="http://www.opendatakit.org/xforms/entities")xml";
    expect_refused(
        form_xml("<a/><meta><entities:entity dataset=\"trees\" create=\"1\" id=\"\"" + declared + "/></meta>", "",
                 question),
        "<entities:entity>");
    expect_refused(with_model("<bind nodeset=\"/data/a\" type=\"string\" entities:saveto=\"name\"" + declared + "/>"),
                   "<bind> of /data/a, entities:saveto=\"name\"");
    auto model = with_model("");
    model.replace(model.find("<model>"), 7, "<model entities:entities-version=\"2024.1.0\"" + declared + ">");
    expect_refused(model, "<model>, entities:entities-version=\"2024.1.0\"");
    auto unused = with_model("");
    unused.replace(unused.find("<model>"), 7, "<model" + declared + ">");
    EXPECT_TRUE(read_form(unused)) << "tools declare the prefix whether they use it or not";
}

TEST(LeftOut, film_can_be_tried_and_never_be_asked_on_an_inspection)
{
    const auto filmed = with_body(R"xml(<group><upload mediatype="video/*" ref="/data/a"/></group>)xml");

    const auto form = read_form(filmed);

    ASSERT_TRUE(form) << form.error().detail;
    const auto refused = fits_inspection(**form);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::form_unsupported);
    EXPECT_NE(refused.error().detail.find("/data/a. Filming is never allowed"), std::string::npos);
    EXPECT_TRUE(left_out(read_xml(filmed).value()).empty());
    const auto found = left_out(read_xml(filmed).value(), /*inspection=*/true);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].what, "mediatype=\"video/*\"");
    EXPECT_TRUE(fits_inspection(**read_form(with_body(R"xml(<upload mediatype="image/*" ref="/data/a"/>)xml"))));
}

TEST(LeftOut, sound_is_refused_wherever_it_is_taken)
{
    expect_refused(with_body(R"xml(<upload mediatype="audio/*" ref="/data/a"/>)xml"),
                   "<upload> of /data/a, mediatype=\"audio/*\". Recording sound is never allowed");
    expect_refused(with_model(R"xml(<odk:recordaudio xmlns:odk="http://www.opendatakit.org/xforms")xml"
                              R"xml( event="odk-instance-load" ref="/data/a" odk:quality="low"/>)xml"),
                   "<odk:recordaudio> of /data/a");
    EXPECT_TRUE(read_form(with_body(R"xml(<upload mediatype="image/*" ref="/data/a"/>)xml")));
    EXPECT_TRUE(read_form(with_body(R"xml(<upload mediatype="application/*" ref="/data/a"/>)xml")));
    EXPECT_TRUE(read_form(with_body(R"xml(<upload ref="/data/a"/>)xml")));
}

TEST(LeftOut, other_apps_printers_and_other_calendars_are_refused)
{
    expect_refused(with_body(R"xml(<input appearance="w1 ex:org.example.scan(a='b')" ref="/data/a"/>)xml"),
                   "Other apps are not started");
    expect_refused(
        with_body(R"xml(<group ref="/data" intent="org.example.app(x=/data/a)"><input ref="/data/a"/></group>)xml"),
        "<group> of /data, intent=");
    expect_refused(with_body(R"xml(<upload mediatype="osm/*" ref="/data/a"/>)xml"), "mediatype=\"osm/*\"");
    expect_refused(with_body(R"xml(<input appearance="printer:org.example.label" ref="/data/a"/>)xml"),
                   "Nothing is printed");
    for (const char* calendar : {"ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian", "buddhist"})
        expect_refused(with_body("<input appearance=\"no-calendar " + std::string(calendar) + "\" ref=\"/data/a\"/>"),
                       "Gregorian");
    EXPECT_TRUE(read_form(with_body(R"xml(<input appearance="something-new" ref="/data/a"/>)xml")))
        << "an unknown appearance is shown as the plain question";
}

TEST(LeftOut, text_messages_are_refused)
{
    const std::string odk = R"xml( xmlns:odk="http://www.opendatakit.org/xforms")xml";
    expect_refused(form_xml("<a odk:tag=\"t\"" + odk + "/>", "", question), "odk:tag=\"t\"");
    auto root = with_model("");
    root.replace(root.find("<data id"), 8, "<data" + odk + " odk:prefix=\"x\" odk:delimiter=\"+\" id");
    EXPECT_EQ(told(root).size(), 2U);
}

TEST(LeftOut, actions_and_controls_that_nobody_would_carry_out_are_refused)
{
    expect_refused(with_model(R"xml(<insert event="odk-instance-load" nodeset="/data/a"/>)xml"),
                   "<insert> of /data/a. The app knows no such action.");
    expect_refused(with_body(R"xml(<group><textarea ref="/data/a"/></group>)xml"), "<textarea> in the body");
    EXPECT_TRUE(read_form(with_body(R"xml(<group><label>G</label><hint>H</hint><input ref="/data/a"/></group>)xml")));
}

TEST(LeftOut, everything_is_told_at_once_with_its_line)
{
    const auto sentences = told(with_body("\n<upload mediatype=\"audio/*\" ref=\"/data/a\"/>\n\n"
                                          "<input appearance=\"ethiopian\" ref=\"/data/a\"/>"));

    EXPECT_THAT(sentences, ElementsAre(HasSubstr("line 2: <upload>"), HasSubstr("line 4: <input>")));
    EXPECT_THAT(told(with_model("")), IsEmpty());
}

TEST(LeftOut, what_an_instance_holds_is_data_and_no_request)
{
    EXPECT_TRUE(read_form(form_xml(
        R"xml(<a appearance="ex:x" event="y"/>)xml",
        R"xml(<instance id="l"><root><item intent="i"><recordaudio/></item></root></instance>)xml", question)));
}

} // namespace
} // namespace balieblik::forms::test
