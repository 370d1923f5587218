// SPDX-License-Identifier: Apache-2.0
// What must not spread: one damaged plan, a second service, a relay that is away.
#include "notifications/mail_message.hpp"
#include "server/commands/command.hpp"
#include "server/household.hpp"
#include "storage/store_lock.hpp"
#include "tests/support/journey.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace inspectord {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Trouble, APlanWhoseRecordIsDamagedHoldsUpNoOtherPlan) {
  Journey service{"2022-08-02 09:00"};
  const auto damaged = service.issue(plan_file("an-giang-2022"), "1938/KH-SLĐTBXH").id;
  auto twin = plan_file("an-giang-2022");
  twin.key = "an-giang-2022-ban-hai";
  twin.title += " (bản hai)";
  twin.number = "1939/KH-SLĐTBXH";
  const auto sound = service.issue(twin, "1939/KH-SLĐTBXH").id;
  service.mails();
  service.write([&](Transaction& tx) {
    tx.execute("UPDATE plans SET record = '{' WHERE id = $1", damaged);
    return true;
  });

  service.move_to("2022-09-20 09:00");  // T-14 of the reports of both

  EXPECT_THAT(speaking_of(service.mails(), "1939/KH-SLĐTBXH"), Not(IsEmpty()));
  std::vector<std::string> because;
  for (const auto& row : service.ledger(damaged)) {
    if (row.at <= service.now()) because.push_back(row.dropped_because);
  }
  EXPECT_THAT(because, Not(IsEmpty()));
  EXPECT_THAT(because, Each("cannot_be_told"));
  for (const auto& row : service.ledger(sound)) {
    if (row.at > service.now()) continue;
    EXPECT_EQ(row.state, ReminderState::sent);
  }
}

TEST(Trouble, ASecondServiceIsKeptFromTheDatabaseWhileTheFirstLives) {
  const TemporaryDirectory directory;
  const auto file = directory / "inspectord.db";
  const Instant now = local("2024-05-06 08:00");
  {
    const Database first{file, Database::Use::service, now};
    EXPECT_THROW((Database{file, Database::Use::service, now}), StoreInUse);
    EXPECT_NO_THROW((Database{file, Database::Use::command, now}));
  }
  EXPECT_NO_THROW((Database{file, Database::Use::service, now}));
}

class SendTest : public ::testing::Test {
 protected:
  SendTest() {
    options.storage.path = directory / "inspectord.db";
    options.mail.spool = directory / "spool";
  }

  TemporaryDirectory directory;
  Options options;
  std::ostringstream out, err;
  const Console console{.options = options, .language = Language::en, .out = out, .err = err};
};

TEST_F(SendTest, HandsTheMailOverAtOnceAndSaysWhere) {
  EXPECT_EQ(send_test(console, "an@donvi.example"), ExitCode::ok);
  EXPECT_THAT(err.str(), HasSubstr(options.mail.spool));
  MailReader reader{options.mail.spool};
  const auto mails = reader.fresh();
  ASSERT_EQ(mails.size(), 1U);
}

TEST_F(SendTest, SaysThatTheRelayIsAway) {
  options.mail.relay = "smtp://[::1]:1";  // a port where nobody listens
  options.mail.starttls_required = false;
  EXPECT_EQ(send_test(console, "an@donvi.example"), ExitCode::try_again);
  EXPECT_THAT(err.str(), HasSubstr("did not take the mail"));
  EXPECT_THAT(out.str(), IsEmpty());
}

}  // namespace
}  // namespace inspectord
