// SPDX-License-Identifier: EUPL-1.2
// How every run begins: an organisation with a wave in the field, and an empty tablet. Made once in a process, always
// the same, and copied for each run.
#pragma once

#include "simulation/fault_disk.hpp"
#include "sync/message.hpp"

namespace balieblik::simulation {

inline constexpr std::size_t most_inspectors = 3;

struct FirstDay {
    TenantId tenant;
    WaveId wave;
    std::vector<LocationId> locations;
    std::vector<ScenarioId> scenarios;
    std::vector<InspectorId> inspectors; // most_inspectors of them
    FaultDisk::Image server;
    FaultDisk::Image tablet;
};

const FirstDay& first_day();

Bytes server_key();
Bytes tablet_key();

// The questionnaire of these runs: small, with a rule, a photo and a question that each version renames.
sync::FormVersion form_version(int version);

// Texts that people give as answers begin with this; nothing of it may ever be readable on a disk.
inline constexpr std::string_view canary = "kanarie-7731";

} // namespace balieblik::simulation
