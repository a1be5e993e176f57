// SPDX-License-Identifier: EUPL-1.2
// What a tablet hands in: a whole message, or the body of one mutation that is hashed and signed as it should be.
// Whatever it says, each mutation is taken or set aside, none meets a fault of the server, and the same again changes
// nothing.
#include "fuzz/organisation.hpp"

using namespace balieblik;

namespace {

// "ASSIGNMENT" and "INSPECTOR" stand for the ids of this run.
sync::PushRequest message_around(std::string body, const fuzz::Organisation& here)
{
    fuzz::put_in(body, "ASSIGNMENT", to_text(here.assignment.id));
    fuzz::put_in(body, "INSPECTOR", to_text(here.tablet->session.inspector_id));
    sync::Mutation mutation;
    mutation.kind = json::read_text<sync::AssignmentCommand>(body) ? "assignment_command" : "visit_version";
    mutation.sha256 = vault::sha256_hex(body);
    if (const auto visit = json::read_text<VisitBody>(body))
        mutation.signature = here.tablet->key.sign(
            vault::label::visit, {to_text(here.field.tenant), to_text(visit->visit_version_id), mutation.sha256});
    mutation.body = std::move(body);
    sync::PushRequest request;
    request.mutations.push_back(std::move(mutation));
    return request;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    auto& here = fuzz::organisation();
    auto read = json::read_text<sync::PushRequest>(text);
    auto request = read ? std::move(*read) : message_around(text, here);
    request.install_id = here.tablet->install_id;
    request.first_no = 1;
    for (std::size_t n = 0; n < request.mutations.size(); ++n)
        request.mutations[n].no = static_cast<std::int64_t>(n) + 1;
    here.try_out([&](store::Tx& tx) {
        const auto reply = usecases::push(tx, here.field.env, here.tablet->session, request);
        if (!reply)
            return;
        fuzz::must(reply->results.size() == request.mutations.size());
        for (const auto& result : reply->results)
            fuzz::must(result.status != sync::MutationStatus::retry);
        const auto again = usecases::push(tx, here.field.env, here.tablet->session, request);
        fuzz::must(again && again->next_no == reply->next_no);
    });
    return 0;
}
