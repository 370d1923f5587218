// SPDX-License-Identifier: Apache-2.0
// What happens to reminders and messages when a plan that is under way changes.
#include "core/digest.hpp"
#include "storage/files.hpp"
#include "tests/support/journey.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace inspectord {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

const std::vector<std::string> told_of_son_dong{"ubnd-son-dong", "phong-ldtbxh-son-dong",
                                                "so-ldtbxh",     "phong-te-bdg",
                                                "phong-kh-tc",   "thanh-tra-so",
                                                "so-gd-dt",      "so-y-te",
                                                "hoi-lhpn",      "tinh-doan"};

VisitInput to_day(std::string_view date, std::string reason = "other_duty") {
  VisitInput input;
  input.date = day(date);
  input.reason = std::move(reason);
  return input;
}

VisitInput because(std::string reason) {
  VisitInput input;
  input.reason = std::move(reason);
  return input;
}

DutyInput for_reason(std::string reason) {
  DutyInput input;
  input.reason = std::move(reason);
  return input;
}

/// From the draft of a revision to its notification, now.
ActOutcome amend(Journey& service, PlanId plan, const Plan& content) {
  PlanInput drafted;
  drafted.content = content;
  drafted.reason = "Điều chỉnh lịch";
  service.act(plan, PlanAction::amend, drafted, service.staff().planner);
  PlanInput step;
  step.step = "approve";
  step.signer = service.staff().approver.name;
  step.reason = "Ký thay";
  service.act(plan, PlanAction::amend, step, service.staff().approver);
  step.step = "number";
  step.number = "90/KH-MH";
  step.date = service.house().zone.date_of(service.now());
  service.act(plan, PlanAction::amend, step, service.staff().clerk);
  step.step = "notify";
  return service.act(plan, PlanAction::amend, step, service.staff().clerk);
}

/// Bắc Giang, notified on 24 April 2024; everything up to the morning of 6 May has been said (two
/// weeks before Sơn Động is visited, three days before the reports are due).
class Changes : public ::testing::Test {
 protected:
  Changes() {
    service.tick();
    service.live_until("2024-05-06 12:00");
    service.mails();
  }

  /// "rule state because" of one target, of one recipient.
  std::vector<std::string> rows_of(const UuidBytes& target, const std::string& recipient,
                                   int sequence) {
    std::vector<std::string> rows;
    const auto agency = service.plan(plan).agencies.at(recipient);
    for (const auto& row : service.ledger(plan)) {
      if (row.target != target || row.recipient != agency || row.sequence != sequence) continue;
      auto text = row.rule + " " + std::string{state_code(row.state)};
      rows.push_back(row.dropped_because.empty() ? text : text + " " + row.dropped_because);
    }
    return rows;
  }
  std::vector<std::string> visit_rows(int sequence,
                                      const std::string& recipient = "ubnd-son-dong") {
    return rows_of(service.visit(plan, "son-dong").id.bytes(), recipient, sequence);
  }
  /// Held back by the switch: what was due at 8 on 6 May for Sơn Động waits, unsent.
  void hold_back_the_first_reminder() {
    service.pause(true);
    service.set_clock("2024-05-08 08:00");
    service.app().tick();
  }

  Journey service{"2024-04-24 09:00"};
  const PlanId plan = service.issue(plan_file("bac-giang-2024")).id;
};

