// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/phrases.hpp"
#include "workflow/warnings/rules.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// A text of the plan in which a year or a deadline may be named.
struct Phrase {
  std::string place;
  std::string text;
};

/// What is owed or to be done. Titles of laws and plans are left out: their years are their own.
std::vector<Phrase> phrases_of(const Plan& plan) {
  std::vector<Phrase> phrases;
  for (std::size_t i = 0; i < plan.duties.size(); ++i) {
    phrases.push_back({pointer("duties", i, "what"), plan.duties[i].what});
    phrases.push_back({pointer("duties", i, "due", "raw"), plan.duties[i].due.raw});
  }
  for (std::size_t i = 0; i < plan.recurring_duties.size(); ++i) {
    phrases.push_back({pointer("recurring_duties", i, "what"), plan.recurring_duties[i].what});
    phrases.push_back({pointer("recurring_duties", i, "raw"), plan.recurring_duties[i].raw});
  }
  for (std::size_t i = 0; i < plan.events.size(); ++i) {
    phrases.push_back({pointer("events", i, "name"), plan.events[i].name});
    phrases.push_back({pointer("events", i, "raw"), plan.events[i].raw});
  }
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    phrases.push_back({pointer("tasks", i, "text"), plan.tasks[i].text});
  }
  return phrases;
}

std::string year_of(LocalDate day) {
  return std::to_string(static_cast<int>(day.year()));
}

}  // namespace

Findings find_year_mismatch(const PlanView& view) {
  const auto& plan = view.plan();
  Findings found;
  const auto add = [&](std::string place, const std::string& year, const std::string& text) {
    found.push_back(
        {std::move(place),
         {{"year", year}, {"plan_year", std::to_string(plan.plan_year)}, {"text", text}}});
  };
  const auto fits = [&](LocalDate day) { return view.fits(static_cast<int>(day.year())); };
  for (const auto& phrase : phrases_of(plan)) {
    for (const int year : years_named(phrase.text)) {
      const bool next_year = year == plan.plan_year + 1;  // what is prepared for the year to come
      if (!view.fits(year) && !next_year) add(phrase.place, std::to_string(year), phrase.text);
    }
  }
  for (std::size_t i = 0; i < plan.visits.size(); ++i) {
    const auto& visit = plan.visits[i];
    if (!fits(visit.date))
      add(pointer("visits", i, "date"), year_of(visit.date), view.name(visit.unit));
  }
  for (std::size_t i = 0; i < plan.events.size(); ++i) {
    const auto& event = plan.events[i];
    const auto day = event.start && !fits(*event.start) ? event.start : event.end;
    const bool begins_and_ends = event.start && event.end;
    const bool over_new_year =
        begins_and_ends && fits(*event.start) && event.start->year() != event.end->year();
    if (day && !fits(*day) && !over_new_year) add(pointer("events", i), year_of(*day), event.name);
  }
  for (std::size_t i = 0; i < plan.duties.size(); ++i) {
    const auto& day = plan.duties[i].due.day;
    const bool next_year =
        day && static_cast<int>(day->year()) == plan.plan_year + 1;  // on the year gone by
    if (day && !fits(*day) && !next_year)
      add(pointer("duties", i, "due"), year_of(*day), plan.duties[i].what);
  }
  return found;
}

Findings find_parse_trap(const PlanView& view) {
  Findings found;
  for (const auto& phrase : phrases_of(view.plan())) {
    if (has_two_readings(phrase.text)) found.push_back({phrase.place, {{"raw", phrase.text}}});
  }
  return found;
}

}  // namespace inspectord
