// SPDX-License-Identifier: EUPL-1.2
// The server as it is, without sockets and threads: its store on a disk that can fail, its routes, and the people who
// work at it. It can stop at any write and is started again from what its disk holds.
#pragma once

#include "http/app.hpp"
#include "http/backend.hpp"
#include "http/router.hpp"
#include "simulation/fault_folder.hpp"
#include "simulation/truth.hpp"
#include "sync/client.hpp"
#include "usecases/actor.hpp"

namespace balieblik::simulation {

class Office {
public:
    Office(World& world, Truth& truth);
    ~Office();

    bool is_up() const { return running_ != nullptr; }

    // Answers as over HTTP. With `cut_after`, the request's body breaks off there: then nobody waits for the answer,
    // and there is none. None too when the server died of it.
    std::optional<sync::Reply> answer(const sync::Send& send, std::optional<std::size_t> cut_after);

    // A code for a new tablet of this inspector.
    std::string invite(InspectorId inspector);
    sync::EnrolReply enrol(const sync::EnrolRequest& request);

    // Another tablet in the place of one that is lost, which is withdrawn. `request` lacks its code. None: it could not
    // be done, as the server is away or in trouble.
    std::optional<sync::EnrolReply> replace(DeviceId lost, InspectorId inspector, sync::EnrolRequest request);

    // The same tablet, which the server has forgotten, under a code for its inspector. None, as above.
    std::optional<sync::EnrolReply> enrol_again(InspectorId inspector, sync::EnrolRequest request);

    // One step of the plan that is the office's or its machine's. What is refused is no fault: people try.
    void carry_out(const Step& step, const std::vector<DeviceId>& devices);
    // Faults end and the server runs.
    void heal();

    // For those who look on; the server must be up.
    store::Store& store();
    store::BlobFiles& files();
    Bytes token_secret();
    sync::Policy policy(); // in force
    const FaultDisk& disk() const { return disk_; }
    const FaultFolder& folder() const { return folder_; }

private:
    struct Running;
    using Image = std::pair<FaultDisk::Image, FaultFolder::Image>;

    struct Opened {
        std::unique_ptr<store::Store> store;
        std::unique_ptr<store::BlobFiles> files;
    };
    Result<Opened> open_all();
    std::optional<sync::EnrolReply> enrol_under_code(InspectorId inspector, sync::EnrolRequest request);
    void start();
    void stop();
    void die(bool power_goes);
    // After anything that may have met a fault.
    void look_whether_alive();
    void back_up(bool tells_tablets);
    void set_back(const Step& step);
    void put_back(const Image& image, bool silently);
    void forget_photo();
    void set_faults(const Step& step);
    void people(const Step& step, Engine& engine, const std::vector<DeviceId>& devices);
    void plan_assignment(Engine& engine);
    void reassign(Engine& engine);
    void cancel(Engine& engine);
    void review(Engine& engine);
    void publish_form();
    void close_wave();
    void set_policy(Engine& engine);
    std::optional<Assignment> some_assignment(Engine& engine);
    http::Response respond(const http::Request& request, std::optional<std::size_t> cut_after);

    template <class Work>
    auto write(Work work);
    template <class Work>
    auto read(Work work);

    World& world_;
    Truth& truth_;
    FaultDisk disk_;
    FaultFolder folder_;
    MachineClock clock_;
    EngineRandom random_;
    Engine chance_;
    Config config_;
    std::unique_ptr<Running> running_;
    bool dies_with_power_ = true; // when it stands still
    int forms_ = 1;
    std::uint64_t starts_ = 0;
    std::vector<Image> backups_;                 // the oldest first
    std::optional<std::uint64_t> forgets_photo_; // the next that arrives is lost again; how, is left to this
    std::optional<Image> before_photo_;
};

} // namespace balieblik::simulation
