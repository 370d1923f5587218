// SPDX-License-Identifier: Apache-2.0
#include "storage/backup.hpp"

#include "storage/backup_content.hpp"
#include "storage/durable_file.hpp"
#include "storage/files.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/store_lock.hpp"
#include "storage/writer.hpp"
#include "tests/support/logical_dump.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <thread>

namespace inspectord {
namespace {

namespace fs = std::filesystem;
using Kind = BackupError::Kind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Instant now = from_millis(1'700'000'000'000);
constexpr std::string_view paper = "Quyết định kiểm tra (bản thử)\n";

std::string read(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}
void write(const fs::path& path, std::string_view bytes) {
  std::ofstream{path, std::ios::binary} << bytes;
}

Kind refusal(const std::function<void()>& f) {
  try {
    f();
  } catch (const BackupError& error) {
    return error.kind();
  }
  throw std::logic_error("not refused");
}

/// A migrated database with one kept file, and a place for copies beside it.
class BackupTest : public ::testing::Test {
 protected:
  BackupTest() {
    fs::create_directory(directory / "house");
    auto connection = open_sqlite(house.database);
    (void)migrate(*connection, now);
    connection->script("CREATE TABLE pairs (n INTEGER NOT NULL) STRICT");
    connection->execute("INSERT INTO pairs VALUES (1), (-1)");
    file = Files{house.files}.put(paper).value();
    connection->begin_write();
    connection->execute(
        "INSERT INTO files(sha256, size, media_type, created_at) VALUES ($1, $2, $3, $4)",
        Blob{{reinterpret_cast<const char*>(file.sha256.data()), file.sha256.size()}}, file.size,
        file.media_type, now);
    connection->commit();
  }

  static std::string dump(const fs::path& database) { return logical_dump(*open_sqlite(database)); }
  std::vector<std::string> beside_the_house() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{directory.path()}) {
      if (entry.path() != directory / "house") names.push_back(entry.path().filename());
    }
    return names;
  }

  TemporaryDirectory directory;
  StorePlaces house{directory / "house/inspectord.db", directory / "house/files"};
  StorePlaces other{directory / "other/inspectord.db", directory / "other/files"};
  fs::path copy = directory / "copy";
  fs::path archive = directory / "copy.tar";
  StoredFile file;
};

TEST_F(BackupTest, ThatIsGivenUpLeavesNothing) {
  std::stop_source nobody_wants_it;
  nobody_wants_it.request_stop();
  EXPECT_THROW(make_backup(house, directory / "copy", nobody_wants_it.get_token()), BackupGivenUp);
  EXPECT_THAT(beside_the_house(), IsEmpty());
  make_backup(house, directory / "copy", std::stop_source{}.get_token());
  EXPECT_THAT(beside_the_house(), ElementsAre("copy"));
}

TEST_F(BackupTest, RestoresAHouseEqualInEveryRowAndFile) {
  const auto made = make_backup(house, copy);
  EXPECT_EQ(made.schema, migrations().back().number);
  EXPECT_EQ(made.entries.size(), 2u);
  const auto restored = restore_backup(copy, other, Replace::no);
  EXPECT_EQ(restored.entries, made.entries);
  EXPECT_EQ(dump(other.database), dump(house.database));
  EXPECT_EQ(Files{other.files}.read(file.sha256), paper);
}

TEST_F(BackupTest, CopiesOneMomentWhileActsAreWritten) {
  SqliteOptions service;
  service.keep_wal = true;
  service.wal_frames = 600;
  service.checkpoint_at = 50;
  Writer writer{open_sqlite(house.database, service)};
  std::atomic<bool> stop{false};
  std::thread acts{[&] {
    for (std::int64_t n = 2; !stop; ++n) {
      writer.run([n](Transaction& tx) {
        tx.execute("INSERT INTO pairs VALUES ($1)", n);
        tx.execute("INSERT INTO pairs VALUES ($1)", -n);
      });
    }
  }};
  std::int64_t before = 0;
  for (int round = 0; round < 5; ++round) {
    const auto to = directory / ("copy-" + std::to_string(round));
    (void)make_backup(house, to);
    (void)verify_backup(to);
    const auto row =
        open_copy(to / backup_database)->query("SELECT count(*), sum(n) FROM pairs").front();
    EXPECT_EQ(row.integer(1), 0);
    EXPECT_GE(row.integer(0), before);
    before = row.integer(0);
  }
  stop = true;
  acts.join();
  EXPECT_GT(before, 2) << "nothing was written meanwhile";
}

