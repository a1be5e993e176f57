// SPDX-License-Identifier: EUPL-1.2
#include "scoring/score.hpp"

#include "scoring/scheme.hpp"
#include "scoring/working_days.hpp"

#include <algorithm>
#include <charconv>

namespace balieblik::scoring {

namespace {

// The answer at "/data/C/C2" of a record that starts below the root; "" if there is none.
std::string answer_at(const boost::json::object& record, std::string_view reference)
{
    auto rest = reference.substr(std::min(reference.find('/', 1), reference.size()));
    const boost::json::object* group = &record;
    while (group && !rest.empty()) {
        rest.remove_prefix(1);
        const auto end = std::min(rest.find('/'), rest.size());
        const auto* found = group->if_contains(rest.substr(0, end));
        rest.remove_prefix(end);
        if (!found)
            return {};
        if (rest.empty())
            return found->is_string() ? std::string(found->get_string()) : std::string();
        group = found->if_object();
    }
    return {};
}

class Scorer {
public:
    Scorer(const Scheme& scheme, const boost::json::object& record, const Norm& norm)
        : scheme_(scheme), record_(record), norm_(norm)
    {
    }

    Result<Score> run()
    {
        BALIEBLIK_CHECK(measure_wait());
        for (const auto& critical : scheme_.critical)
            if (is_critical(critical))
                score_.critical.push_back(critical.name);
        for (const auto& [name, weight] : scheme_.dimensions)
            score_.dimensions.push_back(DimensionScore{name, weight, 0, 0, false, DimensionStanding::counted, {}, {}});
        for (const auto& item : scheme_.items) {
            BALIEBLIK_TRY(scored, score_item(item));
            items_of(item).push_back(std::move(scored));
        }
        add_up();
        return std::move(score_);
    }

private:
    std::string role(std::string_view name) const
    {
        const auto found = scheme_.roles.find(name);
        return found == scheme_.roles.end() ? std::string() : answer_at(record_, found->second);
    }

    Result<std::optional<Timestamp>> time(std::string_view name) const
    {
        const auto answer = role(name);
        if (answer.empty())
            return std::optional<Timestamp>{};
        const auto parsed = parse_timestamp(answer);
        if (!parsed)
            return Error{Errc::validation, std::string(name) + " is no time with an offset"};
        return std::optional<Timestamp>{*parsed};
    }

    Result<void> measure_wait()
    {
        Laps laps;
        BALIEBLIK_TRY(arrived, time("arrived"));
        BALIEBLIK_TRY(checked_in, time("checked_in"));
        BALIEBLIK_TRY(called, time("called"));
        BALIEBLIK_TRY(appointment, time("appointment_time"));
        laps.arrived = arrived;
        laps.checked_in = checked_in;
        laps.called = called;
        laps.appointment = appointment;
        const auto by_appointment = role("appointment");
        if (by_appointment.empty())
            return {};
        laps.by_appointment = by_appointment == "yes";
        score_.wait_kind = *laps.by_appointment ? "wait_appointment" : "wait_walk_in";
        const auto* row = norm_.find(scheme_.channel, score_.wait_kind);
        if (row)
            score_.norm_s = row->value;
        if (const auto wait = wait_of(laps, row ? row->clock_start : ClockStart::checked_in))
            score_.wait_s = static_cast<double>(wait->count()) / 1000;
        return {};
    }

    bool is_critical(const CriticalItem& critical) const
    {
        const auto answer = answer_at(record_, critical.reference);
        return std::find(critical.values.begin(), critical.values.end(), answer) != critical.values.end();
    }

    Result<ItemScore> score_item(const Item& item)
    {
        ItemScore scored{item.reference,       item.name,  answer_at(record_, item.reference),
                         item.weight,          item.bonus, false,
                         Standing::unanswered, {}};
        scored.critical = std::find(score_.critical.begin(), score_.critical.end(), item.name) != score_.critical.end();
        if (item.from == PointsFrom::working_days)
            return score_reply(item, std::move(scored));
        if (item.from == PointsFrom::wait && item.norm.empty())
            return score_wait(std::move(scored));
        if (scored.answer.empty())
            return scored;
        if (item.from == PointsFrom::wait)
            return score_measured(item, std::move(scored));
        scored.standing = Standing::counted;
        if (item.from == PointsFrom::mark) {
            double mark = 0;
            const auto& text = scored.answer;
            const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), mark);
            if (problem != std::errc{} || end != text.data() + text.size())
                return Error{Errc::validation, item.name + " is no mark"};
            scored.points = mark_points(mark);
            return scored;
        }
        const auto choice = item.choices.find(scored.answer);
        if (choice == item.choices.end())
            return Error{Errc::validation, item.name + " has no such choice"};
        scored.points = choice->second;
        if (!scored.points)
            scored.standing = Standing::not_applicable;
        return scored;
    }

