// SPDX-License-Identifier: Apache-2.0
#include "calendar/derivation_words.hpp"

#include "calendar/date_words.hpp"
#include "calendar/derive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto vi = Language::vi;
constexpr auto en = Language::en;

DerivedDue five_working_days() {
  return derive("trong 05 ngày làm việc kể từ ngày 24/4/2026",
                Within{5, TimeUnit::working_day, {{}, make_date(2026, 4, 24)}}, DaysOff::vietnam());
}

TEST(DerivationWords, SayInVietnameseHowADayWasReached) {
  EXPECT_THAT(
      derivation_lines(vi, five_working_days().derivation),
      ElementsAre("Văn bản ghi: trong 05 ngày làm việc kể từ ngày 24/4/2026",
                  "Tính từ 24/04/2026 (Thứ Sáu); ngày đầu tiên không tính (khoản 2 Điều 147 Bộ "
                  "luật Dân sự 2015)",
                  "không tính 25/04/2026 (Thứ Bảy): nghỉ hằng tuần",
                  "không tính 26/04/2026 (Chủ nhật): nghỉ lễ, tết, Giỗ Tổ Hùng Vương (9441/TB-BNV)",
                  "không tính 27/04/2026 (Thứ Hai): nghỉ bù, Giỗ Tổ Hùng Vương (9441/TB-BNV)",
                  "không tính 30/04/2026 (Thứ Năm): nghỉ lễ, tết, Ngày Chiến thắng 30/4 "
                  "(9441/TB-BNV)",
                  "không tính 01/05/2026 (Thứ Sáu): nghỉ lễ, tết, Ngày Quốc tế lao động 1/5 "
                  "(9441/TB-BNV)",
                  "không tính 02/05/2026 (Thứ Bảy): nghỉ hằng tuần",
                  "không tính 03/05/2026 (Chủ nhật): nghỉ hằng tuần",
                  "đủ 5 ngày làm việc: 06/05/2026 (Thứ Tư)", "theo lịch ngày nghỉ vn-2026.1"));
}

TEST(DerivationWords, SayTheSameInEnglish) {
  const auto lines = derivation_lines(en, five_working_days().derivation);
  EXPECT_EQ(lines[1],
            "Counted from 2026-04-24 (Fri); the first day does not count (Civil Code 2015 Art. "
            "147(2))");
  EXPECT_EQ(lines[4],
            "2026-04-27 (Mon) does not count: day off in lieu, Hùng Kings' commemoration "
            "(9441/TB-BNV)");
  EXPECT_EQ(lines[9], "5 working day(s) end on 2026-05-06 (Wed)");
}

TEST(DerivationWords, ShowTheLegalShiftAndTheSafeDay) {
  const auto answer =
      derive("", Within{6, TimeUnit::day, {"ngày ký", make_date(2026, 4, 24)}}, DaysOff::vietnam());
  const auto lines = derivation_lines(vi, answer.derivation);
  EXPECT_THAT(lines,
              ::testing::Contains(
                  "30/04/2026 (Thứ Năm) là ngày nghỉ, nghỉ lễ, tết, Ngày Chiến thắng 30/4 "
                  "(lịch vn-2026.1): ngày làm việc cuối trước hạn 29/04/2026 (Thứ Tư); theo "
                  "luật hết hạn 04/05/2026 (Thứ Hai) (khoản 5 Điều 148 Bộ luật Dân sự 2015)"));
}

