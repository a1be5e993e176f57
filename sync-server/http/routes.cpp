// SPDX-License-Identifier: EUPL-1.2
#include "http/routes.hpp"

namespace balieblik::http {

Tables all_tables()
{
    return {tablet_routes(), photo_routes(),   session_routes(), people_routes(), fieldwork_routes(), form_routes(),
            review_routes(), release_routes(), rescue_routes(),  study_routes(),  token_routes(),     site_routes()};
}

} // namespace balieblik::http
