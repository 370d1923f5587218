// SPDX-License-Identifier: Apache-2.0
#include "tests/server/routes/bac_giang.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(ApiPolicies, OfTheProgramAreTitledInTheLanguageOfTheReader) {
  BacGiang house;
  const auto seen_in = [&](const char* path, const char* language) {
    return house.api.get(path, house.planner, {{"Accept-Language", language}});
  };
  const auto list = seen_in("/api/v1/policies", "vi");
  EXPECT_EQ(list.text("/items/0/title"), "14, 7, 3, 1 ngày trước; 1, 3 ngày sau");
  EXPECT_EQ(list.text("/items/0/content/title"), list.text("/items/0/title"));
  EXPECT_EQ(seen_in("/api/v1/policies", "en").text("/items/1/title"),
            "14, 7, 3 and 1 days before; 1 and 3 days after; sent on working days");
  const auto* one = "/api/v1/policies/office-14-7-3-1";
  EXPECT_EQ(seen_in(one, "vi").text("/title"),
            "14, 7, 3, 1 ngày trước; 1, 3 ngày sau; gửi vào ngày làm việc");
  EXPECT_EQ(seen_in(one, "en").text("/content/title"), seen_in(one, "en").text("/title"));
}

}  // namespace
}  // namespace inspectord
