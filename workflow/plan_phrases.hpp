// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/plan/plan.hpp"

#include <string>
#include <vector>

namespace inspectord {

/// Whether a phrase of the paper says what the plan holds beside it.
enum class PhraseAgreement {
  agrees,
  differs,  ///< The reader finds another day, hour, bound, start or frequency in it.
  unread,   ///< It says nothing that the reader knows: "theo quy định", a table's heading.
};

/// A phrase that a plan keeps untouched, compared with the values it was entered as.
struct PlanPhrase {
  std::string pointer;  ///< "/duties/0/due"
  std::string raw;
  PhraseAgreement agreement = PhraseAgreement::unread;

  friend bool operator==(const PlanPhrase&, const PlanPhrase&) = default;
};

/// Every deadline, recurring duty, event and period of the plan that keeps its phrase, in the order
/// of the file. Pure.
std::vector<PlanPhrase> compare_phrases(const Plan&);

}  // namespace inspectord
