// SPDX-License-Identifier: Apache-2.0
// Every phrase of vn-rules.md section 4, and the rules they stand for.
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(DeadlinePhrases, BindADay) {
  expect_all({
      {"trước ngày 05/10/2022", "[trước ngày 05/10/2022] deadline before 2022-10-05"},
      {"Các báo cáo gửi về Sở trước ngày 10/5/2024, đồng thời",
       "[trước ngày 10/5/2024] deadline before 2024-05-10"},
      {"chậm nhất ngày 15/11/2024", "[chậm nhất ngày 15/11/2024] deadline by 2024-11-15"},
      {"chậm nhất là ngày 15 tháng 11 năm 2024",
       "[chậm nhất là ngày 15 tháng 11 năm 2024] deadline by 2024-11-15"},
      {"muộn nhất 15/11/2024", "[muộn nhất 15/11/2024] deadline by 2024-11-15"},
      {"hạn cuối 20/5/2024", "[hạn cuối 20/5/2024] deadline by 2024-05-20"},
      {"Hạn nộp báo cáo: ngày 25/5/2026",
       "[Hạn nộp báo cáo: ngày 25/5/2026] deadline by 2026-05-25"},
      {"thời hạn gửi báo cáo là ngày 25/5/2026",
       "[thời hạn gửi báo cáo là ngày 25/5/2026] deadline by 2026-05-25"},
      {"đến hết ngày 30/6/2024", "[đến hết ngày 30/6/2024] deadline until 2024-06-30"},
      {"hết ngày 30/6/2024", "[hết ngày 30/6/2024] deadline until 2024-06-30"},
      {"chậm nhất trước ngày 10/5/2024",
       "[chậm nhất trước ngày 10/5/2024] deadline before 2024-05-10"},
      {"không sớm hơn ngày 10/6/2024",
       "[không sớm hơn ngày 10/6/2024] deadline not_before 2024-06-10"},
      {"không chậm hơn ngày 15/6/2026", "[không chậm hơn ngày 15/6/2026] deadline by 2026-06-15"},
      {"chậm nhất: 15/6/2026", "[chậm nhất: 15/6/2026] deadline by 2026-06-15"},
      {"hết giờ hành chính ngày 22/5/2026",
       "[hết giờ hành chính ngày 22/5/2026] deadline until 2026-05-22"},
      {"Nộp hồ sơ về Sở ngày 10/6/2026", "[ngày 10/6/2026] deadline at 2026-06-10"},
      {"UBND xã đã gửi báo cáo ngày 10/6/2026", "[ngày 10/6/2026] date 2026-06-10"},
      {"trước ngày 10/6/2026 đối với báo cáo 6 tháng, ngày 10/12/2026 đối với báo cáo năm",
       "[trước ngày 10/6/2026] deadline before 2026-06-10\n[6 tháng] report_period "
       "?year_missing\n[ngày 10/12/2026] deadline before 2026-12-10"},
      {"gửi trước ngày 10/6/2026, ngày 15/6/2026 Đoàn kiểm tra làm việc tại xã",
       "[trước ngày 10/6/2026] deadline before 2026-06-10\n"
       "[ngày 15/6/2026] deadline at 2026-06-15"},
      {"không quá 5-10 người", ""},
      {"sau ngày 15/5/2024", "[sau ngày 15/5/2024] deadline not_before 2024-05-16"},
      {"kể từ ngày 01/01/2026 trở đi",
       "[kể từ ngày 01/01/2026 trở đi] deadline not_before 2026-01-01"},
  });
}

TEST(DeadlinePhrases, BindAnHourOfADay) {
  expect_all({
      {"trước 17 giờ ngày 10/5/2024",
       "[trước 17 giờ ngày 10/5/2024] deadline before 2024-05-10T17:00"},
      {"trước 16h30 ngày 10/5/2024",
       "[trước 16h30 ngày 10/5/2024] deadline before 2024-05-10T16:30"},
      {"chậm nhất 8 giờ 00, thứ Sáu, ngày 10/5/2024",
       "[chậm nhất 8 giờ 00, thứ Sáu, ngày 10/5/2024] deadline by 2024-05-10T08:00"},
      {"trước 17h00 ngày thứ Sáu, 22/5/2026",
       "[trước 17h00 ngày thứ Sáu, 22/5/2026] deadline before 2026-05-22T17:00"},
      {"trước 17h00", "[trước 17h00] deadline before 17:00 ?day_missing"},
  });
}

