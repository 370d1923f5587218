// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"
#include "workflow/states.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// A visit, duty or task in a list across plans: what it is, and by which day it is listed.
struct ListedPart {
  UuidBytes id{};
  PlanId plan;
  std::string day;  ///< "9999-12-31" for what has none.
};

/// What a list across plans is narrowed to. Of the plans of others only those that have to do with
/// the viewer: the caller still asks what of them the viewer may see.
struct PartFilter {
  AgencyId viewer;
  std::optional<PlanId> plan{};
  std::optional<std::string> state{};       ///< Its code.
  std::optional<AgencyId> agency{};         ///< Duties: the debtor.
  std::optional<std::string> from{}, to{};  ///< Days, both included.
  bool descending = false;
  std::optional<ListedPart> after{};  ///< The last one of the page before.
  int limit = 50;
};

/// By day, then id.
std::vector<ListedPart> list_visits(Connection&, const PartFilter&);
/// Recommendations, which are kept as duties, left out.
std::vector<ListedPart> list_duties(Connection&, const PartFilter&);
std::vector<ListedPart> list_tasks(Connection&, const PartFilter&);

}  // namespace inspectord
