// SPDX-License-Identifier: EUPL-1.2
// Questionnaires in the console: which there are and where they are used, and a new version from an author's own files,
// looked at before it is published.
#pragma once

#include "base/bytes.hpp"
#include "model/wave.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

struct FormUse {
    WaveId wave_id;
    std::string wave;
    std::string project;
    WaveState state{};
};
BOOST_DESCRIBE_STRUCT(FormUse, (), (wave_id, wave, project, state))
struct FormRow {
    std::string form_id;
    std::string version;
    std::string title_nl;
    std::string title_en;
    std::optional<Channel> channel; // none: it fits any
    std::vector<std::string> languages;
    std::int64_t questions{};
    std::vector<std::string> files; // lists and pictures beside it
    std::optional<Timestamp> published_at;
    bool newest{};             // of its questionnaire
    std::vector<FormUse> uses; // waves that begin visits with it, in projects of the actor
};
BOOST_DESCRIBE_STRUCT(FormRow, (),
                      (form_id, version, title_nl, title_en, channel, languages, questions, files, published_at, newest,
                       uses))
struct FormList {
    std::vector<FormRow> forms; // by form_id, then the newest version first
};
BOOST_DESCRIBE_STRUCT(FormList, (), (forms))
// Coordinator, reviewer or client admin of any project.
Result<FormList> list_forms(store::Tx& tx, const Actor& actor);

// What an author hands in: a workbook, tables or an XForm, the lists that it reads and the pictures that it shows.
struct FormFileUpload {
    std::string name;
    Bytes content;
};
BOOST_DESCRIBE_STRUCT(FormFileUpload, (), (name, content))
struct FormUpload {
    std::vector<FormFileUpload> files;
};
BOOST_DESCRIBE_STRUCT(FormUpload, (), (files))

struct FormProblem {
    bool warning{};      // it can be published all the same
    std::string kind;    // "reference_unknown"
    std::string sheet;   // "" for an XForm, and for the files as a whole
    std::int64_t row{};  // of the sheet, as a spreadsheet counts; 0: none
    std::int64_t line{}; // of the file; 0: none
    std::string column;
    std::string message; // in English
    std::string suggestion;
    std::string message_nl;
    std::string suggestion_nl;
};
BOOST_DESCRIBE_STRUCT(FormProblem, (),
                      (warning, kind, sheet, row, line, column, message, suggestion, message_nl, suggestion_nl))

BOOST_DEFINE_ENUM_CLASS(FormChangeKind, added, removed, moved, changed)
struct FormChange {
    std::string sheet; // "survey", "choices", "settings"; "files" for lists and pictures
    std::string name;  // of the question, "list/choice", or the file
    FormChangeKind kind{};
    std::string column;
    std::string before;
    std::string after;
};
BOOST_DESCRIBE_STRUCT(FormChange, (), (sheet, name, kind, column, before, after))

// What publishing would come to.
BOOST_DEFINE_ENUM_CLASS(FormStanding,
                        refused,      // there are problems
                        publishable,  // a new version
                        unchanged,    // published already, word for word
                        other_content // this version was published with other content: it wants a number of its own
)
struct FormCheck {
    FormStanding standing{};
    std::string form_id; // as far as it could be read
    std::string version;
    std::string title_nl;
    std::string title_en;
    std::optional<Channel> channel;
    std::vector<std::string> languages;
    std::int64_t questions{};
    std::vector<std::string> files;         // lists and pictures that go with it
    std::vector<FormProblem> problems;      // those that bar publishing first
    std::optional<std::string> compared_to; // the version that was published last
    std::vector<FormChange> changes;        // since then, at most max_form_changes
    std::int64_t more_changes{};            // beyond those
};
BOOST_DESCRIBE_STRUCT(FormCheck, (),
                      (standing, form_id, version, title_nl, title_en, channel, languages, questions, files, problems,
                       compared_to, changes, more_changes))
inline constexpr std::size_t max_form_changes = 500;
inline constexpr std::size_t max_form_problems = 500;

// Changes nothing. Coordinator or client admin of the whole organisation. Refusal: forbidden.
Result<FormCheck> check_upload(store::Tx& tx, const Actor& actor, const FormUpload& upload);

// The version that was handed in, without asking the store. Refusals: forbidden, and form_invalid, form_unsupported or
// too_large with the first problem's sentence.
Result<sync::FormVersion> read_upload(const Actor& actor, const FormUpload& upload);
// The row of a version that is there. Refusal: not_found.
Result<FormRow> open_form(store::Tx& tx, const Actor& actor, const FormRef& form);

} // namespace balieblik::usecases
