// SPDX-License-Identifier: Apache-2.0
// "năm sau", "năm trước" behind a day, month or quarter: from the stated year, else asked for.
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(RelativeYears, CountFromTheStatedYear) {
  expect_all({
      {"từ ngày 20/12 đến ngày 05/01 năm sau",
       "[từ ngày 20/12 đến ngày 05/01 năm sau] window within 2025-12-20..2026-01-05", 2025},
      {"báo cáo tổng kết năm gửi trước ngày 05/01 năm sau",
       "[năm gửi trước ngày 05/01 năm sau] recurrence before FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=4",
       2025},
      {"trước ngày 10/01 năm sau", "[trước ngày 10/01 năm sau] deadline before 2027-01-10", 2026},
      {"trước ngày 10 tháng 01 năm sau",
       "[trước ngày 10 tháng 01 năm sau] deadline before 2027-01-10", 2026},
      {"chậm nhất ngày 15/01 của năm tiếp theo",
       "[chậm nhất ngày 15/01 của năm tiếp theo] deadline by 2027-01-15", 2026},
      {"trước ngày 31/3 năm kế tiếp", "[trước ngày 31/3 năm kế tiếp] deadline before 2027-03-31",
       2026},
      {"trước ngày 15/01 năm tới", "[trước ngày 15/01 năm tới] deadline before 2027-01-15", 2026},
      {"Báo cáo năm gửi trước ngày 15/01 năm sau",
       "[năm gửi trước ngày 15/01 năm sau] recurrence before FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=14",
       2026},
      {"số liệu từ ngày 15/12 năm trước đến ngày 14/6",
       "[từ ngày 15/12 năm trước đến ngày 14/6] period 2025-12-15..2026-06-14", 2026},
      {"số liệu từ ngày 15/12 năm trước kỳ báo cáo đến ngày 14/12 của kỳ báo cáo",
       "[từ ngày 15/12 năm trước kỳ báo cáo đến ngày 14/12] period 2025-12-15..2026-12-14", 2026},
      {"từ ngày 20/12 năm trước đến ngày 05/01 năm sau",
       "[từ ngày 20/12 năm trước đến ngày 05/01 năm sau] window within ?ambiguous", 2026},
      {"ngày 15/12 năm ngoái", "[ngày 15/12 năm ngoái] date 2025-12-15", 2026},
      {"trong quý I năm sau",
       "[trong quý I năm sau] window within 2027-01-01..2027-03-31 ?day_missing", 2026},
      {"trước tháng 3 năm sau", "[trước tháng 3 năm sau] deadline before 2027-03-01", 2026},
      {"đến hết tháng 3 năm sau", "[đến hết tháng 3 năm sau] deadline until 2027-03-31", 2026},
      {"hoàn thành trước ngày 31/01 năm sau năm kế hoạch",
       "[trước ngày 31/01 năm sau năm kế hoạch] deadline before 2027-01-31", 2026},
      {"quý IV năm trước", "[quý IV năm trước] window within 2025-10-01..2025-12-31 ?day_missing",
       2026},
      {"từ tháng 11 năm trước đến tháng 4 năm sau",
       "[từ tháng 11 năm trước đến tháng 4 năm sau] window within ?ambiguous", 2026},
      {"từ tháng 11 năm trước đến tháng 4 năm sau",
       "[từ tháng 11 năm trước đến tháng 4 năm sau] window within ?ambiguous"},
      {"từ quý IV năm trước đến quý II năm nay",
       "[từ quý IV năm trước đến quý II năm nay] window within 2025-10-01..2026-06-30 ?day_missing",
       2026},
      {"kết quả quý IV năm trước", "[quý IV năm trước] period 2025-10-01..2025-12-31", 2026},
      {"tháng 12 năm ngoái",
       "[tháng 12 năm ngoái] window within 2025-12-01..2025-12-31 ?day_missing", 2026},
      {"tháng 01 năm sau", "[tháng 01 năm sau] window within 2027-01-01..2027-01-31 ?day_missing",
       2026},
  });
}

}  // namespace
}  // namespace inspectord
