// SPDX-License-Identifier: Apache-2.0
#include "notifications/compose_calendar.hpp"

#include "calendar/derive.hpp"
#include "tests/support/gaps.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

LocalDate on(std::string_view text) {
  return parse_date(text).value();
}

/// What an agency is told of a deadline when Wednesday 9/12/2026 becomes a day off.
Composed told(Language language, const DueDate& due) {
  const auto& before = DaysOff::vietnam();
  const DaysOffData swap{.calendar = "vn",
                         .version = "them-1",
                         .decisions = {{.source = "99/TB-BNV",
                                        .valid_from = on("2026-12-09"),
                                        .swaps = {{on("2026-12-09"), on("2026-12-12"), ""}}}}};
  const auto after = before.with(swap);
  CalendarNews news{.recipient = {},
                    .recipient_name = "UBND huyện Đông",
                    .version = after.version(),
                    .source = "99/TB-BNV",
                    .deadlines = {},
                    .visits = {}};
  news.deadlines.push_back({"báo cáo năm", "12/KH-SGT", {}, {}, due, derive_again(due, after)});
  return compose_calendar_changed(language, news);
}

DueDate by_9_december() {
  return derive_due_date("chậm nhất ngày 9/12/2026", Bound::by, on("2026-12-09"),
                         DaysOff::vietnam());
}

TEST(CalendarChanged, OfADayThatAPaperNamesSaysWhatMovesAroundIt) {
  const auto vi = told(Language::vi, by_9_december());
  EXPECT_THAT(
      vi.text,
      HasSubstr("- báo cáo năm (12/KH-SGT): vẫn chậm nhất ngày 9/12/2026 (chậm nhất hết Thứ "
                "Tư, 09/12/2026; ngày làm việc cuối trước hạn: Thứ Ba, 08/12/2026; nếu "
                "tính theo khoản 5 Điều 148 Bộ luật Dân sự thì đến hết Thứ Năm, "
                "10/12/2026); ngày làm việc cuối trước hạn trước đây là Thứ Tư, "
                "09/12/2026, nay là Thứ Ba, 08/12/2026; ngày hết hạn theo luật trước đây "
                "là Thứ Tư, 09/12/2026, nay là Thứ Năm, 10/12/2026."));
  EXPECT_THAT(vi.text, Not(HasSubstr("trước đây chậm nhất")));
  EXPECT_EQ(first_gap(vi.text), "");
  const auto en = told(Language::en, by_9_december());
  EXPECT_THAT(en.text, AllOf(HasSubstr("(12/KH-SGT): still by 9 Dec 2026 (last day: "),
                             HasSubstr("; the last working day before it was Wed, 9 Dec 2026, now "
                                       "Tue, 8 Dec 2026; the legal end was Wed, 9 Dec 2026, now "
                                       "Thu, 10 Dec 2026.")));
  EXPECT_EQ(first_gap(en.text), "");
  const auto items = write_json(*vi.data.find("items"));
  EXPECT_THAT(items, HasSubstr(R"("old_safe_day":"2026-12-09","old_legal_end":"2026-12-09")"));
}

TEST(CalendarChanged, OfALimitSaysTheDayItWasAndTheDayItIs) {
  const auto due =
      *derive("trong 03 ngày làm việc kể từ ngày 04/12/2026",
              Within{3, TimeUnit::working_day, {{}, on("2026-12-04")}}, DaysOff::vietnam())
           .due;
  ASSERT_EQ(due.last_on_time, on("2026-12-09"));
  const auto vi = told(Language::vi, due).text;
  EXPECT_THAT(vi, AllOf(HasSubstr(": trước đây chậm nhất hết Thứ Tư, 09/12/2026; nay trong 03 ngày "
                                  "làm việc"),
                        HasSubstr("Thứ Năm, 10/12/2026"), Not(HasSubstr("vẫn"))));
  EXPECT_THAT(told(Language::en, due).text, HasSubstr(": was due by Wed, 9 Dec 2026; now "));
}

}  // namespace
}  // namespace inspectord
