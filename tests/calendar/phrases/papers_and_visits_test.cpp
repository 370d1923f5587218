// SPDX-License-Identifier: Apache-2.0
// Days of papers that are named as a basis, of visits that are none, and of years looked at.
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(PapersAndVisits, ReadTheBasisAsPaper) {
  expect_all({
      {"Căn cứ Luật Thanh tra ngày 25 tháng 6 năm 2025;",
       "[ngày 25 tháng 6 năm 2025] document_date 2025-06-25"},
      {"Căn cứ Luật Thanh tra ngày 01 tháng 01 năm 2008;",
       "[ngày 01 tháng 01 năm 2008] document_date 2008-01-01"},
      {"Căn cứ Luật Thanh tra năm 2008;", "[năm 2008] document_date 2008"},
      {"Căn cứ Quyết định kiểm tra của Chi cục trưởng ngày 08/10/2011;",
       "[ngày 08/10/2011] document_date 2011-10-08"},
      {"Thực hiện Kế hoạch kiểm tra liên ngành của Ban Chỉ đạo ngày 15/11/2012, UBND xã xây dựng "
       "kế hoạch như sau:",
       "[ngày 15/11/2012] document_date 2012-11-15"},
      {"theo quy định của Kết luận kiểm tra của UBND phường ngày 22 tháng 12 năm 2013",
       "[ngày 22 tháng 12 năm 2013] document_date 2013-12-22"},
      {"Căn cứ Biên bản làm việc với Công ty A ngày 01 tháng 01 năm 2014;",
       "[ngày 01 tháng 01 năm 2014] document_date 2014-01-01"},
      {"Căn cứ Báo cáo kết quả kiểm tra của Đoàn ngày 08/02/2015;",
       "[ngày 08/02/2015] document_date 2015-02-08"},
      {"Thực hiện Tờ trình của Trưởng đoàn thanh tra ngày 15/3/2016, UBND xã xây dựng kế hoạch như "
       "sau:",
       "[ngày 15/3/2016] document_date 2016-03-15"},
      {"Căn cứ Thông báo kết luận cuộc họp của Chủ tịch UBND tỉnh ngày 08/6/2019;",
       "[ngày 08/6/2019] document_date 2019-06-08"},
  });
}

TEST(PapersAndVisits, ReadCommasInNamesOfLaws) {
  expect_all({
      {"Căn cứ Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ ngày 29 tháng 11 năm 2024;",
       "[ngày 29 tháng 11 năm 2024] document_date 2024-11-29"},
      {"Căn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21 tháng 11 năm 2007;",
       "[ngày 21 tháng 11 năm 2007] document_date 2007-11-21"},
      {"Căn cứ Luật Phòng, chống ma túy ngày 08/02/2009;",
       "[ngày 08/02/2009] document_date 2009-02-08"},
      {"Căn cứ Luật Phòng, chống bạo lực gia đình năm 2010;", "[năm 2010] document_date 2010"},
      {"Căn cứ Luật Phòng, chống mua bán người ngày 01 tháng 5 năm 2012;",
       "[ngày 01 tháng 5 năm 2012] document_date 2012-05-01"},
      {"Căn cứ Luật Phòng, chống thiên tai năm 2013;", "[năm 2013] document_date 2013"},
      {"theo quy định của Luật Thực hành tiết kiệm, chống lãng phí ngày 22 tháng 8 năm 2015",
       "[ngày 22 tháng 8 năm 2015] document_date 2015-08-22"},
      {"Căn cứ Luật Chất lượng sản phẩm, hàng hóa năm 2019;", "[năm 2019] document_date 2019"},
      {"Thực hiện Luật Cán bộ, công chức ngày 15/3/2016, UBND xã xây dựng kế hoạch như sau:",
       "[ngày 15/3/2016] document_date 2016-03-15"},
      {"Căn cứ Luật Thi đua, khen thưởng năm 2017;", "[năm 2017] document_date 2017"},
  });
}