TEST_F(Changes, AMovedVisitIsToldAtOnceAndRemindedOfAnew) {
  service.act(plan, "son-dong", VisitAction::move, to_day("2024-05-27"));
  service.tick();
  const auto told = service.mails();
  EXPECT_THAT(receivers(told), UnorderedElementsAreArray(told_of_son_dong));
  EXPECT_EQ(told.front().subject,
            "ĐỔI LỊCH kiểm tra UBND huyện Sơn Động: Thứ Hai, 27/05/2024, 07 giờ 00 (dự kiến) (phân "
            "buổi thông báo sau)");
  EXPECT_THAT(told.front().text, AllOf(HasSubstr("Lịch cũ, không thực hiện: Thứ Hai, 20/05/2024"),
                                       HasSubstr("Lý do: trùng lịch công tác")));
  EXPECT_THAT(visit_rows(0), ElementsAre("T-14 sent", "T-7 dropped moved", "T-3 dropped moved",
                                         "T-1 dropped moved"));
  EXPECT_THAT(visit_rows(1),
              ElementsAre("T-14 planned", "T-7 planned", "T-3 planned", "T-1 planned"));

  service.live_until("2024-05-13 12:00");  // a week before the old day, two before the new
  const auto reminders = speaking_of(service.mails(), "UBND huyện Sơn Động");
  EXPECT_THAT(speaking_of(reminders, "20/05/2024"), IsEmpty());
  EXPECT_THAT(receivers(speaking_of(sent_at(reminders, "2024-05-13 08:00"), "27/05/2024")),
              Not(IsEmpty()));
  EXPECT_THAT(visit_rows(1), ElementsAre("T-14 sent", "T-7 planned", "T-3 planned", "T-1 planned"));
}

TEST_F(Changes, AVisitMovedTwiceFollowsTheLastDayAlone) {
  service.act(plan, "son-dong", VisitAction::move, to_day("2024-05-27"));
  service.act(plan, "son-dong", VisitAction::move, to_day("2024-06-03"));
  service.tick();
  service.mails();
  EXPECT_THAT(visit_rows(1), Each(HasSubstr("dropped moved")));
  EXPECT_THAT(visit_rows(2), Each(HasSubstr("planned")));
  service.live_until("2024-05-13 12:00");  // a week before the first day, two before the second
  EXPECT_THAT(speaking_of(service.mails(), "Lịch kiểm tra UBND huyện Sơn Động:"), IsEmpty());
  EXPECT_THAT(visit_rows(2), SizeIs(4));
}

TEST_F(Changes, ARemindersMessageThatIsStillQueuedIsWithdrawnWhenItsVisitMoves) {
  hold_back_the_first_reminder();
  const auto before = service.messages(plan);
  const auto waiting = std::count_if(before.begin(), before.end(), [](const auto& one) {
    return one.state == MessageState::queued;
  });
  EXPECT_EQ(waiting, 18 + 8)
      << "18 reports due tomorrow, two of them together with Lục Ngạn's visit; 8 of the team";

  service.act(plan, "luc-ngan", VisitAction::move, to_day("2024-05-24"));
  service.app().tick();  // what still holds of the withdrawn ones is composed anew
  service.pause(false);
  service.tick();
  const auto mails = service.mails();
  EXPECT_THAT(speaking_of(mails, "Lịch kiểm tra UBND huyện Lục Ngạn: Thứ Tư, 22/05/2024"),
              IsEmpty());
  EXPECT_THAT(speaking_of(mails, "Thời gian: Thứ Tư, 22/05/2024"), IsEmpty());
  const auto last_call = speaking_of(mails, "Nhắc lần cuối");
  EXPECT_THAT(last_call, SizeIs(18)) << "the report of Lục Ngạn is still owed";
  const auto moved = speaking_of(mails, "ĐỔI LỊCH kiểm tra UBND huyện Lục Ngạn");
  EXPECT_THAT(moved, SizeIs(10));
  EXPECT_THAT(mails, SizeIs(28));
  int withdrawn = 0;
  for (const auto& message : service.messages(plan)) {
    withdrawn += message.state == MessageState::withdrawn && message.detail == "moved" ? 1 : 0;
  }
  EXPECT_EQ(withdrawn, 10);
}

