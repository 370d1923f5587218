// SPDX-License-Identifier: Apache-2.0
#include "formats/table_columns.hpp"

#include "formats/cell_lists.hpp"
#include "formats/csv.hpp"
#include "formats/plan_file.hpp"
#include "formats/plan_table.hpp"
#include "formats/table_reasons.hpp"
#include "formats/unit_table.hpp"
#include "formats/visit_table.hpp"
#include "tests/formats/random_table.hpp"
#include "words/folding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "places.hpp"

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto columns = std::to_array<Column>({{"number", Column::Use::required},
                                                {"date"},
                                                {"tentative"},
                                                {"title"},
                                                {"state", Column::Use::passed_over}});

std::vector<std::string> codes_of(const std::vector<Problem>& problems) {
  std::vector<std::string> codes;
  for (const auto& one : problems)
    codes.push_back(one.pointer + " " + std::string{one.reason.code});
  return codes;
}

/// A table of CSV lines and its first row below the header.
struct Reading {
  explicit Reading(const std::string& csv) : table(parse_csv(csv).value()) {}
  RowReader first() const { return {header, table.rows.at(header.first_row()), Language::vi}; }

  Table table;
  TableHeader header = TableHeader::read(table, columns, Language::vi).value();
};

TEST(TableHeader, ReadsNamesInEitherLanguageAndCodes) {
  for (const std::string name : {"Số, ký hiệu", "SO, KY HIEU", "Number", "number", " number "}) {
    const Reading reading{"\"" + name + "\"\n7\n"};
    EXPECT_EQ(reading.first().word("number"), "7") << name;
  }
}

TEST(TableHeader, IsTheFirstRowThatHasSomethingInIt) {
  const Reading reading{"\n,\nDate,Number\n\n2026-01-02,7\n"};
  EXPECT_EQ(reading.header.first_row(), 3u);
  EXPECT_EQ(reading.header.place_of("number"), 1u);
  EXPECT_EQ(reading.header.place_of("tentative"), std::nullopt);
}

TEST(TableHeader, SaysAllThatIsWrongWithIt) {
  const auto read =
      TableHeader::read(parse_csv("datte,Zwölf,Date,Ngày\n1\n").value(), columns, Language::en);
  ASSERT_FALSE(read);
  EXPECT_THAT(
      codes_of(read.error().problems()),
      ElementsAre(" column_unknown_near", " column_unknown", " column_twice", " column_missing"));
  EXPECT_EQ(read.error().problems()[0].arguments[2].second, "Date (date)");
  EXPECT_EQ(
      TableHeader::read(parse_csv("number\n").value(), columns, Language::en).error().reason(),
      reason::table_empty);
  EXPECT_EQ(TableHeader::read({}, columns, Language::en).error().reason(), reason::table_empty);
}

TEST(RowReader, ReadsDaysAsPeopleWriteThem) {
  const auto day = [](const std::string& text) {
    const Reading reading{"number,date\n1,\"" + text + "\"\n"};
    auto row = reading.first();
    const auto date = row.date("date");
    return date ? to_string(*date) : row.problems().empty() ? "none" : "wrong";
  };
  for (const std::string text :
       {"24/11/2026", "2026-11-24", "24-11-2026", "24.11.2026", " 24/11/2026 "})
    EXPECT_EQ(day(text), "2026-11-24") << text;
  EXPECT_EQ(day("1/3/2026"), "2026-03-01");
  EXPECT_EQ(day(""), "none");
  for (const std::string text :
       {"31/2/2026", "11/24/2026", "24/11/26", "24/11", "mai", "24/11/2026x", "1/2/2026/3"})
    EXPECT_EQ(day(text), "wrong") << text;
}

TEST(RowReader, ReadsDatesAsFarAsThePaperSaysThem) {
  const auto date = [](const std::string& text) {
    const Reading reading{"number,date\n1," + text + "\n"};
    auto row = reading.first();
    const auto found = row.partial_date("date");
    return found ? to_string(*found) : row.problems().empty() ? "none" : "wrong";
  };
  EXPECT_EQ(date("4/2024"), "2024-04");
  EXPECT_EQ(date("2024-04"), "2024-04");
  EXPECT_EQ(date("2024"), "2024");
  EXPECT_EQ(date("05/4/2024"), "2024-04-05");
  EXPECT_EQ(date("13/2024"), "wrong");
}

TEST(RowReader, ReadsYesAndNoInEitherLanguage) {
  const auto answer = [](const std::string& text) {
    const Reading reading{"number,tentative\n1," + text + "\n"};
    auto row = reading.first();
    const bool yes = row.boolean("tentative");
    return row.problems().empty() ? (yes ? "yes" : "no") : "wrong";
  };
  for (const std::string text : {"có", "CO", "Yes", "true", "TRUE", "x", "X", "1"})
    EXPECT_STREQ(answer(text), "yes") << text;
  for (const std::string text : {"không", "no", "false", "0", ""})
    EXPECT_STREQ(answer(text), "no") << text;
  EXPECT_STREQ(answer("có lẽ"), "wrong");
}

