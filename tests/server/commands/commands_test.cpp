// SPDX-License-Identifier: Apache-2.0
#include "server/commands/command.hpp"
#include "server/commands/store.hpp"
#include "server/household.hpp"
#include "storage/journal.hpp"
#include "storage/sending_switch.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string first_plan = std::string{INSPECTORD_SOURCE_DIR} + "/docs/first-plan.json";

/// One who types commands, and what he sees.
class Commands : public testing::Test {
 protected:
  Commands() { options.storage.path = directory / "inspectord.db"; }

  Console console() { return {.options = options, .language = language, .out = out, .err = err}; }
  void give_planner() {
    add_user(console(), {.name = "lan", .agency = "Sở Tài nguyên", .roles = {"planner"}});
  }
  std::string keep(const std::string& name, const std::string& text) {
    const auto file = (directory / name).string();
    std::ofstream{file, std::ios::binary} << text;
    return file;
  }
  /// What it ends with: the code, and the words as err has them.
  template <class F>
  ExitCode ended(F command) {
    try {
      return command();
    } catch (const CommandError& error) {
      err << error.what();
      return error.code();
    }
  }

  TemporaryDirectory directory;
  Options options;
  Language language = Language::en;
  std::ostringstream out, err;
};

TEST_F(Commands, DoctorMakesNoDatabaseWhereThereIsNone) {
  EXPECT_EQ(ended([&] { return doctor(console()); }), ExitCode::unavailable);
  EXPECT_THAT(err.str(), HasSubstr("there is no database here"));
  EXPECT_FALSE(fs::exists(options.storage.path));
}

TEST_F(Commands, DoctorSaysThatAllIsWell) {
  give_planner();
  out.str({});
  EXPECT_EQ(ended([&] { return doctor(console()); }), ExitCode::ok) << out.str();
  EXPECT_THAT(out.str(), HasSubstr("integrity\tok"));
}

TEST_F(Commands, DoctorNamesASpoolThatCannotBeWritten) {
  give_planner();
  options.mail.spool = keep("no-directory", "a file") + "/spool";
  EXPECT_EQ(ended([&] { return doctor(console()); }), ExitCode::unavailable);
  EXPECT_THAT(out.str(), HasSubstr("no-directory"));
}

TEST_F(Commands, DoctorNamesARelayThatDoesNotAnswer) {
  give_planner();
  options.mail.relay = "smtp://127.0.0.1:1";
  EXPECT_EQ(ended([&] { return doctor(console()); }), ExitCode::unavailable);
  EXPECT_THAT(out.str(), HasSubstr("smtp://127.0.0.1:1 cannot be reached"));
}

