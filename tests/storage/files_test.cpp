// SPDX-License-Identifier: Apache-2.0
#include "storage/files.hpp"

#include "storage/media_type.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"
#include "tests/support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace inspectord {
namespace {

using namespace std::string_literals;

const Instant now = from_millis(1'700'000'000'000);

std::string little(std::size_t value, int size) {
  std::string bytes;
  for (int i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
  return bytes;
}

/// A ZIP archive of empty stored entries.
std::string zip_of(const std::vector<std::string>& names) {
  std::string entries;
  std::string directory;
  for (const auto& name : names) {
    const auto at = entries.size();
    entries += "PK\x03\x04" + little(20, 2) + std::string(20, '\0') + little(name.size(), 2) +
               little(0, 2) + name;
    directory += "PK\x01\x02" + little(20, 2) + little(20, 2) + std::string(20, '\0') +
                 little(name.size(), 2) + std::string(12, '\0') + little(at, 4) + name;
  }
  return entries + directory + "PK\x05\x06" + little(0, 4) + little(names.size(), 2) +
         little(names.size(), 2) + little(directory.size(), 4) + little(entries.size(), 4) +
         little(0, 2);
}

std::string type_of(const std::string& bytes) {
  return std::string{media_type_of(bytes).value_or("none")};
}

std::size_t count_files(const std::filesystem::path& directory) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{directory})
    count += entry.is_regular_file();
  return count;
}

std::filesystem::path only_file(const std::filesystem::path& directory) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator{directory}) {
    if (entry.is_regular_file()) return entry.path();
  }
  throw std::logic_error("no file");
}