TEST_F(Changes, AConfirmationLosesNoReminderThatIsStillQueued) {
  hold_back_the_first_reminder();
  service.act(plan, "luc-ngan", VisitAction::confirm, {});
  service.app().tick();
  service.pause(false);
  service.tick();
  const auto mails = speaking_of(service.mails(), "Thời gian: Thứ Tư, 22/05/2024");
  EXPECT_THAT(mails, SizeIs(10));
  EXPECT_THAT(speaking_of(mails, "22/05/2024, 07 giờ 00 (dự kiến)"), IsEmpty())
      << "composed anew: the day is firm now";
}

TEST_F(Changes, APostponedVisitWaitsForItsNewDay) {
  service.act(plan, "son-dong", VisitAction::postpone, because("disaster"));
  service.tick();
  auto mails = service.mails();
  EXPECT_THAT(receivers(mails), UnorderedElementsAreArray(told_of_son_dong));
  EXPECT_THAT(mails.front().subject, HasSubstr("chờ lịch mới"));
  EXPECT_THAT(visit_rows(0), ElementsAre("T-14 sent", "T-7 dropped postponed",
                                         "T-3 dropped postponed", "T-1 dropped postponed"));
  service.live_until("2024-05-13 12:00");
  EXPECT_THAT(speaking_of(service.mails(), "Sơn Động: "), IsEmpty());

  auto again = to_day("2024-06-17");
  again.firm = true;
  service.act(plan, "son-dong", VisitAction::reschedule, again);
  service.tick();
  mails = service.mails();
  EXPECT_THAT(receivers(mails), UnorderedElementsAreArray(told_of_son_dong));
  EXPECT_THAT(mails.front().subject,
              AllOf(HasSubstr("Thứ Hai, 17/06/2024"), Not(HasSubstr("dự kiến"))));
  EXPECT_THAT(visit_rows(2), Each(HasSubstr("planned")));
}

TEST_F(Changes, ACancelledVisitIsSpokenOfOnceMoreAndThenNeverAgain) {
  service.act(plan, "son-dong", VisitAction::cancel, because("team_changed"));
  service.tick();
  const auto mails = service.mails();
  EXPECT_THAT(receivers(mails), UnorderedElementsAreArray(told_of_son_dong));
  EXPECT_THAT(mails.front().subject, HasSubstr("không tổ chức"));
  service.live_until("2024-05-13 12:00");
  EXPECT_THAT(speaking_of(service.mails(), "UBND huyện Sơn Động: "), IsEmpty());
  EXPECT_THAT(visit_rows(0, "so-ldtbxh"),
              ElementsAre("T-14 sent", "T-7 dropped cancelled", "T-3 dropped cancelled",
                          "T-1 dropped cancelled", "overdue+1 dropped cancelled",
                          "overdue+3 dropped cancelled"));
}

TEST_F(Changes, AVisitThatWasHeldAsksForNoResultAndIsAnnouncedToNobody) {
  service.move_to("2024-05-20 18:00");
  service.mails();
  service.act(plan, "son-dong", VisitAction::hold, {});
  service.tick();
  EXPECT_THAT(service.mails(), IsEmpty());
  EXPECT_THAT(visit_rows(0, "so-ldtbxh"),
              ::testing::IsSupersetOf({"overdue+1 dropped held", "overdue+3 dropped held"}));

  service.act(plan, "son-dong", VisitAction::undo, because("ghi nhầm đơn vị"));
  service.tick();
  EXPECT_THAT(service.mails(), IsEmpty()) << "nobody was told that it was held";
  service.live_until("2024-05-21 12:00");
  EXPECT_THAT(
      receivers(speaking_of(service.mails(), "Chưa cập nhật kết quả kiểm tra UBND huyện Sơn Động")),
      ElementsAre("so-ldtbxh"));
}

