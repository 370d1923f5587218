// SPDX-License-Identifier: Apache-2.0
#include "storage/plan_record_json.hpp"

#include "formats/code_names.hpp"
#include "formats/plan_file.hpp"
#include "storage/plan_scores.hpp"
#include "storage/stored_json.hpp"

#include <algorithm>
#include <stdexcept>

namespace inspectord {
namespace {

using namespace stored;

std::string hex_of(const Sha256& digest) {
  return to_hex(digest);
}

Sha256 digest_of(const JsonValue& object, std::string_view key) {
  const auto text = text_of(object, key);
  Sha256 digest{};
  if (text.size() != digest.size() * 2) broken(key);
  const auto nibble = [&](char c) -> unsigned {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
    broken(key);
  };
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<std::uint8_t>(nibble(text[2 * i]) * 16 + nibble(text[2 * i + 1]));
  }
  return digest;
}

JsonArray encode_users(const std::vector<UserId>& users) {
  return list_of(users, [](UserId user) { return JsonValue{user.to_string()}; });
}

/// Who wrote a draft; of one that was stored before writers were kept, who drafted it.
std::vector<UserId> decode_writers(const JsonValue& object, UserId drafted_by) {
  if (!object.find("written_by")) return {drafted_by};
  return list_from(object, "written_by", [](const JsonValue& one) {
    const auto id = one.if_string() ? UserId::parse(*one.if_string()) : std::nullopt;
    if (!id) broken("written_by");
    return *id;
  });
}

JsonValue encode_approval(const Approval& approval) {
  JsonObject object{{"signer", approval.signer},
                    {"signed_on", to_string(approval.signed_on)},
                    {"recorded_by", approval.recorded_by.to_string()},
                    {"on_paper", approval.on_paper},
                    {"content_hash", hex_of(approval.content_hash)},
                    {"at", to_millis(approval.at)}};
  if (approval.under) object.emplace_back("under", approval.under->to_string());
  if (approval.signed_file) object.emplace_back("signed_file", hex_of(*approval.signed_file));
  return object;
}

Approval decode_approval(const JsonValue& json) {
  Approval approval{.signer = text_of(json, "signer"),
                    .signed_on = date_of(json, "signed_on"),
                    .recorded_by = id_of<UserId>(json, "recorded_by"),
                    .on_paper = flag_of(json, "on_paper"),
                    .signed_file = {},
                    .content_hash = digest_of(json, "content_hash"),
                    .at = from_millis(integer_of(json, "at"))};
  if (json.find("under")) approval.under = id_of<SubstitutionId>(json, "under");
  if (json.find("signed_file")) approval.signed_file = digest_of(json, "signed_file");
  return approval;
}

std::string_view note_code(AttachmentNote::Kind kind) {
  switch (kind) {
    case AttachmentNote::Kind::waived:
      return "waived";
    case AttachmentNote::Kind::to_follow:
      return "to_follow";
    case AttachmentNote::Kind::supplied:
      return "supplied";
  }
  return "waived";
}

AttachmentNote::Kind note_kind(const std::string& code) {
  if (code == "to_follow") return AttachmentNote::Kind::to_follow;
  if (code == "supplied") return AttachmentNote::Kind::supplied;
  return AttachmentNote::Kind::waived;
}

JsonValue encode_override(const Override& one) {
  return JsonObject{{"code", one.code},
                    {"pointer", one.pointer},
                    {"reason", one.reason},
                    {"by", one.by.to_string()},
                    {"effective", one.effective}};
}

Override decode_override(const JsonValue& json) {
  return Override{.code = text_of(json, "code"),
                  .pointer = text_of(json, "pointer"),
                  .reason = text_of(json, "reason"),
                  .by = id_of<UserId>(json, "by"),
                  .effective = flag_of(json, "effective")};
}

JsonValue encode_amendment(const Amendment& amendment) {
  JsonObject object{{"revision", amendment.revision},
                    {"state", state_code(amendment.state)},
                    {"content", plan_to_json(amendment.content)},
                    {"reason", amendment.reason},
                    {"drafted_by", amendment.drafted_by.to_string()},
                    {"written_by", encode_users(amendment.written_by)},
                    {"overrides", list_of(amendment.overrides, encode_override)},
                    {"number", amendment.number}};
  if (amendment.approval) object.emplace_back("approval", encode_approval(*amendment.approval));
  if (amendment.date) object.emplace_back("date", to_string(*amendment.date));
  return object;
}

Amendment decode_amendment(const JsonValue& json) {
  auto content = plan_from_json(member(json, "content"));
  const auto state = parse_state_code<RevisionState>(text_of(json, "state"));
  if (!content || !state) broken("amendment");
  Amendment amendment{.revision = static_cast<int>(integer_of(json, "revision")),
                      .state = *state,
                      .content = std::move(content).value(),
                      .reason = text_of(json, "reason"),
                      .drafted_by = id_of<UserId>(json, "drafted_by"),
                      .written_by = decode_writers(json, id_of<UserId>(json, "drafted_by")),
                      .overrides = list_from(json, "overrides", decode_override),
                      .approval = {},
                      .number = text_of(json, "number"),
                      .date = optional_date(json, "date")};
  if (const auto* approval = json.find("approval")) amendment.approval = decode_approval(*approval);
  return amendment;
}

JsonValue encode_revision(const Revision& one) {
  return JsonObject{{"revision", one.revision}, {"approval", encode_approval(one.approval)},
                    {"number", one.number},     {"date", to_string(one.date)},
                    {"reason", one.reason},     {"notified_at", to_millis(one.notified_at)}};
}

Revision decode_revision(const JsonValue& json) {
  return {.revision = static_cast<int>(integer_of(json, "revision")),
          .approval = decode_approval(member(json, "approval")),
          .number = text_of(json, "number"),
          .date = date_of(json, "date"),
          .reason = text_of(json, "reason"),
          .notified_at = from_millis(integer_of(json, "notified_at"))};
}

}  // namespace