TEST_F(BackupTest, HasAManifestThatSha256sumReads) {
  const auto made = make_backup(house, copy);
  EXPECT_EQ(read(copy / backup_manifest), to_hex(digest_of_file(copy / "inspectord.db")) +
                                              "  inspectord.db\n" + to_hex(file.sha256) + "  " +
                                              made.entries.back().path + "\n");
  EXPECT_EQ(parse_manifest(write_manifest(made.entries)), made.entries);
}

TEST_F(BackupTest, LeavesNothingBesideTheCopy) {
  (void)make_backup(house, copy);
  (void)verify_backup(copy);
  EXPECT_THAT(beside_the_house(), ElementsAre("copy"));
  EXPECT_FALSE(fs::exists(copy / "inspectord.db-wal"));
  EXPECT_FALSE(fs::exists(copy / "inspectord.db-shm"));
}

TEST_F(BackupTest, RefusesACopyOfWhichOneByteIsMissingOrWrong) {
  const auto made = make_backup(house, copy);
  std::vector<std::string> paths{std::string{backup_manifest}};
  for (const auto& entry : made.entries) paths.push_back(entry.path);
  for (const auto& path : paths) {
    const auto whole = read(copy / path);
    auto wrong = whole;
    wrong[whole.size() / 2] ^= 1;
    for (const auto& altered : {whole.substr(0, whole.size() - 1), wrong, std::string{}}) {
      write(copy / path, altered);
      EXPECT_EQ(refusal([&] { (void)verify_backup(copy); }), Kind::torn) << path;
      EXPECT_EQ(refusal([&] { (void)restore_backup(copy, other, Replace::no); }), Kind::torn);
    }
    fs::remove(copy / path);
    EXPECT_EQ(refusal([&] { (void)restore_backup(copy, other, Replace::yes); }), Kind::torn);
    write(copy / path, whole);
  }
  EXPECT_FALSE(fs::exists(other.database));
  EXPECT_NO_THROW((void)verify_backup(copy));
}

TEST_F(BackupTest, RefusesAManifestThatForgetsAFile) {
  const auto made = make_backup(house, copy);
  write(copy / backup_manifest, write_manifest({made.entries.front()}));
  EXPECT_EQ(refusal([&] { (void)verify_backup(copy); }), Kind::torn);
}

TEST_F(BackupTest, MakesNoCopyOfAHouseThatLostAFile) {
  fs::remove(house.files / Files::place_of(file.sha256));
  EXPECT_EQ(refusal([&] { (void)make_backup(house, copy); }), Kind::damaged);
  EXPECT_THAT(beside_the_house(), IsEmpty());
}

TEST_F(BackupTest, OverwritesNoCopyAndNoHouse) {
  (void)make_backup(house, copy);
  EXPECT_EQ(refusal([&] { (void)make_backup(house, copy); }), Kind::occupied);
  EXPECT_EQ(refusal([&] { (void)restore_backup(copy, house, Replace::no); }), Kind::occupied);
  EXPECT_EQ(refusal([&] { (void)make_backup(other, directory / "b"); }), Kind::no_store);
}

TEST_F(BackupTest, ReplacesAHouseWithoutTakingItsLogForTheNewOnes) {
  (void)make_backup(house, copy);
  const auto then = dump(house.database);
  open_sqlite(house.database)->execute("INSERT INTO pairs VALUES (5)");
  ASSERT_NE(dump(house.database), then);
  ASSERT_TRUE(fs::exists(house.database.string() + "-wal"));
  (void)restore_backup(copy, house, Replace::yes);
  EXPECT_EQ(dump(house.database), then);
}

