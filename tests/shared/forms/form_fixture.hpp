// SPDX-License-Identifier: EUPL-1.2
// A form written in a few lines, a clock that stands still, and a seed.
#pragma once

#include "forms/session/session.hpp"

#include <gtest/gtest.h>

#include <string>

namespace balieblik::forms::test {

struct StillClock final : Clock {
    Reading reading{*parse_timestamp("2026-03-12T09:05:00Z"), std::chrono::minutes(60), milliseconds(0), "boot"};
    Reading read() const override { return reading; }
};

struct SeededRandom final : Random {
    std::uint8_t next = 1;
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = next++;
    }
};

// The last Sundays of March and October 2026, as Amsterdam has them.
inline std::chrono::minutes amsterdam(Timestamp time)
{
    const auto spring = *parse_timestamp("2026-03-29T01:00:00Z");
    const auto autumn = *parse_timestamp("2026-10-25T01:00:00Z");
    return std::chrono::minutes(time >= spring && time < autumn ? 120 : 60);
}

// instance: below <data>; model: binds, itext, more instances; body: controls.
inline std::string form_xml(const std::string& instance, const std::string& model, const std::string& body)
{
    return R"xml(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml")xml"
           R"xml( xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms")xml"
           R"xml( xmlns:ms="https://balieblik.example/ns/mystery-shopper"><h:head><h:title>Trial</h:title><model>)xml"
           R"xml(<instance><data id="trial" version="3" ms:critical_policy="flag">)xml" +
           instance + "<orx:meta><orx:instanceID/></orx:meta></data></instance>" + model +
           R"xml(<bind nodeset="/data/orx:meta/orx:instanceID" jr:preload="uid"/></model></h:head><h:body>)xml" + body +
           "</h:body></h:html>";
}

struct World {
    StillClock clock;
    SeededRandom random;
    std::map<std::string, std::string> files;

    Surroundings surroundings()
    {
        Surroundings made;
        made.clock = &clock;
        made.random = &random;
        made.offset_at = amsterdam;
        made.file = [this](std::string_view address) -> Result<std::string> {
            const auto found = files.find(std::string(address));
            if (found == files.end())
                return Error{Errc::not_found, std::string(address)};
            return found->second;
        };
        made.properties["deviceid"] = "tablet-7";
        return made;
    }
};

inline std::shared_ptr<const Program> compiled(const std::string& xml)
{
    const auto form = read_form(xml);
    if (!form)
        throw UnexpectedRefusal(form.error());
    const auto program = compile(*form);
    if (!program)
        throw UnexpectedRefusal(program.error());
    return *program;
}

inline std::string value(const Session& session, std::string_view reference)
{
    return session.node(reference).value().value;
}

// "reference:aspects" of each change.
inline unsigned aspects(const Changes& changes, std::string_view reference)
{
    for (const auto& change : changes)
        if (change.reference == reference)
            return change.aspects;
    return 0;
}

} // namespace balieblik::forms::test
