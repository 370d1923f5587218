// SPDX-License-Identifier: Apache-2.0
// What typing and scanning leave of a day, and signs that papers use for a range or list.
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(WrittenSlips, AreReadOrAskedFor) {
  expect_all({
      {"mùng 10 tháng 3 âm lịch", ""},
      {"trướcngày 05/01/2026", "[trướcngày 05/01/2026] deadline before 2026-01-05"},
      {"truớc ngày 05/01/2026", "[truớc ngày 05/01/2026] deadline before 2026-01-05"},
      {"trước ngày 05/01/năm 2026", "[trước ngày 05/01/năm 2026] deadline before 2026-01-05"},
      {"trước ngày mồng 5 tháng 01 năm 2026",
       "[trước ngày mồng 5 tháng 01 năm 2026] deadline before 2026-01-05"},
      {"trước ngày mùng 5/01/2026", "[trước ngày mùng 5/01/2026] deadline before 2026-01-05"},
      {"trước ngày (05/01/2026)", "[trước ngày (05/01/2026)] deadline before 2026-01-05"},
      {"trước ngày **20/5/2026**", "[trước ngày **20/5/2026**] deadline before 2026-05-20"},
      {"trước ngày 20/5/20261", "[trước ngày 20/5/20261] deadline before --05-20 ?year_missing"},
      {"trước ngày 20/5/2O26", "[trước ngày 20/5/2O26] deadline before --05-20 ?year_missing"},
      {"trước ngày 20/05//2026", "[trước ngày 20/05//2026] deadline before --05-20 ?year_missing"},
      {"trước ngày 20 - 5 - 2026", "[trước ngày 20 - 5 - 2026] deadline before 2026-05-20"},
      {"trước ngày 20 . 5 . 2026", "[trước ngày 20 . 5 . 2026] deadline before 2026-05-20"},
      {"trước ngày 2026/5/20", "[trước ngày 2026/5/20] deadline before 2026-05-20"},
      {"từ ngày 10/3đến ngày 15/3/2026",
       "[từ ngày 10/3đến ngày 15/3/2026] window within 2026-03-10..2026-03-15"},
      {"trước ngày 15/06/206", "[trước ngày 15/06/206] deadline before --06-15 ?year_missing"},
      {"trước ngày 15/06/20226", "[trước ngày 15/06/20226] deadline before --06-15 ?year_missing"},
      {"trước ngày 15/06/2206", "[trước ngày 15/06/2206] deadline before --06-15 ?year_missing"},
      {"trước ngày 15/06/1206", "[trước ngày 15/06/1206] deadline before --06-15 ?year_missing"},
      {"trước ngày 15/06/3026", "[trước ngày 15/06/3026] deadline before --06-15 ?year_missing"},
      {"trước ngày 15/6/", "[trước ngày 15/6/] deadline before --06-15 ?year_missing"},
      {"trước ngày 15/6/...", "[trước ngày 15/6/...] deadline before --06-15 ?year_missing"},
      {"trước ngày 15/6/……", "[trước ngày 15/6/……] deadline before --06-15 ?year_missing"},
      {"ngày mồng 2 tháng 9", "[ngày mồng 2 tháng 9] date --09-02 ?year_missing"},
  });
}

TEST(WrittenSlips, HoldRowsTogether) {
  expect_all({
      {"05/01/2026÷09/01/2026", "[05/01/2026÷09/01/2026] window within 2026-01-05..2026-01-09"},
      {"05÷09/01/2026", "[05÷09/01/2026] window within 2026-01-05..2026-01-09"},
      {"05/01/2026 → 09/01/2026", "[05/01/2026 → 09/01/2026] window within 2026-01-05..2026-01-09"},
      {"05~09/01/2026", "[05~09/01/2026] window within 2026-01-05..2026-01-09"},
      {"ngày 5&6/1/2026", "[ngày 5&6/1/2026] date 2026-01-05 2026-01-06"},
      {"ngày 5 + 6/1/2026", "[ngày 5 + 6/1/2026] date 2026-01-05 2026-01-06"},
      {"ngày 5-6 và 8/1/2026",
       "[ngày 5-6 và 8/1/2026] window within 2026-01-05..2026-01-06 2026-01-08"},
      {"từ 10/3 -> 15/3/2026", "[từ 10/3 -> 15/3/2026] window within 2026-03-10..2026-03-15"},
      {"10,11,12/3/2026", "[10,11,12/3/2026] date 2026-03-10 2026-03-11 2026-03-12"},
  });
}

TEST(WrittenSlips, StopAnEventAtItsParagraph) {
  expect_all({
      {"Thời hạn: 05 ngày làm việc kể từ ngày nhận đủ hồ sơ\n\nNgày 20/5/2026, Sở Y tế ban hành "
       "văn bản",
       "[05 ngày làm việc kể từ ngày nhận đủ hồ sơ] deadline within ?event_date_missing\n"
       "[Ngày 20/5/2026] date 2026-05-20"},
  });
}

TEST(WrittenSlips, KeepTheEndOfAQuarter) {
  expect_all({
      {"trước cuối quý III/2026", "[trước cuối quý III/2026] deadline before 2026-09-30"},
  });
}

}  // namespace
}  // namespace inspectord
