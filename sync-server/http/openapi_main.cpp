// SPDX-License-Identifier: EUPL-1.2
// Prints the OpenAPI document: balieblik-openapi > docs/openapi.json
#include "http/pretty.hpp"
#include "http/routes.hpp"

#include <iostream>

int main() { std::cout << balieblik::http::pretty(balieblik::http::openapi(balieblik::http::all_tables())); }