TEST_F(BackupTest, ReplacesAHouseThatCannotBeReadAnyMore) {
  (void)make_backup(house, copy);
  const auto then = dump(house.database);
  write(house.database, "no database at all, but some bytes");
  (void)restore_backup(copy, house, Replace::yes);
  EXPECT_EQ(dump(house.database), then);
}

TEST_F(BackupTest, RestoresNothingIntoAHouseThatIsServed) {
  (void)make_backup(house, copy);
  const StoreLock served{house.database};
  EXPECT_THROW((void)restore_backup(copy, house, Replace::yes), StoreInUse);
}

TEST_F(BackupTest, RefusesACopyOfANewerProgram) {
  open_sqlite(house.database)
      ->execute(
          "INSERT INTO schema_migrations(number, name, sha256, applied_at) VALUES (9999, "
          "'later', '', 0)");
  (void)make_backup(house, copy);
  EXPECT_EQ(refusal([&] { (void)restore_backup(copy, other, Replace::no); }), Kind::newer);
  EXPECT_FALSE(fs::exists(other.database));
}

TEST_F(BackupTest, InOneFileRestoresTheSameHouse) {
  const auto made = make_backup(house, archive);
  EXPECT_THAT(beside_the_house(), ElementsAre("copy.tar"));
  EXPECT_TRUE(fs::is_regular_file(archive));
  EXPECT_EQ(verify_backup(archive).entries, made.entries);
  const auto restored = restore_backup(archive, other, Replace::no);
  EXPECT_EQ(restored.entries, made.entries);
  EXPECT_EQ(dump(other.database), dump(house.database));
  EXPECT_EQ(Files{other.files}.read(file.sha256), paper);
  for (const auto& entry : fs::directory_iterator{directory / "other"})
    EXPECT_FALSE(entry.path().filename().string().starts_with(unfinished_prefix)) << entry.path();
}

TEST_F(BackupTest, InOneFileIsWhatTarUnpacksToTheCopyInADirectory) {
  (void)make_backup(house, archive);
  fs::create_directory(copy);
  const auto command = "tar -xf '" + archive.string() + "' -C '" + copy.string() + "'";
  ASSERT_EQ(std::system(command.c_str()), 0);
  (void)restore_backup(copy, other, Replace::no);
  EXPECT_EQ(dump(other.database), dump(house.database));
}

TEST_F(BackupTest, RefusesOneFileThatIsCutShortAnywhere) {
  (void)make_backup(house, archive);
  const auto whole = read(archive);
  std::vector<std::size_t> lengths{0, 1, 511, whole.size() / 2};
  for (std::size_t less : {1, 511, 512, 513, 1'023, 1'024, 1'536, 2'048})
    lengths.push_back(whole.size() - less);
  for (const auto length : lengths) {
    write(archive, std::string_view{whole}.substr(0, length));
    EXPECT_EQ(refusal([&] { (void)verify_backup(archive); }), Kind::torn) << length;
    EXPECT_EQ(refusal([&] { (void)restore_backup(archive, other, Replace::no); }), Kind::torn);
  }
  write(archive, whole + "more");
  EXPECT_EQ(refusal([&] { (void)verify_backup(archive); }), Kind::torn);
  EXPECT_FALSE(fs::exists(other.database));
}

