// SPDX-License-Identifier: Apache-2.0
// The demonstration shows a living service, whatever today is.
#include "server/demonstration/demonstration.hpp"

#include "server/demonstration/moved_plan.hpp"
#include "tests/support/journey.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace inspectord {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Ge;
using ::testing::Le;
using ::testing::SizeIs;

const std::vector<std::string> keys{"an-giang-2022", "bac-giang-2024", "quang-ninh-2024",
                                    "lang-son-2024", "binh-dinh-2021"};

std::vector<Plan> five_plans() {
  std::vector<Plan> plans;
  for (const auto& key : keys) plans.push_back(plan_file(key));
  return plans;
}

/// Days from today to the next planned instant of a plan.
int days_ahead(Journey& service, const PlanRecord& plan) {
  std::optional<Instant> next;
  for (const auto& row : service.ledger(plan.id)) {
    if (row.state == ReminderState::planned && (!next || row.at < *next)) next = row.at;
  }
  if (!next) throw std::runtime_error("nothing is planned for " + plan.content.key);
  return days_between(service.house().zone.date_of(service.now()),
                      service.house().zone.date_of(*next));
}

class Demonstrated : public ::testing::TestWithParam<const char*> {};

TEST_P(Demonstrated, PlansAreAliveWhateverTodayIs) {
  Journey service{std::string{GetParam()} + " 10:00"};
  const auto today = day(GetParam());
  const auto shown = demonstrate(service.app().writer(), service.house(), service.staff(),
                                 five_plans(), service.now());
  ASSERT_THAT(shown.plans, SizeIs(5));
  std::set<std::string> alive;
  for (const auto& made : shown.plans) {
    const auto plan = service.plan(made.id);
    const auto& key = plan.content.key;
    SCOPED_TRACE(key);
    EXPECT_EQ(plan.state, PlanState::notified);
    EXPECT_FALSE(plan.number.empty());
    EXPECT_LE(*plan.notified_at, service.now());
    alive.insert(key);
    if (key == "lang-son-2024") {
      std::set<std::string> overdue;
      for (const auto& duty : plan.duties) {
        if (!duty.due) continue;
        EXPECT_THAT(days_between(duty.due->last_on_time, today), AllOf(Ge(1), Le(7)));
        EXPECT_EQ(duty.state, DutyState::open);
        overdue.insert(duty.key);
      }
      EXPECT_THAT(overdue, SizeIs(2));
      EXPECT_GT(service.messages(plan.id).size(), 0U);
    } else if (key == "binh-dinh-2021") {
      std::set<std::string> dated;
      for (const auto& duty : plan.duties) {
        if (duty.due) dated.insert(duty.key);
      }
      EXPECT_THAT(dated, SizeIs(1));
    } else {
      EXPECT_THAT(days_ahead(service, plan), AllOf(Ge(1), Le(7)));
      EXPECT_EQ(service.ledger(plan.id).front().state, ReminderState::planned)
          << "it is the first instant of all";
    }
  }
  EXPECT_EQ(alive, std::set(keys.begin(), keys.end()));
}

INSTANTIATE_TEST_SUITE_P(OnDays, Demonstrated,
                         ::testing::Values("2027-01-01", "2028-02-29", "2026-11-22", "2026-12-31"),
                         [](const auto& one) {
                           std::string name = one.param;
                           std::erase(name, '-');
                           return "Day" + name;
                         });

/// What a forecast says, without the words of its phrases.
std::vector<std::tuple<Instant, std::string, std::string>> instants(const Plan& plan,
                                                                    int days_later) {
  const auto foretold = forecast(plan, civil_14_7_3_1(), {}, DaysOff::vietnam(), Zone::vietnam());
  std::vector<std::tuple<Instant, std::string, std::string>> found;
  for (const auto& entry : foretold.entries) {
    found.emplace_back(entry.at + std::chrono::hours{24 * days_later}, entry.key, entry.rule);
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(MovedByWeeks, KeepsEveryInstantOnItsWeekday) {
  for (const auto& plan : five_plans()) {
    for (const int weeks : {-60, 0, 17, 104}) {
      SCOPED_TRACE(plan.key + " " + std::to_string(weeks));
      EXPECT_EQ(instants(moved_by_weeks(plan, weeks), 0), instants(plan, 7 * weeks));
    }
  }
}

TEST(WeeksToReach, LandsInTheWeekThatBeginsThere) {
  const auto first = day("2026-11-23");
  for (int offset = -40; offset <= 40; ++offset) {
    const auto from = plus_days(first, offset);
    const auto landed = plus_days(from, 7 * weeks_to_reach(from, first));
    EXPECT_THAT(days_between(first, landed), AllOf(Ge(0), Le(6))) << offset;
  }
}

}  // namespace
}  // namespace inspectord
