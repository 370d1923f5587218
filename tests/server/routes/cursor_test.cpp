// SPDX-License-Identifier: Apache-2.0
#include "server/routes/cursor.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(Cursor, GivesBackItsPlace) {
  for (const auto& place :
       {PagePlace{"a"}, PagePlace{"2024-05-20", "Đ-+/"}, PagePlace{"", "x", ""}})
    EXPECT_EQ(read_cursor("visits", write_cursor("visits", place)), place);
}

TEST(Cursor, HoldsForItsListAlone) {
  const auto cursor = write_cursor("visits", {"2024-05-20", "x"});
  EXPECT_EQ(read_cursor("visits-", cursor), std::nullopt);
  EXPECT_EQ(read_cursor("duties", cursor), std::nullopt);
}

TEST(Cursor, NoticesWhatWasCutOrChanged) {
  const auto cursor = write_cursor("visits", {"2024-05-20", "x"});
  EXPECT_EQ(
      cursor.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
      std::string::npos);
  for (std::size_t i = 0; i < cursor.size(); ++i) {
    EXPECT_FALSE(read_cursor("visits", cursor.substr(0, i))) << i;
    auto changed = cursor;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read_cursor("visits", changed)) << i;
  }
  for (const auto* bad : {"", "x", "%%%", "01890000-0000-7000-8000-000000000001"})
    EXPECT_FALSE(read_cursor("visits", bad)) << bad;
}

}  // namespace
}  // namespace inspectord
