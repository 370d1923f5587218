// SPDX-License-Identifier: Apache-2.0
// What amendments that follow each other leave of reminders and messages.
#include "tests/support/journey.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace inspectord {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

/// Bắc Giang, notified on 24 April 2024.
class Amendments : public ::testing::Test {
 protected:
  Amendments() {
    service.tick();
    service.mails();
  }

  /// The whole way of a revision, today.
  void amend(const Plan& content) {
    const auto& staff = service.staff();
    service.act(plan, PlanAction::amend, {.reason = "Điều chỉnh", .content = content},
                staff.planner);
    service.act(plan, PlanAction::amend,
                {.reason = "Ký thay", .signer = staff.approver.name, .step = "approve"},
                staff.approver);
    service.act(plan, PlanAction::amend,
                {.number = std::to_string(++papers) + "/QĐ-MH",
                 .date = Zone::vietnam().date_of(service.now()),
                 .step = "number"},
                staff.clerk);
    service.act(plan, PlanAction::amend, {.step = "notify"}, staff.clerk);
    service.tick();
  }

  /// "rule state because" of the visit to Sơn Động, to its specialist office.
  std::vector<std::string> rows_of_the_office() {
    std::vector<std::string> rows;
    const auto office = service.plan(plan).agencies.at("phong-ldtbxh-son-dong");
    const auto visit = service.visit(plan, "son-dong").id.bytes();
    for (const auto& row : service.ledger(plan)) {
      if (row.target != visit || row.recipient != office) continue;
      auto text = row.rule + " " + std::string{state_code(row.state)};
      rows.push_back(row.dropped_because.empty() ? text : text + " " + row.dropped_because);
    }
    return rows;
  }

  Journey service{"2024-04-24 09:00"};
  const PlanId plan = service.issue(plan_file("bac-giang-2024")).id;
  int papers = 90;
};

TEST_F(Amendments, ThatPutAnOfficeBackOnAVisitRemindItAgain) {
  const Plan with = service.plan(plan).content;
  Plan without = with;
  for (auto& visit : without.visits) {
    if (visit.key == "son-dong") visit.specialist_office.clear();
  }
  amend(without);
  EXPECT_THAT(rows_of_the_office(), ElementsAre("T-14 dropped amended", "T-7 dropped amended",
                                                "T-3 dropped amended", "T-1 dropped amended"));
  service.live_until("2024-05-07 12:00");  // T-14 passes meanwhile
  amend(with);
  EXPECT_THAT(rows_of_the_office(),
              ElementsAre("T-14 dropped amended", "T-7 planned", "T-3 planned", "T-1 planned"));
  service.mails();
  service.live_until("2024-05-13 12:00");
  EXPECT_THAT(receivers(sent_at(speaking_of(service.mails(), "Lịch kiểm tra UBND huyện Sơn Động"),
                                "2024-05-13 08:00")),
              ::testing::Contains("phong-ldtbxh-son-dong"));
}

}  // namespace
}  // namespace inspectord
