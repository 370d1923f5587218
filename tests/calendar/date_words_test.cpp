// SPDX-License-Identifier: Apache-2.0
#include "calendar/date_words.hpp"

#include "calendar/days_off.hpp"
#include "calendar/derive.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

constexpr auto vi = Language::vi;
constexpr auto en = Language::en;

DueDate due(std::string raw, Bound bound, std::string_view day) {
  return derive_due_date(std::move(raw), bound, *parse_date(day), DaysOff::vietnam());
}

TEST(LongDate, NamesTheWeekday) {
  EXPECT_EQ(long_date(vi, make_date(2026, 11, 24)), "Thứ Ba, 24/11/2026");
  EXPECT_EQ(long_date(en, make_date(2026, 11, 24)), "Tue, 24 Nov 2026");
  EXPECT_EQ(long_date(vi, make_date(2026, 3, 1)), "Chủ nhật, 01/03/2026");
  EXPECT_EQ(long_date(vi, make_date(2026, 3, 2)), "Thứ Hai, 02/03/2026");
}

TEST(ShortDate, IsPaddedInVietnamese) {
  EXPECT_EQ(short_date(vi, make_date(2022, 8, 2)), "02/08/2022");
  EXPECT_EQ(short_date(en, make_date(2022, 8, 2)), "2 Aug 2022");
}

TEST(Hour, IsWrittenOutInVietnamese) {
  EXPECT_EQ(hour(vi, LocalTime{420}), "07 giờ 00");
  EXPECT_EQ(hour(en, LocalTime{420}), "07:00");
  EXPECT_EQ(hour(vi, LocalTime{13 * 60 + 30}), "13 giờ 30");
}

TEST(DaysLeft, AreCountedOnTheDayOfSending) {
  const auto last = make_date(2026, 3, 5);
  EXPECT_EQ(days_left(vi, make_date(2026, 3, 5), last), "hôm nay");
  EXPECT_EQ(days_left(vi, make_date(2026, 3, 4), last), "ngày mai");
  EXPECT_EQ(days_left(vi, make_date(2026, 3, 2), last), "còn 3 ngày");
  EXPECT_EQ(days_left(en, make_date(2026, 3, 5), last), "today");
  EXPECT_EQ(days_left(en, make_date(2026, 3, 4), last), "tomorrow");
  EXPECT_EQ(days_left(en, make_date(2026, 3, 2), last), "in 3 days");
  EXPECT_EQ(days_left(vi, make_date(2026, 3, 7), last), "quá thời hạn 2 ngày");
}

TEST(Deadline, IsThePapersPhraseAndTheLastDay) {
  const auto date = due("trước ngày 05/10/2022", Bound::before, "2022-10-05");
  EXPECT_EQ(deadline(vi, date), "trước ngày 05/10/2022 (chậm nhất hết Thứ Ba, 04/10/2022)");
  EXPECT_EQ(deadline(en, date), "before 5 Oct 2022 (last day: Tue, 4 Oct 2022)");
}

TEST(Deadline, NamesTheLastWorkingDayBeforeADayOff) {
  const auto date = due("trước ngày 20/5/2024", Bound::before, "2024-05-20");
  EXPECT_EQ(deadline(vi, date),
            "trước ngày 20/5/2024 (chậm nhất hết Chủ nhật, 19/05/2024; ngày làm việc cuối trước "
            "hạn: Thứ Sáu, 17/05/2024; nếu tính theo khoản 5 Điều 148 Bộ luật Dân sự thì đến hết "
            "Thứ Hai, 20/05/2024)");
}

TEST(Deadline, NamesTheLegalEndOfADayOffBesideTheSafeDay) {
  const auto sunday = due("chậm nhất ngày 20/12/2026", Bound::by, "2026-12-20");
  EXPECT_EQ(deadline(en, sunday),
            "by 20 Dec 2026 (last day: Sun, 20 Dec 2026; last working day before: Fri, 18 Dec "
            "2026; if counted by Civil Code Art. 148(5), until Mon, 21 Dec 2026)");
  EXPECT_EQ(brief_deadline(vi, sunday),
            "chậm nhất ngày 20/12/2026 (chậm nhất hết Chủ nhật, 20/12/2026; ngày làm việc cuối "
            "trước hạn: Thứ Sáu, 18/12/2026)");
  const auto monday = due("chậm nhất ngày 21/12/2026", Bound::by, "2026-12-21");
  EXPECT_EQ(deadline(vi, monday), brief_deadline(vi, monday));
}

