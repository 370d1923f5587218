// SPDX-License-Identifier: Apache-2.0
#include "formats/xlsx_reader.hpp"
#include "server/commands/command.hpp"
#include "server/commands/store.hpp"
#include "tests/support/table_texts.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::StartsWith;

const std::string header = "Loại,Tên kế hoạch,Năm,Cơ quan ban hành\n";

class TableCommands : public testing::Test {
 protected:
  TableCommands() {
    options.storage.path = directory / "inspectord.db";
    add_user(console(), {.name = "lan", .agency = "Sở Nội vụ", .roles = {"planner"}});
    out.str({});
  }

  Console console() {
    return {.options = options, .language = Language::en, .out = out, .err = err};
  }
  std::string keep(const std::string& name, const std::string& text) {
    const auto file = (directory / name).string();
    std::ofstream{file, std::ios::binary} << text;
    return file;
  }
  template <class F>
  ExitCode ended(F command) {
    out.str({});
    err.str({});
    try {
      return command();
    } catch (const CommandError& error) {
      err << error.what();
      return error.code();
    }
  }
  ExitCode import_file(const std::string& file, bool dry_run = false,
                       const std::string& table = "plans", const std::string& plan = {}) {
    return ended([&] {
      return import(
          console(),
          {.files = {file}, .user = "lan", .table = table, .plan = plan, .dry_run = dry_run});
    });
  }
  std::string exported(const std::string& format, const std::string& table = "plans",
                       const std::string& plan = {}) {
    EXPECT_EQ(ended([&] {
                return export_table(
                    console(), {.table = table, .format = format, .user = "lan", .plan = plan});
              }),
              ExitCode::ok)
        << err.str();
    return out.str();
  }

  TemporaryDirectory directory;
  Options options;
  std::ostringstream out, err;
};

TEST_F(TableCommands, ImportATableRowByRow) {
  const auto file =
      keep("plans.csv",
           header + "Kế hoạch kiểm tra,A,2026,Sở Nội vụ\nCông văn hướng dẫn,B,2026,Sở Nội vụ\n");
  EXPECT_EQ(import_file(file, true), ExitCode::ok);
  EXPECT_EQ(out.str(), "2\tcreated\t\n3\tcreated\t\n");
  EXPECT_THAT(err.str(), HasSubstr("nothing was written; it would be 2 rows created"));
  EXPECT_EQ(parse_csv(exported("csv")).value().rows.size(), 1u) << "the header alone";
  EXPECT_EQ(import_file(file), ExitCode::ok);
  EXPECT_THAT(out.str(), MatchesRegex("2\tcreated\t[0-9a-f-]+\n3\tcreated\t[0-9a-f-]+\n"));
  EXPECT_EQ(import_file(file), ExitCode::ok);
  EXPECT_THAT(err.str(), HasSubstr("0 rows created, 0 changed, 2 unchanged"));
}

TEST_F(TableCommands, NameEachRowThatIsRefusedAndWriteNone) {
  const auto file =
      keep("Plans.CSV", header + "Kế hoạch kiểm tra,A,2026,Sở Nội vụ\nsai,,2026,Sở Nội vụ\n");
  for (const bool dry_run : {true, false}) {
    EXPECT_EQ(import_file(file, dry_run), ExitCode::data);
    EXPECT_EQ(out.str(), "2\tcreated\t\n3\trefused\t\n");
    EXPECT_THAT(err.str(), HasSubstr(file + ":3: Title: “Title” is missing."));
  }
  EXPECT_EQ(parse_csv(exported("csv")).value().rows.size(), 1u);
  EXPECT_EQ(import_file(keep("a.csv", "x,y\n1,2\n")), ExitCode::data);
  EXPECT_EQ(import_file(keep("a.xlsx", "x,y\n1,2\n")), ExitCode::data);
}

TEST_F(TableCommands, ExportAScheduleAndImportItInto) {
  const std::string plans = std::string{INSPECTORD_SOURCE_DIR} + "/plans/";
  ASSERT_EQ(import_file(plans + "an-giang-2022.json", true), ExitCode::ok) << err.str();
  EXPECT_THAT(out.str(), IsEmpty()) << "a dry run makes no id";
  ASSERT_EQ(import_file(plans + "an-giang-2022.json"), ExitCode::ok) << err.str();
  const auto csv = exported("csv", "schedules", "an-giang-2022");
  EXPECT_EQ(parse_csv(csv).value().rows.size(), 7u);
  EXPECT_EQ(import_file(keep("visits.csv", csv), false, "visits", "an-giang-2022"), ExitCode::ok)
      << err.str();
  EXPECT_THAT(err.str(), HasSubstr("6 unchanged"));
  EXPECT_EQ(import_file(keep("visits.csv", csv), false, "visits"), ExitCode::usage);
  EXPECT_THAT(exported("json", "ledgers"), StartsWith("{\"items\":["));
  EXPECT_EQ(parse_xlsx(exported("xlsx")).value().rows.size(), 2u);
}

TEST_F(TableCommands, ExportIntoANewFileAlone) {
  const auto file = (directory / "plans.xlsx").string();
  const auto run = [&] {
    return export_table(console(), {.format = "xlsx", .user = "lan", .out = file});
  };
  EXPECT_EQ(ended(run), ExitCode::ok);
  EXPECT_THAT(out.str(), IsEmpty());
  EXPECT_EQ(ended(run), ExitCode::cannot_create) << "it is there already";
  EXPECT_EQ(ended([&] { return export_table(console(), {.format = "csv", .user = "ai"}); }),
            ExitCode::permission);
}

}  // namespace
}  // namespace inspectord