    // The answer is the wait: seconds until a telephone was picked up.
    Result<ItemScore> score_measured(const Item& item, ItemScore scored)
    {
        double measured = 0;
        const auto& text = scored.answer;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), measured);
        if (problem != std::errc{} || end != text.data() + text.size() || measured < 0)
            return Error{Errc::validation, item.name + " is no number of seconds"};
        const auto* row = norm_.find(scheme_.channel, item.norm);
        score_.wait_s = measured;
        score_.wait_kind = item.norm;
        scored.standing = row ? Standing::counted : Standing::no_norm;
        if (row) {
            score_.norm_s = row->value;
            scored.points = wait_points(measured, row->value);
        }
        return scored;
    }

    // Working days from sending to the reply, counted in the norm's calendar; a reply that never came is worth nothing.
    Result<ItemScore> score_reply(const Item& item, ItemScore scored) const
    {
        // As with the wait, what the form calculated is not looked at.
        scored.answer.clear();
        const auto reply = role("reply");
        const auto sent = role("sent");
        if (reply.empty() || sent.empty())
            return scored;
        if (reply == "none") {
            scored.answer = reply;
            scored.points = 0;
            scored.standing = Standing::counted;
            return scored;
        }
        const auto replied = role("replied");
        if (replied.empty())
            return scored;
        const auto days = working_days(sent, replied, norm_.holidays);
        if (!days)
            return Error{Errc::validation, item.name + " lies between no two dates"};
        scored.answer = std::to_string(*days);
        const auto* row = norm_.find(scheme_.channel, item.norm);
        scored.standing = row ? Standing::counted : Standing::no_norm;
        if (row)
            scored.points = wait_points(static_cast<double>(*days), row->value);
        return scored;
    }

    ItemScore score_wait(ItemScore scored) const
    {
        // The form's own calculation is not looked at: its answer is replaced by the scorer's wait.
        scored.answer.clear();
        if (!score_.wait_s)
            return scored;
        char text[32];
        scored.answer.assign(text, std::to_chars(text, text + sizeof text, *score_.wait_s).ptr);
        scored.standing = score_.norm_s ? Standing::counted : Standing::no_norm;
        if (score_.norm_s)
            scored.points = wait_points(*score_.wait_s, *score_.norm_s);
        return scored;
    }

    std::vector<ItemScore>& items_of(const Item& item)
    {
        for (auto& dimension : score_.dimensions)
            if (dimension.name == item.dimension && item.weight > 0)
                return dimension.items;
        return score_.outcomes;
    }

    void add_up()
    {
        std::vector<Term> dimensions;
        for (auto& dimension : score_.dimensions) {
            std::vector<Term> terms;
            for (const auto& item : dimension.items)
                terms.push_back({item.weight, item.points, item.bonus});
            const auto mean = weighted_mean(terms, scheme_.coverage_min);
            dimension.total = mean.total;
            dimension.applicable = mean.applicable;
            dimension.score = mean.value;
            if (!dimension.score)
                dimension.standing = mean.applicable > 0 ? DimensionStanding::too_little : DimensionStanding::nothing;
            if (dimension.score && zeroes(dimension.name)) {
                dimension.zeroed = true;
                dimension.standing = DimensionStanding::zeroed;
                dimension.score = 0;
            }
            dimensions.push_back({dimension.weight, dimension.score, false});
        }
        // Every dimension that has a score counts, however few those are.
        score_.index = weighted_mean(dimensions, 0).value;
        if (score_.index && scheme_.policy == CriticalPolicy::zero_total && !score_.critical.empty()) {
            score_.index = 0;
            score_.zeroed = true;
        }
    }

    bool zeroes(const std::string& dimension) const
    {
        return scheme_.policy == CriticalPolicy::zero_dimension &&
               std::any_of(scheme_.critical.begin(), scheme_.critical.end(), [&](const CriticalItem& critical) {
                   return critical.dimension == dimension && is_critical(critical);
               });
    }

    const Scheme& scheme_;
    const boost::json::object& record_;
    const Norm& norm_;
    Score score_;
};

} // namespace

const DimensionScore* Score::dimension(std::string_view name) const
{
    const auto found = std::find_if(dimensions.begin(), dimensions.end(), [&](const DimensionScore& dimension_score) {
        return dimension_score.name == name;
    });
    return found == dimensions.end() ? nullptr : &*found;
}

std::string norm_set_of(const forms::Form& form, const boost::json::object& record)
{
    for (const auto& bind : form.binds) {
        const auto* role = forms::find_attribute(bind.attributes, ms_namespace, "role");
        if (role && *role == "norm_set")
            return answer_at(record, bind.nodeset);
    }
    return {};
}

Result<Score> score_record(const forms::Form& form, const boost::json::object& record, const Norm& norm)
{
    BALIEBLIK_TRY(scheme, read_scheme(form));
    return score_record(scheme, record, norm);
}

Result<Score> score_record(const Scheme& scheme, const boost::json::object& record, const Norm& norm)
{
    return Scorer(scheme, record, norm).run();
}

} // namespace balieblik::scoring
