// SPDX-License-Identifier: Apache-2.0
// What tells visits, periods looked at, dates of legal texts, programmes, events and mere numbers
// apart.
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(Meanings, TellVisits) {
  expect_all({
      {"- Huyện Chợ Mới: ngày 18/10/2022", "[ngày 18/10/2022] visit at 2022-10-18"},
      {"UBND xã An Bá: 20/5/2024", "[20/5/2024] visit at 2024-05-20"},
      {"2 Lục Ngạn Kiên Thành, Kiên Lao 22/5/2024", "[22/5/2024] visit at 2024-05-22"},
      {"Đoàn kiểm tra làm việc lúc 8 giờ 00 ngày 18/10/2022 tại UBND huyện",
       "[lúc 8 giờ 00 ngày 18/10/2022] visit at 2022-10-18T08:00"},
      {"sáng thứ Hai, ngày 20/5/2024, Đoàn kiểm tra làm việc với UBND xã",
       "[sáng thứ Hai, ngày 20/5/2024] visit at 2024-05-20"},
      {"Thời gian kiểm tra: từ ngày 14-27/7/2024",
       "[từ ngày 14-27/7/2024] visit at 2024-07-14..2024-07-27"},
      {"Lịch kiểm tra: sáng 08/6, chiều 09/6/2026",
       "[sáng 08/6, chiều 09/6/2026] visit at 2026-06-08 2026-06-09"},
      {"Thứ Hai (18/5/2026): UBND xã An Bá", "[Thứ Hai (18/5/2026)] visit at 2026-05-18"},
      {"1 | Huyện Sơn Động | 20/5/2026 | Sáng", "[20/5/2026] visit at 2026-05-20"},
      {"| 2 | Xã Kiên Thành | Sáng 22/5/2026 |", "[Sáng 22/5/2026] visit at 2026-05-22"},
      {"Đoàn kiểm tra làm việc T3, 26/5/2026", "[T3, 26/5/2026] visit at 2026-05-26"},
      {"Thanh tra tại Công ty A từ ngày 03/6/2026 đến ngày 05/6/2026",
       "[từ ngày 03/6/2026 đến ngày 05/6/2026] visit at 2026-06-03..2026-06-05"},
  });
}

TEST(Meanings, TellPeriodsLookedAt) {
  expect_all({
      {"năm 2023 và quý I/2024",
       "[năm 2023 và quý I/2024] period 2023-01-01..2023-12-31 2024-01-01..2024-03-31"},
      {"Kiểm tra việc thực hiện công tác trẻ em năm 2023 và quý I/2024",
       "[năm 2023 và quý I/2024] period 2023-01-01..2023-12-31 2024-01-01..2024-03-31"},
      {"công tác trẻ em năm 2022", "[năm 2022] period 2022-01-01..2022-12-31"},
      {"kết quả công tác quý I/2024", "[quý I/2024] period 2024-01-01..2024-03-31"},
      {"Thời kỳ kiểm tra: từ 01/01/2024 đến 31/12/2025",
       "[từ 01/01/2024 đến 31/12/2025] period 2024-01-01..2025-12-31"},
      {"Thời kỳ kiểm tra: năm 2024, 2025 và 5 tháng đầu năm 2026",
       "[năm 2024, 2025] period 2024-01-01..2024-12-31 2025-01-01..2025-12-31\n"
       "[5 tháng đầu năm 2026] period 2026-01-01..2026-05-31"},
      {"Thời kỳ kiểm tra: từ năm 2023 đến hết tháng 6/2026",
       "[từ năm 2023 đến hết tháng 6/2026] period 2023-01-01..2026-06-30"},
      {"Mốc thời gian kiểm tra: từ 01/01/2025 đến 31/5/2026",
       "[từ 01/01/2025 đến 31/5/2026] period 2025-01-01..2026-05-31"},
      {"Số liệu từ ngày 15/12/2025 đến ngày 14/6/2026",
       "[từ ngày 15/12/2025 đến ngày 14/6/2026] period 2025-12-15..2026-06-14"},
      {"Mốc số liệu đến hết ngày 30/6/2026", "[đến hết ngày 30/6/2026] period until 2026-06-30"},
      {"gửi số liệu đến hết ngày 30/6/2026", "[đến hết ngày 30/6/2026] deadline until 2026-06-30"},
      {"số liệu tính đến ngày 31/5/2024", "[đến ngày 31/5/2024] period by 2024-05-31"},
  });
}

