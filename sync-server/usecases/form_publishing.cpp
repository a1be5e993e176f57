// SPDX-License-Identifier: EUPL-1.2
#include "usecases/form_publishing.hpp"

#include "forms/authoring/handed_in.hpp"
#include "forms/xls/problem_words.hpp"
#include "usecases/find.hpp"
#include "usecases/questionnaires.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace balieblik::usecases {
namespace {

namespace authoring = forms::authoring;
using FormName = std::pair<std::string, std::string>; // form_id, version

std::int64_t questions_in(const std::vector<forms::Control>& controls)
{
    std::int64_t count = 0;
    for (const auto& control : controls) {
        const bool is_box = control.kind == forms::ControlKind::group || control.kind == forms::ControlKind::repeat;
        count += is_box ? questions_in(control.children) : 1;
    }
    return count;
}

// What a list and a check both say of a questionnaire.
template <class T>
void describe(T& to, const forms::Form& form)
{
    to.channel = channel_of(form);
    for (const auto& language : form.languages)
        to.languages.push_back(language.name);
    to.questions = questions_in(form.body);
}

std::vector<std::string> names_of(const std::vector<sync::FormFile>& files)
{
    std::vector<std::string> names;
    for (const auto& file : files)
        names.push_back(file.name);
    return names;
}

// Version 10 comes after version 9; what is no number goes by its letters, behind the numbers.
bool is_before(const std::string& a, const std::string& b)
{
    const auto number = [](const std::string& text) {
        std::int64_t value = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        return problem == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
    };
    const auto x = number(a), y = number(b);
    if (x && y && *x != *y)
        return *x < *y;
    return x.has_value() != y.has_value() ? x.has_value() : a < b;
}

bool came_before(const store::PublishedForm& a, const store::PublishedForm& b)
{
    if (a.published_at != b.published_at)
        return a.published_at < b.published_at; // those whose moment nobody wrote down came first
    return is_before(a.form.form.version, b.form.form.version);
}

using Uses = std::multimap<FormName, FormUse>;

// Waves of the projects that the actor may see, by their questionnaire.
Result<Uses> uses_for(store::Tx& tx, const Actor& actor)
{
    Uses found;
    BALIEBLIK_TRY(projects, tx.field().projects());
    for (const auto& project : projects) {
        if (!require(actor, any_role_of_all, project.id))
            continue;
        BALIEBLIK_TRY(waves, tx.field().waves(project.id));
        for (const auto& wave : waves)
            found.emplace(FormName{wave.form_id, wave.form_version},
                          FormUse{wave.id, wave.name, project.name, wave.state});
    }
    return found;
}

Result<FormRow> row_of(store::Tx& tx, const store::PublishedForm& published, const Uses& uses)
{
    const auto& [form_id, version, sha256] = published.form.form;
    FormRow row;
    row.form_id = form_id;
    row.version = version;
    row.title_nl = published.form.title_nl;
    row.title_en = published.form.title_en;
    row.published_at = published.published_at;
    BALIEBLIK_TRY(whole, tx.field().form(form_id, version));
    if (whole) {
        row.files = names_of(whole->files);
        if (const auto form = forms::read_form(whole->xml))
            describe(row, **form);
    }
    const auto [first, last] = uses.equal_range({form_id, version});
    for (auto use = first; use != last; ++use)
        row.uses.push_back(use->second);
    return row;
}

std::vector<authoring::HandedIn> handed_in(const FormUpload& upload)
{
    std::vector<authoring::HandedIn> files;
    for (const auto& file : upload.files)
        files.push_back({file.name, std::string(as_text(file.content))});
    return files;
}

std::vector<authoring::HandedIn> handed_in(const std::vector<sync::FormFile>& published)
{
    std::vector<authoring::HandedIn> files;
    for (const auto& file : published)
        files.push_back({file.name, file.picture ? std::string(as_text(*file.picture)) : file.text});
    return files;
}

FormProblem told(const forms::xls::Problem& problem)
{
    const auto dutch = forms::xls::in_language(problem, "nl");
    FormProblem made;
    made.warning = problem.warning;
    made.kind = json::enum_name(problem.kind);
    made.sheet = problem.sheet;
    made.row = problem.row;
    made.line = problem.line;
    made.column = problem.column;
    made.message = problem.message;
    made.suggestion = problem.suggestion;
    made.message_nl = dutch.message;
    made.suggestion_nl = dutch.suggestion;
    return made;
}

void tell(FormCheck& check, const authoring::Authored& authored)
{
    check.form_id = authored.form_id;
    check.version = authored.version;
    for (const auto* problems : {&authored.problems, &authored.warnings})
        for (const auto& problem : *problems)
            if (check.problems.size() < max_form_problems)
                check.problems.push_back(told(problem));
}

// Against the version that was published last, whichever of its own name is there.
Result<void> compare(store::Tx& tx, const sync::FormVersion& form, const authoring::Authored& authored,
                     FormCheck& check)
{
    BALIEBLIK_TRY(all, tx.field().forms());
    const store::PublishedForm* last = nullptr;
    for (const auto& one : all)
        if (one.form.form.form_id == form.form.form_id && (!last || came_before(*last, one)))
            last = &one;
    if (!last)
        return {};
    BALIEBLIK_TRY(before, tx.field().form(form.form.form_id, last->form.form.version));
    const auto read = before ? forms::read_form(before->xml) : Error{Errc::not_found, {}};
    if (!read)
        return {};
    check.compared_to = before->form.version;
    for (const auto& change : authoring::changes(**read, handed_in(before->files), *authored.form, authored.files)) {
        if (check.changes.size() < max_form_changes)
            check.changes.push_back({change.sheet, change.name, static_cast<FormChangeKind>(change.kind), change.column,
                                     change.before, change.after});
        else
            ++check.more_changes;
    }
    return {};
}

Result<void> require_author(const Actor& actor)
{
    BALIEBLIK_CHECK(require(actor, {Role::coordinator, Role::client_admin}, std::nullopt));
    return {};
}

} // namespace

