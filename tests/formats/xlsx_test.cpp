// SPDX-License-Identifier: Apache-2.0
#include "formats/table_reasons.hpp"
#include "formats/xlsx_reader.hpp"
#include "formats/xlsx_values.hpp"
#include "formats/xlsx_writer.hpp"
#include "formats/zip_archive.hpp"
#include "tests/formats/random_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace inspectord {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view types =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook from its parts, each as little as a reader may expect.
class Workbook {
 public:
  Workbook() {
    parts_["_rels/.rels"] = relations("rId1", "officeDocument", "xl/workbook.xml");
    parts_["xl/workbook.xml"] =
        "<workbook xmlns:r=\"x\"><sheets><sheet name=\"A\" sheetId=\"1\" "
        "r:id=\"rId1\"/></sheets></workbook>";
    parts_["xl/_rels/workbook.xml.rels"] = relations("rId1", "worksheet", "worksheets/sheet1.xml");
  }
  Workbook& part(const std::string& name, std::string text) {
    parts_[name] = std::move(text);
    return *this;
  }
  Workbook& without(const std::string& name) {
    parts_.erase(name);
    return *this;
  }
  Workbook& rows(const std::string& rows) {
    return part("xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
  }
  Workbook& strings(const std::string& items) {
    parts_["xl/_rels/workbook.xml.rels"] =
        "<Relationships>" + relation("rId1", "worksheet", "worksheets/sheet1.xml") +
        relation("rId2", "sharedStrings", "sharedStrings.xml") + "</Relationships>";
    return part("xl/sharedStrings.xml", "<sst>" + items + "</sst>");
  }
  std::string bytes() const {
    ZipWriter zip;
    for (const auto& [name, text] : parts_) zip.add(name, text);
    return std::move(zip).finish();
  }
  Result<Table> read(const TableLimits& limits = {}) const { return parse_xlsx(bytes(), limits); }

 private:
  static std::string relation(const std::string& id, const std::string& type,
                              const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + std::string{types} + "/" + type +
           "\" Target=\"" + target + "\"/>";
  }
  static std::string relations(const std::string& id, const std::string& type,
                               const std::string& target) {
    return "<Relationships>" + relation(id, type, target) + "</Relationships>";
  }
  std::map<std::string, std::string> parts_;
};

std::string code_of(const Result<Table>& table) {
  return table ? "read" : std::string{table.error().reason().code};
}

Table one_row(std::vector<Cell> cells) {
  Table table;
  table.rows.push_back({1, std::move(cells)});
  return table;
}

TEST(Xlsx, ReadsBackEveryKindOfCell) {
  const auto table = one_row(
      {std::string{"Số, ký hiệu"}, std::int64_t{-12}, 0.5, true, false, make_date(2026, 11, 24),
       LocalTime{485}, CivilMoment{make_date(2026, 3, 2), LocalTime{0}}, Cell{},
       std::string{" hai  dòng\r\nvà \x01 _x0041_ <&> "}, std::int64_t{9'007'199'254'740'992}});
  EXPECT_EQ(parse_xlsx(write_xlsx(table, "Kế hoạch")).value(), table);
}

TEST(Xlsx, WritesTextsAsStringsAndNeverAFormula) {
  const std::string hostile = "=cmd|' /C calc'!A0";
  const auto bytes = write_xlsx(one_row({std::string{"Tên"}, hostile}), "A");
  ZipReader zip{bytes, 1 << 20};
  const auto sheet = zip.read("xl/worksheets/sheet1.xml").bytes;
  EXPECT_THAT(sheet,
              HasSubstr("t=\"inlineStr\"><is><t xml:space=\"preserve\">=cmd|' /C calc'!A0</t>"));
  EXPECT_THAT(sheet, Not(HasSubstr("<f")));
  EXPECT_EQ(parse_xlsx(bytes).value().rows.at(0).cells.at(1), Cell{hostile}) << "nothing is added";
}

TEST(Xlsx, CutsATextAtWhatACellHolds) {
  const auto read =
      parse_xlsx(write_xlsx(one_row({std::string(40'000, 'a')}), "A"), {.cell_bytes = 1 << 20});
  const auto text = std::get<std::string>(read.value().rows.at(0).cells.at(0));
  EXPECT_EQ(text.size(), 32'766u + 3);
  EXPECT_TRUE(text.ends_with("…"));
}

TEST(Xlsx, WritesEqualBytesForEqualTables) {
  const auto table = one_row({std::string{"a"}, make_date(2026, 1, 1)});
  EXPECT_EQ(write_xlsx(table, "A"), write_xlsx(table, "A"));
}

RC_GTEST_PROP(XlsxLaw, WhatIsWrittenIsReadAsEqual, ()) {
  auto table = *gen::text_table();
  const auto read = parse_xlsx(write_xlsx(table, "A"));
  RC_ASSERT(bool(read));
  // Empty cells are nothing here, and rows of them are not there.
  Table expected;
  for (auto& row : table.rows) {
    for (auto& cell : row.cells) {
      if (is_empty(cell)) cell = Cell{};
    }
    while (!row.cells.empty() && is_empty(row.cells.back())) row.cells.pop_back();
    if (!row.cells.empty()) expected.rows.push_back(row);
  }
  RC_ASSERT(*read == expected);
}

RC_GTEST_PROP(XlsxLaw, NoChangedByteBreaksTheReader, ()) {
  auto bytes = write_xlsx(one_row({std::string{"a"}, 1.5}), "A");
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[at] = static_cast<char>(*rc::gen::inRange(0, 256));
  const auto cut = *rc::gen::inRange<std::size_t>(0, bytes.size() + 1);
  (void)parse_xlsx(bytes);
  (void)parse_xlsx(bytes.substr(0, cut));
}

TEST(Xlsx, ReadsSharedAndInlineStringsWithRuns) {
  const auto table =
      Workbook{}
          .strings(
              "<si><t>một</t></si><si><r><t>h</t></r><r><rPr/><t xml:space=\"preserve\">ai </t></r>"
              "<rPh><t>no</t></rPh></si>")
          .rows(
              "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>ba"
              "</t></is></c></row><row r=\"5\"><c t=\"s\"><v>0</v></c><c "
              "t=\"str\"><v>x</v></c></row>")
          .read()
          .value();
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].cells,
            (std::vector<Cell>{std::string{"hai "}, Cell{}, std::string{"ba"}}));
  EXPECT_EQ(table.rows[1].number, 5);
  EXPECT_EQ(table.rows[1].cells, (std::vector<Cell>{std::string{"một"}, std::string{"x"}}));
}

TEST(Xlsx, TakesTheFirstSheetThatIsNotHidden) {
  auto book = Workbook{}.rows("<row><c><v>1</v></c></row>");
  book.part(
      "xl/workbook.xml",
      "<x:workbook xmlns:x=\"y\" xmlns:r=\"z\"><x:sheets><x:sheet state=\"hidden\" r:id=\"rId9\"/>"
      "<x:sheet r:id=\"rId1\"/></x:sheets></x:workbook>");
  EXPECT_EQ(book.read().value().rows.at(0).cells.at(0), Cell{std::int64_t{1}});
  book.part("xl/workbook.xml", "<workbook><sheets/></workbook>");
  EXPECT_EQ(code_of(book.read()), "xlsx_no_sheet");
}

TEST(Xlsx, ReadsNoFormulaNotEvenItsLastResult) {
  const auto table =
      Workbook{}
          .rows("<row><c><f>1+1</f><v>2</v></c><c t=\"e\"><v>#N/A</v></c><c><v>zwei</v></c></row>")
          .read()
          .value();
  const auto& cells = table.rows.at(0).cells;
  EXPECT_EQ(cells.at(0), Cell(UnreadCell{reason::cell_formula, "=1+1"}));
  EXPECT_EQ(cells.at(1), Cell(UnreadCell{reason::cell_error, "#N/A"}));
  EXPECT_EQ(cells.at(2), Cell(UnreadCell{reason::cell_bad_number, "zwei"}));
}

TEST(Xlsx, RefusesEntitiesWithTheTypeOfDocumentThatWouldHaveThem) {
  auto book = Workbook{}.part(
      "xl/worksheets/sheet1.xml",
      "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c SYSTEM "
      "\"file:///etc/passwd\">]><worksheet><sheetData>"
      "<row><c t=\"inlineStr\"><is><t>&b;&c;</t></is></c></row></sheetData></worksheet>");
  EXPECT_EQ(code_of(book.read()), "xlsx_doctype");
}

TEST(Xlsx, RefusesWhatUnpacksToMoreThanItMay) {
  const std::string filler(3 << 20, ' ');
  const auto book = Workbook{}.rows("<row><c><v>1</v></c></row>" + filler);
  const auto bytes = book.bytes();
  EXPECT_LT(bytes.size(), 20'000u) << "it is small as long as nobody unpacks it";
  EXPECT_EQ(code_of(parse_xlsx(bytes, {.unpacked_bytes = 1 << 20})), "xlsx_unpacks_too_large");
  EXPECT_EQ(code_of(parse_xlsx(bytes)), "read");
  EXPECT_EQ(code_of(parse_xlsx(bytes, {.bytes = 100})), "table_too_large");
}

TEST(Xlsx, SaysWhichPartIsMissingOrBroken) {
  const auto part_of = [](const Result<Table>& table) {
    return table.error().problems().front().arguments.at(0).second;
  };
  const auto book = Workbook{}.rows("<row/>");
  EXPECT_EQ(code_of(parse_xlsx("a,b\n")), "xlsx_no_zip");
  EXPECT_EQ(code_of(parse_xlsx("")), "xlsx_no_zip");
  for (const std::string part : {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                                 "xl/worksheets/sheet1.xml"}) {
    const auto missing = Workbook{book}.without(part).read();
    EXPECT_EQ(code_of(missing), "xlsx_part_missing") << part;
    EXPECT_EQ(part_of(missing), part);
    const auto broken = Workbook{book}.part(part, "<a><b></a>").read();
    EXPECT_EQ(code_of(broken), "xlsx_part_broken") << part;
    EXPECT_EQ(part_of(broken), part);
    EXPECT_EQ(code_of(Workbook{book}.part(part, "<a>\xFF</a>").read()), "xlsx_part_broken") << part;
  }
  EXPECT_EQ(code_of(Workbook{}.rows("<row><c t=\"s\"><v>7</v></c></row>").read()),
            "xlsx_part_broken");
  EXPECT_EQ(code_of(Workbook{}.rows("<row r=\"2\"/><row r=\"1\"/>").read()), "xlsx_part_broken");
  EXPECT_EQ(code_of(Workbook{}.rows("<row><c r=\"ZZZZ1\"><v>1</v></c></row>").read()),
            "xlsx_part_broken");
}

TEST(Xlsx, KeepsWithinItsLimits) {
  const TableLimits tight{.rows = 1, .columns = 3, .cell_bytes = 4};
  EXPECT_EQ(code_of(Workbook{}.rows("<row><c r=\"D1\"><v>1</v></c></row>").read(tight)),
            "table_too_many_columns");
  EXPECT_EQ(
      code_of(Workbook{}.rows("<row><c><v>1</v></c></row><row><c><v>1</v></c></row>").read(tight)),
      "table_too_many_rows");
  EXPECT_EQ(code_of(Workbook{}.rows("<row><c t=\"str\"><v>abcde</v></c></row>").read(tight)),
            "table_cell_too_long");
  EXPECT_EQ(code_of(Workbook{}.rows("<row r=\"1048577\"/>").read(tight)), "xlsx_part_broken");
  EXPECT_EQ(code_of(Workbook{}.rows("<row><c r=\"XFD1\"/></row>").read(tight)), "read")
      << "an empty cell";
}

TEST(XlsxValues, TellDaysFromNumbersByTheirFormat) {
  using enum NumberSense;
  const std::pair<const char*, NumberSense> formats[] = {{"General", number},
                                                         {"0.00", number},
                                                         {"#,##0 \"days\"", number},
                                                         {"dd/mm/yyyy", date},
                                                         {"[$-42A]dd mmmm yyyy;@", date},
                                                         {"mmm", date},
                                                         {"hh:mm", time},
                                                         {"[h]:mm", time},
                                                         {"mm:ss.0", time},
                                                         {"h:mm AM/PM", time},
                                                         {"d/m/yy h:mm", moment},
                                                         {"[Red]0", number},
                                                         {"0E+00", number},
                                                         {"yyyy\\-mm\\-dd", date},
                                                         {"\"ngày\" dd", date},
                                                         {"@", number}};
  for (const auto& [code, sense] : formats) EXPECT_EQ(sense_of_format(code), sense) << code;
  EXPECT_EQ(sense_of_builtin_format(14), date);
  EXPECT_EQ(sense_of_builtin_format(20), time);
  EXPECT_EQ(sense_of_builtin_format(22), moment);
  EXPECT_EQ(sense_of_builtin_format(0), number);
}

TEST(XlsxValues, CountDaysAsSpreadsheetsDo) {
  const auto day = [](double serial, bool from_1904 = false) {
    const auto cell = cell_of_serial(serial, NumberSense::date, from_1904);
    return cell ? text_of(*cell) : "none";
  };
  EXPECT_EQ(day(1), "1900-01-01");
  EXPECT_EQ(day(59), "1900-02-28");
  EXPECT_EQ(day(60), "none") << "a day that there never was";
  EXPECT_EQ(day(61), "1900-03-01");
  EXPECT_EQ(day(45375), "2024-03-24");
  EXPECT_EQ(day(45375.9), "2024-03-24");
  EXPECT_EQ(day(0, true), "1904-01-01");
  EXPECT_EQ(day(2958465), "9999-12-31");
  EXPECT_EQ(day(2958466), "none");
  EXPECT_EQ(day(-1), "none");
  EXPECT_EQ(text_of(*cell_of_serial(45375.999999, NumberSense::moment, false)), "2024-03-25 00:00");
  EXPECT_EQ(text_of(*cell_of_serial(0.3333333333, NumberSense::time, false)), "08:00");
  EXPECT_EQ(cell_of_serial(1.5, NumberSense::time, false), std::nullopt);
  EXPECT_EQ(serial_of(make_date(1900, 2, 28)), std::nullopt);
  EXPECT_EQ(serial_of(make_date(2024, 3, 24)), 45375);
}

TEST(XlsxValues, NameColumns) {
  for (const int index : {0, 25, 26, 51, 701, 702, 16383})
    EXPECT_EQ(column_of(column_name(index) + "7"), index);
  EXPECT_EQ(column_name(16383), "XFD");
  EXPECT_EQ(column_of("XFE1"), std::nullopt);
  EXPECT_EQ(column_of("7"), std::nullopt);
}

RC_GTEST_PROP(XlsxValuesLaw, EscapesAreUndone, ()) {
  const auto text = *gen::hard_text();
  RC_ASSERT(without_escapes(with_escapes(text)) == text);
}

}  // namespace
}  // namespace inspectord
