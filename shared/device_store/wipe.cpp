// SPDX-License-Identifier: EUPL-1.2
#include "device_store/wipe.hpp"

#include "vault/durable_file.hpp"

namespace balieblik::device_store {
namespace {

namespace fs = std::filesystem;

fs::path journal_of(const TabletFiles& files) { return files.folder / "wipe.journal"; }

Result<void> take_away(const fs::path& path)
{
    std::error_code problem;
    fs::remove_all(path, problem);
    return problem ? Result<void>{Error{Errc::io_failed, path.filename().string() + ": " + problem.message()}}
                   : vault::flush_folder(path.parent_path());
}

} // namespace

bool wipe_was_begun(const TabletFiles& files)
{
    std::error_code problem;
    return fs::exists(journal_of(files), problem);
}

Result<void> wipe(const TabletFiles& files, const std::function<void()>& forget_secret)
{
    BALIEBLIK_CHECK(vault::write_durably(journal_of(files), as_bytes(std::string_view("wipe"))));
    // The wrapped keys are overwritten where they lie, as a deleted file's blocks stay for a while. On flash memory the
    // old blocks may stay all the same; what protects them there is that the key store's half is gone too. A file that
    // cannot be written must go all the more. A power cut may have left a copy that was being written.
    for (const auto& key_file : {files.key_file, vault::written_beside(files.key_file)}) {
        (void)vault::overwrite_durably(key_file);
        BALIEBLIK_CHECK(take_away(key_file));
    }
    if (forget_secret)
        forget_secret();
    for (const auto& other : files.others)
        BALIEBLIK_CHECK(take_away(other));
    return take_away(journal_of(files));
}

} // namespace balieblik::device_store
