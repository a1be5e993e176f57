// SPDX-License-Identifier: EUPL-1.2
#include "shared/scoring/visit.hpp"
#include "support/source_dir.hpp"

#include <fstream>
#include <sstream>

namespace balieblik::scoring::testing {

std::string file_text(const std::string& below_the_source)
{
    std::ifstream in(balieblik::test::source_dir() / below_the_source, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::shared_ptr<const forms::Form> counter_form()
{
    return forms::read_form(file_text("forms/counter/1/form.xml")).value();
}

Norm katwijk() { return read_norm(file_text("forms/counter/1/norms.csv"), "katwijk").value(); }

std::map<std::string, std::string> oracle_answers()
{
    return {{"scenario_code", "R1"},
            {"scenario_group", "REGEL"},
            {"norm_set", "katwijk"},
            {"A1", "yes"},
            {"A2", "yes"},
            {"A3", "2026-03-12T10:05:00+01:00"},
            {"B1", "2026-03-12T09:58:30+01:00"},
            {"B2", "yes"},
            {"B3", "na"},
            {"B4", "yes"},
            {"B5", "4"},
            {"B6", "no"},
            {"B7", "na"},
            {"C1", "2026-03-12T09:59:10+01:00"},
            {"C2", "2026-03-12T10:13:40+01:00"},
            {"C4", "no"},
            {"D1", "yes"},
            {"D2", "3"},
            {"D3", "2"},
            {"D4", "4"},
            {"D5", "1"},
            {"D6", "no"},
            {"D7", "no"},
            {"E1", "no"},
            {"E2", "partly"},
            {"E3", "yes"},
            {"E4", "na"},
            {"F1", "yes"},
            {"F2", "cites"},
            {"F3", "no"},
            {"F4", "no"},
            {"F5", "no"},
            {"F6", "2"},
            {"F7", "no"},
            {"F8", "yes"},
            {"G1", "follow_up"},
            {"G2", "no"},
            {"G3", "yes"},
            {"G4", "2026-03-12T10:31:00+01:00"},
            {"H1", "5"},
            {"H2", "2"},
            {"H6", "no"},
            {"H7", "yes"}};
}

std::string reference_of(const std::string& name)
{
    const bool item = name.size() >= 2 && name[0] >= 'A' && name[0] <= 'H' && name[1] >= '0' && name[1] <= '9';
    return "/data/" + (item ? name.substr(0, 1) + "/" : std::string()) + name;
}

boost::json::object record_of(const std::map<std::string, std::string>& answers)
{
    boost::json::object record;
    for (const auto& [name, value] : answers) {
        const auto reference = reference_of(name);
        const auto group = reference.substr(6, reference.rfind('/') > 5 ? reference.rfind('/') - 6 : 0);
        if (group.empty()) {
            record[name] = value;
            continue;
        }
        if (!record.contains(group))
            record[group] = boost::json::object();
        record[group].as_object()[name] = value;
    }
    return record;
}

} // namespace balieblik::scoring::testing
