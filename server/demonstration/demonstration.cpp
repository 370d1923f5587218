// SPDX-License-Identifier: Apache-2.0
#include "server/demonstration/demonstration.hpp"

#include "server/demonstration/moved_plan.hpp"
#include "workflow/reminders.hpp"

#include <algorithm>
#include <stdexcept>

namespace inspectord {
namespace {

constexpr auto issued_before_first = std::chrono::hours{3 * 24};

Forecast forecast_of(const Plan& plan, const House& house) {
  const auto* policy = find_built_in_policy(plan.policy);
  return forecast(plan, policy ? *policy : civil_14_7_3_1(), {}, house.days_off, house.zone);
}

/// Moved so that its first instant is 1 to 7 days ahead of today.
Plan ahead(const Plan& plan, LocalDate today, const House& house) {
  const auto first = forecast_of(plan, house).entries.front().at;
  return moved_by_weeks(plan, weeks_to_reach(house.zone.date_of(first), plus_days(today, 1)));
}

/// Moved so that the last on-time day of its dated duties lies 1 to 7 days back.
Plan overdue(const Plan& plan, LocalDate today) {
  for (const auto& duty : plan.duties) {
    if (duty.due.kind != DueKind::date) continue;
    const LocalDate last =
        duty.due.bound == Bound::before ? plus_days(*duty.due.day, -1) : *duty.due.day;
    return moved_by_weeks(plan, weeks_to_reach(last, plus_days(today, -7)));
  }
  throw std::runtime_error(plan.key + ": no dated duty to be overdue");
}

/// When it was issued: three days before its first reminder, or an hour ago if that is still to
/// come.
Instant issued_at(const Plan& plan, Instant now, const House& house) {
  const auto entries = forecast_of(plan, house).entries;
  const Instant lately = now - std::chrono::hours{1};
  return entries.empty() ? lately : std::min(lately, entries.front().at - issued_before_first);
}

std::string number_of(const Plan& plan, int no) {
  const std::string symbol = plan.symbol.empty() ? "MH" : plan.symbol;
  return "0" + std::to_string(no) + "/" + symbol;
}

/// One duty of the plan without any date is given one.
void give_a_day(Writer& writer, const House& house, const DemonstrationStaff& staff,
                PlanRecord& record, Instant now) {
  const auto duty =
      std::find_if(record.duties.begin(), record.duties.end(),
                   [](const DutyRecord& one) { return one.state == DutyState::waiting; });
  if (duty == record.duties.end())
    throw std::runtime_error(record.content.key + ": no duty waits for a day");
  DutyInput input;
  input.date = plus_days(house.zone.date_of(now), 5);
  input.raw = "Minh họa: chậm nhất ngày đã đặt";
  input.reason = "Minh họa: văn bản không nêu ngày.";
  auto outcome = writer.run([&](Transaction& tx) {
    return act_on_duty(tx, duty->id, record.version, DutyAction::set_date, input, staff.planner,
                       now, house);
  });
  if (!outcome) throw std::runtime_error(record.content.key + ": set_date was refused");
  record = std::move(outcome->record);
}

Plan placed(const Plan& plan, LocalDate today, const House& house) {
  if (plan.key == "lang-son-2024") return overdue(plan, today);
  if (plan.key == "binh-dinh-2021") {
    return moved_by_weeks(plan,
                          weeks_to_reach(make_date(plan.plan_year, 1, 20), plus_days(today, -30)));
  }
  return ahead(plan, today, house);
}

}  // namespace

Demonstration demonstrate(Writer& writer, const House& house, const DemonstrationStaff& staff,
                          const std::vector<Plan>& plans, Instant now) {
  Demonstration demonstration;
  PlanLife life{writer, house, staff};
  const LocalDate today = house.zone.date_of(now);
  int no = 0;
  for (const auto& plan : plans) {
    Plan moved = placed(plan, today, house);
    moved.number.clear();
    const Instant at = issued_at(moved, now, house);
    auto record = life.issue(moved, number_of(moved, ++no), at);
    if (moved.key == "binh-dinh-2021") give_a_day(writer, house, staff, record, at);
    demonstration.plans.push_back(std::move(record));
  }
  life.ring_until(now);
  return demonstration;
}

}  // namespace inspectord