TEST(Meanings, TellWhatAReportCovers) {
  expect_all({
      {"báo cáo 6 tháng đầu năm 2026",
       "[6 tháng đầu năm 2026] report_period 2026-01-01..2026-06-30"},
      {"báo cáo 9 tháng năm 2026", "[9 tháng năm 2026] report_period 2026-01-01..2026-09-30"},
      {"báo cáo quý I/2026", "[quý I/2026] report_period 2026-01-01..2026-03-31"},
      {"báo cáo năm 2026", "[năm 2026] report_period 2026-01-01..2026-12-31"},
  });
}

TEST(Meanings, TellDatesOfLegalTexts) {
  expect_all({
      {"Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
       "[ngày 16 tháng 6 năm 2025] document_date 2025-06-16"},
      {"Luật Trẻ em ngày 05/4/2016", "[ngày 05/4/2016] document_date 2016-04-05"},
      {"Căn cứ Luật số 102/2016/QH13 ngày 05 tháng 4 năm 2016",
       "[ngày 05 tháng 4 năm 2016] document_date 2016-04-05"},
      {"Căn cứ Công văn số 793/LĐTBXH-TE ngày 29/02/2024 và Công văn số 1303/LĐTBXH-VBĐG ngày "
       "29/3/2024 của Bộ",
       "[ngày 29/02/2024] document_date 2024-02-29\n[ngày 29/3/2024] document_date 2024-03-29"},
      {"Quyết định 2996/QĐ-UBND 06/9/2021", "[06/9/2021] document_date 2021-09-06"},
      {"Quyết định số: 2238/QĐ-TTg, ngày 30/12/2021", "[ngày 30/12/2021] document_date 2021-12-30"},
      {"Kế hoạch số 68/KH-\n\nUBND ngày \n\n14/3/2019",
       "[ngày \n\n14/3/2019] document_date 2019-03-14"},
      {"Chỉ thị số 28-\n\nCT/TW ngày 25/12/2023", "[ngày 25/12/2023] document_date 2023-12-25"},
      {"Quyết định 55a/2013/QĐ-TTg ngày 04/10/2013", "[ngày 04/10/2013] document_date 2013-10-04"},
      {"Số: 1938/KH-SLĐTBXH An Giang, ngày 02 tháng 8 năm 2022",
       "[ngày 02 tháng 8 năm 2022] document_date 2022-08-02"},
      {"Hà Nội, ngày 05 tháng 01 năm 2026", "[ngày 05 tháng 01 năm 2026] document_date 2026-01-05"},
      {"Nghị quyết số 28/2026/QH16 có hiệu lực từ ngày 01/7/2026",
       "[ngày 01/7/2026] document_date 2026-07-01"},
      {"Thành phố Hồ Chí Minh, ngày 02 tháng 7 năm 2026",
       "[ngày 02 tháng 7 năm 2026] document_date 2026-07-02"},
      {"Bà Rịa - Vũng Tàu, ngày 08 tháng 3 năm 2024",
       "[ngày 08 tháng 3 năm 2024] document_date 2024-03-08"},
      {"Thông báo kết luận số 45 ngày 12/3/2026", "[ngày 12/3/2026] document_date 2026-03-12"},
      {"Kế hoạch số 45/KH-SYT ngày 12/5/2026 có thời gian từ ngày 20/5/2026",
       "[ngày 12/5/2026] document_date 2026-05-12\n[ngày 20/5/2026] date 2026-05-20"},
      {"biên bản kiểm tra ngày 20/5/2026", "[ngày 20/5/2026] document_date 2026-05-20"},
      {"Ngày ban hành: 12/5/2026", "[12/5/2026] document_date 2026-05-12"},
      {"Bộ luật Dân sự năm 2015", "[năm 2015] document_date 2015"},
  });
}