TEST(DerivationWords, HaveWordsForEveryStepOfEveryRule) {
  const CountStart known{"ngày ký", make_date(2026, 12, 24)}, unknown{"ngày ký", {}};
  const DueRule rules[]{
      OnDay{Bound::until, make_date(2027, 1, 2)},
      BeforeHour{make_date(2026, 3, 7), LocalTime{600}},
      BeforeHour{make_date(2026, 3, 7), LocalTime{}},
      Within{1, TimeUnit::half_year, known},
      Within{1, TimeUnit::month, CountStart{}},
      NotBefore{8, TimeUnit::day, known},
      Ahead{2, TimeUnit::working_day, known},
      Ahead{2, TimeUnit::week, unknown},
      Window{make_date(2026, 1, 1), make_date(2026, 1, 4)},
      InPeriod{{PeriodKind::month, 2026, 2}},
      InPeriod{{PeriodKind::quarter, 2026, 2}},
      InPeriod{{PeriodKind::half_year, 2026, 2}},
      InPeriod{{PeriodKind::nine_months, 2026, 1}},
      InPeriod{{PeriodKind::year, 2026, 1}},
      AtPoint{PointOf::middle, {PeriodKind::month, 2026, 2}},
      ReportBy{{PeriodKind::year, 2026, 1}, {Bound::by, make_date(2026, 11, 1)}},
      Yearly{Bound::by, std::chrono::May / 2, PeriodKind::half_year, make_date(2026, 1, 1)},
      Recurring{Frequency::unspecified},
      AtOnce{}};
  for (const auto language : {vi, en}) {
    for (const auto& rule : rules) {
      const auto lines =
          derivation_lines(language, derive("x", rule, DaysOff::vietnam()).derivation);
      EXPECT_THAT(lines, Each(Not(HasSubstr("derivation."))));
      EXPECT_THAT(lines, Each(Not(HasSubstr("civil_code"))));
      EXPECT_THAT(lines, Each(Not(HasSubstr("decree_"))));
    }
  }
}

TEST(DerivationWords, SayOfWhichYearNothingIsKnown) {
  const auto steps =
      derive_due_date("x", Bound::by, make_date(2113, 5, 1), DaysOff::vietnam()).derivation;
  EXPECT_EQ(derivation_words(vi, steps.back()),
            "chưa biết ngày nghỉ lễ, tết năm 2113: chưa có quyết định và ngoài các năm tính được, "
            "chỉ tính nghỉ hằng tuần (lịch vn-2026.1)");
  EXPECT_EQ(derivation_words(en, steps.back()),
            "the holidays of 2113 are not known: nobody has decided them, and they cannot be "
            "computed; only weekends are off (calendar vn-2026.1)");
}

TEST(DerivationWords, SayWhatMidnightMeans) {
  const auto midnight = derive("trước 0 giờ ngày 06/5/2026",
                               BeforeHour{make_date(2026, 5, 6), LocalTime{}}, DaysOff::vietnam());
  EXPECT_EQ(derivation_lines(vi, midnight.derivation).at(1),
            "0 giờ 06/05/2026 (Thứ Tư) là lúc kết thúc ngày hôm trước: ngày cuối đúng hạn "
            "05/05/2026 (Thứ Ba), đến hết ngày");
  EXPECT_EQ(derivation_lines(en, midnight.derivation).at(1),
            "00:00 of 2026-05-06 (Wed) is the end of the day before: last on-time day 2026-05-05 "
            "(Tue), to its end");
  EXPECT_EQ(deadline(vi, *midnight.due),
            "trước 0 giờ ngày 06/5/2026 (chậm nhất hết Thứ Ba, 05/05/2026)");
}

TEST(Deadline, NamesTheHourThatEndsIt) {
  const auto due = [](std::string raw) {
    return *derive(std::move(raw), BeforeHour{make_date(2024, 5, 20), LocalTime{17 * 60}},
                   DaysOff::vietnam())
                .due;
  };
  EXPECT_EQ(deadline(vi, due("trước 17 giờ ngày 20/5/2024")),
            "trước 17 giờ ngày 20/5/2024 (chậm nhất 17 giờ 00 Thứ Hai, 20/05/2024)");
  EXPECT_EQ(deadline(en, due("")),
            "before 17:00 on 20 May 2024 (last moment: 17:00 Mon, 20 May "
            "2024)");
}

}  // namespace
}  // namespace inspectord
