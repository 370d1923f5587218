// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/due_rule.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the reader of phrases finds in a text (vn-rules.md section 4, domain.md section 5).

namespace inspectord {

/// What a date or time says in its sentence. The codes of `explain`, in this order.
enum class Meaning {
  visit,          ///< When the team comes.
  deadline,       ///< Until when something is owed.
  period,         ///< "năm 2023 và quý I/2024": the time looked at (thời kỳ).
  window,         ///< "trong tháng 5-6/2024": provisional, a day is asked for.
  document_date,  ///< When a paper or legal text was issued or came into force.
  event,          ///< Of a campaign, a holiday, a meeting.
  time,           ///< An hour without a day.
  recurrence,     ///< Comes again and again.
  report_period,  ///< "báo cáo 6 tháng đầu năm 2026": what a report covers.
  programme,      ///< "giai đoạn 2021 - 2025": the years of a programme or its horizon.
  date,           ///< A day whose part the sentence does not tell.
};

/// How a phrase binds its day.
enum class PhraseBound { before, by, until, within, not_before, at, at_once };

/// What has to be asked, since the text does not say it: never guessed.
enum class Question {
  year_missing,
  century_missing,  ///< "05/10/22"
  month_missing,
  day_missing,
  no_such_day,  ///< "31/4/2024"
  weekday_mismatch,
  range_reversed,
  event_date_missing,  ///< The limit counts from an event whose day is not said.
  anchor_missing,      ///< "hằng tháng": on which day?
  frequency_missing,   ///< "định kỳ": how often?
  ambiguous,           ///< Two readings.
};

std::string_view to_string(Meaning);
std::string_view to_string(PhraseBound);
std::string_view to_string(Question);

/// A day (whole, or without its day of the month), an hour, or both.
struct Moment {
  std::optional<PartialDate> date{};
  std::optional<LocalTime> time{};  ///< 00:00 to 24:00.

  friend auto operator<=>(const Moment&, const Moment&) = default;
};

/// "2026-01-05", "2024-04", "08:00", "2024-05-10T17:00".
std::string to_string(const Moment&);

/// One moment, or the first and the last of a range. `first` <= `last`.
struct Span {
  Moment first;
  std::optional<Moment> last{};

  friend bool operator==(const Span&, const Span&) = default;
};

/// A phrase of a text that says something about time.
struct Phrase {
  std::size_t begin = 0, end = 0;  ///< Bytes of the text; the phrase is [begin, end).
  Meaning meaning = Meaning::date;
  std::optional<PhraseBound> bound{};
  std::vector<Span> dates{};            ///< As written: of "trước ngày D" it is D.
  std::vector<std::string> partial{};   ///< What is known of a day that is not whole: "--05-28".
  std::string recurrence{};             ///< The text of an RRULE (RFC 5545), or empty.
  std::vector<Question> questions{};    ///< In the order of the codes, none twice.
  std::optional<DueRule> rule{};        ///< What derive() makes days of, where it is one.
  std::vector<DerivationStep> steps{};  ///< How the words were read: codes `derivation.*`.

  friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// Adds a question where it is not yet asked, in the order of the codes.
void ask(Phrase&, Question);

/// Adds a step of the reading: a code of `derivation.*` and its values.
void note(Phrase&, std::string code, std::vector<std::pair<std::string, std::string>> arguments);

}  // namespace inspectord
