// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase_text.hpp"

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

/// "báo cáo 6 tháng trước ngày 20/5", "năm (trước ngày 10/12)": a report, and the day it is due;
/// without a year it is due every year.
std::optional<FoundPhrase> report_deadline_at(const PhraseText&, std::size_t i);

/// "báo cáo ngay", "ngay lập tức", "ngay sau khi kết thúc".
std::optional<FoundPhrase> at_once_at(const PhraseText&, std::size_t i);

/// A number after the day says that it counts things: "từ 1/3 số xã".
bool counts_things(const Tokens&, std::size_t after);

}  // namespace inspectord
