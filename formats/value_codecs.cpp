// SPDX-License-Identifier: Apache-2.0
#include "formats/value_codecs.hpp"

#include "formats/utf8.hpp"

#include <cmath>

namespace inspectord {
namespace {

void report_wrong_type(Decoder& decoder, const Spot& at, const Reason& expected) {
  if (at.value().is_null()) return decoder.report(at, reason::decode_null);
  decoder.report(at, expected, {{"found", shown(at.value())}});
}

void report_out_of_range(Decoder& decoder, const Spot& at, int min, int max) {
  decoder.report(
      at, reason::decode_out_of_range,
      {{"found", shown(at.value())}, {"min", std::to_string(min)}, {"max", std::to_string(max)}});
}

/// The runs of digits in a text; none where there are more than three or one is long.
std::vector<int> numbers_in(std::string_view text) {
  std::vector<int> numbers;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      digits = 0;
      continue;
    }
    if (digits == 0) numbers.push_back(0);
    if (++digits > 4 || numbers.size() > 3) return {};
    numbers.back() = numbers.back() * 10 + (c - '0');
  }
  return numbers;
}

bool is_year(int number) {
  return number >= 1000;
}

/// "5/4/2024", "ngày 05 tháng 4 năm 2024" and "2024-4-5" as "2024-04-05"; "4/2024" as "2024-04".
std::string date_most_likely_meant(std::string_view text) {
  auto numbers = numbers_in(text);
  if (numbers.size() < 2) return {};
  if (!is_year(numbers.front())) std::swap(numbers.front(), numbers.back());
  if (!is_year(numbers.front()) || numbers[1] < 1 || numbers.back() < 1) return {};
  const PartialDate date{
      numbers[0], static_cast<unsigned>(numbers[1]),
      numbers.size() == 3 ? std::optional{static_cast<unsigned>(numbers[2])} : std::nullopt};
  const bool exists = date.day ? date.full()->ok() : *date.month <= 12;
  return exists ? to_string(date) : std::string{};
}

std::string text_of(std::chrono::month_day day) {
  constexpr int leap_year = 2000;
  return to_string(LocalDate{std::chrono::year{leap_year}, day.month(), day.day()}).substr(5);
}

std::optional<std::chrono::month_day> parse_month_day(std::string_view text) {
  const auto date = text.size() == 5 ? parse_date("2000-" + std::string{text}) : std::nullopt;
  return date ? std::optional{std::chrono::month_day{date->month(), date->day()}} : std::nullopt;
}

/// "20/5" and "ngày 20 tháng 5" as "05-20".
std::string month_day_most_likely_meant(std::string_view text) {
  const auto numbers = numbers_in(text);
  if (numbers.size() != 2) return {};
  const std::chrono::month_day day{std::chrono::month{static_cast<unsigned>(numbers[1])},
                                   std::chrono::day{static_cast<unsigned>(numbers[0])}};
  return day.ok() ? text_of(day) : std::string{};
}

/// "8:05", "8h05" and "07 giờ 00" as "08:05" and "07:00"; "8h" as "08:00".
std::string time_most_likely_meant(std::string_view text) {
  const auto numbers = numbers_in(text);
  if (numbers.empty() || numbers.size() > 2) return {};
  const int minute = numbers.size() == 2 ? numbers[1] : 0;
  if (numbers[0] > 23 || minute > 59) return {};
  return to_string(LocalTime{numbers[0] * 60 + minute});
}

/// Reads a text by a parser; where it does not fit, says so and what was most likely meant.
template <class T>
void read_parsed(Decoder& decoder, const Spot& at, T& out,
                 std::optional<T> (*parse)(std::string_view),
                 std::string (*guess)(std::string_view), const Reason& plain, const Reason& near) {
  const auto* text = read_text(decoder, at);
  if (!text) return;
  if (const auto value = parse(*text)) {
    out = *value;
    return;
  }
  Arguments arguments{{"found", shortened(*text, 60)}};
  const auto meant = guess(*text);
  const bool helps = !meant.empty() && parse(meant).has_value();
  if (helps) arguments.emplace_back("nearest", meant);
  decoder.report(at, helps ? near : plain, std::move(arguments));
}

bool is_key(std::string_view text) {
  bool joined =
      true;  // A key starts and ends with a letter or digit, and so does each of its parts.
  for (const char c : text) {
    const bool joint = c == '-' || c == '.' || c == '_';
    if (!joint && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) return false;
    if (joint && joined) return false;
    joined = joint;
  }
  constexpr std::size_t longest_key = 80;
  return !joined && text.size() <= longest_key;
}

bool holds_something(const JsonValue& value) {
  if (const auto* array = value.if_array()) return !array->empty();
  const auto* object = value.if_object();
  return object && !object->empty();
}

}  // namespace

const std::string* read_text(Decoder& decoder, const Spot& at) {
  const auto* text = at.value().if_string();
  if (!text) report_wrong_type(decoder, at, reason::decode_expected_text);
  return text;
}

