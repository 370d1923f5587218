// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/surroundings.hpp"

#include "calendar/phrases/document_dates.hpp"
#include "calendar/phrases/line_shapes.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/sentence_starts.hpp"

namespace inspectord {

void Surroundings::pass_to(std::size_t next) {
  for (; next_ < next; ++next_) {
    if (begins_sentence(tokens_, next_)) {
      marks_ = {};
      sentence_ = next_;
    }
    if (is_section(tokens_, next_)) schedule_ = false;
    if (is_heading_of_visits(tokens_, next_)) schedule_ = true;
    marks_.look_at(tokens_, next_);
  }
}

void Surroundings::pass_document(std::size_t next) {
  pass_to(next);
  marks_.set(Mark::number, next);
  last_document_ = next;
}

void Surroundings::spend_document() {
  marks_.forget(Mark::number);
  marks_.forget(Mark::paper);
  marks_.forget(Mark::cited);
}

bool Surroundings::is_of_document(std::size_t first) const {
  if (is_day_of_named_paper(tokens_, first)) return true;
  constexpr std::size_t longest_issuer = 16, longest_name = 24;
  if (marks_.near(Mark::number, first, longest_issuer + 1)) return true;
  if (marks_.near(Mark::paper, first, 14)) return true;
  const bool apart = first > 0 && tokens_[first - 1].is(',');
  return !apart && marks_.near(Mark::cited, first, longest_name);
}

/// "Nộp hồ sơ về Sở ngày 10/6/2026"; not what was handed in already.
bool Surroundings::is_handed_in(std::size_t first) const {
  static const Saying from{"từ"};
  if (first > 0 && from.at(tokens_, first - 1)) return false;
  return marks_.near(Mark::handed, first, 12) && marks_[Mark::handed] > marks_[Mark::visit] &&
         marks_[Mark::handed] > marks_[Mark::event] && marks_[Mark::done] == 0;
}

/// "Sáng ngày 20/5/2024, Đoàn kiểm tra làm việc với ...": the sentence goes on to say it.
std::optional<Meaning> Surroundings::said_after(std::size_t end) const {
  static const Saying visit{"đoàn kiểm tra", "kiểm tra", "làm việc với", "làm việc tại",
                            "đoàn công tác"};
  static const Saying event{"hội nghị", "lễ", "họp", "tổ chức hội nghị", "phát động", "tập huấn"};
  constexpr std::size_t how_far = 12;
  for (std::size_t k = end; k < tokens_.size() && k < end + how_far; ++k) {
    if (begins_sentence(tokens_, k) || tokens_[k].line_start) break;
    if (visit.at(tokens_, k)) return Meaning::visit;
    if (event.at(tokens_, k)) return Meaning::event;
  }
  return std::nullopt;
}

bool Surroundings::names_law(std::size_t first) const {
  return marks_.near(Mark::law, first, 10);
}

Meaning Surroundings::of_days(std::size_t first, std::size_t end, bool range, bool hours) const {
  if (!range && (is_letter_head(tokens_, first, last_document_) || is_of_document(first)))
    return Meaning::document_date;
  if (marks_.near(Mark::force, first, 8)) return Meaning::document_date;
  if (looks_at(first) || (range && covers(first))) return Meaning::period;
  if (holiday(first)) return Meaning::event;
  if (!range && is_handed_in(first)) return Meaning::deadline;
  if (marks_[Mark::cancelled] != 0) return Meaning::date;
  if (marks_[Mark::visit] > marks_[Mark::event]) return Meaning::visit;
  if (marks_[Mark::event] > 0) return Meaning::event;
  if (is_unit_line(tokens_, sentence_, first) || is_table_row(tokens_, first, end) ||
      is_day_of_unit(tokens_, end) || schedule_)
    return Meaning::visit;
  if (const auto later = said_after(end)) return *later;
  if (hours) return Meaning::date;
  return range ? Meaning::window : Meaning::date;
}

Meaning Surroundings::of_periods(std::size_t first, bool some_year) const {
  static const Saying in{"trong", "vào", "ngay trong"};
  static const Saying loose{"dự kiến", "khoảng", "từ", ":", "|"}, each{"các"};
  if (each.ends_at(tokens_, first) && opens_sentence(tokens_, sentence_, first - 1))
    return Meaning::window;  // "các quý II, III, IV/2026"
  const bool led = first > 0 && in.at(tokens_, first - 1) > 0;
  const bool named = first > 0 && tokens_[first - 1].is(':');  // "Thời gian hoàn thành: quý II"
  if ((led || (named && marks_[Mark::hours] != 0)) && marks_.near(Mark::completion, first, 8))
    return Meaning::deadline;
  if (looks_at(first)) return Meaning::period;
  if (reports(first) && !led) return Meaning::report_period;
  const bool looks_back = marks_.near(Mark::result, first, 24);
  const bool planned = led || (named && marks_.near(Mark::hours, first, 8));
  if (some_year) return planned && !looks_back ? Meaning::window : Meaning::period;
  if (opens_sentence(tokens_, sentence_, first) || led || loose.at(tokens_, first - 1))
    return Meaning::window;
  return tentative(first) || marks_.near(Mark::hours, first, 8) ? Meaning::window : Meaning::period;
}

Meaning Surroundings::of_period_range(std::size_t first, bool only_years) const {
  const bool seen = only_years || looks_at(first) || covers(first);
  return seen ? Meaning::period : Meaning::window;
}

}  // namespace inspectord
