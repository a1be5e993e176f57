// SPDX-License-Identifier: EUPL-1.2
#include "usecases/questionnaires.hpp"

#include "forms/session/program.hpp"
#include "scoring/scheme.hpp"
#include "usecases/find.hpp"
#include "usecases/inbox.hpp"
#include "usecases/scored_visit.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

std::string name_of(const FormRef& form) { return form.form_id + "/" + form.version; }

bool same_files(std::vector<sync::FormFile> a, std::vector<sync::FormFile> b)
{
    const auto by_name = [](const sync::FormFile& x, const sync::FormFile& y) { return x.name < y.name; };
    std::sort(a.begin(), a.end(), by_name);
    std::sort(b.begin(), b.end(), by_name);
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const sync::FormFile& x, const sync::FormFile& y) {
        return x.name == y.name && x.text == y.text;
    });
}

// What would be found on the first tablet otherwise.
Result<void> check_form(const sync::FormVersion& form)
{
    BALIEBLIK_TRY(read, forms::read_form(form.xml));
    if (read->id != form.form.form_id || read->version != form.form.version)
        return Error{Errc::form_invalid, name_of(form.form) + " calls itself " + read->id + "/" + read->version};
    BALIEBLIK_CHECK(scoring::read_scheme(*read));
    BALIEBLIK_CHECK(forms::compile(read));
    return {};
}

} // namespace

Result<bool> publish_form(store::Tx& tx, const Environment& env, const Actor& actor, const sync::FormVersion& form)
{
    BALIEBLIK_TRY(role, require(actor, {Role::client_admin}, std::nullopt));
    BALIEBLIK_TRY(known, tx.field().form(form.form.form_id, form.form.version));
    if (known && (known->form.sha256 != form.form.sha256 || !same_files(known->files, form.files)))
        return Error{Errc::state_conflict,
                     name_of(form.form) + " was published with other content; a version never changes, make a new one"};
    if (known)
        return false;
    BALIEBLIK_CHECK(check_form(form));
    BALIEBLIK_CHECK(tx.field().add(form));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "form.added", "form:" + name_of(form.form)));
    return true;
}

Result<WaveView> change_wave_form(store::Tx& tx, const Environment& env, const Actor& actor, WaveId id,
                                  const WaveFormChange& request)
{
    BALIEBLIK_TRY(in, find_wave(tx, actor, {Role::coordinator}, id));
    auto wave = in.wave;
    if (wave.rev != request.rev)
        return Error{Errc::stale, "wave"};
    const bool open =
        wave.state == WaveState::draft || wave.state == WaveState::scheduled || wave.state == WaveState::fieldwork;
    if (!open || wave.form_version == request.form_version)
        return Error{Errc::state_conflict, open ? "form_version" : "wave " + std::string(json::enum_name(wave.state))};
    BALIEBLIK_TRY(form, tx.field().form_sha256(wave.form_id, request.form_version));
    if (!form)
        return Error{Errc::unknown_form, wave.form_id + "/" + request.form_version.substr(0, 64)};
    wave.form_version = request.form_version;
    if (!wave.dimension_weights.empty()) {
        BALIEBLIK_TRY(complete, weights_are_complete(tx, wave));
        if (!complete)
            return Error{Errc::validation, "dimension_weights"};
    }
    BALIEBLIK_CHECK(tx.field().update(wave));
    // Of a wave that has not begun tablets know nothing yet.
    if (wave.state == WaveState::fieldwork)
        BALIEBLIK_CHECK(publish_wave(tx, wave));
    BALIEBLIK_CHECK(note(tx, env, actor, in.role, "wave.form_changed", "wave:" + to_text(id)));
    return open_wave(tx, actor, id);
}

} // namespace balieblik::usecases
