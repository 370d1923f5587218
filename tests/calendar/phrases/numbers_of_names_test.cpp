// SPDX-License-Identifier: Apache-2.0
// Numbers that belong to a name and no day: wards, teams, papers, codes, ordinals.
#include "tests/calendar/phrases/phrase_line.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(NumbersOfNames, AreNoDaysBeforeAComma) {
  expect_all({
      {"Đoàn số 2, ngày 12/6/2026 kiểm tra Công ty A", "[ngày 12/6/2026] visit at 2026-06-12"},
      {"Lần 2, ngày 12/6/2026", "[ngày 12/6/2026] date 2026-06-12"},
      {"Phường 5, ngày 12/6/2026", "[ngày 12/6/2026] date 2026-06-12"},
      {"Công ty May 10, ngày 12/6/2026", "[ngày 12/6/2026] date 2026-06-12"},
      {"Tổ: 2, ngày 12/6/2026", "[ngày 12/6/2026] date 2026-06-12"},
      {"Phường 5, ngày 12 tháng 6 năm 2026", "[ngày 12 tháng 6 năm 2026] document_date 2026-06-12"},
      {"Số: 15/KH-UBND\nPhường 12, ngày 18 tháng 6 năm 2026",
       "[ngày 18 tháng 6 năm 2026] document_date 2026-06-18"},
      {"Chỉ thị 17, ngày 12/6/2026", "[ngày 12/6/2026] document_date 2026-06-12"},
      {"Kế hoạch số 5, 20/6/2026", "[20/6/2026] document_date 2026-06-20"},
      {"Khách sạn Mường Thanh 2, 12/6/2026", "[12/6/2026] date 2026-06-12"},
      {"Đoàn số 2, ngày 12/6", "[ngày 12/6] date --06-12 ?year_missing"},
      {"Tổng số hồ sơ: 25, 30/6/2026", "[30/6/2026] date 2026-06-30"},
      {"mục II.2, ngày 12/6/2026", "[ngày 12/6/2026] date 2026-06-12"},
      {"Bệnh viện Nhi đồng 2, ngày 12/6/2026", "[ngày 12/6/2026] date 2026-06-12"},
  });
}

TEST(NumbersOfNames, AreNoDaysBeforeADashOrAnd) {
  expect_all({
      {"Trung tâm Y tế khu vực 2 và ngày 12/6/2026", "[ngày 12/6/2026] date 2026-06-12"},
      {"Số: 15/KH-UBND Phường 12, ngày 18 tháng 6 năm 2026",
       "[ngày 18 tháng 6 năm 2026] document_date 2026-06-18"},
      {"Tổ 2 - 12/6/2026: xã A", "[12/6/2026] visit at 2026-06-12"},
      {"Đoàn số 2 – 12/6/2026", "[12/6/2026] date 2026-06-12"},
      {"Phường 5 - 12/6/2026", "[12/6/2026] date 2026-06-12"},
      {"Phường 5 đến ngày 12/6/2026", "[đến ngày 12/6/2026] deadline by 2026-06-12"},
      {"Công văn 12 và 15/6/2026", "[15/6/2026] document_date 2026-06-15"},
      {"- Phường 5, ngày 12/6: kiểm tra chợ", "[ngày 12/6] visit at 2026-06-12", 2026},
      {"COVID-19, ngày 12/6/2026", "[ngày 12/6/2026] date 2026-06-12"},
  });
}

TEST(NumbersOfNames, AreNoPapersOfATeam) {
  expect_all({
      {"Đoàn số 2 ngày 12/6/2026", "[ngày 12/6/2026] date 2026-06-12"},
  });
}

TEST(NumbersOfNames, AreOrdinalsAndNoWeekdays) {
  expect_all({
      {"Giấy chứng nhận đăng ký doanh nghiệp số 0101234567 do Sở KH&ĐT cấp ngày 12/5/2015, thay "
       "đổi lần thứ 3 ngày 10/6/2020",
       "[ngày 12/5/2015] date 2015-05-12\n"
       "[ngày 10/6/2020] date 2020-06-10"},
      {"Đăng ký kinh doanh lần đầu ngày 10/6/2015, thay đổi lần thứ 5 ngày 12/6/2020",
       "[ngày 10/6/2015] date 2015-06-10\n"
       "[ngày 12/6/2020] date 2020-06-12"},
      {"đăng ký thay đổi lần thứ 2, ngày 12/6/2020", "[ngày 12/6/2020] date 2020-06-12"},
      {"đăng ký thay đổi lần thứ: 4, ngày 12/6/2020", "[ngày 12/6/2020] date 2020-06-12"},
      {"Phiên họp thứ 3 ngày 12/6/2020", "[ngày 12/6/2020] event 2020-06-12"},
      {"kỳ họp thứ 7, ngày 12/6/2020", "[ngày 12/6/2020] event 2020-06-12"},
      {"Đợt thứ 2 ngày 12/6/2020", "[ngày 12/6/2020] date 2020-06-12"},
      {"lần thứ hai ngày 12/6/2026", "[ngày 12/6/2026] date 2026-06-12"},
      {"bản thứ 3, ngày 12/6/2026", "[ngày 12/6/2026] date 2026-06-12"},
      {"người thứ 2, 10/6/2026", "[10/6/2026] date 2026-06-10"},
      {"thay đổi lần thứ: 4, ngày 12/6/2020", "[ngày 12/6/2020] date 2020-06-12"},
  });
}

TEST(NumbersOfNames, AreCodesAndNoDays) {
  expect_all({
      {"bản đồ tỷ lệ 1:10.000", ""},
      {"hẻm 8/3 đường 30 Tháng 4", ""},
      {"đường Cách Mạng Tháng 8", ""},
      {"tọa độ 21.02.15 N, 105.51.20 E", ""},
      {"phiên bản 2.5.2026", ""},
      {"version 10.4.2024", ""},
      {"Phòng họp 12.5 tầng 12", ""},
      {"điểm tối đa: 10/10", ""},
      {"VN-12-5", ""},
      {"file baocao_12.5.2026.docx", ""},
      {"Bản vẽ số KT-05/12", ""},
      {"mã HS 10.06.30", ""},
      {"Vĩ độ 10.5.12, kinh độ 106.40.30", ""},
      {"Nhà số 12/5/20 Lê Văn Sỹ", ""},
  });
}

}  // namespace
}  // namespace inspectord
