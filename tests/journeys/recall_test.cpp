// SPDX-License-Identifier: Apache-2.0
// What was queued, tried or given up, and then no longer holds.
#include "storage/agencies.hpp"
#include "storage/outbox_recall.hpp"
#include "tests/support/journey.hpp"
#include "tests/support/loopback_server.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/sending_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace inspectord {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::string_view report = "bao-cao-thi-dua";
constexpr std::string_view debtor = "ubnd-huyen-an-phu";

VisitInput to_day(std::string_view date) {
  VisitInput input;
  input.date = day(date);
  input.reason = "other_duty";
  return input;
}

/// Answers every request, once its body is read, with what the test says: a status line, or
/// nothing at all.
class Receiver {
 public:
  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()) + "/x"; }
  void answer(std::string status) {
    const std::lock_guard lock{mutex_};
    status_ = std::move(status);
  }
  std::size_t calls() const {
    const std::lock_guard lock{mutex_};
    return calls_;
  }

 private:
  void serve(testing::Peer& peer) {
    while (true) {
      std::size_t length = 0;
      peer.read_line();
      for (auto line = peer.read_line(); !line.empty(); line = peer.read_line()) {
        if (line.starts_with("Content-Length: ")) length = std::stoul(line.substr(16));
      }
      peer.read_exactly(length);
      const std::lock_guard lock{mutex_};
      ++calls_;
      if (status_.empty()) return;  // hangs up
      peer.write("HTTP/1.1 " + status_ + "\r\nContent-Length: 0\r\n\r\n");
    }
  }

  mutable std::mutex mutex_;
  std::string status_ = "503 Service Unavailable";
  std::size_t calls_ = 0;
  testing::LoopbackServer server_{[this](testing::Peer& peer) { serve(peer); }};
};

void allow_loopback(Options& options) {
  options.webhook.allow = {"127.0.0.0/8"};
  options.webhook.allow_http = true;
}

/// An Giang; the committee of An Phú is told by a webhook alone, which is not well when its report
/// is 14 days away.
class TriedBefore : public ::testing::Test {
 protected:
  TriedBefore() {
    service.tick();
    agency = service.plan(plan).agencies.at(std::string{debtor});
    service.write([&](Transaction& tx) {
      tx.execute("UPDATE contacts SET disabled_because = 'left' WHERE agency = $1", agency);
      return true;
    });
    const auto added = service.write([&](Transaction& tx) {
      return add_contact(tx,
                         {.id = {},
                          .agency = agency,
                          .kind = ContactKind::webhook,
                          .address = receiver.url(),
                          .label = {},
                          .secret = {},
                          .language = "vi",
                          .disabled_because = {}},
                         service.staff().planner, service.now(), service.house());
    });
    EXPECT_TRUE(added.has_value());
  }

  void let_the_first_reminder_be_tried() {
    service.move_to("2022-09-20 08:00");
    EXPECT_EQ(receiver.calls(), 1U);
  }
  StoredMessage message() {
    auto all = service.messages(plan);
    std::erase_if(all, [&](const auto& one) { return one.channel != "webhook"; });
    EXPECT_THAT(all, SizeIs(1));
    return all.at(0);
  }
  LedgerRow row() {
    for (const auto& one : service.ledger(plan)) {
      if (one.recipient == agency && one.rule == "T-14" && one.target_kind == TargetKind::duty)
        return one;
    }
    throw std::logic_error("no such row");
  }
  void file_the_report() {
    service.submit(plan, std::string{report}, std::string{debtor}, "2022-09-20");
  }

  Receiver receiver;
  Journey service{"2022-08-02 09:00", allow_loopback};
  const PlanId plan = service.issue(plan_file("an-giang-2022"), "1938/KH-SLĐTBXH").id;
  AgencyId agency;
};

TEST_F(TriedBefore, AMessageThatWasRefusedIsTakenBackWhenItNoLongerHolds) {
  let_the_first_reminder_be_tried();
  EXPECT_EQ(message().state, MessageState::retrying);
  file_the_report();
  EXPECT_EQ(message().state, MessageState::withdrawn);
  EXPECT_EQ(row().state, ReminderState::dropped);
  receiver.answer("204 No Content");
  service.move_to("2022-09-20 12:00");
  EXPECT_EQ(receiver.calls(), 1U);
}

TEST_F(TriedBefore, AMessageThatMayHaveArrivedGoesOutUnchanged) {
  receiver.answer("");
  let_the_first_reminder_be_tried();
  EXPECT_EQ(message().state, MessageState::retrying);
  file_the_report();
  EXPECT_EQ(message().state, MessageState::retrying);
  receiver.answer("204 No Content");
  service.move_to("2022-09-20 12:00");
  EXPECT_EQ(message().state, MessageState::accepted);
  EXPECT_EQ(row().state, ReminderState::sent);
}

TEST_F(TriedBefore, ADeadLetterSaysSoInTheLedgerUntilItArrives) {
  receiver.answer("400 Bad Request");
  let_the_first_reminder_be_tried();
  EXPECT_EQ(message().state, MessageState::dead);
  EXPECT_EQ(row().state, ReminderState::dropped);
  EXPECT_EQ(row().dropped_because, "undeliverable");

  receiver.answer("204 No Content");
  const auto again = service.write([&](Transaction& tx) {
    return send_message_again(tx, message().id, service.staff().planner, service.now(),
                              service.house());
  });
  ASSERT_TRUE(again.has_value());
  service.tick();
  EXPECT_EQ(message().state, MessageState::accepted);
  EXPECT_EQ(row().state, ReminderState::sent);
}

