// SPDX-License-Identifier: Apache-2.0
// The office's policy through the whole service, routines, and clocks that are set.
#include "storage/files.hpp"
#include "storage/outbox.hpp"
#include "storage/routines.hpp"
#include "tests/support/journey.hpp"
#include "usecases/sending_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <thread>

namespace inspectord {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Plan by_office(const std::string& key) {
  auto plan = plan_file(key);
  plan.policy = "office-14-7-3-1";
  return plan;
}

/// An Giang by the office's policy: six committees owe a report by Tuesday 4 October 2022.
TEST(OfficePolicy, TellsOnWorkingDaysByTheDaysThatAreLeft) {
  Journey service{"2022-08-02 09:00"};
  const auto plan = service.issue(by_office("an-giang-2022"), "1938/KH-SLĐTBXH").id;
  service.mails();
  service.live_until("2022-10-03 12:00");
  const auto mails = service.mails();
  for (const auto& mail : mails)
    EXPECT_FALSE(DaysOff::vietnam().is_day_off(*parse_date(mail.at.substr(0, 10)))) << mail.at;
  // T-3 is Saturday the 1st: Friday, four days ahead, and the words say so.
  const auto friday = sent_at(mails, "2022-09-30 08:00");
  EXPECT_THAT(friday, SizeIs(6));
  for (const auto& mail : friday) EXPECT_THAT(mail.text, HasSubstr("còn 4 ngày"));
  std::set<std::string> rules;
  for (const auto& row : service.ledger(plan)) {
    if (row.state == ReminderState::sent) rules.insert(row.rule);
  }
  EXPECT_THAT(rules, AllOf(Contains("T-3"), Contains("T-1")));
}

class SetClock : public ::testing::Test {
 protected:
  SetClock() { service.mails(); }

  /// Every row sent once, or dropped with a reason; nobody reads a thing twice.
  void expect_settled() {
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& row : service.ledger(plan)) {
      if (row.at > service.now()) continue;
      EXPECT_NE(row.state, ReminderState::planned) << row.rule;
      if (row.state == ReminderState::dropped) {
        EXPECT_NE(row.dropped_because, "") << row.rule;
      }
    }
    for (const auto& mail : all_)
      EXPECT_TRUE(seen.emplace(mail.to, mail.at + mail.subject).second) << mail.to << mail.at;
    const auto twice = service.read([](Snapshot& db) {
      return db
          .query(
              "SELECT COUNT(*) FROM (SELECT s.reminder_id FROM message_reminders s"
              " JOIN messages m ON m.id = s.message_id WHERE m.state = 'accepted'"
              " GROUP BY s.reminder_id, m.address HAVING COUNT(*) > 1) AS told")
          .front()
          .integer(0);
    });
    EXPECT_EQ(twice, 0);
  }
  void hear() {
    for (auto& mail : service.mails()) all_.push_back(std::move(mail));
  }
  void jump(std::chrono::seconds by) {
    service.jump_clock(to_local(service.now() + by));
    service.tick();
    hear();
  }
  static std::string to_local(Instant at) {
    auto text = Zone::vietnam().to_rfc3339(at).substr(0, 19);
    text[10] = ' ';
    return text.substr(0, 16);
  }

  Journey service{"2022-08-02 09:00"};
  const PlanId plan = service.issue(by_office("an-giang-2022"), "1938/KH-SLĐTBXH").id;
  std::vector<ReadMail> all_;
};

TEST_F(SetClock, ForthAndBackLosesAndDoublesNothing) {
  service.live_until("2022-09-19 18:00");
  for (const auto by : {60s, 3600s, 86'400s, 86'400s * 30}) {
    jump(by);
    jump(-by);
    jump(-by);
    jump(by);
    expect_settled();
  }
  service.live_until("2022-12-31 12:00");
  hear();
  expect_settled();
}

