// SPDX-License-Identifier: Apache-2.0
#include "scheduler/cron_parser.hpp"

#include "scheduler/cron_nicknames.hpp"
#include "scheduler/reasons.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

using namespace std::string_view_literals;

constexpr std::array month_names{"JAN"sv, "FEB"sv, "MAR"sv, "APR"sv, "MAY"sv, "JUN"sv,
                                 "JUL"sv, "AUG"sv, "SEP"sv, "OCT"sv, "NOV"sv, "DEC"sv};
constexpr std::array weekday_names{"SUN"sv, "MON"sv, "TUE"sv, "WED"sv, "THU"sv, "FRI"sv, "SAT"sv};

constexpr std::array<CronField, 7> fields{{
    {"second", 0, 59, "0-59", {}},
    {"minute", 0, 59, "0-59", {}},
    {"hour", 0, 23, "0-23", {}},
    {"day_of_month", 1, 31, "1-31", {}},
    {"month", 1, 12, "1-12, JAN-DEC", month_names},
    {"day_of_week", 0, 7, "0-7, SUN-SAT", weekday_names},
    {"year", CronExpression::first_year, CronExpression::last_year, "1970-2199", {}},
}};

bool is_space(char c) {
  return c == ' ' || c == '\t';
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

}  // namespace

const CronField& cron_field(CronFieldKind kind) {
  return fields[static_cast<std::size_t>(kind)];
}

Arguments CronParser::about(const TextCursor& cursor, std::size_t begin) const {
  return {{"field", std::string{cron_field(kind_).code}},
          {"place", cursor.place(begin)},
          {"found", std::string{cursor.since(begin)}},
          {"allowed", std::string{cron_field(kind_).allowed}}};
}

/// What stands here belongs to another field, or to none, or something is missing.
Refusal CronParser::unexpected(const TextCursor& cursor) const {
  auto arguments = about(cursor, cursor.offset());
  if (cursor.done() || cursor.peek() == ',') {
    return Refusal{reason::cron_missing_value, {}, std::move(arguments)};
  }
  arguments[2].second = cursor.shown();
  const bool known = "?LW#+"sv.find(cursor.peek()) != std::string_view::npos;
  return Refusal{
      known ? reason::cron_not_in_field : reason::cron_unexpected, {}, std::move(arguments)};
}

std::vector<CronParser::Piece> CronParser::pieces() const {
  std::vector<Piece> found;
  for (std::size_t at = 0; at < text_.size();) {
    if (is_space(text_[at])) {
      ++at;
      continue;
    }
    const auto begin = at;
    while (at < text_.size() && !is_space(text_[at])) ++at;
    found.push_back({begin, at});
  }
  return found;
}

Result<CronExpression> CronParser::parse() {
  const auto found = pieces();
  if (found.empty()) return Refusal{reason::cron_empty};
  if (text_[found.front().begin] == '@') return nickname(found);
  if (found.size() < 5 || found.size() > 7) return wrong_count(found);
  std::vector<Problem> problems;
  auto kind = found.size() == 5 ? CronFieldKind::minute : CronFieldKind::second;
  if (found.size() >= 6) made_.seconds_ = 0;
  for (const auto& piece : found) {
    if (const auto refusal = field(kind, piece)) problems.push_back(refusal->problems().front());
    kind = static_cast<CronFieldKind>(static_cast<int>(kind) + 1);
  }
  if (found.size() < 7) {
    kind_ = CronFieldKind::year;
    for (int year = CronExpression::first_year; year <= CronExpression::last_year; ++year)
      add(year);
  }
  if (!problems.empty()) return Refusal{std::move(problems)};
  return made_;
}

/// Names the field that is missing, or the last one and what follows it. A character that no field
/// takes may be why: a line break separates nothing (OCPS 1.1 section 4.1).
Refusal CronParser::wrong_count(const std::vector<Piece>& found) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    TextCursor cursor{text_, found[i].begin, found[i].end};
    while (!cursor.done() && !is_control(cursor.peek())) cursor.step();
    kind_ = static_cast<CronFieldKind>(std::min<std::size_t>(i + (found.size() < 5), 6));
    if (!cursor.done()) return unexpected(cursor);
  }
  kind_ = found.size() < 5 ? static_cast<CronFieldKind>(found.size() + 1) : CronFieldKind::year;
  const TextCursor cursor{text_, found.size() < 5 ? found.back().end : found[7].begin,
                          text_.size()};
  auto arguments = about(cursor, cursor.offset());
  arguments[2].second = std::to_string(found.size());
  return Refusal{reason::cron_field_count, {}, std::move(arguments)};
}