TEST_F(Changes, AnUndoneMoveBringsTheOldDayBackToThoseWronglyTold) {
  service.act(plan, "son-dong", VisitAction::move, to_day("2024-05-27"));
  service.tick();
  service.mails();
  service.act(plan, "son-dong", VisitAction::undo, because("ghi nhầm ngày"));
  service.tick();
  const auto mails = service.mails();
  EXPECT_THAT(receivers(mails), UnorderedElementsAreArray(told_of_son_dong));
  EXPECT_THAT(mails.front().subject, HasSubstr("Thứ Hai, 20/05/2024"));
  EXPECT_THAT(mails.front().text, HasSubstr("Lịch cũ, không thực hiện: Thứ Hai, 27/05/2024"));
  EXPECT_THAT(visit_rows(1), Each(HasSubstr("dropped undone")));
  EXPECT_THAT(visit_rows(2),
              ElementsAre("T-14 dropped past", "T-7 planned", "T-3 planned", "T-1 planned"));
}

TEST_F(Changes, AnUndoneCancellationSaysThatTheVisitWasOff) {
  service.act(plan, "son-dong", VisitAction::cancel, because("other"));
  service.tick();
  service.mails();
  service.act(plan, "son-dong", VisitAction::undo, because("ghi nhầm đơn vị"));
  service.tick();
  const auto mails = service.mails();
  EXPECT_THAT(receivers(mails), UnorderedElementsAreArray(told_of_son_dong));
  EXPECT_THAT(mails.front().text,
              AllOf(HasSubstr("- Lịch cũ: không tổ chức.\n- Lịch mới: Thứ Hai, 20/05/2024"),
                    Not(HasSubstr("ghi nhầm")), Not(HasSubstr("Lý do"))));
}

TEST_F(Changes, ADutyIsRemindedOfWhileItIsOwed) {
  const std::string what = "bao-cao-ubnd";
  const auto filed = service.duty(plan, what, "ubnd-yen-the").id.bytes();
  service.submit(plan, what, "ubnd-yen-the", "2024-05-06");
  EXPECT_THAT(rows_of(filed, "ubnd-yen-the", 0),
              ElementsAre("T-14 sent", "T-7 sent", "T-3 sent", "T-1 dropped submitted",
                          "overdue+1 dropped submitted", "overdue+3 dropped submitted"));
  service.act(plan, what, "ubnd-yen-the", DutyAction::return_, for_reason("thiếu biểu số liệu"));
  EXPECT_THAT(rows_of(filed, "ubnd-yen-the", 2),
              ElementsAre("T-14 dropped past", "T-7 dropped past", "T-3 dropped past",
                          "T-1 planned", "overdue+1 planned", "overdue+3 planned"));

  auto more_time = for_reason("theo đề nghị của đơn vị");
  more_time.date = day("2024-05-31");
  more_time.document = "15/UBND-VP";
  service.act(plan, what, "ubnd-tan-yen", DutyAction::extend, more_time);
  service.act(plan, what, "ubnd-yen-dung", DutyAction::waive, for_reason("đã có báo cáo chung"));

  service.live_until("2024-05-10 12:00");
  const auto late = sent_at(service.mails(), "2024-05-10 08:00");
  EXPECT_THAT(receivers(late), ::testing::Contains("ubnd-yen-the"));
  EXPECT_THAT(receivers(late), Not(::testing::Contains("ubnd-tan-yen")));
  EXPECT_THAT(receivers(late), Not(::testing::Contains("ubnd-yen-dung")));

  service.live_until("2024-05-17 12:00");
  const auto mails = speaking_of(service.mails(), "31/05/2024");
  EXPECT_THAT(receivers(speaking_of(sent_at(mails, "2024-05-17 08:00"), "còn 14 ngày")),
              ElementsAre("ubnd-tan-yen"));
}

