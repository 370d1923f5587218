// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/month_parts.hpp"

#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

/// Half a month has 15 days (Civil Code 2015 Art. 146); the three "tuần" of a month ten each, as
/// dictionaries have them: to the 10th, to the 20th, to its end.
MonthPartLead named_part(const Tokens& tokens, std::size_t i) {
  static const Saying first_half{"nửa đầu"}, second_half{"nửa cuối", "nửa sau"};
  static const Saying thirds[] = {{"thượng tuần"}, {"trung tuần"}, {"hạ tuần"}};
  if (const auto n = first_half.at(tokens, i)) return {{.last = 15}, n};
  if (const auto n = second_half.at(tokens, i)) return {{.first = 16}, n};
  for (unsigned k = 0; k < std::size(thirds); ++k) {
    if (const auto n = thirds[k].at(tokens, i))
      return {{.first = 10 * k + 1, .last = k == 2 ? 0 : 10 * k + 10}, n};
  }
  return {};
}

/// "tuần thứ 2", "tuần 3", "tuần đầu tiên", "tuần cuối"
MonthPartLead week(const Tokens& tokens, std::size_t i) {
  static const Saying word{"tuần", "tuần lễ"}, ordinal{"thứ"};
  static const Saying edge{"đầu", "đầu tiên", "cuối", "cuối cùng", "thứ nhất"};
  const auto n = word.at(tokens, i);
  if (!n) return {};
  if (const auto m = edge.at(tokens, i + n)) return {{.week = true}, n + m};
  const std::size_t number = i + n + ordinal.at(tokens, i + n);
  const auto count = count_at(tokens, number);
  constexpr unsigned most_weeks = 5;
  if (!count.tokens || count.value > most_weeks) return {};
  return {{.week = true}, number + count.tokens - i};
}

/// "10 ngày đầu", "05 ngày cuối"
MonthPartLead counted_days(const Tokens& tokens, std::size_t i) {
  static const Saying first{"ngày đầu", "ngày đầu tiên"}, last{"ngày cuối", "ngày cuối cùng"};
  const auto count = count_at(tokens, i);
  constexpr unsigned most_days = 28;
  if (!count.tokens || count.value > most_days) return {};
  const std::size_t at = i + count.tokens;
  if (const auto n = first.at(tokens, at)) return {{.last = count.value}, count.tokens + n};
  if (const auto n = last.at(tokens, at))
    return {{.last = count.value, .from_end = true}, count.tokens + n};
  return {};
}

}  // namespace

MonthPartLead month_part_lead_at(const Tokens& tokens, std::size_t i) {
  static const Saying of{"của", "trong"};
  auto lead = named_part(tokens, i);
  if (!lead.tokens) lead = week(tokens, i);
  if (!lead.tokens) lead = counted_days(tokens, i);
  if (lead.tokens) lead.tokens += of.at(tokens, i + lead.tokens);
  return lead;
}

}  // namespace inspectord