Result<FormList> list_forms(store::Tx& tx, const Actor& actor)
{
    BALIEBLIK_CHECK(require_somewhere(actor, {Role::coordinator, Role::reviewer, Role::client_admin}));
    BALIEBLIK_TRY(forms, tx.field().forms());
    BALIEBLIK_TRY(uses, uses_for(tx, actor));
    std::stable_sort(forms.begin(), forms.end(), [](const store::PublishedForm& a, const store::PublishedForm& b) {
        return a.form.form.form_id != b.form.form.form_id ? a.form.form.form_id < b.form.form.form_id
                                                          : came_before(b, a);
    });
    FormList list;
    for (const auto& form : forms) {
        BALIEBLIK_TRY(row, row_of(tx, form, uses));
        row.newest = list.forms.empty() || list.forms.back().form_id != row.form_id;
        list.forms.push_back(std::move(row));
    }
    return list;
}

Result<FormCheck> check_upload(store::Tx& tx, const Actor& actor, const FormUpload& upload)
{
    BALIEBLIK_CHECK(require_author(actor));
    auto authored = authoring::read_handed_in(handed_in(upload));
    FormCheck check;
    if (authored.ok()) {
        const auto form = form_version(authored);
        if (const auto fits = check_form(form); !fits) {
            forms::xls::Problem problem;
            problem.kind = forms::xls::ProblemKind::scoring_invalid;
            problem.message = sentence(fits.error(), "en");
            authored.problems.push_back(std::move(problem));
        } else {
            check.title_nl = form.title_nl;
            check.title_en = form.title_en;
            check.files = names_of(form.files);
            describe(check, *authored.form);
            BALIEBLIK_CHECK(compare(tx, form, authored, check));
            BALIEBLIK_TRY(known, tx.field().form(form.form.form_id, form.form.version));
            check.standing = !known                       ? FormStanding::publishable
                             : same_content(*known, form) ? FormStanding::unchanged
                                                          : FormStanding::other_content;
        }
    }
    tell(check, authored);
    return check;
}

Result<sync::FormVersion> read_upload(const Actor& actor, const FormUpload& upload)
{
    BALIEBLIK_CHECK(require_author(actor));
    const auto authored = authoring::read_handed_in(handed_in(upload));
    if (!authored.ok())
        return forms::xls::to_error(authored.problems, authored.file.empty() ? "upload" : authored.file);
    return form_version(authored);
}

Result<FormRow> open_form(store::Tx& tx, const Actor& actor, const FormRef& form)
{
    BALIEBLIK_TRY(all, list_forms(tx, actor));
    for (auto& row : all.forms)
        if (row.form_id == form.form_id && row.version == form.version)
            return std::move(row);
    return Error{Errc::not_found, "form"};
}

} // namespace balieblik::usecases
