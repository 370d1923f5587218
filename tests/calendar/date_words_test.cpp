// SPDX-License-Identifier: Apache-2.0
#include "calendar/date_words.hpp"

#include "calendar/days_off.hpp"

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

TEST(Deadline, SaysTheDayItselfWhereNoPaperDid) {
  const auto date = due("", Bound::by, "2026-03-05");
  EXPECT_EQ(deadline(vi, date), "chậm nhất ngày 05/03/2026 (chậm nhất hết Thứ Năm, 05/03/2026)");
  EXPECT_EQ(deadline(en, date), "by 5 Mar 2026 (last day: Thu, 5 Mar 2026)");
}

}  // namespace
}  // namespace inspectord