TEST_F(Commands, RestoreLeavesSendingPausedSaysSoAndDoctorReminds) {
  give_planner();
  const auto copy = (directory / "copy.tar").string();
  ASSERT_EQ(ended([&] { return back_up(console(), copy); }), ExitCode::ok) << err.str();
  err.str({});
  ASSERT_EQ(ended([&] { return restore(console(), copy, true, AfterRestore::paused); }),
            ExitCode::ok)
      << err.str();
  EXPECT_THAT(err.str(), HasSubstr("Sending is paused"));
  EXPECT_EQ(ended([&] { return doctor(console()); }), ExitCode::unavailable);
  EXPECT_THAT(out.str(), HasSubstr("sending\tpaused"));
  EXPECT_THAT(out.str(), HasSubstr("restored from a copy"));

  Store store{console(), Store::If::there};
  const auto last = store.database.snapshots().with_snapshot([](Snapshot& db) {
    const auto all = journal::read_after(db, 0, 1'000);
    return all.back().entry;
  });
  EXPECT_EQ(last.what, "sending.switched");
  EXPECT_EQ(last.actor.channel, ActorChannel::system);
}

TEST_F(Commands, RestoreKeepsThePauseOfTheCopyAndWhoMadeIt) {
  give_planner();
  {
    Store store{console(), Store::If::there};
    store.database.writer().run([&](Transaction& tx) {
      outbox::set_sending_switch(tx, {.paused = true, .changed_at = {}, .reason = "Bão số 3"});
    });
  }
  const auto copy = (directory / "copy").string();
  ASSERT_EQ(ended([&] { return back_up(console(), copy); }), ExitCode::ok) << err.str();
  for (const auto after : {AfterRestore::paused, AfterRestore::sends}) {
    ASSERT_EQ(ended([&] { return restore(console(), copy, true, after); }), ExitCode::ok);
    out.str({});
    EXPECT_EQ(ended([&] { return doctor(console()); }), ExitCode::unavailable);
    EXPECT_THAT(out.str(), HasSubstr("Bão số 3"));
  }
}

TEST_F(Commands, RestoreSendsOnWhereItIsTold) {
  give_planner();
  const auto copy = (directory / "copy").string();
  ASSERT_EQ(ended([&] { return back_up(console(), copy); }), ExitCode::ok) << err.str();
  err.str({});
  ASSERT_EQ(ended([&] { return restore(console(), copy, true, AfterRestore::sends); }),
            ExitCode::ok)
      << err.str();
  EXPECT_THAT(err.str(), HasSubstr("may have been sent since"));
  EXPECT_EQ(ended([&] { return doctor(console()); }), ExitCode::ok) << out.str();
}

TEST_F(Commands, TokenAndExportMakeNoDatabase) {
  EXPECT_EQ(ended([&] { return issue_token(console(), "lan", "", 1); }), ExitCode::unavailable);
  EXPECT_EQ(ended([&] { return export_plan(console(), "any"); }), ExitCode::unavailable);
  EXPECT_FALSE(fs::exists(options.storage.path));
}

TEST_F(Commands, CheckOfADirectorySaysThatItIsOne) {
  const auto folder = directory.path().string();
  EXPECT_EQ(ended([&] { return check(console(), {.files = {folder}}); }), ExitCode::io);
  EXPECT_THAT(err.str(), HasSubstr(folder + ": cannot be read (it is a directory)"));
}

TEST_F(Commands, SpeakTheLanguageAskedFor) {
  language = Language::vi;
  EXPECT_EQ(ended([&] { return check(console(), {.files = {"no-such-file"}}); }), ExitCode::io);
  EXPECT_THAT(err.str(), HasSubstr("no-such-file: không đọc được"));
}

TEST_F(Commands, PreviewRefusesARangeThatIsReversed) {
  const PreviewOptions asked{
      .file = first_plan, .policy = {}, .from = "2027-05-01", .to = "2027-01-01", .as_of = {}};
  EXPECT_EQ(ended([&] { return preview(console(), asked); }), ExitCode::usage);
  EXPECT_THAT(out.str(), IsEmpty());
}

TEST_F(Commands, ExportRefusesAKeyThatSeveralPlansHave) {
  give_planner();
  std::ifstream file{first_plan};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  const auto title = text.find("\"title\": \"") + 10;
  const auto twin = keep("twin.json", text.substr(0, title) + "Hai. " + text.substr(title));
  import(console(), {.files = {first_plan, twin}, .user = "lan"});
  out.str({});
  const auto key = text.substr(text.find("\"key\": \"") + 8);
  const auto name = key.substr(0, key.find('"'));
  EXPECT_EQ(ended([&] { return export_plan(console(), name); }), ExitCode::data);
  EXPECT_THAT(err.str(), HasSubstr("Several plans have the key " + name));
  EXPECT_THAT(out.str(), IsEmpty());
}

TEST_F(Commands, RehearseRefusesAKeyThatThePlanDoesNotHave) {
  const RehearseOptions asked{.file = first_plan,
                              .from = "2027-03-01",
                              .to = "2027-03-02",
                              .out_directory = directory / "out",
                              .missing = {"nope"}};
  EXPECT_EQ(ended([&] { return rehearse(console(), asked); }), ExitCode::usage);
  EXPECT_THAT(err.str(), HasSubstr("--missing nope"));
}

TEST_F(Commands, RehearseMixesNoTwoRunsInOneDirectory) {
  keep("older.eml", "");
  const RehearseOptions asked{.file = first_plan,
                              .from = "2027-03-01",
                              .to = "2027-03-02",
                              .out_directory = directory.path().string(),
                              .missing = {}};
  EXPECT_EQ(ended([&] { return rehearse(console(), asked); }), ExitCode::cannot_create);
}

/// The first plan with a report each Friday and one at each end of a month.
std::string with_recurring_duties() {
  std::ifstream file{first_plan};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  const auto place = text.find("  \"policy\"");
  return text.insert(place, R"(  "recurring_duties": [
    {"key": "tuan", "what": "báo cáo tuần", "owed_by": {"agency": "ubnd-xa-b"},
     "to": "so-noi-vu", "frequency": "weekly", "anchor": "2027-03-05", "raw": "thứ Sáu"},
    {"key": "thang", "what": "báo cáo tháng", "owed_by": {"agency": "ubnd-xa-c"},
     "to": "so-noi-vu", "frequency": "monthly", "anchor": "2027-03-31", "raw": "cuối tháng"}
  ],
)");
}

