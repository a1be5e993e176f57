// SPDX-License-Identifier: EUPL-1.2
#include "field.hpp"

#include "server_process.hpp"
#include "store_sqlite/sqlite_store.hpp"
#include "usecases/enrolment.hpp"
#include "vault/hash.hpp"

namespace balieblik::load {
namespace {

Result<SimulatedTablet> enrol(store::Store& store, Workshop& workshop, TenantId tenant, const Inspector& inspector)
{
    auto invite = [&](store::Tx& tx) -> Result<usecases::NewEnrolment> {
        BALIEBLIK_CHECK(tx.field().add(inspector));
        return usecases::create_enrolment(tx, workshop.env, usecases::server_actor(),
                                          {inspector.id, "https://localhost:8443", std::string(64, 'c')});
    };
    BALIEBLIK_TRY(invited, store.write(tenant, invite));
    auto key = vault::SigningKey::make(workshop.random);
    const auto install = workshop.ids.make<InstallId>();
    const sync::EnrolRequest request{
        invited.invitation.code, key.public_key().to_text(), install, "simulated", "load", "1.0"};
    BALIEBLIK_TRY(reply, usecases::enrol_device(store, tenant, workshop.env, request, "-----CA-----"));
    return SimulatedTablet{std::move(key), reply.device_id, install, reply.inspector_id, {}, 1};
}

Result<void> write_field(store::Tx& tx, const test::FieldBuilder& builder)
{
    BALIEBLIK_CHECK(tx.field().add(builder.project));
    BALIEBLIK_CHECK(tx.field().add(builder.form, builder.env.clock.now()));
    BALIEBLIK_CHECK(tx.field().add(builder.wave));
    BALIEBLIK_CHECK(tx.field().add(builder.location));
    BALIEBLIK_CHECK(tx.field().add(builder.norm));
    return tx.field().add(builder.scenario);
}

Result<void> offer(store::Tx& tx, const test::FieldBuilder& builder, SimulatedTablet& tablet, std::size_t count)
{
    tablet.assignments.clear(); // a work may run again
    for (std::size_t i = 0; i < count; ++i) {
        auto assignment = builder.assignment();
        assignment.inspector_id = tablet.inspector_id;
        BALIEBLIK_CHECK(test::FieldBuilder::offer(tx, assignment));
        tablet.assignments.push_back(assignment.id);
    }
    return {};
}

} // namespace

Result<LoadField> make_field(const std::filesystem::path& data, Workshop& workshop, std::size_t tablets,
                             std::size_t assignments_each)
{
    LoadField field;
    field.data = data;
    BALIEBLIK_TRY(printed, run_server_command({"init", "--data", data.string(), "--organisation", "Load"}));
    BALIEBLIK_TRY(report, json::parse(printed));
    field.ca_certificate = report.at("ca_certificate").as_string();
    BALIEBLIK_TRY(key, store_sqlite::read_master_key(data / "master.key"));
    BALIEBLIK_TRY(store, store_sqlite::open_store({.file = data / "server.db"}, key, workshop.clock, workshop.random));
    BALIEBLIK_TRY(tenants, store->tenants());
    field.tenant = tenants.front();

    test::FieldBuilder builder(workshop.env);
    builder.tenant = field.tenant;
    field.form = builder.form.form;
    auto write = [&](store::Tx& tx) { return write_field(tx, builder); };
    BALIEBLIK_CHECK(store->write(field.tenant, write));
    for (std::size_t i = 0; i < tablets; ++i) {
        auto inspector = builder.inspector;
        inspector.id = workshop.ids.make<InspectorId>();
        inspector.alias = "Load " + std::to_string(i);
        BALIEBLIK_TRY(tablet, enrol(*store, workshop, field.tenant, inspector));
        auto assign = [&](store::Tx& tx) { return offer(tx, builder, tablet, assignments_each); };
        BALIEBLIK_CHECK(store->write(field.tenant, assign));
        field.tablets.push_back(std::move(tablet));
    }
    return field;
}

SealedVisit seal_visit(const LoadField& field, SimulatedTablet& tablet, Workshop& workshop, std::size_t bytes,
                       const std::vector<DeclaredPhoto>& photos)
{
    VisitBody body;
    body.visit_version_id = workshop.ids.make<VisitVersionId>();
    body.visit_id = workshop.ids.make<VisitId>();
    body.assignment_id = tablet.assignments.back();
    tablet.assignments.pop_back();
    body.inspector_id = tablet.inspector_id;
    body.form = field.form;
    body.norm_version = 1;
    body.language = "nl";
    body.started_at = "2026-03-12T10:00:00.000+01:00";
    body.sealed_at = "2026-03-12T10:40:00.000+01:00";
    for (const auto& photo : photos)
        body.attachments.push_back(
            {photo.sha256, photo.size, "image/jpeg", "/data/photos", std::to_string(body.attachments.size()) + ".jpg"});
    // As many short answers as a questionnaire of this length has: it is their number that costs, not their size.
    boost::json::object answers;
    for (std::size_t i = 0; i * 40 + 700 < bytes; ++i)
        answers["q" + std::to_string(1000 + i)] = "an answer of some length";
    body.data = {{"a", std::move(answers)}};

    sync::Mutation mutation;
    mutation.no = tablet.next_no++;
    mutation.id = workshop.ids.make<MutationId>();
    mutation.kind = "visit_version";
    mutation.body = json::canonical(json::write(body));
    mutation.sha256 = vault::sha256_hex(mutation.body);
    mutation.signature =
        tablet.key.sign(vault::label::visit, {to_text(field.tenant), to_text(body.visit_version_id), mutation.sha256});
    return {body.visit_version_id, std::move(mutation)};
}

} // namespace balieblik::load
