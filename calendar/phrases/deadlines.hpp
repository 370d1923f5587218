// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"

#include <vector>

namespace inspectord {

/// The word that binds a day, and the tokens it takes; 0 tokens where none stands at `i`.
struct BoundLead {
  PhraseBound bound = PhraseBound::by;
  std::size_t tokens = 0;
  bool firm = true;  ///< Also without "ngày" what follows is a day. Not so "đến", "hết".
};
BoundLead bound_lead_at(const Tokens&, std::size_t i);

/// "trước ngày D", "chậm nhất D", "đến hết quý II/2024", "trước 17 giờ ngày D": a deadline whose
/// target is a day, an hour or a period. nullopt where none starts at `i`.
std::optional<FoundPhrase> deadline_at(const PhraseText&, std::size_t i);

/// "trước ngày 15/11 hằng năm", "chậm nhất ngày 10 và 20 hằng tháng": bound days that come again.
/// Empty where none start at `i`.
std::vector<FoundPhrase> repeated_deadlines_at(const PhraseText&, std::size_t i);

/// The rule of one whole day, with its hour where there is one. Requires: the phrase has a bound.
void set_day_rule(Phrase&);

/// What the bound of a phrase is to a rule; nullopt where it binds no last day.
std::optional<Bound> rule_bound(PhraseBound);

/// "báo cáo ngay", "ngay lập tức", "ngay sau khi kết thúc".
std::optional<FoundPhrase> at_once_at(const PhraseText&, std::size_t i);

/// A number after the day says that it counts things: "từ 1/3 số xã".
bool counts_things(const Tokens&, std::size_t after);

}  // namespace inspectord
