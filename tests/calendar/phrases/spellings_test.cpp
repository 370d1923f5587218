// SPDX-License-Identifier: Apache-2.0
// Every spelling of a date, an hour and a range in vn-rules.md, and those of real papers.
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(Spellings, OfOneDayAreReadTheSame) {
  for (const char* text : {"ngày 05 tháng 01 năm 2026",
                           "ngày 5 tháng 1 năm 2026",
                           "Ngày 05 Tháng 01 Năm 2026",
                           "NGÀY 05 THÁNG 01 NĂM 2026",
                           "5/1/2026",
                           "05/01/2026",
                           "ngày 5/1/2026",
                           "ngày05/01/2026",
                           "ngày 05 / 01 / 2026",
                           "5-1-2026",
                           "5.1.2026",
                           "05.01.2026",
                           "ngày 5-1/2026",
                           "2026-01-05",
                           "ngày 5/1 năm 2026",
                           "ngày 05 tháng\n01 năm\n\n2026",
                           "ngày\u00A005\u00A0tháng 01 năm 2026",
                           "ngày 05 tháng 01, năm 2026",
                           "ngày 5 tháng 01/2026",
                           "5\u2044\u0031\u2044\u0032026"}) {
    const auto phrases = read_phrases(text);
    ASSERT_TRUE(phrases) << text;
    ASSERT_EQ(phrases->size(), 1u) << text << "\n" << read_as(text);
    EXPECT_EQ(phrases->front().dates, (std::vector<Span>{{{PartialDate{2026, 1, 5}}}})) << text;
    EXPECT_TRUE(phrases->front().questions.empty()) << text;
    EXPECT_EQ(read_as(text), "[" + std::string{text} + "] date 2026-01-05");
  }
}

TEST(Spellings, OfHoursAreReadTheSame) {
  for (const char* text : {"07giờ 00’", "7 giờ 00", "07 giờ 00", "07h00", "7h00", "7h", "07:00",
                           "07 giờ 00 phút", "7g00", "07giờ 00'", "7 giờ sáng"}) {
    EXPECT_EQ(read_as(text), "[" + std::string{text} + "] time 07:00");
  }
  EXPECT_EQ(read_as("8 h 30"), "[8 h 30] time 08:30");
  EXPECT_EQ(read_as("8:30 AM"), "[8:30 AM] time 08:30");
  for (const char* text : {"13 giờ 30", "13h30", "13h30 CH", "13giờ 30’", "13:30", "13g30",
                           "13 giờ 30 phút", "1 giờ 30 chiều"}) {
    EXPECT_EQ(read_as(text), "[" + std::string{text} + "] time 13:30");
  }
}

