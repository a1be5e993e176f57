// SPDX-License-Identifier: EUPL-1.2
#include "usecases/release_material.hpp"

#include "usecases/find.hpp"
#include "usecases/municipalities.hpp"
#include "usecases/scored_visit.hpp"
#include "vault/hash.hpp"

#include <algorithm>
#include <functional>
#include <future>
#include <set>

namespace balieblik::usecases {
namespace {

constexpr const char* index_name = "INDEX";
constexpr const char* norm_name = "NORM";

// The number of a location in the cube, which gets it when it is new.
Result<std::size_t> location_number(store::Tx& tx, const Wave& wave, Material& material, LocationId id)
{
    if (const auto known = material.locations.find(id); known != material.locations.end())
        return known->second;
    BALIEBLIK_TRY(location, find_location(tx, id));
    const auto before = material.kept_in.find(id);
    const auto code = before != material.kept_in.end()
                          ? before->second
                          : municipality_on(all_municipalities(), location.municipality, wave.ends_on);
    if (code != location.municipality) {
        const auto merged = "merged " + location.municipality + " " + code;
        if (std::find(material.notes.begin(), material.notes.end(), merged) == material.notes.end())
            material.notes.push_back(merged);
    }
    const auto* town = municipality(code);
    const auto number =
        material.cube.add_location({location.code, location.name, code, town ? town->name : code,
                                    town ? town->region : std::string{}, lower_bound(location.staff_band)});
    material.locations.emplace(id, number);
    return number;
}

class Gathering {
public:
    Gathering(store::Tx& tx, const Wave& wave, const EarlierInputs& earlier, InputTaker* taker)
        : tx_(tx), wave_(wave), taker_(taker), compared_(!earlier.empty()), scorer_(tx)
    {
        for (const auto& version : earlier)
            for (const auto& input : version)
                made_.kept_in.emplace(input.location_id, input.municipality);
    }

    Result<Material> run()
    {
        BALIEBLIK_TRY(norm, tx_.field().norm_on(wave_.channel, wave_.starts_on));
        norm_ = norm;
        BALIEBLIK_CHECK(find_pairs());
        for (std::optional<VisitVersionId> after;;) {
            BALIEBLIK_TRY(counted, tx_.visits().counted(wave_.id, after, at_once));
            if (counted.empty())
                break;
            after = counted.back().id;
            BALIEBLIK_CHECK(read(std::move(counted)));
        }
        BALIEBLIK_CHECK(add_what_was_judged());
        made_.snapshot_sha256 = to_hex(snapshot_.finish());
        return std::move(made_);
    }

private:
    static constexpr std::int64_t at_once = 256;

    struct Read {
        store::CountedVisit visit;
        const ScoringBasis* by{};
    };
    // What is left of a visit once it is judged, and all that the store's own thread has to do with it.
    struct One {
        store::CountedVisit visit;
        std::vector<std::optional<double>> values; // of the figures; none of a second look
        std::map<std::string, double> kept;        // what goes in; of an ordinary visit only where it is compared
        std::string written;                       // the same, printed
    };
    using Judged = std::vector<One>;

    // Pairs of which both visits count; the half of a pair that lost the other is an ordinary visit.
    Result<void> find_pairs()
    {
        BALIEBLIK_TRY(pairs, tx_.study().double_visits(wave_.id));
        for (const auto& pair : pairs) {
            BALIEBLIK_TRY(first, tx_.visits().counted_of(pair.assignment_id));
            BALIEBLIK_TRY(second, tx_.visits().counted_of(pair.second_id));
            if (!first || !second)
                continue;
            paired_.insert(*first);
            second_of_[*second] = *first;
        }
        return {};
    }

