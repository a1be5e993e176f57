// SPDX-License-Identifier: EUPL-1.2
// Questionnaires: which there are, and a new version from an author's own files.
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/form_publishing.hpp"
#include "usecases/questionnaires.hpp"

namespace balieblik::http {
namespace {

using namespace usecases;

Result<FormList> forms(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return list_forms(tx, actor(call)); });
}

Result<FormCheck> check(App& app, const Call& call, const FormUpload& upload)
{
    return read(app, [&](store::Tx& tx) { return check_upload(tx, actor(call), upload); });
}

// Reading and compiling takes its time: not while everybody waits for the writer.
Result<FormRow> publish(App& app, const Call& call, const FormUpload& upload)
{
    BALIEBLIK_TRY(form, read_upload(actor(call), upload));
    return write(app, [&](store::Tx& tx) -> Result<FormRow> {
        BALIEBLIK_TRY(added, publish_form(tx, app.environment, actor(call), form));
        static_cast<void>(added); // what was there, word for word, is answered as what is new
        return open_form(tx, actor(call), form.form);
    });
}

// 8 MiB of files, two characters a byte.
constexpr std::size_t upload_body = 17 * 1024 * 1024;

constexpr auto session = Access::session;
constexpr Route table[] = {
    route<forms>(Method::get, "/api/forms", "Questionnaires with their versions and the waves that use them", session),
    route<publish>(Method::post, "/api/forms", "Publishes a version; one that is there never changes", session,
                   upload_body),
    route<check>(Method::post, "/api/forms/check", "What publishing these files would come to; changes nothing",
                 session, upload_body),
};

} // namespace

std::span<const Route> form_routes() { return table; }

} // namespace balieblik::http