class FilesTest : public testing::Test {
 protected:
  TemporaryDirectory directory;
  Files files{directory / "files", {.most_bytes = 1'000}};
};

}  // namespace

TEST(MediaType, IsToldByTheBytes) {
  EXPECT_EQ(type_of("%PDF-1.7\n..."), "application/pdf");
  EXPECT_EQ(type_of("\x89PNG\r\n\x1a\n..."), "image/png");
  EXPECT_EQ(type_of("\xff\xd8\xff\xe0..."), "image/jpeg");
  EXPECT_EQ(type_of("Kế hoạch số 1938\r\n"), "text/plain; charset=utf-8");
  EXPECT_EQ(type_of(zip_of({"a.txt"})), "application/zip");
  EXPECT_EQ(type_of(zip_of({"[Content_Types].xml", "word/document.xml"})),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  EXPECT_EQ(type_of(zip_of({"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"})),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  EXPECT_EQ(type_of(zip_of({"word/document.xml"})), "application/zip");
}

TEST(MediaType, IsNoneForWhatIsNotTaken) {
  for (const auto& bytes : {""s,
                            "\x7f"s
                            "ELF\x02"s,
                            "MZ\x90\0"s, "GIF89a\x01"s, "a\0b"s,
                            "\xff\xfe"
                            "a\0"s}) {
    EXPECT_EQ(type_of(bytes), "none") << bytes;
  }
}

TEST(MediaType, IsNoneForBrokenUtf8) {
  for (const auto& bytes : {"\xc0\xaf"s, "\xe0\x80\x80"s, "\xed\xa0\x80"s, "\xf4\x90\x80\x80"s,
                            "\xf5\x80\x80\x80"s, "K\xe1\xba"s, "\x80"s}) {
    EXPECT_EQ(type_of(bytes), "none");
  }
  EXPECT_NE(type_of("\xf4\x8f\xbf\xbf \xed\x9f\xbf \xe0\xa0\x80 \xc2\x80"), "none");
}

TEST(MediaType, IsNoneForADamagedArchiveWhereverItIsCut) {
  const auto whole = zip_of({"[Content_Types].xml", "word/document.xml"});
  for (std::size_t size = 4; size < whole.size(); ++size)
    EXPECT_EQ(type_of(whole.substr(0, size)), "none") << size;
  auto lying = whole;
  lying[whole.size() - 12] = '\x7f';  // More entries than there are.
  EXPECT_EQ(type_of(lying), "none");
}

TEST_F(FilesTest, GiveBackWhatWasPut) {
  const auto put = files.put("một tờ giấy");
  ASSERT_TRUE(put);
  EXPECT_EQ(put->sha256, sha256("một tờ giấy"));
  EXPECT_EQ(put->media_type, "text/plain; charset=utf-8");
  EXPECT_EQ(files.read(put->sha256), "một tờ giấy");
  EXPECT_EQ(files.read(sha256("another")), std::nullopt);
}

TEST_F(FilesTest, KeepEqualBytesOnce) {
  EXPECT_EQ(*files.put("paper"), *files.put("paper"));
  EXPECT_EQ(count_files(directory.path()), 1u);
}

TEST_F(FilesTest, RefuseWhatIsTooLargeEmptyOrOfNoKnownType) {
  EXPECT_EQ(files.put(std::string(1'001, 'x')).error().reason(), reasons::file_too_large);
  EXPECT_TRUE(files.put(std::string(1'000, 'x')));
  EXPECT_EQ(files.put("").error().reason(), reasons::file_empty);
  EXPECT_EQ(files
                .put("\x7f"
                     "ELF"s)
                .error()
                .reason(),
            reasons::file_type_refused);
  EXPECT_EQ(count_files(directory.path()), 1u);
}

TEST_F(FilesTest, NoticeDamageAndArePutRightByTheSameBytes) {
  const auto put = *files.put("paper");
  std::ofstream{only_file(directory.path())} << "pxper";
  EXPECT_THROW((void)files.read(put.sha256), StorageError);
  ASSERT_TRUE(files.put("paper"));
  EXPECT_EQ(files.read(put.sha256), "paper");
}

TEST_F(FilesTest, MayBePutByManyAtOnce) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) EXPECT_TRUE(files.put("paper " + std::to_string(i)));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(count_files(directory.path()), 10u);
}

TEST_F(FilesTest, SweepWhatNoRowNamesAndWhatIsUnfinished) {
  const auto kept = *files.put("named");
  const auto lost = *files.put("unnamed");
  std::ofstream{directory.path() / "files" / ".unfinished-abcdef"} << "half";
  const auto is_named = [&](const Sha256& name) { return name == kept.sha256; };
  const auto tomorrow = std::filesystem::file_time_type::clock::now() + std::chrono::hours{24};
  EXPECT_EQ(files.sweep(tomorrow - std::chrono::hours{48}, is_named), 0u) << "too young";
  EXPECT_EQ(files.sweep(tomorrow, is_named), 2u);
  EXPECT_EQ(files.read(kept.sha256), "named");
  EXPECT_EQ(files.read(lost.sha256), std::nullopt);
}

TEST_F(FilesTest, SweepNothingThatWasPutAnewHoweverOldItsBytesAre) {
  const auto file = *files.put("paper");
  const auto yesterday = std::filesystem::file_time_type::clock::now() - std::chrono::hours{24};
  std::filesystem::last_write_time(only_file(directory.path()), yesterday - std::chrono::hours{1});
  ASSERT_TRUE(files.put("paper"));
  EXPECT_EQ(files.sweep(yesterday, [](const Sha256&) { return false; }), 0u);
  EXPECT_EQ(files.read(file.sha256), "paper");
}

TEST_F(FilesTest, SweepNothingWhileSomebodyPuts) {
  const auto forgotten = *files.put("forgotten");
  const auto tomorrow = std::filesystem::file_time_type::clock::now() + std::chrono::hours{24};
  const auto sweep = [&] { return files.sweep(tomorrow, [](const Sha256&) { return false; }); };
  std::size_t swept = 1;
  const Files slow{directory / "files", {.failpoint = [&](std::string_view point) {
                     if (point == "file.before") swept = sweep();
                   }}};
  ASSERT_TRUE(slow.put("paper"));
  EXPECT_EQ(swept, 0u);
  EXPECT_EQ(files.read(forgotten.sha256), "forgotten");
  EXPECT_EQ(sweep(), 2u) << "afterwards both, since no row names them";
}

TEST_F(FilesTest, AreFoundOnlyByTheAgencyThatHoldsThem) {
  const auto connection = open_sqlite(":memory:");
  (void)migrate(*connection, now);
  SeededRandom random{1};
  const auto ours = AgencyId::make(now, random);
  const auto theirs = AgencyId::make(now, random);
  const auto file = *files.put("paper");
  file_rows::own(*connection, file, ours, now);
  file_rows::own(*connection, file, ours, now);
  EXPECT_EQ(file_rows::find(*connection, file.sha256, ours), file);
  EXPECT_EQ(file_rows::find(*connection, file.sha256, theirs), std::nullopt);
  file_rows::own(*connection, file, theirs, now);
  EXPECT_EQ(file_rows::find(*connection, file.sha256, theirs), file);
  EXPECT_EQ(file_rows::all(*connection).size(), 1u);
  EXPECT_TRUE(file_rows::is_named(*connection, file.sha256));
  EXPECT_FALSE(file_rows::is_named(*connection, sha256("another")));
}

}  // namespace inspectord
