// SPDX-License-Identifier: Apache-2.0
// The phrases that the five plans keep untouched are read as what the plans hold beside them.
#include "formats/plan_file.hpp"
#include "workflow/plan_phrases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "places.hpp"

namespace inspectord {
namespace {

Plan plan_of(const std::string& key) {
  std::ifstream file{std::string{INSPECTORD_SOURCE_DIR} + "/plans/" + key + ".json"};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  return decode_plan(text).value();
}

std::vector<std::string> places(const std::vector<PlanPhrase>& phrases, PhraseAgreement agreement) {
  std::vector<std::string> places;
  for (const auto& phrase : phrases) {
    if (phrase.agreement == agreement) places.push_back(phrase.pointer + " " + phrase.raw);
  }
  return places;
}

struct Case {
  const char* key;
  std::size_t agreeing;
  std::vector<std::string> unread;  ///< What holds no date, by reading it.
};

TEST(PhrasesOfPlans, SayWhatThePlansHold) {
  const Case cases[] = {
      {"an-giang-2022", 2, {}},
      {"bac-giang-2024", 3, {}},
      {"lang-son-2024",
       4,
       {"/duties/2/due theo quy định",
        "/recurring_duties/2 khảo sát đánh giá số liệu ban đầu và cuối năm"}},
      {"binh-dinh-2021",
       6,
       {"/duties/3/due theo quy định tại Khoản 5 Điều 35 Luật Phòng, chống bạo lực gia đình",
        "/duties/5/due theo quy định", "/duties/6/due theo quy định"}},
      {"quang-ninh-2024", 18, {"/duties/7/due theo quy định tại khoản 3 Điều 90 của Luật Trẻ em"}},
  };
  for (const auto& [key, agreeing, unread] : cases) {
    const auto phrases = compare_phrases(plan_of(key));
    EXPECT_THAT(places(phrases, PhraseAgreement::differs), ::testing::IsEmpty()) << key;
    EXPECT_EQ(places(phrases, PhraseAgreement::unread), unread) << key;
    EXPECT_EQ(places(phrases, PhraseAgreement::agrees).size(), agreeing) << key;
  }
}

TEST(PhrasesOfPlans, DifferWhereADayABoundOrAFrequencyWasMistyped) {
  auto plan = plan_of("quang-ninh-2024");
  plan.duties[0].due.day = *parse_date("2024-02-08");
  plan.duties[1].due.month_day = std::chrono::May / 21;
  plan.duties[2].due.bound = Bound::by;
  plan.duties[5].due.end = *parse_date("2024-02-29");
  plan.recurring_duties[1].frequency = Frequency::monthly;
  plan.events[0].end = *parse_date("2024-06-30");
  EXPECT_THAT(places(compare_phrases(plan), PhraseAgreement::differs),
              ::testing::ElementsAre(
                  "/duties/0/due trước ngày 07/2/2024", "/duties/1/due 6 tháng trước ngày 20/5",
                  "/duties/2/due năm trước ngày 15/11",
                  "/duties/5/due Tập trung dứt điểm ngay từ tháng 1/2024",
                  "/recurring_duties/1 giao ban định kỳ hằng quý (đối với cấp huyện)",
                  "/events/0 từ ngày 01/6/2023 đến ngày 30/6/2023"));
}

}  // namespace
}  // namespace inspectord
