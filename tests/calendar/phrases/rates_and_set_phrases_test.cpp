// SPDX-License-Identifier: Apache-2.0
// Words of repetition that owe nothing, spans of crops and schools, and recurrences of weekdays.
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(RatesAndSetPhrases, OweNothing) {
  expect_all({
      {"Uống 2 viên/ngày", ""},
      {"thời gian nghỉ phép 12 ngày/năm", ""},
      {"nghỉ hằng năm 12 ngày làm việc", ""},
      {"3 ca/ngày", ""},
      {"tiêu thụ 100 kWh/tháng", ""},
      {"sản lượng 500 tấn/năm", ""},
      {"phát sinh 20 kg chất thải/ngày", ""},
      {"suất ăn 500 suất/ngày", ""},
      {"thuê đất trả tiền hằng năm", ""},
      {"thuê đất trả tiền hàng năm", ""},
      {"nghỉ hằng năm", ""},
      {"cây hàng năm", ""},
      {"cây hằng năm khác", ""},
      {"đất trồng cây hằng năm (HNK)", ""},
      {"ngày phép hằng năm", ""},
      {"Nhà máy hoạt động 24/24h, 365 ngày/năm.", ""},
  });
}

TEST(RatesAndSetPhrases, AreNoProgramme) {
  expect_all({
      {"vụ Đông Xuân 2025-2026", ""},
      {"niên vụ 2025-2026", ""},
      {"niên khóa 2023-2026", ""},
      {"mùa khô 2025 - 2026", ""},
  });
}

TEST(RatesAndSetPhrases, ComeAgain) {
  expect_all({
      {"ngày làm việc cuối cùng của tháng",
       "[ngày làm việc cuối cùng của tháng] recurrence "
       "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"},
      {"Tiếp công dân định kỳ của Chủ tịch UBND tỉnh vào ngày 15 hằng tháng (trường hợp trùng ngày "
       "nghỉ thì chuyển sang ngày làm việc kế tiếp).",
       "[ngày 15 hằng tháng] recurrence FREQ=MONTHLY;BYMONTHDAY=15"},
      {"Lãnh đạo tiếp công dân mỗi tháng 02 ngày, vào ngày 10 và ngày 25.",
       "[mỗi tháng 02 ngày, vào ngày 10 và ngày 25] recurrence FREQ=MONTHLY;BYMONTHDAY=10,25"},
      {"(từ ngày 05 đến ngày 10 hằng tháng)",
       "[từ ngày 05 đến ngày 10 hằng tháng] recurrence FREQ=MONTHLY;BYMONTHDAY=5 ?ambiguous"},
      {"từ ngày 05 đến ngày 10 hằng tháng",
       "[từ ngày 05 đến ngày 10 hằng tháng] recurrence FREQ=MONTHLY;BYMONTHDAY=5 ?ambiguous"},
      {"từ ngày 01 đến ngày 05 của tháng đầu quý",
       "[từ ngày 01 đến ngày 05 của tháng đầu quý] recurrence "
       "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1 ?ambiguous"},
      {"từ tháng 5 đến tháng 10 hằng năm",
       "[từ tháng 5 đến tháng 10 hằng năm] recurrence FREQ=YEARLY;BYMONTH=5,6,7,8,9,10 "
       "?anchor_missing"},
      {"thứ Hai đầu tiên của tháng",
       "[thứ Hai đầu tiên của tháng] recurrence FREQ=MONTHLY;BYDAY=1MO"},
      {"thứ Sáu cuối cùng hằng tháng",
       "[thứ Sáu cuối cùng hằng tháng] recurrence FREQ=MONTHLY;BYDAY=-1FR"},
      {"sáng thứ Hai tuần đầu tiên hằng tháng",
       "[sáng thứ Hai tuần đầu tiên hằng tháng] recurrence FREQ=MONTHLY;BYDAY=1MO"},
      {"mỗi thứ Hai", "[mỗi thứ Hai] recurrence FREQ=WEEKLY;BYDAY=MO"},
      {"mỗi sáng thứ Hai", "[mỗi sáng thứ Hai] recurrence FREQ=WEEKLY;BYDAY=MO"},
  });
}

TEST(RatesAndSetPhrases, ReachABoundInTheirSentence) {
  expect_all({
      {"Hằng tháng gửi báo cáo về Sở trước ngày 25",
       "[Hằng tháng gửi báo cáo về Sở trước ngày 25] recurrence before "
       "FREQ=MONTHLY;BYMONTHDAY=24"},
      {"hằng quý báo cáo trước ngày 20 của tháng cuối quý",
       "[trước ngày 20 của tháng cuối quý] recurrence before "
       "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=19"},
      {"ngày 15 hằng quý",
       "[ngày 15 hằng quý] recurrence FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15 ?anchor_missing"},
      {"sinh hoạt câu lạc bộ (hằng tháng hoặc định kỳ)",
       "[hằng tháng] recurrence FREQ=MONTHLY ?anchor_missing\n"
       "[định kỳ] recurrence ?frequency_missing"},
      {"Hằng tháng họp giao ban; nộp hồ sơ trước ngày 25",
       "[Hằng tháng] recurrence FREQ=MONTHLY ?anchor_missing\n"
       "[trước ngày 25] deadline before ---25 ?year_missing ?month_missing"},
  });
}

}  // namespace
}  // namespace inspectord
