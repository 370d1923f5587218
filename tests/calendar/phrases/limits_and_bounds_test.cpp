// SPDX-License-Identifier: Apache-2.0
// Limits counted from a day or event, days before an event, and the words that bind a day.
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(LimitsAndBounds, CountFromADayAfterAnyJoint) {
  expect_all({
      {"Tước quyền sử dụng giấy phép 02 tháng, tính từ ngày 10/6/2026.",
       "[02 tháng, tính từ ngày 10/6/2026] deadline within 2026-08-10"},
      {"trong vòng 45 ngày (bốn mươi lăm ngày) kể từ ngày 15/6/2026",
       "[trong vòng 45 ngày (bốn mươi lăm ngày) kể từ ngày 15/6/2026] deadline within 2026-07-30"},
      {"trong thời hạn mười lăm (15) ngày kể từ ngày 15/6/2026",
       "[trong thời hạn mười lăm (15) ngày kể từ ngày 15/6/2026] deadline within 2026-06-30"},
      {"Niêm yết công khai 15 ngày tại trụ sở UBND xã kể từ ngày 04/5/2026",
       "[15 ngày tại trụ sở UBND xã kể từ ngày 04/5/2026] deadline within 2026-05-19"},
      {"05 ngày làm việc, tính từ ngày 20/5/2026",
       "[05 ngày làm việc, tính từ ngày 20/5/2026] deadline within 2026-05-27"},
      {"trong 05 ngày làm việc (từ ngày 20/5/2026)",
       "[trong 05 ngày làm việc (từ ngày 20/5/2026)] deadline within 2026-05-27"},
      {"Thời hạn 05 ngày làm việc, tính từ ngày 20/5/2026",
       "[Thời hạn 05 ngày làm việc, tính từ ngày 20/5/2026] deadline within 2026-05-27"},
      {"trong vòng 05 ngày, tính từ ngày 20/5/2026",
       "[trong vòng 05 ngày, tính từ ngày 20/5/2026] deadline within 2026-05-25"},
      {"trong 05 ngày làm việc, bắt đầu từ ngày 20/5/2026",
       "[trong 05 ngày làm việc, bắt đầu từ ngày 20/5/2026] deadline within 2026-05-27"},
      {"trong thời gian 15 ngày làm việc bắt đầu từ ngày 20/5/2026",
       "[trong thời gian 15 ngày làm việc bắt đầu từ ngày 20/5/2026] deadline within 2026-06-10"},
      {"Trong thời hạn 05 (05) ngày làm việc kể từ ngày 20/5/2026",
       "[Trong thời hạn 05 (05) ngày làm việc kể từ ngày 20/5/2026] deadline within 2026-05-27"},
  });
}