/// "2027-03-08T08-00 digest ubnd-xa-b": what a rehearsal of a month and a half sent of duties.
std::vector<std::string> sent_of_duties(const fs::path& directory) {
  std::vector<std::string> sent;
  for (const auto& entry : fs::directory_iterator{directory}) {
    const auto name = entry.path().filename().string();
    if (name.find("_duty_") == name.npos && name.find("_digest_") == name.npos) continue;
    const auto kind = name.find('_') + 1;
    const auto address = name.find("_luu-tru-2027.");
    const auto agency = address + std::string_view{"_luu-tru-2027."}.size();
    sent.push_back(name.substr(0, kind - 1) + " " + name.substr(kind, address - kind) + " " +
                   name.substr(agency, name.find('@') - agency));
  }
  std::ranges::sort(sent);
  return sent;
}

TEST_F(Commands, RehearsePlaysThePeriodsOfRecurringDutiesAndTheirDigest) {
  const RehearseOptions asked{.file = keep("plan.json", with_recurring_duties()),
                              .from = "2027-03-26",
                              .to = "2027-04-20",
                              .out_directory = directory / "out",
                              .missing = {}};
  ASSERT_EQ(ended([&] { return rehearse(console(), asked); }), ExitCode::ok) << err.str();
  EXPECT_THAT(
      sent_of_duties(asked.out_directory),
      testing::ElementsAre(
          "2027-03-27T08-00 duty_overdue phong-luu-tru",  // late from the first day on
          "2027-03-27T08-00 duty_overdue ubnd-xa-b", "2027-03-27T08-00 duty_overdue ubnd-xa-c",
          "2027-03-28T08-00 duty_reminder ubnd-xa-c", "2027-03-29T08-00 digest ubnd-xa-b",
          "2027-03-30T08-00 duty_tomorrow ubnd-xa-c",  // filed, so no more
          "2027-04-05T08-00 digest ubnd-xa-b", "2027-04-12T08-00 digest ubnd-xa-b",
          "2027-04-16T08-00 duty_reminder ubnd-xa-c", "2027-04-19T08-00 digest ubnd-xa-b"));
}

TEST_F(Commands, RehearseLeavesThePeriodsOfARecurringDutyUnfiledThatIsMissing) {
  options.routines.digest = "30 9 * * *";
  const RehearseOptions asked{.file = keep("plan.json", with_recurring_duties()),
                              .from = "2027-03-26",
                              .to = "2027-04-05",
                              .out_directory = directory / "out",
                              .missing = {"thang"}};
  ASSERT_EQ(ended([&] { return rehearse(console(), asked); }), ExitCode::ok) << err.str();
  EXPECT_THAT(
      sent_of_duties(asked.out_directory),
      testing::ElementsAre(
          "2027-03-27T08-00 duty_overdue phong-luu-tru",  // late from the first day on
          "2027-03-27T08-00 duty_overdue ubnd-xa-b", "2027-03-27T08-00 duty_overdue ubnd-xa-c",
          "2027-03-28T08-00 duty_reminder ubnd-xa-c", "2027-03-29T09-30 digest ubnd-xa-b",
          "2027-03-30T08-00 duty_tomorrow ubnd-xa-c", "2027-04-01T08-00 duty_overdue phong-luu-tru",
          "2027-04-01T08-00 duty_overdue ubnd-xa-c", "2027-04-03T08-00 duty_overdue phong-luu-tru",
          "2027-04-03T08-00 duty_overdue ubnd-xa-c", "2027-04-05T09-30 digest ubnd-xa-b"));
}

TEST_F(Commands, ASettingThatIsNoScheduleIsRefusedWithTheReason) {
  ConfigFault fault{"inspectord.toml", 3, "routines.digest", "not_a_schedule", "61 * * * *"};
  EXPECT_EQ(describe(Language::en, fault),
            "inspectord.toml:3: routines.digest: neither a schedule nor off (61 * * * *): "
            "Field minute, character 1: 61 lies outside 0-59.");
  fault.hint = "0 0 30 2 *";
  EXPECT_THAT(describe(Language::vi, fault), HasSubstr("không bao giờ chạy"));
}

TEST_F(Commands, CheckConfigRefusesTheRoutinesThatServeRefuses) {
  EXPECT_EQ(check_config(console()), ExitCode::ok);
  for (const char* never : {"61 * * * *", "@reboot", "0 0 30 2 *"}) {
    options.routines.digest = never;
    EXPECT_THROW(check_config(console()), std::invalid_argument) << never;
  }
}

TEST_F(Commands, ConfigurationFaultsAreWords) {
  const ConfigFault fault{"inspectord.toml", 3, "http.prot", "unknown_key", "http.port"};
  EXPECT_EQ(describe(Language::en, fault), "inspectord.toml:3: http.prot: unknown key (http.port)");
}

}  // namespace
}  // namespace inspectord
