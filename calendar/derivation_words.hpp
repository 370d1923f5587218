// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "calendar/due_date.hpp"
#include "words/catalogue.hpp"

#include <string>
#include <vector>

namespace inspectord {

/// A step in a sentence: words of `derivation.<code>`, its days as the language writes them.
std::string derivation_words(Language, const DerivationStep&);

/// "nghỉ hoán đổi, Quốc khánh 2/9"
std::string day_facts_words(Language, const DayFacts&);

/// All steps in order, one sentence each.
std::vector<std::string> derivation_lines(Language, const std::vector<DerivationStep>&);

}  // namespace inspectord
