// SPDX-License-Identifier: EUPL-1.2
#include "http/problem.hpp"

#include "base/json.hpp"
#include "sync/message.hpp"

namespace balieblik::http {

int status_of(Errc code)
{
    switch (code) {
    case Errc::malformed:
        return 400;
    case Errc::credential_invalid:
    case Errc::read_token_invalid:
    case Errc::session_expired:
    case Errc::token_expired:
    case Errc::device_revoked:
    case Errc::device_unknown:
        return 401;
    case Errc::forbidden:
    case Errc::csrf_missing:
    case Errc::password_change_required:
    case Errc::own_visit:
    case Errc::second_person_needed:
        return 403;
    case Errc::not_found:
        return 404;
    case Errc::method_not_allowed:
        return 405;
    case Errc::stale:
    case Errc::tus_version_unsupported:
        return 412;
    case Errc::too_large:
        return 413;
    case Errc::upload_gone:
        return 410;
    case Errc::enrolment_code_expired:
        return 410;
    case Errc::state_conflict:
    case Errc::offset_mismatch:
    case Errc::mutation_gap:
    case Errc::install_forked:
    case Errc::install_unknown:
    case Errc::enrolment_code_used:
    case Errc::enrolment_of_another:
    case Errc::already_released:
    case Errc::approved_already:
    case Errc::returned_too_often:
    case Errc::role_conflict:
        return 409;
    case Errc::media_type_unsupported:
        return 415;
    case Errc::header_too_large:
        return 431;
    case Errc::upgrade_required:
    case Errc::unsupported_protocol:
        return 426;
    case Errc::locked_out:
    case Errc::rate_limited:
        return 429;
    case Errc::internal:
        return 500;
    case Errc::busy:
        return 503;
    case Errc::checksum_mismatch:
        return 460; // what tus has for it
    case Errc::storage_full:
        return 507;
    default:
        break;
    }
    switch (info(code).error_class) {
    case ErrorClass::retry:
        return 503;
    case ErrorClass::auth:
    case ErrorClass::revoked:
        return 401;
    case ErrorClass::resync:
    case ErrorClass::identity:
        return 409;
    case ErrorClass::upgrade:
        return 426;
    case ErrorClass::local:
        return 500;
    case ErrorClass::item:
    case ErrorClass::request:
        break;
    }
    return 422;
}

Response problem(const Error& error, std::string_view language, const Hints& hints)
{
    const auto& row = info(error.code);
    sync::Problem body;
    body.type = "urn:balieblik:error:" + std::string(row.name);
    body.title = sentence(Error{error.code, {}}, language);
    body.status = status_of(error.code);
    body.code = row.name;
    body.error_class = name(row.error_class);
    if (!error.detail.empty())
        body.detail = error.detail;
    body.next_no = hints.next_no;
    body.limit = hints.limit;
    auto retry_after = hints.retry_after;
    if (!retry_after && row.error_class == ErrorClass::retry)
        retry_after = seconds{5};
    if (retry_after)
        body.retry_after_s = retry_after->count();

    Response response;
    response.status = body.status;
    response.content_type = "application/problem+json";
    response.body = json::print_struct(body);
    response.headers.emplace_back("Content-Language", language);
    if (retry_after)
        response.headers.emplace_back("Retry-After", std::to_string(retry_after->count()));
    if (response.status == 401)
        // A spreadsheet shows its password field for `Basic` only; a browser would too, so nothing else gets it.
        response.headers.emplace_back("WWW-Authenticate", error.code == Errc::read_token_invalid
                                                              ? "Basic realm=\"Balieblik\", charset=\"UTF-8\""
                                                              : "Bearer");
    return response;
}

} // namespace balieblik::http
