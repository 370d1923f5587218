// SPDX-License-Identifier: Apache-2.0
#include "scheduler/cron_expression.hpp"

#include "scheduler/cron_parser.hpp"
#include "scheduler/number_sets.hpp"

namespace inspectord {
namespace {

void append(std::string& list, const std::string& entry) {
  if (!list.empty()) list += ',';
  list += entry;
}

void append_runs(std::string& list, std::uint64_t mask, int base = 0) {
  for (const auto [low, high] : runs_of(mask, base)) {
    append(list,
           low == high ? std::to_string(low) : std::to_string(low) + "-" + std::to_string(high));
  }
}

std::string field_text(std::uint64_t mask, std::uint64_t all) {
  if (mask == all) return "*";
  std::string list;
  append_runs(list, mask);
  return list;
}

}  // namespace

std::string_view to_string(DstPolicy policy) {
  return policy == DstPolicy::vixie ? "vixie" : "ocps";
}

std::optional<DstPolicy> parse_dst_policy(std::string_view text) {
  if (text == "vixie") return DstPolicy::vixie;
  if (text == "ocps") return DstPolicy::ocps;
  return std::nullopt;
}

Result<CronExpression> CronExpression::parse(std::string_view text) {
  return CronParser{text}.parse();
}

std::string CronExpression::to_string() const {
  if (reboot_) return "@reboot";
  // A wildcard goes first and alone opens a field; what is full without one is written as a range.
  std::string days = any_day_ ? "*" : "";
  if (!any_day_) append_runs(days, days_);
  if (last_day_) append(days, "L");
  if (last_working_day_) append(days, "LW");
  if (nearest_day_ != 0) append(days, std::to_string(nearest_day_) + "W");

  std::string weekdays = any_weekday_ ? "*" : "";
  if (!any_weekday_) append_runs(weekdays, weekdays_);
  for (int week = 0; week < 5; ++week) {
    for (const int day : numbers_of(nth_weekdays_[static_cast<std::size_t>(week)]))
      append(weekdays, std::to_string(day) + "#" + std::to_string(week + 1));
  }
  for (const int day : numbers_of(last_weekdays_)) append(weekdays, std::to_string(day) + "#L");

  std::string years;
  for (int word = 0; word < 4; ++word)
    append_runs(years, years_[static_cast<std::size_t>(word)], first_year + 64 * word);
  const bool every_year = years == "1970-2033,2034-2097,2098-2161,2162-2199";

  std::string text;
  if (seconds_ != 1 || !every_year)
    text += field_text(seconds_, (std::uint64_t{1} << 60) - 1) + " ";
  text += field_text(minutes_, (std::uint64_t{1} << 60) - 1) + " ";
  text += field_text(hours_, (1u << 24) - 1) + " " + days + " ";
  text += field_text(months_, (1u << 13) - 2) + " " + (both_ ? "+" : "") + weekdays;
  if (!every_year) text += " " + years;
  return text;
}

}  // namespace inspectord