    // While a batch is judged, the one before is added up and the next one read.
    Result<void> read(std::vector<store::CountedVisit> counted)
    {
        std::vector<Read> batch;
        for (auto& visit : counted) {
            if (!visit.record)
                return Error{Errc::not_found, "the sealed record is no longer kept"};
            BALIEBLIK_TRY(by, scorer_.basis(wave_, visit.form_id, visit.form_version, visit.norm_version));
            batch.push_back({std::move(visit), by});
        }
        BALIEBLIK_TRY(judged, what_was_judged());
        judging_ = std::async(std::launch::async,
                              [this, work = std::move(batch)]() mutable { return judge(std::move(work)); });
        return add(std::move(judged));
    }
    Result<Judged> what_was_judged()
    {
        auto before = std::move(judging_);
        return before.valid() ? before.get() : Result<Judged>{Judged{}};
    }
    Result<void> add_what_was_judged()
    {
        BALIEBLIK_TRY(judged, what_was_judged());
        return add(std::move(judged));
    }
    Result<void> add(Judged judged)
    {
        for (auto& one : judged)
            BALIEBLIK_CHECK(add(std::move(one)));
        return {};
    }

    // On another thread: asks the store nothing. Batch after batch, in the order in which they were read.
    Result<Judged> judge(std::vector<Read> batch)
    {
        Judged made;
        made.reserve(batch.size());
        for (auto& [visit, by] : batch) {
            // It was accepted when it came in. Its values live in one piece of memory, which goes at once.
            boost::json::monotonic_resource memory(scratch_.data(), scratch_.size());
            boost::system::error_code problem;
            const auto body = boost::json::parse(*visit.record, problem, &memory);
            const auto* record = !problem && body.is_object() ? body.get_object().if_contains("data") : nullptr;
            if (!record || !record->is_object())
                return Error{Errc::malformed, "data"};
            BALIEBLIK_TRY(judged, scorer_.judge(wave_, *by, record->get_object()));
            if (figures_.empty())
                name_figures(judged.score);
            snapshot_.update(as_bytes(to_text(visit.id) + " " + visit.sha256 + "\n"));
            // The record stays with its visit: memory is given back by the thread that took it, or both wait for it.
            made.push_back(left_of(std::move(visit), *by->questionnaire->form, judged));
        }
        return made;
    }

    One left_of(store::CountedVisit visit, const forms::Form& form, const JudgedRecord& judged)
    {
        One made{std::move(visit), {}, {}, {}};
        if (second_of_.contains(made.visit.visit_id)) {
            if (judged.index)
                made.kept[index_name] = *judged.index;
            add_questions(form, judged.score, made.kept);
            return made;
        }
        for (const auto& figure : figures_) {
            made.values.push_back(value_of(judged, figure));
            if (made.values.back())
                made.kept[figure.code] = *made.values.back();
        }
        if (!judged.score.outcomes.empty() && judged.score.outcomes.front().points)
            made.kept[satisfaction_name] = *judged.score.outcomes.front().points;
        if (paired_.contains(made.visit.visit_id))
            add_questions(form, judged.score, made.kept);
        if (taker_)
            made.written = json::print(json::write(made.kept));
        if (!compared_)
            made.kept.clear();
        return made;
    }

    Result<void> add(One one)
    {
        if (made_.figures.empty()) {
            made_.figures = figures_;
            made_.cube = ReleaseCube(wave_.channel, made_.figures);
        }
        const auto& visit = one.visit;
        if (const auto first = second_of_.find(visit.visit_id); first != second_of_.end())
            return taker_ ? taker_->take(store::SecondLook{visit.visit_id, visit.id, visit.location_id,
                                                           visit.inspector_id, std::move(one.kept), first->second})
                          : Result<void>{};
        BALIEBLIK_TRY(location, location_number(tx_, wave_, made_, visit.location_id));
        const auto inspector =
            made_.inspectors.emplace(visit.inspector_id, static_cast<std::uint32_t>(made_.inspectors.size()))
                .first->second;
        made_.cube.add_visit(location, inspector, one.values);
        ++made_.visits;
        const auto& municipality = made_.cube.municipality(location);
        if (taker_)
            BALIEBLIK_CHECK(taker_->take({visit.visit_id, visit.id, visit.location_id, municipality, visit.inspector_id,
                                          std::move(one.written)}));
        if (compared_)
            made_.inputs.push_back(
                {visit.visit_id, visit.id, visit.location_id, municipality, visit.inspector_id, std::move(one.kept)});
        return {};
    }

