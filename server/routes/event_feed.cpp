// SPDX-License-Identifier: Apache-2.0
#include "server/routes/event_feed.hpp"

#include "storage/agencies.hpp"
#include "storage/outbox_view.hpp"
#include "storage/plans.hpp"
#include "storage/users.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace inspectord {
namespace {

constexpr std::size_t most_looked_at = 5000;

/// What the journal keeps as text is JSON that we wrote.
JsonValue content_json(const std::optional<std::string>& text) {
  if (!text) return {};
  auto json = parse_json(*text);
  return json ? std::move(json).value() : JsonValue{*text};
}

std::string_view code_of(ActorChannel channel) {
  switch (channel) {
    case ActorChannel::http:
      return "http";
    case ActorChannel::command:
      return "command";
    case ActorChannel::system:
      return "system";
  }
  return "";
}

/// Contents are long: the feed says what changed, and the plan's own entries what it was before.
std::optional<std::string> without_content(const std::optional<std::string>& text) {
  const auto json = content_json(text);
  const auto is_content = [](const JsonMember& one) {
    return one.key == "content" || one.key == "amendment_content";
  };
  if (!json.if_object() || std::ranges::none_of(*json.if_object(), is_content)) return text;
  JsonObject rest = *json.if_object();
  std::erase_if(rest, is_content);
  return write_json(rest);
}

/// Whose entry it is: of the agency that acted (of a group's members nobody else), and of the one
/// that owns what it is about; of an agency and its contacts also of that agency itself.
class Ownership {
 public:
  Ownership(Snapshot& snapshot, AgencyId viewer) : snapshot_(snapshot), viewer_(viewer) {}

  bool holds(const JournalEntry& entry) {
    if (entry.actor.agency == viewer_) return true;
    const auto [known, is_new] = holds_.try_emplace(entry.subject.id);
    if (is_new) known->second = holds(entry.subject);
    return known->second;
  }

 private:
  bool holds(const Subject& subject) {
    if (subject.kind == "service" || subject.kind == "sending") return true;
    if (subject.kind == "agency") return manages(AgencyId{subject.id});
    if (subject.kind == "contact") {
      const auto contact = find_contact(snapshot_, ContactId{subject.id});
      return contact && manages(contact->agency);
    }
    if (subject.kind == "user") {
      const auto user = find_user(snapshot_, UserId{subject.id});
      return user && user->agency == viewer_;
    }
    const auto plan = plan_of(subject);
    return plan && owner_of_plan(snapshot_, *plan) == viewer_;
  }
  bool manages(AgencyId agency) { return manages_agency(snapshot_, viewer_, agency); }
  std::optional<PlanId> plan_of(const Subject& subject) {
    if (subject.kind == "plan") return PlanId{subject.id};
    if (subject.kind == "visit") return find_plan_of_visit(snapshot_, VisitId{subject.id});
    if (subject.kind == "duty" || subject.kind == "recommendation")
      return find_plan_of_duty(snapshot_, DutyId{subject.id});
    if (subject.kind == "task") return find_plan_of_task(snapshot_, TaskId{subject.id});
    if (subject.kind == "score") return find_plan_of_score(snapshot_, ScoreId{subject.id});
    if (subject.kind != "message") return std::nullopt;
    const auto message = outbox::find(snapshot_, MessageId{subject.id});
    return message ? message->plan : std::nullopt;
  }

  Snapshot& snapshot_;
  const AgencyId viewer_;
  std::map<UuidBytes, bool> holds_;
};

}  // namespace

JsonValue event_json(const JournalRecord& record, const Zone& zone) {
  const auto& entry = record.entry;
  return JsonObject{
      {"sequence", record.sequence},
      {"at", json_of(entry.at, zone)},
      {"what", entry.what},
      {"actor",
       JsonObject{{"user", json_of(entry.actor.user)},
                  {"agency", json_of(entry.actor.agency)},
                  {"roles", json_list(entry.actor.roles.list(),
                                      [](Role role) { return JsonValue{to_string(role)}; })},
                  {"channel", code_of(entry.actor.channel)}}},
      {"subject",
       JsonObject{{"kind", entry.subject.kind}, {"id", uuid_to_string(entry.subject.id)}}},
      {"why", json_of(entry.why)},
      {"before", content_json(entry.before)},
      {"after", content_json(entry.after)},
      {"erased", record.erased()}};
}

EventPiece read_events(Snapshot& snapshot, AgencyId viewer, std::int64_t after, std::size_t limit) {
  Ownership ownership{snapshot, viewer};
  EventPiece piece{.shown = {}, .after = after, .more = true};
  for (std::size_t looked_at = 0; piece.more && looked_at < most_looked_at;) {
    auto batch = journal::read_after(snapshot, piece.after, limit);
    piece.more = batch.size() == limit;
    for (auto& record : batch) {
      if (piece.shown.size() == limit) {
        piece.more = true;
        return piece;
      }
      piece.after = record.sequence;
      ++looked_at;
      if (!ownership.holds(record.entry)) continue;
      record.entry.before = without_content(record.entry.before);
      record.entry.after = without_content(record.entry.after);
      piece.shown.push_back(std::move(record));
    }
    if (piece.shown.size() == limit) return piece;
  }
  return piece;
}

}  // namespace inspectord
