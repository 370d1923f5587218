// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/standing_days.hpp"

#include "calendar/phrases/deadlines.hpp"
#include "calendar/phrases/line_shapes.hpp"
#include "calendar/phrases/mere_numbers.hpp"
#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

/// "08/6", "12/5": no share is written with a zero, and none is more than one.
bool is_no_share(const Tokens& tokens, const WrittenMoments& read, std::size_t i) {
  const bool padded = number_at(tokens, i) && tokens[i].length() == 2 && tokens[i].value < 10;
  return padded || !could_be_share(*read.days);
}

/// An entry of a list or table that a day opens: "08/6: Xã A", "1. 12/5: Chợ", "12/5 xã An Bình";
/// or a cell that it fills.
bool is_entry(const Tokens& tokens, std::size_t i, std::size_t end) {
  const bool numbered =
      i >= 2 && tokens[i - 1].is('.') && number_at(tokens, i - 2) && tokens[i - 2].line_start;
  const bool opens = i == 0 || tokens[i].line_start || numbered || tokens[i - 1].is(';') ||
                     tokens[i - 1].is(':') || tokens[i - 1].is('|');
  if (!opens) return false;
  if (end >= tokens.size() || tokens[end].line_start) return true;
  if (tokens[end].is(':') || tokens[end].is('|') || is_unit_at(tokens, end)) return true;
  return tokens[end].is('-') && word_at(tokens, end + 1);
}

/// "08/6 - 10/6" in a cell or line of its own.
bool is_range_of_its_own(const Tokens& tokens, const WrittenDays& days, std::size_t i) {
  const auto& span = days.spans.front();
  if (days.spans.size() != 1 || !span.last || !span.first.month || !span.last->month) return false;
  const bool opens = i == 0 || tokens[i].line_start || tokens[i - 1].is('|');
  return opens &&
         (days.end >= tokens.size() || tokens[days.end].line_start || tokens[days.end].is('|'));
}

/// "kể từ ngày D"; not where it starts a length that was not understood: "1 quý kể từ ngày D".
WordBound start_before(const Tokens& tokens, std::size_t i) {
  static const Saying begin{"bắt đầu từ"};
  static const Saying length{"quý", "ngày", "tháng", "năm", "tuần", "giờ", "làm việc", ","};
  const std::size_t lead = begin.ends_at(tokens, i) ? 3 : 2;
  if (length.ends_at(tokens, i - lead)) return {};
  return {PhraseBound::not_before, lead};
}

}  // namespace

bool stands_for_days(const Tokens& tokens, const Surroundings& around, const WrittenMoments& read,
                     std::size_t i, std::size_t lead) {
  static const Saying day_lead{"trước", "đến", "từ",   "sau",     "hết",
                               "vào",   "lúc", "ngày", "các ngày"};
  static const Saying rating{"tối đa :", "điểm :", "đạt :"};
  if (!read.days) return read.hours->firm || read.marked;
  const auto& last = read.days->spans.back();
  const bool by_month = last.first.month.has_value() || (last.last && last.last->month);
  if (!by_month) return read.marked && !is_share_of_days(tokens, i);
  if (!read.days->separated || read.marked) return true;
  if (!could_be_days(*read.days)) return false;
  const bool no_share = is_no_share(tokens, read, i);
  if (!read.days->two_readings && is_range_of_its_own(tokens, *read.days, i)) return true;
  if (!read.days->two_readings && no_share && is_entry(tokens, i, read.end)) return true;
  if (counts_things(tokens, read.end) || rating.ends_at(tokens, i)) return false;
  if (around.holiday(i) || stands_alone(tokens, i, read.end)) return true;
  if (read.days->two_readings) return false;  // "từ 1-2 mô hình", "02-03 lớp tập huấn"
  if (lead > 0 || (i > 0 && day_lead.at(tokens, i - 1))) return true;
  return around.of_days(i, read.end, false, false) == Meaning::event;
}

WordBound bound_before(const Tokens& tokens, std::size_t i, const WrittenMoments& read, bool owed) {
  static const Saying from{"kể từ", "bắt đầu từ"}, from_hour{"từ"}, over{"quá"}, in{"trong"},
      at_once{"ngay"};
  if (read.days->spans.size() != 1 || read.days->spans[0].last) return {};
  if (read.before_hour) return {PhraseBound::before, 0};
  if (from.ends_at(tokens, i)) return start_before(tokens, i);
  if (read.hours && from_hour.ends_at(tokens, i)) return {PhraseBound::not_before, 1};
  if (over.ends_at(tokens, i)) return {PhraseBound::by, 1};
  if (!owed || !in.ends_at(tokens, i)) return {};
  return {PhraseBound::by, at_once.ends_at(tokens, i - 1) ? 2u : 1u};
}

}  // namespace inspectord
