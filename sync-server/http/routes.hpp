// SPDX-License-Identifier: EUPL-1.2
// Everything the server answers: one table a topic, each in its routes_<topic>.cpp.
#pragma once

#include "http/router.hpp"

namespace balieblik::http {

std::span<const Route> tablet_routes();    // enrolment, access, sync
std::span<const Route> photo_routes();     // tus 1.0
std::span<const Route> session_routes();   // signing in and out
std::span<const Route> people_routes();    // accounts, inspectors, tablets
std::span<const Route> fieldwork_routes(); // projects, waves, assignments
std::span<const Route> form_routes();      // questionnaires
std::span<const Route> review_routes();    // visits, photos, quarantine
std::span<const Route> release_routes();   // releases and the trail
std::span<const Route> study_routes();     // what figures need beside visits; analyses
std::span<const Route> token_routes();     // keys with which programs read releases
std::span<const Route> rescue_routes();    // forgotten PINs, bundles, the policy for tablets
std::span<const Route> site_routes();      // health, the console's files

Tables all_tables();

} // namespace balieblik::http
