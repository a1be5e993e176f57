// SPDX-License-Identifier: EUPL-1.2
// The sheets of a workbook for what was worked out with a release: one for each question that people ask, each figure
// with its number, interval, verdict and explanation on one row.
#pragma once

#include "exports/analysis_words.hpp"
#include "exports/release_export.hpp"
#include "exports/sheet_formats.hpp"

namespace balieblik::exports {

class AnalysisSheets {
public:
    // Adds the sheets, so that they stand where they are made in the workbook. Both must outlive this.
    AnalysisSheets(lxw_workbook* book, const Words& words);
    void write(const Exported& release, const std::vector<usecases::AnalysisFigure>& figures, const Formats& formats);

private:
    const Words& words_;
    std::vector<lxw_worksheet*> sheets_;
};

} // namespace balieblik::exports
