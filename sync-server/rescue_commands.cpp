// SPDX-License-Identifier: EUPL-1.2
// take-in and halve-recovery-key: what is done at the machine when the console is not at hand.
#include "commands.hpp"

#include "usecases/bundle.hpp"
#include "usecases/organisation.hpp"
#include "vault/key_halves.hpp"

namespace balieblik {

struct HalvesReport {
    std::vector<std::string> recovery_halves;
};
BOOST_DESCRIBE_STRUCT(HalvesReport, (), (recovery_halves))

Result<void> take_in(const Config& config, Machine& machine, const std::string& file, std::ostream& out)
{
    BALIEBLIK_TRY(home, Home::open(config, machine));
    BALIEBLIK_TRY(tenant, home->tenant());
    const usecases::PhotoShelf shelf{home->store(), home->photos(), machine.environment};
    const auto scratch = std::filesystem::path(config.data) / "bundle.open";
    BALIEBLIK_TRY(taken, usecases::take_in_bundle(shelf, tenant, usecases::server_actor(), file, scratch));
    out << json::print_struct(taken) << std::endl;
    return {};
}

Result<void> halve_recovery_key(const Config& config, Machine& machine, std::istream& in, std::ostream& out)
{
    std::string text;
    in >> text;
    auto secret = from_hex(text);
    vault::wipe(text);
    if (!secret)
        return Error{Errc::validation, "the recovery key: 64 hexadecimal digits"};
    BALIEBLIK_TRY(key, vault::SealingKey::from_secret(*secret));
    vault::wipe(*secret);
    BALIEBLIK_TRY(home, Home::open(config, machine));
    BALIEBLIK_TRY(tenant, home->tenant());
    auto look = [](store::Tx& tx) { return tx.tenancy().keys(); };
    BALIEBLIK_TRY(keys, home->store().read(tenant, look));
    if (to_hex(keys.recovery_public) != key.public_key().to_text())
        return Error{Errc::validation, "another organisation's recovery key"};
    const auto halves = vault::halve(key, machine.random);
    BALIEBLIK_TRY(marks, usecases::marks_of(halves));
    auto keep = [&](store::Tx& tx) { return tx.rescue().keep_half_marks(marks); };
    BALIEBLIK_CHECK(home->store().write(tenant, keep));
    out << json::print_struct(HalvesReport{{halves.first, halves.second}}) << std::endl;
    return {};
}

} // namespace balieblik