TEST(LimitsAndBounds, NeedNoStart) {
  expect_all({
      {"quá thời hạn 10 ngày kể từ ngày nhận quyết định mà không chấp hành",
       "[quá thời hạn 10 ngày kể từ ngày nhận quyết định mà không chấp hành] deadline not_before "
       "?event_date_missing"},
      {"Cuộc thanh tra được triển khai trong quý III/2026, thời hạn thanh tra 45 ngày làm việc.",
       "[trong quý III/2026] window within 2026-07-01..2026-09-30 ?day_missing\n"
       "[45 ngày làm việc] deadline within ?event_date_missing"},
      {"Thời hạn thanh tra 30 ngày làm việc thực tế tại đơn vị, kể từ ngày công bố quyết định, "
       "không kể ngày nghỉ, ngày lễ.",
       "[30 ngày làm việc thực tế tại đơn vị, kể từ ngày công bố quyết định] deadline within "
       "?event_date_missing"},
      {"trong thời hạn tối đa là 30 ngày",
       "[trong thời hạn tối đa là 30 ngày] deadline within ?event_date_missing"},
      {"Thời gian giải quyết: 15 ngày", "[15 ngày] deadline within ?event_date_missing"},
      {"Thời gian thẩm định tối đa 40 ngày đối với công trình cấp I",
       "[tối đa 40 ngày] deadline within ?event_date_missing"},
      {"sau 15 ngày nếu không có ý kiến", "[sau 15 ngày] deadline not_before ?event_date_missing"},
      {"không chậm quá 24 giờ", "[không chậm quá 24 giờ] deadline within ?event_date_missing"},
      {"không muộn quá 05 ngày", "[không muộn quá 05 ngày] deadline within ?event_date_missing"},
      {"trong 5 ngày tới", "[trong 5 ngày] deadline within ?event_date_missing"},
      {"trong 10 ngày đầu tiên kể từ ngày nhận việc",
       "[trong 10 ngày đầu tiên kể từ ngày nhận việc] deadline within ?event_date_missing"},
      {"thời gian kiểm tra: 03 ngày", "[03 ngày] deadline within ?event_date_missing"},
      {"thời gian kiểm tra: 03 ngày làm việc",
       "[03 ngày làm việc] deadline within ?event_date_missing"},
      {"thời gian làm việc: 02 ngày", "[02 ngày] deadline within ?event_date_missing"},
      {"Thời hạn kiểm tra tối đa 10 ngày, trường hợp phức tạp có thể kéo dài nhưng không quá 15 "
       "ngày",
       "[tối đa 10 ngày] deadline within ?event_date_missing\n"
       "[không quá 15 ngày] deadline within ?event_date_missing"},
      {"Gia hạn thời hạn kiểm tra 05 ngày", "[05 ngày] deadline within ?event_date_missing"},
      {"Thời hạn khắc phục 60 ngày", "[60 ngày] deadline within ?event_date_missing"},
      {"Khắc phục trong 60 ngày", "[trong 60 ngày] deadline within ?event_date_missing"},
      {"Buộc khôi phục hiện trạng trong 15 ngày",
       "[trong 15 ngày] deadline within ?event_date_missing"},
      {"phải báo cáo trong 02 ngày làm việc",
       "[trong 02 ngày làm việc] deadline within ?event_date_missing"},
  });
}

TEST(LimitsAndBounds, CountBackFromAnEvent) {
  expect_all({
      {"trước khi khởi công 07 ngày làm việc, chủ đầu tư gửi thông báo",
       "[trước khi khởi công 07 ngày làm việc] deadline before ?event_date_missing"},
      {"gửi thông báo trước khi khởi công ít nhất 07 ngày làm việc",
       "[trước khi khởi công ít nhất 07 ngày làm việc] deadline before ?event_date_missing"},
      {"thông báo cho đối tượng kiểm tra trước 03 ngày làm việc",
       "[trước 03 ngày làm việc] deadline by ?event_date_missing"},
      {"trước ngày 20/5/2026 ít nhất 05 ngày làm việc",
       "[trước ngày 20/5/2026 ít nhất 05 ngày làm việc] deadline by 2026-05-13"},
      {"Đơn vị được kiểm tra chuẩn bị báo cáo theo đề cương (số liệu từ 01/01/2025 đến 31/3/2026), "
       "gửi Đoàn trước 03 ngày làm việc.",
       "[từ 01/01/2025 đến 31/3/2026] period 2025-01-01..2026-03-31\n"
       "[trước 03 ngày làm việc] deadline by ?event_date_missing"},
      {"trước khi hết hạn 30 ngày",
       "[trước khi hết hạn 30 ngày] deadline before ?event_date_missing"},
      {"trước ngày hết hạn 30 ngày",
       "[trước ngày hết hạn 30 ngày] deadline before ?event_date_missing"},
      {"trước phiên họp ít nhất 05 ngày làm việc",
       "[trước phiên họp ít nhất 05 ngày làm việc] deadline before ?event_date_missing"},
      {"trước thời điểm kiểm tra 24 giờ",
       "[trước thời điểm kiểm tra 24 giờ] deadline before ?event_date_missing"},
      {"trước kỳ họp 15 ngày", "[trước kỳ họp 15 ngày] deadline before ?event_date_missing"},
      {"trước khi tiến hành kiểm tra ít nhất 05 ngày",
       "[trước khi tiến hành kiểm tra ít nhất 05 ngày] deadline before ?event_date_missing"},
      {"thông báo trước cho doanh nghiệp 03 ngày làm việc",
       "[trước cho doanh nghiệp 03 ngày làm việc] deadline by ?event_date_missing"},
      {"báo trước 30 ngày", "[trước 30 ngày] deadline by ?event_date_missing"},
      {"trước ngày khai giảng", "[trước ngày khai giảng] deadline before ?event_date_missing"},
      {"Báo cáo bằng văn bản theo đề cương, gửi Đoàn kiểm tra trước khi công bố quyết định 03 ngày "
       "làm việc.",
       "[trước khi công bố quyết định 03 ngày làm việc] deadline before ?event_date_missing"},
      {"Báo cáo gửi về Đoàn kiểm tra trước 02 ngày Đoàn đến kiểm tra.",
       "[trước 02 ngày] deadline by ?event_date_missing"},
      {"Đoàn sẽ thông báo lịch cụ thể trước 05 ngày.",
       "[trước 05 ngày] deadline by ?event_date_missing"},
  });
}

