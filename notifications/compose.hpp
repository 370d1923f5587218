// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"
#include "words/catalogue.hpp"
#include "workflow/reminders.hpp"
#include "workflow/step.hpp"

#include <string>
#include <vector>

// What a message says (words.md section 3): pure, from a plan and the day it is sent on. Each
// agency gets its own.

namespace inspectord {

/// To whom and when a message speaks.
struct Occasion {
  const PlanRecord& record;
  const Directory& directory;
  AgencyId recipient;
  Language language = Language::vi;
  LocalDate today{};
  std::string checked_at;  ///< "08 giờ 00, Thứ Ba, 24/11/2026": when it was looked whether a report
                           ///< is there.
};

/// One ledger row that a message carries.
struct Mention {
  TargetKind target_kind = TargetKind::visit;
  UuidBytes target{};
  std::string rule;
  Part part = Part::unit;
  std::optional<LocalDate>
      planned_on;  ///< Set if it comes late: the day on which it should have left.

  friend bool operator==(const Mention&, const Mention&) = default;
};

/// A message before it becomes the bytes of a channel.
struct Composed {
  std::string kind;  ///< "visit_reminder", "duty_overdue", ...
  std::string subject;
  std::string text;
  std::string html;
  std::string chat;  ///< At most 300 characters.
  JsonValue data{};  ///< Of a webhook: {"plan", "recipient", "items", "text"}.
};

/// Reminders of one agency from one plan at one instant: one mail, overdue first. Requires:
/// mentions is not empty and their targets are in the record.
Composed compose_reminders(const Occasion&, std::vector<Mention>);

/// One notice that an act has for the recipient, and as what it is told. The notice outlives it.
struct News {
  const Notice* notice = nullptr;
  Part part = Part::unit;
};

/// All that one act tells one agency: one mail, changed visits first. Requires: news is not empty.
Composed compose_notices(const Occasion&, const std::vector<News>&);

}  // namespace inspectord
