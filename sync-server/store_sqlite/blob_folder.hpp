// SPDX-License-Identifier: EUPL-1.2
// Photos as files in a folder beside the database.
//
// What has arrived of an upload lies in "uploads/<id>/", one sealed file for each append, named after the offset at
// which it begins: a piece is there in full or not at all, so the offset that is told is what the disk holds. Whole and
// verified, a photo is one sealed file, "photos/<id>". Names say nothing about what is inside.
#pragma once

#include "store/blob_files.hpp"

#include <filesystem>

namespace balieblik::store_sqlite {

// Makes the folder if it is not there. Refusal: io_failed.
Result<std::unique_ptr<store::BlobFiles>> open_blob_folder(const std::filesystem::path& folder);

} // namespace balieblik::store_sqlite
