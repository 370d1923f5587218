// SPDX-License-Identifier: Apache-2.0
// The service was away while reminders came due.
#include "tests/support/journey.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace inspectord {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

/// An Giang: six committees owe a report by 4 October 2022; six visits from 18 October on.
class Sleep : public ::testing::Test {
 protected:
  Sleep() {
    service.live_until("2022-09-19 18:00");
    service.submit(plan, "bao-cao-thi-dua", "ubnd-huyen-an-phu", "2022-09-19");
    service.mails();
  }

  void sleep_until(std::string_view at) {
    service.stop();
    service.set_clock(at);
    service.start();
  }
  std::vector<std::string> states(std::string_view rule, TargetKind kind,
                                  const std::string& recipient) {
    std::vector<std::string> found;
    const auto agency = service.plan(plan).agencies.at(recipient);
    for (const auto& row : service.ledger(plan)) {
      if (row.rule != rule || row.target_kind != kind || row.recipient != agency) continue;
      found.push_back(row.state == ReminderState::dropped ? row.dropped_because
                                                          : std::string{state_code(row.state)});
    }
    return found;
  }
  std::size_t gaps() {
    const auto entries = service.journal();
    return static_cast<std::size_t>(std::count_if(
        entries.begin(), entries.end(),
        [](const JournalRecord& record) { return record.entry.what == "service.overslept"; }));
  }

  std::string last_gap() {
    const auto entries = service.journal();
    const auto last = std::find_if(
        entries.rbegin(), entries.rend(),
        [](const JournalRecord& record) { return record.entry.what == "service.overslept"; });
    return last == entries.rend() ? "" : last->entry.after.value();
  }

  Journey service{"2022-08-02 09:00"};
  const PlanId plan = service.issue(plan_file("an-giang-2022"), "1938/KH-SLĐTBXH").id;
};

TEST_F(Sleep, OverThreeInstantsEndsInOneNoticeThatSaysHowLateItIs) {
  sleep_until("2022-10-01 18:00");  // T-14 on 20 September, T-7 on the 27th, T-3 at 8 that morning
  const auto mails = service.mails();
  EXPECT_THAT(
      receivers(mails),
      UnorderedElementsAre("ubnd-huyen-cho-moi", "ubnd-thanh-pho-chau-doc", "ubnd-huyen-thoai-son",
                           "ubnd-thanh-pho-long-xuyen", "ubnd-huyen-tinh-bien"))
      << "one each, and none to An Phú, which has filed";
  for (const auto& mail : mails) {
    EXPECT_THAT(mail.text, AllOf(HasSubstr("đến muộn"), HasSubstr("Thứ Bảy, 01/10/2022"),
                                 HasSubstr("còn 3 ngày")));
  }
  EXPECT_THAT(states("T-14", TargetKind::duty, "ubnd-huyen-cho-moi"), ElementsAre("overtaken"));
  EXPECT_THAT(states("T-7", TargetKind::duty, "ubnd-huyen-cho-moi"), ElementsAre("overtaken"));
  EXPECT_THAT(states("T-3", TargetKind::duty, "ubnd-huyen-cho-moi"), ElementsAre("sent"));
  EXPECT_THAT(states("T-14", TargetKind::duty, "ubnd-huyen-an-phu"), ElementsAre("submitted"));
  EXPECT_EQ(gaps(), 1U);

  service.live_until("2022-10-03 12:00");
  for (const auto& mail : service.mails())
    EXPECT_THAT(mail.text, Not(HasSubstr("đến muộn"))) << "awake again";
}

