// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/plan_view.hpp"

#include "calendar/days_off.hpp"
#include "tests/support/invented_plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

PlanView view_of(const Plan& plan) {
  return {plan, DaysOff::vietnam()};
}

Duty yearly(unsigned month, unsigned day) {
  Duty duty;
  duty.due.kind = DueKind::yearly;
  duty.due.month_day = std::chrono::month{month} / std::chrono::day{day};
  return duty;
}

TEST(Members, OfAGroupAreItsAgenciesWithoutThoseTakenOut) {
  Plan plan = invented::inspection_plan();
  plan.groups = {{"huyen", "Các huyện", {"huyen-dong", "huyen-tay"}, {"huyen-tay"}},
                 {"tat-ca", "Các cơ quan", {"huyen", "so-y-te"}, {}}};
  EXPECT_THAT(view_of(plan).members("huyen"), ElementsAre("huyen-dong"));
  EXPECT_THAT(view_of(plan).members("tat-ca"), ElementsAre("huyen-dong", "so-y-te"));
}

TEST(Members, OfAGroupThatEnumeratesNobodyAreTheGroup) {
  Plan plan;
  plan.groups = {{"xa", "Các xã", {}, {}}, {"vong", "Vòng", {"vong"}, {}}};
  EXPECT_THAT(view_of(plan).members("xa"), ElementsAre("xa"));
  EXPECT_THAT(view_of(plan).members("vong"), IsEmpty());
}

TEST(Members, OfAGroupWhoseNameNamesAnotherHoldThatOne) {
  Plan plan;
  plan.groups = {{"xa", "UBND các xã", {}, {}},
                 {"chung", "Các phòng, Ủy ban nhân dân các xã", {}, {}},
                 {"ban", "UBND các xã Bến", {}, {}}};
  EXPECT_THAT(view_of(plan).members("chung"), ElementsAre("chung", "xa"));
  EXPECT_THAT(view_of(plan).members("xa"), ElementsAre("xa"));
}

TEST(Members, OfAGroupThatTakesItselfOutEnd) {
  Plan plan;
  plan.groups = {{"vong", "Vòng", {"a", "b"}, {"vong", "b"}}, {"hai", "Hai", {"vong"}, {"vong"}}};
  EXPECT_THAT(view_of(plan).members("vong"), ElementsAre("a"));
  EXPECT_THAT(view_of(plan).members("hai"), IsEmpty());
}

TEST(Exclusion, ComesFromTheExceptionOfAGroupInTheScope) {
  Plan plan = invented::inspection_plan();
  plan.units.clear();
  plan.groups = {{"huyen", "Các huyện (trừ huyện Tây)", {"huyen-dong"}, {"huyen-tay"}}};
  plan.scopes = {{"các huyện", {"huyen"}}};
  EXPECT_THAT(view_of(plan).excluded(), ElementsAre("huyen-tay"));
  plan.contents[0].agencies = {"huyen-tay"};  // what is said of it apart
  EXPECT_THAT(view_of(plan).excluded(), IsEmpty());
}

TEST(LastDay, OfAYearlyDutyLiesInThePlanYear) {
  Plan plan;
  plan.plan_year = 2026;
  EXPECT_EQ(view_of(plan).last_day(yearly(5, 20)), make_date(2026, 5, 19));
  EXPECT_EQ(view_of(plan).last_day(yearly(1, 1)), make_date(2026, 12, 31));
  Duty leap = yearly(2, 29);
  leap.due.bound = Bound::by;
  EXPECT_EQ(view_of(plan).last_day(leap), make_date(2026, 2, 28));
}

}  // namespace
}  // namespace inspectord
