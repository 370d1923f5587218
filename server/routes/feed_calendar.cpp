// SPDX-License-Identifier: Apache-2.0
#include "server/routes/feed_calendar.hpp"

#include "notifications/plan_events.hpp"
#include "notifications/plan_facts.hpp"
#include "storage/agencies.hpp"
#include "storage/plans.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace inspectord {
namespace {

constexpr int plans_at_a_time = 200;

/// Plans that may have something for a feed. A feed made for another agency shows only plans of who
/// made it.
PlanFilter filter_of(const Feed& feed) {
  PlanFilter filter;
  filter.owner = feed.owner;
  if (feed.agency == feed.owner) filter.concerning = feed.agency;
  filter.limit = plans_at_a_time;
  return filter;
}

std::string agency_called(Snapshot& snapshot, AgencyId id) {
  const auto agency = find_agency(snapshot, id);
  return agency ? agency->name : std::string{};
}

std::string plan_called(Snapshot& snapshot, const Feed& feed) {
  const auto record = find_plan(snapshot, *feed.plan);
  if (record->number.empty()) return record->content.title;
  return record->number;
}

std::string team_called(Snapshot& snapshot, const Feed& feed) {
  const auto record = find_plan(snapshot, *feed.plan);
  const auto* team = find_by_key(record->content.teams, feed.team);
  return team && !team->name.empty() ? team->name : feed.team;
}

bool is_public(PlanState state) {
  return state != PlanState::drafted && state != PlanState::approved;
}

}  // namespace

std::string name_of(Snapshot& snapshot, const Feed& feed) {
  const auto key = "calendar.name." + std::string{code_name(feed.scope)};
  Arguments facts;
  if (feed.plan) facts.emplace_back("plan", plan_called(snapshot, feed));
  if (feed.scope == FeedScope::team) facts.emplace_back("team", team_called(snapshot, feed));
  if (!feed.plan)
    facts.emplace_back("name", agency_called(snapshot, feed.agency.value_or(feed.owner)));
  return words(feed.language, key, facts);
}

std::vector<PlanId> plans_of(Snapshot& snapshot, const Feed& feed) {
  if (feed.plan) return {*feed.plan};
  std::vector<PlanId> ids;
  auto filter = filter_of(feed);
  for (bool more = true; more;) {
    const auto page = list_plans(snapshot, filter);
    for (const auto& plan : page) {
      if (is_public(plan.state)) ids.push_back(plan.id);
    }
    more = page.size() == static_cast<std::size_t>(plans_at_a_time);
    if (more) filter.after = page.back().id;
  }
  return ids;
}

bool may_show(Snapshot& snapshot, const Feed& feed, PlanId id) {
  if (feed.plan) return *feed.plan == id;
  const auto record = find_plan(snapshot, id);
  if (!record || !is_public(record->state)) return false;
  if (record->owner == feed.owner) return true;
  return feed.agency == feed.owner && concerns(snapshot, id, feed.owner);
}

std::vector<CalendarEvent> events_of(Snapshot& snapshot, const Feed& feed, PlanId id,
                                     LocalDate today) {
  const auto record = find_plan(snapshot, id).value();
  const auto changes = changes_of_plan(snapshot, id);
  const auto names = agency_names_of(snapshot, id);
  const auto former =
      needs_former_contents(record) ? former_contents(snapshot, id) : std::vector<Plan>{};
  const auto directory = feed.agency ? directory_for(snapshot, record, today) : Directory{};
  return plan_events({.record = record,
                      .changes = changes,
                      .former = former,
                      .names = names,
                      .language = feed.language,
                      .today = today},
                     {.agency = feed.agency, .directory = &directory, .team = feed.team});
}

Calendar calendar_of(Snapshot& snapshot, const Feed& feed, LocalDate today) {
  Calendar calendar{.name = name_of(snapshot, feed), .events = {}};
  for (const auto id : plans_of(snapshot, feed)) {
    auto events = events_of(snapshot, feed, id, today);
    std::move(events.begin(), events.end(), std::back_inserter(calendar.events));
  }
  std::ranges::sort(calendar.events, {}, [](const CalendarEvent& event) {
    return std::tie(event.day, event.start, event.uid);
  });
  return calendar;
}

}  // namespace inspectord
