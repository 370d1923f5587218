// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"

#include <string>
#include <utility>
#include <vector>

namespace inspectord {

/// How a phrase binds its day D.
enum class Bound {
  before,  ///< "trước ngày D": D-1 is the last on-time day.
  by,      ///< "chậm nhất ngày D", "hạn cuối D": D is.
  until,   ///< "đến hết ngày D": D is, to its end.
};

/// One step by which a date was reached: a code of the catalogue (`derivation.<code>`) and its
/// values.
struct DerivationStep {
  std::string code;
  std::vector<std::pair<std::string, std::string>> arguments;

  friend bool operator==(const DerivationStep&, const DerivationStep&) = default;
};

/// A deadline that can show how it was reached.
struct DueDate {
  std::string raw;  ///< The paper's phrase, untouched.
  Bound bound = Bound::by;
  LocalDate nominal;       ///< The day D that the paper names.
  LocalDate last_on_time;  ///< What is sent on this day is on time; the day after is late.
  LocalDate safe_day;      ///< The last working day not after last_on_time.
  LocalDate legal_end;     ///< The next working day when last_on_time is a day off (Civil Code 2015
                           ///< Art. 148(5)).
  std::vector<DerivationStep> derivation;

  friend bool operator==(const DueDate&, const DueDate&) = default;
};

class DaysOff;

/// Without `raw` the day was given by the office, not by a paper, and the derivation says so.
DueDate derive_due_date(std::string raw, Bound, LocalDate nominal, const DaysOff&);

}  // namespace inspectord
