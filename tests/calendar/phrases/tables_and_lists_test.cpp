// SPDX-License-Identifier: Apache-2.0
// Days, months and quarters of tables and lists.
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(TablesAndLists, ReadDaysWithoutAYear) {
  expect_all({
      {"12/5 xã An Bình; 13/5 xã An Phú",
       "[12/5] date 2026-05-12\n"
       "[13/5] date 2026-05-13",
       2026},
      {"Hạn chót 10/6 hộ dân phải di dời", "[Hạn chót 10/6] deadline by 2026-06-10", 2026},
      {"đến hết 30/6 người dân nộp hồ sơ", "[đến hết 30/6] deadline until 2026-06-30", 2026},
      {"Trước 12/5 thành viên Đoàn gửi ý kiến", "[Trước 12/5] deadline before 2026-05-12", 2026},
      {"Lịch: 12/5 - xã A; 13/5 - xã B; 14/5 - xã C",
       "[12/5] date 2026-05-12\n"
       "[13/5] date 2026-05-13\n"
       "[14/5] date 2026-05-14",
       2026},
      {"1. 12/5: Chợ trung tâm", "[12/5] visit at 2026-05-12", 2026},
      {"TT | Đơn vị | Ngày | Buổi\n1 | Xã A | 08/6 | Sáng\n2 | Xã B | 09/6 | Chiều",
       "[08/6] visit at 2026-06-08\n"
       "[09/6] visit at 2026-06-09",
       2026},
  });
}

TEST(TablesAndLists, ReadWindows) {
  expect_all({
      {"1 | Kiểm tra bếp ăn | Trạm Y tế | Tháng 4, tháng 9/2026",
       "[Tháng 4, tháng 9/2026] window within 2026-04-01..2026-04-30 2026-09-01..2026-09-30 "
       "?day_missing"},
      {"3 | Tổng kết | Văn phòng HĐND và UBND | Tháng 12/2026",
       "[Tháng 12/2026] window within 2026-12-01..2026-12-31 ?day_missing"},
      {"các quý II, III, IV/2026",
       "[quý II, III, IV/2026] window within 2026-04-01..2026-06-30 2026-07-01..2026-09-30 "
       "2026-10-01..2026-12-31 ?day_missing"},
      {"b) Quý III/2026: Kiểm tra các trường mầm non",
       "[Quý III/2026] window within 2026-07-01..2026-09-30 ?day_missing"},
      {"các tháng 5, 6 và 7 năm 2026",
       "[tháng 5, 6 và 7 năm 2026] window within 2026-05-01..2026-05-31 2026-06-01..2026-06-30 "
       "2026-07-01..2026-07-31 ?day_missing"},
  });
}

TEST(TablesAndLists, ReadTightMonthsAndQuarters) {
  expect_all({
      {"quý Ⅱ/2026", "[quý Ⅱ/2026] window within 2026-04-01..2026-06-30 ?day_missing"},
      {"quýII/2026", "[quýII/2026] window within 2026-04-01..2026-06-30 ?day_missing"},
      {"tháng 5,6,7/2026",
       "[tháng 5,6,7/2026] window within 2026-05-01..2026-05-31 2026-06-01..2026-06-30 "
       "2026-07-01..2026-07-31 ?day_missing"},
  });
}

}  // namespace
}  // namespace inspectord
