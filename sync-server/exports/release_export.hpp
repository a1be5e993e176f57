// SPDX-License-Identifier: EUPL-1.2
// A release as a file: the same published figures as on the page, and no others.
#pragma once

#include "usecases/analysis_figures.hpp"
#include "usecases/release.hpp"

#include <functional>
#include <memory>
#include <span>

namespace balieblik::exports {

// Names of places by code. Copies share them: there are hundreds of thousands in all of Europe.
class PlaceNames {
public:
    using Map = std::map<std::string, std::string>;
    PlaceNames() = default;
    PlaceNames(Map names) : names_(std::make_shared<const Map>(std::move(names))) {}
    explicit PlaceNames(std::span<const ReleasePlace> places);

    const std::string& of(const std::string& code) const; // the code itself where it has no name
    const Map& all() const { return *names_; }

private:
    std::shared_ptr<const Map> names_ = std::make_shared<const Map>();
};

// A release that is read part by part, so that a file of any length needs the memory of one part.
struct Exported {
    const usecases::ReleaseView& view;
    PlaceNames names;
    std::function<Result<std::vector<ReleaseCell>>(std::int64_t first, std::int64_t limit)> part;
    // Read only where they are wanted.
    std::function<Result<usecases::AnalysesView>()> analyses = {};
    std::function<Result<usecases::VisitCounts>(ReleaseId)> counts = {};
};
Exported exported(const usecases::ReleaseReader& reader, const usecases::ReleaseView& view, PlaceNames names);

constexpr std::int64_t cells_at_once = 1000;

// A kind of file, made piece by piece: first what stands before the cells, then cells, then what stands behind them.
// Needs nothing but the cells, so that who hands it out need not keep a transaction open.
class Format {
public:
    virtual ~Format() = default;
    virtual std::string begin() = 0;
    virtual std::string rows(std::span<const ReleaseCell> cells) = 0;
    virtual std::string end() = 0; // in parts: asked for until it is empty
};

// Takes the file piece by piece.
using Write = std::function<void(std::string_view)>;
Result<void> write_file(const Exported& release, Format& format, const Write& write);

// Calls `each` for every cell, in their order. Refusals: what reading refuses.
Result<void> for_each_cell(const Exported& release, const std::function<void(const ReleaseCell&)>& each);

// Empty where nothing was worked out (yet). Refusals: what reading refuses.
Result<std::vector<usecases::AnalysisFigure>> analysis_figures(const Exported& release);

// One object: what the release says about itself, the names beside its codes, all cells, and what was worked out with
// it, each figure with its method and definition in the language asked for.
std::unique_ptr<Format> json_format(const Exported& release, std::vector<usecases::AnalysisFigure> analyses = {},
                                    bool dutch = false);

enum class CsvFlavour {
    spreadsheet_nl, // for a Dutch spreadsheet: byte order mark, `;`, decimal comma, guarded against formulas
    rfc4180,        // for programs: `,`, decimal point; the same guard, as such a file may be opened by hand as well
};
// "nl" and "rfc4180"; none for another word.
std::optional<CsvFlavour> csv_flavour(std::string_view name);

// A row for each cell, also for those that are hidden: then with their reasons and no figure. Figures have one decimal,
// lines end with CR LF. Each has its definition, in Dutch or English; codes are the same in both.
std::unique_ptr<Format> csv_format(const Exported& release, CsvFlavour flavour, bool dutch = false);

// The same of what was worked out with the release: a row for each figure, each with what belongs to it. Words are in
// Dutch or English, codes are not.
using Pieces = std::function<std::string()>; // the next part of a file; empty when there is no more
Pieces analyses_csv(const Exported& release, std::vector<usecases::AnalysisFigure> analyses, CsvFlavour flavour,
                    bool dutch);

// One cell of a CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it; quotes are set
// where the flavour needs them.
std::string csv_cell(std::string_view text, CsvFlavour flavour);

} // namespace balieblik::exports
