# SPDX-License-Identifier: EUPL-1.2
# The deliberate bugs: which file, what stands there, and what stands there when the bug is switched on. Read when the
# build is configured (which files) and run as a script for each of them (writes the copy):
#   cmake -DFILE=... -DSOURCE=... -DMADE=... -P mutants.cmake
set(mutated_files "")
set(mutant_names_list "")
function(mutant name file find replace)
  list(APPEND mutated_files "${file}")
  list(REMOVE_DUPLICATES mutated_files)
  set(mutated_files "${mutated_files}" PARENT_SCOPE)
  list(APPEND mutant_names_list "${name}")
  list(REMOVE_DUPLICATES mutant_names_list) # a bug may stand in two places
  set(mutant_names_list "${mutant_names_list}" PARENT_SCOPE)
  if(NOT DEFINED MADE OR NOT file STREQUAL "${FILE}")
    return()
  endif()
  string(FIND "${text}" "${find}" first)
  string(FIND "${text}" "${find}" last REVERSE)
  if(first EQUAL -1 OR NOT first EQUAL last)
    # The copy is made without it, and the run of all bugs then says that nothing caught it.
    message(WARNING "The deliberate bug '${name}' no longer fits ${file}: look for its line and adapt mutants.cmake.")
    return()
  endif()
  string(REPLACE "BUG" "::balieblik::simulation::mutant(\"${name}\")" replace "${replace}")
  string(REPLACE "${find}" "${replace}" text "${text}")
  set(text "${text}" PARENT_SCOPE)
endfunction()
if(DEFINED MADE)
  # Semicolons and brackets mean something in lists; a text that is only replaced in is none.
  file(READ "${SOURCE}" text)
endif()

# --- What is acknowledged is durable
mutant(acknowledged_though_not_committed sync-server/store_sqlite/sqlite_store.cpp
  "job.done(written ? "
  "job.done(written || BUG ? ")
mutant(synchronous_normal shared/storage/database.cpp
  "connection.execute(\"pragma synchronous = full; pragma wal_autocheckpoint = 1000\")"
  "connection.execute(BUG ? \"pragma synchronous = normal; pragma wal_autocheckpoint = 1000\" : \"pragma synchronous = full; pragma wal_autocheckpoint = 1000\")")
mutant(offset_before_flush shared/vault/durable_file.cpp
  "|| !flush_to_disk(file_.get()))"
  "|| (!BUG && !flush_to_disk(file_.get())))")
mutant(folder_name_not_flushed shared/vault/durable_file.cpp
  "    BALIEBLIK_CHECK(flush_folder(at.parent_path()));\n    while"
  "    if (!BUG) BALIEBLIK_CHECK(flush_folder(at.parent_path()));\n    while")

# --- Pull
mutant(cursor_saved_early shared/device_store/server_rows.cpp
  "    BALIEBLIK_TRY(row, tablet());\n    std::vector<Received> received;"
  "    BALIEBLIK_TRY(row, tablet());\n    if (BUG) { BALIEBLIK_CHECK(database_.run(\"UPDATE tablet SET cursor = ?\", last.cursor)); BALIEBLIK_CHECK(database_.script(\"COMMIT; BEGIN IMMEDIATE\")); }\n    std::vector<Received> received;")
mutant(floor_rule_wrong sync-server/usecases/pull.cpp
  "place.head.floor_seq <= std::max(at.seq, at.base_floor)"
  "(BUG || place.head.floor_seq <= std::max(at.seq, at.base_floor))")
mutant(floor_rule_too_strict sync-server/usecases/pull.cpp
  "        const auto& at = position.mapped();"
  "        auto at = position.mapped();\n        if (BUG) at.base_floor = 0;")
mutant(scope_filter_dropped sync-server/usecases/pull.cpp
  "    for (const auto& stream : allowed_streams(session)) {"
  "    auto streams = allowed_streams(session);\n    if (BUG) { BALIEBLIK_TRY(everybody, tx.field().inspectors()); for (const auto& one : everybody) if (one.id != session.inspector_id) streams.push_back(store::inbox_stream(one.id)); }\n    for (const auto& stream : streams) {")
mutant(unknown_kind_skipped sync-server/usecases/pull.cpp
  "shows_more_kinds(request, *cursor))"
  "(!BUG && shows_more_kinds(request, *cursor)))")
mutant(page_cut_silently sync-server/usecases/pull.cpp
  "        reply.has_more = !whole;"
  "        reply.has_more = !whole && !BUG;")
mutant(global_serial_cursor sync-server/store_sqlite/streams.cpp
  "        ++head.last_seq;"
  "        ++head.last_seq;\n        static std::optional<std::tuple<std::string, Change, std::int64_t>> late; // its number was taken, its commit comes later\n        if (BUG && late && std::get<0>(*late) == stream) { BALIEBLIK_CHECK(scope_.run(\"insert into stream_entry values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\", stream, std::get<1>(*late).kind, std::get<1>(*late).id, std::get<2>(*late), std::get<1>(*late).op, std::get<1>(*late).rev, now)); late.reset(); }\n        else if (BUG && !late && !shown && !held) { late = std::tuple(stream, *change, head.last_seq); continue; }")
mutant(reassigned_but_not_taken_away sync-server/usecases/inbox.cpp
  "(!shown || before->inspector_id != after.inspector_id)"
  "(!shown || (before->inspector_id != after.inspector_id && !BUG))")

# --- Push
mutant(repeat_carried_out_again sync-server/usecases/push.cpp
  "        if (mutation.no < install_.next_no)\n            return repeated(mutation);"
  "        if (mutation.no < install_.next_no && !BUG)\n            return repeated(mutation);")
