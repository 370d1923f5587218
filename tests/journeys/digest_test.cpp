// SPDX-License-Identifier: Apache-2.0
// What recurs within a week: one mail of an agency, read in the spool.
#include "tests/support/journey.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// Quảng Ninh's "ít nhất 1 tin, bài/tuần" of one commune, with the anchor that its planner gives.
Plan weekly_news(const std::string& key, const std::string& what, const char* anchor) {
  auto plan = plan_file("quang-ninh-2024");
  plan.key = key;
  plan.duties.clear();
  plan.tasks.clear();  // that link to them
  std::erase_if(plan.recurring_duties, [](const auto& one) { return one.key != "tin-bai"; });
  auto& weekly = plan.recurring_duties.at(0);
  weekly.what = what;
  weekly.owed_by = Debtor{.agency = plan.issuer, .group = {}, .role = {}, .text = ""};
  weekly.anchor = day(anchor);
  return plan;
}

TEST(DigestOfTheWeek, IsOneMailOfAnAgencyOverItsPlans) {
  Journey service{"2024-03-01 09:00"};  // a Friday
  const auto news = service.issue(
      weekly_news("tin-bai-1", "gửi tin, bài trên hệ thống thông tin cơ sở", "2024-03-07"),
      "77/KH-MH");
  service.issue(weekly_news("tin-bai-2", "báo cáo nhanh tình hình tuần", "2024-03-08"), "78/KH-MH");
  service.tick();
  service.mails();
  service.move_to("2024-03-04 08:00");
  const auto monday = service.mails();
  ASSERT_THAT(monday, SizeIs(1));
  EXPECT_THAT(monday[0].subject, HasSubstr("2 việc"));
  EXPECT_THAT(monday[0].text,
              AllOf(HasSubstr("gửi tin, bài trên hệ thống thông tin cơ sở"),
                    HasSubstr("báo cáo nhanh tình hình tuần"), HasSubstr("07/03/2024"),
                    HasSubstr("08/03/2024"), HasSubstr("77/KH-MH"), HasSubstr("78/KH-MH")));
  service.live_until("2024-03-10 20:00");
  EXPECT_THAT(service.mails(), IsEmpty()) << "a digest only: no reminder, nothing overdue";
  const auto owed = service.plan(news.id).duties.at(1);
  ASSERT_EQ(owed.period, "2024-03-14");
  service.write([&](Transaction& tx) {
    const Submission paper{.number = "9/BC",
                           .paper_date = day("2024-03-08"),
                           .sent_on = day("2024-03-08"),
                           .way = "axis"};
    DutyInput filed;
    filed.submission = paper;
    return act_on_duty(tx, owed.id, std::nullopt, DutyAction::submit, filed,
                       service.staff().planner, service.now(), service.house())
        .has_value();
  });
  service.move_to("2024-03-11 08:00");
  const auto next = service.mails();
  ASSERT_THAT(next, SizeIs(1));
  EXPECT_THAT(next[0].text, AllOf(HasSubstr("báo cáo nhanh"), Not(HasSubstr("gửi tin, bài"))));
}

TEST(DigestOfTheWeek, GoesOnToTheEndOfTheYear) {
  Journey service{"2024-03-01 09:00"};
  const auto news =
      service.issue(weekly_news("tin-bai-1", "gửi tin, bài", "2024-03-07"), "77/KH-MH");
  service.tick();
  service.mails();
  int digests = 0;
  for (auto monday = day("2024-03-04"); monday < day("2025-02-01"); monday = plus_days(monday, 7)) {
    service.move_to(to_string(monday) + " 08:00");
    digests += static_cast<int>(service.mails().size());
  }
  EXPECT_EQ(digests, 43) << "every Thursday from 7 March to 26 December";
  EXPECT_EQ(service.plan(news.id).duties.size(), 43U);
}

}  // namespace
}  // namespace inspectord