TEST_F(Sleep, OverAMonthSaysOfEachTargetOnlyWhatStillHelps) {
  sleep_until("2022-10-20 10:00");  // the reports are overdue, Chợ Mới was visited on the 18th
  const auto mails = service.mails();
  const auto addressed = receivers(mails);
  auto once = addressed;
  std::sort(once.begin(), once.end());
  EXPECT_EQ(std::adjacent_find(once.begin(), once.end()), once.end()) << "one mail each";
  for (const auto& mail : mails) EXPECT_THAT(mail.text, HasSubstr("đến muộn")) << mail.to;

  EXPECT_THAT(receivers(speaking_of(mails, "kiểm tra UBND huyện Chợ Mới")),
              ElementsAre("so-ldtbxh"))
      << "its day is over: only the result is asked for";
  EXPECT_THAT(receivers(speaking_of(mails, "Chưa cập nhật kết quả kiểm tra UBND huyện Chợ Mới")),
              ElementsAre("so-ldtbxh"));
  EXPECT_THAT(states("T-1", TargetKind::visit, "ubnd-huyen-cho-moi"), Contains("past"));
  EXPECT_THAT(states("overdue+1", TargetKind::duty, "ubnd-huyen-cho-moi"),
              ElementsAre("overtaken"));
  EXPECT_THAT(states("overdue+3", TargetKind::duty, "ubnd-huyen-cho-moi"), ElementsAre("sent"));

  for (const auto& mail : mails) {
    if (receivers({mail}).front() != "ubnd-huyen-an-phu") continue;
    EXPECT_THAT(mail.text, Not(HasSubstr("chưa nhận được"))) << "it has filed";
    EXPECT_THAT(mail.subject, HasSubstr("Thứ Sáu, 21/10/2022")) << "it is visited tomorrow";
  }
  EXPECT_EQ(gaps(), 1U);
  for (const auto& row : service.ledger(plan)) {
    EXPECT_TRUE(row.state != ReminderState::planned || row.at > service.now()) << row.rule;
  }
}

TEST_F(Sleep, OfAMachineWhoseProcessLivesIsRecordedAsAtTheStart) {
  service.move_to("2022-10-01 18:00");
  EXPECT_EQ(gaps(), 1U);
  EXPECT_THAT(last_gap(), AllOf(HasSubstr(R"("rang_at":"2022-09-19T11:00:00)"),
                                HasSubstr(R"("first_overdue":"2022-09-20T01:00:00)"),
                                HasSubstr(R"("back_at":"2022-10-01T11:00:00)")));
  service.tick();
  EXPECT_EQ(gaps(), 1U) << "told once";
  service.live_until("2022-10-03 12:00");
  EXPECT_EQ(gaps(), 1U) << "awake again";
}

TEST_F(Sleep, ShowsAsAJumpOfTheClockThoughNothingWasDue) {
  service.set_clock("2022-09-19 18:30");
  service.jump_clock("2022-09-19 23:30");
  service.tick();
  EXPECT_EQ(gaps(), 1U);
  EXPECT_THAT(last_gap(), AllOf(HasSubstr(R"("first_overdue":null)"),
                                HasSubstr(R"("clock_jumped_seconds":18000)")));
}

TEST_F(Sleep, IsNotWhatAClockThatIsSetBackIsCalled) {
  service.jump_clock("2022-09-19 12:00");
  service.tick();
  EXPECT_EQ(gaps(), 0U);
  const auto entries = service.journal();
  ASSERT_EQ(entries.back().entry.what, "service.clock_set_back");
  EXPECT_THAT(entries.back().entry.after.value(), HasSubstr(R"("clock_jumped_seconds":-21600)"));
}

TEST_F(Sleep, WhileNothingWasDueIsAGapAsWell) {
  sleep_until("2022-09-19 23:00");
  EXPECT_THAT(service.mails(), IsEmpty());
  EXPECT_EQ(gaps(), 1U);
  EXPECT_THAT(last_gap(), AllOf(HasSubstr(R"("first_overdue":null)"),
                                HasSubstr(R"("rang_at":"2022-09-19T11:00:00)")));
}

TEST_F(Sleep, OfARestartIsNoGap) {
  service.set_clock("2022-09-19 23:00");  // awake all the while, and nothing rang
  service.stop();
  service.start();
  EXPECT_EQ(gaps(), 0U);
}

TEST_F(Sleep, OverTheHourOfAVisitAnnouncesItNoMore) {
  service.live_until("2022-10-17 07:00");  // Chợ Mới is visited on the 18th at 08:00
  service.mails();
  sleep_until("2022-10-18 22:44");  // T-1 was due on the 17th
  const auto mails = service.mails();
  EXPECT_THAT(speaking_of(mails, "Lịch kiểm tra UBND huyện Chợ Mới"), IsEmpty());
  EXPECT_THAT(speaking_of(mails, "làm việc với UBND huyện Chợ Mới"), IsEmpty());
  EXPECT_THAT(states("T-1", TargetKind::visit, "ubnd-huyen-cho-moi"), ElementsAre("past"));
}

TEST_F(Sleep, UntilTheMorningOfAVisitStillAnnouncesIt) {
  service.live_until("2022-10-17 07:00");
  service.mails();
  sleep_until("2022-10-18 06:30");
  EXPECT_THAT(receivers(speaking_of(service.mails(), "Lịch kiểm tra UBND huyện Chợ Mới")),
              Contains("ubnd-huyen-cho-moi"));
}

}  // namespace
}  // namespace inspectord
