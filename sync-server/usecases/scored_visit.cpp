// SPDX-License-Identifier: EUPL-1.2
#include "usecases/scored_visit.hpp"

#include "model/wave.hpp"
#include "scoring/scheme.hpp"
#include "scoring/wave_norm.hpp"
#include "statistics/statistics.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace balieblik::usecases {
namespace {

std::string answer(const boost::json::object& data, std::string_view name)
{
    const auto* found = data.if_contains(name);
    return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

// The answer to a question by its reference: "/data/H/H6".
std::string answer_at(const boost::json::object& data, std::string_view reference)
{
    const auto* group = &data;
    auto rest = reference.substr(std::min(reference.size(), reference.find('/', 1)));
    while (rest.size() > 1) {
        const auto end = rest.find('/', 1);
        const auto name = rest.substr(1, end == rest.npos ? rest.npos : end - 1);
        if (end == rest.npos)
            return answer(*group, name);
        const auto* next = group->if_contains(name);
        if (!next || !next->is_object())
            return {};
        group = &next->get_object();
        rest = rest.substr(end);
    }
    return {};
}

// What the tablet calculated stands in the record as /score/index.
std::optional<double> recorded_index(const boost::json::object& data)
{
    const auto* rows = data.if_contains("score");
    if (!rows || !rows->is_object())
        return std::nullopt;
    const auto text = answer(rows->get_object(), "index");
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

// The row that a channel's verdict hangs on: the one that the norm in force has a value for.
std::string_view judged_kind(Channel channel) { return channel == Channel::counter ? "wait_appointment" : "answer"; }

std::optional<double> weight_of(const Wave& wave, const std::string& dimension)
{
    for (const auto& weight : wave.dimension_weights)
        if (weight.dimension == dimension)
            return weight.weight;
    return std::nullopt;
}

std::optional<double> index_under(const Wave& wave, const scoring::Score& score)
{
    if (wave.dimension_weights.empty())
        return score.index;
    std::vector<statistics::Weighted> parts;
    for (const auto& dimension : score.dimensions)
        parts.push_back({weight_of(wave, dimension.name).value_or(0), dimension.score});
    const auto mean = statistics::weighted_mean(parts);
    return mean ? std::optional<double>(mean->score) : std::nullopt;
}

ScoredItem scored_item(const forms::Form& form, const scoring::ItemScore& item, const std::string& dimension)
{
    const auto nl = scoring::words_of(item, form, "nl");
    const auto en = scoring::words_of(item, form, "en");
    ScoredItem made{item.reference, item.name,   nl.question, en.question,   {},           {}, dimension,
                    item.weight,    item.points, item.bonus,  item.critical, item.standing};
    if (!item.answer.empty()) {
        made.answer_nl = nl.answer;
        made.answer_en = en.answer;
    }
    return made;
}

} // namespace

Result<const Questionnaire*> VisitScorer::known(const std::string& form_id, const std::string& version)
{
    const auto key = form_id + "/" + version;
    if (const auto found = known_.find(key); found != known_.end())
        return &found->second;
    BALIEBLIK_TRY(stored, tx_.field().form(form_id, version));
    if (!stored)
        return Error{Errc::unknown_form, key};
    BALIEBLIK_TRY(form, forms::read_form(stored->xml));
    BALIEBLIK_TRY(scheme, scoring::read_scheme(*form));
    Questionnaire made{form, std::move(scheme), {}, {}, {}};
    if (const auto role = made.scheme.roles.find("recognised"); role != made.scheme.roles.end())
        made.recognised = role->second;
    for (const auto& file : stored->files) {
        if (file.name == "norms.csv")
            made.norms_csv = file.text;
        if (file.name == "holidays.csv")
            made.holidays_csv = file.text;
    }
    return &known_.emplace(key, std::move(made)).first->second;
}

Result<std::shared_ptr<const forms::Form>> VisitScorer::form(const std::string& form_id, const std::string& version)
{
    BALIEBLIK_TRY(found, known(form_id, version));
    return found->form;
}

Result<const ScoringBasis*> VisitScorer::basis(const Wave& wave, const std::string& form_id,
                                               const std::string& form_version, std::int64_t norm_version)
{
    const std::tuple key{wave.id, form_id + "/" + form_version, norm_version};
    if (const auto found = bases_.find(key); found != bases_.end())
        return &found->second;
    BALIEBLIK_TRY(questionnaire, known(form_id, form_version));
    BALIEBLIK_TRY(tablets, tx_.field().norm(wave.channel, norm_version));
    BALIEBLIK_TRY(in_force, tx_.field().norm_on(wave.channel, wave.starts_on));
    return &bases_.emplace(key, ScoringBasis{questionnaire, tablets, in_force}).first->second;
}

// A record that names a set of the norms which came with its questionnaire was judged by that set. Otherwise it was
// judged by the norm of the wave.
Result<const VisitScorer::Judging*> VisitScorer::judging(Channel channel, const ScoringBasis& basis,
                                                         const std::string& set)
{
    const std::pair key{&basis, set};
    if (const auto found = judgings_.find(key); found != judgings_.end())
        return &found->second;
    const auto& norms_csv = basis.questionnaire->norms_csv;
    const auto& holidays_csv = basis.questionnaire->holidays_csv;
    const auto keep = [&](Judging made) { return &judgings_.emplace(key, std::move(made)).first->second; };
    auto named = set.empty() || norms_csv.empty() ? Result<scoring::Norm>{Error{Errc::not_found, "norm_set"}}
                                                  : scoring::read_norm(norms_csv, set);
    if (named) {
        if (!holidays_csv.empty()) {
            BALIEBLIK_TRY(holidays, scoring::read_holidays(holidays_csv));
            named->holidays = std::move(holidays);
        }
        const auto* row = named->find(scoring::channel_word(channel), judged_kind(channel));
        return keep({*named, basis.in_force && row && row->value != static_cast<double>(basis.in_force->value)});
    }
    if (!basis.tablets)
        return Error{Errc::validation, "norm_version"};
    BALIEBLIK_TRY(norm, scoring::scorers_norm(*basis.tablets, holidays_csv));
    return keep({std::move(norm), basis.in_force && basis.in_force->version != basis.tablets->version});
}

Result<JudgedRecord> VisitScorer::judge(const Wave& wave, const ScoringBasis& basis, const boost::json::object& record)
{
    BALIEBLIK_TRY(judged_by, judging(wave.channel, basis, answer(record, "norm_set")));
    BALIEBLIK_TRY(score, scoring::score_record(basis.questionnaire->scheme, record, judged_by->norm));
    const auto index = index_under(wave, score);
    return JudgedRecord{std::move(score), index, judged_by->differs};
}

Result<ScoredVisit> VisitScorer::score(const Wave& wave, const store::VisitVersion& version)
{
    BALIEBLIK_TRY(text, tx_.visits().body(version.id));
    if (!text) { // coarsened: its durations and weekday, which are all that is scored, are what they were
        BALIEBLIK_TRY(coarsened, tx_.visits().coarsened(version.id));
        text = std::move(coarsened);
    }
    if (!text)
        return Error{Errc::not_found, "the sealed record is no longer kept"};
    BALIEBLIK_TRY(body, json::read_text<VisitBody>(*text));
    BALIEBLIK_TRY(by, basis(wave, version.form_id, version.form_version, version.norm_version));
    BALIEBLIK_TRY(judged, judge(wave, *by, body.data));
    ScoredVisit made;
    made.form = by->questionnaire->form;
    made.norm_differs = judged.norm_differs;
    made.recorded_index = recorded_index(body.data);
    made.index = judged.index;
    made.score = std::move(judged.score);
    made.recognised =
        body.aborted == AbortReason::recognised || answer_at(body.data, by->questionnaire->recognised) == "yes";
    made.body = std::move(body);
    return made;
}

bool score_alarm(const ScoredVisit& visit)
{
    // Compared under the questionnaire's own weights, which are all that the tablet knows.
    const auto& own = visit.score.index;
    const auto& recorded = visit.recorded_index;
    return !visit.body.aborted &&
           (own.has_value() != recorded.has_value() || (recorded && std::abs(*own - *recorded) > index_tolerance));
}

std::vector<VisitFlag> flags_of(const ScoredVisit& visit)
{
    std::vector<VisitFlag> flags;
    if (visit.recognised)
        flags.push_back(VisitFlag::recognised);
    if (score_alarm(visit))
        flags.push_back(VisitFlag::score_alarm);
    if (!visit.score.critical.empty())
        flags.push_back(VisitFlag::critical);
    if (!visit.body.device.clock_flags.empty())
        flags.push_back(VisitFlag::clock);
    if (visit.norm_differs)
        flags.push_back(VisitFlag::norm_differs);
    return flags;
}

VisitScore explained(const ScoredVisit& visit, const Wave& wave)
{
    VisitScore made;
    made.index = visit.index;
    made.recorded_index = visit.recorded_index;
    made.alarm = score_alarm(visit);
    if (visit.score.wait_s)
        made.wait_s = std::llround(*visit.score.wait_s);
    for (const auto& dimension : visit.score.dimensions) {
        ScoredDimension row;
        row.dimension = dimension.name;
        row.weight = weight_of(wave, dimension.name).value_or(dimension.weight);
        row.score = dimension.score;
        row.coverage = dimension.total > 0 ? dimension.applicable / dimension.total : 0;
        row.applicable = dimension.applicable;
        row.total = dimension.total;
        row.standing = dimension.standing;
        made.dimensions.push_back(row);
        for (const auto& item : dimension.items)
            made.items.push_back(scored_item(*visit.form, item, dimension.name));
    }
    for (const auto& item : visit.score.outcomes)
        made.items.push_back(scored_item(*visit.form, item, "SAT"));
    made.critical = visit.score.critical;
    // In words as the wave weighs, which is what counts.
    auto weighed = visit.score;
    weighed.index = visit.index;
    for (auto& dimension : weighed.dimensions)
        dimension.weight = weight_of(wave, dimension.name).value_or(dimension.weight);
    made.explanation_nl = scoring::explain(weighed, *visit.form, "nl");
    made.explanation_en = scoring::explain(weighed, *visit.form, "en");
    return made;
}

Result<bool> weights_are_complete(store::Tx& tx, const Wave& wave)
{
    VisitScorer scorer(tx);
    const auto form = scorer.form(wave.form_id, wave.form_version);
    if (!form)
        return false;
    const auto scheme = scoring::read_scheme(**form);
    if (!scheme || scheme->dimensions.empty())
        return false;
    const auto& own = scheme->dimensions;
    if (wave.dimension_weights.empty())
        return std::all_of(own.begin(), own.end(), [](const auto& one) { return one.second > 0; });
    const auto is_weighed = [&](const auto& one) { return weight_of(wave, one.first).value_or(0) > 0; };
    return own.size() == wave.dimension_weights.size() && std::all_of(own.begin(), own.end(), is_weighed);
}

} // namespace balieblik::usecases