TEST(RowReader, TakesNoFormulaAndNothingBesideItsColumns) {
  Table table = parse_csv("number,title\n1,a,,b\n").value();
  table.rows[1].cells[1] = UnreadCell{reason::cell_formula, "=1+1"};
  const auto header = TableHeader::read(table, columns, Language::vi).value();
  RowReader row{header, table.rows[1], Language::vi};
  EXPECT_EQ(row.text("title"), "");
  EXPECT_THAT(codes_of(row.problems()), ElementsAre(" cell_unnamed", "/title cell_formula"));
}

TEST(RowReader, KeepsTextsAsTheyStandAndTrimsNames) {
  const Reading reading{"number,title\n\" 7 \",\"  = a \"\n"};
  auto row = reading.first();
  EXPECT_EQ(row.word("number"), "7");
  EXPECT_EQ(row.text("title"), "  = a ");
}

RC_GTEST_PROP(CellListsLaw, WhatIsJoinedIsSplitAsEqual, ()) {
  auto texts = *rc::gen::scale(0.3, rc::gen::container<std::vector<std::string>>(gen::hard_text()));
  const char separator = *rc::gen::element(';', '|', ',');
  if (texts == std::vector<std::string>{""}) texts.clear();
  RC_ASSERT(split_cell(join_cell(texts, separator), separator) == texts);
}

TEST(CellLists, AreReadAsPeopleWriteThem) {
  EXPECT_THAT(split_cell(" a ;b;  c d ", ';'), ElementsAre("a", "b", "c d"));
  EXPECT_THAT(split_cell("a\nb", ';'), ElementsAre("a", "b"));
  EXPECT_THAT(split_cell("a\\;b;c", ';'), ElementsAre("a;b", "c"));
  EXPECT_THAT(split_cell("  ", ';'), IsEmpty());
  EXPECT_EQ(join_cell({"a;b", "c"}, ';'), "a\\;b; c");
}

Plan plan_of(const std::string& name) {
  std::ifstream in{std::string{INSPECTORD_SOURCE_DIR} + "/plans/" + name + ".json"};
  return decode_plan(std::string{std::istreambuf_iterator<char>{in}, {}}).value();
}

/// A visit as a row of its own table.
Visit around(const Visit& visit, const Plan& plan, Language language) {
  ExportTable exported;
  const auto codes = visit_cell_codes();
  exported.columns.assign(codes.begin(), codes.end());
  exported.rows.push_back(visit_cells(visit, plan, language));
  const auto table = parse_csv(write_csv(to_table(exported, language))).value();
  const auto header = TableHeader::read(table, visit_columns(), language).value();
  RowReader row{header, table.rows.at(1), language};
  Visit read;
  read_visit(row, plan, read);
  EXPECT_THAT(codes_of(row.problems()), IsEmpty());
  return read;
}

TEST(VisitTable, HoldsEveryMemberOfAVisit) {
  for (const std::string name : {"an-giang-2022", "bac-giang-2024"}) {
    const auto plan = plan_of(name);
    for (auto visit : plan.visits) {
      EXPECT_EQ(around(visit, plan, Language::vi), visit) << visit.key;
      visit.place = "=1+1; | \\ , \"\nA";
      visit.team = plan.teams.at(0).key;
      visit.attendees.push_back(
          {"province", "Lãnh đạo; Sở | \\", {plan.agencies.at(0).key, plan.agencies.at(1).key}});
      visit.attendees.push_back({"", "Khác", {}});
      visit.sub_units.push_back({"", "01 trường; hoặc | hai", ""});
      visit.sessions.push_back({"day", LocalTime{540}, LocalTime{600}, "Phòng; A | B", visit.unit});
      visit.sessions.push_back({"", LocalTime{0}, std::nullopt, "", ""});
      for (const auto language : {Language::vi, Language::en})
        EXPECT_EQ(around(visit, plan, language), visit);
    }
  }
}

TEST(Columns, HaveNamesThatMeanOneOfThemAlone) {
  for (const auto table :
       {plan_columns(), visit_columns(), directory_unit_columns(), plan_unit_columns()}) {
    std::map<std::string, std::string> meant;
    for (const auto& column : table) {
      for (const auto& name : {std::string{column.code}, column_label(Language::vi, column.code),
                               column_label(Language::en, column.code)}) {
        EXPECT_FALSE(name.starts_with("column.")) << name << " has no words";
        const auto [known, is_new] = meant.emplace(folded_for_search(name), column.code);
        EXPECT_EQ(known->second, column.code) << name;
      }
    }
  }
}

TEST(PlanTable, MakesKeysOfNames) {
  EXPECT_EQ(key_of_name("Kiểm tra công tác Đoàn, năm 2024!"), "kiem-tra-cong-tac-doan-nam-2024");
  EXPECT_EQ(key_of_name("=1+1"), "1-1");
  EXPECT_EQ(key_of_name("中"), "x");
  EXPECT_LE(key_of_name(std::string(200, 'a')).size(), 60u);
  EXPECT_EQ(key_for("A", [](const std::string& key) { return key != "a-3"; }), "a-3");
}

}  // namespace
}  // namespace inspectord
