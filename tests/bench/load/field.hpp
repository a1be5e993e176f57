// SPDX-License-Identifier: EUPL-1.2
// A municipality's field, written straight into the server's store before it starts: tablets that are enrolled, and for
// each of them assignments, so that every visit that is handed in belongs somewhere.
#pragma once

#include "runtime/system_clock.hpp"
#include "support/field_builder.hpp"
#include "vault/sign.hpp"

#include <filesystem>

namespace balieblik::load {

struct SimulatedTablet {
    vault::SigningKey key;
    DeviceId device_id;
    InstallId install_id;
    InspectorId inspector_id;
    std::vector<AssignmentId> assignments; // not visited yet
    std::int64_t next_no = 1;
};

struct LoadField {
    std::filesystem::path data;
    std::string ca_certificate; // PEM
    TenantId tenant;
    FormRef form;
    std::vector<SimulatedTablet> tablets;
};

// What a run needs, made once for the whole program.
struct Workshop {
    SystemClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    usecases::Environment env{clock, ids, random};
};

Result<LoadField> make_field(const std::filesystem::path& data, Workshop& workshop, std::size_t tablets,
                             std::size_t assignments_each);

// A photo that a visit declares.
struct DeclaredPhoto {
    std::string sha256;
    std::int64_t size{};
};

struct SealedVisit {
    VisitVersionId id;
    sync::Mutation mutation;
};

// The next visit of this tablet: sealed, signed and numbered. Its body has about `bytes`. Takes one of its assignments.
SealedVisit seal_visit(const LoadField& field, SimulatedTablet& tablet, Workshop& workshop, std::size_t bytes,
                       const std::vector<DeclaredPhoto>& photos = {});

} // namespace balieblik::load