TEST(PapersAndVisits, TellLawFromLegality) {
  expect_all({
      {"KẾ HOẠCH\nKIỂM TRA VIỆC CHẤP HÀNH PHÁP LUẬT LAO ĐỘNG NĂM 2026",
       "[NĂM 2026] period 2026-01-01..2026-12-31"},
      {"KẾ HOẠCH KIỂM TRA VIỆC CHẤP HÀNH PHÁP LUẬT VỀ ATTP NĂM 2026",
       "[NĂM 2026] period 2026-01-01..2026-12-31"},
      {"Tập huấn Luật Phòng cháy và chữa cháy từ ngày 20/5/2026 đến 22/5/2026",
       "[từ ngày 20/5/2026 đến 22/5/2026] event 2026-05-20..2026-05-22"},
      {"Kiểm tra việc thực hiện Luật An toàn thực phẩm từ ngày 20/5/2026 đến ngày 25/5/2026",
       "[từ ngày 20/5/2026 đến ngày 25/5/2026] visit at 2026-05-20..2026-05-25"},
  });
}

TEST(PapersAndVisits, TellScopesFromVisits) {
  expect_all({
      {"Phạm vi kiểm tra: từ ngày 01/01/2025 đến ngày 31/12/2025",
       "[từ ngày 01/01/2025 đến ngày 31/12/2025] period 2025-01-01..2025-12-31"},
      {"Giai đoạn thanh tra: từ 01/01/2023 đến 31/12/2025",
       "[từ 01/01/2023 đến 31/12/2025] period 2023-01-01..2025-12-31"},
  });
}

TEST(PapersAndVisits, OweNothingAtAMeeting) {
  expect_all({
      {"Tại buổi kiểm tra ngày 08/6/2026, cơ sở chưa xuất trình hồ sơ",
       "[ngày 08/6/2026] visit at 2026-06-08"},
      {"Tại buổi làm việc ngày 12/5/2026, hai bên thống nhất",
       "[ngày 12/5/2026] visit at 2026-05-12"},
      {"Tại buổi làm việc, Công ty đã cung cấp hồ sơ", ""},
      {"Trong buổi làm việc, Đoàn đã nghe báo cáo", ""},
  });
}

TEST(PapersAndVisits, MakeNoVisitOfWhatIsCancelled) {
  expect_all({
      {"Không thực hiện kiểm tra trong các ngày từ 30/4/2026 đến 03/5/2026",
       "[từ 30/4/2026 đến 03/5/2026] date 2026-04-30..2026-05-03"},
      {"Hoãn kiểm tra ngày 12/5/2026 sang ngày 15/5/2026",
       "[ngày 12/5/2026] date 2026-05-12\n"
       "[ngày 15/5/2026] visit at 2026-05-15"},
      {"Chuyển lịch kiểm tra từ ngày 12/5/2026 sang ngày 15/5/2026",
       "[ngày 12/5/2026] date 2026-05-12\n"
       "[ngày 15/5/2026] visit at 2026-05-15"},
  });
}

TEST(PapersAndVisits, MakeNoVisitOfYears) {
  expect_all({
      {"Kiểm tra việc chấp hành pháp luật từ ngày 01/01/2024 đến ngày 31/12/2025",
       "[từ ngày 01/01/2024 đến ngày 31/12/2025] period 2024-01-01..2025-12-31"},
      {"Thực hiện Luật Trẻ em, UBND xã tổ chức kiểm tra ngày 12/6/2026",
       "[ngày 12/6/2026] visit at 2026-06-12"},
      {"Căn cứ Quyết định số 12/QĐ-SYT ngày 10/5/2026, ngày 12/6/2026 Đoàn kiểm tra đến",
       "[ngày 10/5/2026] document_date 2026-05-10\n[ngày 12/6/2026] visit at 2026-06-12"},
  });
}

}  // namespace
}  // namespace inspectord
