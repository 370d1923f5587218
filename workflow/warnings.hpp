// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"
#include "workflow/plan/plan.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

class DaysOff;

enum class Severity {
  error,     ///< Stops approval (MISSING_NUMBER, MISSING_DATE, MISSING_DAY: notification only) and
             ///< holds reminders back.
  question,  ///< Asks for an answer; shown to the approver.
  note,      ///< Informs.
};

std::string_view to_string(Severity);

/// Something about a plan that the planner must see. Computed by rules over the plan, never kept in
/// its file.
struct Warning {
  std::string_view code;  ///< "UNIT_EXCLUDED_BUT_SCHEDULED"; words under `warning.<code>` (what)
                          ///< and `warning.<code>.todo`.
  Severity severity = Severity::note;
  std::string pointer;  ///< JSON pointer to the place in the plan file: "/visits/5".
  Arguments arguments;  ///< For the words.

  friend bool operator==(const Warning&, const Warning&) = default;
};

/// All warnings of a plan (domain.md section 8), errors first, then by pointer and code.
std::vector<Warning> find_warnings(const Plan&, const DaysOff&);

/// The errors among them, and no work for the others: asked for whenever reminders are planned or
/// ring.
std::vector<Warning> find_errors(const Plan&, const DaysOff&);

/// Every code there is, with its severity.
struct WarningCode {
  std::string_view code;
  Severity severity;
};
const std::vector<WarningCode>& warning_codes();

}  // namespace inspectord
