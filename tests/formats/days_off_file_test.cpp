// SPDX-License-Identifier: Apache-2.0
#include "formats/days_off_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

std::string shipped() {
  std::ifstream file{std::string{INSPECTORD_SOURCE_DIR} + "/config/days-off/vietnam.json"};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

constexpr std::string_view own_calendar = R"({
  "format": "inspectord-days-off/1",
  "calendar": "so-y-te",
  "version": "so-y-te-1",
  "title": "Sở Y tế",
  "decisions": [
    {
      "source": "05/TB-SYT",
      "decided_on": "2026-01-05",
      "valid_from": "2026-01-05",
      "off": [
        {
          "day": "2026-02-26",
          "until": "2026-02-27",
          "name": "Ngày Thầy thuốc"
        }
      ],
      "worked": [
        {
          "day": "2026-03-07"
        }
      ],
      "swaps": [
        {
          "off": "2026-03-02",
          "worked": "2026-03-14"
        }
      ],
      "note": "thử"
    }
  ]
}
)";

TEST(DaysOffFile, ThatTheProgramIsBuiltWithIsWhatStandsInTheFolder) {
  const auto read = decode_days_off(shipped());
  ASSERT_TRUE(read) << read.errors()[0].pointer << " " << read.errors()[0].reason.code;
  EXPECT_EQ(*read, vietnam_days_off());
}

TEST(DaysOffFile, IsReadWholeAndWrittenAgain) {
  const auto read = decode_days_off(own_calendar);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->decisions[0].decided_on, make_date(2026, 1, 5));
  EXPECT_EQ(read->decisions[0].off[0].last(), make_date(2026, 2, 27));
  EXPECT_EQ(encode_days_off(*read), own_calendar);
  EXPECT_EQ(*decode_days_off(encode_days_off(vietnam_days_off())), vietnam_days_off());
}

TEST(DaysOffFile, SaysEverythingThatIsWrongAndWhere) {
  auto text = std::string{own_calendar};
  text.replace(text.find("2026-03-07"), 10, "2026-03-05");
  text.replace(text.find("2026-03-02"), 10, "2026-03-01");
  const auto read = decode_days_off(text);
  ASSERT_EQ(read.errors().size(), 2u);
  EXPECT_EQ(read.errors()[0].reason.code, "worked_day_no_weekend");
  EXPECT_EQ(read.errors()[0].pointer, "/decisions/0/worked/0/day");
  EXPECT_EQ(read.errors()[0].place.line, 20);
  EXPECT_EQ(read.errors()[1].reason.code, "swapped_day_weekend");
  EXPECT_EQ(read.errors()[1].pointer, "/decisions/0/swaps/0/off");
}

/// The own calendar with the text behind a key's first place changed.
std::string with_text(const std::string& key, const std::string& written) {
  auto text = std::string{own_calendar};
  const auto value = text.find(": \"", text.find("\"" + key + "\"")) + 3;
  return text.replace(value, text.find('"', value) - value, written);
}

TEST(DaysOffFile, RefusesATextThatDoesNotStandOnOneLine) {
  const std::pair<const char*, const char*> texts[] = {{"calendar", "/calendar"},
                                                       {"version", "/version"},
                                                       {"title", "/title"},
                                                       {"source", "/decisions/0/source"},
                                                       {"name", "/decisions/0/off/0/name"},
                                                       {"note", "/decisions/0/note"}};
  for (const auto& [key, pointer] : texts) {
    for (const auto* written :
         {"a\\nb", "a\\r", "\\u0007a", "a\\u007f", "a\\u0085b", "a\\u2028b"}) {
      const auto read = decode_days_off(with_text(key, written));
      ASSERT_EQ(read.errors().size(), 1u) << key << " " << written;
      EXPECT_EQ(read.errors()[0].reason.code, "decode_not_one_line");
      EXPECT_EQ(read.errors()[0].pointer, pointer);
    }
    EXPECT_TRUE(decode_days_off(with_text(key, "Ngày Thầy thuốc"))) << key;
  }
}

TEST(DaysOffFile, RefusesABreakInTheNameOfASwap) {
  auto text = std::string{own_calendar};
  text.replace(text.find("\"worked\": \"2026-03-14\""), 22,
               "\"worked\": \"2026-03-14\", \"name\": \"a\\nb\"");
  const auto read = decode_days_off(text);
  ASSERT_EQ(read.errors().size(), 1u);
  EXPECT_EQ(read.errors()[0].pointer, "/decisions/0/swaps/0/name");
}

TEST(DaysOffFile, ThatWasKeptBeforeIsReadWithBlanksForItsBreaks) {
  const auto read = decode_kept_days_off(with_text("note", "th\\u1eed\\n\\u0085\\u2028xong"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->decisions[0].note, "thử   xong");
  EXPECT_EQ(*decode_kept_days_off(own_calendar), *decode_days_off(own_calendar));
}

TEST(DaysOffFile, RefusesWhatIsNoCalendar) {
  EXPECT_FALSE(decode_days_off("{}"));
  EXPECT_FALSE(decode_days_off(R"({"format": "inspectord-plan/1"})"));
  auto text = std::string{own_calendar};
  text.replace(text.find("\"note\""), 6, "\"than\"");
  ASSERT_EQ(decode_days_off(text).errors().size(), 1u);
  EXPECT_EQ(decode_days_off(text).errors()[0].pointer, "/decisions/0/than");
}

}  // namespace
}  // namespace inspectord
