// SPDX-License-Identifier: Apache-2.0
#include "formats/csv.hpp"

#include "formats/formula_guard.hpp"
#include "tests/formats/random_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace inspectord {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// The texts of a table, row by row; a refusal as a row of its code and place.
Rows rows_of(std::string_view csv, const TableLimits& limits = {}) {
  const auto table = parse_csv(csv, limits);
  if (!table) {
    std::vector<std::string> said{std::string{table.error().reason().code}};
    for (const auto& [name, value] : table.error().problems().front().arguments)
      said.push_back(name + "=" + value);
    return {said};
  }
  Rows rows;
  for (const auto& row : table->rows) {
    auto& texts = rows.emplace_back();
    for (const auto& cell : row.cells) texts.push_back(text_of(cell));
  }
  return rows;
}

TEST(Csv, ReadsWhatRfc4180Has) {
  EXPECT_EQ(rows_of("a,b\r\n1,2\r\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("a,b\r\n1,2"), (Rows{{"a", "b"}, {"1", "2"}})) << "no end of the last line";
  EXPECT_EQ(rows_of("\"a,\"\"b\"\"\",\"x\r\ny\"\r\n"), (Rows{{"a,\"b\"", "x\r\ny"}}));
  EXPECT_EQ(rows_of("a,,\r\n,,c\r\n"), (Rows{{"a", "", ""}, {"", "", "c"}}));
}

TEST(Csv, ReadsEveryLineEndAndTheMarkBeforeTheText) {
  EXPECT_EQ(rows_of("a\nb\rc\r\nd"), (Rows{{"a"}, {"b"}, {"c"}, {"d"}}));
  EXPECT_EQ(rows_of("\xEF\xBB\xBF\"a\",b\n"), (Rows{{"a", "b"}}));
  EXPECT_EQ(rows_of(""), Rows{});
}

TEST(Csv, FindsTheSeparatorInTheFirstRow) {
  EXPECT_EQ(rows_of("Ngày;Điểm\n1;9,5\n"), (Rows{{"Ngày", "Điểm"}, {"1", "9,5"}}));
  EXPECT_EQ(rows_of("a\tb\n1\t2;3,4\n"), (Rows{{"a", "b"}, {"1", "2;3,4"}}));
  EXPECT_EQ(rows_of("\"a;b;c\",d\n1,2\n"), (Rows{{"a;b;c", "d"}, {"1", "2"}}))
      << "what is quoted does not count";
  EXPECT_EQ(rows_of("sep=;\r\na,b,c;d\r\n"), (Rows{{"a,b,c", "d"}}));
  EXPECT_EQ(rows_of("\"sep=;\"\r\na\r\n"), (Rows{{"sep=;"}, {"a"}})) << "a cell that says so";
}

TEST(Csv, NumbersRowsAsASpreadsheetDoes) {
  const auto table = parse_csv("a\n\"x\ny\"\n\nb\n").value();
  ASSERT_EQ(table.rows.size(), 4u);
  EXPECT_EQ(table.rows[3].number, 4) << "the second row takes two lines";
}

TEST(Csv, SaysWhereItIsBroken) {
  EXPECT_EQ(rows_of("a\nđ\xFF\n"), (Rows{{"csv_not_utf8", "line=2", "column=2", "found=0xFF"}}));
  EXPECT_EQ(rows_of("\xFF\xFE"
                    "a"),
            (Rows{{"csv_not_utf8", "line=1", "column=1", "found=0xFF"}}));
  EXPECT_EQ(rows_of("a,b\nc,\"d\n"), (Rows{{"csv_open_quote", "line=2", "column=3"}}));
  EXPECT_EQ(rows_of("\xEF\xBB\xBF"
                    "ab\"c\n"),
            (Rows{{"csv_stray_quote", "line=1", "column=3"}}));
  EXPECT_EQ(rows_of("\"a\"đ,\n"), (Rows{{"csv_after_quote", "line=1", "column=4", "found=đ"}}));
  EXPECT_EQ(rows_of(std::string{"a\0b", 3}), (Rows{{"csv_nul", "line=1", "column=2"}}));
}

TEST(Csv, KeepsWithinItsLimits) {
  const TableLimits tight{.bytes = 20, .rows = 2, .columns = 3, .cell_bytes = 5};
  EXPECT_EQ(rows_of(std::string(21, 'a'), tight), (Rows{{"table_too_large", "limit=20"}}));
  EXPECT_EQ(rows_of("a\nb\nc", tight), (Rows{{"table_too_many_rows", "limit=2"}}));
  EXPECT_EQ(rows_of("1,2,3,4", tight), (Rows{{"table_too_many_columns", "limit=3", "row=1"}}));
  EXPECT_EQ(rows_of("a\n123456", tight), (Rows{{"table_cell_too_long", "limit=5", "row=2"}}));
  EXPECT_EQ(rows_of("a\nb", tight), (Rows{{"a"}, {"b"}}));
}

TEST(Csv, WritesWhatSpreadsheetsOpen) {
  Table table;
  table.rows.push_back({1, {std::string{"Số"}, std::string{"Tên, \"loại\""}}});
  table.rows.push_back({2, {std::int64_t{-5}, make_date(2026, 3, 2)}});
  table.rows.push_back(
      {3, {0.5, true, Cell{}, CivilMoment{make_date(2026, 3, 2), LocalTime{485}}}});
  EXPECT_EQ(write_csv(table),
            "\xEF\xBB\xBF"
            "Số,\"Tên, \"\"loại\"\"\"\r\n-5,2026-03-02\r\n0.5,true,,2026-03-02 08:05\r\n");
}

TEST(Csv, LeavesNoCellThatASpreadsheetTakesForAFormula) {
  for (const std::string cell :
       {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\xC2\xA0=1", "＝1", "＋1", "－1",
        "＠x", "−1", "=HYPERLINK(\"http://x\")", "=cmd|' /C calc'!A0", "\n=1", "\xEF\xBB\xBF=1"}) {
    const auto harmless = without_formulas(cell);
    EXPECT_EQ(harmless.front(), '\'') << cell;
    EXPECT_EQ(with_formulas(harmless), cell);
  }
  for (const std::string cell :
       {"Kế hoạch", "1-2", "a=b", "", "'", "''a", "(-1)", "2026-03-02", "a - b"})
    EXPECT_EQ(without_formulas(cell), cell);
}

TEST(Csv, LeavesNoneWhereAnotherSeparatorCutsTheCellEither) {
  EXPECT_EQ(without_formulas("x;=1+1"), "x;'=1+1");
  EXPECT_EQ(without_formulas("x,y\t=1"), "x,y\t'=1");
  EXPECT_EQ(without_formulas("x\n =1"), "x\n' =1");
  EXPECT_EQ(without_formulas("x;\"=1"), "x;\"'=1");
}

TEST(Csv, TakesAwayOnlyTheApostropheThatItAdded) {
  for (const std::string cell : {"'=1", "''=1", "'a", "it's", "x;'=1", "x;''-1", "'\t=1", "' =1"})
    EXPECT_EQ(with_formulas(without_formulas(cell)), cell);
  EXPECT_EQ(with_formulas("'abc"), "'abc");
}

/// Every place at which a program could begin a cell, whatever separator it believes in.
bool could_hold_a_formula(const std::string& csv) {
  bool begins = true;
  for (const char c : csv) {
    if (begins && (c == '=' || c == '+' || c == '-' || c == '@')) return true;
    if (c == ' ' && begins) continue;
    begins = c == ',' || c == ';' || c == '\t' || c == '\n' || c == '\r' || c == '"';
  }
  return false;
}

RC_GTEST_PROP(CsvLaw, WhatIsWrittenIsReadAsEqual, ()) {
  const auto table = *gen::text_table();
  const auto read = parse_csv(write_csv(table));
  RC_ASSERT(bool(read));
  RC_ASSERT(*read == table);
}

RC_GTEST_PROP(CsvLaw, NoFormulaIsEverWritten, ()) {
  const auto csv = write_csv(*gen::text_table());
  RC_ASSERT(!could_hold_a_formula(csv.substr(3)));
}

RC_GTEST_PROP(CsvLaw, NoBytesBreakTheReader, (const std::string& bytes)) {
  const auto read = parse_csv(bytes);
  if (read) RC_ASSERT(parse_csv(write_csv(*read)).value() == *read);
}

}  // namespace
}  // namespace inspectord
