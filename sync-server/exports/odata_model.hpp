// SPDX-License-Identifier: EUPL-1.2
// What the OData feed holds: the properties of its entity types, and a row of each.
#pragma once

#include "exports/analysis_words.hpp"
#include "exports/odata_expression.hpp"
#include "exports/release_export.hpp"

namespace balieblik::exports {

struct ODataSet {
    std::string_view name;   // "Figures"
    std::string_view entity; // "Figure"
    std::string_view key;
    std::span<const ODataProperty> properties;

    const ODataProperty* property(std::string_view name) const;
};
std::span<const ODataSet> odata_sets();

ODataRow figure_row(const Exported& release, const ReleaseCell& cell, std::int64_t no, const FigureMeanings& meanings);
ODataRow analysis_row(const Exported& release, const usecases::AnalysisFigure& figure, std::int64_t no,
                      const Words& words);
ODataRow place_row(const ReleasePlace& place);

std::string odata_metadata();
std::string odata_service_document(const std::string& base, bool with_context);

} // namespace balieblik::exports
