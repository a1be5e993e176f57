// SPDX-License-Identifier: EUPL-1.2
#include "usecases/questionnaires.hpp"

#include "forms/authoring/handed_in.hpp"
#include "forms/session/program.hpp"
#include "forms/xform/left_out.hpp"
#include "forms/xform/picture.hpp"
#include "scoring/scheme.hpp"
#include "scoring/wave_norm.hpp"
#include "usecases/find.hpp"
#include "usecases/inbox.hpp"
#include "usecases/scored_visit.hpp"
#include "vault/hash.hpp"

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
        return x.name == y.name && x.text == y.text && x.picture == y.picture;
    });
}

// A bilingual title stands on one line: "Baliebezoek / Counter visit".
void set_titles(sync::FormVersion& form, const std::string& title)
{
    const auto slash = title.find(" / ");
    form.title_nl = title.substr(0, slash);
    form.title_en = slash == title.npos ? title : title.substr(slash + 3);
}

} // namespace

std::optional<Channel> channel_of(const forms::Form& form)
{
    const auto scheme = scoring::read_scheme(form);
    const bool says_so = forms::find_attribute(form.settings, scoring::ms_namespace, "channel") != nullptr;
    if (!scheme || (!says_so && scheme->items.empty()))
        return std::nullopt;
    return scoring::channel_named(scheme->channel);
}

bool fits_channel(const sync::FormVersion& form, Channel channel)
{
    const auto read = forms::read_form(form.xml);
    const auto own = read ? channel_of(**read) : std::nullopt;
    return !own || *own == channel;
}

sync::FormVersion form_version(const forms::authoring::Authored& authored)
{
    sync::FormVersion form;
    form.form = {authored.form_id, authored.version, vault::sha256_hex(authored.xml)};
    form.xml = authored.xml;
    set_titles(form, authored.form->title);
    for (const auto& file : authored.files) {
        if (forms::is_picture_name(file.name))
            form.files.push_back({file.name, {}, Bytes(file.bytes.begin(), file.bytes.end())});
        else
            form.files.push_back({file.name, file.bytes});
    }
    return form;
}

bool same_content(const sync::FormVersion& a, const sync::FormVersion& b)
{
    return a.form.sha256 == b.form.sha256 && same_files(a.files, b.files);
}

Result<void> check_form(const sync::FormVersion& form)
{
    BALIEBLIK_TRY(read, forms::read_form(form.xml));
    if (read->id != form.form.form_id || read->version != form.form.version)
        return Error{Errc::form_invalid, name_of(form.form) + " calls itself " + read->id + "/" + read->version};
    BALIEBLIK_CHECK(forms::fits_inspection(*read));
    BALIEBLIK_TRY(scheme, scoring::read_scheme(*read));
    if (!scoring::channel_named(scheme.channel))
        return Error{Errc::form_invalid, "ms:channel: " + scheme.channel};
    BALIEBLIK_CHECK(forms::compile(read));
    return {};
}

Result<bool> publish_form(store::Tx& tx, const Environment& env, const Actor& actor, const sync::FormVersion& form)
{
    BALIEBLIK_TRY(role, require(actor, {Role::coordinator, Role::client_admin}, std::nullopt));
    BALIEBLIK_TRY(known, tx.field().form(form.form.form_id, form.form.version));
    if (known && !same_content(*known, form))
        return Error{Errc::state_conflict,
                     name_of(form.form) + " was published with other content; a version never changes, make a new one"};
    if (known)
        return false;
    BALIEBLIK_CHECK(check_form(form));
    BALIEBLIK_CHECK(tx.field().add(form, env.clock.now()));
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
    BALIEBLIK_TRY(form, tx.field().form(wave.form_id, request.form_version));
    if (!form)
        return Error{Errc::unknown_form, wave.form_id + "/" + request.form_version.substr(0, 64)};
    if (!fits_channel(*form, wave.channel))
        return Error{Errc::validation, "channel"};
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
