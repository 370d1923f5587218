// SPDX-License-Identifier: Apache-2.0
#include "scheduler/recurrence_rule.hpp"

#include "scheduler/number_sets.hpp"
#include "scheduler/reasons.hpp"
#include "scheduler/rule_parser.hpp"

#include <array>
#include <cstdio>

namespace inspectord {
namespace {

constexpr std::array<std::string_view, 7> frequency_names{"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                                          "WEEKLY",   "MONTHLY",  "YEARLY"};
constexpr std::array<std::string_view, 7> weekday_names{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

std::string day_name(int weekday) {
  return std::string{weekday_names[static_cast<std::size_t>(weekday)]};
}

std::string day_name(const NumberedDay& day) {
  return std::to_string(day.ordinal) + day_name(day.weekday);
}

/// Collects the entries of a part; a part without any is absent.
class PartText {
 public:
  explicit PartText(std::string_view name) : text_(";" + std::string{name} + "=") {}

  PartText& add(const std::string& entry) {
    if (!empty_) text_ += ',';
    text_ += entry;
    empty_ = false;
    return *this;
  }
  PartText& add(std::uint64_t mask, int sign = 1, int base = 0) {
    for (const int number : numbers_of(mask, base)) add(std::to_string(sign * number));
    return *this;
  }
  PartText& add(const YearDays& days, int sign) {
    for (std::size_t word = 0; word < days.size(); ++word)
      add(days[word], sign, static_cast<int>(64 * word));
    return *this;
  }
  std::string text() const { return empty_ ? std::string{} : text_; }

 private:
  std::string text_;
  bool empty_ = true;
};

std::string until_text(const Until& until) {
  const auto day = civil::floor_div(until.seconds, civil::seconds_of_day);
  const auto date = civil::date_of(day);
  const auto second = static_cast<int>(until.seconds - day * civil::seconds_of_day);
  char text[80];
  if (until.kind == Until::Kind::date) {
    std::snprintf(text, sizeof text, "%04d%02d%02d", date.year, date.month, date.day);
  } else {
    std::snprintf(text, sizeof text, "%04d%02d%02dT%02d%02d%02d%s", date.year, date.month, date.day,
                  second / 3600, second / 60 % 60, second % 60,
                  until.kind == Until::Kind::utc ? "Z" : "");
  }
  return text;
}

Refusal needs_frequency(std::string_view part, const RuleParts& parts, std::string_view allowed) {
  return Refusal{reason::rule_part_needs_frequency,
                 {},
                 {{"part", std::string{part}},
                  {"frequency", std::string{to_string(parts.frequency)}},
                  {"allowed", std::string{allowed}}}};
}

}  // namespace

std::string_view to_string(RuleFrequency frequency) {
  return frequency_names[static_cast<std::size_t>(frequency)];
}

/// The sentences with MUST NOT of RFC 5545 section 3.3.10.
std::optional<Refusal> forbidden_combination(const RuleParts& parts) {
  using enum RuleFrequency;
  const auto is_one_of = [&](auto... frequencies) {
    return ((parts.frequency == frequencies) || ...);
  };
  if (parts.count && parts.until) return Refusal{reason::rule_count_and_until};
  if (parts.has_weeks() && !is_one_of(yearly)) return needs_frequency("BYWEEKNO", parts, "YEARLY");
  if (parts.has_year_days() && is_one_of(daily, weekly, monthly))
    return needs_frequency("BYYEARDAY", parts, "SECONDLY, MINUTELY, HOURLY, YEARLY");
  if (parts.has_month_days() && is_one_of(weekly)) {
    return needs_frequency("BYMONTHDAY", parts,
                           "SECONDLY, MINUTELY, HOURLY, DAILY, MONTHLY, YEARLY");
  }
  if (!parts.numbered_days.empty()) {
    const auto found = day_name(parts.numbered_days.front());
    if (!is_one_of(monthly, yearly)) {
      return Refusal{reason::rule_numbered_day,
                     {},
                     {{"found", found}, {"frequency", std::string{to_string(parts.frequency)}}}};
    }
    if (parts.has_weeks())
      return Refusal{reason::rule_numbered_day_with_week, {}, {{"found", found}}};
  }
  const bool chooses = (parts.seconds | parts.minutes | parts.hours | parts.months) != 0 ||
                       parts.has_month_days() || parts.has_year_days() || parts.has_weeks() ||
                       parts.has_weekdays();
  if (!parts.positions.empty() && !chooses) return Refusal{reason::rule_position_alone};
  return std::nullopt;
}

Result<RecurrenceRule> RecurrenceRule::parse(std::string_view text) {
  auto parts = TRY(RuleParser{text}.parse());
  if (auto refusal = forbidden_combination(parts)) return std::move(*refusal);
  return RecurrenceRule{std::move(parts)};
}

std::string RecurrenceRule::to_string() const {
  const auto& p = parts_;
  std::string text = "FREQ=" + std::string{inspectord::to_string(p.frequency)};
  if (p.interval != 1) text += ";INTERVAL=" + std::to_string(p.interval);
  if (p.count) text += ";COUNT=" + std::to_string(*p.count);
  if (p.until) text += ";UNTIL=" + until_text(*p.until);
  text += PartText{"BYMONTH"}.add(p.months).text();
  text += PartText{"BYWEEKNO"}.add(p.weeks).add(p.weeks_back, -1).text();
  text += PartText{"BYYEARDAY"}.add(p.year_days, 1).add(p.year_days_back, -1).text();
  text += PartText{"BYMONTHDAY"}.add(p.month_days).add(p.month_days_back, -1).text();
  PartText days{"BYDAY"};
  for (const int day : numbers_of(p.weekdays)) days.add(day_name(day));
  for (const auto& day : p.numbered_days) days.add(day_name(day));
  text += days.text();
  text += PartText{"BYHOUR"}.add(p.hours).text();
  text += PartText{"BYMINUTE"}.add(p.minutes).text();
  text += PartText{"BYSECOND"}.add(p.seconds).text();
  PartText positions{"BYSETPOS"};
  for (const int position : p.positions) positions.add(std::to_string(position));
  text += positions.text();
  if (p.week_start != 1) text += ";WKST=" + day_name(p.week_start);
  return text;
}

}  // namespace inspectord
