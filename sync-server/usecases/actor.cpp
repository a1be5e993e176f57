// SPDX-License-Identifier: EUPL-1.2
#include "usecases/actor.hpp"

namespace balieblik::usecases {

Actor server_actor()
{
    Actor actor;
    actor.name = "server";
    actor.server = true;
    return actor;
}

Result<Role> require(const Actor& actor, std::initializer_list<Role> roles, const std::optional<ProjectId>& project_id)
{
    for (const auto role : roles)
        if (actor.server || holds(actor.grants, role, project_id))
            return role;
    return Error{Errc::forbidden, {}};
}

Result<Role> require_somewhere(const Actor& actor, std::initializer_list<Role> roles)
{
    for (const auto role : roles) {
        if (actor.server)
            return role;
        for (const auto& grant : actor.grants)
            if (grant.role == role)
                return role;
    }
    return Error{Errc::forbidden, {}};
}

Result<void> note(store::Tx& tx, const Environment& env, const Actor& actor, Role role, std::string what,
                  std::string subject, std::optional<std::string> reason)
{
    store::AuditEvent event;
    event.who = actor.server ? "server" : "person:" + to_text(actor.person_id);
    event.role = actor.server ? "server" : std::string(json::enum_name(role));
    event.what = std::move(what);
    event.subject = std::move(subject);
    event.at = env.clock.now();
    event.reason = std::move(reason);
    return tx.audit().append(event);
}

} // namespace balieblik::usecases
