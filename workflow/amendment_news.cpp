// SPDX-License-Identifier: Apache-2.0
#include "workflow/amendment_news.hpp"

#include "workflow/duties_asked.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool contains(const std::vector<AgencyId>& agencies, AgencyId agency) {
  return std::find(agencies.begin(), agencies.end(), agency) != agencies.end();
}

/// What is only asked for by another day is owed still.
std::vector<Released> released_by(const PlanRecord& after, const PlanRecord& before) {
  std::vector<Released> released;
  for (const auto& duty : after.duties) {
    const auto* was = before.find_duty(duty.id);
    const bool ended = was && was->state != DutyState::ended && duty.state == DutyState::ended;
    const auto asked = find_duty(before.content, duty.key);
    if (!ended || !duty.agency || !asked) continue;
    const bool owed_still =
        std::any_of(after.duties.begin(), after.duties.end(), [&](const DutyRecord& one) {
          return one.key == duty.key && one.agency == duty.agency && one.state != DutyState::ended;
        });
    if (!owed_still) released.push_back({.agency = *duty.agency, .what = asked->what});
  }
  return released;
}

std::vector<DutyId> asked_since(const PlanRecord& after, const PlanRecord& before) {
  std::vector<DutyId> asked;
  for (const auto& duty : after.duties) {
    if (duty.agency && !before.find_duty(duty.id)) asked.push_back(duty.id);
  }
  return asked;
}

/// As what an agency goes along to every visit, in order.
std::vector<TeamRole> roles_of(const Plan& plan, AgencyId agency, const Directory& directory) {
  std::vector<TeamRole> roles;
  for (const auto& team : plan.teams) {
    for (const auto* members : {&team.members, &team.support}) {
      for (const auto& member : *members) {
        if (!member.per_visit && contains(directory.expand(member.agency), agency))
          roles.push_back(member.role);
      }
    }
  }
  std::sort(roles.begin(), roles.end());
  return roles;
}

bool has_new_role(const Plan& is, const Plan& was, AgencyId agency, const Directory& directory) {
  const auto before = roles_of(was, agency, directory);
  const auto after = roles_of(is, agency, directory);
  return !std::includes(before.begin(), before.end(), after.begin(), after.end());
}

void tell_of_new_visits(Step& step, const PlanRecord& after, const PlanRecord& before,
                        const Scene& scene) {
  for (const auto& visit : after.visits) {
    const auto* planned = find_by_key(after.content.visits, visit.key);
    if (!planned || find_by_key(before.visits, visit.key)) continue;
    const auto* unit = find_by_key(after.content.agencies, planned->unit);
    step.notices.push_back({.kind = NoticeKind::visit_changed,
                            .to = visit_audience(after.content, *planned, scene.directory),
                            .key = visit.key,
                            .old_date = {},
                            .reason = {},
                            .document = before.amendment->number,
                            .unit = unit ? unit->name : planned->unit});
  }
}

}  // namespace

void tell_of_changes(Step& step, const PlanRecord& after, const PlanRecord& before,
                     const Scene& scene) {
  tell_of_new_visits(step, after, before, scene);
  Notice notice{.kind = NoticeKind::plan_amended,
                .to = notice_audience(after.content, after.duties, scene.directory),
                .key = {},
                .old_date = {},
                .reason = {},
                .document = before.amendment->number,
                .released = released_by(after, before),
                .asked = asked_since(after, before)};
  const auto knew = notice_audience(before.content, before.duties, scene.directory);
  const auto concerned = [&](const Told& told) {
    const bool known = std::any_of(knew.begin(), knew.end(),
                                   [&](const Told& one) { return one.agency == told.agency; });
    const bool joins = has_new_role(after.content, before.content, told.agency, scene.directory);
    if (!known) notice.newcomers.push_back(told.agency);
    if (joins) notice.joined.push_back(told.agency);
    const bool freed = std::any_of(notice.released.begin(), notice.released.end(),
                                   [&](const Released& one) { return one.agency == told.agency; });
    const bool owes = std::any_of(notice.asked.begin(), notice.asked.end(), [&](DutyId id) {
      return after.find_duty(id)->agency == told.agency;
    });
    return !known || joins || freed || owes;
  };
  std::vector<Told> told;
  for (const auto& one : notice.to) {
    if (concerned(one)) told.push_back(one);
  }
  notice.to = std::move(told);
  if (!notice.to.empty()) step.notices.push_back(std::move(notice));
}

}  // namespace inspectord
