// SPDX-License-Identifier: Apache-2.0
// Days of the lunar calendar give none of ours, and leave the solar day beside them.
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(LunarWords, GiveNoDay) {
  expect_all({
      {"ngày 23 tháng Chạp", ""},
      {"từ 20 tháng Chạp đến hết tháng Giêng", ""},
      {"ngày 13/6/2026 (Âm lịch: 28/4)", "[ngày 13/6/2026] date 2026-06-13"},
      {"nhằm ngày 28 tháng 4 năm Bính Ngọ", ""},
      {"ngày 28/4 ÂL", ""},
      {"rằm tháng 7 (15/7 AL)", ""},
      {"ngày 15 tháng 7 âm lịch", ""},
  });
}

TEST(LunarWords, StandInARange) {
  expect_all({
      {"từ thứ Hai, ngày 05/01/2026 đến thứ Sáu, ngày 09/01/2026",
       "[từ thứ Hai, ngày 05/01/2026 đến thứ Sáu, ngày 09/01/2026] window within "
       "2026-01-05..2026-01-09"},
      {"từ thứ Hai (05/01) đến thứ Sáu (09/01/2026)",
       "[từ thứ Hai (05/01) đến thứ Sáu (09/01/2026)] window within 2026-01-05..2026-01-09"},
      {"Từ thứ Hai ngày 08/6/2026 đến thứ Sáu ngày 12/6/2026",
       "[Từ thứ Hai ngày 08/6/2026 đến thứ Sáu ngày 12/6/2026] window within "
       "2026-06-08..2026-06-12"},
      {"Từ ngày thứ Hai 08/6/2026 đến ngày thứ Sáu 12/6/2026",
       "[Từ ngày thứ Hai 08/6/2026 đến ngày thứ Sáu 12/6/2026] window within "
       "2026-06-08..2026-06-12"},
      {"từ thứ 2 (08/6/2026) đến thứ 6 (12/6/2026)",
       "[từ thứ 2 (08/6/2026) đến thứ 6 (12/6/2026)] window within 2026-06-08..2026-06-12"},
      {"Thời gian kiểm tra: từ thứ Hai, ngày 08/6/2026 đến hết thứ Sáu, ngày 12/6/2026",
       "[từ thứ Hai, ngày 08/6/2026 đến hết thứ Sáu, ngày 12/6/2026] visit at "
       "2026-06-08..2026-06-12"},
      {"Từ ngày 08/6/2026 (thứ Hai) đến ngày 12/6/2026 (thứ Sáu)",
       "[Từ ngày 08/6/2026 (thứ Hai) đến ngày 12/6/2026 (thứ Sáu)] window within "
       "2026-06-08..2026-06-12"},
      {"từ ngày 08/6/2026, đến ngày 12/6/2026",
       "[từ ngày 08/6/2026, đến ngày 12/6/2026] window within 2026-06-08..2026-06-12"},
      {"Học sinh nghỉ Tết từ ngày 09/02/2026 (22 tháng Chạp) đến hết ngày 22/02/2026",
       "[từ ngày 09/02/2026 (22 tháng Chạp) đến hết ngày 22/02/2026] event 2026-02-09..2026-02-22"},
      {"Nghỉ Tết Nguyên đán từ ngày 16/02/2026 (tức ngày 29 tháng Chạp năm Ất Tỵ) đến hết ngày "
       "20/02/2026 (tức mùng 4 tháng Giêng năm Bính Ngọ)",
       "[từ ngày 16/02/2026 (tức ngày 29 tháng Chạp năm Ất Tỵ) đến hết ngày 20/02/2026 (tức mùng 4 "
       "tháng Giêng năm Bính Ngọ)] event 2026-02-16..2026-02-20"},
  });
}

}  // namespace
}  // namespace inspectord
