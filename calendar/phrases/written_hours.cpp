// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/written_hours.hpp"

#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

struct ReadHour {
  unsigned hour = 0, minute = 0;
  std::size_t end = 0;
  bool firm = false;
};

/// Minutes after the word for the hour; never the day of a date: "8 giờ 20/5/2024".
bool minutes_at(const Tokens& tokens, std::size_t i) {
  static const Saying month{"tháng"};
  if (!number_at(tokens, i) || tokens[i].length() > 2 || tokens[i].value > 59) return false;
  const bool dated = symbol_at(tokens, i + 1, '/') || month.at(tokens, i + 1) ||
                     ((symbol_at(tokens, i + 1, '-') || symbol_at(tokens, i + 1, '.')) &&
                      glued_at(tokens, i + 1) && glued_at(tokens, i + 2) &&
                      number_at(tokens, i + 2) && !glued_at(tokens, i));
  return !dated;
}

std::size_t after_minutes(const Tokens& tokens, std::size_t i) {
  static const Saying minute_word{"phút", "p", "'", "\""};
  return i + minute_word.at(tokens, i);
}

std::optional<ReadHour> with_colon(const Tokens& tokens, std::size_t i) {
  if (!symbol_at(tokens, i + 1, ':') || !glued_at(tokens, i + 1) || !glued_at(tokens, i + 2))
    return std::nullopt;
  if (!number_at(tokens, i + 2) || tokens[i + 2].length() != 2 || tokens[i + 2].value > 59)
    return std::nullopt;
  if (glued_at(tokens, i + 3) && (number_at(tokens, i + 3) || word_at(tokens, i + 3)))
    return std::nullopt;
  const bool scale = (symbol_at(tokens, i + 3, '.') || symbol_at(tokens, i + 3, ',')) &&
                     glued_at(tokens, i + 4) && number_at(tokens, i + 4);
  if (scale) return std::nullopt;  // "tỷ lệ 1:10.000"
  return ReadHour{tokens[i].value, tokens[i + 2].value, i + 3, true};
}

std::optional<ReadHour> with_word(const Tokens& tokens, std::size_t i) {
  static const Saying letter{"h"}, southern{"g"}, word{"giờ"}, half{"rưỡi"};
  if (word.at(tokens, i + 1) && half.at(tokens, i + 2))
    return ReadHour{tokens[i].value, 30, i + 3, true};
  const bool spaced = letter.at(tokens, i + 1) && !glued_at(tokens, i + 1);
  if (spaced && minutes_at(tokens, i + 2) && tokens[i + 2].length() == 2)  // "8 h 30"
    return ReadHour{tokens[i].value, tokens[i + 2].value, after_minutes(tokens, i + 3), true};
  const bool short_form = letter.at(tokens, i + 1) && glued_at(tokens, i + 1);
  const bool southern_form = southern.at(tokens, i + 1) && glued_at(tokens, i + 1);
  if (!short_form && !southern_form && !word.at(tokens, i + 1)) return std::nullopt;
  constexpr unsigned whole_day = 24;  // "trực 24h" is a length
  ReadHour read{tokens[i].value, 0, i + 2, short_form && tokens[i].value != whole_day};
  const bool apart = minutes_at(tokens, i + 2) && tokens[i + 2].length() == 2 &&
                     tokens[i + 2].value % 5 == 0 && !tokens[i + 2].line_start;  // "17h 00"
  if (minutes_at(tokens, i + 2) && (!short_form || glued_at(tokens, i + 2) || apart)) {
    read.minute = tokens[i + 2].value;
    read.end = after_minutes(tokens, i + 3);
    read.firm = true;
  } else if (southern_form || symbol_at(tokens, i + 2, '/')) {  // "8 giờ/ngày"
    return std::nullopt;
  }
  return read;
}

/// "chiều", "tối" and "CH" move hours before noon; a 24-hour time stays as it is.
void apply_half_of_day(const Tokens& tokens, ReadHour& read) {
  static const Saying afternoon{"chiều", "tối", "đêm", "ch", "pm"},
      morning{"sáng", "trưa", "sa", "am"};
  if (const auto n = afternoon.at(tokens, read.end)) {
    if (read.hour >= 1 && read.hour < 12) read.hour += 12;
    read.end += n;
    read.firm = true;
  } else if (const auto m = morning.at(tokens, read.end)) {
    read.end += m;
    read.firm = true;
  }
}

std::optional<ReadHour> hour_at(const Tokens& tokens, std::size_t i) {
  if (!number_at(tokens, i) || tokens[i].length() > 2 || tokens[i].value > 24) return std::nullopt;
  auto read = with_colon(tokens, i);
  if (!read) read = with_word(tokens, i);
  if (!read || (read->hour == 24 && read->minute > 0)) return std::nullopt;
  apply_half_of_day(tokens, *read);
  return read;
}

LocalTime time_of(const ReadHour& read) {
  return LocalTime{static_cast<int>(read.hour * 60 + read.minute)};
}

}  // namespace

std::optional<WrittenHours> written_hours_at(const Tokens& tokens, std::size_t i) {
  static const Saying to{"-", "đến", "tới", "cho đến"};
  const auto first = hour_at(tokens, i);
  if (!first) return std::nullopt;
  WrittenHours hours{.first = time_of(*first), .end = first->end, .firm = first->firm};
  const auto joint = to.at(tokens, first->end);
  if (!joint) return hours;
  const auto last = hour_at(tokens, first->end + joint);
  if (!last || time_of(*last) < hours.first) return hours;
  hours.last = time_of(*last);
  hours.end = last->end;
  hours.firm |= last->firm;
  return hours;
}

}  // namespace inspectord
