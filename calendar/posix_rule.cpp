// SPDX-License-Identifier: Apache-2.0
#include "calendar/posix_rule.hpp"

#include <chrono>

namespace inspectord {
namespace {

/// Takes a text apart from the left.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool done() const { return text_.empty(); }
  bool take(char wanted) {
    if (text_.empty() || text_.front() != wanted) return false;
    text_.remove_prefix(1);
    return true;
  }
  std::optional<int> number(int least, int most) {
    int value = 0;
    std::size_t digits = 0;
    while (digits < text_.size() && text_[digits] >= '0' && text_[digits] <= '9' && digits < 4)
      value = value * 10 + (text_[digits++] - '0');
    if (digits == 0 || value < least || value > most) return std::nullopt;
    text_.remove_prefix(digits);
    return value;
  }
  /// "EST" or "<+0330>".
  bool skip_name() {
    if (take('<')) {
      const auto end = text_.find('>');
      if (end == std::string_view::npos) return false;
      text_.remove_prefix(end + 1);
      return true;
    }
    std::size_t letters = 0;
    while (letters < text_.size() &&
           ((text_[letters] | 0x20) >= 'a' && (text_[letters] | 0x20) <= 'z'))
      ++letters;
    text_.remove_prefix(letters);
    return letters >= 3;
  }
  /// "[+-]hh[:mm[:ss]]" in seconds.
  std::optional<std::int32_t> time(int most_hours) {
    const int sign = take('-') ? -1 : (take('+'), 1);
    const auto hours = number(0, most_hours);
    if (!hours) return std::nullopt;
    std::int32_t seconds = *hours * 3600;
    for (const int unit : {60, 1}) {
      if (!take(':')) break;
      const auto part = number(0, 59);
      if (!part) return std::nullopt;
      seconds += *part * unit;
    }
    return sign * seconds;
  }

 private:
  std::string_view text_;
};

std::optional<PosixRule::Change> change(Reader& reader) {
  using By = PosixRule::Change::By;
  PosixRule::Change made;
  if (reader.take('M')) {
    const auto month = reader.number(1, 12);
    if (!month || !reader.take('.')) return std::nullopt;
    const auto week = reader.number(1, 5);
    if (!week || !reader.take('.')) return std::nullopt;
    const auto weekday = reader.number(0, 6);
    if (!weekday) return std::nullopt;
    made.month = *month;
    made.week = *week;
    made.weekday = *weekday;
  } else {
    const bool leapless = reader.take('J');
    const auto day = leapless ? reader.number(1, 365) : reader.number(0, 365);
    if (!day) return std::nullopt;
    made.by = leapless ? By::day_without_leap : By::day_of_year;
    made.day = *day;
  }
  if (reader.take('/')) {
    const auto seconds = reader.time(167);
    if (!seconds) return std::nullopt;
    made.seconds = *seconds;
  }
  return made;
}

}  // namespace

std::int64_t PosixRule::Change::in(int year) const {
  using namespace std::chrono;
  const std::chrono::year y{year};
  const sys_days new_year{y / January / 1};
  sys_days found;
  switch (by) {
    case By::weekday_of_month: {
      const std::chrono::month m{static_cast<unsigned>(month)};
      const std::chrono::weekday w{static_cast<unsigned>(weekday)};
      found =
          week == 5 ? sys_days{y / m / w[last]} : sys_days{y / m / w[static_cast<unsigned>(week)]};
      break;
    }
    case By::day_without_leap:
      found = new_year + days{day - 1 + (y.is_leap() && day >= 60 ? 1 : 0)};
      break;
    case By::day_of_year:
      found = new_year + days{day};
      break;
  }
  return std::int64_t{found.time_since_epoch().count()} * 86400 + seconds;
}

std::optional<PosixRule> PosixRule::parse(std::string_view text) {
  Reader reader{text};
  PosixRule rule;
  if (!reader.skip_name()) return std::nullopt;
  const auto west = reader.time(24);
  if (!west) return std::nullopt;
  rule.standard = rule.summer = -*west;  // POSIX counts west of Greenwich
  if (reader.done()) return rule;
  if (!reader.skip_name()) return std::nullopt;
  rule.summer = rule.standard + 3600;
  if (!reader.take(',')) {
    const auto summer_west = reader.time(24);
    if (!summer_west || !reader.take(',')) return std::nullopt;
    rule.summer = -*summer_west;
  }
  rule.to_summer = change(reader);
  if (!rule.to_summer || !reader.take(',')) return std::nullopt;
  rule.to_standard = change(reader);
  if (!rule.to_standard || !reader.done()) return std::nullopt;
  return rule;
}

}  // namespace inspectord
