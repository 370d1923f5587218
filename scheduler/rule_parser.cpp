// SPDX-License-Identifier: Apache-2.0
#include "scheduler/rule_parser.hpp"

#include "core/nearest_name.hpp"
#include "scheduler/reasons.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

using namespace std::string_view_literals;

constexpr std::array part_names{
    "FREQ"sv,  "UNTIL"sv,      "COUNT"sv,     "INTERVAL"sv, "BYSECOND"sv, "BYMINUTE"sv, "BYHOUR"sv,
    "BYDAY"sv, "BYMONTHDAY"sv, "BYYEARDAY"sv, "BYWEEKNO"sv, "BYMONTH"sv,  "BYSETPOS"sv, "WKST"sv};
constexpr std::array frequency_names{"SECONDLY"sv, "MINUTELY"sv, "HOURLY"sv, "DAILY"sv,
                                     "WEEKLY"sv,   "MONTHLY"sv,  "YEARLY"sv};
constexpr std::array weekday_names{"SU"sv, "MO"sv, "TU"sv, "WE"sv, "TH"sv, "FR"sv, "SA"sv};

void add_year_day(YearDays& forward, YearDays& back, int day) {
  auto& days = day > 0 ? forward : back;
  const auto bit = static_cast<unsigned>(std::abs(day));
  days[bit / 64] |= std::uint64_t{1} << bit % 64;
}

template <class Mask>
void add_bit(Mask& forward, Mask& back, int number) {
  (number > 0 ? forward : back) |= Mask{1} << std::abs(number);
}

/// "20261231" or "20261231T165959[Z]"; a second 60 counts as 59 (RFC 5545 section 3.3.12).
std::optional<Until> read_until(std::string_view text) {
  const bool utc = text.size() == 16 && (text[15] | 0x20) == 'z';
  if (text.size() != 8 && text.size() != 15 && !utc) return std::nullopt;
  if (text.size() > 8 && (text[8] | 0x20) != 't') return std::nullopt;
  const auto digits = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(at, count)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const int year = digits(0, 4), month = digits(4, 2), day = digits(6, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > civil::length_of_month(year, month))
    return std::nullopt;
  Until until{.kind = Until::Kind::date,
              .seconds = civil::day_number(year, month, day) * civil::seconds_of_day};
  if (text.size() == 8) return until;
  const int hour = digits(9, 2), minute = digits(11, 2), second = digits(13, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return std::nullopt;
  until.kind = utc ? Until::Kind::utc : Until::Kind::local;
  until.seconds += hour * 3600 + minute * 60 + std::min(second, 59);
  return until;
}

}  // namespace

Arguments RuleParser::about(const TextCursor& cursor, std::size_t begin,
                            std::string_view allowed) const {
  return {{"place", cursor.place(begin)},
          {"part", name_},
          {"found", std::string{cursor.since(begin)}},
          {"allowed", std::string{allowed}}};
}

/// What begins at `begin` is none of what the part takes, or nothing is there at all.
Refusal RuleParser::bad_value(const TextCursor& cursor, std::size_t begin,
                              std::string_view allowed) const {
  TextCursor rest = cursor;
  while (!rest.done() && rest.peek() != ',') rest.step();
  auto arguments = about(rest, begin, allowed);
  const bool missing = arguments[2].second.empty();
  return Refusal{
      missing ? reason::rule_missing_value : reason::rule_bad_value, {}, std::move(arguments)};
}