TEST(LimitsAndBounds, OpenOnADay) {
  expect_all({
      {"không trước ngày 05/01/2026",
       "[không trước ngày 05/01/2026] deadline not_before 2026-01-05"},
      {"bắt đầu từ ngày 05/01/2026", "[bắt đầu từ ngày 05/01/2026] deadline not_before 2026-01-05"},
      {"kể từ ngày 05/01/2026", "[kể từ ngày 05/01/2026] deadline not_before 2026-01-05"},
      {"từ 0 giờ ngày 05/01/2026",
       "[từ 0 giờ ngày 05/01/2026] deadline not_before 2026-01-05T00:00"},
      {"kể từ ngày 01 tháng 7",
       "[kể từ ngày 01 tháng 7] deadline not_before --07-01 ?year_missing"},
  });
}

TEST(LimitsAndBounds, BindADay) {
  expect_all({
      {"Quá ngày 30/9/2026 mà đơn vị không báo cáo thì coi như không có vi phạm.",
       "[Quá ngày 30/9/2026] deadline by 2026-09-30"},
      {"Hạn chót gửi danh sách là 17h00 ngày 05/6/2026",
       "[Hạn chót gửi danh sách là 17h00 ngày 05/6/2026] deadline by 2026-06-05T17:00"},
      {"Yêu cầu khẩn trương thực hiện, báo cáo trong ngày 12/5/2026.",
       "[trong ngày 12/5/2026] deadline by 2026-05-12"},
      {"Báo cáo UBND tỉnh ngay trong ngày 12/5/2026.",
       "[ngay trong ngày 12/5/2026] deadline by 2026-05-12"},
      {"Đề nghị gửi lại báo cáo (đã yêu cầu tại Công văn số 15/SYT-VP ngày 10/01/2026, hạn trước "
       "ngày 20/01/2026) trong ngày 25/01/2026.",
       "[ngày 10/01/2026] document_date 2026-01-10\n"
       "[trước ngày 20/01/2026] deadline before 2026-01-20\n"
       "[trong ngày 25/01/2026] deadline by 2026-01-25"},
      {"chậm nhất trong quý III/2026",
       "[chậm nhất trong quý III/2026] deadline within 2026-07-01..2026-09-30 ?day_missing"},
      {"chậm nhất trong tháng 9/2026",
       "[chậm nhất trong tháng 9/2026] deadline within 2026-09-01..2026-09-30 ?day_missing"},
      {"trễ nhất ngày 30/9/2026", "[trễ nhất ngày 30/9/2026] deadline by 2026-09-30"},
      {"trễ nhất là 17 giờ ngày 30/9/2026",
       "[trễ nhất là 17 giờ ngày 30/9/2026] deadline by 2026-09-30T17:00"},
      {"có thời hạn đến hết ngày 30/9/2026",
       "[thời hạn đến hết ngày 30/9/2026] deadline until 2026-09-30"},
      {"deadline 30/9/2026", "[deadline 30/9/2026] deadline by 2026-09-30"},
  });
}