Result<CronExpression> CronParser::nickname(const std::vector<Piece>& found) {
  const auto name = text_.substr(found[0].begin, found[0].end - found[0].begin);
  const TextCursor cursor{text_, found[0].begin, text_.size()};
  const auto pattern = pattern_of_nickname(name);
  if (!pattern) {
    return Refusal{reason::cron_unknown_nickname,
                   {},
                   {{"found", std::string{name}},
                    {"nearest", std::string{nearest_nickname(name)}},
                    {"place", cursor.place()}}};
  }
  if (found.size() > 1) {
    return Refusal{reason::cron_nickname_not_alone,
                   {},
                   {{"found", std::string{name}}, {"place", cursor.place(found[1].begin)}}};
  }
  if (!pattern->empty()) return CronParser{*pattern}.parse();
  made_.reboot_ = true;
  return made_;
}

std::optional<Refusal> CronParser::field(CronFieldKind kind, Piece piece) {
  kind_ = kind;
  TextCursor cursor{text_, piece.begin, piece.end};
  if (kind == CronFieldKind::day_of_week) made_.both_ = cursor.take('+');
  const auto first = cursor.offset();
  bool open = false;
  do {
    const auto begin = cursor.offset();
    if (auto refusal = entry(cursor, piece)) return refusal;
    // Only a wildcard alone, as the first of the list, leaves a day field open (OCPS 1.1, 6.1).
    if (begin == first) open = cursor.since(begin) == "*" || cursor.since(begin) == "?";
  } while (cursor.take(','));
  if (kind == CronFieldKind::day_of_month) made_.any_day_ = open;
  if (kind == CronFieldKind::day_of_week) made_.any_weekday_ = open;
  if (!cursor.done()) return unexpected(cursor);
  return std::nullopt;
}

std::optional<Refusal> CronParser::entry(TextCursor& cursor, Piece piece) {
  const auto& field = cron_field(kind_);
  const bool days = kind_ == CronFieldKind::day_of_month || kind_ == CronFieldKind::day_of_week;
  if (cursor.take('*') || (days && cursor.take('?')))
    return stepped(cursor, {field.low, field.high});
  if (kind_ == CronFieldKind::day_of_month && cursor.peek() == 'L') return day_entry(cursor);
  return value_entry(cursor, piece);
}

/// L and LW. W is for a day that stands alone (OCPS 1.3 section 4.3).
std::optional<Refusal> CronParser::day_entry(TextCursor& cursor) {
  const auto begin = cursor.offset();
  cursor.step();
  made_.special_ = true;
  if (!cursor.take('W')) {
    made_.last_day_ = true;
    return std::nullopt;
  }
  made_.last_working_day_ = true;
  const bool alone = cursor.done() && (begin == 0 || is_space(text_[begin - 1]));
  if (!alone) return Refusal{reason::cron_weekday_not_alone, {}, about(cursor, begin)};
  return std::nullopt;
}

std::optional<Refusal> CronParser::value_entry(TextCursor& cursor, Piece piece) {
  const auto begin = cursor.offset();
  const auto low = value(cursor);
  if (!low) return low.error();
  if (kind_ == CronFieldKind::day_of_month && cursor.peek() == 'W')
    return nearest_entry(cursor, piece, begin, low->number);
  if (kind_ == CronFieldKind::day_of_week && (cursor.peek() == '#' || cursor.peek() == 'L'))
    return weekday_in_month(cursor, low->number);
  if (cursor.peek() == '/')
    return Refusal{reason::cron_step_needs_range, {}, about(cursor, cursor.offset())};
  if (!cursor.take('-')) {
    add(low->number);
    return std::nullopt;
  }
  const auto high = value(cursor);
  if (!high) return high.error();
  // SUN is 0 or 7, whichever makes a range of it (OCPS 1.1 section 4.2).
  const int last = high->is_sunday_by_name && low->number > 0 ? 7 : high->number;
  if (kind_ == CronFieldKind::day_of_month && cursor.peek() == 'W') {
    cursor.step();
    return Refusal{reason::cron_weekday_not_alone, {}, about(cursor, begin)};
  }
  if (low->number > last) return Refusal{reason::cron_range_reversed, {}, about(cursor, begin)};
  return stepped(cursor, {low->number, last});
}

