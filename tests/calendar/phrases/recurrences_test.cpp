// SPDX-License-Identifier: Apache-2.0
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(Recurrences, OfTheGuidanceLetterAreYearlyRules) {
  expect_all({
      {"6 tháng trước ngày 20/5, năm trước ngày 15/11",
       "[6 tháng trước ngày 20/5] recurrence before FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=19\n"
       "[năm trước ngày 15/11] recurrence before FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=14"},
      {"báo cáo định kỳ về công tác trẻ em (6 tháng trước ngày 20/5, năm trước ngày 15/11), bình "
       "đẳng giới định kỳ 6 tháng (trước ngày 10/6) và báo cáo năm 2024 (trước ngày 10/12)",
       "[6 tháng trước ngày 20/5] recurrence before FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=19\n"
       "[năm trước ngày 15/11] recurrence before FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=14\n"
       "[định kỳ 6 tháng (trước ngày 10/6)] recurrence before FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=9\n"
       "[năm 2024 (trước ngày 10/12)] recurrence before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9"},
      {"báo cáo năm 2024 (trước ngày 10/12)",
       "[năm 2024 (trước ngày 10/12)] recurrence before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9 "
       "?ambiguous"},
      {"báo cáo quý I trước ngày 15/3, 9 tháng trước ngày 15/9",
       "[quý I trước ngày 15/3] recurrence before FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=14\n"
       "[9 tháng trước ngày 15/9] recurrence before FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=14"},
      {"Định kỳ hằng quý (trước ngày 20 của tháng cuối quý), 6 tháng (trước ngày 15/6), năm (trước "
       "ngày 15/12)",
       "[Định kỳ hằng quý (trước ngày 20 của tháng cuối quý)] recurrence before "
       "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=19\n"
       "[6 tháng (trước ngày 15/6)] recurrence before FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=14\n"
       "[năm (trước ngày 15/12)] recurrence before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14"},
      {"báo cáo năm trước ngày 10/12 hằng năm",
       "[năm trước ngày 10/12 hằng năm] recurrence before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9"},
      {"báo cáo 6 tháng trước ngày 20/5/2024",
       "[6 tháng trước ngày 20/5/2024] deadline before 2024-05-20"},
  });
}

TEST(Recurrences, HaveNoAnchorWhereThePaperGivesNone) {
  expect_all({
      {"hằng tháng", "[hằng tháng] recurrence FREQ=MONTHLY ?anchor_missing"},
      {"hàng tháng (đối với cấp xã)", "[hàng tháng] recurrence FREQ=MONTHLY ?anchor_missing"},
      {"giao ban định kỳ hằng quý",
       "[định kỳ hằng quý] recurrence FREQ=MONTHLY;INTERVAL=3 ?anchor_missing"},
      {"cấp xã có ít nhất 1 tin, bài/tuần phát trên hệ thống",
       "[1 tin, bài/tuần] recurrence FREQ=WEEKLY ?anchor_missing"},
      {"Hằng năm", "[Hằng năm] recurrence FREQ=YEARLY ?anchor_missing"},
      {"mỗi năm 02 lần", "[mỗi năm 02 lần] recurrence FREQ=YEARLY ?anchor_missing"},
      {"báo cáo định kỳ (quý, 6 tháng)",
       "[quý] recurrence FREQ=MONTHLY;INTERVAL=3 ?anchor_missing\n"
       "[6 tháng] recurrence FREQ=MONTHLY;INTERVAL=6 ?anchor_missing"},
      {"hằng năm vào tháng 10",
       "[hằng năm vào tháng 10] recurrence FREQ=YEARLY;BYMONTH=10 ?anchor_missing"},
      {"trừ 02 điểm/ngày", ""},
      {"tháng 01 lần", "[tháng 01 lần] recurrence FREQ=MONTHLY ?anchor_missing"},
      {"01 lần/quý", "[01 lần/quý] recurrence FREQ=MONTHLY;INTERVAL=3 ?anchor_missing"},
      {"định kỳ 6 tháng một lần",
       "[định kỳ 6 tháng một lần] recurrence FREQ=MONTHLY;INTERVAL=6 ?anchor_missing"},
      {"03 tháng/lần", "[03 tháng/lần] recurrence FREQ=MONTHLY;INTERVAL=3 ?anchor_missing"},
      {"hằng ngày", "[hằng ngày] recurrence FREQ=DAILY ?anchor_missing"},
      {"định kỳ", "[định kỳ] recurrence ?frequency_missing"},
      {"rà soát thường xuyên các đối tượng", "[thường xuyên] recurrence ?frequency_missing"},
      {"định kỳ hằng quý, 6 tháng, 9 tháng",
       "[định kỳ hằng quý] recurrence FREQ=MONTHLY;INTERVAL=3 ?anchor_missing\n"
       "[6 tháng] recurrence FREQ=MONTHLY;INTERVAL=6 ?anchor_missing\n"
       "[9 tháng] recurrence FREQ=YEARLY ?anchor_missing"},
      {"Hằng năm, Tháng hành động vì trẻ em", "[Hằng năm] recurrence FREQ=YEARLY ?anchor_missing"},
      {"tháng 6 và tháng 12 hằng năm",
       "[tháng 6 và tháng 12 hằng năm] recurrence FREQ=YEARLY;BYMONTH=6,12 ?anchor_missing"},
      {"trong quý I hằng năm", "[trong quý I hằng năm] recurrence FREQ=YEARLY ?anchor_missing"},
      {"định kỳ tháng, quý và năm",
       "[định kỳ tháng] recurrence FREQ=MONTHLY ?anchor_missing\n"
       "[quý] recurrence FREQ=MONTHLY;INTERVAL=3 ?anchor_missing\n"
       "[năm] recurrence FREQ=YEARLY ?anchor_missing"},
  });
}

