// SPDX-License-Identifier: Apache-2.0
#include "config/config_file.hpp"

#include "config/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// "a.toml:3: http.prot: unknown_key (http.port)".
std::string said(const ConfigFault& fault) {
  std::string text = std::filesystem::path{fault.origin}.filename().string();
  if (fault.line > 0) text += ":" + std::to_string(fault.line);
  if (!fault.key.empty()) text += ": " + fault.key;
  text += ": " + std::string{fault.code};
  if (!fault.hint.empty()) text += " (" + fault.hint + ")";
  return text;
}

/// A directory that goes when the test ends.
class ConfigFile : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    directory_ =
        std::filesystem::path{testing::TempDir()} / (std::string{"config_"} + test->name());
    std::filesystem::create_directories(directory_);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::filesystem::path write(const std::string& name, const std::string& text) {
    const auto path = directory_ / name;
    std::ofstream{path} << text;
    return path;
  }
  ConfigResult load(const std::string& text) {
    return load_options({.file = write("a.toml", text), .environment = {}, .flags = {}});
  }

  std::vector<std::string> faults_of(const ConfigResult& result) {
    std::vector<std::string> texts;
    if (const auto* faults = std::get_if<std::vector<ConfigFault>>(&result)) {
      for (const auto& fault : *faults) {
        texts.push_back(said(fault));
      }
    }
    return texts;
  }

  std::filesystem::path directory_;
};

TEST_F(ConfigFile, IsNotNeeded) {
  const auto result = load_options({});
  ASSERT_TRUE(std::holds_alternative<Options>(result));
  EXPECT_EQ(std::get<Options>(result).http.port, 8480);
}

TEST_F(ConfigFile, TheExampleParsesEqualsTheDefaultsAndNamesEverySetting) {
  const std::filesystem::path example = INSPECTORD_SOURCE_DIR "/config/inspectord.example.toml";
  const auto result = load_options({.file = example, .environment = {}, .flags = {}});
  ASSERT_THAT(faults_of(result), ElementsAre());
  EXPECT_EQ(print_config(std::get<Options>(result)), print_config(Options{}));
  std::ifstream stream{example};
  std::vector<std::string> settings;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty() && line[0] != '#' && line[0] != '[') settings.push_back(line);
  }
  std::vector<std::string> printed;
  std::istringstream all{print_config(Options{})};
  for (std::string line; std::getline(all, line);) {
    if (!line.empty() && line[0] != '[') printed.push_back(line.substr(0, line.find(' ')));
  }
  ASSERT_EQ(settings.size(), printed.size());
  for (std::size_t i = 0; i < settings.size(); ++i)
    EXPECT_EQ(settings[i].substr(0, settings[i].find(' ')), printed[i]);
}

TEST_F(ConfigFile, GivesWayToTheEnvironmentAndThatToFlags) {
  const auto path = write("a.toml", "[http]\nport = 1\nmax_acts = 2\nmax_head = 2048\n");
  const auto result = load_options({.file = path,
                                    .environment = {{"INSPECTORD_HTTP__PORT", "3"},
                                                    {"INSPECTORD_HTTP__MAX_ACTS", "4"},
                                                    {"PATH", "/bin"}},
                                    .flags = {{"http.port", "5"}}});
  ASSERT_THAT(faults_of(result), ElementsAre());
  const auto& http = std::get<Options>(result).http;
  EXPECT_EQ(http.port, 5);
  EXPECT_EQ(http.max_acts, 4u);
  EXPECT_EQ(http.max_head, 2048u);
}

TEST_F(ConfigFile, ReportsEverythingThatIsWrongAtOnce) {
  const auto result = load(
      "[http]\nprot = 1\nport = \"x\"\nmax_head = 1\n\n[mal]\nfrom = \"a@b\"\n\n[mail]\nfrom = "
      "\"nobody\"\n"
      "relay = \"http://h\"\n[webhook]\nallow = [\"10.0.0.0/33\"]\nallow_http = 1\n[log]\nlevel = "
      "\"loud\"\n");
  EXPECT_THAT(
      faults_of(result),
      ElementsAre("a.toml:2: http.prot: unknown_key (http.port)",
                  "a.toml:3: http.port: wrong_type (a whole number)",
                  "a.toml:4: http.max_head: out_of_range (1024..1048576)",
                  "a.toml:6: mal: unknown_section (mail)",
                  "a.toml:10: mail.from: out_of_range (a mailbox)",
                  "a.toml:11: mail.relay: out_of_range (smtp://host:port | smtps://host:port)",
                  "a.toml:13: webhook.allow: out_of_range (networks as \"10.1.0.0/16\")",
                  "a.toml:14: webhook.allow_http: wrong_type (true | false)",
                  "a.toml:16: log.level: out_of_range (debug | info | warning | error)"));
}