TEST_F(Changes, ACancelledPlanTakesBackWhatWasNotSentAndTellsAll) {
  const auto first_notice = service.messages(plan);
  std::set<std::string> told;
  for (const auto& message : first_notice) {
    if (message.kind == "plan_notified") told.insert(message.address);
  }
  hold_back_the_first_reminder();
  PlanInput input;
  input.reason = "Có kế hoạch thay thế";
  input.document = "88/QĐ-SLĐTBXH";
  service.act(plan, PlanAction::cancel, input, service.staff().approver);
  service.pause(false);
  service.tick();
  const auto mails = service.mails();
  std::set<std::string> told_of_the_end;
  for (const auto& mail : mails) {
    EXPECT_THAT(mail.subject, HasSubstr("Hủy 77/KH-MH"));
    EXPECT_THAT(mail.text,
                AllOf(HasSubstr("(theo 88/QĐ-SLĐTBXH)"), Not(HasSubstr("Có kế hoạch thay thế"))))
        << "what is said in words is for the journal";
    told_of_the_end.insert(mail.to);
  }
  EXPECT_EQ(told_of_the_end, told);
  EXPECT_EQ(mails.size(), told.size());
  for (const auto& row : service.ledger(plan)) EXPECT_NE(row.state, ReminderState::planned);
  service.live_until("2024-06-30 12:00");
  EXPECT_THAT(service.mails(), IsEmpty());
}

TEST_F(Changes, AnAmendmentOfManyThingsIsOneMailForEachAgency) {
  service.move_to("2024-05-07 09:00");
  service.mails();
  Plan content = service.plan(plan).content;
  content.stated_counts.clear();
  std::erase_if(content.visits, [](const Visit& visit) { return visit.key == "son-dong"; });
  for (auto& visit : content.visits) {
    if (visit.key == "yen-the") visit.date = day("2024-05-30");
    if (visit.key == "luc-ngan") visit.date = day("2024-05-29");
  }
  std::erase_if(content.duties, [](const Duty& duty) { return duty.key == "bao-cao-ubnd"; });
  for (auto& task : content.tasks) std::erase(task.links, "bao-cao-ubnd");
  amend(service, plan, content);
  service.tick();
  const auto mails = service.mails();
  const auto addresses = receivers(mails);
  EXPECT_EQ(std::set(addresses.begin(), addresses.end()).size(), addresses.size())
      << "nobody gets two";

  const auto to = [&](const std::string& key) {
    const auto found = std::find(addresses.begin(), addresses.end(), key);
    return found == addresses.end() ? ReadMail{} : mails[found - addresses.begin()];
  };
  const auto team = to("so-y-te");
  EXPECT_THAT(team.subject, HasSubstr("(và 2 việc khác)"));
  EXPECT_THAT(team.text, HasSubstr("UBND huyện Sơn Động:\n- Lịch cũ, không thực hiện: Thứ Hai, "
                                   "20/05/2024.\n- Lịch mới: không tổ chức.\n"));
  EXPECT_THAT(team.text, HasSubstr("UBND huyện Yên Thế:\n"));
  EXPECT_THAT(team.text, HasSubstr("UBND huyện Lục Ngạn:\n"));
  EXPECT_EQ(team.text.find("Đề nghị xác nhận"), team.text.rfind("Đề nghị xác nhận"));
  const auto unit = to("ubnd-son-dong");
  EXPECT_THAT(unit.subject, AllOf(HasSubstr("UBND huyện Sơn Động: không tổ chức"),
                                  HasSubstr("(và 1 việc khác)")));
  EXPECT_THAT(unit.text, HasSubstr("- Không còn phải gửi: báo cáo"));
  EXPECT_THAT(to("ubnd-luc-nam").text, HasSubstr("- Không còn phải gửi: báo cáo"));
}