TEST(DeadlinePhrases, CountDaysFromADay) {
  expect_all({
      {"trong 05 ngày làm việc kể từ ngày 24/4/2026",
       "[trong 05 ngày làm việc kể từ ngày 24/4/2026] deadline within 2026-05-06"},
      {"trong thời hạn 05 (năm) ngày làm việc, kể từ ngày 24/4/2026",
       "[trong thời hạn 05 (năm) ngày làm việc, kể từ ngày 24/4/2026] deadline within 2026-05-06"},
      {"trong vòng năm ngày làm việc kể từ ngày 24/4/2026",
       "[trong vòng năm ngày làm việc kể từ ngày 24/4/2026] deadline within 2026-05-06"},
      {"trong 10 ngày kể từ ngày 02/3/2026",
       "[trong 10 ngày kể từ ngày 02/3/2026] deadline within 2026-03-12"},
      {"nửa tháng kể từ ngày 01/6/2026",
       "[nửa tháng kể từ ngày 01/6/2026] deadline within 2026-06-16"},
      {"trong 3 tuần kể từ ngày 01/6/2026",
       "[trong 3 tuần kể từ ngày 01/6/2026] deadline within 2026-06-22"},
      {"trong 1 tháng kể từ ngày 30/01/2026",
       "[trong 1 tháng kể từ ngày 30/01/2026] deadline within 2026-03-02"},
      {"sau 10 ngày làm việc kể từ ngày 24/4/2026",
       "[sau 10 ngày làm việc kể từ ngày 24/4/2026] deadline not_before 2026-05-14"},
      {"5 ngày làm việc trước ngày 20/5/2024",
       "[5 ngày làm việc trước ngày 20/5/2024] deadline by 2024-05-13"},
      {"trong vòng 24 giờ kể từ 8h00 ngày 24/4/2026",
       "[trong vòng 24 giờ kể từ 8h00 ngày 24/4/2026] deadline within 2026-04-25T08:00"},
      {"trong 05 ngày kể từ ngày 24/4",
       "[trong 05 ngày kể từ ngày 24/4] deadline within --04-24 ?year_missing"},
  });
}

TEST(DeadlinePhrases, OpenOnADayAndHaveNoEnd) {
  expect_all({
      {"từ tháng 7/2026 trở đi", "[từ tháng 7/2026 trở đi] deadline not_before 2026-07-01"},
      {"kể từ tháng 7/2026", "[kể từ tháng 7/2026] deadline not_before 2026-07-01"},
      {"sau quý II/2026", "[sau quý II/2026] deadline not_before 2026-07-01"},
      {"sau năm 2025", "[sau năm 2025] deadline not_before 2026-01-01"},
      {"từ năm 2023 đến nay", "[từ năm 2023 đến nay] period not_before 2023-01-01"},
      {"kiểm tra việc thực hiện từ 01/01/2025 đến thời điểm kiểm tra",
       "[từ 01/01/2025 đến thời điểm kiểm tra] period not_before 2025-01-01"},
      {"sau 5 năm thực hiện", ""},
  });
}

TEST(DeadlinePhrases, OfALimitAloneAskForItsEvent) {
  expect_all({
      {"Thời hạn kiểm tra không quá 15 ngày",
       "[không quá 15 ngày] deadline within ?event_date_missing"},
      {"Thời hạn thanh tra là 45 ngày", "[45 ngày] deadline within ?event_date_missing"},
      {"Thời hạn kiểm tra: 07 ngày làm việc",
       "[07 ngày làm việc] deadline within ?event_date_missing"},
      {"trong vòng 24h", "[trong vòng 24h] deadline within ?event_date_missing"},
      {"sau khi kết thúc kiểm tra 05 ngày làm việc",
       "[sau khi kết thúc kiểm tra 05 ngày làm việc] deadline not_before ?event_date_missing"},
      {"chậm nhất sau khi kết thúc kiểm tra 05 ngày",
       "[chậm nhất sau khi kết thúc kiểm tra 05 ngày] deadline within ?event_date_missing"},
      {"Sau 03 ngày kết thúc kiểm tra, thư ký",
       "[Sau 03 ngày kết thúc kiểm tra] deadline not_before ?event_date_missing"},
      {"thông báo trước ít nhất 05 ngày làm việc",
       "[trước ít nhất 05 ngày làm việc] deadline by ?event_date_missing"},
      {"trước 03 ngày làm việc so với ngày kiểm tra",
       "[trước 03 ngày làm việc so với ngày kiểm tra] deadline by ?event_date_missing"},
      {"Gửi báo cáo trước 02 ngày làm việc khi Đoàn đến kiểm tra",
       "[trước 02 ngày làm việc khi Đoàn đến kiểm tra] deadline by ?event_date_missing"},
      {"Thời hạn bảo quản là 20 năm", ""},
      {"không quá 15 ngày tuổi", ""},
      {"trực 24h", ""},
  });
}

