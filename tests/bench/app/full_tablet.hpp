// SPDX-License-Identifier: EUPL-1.2
// A tablet as it is after a year: many assignments, many visits handed in, all in the real encrypted store.
#pragma once

#include "device_store/draft.hpp"
#include "support/clock.hpp"
#include "vault/random.hpp"
#include "vault/recovery.hpp"

namespace balieblik::bench {

class FullTablet {
public:
    // The data folder of the app; `form` is the folder of the counter questionnaire.
    FullTablet(std::filesystem::path folder, const std::filesystem::path& form);
    ~FullTablet();

    void add_assignments(int count);
    // Records and seals a visit of each of the first `count` assignments.
    void hand_in(int count);
    // Writes the key file, so that the app opens the folder with this pass-phrase.
    void protect(std::string_view passphrase);

    device_store::DeviceStore& store() { return *store_; }
    VisitId start_visit(int assignment);

private:
    template <class T>
    sync::PullEntry entry(sync::EntityKind kind, std::string id, const T& body);
    void take(std::vector<sync::PullEntry> entries);

    std::filesystem::path folder_;
    test::FakeClock clock_;
    vault::SystemRandom random_;
    IdSource ids_{clock_, random_};
    vault::Secret key_;
    vault::SealingKey recovery_;
    device_store::Enrolment enrolment_;
    std::unique_ptr<device_store::DeviceStore> store_;
    sync::WaveBrief wave_;
    std::vector<AssignmentId> assignments_;
    std::int64_t seq_ = 0;
};

} // namespace balieblik::bench