void read_value(Decoder& decoder, const Spot& at, std::string& out) {
  if (const auto* text = read_text(decoder, at)) out = *text;
}

void read_value(Decoder& decoder, const Spot& at, bool& out) {
  const auto value = at.value().if_boolean();
  if (!value) return report_wrong_type(decoder, at, reason::decode_expected_boolean);
  out = *value;
}

void read_value(Decoder& decoder, const Spot& at, int& out) {
  constexpr int most = 1'000'000;
  const auto value = at.value().if_integer();
  if (!value) return report_wrong_type(decoder, at, reason::decode_expected_integer);
  if (*value < 0 || *value > most) return report_out_of_range(decoder, at, 0, most);
  out = static_cast<int>(*value);
}

void read_value(Decoder& decoder, const Spot& at, double& out) {
  const auto value = at.value().if_number();
  if (!value) return report_wrong_type(decoder, at, reason::decode_expected_number);
  out = *value;
}

// What is counted from a day, and reminded of around it, has a year of four digits as well.
constexpr int first_year = 1800, last_year = 2499;

void read_value(Decoder& decoder, const Spot& at, LocalDate& out) {
  read_parsed(decoder, at, out, parse_date, date_most_likely_meant, reason::decode_bad_date,
              reason::decode_bad_date_near);
  const int year = static_cast<int>(out.year());
  if (out == LocalDate{} || (year >= first_year && year <= last_year)) return;
  decoder.report(at, reason::decode_out_of_range,
                 {{"found", to_string(out)},
                  {"min", to_string(make_date(first_year, 1, 1))},
                  {"max", to_string(make_date(last_year, 12, 31))}});
}

void read_value(Decoder& decoder, const Spot& at, PartialDate& out) {
  read_parsed(decoder, at, out, parse_partial_date, date_most_likely_meant,
              reason::decode_bad_partial_date, reason::decode_bad_partial_date_near);
}

void read_value(Decoder& decoder, const Spot& at, LocalTime& out) {
  read_parsed(decoder, at, out, parse_time, time_most_likely_meant, reason::decode_bad_time,
              reason::decode_bad_time_near);
}

void read_value(Decoder& decoder, const Spot& at, std::chrono::month_day& out) {
  read_parsed(decoder, at, out, parse_month_day, month_day_most_likely_meant,
              reason::decode_bad_month_day, reason::decode_bad_month_day_near);
}

bool read_key(Decoder& decoder, const Spot& at, std::string& out) {
  const auto* text = read_text(decoder, at);
  if (!text) return false;
  if (!is_key(*text)) {
    decoder.report(at, reason::decode_bad_key, {{"found", shortened(*text, 60)}});
    return false;
  }
  out = *text;
  return true;
}

void read_pointer(Decoder& decoder, const Spot& at, PointsTo to, std::string& out) {
  const auto* text = read_text(decoder, at);
  if (!text) return;
  const auto fail = [&](const Reason& why) {
    decoder.report(at, why, {{"found", shortened(*text, 60)}});
  };
  const auto* value = text->empty() ? nullptr : decoder.root().at_pointer(*text);
  if (to == PointsTo::list) {
    if (!value && !decoder.may_leave_out(*text)) return fail(reason::decode_pointer_nowhere);
    if (value && !value->if_array()) return fail(reason::decode_pointer_no_list);
  } else {
    if (!value) return fail(reason::decode_pointer_nowhere);
    if (!holds_something(*value)) return fail(reason::decode_pointer_empty);
  }
  out = *text;
}

void read_choice(Decoder& decoder, const Spot& at, std::span<const std::string_view> allowed,
                 Need need, std::string& out) {
  const auto* text = read_text(decoder, at);
  if (!text) return;
  const bool left_out = text->empty() && need == Need::optional;
  if (!left_out && std::ranges::find(allowed, *text) == allowed.end()) {
    return report_unknown_value(decoder, at, *text, allowed);
  }
  out = *text;
}

void report_unknown_value(Decoder& decoder, const Spot& at, const std::string& found,
                          std::span<const std::string_view> allowed) {
  std::string list;
  for (const auto name : allowed) list.append(list.empty() ? "" : ", ").append(name);
  DecodeError error{at.place(),
                    at.pointer(),
                    reason::decode_unknown_value,
                    {{"found", shortened(found, 60)}, {"allowed", list}}};
  decoder.report_unknown(std::move(error), reason::decode_unknown_value_near, found, allowed);
}

JsonValue write_value(const std::string& value) {
  return value;
}
JsonValue write_value(bool value) {
  return value;
}
JsonValue write_value(int value) {
  return value;
}
JsonValue write_value(double value) {
  const auto whole = JsonValue{value}.if_integer();
  return whole ? JsonValue{*whole} : JsonValue{value};
}
JsonValue write_value(LocalDate value) {
  return to_string(value);
}
JsonValue write_value(const PartialDate& value) {
  return to_string(value);
}
JsonValue write_value(LocalTime value) {
  return to_string(value);
}
JsonValue write_value(std::chrono::month_day value) {
  return text_of(value);
}

}  // namespace inspectord
