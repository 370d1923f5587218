// SPDX-License-Identifier: Apache-2.0
#include "tests/usecases/simulation/plans.hpp"

#include "tests/support/invented_plans.hpp"
#include "usecases/directory_cases.hpp"

#include <array>
#include <string_view>

namespace inspectord::simulation {
namespace {

PlannedDue by_a_day(Chance& chance) {
  const auto day = plus_days(make_date(2026, 3, 20), chance.pick(0, 200));
  return {.kind = DueKind::date,
          .raw = "chậm nhất ngày " + to_string(day),
          .bound = Bound::by,
          .day = day};
}

PlannedDue from_a_visit(Chance& chance) {
  return {.kind = chance.one_in(2) ? DueKind::within : DueKind::ahead,
          .raw = "tính từ ngày kiểm tra",
          .count = chance.pick(1, 12),
          .unit = chance.one_in(2) ? TimeUnit::working_day : TimeUnit::day,
          .from_visit = true};
}

PlannedDue from_a_day(Chance& chance) {
  PlannedDue due{.kind = DueKind::within,
                 .raw = "trong một số ngày kể từ ngày ký",
                 .count = chance.pick(1, 30),
                 .unit = chance.one_in(2) ? TimeUnit::working_day : TimeUnit::day};
  if (chance.one_in(2)) {
    due.day = plus_days(make_date(2026, 3, 10), chance.pick(0, 150));
  } else {
    due.event = "ngày ký kết luận";
  }
  if (chance.one_in(3)) due.report = PlannedReport{.period = PeriodKind::quarter, .grace_days = 3};
  return due;
}

PlannedDue every_year(Chance& chance) {
  return {.kind = DueKind::yearly,
          .raw = "hằng năm",
          .bound = Bound::by,
          .month_day = std::chrono::month{static_cast<unsigned>(chance.pick(4, 12))} /
                       std::chrono::day{static_cast<unsigned>(chance.pick(1, 28))}};
}

}  // namespace

PlannedDue some_due(Chance& chance, bool has_visits) {
  switch (chance.pick(has_visits ? 0 : 2, 5)) {
    case 0:
      return {.kind = DueKind::at_visit, .raw = "tại buổi kiểm tra"};
    case 1:
      return from_a_visit(chance);
    case 2:
      return from_a_day(chance);
    case 3:
      return every_year(chance);
    default:
      return by_a_day(chance);
  }
}

namespace {

RecurringDuty some_recurring_duty(Chance& chance) {
  auto duty = invented::recurring_duty("tuan-duong", "đi tuần đường", "huyen-dong");
  if (chance.one_in(2)) return duty;
  duty.frequency = chance.one_in(3) ? Frequency::monthly : Frequency::weekly;
  duty.anchor = plus_days(make_date(2026, 3, 3), chance.pick(0, 30));
  duty.to = "so-giao-thong";
  static constexpr std::array rules{DaysOffRule::leave, DaysOffRule::working_day_before,
                                    DaysOffRule::working_day_after};
  duty.days_off = chance.one_of(rules);
  return duty;
}

}  // namespace

Plan plan_of_reports(Chance& chance) {
  auto content = invented::implementation_plan();
  for (auto& duty : content.duties) duty.due = some_due(chance, false);
  content.recurring_duties[0] = some_recurring_duty(chance);
  return content;
}

Plan plan_of_visits(Chance& chance) {
  auto content = invented::inspection_plan();
  content.score_sheets.clear();
  auto day = make_date(2026, 3, 25);  // one team cannot be in two places on one day
  for (auto& visit : content.visits) {
    day = plus_days(day, chance.pick(1, 60));
    visit.date = day;
    visit.tentative = chance.one_in(3);
  }
  for (auto& duty : content.duties) duty.due = some_due(chance, true);
  return content;
}

void enter(World& world, Plan content, const std::string& number) {
  static constexpr std::array<std::string_view, 3> policies{"civil-14-7-3-1", "office-14-7-3-1",
                                                            "cua-so"};
  using invented::ActingHouse;
  content.policy = world.chance.one_of(policies);
  content.number = number;
  const auto plan =
      ActingHouse::must(import_plan(world.tx(), content, world.lan, world.now(), world.house()))
          .record;
  for (const auto& [key, agency] : plan.agencies) {
    AgencyContact contact;
    contact.agency = agency;
    contact.address = key + "@example.vn";
    contact.language = "vi";
    if (world.plans.empty())
      ActingHouse::must(add_contact(world.tx(), contact, world.lan, world.now(), world.house()));
  }
  const auto act = [&](PlanAction action, const PlanInput& input, const Actor& actor) {
    ActingHouse::must(act_on_plan(world.tx(), plan.id, std::nullopt, action, input, actor,
                                  world.now(), world.house()));
  };
  act(PlanAction::approve, {.reason = "ký thay", .signer = "hải"}, world.hai);
  act(PlanAction::number, {.number = number, .date = make_date(2026, 3, 2)}, world.thu);
  act(PlanAction::notify, {}, world.thu);
  world.plans.push_back(plan.id);
  world.say("entered " + number + " by " + content.policy);
}

}  // namespace inspectord::simulation
