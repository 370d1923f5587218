// SPDX-License-Identifier: Apache-2.0
// Our workbooks read by another program, and its workbooks read by us.
#include "formats/json.hpp"
#include "formats/table_reasons.hpp"
#include "formats/xlsx_reader.hpp"
#include "formats/xlsx_writer.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "places.hpp"

namespace inspectord {
namespace {

class Openpyxl : public testing::Test {
 protected:
  std::string path() { return (directory_ / "book.xlsx").string(); }

  /// What tests/formats/workbooks.py prints.
  std::string run(const std::string& what) {
    const std::string command = "/usr/bin/python3 " + std::string{INSPECTORD_SOURCE_DIR} +
                                "/tests/formats/workbooks.py " + what + " " + path();
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
    std::string out;
    std::array<char, 4096> piece{};
    while (const auto size = std::fread(piece.data(), 1, piece.size(), pipe.get()))
      out.append(piece.data(), size);
    return out;
  }
  void put(const std::string& bytes) { std::ofstream{path(), std::ios::binary} << bytes; }
  Table get() {
    std::ifstream in{path(), std::ios::binary};
    return parse_xlsx(std::string{std::istreambuf_iterator<char>{in}, {}}).value();
  }

  TemporaryDirectory directory_;
};

TEST_F(Openpyxl, ReadsOurCellsAsWhatTheyAre) {
  Table table;
  table.rows.push_back({1, {std::string{"Tên"}, std::string{"=1+1"}, std::string{"Ngày"}}});
  table.rows.push_back(
      {2,
       {std::string{"=HYPERLINK(\"http://x\")"}, std::string{"+84 <&> \n xuống dòng"},
        make_date(2026, 11, 24), LocalTime{485}, CivilMoment{make_date(2026, 3, 2), LocalTime{810}},
        std::int64_t{-5}, 0.5, true}});
  put(write_xlsx(table, "Kế hoạch"));
  EXPECT_EQ(
      parse_json(run("read")).value(),
      parse_json(
          R"j([[["s","Tên"],["s","=1+1"],["s","Ngày"],["n","None"],["n","None"],["n","None"],["n","None"],["n","None"]],
        [["s","=HYPERLINK(\"http://x\")"],["s","+84 <&> \n xuống dòng"],["d","2026-11-24 00:00:00"],["d","08:05:00"],
         ["d","2026-03-02 13:30:00"],["n","-5"],["n","0.5"],["b","True"]]])j")
          .value());
}

TEST_F(Openpyxl, WritesWhatWeRead) {
  run("write");
  const auto table = get();
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[0].cells.at(0), Cell{std::string{"Đơn vị được kiểm tra"}});
  const std::vector<Cell> second{std::string{"UBND huyện Chợ Mới"},
                                 make_date(2026, 11, 24),
                                 LocalTime{485},
                                 CivilMoment{make_date(2026, 3, 2), LocalTime{810}},
                                 1.5,
                                 true,
                                 UnreadCell{reason::cell_formula, "=E2+1"}};
  EXPECT_EQ(table.rows[1].cells, second);
  EXPECT_EQ(table.rows[2].cells.at(0), Cell{std::string{" = dấu bằng "}});
  EXPECT_EQ(table.rows[2].cells.at(1), Cell{make_date(1999, 12, 31)});
  EXPECT_EQ(table.rows[2].cells.at(4), Cell{std::int64_t{-7}});
}

TEST_F(Openpyxl, WritesStringsInlineAndUnpackedToo) {
  run("write-inline");
  EXPECT_EQ(get().rows.at(0).cells.at(1), Cell{std::string{"Ngày"}});
}

}  // namespace
}  // namespace inspectord