TEST_F(Changes, AttachmentsThatArriveTogetherAreOneMail) {
  const auto& clerk = service.staff().clerk;
  const StoredFile annex{.sha256 = sha256("phụ lục"), .size = 9, .media_type = "text/plain"};
  service.write([&](Transaction& tx) {
    file_rows::own(tx, annex, clerk.agency, service.now());
    return true;
  });
  PlanInput arrived;
  for (const auto& attachment : service.plan(plan).content.attachments) {
    arrived.attachment_notes.push_back({.key = attachment.key,
                                        .kind = AttachmentNote::Kind::supplied,
                                        .reason = "tệp đính kèm",
                                        .file = annex.sha256});
  }
  ASSERT_GT(arrived.attachment_notes.size(), 1U);
  service.act(plan, PlanAction::supplement, arrived, clerk);
  service.tick();
  const auto mails = service.mails();
  const auto addresses = receivers(mails);
  EXPECT_EQ(std::set(addresses.begin(), addresses.end()).size(), addresses.size());
  EXPECT_THAT(speaking_of(mails, "gửi bổ sung tài liệu kèm theo Kế hoạch số 77/KH-MH"),
              Not(IsEmpty()));
}

TEST_F(Changes, AnAmendmentChangesNothingUntilItIsNotifiedAndThenTellsWhatChanged) {
  service.move_to("2024-05-07 09:00");
  PlanInput drafted;
  drafted.content = service.plan(plan).content;
  for (auto& visit : drafted.content->visits) {
    if (visit.key == "yen-the") visit.date = day("2024-05-30");
  }
  for (auto& duty : drafted.content->duties) {
    if (duty.key != "bao-cao-ubnd") continue;
    duty.due.day = day("2024-05-15");
    duty.due.raw = "trước ngày 15/5/2024";
  }
  drafted.reason = "Điều chỉnh lịch";
  service.act(plan, PlanAction::amend, drafted, service.staff().planner);
  PlanInput step;
  step.step = "approve";
  step.signer = service.staff().approver.name;
  step.reason = "Ký thay";
  service.act(plan, PlanAction::amend, step, service.staff().approver);
  step.step = "number";
  step.number = "90/KH-MH";
  step.date = day("2024-05-07");
  service.act(plan, PlanAction::amend, step, service.staff().clerk);
  service.live_until("2024-05-08 12:00");
  EXPECT_THAT(receivers(speaking_of(service.mails(), "Nhắc lần cuối")), SizeIs(18))
      << "the old day holds";

  step.step = "notify";
  service.act(plan, PlanAction::amend, step, service.staff().clerk);
  service.tick();
  const auto mails = service.mails();
  EXPECT_THAT(receivers(speaking_of(mails, "ĐỔI LỊCH")),
              UnorderedElementsAre("ubnd-yen-the", "phong-ldtbxh-yen-the", "so-ldtbxh",
                                   "phong-te-bdg", "phong-kh-tc", "thanh-tra-so", "so-gd-dt",
                                   "so-y-te", "hoi-lhpn", "tinh-doan"));
  EXPECT_THAT(receivers(speaking_of(mails, "trước ngày 15/5/2024")),
              UnorderedElementsAre("ubnd-son-dong", "ubnd-luc-ngan", "ubnd-luc-nam",
                                   "ubnd-lang-giang", "ubnd-yen-the", "ubnd-viet-yen",
                                   "ubnd-tan-yen", "ubnd-yen-dung", "ubnd-bac-giang"));
  EXPECT_THAT(mails, SizeIs(18)) << "nobody else, and nobody twice";
  const auto both = speaking_of(speaking_of(mails, "ĐỔI LỊCH"), "trước ngày 15/5/2024");
  EXPECT_THAT(receivers(both), ElementsAre("ubnd-yen-the")) << "whom both concern";
  EXPECT_THAT(both.front().subject, HasSubstr("(và 1 việc khác)"));

  service.live_until("2024-05-10 12:00");
  const auto overdue =
      receivers(speaking_of(sent_at(service.mails(), "2024-05-10 08:00"), "Chưa nhận được"));
  EXPECT_THAT(overdue, Not(::testing::Contains("ubnd-son-dong")))
      << "the committees have until the 15th now";
  EXPECT_THAT(overdue, ::testing::Contains("phong-ldtbxh-son-dong"));
}

}  // namespace
}  // namespace inspectord