TEST_F(TriedBefore, ADeadLetterThatNoLongerHoldsIsNotSentAgain) {
  receiver.answer("400 Bad Request");
  let_the_first_reminder_be_tried();
  file_the_report();
  const auto id = message().id;
  const auto again = service.write([&](Transaction& tx) {
    return send_message_again(tx, id, service.staff().planner, service.now(), service.house());
  });
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().reason(), refuse::message_overtaken);
}

/// Bắc Giang; all is said, and then the switch holds back what comes.
class HeldBack : public ::testing::Test {
 protected:
  HeldBack() {
    service.tick();
    service.mails();
    service.set_clock("2024-04-24 18:00");
    service.pause(true);
  }
  std::vector<ReadMail> sent() {
    service.pause(false);
    service.tick();
    return service.mails();
  }

  Journey service{"2024-04-24 09:00"};
  const PlanId plan = service.issue(plan_file("bac-giang-2024")).id;
};

TEST_F(HeldBack, TwoMovesOfAVisitAreToldAsOneFromTheDayThatIsKnown) {
  service.act(plan, "son-dong", VisitAction::move, to_day("2024-05-22"));
  service.act(plan, "son-dong", VisitAction::move, to_day("2024-05-23"));
  const auto mails = sent();
  std::vector<std::string> texts;
  for (const auto& mail : speaking_of(mails, "Sơn Động")) texts.push_back(mail.text);
  ASSERT_THAT(texts, Not(IsEmpty()));
  EXPECT_THAT(texts, Each(AllOf(HasSubstr("20/05/2024"), HasSubstr("23/05/2024"),
                                Not(HasSubstr("22/05/2024")))));
  auto told = receivers(mails);
  std::sort(told.begin(), told.end());
  EXPECT_EQ(std::adjacent_find(told.begin(), told.end()), told.end()) << "one mail each";
}

TEST_F(HeldBack, AMoveThereAndBackIsToldToNobody) {
  service.act(plan, "son-dong", VisitAction::move, to_day("2024-05-22"));
  service.act(plan, "son-dong", VisitAction::move, to_day("2024-05-20"));
  EXPECT_THAT(sent(), IsEmpty());
}

TEST(HeldBackFromTheStart, APlanThatIsCancelledBeforeAnybodyWasToldIsToldToNobody) {
  Journey service{"2024-04-24 09:00"};
  service.pause(true);
  const auto plan = service.issue(plan_file("bac-giang-2024")).id;
  PlanInput off;
  off.reason = "không còn cần";
  off.document = "12/TB-MH";
  service.act(plan, PlanAction::cancel, off, service.staff().approver);
  service.pause(false);
  service.tick();
  EXPECT_THAT(service.mails(), IsEmpty());
}

/// All who are told of Sơn Động know that it is off, in one way or another; then sending is paused.
class OffAndHeldBack : public ::testing::Test {
 protected:
  void take_off(VisitAction action) {
    service.tick();
    service.act(plan, "son-dong", action, because("disaster"));
    service.tick();
    service.mails();
    service.set_clock("2024-04-24 18:00");
    service.pause(true);
  }
  std::vector<ReadMail> sent() {
    service.pause(false);
    service.tick();
    return service.mails();
  }
  static VisitInput because(std::string reason) {
    VisitInput input;
    input.reason = std::move(reason);
    return input;
  }

  Journey service{"2024-04-24 09:00"};
  const PlanId plan = service.issue(plan_file("bac-giang-2024")).id;
};

TEST_F(OffAndHeldBack, AVisitThatComesBackOnAnotherDayIsToldFromWhatIsKnown) {
  take_off(VisitAction::cancel);
  service.act(plan, "son-dong", VisitAction::undo, because("ghi nhầm"));
  service.act(plan, "son-dong", VisitAction::move, to_day("2024-05-22"));
  const auto mails = sent();
  ASSERT_THAT(mails, SizeIs(10)) << "one each";
  for (const auto& mail : mails) {
    EXPECT_THAT(mail.text, AllOf(HasSubstr("- Lịch cũ: không tổ chức.\n- Lịch mới: Thứ Tư, "
                                           "22/05/2024"),
                                 Not(HasSubstr("20/05/2024"))));
  }
}

TEST_F(OffAndHeldBack, AnUndoThatIsTakenBackIsToldToNobody) {
  take_off(VisitAction::cancel);
  service.act(plan, "son-dong", VisitAction::undo, because("ghi nhầm"));
  service.act(plan, "son-dong", VisitAction::cancel, because("other"));
  EXPECT_THAT(sent(), IsEmpty());
}

TEST_F(OffAndHeldBack, APostponedVisitThatIsCancelledInTheEndIsToldAsCancelled) {
  take_off(VisitAction::postpone);
  service.act(plan, "son-dong", VisitAction::reschedule, to_day("2024-05-22"));
  service.act(plan, "son-dong", VisitAction::cancel, because("other"));
  const auto mails = sent();
  ASSERT_THAT(mails, SizeIs(10));
  for (const auto& mail : mails) {
    EXPECT_THAT(
        mail.text,
        HasSubstr("- Lịch cũ: chờ lịch mới.\n- Lịch mới: không tổ chức.\n- Lý do: lý do khác."));
  }
}

}  // namespace
}  // namespace inspectord