Result<RuleParts> RuleParser::parse() {
  if (text_.empty()) return Refusal{reason::rule_empty};
  for (std::size_t begin = 0; begin <= text_.size();) {
    const auto end = std::min(text_.find(';', begin), text_.size());
    if (auto refusal = part(begin, end)) return std::move(*refusal);
    begin = end + 1;
  }
  if (!(seen_ & 1)) return Refusal{reason::rule_no_frequency};
  std::sort(made_.numbered_days.begin(), made_.numbered_days.end());
  std::sort(made_.positions.begin(), made_.positions.end());
  const auto drop_twins = [](auto& list) {
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  drop_twins(made_.numbered_days);
  drop_twins(made_.positions);
  return std::move(made_);
}

std::optional<Refusal> RuleParser::part(std::size_t begin, std::size_t end) {
  TextCursor cursor{text_, begin, end};
  name_ = upper_case(cursor.letters(end - begin));
  if (name_.empty() || !cursor.take('=')) {
    const auto whole = text_.substr(begin, end - begin);
    return Refusal{reason::rule_not_a_part,
                   {},
                   {{"place", cursor.place(begin)}, {"found", std::string{whole}}}};
  }
  const auto* known = std::find(part_names.begin(), part_names.end(), name_);
  if (known == part_names.end()) {
    return Refusal{reason::rule_unknown_part,
                   {},
                   {{"place", cursor.place(begin)},
                    {"part", name_},
                    {"nearest", std::string{nearest_name(name_, part_names)}}}};
  }
  const auto bit = 1u << (known - part_names.begin());
  if (seen_ & bit) return Refusal{reason::rule_part_twice, {}, about(cursor, begin, {})};
  seen_ |= bit;
  return value_of(*known, cursor);
}

std::optional<Refusal> RuleParser::value_of(std::string_view name, TextCursor cursor) {
  auto& made = made_;
  if (name == "FREQ") return frequency(cursor);
  if (name == "UNTIL") return until(cursor);
  if (name == "COUNT") return whole_number(cursor, 0, made.count.emplace());
  if (name == "INTERVAL") return whole_number(cursor, 1, made.interval);
  if (name == "WKST") return week_start(cursor);
  if (name == "BYDAY") return days(cursor);
  if (name == "BYSECOND") {
    // Where no leap seconds are counted, 60 is 59 (RFC 5545 section 3.3.12).
    return numbers(cursor, {0, 60, 2, Sign::none, "0-60"},
                   [&](int n) { made.seconds |= std::uint64_t{1} << std::min(n, 59); });
  }
  if (name == "BYMINUTE") {
    return numbers(cursor, {0, 59, 2, Sign::none, "0-59"},
                   [&](int n) { made.minutes |= std::uint64_t{1} << n; });
  }
  if (name == "BYHOUR") {
    return numbers(cursor, {0, 23, 2, Sign::none, "0-23"}, [&](int n) { made.hours |= 1u << n; });
  }
  if (name == "BYMONTH") {
    return numbers(cursor, {1, 12, 2, Sign::none, "1-12"},
                   [&](int n) { made.months |= static_cast<std::uint16_t>(1u << n); });
  }
  if (name == "BYMONTHDAY") {
    return numbers(cursor, {1, 31, 2, Sign::allowed, "1..31, -31..-1"},
                   [&](int n) { add_bit(made.month_days, made.month_days_back, n); });
  }
  if (name == "BYYEARDAY") {
    return numbers(cursor, {1, 366, 3, Sign::allowed, "1..366, -366..-1"},
                   [&](int n) { add_year_day(made.year_days, made.year_days_back, n); });
  }
  if (name == "BYWEEKNO") {
    return numbers(cursor, {1, 53, 2, Sign::allowed, "1..53, -53..-1"},
                   [&](int n) { add_bit(made.weeks, made.weeks_back, n); });
  }
  return numbers(cursor, {1, 366, 3, Sign::allowed, "1..366, -366..-1"},
                 [&](int n) { made.positions.push_back(n); });  // BYSETPOS
}

std::optional<Refusal> RuleParser::frequency(TextCursor cursor) {
  const auto begin = cursor.offset();
  const auto name = upper_case(cursor.letters(16));
  const auto* found = std::find(frequency_names.begin(), frequency_names.end(), name);
  if (found == frequency_names.end() || !cursor.done()) {
    while (!cursor.done()) cursor.step();
    return Refusal{reason::rule_bad_frequency, {}, about(cursor, begin, {})};
  }
  made_.frequency = static_cast<RuleFrequency>(found - frequency_names.begin());
  return std::nullopt;
}

std::optional<Refusal> RuleParser::whole_number(TextCursor cursor, std::int64_t least,
                                                std::int64_t& target) {
  const std::string_view allowed = least == 0 ? "0, 1, 2, ..." : "1, 2, 3, ...";
  const auto begin = cursor.offset();
  if (!cursor.at_digit()) return bad_value(cursor, begin, allowed);
  target = cursor.number();
  if (!cursor.done()) return bad_value(cursor, begin, allowed);
  if (target < least) return Refusal{reason::rule_out_of_range, {}, about(cursor, begin, allowed)};
  return std::nullopt;
}

std::optional<Refusal> RuleParser::until(TextCursor cursor) {
  const auto begin = cursor.offset();
  while (!cursor.done()) cursor.step();
  made_.until = read_until(cursor.since(begin));
  if (made_.until) return std::nullopt;
  return Refusal{reason::rule_bad_until, {}, about(cursor, begin, {})};
}

std::optional<int> RuleParser::weekday(TextCursor& cursor) {
  const auto name = upper_case(cursor.letters(2));
  const auto* found = std::find(weekday_names.begin(), weekday_names.end(), name);
  if (found == weekday_names.end()) return std::nullopt;
  return static_cast<int>(found - weekday_names.begin());
}

std::optional<Refusal> RuleParser::week_start(TextCursor cursor) {
  const auto begin = cursor.offset();
  const auto day = weekday(cursor);
  if (!day || !cursor.done()) return bad_value(cursor, begin, "MO, TU, WE, TH, FR, SA, SU");
  made_.week_start = static_cast<std::uint8_t>(*day);
  return std::nullopt;
}

std::optional<Refusal> RuleParser::days(TextCursor cursor) {
  const Numbers ordinals{1, 53, 2, Sign::allowed, "1..53, -53..-1"};
  do {
    const auto begin = cursor.offset();
    int ordinal = 0;
    if (cursor.at_digit() || cursor.peek() == '+' || cursor.peek() == '-') {
      auto read = number(cursor, ordinals);
      if (!read) return std::move(read).error();
      ordinal = *read;
    }
    const auto day = weekday(cursor);
    if (!day || (!cursor.done() && cursor.peek() != ','))
      return bad_value(cursor, begin, "MO, 1MO, -1MO");
    if (ordinal == 0)
      made_.weekdays |= static_cast<std::uint8_t>(1 << *day);
    else
      made_.numbered_days.push_back({ordinal, *day});
  } while (cursor.take(','));
  return std::nullopt;
}

Result<int> RuleParser::number(TextCursor& cursor, const Numbers& wanted) {
  const auto begin = cursor.offset();
  bool negative = false;
  if (wanted.sign == Sign::allowed) {
    negative = cursor.take('-');
    if (!negative) cursor.take('+');
  }
  if (!cursor.at_digit()) return bad_value(cursor, begin, wanted.allowed);
  const auto first_digit = cursor.offset();
  const auto value = cursor.number();
  const bool too_long = cursor.offset() - first_digit > wanted.most_digits;
  if (too_long || value < wanted.low || value > wanted.high)
    return Refusal{reason::rule_out_of_range, {}, about(cursor, begin, wanted.allowed)};
  return static_cast<int>(negative ? -value : value);
}

template <class Add>
std::optional<Refusal> RuleParser::numbers(TextCursor cursor, const Numbers& wanted, Add add) {
  do {
    const auto begin = cursor.offset();
    auto read = number(cursor, wanted);
    if (!read) return std::move(read).error();
    if (!cursor.done() && cursor.peek() != ',') return bad_value(cursor, begin, wanted.allowed);
    add(*read);
  } while (cursor.take(','));
  return std::nullopt;
}

}  // namespace inspectord
