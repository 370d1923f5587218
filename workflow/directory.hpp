// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "core/id.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// An agency as the directory knows it on the day asked about.
struct DirectoryAgency {
  AgencyId id;
  std::string name;
  std::string short_name;
  bool reachable = false;  ///< Has a contact that can be told something.
  bool in_force = true;    ///< The day lies within its dated validity.

  const std::string& called() const { return short_name.empty() ? name : short_name; }
};

/// The agencies and groups of one plan on one day: what workflow may know of the directory.
struct Directory {
  std::map<std::string, AgencyId> by_key;  ///< Keys of the plan's agencies.
  std::map<AgencyId, DirectoryAgency> agencies;
  std::map<std::string, std::vector<AgencyId>>
      members;  ///< Of the plan's groups: the paper's and the directory's, less `except`.

  std::optional<AgencyId> find(const std::string& key) const {
    const auto found = by_key.find(key);
    return found == by_key.end() ? std::nullopt : std::optional{found->second};
  }
  const DirectoryAgency* find(AgencyId id) const {
    const auto found = agencies.find(id);
    return found == agencies.end() ? nullptr : &found->second;
  }
  /// One agency, or the members of a group.
  std::vector<AgencyId> expand(const std::string& agency_or_group) const {
    if (const auto agency = find(agency_or_group)) return {*agency};
    const auto group = members.find(agency_or_group);
    return group == members.end() ? std::vector<AgencyId>{} : group->second;
  }
  bool can_be_told(AgencyId id) const {
    const auto* agency = find(id);
    return agency && agency->reachable && agency->in_force;
  }
};

}  // namespace inspectord