JsonValue encode_record(const PlanRecord& record) {
  JsonObject object{{"reason", record.reason},
                    {"closing_document", record.closing_document},
                    {"written_by", encode_users(record.written_by)}};
  if (record.approval) object.emplace_back("approval", encode_approval(*record.approval));
  object.emplace_back("overrides", list_of(record.overrides, encode_override));
  object.emplace_back("attachment_notes",
                      list_of(record.attachment_notes, [](const AttachmentNote& note) {
                        JsonObject json{{"key", note.key},
                                        {"kind", note_code(note.kind)},
                                        {"reason", note.reason},
                                        {"owner", note.owner}};
                        if (note.file) json.emplace_back("file", hex_of(*note.file));
                        if (note.day) json.emplace_back("day", to_string(*note.day));
                        return JsonValue{std::move(json)};
                      }));
  object.emplace_back(
      "reach_waivers", list_of(record.reach_waivers, [](const ReachWaiver& waiver) {
        return JsonValue{JsonObject{{"target", waiver.target}, {"reason", waiver.reason}}};
      }));
  object.emplace_back("corrections", list_of(record.corrections, [](const Correction& correction) {
                        return JsonValue{JsonObject{{"number", correction.number},
                                                    {"date", to_string(correction.date)},
                                                    {"text", correction.text}}};
                      }));
  if (record.amendment) object.emplace_back("amendment", encode_amendment(*record.amendment));
  object.emplace_back("revisions", list_of(record.revisions, encode_revision));
  if (!record.recommendations.empty())
    object.emplace_back("recommendations", encode_recommendations(record.recommendations));
  return object;
}

void decode_record(const JsonValue& json, PlanRecord& record) {
  record.reason = text_of(json, "reason");
  record.closing_document = text_of(json, "closing_document");
  record.written_by = decode_writers(json, record.drafted_by);
  if (const auto* approval = json.find("approval")) record.approval = decode_approval(*approval);
  record.overrides = list_from(json, "overrides", decode_override);
  record.attachment_notes = list_from(json, "attachment_notes", [](const JsonValue& one) {
    AttachmentNote note{.key = text_of(one, "key"),
                        .kind = note_kind(text_of(one, "kind")),
                        .reason = text_of(one, "reason"),
                        .day = optional_date(one, "day"),
                        .owner = text_of(one, "owner")};
    if (one.find("file")) note.file = digest_of(one, "file");
    return note;
  });
  record.reach_waivers = list_from(json, "reach_waivers", [](const JsonValue& one) {
    return ReachWaiver{.target = text_of(one, "target"), .reason = text_of(one, "reason")};
  });
  record.corrections = list_from(json, "corrections", [](const JsonValue& one) {
    return Correction{.number = text_of(one, "number"),
                      .date = date_of(one, "date"),
                      .text = text_of(one, "text")};
  });
  if (const auto* amendment = json.find("amendment"))
    record.amendment = decode_amendment(*amendment);
  record.revisions = list_from(json, "revisions", decode_revision);
  if (const auto* recommendations = json.find("recommendations"))
    record.recommendations = decode_recommendations(*recommendations);
}

}  // namespace inspectord
