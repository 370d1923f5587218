// SPDX-License-Identifier: Apache-2.0
#include "words/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

namespace fs = std::filesystem;

constexpr Language both[] = {Language::vi, Language::en};

TEST(Catalogue, HasEveryKeyInBothLanguages) {
  const auto keys = word_keys();
  ASSERT_GT(keys.size(), 100u);
  for (const auto key : keys) {
    for (const auto language : both) {
      const auto found = find_words(language, key);
      ASSERT_TRUE(found) << key << " " << to_string(language);
      EXPECT_FALSE(found->empty() && !key.starts_with("message.")) << key;
    }
  }
}

TEST(Catalogue, IsSortedSoThatEveryKeyIsFound) {
  const auto keys = word_keys();
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_EQ(std::adjacent_find(keys.begin(), keys.end()), keys.end());
}

TEST(Words, AreFilledWithTheirArguments) {
  EXPECT_EQ(words(Language::vi, "left.days", {{"n", "3"}}), "còn 3 ngày");
  EXPECT_EQ(words(Language::en, "left.days", {{"other", "x"}, {"n", "3"}}), "in 3 days");
}

TEST(Words, LeaveAGapWhereAnArgumentIsMissing) {
  EXPECT_EQ(words(Language::en, "left.days"), "in  days");
}

TEST(Words, LeaveASectionOutWholeWhereItsArgumentIsEmpty) {
  EXPECT_EQ(words(Language::en, "warning.MISSING_NUMBER.text", {{"symbol", "KH-UBND"}}),
            "The document has no number yet (symbol: KH-UBND).");
  EXPECT_EQ(words(Language::en, "warning.MISSING_NUMBER.text", {{"symbol", ""}}),
            "The document has no number yet.");
}

TEST(Words, DoNotFillWhatAnArgumentBrings) {
  EXPECT_EQ(words(Language::en, "left.days", {{"n", "{{n}}"}}), "in {{n}} days");
}

TEST(Words, AreTheKeyWhereThereAreNone) {
  EXPECT_EQ(words(Language::vi, "no.such.key", {{"n", "3"}}), "no.such.key");
  EXPECT_EQ(find_words(Language::vi, "no.such.key"), std::nullopt);
  EXPECT_EQ(find_words(Language::vi, ""), std::nullopt);
}

TEST(Languages, AreReadBackAsTheyWereWritten) {
  for (const auto language : both) EXPECT_EQ(parse_language(to_string(language)), language);
  EXPECT_EQ(parse_language("VI"), std::nullopt);
  EXPECT_EQ(parse_language("fr"), std::nullopt);
}

TEST(Describe, SaysWhatIsWrongWithAProblem) {
  const Problem problem{Reason{"missing"}, "/reason", {{"what", "reason"}}};
  EXPECT_EQ(describe(Language::en, problem), "reason is missing.");
  EXPECT_EQ(describe(Language::vi, problem), "Thiếu lý do.");
}

TEST(Describe, SaysCodesOfActionsStatesAndRolesByTheirLabels) {
  const Problem late{Reason{"wrong_state"}, {}, {{"action", "notify"}, {"state", "drafted"}}};
  EXPECT_EQ(describe(Language::vi, late),
            "Không thực hiện được \"Phát hành, thông báo\" khi đang ở trạng thái Dự thảo.");
  const Problem role{Reason{"role_needed"}, {}, {{"roles", "planner, clerk"}}};
  EXPECT_EQ(describe(Language::vi, role),
            "Việc này cần một trong các vai trò: người lập kế hoạch, văn thư.");
}

TEST(Describe, TakesTheLabelOfTheRefusalWhereItHasItsOwn) {
  const Problem mail{Reason{"message_not_dead"}, {}, {{"state", "accepted"}}};
  EXPECT_EQ(describe(Language::vi, mail),
            "Chỉ gửi lại được thư đã hỏng; thư này đang ở trạng thái Đã chuyển.");
}

TEST(Describe, LeavesAloneWhatSomebodyWroteAndWhatHasToBeSent) {
  const Problem unknown{
      Reason{"unknown_action"}, {}, {{"action", "confirm"}, {"known", "submit, approve"}}};
  EXPECT_EQ(describe(Language::vi, unknown),
            "Không có thao tác \"confirm\"; các thao tác có: submit, approve.");
  const Problem file{Reason{"missing"}, {}, {{"what", "Báo cáo năm"}}};
  EXPECT_EQ(describe(Language::vi, file), "Thiếu Báo cáo năm.");
}

/// All sources of the rooms, each with its path.
const std::vector<std::pair<std::string, std::string>>& sources() {
  static const auto found = [] {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const char* room : {"core", "calendar", "scheduler", "workflow", "formats", "storage",
                             "notifications", "usecases", "server", "config"}) {
      const fs::path folder = fs::path{INSPECTORD_SOURCE_DIR} / room;
      if (!fs::exists(folder)) continue;
      for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        const auto extension = entry.path().extension();
        if (extension != ".hpp" && extension != ".cpp") continue;
        std::stringstream text;
        text << std::ifstream{entry.path()}.rdbuf();
        texts.emplace_back(entry.path().string(), text.str());
      }
    }
    return texts;
  }();
  return found;
}

TEST(Reasons, HaveWordsInBothLanguages) {
  const std::regex declaration{R"re(\bReason\s+\w+\s*\{\s*"([^"]+)")re"};
  int reasons = 0;
  for (const auto& [path, text] : sources()) {
    for (std::sregex_iterator match{text.begin(), text.end(), declaration}, end; match != end;
         ++match) {
      ++reasons;
      const std::string key = "refusal." + (*match)[1].str();
      for (const auto language : both)
        EXPECT_TRUE(find_words(language, key)) << key << " of " << path;
    }
  }
  EXPECT_GT(reasons, 30) << "the sources were not found";
}

TEST(Reasons, AreGivenSomewhereWhereThereAreWordsForThem) {
  for (const auto key : word_keys()) {
    // "decode_unknown_<sort>" is put together from the sort of what is unknown.
    if (!key.starts_with("refusal.") || key.starts_with("refusal.decode_unknown_")) continue;
    const std::string literal = "\"" + std::string{key.substr(8)} + "\"";
    const bool given = std::any_of(sources().begin(), sources().end(), [&](const auto& source) {
      return source.second.find(literal) != std::string::npos;
    });
    EXPECT_TRUE(given) << key << " is said by nobody";
  }
}

}  // namespace
}  // namespace inspectord