TEST(Meanings, TellProgrammesAndEvents) {
  expect_all({
      {"giai đoạn 2021 - 2025", "[giai đoạn 2021 - 2025] programme 2021-01-01..2025-12-31"},
      {"Chương trình 2021-2030", "[2021-2030] programme 2021-01-01..2030-12-31"},
      {"định hướng đến năm 2030", "[đến năm 2030] programme until 2030-12-31"},
      {"Tháng hành động vì trẻ em năm 2024 (từ ngày 01/6/2023 đến ngày 30/6/2023)",
       "[năm 2024] period 2024-01-01..2024-12-31\n"
       "[từ ngày 01/6/2023 đến ngày 30/6/2023] event 2023-06-01..2023-06-30"},
      {"giai đoạn từ năm 2021 đến năm 2025",
       "[giai đoạn từ năm 2021 đến năm 2025] programme 2021-01-01..2025-12-31"},
      {"Kế hoạch 5 năm 2026 - 2030", "[năm 2026 - 2030] programme 2026-01-01..2030-12-31"},
      {"định hướng đến 2030", "[đến 2030] programme until 2030-12-31"},
      {"Ngày Thương binh - Liệt sĩ 27/7", "[27/7] event --07-27 ?year_missing"},
      {"Tết Thiếu nhi 1-6", "[1-6] event --06-01 ?year_missing"},
      {"Tết Thiếu nhi 1/6", "[1/6] event --06-01 ?year_missing"},
      {"kỷ niệm ngày Quốc tế Thiếu nhi 01/6/2024", "[01/6/2024] event 2024-06-01"},
      {"chào mừng ngày 20/11", "[ngày 20/11] event --11-20 ?year_missing"},
      {"dịp lễ 30/4 và 1/5", "[30/4 và 1/5] event --04-30 --05-01 ?year_missing"},
  });
}

TEST(Meanings, GiveNothingForMereNumbers) {
  for (const char* text : {"số 41/KH",
                           "24/24",
                           "trực điện thoại 24/24 tiếng",
                           "550/100.000 trẻ em",
                           "16/100.000",
                           "020.33620374",
                           "ĐT: 020.33620374",
                           "0912.345.678",
                           "18001769",
                           "1938/KH-SLĐTBXH",
                           "Nghị quyết số 28/2026/QH16",
                           "Luật số 84/2025/QH15",
                           "01 người",
                           "02 đơn vị",
                           "2/3 tổng số thành viên",
                           "tỷ lệ 1/3",
                           "10/12 xã đạt chuẩn",
                           "lớp 10/12",
                           "97,5%",
                           "tăng 5-10%",
                           "5.000.000 đồng",
                           "150 triệu",
                           "1.1 Mục tiêu",
                           "13.3. Tổ chức buổi làm việc",
                           "13.3 Tổ chức buổi làm việc",
                           "4.1\n\nMục tiêu 1",
                           "từ 03-05 thành viên",
                           "trẻ em từ 06 - dưới 16 tuổi",
                           "từ 5 đến 17 tuổi",
                           "từ 1-2 mô hình",
                           "tổ chức 02-03 lớp tập huấn",
                           "tuổi từ 5-10",
                           "đầu năm học 2026-2027",
                           "trên 05 năm",
                           "Điều 5 khoản 2",
                           "tuần thứ 2",
                           "lần thứ 3",
                           "Kính gửi Quý cơ quan",
                           "những năm đầu đời",
                           "năm học 2023-2024",
                           "Tháng hành động vì trẻ em",
                           "theo quy định",
                           "13 huyện",
                           "chương trình nghị sự 2030",
                           "https://example.org/van-ban/quyet-dinh-10-4-2020.aspx",
                           "a.10-4-2020@example.org",
                           "12/5/2020/QH14",
                           "Ngày, tháng, số kí hiệu văn bản",
                           "trước hết",
                           "8 giờ/ngày",
                           ""}) {
    EXPECT_EQ(read_as(text), "") << text;
  }
}

TEST(Meanings, ReadASectionsNumberAsADateOnlyWhereAWordSaysSo) {
  expect_all({
      {"13.3", "[13.3] date --03-13 ?year_missing"},
      {"trước ngày 13.3", "[trước ngày 13.3] deadline before --03-13 ?year_missing"},
      {"13.3.2026: kiểm tra", "[13.3.2026] visit at 2026-03-13"},
  });
}

}  // namespace
}  // namespace inspectord
