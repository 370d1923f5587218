// SPDX-License-Identifier: Apache-2.0
#include "scheduler/recurrence_set.hpp"

#include "scheduler/reasons.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr auto none = RecurrenceWalk::none;
constexpr auto before_all = std::numeric_limits<std::int64_t>::min();

std::int64_t seconds_of(Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

std::vector<std::int64_t> sorted_seconds(const std::vector<Instant>& instants) {
  std::vector<std::int64_t> seconds;
  for (const auto at : instants) seconds.push_back(seconds_of(at));
  std::sort(seconds.begin(), seconds.end());
  return seconds;
}

std::string until_shown(const RecurrenceRule& rule) {
  const auto text = rule.to_string();
  const auto begin = text.find("UNTIL=") + 6;
  return text.substr(begin, text.find(';', begin) - begin);
}

/// The sentences of RFC 5545 section 3.3.10 that are about rule and start.
std::optional<Refusal> unfit(const RecurrenceRule& rule, LocalStart start) {
  const auto& parts = rule.parts();
  if (parts.until) {
    const auto wanted = start.is_date ? Until::Kind::date : Until::Kind::utc;
    if (parts.until->kind != wanted) {
      return Refusal{start.is_date ? reason::rule_until_not_date : reason::rule_until_not_utc,
                     {},
                     {{"found", until_shown(rule)}}};
    }
  }
  if (!start.is_date) return std::nullopt;
  const auto* part = parts.frequency < RuleFrequency::daily ? "FREQ"
                     : parts.hours != 0                     ? "BYHOUR"
                     : parts.minutes != 0                   ? "BYMINUTE"
                     : parts.seconds != 0                   ? "BYSECOND"
                                                            : nullptr;
  if (!part) return std::nullopt;
  return Refusal{reason::rule_time_on_date, {}, {{"part", part}}};
}

/// Digits of a fixed width; -1 where there is anything else.
int digits(std::string_view text, std::size_t at, std::size_t width) {
  if (text.size() < at + width) return -1;
  int value = 0;
  for (const char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<GapRule> parse_gap_rule(std::string_view text) {
  if (text == "shift") return GapRule::shift;
  if (text == "skip") return GapRule::skip;
  return std::nullopt;
}

std::optional<LocalStart> parse_local_start(std::string_view text) {
  const bool extended = text.size() > 4 && text[4] == '-';
  const std::size_t step = extended ? 3 : 2;  // from month to day
  const std::size_t month_at = extended ? 5 : 4;
  const int year = digits(text, 0, 4), month = digits(text, month_at, 2);
  const int day = digits(text, month_at + step, 2);
  if (extended && (text.size() < 10 || text[7] != '-')) return std::nullopt;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > civil::length_of_month(year, month))
    return std::nullopt;
  LocalStart start{.seconds = civil::day_number(year, month, day) * civil::seconds_of_day,
                   .is_date = true};
  auto time = text.substr(month_at + step + 2);
  if (time.empty()) return start;
  if (time.front() != 'T' && time.front() != 't') return std::nullopt;
  time.remove_prefix(1);
  const bool as_wanted = extended ? (time.size() == 5 || time.size() == 8) && time[2] == ':' &&
                                        (time.size() == 5 || time[5] == ':')
                                  : time.size() == 6;
  if (!as_wanted) return std::nullopt;
  const int hour = digits(time, 0, 2), minute = digits(time, extended ? 3 : 2, 2);
  const int second = time.size() == 5 ? 0 : digits(time, extended ? 6 : 4, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return std::nullopt;
  start.seconds += hour * 3600 + minute * 60 + second;
  start.is_date = false;
  return start;
}

Result<RecurrenceSet> RecurrenceSet::make(const RecurrenceRule& rule, LocalStart start,
                                          const Zone& zone, GapRule gap, Changes changes) {
  if (auto refusal = unfit(rule, start)) return std::move(*refusal);
  return RecurrenceSet{rule, start, zone, gap, std::move(changes)};
}

RecurrenceSet::RecurrenceSet(const RecurrenceRule& rule, LocalStart start, const Zone& zone,
                             GapRule gap, Changes changes)
    : walk_(rule, start.seconds),
      count_(rule.parts().count),
      until_(rule.parts().until),
      start_(start.seconds),
      zone_(&zone.table()),
      gap_(gap),
      dates_(sorted_seconds(changes.dates)),
      exceptions_(sorted_seconds(changes.exceptions)),
      left_(count_.value_or(0)),
      last_(before_all) {}

std::optional<Instant> RecurrenceSet::next() {
  while (true) {
    if (!rule_known_) {
      rule_next_ = next_of_rule();
      rule_known_ = true;
    }
    while (date_ < dates_.size() && dates_[date_] <= last_) ++date_;
    const auto date = date_ < dates_.size() ? dates_[date_] : none;
    const auto at = std::min(rule_next_, date);
    if (at == none) return std::nullopt;
    if (at == rule_next_) rule_known_ = false;
    if (at <= last_) continue;
    last_ = at;
    if (!exceptions_.empty() && std::binary_search(exceptions_.begin(), exceptions_.end(), at))
      continue;
    return Instant{std::chrono::seconds{at}};
  }
}

/// Within COUNT and UNTIL.
std::int64_t RecurrenceSet::next_of_rule() {
  if (count_) {
    if (left_ == 0) return none;
    --left_;
  }
  return next_meant();
}

bool RecurrenceSet::is_over(std::int64_t local, std::int64_t at) const {
  if (!until_) return false;
  return until_->kind == Until::Kind::date ? local > until_->seconds : at > until_->seconds;
}

/// What the next local time means; of what a gap moves in its order among the others. What lies in
/// a gap tells nothing about UNTIL: the times after it may mean earlier instants.
std::int64_t RecurrenceSet::next_meant() {
  while (waiting_.empty()) {
    const auto local = pending_ ? *pending_ : walk_.next();
    pending_.reset();
    if (local == none) return none;
    const auto meaning = zone_->meaning_of(local);
    if (!meaning.in_gap) return is_over(local, meaning.at) ? none : meaning.at;
    if (gap_ == GapRule::shift) read_through_gap(local, meaning);
  }
  const auto at = waiting_.back();
  waiting_.pop_back();
  return at;
}

/// Times of a gap come to lie among those after it: all of both wait, sorted, each once.
void RecurrenceSet::read_through_gap(std::int64_t local, const ZoneTable::Meaning& first) {
  const auto length = first.gap_end_local - local + (first.at - first.gap_end);
  const auto end = first.gap_end_local + length;
  for (; local < end; local = walk_.next()) {
    const auto at = zone_->meaning_of(local).at;
    if (!is_over(local, at)) waiting_.push_back(at);
  }
  pending_ = local;
  std::sort(waiting_.begin(), waiting_.end(), std::greater<>{});
  waiting_.erase(std::unique(waiting_.begin(), waiting_.end()), waiting_.end());
}

/// A local time from which on everything lies that means an instant after `at`.
std::int64_t RecurrenceSet::first_local_after(std::int64_t at) const {
  constexpr auto listed = civil::day_number(2400, 1, 1) * civil::seconds_of_day;
  if (at >= listed) return at - 2 * civil::seconds_of_day;  // walks up the rest
  const auto span = zone_->span_at(at);
  const auto local = at + zone_->offset(span);
  if (span == 0) return local;
  const auto before = zone_->begin(span) + zone_->offset(span - 1);  // the clock when it was set
  const auto gap = zone_->offset(span) - zone_->offset(span - 1);
  if (gap < 0) return std::max(local, before);  // in a second pass: all up to there has been
  const bool after_gap = at < zone_->begin(span) + gap;
  return after_gap && gap_ == GapRule::shift ? before : local;
}

void RecurrenceSet::go_after(Instant at) {
  const auto second = seconds_of(at);
  waiting_.clear();
  pending_.reset();
  rule_known_ = false;
  last_ = second;
  date_ = 0;
  left_ = count_.value_or(0);
  walk_.seek(count_ ? start_ : first_local_after(second));
}

}  // namespace inspectord
