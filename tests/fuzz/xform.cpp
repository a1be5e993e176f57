// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a questionnaire: refused, or filled in, and what was filled in can be restored.
#include "forms/record/record.hpp"
#include "forms/session/session.hpp"
#include "fuzz/surroundings.hpp"

namespace {

using namespace balieblik::forms;

constexpr FormLimits limits{
    .bytes = 64 * 1024, .depth = 32, .nodes = 4'000, .expressions = 500, .expression_bytes = 2048};

void fill_in(Session& session)
{
    for (const auto& node : session.nodes()) {
        if (node.kind == NodeKind::repeat && node.can_add)
            (void)session.add_repeat(node.reference);
        if (node.kind != NodeKind::question)
            continue;
        for (const auto* value : {"1", "yes", "2026-03-12", "2026-10-25T02:30:00+02:00", "x y"})
            (void)session.answer(node.reference, value);
        if (!node.options.empty())
            (void)session.answer(node.reference, node.options.front().value);
    }
    for (const auto& language : session.languages())
        (void)session.set_language(language);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::World world;
    const auto form = read_form(std::string_view(reinterpret_cast<const char*>(data), size), limits);
    if (!form)
        return 0;
    const auto program = compile(*form);
    if (!program)
        return 0;
    auto session = Session::open(*program, world.surroundings());
    if (!session)
        return 0;
    fill_in(*session);
    (void)session->sections();
    (void)session->blockers();
    (void)instance_xml(*session);
    const auto kept = session->saved();
    const auto again = Session::restore(*program, world.surroundings(), kept);
    // A form may count on what it was (once(), random()); but it can always be opened again, or it says why not.
    if (again)
        (void)again->saved();
    return 0;
}
