// SPDX-License-Identifier: Apache-2.0
#include "usecases/plan_files.hpp"

#include "storage/files.hpp"

#include <algorithm>
#include <set>

namespace inspectord {
namespace {

void check_kept(Transaction& tx, const Sha256& name, const Actor& actor, std::string pointer,
                std::vector<Problem>& problems) {
  if (!file_rows::find(tx, name, actor.agency))
    problems.push_back({refuse::unknown_file, std::move(pointer), {{"file", to_hex(name)}}});
}

bool tells_of_attachments(NoticeKind kind) {
  return kind == NoticeKind::plan_notified || kind == NoticeKind::plan_amended ||
         kind == NoticeKind::attachment_supplied;
}

}  // namespace

Result<Done> check_files(Transaction& tx, const PlanInput& input, const Actor& actor) {
  std::vector<Problem> problems;
  if (input.signed_file) check_kept(tx, *input.signed_file, actor, "/signed_file", problems);
  for (std::size_t i = 0; i < input.attachment_notes.size(); ++i) {
    const auto& file = input.attachment_notes[i].file;
    const std::string pointer = "/attachment_notes/" + std::to_string(i) + "/file";
    if (file) check_kept(tx, *file, actor, pointer, problems);
  }
  if (!problems.empty()) return Refusal{std::move(problems)};
  return Done{};
}

void send_files(Transaction& tx, const PlanRecord& record, const std::vector<Notice>& notices,
                const Directory& directory, Instant now) {
  std::set<AgencyId> told;
  for (const auto& notice : notices) {
    if (!tells_of_attachments(notice.kind)) continue;
    for (const auto& one : notice.to) {
      if (directory.can_be_told(one.agency)) told.insert(one.agency);
    }
  }
  for (const auto& note : record.attachment_notes) {
    if (note.kind != AttachmentNote::Kind::supplied || !note.file) continue;
    for (const auto& one :
         attachment_audience(record.content, record.duties, note.key, directory)) {
      if (told.contains(one.agency)) file_rows::send_to(tx, *note.file, one.agency, record.id, now);
    }
  }
}

}  // namespace inspectord