TEST(Spellings, OfRangesTakeMonthOrYearFromTheSecondDate) {
  const Reading readings[] = {
      {"từ ngày 14-27/7/2024", "[từ ngày 14-27/7/2024] window within 2024-07-14..2024-07-27"},
      {"từ ngày 14-27/7", "[từ ngày 14-27/7] window within --07-14 --07-27 ?year_missing"},
      {"14-27/7", "[14-27/7] window within --07-14 --07-27 ?year_missing"},
      {"10/3 - 30/4/2018", "[10/3 - 30/4/2018] window within 2018-03-10..2018-04-30"},
      {"10/3-30/4/2018", "[10/3-30/4/2018] window within 2018-03-10..2018-04-30"},
      {"ngày 18 – 20/10/2022", "[ngày 18 – 20/10/2022] window within 2022-10-18..2022-10-20"},
      {"từ ngày 15/5 đến ngày 20/6/2024",
       "[từ ngày 15/5 đến ngày 20/6/2024] window within 2024-05-15..2024-06-20"},
      {"từ 14 đến 27 tháng 7 năm 2024",
       "[từ 14 đến 27 tháng 7 năm 2024] window within 2024-07-14..2024-07-27"},
      {"từ 10/5/2024 đến 20/5", "[từ 10/5/2024 đến 20/5] window within 2024-05-10..2024-05-20"},
      {"từ ngày 28/12 đến ngày 05/01/2026",
       "[từ ngày 28/12 đến ngày 05/01/2026] window within 2025-12-28..2026-01-05"},
      {"ngày 30/6/2023 đến ngày 01/6/2023",
       "[ngày 30/6/2023 đến ngày 01/6/2023] window within ?range_reversed"},
      {"ngày 27-14/7/2024", "[ngày 27-14/7/2024] window within ?range_reversed"},
      {"các ngày 20, 21 và 22/5/2024",
       "[ngày 20, 21 và 22/5/2024] date 2024-05-20 2024-05-21 2024-05-22"},
      {"8h05 - 9h30", "[8h05 - 9h30] time 08:05..09:30"},
      {"10h00-10h30", "[10h00-10h30] time 10:00..10:30"},
      {"từ 8h00 đến 11h00 ngày 18/10/2022",
       "[từ 8h00 đến 11h00 ngày 18/10/2022] date 2022-10-18T08:00..2022-10-18T11:00"},
      {"từ 8h00 ngày 20/5 đến 17h ngày 21/5/2026",
       "[từ 8h00 ngày 20/5 đến 17h ngày 21/5/2026] date 2026-05-20T08:00..2026-05-21T17:00"},
      {"Thời hạn nộp hồ sơ: từ ngày 15/5 đến 17h00 ngày 20/5/2026",
       "[từ ngày 15/5 đến 17h00 ngày 20/5/2026] window within 2026-05-15..2026-05-20T17:00"},
      {"từ 17h ngày 20/5/2026 đến 8h ngày 20/5/2026",
       "[từ 17h ngày 20/5/2026 đến 8h ngày 20/5/2026] date ?range_reversed"},
      {"từ đầu tháng 5 đến cuối tháng 6/2026",
       "[từ đầu tháng 5 đến cuối tháng 6/2026] window within 2026-05-01..2026-06-30"},
      {"từ tháng 01/2025 đến hết tháng 5/2026",
       "[từ tháng 01/2025 đến hết tháng 5/2026] window within 2025-01-01..2026-05-31 "
       "?day_missing"},
      {"số liệu từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo",
       "[từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo] period ---15 ---14 "
       "?year_missing ?month_missing"},
      {"tháng 12 - 1/2025",
       "[tháng 12 - 1/2025] window within 2024-12-01..2025-01-31 ?day_missing"},
  };
  for (const auto& reading : readings) EXPECT_EQ(read_as(reading.text), reading.expected);
}

TEST(Spellings, AskForTheYearAndNeverGuessIt) {
  const Reading readings[] = {
      {"13.3", "[13.3] date --03-13 ?year_missing"},
      {"20-5", "[20-5] date --05-20 ?year_missing"},
      {"ngày 20-5", "[ngày 20-5] date --05-20 ?year_missing"},
      {"Thứ Ba, 28/5", "[Thứ Ba, 28/5] date --05-28 ?year_missing"},
      {"ngày 29/02", "[ngày 29/02] date --02-29 ?year_missing"},
      {"trước ngày 15/11", "[trước ngày 15/11] deadline before --11-15 ?year_missing"},
      {"trước ngày 25", "[trước ngày 25] deadline before ---25 ?year_missing ?month_missing"},
      {"trong tháng 5-6", "[trong tháng 5-6] window within --05 --06 ?year_missing"},
      {"quý II", "[quý II] window within ?year_missing"},
      {"ngày 05/10/22", "[ngày 05/10/22] date --10-05 ?century_missing"},
      {"ngày 5-10", "[ngày 5-10] date ?year_missing ?ambiguous"},
      {"năm 2026, hoàn thành trước ngày 30/9",
       "[năm 2026] period 2026-01-01..2026-12-31\n"
       "[trước ngày 30/9] deadline before --09-30 ?year_missing"},
  };
  for (const auto& reading : readings) EXPECT_EQ(read_as(reading.text), reading.expected);
}

TEST(Spellings, TakeTheYearThatTheCallerStates) {
  const Reading readings[] = {
      {"13.3", "[13.3] date 2024-03-13"},
      {"Thứ Ba, 28/5", "[Thứ Ba, 28/5] date 2024-05-28"},
      {"Thứ Tư, 28/5", "[Thứ Tư, 28/5] date 2024-05-28 ?weekday_mismatch"},
      {"từ ngày 14-27/7", "[từ ngày 14-27/7] window within 2024-07-14..2024-07-27"},
      {"trước ngày 15/11", "[trước ngày 15/11] deadline before 2024-11-15"},
      {"ngày 05/10/22", "[ngày 05/10/22] date 2022-10-05"},
      {"ngày 20/5/2023", "[ngày 20/5/2023] date 2023-05-20"},
      {"quý II", "[quý II] window within 2024-04-01..2024-06-30 ?day_missing"},
      {"ngày 29/02", "[ngày 29/02] date 2024-02-29"},
      {"6 tháng trước ngày 20/5",
       "[6 tháng trước ngày 20/5] recurrence before FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=19"},
  };
  for (const auto& reading : readings) EXPECT_EQ(read_as(reading.text, 2024), reading.expected);
  EXPECT_EQ(read_as("ngày 29/02", 2023), "[ngày 29/02] date ?no_such_day");
}

