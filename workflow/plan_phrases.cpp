// SPDX-License-Identifier: Apache-2.0
#include "workflow/plan_phrases.hpp"

#include "calendar/phrases/reader.hpp"
#include "workflow/recurrence_phrases.hpp"

#include <algorithm>
#include <functional>

namespace inspectord {
namespace {

using Phrases = std::vector<Phrase>;
using Claim = std::function<bool(const Phrase&)>;

/// The paper may leave the year to its reader, who has written it into the plan.
std::optional<int> year_of(const PlannedDue& due) {
  const auto day = due.day ? due.day : due.start;
  return day ? std::optional{static_cast<int>(day->year())} : std::nullopt;
}

Phrases phrases_of(const std::string& raw, std::optional<int> year) {
  auto phrases = read_phrases(raw, year);
  return phrases ? std::move(phrases).value() : Phrases{};
}

/// Agrees where a phrase of its kind says the same, differs where all of them say something else.
PhraseAgreement judged(const std::string& raw, std::optional<int> year, const Claim& of_its_kind,
                       const Claim& says_the_same) {
  const auto phrases = phrases_of(raw, year);
  if (std::ranges::any_of(phrases,
                          [&](const auto& p) { return of_its_kind(p) && says_the_same(p); }))
    return PhraseAgreement::agrees;
  const bool other = std::ranges::any_of(phrases, of_its_kind);
  return other ? PhraseAgreement::differs : PhraseAgreement::unread;
}

bool says_when_owed(const Phrase& phrase) {
  return phrase.meaning == Meaning::deadline || phrase.meaning == Meaning::recurrence ||
         phrase.meaning == Meaning::window;
}

bool says_on_day(const OnDay& rule, const PlannedDue& due) {
  return rule.day == due.day && rule.bound == due.bound && !due.hour;
}

/// Before an hour of a day that day is the last one, whatever its bound. Before 00:00 the day
/// before is, which a plan may say without an hour.
bool says_hour(const BeforeHour& rule, const PlannedDue& due) {
  const bool midnight = rule.hour == LocalTime{} && !due.hour && due.bound == Bound::before;
  return rule.day == due.day && (rule.hour == due.hour || midnight);
}

bool says_day(const Phrase& phrase, const PlannedDue& due) {
  if (!phrase.rule) return false;
  if (const auto* rule = std::get_if<BeforeHour>(&*phrase.rule)) return says_hour(*rule, due);
  if (const auto* rule = std::get_if<OnDay>(&*phrase.rule)) return says_on_day(*rule, due);
  const auto* report = std::get_if<ReportBy>(&*phrase.rule);
  return report && says_on_day(report->due, due);
}

bool says_yearly(const Phrase& phrase, const PlannedDue& due) {
  const auto* rule = phrase.rule ? std::get_if<Yearly>(&*phrase.rule) : nullptr;
  return rule && rule->day == due.month_day && rule->bound == due.bound;
}

bool says_span(const Phrase& phrase, std::optional<LocalDate> start, std::optional<LocalDate> end) {
  if (phrase.dates.size() != 1 || !phrase.dates[0].last) return false;
  const auto& span = phrase.dates[0];
  return span.first.date && span.last->date && span.first.date->full() == start &&
         span.last->date->full() == end;
}

const CountStart& start_of(const Within& rule) {
  return rule.from;
}
const CountStart& start_of(const Ahead& rule) {
  return rule.of;
}

/// The day it counts from is compared where both have one: the paper may name an event, whose day
/// the plan knows.
template <class Limit>
bool says_limit(const Phrase& phrase, const PlannedDue& due) {
  const auto* rule = phrase.rule ? std::get_if<Limit>(&*phrase.rule) : nullptr;
  if (!rule || rule->count != due.count || rule->unit != due.unit) return false;
  const auto& day = start_of(*rule).day;
  return !day || !due.day || day == due.day;
}

bool is_dated(const Phrase& phrase) {
  return phrase.meaning == Meaning::deadline && !phrase.dates.empty();
}

bool says(const Phrase& phrase, const PlannedDue& due) {
  switch (due.kind) {
    case DueKind::date:
      return says_day(phrase, due);
    case DueKind::yearly:
      return says_yearly(phrase, due);
    case DueKind::window:
      return says_span(phrase, due.start, due.end);
    case DueKind::at_visit:
      return phrase.bound == PhraseBound::at && phrase.meaning == Meaning::deadline;
    case DueKind::at_once:
      return phrase.bound == PhraseBound::at_once;
    case DueKind::undated:
      return !is_dated(phrase);
    case DueKind::within:
      return says_limit<Within>(phrase, due);
    case DueKind::ahead:
      return says_limit<Ahead>(phrase, due);
  }
  return false;
}

bool recurs(const Phrase& phrase) {
  return phrase.meaning == Meaning::recurrence;
}
bool has_range(const Phrase& phrase) {
  return phrase.dates.size() == 1 && phrase.dates[0].last;
}

std::string place(const char* list, std::size_t index) {
  return std::string{list} + std::to_string(index);
}

}  // namespace

std::vector<PlanPhrase> compare_phrases(const Plan& plan) {
  std::vector<PlanPhrase> compared;
  const auto add = [&](std::string pointer, const std::string& raw, std::optional<int> year,
                       const Claim& kind, const Claim& same) {
    if (!raw.empty()) compared.push_back({std::move(pointer), raw, judged(raw, year, kind, same)});
  };
  if (plan.period) {
    add("/period", plan.period->raw, {}, has_range,
        [&](const auto& p) { return says_span(p, plan.period->start, plan.period->end); });
  }
  for (std::size_t i = 0; i < plan.duties.size(); ++i) {
    const auto& due = plan.duties[i].due;
    add(place("/duties/", i) + "/due", due.raw, year_of(due), says_when_owed,
        [&](const auto& p) { return says(p, due); });
  }
  for (std::size_t i = 0; i < plan.recurring_duties.size(); ++i) {
    const auto& duty = plan.recurring_duties[i];
    add(place("/recurring_duties/", i), duty.raw, {}, recurs,
        [&](const auto& p) { return says_recurrence(p, duty); });
  }
  for (std::size_t i = 0; i < plan.events.size(); ++i) {
    const auto& event = plan.events[i];
    if (!event.start) continue;
    add(place("/events/", i), event.raw, {}, has_range,
        [&](const auto& p) { return says_span(p, event.start, event.end); });
  }
  return compared;
}

}  // namespace inspectord