TEST(DeadlinePhrases, WaitForAnEventWithoutADate) {
  for (const char* text :
       {"trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản này",
        "chậm nhất 10 ngày kể từ ngày kết thúc cuộc kiểm tra", "trong vòng 15 ngày kể từ ngày ký",
        "không quá 05 ngày làm việc kể từ ngày nhận hồ sơ hợp lệ",
        "trong vòng 24 giờ kể từ khi phát hiện vụ việc", "trong thời hạn 10 ngày làm việc"}) {
    EXPECT_EQ(read_as(text), "[" + std::string{text} + "] deadline within ?event_date_missing");
  }
  expect_all({
      {"chậm nhất 03 ngày làm việc trước ngày kiểm tra",
       "[chậm nhất 03 ngày làm việc trước ngày kiểm tra] deadline by ?event_date_missing"},
      {"trước ngày kiểm tra 03 ngày",
       "[trước ngày kiểm tra 03 ngày] deadline before ?event_date_missing"},
      {"sau 10 ngày làm việc kể từ ngày công bố quyết định",
       "[sau 10 ngày làm việc kể từ ngày công bố quyết định] deadline not_before "
       "?event_date_missing"},
      {"gửi báo cáo trong buổi làm việc", "[trong buổi làm việc] deadline at ?event_date_missing"},
      {"ngay sau khi kết thúc kiểm tra",
       "[ngay sau khi kết thúc kiểm tra] deadline at_once ?event_date_missing"},
  });
}

TEST(DeadlinePhrases, KeepTheEventTheyWaitFor) {
  const auto phrases =
      explain_phrases("trong 05 ngày làm việc kể từ ngày nhận được kết luận, đơn vị báo cáo", {},
                      DaysOff::vietnam());
  ASSERT_EQ(phrases->size(), 1u);
  EXPECT_EQ(phrases->front().derived->standing, Standing::waiting);
  EXPECT_EQ(phrases->front().derived->waits_for, "ngày nhận được kết luận");
}

TEST(DeadlinePhrases, StandOnPeriods) {
  expect_all({
      {"trước tháng 6/2024", "[trước tháng 6/2024] deadline before 2024-06-01"},
      {"trước quý III/2024", "[trước quý III/2024] deadline before 2024-07-01"},
      {"đến hết tháng 6/2024", "[đến hết tháng 6/2024] deadline until 2024-06-30"},
      {"đến hết quý II năm 2024", "[đến hết quý II năm 2024] deadline until 2024-06-30"},
      {"chậm nhất cuối tháng 5/2024", "[chậm nhất cuối tháng 5/2024] deadline by 2024-05-31"},
      {"trước giữa tháng 6/2026", "[trước giữa tháng 6/2026] deadline before 2026-06-15"},
      {"Thời gian hoàn thành: Quý II/2024",
       "[Quý II/2024] deadline within 2024-04-01..2024-06-30 ?day_missing"},
      {"hoàn thành vào cuối tháng 6/2026", "[cuối tháng 6/2026] deadline by 2026-06-30"},
      {"Hoàn thành trong quý I, chậm nhất là ngày 31/3/2026",
       "[trong quý I] deadline within ?year_missing\n"
       "[chậm nhất là ngày 31/3/2026] deadline by 2026-03-31"},
      {"đến hết năm", "[đến hết năm] deadline until ?year_missing"},
      {"đến hết năm học", ""},
      {"hoàn thành trong tháng 5/2024",
       "[trong tháng 5/2024] deadline within 2024-05-01..2024-05-31 ?day_missing"},
      {"hoàn thành trong quý II năm 2024",
       "[trong quý II năm 2024] deadline within 2024-04-01..2024-06-30 ?day_missing"},
  });
}

TEST(DeadlinePhrases, KnowPointsOfMonthsAndYears) {
  expect_all({
      {"đầu tháng 5/2024", "[đầu tháng 5/2024] date 2024-05-01"},
      {"giữa tháng 5/2024", "[giữa tháng 5/2024] date 2024-05-15"},
      {"cuối tháng 5/2024", "[cuối tháng 5/2024] date 2024-05-31"},
      {"cuối tháng 2/2024", "[cuối tháng 2/2024] date 2024-02-29"},
      {"đầu năm 2026", "[đầu năm 2026] date 2026-01-01"},
      {"giữa năm 2026", "[giữa năm 2026] date 2026-06-30"},
      {"cuối năm 2026", "[cuối năm 2026] date 2026-12-31"},
      {"cuối tháng", "[cuối tháng] date ?year_missing ?month_missing"},
      {"ngay từ đầu năm học", ""},
  });
}