TEST_F(ConfigFile, RefusesARoutineThatCouldNeverRun) {
  const auto result = load(
      "[routines]\nperiods = \"0 0 30 2 *\"\ndigest = \"61 * * * *\"\ncleanup = \"@reboot\"\n"
      "backup = \"\"\nholiday_check = 8\n");
  EXPECT_THAT(faults_of(result),
              ElementsAre("a.toml:2: routines.periods: not_a_schedule (0 0 30 2 *)",
                          "a.toml:3: routines.digest: not_a_schedule (61 * * * *)",
                          "a.toml:4: routines.cleanup: not_a_schedule (@reboot)",
                          "a.toml:5: routines.backup: not_a_schedule",
                          "a.toml:6: routines.holiday_check: wrong_type (text in quotes)"));
  const auto taken = load("[routines]\nperiods = \"@daily\"\ndigest = \"off\"\n");
  ASSERT_THAT(faults_of(taken), ElementsAre());
  EXPECT_EQ(std::get<Options>(taken).routines.periods, "@daily");
}

TEST_F(ConfigFile, ReportsUnknownVariablesAndFlags) {
  const auto result =
      load_options({.file = {},
                    .environment = {{"INSPECTORD_HTTP__PROT", "1"}, {"INSPECTORD_DEBUG", "1"}},
                    .flags = {{"http.prot", "1"}}});
  EXPECT_THAT(faults_of(result),
              ElementsAre("INSPECTORD_DEBUG: unknown_key",
                          "INSPECTORD_HTTP__PROT: http.prot: unknown_key (INSPECTORD_HTTP__PORT)",
                          "--http.prot: http.prot: unknown_key (http.port)"));
}

TEST_F(ConfigFile, SaysWhereItIsNotToml) {
  const auto faults = faults_of(load("[http]\nport = \n"));
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_THAT(faults[0], HasSubstr("a.toml:2: not_toml"));
}

TEST_F(ConfigFile, MustBeThereWhenItIsNamed) {
  const auto result =
      load_options({.file = directory_ / "none.toml", .environment = {}, .flags = {}});
  EXPECT_THAT(faults_of(result), ElementsAre("none.toml: unreadable"));
}

TEST_F(ConfigFile, ReadsASecretFromAFileAndNeverPrintsIt) {
  const auto path = write("secret", "s3cret\n");
  const auto result =
      load_options({.file = {},
                    .environment = {{"INSPECTORD_MAIL__PASSWORD__FILE", path.string()}},
                    .flags = {}});
  ASSERT_THAT(faults_of(result), ElementsAre());
  const auto& options = std::get<Options>(result);
  EXPECT_EQ(options.mail.password.reveal(), "s3cret");
  EXPECT_THAT(print_config(options), testing::ContainsRegex("password = .\\*\\*\\*."));
  EXPECT_THAT(print_config(options), Not(HasSubstr("s3cret")));
}

TEST_F(ConfigFile, TakesNoFileForWhatIsNoSecret) {
  const auto path = write("port", "1");
  const auto result = load_options(
      {.file = {}, .environment = {{"INSPECTORD_HTTP__PORT__FILE", path.string()}}, .flags = {}});
  EXPECT_EQ(faults_of(result).size(), 1u);
}

TEST_F(ConfigFile, IsLookedForAtHomeBeforeTheMachine) {
  std::filesystem::create_directories(directory_ / "inspectord");
  const auto path = write("inspectord/inspectord.toml", "");
  EXPECT_EQ(find_config_file({{"XDG_CONFIG_HOME", directory_.string()}}), path);
}

TEST_F(ConfigFile, PrintedIsReadAgainAsTheSame) {
  const auto first =
      load("[webhook]\nallow = [\"10.1.0.0/16\", \"fd00::/8\"]\n[mail]\nuser = \"a\\\"b\"\n");
  ASSERT_THAT(faults_of(first), ElementsAre());
  const auto printed = print_config(std::get<Options>(first));
  const auto second = load(printed);
  ASSERT_THAT(faults_of(second), ElementsAre());
  EXPECT_EQ(print_config(std::get<Options>(second)), printed);
}

TEST(Settings, AreAllReadBySomebody) {
  std::string read;
  for (const char* room : {"server", "notifications", "storage"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator{
             std::filesystem::path{INSPECTORD_SOURCE_DIR} / room}) {
      const auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".hpp") continue;
      std::stringstream text;
      text << std::ifstream{entry.path()}.rdbuf();
      read += text.str();
    }
  }
  ASSERT_FALSE(settings().empty());
  for (const auto& setting : settings()) {
    const std::regex use{"(\\.|::)" + std::string{setting.key} + "\\b"};
    EXPECT_TRUE(std::regex_search(read, use)) << setting.name() << " changes nothing";
  }
}

}  // namespace
}  // namespace inspectord
