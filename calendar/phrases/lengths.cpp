// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/lengths.hpp"

#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

struct Unit {
  std::optional<TimeUnit> unit{};  ///< Without one: hours.
  std::size_t tokens = 0;
};

Unit unit_at(const Tokens& tokens, std::size_t i) {
  static const Saying working_days{"ngày làm việc", "ngày công"}, days{"ngày"},
      hours{"giờ", "tiếng"}, weeks{"tuần", "tuần lễ"}, months{"tháng"}, years{"năm"};
  if (const auto n = working_days.at(tokens, i)) return {TimeUnit::working_day, n};
  if (const auto n = days.at(tokens, i)) return {TimeUnit::day, n};
  if (const auto n = weeks.at(tokens, i)) return {TimeUnit::week, n};
  if (const auto n = months.at(tokens, i)) return {TimeUnit::month, n};
  if (const auto n = years.at(tokens, i)) return {TimeUnit::year, n};
  return {std::nullopt, hours.at(tokens, i)};
}

/// Over the length said again: "45 ngày (bốn mươi lăm ngày)".
std::size_t over_repeated(const Tokens& tokens, std::size_t i, unsigned value) {
  if (!symbol_at(tokens, i, '(')) return i;
  const auto count = count_at(tokens, i + 1);
  if (!count.tokens || count.value != value) return i;
  const std::size_t at = i + 1 + count.tokens;
  const std::size_t end = at + unit_at(tokens, at).tokens;
  return symbol_at(tokens, end, ')') ? end + 1 : i;
}

}  // namespace

std::size_t unreadable_length_at(const Tokens& tokens, std::size_t i) {
  const std::size_t number = i + (symbol_at(tokens, i, '-') ? 1 : 0);
  if (!number_at(tokens, number) || (number == i && count_at(tokens, i).tokens)) return 0;
  const auto unit = unit_at(tokens, number + 1);
  return unit.tokens ? number + 1 + unit.tokens - i : 0;
}

std::optional<Length> length_at(const Tokens& tokens, std::size_t i, bool led) {
  static const Saying short_hours{"h"};  // "trong vòng 24h"; alone it is an hour of the day
  static const Saying half_month{"nửa tháng"}, half_year{"nửa năm"}, bracketed{"( làm việc )"},
      working{"làm việc"};
  if (const auto n = half_month.at(tokens, i)) return Length{1, TimeUnit::half_month, i + n};
  if (const auto n = half_year.at(tokens, i)) return Length{1, TimeUnit::half_year, i + n};
  const auto count = count_at(tokens, i);
  if (!count.tokens) return std::nullopt;
  auto unit = unit_at(tokens, i + count.tokens);
  if (!unit.tokens && led && glued_at(tokens, i + count.tokens)) {
    unit.tokens = short_hours.at(tokens, i + count.tokens);
    if (number_at(tokens, i + count.tokens + 1) && glued_at(tokens, i + count.tokens + 1))
      return std::nullopt;  // "16h00"
  }
  if (!unit.tokens) return std::nullopt;
  std::size_t end = i + count.tokens + unit.tokens;
  if (unit.unit == TimeUnit::day) {
    if (const auto n = bracketed.at(tokens, end)) {
      unit.unit = TimeUnit::working_day;
      end += n;
    }
  }
  return Length{count.value, unit.unit, over_repeated(tokens, end, count.value)};
}

}  // namespace inspectord
