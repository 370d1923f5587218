// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/compose.hpp"

#include <string>
#include <vector>

namespace inspectord {

/// The duties of one plan that a digest tells of; the record outlives it.
struct DigestPart {
  const PlanRecord& record;
  std::vector<DutyId> duties;
};

/// To whom and when a digest speaks.
struct DigestOccasion {
  AgencyId recipient;
  std::string recipient_name;
  Language language = Language::vi;
  LocalDate today{};
  std::string checked_at{};  ///< As Occasion::checked_at.
};

/// "digest": the duties of an agency that recur within a week, of all plans, the nearest first. One
/// message, of no plan. Requires: there is a duty, and each is in its record.
Composed compose_digest(const DigestOccasion&, const std::vector<DigestPart>&);

}  // namespace inspectord
