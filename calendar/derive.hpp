// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "calendar/due_rule.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// What kind of answer a rule gave.
enum class Standing {
  dated,        ///< `due` is set.
  provisional,  ///< `due` is the end of a window that opens on `opens`; a day is asked for.
  not_before,   ///< Only `opens` is set.
  waiting,      ///< The event has no day yet: `waits_for`.
  recurring,    ///< Comes again; no day without an anchor.
  at_once,      ///< Stands at all times.
};

/// The days that follow from a rule, and how they were reached.
struct DerivedDue {
  Standing standing = Standing::waiting;
  std::optional<DueDate> due{};
  std::optional<LocalDate> opens{};
  std::string waits_for{};  ///< The event, as the paper says it.
  std::optional<ReportPeriod> report{};
  std::vector<DerivationStep> derivation{};  ///< The whole of it; due->derivation is the same.

  friend bool operator==(const DerivedDue&, const DerivedDue&) = default;
};

/// `raw`: the paper's phrase. Pure; the same values give the same answer.
DerivedDue derive(std::string raw, const DueRule&, const DaysOff&);

/// Due on a day of a recurrence, or where its rule for days off moves it.
DueDate derive_recurrent_day(std::string raw, RecurrentDay, const DaysOff&);

/// A due date as it is by another calendar.
DueDate derive_again(const DueDate&, const DaysOff&);

}  // namespace inspectord