TEST(Spellings, CheckWeekdaysAgainstDates) {
  EXPECT_EQ(read_as("Thứ Ba, 28/5/2024"), "[Thứ Ba, 28/5/2024] date 2024-05-28");
  EXPECT_EQ(read_as("thứ 3 ngày 28/5/2024"), "[thứ 3 ngày 28/5/2024] date 2024-05-28");
  EXPECT_EQ(read_as("Chủ nhật, 26/5/2024"), "[Chủ nhật, 26/5/2024] date 2024-05-26");
  EXPECT_EQ(read_as("ngày 28/5/2024 (thứ Ba)"), "[ngày 28/5/2024 (thứ Ba)] date 2024-05-28");
  EXPECT_EQ(read_as("Thứ Hai, ngày 28/5/2024"),
            "[Thứ Hai, ngày 28/5/2024] date 2024-05-28 ?weekday_mismatch");
}

TEST(Spellings, OfDaysThatDoNotExistAreAskedFor) {
  for (const char* text : {"ngày 31/4/2024", "ngày 29/02/2023", "ngày 30/02", "ngày 5/13/2024",
                           "ngày 45 tháng 5 năm 2024"}) {
    EXPECT_EQ(read_as(text), "[" + std::string{text} + "] date ?no_such_day");
  }
}

TEST(Spellings, KeepTheGapsOfForms) {
  const Reading readings[] = {
      {"Bắc Giang, ngày      tháng 4 năm 2024",
       "[ngày      tháng 4 năm 2024] document_date 2024-04 ?day_missing"},
      {"Kế hoạch số:        /KH-SLĐTBXH ngày      /4/2024",
       "[ngày      /4/2024] document_date 2024-04 ?day_missing"},
      {"Công văn số ..../SYT-DS ngày ..../..../2026",
       "[ngày ..../..../2026] document_date ?month_missing ?day_missing"},
      {"ngày    tháng    năm 2026", "[ngày    tháng    năm 2026] date ?month_missing ?day_missing"},
      {"…. , ngày ….. tháng ….. năm 20…",
       "[ngày ….. tháng ….. năm 20…] document_date ?year_missing ?month_missing ?day_missing"},
  };
  for (const auto& reading : readings) EXPECT_EQ(read_as(reading.text), reading.expected);
}

TEST(Spellings, TakeTheNamesOfMonthsBehindADay) {
  const Reading readings[] = {
      {"ngày 30 tháng Tư năm 2026", "[ngày 30 tháng Tư năm 2026] date 2026-04-30"},
      {"ngày 20 tháng Năm năm 2026", "[ngày 20 tháng Năm năm 2026] date 2026-05-20"},
      {"ngày 5 tháng Giêng năm 2026", "[ngày 5 tháng Giêng năm 2026] date 2026-01-05"},
      {"ngày 5 tháng Mười hai năm 2026", "[ngày 5 tháng Mười hai năm 2026] date 2026-12-05"},
      {"ngày 5 tháng năm 2026", "[ngày 5 tháng năm 2026] date ---05 ?month_missing"},
      {"ngày 10/3 (âm lịch)", ""},  // Civil Code 2015 Art. 145
  };
  for (const auto& reading : readings) EXPECT_EQ(read_as(reading.text), reading.expected);
}

TEST(Spellings, OfDayAndHourStandInAnyOrder) {
  for (const char* text :
       {"8h00 ngày 18/10/2022", "8h00, ngày 18/10/2022", "lúc 8 giờ 00 ngày 18/10/2022",
        "ngày 18/10/2022, lúc 8h00", "vào hồi 8 giờ 00, thứ Ba, ngày 18/10/2022",
        "ngày 18/10/2022 lúc 8 giờ"}) {
    EXPECT_EQ(read_as(text), "[" + std::string{text} + "] date 2022-10-18T08:00");
  }
}

}  // namespace
}  // namespace inspectord
