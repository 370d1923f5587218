// SPDX-License-Identifier: Apache-2.0
#include "workflow/overrides.hpp"

#include <charconv>
#include <optional>
#include <string_view>

namespace inspectord {
namespace {

/// "/visits/5/date" taken apart: list "visits", index 5, rest "/date".
struct EntryPointer {
  std::string_view list;
  std::size_t index = 0;
  std::string_view rest;
};

std::optional<EntryPointer> entry_of(std::string_view pointer) {
  if (!pointer.starts_with('/')) return std::nullopt;
  const auto slash = pointer.find('/', 1);
  if (slash == std::string_view::npos) return std::nullopt;
  EntryPointer entry{.list = pointer.substr(1, slash - 1), .index = 0, .rest = {}};
  const auto* end = pointer.data() + pointer.size();
  const auto [rest, error] = std::from_chars(pointer.data() + slash + 1, end, entry.index);
  if (error != std::errc{} || (rest != end && *rest != '/')) return std::nullopt;
  entry.rest = {rest, static_cast<std::size_t>(end - rest)};
  return entry;
}

template <class Entry>
std::optional<std::size_t> place_of(const std::vector<Entry>& from, const std::vector<Entry>& to,
                                    std::size_t index) {
  if (index >= from.size()) return std::nullopt;
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (to[i].key == from[index].key) return i;
  }
  return std::nullopt;
}

/// Where the entry stands in the other content. Lists whose entries have no keys keep their places.
std::optional<std::size_t> moved_to(const EntryPointer& entry, const Plan& from, const Plan& to) {
  if (entry.list == "visits") return place_of(from.visits, to.visits, entry.index);
  if (entry.list == "duties") return place_of(from.duties, to.duties, entry.index);
  if (entry.list == "recurring_duties")
    return place_of(from.recurring_duties, to.recurring_duties, entry.index);
  if (entry.list == "tasks") return place_of(from.tasks, to.tasks, entry.index);
  if (entry.list == "teams") return place_of(from.teams, to.teams, entry.index);
  if (entry.list == "agencies") return place_of(from.agencies, to.agencies, entry.index);
  if (entry.list == "groups") return place_of(from.groups, to.groups, entry.index);
  if (entry.list == "attachments") return place_of(from.attachments, to.attachments, entry.index);
  return entry.index;
}

}  // namespace

std::vector<Override> carried_over(const std::vector<Override>& overrides, const Plan& from,
                                   const Plan& to) {
  std::vector<Override> carried;
  for (auto one : overrides) {
    if (const auto entry = entry_of(one.pointer)) {
      const auto index = moved_to(*entry, from, to);
      if (!index) continue;
      one.pointer =
          "/" + std::string{entry->list} + "/" + std::to_string(*index) + std::string{entry->rest};
    }
    carried.push_back(std::move(one));
  }
  return carried;
}

}  // namespace inspectord