TEST(LimitsAndBounds, TakeTheHourBesideTheDay) {
  expect_all({
      {"Trước 15h00 các ngày thứ Năm hằng tuần",
       "[Trước 15h00 các ngày thứ Năm hằng tuần] recurrence before 15:00 FREQ=WEEKLY;BYDAY=TH"},
      {"trước 17h 00 ngày 05/01/2026",
       "[trước 17h 00 ngày 05/01/2026] deadline before 2026-01-05T17:00"},
      {"trước 17 giờ (ngày 05/01/2026)",
       "[trước 17 giờ (ngày 05/01/2026)] deadline before 2026-01-05T17:00"},
      {"ngày 05/01/2026, trước 17 giờ",
       "[ngày 05/01/2026, trước 17 giờ] deadline before 2026-01-05T17:00"},
      {"trước ngày 05/01/2026 (trước 17 giờ)",
       "[trước ngày 05/01/2026 (trước 17 giờ)] deadline before 2026-01-05T17:00"},
      {"hết ngày làm việc 05/01/2026", "[hết ngày làm việc 05/01/2026] deadline until 2026-01-05"},
      {"trước cuối giờ làm việc ngày 05/01/2026",
       "[cuối giờ làm việc ngày 05/01/2026] deadline until 2026-01-05"},
      {"báo cáo về Sở trước 9h00 sáng mai 12/5",
       "[trước 9h00 sáng mai 12/5] deadline before 2026-05-12T09:00", 2026},
      {"Thứ Hai, 11/5 | 8h00 | Giao ban | Phòng họp 2",
       "[Thứ Hai, 11/5 | 8h00] event 2026-05-11T08:00", 2026},
      {"8h30-20/4/2026", "[8h30-20/4/2026] date 2026-04-20T08:30"},
      {"8 giờ rưỡi ngày 20/4/2026", "[8 giờ rưỡi ngày 20/4/2026] date 2026-04-20T08:30"},
      {"17h00 - 20/4/2026", "[17h00 - 20/4/2026] date 2026-04-20T17:00"},
      {"Ngày 08/6 | 8h00 | Trường THPT A", "[Ngày 08/6 | 8h00] date 2026-06-08T08:00", 2026},
      {"Thứ 4, 10/6 - 7h30: đi kiểm tra các xã", "[Thứ 4, 10/6 - 7h30] visit at 2026-06-10T07:30",
       2026},
  });
}

TEST(LimitsAndBounds, LeaveARangeWhole) {
  expect_all({
      {"Thời gian đình chỉ: 30 ngày, kể từ ngày 12/5/2026 đến hết ngày 10/6/2026.",
       "[kể từ ngày 12/5/2026 đến hết ngày 10/6/2026] window within 2026-05-12..2026-06-10"},
  });
}

TEST(LimitsAndBounds, BindEdgesAndHorizons) {
  expect_all({
      {"từ nay đến 30/6", "[từ nay đến 30/6] deadline by --06-30 ?year_missing"},
      {"từ nay đến năm 2030", "[từ nay đến năm 2030] programme until 2030-12-31"},
      {"Chậm nhất là ngày cuối cùng của tháng đầu quý sau",
       "[Chậm nhất là ngày cuối cùng của tháng đầu quý sau] recurrence by "
       "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=-1"},
      {"từ 5-10/2026", "[5-10/2026] date ?ambiguous"},
      {"tháng 5, năm 2026",
       "[tháng 5, năm 2026] window within 2026-05-01..2026-05-31 ?day_missing"},
  });
}

TEST(LimitsAndBounds, AskWhereTheCountIsNone) {
  expect_all({
      {"trong 999999 ngày làm việc kể từ ngày 12/5/2026",
       "[trong 999999 ngày làm việc kể từ ngày 12/5/2026] deadline within ?ambiguous"},
      {"trong -5 ngày kể từ ngày 12/5/2026",
       "[trong -5 ngày kể từ ngày 12/5/2026] deadline within ?ambiguous"},
      {"quá thời hạn 10 ngày", ""},
      {"trong vòng 1 quý kể từ ngày 20/4/2026", "[ngày 20/4/2026] date 2026-04-20"},
  });
}

}  // namespace
}  // namespace inspectord
