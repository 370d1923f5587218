// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/due_date.hpp"
#include "words/catalogue.hpp"

#include <string>

namespace inspectord {

/// How the day was reached, as "Tính từ ...; không tính ...", where that says more than the phrase
/// of the paper does: days skipped, a day off at the end, years that nobody has decided. Else
/// empty. It names the calendar once.
std::string derivation_of(Language, const DueDate&);

/// The same for a mail that says by itself until when a late report is taken.
std::string derivation_without_grace(Language, const DueDate&);

/// Until when a report that is late on `today` is still taken: "Thứ Sáu, 25/12/2026". Empty where
/// it has no grace, or none any more.
std::string grace_of(Language, const DueDate&, LocalDate today);

}  // namespace inspectord