/// Counted from Thursday, 3/12/2026.
CountStart since_december() {
  return {.day = make_date(2026, 12, 3)};
}

DueDate counted(std::string raw, const DueRule& rule) {
  return *derive(std::move(raw), rule, DaysOff::vietnam()).due;
}

TEST(Deadline, OfALimitSaysItsCountAndTheOneDayThatItLeadsTo) {
  const auto limit =
      counted("trong 10 ngày kể từ ngày 3/12", Within{10, TimeUnit::day, since_december()});
  EXPECT_EQ(deadline(en, limit),
            "within 10 days from 3 Dec 2026: until Mon, 14 Dec 2026; last working day before: "
            "Fri, 11 Dec 2026");
  EXPECT_EQ(deadline(vi, limit),
            "trong 10 ngày kể từ ngày 3/12 (chậm nhất hết Thứ Hai, 14/12/2026; ngày làm việc "
            "cuối trước hạn: Thứ Sáu, 11/12/2026)");
}

TEST(Deadline, OfALimitWithoutAPhraseIsWordedInEitherLanguage) {
  const auto limit = counted("", Within{5, TimeUnit::working_day, since_december()});
  EXPECT_EQ(deadline(vi, limit),
            "trong 5 ngày làm việc kể từ ngày 03/12/2026 (chậm nhất hết Thứ Năm, 10/12/2026)");
  EXPECT_EQ(deadline(en, limit), "within 5 working days from 3 Dec 2026: until Thu, 10 Dec 2026");
}

TEST(Deadline, OfALimitThatIsCountedBackSaysFromWhere) {
  const auto limit = counted("trước ngày họp 10 ngày", Ahead{10, TimeUnit::day, since_december()});
  EXPECT_EQ(deadline(en, limit), "10 days before 3 Dec 2026: until Mon, 23 Nov 2026");
  auto bare = limit;
  bare.raw.clear();
  EXPECT_EQ(deadline(vi, bare),
            "chậm nhất 10 ngày trước ngày 03/12/2026 (chậm nhất hết Thứ Hai, 23/11/2026)");
}

TEST(Deadline, WordsEveryUnitOfALimitInTheSingularAndThePlural) {
  const std::pair<TimeUnit, std::pair<const char*, const char*>> units[] = {
      {TimeUnit::day, {"within 1 day from", "within 2 days from"}},
      {TimeUnit::working_day, {"within 1 working day from", "within 2 working days from"}},
      {TimeUnit::week, {"within 1 week from", "within 2 weeks from"}},
      {TimeUnit::half_month,
       {"within half a month (15 days) from", "within 2 half months (of 15 days) from"}},
      {TimeUnit::month, {"within 1 month from", "within 2 months from"}},
      {TimeUnit::half_year,
       {"within half a year (6 months) from", "within 2 half years (of 6 months) from"}},
      {TimeUnit::year, {"within 1 year from", "within 2 years from"}},
  };
  for (const auto& [unit, said] : units) {
    EXPECT_EQ(deadline(en, counted("", Within{1, unit, since_december()})).find(said.first), 0u)
        << said.first;
    EXPECT_EQ(deadline(en, counted("", Within{2, unit, since_december()})).find(said.second), 0u)
        << said.second;
    EXPECT_EQ(deadline(vi, counted("", Within{2, unit, since_december()})).find("trong 2 "), 0u);
  }
}

TEST(Deadline, SaysTheDayItselfWhereNoPaperDid) {
  const auto date = due("", Bound::by, "2026-03-05");
  EXPECT_EQ(deadline(vi, date), "chậm nhất ngày 05/03/2026 (chậm nhất hết Thứ Năm, 05/03/2026)");
  EXPECT_EQ(deadline(en, date), "by 5 Mar 2026 (last day: Thu, 5 Mar 2026)");
}

}  // namespace
}  // namespace inspectord
