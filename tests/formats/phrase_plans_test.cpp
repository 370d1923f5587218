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

/// A plan with nothing but one duty of a phrase.
PhraseAgreement judged(PlannedDue due) {
  Plan plan;
  plan.duties.emplace_back().due = std::move(due);
  return compare_phrases(plan).at(0).agreement;
}

PlannedDue before_hour(const char* raw, const char* day, std::optional<LocalTime> hour) {
  return {.kind = DueKind::date, .raw = raw, .day = parse_date(day), .hour = hour};
}

TEST(PhrasesOfPlans, WithoutAYearHaveTheOneOfThePlan) {
  EXPECT_EQ(judged(before_hour("trước ngày 18/12", "2026-12-18", {})), PhraseAgreement::agrees);
  EXPECT_EQ(judged(before_hour("trước ngày 18/12", "2026-12-17", {})), PhraseAgreement::differs);
  EXPECT_EQ(judged(before_hour("trước ngày 18/12/2025", "2026-12-18", {})),
            PhraseAgreement::differs);
}

TEST(PhrasesOfPlans, OfAnHourHaveToHaveItsDayAndItsHour) {
  const char* raw = "trước 17 giờ ngày 18/12/2026";
  const LocalTime five{17 * 60};
  EXPECT_EQ(judged(before_hour(raw, "2026-12-18", five)), PhraseAgreement::agrees);
  EXPECT_EQ(judged(before_hour(raw, "2026-12-17", five)), PhraseAgreement::differs);
  EXPECT_EQ(judged(before_hour(raw, "2026-12-18", LocalTime{16 * 60})), PhraseAgreement::differs);
  EXPECT_EQ(judged(before_hour(raw, "2026-12-18", {})), PhraseAgreement::differs) << "it is lost";
  EXPECT_EQ(judged(before_hour("trước ngày 18/12/2026", "2026-12-18", five)),
            PhraseAgreement::differs)
      << "nobody said an hour";
  EXPECT_EQ(judged(before_hour("trước ngày 18/12/2026", "2026-12-18", {})),
            PhraseAgreement::agrees);
}

TEST(PhrasesOfPlans, OfMidnightMaySayTheDayAlone) {
  const char* raw = "trước 0 giờ ngày 18/12/2026";
  EXPECT_EQ(judged(before_hour(raw, "2026-12-18", LocalTime{})), PhraseAgreement::agrees);
  auto day_alone = before_hour(raw, "2026-12-18", {});
  EXPECT_EQ(judged(day_alone), PhraseAgreement::agrees);
  day_alone.bound = Bound::by;
  EXPECT_EQ(judged(day_alone), PhraseAgreement::differs) << "the 18th itself is too late";
}

PlannedDue limit(DueKind kind, const char* raw, std::optional<LocalDate> from) {
  return {.kind = kind, .raw = raw, .day = from, .count = 10, .unit = TimeUnit::day};
}

TEST(PhrasesOfPlans, OfALimitHaveToCountFromTheSameDay) {
  const char* within = "trong 10 ngày kể từ ngày 24/4/2027";
  EXPECT_EQ(judged(limit(DueKind::within, within, parse_date("2027-04-24"))),
            PhraseAgreement::agrees);
  EXPECT_EQ(judged(limit(DueKind::within, within, parse_date("2027-04-25"))),
            PhraseAgreement::differs);
  EXPECT_EQ(judged(limit(DueKind::within, within, {})), PhraseAgreement::agrees);
  EXPECT_EQ(judged(limit(DueKind::within, "trong 10 ngày kể từ ngày ký kết luận",
                         parse_date("2027-04-25"))),
            PhraseAgreement::agrees)
      << "the paper names an event";
  const char* ahead = "chậm nhất 10 ngày trước ngày 24/4/2027";
  EXPECT_EQ(judged(limit(DueKind::ahead, ahead, parse_date("2027-04-24"))),
            PhraseAgreement::agrees);
  EXPECT_EQ(judged(limit(DueKind::ahead, ahead, parse_date("2027-04-23"))),
            PhraseAgreement::differs);
}

struct Recurs {
  const char* raw;
  Frequency frequency;
  const char* anchor;  ///< Or none.
  const char* rrule;
  PhraseAgreement agreement;
};

TEST(PhrasesOfPlans, OfARecurringDutyHaveToLeadToItsDays) {
  constexpr auto agrees = PhraseAgreement::agrees, differs = PhraseAgreement::differs;
  const Recurs cases[] = {
      {"ngày 22 hằng tháng", Frequency::monthly, "2027-01-22", "", agrees},
      {"ngày 22 hằng tháng", Frequency::monthly, "2027-01-21", "", differs},
      {"ngày 22 hằng tháng", Frequency::quarterly, "2027-01-22", "", differs},
      {"ngày 22 hằng tháng", Frequency::monthly, nullptr, "", agrees},
      {"ngày 22 hằng tháng", Frequency::weekly, nullptr, "", differs},
      {"ngày 22 hằng tháng", Frequency::unspecified, "2027-01-01", "FREQ=MONTHLY;BYMONTHDAY=22",
       agrees},
      {"trước ngày 15/11 hằng năm", Frequency::yearly, "2027-11-14", "", agrees},
      {"trước ngày 15/11 hằng năm", Frequency::yearly, "2027-11-15", "", differs},
      {"thứ Sáu hằng tuần", Frequency::weekly, "2027-01-08", "", agrees},
      {"thứ Sáu hằng tuần", Frequency::weekly, "2027-01-07", "", differs},
      {"hằng tháng", Frequency::monthly, "2027-01-31", "", agrees},
      {"hằng tháng", Frequency::quarterly, "2027-01-31", "", differs},
  };
  for (const auto& one : cases) {
    Plan plan;
    auto& duty = plan.recurring_duties.emplace_back();
    duty.raw = one.raw;
    duty.frequency = one.frequency;
    if (one.anchor) duty.anchor = parse_date(one.anchor);
    duty.rrule = one.rrule;
    EXPECT_EQ(compare_phrases(plan).at(0).agreement, one.agreement)
        << one.raw << " " << (one.anchor ? one.anchor : "without an anchor") << " " << one.rrule;
  }
}

}  // namespace
}  // namespace inspectord
