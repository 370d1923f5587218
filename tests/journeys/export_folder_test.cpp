// SPDX-License-Identifier: Apache-2.0
// A plan goes from one machine to another with its files.
#include "formats/json.hpp"
#include "formats/plan_file.hpp"
#include "server/commands/command.hpp"
#include "server/household.hpp"
#include "storage/files.hpp"
#include "storage/plans.hpp"
#include "tests/support/journey.hpp"
#include "usecases/sending_cases.hpp"
#include "usecases/user_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::string_view key = "lang-son-2024";

void write(const fs::path& path, std::string_view bytes) {
  std::ofstream{path, std::ios::binary} << bytes;
}

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream{path, std::ios::binary}.rdbuf();
  return text.str();
}

/// The database of a machine, as its commands open it.
struct Open {
  explicit Open(const Options& options)
      : household(options, random),
        database(database_file(options), Database::Use::command, clock.now()) {}
  template <class F>
  auto read(F f) {
    return database.snapshots().with_snapshot(f);
  }
  SystemClock clock;
  SystemRandom random;
  Household household;
  Database database;
};

/// A machine with a database, a planner and its commands.
class MachineWithFiles {
 public:
  MachineWithFiles() {
    options_.storage.path = directory_ / "inspectord.db";
    add_user(console_, {.name = "lan", .agency = "Cơ quan minh họa", .roles = {"planner"}});
  }

  void import(const fs::path& path) {
    inspectord::import(console_, {.files = {path.string()}, .user = "lan"});
  }
  ExitCode refusal_of_import(const fs::path& path) {
    try {
      import(path);
      return ExitCode::ok;
    } catch (const CommandError& error) {
      said_ = error.what();
      return error.code();
    }
  }
  const std::string& said() const { return said_; }
  fs::path exported() {
    const auto folder = directory_ / "exported";
    export_plan(console_, std::string{key}, folder.string());
    return folder;
  }

  /// The planner's agency keeps a file.
  StoredFile keep(std::string_view bytes) {
    Open open{options_};
    const auto lan =
        open.read([](Snapshot& db) { return actor_named(db, "lan", ActorChannel::command); });
    const auto file = Files{files_directory(options_)}.put(bytes).value();
    return open.database.writer()
        .run([&](Transaction& tx) {
          return keep_file(tx, file, lan.value(), open.clock.now(), open.household.house());
        })
        .value();
  }
  /// The papers of the plan and of a revision were signed, and scanned; an annex was supplied.
  void sign(const StoredFile& paper, const StoredFile& revised, const StoredFile& annex) {
    Open open{options_};
    open.database.writer().run([&](Transaction& tx) {
      const auto before = find_plan(tx, plans(tx).front()).value();
      auto after = before;
      after.approval = Approval{.signer = "Nguyễn Văn Minh",
                                .signed_on = day("2024-03-01"),
                                .recorded_by = before.drafted_by,
                                .on_paper = true,
                                .signed_file = paper.sha256};
      Approval of_revision = *after.approval;
      of_revision.signed_file = revised.sha256;
      after.revisions = {{.revision = 2,
                          .approval = of_revision,
                          .number = "30/QĐ-MH",
                          .date = day("2024-03-05"),
                          .reason = {},
                          .notified_at = open.clock.now()}};
      after.attachment_notes = {
          {.key = "phu-luc", .kind = AttachmentNote::Kind::supplied, .file = annex.sha256}};
      ++after.version;
      update_plan(tx, before, after, open.clock.now());
      return true;
    });
  }

  std::vector<PlanRecord> all_plans() {
    Open open{options_};
    return open.read([](Snapshot& db) {
      std::vector<PlanRecord> found;
      for (const auto id : plans(db)) found.push_back(find_plan(db, id).value());
      return found;
    });
  }
  /// Each file with its bytes, by name.
  std::map<std::string, std::string> all_files() {
    Open open{options_};
    std::map<std::string, std::string> found;
    const Files files{files_directory(options_)};
    for (const auto& file : open.read([](Snapshot& db) { return file_rows::all(db); }))
      found[to_hex(file.sha256) + " " + file.media_type] = files.read(file.sha256).value();
    return found;
  }

 private:
  static std::vector<PlanId> plans(Snapshot& db) {
    std::vector<PlanId> ids;
    for (const auto& row : db.query("SELECT id FROM plans ORDER BY id"))
      ids.push_back(row.id<PlanId>(0));
    return ids;
  }

  TemporaryDirectory directory_;
  Options options_;
  std::ostringstream out_, err_;
  const Console console_{.options = options_, .language = Language::en, .out = out_, .err = err_};
  std::string said_;
};

