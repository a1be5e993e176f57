// SPDX-License-Identifier: EUPL-1.2
// A tablet as the server sees it: a signing key, an install, numbered mutations. For tests of the server's side alone.
#pragma once

#include "support/field_builder.hpp"
#include "usecases/device_access.hpp"
#include "usecases/enrolment.hpp"
#include "usecases/pull.hpp"
#include "usecases/push.hpp"
#include "vault/sign.hpp"

namespace balieblik::test {

struct Tablet {
    store::Store& store;
    const FieldBuilder& field;
    vault::SigningKey key;
    InstallId install_id;
    usecases::DeviceSession session{};
    std::int64_t next_no = 1;

    // Enrolled and signed in.
    Tablet(store::Store& at, const FieldBuilder& builder)
        : store(at), field(builder), key(vault::SigningKey::make(builder.env.random)),
          install_id(builder.env.ids.make<InstallId>())
    {
        const auto invited = invite(at, builder).value();
        const auto reply = enrol(invited.invitation.code).value();
        session = {reply.tenant, reply.device_id, install_id, reply.inspector_id};
    }

    // The same tablet before another store: the one that was restored.
    Tablet(store::Store& at, const FieldBuilder& builder, const Tablet& other)
        : store(at), field(builder), key(vault::SigningKey::from_seed(other.key.seed()).value()),
          install_id(other.install_id), session(other.session), next_no(other.next_no)
    {
    }

    static Result<usecases::NewEnrolment> invite(store::Store& at, const FieldBuilder& builder)
    {
        auto work = [&](store::Tx& tx) {
            return usecases::create_enrolment(tx, builder.env, usecases::server_actor(),
                                              {builder.inspector.id, "https://localhost:8443", std::string(64, 'c')});
        };
        return at.write(builder.tenant, work);
    }

    Result<sync::EnrolReply> enrol(const std::string& code) const
    {
        const sync::EnrolRequest request{code, key.public_key().to_text(), install_id, "tablet van Merel", "test",
                                         "1.0"};
        return usecases::enrol_device(store, field.tenant, field.env, request, "-----CA-----");
    }

    sync::TokenRequest token_request(const std::string& nonce) const
    {
        sync::TokenRequest request{session.device_id, install_id, nonce, "", "1.0"};
        request.signature = key.sign(vault::label::token,
                                     {to_text(field.tenant), to_text(session.device_id), to_text(install_id), nonce});
        return request;
    }

    VisitBody body(const Assignment& assignment) const
    {
        VisitBody made;
        made.visit_version_id = field.env.ids.make<VisitVersionId>();
        made.visit_id = field.env.ids.make<VisitId>();
        made.assignment_id = assignment.id;
        made.inspector_id = session.inspector_id;
        made.form = field.form.form;
        made.norm_version = 1;
        made.language = "nl";
        made.started_at = "2026-03-12T10:00:00.000+01:00";
        made.sealed_at = "2026-03-12T10:40:00.000+01:00";
        made.data = {{"a", {{"a1", "ja"}}}, {"photos", boost::json::array{}}};
        return made;
    }

    // Numbered next, hashed and signed.
    sync::Mutation seal(const VisitBody& body)
    {
        auto mutation = numbered("visit_version", json::canonical(json::write(body)));
        mutation.signature =
            key.sign(vault::label::visit, {to_text(field.tenant), to_text(body.visit_version_id), mutation.sha256});
        return mutation;
    }
    sync::Mutation command(const Assignment& assignment, sync::AssignmentCommandKind kind,
                           std::optional<std::string> reason = {})
    {
        return numbered("assignment_command", json::print_struct(sync::AssignmentCommand{
                                                  assignment.id, kind, std::move(reason), field.env.clock.now()}));
    }
    sync::Mutation numbered(std::string kind, std::string text)
    {
        sync::Mutation mutation;
        mutation.no = next_no++;
        mutation.id = field.env.ids.make<MutationId>();
        mutation.kind = std::move(kind);
        mutation.sha256 = vault::sha256_hex(text);
        mutation.body = std::move(text);
        return mutation;
    }

    Result<sync::PushReply> push(const std::vector<sync::Mutation>& mutations) const
    {
        const sync::PushRequest request{install_id, mutations.empty() ? next_no : mutations.front().no, mutations};
        auto work = [&](store::Tx& tx) { return usecases::push(tx, field.env, session, request); };
        return store.write(field.tenant, work);
    }

    Result<sync::PullReply> pull(const std::optional<std::string>& cursor = {},
                                 std::int64_t max_entries = sync::max_pull_entries) const
    {
        sync::PullRequest request;
        request.install_id = install_id;
        request.cursor = cursor;
        request.max_entries = max_entries;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<sync::EntityKind>>(
            [&](auto kind) { request.kinds.emplace_back(kind.name); });
        return pull(request);
    }
    Result<sync::PullReply> pull(const sync::PullRequest& request) const
    {
        auto work = [&](store::Tx& tx) { return usecases::pull(tx, field.env, session, request); };
        return store.read(field.tenant, work);
    }

    bool vouches(const sync::Receipt& receipt) const
    {
        auto work = [](store::Tx& tx) { return tx.tenancy().keys(); };
        const auto keys = store.read(field.tenant, work).value();
        const auto receipt_key = vault::PublicKey::parse(to_hex(keys.receipt_public)).value();
        return vault::verify(receipt_key, receipt.signature, vault::label::receipt,
                             {to_text(field.tenant), to_text(receipt.visit_version_id), receipt.sha256,
                              json::enum_name(receipt.state)})
            .has_value();
    }
};

} // namespace balieblik::test