TEST(Recurrences, TakeTheAnchorThatThePaperGives) {
  expect_all({
      {"ngày 25 hằng tháng", "[ngày 25 hằng tháng] recurrence FREQ=MONTHLY;BYMONTHDAY=25"},
      {"trước ngày 20 hằng tháng",
       "[trước ngày 20 hằng tháng] recurrence before FREQ=MONTHLY;BYMONTHDAY=19"},
      {"hằng tháng trước ngày 01",
       "[hằng tháng trước ngày 01] recurrence before FREQ=MONTHLY;BYMONTHDAY=-1"},
      {"trước ngày 15/11 hằng năm",
       "[trước ngày 15/11 hằng năm] recurrence before FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=14"},
      {"trước ngày 01/3 hằng năm",
       "[trước ngày 01/3 hằng năm] recurrence before FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"},
      {"trước ngày 01/01 hằng năm",
       "[trước ngày 01/01 hằng năm] recurrence before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"},
      {"chậm nhất ngày 15 tháng 11 hằng năm",
       "[chậm nhất ngày 15 tháng 11 hằng năm] recurrence by FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"},
      {"thứ Sáu hằng tuần", "[thứ Sáu hằng tuần] recurrence FREQ=WEEKLY;BYDAY=FR"},
      {"hằng tuần vào thứ 6", "[hằng tuần vào thứ 6] recurrence FREQ=WEEKLY;BYDAY=FR"},
      {"trước ngày 15 của tháng cuối quý",
       "[trước ngày 15 của tháng cuối quý] recurrence before "
       "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=14"},
      {"Hàng năm (trước 15/11) báo cáo",
       "[Hàng năm (trước 15/11)] recurrence before FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=14"},
      {"định kỳ trước ngày 20 hằng tháng",
       "[trước ngày 20 hằng tháng] recurrence before FREQ=MONTHLY;BYMONTHDAY=19"},
      {"ngày 01 và ngày 15 hằng tháng",
       "[ngày 01 và ngày 15 hằng tháng] recurrence FREQ=MONTHLY;BYMONTHDAY=1,15"},
      {"trước ngày 15/3, 15/6, 15/9 và 15/12 hằng năm",
       "[trước ngày 15/3, 15/6, 15/9 và 15/12 hằng năm] recurrence before "
       "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=14"},
      {"trước ngày 25/6 và trước ngày 25/12 hằng năm",
       "[trước ngày 25/6] recurrence before FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=24\n"
       "[trước ngày 25/12 hằng năm] recurrence before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"},
      {"trước ngày 25/6 và trước ngày 25/12/2026",
       "[trước ngày 25/6] deadline before --06-25 ?year_missing\n"
       "[trước ngày 25/12/2026] deadline before 2026-12-25"},
      {"trước ngày 15/5 và 10/11 hằng năm",
       "[trước ngày 15/5] recurrence before FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=14\n"
       "[10/11 hằng năm] recurrence before FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=9"},
      {"trước ngày 10 tháng 3, tháng 6 và tháng 9 hằng năm",
       "[trước ngày 10 tháng 3, tháng 6 và tháng 9 hằng năm] recurrence before "
       "FREQ=YEARLY;BYMONTH=3,6,9;BYMONTHDAY=9"},
      {"trước ngày 20 các tháng 3, 6, 9, 12",
       "[trước ngày 20 các tháng 3, 6, 9, 12] recurrence before "
       "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=19"},
      {"trước ngày 01 tháng đầu của quý tiếp theo",
       "[trước ngày 01 tháng đầu của quý tiếp theo] recurrence before "
       "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"},
      {"báo cáo tháng trước ngày 05 của tháng sau",
       "[trước ngày 05 của tháng sau] recurrence before FREQ=MONTHLY;BYMONTHDAY=4"},
      {"trước ngày 05 của tháng sau",
       "[trước ngày 05] deadline before ---05 ?year_missing ?month_missing"},
      {"chậm nhất ngày 20 của tháng báo cáo",
       "[chậm nhất ngày 20 của tháng báo cáo] recurrence by FREQ=MONTHLY;BYMONTHDAY=20"},
      {"cuối mỗi tháng", "[cuối mỗi tháng] recurrence FREQ=MONTHLY;BYMONTHDAY=-1"},
      {"ngày cuối cùng của quý",
       "[ngày cuối cùng của quý] recurrence FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"},
      {"05 ngày cuối tháng", ""},
      {"Định kì vào ngày 15 tháng cuối của quí",
       "[ngày 15 tháng cuối của quí] recurrence FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"},
      {"mỗi tháng một lần vào ngày 25",
       "[mỗi tháng một lần vào ngày 25] recurrence FREQ=MONTHLY;BYMONTHDAY=25"},
      {"Quý I gửi trước ngày 15/3; 6 tháng gửi trước ngày 15/6",
       "[Quý I gửi trước ngày 15/3] recurrence before FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=14\n"
       "[6 tháng gửi trước ngày 15/6] recurrence before FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=14"},
      {"báo cáo 6 tháng đầu năm 2026 gửi trước ngày 15/6/2026",
       "[6 tháng đầu năm 2026] report_period 2026-01-01..2026-06-30\n"
       "[trước ngày 15/6/2026] deadline before 2026-06-15"},
      {"01 năm (trước ngày 10/12)",
       "[01 năm (trước ngày 10/12)] recurrence before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9"},
      {"ngày cuối cùng hằng tháng",
       "[ngày cuối cùng hằng tháng] recurrence FREQ=MONTHLY;BYMONTHDAY=-1"},
  });
}