/// A plan was signed on paper on one machine, and an attachment of it was supplied; its agency
/// keeps a picture besides, which is nothing of the plan's.
class ExportedFolder : public ::testing::Test {
 protected:
  ExportedFolder() {
    here.import(fs::path{INSPECTORD_SOURCE_DIR} / "plans" / (std::string{key} + ".json"));
    here.keep("\x89PNG\r\n\x1a\nhình");
    paper = here.keep("%PDF-1.7 bản ký");
    revised = here.keep("%PDF-1.7 bản sửa đổi");
    annex = here.keep("\x89PNG\r\n\x1a\nphụ lục");
    here.sign(paper, revised, annex);
    folder = here.exported();
  }
  fs::path file(const StoredFile& one, const std::string& ending) {
    return folder / "files" / (to_hex(one.sha256) + ending);
  }
  void expect_refused_whole(const std::string& named) {
    EXPECT_EQ(there.refusal_of_import(folder), ExitCode::data);
    EXPECT_THAT(there.said(), HasSubstr(named));
    EXPECT_THAT(there.all_plans(), SizeIs(0));
    EXPECT_THAT(there.all_files(), SizeIs(0));
  }

  MachineWithFiles here, there;
  StoredFile paper, revised, annex;
  fs::path folder;
};

TEST_F(ExportedFolder, GivesTheSamePlanAndTheSameFilesOnAFreshDatabase) {
  there.import(folder);
  ASSERT_THAT(there.all_plans(), SizeIs(1));
  EXPECT_EQ(there.all_plans().front().content, plan_file(std::string{key}));
  const auto brought = there.all_files();
  EXPECT_THAT(brought, SizeIs(3)) << "the picture is nothing of the plan's";
  const auto kept = here.all_files();
  EXPECT_THAT(kept, SizeIs(4));
  EXPECT_TRUE(std::ranges::includes(kept, brought));
  EXPECT_EQ(read(there.exported() / "plan.json"), read(folder / "plan.json"));
}

TEST_F(ExportedFolder, ListsEachFileWithTitleRoleTypeAndSize) {
  const auto index = parse_json(read(folder / "index.json")).value();
  const auto text = [&](const char* pointer) { return *index.at_pointer(pointer)->if_string(); };
  ASSERT_EQ(index.find("files")->if_array()->size(), 3U);
  EXPECT_EQ(text("/files/0/role"), "signed_paper");
  EXPECT_EQ(text("/files/0/title"), plan_file(std::string{key}).title);
  EXPECT_EQ(text("/files/0/type"), "application/pdf");
  EXPECT_EQ(text("/files/0/file"), "files/" + to_hex(paper.sha256) + ".pdf");
  EXPECT_EQ(index.at_pointer("/files/0/size")->if_integer(), paper.size);
  EXPECT_EQ(text("/files/1/role"), "signed_paper");
  EXPECT_THAT(text("/files/1/title"), HasSubstr("30/QĐ-MH"));
  EXPECT_EQ(text("/files/1/sha256"), to_hex(revised.sha256));
  EXPECT_EQ(text("/files/2/role"), "attachment");
  EXPECT_EQ(read(file(annex, ".png")), "\x89PNG\r\n\x1a\nphụ lục");
}

TEST_F(ExportedFolder, OfAnEarlierVersionBringsOnlyWhatThePlanNames) {
  auto index = read(folder / "index.json");
  const auto role = index.find("\"attachment\"");
  ASSERT_NE(role, std::string::npos);
  index.replace(role, 12, "\"held\"");
  write(folder / "index.json", index);
  there.import(folder);
  EXPECT_THAT(there.all_files(), SizeIs(2));
}

TEST_F(ExportedFolder, IsRefusedWholeWhereAFileIsMissing) {
  fs::remove(file(annex, ".png"));
  expect_refused_whole(to_hex(annex.sha256));
}

TEST_F(ExportedFolder, IsRefusedWholeWhereAFileIsDamagedAndNamesEachOne) {
  write(file(paper, ".pdf"), "%PDF-1.7 bản ký giả");
  fs::remove(file(annex, ".png"));
  expect_refused_whole(to_hex(paper.sha256) + ".pdf is damaged");
  EXPECT_THAT(there.said(), HasSubstr(to_hex(annex.sha256)));
}

TEST_F(ExportedFolder, IsRefusedWholeWhereThePlanIsMissingOrTheIndexIsNone) {
  fs::rename(folder / "plan.json", folder / "away.json");
  expect_refused_whole("plan.json");
  fs::rename(folder / "away.json", folder / "plan.json");
  auto index = read(folder / "index.json");
  index.replace(index.find("files/"), 6, "../../");
  write(folder / "index.json", index);
  expect_refused_whole("/files/0");
  write(folder / "index.json", "{}");
  expect_refused_whole("index.json");
  fs::remove(folder / "index.json");
  expect_refused_whole("index.json");
}

TEST_F(ExportedFolder, IsNotWrittenOverSomethingElse) {
  try {
    here.exported();
    FAIL() << "it was";
  } catch (const CommandError& error) {
    EXPECT_EQ(error.code(), ExitCode::cannot_create);
  }
}

TEST_F(ExportedFolder, BringsNoFilesWhereItsPlanIsThereAlready) {
  there.import(fs::path{folder / "plan.json"});
  EXPECT_NE(there.refusal_of_import(folder), ExitCode::ok);
  EXPECT_THAT(there.all_plans(), SizeIs(1));
  EXPECT_THAT(there.all_files(), SizeIs(0));
}

}  // namespace
}  // namespace inspectord
