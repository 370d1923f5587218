// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/zone.hpp"
#include "formats/json.hpp"
#include "workflow/record.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

// How single values are written in views: null for what is not there, RFC 3339 with the offset of
// the house, days as YYYY-MM-DD.

namespace inspectord {

/// The agencies of a plan as its view names them.
struct AgencyNames {
  std::map<AgencyId, std::string> by_id;
  std::set<AgencyId> past_end;  ///< On the day of the view.
};

inline JsonValue json_of(const std::optional<LocalDate>& date) {
  return date ? JsonValue{to_string(*date)} : JsonValue{};
}
inline JsonValue json_of(const std::optional<PartialDate>& date) {
  return date ? JsonValue{to_string(*date)} : JsonValue{};
}
inline JsonValue json_of(const std::optional<std::string>& text) {
  return text ? JsonValue{*text} : JsonValue{};
}
template <class Tag>
JsonValue json_of(const Id<Tag>& id) {
  return id.is_nil() ? JsonValue{} : JsonValue{id.to_string()};
}
template <class Tag>
JsonValue json_of(const std::optional<Id<Tag>>& id) {
  return id ? json_of(*id) : JsonValue{};
}
inline JsonValue json_of(Instant at, const Zone& zone) {
  return zone.to_rfc3339(at);
}
inline JsonValue json_of(const std::optional<Instant>& at, const Zone& zone) {
  return at ? json_of(*at, zone) : JsonValue{};
}

/// {"id", "name"}, or null.
inline JsonValue agency_json(const std::optional<AgencyId>& id, const AgencyNames& names) {
  if (!id || id->is_nil()) return {};
  const auto found = names.by_id.find(*id);
  return JsonObject{{"id", id->to_string()},
                    {"name", found == names.by_id.end() ? JsonValue{} : JsonValue{found->second}}};
}

/// The agency of a plan by its key there: {"key", "id", "name"}, or null for no key.
inline JsonValue agency_json(const std::string& key, const PlanRecord& record) {
  if (key.empty()) return {};
  const auto* entry = find_by_key(record.content.agencies, key);
  const auto id = record.agencies.find(key);
  return JsonObject{
      {"key", key},
      {"id", id == record.agencies.end() ? JsonValue{} : JsonValue{id->second.to_string()}},
      {"name", entry ? JsonValue{entry->name} : JsonValue{}}};
}

template <class Entries, class Encode>
JsonArray json_list(const Entries& entries, Encode encode) {
  JsonArray list;
  for (const auto& entry : entries) list.push_back(encode(entry));
  return list;
}

inline JsonArray json_texts(const std::vector<std::string>& texts) {
  return json_list(texts, [](const std::string& text) { return JsonValue{text}; });
}

}  // namespace inspectord
