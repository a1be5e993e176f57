// SPDX-License-Identifier: EUPL-1.2
// The identifiers of the field, one type each.
#pragma once

#include "base/id.hpp"

namespace balieblik {

using TenantId = Id<struct TenantTag>;
using PersonId = Id<struct PersonTag>;       // somebody with a console account
using InspectorId = Id<struct InspectorTag>; // a pseudonym; who it is stands in the vault keeper's tables only
using DeviceId = Id<struct DeviceTag>;
using InstallId = Id<struct InstallTag>;
using EnrolmentId = Id<struct EnrolmentTag>;
using ProjectId = Id<struct ProjectTag>;
using WaveId = Id<struct WaveTag>;
using LocationId = Id<struct LocationTag>;
using NormId = Id<struct NormTag>;
using ScenarioId = Id<struct ScenarioTag>;
using AssignmentId = Id<struct AssignmentTag>;
using VisitId = Id<struct VisitTag>;
using VisitVersionId = Id<struct VisitVersionTag>;
using MutationId = Id<struct MutationTag>;
using ReleaseId = Id<struct ReleaseTag>;
using AuditEventId = Id<struct AuditEventTag>;

} // namespace balieblik
