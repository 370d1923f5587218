// SPDX-License-Identifier: Apache-2.0
#include "calendar/days_off.hpp"
#include "workflow/warnings/phrases.hpp"
#include "workflow/warnings/rules.hpp"

#include <algorithm>
#include <functional>

namespace inspectord {
namespace {

constexpr LocalTime noon{12 * 60};
constexpr LocalTime midnight{24 * 60};

LocalTime end_of(const Session& session) {
  if (session.end) return *session.end;
  return session.part == "morning" && session.start < noon ? noon : midnight;
}

/// Whether two visits of one day may run at the same hour. A visit without sessions may take the
/// whole day.
bool hours_meet(const Visit& a, const Visit& b) {
  if (a.sessions.empty() || b.sessions.empty()) return true;
  return std::ranges::any_of(a.sessions, [&](const Session& one) {
    return std::ranges::any_of(b.sessions, [&](const Session& other) {
      return one.start < end_of(other) && other.start < end_of(one);
    });
  });
}

const Team* team_named(const Plan& plan, const std::string& key) {
  const auto found = std::ranges::find(plan.teams, key, &Team::key);
  return found == plan.teams.end() ? nullptr : &*found;
}

Keys persons_of(const Team* team) {
  Keys persons;
  if (!team) return persons;
  for (const auto& member : team->members) persons.insert(folded(member.person));
  for (const auto& member : team->support) persons.insert(folded(member.person));
  persons.erase("");
  return persons;
}

/// One team, or two teams that share a named person.
bool share_people(const Plan& plan, const Visit& a, const Visit& b) {
  const auto one = team_of(plan, a);
  const auto other = team_of(plan, b);
  return one == other ||
         overlap(persons_of(team_named(plan, one)), persons_of(team_named(plan, other)));
}

/// Each visit that meets another one of its day, for the reason that `clash` looks for.
Findings find_clashes(const PlanView& view,
                      const std::function<bool(const Visit&, const Visit&)>& clash,
                      const std::function<std::string(const Visit&, const Visit&)>& who) {
  const auto& visits = view.plan().visits;
  Findings found;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    for (std::size_t k = 0; k < visits.size(); ++k) {
      const bool same_day = k != i && visits[k].date == visits[i].date;
      if (!same_day || !clash(visits[i], visits[k]) || !hours_meet(visits[i], visits[k])) continue;
      found.push_back({pointer("visits", i),
                       {{"who", who(visits[i], visits[k])},
                        {"date", to_string(visits[i].date)},
                        {"unit", view.name(visits[i].unit)},
                        {"other", view.name(visits[k].unit)}}});
      break;
    }
  }
  return found;
}

Keys shared_places(const Visit& a, const Visit& b) {
  Keys shared = places_of(a);
  const auto other = places_of(b);
  std::erase_if(shared, [&](const auto& key) { return !other.contains(key); });
  return shared;
}

/// "Dấu hiệu vi phạm" recorded for a firm lifts the once-a-year rule (198/2025/QH15 Art. 4).
bool is_exempt(const Plan& plan, const std::string& firm) {
  return std::ranges::any_of(plan.units, [&](const PlanUnit& unit) {
    return unit.agency == firm && unit.role == UnitRole::inspected &&
           folded(unit.reason + " " + unit.raw).find("dấu hiệu vi phạm") != std::string::npos;
  });
}

bool is_allocated(const Visit& visit) {
  return std::ranges::any_of(visit.sessions,
                             [](const Session& session) { return !session.unit.empty(); });
}

std::string hours(LocalTime from, LocalTime to) {
  return to_string(from) + " - " + to_string(to);
}

}  // namespace

Findings find_team_double_booked(const PlanView& view) {
  const auto& plan = view.plan();
  return find_clashes(
      view, [&](const Visit& a, const Visit& b) { return share_people(plan, a, b); },
      [&](const Visit& a, const Visit&) {
        const auto* team = team_named(plan, team_of(plan, a));
        return team ? team->name : std::string{};
      });
}

Findings find_unit_double_booked(const PlanView& view) {
  return find_clashes(
      view, [](const Visit& a, const Visit& b) { return overlap(places_of(a), places_of(b)); },
      [&](const Visit& a, const Visit& b) { return view.names(shared_places(a, b)); });
}

Findings find_inspected_twice_a_year(const PlanView& view) {
  const auto& visits = view.plan().visits;
  Findings found;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    for (const auto& place : places_of(visits[i])) {
      const auto* agency = view.agency(place);
      if (!agency || !agency->firm || is_exempt(view.plan(), place)) continue;
      const auto first = std::ranges::find_if(visits, [&](const Visit& visit) {
        return visit.date.year() == visits[i].date.year() && places_of(visit).contains(place);
      });
      if (&*first == &visits[i]) continue;
      found.push_back({pointer("visits", i),
                       {{"unit", agency->name},
                        {"date", to_string(first->date)},
                        {"other_date", to_string(visits[i].date)}}});
    }
  }
  return found;
}

Findings find_visit_on_day_off(const PlanView& view) {
  Findings found;
  const auto& visits = view.plan().visits;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    if (!view.days_off().is_day_off(visits[i].date)) continue;
    found.push_back({pointer("visits", i, "date"),
                     {{"unit", view.name(visits[i].unit)}, {"date", to_string(visits[i].date)}}});
  }
  return found;
}

/// Several sessions or several places, and nothing says who comes when.
Findings find_session_allocation_missing(const PlanView& view) {
  Findings found;
  const auto& visits = view.plan().visits;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    const auto& visit = visits[i];
    const bool several =
        visit.sub_units.size() > 1 || (visit.sub_units.size() == 1 && visit.sessions.size() > 1);
    if (!several || is_allocated(visit)) continue;
    found.push_back({pointer("visits", i, "sessions"),
                     {{"unit", view.name(visit.unit)},
                      {"sessions", std::to_string(visit.sessions.size())},
                      {"places", std::to_string(visit.sub_units.size())}}});
  }
  return found;
}

Findings find_agenda_missing(const PlanView& view) {
  const auto& plan = view.plan();
  if (plan.visits.empty() || (plan.agenda && !plan.agenda->items.empty())) return {};
  return {{pointer("agenda"), {{"visits", std::to_string(plan.visits.size())}}}};
}

/// A gap between two items, or something to be seen on site that no item has room for.
Findings find_agenda_not_covering(const PlanView& view) {
  const auto& plan = view.plan();
  if (!plan.agenda || plan.agenda->items.empty()) return {};
  const auto& items = plan.agenda->items;
  Findings found;
  Keys covered;
  for (std::size_t i = 0; i < items.size(); ++i) {
    covered.insert(items[i].covers.begin(), items[i].covers.end());
    const bool gap = i + 1 < items.size() && items[i].end && *items[i].end < items[i + 1].start;
    if (gap)
      found.push_back(
          {pointer("agenda", "items", i), {{"what", hours(*items[i].end, items[i + 1].start)}}});
  }
  for (std::size_t i = 0; i < plan.contents.size(); ++i) {
    const auto& content = plan.contents[i];
    if (!content.on_site || covered.contains(content.key)) continue;
    found.push_back({pointer("contents", i), {{"what", content.text}}});
  }
  return found;
}

}  // namespace inspectord