    static void find_tone_scales(const forms::Control& control, std::set<std::string>& found)
    {
        if (control.appearance.find("bb:tone-scale") != std::string::npos)
            found.insert(control.ref);
        for (const auto& child : control.children)
            find_tone_scales(child, found);
    }

    void add_questions(const forms::Form& form, const scoring::Score& score, std::map<std::string, double>& figures)
    {
        if (tone_scales_.empty())
            for (const auto& control : form.body)
                find_tone_scales(control, tone_scales_);
        for (const auto& dimension : score.dimensions)
            for (const auto& item : dimension.items)
                if (item.points && tone_scales_.contains(item.reference))
                    figures[std::string(question_prefix) + item.name] = *item.points;
    }

    void name_figures(const scoring::Score& score)
    {
        for (const auto& dimension : score.dimensions) {
            ReleaseFigure figure{dimension.name, FigureKind::mean, dimension.weight, {}, {}};
            for (const auto& own : wave_.dimension_weights)
                if (own.dimension == dimension.name)
                    figure.weight = own.weight;
            figures_.push_back(figure);
        }
        ReleaseFigure within{norm_name, FigureKind::share, {}, {}, {}};
        if (norm_) {
            within.target = norm_->target_share;
            within.norm_s = norm_->value;
        }
        figures_.push_back(within);
        figures_.push_back({index_name, FigureKind::mean, {}, {}, {}});
    }

    static std::optional<double> value_of(const JudgedRecord& scored, const ReleaseFigure& figure)
    {
        if (figure.code == index_name)
            return scored.index;
        if (figure.code == norm_name)
            return scored.score.wait_s && scored.score.norm_s
                       ? std::optional<double>(*scored.score.wait_s <= *scored.score.norm_s ? 100 : 0)
                       : std::nullopt;
        const auto* dimension = scored.score.dimension(figure.code);
        return dimension ? dimension->score : std::nullopt;
    }

    store::Tx& tx_;
    const Wave& wave_;
    InputTaker* const taker_;
    const bool compared_; // with an earlier version
    VisitScorer scorer_;
    std::optional<Norm> norm_;
    std::set<VisitId> paired_;             // first visits of pairs
    std::map<VisitId, VisitId> second_of_; // second to first
    Material made_;

    // Of the thread that judges.
    std::vector<ReleaseFigure> figures_; // named by the first record, and never changed after it
    std::set<std::string> tone_scales_;  // references
    vault::Sha256Stream snapshot_;
    std::vector<unsigned char> scratch_ = std::vector<unsigned char>(std::size_t{64} * 1024);

