// SPDX-License-Identifier: Apache-2.0
// What a phrase's object holds besides (docs/explain.md).
#include "formats/phrase_json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace inspectord {
namespace {

JsonValue first_of(std::string_view text) {
  const auto phrases = explain_phrases(text, std::nullopt, DaysOff::vietnam());
  return phrase_json(phrases.value().at(0), Language::vi);
}

std::vector<std::string> keys_of(const JsonValue& phrase) {
  std::vector<std::string> keys;
  for (const auto& member : *phrase.if_object()) keys.emplace_back(member.key);
  return keys;
}

TEST(PhraseJson, OfAReportSaysItsPeriodAndTheDaysOfItsFigures) {
  const auto phrase = first_of("báo cáo 6 tháng trước ngày 20/5/2024");
  EXPECT_EQ(write_json(*phrase.find("report")),
            R"({"period":"half_year","year":2024,"number":1,"data_from":"2023-12-15",)"
            R"("data_to":"2024-06-14","opens":"2024-06-15"})");
}

TEST(PhraseJson, OfMidnightIsDueToTheEndOfTheDayBefore) {
  for (const auto* text : {"trước 0 giờ ngày 1/5/2026", "đến 0h00 ngày 1/5/2026"}) {
    const auto phrase = first_of(text);
    EXPECT_EQ(write_json(*phrase.find("dates")), R"(["2026-05-01T00:00"])") << text;
    EXPECT_EQ(write_json(*phrase.find("due")),
              R"({"nominal":"2026-05-01","last_on_time":"2026-04-30","safe_day":"2026-04-29",)"
              R"("legal_end":"2026-05-04"})")
        << text;
  }
}

TEST(PhraseJson, OfNoReportHasNull) {
  for (const auto* text : {"trước ngày 05/10/2022", "hằng tháng", "ngày 18/10/2022"})
    EXPECT_EQ(write_json(*first_of(text).find("report")), "null") << text;
}

TEST(PhraseJson, EndsInTheVersionOfItsDerivation) {
  for (const auto* text : {"trước ngày 05/10/2022", "hằng tháng", "ngày 18/10/2022"})
    EXPECT_EQ(*first_of(text).find("derivation_version")->if_integer(), derivation_version) << text;
}

TEST(PhraseJson, HasWhatIsNewBehindWhatWasThere) {
  const std::vector<std::string> keys{"raw",        "meaning",           "bound", "dates",
                                      "recurrence", "questions",         "due",   "derivation",
                                      "report",     "derivation_version"};
  EXPECT_EQ(keys_of(first_of("trước ngày 05/10/2022")), keys);
}

}  // namespace
}  // namespace inspectord