TEST_F(BackupTest, RefusesOneFileOfWhichAByteOfAnyMemberIsWrong) {
  (void)make_backup(house, archive);
  const auto whole = read(archive);
  const auto database = whole.find("SQLite format 3");
  const auto kept = whole.find(paper);
  const auto manifest = whole.rfind("  inspectord.db\n");
  for (const auto at : {database, database + 20'000, kept, kept + paper.size() - 1, manifest - 1}) {
    auto wrong = whole;
    wrong.at(at) ^= 1;
    write(archive, wrong);
    EXPECT_EQ(refusal([&] { (void)verify_backup(archive); }), Kind::torn) << at;
    EXPECT_EQ(refusal([&] { (void)restore_backup(archive, other, Replace::yes); }), Kind::torn);
  }
  EXPECT_FALSE(fs::exists(other.database));
}

/// Tars that somebody else made.
class ForeignArchive : public BackupTest {
 protected:
  ForeignArchive() { (void)make_backup(house, copy); }
  Kind refusal_of(const std::string& members, const std::string& options = {}) {
    const auto command = "tar --format=ustar -C '" + copy.string() + "' " + options + " -cf '" +
                         archive.string() + "' -b 1 " + members;
    EXPECT_EQ(std::system(command.c_str()), 0);
    return refusal([&] { (void)restore_backup(archive, other, Replace::no); });
  }
  const std::string kept = "files/" + Files::place_of(file.sha256).generic_string();
};

TEST_F(ForeignArchive, IsTakenWhereItHasTheMembersOfACopy) {
  const auto command = "tar --format=ustar -C '" + copy.string() + "' -cf '" + archive.string() +
                       "' -b 1 inspectord.db " + kept + " SHA256SUMS";
  ASSERT_EQ(std::system(command.c_str()), 0);
  (void)restore_backup(archive, other, Replace::no);
  EXPECT_EQ(dump(other.database), dump(house.database));
}

TEST_F(ForeignArchive, IsRefusedWhereAMemberIsMissingMoreThanACopyHasOrThereTwice) {
  write(copy / "more", "something");
  EXPECT_EQ(refusal_of("inspectord.db SHA256SUMS"), Kind::torn);
  EXPECT_EQ(refusal_of("inspectord.db " + kept), Kind::torn);
  EXPECT_EQ(refusal_of("inspectord.db more " + kept + " SHA256SUMS"), Kind::torn);
  EXPECT_EQ(refusal_of("inspectord.db " + kept + " " + kept + " SHA256SUMS"), Kind::torn);
}

TEST_F(ForeignArchive, WritesNothingOutsideItsPlace) {
  EXPECT_EQ(refusal_of("inspectord.db " + kept + " SHA256SUMS",
                       "-P --transform 's,^inspectord.db,../escaped,'"),
            Kind::torn);
  fs::rename(copy / kept, copy / "real");
  fs::create_symlink("/etc/passwd", copy / kept);
  EXPECT_EQ(refusal_of("inspectord.db " + kept + " SHA256SUMS"), Kind::torn);
  EXPECT_FALSE(fs::exists(directory / "escaped"));
  EXPECT_FALSE(fs::exists(directory / "other/escaped"));
}

TEST_F(BackupTest, InOneFileOverwritesNothingAndLeavesNothingOfAHouseThatLostAFile) {
  write(archive, "");
  EXPECT_EQ(refusal([&] { (void)make_backup(house, archive); }), Kind::occupied);
  fs::remove(archive);
  fs::remove(house.files / Files::place_of(file.sha256));
  EXPECT_EQ(refusal([&] { (void)make_backup(house, archive); }), Kind::damaged);
  EXPECT_THAT(beside_the_house(), IsEmpty());
}

TEST_F(BackupTest, IsChangedBeforeAnybodySeesIt) {
  (void)make_backup(house, copy);
  const auto before = dump(copy / "inspectord.db");
  (void)restore_backup(copy, other, Replace::no, [&](Connection& restored) {
    EXPECT_FALSE(fs::exists(other.database));
    restored.execute("INSERT INTO pairs VALUES (7)");
  });
  EXPECT_EQ(open_sqlite(other.database)->query("SELECT n FROM pairs WHERE n = 7").size(), 1u);
  EXPECT_EQ(dump(copy / "inspectord.db"), before) << "the copy itself stays as it is";
}

TEST_F(BackupTest, ThatCannotBeChangedLeavesTheOldHouse) {
  (void)make_backup(house, copy);
  open_sqlite(house.database)->execute("INSERT INTO pairs VALUES (5)");
  const auto then = dump(house.database);
  EXPECT_THROW((void)restore_backup(copy, house, Replace::yes,
                                    [](Connection&) {
                                      throw StorageError{0, "no"};
                                    }),
               StorageError);
  EXPECT_EQ(dump(house.database), then);
}

}  // namespace
}  // namespace inspectord