    std::future<Result<Judged>> judging_; // goes first, and waits for its thread
};

} // namespace

Result<Material> gather(store::Tx& tx, const Wave& wave, const EarlierInputs& earlier, InputTaker* taker)
{
    return Gathering(tx, wave, earlier, taker).run();
}

namespace {

ReleaseCube::History labels_of(const std::vector<const store::ReleaseInput*>& versions, const std::string& figure)
{
    ReleaseCube::History labels;
    // A corrected visit has changed in all of its figures, whatever the correction changed: else the moment at which
    // a version may appear would tell in which ones its value is another.
    std::vector<std::pair<VisitVersionId, double>> seen;
    for (const auto* input : versions) {
        const auto found = input ? input->figures.find(figure) : std::map<std::string, double>::const_iterator{};
        if (!input || found == input->figures.end()) {
            labels.push_back(0);
            continue;
        }
        const std::pair value(input->visit_version_id, found->second);
        const auto known = std::find(seen.begin(), seen.end(), value);
        labels.push_back(static_cast<int>(known - seen.begin()) + 1);
        if (known == seen.end())
            seen.push_back(value);
    }
    return labels;
}

} // namespace

Result<std::int64_t> add_history(store::Tx& tx, const Wave& wave, Material& material, const EarlierInputs& earlier)
{
    // By visit: what it was in each version, none where it did not count; the last is the new one.
    std::map<VisitId, std::vector<const store::ReleaseInput*>> histories;
    const auto put = [&](const std::vector<store::ReleaseInput>& inputs, std::size_t version) {
        for (const auto& input : inputs) {
            auto& history = histories[input.visit_id];
            history.resize(earlier.size() + 1);
            history[version] = &input;
        }
    };
    for (std::size_t version = 0; version < earlier.size(); ++version)
        put(earlier[version], version);
    put(material.inputs, earlier.size());

    std::int64_t changes = 0;
    for (const auto& [visit, history] : histories) {
        bool changed = false;
        const auto& known = **std::find_if(history.rbegin(), history.rend(), [](const auto* one) { return one; });
        // A location whose last visit was voided stays in the table, with no visit.
        BALIEBLIK_TRY(location, location_number(tx, wave, material, known.location_id));
        const auto inspector =
            material.inspectors.emplace(known.inspector_id, static_cast<std::uint32_t>(material.inspectors.size()))
                .first->second;
        for (std::size_t figure = 0; figure < material.figures.size(); ++figure) {
            const auto& code = material.figures[figure].code;
            const auto labels = labels_of(history, code);
            if (std::adjacent_find(labels.begin(), labels.end(), std::not_equal_to<>{}) != labels.end())
                changed = changed || labels[labels.size() - 2] != labels.back();
            else if (labels.front() == 0 || labels.size() < 3)
                continue;
            material.cube.add_change(figure, labels, location, inspector);
        }
        changes += changed ? 1 : 0;
    }
    return changes;
}

Result<void> keep_hidden(store::Tx& tx, ReleaseId version, EarlierPattern& pattern)
{
    BALIEBLIK_TRY(release, tx.releases().find(version));
    if (!release)
        return {};
    constexpr std::int64_t at_once = 5000;
    for (std::int64_t first = 0;; first += at_once) {
        BALIEBLIK_TRY(cells, tx.releases().cells_from(version, first, at_once));
        for (const auto& cell : cells)
            if (!cell.mean || cell.bound) {
                auto& nothing = pattern.hidden[{cell.place, cell.dimension}];
                nothing = nothing || !cell.mean;
            } else {
                pattern.shown[{cell.place, cell.dimension}] = true;
            }
        if (std::ssize(cells) < at_once)
            return {};
    }
}

Result<void> keep_partners(store::Tx& tx, const Wave& wave, EarlierPattern& pattern)
{
    BALIEBLIK_TRY(releases, tx.releases().of_project(wave.project_id));
    const auto before = std::find_if(releases.begin(), releases.end(), [&](const store::StoredRelease& one) {
        return one.wave_id != wave.id && one.release.channel == wave.channel;
    });
    if (before == releases.end())
        return {};
    constexpr std::int64_t at_once = 5000;
    for (std::int64_t first = 0;; first += at_once) {
        BALIEBLIK_TRY(cells, tx.releases().cells_from(before->id, first, at_once));
        for (const auto& cell : cells)
            if (std::find(cell.hidden_because.begin(), cell.hidden_because.end(), Suppression::protects_others) !=
                cell.hidden_because.end())
                pattern.partner[{cell.place, cell.dimension}] = true;
        if (std::ssize(cells) < at_once)
            return {};
    }
}

std::string municipality_on(std::span<const Municipality> all, std::string code, const std::string& day)
{
    // No chain of mergers is longer than the list.
    for (std::size_t step = 0; step < all.size(); ++step) {
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const Municipality& one) { return one.code == code; });
        if (found == all.end() || !found->valid_to || !found->successor || *found->valid_to > day)
            return code;
        code = *found->successor;
    }
    return code;
}

} // namespace balieblik::usecases
