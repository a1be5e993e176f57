// SPDX-License-Identifier: EUPL-1.2
// A tablet as it is, without Qt: its encrypted database and photos on storage that can fail, the sync client, and an
// inspector who uses it. It can stop at any write and is started again from what its storage holds.
#pragma once

#include "device_store/draft.hpp"
#include "simulation/fault_folder.hpp"
#include "simulation/truth.hpp"
#include "sync/client.hpp"
#include "vault/sign.hpp"

namespace balieblik::simulation {

class Office;

class Tablet {
public:
    // What carries its requests; called while the tablet is at work.
    using Transport = std::function<void(std::size_t tablet, std::uint64_t run, const sync::Send&)>;

    Tablet(World& world, Truth& truth, Office& office, std::size_t number, InspectorId inspector, Transport transport);
    ~Tablet();

    std::size_t number() const { return number_; }
    InspectorId inspector() const { return inspector_; }
    DeviceId device() const { return enrolment_.organisation.device_id; }
    bool is_up() const { return running_ != nullptr; }
    bool is_online() const { return world_.now() >= offline_until_; }
    // Which run of the app sent a request: replies to an earlier one go nowhere.
    std::uint64_t run() const { return run_; }
    // Kinds that its app does not know yet.
    bool has_old_app() const { return has_old_app_; }
    bool was_set_back() const { return was_set_back_; }
    // An app with a fault: a mutation, from then on and for good, is of a kind that no server knows.
    void spoil(sync::Send& push);

    void carry_out(const Step& step);
    void hear(std::uint64_t run, const sync::Event& event);
    void heal();
    void wake();
    // It is gone with all that is on it, and its inspector gets another one. Nothing, while the office is away.
    void lose();
    // The inspector wants back what was begun on it.
    void take_back();
    // Where the app says that the office does not know it any more, somebody calls the office for a code.
    void enrol_again();
    // P16: of a visit that was begun on a lost tablet the office gives back at least what it said that it keeps.
    void check_what_came_back();
    bool waits_for_drafts() const;

    // P2: whatever a person was told is saved, is there; what was cut off in the middle may be.
    void check_what_was_saved();

    sync::SyncStatus status() const;
    // The inspector's records as they lie on the tablet; for those who look on.
    struct Held {
        std::string sha256;
        bool has_body = false;
        bool queued = false; // still in the outbox
        std::string receipt; // how far the server said it is; empty: nothing
    };
    std::map<VisitVersionId, Held> sealed_versions();
    // Photos that could be handed in and were not: their visit was not set aside by the office.
    std::int64_t photos_that_wait();
    // What it believes the office keeps of what is begun on it, in which revision.
    InstallId install();
    std::map<VisitId, std::int64_t> kept_drafts();
    std::optional<sync::Policy> policy();
    // What the server has told it, for comparison: "kind id rev" of each row.
    std::set<std::string> server_rows();
    std::map<AssignmentId, std::pair<AssignmentState, std::int64_t>> assignments();
    const FaultDisk& disk() const { return disk_; }
    const FaultFolder& folder() const { return folder_; }

private:
    struct Running;
    TabletFacts& facts() { return truth_.tablets[number_]; }

    void start();
    Result<std::unique_ptr<device_store::DeviceStore>> open_store();
    void die(bool power_goes);
    void look_whether_alive();
    void pump();
    void set_faults(const Step& step);
    void set_back();
    void settle_doubt(VisitId visit);
    void learn_of_sealed(VisitId visit);
    sync::EnrolRequest request_to_enrol();
    void enrol(const sync::EnrolReply& organisation, InstallId install);
    void look_what_came_back();
    bool is_owed(VisitId visit, const DraftFact& draft) const;
    void note_said(VisitId visit, const std::string& reference, const std::string& value);
    storage::Database look_inside();

    // The inspector's steps.
    void use(const Step& step, Engine& engine);
    void take_up(StepKind kind, Engine& engine);
    void begin(Engine& engine);
    void correct(Engine& engine);
    void answer(device_store::Draft& draft, Engine& engine);
    void photo(device_store::Draft& draft, Engine& engine);
    void seal(device_store::Draft& draft, bool abandons);
    void note_sealed(const device_store::SealedVisit& sealed);
    void note_draft(VisitId visit);
    std::optional<VisitId> some_draft(Engine& engine) const;

    World& world_;
    Truth& truth_;
    Office& office_;
    const std::size_t number_;
    const InspectorId inspector_;
    Transport transport_;
    const std::string name_;
    FaultDisk disk_;
    FaultFolder folder_;
    MachineClock clock_;
    EngineRandom random_;
    Engine chance_;
    vault::SigningKey key_;
    device_store::Enrolment enrolment_;
    std::unique_ptr<Running> running_;
    std::uint64_t run_ = 0;
    bool dies_with_power_ = true;
    bool has_old_app_ = false;
    milliseconds offline_until_{0};
    bool spoils_next_ = false;
    bool was_set_back_ = false;
    std::map<VisitId, AssignmentId> lost_assignments_;                     // of visits begun on tablets that were lost
    std::map<std::uint64_t, std::pair<VisitId, std::size_t>> drafts_sent_; // by request: how much of it was said then
    std::set<MutationId> sent_;
    std::set<MutationId> spoiled_;
    struct Backup {
        FaultDisk::Image disk;
        FaultFolder::Image folder;
        TabletFacts facts;
        std::set<VisitVersionId> sealed;
    };
    std::optional<Backup> backup_;
};

} // namespace balieblik::simulation