std::optional<Refusal> CronParser::nearest_entry(TextCursor& cursor, Piece piece, std::size_t begin,
                                                 int day) {
  cursor.step();
  if (begin != piece.begin || cursor.peek() == ',')
    return Refusal{reason::cron_weekday_not_alone, {}, about(cursor, begin)};
  made_.special_ = true;
  made_.nearest_day_ = static_cast<std::uint8_t>(day);
  return std::nullopt;
}

/// 2#3, 5#L and 5L (OCPS 1.3 sections 4.1 and 4.2).
std::optional<Refusal> CronParser::weekday_in_month(TextCursor& cursor, int weekday) {
  const auto bit = static_cast<std::uint8_t>(1 << weekday % 7);
  const bool hash = cursor.take('#');
  made_.special_ = true;
  if (cursor.take('L')) {
    made_.last_weekdays_ |= bit;
    return std::nullopt;
  }
  const auto begin = cursor.offset();
  if (cursor.done() || cursor.peek() == ',')
    return Refusal{reason::cron_bad_ordinal, {}, about(cursor, begin)};
  if (!hash || !cursor.at_digit()) return unexpected(cursor);
  const auto week = cursor.number();
  if (week < 1 || week > 5) return Refusal{reason::cron_bad_ordinal, {}, about(cursor, begin)};
  made_.nth_weekdays_[static_cast<std::size_t>(week - 1)] |= bit;
  return std::nullopt;
}

std::optional<Refusal> CronParser::stepped(TextCursor& cursor, Range range) {
  std::int64_t step = 1;
  if (cursor.take('/')) {
    const auto begin = cursor.offset();
    step = cursor.at_digit() ? cursor.number() : 0;
    if (step == 0) {
      auto arguments = about(cursor, begin);
      if (arguments[2].second.empty()) arguments[2].second = cursor.shown();
      return Refusal{reason::cron_bad_step, {}, std::move(arguments)};
    }
  }
  for (std::int64_t number = range.low; number <= range.high; number += step)
    add(static_cast<int>(number));
  return std::nullopt;
}

Result<CronParser::Value> CronParser::value(TextCursor& cursor) {
  const auto& field = cron_field(kind_);
  if (!cursor.at_digit()) return named_value(cursor);
  const auto begin = cursor.offset();
  const auto number = cursor.number();
  if (number < field.low || number > field.high)
    return Refusal{reason::cron_out_of_range, {}, about(cursor, begin)};
  return Value{static_cast<int>(number), false};
}

Result<CronParser::Value> CronParser::named_value(TextCursor& cursor) {
  const auto& field = cron_field(kind_);
  const auto begin = cursor.offset();
  if (!cursor.at_letter() || field.names.empty()) return unexpected(cursor);
  const auto name = upper_case(cursor.letters(3));
  const auto found = std::find(field.names.begin(), field.names.end(), name);
  if (found == field.names.end()) {
    cursor.letters(32);
    return Refusal{reason::cron_not_a_value, {}, about(cursor, begin)};
  }
  const int number = field.low + static_cast<int>(found - field.names.begin());
  return Value{number, kind_ == CronFieldKind::day_of_week && number == 0};
}

void CronParser::add(int number) {
  switch (kind_) {
    case CronFieldKind::second:
      made_.seconds_ |= std::uint64_t{1} << number;
      break;
    case CronFieldKind::minute:
      made_.minutes_ |= std::uint64_t{1} << number;
      break;
    case CronFieldKind::hour:
      made_.hours_ |= std::uint32_t{1} << number;
      break;
    case CronFieldKind::day_of_month:
      made_.days_ |= civil::MonthDays{1} << number;
      break;
    case CronFieldKind::month:
      made_.months_ |= static_cast<std::uint16_t>(1 << number);
      break;
    case CronFieldKind::day_of_week:
      made_.weekdays_ |= static_cast<std::uint8_t>(1 << number % 7);
      break;
    case CronFieldKind::year: {
      const auto bit = static_cast<unsigned>(number - CronExpression::first_year);
      made_.years_[bit / 64] |= std::uint64_t{1} << bit % 64;
      break;
    }
  }
}

}  // namespace inspectord