TEST(DeadlinePhrases, KnowPartsOfMonthsAndYears) {
  expect_all({
      {"nửa đầu tháng 5/2024",
       "[nửa đầu tháng 5/2024] window within 2024-05-01..2024-05-15 ?day_missing"},
      {"trung tuần tháng 6/2026",
       "[trung tuần tháng 6/2026] window within 2026-06-11..2026-06-20 ?day_missing"},
      {"hạ tuần tháng 2/2026",
       "[hạ tuần tháng 2/2026] window within 2026-02-21..2026-02-28 ?day_missing"},
      {"trong 10 ngày đầu tháng 6/2026",
       "[trong 10 ngày đầu tháng 6/2026] window within 2026-06-01..2026-06-10 ?day_missing"},
      {"10 ngày cuối tháng 6/2026",
       "[10 ngày cuối tháng 6/2026] window within 2026-06-21..2026-06-30 ?day_missing"},
      {"tuần thứ 2 của tháng 6/2026",
       "[tuần thứ 2 của tháng 6/2026] window within 2026-06-01..2026-06-30 ?day_missing "
       "?ambiguous"},
      {"trước tuần thứ 3 tháng 6/2026",
       "[trước tuần thứ 3 tháng 6/2026] deadline before ?day_missing ?ambiguous"},
      {"trong tuần thứ nhất của tháng 6",
       "[trong tuần thứ nhất của tháng 6] window within --06 ?year_missing ?ambiguous"},
      {"tuần đầu tháng 6/2026",
       "[tuần đầu tháng 6/2026] window within 2026-06-01..2026-06-30 ?day_missing ?ambiguous"},
      {"3 tháng cuối năm 2026",
       "[3 tháng cuối năm 2026] window within 2026-10-01..2026-12-31 ?day_missing"},
      {"những tháng cuối năm 2026", "[năm 2026] period 2026-01-01..2026-12-31"},
  });
}

TEST(DeadlinePhrases, AreWindowsWhereNoDayIsFixed) {
  expect_all({
      {"Dự kiến thời gian kiểm tra trong tháng 5-6/2024.",
       "[trong tháng 5-6/2024] window within 2024-05-01..2024-06-30 ?day_missing"},
      {"dự kiến quý III/2024", "[quý III/2024] window within 2024-07-01..2024-09-30 ?day_missing"},
      {"quý I/2024", "[quý I/2024] window within 2024-01-01..2024-03-31 ?day_missing"},
      {"quí 4 năm 2024", "[quí 4 năm 2024] window within 2024-10-01..2024-12-31 ?day_missing"},
      {"ngay từ tháng 1/2024",
       "[ngay từ tháng 1/2024] window within 2024-01-01..2024-01-31 ?day_missing"},
      {"ngay trong đầu quý 2/2024",
       "[ngay trong đầu quý 2/2024] window within 2024-04-01..2024-06-30 ?day_missing"},
      {"6 tháng đầu năm 2026",
       "[6 tháng đầu năm 2026] window within 2026-01-01..2026-06-30 ?day_missing"},
      {"6 tháng cuối năm 2026",
       "[6 tháng cuối năm 2026] window within 2026-07-01..2026-12-31 ?day_missing"},
  });
}

TEST(DeadlinePhrases, StandAtOnce) {
  expect_all({
      {"báo cáo ngay", "[báo cáo ngay] deadline at_once"},
      {"thông tin, báo cáo ngay những vấn đề, vụ việc", "[báo cáo ngay] deadline at_once"},
      {"gửi báo cáo ngay lập tức", "[báo cáo ngay lập tức] deadline at_once"},
      {"thực hiện ngay từ đầu năm", "[ngay từ đầu năm] date ?year_missing"},
  });
}

TEST(DeadlinePhrases, ShowEveryStepOfTheWay) {
  const auto phrases =
      explain_phrases("trong 05 ngày làm việc kể từ ngày 24/4/2026", {}, DaysOff::vietnam());
  std::vector<std::string> skipped;
  for (const auto& step : phrases->front().derivation) {
    if (step.code != "skipped") continue;
    for (const auto& [name, value] : step.arguments)
      if (name == "day") skipped.push_back(value);
  }
  EXPECT_EQ(skipped,
            (std::vector<std::string>{"2026-04-25", "2026-04-26", "2026-04-27", "2026-04-30",
                                      "2026-05-01", "2026-05-02", "2026-05-03"}));
  EXPECT_EQ(phrases->front().derivation.front().code, "read_as_deadline");
}

}  // namespace
}  // namespace inspectord
