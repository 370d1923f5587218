// SPDX-License-Identifier: Apache-2.0
// The journal: what happened to one plan, and all that happened as a change feed.
#include "server/routes/answers.hpp"
#include "server/routes/json_parts.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/query.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/agencies.hpp"
#include "storage/journal.hpp"
#include "storage/outbox_view.hpp"
#include "storage/plans.hpp"
#include "storage/users.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace inspectord {
namespace {

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

JsonArray events_json(const std::vector<JournalRecord>& records, const Zone& zone) {
  return json_list(records, [&](const JournalRecord& record) { return event_json(record, zone); });
}

/// The plan's own entries and those of its visits, duties, tasks, scores and recommendations,
/// oldest first.
std::vector<JournalRecord> journal_of(Snapshot& snapshot, const PlanRecord& record) {
  auto entries = journal::read_of(snapshot, Subject::of("plan", record.id));
  const auto add = [&](std::string kind, const auto& parts) {
    for (const auto& part : parts) {
      auto more = journal::read_of(snapshot, Subject::of(kind, part.id));
      std::move(more.begin(), more.end(), std::back_inserter(entries));
    }
  };
  add("visit", record.visits);
  add("duty", record.duties);
  add("task", record.tasks);
  add("score", record.scores);
  if (!record.recommendations.empty()) add("recommendation", record.duties);
  std::ranges::sort(entries, {}, &JournalRecord::sequence);
  return entries;
}

Result<Response> list_of_plan(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const auto record = TRY(look_at_whole_plan(snapshot, id, call.actor));
  return answer_page(call.request, events_json(journal_of(snapshot, record), parts.house.zone),
                     std::nullopt);
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

/// Looks at a bounded piece of the journal: a page may be empty and yet not be the last.
Result<Response> feed(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  constexpr std::size_t most_looked_at = 5000;
  Query query{call.request};
  const auto limit = static_cast<std::size_t>(query.limit(100));
  auto after = query.integer("after", 0, std::numeric_limits<std::int64_t>::max()).value_or(0);
  TRY(query.finish());
  Ownership ownership{snapshot, call.actor.agency};
  std::vector<JournalRecord> shown;
  std::size_t looked_at = 0;
  bool ended = false;
  while (!ended && shown.size() < limit && looked_at < most_looked_at) {
    auto batch = journal::read_after(snapshot, after, limit);
    ended = batch.size() < limit;
    for (auto& record : batch) {
      if (shown.size() == limit) {
        ended = false;
        break;
      }
      after = record.sequence;
      ++looked_at;
      if (!ownership.holds(record.entry)) continue;
      record.entry.before = without_content(record.entry.before);
      record.entry.after = without_content(record.entry.after);
      shown.push_back(std::move(record));
    }
  }
  return answer_json(200, JsonObject{{"items", events_json(shown, parts.house.zone)},
                                     {"next_after", after},
                                     {"more", !ended}});
}

}  // namespace

std::vector<Route> event_routes(const ApiParts& parts) {
  const auto of_plan = [parts](const Call& call, Snapshot& snapshot) {
    return list_of_plan(parts, call, snapshot);
  };
  const auto all = [parts](const Call& call, Snapshot& snapshot) {
    return feed(parts, call, snapshot);
  };
  const Roles watchers{Role::administrator, Role::auditor, Role::planner};
  return {{Method::get, "/api/v1/plans/{id}/events", Rule::signed_in(), reads(of_plan)},
          {Method::get, "/api/v1/events", Rule::any_of(watchers), reads(all)}};
}

}  // namespace inspectord
