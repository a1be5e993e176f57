// SPDX-License-Identifier: EUPL-1.2
// Visits scored again by the server: from the sealed bytes, the questionnaire and the norm, never from what the tablet
// made of them.
#pragma once

#include "forms/xform/form.hpp"
#include "scoring/scheme.hpp"
#include "scoring/score.hpp"
#include "usecases/review.hpp"

namespace balieblik::usecases {

// Two indexes that differ by more than this are an alarm.
inline constexpr double index_tolerance = 1e-6;

struct ScoredVisit {
    VisitBody body;
    std::shared_ptr<const forms::Form> form;
    scoring::Score score;                 // under the questionnaire's own weights
    std::optional<double> index;          // under the wave's weights
    std::optional<double> recorded_index; // what the record says
    bool norm_differs{};                  // the record was judged by another norm than the one in force
    bool recognised{};                    // the inspector thinks so, or broke the visit off for it
};

struct Questionnaire {
    std::shared_ptr<const forms::Form> form;
    scoring::Scheme scheme;
    std::string recognised;              // reference of the question that asks it
    std::string norms_csv, holidays_csv; // empty if none comes with it
};
// A questionnaire with the norms that can judge its records, read once for thousands of them.
struct ScoringBasis {
    const Questionnaire* questionnaire{};
    std::optional<Norm> tablets; // the one that the tablet had
    std::optional<Norm> in_force;
};

struct JudgedRecord {
    scoring::Score score;        // under the questionnaire's own weights
    std::optional<double> index; // under the wave's weights
    bool norm_differs{};
};

// Scores visits of one transaction.
class VisitScorer {
public:
    explicit VisitScorer(store::Tx& tx) : tx_(tx) {}

    // Refusals: not_found (the body was destroyed), unknown_form, form_invalid, validation.
    Result<ScoredVisit> score(const Wave& wave, const store::VisitVersion& version);
    // Refusals: unknown_form, form_invalid.
    Result<std::shared_ptr<const forms::Form>> form(const std::string& form_id, const std::string& version);

    // The same in two steps, of which the second needs no transaction: it may run on another thread while the first
    // goes on, but on one at a time.
    Result<const ScoringBasis*> basis(const Wave& wave, const std::string& form_id, const std::string& form_version,
                                      std::int64_t norm_version);
    Result<JudgedRecord> judge(const Wave& wave, const ScoringBasis& basis, const boost::json::object& record);

private:
    struct Judging {
        scoring::Norm norm;
        bool differs{}; // from the norm in force
    };
    Result<const Questionnaire*> known(const std::string& form_id, const std::string& version);
    Result<const Judging*> judging(Channel channel, const ScoringBasis& basis, const std::string& set);

    store::Tx& tx_;
    std::map<std::string, Questionnaire> known_;
    std::map<std::tuple<WaveId, std::string, std::int64_t>, ScoringBasis> bases_;
    std::map<std::pair<const ScoringBasis*, std::string>, Judging> judgings_; // by the set that a record names
};

// Tablet and server came to different indexes. A visit that was broken off has none to compare.
bool score_alarm(const ScoredVisit& visit);
// What the record itself gives a reviewer to note, in the order of VisitFlag.
std::vector<VisitFlag> flags_of(const ScoredVisit& visit);
// As the reviewer sees it.
VisitScore explained(const ScoredVisit& visit, const Wave& wave);

// Every dimension of the wave's questionnaire has a positive weight, and no other has one.
Result<bool> weights_are_complete(store::Tx& tx, const Wave& wave);

} // namespace balieblik::usecases
