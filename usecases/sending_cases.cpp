// SPDX-License-Identifier: Apache-2.0
#include "usecases/sending_cases.hpp"

#include "core/digest.hpp"
#include "formats/json.hpp"
#include "notifications/email_address.hpp"
#include "storage/journal.hpp"
#include "storage/outbox_recall.hpp"
#include "storage/plans.hpp"
#include "usecases/directory_cases.hpp"
#include "workflow/reasons.hpp"

namespace inspectord {
namespace {

std::string described(const SendingSwitch& sending) {
  return write_json(JsonObject{
      {"paused", sending.paused},
      {"trial_address", sending.trial_address ? JsonValue{*sending.trial_address} : JsonValue{}}});
}

JournalEntry entry_of(std::string what, Subject subject, const Actor& actor, Instant now) {
  return {.at = now,
          .actor = actor,
          .what = std::move(what),
          .subject = std::move(subject),
          .why = std::nullopt,
          .before = std::nullopt,
          .after = std::nullopt};
}

Refusal may_not(std::string action) {
  return Refusal{refuse::not_allowed, {}, {{"action", std::move(action)}}};
}

}  // namespace

Result<SendingSwitch> switch_sending(Transaction& tx, SendingSwitch to, const Actor& actor,
                                     Instant now, const House& house) {
  if (!actor.has(Role::administrator)) return may_not("switch_sending");
  if (to.reason.empty()) return Refusal{refuse::missing, "/reason", {{"what", "reason"}}};
  if (to.trial_address && !EmailAddress::parse(*to.trial_address)) {
    return Refusal{refuse::bad_address, "/trial_address", {{"address", *to.trial_address}}};
  }
  const auto before = outbox::sending_switch(tx);
  to.changed_by = actor.user;
  to.changed_at = now;
  outbox::set_sending_switch(tx, to);
  auto entry = entry_of("sending.switched", {"sending", {}}, actor, now);
  entry.why = to.reason;
  entry.before = described(before);
  entry.after = described(to);
  journal::append(tx, entry, house.random);
  return to;
}

void pause_restored(Transaction& tx, const std::string& reason, Instant now, const House& house) {
  if (tx.query("SELECT 1 FROM sqlite_schema WHERE name = 'sending_switch'").empty()) return;
  const auto before = outbox::sending_switch(tx);
  if (before.paused) return;
  auto to = before;
  to.paused = true;
  to.changed_by = std::nullopt;
  to.changed_at = now;
  to.reason = reason;
  outbox::set_sending_switch(tx, to);
  const Actor itself{
      .user = {}, .agency = {}, .roles = {}, .channel = ActorChannel::system, .name = {}};
  auto entry = entry_of("sending.switched", {"sending", {}}, itself, now);
  entry.why = reason;
  entry.before = described(before);
  entry.after = described(to);
  journal::append(tx, entry, house.random);
}

Result<StoredMessage> send_message_again(Transaction& tx, MessageId id, const Actor& actor,
                                         Instant now, const House& house) {
  const auto message = outbox::find(tx, id);
  const auto owner = message && message->plan ? owner_of_plan(tx, *message->plan) : std::nullopt;
  if (owner != actor.agency) return Refusal{refuse::no_such_target};
  if (!actor.roles.has_any({Role::administrator, Role::planner, Role::clerk}))
    return may_not("send_again");
  if (const auto why = outbox::overtaken(tx, id)) {
    return Refusal{refuse::message_overtaken, {}, {{"why", *why}}};
  }
  if (!outbox::send_again(tx, id, now)) {
    return Refusal{refuse::message_not_dead, {}, {{"state", std::string{to_code(message->state)}}}};
  }
  journal::append(tx, entry_of("message.sent_again", Subject::of("message", id), actor, now),
                  house.random);
  return outbox::find(tx, id).value();
}

Result<StoredFile> keep_file(Transaction& tx, const StoredFile& file, const Actor& actor,
                             Instant now, const House& house) {
  file_rows::own(tx, file, actor.agency, now);
  auto entry = entry_of("file.kept", Subject::of("agency", actor.agency), actor, now);
  entry.after = write_json(JsonObject{{"sha256", to_hex(file.sha256)}, {"size", file.size}});
  journal::append(tx, entry, house.random);
  return file;
}

}  // namespace inspectord