TEST(Recurrences, TakeTheHourThatThePaperGives) {
  expect_all({
      {"trước 16h00 thứ Sáu hằng tuần",
       "[trước 16h00 thứ Sáu hằng tuần] recurrence before 16:00 FREQ=WEEKLY;BYDAY=FR"},
      {"hằng tuần (trước 16h00 thứ Sáu)",
       "[hằng tuần (trước 16h00 thứ Sáu)] recurrence before 16:00 FREQ=WEEKLY;BYDAY=FR"},
      {"Thứ Sáu hằng tuần, trước 16 giờ, gửi báo cáo",
       "[Thứ Sáu hằng tuần, trước 16 giờ] recurrence before 16:00 FREQ=WEEKLY;BYDAY=FR"},
      {"từ thứ Hai đến thứ Sáu hằng tuần",
       "[từ thứ Hai đến thứ Sáu hằng tuần] recurrence FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
      {"thứ 2, thứ 4 hằng tuần", "[thứ 2, thứ 4 hằng tuần] recurrence FREQ=WEEKLY;BYDAY=MO,WE"},
      {"trước thứ Sáu hằng tuần",
       "[trước thứ Sáu hằng tuần] recurrence before FREQ=WEEKLY;BYDAY=TH"},
      {"hằng ngày trước 16h00", "[hằng ngày trước 16h00] recurrence before 16:00 FREQ=DAILY"},
      {"trước 17h00 hằng ngày", "[trước 17h00 hằng ngày] recurrence before 17:00 FREQ=DAILY"},
      {"trước 16h00 ngày 20 hằng tháng",
       "[trước 16h00 ngày 20 hằng tháng] recurrence before 16:00 FREQ=MONTHLY;BYMONTHDAY=20"},
  });
}

TEST(Recurrences, AreNotSeenInBanksBudgetsAndPrices) {
  expect_all({
      {"Ngân hàng năm 2024", "[năm 2024] period 2024-01-01..2024-12-31"},
      {"kinh phí 150 triệu/năm", ""},
      {"chi ngân sách thường xuyên", ""},
      {"hàng hóa", ""},
  });
}

}  // namespace
}  // namespace inspectord
