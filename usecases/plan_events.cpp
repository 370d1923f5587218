// SPDX-License-Identifier: Apache-2.0
#include "usecases/plan_events.hpp"

#include "formats/plan_file.hpp"
#include "storage/journal.hpp"
#include "storage/plan_record_json.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

/// The members in which two records differ, as each of them has it.
struct Difference {
  JsonObject before, after;
};

JsonObject json_of(const Arguments& arguments) {
  JsonObject object;
  for (const auto& [name, value] : arguments) object.emplace_back(name, value);
  return object;
}

void append(JsonObject& object, const JsonObject& more) {
  object.insert(object.end(), more.begin(), more.end());
}

JsonValue without(const JsonValue& object, std::string_view key) {
  JsonObject rest = *object.if_object();
  std::erase_if(rest, [&](const JsonMember& one) { return one.key == key; });
  return rest;
}

/// The members of one that the other lacks or has otherwise.
JsonObject own_members(const JsonValue& one, const JsonValue& other) {
  JsonObject own;
  for (const auto& member : *one.if_object()) {
    const auto* there = other.find(member.key);
    if (!there || !(*there == member.value)) own.push_back(member);
  }
  return own;
}

const Plan* content_of(const std::optional<Amendment>& amendment) {
  return amendment ? &amendment->content : nullptr;
}

/// Contents are long and stand alone; that of an amendment is said where it is drafted, and not
/// again with each of its steps.
void add_contents(Difference& changed, const PlanRecord& before, const PlanRecord& after) {
  for (auto* members : {&changed.before, &changed.after}) {
    for (auto& member : *members) {
      if (member.key == "amendment") member.value = without(member.value, "content");
    }
  }
  if (before.content != after.content) {
    changed.before.emplace_back("content", plan_to_json(before.content));
    changed.after.emplace_back("content", plan_to_json(after.content));
  }
  const auto* was = content_of(before.amendment);
  const auto* is = content_of(after.amendment);
  if (!is || (was && *was == *is)) return;
  if (was) changed.before.emplace_back("amendment_content", plan_to_json(*was));
  changed.after.emplace_back("amendment_content", plan_to_json(*is));
}

Difference difference(const PlanRecord& before, const PlanRecord& after) {
  const auto was = without(encode_record(before), "reason");  // the event says why
  const auto is = without(encode_record(after), "reason");
  Difference changed{own_members(was, is), own_members(is, was)};
  add_contents(changed, before, after);
  if (before.id.is_nil()) changed.before.clear();
  return changed;
}

std::optional<std::string> text_of(const JsonObject& object) {
  return object.empty() ? std::nullopt : std::optional{write_json(object)};
}

}  // namespace

void write_events(Transaction& tx, const std::vector<Event>& events, const PlanRecord& before,
                  const PlanRecord& after, const Actor& actor, Instant now, const House& house) {
  for (const auto& event : events) {
    auto was = json_of(event.before);
    auto is = json_of(event.after);
    if (event.subject_kind == "plan") {
      const auto changed = difference(before, after);
      append(was, changed.before);
      append(is, changed.after);
    }
    journal::append(tx,
                    {.at = now,
                     .actor = actor,
                     .what = event.code,
                     .subject = {event.subject_kind, event.subject},
                     .why = event.why.empty() ? std::nullopt : std::optional{event.why},
                     .before = text_of(was),
                     .after = text_of(is)},
                    house.random);
  }
}

}  // namespace inspectord