TEST_F(SetClock, ByTenYearsLosesAndDoublesNothing) {
  service.live_until("2022-09-19 18:00");
  jump(-86'400s * 3653);
  hear();
  jump(86'400s * 3653);
  service.live_until("2022-09-30 12:00");
  hear();
  EXPECT_THAT(all_, Not(IsEmpty())) << "what was planned is told as if nothing had been";
  expect_settled();
  jump(86'400s * 3653);
  expect_settled();
  const auto told = all_.size();
  jump(-86'400s * 3653);
  service.live_until("2022-12-31 12:00");
  hear();
  EXPECT_GT(all_.size(), told) << "what the future took for past or overtaken is told";
  EXPECT_FALSE(speaking_of(all_, "Lịch kiểm tra").empty()) << "visits are announced";
  expect_settled();
}

class HouseRoutines : public ::testing::Test {
 protected:
  RoutineLog log(const std::string& name) {
    return service.read([&](Snapshot& db) { return routine_rows::find(db, name); }).value();
  }
  std::size_t events(std::string_view what) {
    const auto entries = service.journal();
    return static_cast<std::size_t>(std::ranges::count_if(
        entries, [&](const JournalRecord& record) { return record.entry.what == what; }));
  }
  std::size_t copies() {
    const auto at = service.directory() / "copies";
    if (!std::filesystem::exists(at)) return 0;
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{at}, {}));
  }

  Journey service{
      "2026-06-03 10:00", [](Options& options) {
        options.routines.backup_directory =
            (std::filesystem::path{options.storage.path}.parent_path() / "copies").string();
        options.routines.backup_keep = 2;
        options.routines.holiday_check = "0 8 * * MON";
        options.routines.cleanup_misfire = "skip";
      }};
};

TEST_F(HouseRoutines, ComeDueThoughTheServiceRestartsEveryFiveMinutes) {
  service.tick();
  for (int restart = 0; restart < 6; ++restart) {  // across Monday 8 June, 08:00
    service.stop();
    service.set_clock(restart < 3 ? "2026-06-08 07:4" + std::to_string(5 + restart)
                                  : "2026-06-08 08:0" + std::to_string(restart - 2));
    service.start();
  }
  EXPECT_EQ(log("holiday_check").runs, 1);
  EXPECT_EQ(log("holiday_check").last_run, local("2026-06-08 08:00"));
}

TEST_F(HouseRoutines, AfterThirtyDaysAsleepDoAsDeclaredAndCountWhatTheySkip) {
  service.tick();
  service.stop();
  service.set_clock("2026-07-03 10:00");
  service.start();
  EXPECT_EQ(log("backup").runs, 1) << "latest: one copy";
  EXPECT_EQ(log("backup").skipped, 29);
  EXPECT_EQ(log("cleanup").runs, 0) << "skip";
  EXPECT_EQ(log("cleanup").skipped, 30);
  EXPECT_EQ(copies(), 1U);
  service.tick();
  EXPECT_EQ(log("backup").runs, 1) << "once";
}

TEST_F(HouseRoutines, KeepTheNewestCopies) {
  service.tick();
  for (const auto* at : {"2026-06-04 01:00", "2026-06-05 01:00", "2026-06-06 01:00"})
    service.move_to(at);
  EXPECT_EQ(log("backup").runs, 3);
  EXPECT_EQ(log("backup").failed, 0) << log("backup").problem.value_or("");
  EXPECT_EQ(copies(), 2U);
}

TEST_F(HouseRoutines, AskForADecisionThatIsMissing) {
  service.tick();
  service.move_to("2026-09-28 08:00");
  EXPECT_EQ(events("calendar.decision_missing"), 0U) << "there is time";
  service.move_to("2026-10-05 08:00");
  EXPECT_EQ(events("calendar.decision_missing"), 1U) << "2027 is computed";
}

TEST_F(HouseRoutines, ForgetHowOldMessagesFailedBeforeTheyArrived) {
  service.tick();
  const auto attempts = [&](const MessageId& id) {
    return service.read([&](Snapshot& db) { return outbox::attempts_of(db, id); });
  };
  const auto enter = [&](Transaction& tx) {
    const auto id = MessageId::make(service.now(), service.house().random);
    outbox::enqueue(tx,
                    {.id = id,
                     .channel = "mail",
                     .address = "a@b.vn",
                     .subject = "Thử",
                     .kind = "test",
                     .body = "x",
                     .send_at = service.now()},
                    service.now());
    for (const auto* outcome : {"retry", "retry", "accepted"}) {
      const auto mine = outbox::claim_due(tx, service.now(), {.channel = "mail"}).at(0);
      const bool last = std::string_view{outcome} == "accepted";
      outbox::settle(
          tx, id, mine.fence,
          {.state = last ? MessageState::accepted : MessageState::retrying,
           .next_attempt_at = service.now(),
           .attempt = Attempt{.id = AttemptId::make(service.now(), service.house().random),
                              .number = mine.number,
                              .started_at = service.now(),
                              .took = 12ms,
                              .outcome = outcome,
                              .status = 250,
                              .detail = "ok"}},
          service.now());
    }
    return id;
  };
  const auto old = service.write(enter);
  service.move_to("2027-07-01 10:00");
  const auto young = service.write(enter);
  service.move_to("2027-07-09 02:30");  // 401 days after the first
  ASSERT_EQ(attempts(old).size(), 1U);
  EXPECT_EQ(attempts(old).front().outcome, "accepted") << "that it arrived stays proven";
  EXPECT_EQ(attempts(young).size(), 3U);
}

/// A file whose bytes do not come: whoever copies it waits.
class StuckCopy : public HouseRoutines {
 protected:
  std::filesystem::path pipe_in_place_of(const std::string& bytes) {
    const Files files{service.directory() / "files"};
    const auto file = files.put(bytes).value();
    const auto kept = service.write([&](Transaction& tx) {
      return keep_file(tx, file, service.staff().planner, service.now(), service.house());
    });
    EXPECT_TRUE(kept);
    const auto path = service.directory() / "files" / Files::place_of(file.sha256);
    std::filesystem::remove(path);
    EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
    return path;
  }
};

TEST_F(StuckCopy, KeepsNoReminderWaiting) {
  auto plan = plan_file("an-giang-2022");
  for (auto& visit : plan.visits) visit.date = make_date(2026, 6, 18);
  plan.plan_year = 2026;
  plan.duties.clear();
  plan.tasks.clear();  // that link to them
  plan.policy = "civil-14-7-3-1";
  service.set_clock("2026-06-03 11:00");
  service.issue(plan, "77/KH-MH");
  service.tick();
  service.mails();
  const auto pipe = pipe_in_place_of("biên bản");
  service.set_clock("2026-06-04 01:00");  // the copy of this night
  std::thread copying{[&] { service.app().tick(); }};
  const int held = ::open(pipe.c_str(), O_WRONLY);  // returns when the copy has come to the file
  service.set_clock("2026-06-04 08:00");            // T-14
  std::thread ringing{[&] { service.app().tick(); }};
  const auto until = std::chrono::steady_clock::now() + 20s;
  std::size_t mails = 0;
  while (mails == 0 && std::chrono::steady_clock::now() < until) {
    service.app().wait_delivered();
    mails += service.mails().size();
    std::this_thread::yield();
  }
  EXPECT_GT(mails, 0U);
  EXPECT_EQ(log("backup").runs, 0) << "it is still at it";
  ::close(held);
  copying.join();
  ringing.join();
  EXPECT_EQ(log("backup").runs, 1);
  EXPECT_EQ(log("backup").failed, 1) << "the file has not the bytes of its name";
}

}  // namespace
}  // namespace inspectord