mutant(check_then_insert sync-server/usecases/receive_visit.cpp
  "    if (held && held->sha256 == mutation.sha256)\n        return ReceivedVisit{*held, true};"
  "    if (held && BUG)\n        return Error{Errc::hash_mismatch, \"it was not there when it was looked for\"};\n    if (held && held->sha256 == mutation.sha256)\n        return ReceivedVisit{*held, true};")
mutant(gap_is_skipped sync-server/usecases/push.cpp
  "        if (mutation.no > install_.next_no)\n"
  "        if (BUG) install_.next_no = std::max(install_.next_no, mutation.no);\n        if (mutation.no > install_.next_no)\n")
mutant(bad_item_blocks sync-server/usecases/push.cpp
  "        if (!done && !is_of_the_item(done.error()))"
  "        if (!done && (BUG || !is_of_the_item(done.error())))")
mutant(late_is_refused sync-server/usecases/receive_visit.cpp
  "    version.late = is_late(*assignment, *wave, session.inspector_id);"
  "    version.late = is_late(*assignment, *wave, session.inspector_id);\n    if (BUG && version.late) return Error{Errc::validation, \"late\"};")
mutant(body_written_anew sync-server/usecases/receive_visit.cpp
  "tx.visits().add(version, mutation.body)"
  "tx.visits().add(version, BUG ? mutation.body + \" \" : mutation.body)")
mutant(complete_without_photos sync-server/usecases/receive_visit.cpp
  "    BALIEBLIK_TRY(complete, all_here(tx, body));"
  "    BALIEBLIK_TRY(here, all_here(tx, body));\n    const bool complete = here || BUG;")

# --- Drafts
mutant(first_draft_kept_for_ever sync-server/usecases/drafts.cpp
  "    if (known && known->install_id == session.install_id && known->rev > draft.rev"
  "    if (known && BUG)\n        return {};\n    if (known && known->install_id == session.install_id && known->rev > draft.rev")
mutant(draft_goes_with_its_tablet sync-server/usecases/drafts.cpp
  "        BALIEBLIK_TRY(device, tx.devices().find(draft.device_id));"
  "        BALIEBLIK_TRY(device, tx.devices().find(draft.device_id));\n        if (BUG && device && device->state != DeviceState::active) continue;")

# --- The tablet
mutant(purged_on_withdrawal shared/device_store/server_rows.cpp
  "    if (entry.op == sync::Op::rem) {"
  "    if (entry.op == sync::Op::rem) {\n        if (BUG && entry.kind == \"assignment\") BALIEBLIK_CHECK(database_.run(\"DELETE FROM draft WHERE assignment_id = ?\", parse_id<AssignmentId>(entry.id).value()));")
mutant(restore_not_noticed shared/device_store/outbox.cpp
  "    if (row.epoch == epoch)\n        return false;"
  "    if (row.epoch == epoch || BUG)\n        return false;")
mutant(heard_receipts_count_on shared/device_store/outbox.cpp
  "    BALIEBLIK_CHECK(database.run(\"UPDATE visit_version SET receipt_state = 'received'"
  "    if (!BUG) BALIEBLIK_CHECK(database.run(\"UPDATE visit_version SET receipt_state = 'received'")
mutant(heard_receipts_count_on shared/device_store/outbox.cpp
  "    BALIEBLIK_CHECK(database.run(\"UPDATE upload SET done = 0, location = NULL WHERE visit_version_id IN (SELECT \""
  "    if (!BUG) BALIEBLIK_CHECK(database.run(\"UPDATE upload SET done = 0, location = NULL WHERE visit_version_id IN (SELECT \"")
mutant(photos_not_asked_about_again shared/device_store/outbox.cpp
  "    BALIEBLIK_CHECK(database.run(\"UPDATE upload SET done = 0 WHERE done = 1"
  "    if (!BUG) BALIEBLIK_CHECK(database.run(\"UPDATE upload SET done = 0 WHERE done = 1")
mutant(numbers_taken_for_content shared/sync/client_lanes.cpp
  "    if (held->empty()) {"
  "    if (BUG || held->empty()) {")
mutant(fork_not_noticed sync-server/usecases/push.cpp
  "        if (!stored || stored->sha256 != mutation.sha256 || stored->mutation_id != mutation.id)"
  "        if (!stored || (!BUG && (stored->sha256 != mutation.sha256 || stored->mutation_id != mutation.id)))")
mutant(lane_gives_up shared/sync/client.cpp
  "    ++its.failures;"
  "    ++its.failures;\n    if (BUG && its.failures > 3) its.halted = true;")
mutant(finished_upload_not_seen shared/sync/client_uploads.cpp
  "        if (there == upload.size)"
  "        if (there == upload.size && !BUG)")
mutant(finished_upload_not_seen sync-server/usecases/photos.cpp
  "        if (whole)\n            return Begun{{}, *whole};"
  "        if (whole && !BUG)\n            return Begun{{}, *whole};")

mutant(older_policy_never_believed shared/device_store/outbox.cpp
  "    BALIEBLIK_CHECK(\n        database.run(\"INSERT OR REPLACE INTO setting (name, value) SELECT"
  "    if (!BUG) BALIEBLIK_CHECK(\n        database.run(\"INSERT OR REPLACE INTO setting (name, value) SELECT")
mutant(kept_draft_never_doubted shared/device_store/draft_backup.cpp
  "    if (heads.kept)\n"
  "    if (heads.kept && !BUG)\n")
mutant(forgotten_tablet_becomes_another sync-server/usecases/enrolment.cpp
  "                 : request.before   ? admit_again("
  "                 : request.before && !BUG ? admit_again(")

if(DEFINED MADE)
  file(WRITE "${MADE}" "#include \"base/precompiled.hpp\"\n#include \"simulation/mutant.hpp\"\n#line 1 \"${SOURCE}\"\n${text}")
endif()
