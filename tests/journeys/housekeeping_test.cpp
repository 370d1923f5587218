// SPDX-License-Identifier: Apache-2.0
// Files that were put and named by no row go by themselves.
#include "storage/files.hpp"
#include "tests/support/journey.hpp"
#include "usecases/sending_cases.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

namespace inspectord {
namespace {

using namespace std::chrono_literals;

class Housekeeping : public ::testing::Test {
 protected:
  Housekeeping() { service.tick(); }  // the sweep of this start is over

  StoredFile put(const std::string& bytes) { return files().put(bytes).value(); }
  void name_in_a_row(const StoredFile& file) {
    const auto kept = service.write([&](Transaction& tx) {
      return keep_file(tx, file, service.staff().planner, service.now(), service.house());
    });
    ASSERT_TRUE(kept);
  }
  /// As if it had been put so long ago, by the clock of the service.
  void set_age(const StoredFile& file, std::chrono::hours age) {
    const auto name = to_hex(file.sha256);
    std::filesystem::last_write_time(service.directory() / "files" / name.substr(0, 2) / name,
                                     std::chrono::file_clock::from_sys(service.now() - age));
  }
  bool is_there(const StoredFile& file) { return files().read(file.sha256).has_value(); }
  Files files() const { return Files{service.directory() / "files"}; }

  Journey service{"2024-04-24 09:00"};
};

TEST_F(Housekeeping, SweepsAtTheStartWhatNoRowNamesForADay) {
  const auto named = put("named"), forgotten = put("forgotten"), young = put("young");
  name_in_a_row(named);
  set_age(named, 24h * 365);
  set_age(forgotten, 25h);
  set_age(young, 23h);
  service.tick();
  EXPECT_TRUE(is_there(forgotten)) << "it swept when it started, and then not for a day";
  service.stop();
  service.start();
  EXPECT_FALSE(is_there(forgotten));
  EXPECT_TRUE(is_there(named));
  EXPECT_TRUE(is_there(young));
}

TEST_F(Housekeeping, SweepsInTheCleanUpOfTheNight) {
  const auto forgotten = put("forgotten");
  set_age(forgotten, 10h);
  service.move_to("2024-04-25 02:29");
  EXPECT_TRUE(is_there(forgotten));
  service.move_to("2024-04-25 02:30");
  EXPECT_FALSE(is_there(forgotten));
}

}  // namespace
}  // namespace inspectord
