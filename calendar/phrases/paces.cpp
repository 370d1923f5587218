// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/paces.hpp"

#include "calendar/phrases/sayings.hpp"

namespace inspectord {

Pace unit_pace_at(const Tokens& tokens, std::size_t i) {
  static const Saying day{"ngày"}, week{"tuần"}, month{"tháng"}, quarter{"quý", "quí"}, year{"năm"};
  if (const auto n = day.at(tokens, i)) return {Frequency::daily, "FREQ=DAILY", n};
  if (const auto n = week.at(tokens, i)) return {Frequency::weekly, "FREQ=WEEKLY", n};
  if (const auto n = month.at(tokens, i)) return {Frequency::monthly, "FREQ=MONTHLY", n};
  if (const auto n = quarter.at(tokens, i))
    return {Frequency::quarterly, "FREQ=MONTHLY;INTERVAL=3", n};
  if (const auto n = year.at(tokens, i)) return {Frequency::yearly, "FREQ=YEARLY", n};
  return {};
}

Pace counted_pace_at(const Tokens& tokens, std::size_t i) {
  const auto count = count_at(tokens, i);
  if (!count.tokens) return {};
  Pace pace = unit_pace_at(tokens, i + count.tokens);
  if (!pace.tokens) return {};
  pace.tokens += count.tokens;
  if (count.value == 1) return pace;
  if (pace.frequency == Frequency::quarterly) {
    pace.rrule = "FREQ=MONTHLY;INTERVAL=" + std::to_string(3 * count.value);
  } else {
    pace.rrule += ";INTERVAL=" + std::to_string(count.value);
  }
  const bool months = pace.frequency == Frequency::monthly;
  pace.frequency = months && count.value == 6   ? Frequency::half_yearly
                   : months && count.value == 3 ? Frequency::quarterly
                                                : Frequency::unspecified;
  return pace;
}

Pace every_pace_at(const Tokens& tokens, std::size_t i) {
  static const Saying always{"hằng", "hàng", "mỗi"};
  static const Saying goods{"cây", "nghỉ", "phép", "trả tiền", "tiền thuê", "ngân", "khách", "bán",
                            "mặt", "cửa",  "đơn",  "nhà",      "xếp",       "giao", "mua"};
  if (!always.at(tokens, i) || goods.ends_at(tokens, i)) return {};
  Pace pace = unit_pace_at(tokens, i + 1);
  if (!pace.tokens) pace = counted_pace_at(tokens, i + 1);
  if (pace.tokens) ++pace.tokens;
  return pace;
}

}  // namespace inspectord
