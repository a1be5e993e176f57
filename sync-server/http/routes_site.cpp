// SPDX-License-Identifier: EUPL-1.2
// The console's own files, and a sign of life.
#include "http/routes.hpp"
#include "http/work.hpp"

namespace balieblik::http {

BOOST_DEFINE_ENUM_CLASS(Health, ok, storage_full, storage_read_only, storage_failing, storage_damaged)
struct HealthReport {
    Health status{};
    std::int64_t sync_protocol{};
    Timestamp time{};
};
BOOST_DESCRIBE_STRUCT(HealthReport, (), (status, sync_protocol, time))

namespace {

Health health_of(store::Condition condition)
{
    switch (condition) {
    case store::Condition::well:
        return Health::ok;
    case store::Condition::full:
        return Health::storage_full;
    case store::Condition::read_only:
        return Health::storage_read_only;
    case store::Condition::failing:
        return Health::storage_failing;
    case store::Condition::damaged:
        break;
    }
    return Health::storage_damaged;
}

// Answered after the store has answered: a server that cannot read is not well.
Result<Response> health(App& app, const Call&)
{
    BALIEBLIK_CHECK(read(app, [](store::Tx& tx) { return tx.tenancy().tenant(); }));
    HealthReport report;
    report.status = health_of(app.backend->store.condition());
    report.sync_protocol = sync::protocol_version;
    report.time = app.clock.now();
    auto response = detail::printed(report);
    // For monitors that look at the status alone. Tablets and the console go on reading meanwhile.
    if (report.status != Health::ok)
        response.status = 503;
    return response;
}

Result<Response> console(App& app, const Call& call)
{
    return app.console.find(call.arguments.empty() ? std::string_view{} : call.arguments.front(), call.request);
}

Result<Response> to_console(App&, const Call&)
{
    Response response;
    response.status = 302;
    response.headers.emplace_back("Location", "/console/");
    return response;
}

constexpr Route table[] = {
    route<health>(Method::get, "/health", "Is the server well?", Access::open).replying<HealthReport>(),
    route<console>(Method::get, "/console/{*}", "A file or page of the console", Access::open)
        .on(Pool::loop)
        .answering("text/html"),
    route<to_console>(Method::get, "/console", "To the console", Access::open).on(Pool::loop).answering({}, 302),
    route<to_console>(Method::get, "/", "To the console", Access::open).on(Pool::loop).answering({}, 302),
};

} // namespace

std::span<const Route> site_routes() { return table; }

} // namespace balieblik::http
